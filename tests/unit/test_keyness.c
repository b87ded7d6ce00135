/* Keyness against published figures; and corrections for many tests. */
#include "test.h"
#include "base/keyness.h"
#include "base/probability.h"
#include <math.h>
#include <stdio.h>

static gm_keyness_options options = {GM_CORRECTION_DEFAULT, 0.05, 1, 1};

static double key(gm_keyness which, double a, double n1, double b, double n2) {
  gm_key counts = {a, b, n1, n2};
  return gm_key_measure(which, &counts, &options);
}

static void assert_printed(double value, int decimals, const char *text) {
  char shown[64];
  snprintf(shown, sizeof shown, "%.*f", decimals, value);
  assert_string_equal(shown, text);
}

/* The reference data of the R package corpora (Evert 2022; tests/keyness.R): German
 * newspapers on MRSA, n1 = 1177, n2 = 341805, 20109 candidates. */
static void reference_values_of_evert(void **state) {
  static const struct {
    double f1, f2;
    const char *g2, *ratio, *lrc, *maths;
  } rows[] = {
      {411, 13, "4711.91649918", "13.11116586", "11.53055130", "2530.49558843"},
      {944, 367, "10290.40474055", "9.54311129", "9.13223852", "683.42092665"},
      {300, 6358, "1075.24759780", "3.77805517", "3.35524224", "13.63466676"},
      {936, 805, "9325.54587024", "8.39869915", "8.07178051", "323.94928209"},
      {8, 0, "90.84965878", "12.26876758", "6.02085203", "68.96941376"},
      {2, 1, "18.89000377", "8.91827034", "0.00000000", "17.48092372"},
      {575, 4169, "3378.35896263", "5.32431819", "5.01214829", "39.73567929"},
      {389, 14007, "1049.16796731", "3.01287239", "2.64712933", "8.04783961"},
  };
  (void)state;
  options.family = 20109;
  options.constant = 100;
  for (size_t i = 0; i < COUNT(rows); i++) {
    double a = rows[i].f1, b = rows[i].f2;
    assert_printed(key(GM_KEYNESS_LL, a, 1177, b, 341805), 8, rows[i].g2);
    assert_printed(key(GM_KEYNESS_LOG_RATIO_HALF, a, 1177, b, 341805), 8,
                   rows[i].ratio);
    assert_printed(key(GM_KEYNESS_LRC, a, 1177, b, 341805), 8, rows[i].lrc);
    assert_printed(key(GM_KEYNESS_SIMPLE_MATHS, a, 1177, b, 341805), 8, rows[i].maths);
  }
  options.family = options.constant = 1;
}

/* textstat_keyness of quanteda.textstats (tests/testthat/test-textstat_keyness.R): two
 * documents, d1 = "b b b b b b b a a a", d2 = "a a a a a a a b b". R's chisq.test and
 * fisher.test on the same table. */
static void as_quanteda(void **state) {
  (void)state;
  assert_printed(key(GM_KEYNESS_CHI2, 7, 10, 2, 9), 6, "2.632438");
  assert_printed(key(GM_KEYNESS_CHI2, 3, 10, 7, 9), 6, "-2.632438");
  options.correction = GM_CORRECTION_NONE;
  assert_printed(key(GM_KEYNESS_CHI2, 7, 10, 2, 9), 6, "4.337160");
  assert_printed(key(GM_KEYNESS_LL, 7, 10, 2, 9), 6, "4.534939");
  options.correction = GM_CORRECTION_WILLIAMS;
  assert_printed(key(GM_KEYNESS_LL, 7, 10, 2, 9), 6, "4.200833");
  options.correction = GM_CORRECTION_DEFAULT;
  assert_printed(pow(10, -key(GM_KEYNESS_FISHER, 7, 10, 2, 9)), 6, "0.069779");
  /* corrected only where a cell is expected less than five times */
  assert_printed(key(GM_KEYNESS_CHI2, 30, 100, 10, 100), 6, "12.500000");
  /* d1 = "a a a b b c c c c c c d e f g h h", d2 = "a a b c c d d d d e f h": the order
     in which chi2 puts them */
  const double counts[][2] = {{1, 0}, {6, 2}, {2, 1}, {2, 1},
                              {3, 2}, {1, 1}, {1, 1}, {1, 4}};
  for (size_t i = 1; i < COUNT(counts); i++)
    assert_true(key(GM_KEYNESS_CHI2, counts[i - 1][0], 17, counts[i - 1][1], 12) >=
                key(GM_KEYNESS_CHI2, counts[i][0], 17, counts[i][1], 12));
}

static void single_published_values(void **state) {
  (void)state;
  /* Rayson's example at ucrel.lancs.ac.uk/llwizard.html: E1 and E2 of two corpora of
     one size are the mean */
  assert_printed(key(GM_KEYNESS_LL2, 20, 1000, 10, 1000), 4, "3.3980");
  /* Kilgarriff 2009 */
  assert_printed(key(GM_KEYNESS_SIMPLE_MATHS, 35, 112289811, 263, 1559717242), 4,
                 "1.1224");
  /* Gabrielatos & Marchi 2011, p. 18 */
  assert_printed(key(GM_KEYNESS_DIFF, 206523, 959641, 178174, 1562358), 1, "88.7");
  /* Hofland & Johansson 1982, p. 471 */
  assert_printed(key(GM_KEYNESS_DIFFERENCE, 18, 1e6, 35, 1e6), 2, "-0.32");
  /* Pojanapunya & Todd 2016, p. 154 */
  assert_printed(key(GM_KEYNESS_ODDS_RATIO, 16217, 2796938, 735, 2087946), 1, "16.6");
  /* Hardie 2014: twice as common is 1, four times 2; absent counts as one half */
  assert_printed(key(GM_KEYNESS_LOG_RATIO, 20, 1e6, 10, 1e6), 4, "1.0000");
  assert_printed(key(GM_KEYNESS_LOG_RATIO, 40, 1e6, 10, 1e6), 4, "2.0000");
  assert_printed(key(GM_KEYNESS_LOG_RATIO, 8, 1e6, 0, 1e6), 4, "4.0000");
  assert_printed(key(GM_KEYNESS_RELATIVE_RISK, 8, 1e6, 2, 1e6), 4, "4.0000");
}

static void edges(void **state) {
  (void)state;
  assert_true(isnan(key(GM_KEYNESS_LL, 0, 0, 1, 10)));
  assert_true(isnan(key(GM_KEYNESS_LL, 11, 10, 1, 10)));
  assert_printed(key(GM_KEYNESS_LL, 0, 100, 5, 100), 6, "-7.059691");
  assert_printed(key(GM_KEYNESS_LL2, 0, 100, 5, 100), 6, "-6.931472");
  for (int i = 0; i < GM_KEYNESS_COUNT; i++)
    assert_false(isnan(key((gm_keyness)i, 2, 10, 2, 10)));
  assert_printed(gm_keyness_log_p(GM_KEYNESS_LL, 3.841458820694124), 10,
                 "-2.9957322736");
}

static void assert_adjusted(gm_adjust method, size_t family,
                            const char *const texts[4]) {
  double p[] = {log(0.01), log(0.04), log(0.03), log(0.005)};
  assert_true(gm_adjust_p(p, 4, family, method));
  for (size_t i = 0; i < 4; i++)
    assert_printed(exp(p[i]), 3, texts[i]);
}

/* As R's p.adjust(c(.01, .04, .03, .005)). */
static void many_tests(void **state) {
  (void)state;
  assert_adjusted(GM_ADJUST_NONE, 0,
                  (const char *[]){"0.010", "0.040", "0.030", "0.005"});
  assert_adjusted(GM_ADJUST_BONFERRONI, 0,
                  (const char *[]){"0.040", "0.160", "0.120", "0.020"});
  assert_adjusted(GM_ADJUST_HOLM, 0,
                  (const char *[]){"0.030", "0.060", "0.060", "0.020"});
  assert_adjusted(GM_ADJUST_BH, 0,
                  (const char *[]){"0.020", "0.040", "0.040", "0.020"});
  assert_adjusted(GM_ADJUST_BONFERRONI, 50,
                  (const char *[]){"0.500", "1.000", "1.000", "0.250"});
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reference_values_of_evert),
      cmocka_unit_test(as_quanteda),
      cmocka_unit_test(single_published_values),
      cmocka_unit_test(edges),
      cmocka_unit_test(many_tests),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
