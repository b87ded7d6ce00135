/* Cuts a file of JSON Lines into stretches of whole lines, for several workers. A stretch
 * knows how many lines and records stand before it, so that it is read as a part of the
 * whole. The same file is cut alike whoever reads it. */
#include "lua/gimlet_lua.h"
#include "lua/host.h"
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define CUTTER "gimlet.cutter"

typedef struct {
  const char *bytes;
  size_t size, at, most;
  lua_Integer lines, records;
} cutter;

/* cutter(path, bytes of a stretch) -> box; nil where it cannot be opened */
static int new_cutter(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  struct stat status;
  cutter *c = lua_newuserdatauv(L, sizeof *c, 0);
  *c = (cutter){.most = (size_t)luaL_checkinteger(L, 2)};
  luaL_setmetatable(L, CUTTER);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  void *bytes = MAP_FAILED;
  if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
    bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (fd >= 0) close(fd);
  if (bytes == MAP_FAILED) return 0;
  c->bytes = bytes;
  c->size = (size_t)status.st_size;
  return 1;
}

static size_t line_end(const cutter *c, size_t at) {
  const char *end = memchr(c->bytes + at, '\n', c->size - at);
  return end ? (size_t)(end - c->bytes) + 1 : c->size;
}

static bool blank(const cutter *c, size_t at, size_t end) {
  while (at < end && strchr(" \t\r\n", c->bytes[at]) && c->bytes[at]) at++;
  return at == end;
}

/* cutter:plain() -> whether each line is a record, by the first one */
static int is_plain(lua_State *L) {
  const cutter *c = luaL_checkudata(L, 1, CUTTER);
  size_t end = line_end(c, 0), last = end;
  while (last > 0 && strchr(" \t\r\n", c->bytes[last - 1])) last--;
  lua_pushboolean(L, c->bytes[0] == '{' && last > 0 && c->bytes[last - 1] == '}' &&
                         end < c->size);
  return 1;
}

/* cutter:next() -> from, to (bytes from 0, half open), lines and records before it */
static int next_stretch(lua_State *L) {
  cutter *c = luaL_checkudata(L, 1, CUTTER);
  size_t from = c->at;
  if (!c->bytes || from >= c->size) return 0;
  lua_pushinteger(L, (lua_Integer)from);
  lua_pushnil(L);
  lua_pushinteger(L, c->lines);
  lua_pushinteger(L, c->records);
  while (c->at < c->size && c->at - from < c->most) {
    size_t end = line_end(c, c->at);
    c->lines++;
    if (!blank(c, c->at, end)) c->records++;
    c->at = end;
  }
  lua_pushinteger(L, (lua_Integer)c->at);
  lua_replace(L, -4);
  return 4;
}

static int close_cutter(lua_State *L) {
  cutter *c = luaL_checkudata(L, 1, CUTTER);
  if (c->bytes) munmap((void *)c->bytes, c->size);
  *c = (cutter){0};
  return 0;
}

void gm_lua_add_cutter(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"plain", is_plain}, {"next", next_stretch}, {NULL, NULL}};
  luaL_newmetatable(L, CUTTER);
  lua_pushcfunction(L, close_cutter);
  lua_setfield(L, -2, "__gc");
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  lua_pushcfunction(L, new_cutter);
  lua_setfield(L, -2, "cutter");
}
