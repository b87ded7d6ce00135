/* Brings bytes of any encoding into UTF-8. */
#ifndef GM_LOAD_CHARSET_H
#define GM_LOAD_CHARSET_H
#include "base/buffer.h"
#include "base/error.h"

typedef struct {
  gm_slice text;     /* the bytes themselves where they were UTF-8, else `converted` */
  char charset[64];  /* "UTF-8", "windows-1252", … */
  uint32_t replaced; /* characters that came out as U+FFFD for want of a meaning */
  gm_buffer converted;
} gm_charset_text;

/* In this order: `wanted` (the user's word, may be NULL), a byte order mark, UTF-16 by
 * its zeros, well-formed UTF-8, the encoding that HTML or XML declares, UTF-8 with a
 * few bad bytes, uchardet. Fails with GM_FORMAT on what is empty or no text (images,
 * archives, programs). */
gm_status gm_charset_decode(gm_charset_text *out, gm_slice bytes, const char *wanted,
                            gm_error *err);
void gm_charset_free(gm_charset_text *text);
#endif
