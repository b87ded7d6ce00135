/* Lua face of counting.
 *
 *   corpus:count{ documents =, rows = { row of each document, ascending from 1 }, n =
 * 1, unit =, punctuation =, across =, zones = } -> counts counts:rows() -> n
 * counts:row(i) -> words, tokens, documents, types counts:list(row, { limit =, minimum
 * =, documents =, order = "frequency"|"name", accept = function(name) }) -> { { name =,
 * count =, documents = }, … }, how many there are without the limit, their tokens
 *   counts:find(word, …) -> item or nil     counts:name(item)
 *   counts:cell(row, item) -> count, documents
 *   counts:spread(item) -> { count in each row }, { words of each row }
 *   corpus:diversity{ … as count …, window = } -> { measures of each row }
 * `whole` says that documents are all there are, n is 1, and only row() and short lists
 * are wanted. Rows and items count from 1. */
#include "lua/counts.h"
#include "base/diversity.h"
#include "base/memory.h"

static int counts_free(lua_State *L) {
  gm_counted *counts = lua_touserdata(L, 1);
  gm_tally_free(counts->tally);
  gm_ranking_free(&counts->ranking);
  gm_free(counts->numbers);
  gm_free(counts->columns);
  gm_free(counts->column_of);
  gm_free(counts->apart);
  gm_free(counts->partial);
  memset(counts, 0, sizeof *counts);
  return 0;
}

gm_counted *gm_counted_check(lua_State *L) {
  gm_counted *counts = luaL_checkudata(L, 1, GM_LUA_COUNTS);
  gm_walk_check(L, counts->walk);
  return counts;
}

size_t gm_counted_check_row(lua_State *L, const gm_counted *counts, lua_Integer row) {
  if (row < 1 || (lua_Unsigned)row > gm_tally_rows(counts->tally))
    luaL_error(L, "there is no row %I", row);
  return (size_t)row - 1;
}

/* Pushes a box over the walk on the top, which it keeps: [walk] -> [counts]. */
static gm_counted *new_counts(lua_State *L, gm_walk *walk) {
  gm_counted *counts = lua_newuserdatauv(L, sizeof *counts, 1);
  memset(counts, 0, sizeof *counts);
  counts->walk = walk;
  luaL_setmetatable(L, GM_LUA_COUNTS);
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, 1);
  return counts;
}

/* Pushes options.rows or nil. */
static void push_rows(lua_State *L, int index, const gm_walk *walk) {
  if (lua_getfield(L, index, "rows") == LUA_TTABLE &&
      lua_rawlen(L, -1) != walk->document_count)
    luaL_error(L, "rows: a number for each document expected");
}

/* The row of document i, from 1, by the list on the top of the stack. */
static lua_Integer row_of(lua_State *L, size_t i) {
  if (!lua_istable(L, -1))
    return 1;
  lua_rawgeti(L, -1, (lua_Integer)i + 1);
  lua_Integer row = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return row;
}

static int corpus_count(lua_State *L) {
  gm_error err = {0};
  gm_walk *walk = gm_walk_new(L, 2);
  gm_counted *counts = new_counts(L, walk); /* [corpus, options, counts] */
  unsigned n = (unsigned)gm_option_integer(L, 2, "n", 1);
  gm_status status = gm_tally_new(&counts->tally, n, &err);
  lua_Integer row = 1, given;
  if (status == GM_OK && n == 1 && gm_option_boolean(L, 2, "whole")) {
    status = gm_counted_whole(*walk->corpus, counts, &err);
    return status == GM_OK ? 1 : gm_lua_fail(L, &err);
  }
  push_rows(L, 2, walk);
  for (size_t i = 0; i < walk->document_count && status == GM_OK; i++) {
    given = row_of(L, i);
    if (given < row)
      return luaL_error(L, "rows: not in ascending order");
    for (; row < given && status == GM_OK; row++)
      status = gm_tally_end_row(counts->tally, &err);
    if (status == GM_OK && n == 1)
      status = gm_walk_tally(walk, walk->documents[i], counts->tally, &err);
    if (status == GM_OK && n > 1) {
      status = gm_walk_read(walk, walk->documents[i], &err);
      if (status == GM_OK)
        status = gm_tally_add(counts->tally, &walk->sequence, &err);
    }
  }
  if (status == GM_OK)
    status = gm_tally_end_row(counts->tally, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pop(L, 1);
  return 1;
}

/* ---- looking ---- */

static int counts_rows(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)gm_tally_rows(gm_counted_check(L)->tally));
  return 1;
}

static int counts_row(lua_State *L) {
  gm_counted *counts = gm_counted_check(L);
  size_t row = gm_counted_check_row(L, counts, luaL_checkinteger(L, 2));
  const gm_row *r = gm_tally_row(counts->tally, row);
  lua_pushinteger(L, (lua_Integer)r->words);
  lua_pushinteger(L, (lua_Integer)r->tokens);
  lua_pushinteger(L, counts->apart ? (lua_Integer)counts->walk->document_count
                                   : (lua_Integer)r->documents);
  lua_pushinteger(L, (lua_Integer)(r->end - r->begin));
  return 4;
}

void gm_counted_push_name(lua_State *L, const gm_counted *counts, uint32_t item) {
  uint32_t units[GM_MOST_GRAMS];
  unsigned n = gm_tally_n(counts->tally);
  gm_tally_parts(counts->tally, item, units);
  if (n == 1) {
    gm_lua_push_slice(L, gm_units_name(counts->walk->units, units[0]));
    return;
  }
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (unsigned i = 0; i < n; i++) {
    gm_slice name = gm_units_name(counts->walk->units, units[i]);
    if (i)
      luaL_addchar(&buffer, ' ');
    luaL_addlstring(&buffer, name.data, name.size);
  }
  luaL_pushresult(&buffer);
}

static int compare_slices(gm_slice a, gm_slice b) {
  int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
  return order ? order : a.size < b.size ? -1 : a.size > b.size;
}

int gm_counted_by_name(void *context, uint32_t a, uint32_t b) {
  const gm_counted *counts = context;
  uint32_t x[GM_MOST_GRAMS], y[GM_MOST_GRAMS];
  gm_tally_parts(counts->tally, a, x);
  gm_tally_parts(counts->tally, b, y);
  for (unsigned i = 0; i < gm_tally_n(counts->tally); i++) {
    if (x[i] == y[i])
      continue;
    int order = compare_slices(gm_units_name(counts->walk->units, x[i]),
                               gm_units_name(counts->walk->units, y[i]));
    if (order)
      return order;
  }
  return 0;
}

bool gm_counted_accepted(lua_State *L, const gm_counted *counts, int function,
                         uint32_t item) {
  if (!function)
    return true;
  lua_pushvalue(L, function);
  gm_counted_push_name(L, counts, item);
  lua_call(L, 1, 1);
  bool yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

static void push_cell(lua_State *L, gm_counted *counts, const gm_cell *cell) {
  uint32_t documents;
  gm_error err = {0};
  if (gm_counted_documents(counts, cell, &documents, &err) != GM_OK)
    gm_lua_raise(L, &err);
  lua_createtable(L, 0, 4);
  gm_counted_push_name(L, counts, cell->unit);
  lua_setfield(L, -2, "name");
  lua_pushinteger(L, cell->unit);
  lua_setfield(L, -2, "item");
  lua_pushinteger(L, cell->count);
  lua_setfield(L, -2, "count");
  lua_pushinteger(L, documents);
  lua_setfield(L, -2, "documents");
}

static int counts_list(lua_State *L) {
  static const char *const orders[] = {"frequency", "name", NULL};
  gm_error err = {0};
  gm_counted *counts = gm_counted_check(L);
  size_t row = gm_counted_check_row(L, counts, luaL_checkinteger(L, 2)), all = 0;
  lua_settop(L, 3);
  if (lua_isnil(L, 3)) {
    lua_newtable(L);
    lua_replace(L, 3);
  }
  lua_Integer least = gm_option_integer(L, 3, "minimum", 1);
  lua_Integer documents = gm_option_integer(L, 3, "documents", 1);
  bool by_name = gm_option_choice(L, 3, "order", orders, 0) == 1;
  int accept = lua_getfield(L, 3, "accept") == LUA_TFUNCTION ? lua_gettop(L) : 0;
  gm_ranking_free(&counts->ranking);
  counts->ranking.limit = (size_t)gm_option_integer(L, 3, "limit", 0);
  counts->ranking.by_name = gm_counted_by_name;
  counts->ranking.context = counts;
  const gm_row *r = gm_tally_row(counts->tally, row);
  const gm_cell *cells = gm_tally_cells(counts->tally);
  uint64_t tokens = 0;
  for (size_t i = r->begin; i < r->end; i++) {
    if (cells[i].count < least || cells[i].documents < documents ||
        !gm_counted_accepted(L, counts, accept, cells[i].unit))
      continue;
    all++;
    tokens += cells[i].count;
    if (gm_ranking_add(&counts->ranking, by_name ? 0 : cells[i].count, cells[i].unit,
                       &err) != GM_OK)
      return gm_lua_fail(L, &err);
  }
  gm_ranking_sort(&counts->ranking);
  lua_createtable(L, (int)counts->ranking.count, 0);
  for (size_t i = 0; i < counts->ranking.count; i++) {
    push_cell(L, counts,
              gm_tally_cell(counts->tally, row, counts->ranking.items[i].item));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushinteger(L, (lua_Integer)all);
  lua_pushinteger(L, (lua_Integer)tokens);
  return 3;
}

static int counts_find(lua_State *L) {
  gm_counted *counts = gm_counted_check(L);
  uint32_t units[GM_MOST_GRAMS], item;
  unsigned n = gm_tally_n(counts->tally);
  for (unsigned i = 0; i < n; i++) {
    units[i] = gm_units_find(counts->walk->units, gm_lua_check_slice(L, (int)i + 2));
    if (!units[i])
      return 0;
  }
  item = gm_tally_find(counts->tally, units);
  if (!item)
    return 0;
  lua_pushinteger(L, item);
  return 1;
}

static uint32_t check_item(lua_State *L, int index, const gm_counted *counts) {
  lua_Integer item = luaL_checkinteger(L, index);
  luaL_argcheck(L, item >= 1 && item <= gm_tally_items(counts->tally), index,
                "no such item");
  return (uint32_t)item;
}

static int counts_name(lua_State *L) {
  gm_counted *counts = gm_counted_check(L);
  gm_counted_push_name(L, counts, check_item(L, 2, counts));
  return 1;
}

static int counts_cell(lua_State *L) {
  gm_counted *counts = gm_counted_check(L);
  size_t row = gm_counted_check_row(L, counts, luaL_checkinteger(L, 2));
  const gm_cell *cell = gm_tally_cell(counts->tally, row, check_item(L, 3, counts));
  lua_pushinteger(L, cell ? cell->count : 0);
  lua_pushinteger(L, cell ? cell->documents : 0);
  return 2;
}

static int counts_spread(lua_State *L) {
  gm_counted *counts = gm_counted_check(L);
  uint32_t item = check_item(L, 2, counts);
  size_t rows = gm_tally_rows(counts->tally);
  lua_createtable(L, (int)rows, 0);
  lua_createtable(L, (int)rows, 0);
  for (size_t i = 0; i < rows; i++) {
    const gm_cell *cell = gm_tally_cell(counts->tally, i, item);
    lua_pushinteger(L, cell ? cell->count : 0);
    lua_rawseti(L, -3, (lua_Integer)i + 1);
    lua_pushinteger(L, (lua_Integer)gm_tally_row(counts->tally, i)->words);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

/* ---- diversity ---- */

typedef struct {
  uint32_t *words, *seen;
  size_t count, capacity, seen_capacity;
} running;

static int running_free(lua_State *L) {
  running *r = lua_touserdata(L, 1);
  gm_free(r->words);
  gm_free(r->seen);
  memset(r, 0, sizeof *r);
  return 0;
}

static running *new_running(lua_State *L) {
  running *r = lua_newuserdatauv(L, sizeof *r, 0);
  memset(r, 0, sizeof *r);
  if (luaL_newmetatable(L, "gimlet.running")) {
    lua_pushcfunction(L, running_free);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return r;
}

static bool add_words(running *r, const gm_sequence *document) {
  if (!gm_grow((void **)&r->words, &r->capacity, r->count + document->count,
               sizeof *r->words))
    return false;
  for (size_t i = 0; i < document->count; i++)
    if (document->unit[i] != GM_BARRIER)
      r->words[r->count++] = document->unit[i];
  return true;
}

/* Pushes the measures of the words so far, and forgets the words. */
static gm_status push_diversity(lua_State *L, running *r, size_t types, size_t window,
                                gm_error *err) {
  gm_diversity d;
  if (!gm_grow((void **)&r->seen, &r->seen_capacity, types + 1, sizeof *r->seen))
    return gm_nomem(err);
  memset(r->seen, 0, (types + 1) * sizeof *r->seen);
  for (size_t i = 0; i < r->count; i++)
    r->seen[r->words[i]]++;
  gm_diversify(&d, r->seen, types + 1);
  memset(r->seen, 0, (types + 1) * sizeof *r->seen);
  lua_newtable(L);
  const struct {
    const char *name;
    double value;
  } measures[] = {
      {"tokens", d.tokens},
      {"types", d.types},
      {"hapax", d.hapax},
      {"dis", d.dis},
#define GM_PUSH_FIELD(field) {#field, d.field},
      GM_DIVERSITY_TABLE(GM_PUSH_FIELD)
#undef GM_PUSH_FIELD
          {"mattr", gm_mattr(r->words, r->count, window, r->seen)},
      {"sttr", gm_sttr(r->words, r->count, window, r->seen)},
      {"mtld", gm_mtld(r->words, r->count, r->seen)},
  };
  for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
    lua_pushnumber(L, measures[i].value);
    lua_setfield(L, -2, measures[i].name);
  }
  r->count = 0;
  return GM_OK;
}

static int corpus_diversity(lua_State *L) {
  gm_error err = {0};
  gm_walk *walk = gm_walk_new(L, 2);
  size_t window = (size_t)gm_option_integer(L, 2, "window", 100);
  running *r = new_running(L);
  gm_status status = GM_OK;
  lua_Integer row = 1;
  lua_newtable(L);
  int out = lua_gettop(L);
  push_rows(L, 2, walk);
  for (size_t i = 0; i <= walk->document_count && status == GM_OK; i++) {
    lua_Integer given = i < walk->document_count ? row_of(L, i) : row + 1;
    for (; row < given && status == GM_OK; row++) {
      status = push_diversity(L, r, gm_units_count(walk->units), window, &err);
      if (status == GM_OK)
        lua_rawseti(L, out, row);
    }
    if (i == walk->document_count || status != GM_OK)
      break;
    status = gm_walk_read(walk, walk->documents[i], &err);
    if (status == GM_OK && !add_words(r, &walk->sequence))
      status = gm_nomem(&err);
  }
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_settop(L, out);
  return 1;
}

void gm_counted_open(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"__gc", counts_free}, {"rows", counts_rows},     {"row", counts_row},
      {"list", counts_list}, {"find", counts_find},     {"name", counts_name},
      {"cell", counts_cell}, {"spread", counts_spread}, {NULL, NULL}};
  luaL_newmetatable(L, GM_LUA_COUNTS);
  luaL_setfuncs(L, methods, 0);
  gm_counted_add_keyness(L);
  gm_counted_add_matrix(L);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

void gm_corpus_add_counts(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"count", corpus_count}, {"diversity", corpus_diversity}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
