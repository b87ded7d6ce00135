/* Structures of a query over the stored corpus: sentences, paragraphs, documents,
 * zones, and what the caller's function says of others. */
#include "base/memory.h"
#include "lua/cql_run.h"

static gm_status add_region(gm_query_regions *list, uint32_t begin, uint32_t end,
                            gm_slice value, gm_error *err) {
  if (!gm_grow((void **)&list->regions, &list->capacity, list->count + 1,
               sizeof *list->regions))
    return gm_nomem(err);
  list->regions[list->count++] = (gm_cql_region){begin, end, value};
  return GM_OK;
}

static bool begins(const gm_query_told *d, uint32_t token, unsigned flag) {
  return (d->flags ? d->flags[token] : d->document->tokens.flags[token]) & flag;
}

/* Regions that begin with tokens so flagged. */
static gm_status add_flagged(gm_query_regions *list, const gm_query_told *d,
                             unsigned flag, gm_error *err) {
  gm_status status = GM_OK;
  uint32_t begin = 0;
  for (uint32_t i = 1; i <= d->count && status == GM_OK; i++)
    if (i == d->count || begins(d, i, flag)) {
      status = add_region(list, begin, i - 1, (gm_slice){0}, err);
      begin = i;
    }
  return status;
}

static gm_status add_zones(gm_query_regions *list, const gm_stream_document *document,
                           gm_slice kind, gm_error *err) {
  gm_status status = GM_OK;
  const gm_tokens *tokens = &document->tokens;
  for (size_t i = 0; i < document->zone_count && status == GM_OK; i++) {
    if (!gm_slice_equal(document->zones[i].kind, kind))
      continue;
    uint32_t begin = gm_tokens_at(tokens, document->zones[i].begin);
    uint32_t end = gm_tokens_at(tokens, document->zones[i].end);
    bool apart = list->count == 0 || list->regions[list->count - 1].end < begin;
    if (begin < end && apart)
      status = add_region(list, begin, end - 1, (gm_slice){0}, err);
  }
  return status;
}

/* [.., regions function]: what it says of a structure. Values stay in the table at
 * `kept`. */
static gm_status ask_regions(lua_State *L, gm_query *r, int function, int kept,
                             uint32_t index, const gm_query_told *document,
                             gm_error *err) {
  gm_slice name = gm_cql_structure_name(r->query, index);
  gm_status status = GM_OK;
  size_t size;
  if (lua_isnil(L, function))
    return GM_OK;
  lua_pushvalue(L, function);
  lua_pushlstring(L, name.data, name.size);
  lua_pushinteger(L, document->number);
  lua_call(L, 2, 1);
  lua_pushvalue(L, -1);
  lua_rawseti(L, kept, (lua_Integer)index + 1);
  if (lua_type(L, -1) == LUA_TSTRING) {
    const char *value = lua_tolstring(L, -1, &size);
    status = add_region(&r->lists[index], 0, document->count - 1,
                        gm_slice_of(value, size), err);
  }
  size_t count = lua_type(L, -1) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
  for (size_t i = 1; i <= count && status == GM_OK; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i);
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, 2);
    lua_rawgeti(L, -3, 3);
    lua_Integer begin = lua_tointeger(L, -3), end = lua_tointeger(L, -2);
    size = 0;
    const char *value =
        lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &size) : NULL;
    if (begin >= 0 && begin <= end && end < (lua_Integer)document->count)
      status = add_region(&r->lists[index], (uint32_t)begin, (uint32_t)end,
                          gm_slice_of(value, size), err);
    lua_pop(L, 4);
  }
  lua_pop(L, 1);
  return status;
}

/* Flags of all tokens, where the document was read by kinds. */
static gm_status read_flags(gm_query *r, gm_query_told *document, gm_error *err) {
  const gm_unpacked *reading = document->reading;
  if (!reading || document->flags)
    return GM_OK;
  if (!gm_grow((void **)&r->flags, &r->flag_capacity, document->count,
               sizeof *r->flags) ||
      !gm_grow((void **)&r->kind_flags, &r->kind_flag_capacity, reading->kind_count,
               sizeof *r->kind_flags))
    return gm_nomem(err);
  for (uint32_t i = 0; i < reading->kind_count; i++)
    r->kind_flags[i] = reading->kinds[i].flags;
  document->flags = r->flags;
  return gm_unpacked_spread(reading, r->kind_flags, r->flags, err);
}

/* Sentences and paragraphs, when a query first asks for them. */
void gm_query_fill_later(void *context, uint32_t index) {
  gm_query *r = context;
  gm_slice name = gm_cql_structure_name(r->query, index);
  gm_query_regions *list = &r->lists[index];
  gm_status status = read_flags(r, r->document, NULL);
  list->count = 0;
  if (status == GM_OK)
    status = add_flagged(list, r->document,
                         gm_slice_equal(name, gm_slice_text("s")) ? GM_TOKEN_SENTENCE
                                                                  : GM_TOKEN_PARAGRAPH,
                         NULL);
  r->structures[index] = (gm_cql_structure_view){list->regions, list->count};
  if (status != GM_OK)
    r->failed = status;
}

gm_status gm_query_fill_structure(lua_State *L, gm_query *r, int function, int kept,
                                  uint32_t index, const gm_query_told *document,
                                  gm_error *err) {
  gm_slice name = gm_cql_structure_name(r->query, index);
  gm_query_regions *list = &r->lists[index];
  gm_status status;
  gm_zone_kind kind;
  if (gm_slice_equal(name, gm_slice_text("s")) ||
      gm_slice_equal(name, gm_slice_text("p"))) {
    r->structures[index] = (gm_cql_structure_view){NULL, GM_CQL_LATER};
    return GM_OK;
  }
  list->count = 0;
  if (gm_slice_equal(name, gm_slice_text("text")) ||
      gm_slice_equal(name, gm_slice_text("document")))
    status = add_region(list, 0, document->count - 1, (gm_slice){0}, err);
  else if (gm_zone_kind_of(name, &kind))
    status = add_zones(list, document->document, name, err);
  else
    status = ask_regions(L, r, function, kept, index, document, err);
  r->structures[index] = (gm_cql_structure_view){list->regions, list->count};
  return status;
}
