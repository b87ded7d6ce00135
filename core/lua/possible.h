/* The part of core.match that tells what rules need. */
#ifndef GM_LUA_POSSIBLE_H
#define GM_LUA_POSSIBLE_H
#include <lua.h>

void gm_lua_add_possible(lua_State *L); /* to the table on the top of the stack */
#endif
