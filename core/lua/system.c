/* What Lua's own library lacks: folders, kinds of files, the terminal, a clock. */
#include "lua/gimlet_lua.h"
#include "lua/host.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int fail_errno(lua_State *L, const char *path) {
  int number = errno;
  lua_pushnil(L);
  lua_pushfstring(L, "%s: %s", path, strerror(number));
  lua_pushinteger(L, number);
  return 3;
}

/* status(path) -> { kind = "file"|"folder"|"other", size, modified, nanoseconds, id } or nil, message.
 * `id` is the same for two names of one file. */
static int status(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  struct stat found;
  if (stat(path, &found) != 0) return fail_errno(L, path);
  lua_createtable(L, 0, 4);
  lua_pushstring(L, S_ISREG(found.st_mode)   ? "file"
                    : S_ISDIR(found.st_mode) ? "folder"
                                             : "other");
  lua_setfield(L, -2, "kind");
  lua_pushinteger(L, found.st_size);
  lua_setfield(L, -2, "size");
  lua_pushinteger(L, found.st_mtime);
  lua_setfield(L, -2, "modified");
  lua_pushinteger(L, (lua_Integer)found.st_mtim.tv_sec * 1000000000 + found.st_mtim.tv_nsec);
  lua_setfield(L, -2, "nanoseconds");
  lua_pushfstring(L, "%I:%I", (LUAI_UACINT)found.st_dev, (LUAI_UACINT)found.st_ino);
  lua_setfield(L, -2, "id");
  return 1;
}

static int close_folder(lua_State *L) {
  DIR **folder = lua_touserdata(L, 1);
  if (*folder) closedir(*folder);
  *folder = NULL;
  return 0;
}

/* list(folder) -> names without . and .., in no order; or nil, message */
static int list(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  DIR **folder = lua_newuserdatauv(L, sizeof *folder, 0);
  *folder = NULL;
  if (luaL_newmetatable(L, "gimlet.folder")) {
    lua_pushcfunction(L, close_folder);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  *folder = opendir(path);
  if (!*folder) return fail_errno(L, path);
  lua_newtable(L);
  lua_Integer count = 0;
  for (struct dirent *entry; (entry = readdir(*folder));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    lua_pushstring(L, entry->d_name);
    lua_seti(L, -2, ++count);
  }
  closedir(*folder);
  *folder = NULL;
  return 1;
}

/* make_folder(path) -> true or nil, message; true where it is there already */
static int make_folder(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  if (mkdir(path, 0777) != 0 && errno != EEXIST) return fail_errno(L, path);
  lua_pushboolean(L, 1);
  return 1;
}

/* real_path(path) -> absolute path without links, or nil, message */
static int real_path(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  char *found = realpath(path, NULL);
  if (!found) return fail_errno(L, path);
  lua_pushstring(L, found);
  free(found);
  return 1;
}

/* program() -> path of the running program, or nil */
static int program(lua_State *L) {
  char path[4096];
  ssize_t size = readlink("/proc/self/exe", path, sizeof path);
  if (size < 0 || size == (ssize_t)sizeof path) lua_pushnil(L);
  else lua_pushlstring(L, path, (size_t)size);
  return 1;
}

/* is_terminal(0|1|2) */
static int is_terminal(lua_State *L) {
  lua_pushboolean(L, isatty((int)luaL_checkinteger(L, 1)));
  return 1;
}

/* output_failed() -> whether anything written to standard output since the start was lost */
static int output_failed(lua_State *L) {
  lua_pushboolean(L, ferror(stdout));
  return 1;
}

/* one_line(text[, flat]) -> the text with control characters as spaces; `flat`: also with
 * single spaces, and none at its ends */
static int one_line(lua_State *L) {
  gm_slice text = gm_lua_check_slice(L, 1);
  bool squeeze = lua_toboolean(L, 2), space = true;
  luaL_Buffer out;
  char *p = luaL_buffinitsize(L, &out, text.size), *begin = p;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    if (c == 0xC2 && i + 1 < text.size && (unsigned char)text.data[i + 1] == 0x9B) {
      c = ' '; /* U+009B: as good as escape and [ */
      i++;
    } else if (c < ' ' || c == 0x7F) {
      c = ' ';
    }
    if (squeeze && space && c == ' ') continue;
    space = c == ' ';
    *p++ = (char)c;
  }
  if (squeeze && space && p > begin) p--;
  luaL_pushresultsize(&out, (size_t)(p - begin));
  return 1;
}

/* terminal_size() -> columns, rows; nothing where no standard stream is a terminal */
static int terminal_size(lua_State *L) {
  struct winsize size;
  for (int fd = 1; fd < 4; fd++)
    if (ioctl(fd % 3, TIOCGWINSZ, &size) == 0 && size.ws_col) {
      lua_pushinteger(L, size.ws_col);
      lua_pushinteger(L, size.ws_row);
      return 2;
    }
  return 0;
}

/* clock() -> seconds on a clock that never goes back */
static int clock_now(lua_State *L) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  lua_pushnumber(L, (lua_Number)now.tv_sec + (lua_Number)now.tv_nsec / 1e9);
  return 1;
}

/* processors() -> how many this process may use */
static int processors(lua_State *L) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  lua_pushinteger(L, count > 0 ? count : 1);
  return 1;
}

/* sleep(seconds): up to a minute; a signal ends it. */
static int sleep_for(lua_State *L) {
  double seconds = luaL_checknumber(L, 1);
  luaL_argcheck(L, seconds >= 0 && seconds <= 60, 1, "from 0 to 60 seconds");
  struct timespec wanted = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
  nanosleep(&wanted, NULL);
  return 0;
}

void gm_lua_add_system(lua_State *L) {
  static const luaL_Reg functions[] = {{"status", status},
                                       {"list", list},
                                       {"make_folder", make_folder},
                                       {"real_path", real_path},
                                       {"program", program},
                                       {"is_terminal", is_terminal},
                                       {"output_failed", output_failed},
                                       {"terminal_size", terminal_size},
                                       {"one_line", one_line},
                                       {"clock", clock_now},
                                       {"processors", processors},
                                       {"sleep", sleep_for},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
