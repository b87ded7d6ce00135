/* A letter may be a letter or a numeral; the item before it tells. */
#include "text/lists.h"

enum { NONE, DIGITS, SMALL, CAPITAL, ROMAN };

static uint32_t roman_value(gm_slice word) {
  static const char *const numerals[] = {"i",  "ii",  "iii",  "iv",  "v",
                                         "vi", "vii", "viii", "ix",  "x",
                                         "xi", "xii", "xiii", "xiv", "xv"};
  for (uint32_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
    if (gm_slice_equal(word, gm_slice_text(numerals[i]))) return i + 1;
  return 0;
}

gm_item gm_item_of(gm_slice word, char style, bool roman) {
  uint32_t value = 0;
  char c = word.size ? word.data[0] : 0;
  if (roman && (value = roman_value(word))) return (gm_item){ROMAN, value, style};
  if (word.size == 1 && c >= 'a' && c <= 'z')
    return (gm_item){SMALL, (uint32_t)(c - 'a') + 1, style};
  if (word.size == 1 && c >= 'A' && c <= 'Z')
    return (gm_item){CAPITAL, (uint32_t)(c - 'A') + 1, style};
  if (word.size == 0 || word.size > 3) return (gm_item){NONE, 0, style};
  for (size_t i = 0; i < word.size; i++) {
    if (word.data[i] < '0' || word.data[i] > '9') return (gm_item){NONE, 0, style};
    value = value * 10 + (uint32_t)(word.data[i] - '0');
  }
  return (gm_item){DIGITS, value, style};
}

bool gm_item_follows(const gm_item *last, gm_slice word, char style) {
  if (!last->kind || style != last->style) return false;
  for (int roman = 0; roman < 2; roman++) {
    gm_item item = gm_item_of(word, style, roman);
    if (item.kind == last->kind && item.value == last->value + 1) return true;
    /* (i) may have been taken for a letter */
    if (item.kind == ROMAN && item.value == 2 && last->kind == SMALL &&
        last->value == 9)
      return true;
  }
  return false;
}
