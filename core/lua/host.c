/* The script host's table: embedded files, and what the other host files add. */
#include "lua/gimlet_lua.h"
#include "lua/embedded.h"
#include "lua/budget.h"
#include "lua/host.h"
#include "lua/interrupt.h"
#include "lua/strings.h"
#include <string.h>

/* embedded(path) -> bytes or nil */
static int embedded(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  unsigned low = 0, high = gm_embedded_count;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    const gm_embedded *file = &gm_embedded_files[middle];
    int order = strcmp(path, file->path);
    if (order == 0) {
      lua_pushlstring(L, (const char *)file->data, file->size);
      return 1;
    }
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  lua_pushnil(L);
  return 1;
}

/* embedded_paths(prefix) -> sorted list */
static int embedded_paths(lua_State *L) {
  size_t size;
  const char *prefix = luaL_optlstring(L, 1, "", &size);
  lua_newtable(L);
  lua_Integer count = 0;
  for (const gm_embedded *file = gm_embedded_files; file->path; file++)
    if (strncmp(file->path, prefix, size) == 0) {
      lua_pushstring(L, file->path);
      lua_seti(L, -2, ++count);
    }
  return 1;
}

int gm_lua_open_host(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"embedded", embedded}, {"embedded_paths", embedded_paths}, {NULL, NULL}};
  luaL_newlib(L, functions);
  gm_lua_add_system(L);
  gm_lua_add_cutter(L);
  gm_lua_add_opaque(L);
  gm_lua_add_budget(L);
  gm_lua_add_interrupts(L);
  gm_lua_add_editor(L);
  lua_newtable(L);
  gm_lua_add_strings(L);
  lua_setfield(L, -2, "strings");
  return 1;
}
