/* string.find, match, gmatch and gsub whose work is charged to the budget in force. */
#ifndef GM_LUA_STRINGS_H
#define GM_LUA_STRINGS_H
#include <lua.h>

/* Adds find, match, gmatch and gsub to the table on top. */
void gm_lua_add_strings(lua_State *L);
#endif
