/* The part of core.match that makes and opens lists of names. */
#ifndef GM_LUA_LISTS_H
#define GM_LUA_LISTS_H
#include "match/types.h"
#include <lua.h>

#define GM_LUA_LIST "gimlet.list" /* gm_list * */
/* Adds list_builder, list_open and day to the table on the top of the stack. */
void gm_lua_add_lists(lua_State *L);
void gm_lua_add_yaml(lua_State *L); /* adds yaml: dictionaries come in it */
/* The options of a name from the table at `index`, or from a boolean (any case?). */
void gm_lua_check_name_options(lua_State *L, int index, gm_name_options *options,
                               gm_named *named);
#endif
