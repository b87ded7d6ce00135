/* Lua face of the columns of given tokens (store/columns.h).
 *
 *   corpus:columns([number]) -> { name, … } of the corpus, or of a document
 *   corpus:column(number, name) -> { value, … } of its tokens; nil: it has none
 *   corpus:given(number) -> the blob that tokens:give takes; nil: its tokens are ours
 *   corpus:standoff(number) -> annotations as they were written beside it; or nil */
#include "base/memory.h"
#include "lua/corpus.h"
#include "store/columns_given.h"

static gm_columns *columns_of(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_error err = {0};
  if (!corpus->columns &&
      gm_columns_new(&corpus->columns, corpus->store, &err) != GM_OK)
    gm_lua_raise(L, &err);
  return corpus->columns;
}

static int corpus_columns(lua_State *L) {
  gm_columns *columns = columns_of(L);
  bool all = lua_isnoneornil(L, 2);
  uint32_t document = all ? 0 : (uint32_t)luaL_checkinteger(L, 2);
  const gm_column_name *names;
  size_t count, length = 1;
  const uint32_t *numbers;
  gm_error err = {0};
  if (gm_columns_list(columns, &names, &count, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_newtable(L);
  for (size_t i = 0; i < count; i++) {
    if (!all && gm_columns_read(columns, names[i].id, document, &numbers, &length,
                                &err) != GM_OK)
      return gm_lua_fail(L, &err);
    if (!length)
      continue;
    gm_lua_push_slice(L, names[i].name);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
  return 1;
}

/* The numbers of a document's column, with pos standing for upos where it has no pos.
 */
static gm_status find_numbers(gm_columns *columns, gm_slice name, uint32_t document,
                              uint32_t *id, const uint32_t **numbers, size_t *count,
                              gm_error *err) {
  gm_status status = gm_columns_find(columns, name, id, err);
  *count = 0;
  if (status == GM_OK && *id)
    status = gm_columns_read(columns, *id, document, numbers, count, err);
  if (status != GM_OK || *count || !gm_slice_equal(name, gm_slice_text("pos")))
    return status;
  status = gm_columns_find(columns, gm_slice_text("upos"), id, err);
  return status == GM_OK && *id
             ? gm_columns_read(columns, *id, document, numbers, count, err)
             : status;
}

static int corpus_column(lua_State *L) {
  gm_columns *columns = columns_of(L);
  uint32_t document = (uint32_t)luaL_checkinteger(L, 2), id, all;
  gm_slice name = gm_lua_check_slice(L, 3);
  const uint32_t *numbers;
  const gm_slice *values;
  size_t count;
  gm_error err = {0};
  if (find_numbers(columns, name, document, &id, &numbers, &count, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  if (!count)
    return 0;
  if (gm_columns_values(columns, id, &values, &all, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    gm_lua_push_slice(L, numbers[i] <= all ? values[numbers[i]] : gm_slice_of("", 0));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int corpus_given(lua_State *L) {
  gm_columns *columns = columns_of(L);
  gm_corpus *corpus = gm_corpus_check(L, 1);
  uint32_t document = (uint32_t)luaL_checkinteger(L, 2);
  gm_stream *stream;
  gm_error err = {0};
  gm_status status = gm_corpus_stream(corpus, &stream, &err);
  gm_buffer_clear(&corpus->packed);
  if (status == GM_OK)
    status = gm_columns_given(columns, stream, document, &corpus->packed, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  if (!corpus->packed.size)
    return 0;
  gm_lua_push_slice(L, gm_buffer_slice(&corpus->packed));
  return 1;
}

static int corpus_standoff(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_value number = gm_value_integer(luaL_checkinteger(L, 2));
  gm_rows *rows;
  bool more;
  gm_error err = {0};
  gm_status status = gm_store_query(
      corpus->store,
      "SELECT data FROM annotations WHERE document = ? AND kind = 'brat'", &number, 1,
      &rows, &err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  if (!more)
    return 0;
  gm_lua_push_slice(L, gm_rows_bytes(rows, 0));
  gm_rows_close(rows);
  return 1;
}

void gm_corpus_add_columns(lua_State *L) {
  static const luaL_Reg methods[] = {{"columns", corpus_columns},
                                     {"column", corpus_column},
                                     {"given", corpus_given},
                                     {"standoff", corpus_standoff},
                                     {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
