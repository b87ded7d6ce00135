/* The box of counts: rows of cells over the units of a walk. */
#ifndef GM_LUA_COUNTS_H
#define GM_LUA_COUNTS_H
#include "lua/counting.h"
#include "lua/ranking.h"
#include "match/tally.h"

typedef struct {
  gm_walk *walk; /* user value 1 */
  gm_tally *tally;
  gm_ranking ranking; /* working memory, so that nothing is lost when Lua raises */
  double *numbers;
  size_t number_capacity;
  gm_ranked *columns; /* of the matrix: items in order, score: the document frequency */
  size_t column_count;
  uint32_t *column_of; /* item -> 1 + column */
  /* A whole corpus counted by its types: how often each occurs in documents that were
   * read one by one, which are listed; NULL otherwise. See whole.c. */
  uint64_t *apart;
  uint32_t *partial;
  size_t partial_count, partial_capacity;
} gm_counted;

gm_counted *gm_counted_check(lua_State *L);
size_t gm_counted_check_row(lua_State *L, const gm_counted *counts, lua_Integer row);
/* Pushes the name of an item: its units with a space between. */
void gm_counted_push_name(lua_State *L, const gm_counted *counts, uint32_t item);
/* Asks options.accept, at index `function`, about an item's name; 0: none is asked. */
bool gm_counted_accepted(lua_State *L, const gm_counted *counts, int function,
                         uint32_t item);
int gm_counted_by_name(void *counts, uint32_t a, uint32_t b);
/* Counts the single row of all documents from what the corpus knows of its types: only
 * documents with zones that do not count are read. Cells then have no document
 * frequencies; gm_counted_documents looks them up. */
gm_status gm_counted_whole(gm_corpus *corpus, gm_counted *counts, gm_error *err);
gm_status gm_counted_documents(gm_counted *counts, const gm_cell *cell, uint32_t *out,
                               gm_error *err);
/* Adds keyness and the methods of the matrix to the table on top. */
void gm_counted_add_keyness(lua_State *L);
void gm_counted_add_matrix(lua_State *L);
#endif
