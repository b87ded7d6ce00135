/* UAX #29, section 4.1.1: rules WB3 to WB999, read from left to right with a look ahead
 * over at most one Mid character and what WB4 ignores. */
#include "text/words.h"
#include "text/properties.h"
#include "text/utf8.h"

typedef struct {
  const char *text;
  uint32_t size, at;
} reader;

static inline unsigned ignored(unsigned class) { /* WB4 */
  return class == GM_WB_EXTEND || class == GM_WB_FORMAT || class == GM_WB_ZWJ;
}
static inline unsigned letter(unsigned class) {
  return class == GM_WB_LETTER || class == GM_WB_HEBREW;
}
static inline unsigned mid_letter(unsigned class) {
  return class == GM_WB_MID_LETTER || class == GM_WB_MID_NUM_LET ||
         class == GM_WB_SINGLE_QUOTE;
}
static inline unsigned mid_number(unsigned class) {
  return class == GM_WB_MID_NUM || class == GM_WB_MID_NUM_LET ||
         class == GM_WB_SINGLE_QUOTE;
}

static gm_properties peek(const reader *in, uint32_t *length) {
  return gm_properties_of(gm_utf8_decode(in->text + in->at, length));
}

/* Passes what WB4 ignores; true where the last character passed is a ZWJ (for WB3c). */
static bool pass_ignored(reader *in, bool joiner) {
  uint32_t length;
  while (in->at < in->size) {
    unsigned class = gm_word_break(peek(in, &length));
    if (!ignored(class)) break;
    joiner = class == GM_WB_ZWJ;
    in->at += length;
  }
  return joiner;
}

/* The class after the character at `in` and what WB4 ignores; the reader stays. */
static unsigned class_after(reader in) {
  uint32_t length;
  peek(&in, &length);
  in.at += length;
  pass_ignored(&in, false);
  return in.at < in.size ? gm_word_break(peek(&in, &length)) : GM_WB_LF;
}

/* Whether `next` (at `in`) joins a segment that ends in `before`; *mid says that it
 * does so only as the middle of letters or digits, whose second half must follow. */
static bool joins(unsigned before, unsigned next, reader in, bool *mid) {
  *mid = false;
  if (letter(before)) {
    if (letter(next) || next == GM_WB_NUMERIC || next == GM_WB_EXTEND_NUM_LET)
      return true;
    if (mid_letter(next) && letter(class_after(in))) return *mid = true;
    if (before == GM_WB_HEBREW && next == GM_WB_SINGLE_QUOTE) return true;
    if (before == GM_WB_HEBREW && next == GM_WB_DOUBLE_QUOTE)
      return *mid = class_after(in) == GM_WB_HEBREW;
    return false;
  }
  switch (before) {
  case GM_WB_NUMERIC:
    if (next == GM_WB_NUMERIC || letter(next) || next == GM_WB_EXTEND_NUM_LET)
      return true;
    return *mid = mid_number(next) && class_after(in) == GM_WB_NUMERIC;
  case GM_WB_KATAKANA: return next == GM_WB_KATAKANA || next == GM_WB_EXTEND_NUM_LET;
  case GM_WB_EXTEND_NUM_LET:
    return letter(next) || next == GM_WB_NUMERIC || next == GM_WB_KATAKANA ||
           next == GM_WB_EXTEND_NUM_LET;
  }
  return false;
}

/* The segment that begins with white space or a line break; 0 where it does not. */
static uint32_t blank_end(reader in, unsigned class, uint32_t length) {
  uint32_t after = in.at + length;
  if (class == GM_WB_CR) return after + (after < in.size && in.text[after] == '\n');
  if (class == GM_WB_LF || class == GM_WB_NEWLINE) return after;
  if (class != GM_WB_SPACE) return 0;
  for (in.at = after; in.at < in.size; in.at += length)
    if (gm_word_break(peek(&in, &length)) != GM_WB_SPACE) break;
  pass_ignored(&in, false);
  return in.at;
}

uint32_t gm_word_end(const char *text, uint32_t size, uint32_t begin) {
  reader in = {text, size, begin};
  uint32_t length;
  gm_properties next = peek(&in, &length);
  unsigned before = gm_word_break(next);
  uint32_t blank = blank_end(in, before, length);
  if (blank) return in.at = blank;
  bool regional = before == GM_WB_REGIONAL, mid;
  bool joiner = before == GM_WB_ZWJ;
  for (in.at += length; in.at < size; in.at += length) {
    joiner = pass_ignored(&in, joiner);
    if (in.at >= size) break;
    next = peek(&in, &length);
    unsigned class = gm_word_break(next);
    if (joiner && gm_pictographic(next)) { /* WB3c */
    } else if (regional && class == GM_WB_REGIONAL) { /* WB15: pairs */
      class = GM_WB_OTHER;
    } else if (!joins(before, class, in, &mid)) {
      break;
    } else if (mid) { /* WB7, WB7c, WB12: the other half as well */
      in.at += length;
      pass_ignored(&in, false);
      class = gm_word_break(peek(&in, &length));
    }
    before = class;
    regional = joiner = false;
  }
  return in.at;
}
