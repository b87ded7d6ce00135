/* The arrays that hold tokens, and what can be asked of them. Nothing is allocated per
 * token; arrays grow by half and stay. */
#include "text/properties.h"
#include "text/tokens_private.h"

gm_status gm_tokens_new(gm_tokens **out, gm_error *err) {
  gm_tokens *tokens = *out = gm_calloc(1, sizeof *tokens);
  if (!tokens) return gm_nomem(err);
  tokens->private_ = gm_calloc(1, sizeof *tokens->private_);
  if (tokens->private_) {
    tokens->private_->classify = gm_classify_best();
    return GM_OK;
  }
  gm_free(tokens);
  *out = NULL;
  return gm_nomem(err);
}

void gm_tokens_free(gm_tokens *tokens) {
  if (!tokens) return;
  gm_dictionary_free(tokens->private_->dictionary);
  gm_free(tokens->private_);
  gm_free(tokens->begin);
  gm_free(tokens->end);
  gm_free(tokens->type);
  gm_free(tokens->flags);
  gm_free(tokens->sentence);
  gm_free(tokens);
}

bool gm_tokens_reserve(gm_tokens *tokens, size_t more) {
  struct gm_tokens_private *own = tokens->private_;
  size_t need = tokens->count + more, room[4];
  if (need <= own->capacity) return true;
  if (own->status != GM_OK) return false;
  for (int i = 0; i < 4; i++) room[i] = own->capacity;
  if (gm_grow((void **)&tokens->begin, &room[0], need, sizeof *tokens->begin) &&
      gm_grow((void **)&tokens->end, &room[1], need, sizeof *tokens->end) &&
      gm_grow((void **)&tokens->type, &room[2], need, sizeof *tokens->type) &&
      gm_grow((void **)&tokens->flags, &room[3], need, sizeof *tokens->flags)) {
    own->capacity = room[0];
    return true;
  }
  own->status = GM_NOMEM;
  return false;
}

/* ---- questions ---- */

/* The number of items of an ascending array that are below `value`. */
static uint32_t below(const uint32_t *items, uint32_t count, uint32_t value) {
  uint32_t low = 0;
  while (count) {
    uint32_t half = count / 2;
    if (items[low + half] < value) low += half + 1, count -= half + 1;
    else count = half;
  }
  return low;
}

uint32_t gm_tokens_at(const gm_tokens *tokens, uint32_t offset) {
  return below(tokens->begin, tokens->count, offset);
}

uint32_t gm_tokens_sentence_of(const gm_tokens *tokens, uint32_t index) {
  uint32_t after = below(tokens->sentence, tokens->sentence_count, index + 1);
  return after ? after - 1 : 0;
}

gm_slice gm_tokens_lemma(const gm_tokens *tokens, gm_lexicon *lexicon, uint32_t index) {
  const unsigned clitic = GM_TOKEN_CLITIC | GM_TOKEN_POSSESSIVE;
  gm_slice lemma = gm_lexicon_lemma(lexicon, tokens->type[index], 0);
  if ((tokens->flags[index] & clitic) == GM_TOKEN_CLITIC &&
      gm_slice_equal(lemma, gm_slice_text("'s")))
    return gm_lexicon_lemma(lexicon, tokens->type[index], 1);
  return lemma;
}

const char *gm_text_unicode_version(void) { return gm_unicode_version; }
