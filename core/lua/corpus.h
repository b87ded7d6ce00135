/* What the box of an open corpus holds, for the two files that bind core/store. */
#ifndef GM_LUA_CORPUS_H
#define GM_LUA_CORPUS_H
#include "load/signature.h"
#include "lua/gimlet_lua.h"
#include "store/documents.h"
#include "store/parcel.h"
#include "store/zones.h"
#include "store/store.h"
#include "store/stream.h"

typedef struct {
  gm_store *store;
  gm_lexicon *lexicon;
  gm_tokens *tokens;
  gm_types *types;
  gm_signer *signer;
  gm_stream *stream;   /* NULL until asked for: gm_corpus_stream */
  gm_columns *columns; /* NULL until asked for */
  gm_packer *packer;
  /* working memory, so that nothing is lost when Lua raises */
  gm_buffer zones, parcel, packed, frame, text;
  gm_packed_zone *zone_list;
  size_t zone_capacity;
  uint32_t *edges;
  size_t edge_capacity;
  gm_entry_meta *meta;
  size_t meta_capacity;
} gm_corpus;

static inline gm_corpus *gm_corpus_check(lua_State *L, int index) {
  return gm_lua_check_box(L, index, GM_LUA_CORPUS);
}
/* Adds add, file, remove, content to the table of methods on top. */
void gm_corpus_add_documents(lua_State *L);
/* Adds types, type, type_of, numbers, tokens, postings to the table of methods on top.
 */
void gm_corpus_add_stream(lua_State *L);
/* Adds columns, column, given, standoff to the table of methods on top. */
void gm_corpus_add_columns(lua_State *L);
/* Adds count, surroundings, occurrences to the table of methods on top. */
void gm_corpus_add_counting(lua_State *L);
/* Adds cql to the table of methods on top. */
void gm_corpus_add_cql(lua_State *L);
/* Adds lines to it. */
void gm_corpus_add_lines(lua_State *L);
/* Adds found and sentences. */
void gm_corpus_add_rules(lua_State *L);
/* The reading side of the corpus; it lives as long as the box. */
gm_status gm_corpus_stream(gm_corpus *corpus, gm_stream **out, gm_error *err);
/* Adds parcel, zones, frame to the table on top. */
void gm_lua_add_packing(lua_State *L);
/* The kind of a zone by its name; the article itself where the name is none. */
gm_zone_kind gm_lua_zone_kind(gm_slice name);
/* Adds signature and cluster to the table on top. */
void gm_lua_add_signature(lua_State *L);
#endif
