/* Bootstrap over clusters: draws whole clusters with replacement and adds up what they say.
 *
 * Knows nothing of what the sums mean; the caller makes a score of each draw. */
#ifndef GM_BASE_RESAMPLE_H
#define GM_BASE_RESAMPLE_H
#include "base/exact.h"

typedef struct {
  uint32_t cluster, factor;   /* from 0 */
  gm_micro supports, opposes; /* points, >= 0 */
} gm_sample;

/* Draws `clusters` clusters `draws` times and writes the sums of draw d for factor f to
 * sums[(d * factors + f) * 2] (supports) and the place after it (opposes). `samples` are sorted by
 * cluster. The same seed gives the same draws on every machine. GM_MISUSE where a number
 * is out of range or there is no cluster, GM_LIMIT where a sum leaves 63 bits. */
gm_status gm_resample(gm_micro *sums, const gm_sample *samples, size_t count, uint32_t clusters,
                      uint32_t factors, uint32_t draws, uint64_t seed, gm_error *err);
#endif
