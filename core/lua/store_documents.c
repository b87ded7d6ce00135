/* Lua face of the documents of a corpus.
 *
 *   corpus:add(document, load) -> "added"|"updated"|"copy"|"known", number (in a batch)
 *   corpus:hear(forms) -> true: core.store.told, for the parcels that are added next
 *   corpus:file(path, stamp, documents, load) -> documents that have gone
 *   corpus:remove(number) -> true
 *   corpus:content(number) -> text, zones, signature
 *   corpus:packed(number) -> parcel, zones, frame, signature, as bytes
 *   corpus:compact() -> true, outside of a batch
 *   corpus:renumber() -> true: store/renumber.h
 *
 * A document is the table that reading gives, with earliest, latest and source_key
 * besides. What a worker has done already comes as bytes: parcel (its tokens), zones,
 * signature, frame (its text, with `bytes` for its size). Otherwise the text is cut and
 * packed here. */
#include "lua/corpus.h"
#include "base/memory.h"
#include "store/texts.h"
#include "store/compact.h"
#include "store/compress.h"
#include "store/renumber.h"
#include <stdlib.h>

/* A field of the table at 2; what is no string or number counts as none. */
static gm_slice text_field(lua_State *L, const char *name) {
  gm_slice slice = {0};
  lua_pushstring(L, name);
  if (lua_rawget(L, 2) == LUA_TSTRING)
    slice = gm_lua_check_slice(L, -1);
  lua_pop(L, 1); /* the table keeps it alive */
  return slice;
}

static int64_t number_field(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  lua_rawget(L, 2);
  int64_t number = lua_type(L, -1) == LUA_TNUMBER ? lua_tointeger(L, -1) : 0;
  lua_pop(L, 1);
  return number;
}

static gm_slice text_of(lua_State *L, int index, const char *name) {
  gm_slice slice = {0};
  lua_pushstring(L, name);
  if (lua_rawget(L, index) == LUA_TSTRING)
    slice = gm_lua_check_slice(L, -1);
  lua_pop(L, 1);
  return slice;
}

static uint32_t offset_of(lua_State *L, int index, const char *name, size_t most) {
  lua_pushstring(L, name);
  lua_rawget(L, index);
  lua_Integer offset = lua_tointeger(L, -1);
  lua_pop(L, 1);
  if (offset < 0 || (lua_Unsigned)offset > most)
    luaL_error(L, "a zone lies outside of its document");
  return (uint32_t)offset;
}

/* Pushes document[name] where it is a table, and gives its length. */
static lua_Integer list_field(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  return lua_rawget(L, 2) == LUA_TTABLE ? (lua_Integer)lua_rawlen(L, -1) : 0;
}

static void check_meta(lua_State *L, gm_corpus *corpus, gm_entry *entry) {
  lua_Integer count = list_field(L, "meta"); /* [corpus, document, load, meta] */
  if (!gm_grow((void **)&corpus->meta, &corpus->meta_capacity, (size_t)count,
               sizeof *corpus->meta))
    luaL_error(L, "out of memory");
  for (lua_Integer i = 0; i < count; i++) {
    if (lua_rawgeti(L, -1, i + 1) != LUA_TTABLE)
      luaL_error(L, "metadata is a list of tables");
    int row = lua_gettop(L);
    corpus->meta[i] = (gm_entry_meta){text_of(L, row, "key"), text_of(L, row, "value"),
                                      text_of(L, row, "from")};
    if (!corpus->meta[i].key.data)
      luaL_error(L, "metadata needs a key");
    lua_pop(L, 1);
  }
  entry->meta = corpus->meta;
  entry->meta_count = (size_t)count;
  lua_pop(L, 1);
}

static size_t check_zones(lua_State *L, gm_corpus *corpus, size_t text_size) {
  size_t count = (size_t)list_field(L, "zones");
  if (!gm_grow((void **)&corpus->zone_list, &corpus->zone_capacity, count,
               sizeof *corpus->zone_list) ||
      !gm_grow((void **)&corpus->edges, &corpus->edge_capacity, 2 * count,
               sizeof *corpus->edges))
    luaL_error(L, "out of memory");
  uint32_t at = 0;
  for (size_t i = 0; i < count; i++) {
    if (lua_rawgeti(L, -1, (lua_Integer)i + 1) != LUA_TTABLE)
      luaL_error(L, "zones are a list of tables");
    int row = lua_gettop(L);
    gm_packed_zone zone = {offset_of(L, row, "begin", text_size),
                           offset_of(L, row, "end", text_size),
                           text_of(L, row, "kind")};
    if (zone.begin < at || zone.end < zone.begin)
      luaL_error(L, "zones are not sorted, or end before they begin");
    at = zone.begin;
    corpus->zone_list[i] = zone;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return count;
}

static int ascending(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

/* No sentence crosses the edge of a zone other than a quotation. */
static size_t find_edges(gm_corpus *corpus, size_t zone_count) {
  size_t count = 0;
  for (size_t i = 0; i < zone_count; i++) {
    const gm_packed_zone *zone = &corpus->zone_list[i];
    if (gm_slice_equal(zone->kind, gm_slice_text("quote")))
      continue;
    corpus->edges[count++] = zone->begin;
    corpus->edges[count++] = zone->end;
  }
  if (count)
    qsort(corpus->edges, count, sizeof *corpus->edges, ascending);
  return count;
}

/* What cutting needs, for documents that come without their tokens. */
static gm_status ready_to_cut(gm_corpus *corpus, gm_error *err) {
  gm_status status = GM_OK;
  if (!corpus->lexicon)
    status = gm_lexicon_new(&corpus->lexicon, err);
  if (status == GM_OK && !corpus->tokens)
    status = gm_tokens_new(&corpus->tokens, err);
  if (status == GM_OK && !corpus->packer)
    status = gm_packer_new(&corpus->packer, err);
  if (status == GM_OK && !corpus->signer)
    status = gm_signer_new(&corpus->signer, corpus->lexicon, err);
  return status;
}

static gm_status ready(gm_corpus *corpus, gm_error *err) {
  return corpus->types ? GM_OK : gm_types_new(&corpus->types, corpus->store, err);
}

static gm_status sign(gm_corpus *corpus, size_t zone_count,
                      char bytes[GM_SIGNATURE_SIZE], size_t *size, gm_error *err) {
  gm_signature signature;
  gm_zone *zones = zone_count ? gm_alloc(zone_count * sizeof *zones) : NULL;
  if (zone_count && !zones)
    return gm_nomem(err);
  for (size_t i = 0; i < zone_count; i++)
    zones[i] = (gm_zone){corpus->zone_list[i].begin, corpus->zone_list[i].end,
                         gm_lua_zone_kind(corpus->zone_list[i].kind)};
  gm_status status = gm_signer_make(&signature, corpus->signer, corpus->tokens, zones,
                                    zone_count, err);
  *size = gm_signature_write(&signature, bytes);
  gm_free(zones);
  return status;
}

/* The entry's languages as they are written for cutting, in `packed`. */
static gm_slice languages_of(gm_corpus *corpus, const gm_entry *entry) {
  gm_buffer *out = &corpus->packed;
  gm_buffer_clear(out);
  gm_buffer_add(out, entry->language.data, entry->language.size);
  for (size_t i = 0; i < entry->meta_count && out->size; i++) {
    if (!gm_slice_equal(entry->meta[i].key, gm_slice_text("language_spans")))
      continue;
    gm_buffer_add_text(out, "; ");
    gm_buffer_add(out, entry->meta[i].value.data, entry->meta[i].value.size);
    break;
  }
  return out->status == GM_OK ? gm_buffer_slice(out) : gm_slice_of("", 0);
}

/* Our own tokens, or those that the document gives. */
static gm_status cut(gm_corpus *corpus, const gm_entry *entry, gm_slice text,
                     size_t zone_count, gm_error *err) {
  gm_tokens *tokens = corpus->tokens;
  if (!entry->given) {
    gm_status status = gm_tokens_cut_in(tokens, corpus->lexicon, text, GM_TAILOR_ALL,
                                        languages_of(corpus, entry), err);
    return status == GM_OK ? gm_tokens_sentences(tokens, corpus->lexicon, corpus->edges,
                                                 find_edges(corpus, zone_count), err)
                           : status;
  }
  gm_status status = gm_tokens_give(tokens, corpus->lexicon, text, entry->given, err);
  return status == GM_OK ? gm_tokens_speak(tokens, languages_of(corpus, entry), err)
                         : status;
}

/* What a worker would have done: a parcel, and a signature where there is none. */
static gm_status prepare(gm_corpus *corpus, gm_entry *entry, gm_slice text,
                         size_t zone_count, char bytes[GM_SIGNATURE_SIZE],
                         gm_error *err) {
  gm_status status = ready_to_cut(corpus, err);
  if (status == GM_OK)
    status = cut(corpus, entry, text, zone_count, err);
  gm_buffer_clear(&corpus->parcel);
  if (status == GM_OK)
    status = gm_packer_pack(corpus->packer, corpus->tokens, corpus->lexicon,
                            &corpus->parcel, err);
  if (status == GM_OK && !entry->signature.data) {
    size_t size = 0;
    status = sign(corpus, zone_count, bytes, &size, err);
    entry->signature = gm_slice_of(bytes, size);
  }
  return status;
}

/* Everything that is stored packed: tokens, zones, text. */
static gm_status pack(gm_corpus *corpus, gm_entry *entry, gm_slice parcel,
                      gm_slice text, gm_error *err) {
  const gm_unpacked *reading;
  gm_compressor *compressor;
  gm_buffer_clear(&corpus->packed);
  gm_buffer_clear(&corpus->frame);
  gm_status status = gm_types_absorb(corpus->types, parcel, (uint64_t)entry->bytes,
                                     &corpus->packed, &reading, err);
  if (status == GM_OK && !entry->frame.data) {
    status = gm_store_compressor(corpus->store, &compressor, err);
    if (status == GM_OK)
      status = gm_compress(compressor, text, &corpus->frame, err);
    entry->frame = gm_buffer_slice(&corpus->frame);
  }
  if (status == GM_OK && entry->given && entry->given->count != reading->token_count)
    status =
        gm_fail(err, GM_CORRUPT, "the columns of a document do not fit its tokens");
  if (status != GM_OK)
    return status;
  entry->packed = gm_buffer_slice(&corpus->packed);
  entry->tokens = reading->token_count;
  entry->sentences = reading->sentence_count;
  return GM_OK;
}

/* Zones that come as bytes, sorted and within the text. */
static void check_packed_zones(lua_State *L, const gm_entry *entry) {
  gm_packed_zone *zones;
  size_t count;
  gm_error err = {0};
  if (gm_unpack_zones(entry->zones, &zones, &count, &err) != GM_OK)
    gm_lua_raise(L, &err);
  bool sound = true;
  for (size_t i = 0; i < count; i++)
    sound = sound && (int64_t)zones[i].end <= entry->bytes;
  gm_free(zones);
  if (!sound)
    luaL_error(L, "a zone lies outside of its document");
}

/* Zones as a list of tables, packed; their bytes where they come so. */
static size_t take_zones(lua_State *L, gm_corpus *corpus, gm_entry *entry) {
  entry->zones = text_field(L, "zones");
  if (entry->zones.data) {
    check_packed_zones(L, entry);
    return 0;
  }
  size_t count = check_zones(L, corpus, (size_t)entry->bytes);
  gm_buffer_clear(&corpus->zones);
  gm_pack_zones(&corpus->zones, corpus->zone_list, count);
  if (corpus->zones.status != GM_OK)
    luaL_error(L, "out of memory");
  entry->zones = gm_buffer_slice(&corpus->zones);
  return count;
}

/* Tokens and columns that the file gives; they lie in the arena. */
static gm_status take_given(gm_entry *entry, gm_slice blob, gm_slice text,
                            gm_given *given, gm_arena *arena, gm_error *err) {
  if (!blob.size)
    return GM_OK;
  entry->given = given;
  return gm_given_read(given, blob, text, arena, err);
}

static int corpus_add(lua_State *L) {
  static const char *const outcomes[] = {"added", "updated", "copy", "known"};
  gm_corpus *corpus = gm_corpus_check(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  int64_t load = luaL_optinteger(L, 3, 0), number;
  char signature[GM_SIGNATURE_SIZE];
  gm_given given;
  gm_entry entry = {0};
#define TAKE_TEXT(name) entry.name = text_field(L, #name);
#define TAKE_NUMBER(name) entry.name = number_field(L, #name);
  GM_ENTRY_TEXTS(TAKE_TEXT)
  GM_ENTRY_NUMBERS(TAKE_NUMBER)
  entry.name = text_field(L, "document");
  entry.signature = text_field(L, "signature");
  entry.frame = text_field(L, "frame");
  gm_slice text = text_field(L, "text"), parcel = text_field(L, "parcel");
  entry.bytes = entry.frame.data ? number_field(L, "bytes") : (int64_t)text.size;
  if (entry.frame.data && gm_frame_size(entry.frame) != (uint64_t)entry.bytes)
    return luaL_error(L, "a text is not as long as it is said to be");
  check_meta(L, corpus, &entry);
  entry.standoff = text_field(L, "standoff");
  size_t zones = take_zones(L, corpus, &entry);
  gm_added added = GM_ADDED;
  gm_error err = {0};
  gm_arena *arena = gm_arena_new();
  gm_status status = arena ? ready(corpus, &err) : gm_nomem(&err);
  if (status == GM_OK)
    status = take_given(&entry, text_field(L, "given"), text, &given, arena, &err);
  if (status == GM_OK && !parcel.data) {
    status = prepare(corpus, &entry, text, zones, signature, &err);
    parcel = gm_buffer_slice(&corpus->parcel);
  }
  if (status == GM_OK)
    status = pack(corpus, &entry, parcel, text, &err);
  if (status == GM_OK)
    status = gm_documents_add(corpus->store, corpus->types, &entry, load, &added,
                              &number, &err);
  gm_arena_free(arena);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushstring(L, outcomes[added]);
  lua_pushinteger(L, number);
  return 2;
}

static int corpus_hear(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_slice forms = gm_lua_check_slice(L, 2);
  gm_error err = {0};
  gm_status status = ready(corpus, &err);
  if (status == GM_OK)
    status = gm_types_hear(corpus->types, forms, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

static int corpus_file(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_slice path = gm_lua_check_slice(L, 2), stamp = gm_lua_check_slice(L, 3);
  int64_t documents = luaL_checkinteger(L, 4), load = luaL_checkinteger(L, 5), gone;
  gm_error err = {0};
  gm_status status = ready(corpus, &err);
  if (status == GM_OK)
    status = gm_documents_file(corpus->store, corpus->types, path, stamp, documents,
                               load, &gone, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushinteger(L, gone);
  return 1;
}

static int corpus_remove(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  int64_t number = luaL_checkinteger(L, 2);
  gm_error err = {0};
  gm_status status = ready(corpus, &err);
  if (status == GM_OK)
    status = gm_documents_remove(corpus->store, corpus->types, number, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* [zones blob as a string] -> [list] */
static int push_zones(lua_State *L) {
  gm_packed_zone *zones;
  size_t count;
  gm_error err = {0};
  if (gm_unpack_zones(gm_lua_check_slice(L, 1), &zones, &count, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_createtable(L, 0, 3);
    gm_lua_push_slice(L, zones[i].kind);
    lua_setfield(L, -2, "kind");
    lua_pushinteger(L, zones[i].begin);
    lua_setfield(L, -2, "begin");
    lua_pushinteger(L, zones[i].end);
    lua_setfield(L, -2, "end");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  gm_free(zones);
  return 1;
}

static int corpus_content(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_value number = gm_value_integer(luaL_checkinteger(L, 2));
  gm_error err = {0};
  gm_rows *rows;
  bool more;
  gm_status status = gm_store_query(
      corpus->store, "SELECT text, zones, signature FROM contents WHERE document = ?",
      &number, 1, &rows, &err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, &err);
  if (status == GM_OK && !more)
    status = gm_fail(&err, GM_NOTFOUND, "there is no text of document %d", (int)number.integer);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  gm_buffer_clear(&corpus->text);
  status =
      gm_store_unpack_text(corpus->store, gm_rows_bytes(rows, 0), &corpus->text, &err);
  if (status != GM_OK) {
    gm_rows_close(rows);
    return gm_lua_fail(L, &err);
  }
  gm_lua_push_slice(L, gm_buffer_slice(&corpus->text));
  lua_pushcfunction(L, push_zones);
  gm_lua_push_slice(L, gm_rows_bytes(rows, 1));
  gm_lua_push_slice(L, gm_rows_bytes(rows, 2));
  lua_insert(L, -3); /* [text, signature, push_zones, blob] */
  gm_rows_close(rows);
  lua_call(L, 1, 1);
  lua_insert(L, -2);
  return 3;
}

/* [document's number] -> [bytes of its tokens as a parcel], made anew */
static gm_status make_parcel(gm_corpus *corpus, uint32_t number, gm_error *err) {
  gm_stream *stream;
  gm_stream_document document;
  gm_status status = ready_to_cut(corpus, err);
  if (status == GM_OK)
    status = gm_corpus_stream(corpus, &stream, err);
  if (status == GM_OK)
    status = gm_stream_read(stream, number, 0, &document, err);
  if (status != GM_OK)
    return status;
  document.tokens.given = true; /* a form may be no slice of the text */
  gm_buffer_clear(&corpus->parcel);
  return gm_packer_pack(corpus->packer, &document.tokens, gm_stream_lexicon(stream),
                        &corpus->parcel, err);
}

/* corpus:packed(number) -> parcel, zones, frame, signature: bytes that add() takes */
static int corpus_packed(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_value number = gm_value_integer(luaL_checkinteger(L, 2));
  gm_error err = {0};
  gm_rows *rows;
  bool more;
  gm_status status = make_parcel(corpus, (uint32_t)number.integer, &err);
  if (status == GM_OK)
    status = gm_store_query(
        corpus->store, "SELECT zones, text, signature FROM contents WHERE document = ?",
        &number, 1, &rows, &err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, &err);
  if (status == GM_OK && !more)
    status = gm_fail(&err, GM_NOTFOUND, "there is no text of document %d", (int)number.integer);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  gm_lua_push_slice(L, gm_buffer_slice(&corpus->parcel));
  for (int column = 0; column < 3; column++)
    gm_lua_push_slice(L, gm_rows_bytes(rows, column));
  gm_rows_close(rows);
  return 4;
}

/* corpus:compact() -> true */
static int corpus_compact(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_error err = {0};
  if (gm_store_compact(corpus->store, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* corpus:renumber() -> true, inside a batch */
static int corpus_renumber(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_error err = {0};
  if (gm_store_renumber(corpus->store, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* corpus:add_abbreviations(tsv): the user's, for what is added from now on */
static int corpus_add_abbreviations(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_slice tsv = gm_lua_check_slice(L, 2);
  gm_error err = {0};
  gm_status status = ready_to_cut(corpus, &err);
  if (status == GM_OK)
    status = gm_lexicon_add_abbreviations(corpus->lexicon, tsv, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

void gm_corpus_add_documents(lua_State *L) {
  static const luaL_Reg methods[] = {{"add", corpus_add},
                                     {"hear", corpus_hear},
                                     {"file", corpus_file},
                                     {"remove", corpus_remove},
                                     {"content", corpus_content},
                                     {"packed", corpus_packed},
                                     {"compact", corpus_compact},
                                     {"renumber", corpus_renumber},
                                     {"add_abbreviations", corpus_add_abbreviations},
                                     {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
