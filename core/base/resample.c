/* Random numbers are SplitMix64 (Steele, Lea and Flood, 2014), cut to a range without bias by
 * Lemire's multiplication (2019), so a draw depends on the seed alone. */
#include "base/resample.h"
#include "base/memory.h"
#include <string.h>

__extension__ typedef unsigned __int128 unsigned_wide;

static uint64_t next_random(uint64_t *state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15ULL;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
  return z ^ z >> 31;
}

static uint32_t random_below(uint64_t *state, uint32_t range) {
  uint64_t reject = -(uint64_t)range % range;
  unsigned_wide product;
  do product = (unsigned_wide)next_random(state) * range;
  while ((uint64_t)product < reject);
  return (uint32_t)(product >> 64);
}

/* first[c] is where cluster c's samples begin. */
static gm_status find_clusters(size_t *first, const gm_sample *samples, size_t count,
                               uint32_t clusters, uint32_t factors, gm_error *err) {
  size_t at = 0;
  for (uint32_t cluster = 0; cluster < clusters; cluster++) {
    first[cluster] = at;
    while (at < count && samples[at].cluster == cluster) {
      if (samples[at].factor >= factors)
        return gm_fail(err, GM_MISUSE, "resample: no factor %u", samples[at].factor);
      at++;
    }
  }
  first[clusters] = at;
  return at == count ? GM_OK
                     : gm_fail(err, GM_MISUSE, "resample: samples are not sorted by cluster");
}

static gm_status draw(gm_micro *sums, const gm_sample *samples, const size_t *first,
                      uint32_t clusters, uint64_t *state, gm_error *err) {
  for (uint32_t i = 0; i < clusters; i++) {
    uint32_t cluster = random_below(state, clusters);
    for (size_t at = first[cluster]; at < first[cluster + 1]; at++) {
      gm_micro *pair = sums + 2 * (size_t)samples[at].factor;
      if (__builtin_add_overflow(pair[0], samples[at].supports, &pair[0]) ||
          __builtin_add_overflow(pair[1], samples[at].opposes, &pair[1]))
        return gm_fail(err, GM_LIMIT, "number too large for exact arithmetic");
    }
  }
  return GM_OK;
}

gm_status gm_resample(gm_micro *sums, const gm_sample *samples, size_t count, uint32_t clusters,
                      uint32_t factors, uint32_t draws, uint64_t seed, gm_error *err) {
  if (clusters == 0) return gm_fail(err, GM_MISUSE, "resample: no clusters to draw from");
  size_t *first = gm_calloc((size_t)clusters + 1, sizeof *first);
  if (!first) return gm_nomem(err);
  memset(sums, 0, (size_t)draws * factors * 2 * sizeof *sums);
  gm_status status = find_clusters(first, samples, count, clusters, factors, err);
  for (uint32_t i = 0; i < draws && status == GM_OK; i++)
    status = draw(sums + (size_t)i * factors * 2, samples, first, clusters, &seed, err);
  gm_free(first);
  return status;
}
