/* What the two files that bind the corpus query language share. */
#ifndef GM_LUA_CQL_H
#define GM_LUA_CQL_H
#include "lua/gimlet_lua.h"
#include "match/cql.h"

#define GM_LUA_CQL "gimlet.cql"         /* gm_cql * */
#define GM_LUA_MATCHES "gimlet.matches" /* no box: a gm_lua_matches itself */

typedef struct { /* a match and the document it is in */
  uint32_t document;
  uint32_t first, last;
  int32_t target, keyword; /* -1: none */
} gm_lua_match;

typedef struct {
  gm_lua_match *items;
  size_t count, capacity;
} gm_lua_matches;

gm_lua_matches *gm_lua_new_matches(lua_State *L);
/* Appends the matches of one document. */
gm_status gm_lua_take_matches(gm_lua_matches *to, uint32_t document,
                              const gm_cql_matches *from, gm_error *err);
/* Adds cql, matches to the table of functions on top. */
void gm_lua_add_cql(lua_State *L);
#endif
