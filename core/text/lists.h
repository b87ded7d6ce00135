/* Numbers and letters of list items inside running text: 1. 2. / a) b) / (i) (ii). */
#ifndef GM_TEXT_LISTS_H
#define GM_TEXT_LISTS_H
#include "base/slice.h"
#include <stdint.h>

typedef struct {
  uint32_t kind;  /* 0: none; digits, small or capital letters, small Roman numerals */
  uint32_t value; /* from 1 */
  char style;     /* the mark behind it: '.' or ')' */
} gm_item;

/* The item that `word` numbers, with `style` behind it; kind 0 where it numbers none.
 * `roman`: read i, v and x as numerals. */
gm_item gm_item_of(gm_slice word, char style, bool roman);
/* Whether `word` numbers the item after `last`. */
bool gm_item_follows(const gm_item *last, gm_slice word, char style);
#endif
