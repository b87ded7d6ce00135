/* Whether a full stop belongs to the word before it. */
#ifndef GM_TEXT_POINTS_H
#define GM_TEXT_POINTS_H
#include "text/abbreviations.h"

/* For the word [*begin, *end) of UAX #29 in text[0, size): sets *end past the point
 * that belongs to the word (U.S. Dec. J.) and gives true; or moves *end back to a point
 * inside where a space is missing after a sentence (“end.The”); or leaves it. `before`
 * is the token before, empty at the beginning. */
bool gm_point_belongs(gm_abbreviations list, const char *text, uint32_t size,
                      uint32_t begin, uint32_t *end, gm_slice before);
/* l'Avv as Avv: without what an apostrophe joins to it, in languages that do so. */
gm_slice gm_without_elision(gm_language language, gm_slice word);
/* The same for a plain ASCII word of letters with its point at text[end], as a quick
 * look: false means surely not. */
bool gm_point_may_belong(gm_abbreviations list, const char *text, uint32_t begin,
                         uint32_t end);
#endif
