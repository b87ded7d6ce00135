/* The document-feature matrix of counts, written row by row.
 *
 *   counts:columns{ minimum =, documents =, most_documents =, limit =, order =
 *     "name"|"frequency", accept = } -> { name of each column, … }, cells
 *   counts:matrix_row(row, "csv"|"tsv"|"mtx", "count"|"prop"|"tfidf"|"boolean") -> text
 * minimum, documents and most_documents are of all rows together; a row is a document
 * where rows are documents. tfidf is count × log10(rows / rows with the word), as
 * quanteda's dfm_tfidf; prop is count / words of the row. */
#include "lua/counts.h"
#include "base/memory.h"
#include <math.h>
#include <stdio.h>

typedef struct {
  uint64_t count;
  uint32_t rows;
} column_total;

static column_total *totals_of(lua_State *L, const gm_counted *counts) {
  size_t items = (size_t)gm_tally_items(counts->tally) + 1;
  const gm_cell *cells = gm_tally_cells(counts->tally);
  column_total *totals = lua_newuserdatauv(L, items * sizeof *totals, 0);
  memset(totals, 0, items * sizeof *totals);
  for (size_t row = 0; row < gm_tally_rows(counts->tally); row++) {
    const gm_row *r = gm_tally_row(counts->tally, row);
    for (size_t i = r->begin; i < r->end; i++) {
      totals[cells[i].unit].count += cells[i].count;
      totals[cells[i].unit].rows++;
    }
  }
  return totals;
}

static gm_status choose(lua_State *L, gm_counted *counts, const column_total *totals,
                        int accept, gm_error *err) {
  static const char *const orders[] = {"name", "frequency", NULL};
  uint64_t minimum = (uint64_t)gm_option_integer(L, 2, "minimum", 1);
  lua_Integer rows = gm_option_integer(L, 2, "documents", 1);
  lua_Integer most = gm_option_integer(L, 2, "most_documents", UINT32_MAX);
  bool by_name = gm_option_choice(L, 2, "order", orders, 0) == 0;
  gm_ranking_free(&counts->ranking);
  counts->ranking = (gm_ranking){.limit = (size_t)gm_option_integer(L, 2, "limit", 0),
                                 .by_name = gm_counted_by_name,
                                 .context = counts};
  gm_status status = GM_OK;
  for (uint32_t item = 1; item <= gm_tally_items(counts->tally) && status == GM_OK;
       item++)
    if (totals[item].rows && totals[item].count >= minimum &&
        totals[item].rows >= rows && totals[item].rows <= most &&
        gm_counted_accepted(L, counts, accept, item))
      status = gm_ranking_add(&counts->ranking,
                              by_name ? 0 : (double)totals[item].count, item, err);
  gm_ranking_sort(&counts->ranking);
  return status;
}

static int counts_columns(lua_State *L) {
  gm_error err = {0};
  gm_counted *counts = gm_counted_check(L);
  lua_settop(L, 2);
  luaL_checktype(L, 2, LUA_TTABLE);
  int accept = lua_getfield(L, 2, "accept") == LUA_TFUNCTION ? lua_gettop(L) : 0;
  const column_total *totals = totals_of(L, counts);
  gm_status status = choose(L, counts, totals, accept, &err);
  size_t count = counts->ranking.count;
  uint64_t cells = 0;
  gm_free(counts->columns);
  gm_free(counts->column_of);
  counts->columns = gm_alloc((count + 1) * sizeof *counts->columns);
  counts->column_of =
      gm_calloc((size_t)gm_tally_items(counts->tally) + 1, sizeof *counts->column_of);
  if (status == GM_OK && (!counts->columns || !counts->column_of))
    status = gm_nomem(&err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  counts->column_count = count;
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    uint32_t item = counts->ranking.items[i].item;
    counts->columns[i] = (gm_ranked){totals[item].rows, item};
    counts->column_of[item] = (uint32_t)i + 1;
    cells += totals[item].rows;
    gm_counted_push_name(L, counts, item);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushinteger(L, (lua_Integer)cells);
  return 2;
}

enum { COUNT, PROP, TFIDF, BOOLEAN };

static double weigh(const gm_counted *counts, size_t row, const gm_cell *cell,
                    int weight) {
  const gm_ranked *column = &counts->columns[counts->column_of[cell->unit] - 1];
  switch (weight) {
  case PROP:
    return cell->count / (double)gm_tally_row(counts->tally, row)->tokens;
  case TFIDF:
    return cell->count * log10((double)gm_tally_rows(counts->tally) / column->score);
  case BOOLEAN:
    return 1;
  default:
    return cell->count;
  }
}

static void add_number(luaL_Buffer *buffer, double value, int weight) {
  char text[40];
  int size = snprintf(text, sizeof text,
                      weight == COUNT || weight == BOOLEAN ? "%.0f" : "%.9g", value);
  luaL_addlstring(buffer, text, (size_t)size);
}

/* One line a cell: row, column, value. */
static void add_coordinates(luaL_Buffer *buffer, const gm_counted *counts, size_t row,
                            int weight) {
  const gm_row *r = gm_tally_row(counts->tally, row);
  const gm_cell *cells = gm_tally_cells(counts->tally);
  char text[64];
  for (size_t i = r->begin; i < r->end; i++) {
    uint32_t column = counts->column_of[cells[i].unit];
    if (!column)
      continue;
    int size = snprintf(text, sizeof text, "%zu %u ", row + 1, column);
    luaL_addlstring(buffer, text, (size_t)size);
    add_number(buffer, weigh(counts, row, &cells[i], weight), weight);
    luaL_addchar(buffer, '\n');
  }
}

/* All columns, with what is between them in front of each. */
static void add_line(luaL_Buffer *buffer, const gm_counted *counts, size_t row,
                     int weight, char between) {
  for (size_t i = 0; i < counts->column_count; i++) {
    const gm_cell *cell = gm_tally_cell(counts->tally, row, counts->columns[i].item);
    luaL_addchar(buffer, between);
    if (cell)
      add_number(buffer, weigh(counts, row, cell, weight), weight);
    else
      luaL_addchar(buffer, '0');
  }
}

static int counts_matrix_row(lua_State *L) {
  static const char *const forms[] = {"csv", "tsv", "mtx", NULL};
  static const char *const weights[] = {"count", "prop", "tfidf", "boolean", NULL};
  gm_counted *counts = gm_counted_check(L);
  size_t row = gm_counted_check_row(L, counts, luaL_checkinteger(L, 2));
  int form = luaL_checkoption(L, 3, NULL, forms);
  int weight = luaL_checkoption(L, 4, "count", weights);
  if (!counts->column_of)
    return luaL_error(L, "columns() comes first");
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  if (form == 2)
    add_coordinates(&buffer, counts, row, weight);
  else
    add_line(&buffer, counts, row, weight, form == 0 ? ',' : '\t');
  luaL_pushresult(&buffer);
  return 1;
}

void gm_counted_add_matrix(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"columns", counts_columns}, {"matrix_row", counts_matrix_row}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
