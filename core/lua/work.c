/* Lua face of core/work. */
#include "lua/gimlet_lua.h"

int gm_lua_open_work(lua_State *L) {
  lua_newtable(L);
  return 1;
}
