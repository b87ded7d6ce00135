/* Boxes and errors shared by the binding files. */
#include "lua/gimlet_lua.h"

void **gm_lua_new_box(lua_State *L, const char *metatable) {
  void **box = lua_newuserdatauv(L, sizeof *box, 1);
  *box = NULL;
  luaL_setmetatable(L, metatable);
  return box;
}

void gm_lua_add_class(lua_State *L, const char *metatable, const luaL_Reg *meta,
                      const luaL_Reg *methods) {
  luaL_newmetatable(L, metatable);
  luaL_setfuncs(L, meta, 0);
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

void *gm_lua_check_box(lua_State *L, int index, const char *metatable) {
  void **box = luaL_checkudata(L, index, metatable);
  if (!*box) luaL_error(L, "attempt to use a closed %s", metatable);
  return *box;
}

static void push_message(lua_State *L, const gm_error *err) {
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  if (err->file[0]) {
    luaL_addstring(&buffer, err->file);
    if (err->line) {
      lua_pushfstring(L, ":%d", (int)err->line);
      luaL_addvalue(&buffer);
    }
    if (err->line && err->column) {
      lua_pushfstring(L, ":%d", (int)err->column);
      luaL_addvalue(&buffer);
    }
    luaL_addstring(&buffer, ": ");
  }
  luaL_addstring(&buffer, err->message[0] ? err->message : gm_status_text(err->status));
  luaL_pushresult(&buffer);
}

int gm_lua_fail(lua_State *L, const gm_error *err) {
  lua_pushnil(L);
  push_message(L, err);
  lua_pushstring(L, gm_status_name(err->status));
  return 3;
}

int gm_lua_raise(lua_State *L, const gm_error *err) {
  luaL_where(L, 1);
  push_message(L, err);
  lua_concat(L, 2);
  return lua_error(L);
}

gm_slice gm_lua_check_slice(lua_State *L, int index) {
  size_t size;
  const char *data = luaL_checklstring(L, index, &size);
  return gm_slice_of(data, size);
}

void gm_lua_push_slice(lua_State *L, gm_slice slice) {
  lua_pushlstring(L, slice.data ? slice.data : "", slice.size);
}

static int free_buffer(lua_State *L) {
  gm_buffer_free(luaL_checkudata(L, 1, "gimlet.buffer"));
  return 0;
}

gm_buffer *gm_lua_new_buffer(lua_State *L) {
  gm_buffer *buffer = lua_newuserdatauv(L, sizeof *buffer, 0);
  *buffer = GM_BUFFER_INIT;
  if (luaL_newmetatable(L, "gimlet.buffer")) {
    lua_pushcfunction(L, free_buffer);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return buffer;
}
