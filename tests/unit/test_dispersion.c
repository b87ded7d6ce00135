/* Dispersion and diversity against published figures. */
#include "test.h"
#include "base/dispersion.h"
#include "base/diversity.h"
#include <math.h>
#include <stdio.h>

static void assert_printed(double value, int decimals, const char *text) {
  char shown[64];
  snprintf(shown, sizeof shown, "%.*f", decimals, value);
  assert_string_equal(shown, text);
}

/* Gries 2008 and 2020: the word a in the corpus of five parts "b a m n i b e u p", "b a
 * s a t b e w q n", "b c a g a b e s t a", "b a g h a b e a a t", "b a h a a b e a x a
 * t"; figures of the chapter of 2020. */
static void corpus_of_gries(void **state) {
  const double counts[] = {1, 2, 3, 4, 5}, sizes[] = {9, 10, 10, 10, 11};
  const double even[] = {10, 10, 10, 10, 10};
  gm_dispersion d;
  (void)state;
  gm_disperse(&d, counts, sizes, 5);
  assert_int_equal(d.range, 5);
  assert_printed(d.frequency, 0, "15");
  assert_printed(d.sd, 3, "1.414");
  assert_printed(d.vc, 3, "0.471");
  assert_printed(d.juilland_d, 3, "0.785");
  assert_printed(d.carroll_d2, 3, "0.938");
  assert_printed(d.rosengren_s, 2, "0.95");
  assert_printed(d.dp, 2, "0.18");
  assert_printed(d.dp_norm, 2, "0.22");
  assert_printed(d.kl, 3, "0.137");
  /* with parts of one size, as in 2008, pp. 407 and 416 */
  gm_disperse(&d, counts, even, 5);
  assert_printed(d.juilland_d, 3, "0.764");
  assert_printed(d.rosengren_s, 3, "0.937");
}

/* Lyne 1985: ALLEMAND in ten parts of a corpus of business letters, as the R package
 * tlda works it out (README). */
static void allemand_in_lyne(void **state) {
  const double counts[] = {2, 0, 1, 1, 3, 0, 3, 0, 0, 0};
  const double sizes[] = {8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930};
  gm_dispersion d;
  (void)state;
  gm_disperse(&d, counts, sizes, 10);
  assert_int_equal(d.range, 5);
  assert_printed(d.juilland_d, 7, "0.6038797");
  assert_printed(d.carroll_d2, 7, "0.6521444");
  assert_printed(d.rosengren_s, 7, "0.4763652");
  assert_printed(d.burch_da, 7, "0.3081640");
}

static void single_published_values(void **state) {
  const double even[] = {1, 1, 1, 1, 1};
  gm_dispersion d;
  (void)state;
  /* Carroll 1970, p. 13 */
  gm_disperse(&d, (const double[]){2, 1, 1, 1, 0}, (const double[]){9, 9, 9, 9, 9}, 5);
  assert_printed(d.carroll_d2, 4, "0.8277");
  /* Carroll 1970, p. 14 */
  gm_disperse(&d, (const double[]){0, 4, 3, 2, 1}, (const double[]){9, 9, 9, 9, 9}, 5);
  assert_printed(d.juilland_d, 4, "0.6464");
  /* Lijffijt & Gries 2012, p. 148 */
  gm_disperse(&d, (const double[]){2, 1, 0}, (const double[]){3, 3, 3}, 3);
  assert_printed(d.dp_norm, 1, "0.5");
  gm_disperse(&d, (const double[]){3, 0, 0}, (const double[]){5, 5, 5}, 3);
  assert_printed(d.dp_norm, 6, "1.000000");
  assert_printed(d.juilland_d, 6, "0.000000");
  assert_printed(d.burch_da, 6, "0.000000");
  gm_disperse(&d, even, even, 5);
  assert_printed(d.juilland_d, 6, "1.000000");
  assert_printed(d.dp, 6, "0.000000");
  assert_printed(d.burch_da, 6, "1.000000");
  gm_disperse(&d, (const double[]){0, 0}, even, 2);
  assert_true(isnan(d.dp));
  gm_disperse(&d, (const double[]){4, 0}, (const double[]){9, 0}, 2);
  assert_int_equal(d.parts, 1);
  assert_true(isnan(d.juilland_d));
  assert_printed(d.dp, 6, "0.000000");
}

/* test-textstat_lexdiv.R of quanteda.textstats: "b a b a b a b a", "a a b b c", and the
 * frequencies of John 1 in the Vulgate (Miranda-García & Calle-Martín 2005, table 1).
 */
static void static_measures(void **state) {
  const uint32_t two[] = {4, 4}, three[] = {2, 2, 1};
  static const uint32_t john[][2] = {
      {1, 212}, {2, 51}, {3, 26}, {4, 13}, {5, 6},  {6, 6},  {7, 3},  {8, 4},
      {10, 1},  {11, 1}, {13, 3}, {16, 1}, {17, 1}, {19, 1}, {21, 1}, {59, 1}};
  uint32_t all[400];
  size_t count = 0;
  gm_diversity d;
  (void)state;
  gm_diversify(&d, two, 2);
  assert_printed(d.ttr, 4, "0.2500");
  assert_printed(d.guiraud, 6, "0.707107");
  assert_printed(d.cttr, 6, "0.500000");
  assert_printed(d.herdan, 6, "0.333333");
  assert_printed(d.maas, 6, "0.859189");
  gm_diversify(&d, three, 3);
  assert_printed(d.yule_i, 4, "1.5000");
  for (size_t i = 0; i < COUNT(john); i++)
    for (uint32_t k = 0; k < john[i][1]; k++)
      all[count++] = john[i][0];
  gm_diversify(&d, all, count);
  assert_printed(d.tokens, 0, "755");
  assert_printed(d.types, 0, "331");
  assert_printed(d.hapax, 0, "212");
  assert_printed(d.yule_k, 3, "112.767"); /* as there; the paper prints 113.09 */
  assert_printed(d.herdan_vm * d.herdan_vm -
                     (d.yule_k / 1e4 + 1 / d.tokens - 1 / d.types),
                 12, "0.000000000000"); /* Tweedie & Baayen 1998, equation 19 */
}

/* The same tests: "one one two one one two one". */
static void moving_measures(void **state) {
  const uint32_t words[] = {1, 1, 2, 1, 1, 2, 1};
  const uint32_t fruit[] = {1, 2, 1, 2,
                            3, 3, 1, 2}; /* apple orange apple orange pear … */
  uint32_t seen[4] = {0};
  (void)state;
  assert_printed(gm_mattr(words, 7, 2, seen), 12, "0.833333333333");
  assert_printed(gm_mattr(words, 7, 3, seen), 12, "0.666666666667");
  assert_printed(gm_mattr(words, 7, 4, seen), 12, "0.500000000000");
  assert_printed(gm_mattr(words, 7, 100, seen), 12, "0.285714285714");
  assert_printed(gm_sttr(fruit, 8, 2, seen), 12, "0.875000000000");
  assert_printed(gm_sttr(fruit, 8, 3, seen), 12, "0.666666666667");
  assert_printed(gm_sttr(fruit, 8, 4, seen), 12, "0.625000000000");
  assert_true(isnan(gm_mattr(words, 0, 5, seen)));
  /* five words over and over: V / N falls to 5/7 at the 7th */
  uint32_t circle[100], room[5] = {0};
  for (uint32_t i = 0; i < 100; i++)
    circle[i] = i % 5;
  assert_printed(gm_mtld(circle, 100, room), 6, "7.142857");
  for (size_t i = 0; i < 4; i++)
    assert_int_equal(seen[i], 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(corpus_of_gries),         cmocka_unit_test(allemand_in_lyne),
      cmocka_unit_test(single_published_values), cmocka_unit_test(static_measures),
      cmocka_unit_test(moving_measures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
