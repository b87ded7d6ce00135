/* Arithmetic in millionths over 128-bit intermediates.
 *
 * Shares are Hamilton's method: everybody gets the floor of the ideal share, the millionths
 * left over go one each to the largest remainders. */
#include "base/exact.h"
#include "base/memory.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

gm_status gm_micro_muldiv(gm_micro *out, gm_micro a, gm_micro b, gm_micro c, gm_error *err) {
  if (c == 0) return gm_fail(err, GM_MISUSE, "division by zero");
  wide product = (wide)a * b;
  bool negative = (product < 0) != (c < 0);
  unsigned_wide magnitude = product < 0 ? -(unsigned_wide)product : (unsigned_wide)product;
  unsigned_wide divisor = c < 0 ? -(unsigned_wide)c : (unsigned_wide)c;
  unsigned_wide quotient = magnitude / divisor, twice = magnitude % divisor * 2;
  if (twice > divisor || (twice == divisor && (quotient & 1))) quotient++;
  if (quotient > (unsigned_wide)INT64_MAX)
    return gm_fail(err, GM_LIMIT, "number too large for exact arithmetic");
  *out = negative ? -(gm_micro)quotient : (gm_micro)quotient;
  return GM_OK;
}

typedef struct {
  unsigned_wide left; /* of the ideal share, over the sum of the weights */
  size_t index;
} remainder;

static int by_remainder(const void *a, const void *b) {
  const remainder *x = a, *y = b;
  if (x->left != y->left) return x->left > y->left ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

gm_status gm_micro_share(gm_micro *shares, gm_micro total, const gm_micro *weights,
                         size_t count, gm_error *err) {
  unsigned_wide sum = 0, magnitude = total < 0 ? -(unsigned_wide)total : (unsigned_wide)total;
  for (size_t i = 0; i < count; i++) {
    if (weights[i] < 0) return gm_fail(err, GM_MISUSE, "a share's weight is negative");
    sum += (unsigned_wide)weights[i];
  }
  if (magnitude > (unsigned_wide)INT64_MAX)
    return gm_fail(err, GM_LIMIT, "number too large for exact arithmetic");
  if (sum == 0) {
    if (total != 0) return gm_fail(err, GM_MISUSE, "nothing to share among");
    if (count) memset(shares, 0, count * sizeof *shares);
    return GM_OK;
  }
  remainder *order = gm_alloc(count < SIZE_MAX / sizeof *order ? count * sizeof *order : SIZE_MAX);
  if (!order) return gm_nomem(err);
  unsigned_wide left = magnitude;
  for (size_t i = 0; i < count; i++) {
    unsigned_wide product = magnitude * (unsigned_wide)weights[i];
    shares[i] = (gm_micro)(product / sum);
    order[i] = (remainder){product % sum, i};
    left -= (unsigned_wide)shares[i];
  }
  qsort(order, count, sizeof *order, by_remainder);
  for (size_t i = 0; i < (size_t)left; i++) shares[order[i].index]++;
  if (total < 0)
    for (size_t i = 0; i < count; i++) shares[i] = -shares[i];
  gm_free(order);
  return GM_OK;
}

void gm_micro_text(gm_micro value, char text[32]) {
  uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
  uint64_t whole = magnitude / 1000000, fraction = magnitude % 1000000;
  char digits[24], *out = text;
  size_t count = 0;
  do {
    digits[count++] = (char)('0' + whole % 10);
    whole /= 10;
  } while (whole);
  if (value < 0) *out++ = '-';
  while (count) *out++ = digits[--count];
  if (fraction) *out++ = '.';
  for (uint64_t place = 100000; fraction; place /= 10) {
    *out++ = (char)('0' + fraction / place);
    fraction %= place;
  }
  *out = 0;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

gm_status gm_micro_read(gm_micro *out, const char *text, size_t size, gm_error *err) {
  size_t at = size && (text[0] == '-' || text[0] == '+'), begin = at;
  uint64_t magnitude = 0;
  int places = -1; /* digits after the point; -1 before it */
  for (; at < size && places < 6; at++) {
    if (text[at] == '.' && places < 0 && at > begin) {
      places = 0;
      continue;
    }
    if (!is_digit(text[at])) break;
    uint64_t digit = (uint64_t)(text[at] - '0');
    if (magnitude > ((uint64_t)INT64_MAX - digit) / 10) break;
    magnitude = magnitude * 10 + digit;
    places += places >= 0;
  }
  if (at != size || at == begin || places == 0)
    return gm_fail(err, GM_FORMAT, "not a decimal number with at most 6 places: '%.*s'",
                   (int)(size < 40 ? size : 40), text);
  for (int place = places < 0 ? 0 : places; place < 6; place++) {
    if (magnitude > (uint64_t)INT64_MAX / 10)
      return gm_fail(err, GM_FORMAT, "number too large: '%.*s'", (int)(size < 40 ? size : 40), text);
    magnitude *= 10;
  }
  *out = text[0] == '-' ? -(gm_micro)magnitude : (gm_micro)magnitude;
  return GM_OK;
}
