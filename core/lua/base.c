/* Lua face of core/base. */
#include "lua/gimlet_lua.h"

int gm_lua_open_base(lua_State *L) {
  lua_newtable(L);
  return 1;
}
