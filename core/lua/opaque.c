/* Opaque values: a userdata around any Lua value, for what scripts hand to rule files, which
 * may combine it through its metatable and never look inside. */
#include "lua/gimlet_lua.h"

/* box(value, metatable) -> userdata */
static int box(lua_State *L) {
  luaL_checkany(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_newuserdatauv(L, 0, 1); /* [value, metatable, box] */
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, 3, 1);
  lua_pushvalue(L, 2);
  lua_setmetatable(L, 3);
  return 1;
}

/* unbox(box, metatable) -> value, or nil where it is no box of that metatable */
static int unbox(lua_State *L) {
  luaL_checktype(L, 2, LUA_TTABLE);
  if (lua_type(L, 1) != LUA_TUSERDATA || !lua_getmetatable(L, 1)) return 0;
  if (!lua_rawequal(L, 2, -1)) return 0;
  lua_getiuservalue(L, 1, 1);
  return 1;
}

void gm_lua_add_opaque(lua_State *L) {
  static const luaL_Reg functions[] = {{"box", box}, {"unbox", unbox}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
