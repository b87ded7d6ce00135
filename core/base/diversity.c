/* The formulas, as in Tweedie & Baayen 1998 and textstat_lexdiv of quanteda.textstats,
 * logarithms to the base 10 there: with Vi words that occur i times,
 *   K  = 10⁴ (Σ i² Vi / N² - 1 / N)                Yule 1944
 *   I  = V² / (Σ i² Vi - V)                        Yule 1944
 *   D  = Σ Vi · i/N · (i - 1)/(N - 1)              Simpson 1949
 *   Vm = √(Σ Vi (i/N)² - 1/V)                      Herdan 1955
 *   H  = 100 ln N / (1 - V1 / V)                   Honoré 1979
 *   W  = N^(V^-0.172)                              Brunet 1978 */
#include "base/diversity.h"
#include <math.h>
#include <stdbool.h>

void gm_diversify(gm_diversity *out, const uint32_t *frequencies, size_t count) {
  double squares = 0, n = 0, v = 0, logs = 0;
  *out = (gm_diversity){0};
  for (size_t i = 0; i < count; i++) {
    double f = frequencies[i];
    if (f == 0)
      continue;
    n += f;
    v++;
    squares += f * f;
    logs += f * log2(f);
    out->hapax += f == 1;
    out->dis += f == 2;
  }
  double log_n = log10(n), log_v = log10(v);
  out->tokens = n;
  out->types = v;
  out->ttr = v / n;
  out->guiraud = v / sqrt(n);
  out->cttr = v / sqrt(2 * n);
  out->herdan = log_v / log_n;
  out->summer = log10(log_v) / log10(log_n);
  out->dugast = log_n * log_n / (log_n - log_v);
  out->maas = sqrt((log_n - log_v) / (log_n * log_n));
  out->yule_k = 1e4 * (squares / (n * n) - 1 / n);
  out->yule_i = squares > v ? v * v / (squares - v) : 0;
  out->simpson = (squares - n) / (n * (n - 1));
  out->herdan_vm = sqrt(fmax(0, squares / (n * n) - 1 / v));
  out->entropy = log2(n) - logs / n;
  out->honore = 100 * log(n) / (1 - out->hapax / v);
  out->brunet = pow(n, pow(v, -0.172));
}

static double ratio_of(const uint32_t *words, size_t count, uint32_t *seen) {
  double types = 0;
  for (size_t i = 0; i < count; i++)
    types += seen[words[i]]++ == 0;
  for (size_t i = 0; i < count; i++)
    seen[words[i]] = 0;
  return types / (double)count;
}

double gm_mattr(const uint32_t *words, size_t count, size_t window, uint32_t *seen) {
  if (!count || !window)
    return NAN;
  if (count <= window)
    return ratio_of(words, count, seen);
  uint64_t types = 0, sum = 0; /* exact: sums of whole numbers */
  for (size_t i = 0; i < count; i++) {
    types += seen[words[i]]++ == 0;
    if (i >= window)
      types -= --seen[words[i - window]] == 0;
    if (i + 1 >= window)
      sum += types;
  }
  for (size_t i = count - window; i < count; i++)
    seen[words[i]] = 0;
  return (double)sum / (double)window / (double)(count - window + 1);
}

double gm_sttr(const uint32_t *words, size_t count, size_t window, uint32_t *seen) {
  if (!count || !window)
    return NAN;
  if (count <= window)
    return ratio_of(words, count, seen);
  double sum = 0;
  size_t stretches = count / window;
  for (size_t i = 0; i < stretches; i++)
    sum += ratio_of(words + i * window, window, seen);
  return sum / (double)stretches;
}

/* Factors of one direction: a stretch ends where its V / N falls to the threshold; the
 * rest counts by how far it has come. */
static double factors(const uint32_t *words, size_t count, bool backwards,
                      uint32_t *seen) {
  const double threshold = 0.72;
  double full = 0, types = 0, ratio = 1;
  size_t begin = 0;
  for (size_t i = 0; i <= count; i++) {
    bool end = i == count;
    if (!end) {
      types += seen[words[backwards ? count - 1 - i : i]]++ == 0;
      ratio = types / (double)(i + 1 - begin);
    }
    if (!end && ratio > threshold)
      continue;
    for (size_t k = begin; k < i + !end; k++)
      seen[words[backwards ? count - 1 - k : k]] = 0;
    if (end)
      return full + (begin < count ? (1 - ratio) / (1 - threshold) : 0);
    full++;
    types = 0;
    begin = i + 1;
  }
  return full;
}

double gm_mtld(const uint32_t *words, size_t count, uint32_t *seen) {
  if (!count)
    return NAN;
  double n = (double)count;
  return (n / factors(words, count, false, seen) +
          n / factors(words, count, true, seen)) /
         2;
}
