/* Any bytes as a rule file: it loads, or errors with a message come out; it does not raise out of the
 * loader, hang or crash. */
#include <stdio.h>
#include <stdlib.h>
#include "lua/gimlet_lua.h"
#include <lua-lpeg.h>
#include <lualib.h>

#define CHECK(x)                                                                         \
  if (!(x)) { fprintf(stderr, "line %d: %s: %s\n", __LINE__, #x, lua_tostring(L, -1)); abort(); }

static const char *const SCRIPT =
    "local rules, sandbox = require 'gimlet.rule', require 'gimlet.work.sandbox' "
    "sandbox.LOAD = { steps = 200000, memory = 8 << 20 } "
    "return function(bytes) "
    "  local packs = { { name = 'p', root = 'p', files = { ['pack.lua'] = bytes } } } "
    "  local program, errors, need = rules.load(packs, { base = sandbox.library(), run = sandbox.run }) "
    "  assert(program or errors or need) "
    "  for _, e in ipairs(errors or {}) do assert(type(e.message) == 'string' and e.message ~= '') end "
    "end";

static void prepare(lua_State *L) {
  luaL_openlibs(L);
  luaL_requiref(L, "lpeg", luaopen_lpeg, 0);
  luaL_requiref(L, "gimlet", luaopen_gimlet, 0);
  lua_settop(L, 0);
  CHECK(luaL_loadstring(L, SCRIPT) == LUA_OK);
  CHECK(lua_pcall(L, 0, 1, 0) == LUA_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static lua_State *L;
  if (!L) {
    L = luaL_newstate();
    prepare(L);
  }
  lua_pushvalue(L, 1);
  lua_pushlstring(L, (const char *)data, size);
  CHECK(lua_pcall(L, 1, 0, 0) == LUA_OK);
  return 0;
}
