/* Words that lie near each other: the Damerau–Levenshtein distance, and the deletions by
 * which near words are found. */
#ifndef GM_MATCH_EDITS_H
#define GM_MATCH_EDITS_H
#include "base/error.h"
#include "base/slice.h"
#include <stdint.h>

enum { GM_EDITS_MOST = 2, GM_EDITS_LONGEST = 48 /* characters */ };

/* Characters of a word; 0 where it has none or more than GM_EDITS_LONGEST. */
uint32_t gm_edits_decode(gm_slice word, uint32_t characters[GM_EDITS_LONGEST]);
/* Insertions, deletions, substitutions and transpositions of neighbours between two
 * words (unrestricted: Lowrance and Wagner 1975). */
uint32_t gm_edits_distance(const uint32_t *a, uint32_t a_count, const uint32_t *b,
                           uint32_t b_count);
/* How many edits a word of so many characters may take, of `most`: short ones mean
 * something else when a letter changes. */
static inline uint32_t gm_edits_of_word(uint32_t characters, uint32_t most) {
  uint32_t least = characters < 3 ? 0 : characters < 6 ? 1 : 2;
  return least < most ? least : most;
}
/* Calls visit for the hash of the word and of every word that up to `most` deletions
 * make of it. Two words within `most` edits share a hash (Garbe's symmetric deletes). */
void gm_edits_deletes(const uint32_t *word, uint32_t count, uint32_t most, uint32_t seed,
                      void (*visit)(void *context, uint32_t hash), void *context);
#endif
