/* Lua face of load/signature.
 *
 *   core.load.signature(tokens, lexicon, zones, a document or nil) -> bytes
 *     zones: { {kind=, begin=, end=}, … }
 *   core.load.cluster({ bytes, … }, share)
 *     -> { smallest index of its cluster, … }
 *   core.load.resemblance(bytes, bytes) -> jaccard, containment */
#include "lua/corpus.h"

gm_zone_kind gm_lua_zone_kind(gm_slice name) {
#define ZONE_NAME(kind, text) text,
  static const char *const names[] = {GM_ZONE_TABLE(ZONE_NAME)};
#undef ZONE_NAME
  for (int kind = 0; kind < GM_ZONE_KINDS; kind++)
    if (gm_slice_equal(name, gm_slice_text(names[kind])))
      return (gm_zone_kind)kind;
  return GM_ZONE_BODY;
}

/* [signatures] -> userdata with them read, left on the stack */
static gm_signature *check_signatures(lua_State *L, size_t count) {
  gm_signature *signatures = lua_newuserdatauv(L, (count + 1) * sizeof *signatures, 0);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, 1, (lua_Integer)i + 1);
    if (lua_type(L, -1) != LUA_TSTRING ||
        !gm_signature_read(&signatures[i], gm_lua_check_slice(L, -1)))
      memset(&signatures[i], 0, sizeof *signatures); /* like nothing */
    lua_pop(L, 1);
  }
  return signatures;
}

static int cluster(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  double share = luaL_checknumber(L, 2);
  size_t count = lua_rawlen(L, 1);
  gm_signature *signatures = check_signatures(L, count);
  uint32_t *clusters = lua_newuserdatauv(L, (count + 1) * sizeof *clusters, 0);
  gm_error err = {0};
  if (gm_signature_cluster(signatures, count, share, clusters, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)clusters[i] + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int resemblance(lua_State *L) {
  gm_signature a, b; /* those of an older kind are like nothing */
  gm_signature_read(&a, gm_lua_check_slice(L, 1));
  gm_signature_read(&b, gm_lua_check_slice(L, 2));
  lua_pushnumber(L, gm_signature_jaccard(&a, &b));
  lua_pushnumber(L, gm_signature_containment(&a, &b));
  return 2;
}

/* [.., zones] -> a userdata on top */
static gm_zone *check_zones(lua_State *L, int index, size_t count) {
  gm_zone *zones = lua_newuserdatauv(L, (count + 1) * sizeof *zones, 0);
  for (size_t i = 0; i < count; i++) {
    if (lua_rawgeti(L, index, (lua_Integer)i + 1) != LUA_TTABLE)
      luaL_error(L, "zones are a list of tables");
    lua_getfield(L, -1, "kind");
    lua_getfield(L, -2, "begin");
    lua_getfield(L, -3, "end");
    gm_slice kind = gm_lua_check_slice(L, -3);
    zones[i] = (gm_zone){(uint32_t)luaL_checkinteger(L, -2),
                         (uint32_t)luaL_checkinteger(L, -1), gm_lua_zone_kind(kind)};
    lua_pop(L, 4);
  }
  return zones;
}

#define SIGNER "gimlet.signer"

static int signer_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, SIGNER);
  gm_signer_free(*box);
  *box = NULL;
  return 0;
}

/* The lexicon's own signer, kept in the uservalue of its box. */
static gm_signer *signer_of(lua_State *L, gm_lexicon *lexicon) {
  lua_getiuservalue(L, 2, 1);
  if (luaL_testudata(L, -1, SIGNER))
    return gm_lua_check_box(L, -1, SIGNER);
  gm_error err = {0};
  void **box = gm_lua_new_box(L, SIGNER);
  if (gm_signer_new((gm_signer **)box, lexicon, &err) != GM_OK)
    gm_lua_raise(L, &err);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, 2, 1);
  return *box;
}

static int make_signature(lua_State *L) {
  gm_tokens *tokens = gm_lua_check_box(L, 1, GM_LUA_TOKENS);
  gm_lexicon *lexicon = gm_lua_check_box(L, 2, GM_LUA_LEXICON);
  gm_document **box = luaL_testudata(L, 3, GM_LUA_DOCUMENT);
  bool zoned = lua_istable(L, 3);
  size_t count = box && *box ? (*box)->zone_count : zoned ? lua_rawlen(L, 3) : 0;
  const gm_zone *zones = box && *box ? (*box)->zones
                         : zoned     ? check_zones(L, 3, count)
                                     : NULL;
  gm_signer *signer = signer_of(L, lexicon);
  gm_signature signature;
  char bytes[GM_SIGNATURE_SIZE];
  gm_error err = {0};
  if (gm_signer_make(&signature, signer, tokens, zones, count, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushlstring(L, bytes, gm_signature_write(&signature, bytes));
  return 1;
}

void gm_lua_add_signature(lua_State *L) {
  static const luaL_Reg functions[] = {{"signature", make_signature},
                                       {"cluster", cluster},
                                       {"resemblance", resemblance},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  luaL_newmetatable(L, SIGNER);
  lua_pushcfunction(L, signer_close);
  lua_setfield(L, -2, "__gc");
  lua_pop(L, 1);
}
