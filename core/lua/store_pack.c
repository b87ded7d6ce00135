/* What a worker does to a document before it crosses to the parent.
 *
 *   core.store.parcel(tokens, lexicon) -> bytes     see store/parcel.h
 *   core.store.tell()                               from now on parcels have no forms
 *   core.store.told() -> bytes or nil               but these, for corpus:hear
 *   core.store.zones(document) -> bytes             see store/zones.h
 *   core.store.frame(text) -> bytes                 see store/compress.h */
#include "lua/corpus.h"
#include "load/document.h"
#include "store/compress.h"

#define PACKER "gimlet.packer"

/* Working memory of these functions, kept in their upvalue. */
typedef struct {
  gm_packer *packer;
  gm_compressor *compressor;
  gm_buffer bytes;
} packing;

static int packing_close(lua_State *L) {
  packing *own = luaL_checkudata(L, 1, PACKER);
  gm_packer_free(own->packer);
  gm_compressor_free(own->compressor);
  gm_buffer_free(&own->bytes);
  *own = (packing){0};
  return 0;
}

static packing *check_packing(lua_State *L) {
  packing *own = lua_touserdata(L, lua_upvalueindex(1));
  gm_error err = {0};
  gm_buffer_clear(&own->bytes);
  if (!own->packer && gm_packer_new(&own->packer, &err) != GM_OK)
    gm_lua_raise(L, &err);
  if (!own->compressor && gm_compressor_new(&own->compressor, &err) != GM_OK)
    gm_lua_raise(L, &err);
  return own;
}

static int give(lua_State *L, packing *own, gm_status status, gm_error *err) {
  if (status == GM_OK && own->bytes.status != GM_OK)
    status = gm_nomem(err);
  if (status != GM_OK)
    return gm_lua_fail(L, err);
  gm_lua_push_slice(L, gm_buffer_slice(&own->bytes));
  return 1;
}

static int make_parcel(lua_State *L) {
  gm_tokens *tokens = gm_lua_check_box(L, 1, GM_LUA_TOKENS);
  gm_lexicon *lexicon = gm_lua_check_box(L, 2, GM_LUA_LEXICON);
  packing *own = check_packing(L);
  gm_error err = {0};
  gm_status status = gm_packer_pack(own->packer, tokens, lexicon, &own->bytes, &err);
  return give(L, own, status, &err);
}

static int tell(lua_State *L) {
  gm_packer_tell(check_packing(L)->packer);
  return 0;
}

static int told(lua_State *L) {
  packing *own = check_packing(L);
  gm_error err = {0};
  gm_packer_told(own->packer, &own->bytes);
  return own->bytes.size ? give(L, own, GM_OK, &err) : 0;
}

static int pack_zones(lua_State *L) {
  gm_document *document = gm_lua_check_box(L, 1, GM_LUA_DOCUMENT);
  packing *own = check_packing(L);
  gm_error err = {0};
  gm_packed_zone *zones =
      lua_newuserdatauv(L, (document->zone_count + 1) * sizeof *zones, 0);
  for (size_t i = 0; i < document->zone_count; i++) {
    const gm_zone *zone = &document->zones[i];
    zones[i] = (gm_packed_zone){zone->begin, zone->end,
                                gm_slice_text(gm_zone_name(zone->kind))};
  }
  gm_pack_zones(&own->bytes, zones, document->zone_count);
  return give(L, own, GM_OK, &err);
}

static int make_frame(lua_State *L) {
  gm_slice text = gm_lua_check_slice(L, 1);
  packing *own = check_packing(L);
  gm_error err = {0};
  return give(L, own, gm_compress(own->compressor, text, &own->bytes, &err), &err);
}

void gm_lua_add_packing(lua_State *L) {
  static const luaL_Reg functions[] = {{"parcel", make_parcel},
                                       {"tell", tell},
                                       {"told", told},
                                       {"zones", pack_zones},
                                       {"frame", make_frame},
                                       {NULL, NULL}};
  memset(lua_newuserdatauv(L, sizeof(packing), 0), 0, sizeof(packing));
  luaL_newmetatable(L, PACKER);
  lua_pushcfunction(L, packing_close);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  luaL_setfuncs(L, functions, 1);
}
