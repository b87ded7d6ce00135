/* The module gimlet.core, and gimlet itself for stock Lua. */
#include "lua/gimlet_lua.h"
#include "lua/embedded.h"
#include "lua/corpus.h"
#include <string.h>

__attribute__((visibility("default"))) int luaopen_gimlet_core(lua_State *L) {
  static const luaL_Reg layers[] = {
      {"base", gm_lua_open_base},   {"text", gm_lua_open_text},   {"load", gm_lua_open_load},
      {"match", gm_lua_open_match}, {"store", gm_lua_open_store}, {"work", gm_lua_open_work},
      {"host", gm_lua_open_host},   {NULL, NULL}};
  lua_newtable(L);
  for (const luaL_Reg *layer = layers; layer->name; layer++) {
    layer->func(L);
    lua_setfield(L, -2, layer->name);
  }
  lua_getfield(L, -1, "load");
  gm_lua_add_signature(L);
  lua_pop(L, 1);
  return 1;
}

/* Finds gimlet.NAME among the embedded scripts. */
static int search_embedded(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  if (strcmp(name, "gimlet") != 0 && strncmp(name, "gimlet.", 7) != 0) return 0;
  const char *path = luaL_gsub(L, name, ".", "/");
  static const char *const shapes[] = {"scripts/%s.lua", "scripts/%s/init.lua"};
  for (int shape = 0; shape < 2; shape++) {
    lua_pushfstring(L, shapes[shape], path);
    const char *wanted = lua_tostring(L, -1);
    for (const gm_embedded *file = gm_embedded_files; file->path; file++) {
      if (strcmp(file->path, wanted) != 0) continue;
      lua_pushfstring(L, "@%s", wanted);
      if (luaL_loadbufferx(L, (const char *)file->data, file->size, lua_tostring(L, -1), "t") !=
          LUA_OK)
        return lua_error(L);
      lua_pushstring(L, wanted);
      return 2;
    }
  }
  lua_pushfstring(L, "no embedded script '%s'", name);
  return 1;
}

__attribute__((visibility("default"))) int luaopen_gimlet(lua_State *L) {
  luaL_requiref(L, "gimlet.core", luaopen_gimlet_core, 0);
  lua_pop(L, 1);
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers"); /* [package, searchers] */
  for (lua_Integer i = luaL_len(L, -1); i >= 2; i--) {
    lua_geti(L, -1, i);
    lua_seti(L, -2, i + 1);
  }
  lua_pushcfunction(L, search_embedded);
  lua_seti(L, -2, 2);
  lua_pop(L, 2);
  lua_pushcfunction(L, search_embedded);
  lua_pushliteral(L, "gimlet.init");
  lua_call(L, 1, 1);
  lua_call(L, 0, 1);
  return 1;
}
