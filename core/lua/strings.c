/* The pattern functions of the string library, charged by the step. */
#include "lua/gimlet_lua.h"
#include "lua/budget.h"
#include "lua/pattern.h"
#include "lua/strings.h"
#include <stdlib.h>
#include <string.h>

enum { CHUNK_STEPS = 1 << 20 }; /* steps between two looks at the budget */

static void compile(lua_State *L, gm_pattern *pattern, gm_slice source) {
  const char *wrong = gm_pattern_compile(pattern, source);
  if (wrong) luaL_error(L, "malformed pattern: %s", wrong);
}

/* The compiled pattern is large, and lives in a userdata on the stack. */
static gm_pattern *push_pattern(lua_State *L, gm_slice source) {
  gm_pattern *pattern = lua_newuserdatauv(L, sizeof *pattern, 0);
  compile(L, pattern, source);
  return pattern;
}

static void begin(gm_pattern_match *match, const gm_pattern *pattern, gm_slice text) {
  match->pattern = pattern;
  match->text = text;
  match->steps = 0;
  match->max_steps = 0;
  match->failure = NULL;
}

/* Charges the steps taken since the last time. */
static void pay(lua_State *L, gm_pattern_match *match) {
  uint64_t steps = match->steps;
  match->steps = 0;
  gm_lua_charge(L, steps);
}

/* Matches at `at`. Where it takes more than a chunk of steps, they are charged and the match
 * begins again with room for twice as many, so that the budget ends what does not end itself. */
static size_t match_at(lua_State *L, gm_pattern_match *match, size_t at) {
  if (match->steps > CHUNK_STEPS / 64) pay(L, match);
  for (uint64_t room = CHUNK_STEPS;; room *= 2) {
    match->max_steps = match->steps + room;
    match->failure = NULL;
    size_t end = gm_pattern_match_at(match, at);
    if (!match->failure) return end;
    if (strcmp(match->failure, "steps") != 0) luaL_error(L, "%s", match->failure);
    pay(L, match);
  }
}

static void push_capture(lua_State *L, const gm_pattern_match *match, int index) {
  int64_t size = match->capture[index].size;
  if (size == GM_PATTERN_POSITION)
    lua_pushinteger(L, (lua_Integer)match->capture[index].begin + 1);
  else
    lua_pushlstring(L, match->text.data + match->capture[index].begin, (size_t)size);
}

/* All captures, or the whole match where there are none. */
static int push_captures(lua_State *L, const gm_pattern_match *match, size_t at, size_t end,
                         bool whole) {
  int count = match->pattern->captures;
  if (count == 0 && whole) {
    lua_pushlstring(L, match->text.data + at, end - at);
    return 1;
  }
  luaL_checkstack(L, count, "too many captures");
  for (int i = 0; i < count; i++) push_capture(L, match, i);
  return count;
}

/* Where a search that starts at Lua position `init` begins; beyond the text: SIZE_MAX. */
static size_t start_of(lua_Integer init, size_t size) {
  if (init > 0) return (uint64_t)init - 1 > size ? SIZE_MAX : (size_t)init - 1;
  if (init == 0 || init < -(lua_Integer)size) return 0;
  return (size_t)((lua_Integer)size + init);
}

static int find_plain(lua_State *L, gm_slice text, gm_slice what, size_t at) {
  gm_lua_charge(L, (text.size - at) / 16 + 1);
  const char *found = what.size == 0 ? text.data + at
                                     : memmem(text.data + at, text.size - at, what.data, what.size);
  if (!found) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushinteger(L, found - text.data + 1);
  lua_pushinteger(L, found - text.data + (lua_Integer)what.size);
  return 2;
}

static bool is_plain(gm_slice pattern) {
  for (size_t i = 0; i < pattern.size; i++)
    if (pattern.data[i] && strchr("^$*+?.([%-", pattern.data[i])) return false;
  return true;
}

static int search(lua_State *L, bool find) {
  gm_slice text = gm_lua_check_slice(L, 1), source = gm_lua_check_slice(L, 2);
  size_t at = start_of(luaL_optinteger(L, 3, 1), text.size);
  if (at == SIZE_MAX) {
    lua_pushnil(L);
    return 1;
  }
  if (find && (lua_toboolean(L, 4) || is_plain(source))) return find_plain(L, text, source, at);
  gm_pattern *pattern = push_pattern(L, source);
  gm_pattern_match match;
  begin(&match, pattern, text);
  for (; at <= text.size; at++) {
    size_t end = match_at(L, &match, at);
    if (end != SIZE_MAX) {
      pay(L, &match);
      if (!find) return push_captures(L, &match, at, end, true);
      lua_pushinteger(L, (lua_Integer)at + 1);
      lua_pushinteger(L, (lua_Integer)end);
      return 2 + push_captures(L, &match, at, end, false);
    }
    if (pattern->anchored) break;
  }
  pay(L, &match);
  lua_pushnil(L);
  return 1;
}

static int string_find(lua_State *L) { return search(L, true); }
static int string_match(lua_State *L) { return search(L, false); }

/* upvalues: text, pattern, position of the next search, end of the last match */
static int gmatch_next(lua_State *L) {
  gm_slice text = gm_lua_check_slice(L, lua_upvalueindex(1));
  gm_pattern_match match;
  begin(&match, lua_touserdata(L, lua_upvalueindex(2)), text);
  size_t at = (size_t)lua_tointeger(L, lua_upvalueindex(3));
  size_t last = (size_t)lua_tointeger(L, lua_upvalueindex(4));
  for (; at <= text.size; at++) {
    size_t end = match_at(L, &match, at);
    if (end == SIZE_MAX || end == last) continue;
    pay(L, &match);
    lua_pushinteger(L, (lua_Integer)end);
    lua_copy(L, -1, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return push_captures(L, &match, at, end, true);
  }
  pay(L, &match);
  lua_pushinteger(L, (lua_Integer)text.size + 1);
  lua_replace(L, lua_upvalueindex(3));
  return 0;
}

static int string_gmatch(lua_State *L) {
  gm_slice text = gm_lua_check_slice(L, 1), source = gm_lua_check_slice(L, 2);
  size_t at = start_of(luaL_optinteger(L, 3, 1), text.size);
  lua_pushvalue(L, 1);
  /* In gmatch a leading ^ means itself (as in Lua). */
  if (source.size && source.data[0] == '^') {
    lua_pushliteral(L, "%");
    lua_pushvalue(L, 2);
    lua_concat(L, 2);
    source = gm_lua_check_slice(L, -1);
    lua_replace(L, 2);
  }
  push_pattern(L, source);
  lua_pushinteger(L, at == SIZE_MAX ? (lua_Integer)text.size + 1 : (lua_Integer)at);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, gmatch_next, 4);
  return 1;
}

/* Appends the replacement string with %0 … %9 and %% filled in. */
static void add_template(lua_State *L, luaL_Buffer *out, const gm_pattern_match *match,
                         size_t at, size_t end) {
  gm_slice text = gm_lua_check_slice(L, 3);
  for (size_t i = 0; i < text.size; i++) {
    char byte = text.data[i];
    if (byte != '%') {
      luaL_addchar(out, byte);
      continue;
    }
    byte = ++i < text.size ? text.data[i] : 0;
    int index = byte - '1';
    if (byte == '%') {
      luaL_addchar(out, '%');
    } else if (byte == '0' || (byte == '1' && match->pattern->captures == 0)) {
      luaL_addlstring(out, match->text.data + at, end - at);
    } else if (byte >= '1' && byte <= '9' && index < match->pattern->captures) {
      push_capture(L, match, index);
      luaL_tolstring(L, -1, NULL);
      lua_remove(L, -2);
      luaL_addvalue(out);
    } else {
      luaL_error(L, "invalid use of '%%' in a replacement");
    }
  }
}

/* Appends what stands for one match: a string, or a table's or a function's word on it. */
static void add_value(lua_State *L, luaL_Buffer *out, const gm_pattern_match *match, size_t at,
                      size_t end) {
  switch (lua_type(L, 3)) {
  case LUA_TTABLE:
    if (match->pattern->captures) push_capture(L, match, 0);
    else lua_pushlstring(L, match->text.data + at, end - at);
    lua_gettable(L, 3);
    break;
  case LUA_TFUNCTION:
    lua_pushvalue(L, 3);
    lua_call(L, push_captures(L, match, at, end, true), 1);
    break;
  default: add_template(L, out, match, at, end); return;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(out, match->text.data + at, end - at);
  } else if (lua_isstring(L, -1)) {
    luaL_addvalue(out);
  } else {
    luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  }
}

static int string_gsub(lua_State *L) {
  gm_slice text = gm_lua_check_slice(L, 1), source = gm_lua_check_slice(L, 2);
  int kind = lua_type(L, 3);
  luaL_argexpected(L, kind == LUA_TNUMBER || kind == LUA_TSTRING || kind == LUA_TFUNCTION ||
                          kind == LUA_TTABLE,
                   3, "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)text.size + 1), count = 0;
  lua_settop(L, 4);
  gm_pattern *pattern = push_pattern(L, source);
  gm_pattern_match match;
  begin(&match, pattern, text);
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  size_t at = 0, last = SIZE_MAX;
  while (count < most) {
    size_t end = match_at(L, &match, at);
    if (end != SIZE_MAX && end != last) {
      count++;
      add_value(L, &out, &match, at, end);
      at = last = end;
    } else if (at < text.size) {
      luaL_addchar(&out, text.data[at++]);
    } else {
      break;
    }
    if (pattern->anchored) break;
  }
  pay(L, &match);
  if (at < text.size) luaL_addlstring(&out, text.data + at, text.size - at);
  luaL_pushresult(&out);
  lua_pushinteger(L, count);
  return 2;
}

void gm_lua_add_strings(lua_State *L) {
  static const luaL_Reg functions[] = {{"find", string_find},
                                       {"match", string_match},
                                       {"gmatch", string_gmatch},
                                       {"gsub", string_gsub},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
