/* Lua face of core/base: exact arithmetic in millionths, hashing, resampling. */
#include "lua/gimlet_lua.h"
#include "lua/statistics.h"
#include "base/exact.h"
#include "base/memory.h"
#include "base/resample.h"
#include "base/fingerprint.h"
#include "base/sha256.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* muldiv(a, b, c) -> a * b / c in integers, half to even; or nil, message */
static int base_muldiv(lua_State *L) {
  gm_error err = {0};
  gm_micro result;
  if (gm_micro_muldiv(&result, luaL_checkinteger(L, 1), luaL_checkinteger(L, 2),
                      luaL_checkinteger(L, 3), &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushinteger(L, result);
  return 1;
}

/* Reads the integers of the table at `index` into a userdata that it leaves on the stack. */
static gm_micro *check_integers(lua_State *L, int index, size_t *count) {
  luaL_checktype(L, index, LUA_TTABLE);
  *count = lua_rawlen(L, index);
  gm_micro *numbers = lua_newuserdatauv(L, (*count + 1) * sizeof *numbers, 0);
  for (size_t i = 0; i < *count; i++) {
    int is_integer;
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    numbers[i] = lua_tointegerx(L, -1, &is_integer);
    if (!is_integer) luaL_argerror(L, index, "a list of integers expected");
    lua_pop(L, 1);
  }
  return numbers;
}

static void push_integers(lua_State *L, const gm_micro *numbers, size_t count) {
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, numbers[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/* share(total, weights) -> shares that add up to total; or nil, message */
static int base_share(lua_State *L) {
  gm_error err = {0};
  size_t count;
  gm_micro total = luaL_checkinteger(L, 1);
  gm_micro *weights = check_integers(L, 2, &count);
  gm_micro *shares = lua_newuserdatauv(L, (count + 1) * sizeof *shares, 0);
  /* [total, weights, box, box] */
  if (gm_micro_share(shares, total, weights, count, &err) != GM_OK) return gm_lua_fail(L, &err);
  push_integers(L, shares, count);
  return 1;
}

/* text(micro) -> "0.5" */
static int base_text(lua_State *L) {
  char text[32];
  gm_micro_text(luaL_checkinteger(L, 1), text);
  lua_pushstring(L, text);
  return 1;
}

/* read("0.5") -> 500000; or nil, message */
static int base_read(lua_State *L) {
  gm_error err = {0};
  gm_micro value;
  gm_slice text = gm_lua_check_slice(L, 1);
  if (gm_micro_read(&value, text.data, text.size, &err) != GM_OK) return gm_lua_fail(L, &err);
  lua_pushinteger(L, value);
  return 1;
}

/* sha256_file(path) -> 64 hexadecimal digits, size; or nil, message */
static int base_sha256_file(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  char hex[65];
  struct stat status;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  void *bytes = NULL;
  if (fd >= 0 && fstat(fd, &status) == 0)
    bytes = status.st_size ? mmap(NULL, (size_t)status.st_size, PROT_READ,
                                  MAP_PRIVATE | MAP_POPULATE, fd, 0)
                           : NULL;
  else bytes = MAP_FAILED;
  if (fd >= 0) close(fd);
  if (bytes == MAP_FAILED) {
    lua_pushnil(L);
    lua_pushfstring(L, "%s: %s", path, strerror(errno));
    return 2;
  }
  gm_sha256_hex(gm_slice_of(bytes, (size_t)status.st_size), hex);
  if (bytes) munmap(bytes, (size_t)status.st_size);
  lua_pushstring(L, hex);
  lua_pushinteger(L, (lua_Integer)status.st_size);
  return 2;
}

/* fingerprint(path) -> 16 hexadecimal digits; or nil, message */
static int base_fingerprint(lua_State *L) {
  uint64_t number;
  gm_error err = {0};
  char hex[17];
  if (gm_fingerprint(luaL_checkstring(L, 1), &number, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  snprintf(hex, sizeof hex, "%016llx", (unsigned long long)number);
  lua_pushstring(L, hex);
  return 1;
}

/* sha256(bytes) -> 64 hexadecimal digits */
static int base_sha256(lua_State *L) {
  char hex[65];
  gm_sha256_hex(gm_lua_check_slice(L, 1), hex);
  lua_pushlstring(L, hex, 64);
  return 1;
}

static uint32_t check_count(lua_State *L, int index, uint32_t most) {
  lua_Integer count = luaL_checkinteger(L, index);
  luaL_argcheck(L, count >= 0 && count <= most, index, "out of range");
  return (uint32_t)count;
}

/* resample({cluster, factor, supports, opposes, …}, clusters, factors, draws, seed)
 *   -> {supports, opposes, …} by draw and factor; numbers of clusters and factors from 1,
 * samples sorted by cluster. Or nil, message. */
static int base_resample(lua_State *L) {
  gm_error err = {0};
  size_t count;
  gm_micro *flat = check_integers(L, 1, &count);
  uint32_t clusters = check_count(L, 2, 1u << 30), factors = check_count(L, 3, 1u << 16);
  uint32_t draws = check_count(L, 4, 1u << 20);
  uint64_t seed = (uint64_t)luaL_checkinteger(L, 5);
  size_t sums_count = (size_t)draws * factors * 2;
  gm_sample *samples = lua_newuserdatauv(L, (count / 4 + 1) * sizeof *samples, 0);
  gm_micro *sums = lua_newuserdatauv(L, (sums_count + 1) * sizeof *sums, 0);
  for (size_t i = 0; i < count / 4; i++, flat += 4)
    samples[i] = (gm_sample){(uint32_t)flat[0] - 1, (uint32_t)flat[1] - 1, flat[2], flat[3]};
  if (gm_resample(sums, samples, count / 4, clusters, factors, draws, seed, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  push_integers(L, sums, sums_count);
  return 1;
}

int gm_lua_open_base(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"muldiv", base_muldiv}, {"share", base_share},   {"text", base_text},
      {"read", base_read},     {"sha256", base_sha256}, {"sha256_file", base_sha256_file}, {"resample", base_resample},
      {"read", base_read},     {"sha256", base_sha256}, {"fingerprint", base_fingerprint}, {"resample", base_resample},
      {NULL, NULL}};
  luaL_newlib(L, functions);
  gm_lua_add_statistics(L);
  return 1;
}
