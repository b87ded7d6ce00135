/* Abbreviations that keep the point at their end, and what may follow them. */
#ifndef GM_TEXT_ABBREVIATIONS_H
#define GM_TEXT_ABBREVIATIONS_H
#include "base/slice.h"
#include <stdint.h>

typedef enum { /* see abbreviations.tsv */
  GM_ABBREVIATION_NONE,
  GM_ABBREVIATION_NAME,
  GM_ABBREVIATION_NUMBER,
  GM_ABBREVIATION_DATE,
  GM_ABBREVIATION_ANY,
  GM_ABBREVIATION_INNER,
  GM_ABBREVIATION_PROPER,
} gm_abbreviation;

/* What `word`, written in any case and without its last point, is in the list. */
gm_abbreviation gm_abbreviation_of(gm_slice word);

/* The compiled list (generate/abbreviations.lua): slots hold 1 + an index, 0 where
 * free, from gm_hash & mask on. */
typedef struct {
  const char *text;
  uint8_t size, kind;
} gm_abbreviation_entry;
extern const gm_abbreviation_entry gm_abbreviation_entries[];
extern const uint16_t gm_abbreviation_slots[];
extern const uint32_t gm_abbreviation_mask;
#endif
