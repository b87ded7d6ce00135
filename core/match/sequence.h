/* A document as a sequence of units to be counted: what its tokens count as (the form,
 * fold, lemma, stem or shape), without what does not count, with barriers that nothing
 * reaches across. */
#ifndef GM_MATCH_SEQUENCE_H
#define GM_MATCH_SEQUENCE_H
#include "base/map.h"
#include "text/tokens.h"

typedef enum {
  GM_UNIT_FORM,
  GM_UNIT_FOLD,
  GM_UNIT_LEMMA, /* the most likely one */
  GM_UNIT_STEM,  /* by the language that the token is in */
  GM_UNIT_SHAPE,
  GM_UNIT_KINDS
} gm_unit_kind;

/* Units are numbered from 1 in the order in which they are first met. */
typedef struct gm_units gm_units;
/* Borrows the lexicon. Without `punctuation`, tokens that hold neither letter nor digit
 * count as nothing. */
gm_status gm_units_new(gm_units **out, gm_lexicon *lexicon, gm_unit_kind kind,
                       bool punctuation, gm_error *err);
void gm_units_free(gm_units *units);
uint32_t gm_units_count(const gm_units *units);
gm_slice gm_units_name(const gm_units *units, uint32_t unit);
uint32_t gm_units_find(const gm_units *units, gm_slice name); /* 0: none */
/* The language that stems are told in from here on; English before that. */
void gm_units_speak(gm_units *units, gm_language language);
bool gm_units_want_language(const gm_units *units); /* does it matter? */
/* What a token of this type and these flags counts as; 0: nothing. */
gm_status gm_units_of(gm_units *units, gm_type type, unsigned flags, uint32_t *unit,
                      gm_error *err);
/* The unit of that name, new if need be. The name must live as long as the units. */
gm_status gm_units_intern(gm_units *units, gm_slice name, uint32_t *unit,
                          gm_error *err);

typedef struct {
  uint32_t begin, end; /* tokens [begin, end) */
} gm_stretch;

enum { GM_BARRIER = 0 };

typedef struct {   /* zeroed before the first use; gm_sequence_free at the end */
  uint32_t *unit;  /* GM_BARRIER where a stretch ends */
  uint32_t *token; /* which token of the document; of a barrier: the one behind it */
  size_t count;    /* with barriers */
  size_t words;    /* without */
  size_t unit_capacity, token_capacity;
} gm_sequence;

/* Forgets what `out` held. Where `given` is not NULL, token i counts as given[i] unless
 * that is 0 or the token does not count. `left_out` are ascending stretches that are
 * not looked at; each is a barrier. The edges of sentences are barriers unless
 * `across`. Stems are those of the languages that the tokens know. */
gm_status gm_sequence_make(gm_sequence *out, gm_units *units, const gm_tokens *tokens,
                           const uint32_t *given, const gm_stretch *left_out,
                           size_t left_out_count, bool across, gm_error *err);
/* The same of a whole document whose tokens are given as kinds: kind[i] of token i, and
 * for each kind its unit and whether it begins a sentence. */
gm_status gm_sequence_of_kinds(gm_sequence *out, const uint32_t *kind, uint32_t count,
                               const uint32_t *unit_of_kind, const bool *begins,
                               bool across, gm_error *err);
void gm_sequence_free(gm_sequence *sequence);
/* The first item at or behind a token. */
size_t gm_sequence_at(const gm_sequence *sequence, uint32_t token);
#endif
