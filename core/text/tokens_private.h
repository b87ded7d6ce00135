/* What the modules that make tokens share: the driver (cut.c), the pass over bytes
 * (scan.c), the way through chunks that need a closer look (tailor.c) and sentences
 * (sentences.c). */
#ifndef GM_TEXT_TOKENS_PRIVATE_H
#define GM_TEXT_TOKENS_PRIVATE_H
#include "base/memory.h"
#include "text/classify.h"
#include "text/dictionary.h"
#include "text/tokens.h"

/* A flag between the passes: a closing parenthesis, a slash, a bullet or an address,
 * which sentences look at. */
#define GM_TOKEN_WAKE 8192

struct gm_tokens_private {
  size_t capacity;          /* of begin, end, type and flags */
  size_t sentence_capacity; /* of sentence */
  gm_dictionary *dictionary; /* NULL until a run needs it */
  const uint32_t *bounds; /* of words in the bytes [region, region_end) of the text */
  uint32_t bound_count, region, region_end;
  gm_classify *classify; /* of the fast path; NULL: everything goes the careful way */
  gm_status status;          /* sticky: GM_OK or GM_NOMEM */
};

/* One cut on its way. */
typedef struct {
  gm_tokens *tokens;
  const char *text;
  uint32_t size;
  uint32_t tailorings;
  uint32_t single_open; /* where the last ' that opens a quotation stands; 0: none */
} gm_cutter;

/* Marks that are one token however often they stand in a row. */
static inline bool gm_mark_of_runs(char c) {
  switch (c) {
  case '.': case '-': case '!': case '?': case '*': case '=': case '~': case '+': case '<': case '>':
  case '|': return true;
  default: return false;
  }
}

bool gm_tokens_reserve(gm_tokens *tokens,
                       size_t more); /* room for so many more, or sticky */

static inline void gm_cut_add(gm_cutter *cut, uint32_t begin, uint32_t end,
                              uint16_t flags) {
  gm_tokens *tokens = cut->tokens;
  if (tokens->count == tokens->private_->capacity && !gm_tokens_reserve(tokens, 1))
    return;
  tokens->begin[tokens->count] = begin;
  tokens->end[tokens->count] = end;
  tokens->flags[tokens->count++] = flags;
}

/* Cuts the chunk [from, to): whole words, no ASCII white space after `to` missing.
 * Gives where to go on: `to`, or further where a word went on in the next line. */
uint32_t gm_cut_chunk(gm_cutter *cut, uint32_t from, uint32_t to);
/* Cuts from `from` on until about a few thousand tokens are there; gives where to go
 * on, the size of the text at its end. */
uint32_t gm_cut_stretch(gm_cutter *cut, uint32_t from);
#endif
