/* Any bytes as a message from a compromised worker: refused, or a value that comes back from its own
 * bytes unchanged. */
#include <stdio.h>
#include <stdlib.h>
#include "lua/value.h"
#include <lauxlib.h>

#define CHECK(x)                                                                         \
  if (!(x)) { fprintf(stderr, "line %d: %s\n", __LINE__, #x); abort(); }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static lua_State *L;
  static gm_buffer first, second;
  if (!L) CHECK((L = luaL_newstate()) != NULL);
  int top = lua_gettop(L);
  gm_error err = {0};
  if (gm_lua_decode(L, gm_slice_of((const char *)data, size), &err) != GM_OK) {
    CHECK(lua_gettop(L) == top);
    return 0;
  }
  CHECK(lua_gettop(L) == top + 1);
  gm_buffer_clear(&first);
  gm_buffer_clear(&second);
  CHECK(gm_lua_encode(L, -1, &first, NULL) == GM_OK);
  CHECK(gm_lua_decode(L, gm_buffer_slice(&first), NULL) == GM_OK);
  CHECK(gm_lua_encode(L, -1, &second, NULL) == GM_OK);
  CHECK(first.size && second.size); /* the order of keys and where a sequence ends may differ */
  lua_settop(L, top);
  return 0;
}
