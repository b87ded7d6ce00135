/* Measures of association against the figures that publications print, to their last
 * digit. */
#include "test.h"
#include "base/association.h"
#include "base/probability.h"
#include <math.h>
#include <stdio.h>

static const gm_association_options plain = {0.05, 1};

static double measure(gm_association which, double o11, double r1, double c1,
                      double n) {
  gm_contingency table = {o11, r1, c1, n};
  return gm_associate(which, &table, &plain);
}

/* The value printed with so many decimals is the text. */
static void assert_printed(double value, int decimals, const char *text) {
  char shown[64];
  snprintf(shown, sizeof shown, "%.*f", decimals, value);
  assert_string_equal(shown, text);
}

/* Dunning 1993, table 1: k(AB), k(A ~B), k(~A B), k(~A ~B) of the Swiss bank letters.
 */
static void log_likelihood_of_dunning(void **state) {
  static const struct {
    double ab, a, b, none;
    const char *text;
  } rows[] = {
      {110, 2442, 111, 29114, "270.72"}, /* the swiss */
      {29, 13, 123, 31612, "263.90"},    /* can be */
      {31, 23, 139, 31584, "256.84"},    /* previous year */
      {10, 0, 3, 31764, "167.23"},       /* mineral water */
      {76, 104, 2476, 29121, "157.21"},  /* at the */
      {16, 16, 51, 31694, "157.03"},     /* real terms */
      {9, 0, 5, 31763, "146.80"},        /* natural gas */
      {16, 0, 865, 30896, "115.02"},     /* owing to */
      {10, 9, 41, 31717, "104.53"},      /* health insurance */
      {8, 2, 27, 31740, "100.96"},       /* stiff competition */
      {12, 111, 14, 31640, "98.72"},     /* is likely */
      {8, 5, 24, 31740, "95.29"},        /* qualified personnel */
      {10, 93, 6, 31668, "94.50"},       /* an estimated */
      {12, 111, 21, 31633, "91.40"},     /* is expected */
      {5, 13, 0, 31759, "76.30"},        /* balance sheet */
      {16, 2536, 1, 29224, "73.35"},     /* the united */
      {3, 0, 0, 31774, "61.61"},         /* natel c */
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    double n = rows[i].ab + rows[i].a + rows[i].b + rows[i].none;
    double value = measure(GM_ASSOCIATION_LL, rows[i].ab, rows[i].ab + rows[i].a,
                           rows[i].ab + rows[i].b, n);
    assert_printed(value, 2, rows[i].text);
  }
  /* the same paper, table 2: chi-squared of natel c */
  assert_printed(measure(GM_ASSOCIATION_CHI2, 3, 3, 3, 31777), 2, "31777.00");
}

/* Manning & Schütze 1999, tables 5.6 (t) and 5.14 (mutual information), N = 14,307,668
 * words of the New York Times. The book cuts off its values of t instead of rounding
 * them. */
static void tables_of_manning_and_schuetze(void **state) {
  static const struct {
    double both, first, second;
    const char *t, *mi;
  } rows[] = {
      {20, 42, 20, "4.4721", "18.38"},      /* Ayatollah Ruhollah */
      {20, 41, 27, "4.4721", "17.98"},      /* Bette Midler */
      {20, 30, 117, "4.4720", "16.31"},     /* Agatha Christie */
      {20, 77, 59, "4.4720", "15.94"},      /* videocassette recorder */
      {20, 24, 320, "4.4720", "15.19"},     /* unsalted butter */
      {20, 14907, 9017, "2.3714", "1.09"},  /* first made */
      {20, 13484, 10570, "2.2446", "1.01"}, /* over many */
      {20, 14734, 13478, "1.3685", "0.53"}, /* into them */
      {20, 14093, 14776, "1.2176", "0.46"}, /* like people */
      {20, 15019, 15629, "0.8036", "0.29"}, /* time last */
  };
  const double n = 14307668;
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    double t = measure(GM_ASSOCIATION_T, 20, rows[i].first, rows[i].second, n);
    assert_printed(floor(t * 1e4) / 1e4, 4, rows[i].t);
    assert_printed(measure(GM_ASSOCIATION_MI, 20, rows[i].first, rows[i].second, n), 2,
                   rows[i].mi);
  }
  /* p. 164: t of “new companies”; p. 169: its chi-squared */
  assert_printed(measure(GM_ASSOCIATION_T, 8, 15828, 4675, n), 6, "0.999932");
  assert_printed(measure(GM_ASSOCIATION_CHI2, 8, 15828, 4675, n), 2, "1.55");
}

static void single_published_values(void **state) {
  (void)state;
  /* Church & Hanks 1990, table 3: honorary doctor */
  assert_printed(measure(GM_ASSOCIATION_MI, 8, 44, 1105, 15e6), 1, "11.3");
  /* Smadja, McKeown & Hatzivassiloglou 1996, p. 13 */
  assert_printed(measure(GM_ASSOCIATION_DICE, 130, 3121, 143, 1e6), 2, "0.08");
  /* Pedersen & Bruce 1996, p. 12 */
  assert_printed(measure(GM_ASSOCIATION_MIN_SENSITIVITY, 17, 257, 1018, 1300000), 6,
                 "0.016699");
  /* Gries 2013, p. 144: of course, both ways */
  assert_printed(measure(GM_ASSOCIATION_DELTA_P21, 5610, 5610 + 168938, 5610 + 2257,
                         5610 + 168938 + 2257 + 10233063),
                 3, "0.032");
  assert_printed(measure(GM_ASSOCIATION_DELTA_P12, 5610, 5610 + 168938, 5610 + 2257,
                         5610 + 168938 + 2257 + 10233063),
                 3, "0.697");
  /* Bouma 2009, p. 36 */
  assert_printed(measure(GM_ASSOCIATION_NPMI, 10, 10, 10, 100), 6, "1.000000");
  assert_printed(measure(GM_ASSOCIATION_NPMI, 1, 10, 10, 100), 6, "0.000000");
  assert_printed(measure(GM_ASSOCIATION_NPMI, 0, 10, 10, 90), 6, "-1.000000");
  /* Rychlý 2008: 14 where all of one occurs with all of the other; a plus of 1 is twice
     as often */
  assert_printed(measure(GM_ASSOCIATION_LOGDICE, 50, 50, 50, 1e6), 4, "14.0000");
  assert_printed(measure(GM_ASSOCIATION_LOGDICE, 25, 50, 50, 1e6), 4, "13.0000");
  /* Pedersen 1996, p. 10: tea or milk first, with Yates's correction; exact */
  assert_printed(measure(GM_ASSOCIATION_CHI2_YATES, 3, 4, 4, 8), 3, "0.500");
  assert_printed(exp(gm_log_fisher(1, 4, 4, 8, GM_TAIL_BOTH)), 3, "0.486");
  assert_printed(exp(gm_log_fisher(2, 2, 226, 1790, GM_TAIL_BOTH)), 8, "0.01587916");
  assert_printed(exp(gm_log_fisher(1, 4, 4, 8, GM_TAIL_LESS)), 3, "0.243");
  assert_printed(exp(gm_log_fisher(1, 4, 4, 8, GM_TAIL_GREATER)), 3, "0.986");
}

/* One table under every measure; O = 30, R1 = 120, C1 = 300, N = 10000, so E = 3.6.
 * Worked out with 50 digits. */
static void every_measure(void **state) {
  static const struct {
    gm_association which;
    const char *text;
  } rows[] = {
      {GM_ASSOCIATION_LL, "83.4128694403"},
      {GM_ASSOCIATION_SIMPLE_LL, "74.4158121720"},
      {GM_ASSOCIATION_LOGDICE, "11.1926450779"},
      {GM_ASSOCIATION_DICE, "0.1428571429"},
      {GM_ASSOCIATION_MI, "3.0588936891"},
      {GM_ASSOCIATION_MI2, "7.9657842847"},
      {GM_ASSOCIATION_MI3, "12.8726748803"},
      {GM_ASSOCIATION_LOCAL_MI, "91.7668106716"},
      {GM_ASSOCIATION_NPMI, "0.3649873208"},
      {GM_ASSOCIATION_T, "4.8199585060"},
      {GM_ASSOCIATION_Z, "13.9140217047"},
      {GM_ASSOCIATION_CHI2, "202.0117701073"},
      {GM_ASSOCIATION_CHI2_YATES, "194.4322708701"},
      {GM_ASSOCIATION_FISHER, "19.1302996140"},
      {GM_ASSOCIATION_LOG_RATIO, "3.1934797294"},
      {GM_ASSOCIATION_LRC, "2.5978368304"},
      {GM_ASSOCIATION_MIN_SENSITIVITY, "0.1000000000"},
      {GM_ASSOCIATION_ODDS_RATIO, "11.8641975309"},
      {GM_ASSOCIATION_LOG_ODDS, "2.4827162644"},
      {GM_ASSOCIATION_DELTA_P21, "0.2226720648"},
      {GM_ASSOCIATION_DELTA_P12, "0.0907216495"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_printed(measure(rows[i].which, 30, 120, 300, 10000), 10, rows[i].text);
}

static void zero_cells(void **state) {
  (void)state;
  assert_true(isinf(measure(GM_ASSOCIATION_MI, 0, 10, 10, 100)));
  assert_printed(measure(GM_ASSOCIATION_LL, 0, 10, 10, 100), 10, "-2.2268174265");
  assert_printed(measure(GM_ASSOCIATION_LOCAL_MI, 0, 10, 10, 100), 1, "0.0");
  assert_printed(measure(GM_ASSOCIATION_LOG_RATIO, 5, 10, 5, 100), 6, "6.491853");
  assert_printed(measure(GM_ASSOCIATION_ODDS_RATIO, 5, 10, 5, 100), 6, "181.000000");
  assert_printed(measure(GM_ASSOCIATION_FISHER, 0, 10, 10, 100), 1, "0.0");
  assert_true(isnan(measure(GM_ASSOCIATION_LL, 0, 0, 0, 0)));
  assert_true(isnan(measure(GM_ASSOCIATION_LL, 11, 10, 20, 100)));
  assert_printed(measure(GM_ASSOCIATION_CHI2, 10, 100, 10, 100), 1, "0.0");
  for (int i = 0; i < GM_ASSOCIATION_COUNT; i++) /* as expected: nothing to be seen */
    if (i != GM_ASSOCIATION_LRC)
      assert_false(isnan(measure((gm_association)i, 10, 100, 100, 1000)));
  assert_printed(measure(GM_ASSOCIATION_LL, 10, 100, 100, 1000), 12, "0.000000000000");
  assert_printed(measure(GM_ASSOCIATION_LRC, 10, 100, 100, 1000), 3, "0.000");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(log_likelihood_of_dunning),
      cmocka_unit_test(tables_of_manning_and_schuetze),
      cmocka_unit_test(single_published_values),
      cmocka_unit_test(every_measure),
      cmocka_unit_test(zero_cells),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
