/* Lua face of the stored corpus as streams (store/stream.h). What C offers to other
 * binding files is gm_corpus_stream (lua/corpus.h); this is for scripts and specs.
 *
 *   corpus:types() -> number of types, tokens, types that occur
 *   corpus:type(number) -> form, tokens, documents          corpus:type_of(form) ->
 * number corpus:numbers() -> { number of a document, … }, { its tokens, … }
 *   corpus:tokens(number) -> { type, … }, { first token of each sentence, … }
 *   corpus:postings{ type, … } -> { number of a document, … }, { frequency, … }
 *   corpus:forms() -> the forms of all types, each ended by "\0"
 *   corpus:bits(types as core.match.possible packs them) -> { 64 bits, … }: bit n % 64 of
 *     the n // 64 + 1st number says that document n holds one of them
 *   corpus:lexicon() -> the lexicon of the file, for rulesets that run over it
 *   corpus:verify() -> { { document = number or nil, message = }, … }   store/verify.h
 */
#include "lua/corpus.h"
#include "store/verify.h"
#include <stdlib.h>

gm_status gm_corpus_stream(gm_corpus *corpus, gm_stream **out, gm_error *err) {
  gm_status status = GM_OK;
  if (!corpus->stream)
    status = gm_stream_open(&corpus->stream, corpus->store, err);
  *out = corpus->stream;
  return status;
}

static gm_stream *stream_of(lua_State *L) {
  gm_stream *stream;
  gm_error err = {0};
  if (gm_corpus_stream(gm_corpus_check(L, 1), &stream, &err) != GM_OK)
    gm_lua_raise(L, &err);
  return stream;
}

static int stream_types(lua_State *L) {
  gm_stream_types types;
  gm_error err = {0};
  if (gm_stream_load_types(stream_of(L), &types, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushinteger(L, types.count);
  lua_pushinteger(L, (lua_Integer)types.total);
  lua_Integer used = 0;
  for (uint32_t type = 1; type <= types.count; type++)
    used += types.tokens[type] > 0;
  lua_pushinteger(L, used);
  return 3;
}

static int stream_type(lua_State *L) {
  gm_stream_types types;
  gm_error err = {0};
  lua_Integer number = luaL_checkinteger(L, 2);
  if (gm_stream_load_types(stream_of(L), &types, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  if (number < 1 || number > types.count)
    return 0;
  gm_lua_push_slice(L, gm_lexicon_form(types.lexicon, (gm_type)number));
  lua_pushinteger(L, (lua_Integer)types.tokens[number]);
  lua_pushinteger(L, types.documents[number]);
  return 3;
}

static int stream_type_of(lua_State *L) {
  gm_stream_types types;
  gm_error err = {0};
  gm_slice form = gm_lua_check_slice(L, 2);
  if (gm_stream_load_types(stream_of(L), &types, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  gm_type type = gm_lexicon_find(types.lexicon, form);
  if (!type)
    return 0;
  lua_pushinteger(L, type);
  return 1;
}

static int stream_numbers(lua_State *L) {
  const gm_stream_entry *entries;
  size_t count;
  gm_error err = {0};
  if (gm_stream_documents(stream_of(L), &entries, &count, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_createtable(L, (int)count, 0);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, entries[i].number);
    lua_rawseti(L, -3, (lua_Integer)i + 1);
    lua_pushinteger(L, entries[i].tokens);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

/* Numbers from 1 where `base` is 1. */
static void push_numbers(lua_State *L, const uint32_t *numbers, uint32_t count,
                         uint32_t base) {
  lua_createtable(L, (int)count, 0);
  for (uint32_t i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)numbers[i] + base);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static int stream_tokens(lua_State *L) {
  gm_stream_document document;
  gm_error err = {0};
  lua_Integer number = luaL_checkinteger(L, 2);
  luaL_argcheck(L, number >= 0 && number <= UINT32_MAX, 2, "no number of a document");
  if (gm_stream_read(stream_of(L), (uint32_t)number, 0, &document, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  push_numbers(L, document.tokens.type, document.tokens.count, 0);
  push_numbers(L, document.tokens.sentence, document.tokens.sentence_count, 1);
  return 2;
}

static int stream_postings(lua_State *L) {
  luaL_checktype(L, 2, LUA_TTABLE);
  gm_stream *stream = stream_of(L);
  size_t type_count = lua_rawlen(L, 2), count;
  uint32_t *types = lua_newuserdatauv(L, (type_count + 1) * sizeof *types, 0);
  for (size_t i = 0; i < type_count; i++) {
    lua_rawgeti(L, 2, (lua_Integer)i + 1);
    types[i] = (uint32_t)luaL_checkinteger(L, -1);
    lua_pop(L, 1);
  }
  const gm_posting *postings;
  gm_error err = {0};
  if (gm_stream_postings(stream, types, type_count, &postings, &count, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_createtable(L, (int)count, 0);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, postings[i].document);
    lua_rawseti(L, -3, (lua_Integer)i + 1);
    lua_pushinteger(L, postings[i].frequency);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

static int stream_forms(lua_State *L) {
  gm_lexicon *lexicon;
  gm_error err = {0};
  if (gm_stream_forms(stream_of(L), &lexicon, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  luaL_Buffer forms;
  luaL_buffinit(L, &forms);
  for (gm_type type = 1; type <= gm_lexicon_count(lexicon); type++) {
    gm_slice form = gm_lexicon_form(lexicon, type);
    luaL_addlstring(&forms, form.data, form.size);
    luaL_addchar(&forms, 0);
  }
  luaL_pushresult(&forms);
  return 1;
}

static int stream_bits(lua_State *L) {
  const gm_posting *postings;
  size_t count;
  gm_error err = {0};
  gm_slice packed = gm_lua_check_slice(L, 2);
  uint32_t *types = lua_newuserdatauv(L, packed.size + 1, 0);
  memcpy(types, packed.data, packed.size);
  if (gm_stream_postings(stream_of(L), types, packed.size / sizeof *types, &postings,
                         &count, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  size_t words = count ? postings[count - 1].document / 64 + 1 : 0, at = 0;
  lua_createtable(L, (int)words, 0);
  for (size_t word = 0; word < words; word++) {
    uint64_t bits = 0;
    for (; at < count && postings[at].document / 64 == word; at++)
      bits |= (uint64_t)1 << postings[at].document % 64;
    lua_pushinteger(L, (lua_Integer)bits);
    lua_rawseti(L, -2, (lua_Integer)word + 1);
  }
  return 1;
}

/* The box is kept in the corpus's user value, so that closing the corpus closes it. */
static int stream_lexicon(lua_State *L) {
  gm_stream *stream = stream_of(L);
  gm_lexicon *lexicon;
  gm_error err = {0};
  if (gm_stream_forms(stream, &lexicon, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  if (lua_getiuservalue(L, 1, 1) == LUA_TUSERDATA)
    return 1;
  *gm_lua_new_box(L, GM_LUA_LEXICON) = lexicon;
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, 1, 1);
  return 1;
}

/* Problems as lines "number message", so that no Lua error can pass through C. */
static void note(void *context, uint32_t document, const char *problem) {
  gm_buffer *lines = context;
  gm_buffer_add_format(lines, "%u %s", document, problem);
  gm_buffer_add_byte(lines, 0);
}

/* [lines] -> list */
static int push_problems(lua_State *L) {
  const gm_buffer *lines = lua_touserdata(L, 1);
  lua_newtable(L);
  for (size_t at = 0; at < lines->size; at += strlen(lines->data + at) + 1) {
    char *message;
    unsigned long document = strtoul(lines->data + at, &message, 10);
    lua_createtable(L, 0, 2);
    if (document) {
      lua_pushinteger(L, (lua_Integer)document);
      lua_setfield(L, -2, "document");
    }
    lua_pushstring(L, message + 1);
    lua_setfield(L, -2, "message");
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
  return 1;
}

static int stream_verify(lua_State *L) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_buffer lines = GM_BUFFER_INIT;
  gm_error err = {0};
  gm_status status = gm_verify(corpus->store, note, &lines, &err);
  if (status == GM_OK && lines.status != GM_OK)
    status = gm_nomem(&err);
  lua_pushcfunction(L, push_problems);
  lua_pushlightuserdata(L, &lines);
  int raised = status == GM_OK ? lua_pcall(L, 1, 1, 0) : LUA_OK;
  gm_buffer_free(&lines);
  if (raised != LUA_OK)
    return lua_error(L);
  return status == GM_OK ? 1 : gm_lua_fail(L, &err);
}

void gm_corpus_add_stream(lua_State *L) {
  static const luaL_Reg methods[] = {{"lexicon", stream_lexicon},
                                     {"types", stream_types},
                                     {"type", stream_type},
                                     {"type_of", stream_type_of},
                                     {"numbers", stream_numbers},
                                     {"tokens", stream_tokens},
                                     {"postings", stream_postings},
                                     {"forms", stream_forms},
                                     {"bits", stream_bits},
                                     {"verify", stream_verify},
                                     {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
