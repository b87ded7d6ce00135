/* Given tokens as tokens: spans and sentences as the file has them, flags as our own
 * tokens get them, types and variants of types. */
#include "base/map.h"
#include "text/given.h"
#include "text/tokens_private.h"

/* ---- flags ---- */

static bool is_one_of(gm_slice form, const char *const *list) {
  for (; *list; list++)
    if (gm_slice_equal(form, gm_slice_text(*list))) return true;
  return false;
}

/* What is joined to the word before and looks like it. */
static uint16_t clitic_flags(const gm_given *given, const gm_column *xpos, uint32_t i) {
  static const char *const clitics[] = {"'s",  "’s",  "'S",  "n't", "n’t", "N'T", "'re",
                                        "’re", "'ve", "’ve", "'ll", "’ll", "'d",  "’d",
                                        "'m",  "’m",  "'",   "’",   NULL};
  static const char *const genitives[] = {"'s", "’s", "'S", "'", "’", NULL};
  gm_slice form = given->forms[given->form[i]];
  if (!i || given->end[i - 1] != given->begin[i] || !is_one_of(form, clitics)) return 0;
  gm_slice tag = xpos ? xpos->values[xpos->value[i]] : gm_slice_of("", 0);
  bool genitive = tag.size ? gm_slice_equal(tag, gm_slice_text("POS"))
                           : is_one_of(form, genitives);
  if (!genitive && form.size <= 3 && form.data[form.size - 1] != 's' &&
      is_one_of(form, genitives))
    return 0; /* a quotation mark */
  return GM_TOKEN_CLITIC | (genitive ? GM_TOKEN_POSSESSIVE : 0);
}

/* The tokens' flags, to be freed. */
static uint16_t *find_flags(gm_tokens *tokens, const gm_given *given) {
  size_t count = given->count;
  gm_cutter cut = {.tokens = tokens,
                   .text = tokens->text.data,
                   .size = (uint32_t)tokens->text.size,
                   .count = given->count};
  uint32_t *spans = gm_calloc(2 * (count + 1), sizeof *spans);
  uint16_t *flags = gm_calloc(count + 1, sizeof *flags);
  const gm_column *xpos = gm_given_column(given, "xpos");
  if (!xpos) xpos = gm_given_column(given, "pos");
  if (spans && flags) {
    cut.begin = spans + 1; /* the token before the first one is empty */
    cut.end = cut.begin + count + 1;
    cut.flags = flags + 1;
    if (count) {
      memcpy(cut.begin, given->begin, count * sizeof *spans);
      memcpy(cut.end, given->end, count * sizeof *spans);
    }
    for (uint32_t i = 0; i < count; i++) cut.flags[i] = clitic_flags(given, xpos, i);
    gm_cut_flags(&cut);
    for (uint32_t i = 0; i < count; i++)
      if (!i || given->edges[i] & GM_GIVEN_SENTENCE) cut.flags[i] |= GM_TOKEN_SENTENCE;
  } else {
    gm_free(flags);
    flags = NULL;
  }
  gm_free(spans);
  return flags;
}

/* ---- types and variants ---- */

enum { TAGS = 3 };

typedef struct {
  const gm_given *given;
  const gm_column *lemma, *tag[TAGS]; /* pos, upos, xpos; NULL: not given */
  const char *name[TAGS];
  gm_map *known; /* numbers of form, lemma and tags -> type */
  gm_buffer text;
} giving;

static bool says(gm_slice value) {
  return value.size && !gm_slice_equal(value, gm_slice_text("_"));
}

/* Writes the tags of token i one after another into the buffer. */
static gm_status make_variant(giving *g, gm_lexicon *lexicon, uint32_t i, gm_type base,
                              gm_type *out, gm_error *err) {
  gm_slice tags[TAGS], lemma = {0};
  size_t ends[TAGS];
  uint32_t count = 0;
  gm_buffer_clear(&g->text);
  for (int t = 0; t < TAGS; t++) {
    if (!g->tag[t]) continue;
    gm_slice value = g->tag[t]->values[g->tag[t]->value[i]];
    if (!says(value)) continue;
    gm_buffer_add_text(&g->text, g->name[t]);
    gm_buffer_add_byte(&g->text, '=');
    gm_buffer_add(&g->text, value.data, value.size);
    ends[count++] = g->text.size;
  }
  if (g->text.status != GM_OK) return gm_nomem(err);
  for (uint32_t t = 0; t < count; t++) {
    size_t begin = t ? ends[t - 1] : 0;
    tags[t] = gm_slice_of(g->text.data + begin, ends[t] - begin);
  }
  if (g->lemma) lemma = g->lemma->values[g->lemma->value[i]];
  if (!says(lemma)) lemma.size = 0;
  return gm_lexicon_variant(lexicon, base, lemma, tags, count, out, err);
}

static gm_status find_variant(giving *g, gm_tokens *tokens, gm_lexicon *lexicon,
                              uint32_t i, gm_error *err) {
  uint32_t key[2 + TAGS] = {g->given->form[i], g->lemma ? g->lemma->value[i] : 0};
  for (int t = 0; t < TAGS; t++) key[2 + t] = g->tag[t] ? g->tag[t]->value[i] : 0;
  gm_slice bytes = gm_slice_of((const char *)key, sizeof key);
  gm_type *variant = &tokens->private_->variants[i];
  const uint32_t *found = gm_map_get(g->known, bytes);
  if (found) return *variant = *found, GM_OK;
  gm_status status = make_variant(g, lexicon, i, tokens->type[i], variant, err);
  return status == GM_OK ? gm_map_put(g->known, bytes, *variant, NULL, err) : status;
}

static gm_status set_variants(gm_tokens *tokens, gm_lexicon *lexicon,
                              const gm_given *given, gm_error *err) {
  struct gm_tokens_private *own = tokens->private_;
  giving g = {.given = given,
              .lemma = gm_given_column(given, "lemma"),
              .tag = {gm_given_column(given, "pos"), gm_given_column(given, "upos"),
                      gm_given_column(given, "xpos")},
              .name = {"pos", "upos", "xpos"}};
  if (!g.tag[0]) g.tag[0] = g.tag[1]; /* `pos` is the universal one unless named */
  tokens->tags = (g.tag[0] ? GM_TAG_POS : 0) | (g.tag[1] ? GM_TAG_UPOS : 0) |
                 (g.tag[2] ? GM_TAG_XPOS : 0);
  if (!g.lemma && !tokens->tags) return GM_OK;
  gm_status status = GM_OK;
  g.known = gm_map_new();
  if (!g.known || !gm_grow((void **)&own->variants, &own->variant_capacity,
                           (size_t)given->count + 1, sizeof *own->variants))
    status = gm_nomem(err);
  for (uint32_t i = 0; i < given->count && status == GM_OK; i++)
    status = find_variant(&g, tokens, lexicon, i, err);
  gm_map_free(g.known);
  gm_buffer_free(&g.text);
  if (status == GM_OK) tokens->variant = own->variants;
  return status;
}

static gm_status add_tokens(gm_tokens *tokens, gm_lexicon *lexicon,
                            const gm_given *given, gm_error *err) {
  gm_type *types = gm_alloc(given->form_count * sizeof *types + 1);
  uint16_t *flags = find_flags(tokens, given);
  gm_status status = types && flags ? GM_OK : gm_nomem(err);
  for (uint32_t i = 0; i < given->form_count && status == GM_OK; i++)
    status = gm_lexicon_intern(lexicon, given->forms[i], &types[i], err);
  for (uint32_t i = 0; i < given->count && status == GM_OK; i++)
    gm_tokens_add(tokens, given->begin[i], given->end[i], types[given->form[i]],
                  flags[i + 1]);
  gm_free(types);
  gm_free(flags);
  return status == GM_OK ? gm_tokens_close(tokens, err) : status;
}

gm_status gm_tokens_give(gm_tokens *tokens, gm_lexicon *lexicon, gm_slice text,
                         const gm_given *given, gm_error *err) {
  gm_tokens_open(tokens, lexicon, text);
  tokens->given = true;
  gm_status status = add_tokens(tokens, lexicon, given, err);
  if (status == GM_OK) status = set_variants(tokens, lexicon, given, err);
  if (status != GM_OK) tokens->count = tokens->sentence_count = 0;
  return status;
}
