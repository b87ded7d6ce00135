/* Embedded files and the script host. */
#include "lua/gimlet_lua.h"

int gm_lua_open_host(lua_State *L) {
  lua_newtable(L);
  return 1;
}
