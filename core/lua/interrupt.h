/* Control-C in a Lua state. */
#ifndef GM_LUA_INTERRUPT_H
#define GM_LUA_INTERRUPT_H
#include <lauxlib.h>
#include <lua.h>

/* Control-C raises "interrupted" in this state from now on. */
void gm_lua_catch_interrupts(lua_State *L);
/* Raises it now where it is due, for C that runs long without coming back to Lua. */
void gm_lua_heed_interrupts(lua_State *L);
/* Adds catch_interrupts and ignore_interrupts to the table on top. */
void gm_lua_add_interrupts(lua_State *L);
#endif
