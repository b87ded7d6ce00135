/* Lua face of given tokens (text/given.h): the blob that travels with a document, read
 * without a table per token. Tokens and notes count from 1. */
#include "base/memory.h"
#include "lua/gimlet_lua.h"
#include "text/given.h"
#include "text/utf8.h"

#define GIVEN "gimlet.given"

typedef struct {
  gm_arena *arena;
  gm_given given;
} held;

static held *check_given(lua_State *L) { return gm_lua_check_box(L, 1, GIVEN); }

static int given_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, GIVEN);
  held *own = *box;
  *box = NULL;
  if (own) gm_arena_free(own->arena);
  return 0;
}

/* given(blob, text) -> given; or nil, message */
static int text_given(lua_State *L) {
  gm_error err = {0};
  gm_slice blob = gm_lua_check_slice(L, 1), text = gm_lua_check_slice(L, 2);
  void **box = gm_lua_new_box(L, GIVEN);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1); /* what it points into */
  gm_arena *arena = gm_arena_new();
  held *own = arena ? gm_arena_alloc(arena, sizeof *own) : NULL;
  if (!own) {
    gm_arena_free(arena);
    return luaL_error(L, "out of memory");
  }
  own->arena = arena;
  *box = own;
  if (gm_given_read(&own->given, blob, text, arena, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  return 1;
}

static uint32_t check_index(lua_State *L, int index, uint32_t count) {
  lua_Integer i = luaL_checkinteger(L, index);
  luaL_argcheck(L, i >= 1 && i <= count, index, "out of range");
  return (uint32_t)(i - 1);
}

static int given_count(lua_State *L) {
  lua_pushinteger(L, check_given(L)->given.count);
  return 1;
}

/* given:form(i) */
static int given_form(lua_State *L) {
  const gm_given *given = &check_given(L)->given;
  gm_lua_push_slice(L, given->forms[given->form[check_index(L, 2, given->count)]]);
  return 1;
}

/* given:span(i) -> first byte, last byte, from 1 */
static int given_span(lua_State *L) {
  const gm_given *given = &check_given(L)->given;
  uint32_t i = check_index(L, 2, given->count);
  lua_pushinteger(L, (lua_Integer)given->begin[i] + 1);
  lua_pushinteger(L, given->end[i]);
  return 2;
}

/* given:begins(i) -> whether a sentence, whether a paragraph begins with it */
static int given_begins(lua_State *L) {
  const gm_given *given = &check_given(L)->given;
  uint32_t i = check_index(L, 2, given->count);
  lua_pushboolean(L, i == 0 || given->edges[i] & GM_GIVEN_SENTENCE);
  lua_pushboolean(L, i == 0 || given->edges[i] & GM_GIVEN_PARAGRAPH);
  return 2;
}

/* given:columns() -> { name, … } */
static int given_columns(lua_State *L) {
  const gm_given *given = &check_given(L)->given;
  lua_createtable(L, (int)given->column_count, 0);
  for (uint32_t c = 0; c < given->column_count; c++) {
    gm_lua_push_slice(L, given->columns[c].name);
    lua_rawseti(L, -2, (lua_Integer)c + 1);
  }
  return 1;
}

/* given:value(column, i) -> value, or nil where there is no such column */
static int given_value(lua_State *L) {
  const gm_given *given = &check_given(L)->given;
  const gm_column *column = gm_given_column(given, luaL_checkstring(L, 2));
  uint32_t i = check_index(L, 3, given->count);
  if (!column) return 0;
  gm_lua_push_slice(L, column->values[column->value[i]]);
  return 1;
}

/* given:notes() -> their number; given:note(k) -> the token it stands before, the line */
static int given_notes(lua_State *L) {
  lua_pushinteger(L, check_given(L)->given.note_count);
  return 1;
}

static int given_note(lua_State *L) {
  const gm_given *given = &check_given(L)->given;
  const gm_given_note *note = &given->notes[check_index(L, 2, given->note_count)];
  lua_pushinteger(L, (lua_Integer)note->token + 1);
  gm_lua_push_slice(L, note->line);
  return 2;
}

/* tokens:give(lexicon, text, blob[, languages]) -> tokens; or nil, message: the tokens and
 * sentences that the blob gives, in place of cutting */
static int tokens_give(lua_State *L) {
  gm_error err = {0};
  gm_given given;
  gm_tokens *tokens = gm_lua_check_box(L, 1, GM_LUA_TOKENS);
  gm_lexicon *lexicon = gm_lua_check_box(L, 2, GM_LUA_LEXICON);
  gm_slice text = gm_lua_check_slice(L, 3), blob = gm_lua_check_slice(L, 4);
  gm_slice languages =
      lua_isnoneornil(L, 5) ? gm_slice_of("", 0) : gm_lua_check_slice(L, 5);
  lua_getiuservalue(L, 1, 1); /* keeps the text and the lexicon alive: see text.c */
  lua_pushvalue(L, 3);
  lua_rawseti(L, -2, 1);
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, 2);
  gm_arena *arena = gm_arena_new();
  gm_status status = !arena                ? gm_nomem(&err)
                     : gm_utf8_valid(text) ? gm_given_read(&given, blob, text, arena, &err)
                                           : gm_fail(&err, GM_FORMAT, "invalid UTF-8");
  if (status == GM_OK) status = gm_tokens_give(tokens, lexicon, text, &given, &err);
  if (status == GM_OK) status = gm_tokens_speak(tokens, languages, &err);
  gm_arena_free(arena);
  if (status != GM_OK) return gm_lua_fail(L, &err);
  lua_settop(L, 1);
  return 1;
}

void gm_lua_add_given(lua_State *L) {
  static const luaL_Reg methods[] = {
      {"form", given_form},       {"span", given_span},   {"begins", given_begins},
      {"columns", given_columns}, {"value", given_value}, {"notes", given_notes},
      {"note", given_note},       {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__gc", given_close},
                                  {"__close", given_close},
                                  {"__len", given_count},
                                  {NULL, NULL}};
  luaL_newmetatable(L, GIVEN);
  luaL_setfuncs(L, meta, 0);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  luaL_getmetatable(L, GM_LUA_TOKENS);
  lua_getfield(L, -1, "__index");
  lua_pushcfunction(L, tokens_give);
  lua_setfield(L, -2, "give");
  lua_pop(L, 2);
  lua_pushcfunction(L, text_given);
  lua_setfield(L, -2, "given");
}
