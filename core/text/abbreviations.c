/* Looks the lower-case form up in the compiled list. */
#include "text/abbreviations.h"
#include "base/map.h"

gm_abbreviation gm_abbreviation_of(gm_slice word) {
  char lower[16];
  if (word.size == 0 || word.size > sizeof lower) return GM_ABBREVIATION_NONE;
  for (size_t i = 0; i < word.size; i++) {
    char c = word.data[i];
    lower[i] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
  }
  gm_slice key = gm_slice_of(lower, word.size);
  for (uint32_t at = (uint32_t)gm_hash(key);; at++) {
    uint32_t slot = gm_abbreviation_slots[at & gm_abbreviation_mask];
    if (!slot) return GM_ABBREVIATION_NONE;
    const gm_abbreviation_entry *entry = &gm_abbreviation_entries[slot - 1];
    if (gm_slice_equal(gm_slice_of(entry->text, entry->size), key))
      return (gm_abbreviation)entry->kind;
  }
}
