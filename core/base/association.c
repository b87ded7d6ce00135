/* The formulas. Sources:
 *   Dunning 1993, "Accurate methods for the statistics of surprise and coincidence"
 *   Evert 2005, "The statistics of word cooccurrences"; Evert 2008, "Corpora and
 *     collocations"; collocations.de/AM
 *   Church & Hanks 1990 (MI); Daille 1994 (MI², MI³); Bouma 2009 (NPMI)
 *   Church et al. 1991 (t); Dennis 1965, Berry-Rogghe 1973 (z); Smadja et al. 1996
 * (Dice) Rychlý 2008, "A lexicographer-friendly association score" (logDice) Pedersen &
 * Bruce 1996 (minimum sensitivity); Ellis 2006, Gries 2013 (ΔP) Hardie 2014, "Log
 * Ratio: an informal introduction" (log ratio) Evert 2022, "Measuring keyness"
 * (conservative log ratio) */
#include "base/association.h"
#include "base/probability.h"
#include <math.h>

bool gm_contingency_sound(const gm_contingency *t) {
  return t->n > 0 && t->o11 >= 0 && t->r1 >= t->o11 && t->c1 >= t->o11 &&
         t->n - t->r1 - t->c1 + t->o11 >= 0;
}

double gm_expected(const gm_contingency *t) {
  return t->r1 * (t->c1 / t->n);
}

static double sign_of(const gm_contingency *t, double value) {
  return t->o11 < gm_expected(t) ? -value : value;
}

/* o ln(o / e), where e differs from o by `off` = o - e: exact also where they are close
 */
static double term(double o, double e, double off) {
  if (o <= 0)
    return 0;
  double share = off / e;
  return o * (fabs(share) < 0.5 ? log1p(share) : log(o / e));
}

double gm_log_likelihood(const gm_contingency *t) {
  double r2 = t->n - t->r1, c2 = t->n - t->c1, e11 = gm_expected(t);
  /* all four cells differ from what is expected by the same */
  double off = (t->o11 * t->n - t->r1 * t->c1) / t->n;
  double value =
      2 * (term(t->o11, e11, off) + term(t->r1 - t->o11, t->r1 * (c2 / t->n), -off) +
           term(t->c1 - t->o11, r2 * (t->c1 / t->n), -off) +
           term(r2 - t->c1 + t->o11, r2 * (c2 / t->n), off));
  return value > 0 ? value : 0;
}

/* `correction` is taken from |O - E| (Yates: 0.5), not below 0. */
double gm_chi_squared(const gm_contingency *t, double correction) {
  double r2 = t->n - t->r1, c2 = t->n - t->c1;
  if (t->r1 == 0 || r2 == 0 || t->c1 == 0 || c2 == 0)
    return 0; /* nothing varies */
  double off = fabs((t->o11 * t->n - t->r1 * t->c1) / t->n) - correction;
  if (off <= 0)
    return 0;
  return off * off * (t->n / t->r1) * (t->n / r2) * (t->n / t->c1) / c2;
}

/* 2 (O ln(O/E) - (O - E)), Evert 2008 */
static double simple_ll(const gm_contingency *t) {
  double e = gm_expected(t), off = (t->o11 * t->n - t->r1 * t->c1) / t->n;
  return sign_of(t, 2 * (term(t->o11, e, off) - off));
}

/* Zero cells count as one half (Hardie 2014). */
static double log_ratio(const gm_contingency *t) {
  double o11 = t->o11 > 0 ? t->o11 : 0.5, o21 = t->c1 - t->o11;
  return log2(o11 / t->r1) - log2((o21 > 0 ? o21 : 0.5) / (t->n - t->r1));
}

/* The bound of the exact confidence interval of the log ratio that is nearer to 0, or 0
 * where the interval holds it: O11 of C1 is binomial given C1, with the ratio of rates
 * p/(1-p) · R2/R1 (Evert 2022). */
static double conservative_log_ratio(const gm_contingency *t,
                                     const gm_association_options *options) {
  double alpha = options->alpha / options->family / 2, r2 = t->n - t->r1;
  bool more = t->o11 / t->r1 >= (t->c1 - t->o11) / r2;
  double logit = more ? gm_logit_lower(t->o11, t->c1, alpha)
                      : gm_logit_upper(t->o11, t->c1, alpha);
  double bound = logit / M_LN2 + log2(r2 / t->r1);
  return more == (bound > 0) ? bound : 0;
}

/* One half is added to all cells where one of them is 0 (Haldane 1956). */
static double odds_ratio(const gm_contingency *t, double add) {
  double o12 = t->r1 - t->o11, o21 = t->c1 - t->o11, o22 = t->n - t->r1 - o21;
  if (add == 0 && (t->o11 == 0 || o12 == 0 || o21 == 0 || o22 == 0))
    add = 0.5;
  return (t->o11 + add) / (o12 + add) * ((o22 + add) / (o21 + add));
}

double gm_associate(gm_association measure, const gm_contingency *t,
                    const gm_association_options *options) {
  if (!gm_contingency_sound(t))
    return NAN;
  double o = t->o11, e = gm_expected(t);
  switch (measure) {
  case GM_ASSOCIATION_LL:
    return sign_of(t, gm_log_likelihood(t));
  case GM_ASSOCIATION_SIMPLE_LL:
    return simple_ll(t);
  case GM_ASSOCIATION_LOGDICE:
    return 14 + log2(2 * o / (t->r1 + t->c1));
  case GM_ASSOCIATION_DICE:
    return 2 * o / (t->r1 + t->c1);
  case GM_ASSOCIATION_MI:
    return log2(o / e);
  case GM_ASSOCIATION_MI2:
    return log2(o * o / e);
  case GM_ASSOCIATION_MI3:
    return log2(o * o * o / e);
  case GM_ASSOCIATION_LOCAL_MI:
    return o > 0 ? o * log2(o / e) : 0;
  case GM_ASSOCIATION_NPMI:
    return o == 0 ? -1 : o == t->n ? 1 : log2(o / e) / -log2(o / t->n);
  case GM_ASSOCIATION_T:
    return (o - e) / sqrt(o);
  case GM_ASSOCIATION_Z:
    return (o - e) / sqrt(e);
  case GM_ASSOCIATION_CHI2:
    return sign_of(t, gm_chi_squared(t, 0));
  case GM_ASSOCIATION_CHI2_YATES:
    return sign_of(t, gm_chi_squared(t, 0.5));
  case GM_ASSOCIATION_FISHER:
    return -gm_log_fisher(o, t->r1, t->c1, t->n, GM_TAIL_GREATER) / M_LN10;
  case GM_ASSOCIATION_LOG_RATIO:
    return log_ratio(t);
  case GM_ASSOCIATION_LRC:
    return conservative_log_ratio(t, options);
  case GM_ASSOCIATION_MIN_SENSITIVITY:
    return o / (t->r1 > t->c1 ? t->r1 : t->c1);
  case GM_ASSOCIATION_ODDS_RATIO:
    return odds_ratio(t, 0);
  case GM_ASSOCIATION_LOG_ODDS:
    return log(odds_ratio(t, 0.5));
  case GM_ASSOCIATION_DELTA_P21:
    return o / t->r1 - (t->c1 - o) / (t->n - t->r1);
  case GM_ASSOCIATION_DELTA_P12:
    return o / t->c1 - (t->r1 - o) / (t->n - t->c1);
  case GM_ASSOCIATION_COUNT:
    break;
  }
  return NAN;
}

double gm_association_log_p(gm_association measure, double value) {
  switch (measure) {
  case GM_ASSOCIATION_LL:
  case GM_ASSOCIATION_SIMPLE_LL:
  case GM_ASSOCIATION_CHI2:
  case GM_ASSOCIATION_CHI2_YATES:
    return gm_log_chi_squared(fabs(value));
  case GM_ASSOCIATION_FISHER:
    return -value * M_LN10;
  default:
    return NAN;
  }
}
