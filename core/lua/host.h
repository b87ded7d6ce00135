/* Parts of the script host. */
#ifndef GM_LUA_HOST_H
#define GM_LUA_HOST_H
#include <lauxlib.h>
#include <lua.h>

void gm_lua_add_system(lua_State *L); /* files, terminal, clock */
void gm_lua_add_cutter(lua_State *L); /* stretches of large files */
void gm_lua_add_editor(lua_State *L); /* lines with history and completion */
#endif
