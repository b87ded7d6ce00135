/* Words of Han and kana by the costs of ICU's dictionary, with ICU's own boundaries.
 *
 * The words of a run are those whose costs add up to least. ICU does the same with an
 * iterator over text of any kind; this walks the dictionary where it lies. */
#ifndef GM_TEXT_HAN_H
#define GM_TEXT_HAN_H
#include "base/error.h"
#include "base/slice.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct gm_han gm_han;
/* Gives GM_UNSUPPORTED where ICU's data has no such dictionary, or one of another shape. */
gm_status gm_han_new(gm_han **out, gm_error *err);
void gm_han_free(gm_han *han);
/* Whether all characters of well-formed text are such as can be cut here: Han, hiragana
 * and katakana of three bytes that are the same in NFKC. */
bool gm_han_takes(gm_slice run);
/* As gm_dictionary_cut, of a run that is taken. */
gm_status gm_han_cut(gm_han *han, gm_slice run, const uint32_t **bounds,
                     uint32_t *count, gm_error *err);
#endif
