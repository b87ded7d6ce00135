/* Lua face of hits: rules and sentences count from 1, tokens from 1 inclusive. A box's user
 * value is the ruleset that its capture names come from. */
#include "lua/hits.h"
#include "lua/gimlet_lua.h"
#include "match/ruleset.h"

static const gm_hit *check_hit(lua_State *L, const gm_hits *hits) {
  lua_Integer index = luaL_checkinteger(L, 2);
  luaL_argcheck(L, index >= 1 && (size_t)index <= hits->count, 2, "no such hit");
  return &hits->hits[index - 1];
}

static int hits_count(lua_State *L) {
  gm_hits *hits = luaL_checkudata(L, 1, GM_LUA_HITS);
  lua_pushinteger(L, (lua_Integer)hits->count);
  return 1;
}

static int push_hit(lua_State *L, const gm_hit *hit) {
  lua_pushinteger(L, (lua_Integer)hit->rule + 1);
  lua_pushinteger(L, (lua_Integer)hit->begin + 1);
  lua_pushinteger(L, (lua_Integer)hit->end);
  lua_pushinteger(L, (lua_Integer)hit->entry);
  lua_pushinteger(L, (lua_Integer)hit->sentence + 1);
  lua_pushinteger(L, (lua_Integer)hit->edits);
  return 6;
}

/* hits:get(i) -> rule, first, last, entry, sentence, edits. Sorted by sentence, rule,
 * first. */
static int hits_get(lua_State *L) {
  return push_hit(L, check_hit(L, luaL_checkudata(L, 1, GM_LUA_HITS)));
}

static int next_hit(lua_State *L) {
  gm_hits *hits = luaL_checkudata(L, 1, GM_LUA_HITS);
  lua_Integer index = luaL_checkinteger(L, 2);
  if (index < 0 || (size_t)index >= hits->count) return 0;
  lua_pushinteger(L, index + 1);
  return 1 + push_hit(L, &hits->hits[index]);
}

/* for i, rule, first, last, entry, sentence, edits in hits:each() do … end */
static int hits_each(lua_State *L) {
  luaL_checkudata(L, 1, GM_LUA_HITS);
  lua_pushcfunction(L, next_hit);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

/* hits:find(rule, sentence) -> from, to: their hits are from … to; none where from > to
 */
static int hits_find(lua_State *L) {
  gm_hits *hits = luaL_checkudata(L, 1, GM_LUA_HITS);
  size_t from, end;
  gm_rule rule = (uint32_t)luaL_checkinteger(L, 2) - 1;
  gm_hits_find(hits, (uint32_t)luaL_checkinteger(L, 3) - 1, rule, &from, &end);
  lua_pushinteger(L, (lua_Integer)from + 1);
  lua_pushinteger(L, (lua_Integer)end);
  return 2;
}

static void push_range(lua_State *L, uint32_t begin, uint32_t end, int at) {
  lua_pushinteger(L, (lua_Integer)begin + 1);
  lua_rawseti(L, -2, at);
  lua_pushinteger(L, (lua_Integer)end);
  lua_rawseti(L, -2, at + 1);
}

/* hits:captures(i) -> { {name, first, last}, … } */
static int hits_captures(lua_State *L) {
  gm_hits *hits = luaL_checkudata(L, 1, GM_LUA_HITS);
  const gm_hit *hit = check_hit(L, hits);
  lua_getiuservalue(L, 1, 1); /* [hits, i, ruleset] */
  gm_ruleset *ruleset = gm_lua_check_box(L, -1, GM_LUA_RULESET);
  lua_createtable(L, (int)hit->capture_count, 0);
  for (uint32_t i = 0; i < hit->capture_count; i++) {
    const gm_capture *capture = &hits->captures[hit->captures + i];
    lua_createtable(L, 3, 0);
    gm_lua_push_slice(L, gm_ruleset_capture_name(ruleset, capture->name));
    lua_rawseti(L, -2, 1);
    push_range(L, capture->begin, capture->end, 2);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* hits:skips(i) -> { {first, last}, … }: tokens that gaps ran over */
static int hits_skips(lua_State *L) {
  gm_hits *hits = luaL_checkudata(L, 1, GM_LUA_HITS);
  const gm_hit *hit = check_hit(L, hits);
  lua_createtable(L, (int)hit->skip_count, 0);
  for (uint32_t i = 0; i < hit->skip_count; i++) {
    const gm_skip *skip = &hits->skips[hit->skips + i];
    lua_createtable(L, 2, 0);
    push_range(L, skip->begin, skip->end, 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int hits_free(lua_State *L) {
  gm_hits_free(luaL_checkudata(L, 1, GM_LUA_HITS));
  return 0;
}

void gm_lua_add_hits(lua_State *L) {
  static const luaL_Reg hits_meta[] = {
      {"__gc", hits_free}, {"__close", hits_free}, {"__len", hits_count}, {NULL, NULL}};
  static const luaL_Reg hits_methods[] = {
      {"get", hits_get},           {"each", hits_each},   {"find", hits_find},
      {"captures", hits_captures}, {"skips", hits_skips}, {NULL, NULL}};
  luaL_newmetatable(L, GM_LUA_HITS);
  luaL_setfuncs(L, hits_meta, 0);
  lua_newtable(L);
  luaL_setfuncs(L, hits_methods, 0);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}
