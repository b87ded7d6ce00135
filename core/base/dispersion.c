/* The formulas, with v the word's frequency in a part, f in all, s the part's share of
 * all tokens, p = v / (tokens of the part), n parts:
 *   D   = 1 - (sd(p) / mean(p)) / √(n - 1)             Juilland & Chang-Rodríguez 1964
 *   D2  = H(p / Σp) / log2 n                           Carroll 1970
 *   S   = (Σ √(s v))² / f                              Rosengren 1971
 *   DP  = ½ Σ |v/f - s|                                Gries 2008
 *   DPnorm = DP / (1 - min s)                          Lijffijt & Gries 2012
 *   DA  = 1 - (mean of |pi - pj| over pairs) / 2 mean(p)   Burch, Egbert & Biber 2017
 *   KL  = Σ v/f · log2((v/f) / s)                      Gries 2020
 * all as in Gries, "Analyzing dispersion" (2020), where parts may differ in size. */
#include "base/dispersion.h"
#include "base/memory.h"
#include <math.h>
#include <stdlib.h>

typedef struct {
  double p_sum, p_squares, p_entropy, root_sum, off_sum, kl, v_squares, least;
} sums;

static void add_part(sums *s, double v, double f, double share, double p) {
  s->p_sum += p;
  s->root_sum += sqrt(share * v);
  s->off_sum += fabs(v / f - share);
  if (v > 0)
    s->kl += v / f * log2(v / f / share);
  if (share < s->least)
    s->least = share;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* The mean difference of all pairs, through their order; NAN without memory. */
static double mean_difference(const double *counts, const double *sizes, size_t parts,
                              size_t filled) {
  double *p = gm_alloc(filled * sizeof *p), sum = 0;
  if (!p)
    return NAN;
  size_t n = 0;
  for (size_t i = 0; i < parts; i++)
    if (sizes[i] > 0)
      p[n++] = counts[i] / sizes[i];
  qsort(p, n, sizeof *p, ascending);
  for (size_t i = 0; i < n; i++)
    sum += p[i] * (2 * (double)i - (double)n + 1);
  gm_free(p);
  return sum / ((double)n * ((double)n - 1) / 2);
}

/* What needs the means: spread around them, and the entropy of p / Σp. */
static void spread(sums *s, const double *counts, const double *sizes, size_t parts,
                   double p_mean, double v_mean) {
  for (size_t i = 0; i < parts; i++) {
    if (sizes[i] <= 0)
      continue;
    double p = counts[i] / sizes[i], share = p / s->p_sum;
    s->p_squares += (p - p_mean) * (p - p_mean);
    s->v_squares += (counts[i] - v_mean) * (counts[i] - v_mean);
    if (share > 0)
      s->p_entropy -= share * log2(share);
  }
}

void gm_disperse(gm_dispersion *out, const double *counts, const double *sizes,
                 size_t parts) {
  *out = (gm_dispersion){0};
#define GM_DISPERSION_NAN(name) out->name = NAN;
  GM_DISPERSION_TABLE(GM_DISPERSION_NAN)
#undef GM_DISPERSION_NAN
  for (size_t i = 0; i < parts; i++) {
    if (sizes[i] <= 0)
      continue;
    out->parts++;
    out->range += counts[i] > 0;
    out->frequency += counts[i];
    out->size += sizes[i];
  }
  double f = out->frequency, n = (double)out->parts;
  if (f <= 0)
    return;
  sums s = {.least = 1};
  for (size_t i = 0; i < parts; i++)
    if (sizes[i] > 0)
      add_part(&s, counts[i], f, sizes[i] / out->size, counts[i] / sizes[i]);
  spread(&s, counts, sizes, parts, s.p_sum / n, f / n);
  out->sd = sqrt(s.v_squares / n);
  out->vc = out->sd / (f / n);
  out->rosengren_s = s.root_sum * s.root_sum / f;
  out->adjusted = out->rosengren_s * f;
  out->dp = s.off_sum / 2;
  out->kl = s.kl;
  if (out->parts < 2)
    return;
  out->juilland_d = 1 - sqrt(s.p_squares / n) / (s.p_sum / n) / sqrt(n - 1);
  out->carroll_d2 = s.p_entropy / log2(n);
  out->dp_norm = out->dp / (1 - s.least);
  out->usage = out->juilland_d * f;
  out->burch_da =
      1 - mean_difference(counts, sizes, parts, out->parts) / (2 * s.p_sum / n);
}
