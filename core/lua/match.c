/* Lua face of core/match. */
#include "lua/gimlet_lua.h"

int gm_lua_open_match(lua_State *L) {
  lua_newtable(L);
  return 1;
}
