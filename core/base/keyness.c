/* The formulas. Sources:
 *   Benoit et al., quanteda.textstats, textstat_keyness (chi2, its correction, pmi)
 *   Dunning 1993 (ll); Rayson & Garside 2000, ucrel.lancs.ac.uk/llwizard.html (ll2)
 *   Johnston, Berry & Mielke 2006 (effect size of the log-likelihood); Wilson 2013
 * (BIC) Hardie 2014 (log ratio); Evert 2022 (lrc); Walter 1975 (log ratio with 1/2)
 *   Gabrielatos & Marchi 2011 (%DIFF); Kilgarriff 2009 (simple maths)
 *   Hofland & Johansson 1982 (difference coefficient)
 *   Williams 1976 (q) */
#include "base/keyness.h"
#include "base/association.h"
#include "base/probability.h"
#include <math.h>

/* |O - E| is lessened by 1/2 only where some cell is expected less than five times and
 * the difference is at least 1/2. */
static double yates(const gm_contingency *t) {
  double r2 = t->n - t->r1, c2 = t->n - t->c1;
  double off = fabs((t->o11 * t->n - t->r1 * t->c1) / t->n);
  bool small = t->r1 * (t->c1 / t->n) < 5 || t->r1 * (c2 / t->n) < 5 ||
               r2 * (t->c1 / t->n) < 5 || r2 * (c2 / t->n) < 5;
  return small && off >= 0.5 ? 0.5 : 0;
}

static double williams(const gm_contingency *t) {
  double r2 = t->n - t->r1, c2 = t->n - t->c1, o12 = t->r1 - t->o11,
         o21 = t->c1 - t->o11;
  if (t->o11 == 0 || o12 == 0 || o21 == 0 || r2 - o21 == 0)
    return 1;
  return 1 +
         (t->n / t->r1 + t->n / r2 - 1) * (t->n / t->c1 + t->n / c2 - 1) / (6 * t->n);
}

static double chi_squared(const gm_contingency *t, gm_correction correction) {
  bool corrected =
      correction == GM_CORRECTION_DEFAULT || correction == GM_CORRECTION_YATES;
  double value = gm_chi_squared(t, corrected ? yates(t) : 0);
  return correction == GM_CORRECTION_WILLIAMS ? value / williams(t) : value;
}

static double log_likelihood(const gm_contingency *t, gm_correction correction) {
  gm_contingency moved = *t;
  if (correction == GM_CORRECTION_YATES) {
    double delta = yates(t);
    moved.o11 += t->o11 > gm_expected(t) ? -delta : delta;
  }
  double value = gm_log_likelihood(&moved);
  return correction == GM_CORRECTION_WILLIAMS ? value / williams(t) : value;
}

/* 2 (a ln(a/E1) + b ln(b/E2)) */
static double two_terms(const gm_key *key) {
  double size = key->target_size + key->reference_size, a = key->target;
  double both = a + key->reference, b = key->reference;
  double expected = both * (key->target_size / size);
  double other = both * (key->reference_size / size), off = a - expected;
  double value =
      (a > 0 ? a * log1p(off / expected) : 0) + (b > 0 ? b * log1p(-off / other) : 0);
  return value > 0 ? 2 * value : 0;
}

/* A word absent from the reference counts there 1e-18 times (Gabrielatos & Marchi). */
static double percent_difference(const gm_key *key) {
  double rate = key->reference > 0 ? key->reference : 1e-18;
  return (key->target / key->target_size / (rate / key->reference_size) - 1) * 100;
}

/* ELL = LL / (N ln(the smaller expected frequency)), of N = both sizes; what UCREL's
 * calculator prints. */
static double effect_size(const gm_key *key) {
  double size = key->target_size + key->reference_size;
  double least =
      key->target_size < key->reference_size ? key->target_size : key->reference_size;
  double expected = (key->target + key->reference) * (least / size);
  return two_terms(key) / (size * log(expected));
}

static double half_ratio(const gm_key *key) {
  return log2((key->target + 0.5) / (key->target_size + 0.5)) -
         log2((key->reference + 0.5) / (key->reference_size + 0.5));
}

static double simple_maths(const gm_key *key, double constant) {
  return (key->target / key->target_size * 1e6 + constant) /
         (key->reference / key->reference_size * 1e6 + constant);
}

static double difference(double p, double q) {
  return (p - q) / (p + q);
}

double gm_key_measure(gm_keyness measure, const gm_key *key,
                      const gm_keyness_options *options) {
  gm_contingency t = {key->target, key->target + key->reference, key->target_size,
                      key->target_size + key->reference_size};
  if (!gm_contingency_sound(&t) || key->target_size <= 0 || key->reference_size <= 0)
    return NAN;
  /* the node of an association is the target here */
  gm_contingency turned = {t.o11, t.c1, t.r1, t.n};
  gm_association_options shared = {options->alpha, options->family};
  double p = key->target / key->target_size, q = key->reference / key->reference_size;
  double sign = p > q ? 1 : -1;
  switch (measure) {
  case GM_KEYNESS_CHI2:
    return sign * chi_squared(&t, options->correction);
  case GM_KEYNESS_LL:
    return sign * log_likelihood(&t, options->correction);
  case GM_KEYNESS_LL2:
    return sign * two_terms(key);
  case GM_KEYNESS_FISHER:
    return sign * fabs(gm_log_fisher(t.o11, t.r1, t.c1, t.n, GM_TAIL_BOTH)) / M_LN10 +
           0.0;
  case GM_KEYNESS_LOG_RATIO:
    return gm_associate(GM_ASSOCIATION_LOG_RATIO, &turned, &shared);
  case GM_KEYNESS_LRC:
    return gm_associate(GM_ASSOCIATION_LRC, &turned, &shared);
  case GM_KEYNESS_LOG_RATIO_HALF:
    return half_ratio(key);
  case GM_KEYNESS_DIFF:
    return percent_difference(key);
  case GM_KEYNESS_SIMPLE_MATHS:
    return simple_maths(key, options->constant);
  case GM_KEYNESS_ELL:
    return effect_size(key);
  case GM_KEYNESS_BIC:
    return two_terms(key) - log(t.n);
  case GM_KEYNESS_RELATIVE_RISK:
    return p / q;
  case GM_KEYNESS_ODDS_RATIO:
    return gm_associate(GM_ASSOCIATION_ODDS_RATIO, &turned, &shared);
  case GM_KEYNESS_DIFFERENCE:
    return difference(p, q);
  case GM_KEYNESS_PMI:
    return log(t.o11 / gm_expected(&t));
  case GM_KEYNESS_COUNT:
    break;
  }
  return NAN;
}

double gm_keyness_log_p(gm_keyness measure, double value) {
  switch (measure) {
  case GM_KEYNESS_CHI2:
  case GM_KEYNESS_LL:
  case GM_KEYNESS_LL2:
    return gm_log_chi_squared(fabs(value));
  case GM_KEYNESS_FISHER:
    return -fabs(value) * M_LN10;
  default:
    return NAN;
  }
}
