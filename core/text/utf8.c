/* ASCII goes by sixteen bytes at a time, the rest by the table of well-formed
 * sequences. */
#include "text/utf8.h"

/* Bytes of ASCII at the beginning; may stop early by up to 15 before a longer look. */
static size_t ascii_run(const unsigned char *p, size_t size) {
  size_t at = 0;
  for (; at + 16 <= size; at += 16) {
    uint64_t a, b;
    memcpy(&a, p + at, 8);
    memcpy(&b, p + at + 8, 8);
    if ((a | b) & 0x8080808080808080ULL) break;
  }
  while (at < size && p[at] < 0x80) at++;
  return at;
}

/* Looks at a sequence that begins with a byte >= 0x80. Gives its length where
 * well-formed; otherwise 0, and *bad is the length of the maximal ill-formed part. */
static size_t sequence(const unsigned char *p, size_t left, size_t *bad) {
  unsigned char low = 0x80, high = 0xBF;
  size_t length;
  *bad = 1;
  if (p[0] >= 0xC2 && p[0] <= 0xDF) length = 2;
  else if (p[0] >= 0xE0 && p[0] <= 0xEF) {
    length = 3;
    if (p[0] == 0xE0) low = 0xA0;
    if (p[0] == 0xED) high = 0x9F;
  } else if (p[0] >= 0xF0 && p[0] <= 0xF4) {
    length = 4;
    if (p[0] == 0xF0) low = 0x90;
    if (p[0] == 0xF4) high = 0x8F;
  } else return 0;
  for (size_t i = 1; i < length; i++, *bad = i) {
    if (i >= left || p[i] < low || p[i] > high) return 0;
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

size_t gm_utf8_valid_prefix(gm_slice bytes) {
  const unsigned char *p = (const unsigned char *)bytes.data;
  size_t at = 0, bad;
  while (at < bytes.size) {
    if (p[at] < 0x80) {
      at += ascii_run(p + at, bytes.size - at);
      continue;
    }
    while (at + 3 <= bytes.size && p[at] >= 0xE1 && p[at] <= 0xEC && /* most of Asia */
           (p[at + 1] & 0xC0) == 0x80 && (p[at + 2] & 0xC0) == 0x80)
      at += 3;
    if (at >= bytes.size || p[at] < 0x80) continue;
    size_t length = sequence(p + at, bytes.size - at, &bad);
    if (!length) break;
    at += length;
  }
  return at;
}

bool gm_utf8_valid(gm_slice bytes) { return gm_utf8_valid_prefix(bytes) == bytes.size; }

void gm_utf8_repair(gm_buffer *out, gm_slice bytes, uint32_t *replaced) {
  while (bytes.size) {
    size_t good = gm_utf8_valid_prefix(bytes), bad;
    if (good) gm_buffer_add(out, bytes.data, good);
    bytes = gm_slice_of(bytes.data + good, bytes.size - good);
    if (!bytes.size) break;
    sequence((const unsigned char *)bytes.data, bytes.size, &bad);
    gm_buffer_add(out, "\xEF\xBF\xBD", 3);
    ++*replaced;
    bytes = gm_slice_of(bytes.data + bad, bytes.size - bad);
  }
}

size_t gm_utf8_count(gm_slice text) {
  size_t count = 0;
  for (size_t i = 0; i < text.size; i++)
    count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
  return count;
}

size_t gm_utf8_encode(char out[4], uint32_t code) {
  if (code < 0x80) return out[0] = (char)code, 1;
  if (code < 0x800) {
    out[0] = (char)(0xC0 | code >> 6);
    out[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code >> 18);
  out[1] = (char)(0x80 | (code >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}
