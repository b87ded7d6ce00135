/* The arrays that hold tokens, and what can be asked of them. Nothing is allocated per
 * token; arrays grow by half and stay.
 *
 * Invariants: 1. block[i / 16] is where token i begins, for i a multiple of 16. 2.
 * step[i] is the way to where token i + 1 begins, or 255 where `far` has it; there are
 * steps up to the next multiple of 16. 3. A token is as long as its type's form, unless
 * `far` has it. */
#include "text/properties.h"
#include "text/tokens_private.h"

gm_status gm_tokens_new(gm_tokens **out, gm_error *err) {
  gm_tokens *tokens = *out = gm_calloc(1, sizeof *tokens);
  if (!tokens) return gm_nomem(err);
  struct gm_tokens_private *own = gm_calloc(1, sizeof *own);
  tokens->private_ = own;
  if (own) own->spans = gm_alloc((GM_STRETCH_ROOM + 8) * (2 * sizeof *own->spans + 4));
  if (own && own->spans) {
    own->scan = gm_scan_named(NULL);
    return GM_OK;
  }
  gm_tokens_free(tokens);
  *out = NULL;
  return gm_nomem(err);
}

void gm_tokens_free(gm_tokens *tokens) {
  if (!tokens) return;
  if (tokens->private_) {
    gm_dictionary_free(tokens->private_->dictionary);
    gm_free(tokens->private_->spans);
    gm_free(tokens->private_->variants);
    gm_free(tokens->private_->far);
    gm_free(tokens->private_->tongues);
  }
  gm_free(tokens->private_);
  gm_free(tokens->block);
  gm_free(tokens->step);
  gm_free(tokens->type);
  gm_free(tokens->flags);
  gm_free(tokens->sentence);
  gm_free(tokens);
}

/* ---- places ---- */
static bool reserve(gm_tokens *tokens, size_t need) {
  struct gm_tokens_private *own = tokens->private_;
  need += 16; /* steps up to a multiple of 16 */
  if (need <= own->capacity) return true;
  size_t room[3] = {own->capacity, own->capacity, own->capacity};
  if (gm_grow((void **)&tokens->type, &room[0], need, sizeof *tokens->type) &&
      gm_grow((void **)&tokens->flags, &room[1], need, sizeof *tokens->flags) &&
      gm_grow((void **)&tokens->step, &room[2], need, sizeof *tokens->step) &&
      gm_grow((void **)&tokens->block, &own->block_capacity, room[0] / 16 + 1,
              sizeof *tokens->block)) {
    own->capacity = room[0];
    return true;
  }
  own->status = GM_NOMEM;
  return false;
}

static bool add_far(gm_tokens *tokens, uint32_t token, uint32_t end, uint32_t next) {
  struct gm_tokens_private *own = tokens->private_;
  if (!gm_grow((void **)&own->far, &own->far_capacity, own->far_count + 1,
               sizeof *own->far)) {
    own->status = GM_NOMEM;
    return false;
  }
  own->far[own->far_count++] = (gm_far){token, end, next};
  return true;
}

/* Writes the steps that lead to sixteen tokens; false where one is more than that. */
static bool step_plainly(const uint32_t *begin, const uint16_t *flags, uint8_t *step) {
  unsigned far = 0, seen = 0;
  for (int k = 0; k < 16; k++) {
    uint32_t way = begin[k] - begin[k - 1];
    far |= way > 254;
    seen |= flags[k - 1];
    step[k - 1] = (uint8_t)way;
  }
  return !far && !(seen & GM_TOKEN_JOINED);
}

/* Writes the step that leads to token i of the stretch. */
static bool step_to(gm_tokens *tokens, const gm_cutter *cut, uint32_t i) {
  uint32_t at = tokens->count + i, begin = cut->begin[i];
  uint32_t way = begin - cut->begin[(int)i - 1];
  if (!at) return true;
  tokens->step[at - 1] = (uint8_t)(way < 255 ? way : 255);
  return (way < 255 && !(cut->flags[(int)i - 1] & GM_TOKEN_JOINED)) ||
         add_far(tokens, at - 1, cut->end[(int)i - 1], begin);
}

bool gm_tokens_place(gm_tokens *tokens, gm_cutter *cut) {
  uint32_t first = tokens->count, i = 0;
  if (!reserve(tokens, (size_t)first + cut->count)) return false;
  while (i < cut->count) {
    if (first + i && i + 16 <= cut->count &&
        step_plainly(cut->begin + i, cut->flags + i, tokens->step + first + i)) {
      i += 16;
      continue;
    }
    for (uint32_t end = i + 16; i < end && i < cut->count; i++)
      if (!step_to(tokens, cut, i)) return false;
  }
  for (i = (16 - first) & 15; i < cut->count; i += 16)
    tokens->block[(first + i) / 16] = cut->begin[i];
  memcpy(tokens->flags + first, cut->flags, cut->count * sizeof *cut->flags);
  return true;
}

bool gm_tokens_placed(gm_tokens *tokens, const gm_cutter *cut) {
  if (!tokens->count) return true;
  memset(tokens->step + tokens->count - 1, 0, 16);
  return !(cut->flags[-1] & GM_TOKEN_JOINED) ||
         add_far(tokens, tokens->count - 1, cut->end[-1], 0);
}

void gm_tokens_open(gm_tokens *tokens, const gm_lexicon *lexicon, gm_slice text) {
  struct gm_tokens_private *own = tokens->private_;
  tokens->text = text;
  tokens->lexicon = lexicon;
  tokens->count = tokens->sentence_count = 0;
  tokens->given = false;
  tokens->tags = 0;
  tokens->variant = NULL;
  own->far_count = 0;
  own->region_end = 0;
  own->language = 0;
  own->tongue_count = 0;
  own->status = GM_OK;
}

void gm_tokens_add(gm_tokens *tokens, uint32_t begin, uint32_t end, gm_type type,
                   unsigned flags) {
  struct gm_tokens_private *own = tokens->private_;
  uint32_t i = tokens->count, way = begin - own->last_begin;
  if (own->status != GM_OK ||
      ((size_t)i + 17 > own->capacity && !reserve(tokens, (size_t)i + 1)))
    return;
  if (i) {
    gm_far *far = own->far_count ? &own->far[own->far_count - 1] : NULL;
    if (far && far->token == i - 1) far->next = begin;
    else if (way >= 255 && !add_far(tokens, i - 1, own->last_end, begin)) return;
    tokens->step[i - 1] = (uint8_t)(way < 255 ? way : 255);
  }
  if (end - begin != gm_lexicon_form(tokens->lexicon, type).size &&
      !add_far(tokens, i, end, 0))
    return;
  if (i % 16 == 0) tokens->block[i / 16] = begin;
  tokens->type[i] = type;
  tokens->flags[i] = (uint16_t)flags;
  tokens->count++;
  own->last_begin = begin;
  own->last_end = end;
}

gm_status gm_tokens_close(gm_tokens *tokens, gm_error *err) {
  struct gm_tokens_private *own = tokens->private_;
  uint32_t sentences = 0;
  for (uint32_t i = 0; i < tokens->count; i++)
    sentences += (tokens->flags[i] & GM_TOKEN_SENTENCE) != 0;
  if (own->status != GM_OK ||
      !gm_grow((void **)&tokens->sentence, &own->sentence_capacity,
               (size_t)sentences + 2, sizeof *tokens->sentence))
    return gm_nomem(err);
  for (uint32_t i = 0; i < tokens->count; i++)
    if (tokens->flags[i] & GM_TOKEN_SENTENCE || i == 0)
      tokens->sentence[tokens->sentence_count++] = i;
  tokens->sentence[tokens->sentence_count] = tokens->count;
  if (tokens->count) memset(tokens->step + tokens->count - 1, 0, 16);
  return GM_OK;
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

/* The number of entries of `far` that are for tokens below `index`. */
static size_t far_below(const gm_tokens *tokens, uint32_t index) {
  const struct gm_tokens_private *own = tokens->private_;
  size_t low = 0, count = own->far_count;
  while (count) {
    size_t half = count / 2;
    if (own->far[low + half].token < index) low += half + 1, count -= half + 1;
    else count = half;
  }
  return low;
}

uint32_t gm_token_begin_far(const gm_tokens *tokens, uint32_t index) {
  const gm_far *far = &tokens->private_->far[far_below(tokens, index) - 1];
  uint32_t begin = far->next;
  for (uint32_t i = far->token + 1; i < index; i++) begin += tokens->step[i];
  return begin;
}

uint32_t gm_token_end(const gm_tokens *tokens, uint32_t index) {
  const struct gm_tokens_private *own = tokens->private_;
  if (own->far_count) {
    size_t at = far_below(tokens, index);
    if (at < own->far_count && own->far[at].token == index) return own->far[at].end;
  }
  return gm_token_begin(tokens, index) +
         (uint32_t)gm_lexicon_form(tokens->lexicon, tokens->type[index]).size;
}

gm_slice gm_token_text(const gm_tokens *tokens, uint32_t index) {
  uint32_t begin = gm_token_begin(tokens, index);
  return gm_slice_of(tokens->text.data + begin, gm_token_end(tokens, index) - begin);
}

uint32_t gm_tokens_at(const gm_tokens *tokens, uint32_t offset) {
  uint32_t blocks = (tokens->count + 15) / 16;
  uint32_t after = below(tokens->block, blocks, offset), index = after * 16 - 16;
  if (!after) return 0; /* none begins before the offset */
  uint32_t begin = tokens->block[after - 1];
  while (begin < offset && ++index < tokens->count)
    begin = tokens->step[index - 1] < 255 ? begin + tokens->step[index - 1]
                                          : gm_token_begin(tokens, index);
  return index;
}

uint32_t gm_tokens_sentence_of(const gm_tokens *tokens, uint32_t index) {
  uint32_t after = below(tokens->sentence, tokens->sentence_count, index + 1);
  return after ? after - 1 : 0;
}

gm_slice gm_tokens_lemma(const gm_tokens *tokens, gm_lexicon *lexicon, uint32_t index) {
  const unsigned clitic = GM_TOKEN_CLITIC | GM_TOKEN_POSSESSIVE;
  gm_slice lemma = gm_lexicon_lemma(lexicon, gm_tokens_asked(tokens, index), 0);
  if (tokens->variant) return lemma;
  if ((tokens->flags[index] & clitic) == GM_TOKEN_CLITIC &&
      gm_slice_equal(lemma, gm_slice_text("'s")))
    return gm_lexicon_lemma(lexicon, tokens->type[index], 1);
  return lemma;
}

gm_status gm_tokens_speak(gm_tokens *tokens, gm_slice languages, gm_error *err) {
  struct gm_tokens_private *own = tokens->private_;
  gm_language_span span;
  own->tongue_count = 0;
  own->language = gm_languages_next(&languages, &span) ? span.language : 0;
  while (gm_languages_next(&languages, &span)) {
    if (own->tongue_count && span.begin < own->tongues[own->tongue_count - 1].end) break;
    if (!gm_grow((void **)&own->tongues, &own->tongue_capacity, own->tongue_count + 1,
                 sizeof *own->tongues))
      return gm_nomem(err);
    own->tongues[own->tongue_count++] = span;
  }
  return GM_OK;
}

gm_language gm_tokens_language(const gm_tokens *tokens, uint32_t offset) {
  const struct gm_tokens_private *own = tokens->private_;
  size_t low = 0, count = own->tongue_count;
  while (count) { /* the first span that ends behind the byte */
    size_t half = count / 2;
    if (own->tongues[low + half].end <= offset) low += half + 1, count -= half + 1;
    else count = half;
  }
  bool within = low < own->tongue_count && own->tongues[low].begin <= offset;
  return within ? own->tongues[low].language : own->language;
}

uint64_t gm_tokens_languages(const gm_tokens *tokens) {
  const struct gm_tokens_private *own = tokens->private_;
  uint64_t mask = 1ULL << own->language;
  for (size_t i = 0; i < own->tongue_count; i++) mask |= 1ULL << own->tongues[i].language;
  return mask;
}

const char *gm_text_unicode_version(void) { return gm_unicode_version; }
