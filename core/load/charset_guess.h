/* What the detector does not tell: encodings of East Asian texts that few use, UTF-16
 * without a mark. Inside charset only. */
#ifndef GM_LOAD_CHARSET_GUESS_H
#define GM_LOAD_CHARSET_GUESS_H
#include "base/buffer.h"
#include "base/error.h"

/* Converts with the C library's converters; *known is false where it has none of that
 * name, *bad counts bytes that mean nothing there and became U+FFFD. */
gm_status gm_charset_iconv(gm_buffer *out, gm_slice bytes, const char *charset,
                           bool *known, uint32_t *bad, gm_error *err);
/* The encoding in which the bytes read most like a text in Chinese, Japanese or Korean;
 * NULL where they do in none. */
const char *gm_charset_guess_asian(gm_slice bytes);
/* An encoding that has all of `charset` and more, or NULL. */
const char *gm_charset_wider(const char *charset);
/* "UTF-16LE" or "UTF-16BE" where the bytes read like a text in it; NULL otherwise. */
const char *gm_charset_guess_utf16(gm_slice bytes);
/* Hangul written as a filler and three letters (KS X 1001, annex 3) becomes syllables. */
void gm_charset_compose_hangul(gm_buffer *text);
#endif
