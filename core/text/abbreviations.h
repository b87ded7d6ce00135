/* Abbreviations that keep the point at their end, and what may follow them. */
#ifndef GM_TEXT_ABBREVIATIONS_H
#define GM_TEXT_ABBREVIATIONS_H
#include "base/map.h"
#include "text/language.h"
#include <stdint.h>

typedef enum { /* see abbreviations.tsv */
               GM_ABBREVIATION_NONE,
               GM_ABBREVIATION_NAME,
               GM_ABBREVIATION_NUMBER,
               GM_ABBREVIATION_DATE,
               GM_ABBREVIATION_ANY,
               GM_ABBREVIATION_INNER,
               GM_ABBREVIATION_PROPER,
               GM_ABBREVIATION_CAPITAL,
} gm_abbreviation;

/* Those that hold at a place of a text. */
typedef struct {
  gm_language language;
  const gm_map *own; /* the user's, which go first; NULL: none */
} gm_abbreviations;

/* What `word`, written in any case and without its last point, is. */
gm_abbreviation gm_abbreviation_of(gm_abbreviations known, gm_slice word);
/* Reads lines of form, kind and languages (tags with spaces between; none: all) into
 * `own`; # begins a comment. A failure names the line. */
gm_status gm_abbreviations_read(gm_map *own, gm_slice tsv, gm_error *err);

/* The compiled list (generate/abbreviations.lua): slots hold 1 + an index, 0 where
 * free, from gm_hash & mask on; entries of one form stand together. */
typedef struct {
  const char *text;
  uint8_t size, kind;
  uint64_t languages; /* 1 << number; bit 0: where the language is not known */
} gm_abbreviation_entry;
extern const gm_abbreviation_entry gm_abbreviation_entries[];
extern const uint16_t gm_abbreviation_slots[];
extern const uint32_t gm_abbreviation_mask, gm_abbreviation_count;
/* What sentences and languages rest on, as a hash: abbreviations, words of closed
 * classes, what was learnt. */
extern const char gm_sentence_source[];
#endif
