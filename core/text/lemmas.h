/* English lemmas of a written form, given no part of speech.
 *
 * Method: closed-class words by a list of our own; else WordNet's: the form itself
 * where the index has it, its irregular bases, and its regular ones by the rules of
 * detachment (morphy) where the index has them with that part of speech. */
#ifndef GM_TEXT_LEMMAS_H
#define GM_TEXT_LEMMAS_H
#include "base/slice.h"
#include <stdint.h>

#define GM_LEMMAS_MAX 8

/* Fills `lemmas` with the lemmas of `fold` (lower case), most likely first, and gives
 * their number; 0 where the word is not known. `name`: it is written like a name, so
 * nothing is guessed for it. The slices are static or lie in `fold`. */
uint32_t gm_lemmas_of(gm_slice fold, bool name, gm_slice lemmas[GM_LEMMAS_MAX]);

/* How often `fold` is a noun, a verb, an adjective and an adverb, itself or as an
 * inflected form: 100 times (1 + occurrences tagged in WordNet's texts), less for a
 * reading that is rare for a form of that make; 0 where it is none. */
void gm_parts_of(gm_slice fold, uint32_t weights[4]);

/* Whether `fold` is a word of a closed class: the, he, into, would. */
bool gm_lemma_closed(gm_slice fold);

/* The compiled tables (generate/lemmas.lua). Slots hold 1 + an index, 0 where free, and
 * are probed one after the other from gm_hash & mask. */
enum { GM_PART_CLOSED, GM_PART_NOUN, GM_PART_VERB, GM_PART_ADJECTIVE, GM_PART_ADVERB };
typedef struct {
  uint32_t text;
  uint16_t size;
  uint16_t
      counts[4]; /* noun, verb, adjective, adverb: 1 + tagged occurrences; 0: is none */
} gm_lemma_word;
typedef struct {
  uint32_t text, bases; /* its bases begin there */
  uint8_t size, count;
} gm_lemma_form;
typedef struct {
  uint32_t text;
  uint8_t size, part;
} gm_lemma_base;
extern const char gm_lemma_text[], gm_lemma_source[];
extern const gm_lemma_word gm_lemma_words[];
extern const gm_lemma_form gm_lemma_forms[];
extern const gm_lemma_base gm_lemma_bases[];
extern const uint32_t gm_lemma_word_slots[], gm_lemma_form_slots[];
extern const uint32_t gm_lemma_word_mask, gm_lemma_form_mask;
#endif
