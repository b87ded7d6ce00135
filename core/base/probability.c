/* Probabilities without cancellation.
 *
 * Factorials of large counts cancel nearly wholly in a probability, so they are never
 * formed: binomial and hypergeometric terms are written as Stirling's errors and
 * deviances (C. Loader, "Fast and Accurate Computation of Binomial Probabilities",
 * 2000). Tails are sums of ratios of neighbouring terms, relative to one term. */
#include "base/probability.h"
#include "base/memory.h"
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#define LN_SQRT_PI 0.572364942924700087071713675677
#define LN_2PI 1.837877066409345483560659472811

double gm_log_chi_squared(double x) {
  if (!(x > 0))
    return x <= 0 ? 0 : NAN;
  double z = sqrt(x / 2);
  if (z < 20)
    return log(erfc(z));
  /* erfc(z) = exp(-z²) / (z √π) (1 - 1/2z² + 3/4z⁴ - 15/8z⁶ …) */
  double u = 1 / (2 * z * z);
  return -z * z - log(z) - LN_SQRT_PI + log1p(-u * (1 - u * (3 - u * (15 - 105 * u))));
}

/* ln n! - ln(√(2πn) (n/e)^n), n >= 1 */
static double stirling_error(double n) {
  if (n < 16) {
    double factorial = 1;
    for (double i = 2; i <= n; i++)
      factorial *= i;
    return log(factorial) - 0.5 * (LN_2PI + log(n)) - n * log(n) + n;
  }
  double u = 1 / (n * n);
  return (1 / 12.0 - u * (1 / 360.0 - u * (1 / 1260.0 - u * (1 / 1680.0 - u / 1188)))) /
         n;
}

/* k ln(k / mean) + mean - k, exact also where they are close */
static double deviance(double k, double mean) {
  if (k == 0)
    return mean;
  if (fabs(k - mean) >= 0.1 * (k + mean))
    return k * log(k / mean) + mean - k;
  /* with v = (k - mean) / (k + mean): ln(k / mean) = 2 (v + v³/3 + v⁵/5 …) */
  double v = (k - mean) / (k + mean), sum = (k - mean) * v, power = 2 * k * v;
  for (int j = 3; j < 2000; j += 2) {
    power *= v * v;
    double next = sum + power / j;
    if (next == sum)
      break;
    sum = next;
  }
  return sum;
}

/* q is 1 - p, as exactly as the caller knows it */
static double log_binomial(double k, double n, double p, double q) {
  if (k < 0 || k > n)
    return -INFINITY;
  if (k == 0)
    return n == 0 ? 0 : n * (p < 0.5 ? log1p(-p) : log(q));
  if (k == n)
    return n * (q < 0.5 ? log1p(-q) : log(p));
  return stirling_error(n) - stirling_error(k) - stirling_error(n - k) -
         deviance(k, n * p) - deviance(n - k, n * q) -
         0.5 * (LN_2PI + log(k) + log1p(-k / n));
}

double gm_log_binomial(double k, double n, double p) {
  return log_binomial(k, n, p, 1 - p);
}

double gm_log_hypergeometric(double k, double r1, double c1, double n) {
  if (k < 0 || k > r1 || k > c1 || r1 + c1 - k > n)
    return -INFINITY;
  if (c1 == 0 || c1 == n || r1 == 0 || r1 == n)
    return 0;
  double p = c1 / n, q = (n - c1) / n;
  return log_binomial(k, r1, p, q) + log_binomial(c1 - k, n - r1, p, q) -
         log_binomial(c1, n, p, q);
}

/* ---- Fisher ---- */

typedef struct {
  double r1, c1, n, low, high, mode;
} urn;

static urn make_urn(double r1, double c1, double n) {
  urn u = {r1, c1, n, r1 + c1 - n > 0 ? r1 + c1 - n : 0, r1 < c1 ? r1 : c1, 0};
  u.mode = floor((r1 + 1) * ((c1 + 1) / (n + 2)));
  u.mode = u.mode < u.low ? u.low : u.mode > u.high ? u.high : u.mode;
  return u;
}

static double log_term(const urn *u, double k) {
  return gm_log_hypergeometric(k, u->r1, u->c1, u->n);
}

/* ln of the sum of the terms from k on, upwards (step 1) or downwards (step -1); terms
 * must not grow in that direction by more than rounding. */
static double log_sum_from(const urn *u, double k, int step) {
  if (k < u->low || k > u->high)
    return -INFINITY;
  double sum = 1, term = 1, rest = u->n - u->r1 - u->c1;
  for (double at = k; step > 0 ? at < u->high : at > u->low; at += step) {
    term *= step > 0 ? (u->r1 - at) / (at + 1) * ((u->c1 - at) / (rest + at + 1))
                     : at / (u->r1 - at + 1) * ((rest + at) / (u->c1 - at + 1));
    sum += term;
    if (term < sum * 1e-18)
      break;
  }
  return log_term(u, k) + log(sum);
}

static double log_complement(double log_p) {
  return log_p >= 0     ? -INFINITY
         : log_p > -0.7 ? log(-expm1(log_p))
                        : log1p(-exp(log_p));
}

/* Sums the side that falls away from the mode; the other one is what is left of 1. */
static double log_one_tail(const urn *u, double k, int step) {
  bool falls = step > 0 ? k > u->mode : k < u->mode;
  return falls ? log_sum_from(u, k, step)
               : log_complement(log_sum_from(u, k - step, -step));
}

/* The k on the far side of the mode that is nearest to it and no likelier than `bound`;
 * one beyond the end where there is none. */
static double far_side(const urn *u, double from, double end, int step, double bound) {
  double near = 0, far = fabs(end - from) + 1;
  while (near < far) { /* the answer lies in [near, far] steps from `from` */
    double middle = floor((near + far) / 2);
    if (log_term(u, from + step * middle) <= bound)
      far = middle;
    else
      near = middle + 1;
  }
  return from + step * near;
}

static double log_both_tails(const urn *u, double k) {
  /* as R's fisher.test: what is likelier by less than 1e-7 counts as equal */
  double bound = log_term(u, k) + log1p(1e-7), near, far;
  if (k <= u->mode) {
    double from = k + 1 > u->mode ? k + 1 : u->mode;
    near = log_sum_from(u, k, -1);
    far = from > u->high ? -INFINITY
                         : log_sum_from(u, far_side(u, from, u->high, 1, bound), 1);
  } else {
    near = log_sum_from(u, k, 1);
    far = log_sum_from(u, far_side(u, u->mode, u->low, -1, bound), -1);
  }
  double high = near > far ? near : far, low = near > far ? far : near;
  return high == -INFINITY ? high : high + log1p(exp(low - high));
}

double gm_log_fisher(double k, double r1, double c1, double n, gm_tail tail) {
  urn u = make_urn(r1, c1, n);
  if (!(k >= u.low && k <= u.high) || n <= 0)
    return 0;
  double log_p = tail == GM_TAIL_BOTH
                     ? log_both_tails(&u, k)
                     : log_one_tail(&u, k, tail == GM_TAIL_LESS ? -1 : 1);
  return log_p > 0 ? 0 : log_p;
}

/* ---- exact confidence intervals ---- */

/* The continued fraction of the incomplete beta function, by Lentz's method (Abramowitz
 * and Stegun 26.5.8). */
static double beta_fraction(double a, double b, double x) {
  const double tiny = 1e-300;
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  d = 1 / (fabs(d) < tiny ? tiny : d);
  double value = d;
  for (int m = 1; m < 100000; m++) {
    double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (fabs(d) < tiny ? tiny : d);
    c = fabs(c) < tiny ? tiny : c;
    value *= d * c;
    d = 1 + odd * d;
    c = 1 + odd / c;
    d = 1 / (fabs(d) < tiny ? tiny : d);
    c = fabs(c) < tiny ? tiny : c;
    double change = d * c;
    value *= change;
    if (fabs(change - 1) < 1e-15)
      break;
  }
  return value;
}

/* ln I_x(a, b) for whole a, b >= 1 at x = 1 / (1 + exp(-logit)); *slope is the
 * derivative by the logit. */
static double log_beta(double a, double b, double logit, double *slope) {
  double x = 1 / (1 + exp(-logit)), y = 1 / (1 + exp(logit));
  double log_front = log_binomial(a, a + b, x, y) + log(b / (a + b));
  double log_i;
  if (x < (a + 1) / (a + b + 2))
    log_i = log_front + log(beta_fraction(a, b, x));
  else
    log_i = log_complement(log_front + log(a / b) + log(beta_fraction(b, a, y)));
  *slope = a * exp(log_front - log_i); /* d I / d logit = x^a y^b / B(a, b) */
  return log_i;
}

/* The logit at which ln I_x(a, b) is `wanted`: Newton's method within a bracket. */
static double logit_quantile(double a, double b, double wanted) {
  double low = -800, high = 800, logit = log(a / b), slope;
  for (int i = 0; i < 200; i++) {
    double off = log_beta(a, b, logit, &slope) - wanted;
    if (off > 0)
      high = logit;
    else
      low = logit;
    double next = logit - off / slope;
    if (!(next > low && next < high))
      next = (low + high) / 2;
    if (fabs(next - logit) < 1e-14 * (1 + fabs(logit)))
      return next;
    logit = next;
  }
  return logit;
}

double gm_logit_lower(double k, double n, double alpha) {
  return k <= 0 ? -INFINITY : logit_quantile(k, n - k + 1, log(alpha));
}

double gm_logit_upper(double k, double n, double alpha) {
  return -gm_logit_lower(n - k, n, alpha);
}

/* ---- many tests ---- */

typedef struct {
  double log_p;
  size_t at;
} ranked;

static int by_p(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->log_p != y->log_p)
    return x->log_p < y->log_p ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

/* Step-down: no corrected p is less than that of a smaller p. */
static void holm(double *log_p, const ranked *order, size_t count, double family) {
  double least = -INFINITY;
  for (size_t i = 0; i < count; i++) {
    double value = order[i].log_p + log(family - (double)i);
    least = value > least ? value : least;
    log_p[order[i].at] = least < 0 ? least : 0;
  }
}

/* Step-up: no corrected p is more than that of a larger p. */
static void benjamini_hochberg(double *log_p, const ranked *order, size_t count,
                               double family) {
  double most = 0;
  for (size_t i = count; i-- > 0;) {
    double value = order[i].log_p + log(family / (double)(i + 1));
    most = value < most ? value : most;
    log_p[order[i].at] = most;
  }
}

int gm_adjust_p(double *log_p, size_t count, size_t family, gm_adjust method) {
  double tests = (double)(family > count ? family : count);
  if (method == GM_ADJUST_BONFERRONI)
    for (size_t i = 0; i < count; i++)
      log_p[i] = log_p[i] + log(tests) < 0 ? log_p[i] + log(tests) : 0;
  if (method != GM_ADJUST_HOLM && method != GM_ADJUST_BH)
    return 1;
  ranked *order = gm_alloc(count * sizeof *order);
  if (!order)
    return 0;
  for (size_t i = 0; i < count; i++)
    order[i] = (ranked){log_p[i], i};
  qsort(order, count, sizeof *order, by_p);
  if (method == GM_ADJUST_HOLM)
    holm(log_p, order, count, tests);
  else
    benjamini_hochberg(log_p, order, count, tests);
  gm_free(order);
  return 1;
}
