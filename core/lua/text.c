/* Lua face of core/text. */
#include "lua/gimlet_lua.h"

int gm_lua_open_text(lua_State *L) {
  lua_newtable(L);
  return 1;
}
