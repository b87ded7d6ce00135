/* Limits on a call: a count hook for steps, an allocator in front of the state's own for memory.
 *
 * Invariants: 1. While a budget is in force, `state` has our hook and our allocator; both are put
 * back before limited() returns. 2. Once `spent` is set it stays set until limited() returns, and
 * every pcall of the pack hands the failure on. 3. Blocks come from the state's own allocator, so
 * it does not matter who frees them. */
#include "lua/gimlet_lua.h"
#include "lua/budget.h"
#include "lua/interrupt.h"
#include <stdio.h>
#include <string.h>

enum { HOOK_STEPS = 1000, TRAFFIC = 64 }; /* all allocations: so many times the memory */

typedef enum { SPENT_NOTHING, SPENT_STEPS, SPENT_MEMORY } spent;

typedef struct {
  int active;
  spent spent;
  int refused; /* the allocator has said no */
  int64_t steps, memory, traffic;
  int64_t all_steps, all_memory;
  char where[80]; /* "file:line: " of what used it up, where that is known */
  lua_Alloc alloc;
  void *alloc_data;
} budget;

static const char KEY = 0;

static budget *find(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &KEY);
  budget *found = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return found;
}

static void push_spent(lua_State *L, const budget *b) {
  if (b->spent == SPENT_MEMORY)
    lua_pushfstring(L, "%sexceeds %I MB", b->where, (LUAI_UACINT)(b->all_memory >> 20));
  else if (b->all_steps % 1000000)
    lua_pushfstring(L, "%sexceeds %I steps", b->where, (LUAI_UACINT)b->all_steps);
  else
    lua_pushfstring(L, "%sexceeds %I million steps", b->where,
                    (LUAI_UACINT)(b->all_steps / 1000000));
}

static int raise_spent(lua_State *L, const budget *b) {
  push_spent(L, b);
  return lua_error(L);
}

/* The innermost line of a pack that is being run. */
static void note_place(lua_State *L, budget *b) {
  lua_Debug call;
  for (int level = 0; level < 20 && lua_getstack(L, level, &call); level++) {
    lua_getinfo(L, "Sl", &call);
    if (call.currentline < 0 || call.source[0] == '@') continue; /* C, or a script of ours */
    snprintf(b->where, sizeof b->where, "%s:%d: ", call.short_src, call.currentline);
    return;
  }
}

/* Message handler: what a function of ours was called with wrongly is told by the line of the pack
 * that called it, not by ours. */
static int place(lua_State *L) {
  lua_Debug ours;
  budget b = {0};
  if (lua_type(L, 1) != LUA_TSTRING || !lua_getstack(L, 1, &ours)) return 1;
  lua_getinfo(L, "Sl", &ours);
  if (ours.currentline < 0 && lua_getstack(L, 2, &ours)) lua_getinfo(L, "Sl", &ours);
  if (ours.currentline < 0 || ours.source[0] != '@') return 1;
  char head[LUA_IDSIZE + 24];
  snprintf(head, sizeof head, "%s:%d: ", ours.short_src, ours.currentline);
  const char *message = lua_tostring(L, 1);
  note_place(L, &b);
  if (strncmp(message, head, strlen(head)) != 0 || !b.where[0]) return 1;
  lua_pushfstring(L, "%s%s", b.where, message + strlen(head));
  return 1;
}

static void take(lua_State *L, budget *b, uint64_t steps) {
  b->steps = (uint64_t)b->steps > steps && b->steps > 0 ? b->steps - (int64_t)steps : 0;
  if (b->steps > 0 && !b->spent) return;
  if (!b->spent) {
    b->spent = SPENT_STEPS;
    note_place(L, b);
  }
  raise_spent(L, b);
}

void gm_lua_charge(lua_State *L, uint64_t steps) {
  budget *b = find(L);
  if (b && b->active) take(L, b, steps);
  gm_lua_heed_interrupts(L);
}

static void count(lua_State *L, lua_Debug *where) {
  (void)where;
  budget *b = find(L);
  if (b && b->active) take(L, b, HOOK_STEPS);
}

/* Growth only is limited: freeing and shrinking never fail. */
static void *allocate(void *data, void *block, size_t old, size_t size) {
  budget *b = data;
  int64_t grows = (int64_t)size - (block ? (int64_t)old : 0);
  if (!b->active) return b->alloc(b->alloc_data, block, old, size);
  if (grows > 0 && (grows > b->memory || grows > b->traffic)) {
    b->refused = 1;
    return NULL;
  }
  void *got = b->alloc(b->alloc_data, block, old, size);
  if (got || size == 0) {
    b->memory -= grows;
    if (b->memory > b->all_memory) b->memory = b->all_memory; /* older garbage went */
    if (grows > 0) b->traffic -= grows;
  }
  return got;
}

/* Was this failure the budget's doing? The auxiliary library raises its own words for memory. */
static void notice(lua_State *L, budget *b, int status) {
  const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
  if (b->spent || !b->refused) return;
  if (status == LUA_ERRMEM || strcmp(text, "not enough memory") == 0) b->spent = SPENT_MEMORY;
}

/* Methods of strings are the safe ones while a pack runs. Leaves the stack as it was. */
static const char STRINGS[2]; /* keys: the safe methods, the others meanwhile */
static void swap_strings(lua_State *L, int safe) {
  lua_pushliteral(L, "");
  if (lua_getmetatable(L, -1)) { /* ["", metatable] */
    if (safe) {
      lua_getfield(L, -1, "__index");
      lua_rawsetp(L, LUA_REGISTRYINDEX, &STRINGS[1]);
    }
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &STRINGS[!safe]) != LUA_TNIL)
      lua_setfield(L, -2, "__index");
    else
      lua_pop(L, 1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* set_strings(table): what swap_strings puts in place */
static int set_strings(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &STRINGS[0]);
  return 0;
}

static int64_t field(lua_State *L, const char *name) {
  lua_getfield(L, 1, name);
  int64_t value = luaL_checkinteger(L, -1);
  lua_pop(L, 1);
  return value;
}

/* limited({ steps=, memory= (bytes) }, f, ...) -> true, results or false, failure, "steps" or
 * "memory" where a limit was the reason. Within another limited call the outer budget holds. */
static int limited(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  budget *b = find(L);
  void *data;
  int outer = b->active || lua_getallocf(L, &data) == allocate; /* a budget is in force */
  lua_Hook hook = lua_gethook(L);
  int mask = lua_gethookmask(L), hook_count = lua_gethookcount(L);
  if (!outer) {
    int64_t steps = field(L, "steps"), memory = field(L, "memory");
    lua_Alloc alloc = lua_getallocf(L, &b->alloc_data);
    *b = (budget){1, SPENT_NOTHING, 0, steps, memory, memory * TRAFFIC, steps, memory,
                  "", alloc, b->alloc_data};
    swap_strings(L, 1);
    lua_setallocf(L, allocate, b);
    lua_sethook(L, count, LUA_MASKCOUNT, HOOK_STEPS);
  }
  lua_pushcfunction(L, place);
  lua_replace(L, 1);
  int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 1); /* [place, results...] */
  if (status != LUA_OK) notice(L, b, status);
  if (!outer) {
    b->active = 0;
    lua_setallocf(L, b->alloc, b->alloc_data);
    lua_sethook(L, hook, mask, hook_count);
    swap_strings(L, 0);
  } else if (b->spent) {
    return raise_spent(L, b);
  }
  lua_pushboolean(L, status == LUA_OK && !b->spent);
  lua_replace(L, 1);
  if (status == LUA_OK && !b->spent) return lua_gettop(L);
  lua_settop(L, 2);
  if (!b->spent) return 2;
  push_spent(L, b);
  lua_replace(L, 2);
  lua_pushstring(L, b->spent == SPENT_STEPS ? "steps" : "memory");
  return 3;
}

/* unlimited(f, ...) -> results: f runs outside the budget in force */
static int unlimited(lua_State *L) {
  luaL_checkany(L, 1);
  budget *b = find(L);
  int active = b->active;
  lua_Hook hook = lua_gethook(L);
  int mask = lua_gethookmask(L), hook_count = lua_gethookcount(L);
  if (active) {
    b->active = 0;
    lua_sethook(L, NULL, 0, 0);
    swap_strings(L, 0);
  }
  int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
  if (active) {
    swap_strings(L, 1);
    lua_sethook(L, hook, mask, hook_count);
    b->active = active;
  }
  return status == LUA_OK ? lua_gettop(L) : lua_error(L);
}

/* charge(steps) */
static int charge(lua_State *L) {
  lua_Integer steps = luaL_checkinteger(L, 1);
  gm_lua_charge(L, steps > 0 ? (uint64_t)steps : 0);
  return 0;
}

/* Hands a used-up budget on through the pack's own pcall. */
static int finish(lua_State *L, int status, int first) {
  budget *b = find(L);
  if (b && b->active) {
    if (status != LUA_OK) notice(L, b, status);
    if (b->spent) return raise_spent(L, b);
  }
  lua_pushboolean(L, status == LUA_OK);
  lua_insert(L, first);
  return lua_gettop(L) - first + 1;
}

static int safe_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  return finish(L, lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0), 1);
}

/* The handler runs after the call has unwound: raised from the count hook it would run with
 * hooks off, and nothing could end it. */
static int safe_xpcall(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 1);
  lua_replace(L, 2);
  lua_replace(L, 1); /* [handler, function, arguments...] */
  int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
  budget *b = find(L);
  if (status != LUA_OK && b && b->active) notice(L, b, status);
  if (status != LUA_OK && !(b && b->spent)) { /* [handler, failure] */
    lua_pushvalue(L, 1);
    lua_insert(L, 2);
    int handled = lua_pcall(L, 1, 1, 0);
    if (handled != LUA_OK && b && b->active) notice(L, b, handled);
  }
  return finish(L, status, 2);
}

void gm_lua_add_budget(lua_State *L) {
  static const luaL_Reg functions[] = {{"limited", limited},
                                       {"unlimited", unlimited},
                                       {"charge", charge},
                                       {"pcall", safe_pcall},
                                       {"set_strings", set_strings},
                                       {"xpcall", safe_xpcall},
                                       {NULL, NULL}};
  if (!find(L)) {
    budget *b = lua_newuserdatauv(L, sizeof *b, 0);
    memset(b, 0, sizeof *b);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &KEY);
  }
  luaL_setfuncs(L, functions, 0);
}
