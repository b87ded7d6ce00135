/* Rules over the stored corpus, in this process: what a phrase finds without a worker that
 * reads and cuts the texts again. The same matcher runs over the same tokens, sentences and
 * zones, so that it finds what a rule would.
 *
 *   corpus:found(ruleset, { documents = { number, … } or nil: all, limit = or nil }) ->
 *     matches (lua/cql.h), the hits of all its rules by document and place
 *   corpus:sentences(number) -> { begin, end, … } in bytes from 0, end exclusive
 *
 * The ruleset is one over the corpus's own lexicon. */
#include "base/memory.h"
#include "lua/corpus.h"
#include "lua/cql.h"
#include "match/matcher.h"
#include <stdlib.h>

#define SEARCH "gimlet.rule_search"

typedef struct { /* working memory, so that nothing is lost when Lua raises */
  gm_matcher *matcher;
  gm_hits hits;
  uint8_t *zones;
  size_t zone_capacity;
  uint32_t *documents;
  size_t document_count;
} search;

static int search_free(lua_State *L) {
  search *s = lua_touserdata(L, 1);
  gm_matcher_free(s->matcher);
  gm_hits_free(&s->hits);
  gm_free(s->zones);
  gm_free(s->documents);
  memset(s, 0, sizeof *s);
  return 0;
}

static search *new_search(lua_State *L) {
  search *s = lua_newuserdatauv(L, sizeof *s, 0);
  memset(s, 0, sizeof *s);
  if (luaL_newmetatable(L, SEARCH)) {
    lua_pushcfunction(L, search_free);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return s;
}

static gm_status all_documents(search *s, gm_stream *stream, gm_error *err) {
  const gm_stream_entry *entries;
  gm_status status = gm_stream_documents(stream, &entries, &s->document_count, err);
  if (status != GM_OK) return status;
  s->documents = gm_alloc((s->document_count + 1) * sizeof *s->documents);
  if (!s->documents) return gm_nomem(err);
  for (size_t i = 0; i < s->document_count; i++) s->documents[i] = entries[i].number;
  return GM_OK;
}

/* The list `documents` of the options, or all. */
static gm_status read_documents(lua_State *L, search *s, gm_stream *stream, gm_error *err) {
  if (lua_getfield(L, 3, "documents") != LUA_TTABLE) {
    lua_pop(L, 1);
    return all_documents(s, stream, err);
  }
  s->document_count = lua_rawlen(L, -1);
  s->documents = gm_alloc((s->document_count + 1) * sizeof *s->documents);
  if (!s->documents) return gm_nomem(err);
  for (size_t i = 0; i < s->document_count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    s->documents[i] = (uint32_t)luaL_checkinteger(L, -1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return GM_OK;
}

/* ---- zones of sentences ---- */

static void mark(const gm_packed_zone *zone, gm_zone_kind kind, const gm_tokens *tokens,
                 uint8_t *zones) {
  uint32_t token = gm_tokens_at(tokens, zone->begin);
  if (token >= tokens->count) return;
  for (uint32_t s = gm_tokens_sentence_of(tokens, token); s < tokens->sentence_count; s++) {
    uint32_t from = gm_token_begin(tokens, tokens->sentence[s]);
    if (from >= zone->end) return;
    if (from >= zone->begin) zones[s] = (uint8_t)kind;
  }
}

/* A sentence is of the outermost zone it begins in; lists and tables within the body count
 * as well. *out is NULL where all is body. */
static gm_status zones_of(search *s, const gm_stream_document *d, const uint8_t **out,
                          gm_error *err) {
  uint32_t reached = 0;
  gm_zone_kind outer = GM_ZONE_BODY;
  *out = NULL;
  if (!gm_grow((void **)&s->zones, &s->zone_capacity, d->tokens.sentence_count + 1,
               sizeof *s->zones))
    return gm_nomem(err);
  memset(s->zones, 0, d->tokens.sentence_count + 1);
  for (size_t i = 0; i < d->zone_count; i++) {
    const gm_packed_zone *zone = &d->zones[i];
    gm_zone_kind kind = gm_lua_zone_kind(zone->kind);
    bool within = zone->begin < reached;
    if (!within) {
      reached = zone->end;
      outer = kind;
    }
    bool inner = outer == GM_ZONE_BODY && (kind == GM_ZONE_LIST || kind == GM_ZONE_TABLE);
    if (within ? !inner : outer == GM_ZONE_BODY) continue;
    mark(zone, kind, &d->tokens, s->zones);
    *out = s->zones;
  }
  return GM_OK;
}

/* ---- hits ---- */

static int by_place(const void *a, const void *b) {
  const gm_hit *x = a, *y = b;
  if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
  return (x->end > y->end) - (x->end < y->end);
}

static gm_status take_hits(gm_lua_matches *to, uint32_t document, gm_hits *hits, size_t limit,
                           gm_error *err) {
  if (!gm_grow((void **)&to->items, &to->capacity, to->count + hits->count + 1,
               sizeof *to->items))
    return gm_nomem(err);
  if (hits->count) qsort(hits->hits, hits->count, sizeof *hits->hits, by_place);
  for (size_t i = 0; i < hits->count && to->count < limit; i++) {
    const gm_hit *hit = &hits->hits[i];
    to->items[to->count++] = (gm_lua_match){document, hit->begin, hit->end - 1, -1, -1};
  }
  return GM_OK;
}

static gm_status look_into(search *s, gm_stream *stream, uint32_t number, gm_lua_matches *to,
                           size_t limit, gm_error *err) {
  gm_stream_document document;
  gm_match_limits limits = {0};
  const uint8_t *zones;
  gm_status status = gm_stream_read(stream, number,
                                    GM_STREAM_ZONES | GM_STREAM_OFFSETS | GM_STREAM_LANGUAGES,
                                    &document, err);
  if (status == GM_OK) status = zones_of(s, &document, &zones, err);
  if (status == GM_OK)
    status = gm_matcher_run(s->matcher, &document.tokens, zones, NULL, &limits, &s->hits, err);
  return status == GM_OK ? take_hits(to, number, &s->hits, limit, err) : status;
}

static int corpus_found(lua_State *L) {
  gm_error err = {0};
  gm_stream *stream;
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_ruleset *ruleset = gm_lua_check_box(L, 2, GM_LUA_RULESET);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  lua_getfield(L, 3, "limit");
  lua_Integer limit = luaL_optinteger(L, -1, INT64_MAX);
  luaL_argcheck(L, limit >= 0, 3, "a limit below 0");
  search *s = new_search(L);
  gm_lua_matches *matches = gm_lua_new_matches(L); /* [corpus, ruleset, options, limit, s, m] */
  gm_status status = gm_corpus_stream(corpus, &stream, &err);
  if (status == GM_OK) status = gm_matcher_new(&s->matcher, ruleset, &err);
  if (status == GM_OK) status = read_documents(L, s, stream, &err);
  for (size_t i = 0; i < s->document_count && status == GM_OK; i++) {
    if (matches->count >= (size_t)limit) break;
    status = look_into(s, stream, s->documents[i], matches, (size_t)limit, &err);
  }
  return status == GM_OK ? 1 : gm_lua_fail(L, &err);
}

static int corpus_sentences(lua_State *L) {
  gm_error err = {0};
  gm_stream *stream;
  gm_stream_document document;
  gm_corpus *corpus = gm_corpus_check(L, 1);
  lua_Integer number = luaL_checkinteger(L, 2);
  luaL_argcheck(L, number >= 0 && number <= UINT32_MAX, 2, "no number of a document");
  gm_status status = gm_corpus_stream(corpus, &stream, &err);
  if (status == GM_OK)
    status = gm_stream_read(stream, (uint32_t)number, GM_STREAM_OFFSETS, &document, &err);
  if (status != GM_OK) return gm_lua_fail(L, &err);
  const gm_tokens *t = &document.tokens;
  lua_createtable(L, 2 * (int)t->sentence_count, 0);
  for (uint32_t i = 0; i < t->sentence_count; i++) {
    uint32_t last = i + 1 < t->sentence_count ? t->sentence[i + 1] : t->count;
    if (last == t->sentence[i]) continue;
    lua_pushinteger(L, gm_token_begin(t, t->sentence[i]));
    lua_rawseti(L, -2, 2 * (lua_Integer)i + 1);
    lua_pushinteger(L, gm_token_end(t, last - 1));
    lua_rawseti(L, -2, 2 * (lua_Integer)i + 2);
  }
  return 1;
}

void gm_corpus_add_rules(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"found", corpus_found}, {"sentences", corpus_sentences}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
