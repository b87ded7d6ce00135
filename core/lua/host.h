/* Parts of the script host. */
#ifndef GM_LUA_HOST_H
#define GM_LUA_HOST_H
#include <lauxlib.h>
#include <lua.h>

void gm_lua_add_system(lua_State *L); /* files, terminal, clock */
#endif
