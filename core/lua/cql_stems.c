/* Stems of stored tokens.
 *
 * Invariant: texts[n] is the stem of number n, for every number that was given; so
 * known[language].of[type] is a place in texts. */
#include "lua/cql_stems.h"
#include "base/memory.h"
#include "store/spoken.h"

enum { LANGUAGES = 64 };

typedef struct { /* by type, 0 where it was not asked for */
  uint32_t *of;
  size_t count, capacity;
} numbers;

struct gm_cql_stems {
  gm_store *store;
  gm_lexicon *lexicon;
  gm_slice *texts; /* of the lexicon */
  uint64_t *counts;
  uint32_t *ids, *other_ids; /* of a document's tokens; of one that is counted */
  size_t text_capacity, text_count, count_capacity, count_count;
  size_t id_capacity, other_capacity;
  bool counted;
  numbers known[LANGUAGES];
};

gm_status gm_cql_stems_new(gm_cql_stems **out, gm_store *store, gm_lexicon *lexicon,
                           gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  if (!*out)
    return gm_nomem(err);
  (*out)->store = store;
  (*out)->lexicon = lexicon;
  return GM_OK;
}

void gm_cql_stems_free(gm_cql_stems *stems) {
  if (!stems)
    return;
  gm_free(stems->texts);
  gm_free(stems->counts);
  gm_free(stems->ids);
  gm_free(stems->other_ids);
  for (int i = 0; i < LANGUAGES; i++)
    gm_free(stems->known[i].of);
  gm_free(stems);
}

/* Makes `count` zeroed places of `size` bytes where there are fewer. */
static bool reach(void **list, size_t *capacity, size_t *now, size_t count,
                  size_t size) {
  if (count <= *now)
    return true;
  if (!gm_grow(list, capacity, count, size))
    return false;
  memset((char *)*list + *now * size, 0, (count - *now) * size);
  *now = count;
  return true;
}

uint32_t gm_cql_stem(gm_cql_stems *s, gm_type type, gm_language language) {
  numbers *known = &s->known[language % LANGUAGES];
  if (type < known->count && known->of[type])
    return known->of[type];
  uint32_t number = gm_lexicon_stem_number(s->lexicon, type, language);
  if (!number ||
      !reach((void **)&known->of, &known->capacity, &known->count,
             gm_lexicon_count(s->lexicon) + (size_t)1, sizeof *known->of) ||
      !reach((void **)&s->texts, &s->text_capacity, &s->text_count, (size_t)number + 1,
             sizeof *s->texts))
    return 0;
  s->texts[number] = gm_lexicon_stem_in(s->lexicon, type, language);
  return known->of[type] = number;
}

gm_slice gm_cql_stem_text(const gm_cql_stems *stems, uint32_t number) {
  return number < stems->text_count ? stems->texts[number] : (gm_slice){0};
}

static gm_status number_all(gm_cql_stems *s, const gm_tokens *tokens, uint32_t **ids,
                            size_t *capacity, const uint32_t **out, gm_error *err) {
  uint64_t spoken = gm_tokens_languages(tokens);
  bool mixed = (spoken & (spoken - 1)) != 0;
  gm_language language = gm_tokens_language(tokens, 0);
  if (!gm_grow((void **)ids, capacity, (size_t)tokens->count + 1, sizeof **ids))
    return gm_nomem(err);
  for (uint32_t i = 0; i < tokens->count; i++) {
    if (mixed)
      language = gm_tokens_language(tokens, gm_token_begin(tokens, i));
    (*ids)[i] = gm_cql_stem(s, tokens->type[i], language);
    if (!(*ids)[i])
      return gm_nomem(err);
  }
  *out = *ids;
  return GM_OK;
}

gm_status gm_cql_stems_of(gm_cql_stems *s, const gm_tokens *tokens,
                          const uint32_t **out, gm_error *err) {
  return number_all(s, tokens, &s->ids, &s->id_capacity, out, err);
}

gm_status gm_cql_stems_languages(gm_cql_stems *stems, uint64_t *out, gm_error *err) {
  return gm_spoken_anywhere(stems->store, out, err);
}

static gm_status count_document(gm_cql_stems *s, const gm_tokens *tokens,
                                gm_error *err) {
  const uint32_t *ids;
  gm_status status =
      number_all(s, tokens, &s->other_ids, &s->other_capacity, &ids, err);
  if (status == GM_OK && !reach((void **)&s->counts, &s->count_capacity,
                                &s->count_count, s->text_count, sizeof *s->counts))
    status = gm_nomem(err);
  for (uint32_t i = 0; i < tokens->count && status == GM_OK; i++)
    s->counts[ids[i]]++;
  return status;
}

/* Through a stream of its own: a document of the query's is being looked at. */
static gm_status count_all(gm_cql_stems *s, gm_error *err) {
  const gm_stream_entry *entries;
  size_t count;
  gm_stream *stream;
  gm_stream_document document;
  gm_status status = gm_stream_open(&stream, s->store, err);
  if (status != GM_OK)
    return status;
  status = gm_stream_documents(stream, &entries, &count, err);
  for (size_t i = 0; i < count && status == GM_OK; i++) {
    status =
        gm_stream_read(stream, entries[i].number, GM_STREAM_LANGUAGES, &document, err);
    if (status == GM_OK)
      status = count_document(s, &document.tokens, err);
  }
  gm_stream_close(stream);
  s->counted = status == GM_OK;
  return status;
}

gm_status gm_cql_stems_count(gm_cql_stems *s, uint32_t number, uint64_t *out,
                             gm_error *err) {
  gm_status status = s->counted ? GM_OK : count_all(s, err);
  *out = status == GM_OK && number < s->count_count ? s->counts[number] : 0;
  return status;
}
