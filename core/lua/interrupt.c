/* Control-C raises "interrupted" at the next Lua instruction, so that transactions roll back
 * and workers are reaped; loops in C look at gm_interrupted and come back with a failure. The
 * last press that is waited for ends the program, should neither happen: the second one in a
 * command, a later one where somebody is at work line by line. */
#include "base/interrupt.h"
#include "lua/interrupt.h"
#include <signal.h>
#include <stddef.h>

enum { PRESSES_OF_A_COMMAND = 1, PRESSES_OF_A_SESSION = 6 };

/* A signal handler has nothing else to go by. */
static lua_State *volatile interrupted_state;
static volatile sig_atomic_t presses_left, presses_allowed = PRESSES_OF_A_COMMAND;

static void raise_interrupt(lua_State *L, lua_Debug *where) {
  (void)where;
  lua_sethook(L, NULL, 0, 0);
  gm_interrupt_set(false);
  presses_left = presses_allowed;
  lua_pushliteral(L, "interrupted");
  lua_error(L);
}

void gm_lua_heed_interrupts(lua_State *L) {
  if (gm_interrupted() && !lua_isyieldable(L)) raise_interrupt(L, NULL);
}

/* lua_sethook is the one call that may be made from a signal handler. */
static void on_interrupt(int number) {
  if (--presses_left <= 0) signal(number, SIG_DFL);
  gm_interrupt_set(true);
  lua_sethook(interrupted_state, raise_interrupt,
              LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

void gm_lua_catch_interrupts(lua_State *L) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
  interrupted_state = lua_tothread(L, -1);
  lua_pop(L, 1);
  gm_interrupt_set(false);
  presses_left = presses_allowed;
  signal(SIGINT, on_interrupt);
}

/* catch_interrupts([session]): from now on, and again after one was raised; of a session of
 * many calls where `session` is true */
static int catch_interrupts(lua_State *L) {
  if (lua_toboolean(L, 1)) presses_allowed = PRESSES_OF_A_SESSION;
  lua_sethook(L, NULL, 0, 0);
  gm_lua_catch_interrupts(L);
  return 0;
}

/* ignore_interrupts(): until catch_interrupts, while another program has the terminal */
static int ignore_interrupts(lua_State *L) {
  lua_sethook(L, NULL, 0, 0);
  gm_interrupt_set(false);
  signal(SIGINT, SIG_IGN);
  return 0;
}

void gm_lua_add_interrupts(lua_State *L) {
  static const luaL_Reg functions[] = {{"catch_interrupts", catch_interrupts},
                                       {"ignore_interrupts", ignore_interrupts},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
