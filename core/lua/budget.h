/* What a call into a pack may use up: Lua steps, memory, bytes allocated in all. */
#ifndef GM_LUA_BUDGET_H
#define GM_LUA_BUDGET_H
#include <lua.h>
#include <stdint.h>

/* Takes `steps` from the budget that is in force, if any; raises when it is used up. Library
 * functions whose work the count of Lua instructions does not see call this. */
void gm_lua_charge(lua_State *L, uint64_t steps);
/* Adds limited, unlimited, charge, pcall, xpcall and set_strings to the table on top. */
void gm_lua_add_budget(lua_State *L);
#endif
