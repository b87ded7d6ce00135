/* How tokens are written, for those who pack and who read them.
 *
 * Bytes: [parcels: twice how many forms, their bytes in all, each one's length, the
 * forms; or 1 + twice how many, the number each one was told with] how many kinds, how
 * many tokens; the kinds; the tokens.
 *
 * A kind is a LEB128 number, 8 * type + shape, and for shape 0 its gap, its flags and 1
 * + its length (0: its form's). A token is its kind's number: one byte below SINGLE,
 * two below SINGLE + 256 * DOUBLE, otherwise the byte LONG and a LEB128 number. Kinds
 * are numbered by frequency, so most tokens take one byte. */
#ifndef GM_STORE_PARCEL_KINDS_H
#define GM_STORE_PARCEL_KINDS_H
#include "base/buffer.h"
#include "text/tokens.h"

enum { SINGLE = 192, DOUBLE = 63, LONG = 255 };

/* What most tokens look like: gap and flags. 0 stands for everything else. */
static const struct {
  uint32_t gap;
  uint16_t flags;
} shapes[8] = {
    {0, UINT16_MAX},
    {1, GM_TOKEN_SPACE},
    {0, 0},
    {1, GM_TOKEN_SPACE | GM_TOKEN_SENTENCE},
    {1, GM_TOKEN_SPACE | GM_TOKEN_LINE},
    {1, GM_TOKEN_SPACE | GM_TOKEN_LINE | GM_TOKEN_SENTENCE},
    {2, GM_TOKEN_SPACE | GM_TOKEN_LINE | GM_TOKEN_PARAGRAPH | GM_TOKEN_SENTENCE},
    {0, GM_TOKEN_SENTENCE},
};

static inline unsigned shape_of(uint32_t gap, uint16_t flags) {
  for (unsigned shape = 1; shape < 8; shape++)
    if (shapes[shape].gap == gap && shapes[shape].flags == flags)
      return shape;
  return 0;
}

static inline unsigned char *put_leb(unsigned char *at, uint64_t value) {
  for (; value > 0x7F; value >>= 7)
    *at++ = (unsigned char)(value | 0x80);
  *at++ = (unsigned char)value;
  return at;
}

enum { MOST_OF_KIND = 5 + 5 + 3 + 5, MOST_OF_NUMBER = 6 }; /* bytes */

/* `exact`: 1 + its length, where that is not its form's; else 0. */
static inline unsigned char *put_kind(unsigned char *at, uint32_t type, uint32_t gap,
                                      uint16_t flags, uint64_t exact) {
  unsigned shape = exact ? 0 : shape_of(gap, flags);
  at = put_leb(at, (uint64_t)type << 3 | shape);
  if (shape)
    return at;
  at = put_leb(at, gap);
  at = put_leb(at, flags);
  return put_leb(at, exact);
}

/* Room for so many bytes behind what the buffer holds. */
static inline unsigned char *open_room(gm_buffer *out, size_t size) {
  return (unsigned char *)gm_buffer_reserve(out, size);
}

static inline void close_room(gm_buffer *out, const unsigned char *end) {
  out->size = (size_t)((const char *)end - out->data);
}
#endif
