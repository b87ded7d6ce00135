/* Hits of a matcher in Lua. */
#ifndef GM_LUA_HITS_H
#define GM_LUA_HITS_H
#include <lua.h>

void gm_lua_add_hits(lua_State *L); /* makes their metatable */
#endif
