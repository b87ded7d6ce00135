/* Lua face of core/store: open, query, put, batches. Documents are in
 * store_documents.c, the stored tokens in store_stream.c, what workers pack in
 * store_pack.c.
 *
 *   corpus = core.store.open(path, { create =, readonly =, timeout = milliseconds })
 *   corpus:query(sql, …) -> { { column = value, … }, … }     only statements that read
 *   corpus:ask(sql, …) -> rows, { column, … }   the same of what a user typed: SQLite
 *     refuses all but reading
 *   corpus:put(table, row) -> row id     corpus:delete(table, match) -> rows deleted
 *   corpus:update(table, id, row) -> rows changed
 *   corpus:begin()  corpus:commit()  corpus:rollback()  corpus:in_batch()
 *   corpus:path()  corpus:close()
 *
 * What fails gives nil, message, status; a wrong argument raises. */
#include "lua/corpus.h"
#include "base/memory.h"

enum { MAX_COLUMNS = 48, MAX_PARAMETERS = 256 };

static void close_corpus(gm_corpus *corpus) {
  gm_types_free(corpus->types);
  gm_signer_free(corpus->signer);
  gm_tokens_free(corpus->tokens);
  gm_lexicon_free(corpus->lexicon);
  gm_stream_close(corpus->stream);
  gm_columns_free(corpus->columns);
  gm_store_close(corpus->store);
  gm_packer_free(corpus->packer);
  gm_buffer_free(&corpus->zones);
  gm_buffer_free(&corpus->parcel);
  gm_buffer_free(&corpus->packed);
  gm_buffer_free(&corpus->frame);
  gm_buffer_free(&corpus->text);
  gm_free(corpus->zone_list);
  gm_free(corpus->edges);
  gm_free(corpus->meta);
  gm_free(corpus);
}

static int corpus_close(lua_State *L) {
  gm_corpus **box = luaL_checkudata(L, 1, GM_LUA_CORPUS);
  if (lua_getiuservalue(L, 1, 1) == LUA_TUSERDATA)
    *(void **)lua_touserdata(L, -1) = NULL; /* its lexicon */
  if (*box)
    close_corpus(*box);
  *box = NULL;
  return 0;
}

static bool option(lua_State *L, const char *name) {
  if (!lua_istable(L, 2))
    return false;
  lua_getfield(L, 2, name);
  bool on = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return on;
}

static lua_Integer number_option(lua_State *L, const char *name) {
  if (!lua_istable(L, 2))
    return 0;
  lua_getfield(L, 2, name);
  lua_Integer number = luaL_optinteger(L, -1, 0);
  lua_pop(L, 1);
  return number;
}

static int open_corpus(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  gm_store_options options = {.create = option(L, "create"),
                              .readonly = option(L, "readonly")};
  options.timeout = (uint32_t)number_option(L, "timeout");
  options.version = (int)number_option(L, "version");
  gm_error err = {0};
  gm_corpus **box = (gm_corpus **)gm_lua_new_box(L, GM_LUA_CORPUS);
  *box = gm_calloc(1, sizeof **box);
  if (!*box)
    gm_nomem(&err);
  if (*box)
    gm_store_open(&(*box)->store, path, &options, &err);
  if (err.status == GM_OK)
    return 1;
  if (*box)
    close_corpus(*box);
  *box = NULL;
  return gm_lua_fail(L, &err);
}

/* ---- values ---- */

/* Columns that hold bytes, not text. */
static bool is_blob(const char *column) {
  static const char *const names[] = {"manifest", "detail", "packed", NULL};
  for (int i = 0; names[i]; i++)
    if (strcmp(column, names[i]) == 0)
      return true;
  return false;
}

static gm_value to_value(lua_State *L, int index, bool blob) {
  gm_value value = {0};
  switch (lua_type(L, index)) {
  case LUA_TNIL:
    return value;
  case LUA_TBOOLEAN:
    return gm_value_integer(lua_toboolean(L, index));
  case LUA_TNUMBER:
    if (lua_isinteger(L, index))
      return gm_value_integer(lua_tointeger(L, index));
    value.kind = GM_VALUE_REAL;
    value.real = lua_tonumber(L, index);
    return value;
  case LUA_TSTRING: {
    gm_slice bytes = gm_lua_check_slice(L, index);
    return blob ? gm_value_blob(bytes) : gm_value_text(bytes);
  }
  default:
    luaL_error(L, "a corpus stores no %s", luaL_typename(L, index));
    return value;
  }
}

static void push_value(lua_State *L, gm_value value) {
  switch (value.kind) {
  case GM_VALUE_INTEGER:
    lua_pushinteger(L, value.integer);
    break;
  case GM_VALUE_REAL:
    lua_pushnumber(L, value.real);
    break;
  case GM_VALUE_NULL:
    lua_pushnil(L);
    break;
  default:
    gm_lua_push_slice(L, value.bytes);
  }
}

static void push_row(lua_State *L, gm_rows *rows) {
  int width = gm_rows_width(rows);
  lua_createtable(L, 0, width);
  for (int column = 0; column < width; column++) {
    push_value(L, gm_rows_value(rows, column));
    lua_setfield(L, -2, gm_rows_name(rows, column));
  }
}

/* Reads the rows into the table on top; a Lua error leaves the statement to be closed.
 */
static int read_rows(lua_State *L) {
  gm_rows *rows = lua_touserdata(L, 1);
  gm_error *err = lua_touserdata(L, 2);
  bool more = true;
  lua_newtable(L); /* [rows, err, table] */
  for (lua_Integer i = 1; gm_rows_next(rows, &more, err) == GM_OK && more; i++) {
    push_row(L, rows);
    lua_rawseti(L, 3, i);
  }
  return 1;
}

typedef gm_status starter(gm_store *store, const char *sql, const gm_value *values,
                          size_t count, gm_rows **out, gm_error *err);

/* Leaves the rows and, where they are wanted, the names of the columns. */
static int run_query(lua_State *L, starter *start, bool names) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  const char *sql = luaL_checkstring(L, 2);
  gm_value values[MAX_PARAMETERS];
  size_t count = (size_t)(lua_gettop(L) - 2);
  luaL_argcheck(L, count <= MAX_PARAMETERS, MAX_PARAMETERS + 3, "too many parameters");
  for (size_t i = 0; i < count; i++)
    values[i] = to_value(L, (int)i + 3, false);
  gm_error err = {0};
  gm_rows *rows;
  if (start(corpus->store, sql, values, count, &rows, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  int width = gm_rows_width(rows);
  if (names) {
    lua_createtable(L, width, 0);
    for (int i = 0; i < width; i++) {
      lua_pushstring(L, gm_rows_name(rows, i));
      lua_rawseti(L, -2, i + 1);
    }
  }
  lua_pushcfunction(L, read_rows);
  lua_pushlightuserdata(L, rows);
  lua_pushlightuserdata(L, &err);
  int raised = lua_pcall(L, 2, 1, 0);
  gm_rows_close(rows);
  if (raised != LUA_OK)
    return lua_error(L);
  if (err.status != GM_OK)
    return gm_lua_fail(L, &err);
  if (names)
    lua_insert(L, -2); /* [.., rows, names] */
  return names ? 2 : 1;
}

static int corpus_query(lua_State *L) {
  return run_query(L, gm_store_query, false);
}

static int corpus_ask(lua_State *L) {
  return run_query(L, gm_store_ask, true);
}

/* ---- rows by name ---- */

typedef struct {
  const char *names[MAX_COLUMNS]; /* keys of the table, which keeps them alive */
  gm_value values[MAX_COLUMNS];
  size_t count;
} named_values;

/* Columns in the order of the alphabet, so that equal rows are one kept statement. */
static void check_row(lua_State *L, int index, named_values *row) {
  luaL_checktype(L, index, LUA_TTABLE);
  row->count = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING)
      luaL_error(L, "a row is { column = value, … }");
    if (row->count == MAX_COLUMNS)
      luaL_error(L, "a row has too many columns");
    const char *name = lua_tostring(L, -2);
    gm_value value = to_value(L, -1, is_blob(name));
    size_t at = row->count++;
    for (; at > 0 && strcmp(row->names[at - 1], name) > 0; at--) {
      row->names[at] = row->names[at - 1];
      row->values[at] = row->values[at - 1];
    }
    row->names[at] = name;
    row->values[at] = value;
  }
}

static int corpus_put(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  const char *table = luaL_checkstring(L, 2);
  named_values row;
  check_row(L, 3, &row);
  gm_error err = {0};
  if (gm_store_put(corpus->store, table, row.names, row.values, row.count, &err) !=
      GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushinteger(L, gm_store_last_row(corpus->store));
  return 1;
}

static int corpus_update(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  const char *table = luaL_checkstring(L, 2);
  int64_t id = luaL_checkinteger(L, 3);
  named_values row;
  check_row(L, 4, &row);
  gm_error err = {0};
  if (gm_store_update(corpus->store, table, id, row.names, row.values, row.count,
                      &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushinteger(L, gm_store_changes(corpus->store));
  return 1;
}

static int corpus_delete(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  const char *table = luaL_checkstring(L, 2);
  named_values row;
  check_row(L, 3, &row);
  gm_error err = {0};
  if (gm_store_delete(corpus->store, table, row.names, row.values, row.count, &err) !=
      GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushinteger(L, gm_store_changes(corpus->store));
  return 1;
}

/* ---- batches ---- */

static int corpus_begin(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_error err = {0};
  if (gm_store_begin(corpus->store, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

static void roll_back(gm_corpus *corpus) {
  gm_store_rollback(corpus->store);
  if (corpus->types)
    gm_types_forget(corpus->types);
}

static int corpus_commit(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_error err = {0};
  gm_status status = corpus->types ? gm_types_flush(corpus->types, &err) : GM_OK;
  if (status == GM_OK)
    status = gm_store_commit(corpus->store, &err);
  if (status != GM_OK) {
    roll_back(corpus);
    return gm_lua_fail(L, &err);
  }
  lua_pushboolean(L, 1);
  return 1;
}

static int corpus_rollback(lua_State *L) {
  roll_back(gm_corpus_check(L, 1));
  return 0;
}

static int corpus_in_batch(lua_State *L) {
  lua_pushboolean(L, gm_store_in_batch(gm_corpus_check(L, 1)->store));
  return 1;
}

static int corpus_path(lua_State *L) {
  lua_pushstring(L, gm_store_path(gm_corpus_check(L, 1)->store));
  return 1;
}

int gm_lua_open_store(lua_State *L) {
  static const luaL_Reg methods[] = {{"close", corpus_close},
                                     {"__gc", corpus_close},
                                     {"__close", corpus_close},
                                     {"query", corpus_query},
                                     {"ask", corpus_ask},
                                     {"put", corpus_put},
                                     {"delete", corpus_delete},
                                     {"update", corpus_update},
                                     {"begin", corpus_begin},
                                     {"commit", corpus_commit},
                                     {"rollback", corpus_rollback},
                                     {"path", corpus_path},
                                     {"in_batch", corpus_in_batch},
                                     {NULL, NULL}};
  luaL_newmetatable(L, GM_LUA_CORPUS);
  luaL_setfuncs(L, methods, 0);
  gm_corpus_add_documents(L);
  gm_corpus_add_stream(L);
  gm_corpus_add_columns(L);
  gm_corpus_add_counting(L);
  gm_corpus_add_cql(L);
  gm_corpus_add_lines(L);
  gm_corpus_add_rules(L);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushcfunction(L, open_corpus);
  lua_setfield(L, -2, "open");
  gm_lua_add_packing(L);
  return 1;
}
