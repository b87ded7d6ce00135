/* Properties of characters, from a table compiled out of the Unicode character
 * database. */
#ifndef GM_TEXT_PROPERTIES_H
#define GM_TEXT_PROPERTIES_H
#include <stdint.h>

typedef uint32_t gm_properties;

enum { /* Word_Break, UAX #29; the order of generate/properties.lua */
       GM_WB_OTHER,
       GM_WB_CR,
       GM_WB_LF,
       GM_WB_NEWLINE,
       GM_WB_EXTEND,
       GM_WB_ZWJ,
       GM_WB_REGIONAL,
       GM_WB_FORMAT,
       GM_WB_KATAKANA,
       GM_WB_HEBREW,
       GM_WB_LETTER,
       GM_WB_SINGLE_QUOTE,
       GM_WB_DOUBLE_QUOTE,
       GM_WB_MID_NUM_LET,
       GM_WB_MID_LETTER,
       GM_WB_MID_NUM,
       GM_WB_NUMERIC,
       GM_WB_EXTEND_NUM_LET,
       GM_WB_SPACE,
};
enum { /* Sentence_Break, UAX #29 */
  GM_SB_OTHER, GM_SB_CR, GM_SB_LF, GM_SB_SEP, GM_SB_EXTEND, GM_SB_FORMAT, GM_SB_SP,
  GM_SB_LOWER, GM_SB_UPPER, GM_SB_LETTER, GM_SB_NUMERIC, GM_SB_ATERM, GM_SB_SCONTINUE,
  GM_SB_STERM, GM_SB_CLOSE,
};
enum { /* the first letter of General_Category */
  GM_KIND_LETTER = 1, GM_KIND_MARK, GM_KIND_NUMBER, GM_KIND_PUNCTUATION, GM_KIND_SYMBOL,
  GM_KIND_SEPARATOR, GM_KIND_CONTROL,
};
enum { GM_CASE_UPPER = 1, GM_CASE_LOWER = 2 };
enum {
  GM_DICTIONARY_CJK = 1,
  GM_DICTIONARY_SA = 2
}; /* Han and kana; Thai, Lao, Khmer, Burmese */

extern const char gm_unicode_version[];
extern const uint32_t gm_property_values[];
extern const uint16_t gm_property_blocks[];
extern const uint8_t gm_property_cells[][128];

static inline gm_properties gm_properties_of(uint32_t code) {
  return gm_property_values[gm_property_cells[gm_property_blocks[code >> 7]]
                                             [code & 127]];
}
static inline unsigned gm_word_break(gm_properties p) { return p & 31; }
static inline unsigned gm_sentence_break(gm_properties p) { return p >> 5 & 15; }
static inline unsigned gm_kind(gm_properties p) { return p >> 9 & 7; }
static inline unsigned gm_case(gm_properties p) { return p >> 12 & 3; }
static inline unsigned gm_script(gm_properties p) { return p >> 14 & 3; }
static inline unsigned gm_pictographic(gm_properties p) { return p >> 16 & 1; }
static inline unsigned gm_white_space(gm_properties p) { return p >> 17 & 1; }
#endif
