/* A stretch of bytes that somebody else owns. Text holds NUL bytes, so it is never a C string. */
#ifndef GM_BASE_SLICE_H
#define GM_BASE_SLICE_H
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct {
  const char *data; /* may be NULL when size is 0 */
  size_t size;
} gm_slice;

static inline gm_slice gm_slice_of(const char *data, size_t size) {
  return (gm_slice){data, size};
}
static inline gm_slice gm_slice_text(const char *text) {
  return (gm_slice){text, text ? strlen(text) : 0};
}
static inline bool gm_slice_equal(gm_slice a, gm_slice b) {
  return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}
#endif
