/* Lua face of core/store. */
#include "lua/gimlet_lua.h"

int gm_lua_open_store(lua_State *L) {
  lua_newtable(L);
  return 1;
}
