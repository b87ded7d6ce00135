/* Patterns and texts: what gimlet's matcher finds is what Lua's own finds. The first byte says how many
 * bytes are the pattern; the rest is the text. */
#include <stdio.h>
#include <stdlib.h>
#include "lua/gimlet_lua.h"
#include "lua/pattern.h"
#include "lua/strings.h"
#include <lualib.h>

#define CHECK(x)                                                                         \
  if (!(x)) { fprintf(stderr, "line %d: %s\n", __LINE__, #x); abort(); }

static const char *const SCRIPT =
    "local mine, theirs = ..., string "
    "local function same(a, b) if a.n ~= b.n then return false end "
    "  for i = 1, a.n do if a[i] ~= b[i] then return false end end return true end "
    "return function(text, pattern) "
    "  local good = pcall(theirs.match, text, pattern) "
    "  if not good then pcall(mine.match, text, pattern) return true end "
    "  local a = table.pack(pcall(mine.match, text, pattern)) "
    "  if not a[1] and tostring(a[2]):find('malformed') then return true end " /* Lua looks later */
    "  return same(a, table.pack(pcall(theirs.match, text, pattern))) "
    "    and same(table.pack(pcall(mine.find, text, pattern)), table.pack(pcall(theirs.find, text, pattern))) "
    "    and same(table.pack(pcall(mine.gsub, text, pattern, '<%0>')), "
    "      table.pack(pcall(theirs.gsub, text, pattern, '<%0>'))) "
    "end";

static void prepare(lua_State *L) {
  luaL_openlibs(L);
  CHECK(luaL_loadstring(L, SCRIPT) == LUA_OK);
  lua_newtable(L);
  gm_lua_add_strings(L);
  CHECK(lua_pcall(L, 1, 1, 0) == LUA_OK);
}

/* Long repetitions of repetitions would make Lua's own matcher hang; %z is of an older Lua. */
static bool quick(const uint8_t *pattern, size_t size) {
  int repeats = 0;
  for (size_t i = 0; i < size; i++) repeats += memchr("*+-", pattern[i], 3) != NULL;
  return repeats <= 3 && !memmem(pattern, size, "%z", 2) && !memmem(pattern, size, "%Z", 2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static lua_State *L;
  if (!L) {
    CHECK((L = luaL_newstate()) != NULL);
    prepare(L);
  }
  size_t length = size ? data[0] % 24 : 0;
  if (size < 1 + length || size > 120 || !quick(data + 1, length)) return 0;
  for (size_t i = 1; i < size; i++)
    if (data[i] >= 0x80) return 0; /* classes beyond ASCII are the locale's in Lua */
  lua_pushvalue(L, 1);
  lua_pushlstring(L, (const char *)data + 1 + length, size - 1 - length);
  lua_pushlstring(L, (const char *)data + 1, length);
  CHECK(lua_pcall(L, 2, 1, 0) == LUA_OK);
  CHECK(lua_toboolean(L, -1));
  lua_pop(L, 1);
  return 0;
}
