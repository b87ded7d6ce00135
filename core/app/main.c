/* The program: a Lua state with gimlet in it, and the command line handed to a script. */
#include "lua/gimlet_lua.h"
#include "lua/interrupt.h"
#include <lualib.h>
#include <lua-lpeg.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

static int run(lua_State *L) {
  int argc = (int)lua_tointeger(L, 1);
  char **argv = lua_touserdata(L, 2);
  luaL_openlibs(L);
  luaL_requiref(L, "lpeg", luaopen_lpeg, 0);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, luaopen_lpeg); /* where workers look for it */
  lua_setfield(L, -2, "lpeg");
  luaL_requiref(L, "gimlet", luaopen_gimlet, 0);
  lua_settop(L, 0);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "gimlet.cli");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "main");
  luaL_checkstack(L, argc, "too many arguments");
  for (int i = 1; i < argc; i++) lua_pushstring(L, argv[i]);
  lua_call(L, argc > 0 ? argc - 1 : 0, 1);
  return 1;
}

int main(int argc, char **argv) {
  setlocale(LC_CTYPE, "");
  signal(SIGXFSZ, SIG_IGN); /* a limit on file size is a failure to write, no death */
  signal(SIGPIPE, SIG_DFL); /* a reader that has gone ends us quietly */
  lua_State *L = luaL_newstate();
  if (!L) {
    fputs("gimlet: out of memory\n", stderr);
    return 1;
  }
  gm_lua_catch_interrupts(L);
  lua_pushcfunction(L, run);
  lua_pushinteger(L, argc);
  lua_pushlightuserdata(L, argv);
  int status = 1;
  if (lua_pcall(L, 2, 1, 0) == LUA_OK)
    status = (int)lua_tointeger(L, -1);
  else
    fprintf(stderr, "gimlet: %s\n", lua_tostring(L, -1));
  signal(SIGINT, SIG_DFL);
  lua_close(L);
  return status;
}
