/* Control-C raises "interrupted" at the next Lua instruction, so that transactions roll back and
 * workers are reaped; a second one before that ends the program at once. */
#include "lua/host.h"
#include <signal.h>
#include <stddef.h>

static lua_State *volatile interrupted_state; /* a signal handler has nothing else to go by */

static void raise_interrupt(lua_State *L, lua_Debug *where) {
  (void)where;
  lua_sethook(L, NULL, 0, 0);
  lua_pushliteral(L, "interrupted");
  lua_error(L);
}

/* lua_sethook is the one call that may be made from a signal handler. */
static void on_interrupt(int number) {
  signal(number, SIG_DFL);
  lua_sethook(interrupted_state, raise_interrupt,
              LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

void gm_lua_catch_interrupts(lua_State *L) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
  interrupted_state = lua_tothread(L, -1);
  lua_pop(L, 1);
  signal(SIGINT, on_interrupt);
}

/* catch_interrupts(): from now on, and again after one was raised */
static int catch_interrupts(lua_State *L) {
  lua_sethook(L, NULL, 0, 0);
  gm_lua_catch_interrupts(L);
  return 0;
}

void gm_lua_add_interrupts(lua_State *L) {
  static const luaL_Reg functions[] = {{"catch_interrupts", catch_interrupts}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
