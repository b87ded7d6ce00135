/* Word boundaries by UAX #29 (the version of the tables, no tailoring), one character
 * at a time: the reference for the fast path and the way through everything that is not
 * ASCII. */
#ifndef GM_TEXT_WORDS_H
#define GM_TEXT_WORDS_H
#include <stdint.h>

/* The end of the segment that begins at byte `begin` (a boundary, < size) of
 * well-formed text. */
uint32_t gm_word_end(const char *text, uint32_t size, uint32_t begin);
#endif
