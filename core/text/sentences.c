/* Sentences over tokens. Every token that may end a sentence (and every line break) is a
 * candidate; each is decided by what stands around it. */
#include "text/abbreviations.h"
#include "text/lemmas.h"
#include "text/properties.h"
#include "text/tokens_private.h"
#include "text/utf8.h"

typedef struct {
  gm_tokens *tokens;
  gm_lexicon *lexicon;
  const uint32_t *edges, *last_edge;
  uint32_t first; /* token that the current sentence begins with */
} finder;

enum { CASE_NONE, CASE_LOWER, CASE_UPPER, CASE_DIGIT };

static gm_slice form_of(const finder *in, uint32_t i) {
  const gm_tokens *tokens = in->tokens;
  return gm_slice_of(tokens->text.data + tokens->begin[i], tokens->end[i] - tokens->begin[i]);
}

static char byte_of(const finder *in, uint32_t i) { return in->tokens->text.data[in->tokens->begin[i]]; }

static int case_of(const finder *in, uint32_t i) {
  uint32_t length;
  gm_properties p = gm_properties_of(gm_utf8_decode(form_of(in, i).data, &length));
  if (gm_case(p)) return gm_case(p) == GM_CASE_UPPER ? CASE_UPPER : CASE_LOWER;
  return gm_kind(p) == GM_KIND_NUMBER ? CASE_DIGIT : CASE_NONE;
}

static bool opener(const finder *in, uint32_t i) {
  return in->tokens->flags[i] & GM_TOKEN_QUOTE_OPEN || strchr("([{", byte_of(in, i));
}

static bool closer(const finder *in, uint32_t i) {
  return in->tokens->flags[i] & GM_TOKEN_QUOTE_CLOSE || strchr(")]}", byte_of(in, i));
}

/* A capitalised word that begins sentences more often than it goes on in a name. */
static bool starter(const finder *in, uint32_t i) {
  gm_type type = in->tokens->type[i];
  if (gm_lexicon_flags(in->lexicon, type) & GM_TYPE_UPPER && form_of(in, i).size > 1) return false;
  return gm_lemma_closed(gm_lexicon_fold(in->lexicon, type));
}

static bool cjk_stop(const finder *in, uint32_t i) {
  static const char *const stops[] = {"。", "！", "？", "｡"};
  for (size_t k = 0; k < sizeof stops / sizeof *stops; k++)
    if (gm_slice_equal(form_of(in, i), gm_slice_text(stops[k]))) return true;
  return false;
}

/* Whether a sentence ends behind the abbreviation i when token `next` follows. */
static bool ends_behind_abbreviation(const finder *in, uint32_t i, uint32_t next) {
  gm_slice form = form_of(in, i);
  int next_case = case_of(in, next);
  gm_abbreviation kind = gm_abbreviation_of(gm_slice_of(form.data, form.size - 1));
  if (next_case == CASE_LOWER) return false;
  switch (kind) {
  case GM_ABBREVIATION_DATE: return next_case == CASE_UPPER && starter(in, next);
  case GM_ABBREVIATION_ANY: return next_case == CASE_UPPER && starter(in, next);
  case GM_ABBREVIATION_NONE: return form.size > 2 && next_case == CASE_UPPER && starter(in, next);
  default: return false;
  }
}

/* Whether a sentence ends before token `next`, whose last stop is `stop`; `closed`: closing
 * marks stand between. */
static bool ends(const finder *in, uint32_t stop, uint32_t next, bool closed) {
  const gm_tokens *tokens = in->tokens;
  uint32_t word = next;
  bool space = tokens->flags[next] & GM_TOKEN_SPACE;
  while (word + 1 < tokens->count && opener(in, word)) word++;
  int next_case = case_of(in, word);
  if (cjk_stop(in, stop)) return true;
  if (tokens->flags[stop] & GM_TOKEN_ABBREVIATION) return space && ends_behind_abbreviation(in, stop, word);
  if (!space) return next_case == CASE_UPPER && (closed || byte_of(in, stop) == '.') && stop > in->first;
  if (next_case == CASE_LOWER) return false;
  if (byte_of(in, stop) == '.' && stop == in->first + 1 && !closed) { /* 1. a. at the beginning */
    int kind = case_of(in, in->first);
    if (kind == CASE_DIGIT || form_of(in, in->first).size == 1) return false;
  }
  return true;
}

static void begin_at(finder *in, uint32_t i) {
  gm_tokens *tokens = in->tokens;
  tokens->flags[i] |= GM_TOKEN_SENTENCE;
  tokens->sentence[tokens->sentence_count++] = i;
  in->first = i;
}

static bool edge_before(finder *in, uint32_t i) {
  bool found = false;
  while (in->edges < in->last_edge && *in->edges <= in->tokens->begin[i]) found = true, in->edges++;
  return found;
}

static bool line_ends(const finder *in, uint32_t i) {
  (void)in;
  (void)i;
  return false;
}

gm_status gm_tokens_sentences(gm_tokens *tokens, gm_lexicon *lexicon, const uint32_t *edges,
                              size_t edge_count, gm_error *err) {
  finder in = {tokens, lexicon, edges, edges + edge_count, 0};
  uint32_t stop = UINT32_MAX;
  bool closed = false;
  tokens->sentence_count = 0;
  for (uint32_t i = 0; i < tokens->count; i++) {
    uint16_t flags = tokens->flags[i] &= (uint16_t)~GM_TOKEN_SENTENCE;
    if (!gm_grow((void **)&tokens->sentence, &tokens->private_->sentence_capacity,
                 (size_t)tokens->sentence_count + 2, sizeof *tokens->sentence))
      return gm_nomem(err);
    bool edge = in.edges < in.last_edge && edge_before(&in, i);
    bool fresh = edge || flags & GM_TOKEN_PARAGRAPH || (flags & GM_TOKEN_LINE && line_ends(&in, i));
    if (fresh) stop = UINT32_MAX;
    if (stop != UINT32_MAX && !fresh) {
      if (flags & GM_TOKEN_STOP) {
        stop = i, closed = false;
        continue;
      }
      if (closer(&in, i) && !(flags & GM_TOKEN_SPACE)) {
        closed = true;
        continue;
      }
      fresh = ends(&in, stop, i, closed);
      stop = UINT32_MAX;
    }
    if (fresh) begin_at(&in, i);
    if (flags & (GM_TOKEN_STOP | GM_TOKEN_ABBREVIATION)) stop = i, closed = false;
  }
  if (tokens->sentence) tokens->sentence[tokens->sentence_count] = tokens->count;
  else if (!gm_grow((void **)&tokens->sentence, &tokens->private_->sentence_capacity, 1,
                    sizeof *tokens->sentence))
    return gm_nomem(err);
  tokens->sentence[tokens->sentence_count] = tokens->count;
  return GM_OK;
}
