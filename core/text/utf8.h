/* UTF-8: checking, repairing and stepping through it.
 *
 * Well-formed means Unicode 15.0 table 3-7: shortest forms only, no surrogates, nothing
 * above U+10FFFF. NUL is a character like any other. */
#ifndef GM_TEXT_UTF8_H
#define GM_TEXT_UTF8_H
#include "base/buffer.h"
#include "base/slice.h"
#include <stdint.h>

bool gm_utf8_valid(gm_slice bytes);
/* The length of the longest well-formed beginning. */
size_t gm_utf8_valid_prefix(gm_slice bytes);

/* Appends `bytes` to `out`, every maximal ill-formed part replaced by one U+FFFD (the
 * practice of Unicode 15.0 section 3.9), and adds the number of replacements to
 * *replaced. */
void gm_utf8_repair(gm_buffer *out, gm_slice bytes, uint32_t *replaced);

/* Characters (code points) in well-formed text. */
size_t gm_utf8_count(gm_slice text);

/* Writes one code point (not a surrogate) and gives its length, 1 to 4. */
size_t gm_utf8_encode(char out[4], uint32_t code);

/* The code point at `p` in well-formed text, and its length. */
static inline uint32_t gm_utf8_decode(const char *p, uint32_t *length) {
  const unsigned char *b = (const unsigned char *)p;
  if (b[0] < 0x80) return *length = 1, b[0];
  if (b[0] < 0xE0) return *length = 2, (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
  if (b[0] < 0xF0)
    return *length = 3, (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
  *length = 4;
  return (b[0] & 0x07u) << 18 | (b[1] & 0x3Fu) << 12 | (b[2] & 0x3Fu) << 6 |
         (b[3] & 0x3Fu);
}

/* The length of the character that ends before `offset` (> 0) of well-formed text. */
static inline uint32_t gm_utf8_before(const char *text, uint32_t offset) {
  uint32_t length = 1;
  while (length < 4 && length < offset &&
         ((unsigned char)text[offset - length] & 0xC0) == 0x80)
    length++;
  return length;
}
#endif
