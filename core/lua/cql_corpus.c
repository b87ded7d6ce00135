/* Runs queries of the corpus query language over the stored corpus.
 *
 * corpus:cql(query, options) -> matches, documents opened; or nil, message
 *   documents: numbers, ascending; all where nil    limit: stop behind so many matches
 *   cut: the same, of matches before they are widened
 *   regions: function(structure, number) -> a string, the value of the whole document,
 * or { {first, last, value}, … }; asked for structures that are none of s, p, text,
 *     document and the kinds of zones
 *   within: matches of an earlier query, where this one's must lie
 *   expand: { left =, right =, count =, structure = index or nil }
 *
 * An attribute is the document's column of that name where it has one; word, fold,
 * lemma, stem (by the token's language), shape and plain follow from the form
 * otherwise. */
#include "base/memory.h"
#include "lua/cql_run.h"

#define RUN "gimlet.cql_run"

enum { FEW_DOCUMENTS = 100, MANY_TYPES = 2000 };

static int run_free(lua_State *L) {
  gm_query *r = lua_touserdata(L, 1);
  for (uint32_t i = 0; r->attributes && i < r->attribute_count; i++) {
    for (int k = 0; k < GM_CQL_SPACES; k++)
      gm_free(r->attributes[i].counts[k]);
    gm_map_free(r->attributes[i].by_text);
    gm_free(r->attributes[i].text_counts);
  }
  for (uint32_t i = 0; r->lists && i < r->structure_count; i++)
    gm_free(r->lists[i].regions);
  gm_free(r->attributes);
  gm_free(r->columns);
  gm_free(r->lists);
  gm_free(r->structures);
  gm_free(r->documents);
  gm_free(r->bases);
  gm_free(r->ranges);
  gm_free(r->types);
  gm_free(r->kind_ids);
  gm_free(r->kind_flags);
  gm_free(r->flags);
  gm_scan_free(r->scan);
  gm_cql_stems_free(r->stems);
  gm_cql_matches_free(&r->found);
  memset(r, 0, sizeof *r);
  return 0;
}

/* ---- which documents ---- */

static gm_status add_type(gm_query *r, gm_type type, size_t *count, gm_error *err) {
  if (!gm_grow((void **)&r->types, &r->type_capacity, *count + 1, sizeof *r->types))
    return gm_nomem(err);
  r->types[(*count)++] = type;
  return GM_OK;
}

/* Does what a type says match a pattern? A stem: in any language of the corpus. */
static gm_status type_matches(gm_query *r, uint32_t index, uint32_t pattern,
                              gm_type type, uint64_t languages, bool *fits,
                              gm_error *err) {
  gm_cql_source source = {r, gm_query_text_of, gm_query_frequency_of};
  if (r->attributes[index].form != STEM)
    return gm_cql_id_matches(r->query, index, pattern, type, &source, fits, err);
  gm_status status = GM_OK;
  *fits = false;
  for (; languages && !*fits && status == GM_OK; languages &= languages - 1) {
    gm_language language = (gm_language)__builtin_ctzll(languages);
    uint32_t stem = gm_cql_stem(r->stems, type, language);
    status = stem
                 ? gm_cql_id_matches(r->query, index, pattern, stem, &source, fits, err)
                 : gm_nomem(err);
  }
  return status;
}

/* Types whose attribute matches a pattern. */
static gm_status matching_types(gm_query *r, uint32_t index, uint32_t pattern,
                                size_t *count, gm_error *err) {
  unsigned flags;
  gm_slice text = gm_cql_pattern_text(r->query, pattern, &flags);
  gm_query_attribute *a = &r->attributes[index];
  gm_status status = GM_OK;
  gm_type only = 0;
  if (a->form == FORM && text.data && !(flags & (GM_CQL_ANY_CASE | GM_CQL_NO_MARKS))) {
    status = gm_forms_find(r->corpus->store, &text, 1, &only, err);
    return status == GM_OK && only ? add_type(r, only, count, err) : status;
  }
  gm_lexicon *lexicon;
  status = gm_stream_forms(r->stream, &lexicon, err);
  if (status != GM_OK)
    return status;
  uint32_t last = gm_lexicon_count(lexicon);
  uint64_t languages = 0;
  if (a->form == STEM)
    status = gm_cql_stems_languages(r->stems, &languages, err);
  for (gm_type type = 1; type <= last && status == GM_OK; type++) {
    bool fits;
    status = type_matches(r, index, pattern, type, languages, &fits, err);
    if (status == GM_OK && fits)
      status = add_type(r, type, count, err);
  }
  return status;
}

static bool has_column(const gm_query *r, uint32_t index) {
  return r->attributes[index].column[1] || r->attributes[index].column[2];
}

/* Leaves only documents that hold one of the alternatives needs[from, to). */
static gm_status narrow(gm_query *r, const gm_cql_need *needs, size_t from, size_t to,
                        gm_error *err) {
  size_t type_count = 0, count, kept = 0, p = 0;
  const gm_posting *postings;
  gm_status status = GM_OK;
  for (size_t i = from; i < to; i++)
    if (r->attributes[needs[i].attribute].form == NO_FORM ||
        has_column(r, needs[i].attribute))
      return GM_OK;
  for (size_t i = from; i < to && status == GM_OK; i++)
    status = matching_types(r, needs[i].attribute, needs[i].pattern, &type_count, err);
  if (status == GM_OK && type_count > MANY_TYPES)
    return GM_OK; /* so many types are nearly everywhere */
  if (status == GM_OK)
    status = gm_scan_documents(r->scan, r->types, type_count, &postings, &count, err);
  for (size_t i = 0; i < r->document_count && status == GM_OK; i++) {
    while (p < count && postings[p].document < r->documents[i])
      p++;
    if (p < count && postings[p].document == r->documents[i]) {
      r->documents[kept] = r->documents[i];
      r->bases[kept++] = r->bases[i];
    }
  }
  if (status == GM_OK)
    r->document_count = kept;
  return status;
}

/* Are all alternatives of a need plain words, whose numbers are found at once? */
static bool is_plain(gm_query *r, const gm_cql_need *needs, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    unsigned flags;
    if (r->attributes[needs[i].attribute].form != FORM ||
        !gm_cql_pattern_text(r->query, needs[i].pattern, &flags).data ||
        flags & (GM_CQL_ANY_CASE | GM_CQL_NO_MARKS))
      return false;
  }
  return true;
}

/* Plain words first; expressions, which cost a look at every type, only where many
 * documents are left. */
static gm_status use_index(gm_query *r, gm_error *err) {
  size_t count;
  gm_status status = GM_OK;
  const gm_cql_need *needs = gm_cql_needs(r->query, &count);
  for (int plain = 1; plain >= 0; plain--)
    for (size_t i = 0; i < count && status == GM_OK;) {
      size_t to = i;
      while (to < count && needs[to].need == needs[i].need)
        to++;
      if (is_plain(r, needs, i, to) == plain &&
          (plain || r->document_count > FEW_DOCUMENTS))
        status = narrow(r, needs, i, to, err);
      i = to;
    }
  return status;
}

/* [.., list of numbers or nil at `index`] */
static gm_status choose_documents(lua_State *L, gm_query *r, int index, gm_error *err) {
  const gm_stream_entry *entries;
  size_t count;
  uint64_t base = 0;
  gm_status status = gm_stream_documents(r->stream, &entries, &count, err);
  if (status != GM_OK)
    return status;
  r->documents = gm_alloc((count + 1) * sizeof *r->documents);
  r->bases = gm_alloc((count + 1) * sizeof *r->bases);
  if (!r->documents || !r->bases)
    return gm_nomem(err);
  bool all = lua_isnil(L, index);
  lua_Integer at = 1, wanted = 0;
  for (size_t i = 0; i < count; i++) {
    while (!all && wanted < (lua_Integer)entries[i].number) {
      if (lua_rawgeti(L, index, at++) == LUA_TNIL) {
        lua_pop(L, 1);
        wanted = LUA_MAXINTEGER;
        break;
      }
      wanted = lua_tointeger(L, -1);
      lua_pop(L, 1);
    }
    if (entries[i].tokens && (all || wanted == (lua_Integer)entries[i].number)) {
      r->documents[r->document_count] = entries[i].number;
      r->bases[r->document_count++] = base;
    }
    base += entries[i].tokens;
  }
  return GM_OK;
}

/* ---- running ---- */

static gm_query *new_run(lua_State *L, gm_error *err) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_cql *query = gm_lua_check_box(L, 2, GM_LUA_CQL);
  gm_query *r = lua_newuserdatauv(L, sizeof *r, 0);
  memset(r, 0, sizeof *r);
  if (luaL_newmetatable(L, RUN)) {
    lua_pushcfunction(L, run_free);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  r->corpus = corpus;
  r->query = query;
  r->attribute_count = gm_cql_attribute_count(query);
  r->structure_count = gm_cql_structure_count(query);
  r->attributes = gm_calloc((size_t)r->attribute_count + 1, sizeof *r->attributes);
  r->columns = gm_calloc((size_t)r->attribute_count + 1, sizeof *r->columns);
  r->lists = gm_calloc((size_t)r->structure_count + 1, sizeof *r->lists);
  r->structures = gm_calloc((size_t)r->structure_count + 1, sizeof *r->structures);
  if (!r->attributes || !r->columns || !r->lists || !r->structures)
    gm_nomem(err);
  else if (gm_corpus_stream(corpus, &r->stream, err) == GM_OK) {
    r->lexicon = gm_stream_lexicon(r->stream);
    if (!corpus->columns)
      gm_columns_new(&corpus->columns, corpus->store, err);
  }
  if (err->status == GM_OK)
    gm_query_find_attributes(r, err);
  return r;
}

/* The earlier matches in a document, as ranges; they are sorted by document. */
static gm_status find_ranges(gm_query *r, const gm_lua_matches *within, uint32_t number,
                             size_t *at, size_t *count, gm_error *err) {
  *count = 0;
  while (*at < within->count && within->items[*at].document < number)
    ++*at;
  for (; *at < within->count && within->items[*at].document == number; ++*at) {
    if (!gm_grow((void **)&r->ranges, &r->range_capacity, *count + 1,
                 sizeof *r->ranges))
      return gm_nomem(err);
    r->ranges[(*count)++] =
        (gm_cql_region){within->items[*at].first, within->items[*at].last, {0}};
  }
  return GM_OK;
}

typedef struct {
  lua_Integer limit, cut; /* matches that are kept; that are found, before they widen */
  lua_Integer found;
  const gm_lua_matches *within;
  size_t within_at;
  bool expands, zones;
  gm_cql_expansion expansion;
  int function, kept;
} wishes;

static gm_status spread(void *context, const uint32_t *of_kind, uint32_t *out,
                        gm_error *err) {
  return gm_unpacked_spread(context, of_kind, out, err);
}

/* Reads the kinds of a document's tokens. */
static gm_status read_kinds(gm_query *r, uint32_t number, gm_query_told *document,
                            gm_cql_kinds *kinds, gm_error *err) {
  const gm_unpacked *reading;
  gm_status status = gm_scan_read(r->scan, number, &reading, err);
  if (status != GM_OK)
    return status;
  if (!gm_grow((void **)&r->kind_ids, &r->kind_capacity, reading->kind_count,
               sizeof *r->kind_ids))
    return gm_nomem(err);
  *document = (gm_query_told){number, reading->token_count, NULL, reading, NULL};
  *kinds = (gm_cql_kinds){reading->kind_count, r->kind_ids, spread, (void *)reading};
  for (uint32_t i = 0; i < reading->kind_count; i++)
    r->kind_ids[i] = reading->kinds[i].type;
  return GM_OK;
}

/* Reads a document with all its tokens. */
static gm_status read_tokens(gm_query *r, uint32_t number, const wishes *w,
                             gm_stream_document *stored, gm_query_told *document,
                             gm_error *err) {
  unsigned wanted = w->zones ? GM_STREAM_ZONES | GM_STREAM_OFFSETS : 0;
  if (r->stems)
    wanted |= GM_STREAM_LANGUAGES;
  gm_status status = gm_stream_read(r->stream, number, wanted, stored, err);
  r->forms = true;
  *document = (gm_query_told){number, stored->tokens.count, stored, NULL, NULL};
  for (uint32_t i = 0; i < r->attribute_count && status == GM_OK && document->count;
       i++)
    status = gm_query_fill_column(r, i, stored, err);
  return status;
}

static gm_status run_document(lua_State *L, gm_query *r, size_t index, wishes *w,
                              gm_lua_matches *out, gm_error *err) {
  gm_stream_document stored;
  gm_query_told document;
  gm_cql_kinds kinds;
  size_t range_count = 0;
  uint32_t number = r->documents[index];
  gm_status status = GM_OK;
  if (w->within)
    status = find_ranges(r, w->within, number, &w->within_at, &range_count, err);
  if (status != GM_OK || (w->within && range_count == 0))
    return status;
  status = r->by_kinds ? read_kinds(r, number, &document, &kinds, err)
                       : read_tokens(r, number, w, &stored, &document, err);
  if (status != GM_OK || document.count == 0)
    return status;
  r->opened++;
  for (uint32_t i = 0; i < r->structure_count && status == GM_OK; i++)
    status = gm_query_fill_structure(L, r, w->function, w->kept, i, &document, err);
  if (status != GM_OK)
    return status;
  gm_cql_document view = {document.count,
                          r->bases[index],
                          r->columns,
                          r->structures,
                          r->by_kinds ? &kinds : NULL,
                          gm_query_fill_later,
                          r};
  r->document = &document;
  gm_cql_source source = {r, gm_query_text_of, gm_query_frequency_of};
  r->found.count = 0;
  status = gm_cql_run(r->query, &view, &source, w->within ? r->ranges : NULL,
                      range_count, &r->found, err);
  size_t left = w->cut < 0 ? SIZE_MAX : (size_t)(w->cut - w->found);
  if (r->found.count > left)
    r->found.count = left;
  w->found += (lua_Integer)r->found.count;
  if (status == GM_OK && w->expands)
    gm_cql_expand(&r->found, &view, &w->expansion);
  if (w->limit >= 0 && out->count + r->found.count > (size_t)w->limit)
    r->found.count = (size_t)w->limit - out->count;
  r->document = NULL;
  if (status == GM_OK && r->failed != GM_OK)
    status = gm_fail(err, r->failed, "sentences of document %u", number);
  return status == GM_OK ? gm_lua_take_matches(out, number, &r->found, err) : status;
}

/* Documents are read by kinds where no column is asked for, and no zone. Patterns that
 * are plain words are then known by the numbers of their types. */
static gm_status choose_reading(gm_query *r, const wishes *w, gm_error *err) {
  gm_status status = GM_OK;
  r->by_kinds = gm_cql_is_direct(r->query) && !w->zones;
  for (uint32_t i = 0; i < r->attribute_count; i++)
    if (r->attributes[i].form == NO_FORM || has_column(r, i) ||
        r->attributes[i].form == STEM)
      r->by_kinds = false;
  for (uint32_t i = 0; i < r->attribute_count && r->by_kinds && status == GM_OK; i++) {
    gm_slice texts[63];
    uint32_t types[63];
    size_t count;
    gm_cql_plain_texts(r->query, i, texts, &count);
    if (r->attributes[i].form != FORM || count == 0)
      continue;
    status = gm_forms_find(r->corpus->store, texts, count, types, err);
    if (status == GM_OK)
      status = gm_cql_tell(r->query, i, 0, NULL, err);
    for (size_t k = 0; k < count && status == GM_OK; k++)
      if (types[k])
        status = gm_cql_tell(r->query, i, types[k], &texts[k], err);
  }
  return status;
}

static void read_expansion(lua_State *L, wishes *w) {
  if (lua_getfield(L, 3, "expand") != LUA_TTABLE)
    return;
  lua_getfield(L, -1, "left");
  lua_getfield(L, -2, "right");
  lua_getfield(L, -3, "count");
  lua_getfield(L, -4, "structure");
  w->expands = true;
  w->expansion = (gm_cql_expansion){lua_toboolean(L, -4), lua_toboolean(L, -3),
                                    (uint32_t)luaL_optinteger(L, -2, 1),
                                    (int32_t)luaL_optinteger(L, -1, -1)};
}

/* Do zones have to be read? */
static bool wants_zones(const gm_cql *query) {
  gm_zone_kind kind;
  for (uint32_t i = 0; i < gm_cql_structure_count(query); i++)
    if (gm_zone_kind_of(gm_cql_structure_name(query, i), &kind))
      return true;
  return false;
}

static int corpus_cql(lua_State *L) {
  gm_error err = {0};
  wishes w = {.limit = -1};
  luaL_checktype(L, 3, LUA_TTABLE);
  luaL_checkstack(L, 30, NULL);
  lua_settop(L, 3);
  gm_query *r = new_run(L, &err);                  /* 4 */
  gm_lua_matches *matches = gm_lua_new_matches(L); /* 5 */
  lua_getfield(L, 3, "documents");                 /* 6 */
  lua_getfield(L, 3, "regions");                   /* 7 */
  lua_newtable(L);                                 /* 8 */
  w.function = 7;
  w.kept = 8;
  lua_getfield(L, 3, "limit");
  w.limit = luaL_optinteger(L, -1, -1);
  lua_getfield(L, 3, "cut");
  w.cut = luaL_optinteger(L, -1, -1);
  if (lua_getfield(L, 3, "within") == LUA_TUSERDATA)
    w.within = luaL_checkudata(L, -1, GM_LUA_MATCHES);
  read_expansion(L, &w);
  w.zones = wants_zones(r->query);
  gm_status status = err.status;
  if (status == GM_OK)
    status = choose_documents(L, r, 6, &err);
  if (status == GM_OK)
    status = gm_scan_new(&r->scan, r->corpus->store, &err);
  if (status == GM_OK)
    status = use_index(r, &err);
  if (status == GM_OK)
    status = choose_reading(r, &w, &err);
  for (size_t i = 0; i < r->document_count && status == GM_OK; i++) {
    if ((w.limit >= 0 && matches->count >= (size_t)w.limit) ||
        (w.cut >= 0 && w.found >= w.cut))
      break;
    status = run_document(L, r, i, &w, matches, &err);
  }
  gm_scan_free(r->scan); /* now, and not when the garbage is collected */
  r->scan = NULL;
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushvalue(L, 5);
  lua_pushinteger(L, (lua_Integer)r->opened);
  return 2;
}

void gm_corpus_add_cql(lua_State *L) {
  static const luaL_Reg methods[] = {{"cql", corpus_cql}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
