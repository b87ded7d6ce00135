/* Exact decimal arithmetic in millionths: the same result on any machine, in any order.
 *
 * A gm_micro is a signed count of millionths. Intermediates are 128 bits wide; division
 * rounds half to even. */
#ifndef GM_BASE_EXACT_H
#define GM_BASE_EXACT_H
#include "base/error.h"
#include <stddef.h>
#include <stdint.h>

typedef int64_t gm_micro;
#define GM_MICRO_ONE ((gm_micro)1000000)

/* a * b / c, half to even. Fails with GM_LIMIT where the result leaves 63 bits, GM_MISUSE
 * where c is 0. The other operations of the score are made of this one. */
gm_status gm_micro_muldiv(gm_micro *out, gm_micro a, gm_micro b, gm_micro c, gm_error *err);

/* Splits `total` over `count` shares in proportion to weights[i] (all >= 0, their sum > 0 unless
 * total is 0): floor, then one millionth each by the largest remainder, ties to the lower
 * index. The shares add up to `total` exactly; a negative total is split as its magnitude. */
gm_status gm_micro_share(gm_micro *shares, gm_micro total, const gm_micro *weights,
                         size_t count, gm_error *err);

/* "0.5", "-12.25", "3": shortest decimal text, at most 6 places. */
void gm_micro_text(gm_micro value, char text[32]);
/* Reads decimal text with at most 6 places; GM_FORMAT otherwise. */
gm_status gm_micro_read(gm_micro *out, const char *text, size_t size, gm_error *err);
#endif
