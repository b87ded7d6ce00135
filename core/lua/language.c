/* Lua face of languages: of a text, of a document, and the words of their closed
 * classes. */
#include "lua/language.h"
#include "load/languages.h"
#include "text/language.h"
#include "text/utf8.h"

/* ---- of texts ---- */
/* language(text) -> BCP 47 tag, "und" where it is not known */
static int text_language(lua_State *L) {
  gm_slice text = gm_lua_check_slice(L, 1);
  luaL_argcheck(L, gm_utf8_valid(text), 1, "invalid UTF-8");
  lua_pushstring(L, gm_language_detect(text));
  return 1;
}

/* languages(text[, told]) -> what tokens:cut takes: main language and stretches in
 * others; "" where none is known. told: the tag of the main language */
static int text_languages(lua_State *L) {
  gm_slice text = gm_lua_check_slice(L, 1), told = gm_slice_of("", 0);
  luaL_argcheck(L, gm_utf8_valid(text), 1, "invalid UTF-8");
  if (!lua_isnoneornil(L, 2)) told = gm_lua_check_slice(L, 2);
  gm_buffer *out = gm_lua_new_buffer(L);
  gm_languages_find(out, text, told);
  if (out->status != GM_OK) return luaL_error(L, "out of memory");
  gm_lua_push_slice(L, gm_buffer_slice(out));
  return 1;
}

/* language_tag(told) -> BCP 47 tag of a language told in any usual way; or nil */
static int text_language_tag(lua_State *L) {
  char tag[GM_TAG_SIZE];
  if (!gm_language_name(gm_lua_check_slice(L, 1), tag)) return 0;
  lua_pushstring(L, tag);
  return 1;
}

/* stop_word(fold, language) -> boolean: whether it is a word of a closed class */
static int text_stop_word(lua_State *L) {
  gm_language language = gm_language_of(gm_lua_check_slice(L, 2));
  lua_pushboolean(L, gm_function_word_of(gm_lua_check_slice(L, 1), language));
  return 1;
}

/* stop_words(language) -> list of them, sorted; nil where there are none */
static int text_stop_words(lua_State *L) {
  gm_language language = gm_language_of(gm_lua_check_slice(L, 1));
  lua_Integer count = 0;
  lua_newtable(L);
  for (uint32_t i = 0; i < gm_function_word_count && language; i++) {
    if (!(gm_function_words[i].languages >> language & 1)) continue;
    lua_pushstring(L, gm_function_words[i].text);
    lua_rawseti(L, -2, ++count);
  }
  return count > 0;
}

void gm_lua_add_languages(lua_State *L) {
  static const luaL_Reg functions[] = {{"language", text_language},
                                       {"languages", text_languages},
                                       {"language_tag", text_language_tag},
                                       {"stop_word", text_stop_word},
                                       {"stop_words", text_stop_words},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}

/* ---- of documents ---- */
void gm_lua_set_languages(lua_State *L, const gm_document *document) {
  gm_slice spans = gm_document_meta(document, "language_spans");
  if (!spans.size)
    return;
  gm_buffer *all = gm_lua_new_buffer(L);
  gm_document_languages(document, all);
  gm_slice rest = gm_buffer_slice(all);
  gm_language_span span;
  bool more = gm_languages_next(&rest, &span);
  lua_newtable(L); /* [DOC, buffer, list] */
  while (more && gm_languages_next(&rest, &span)) {
    lua_createtable(L, 0, 3);
    lua_pushinteger(L, span.begin);
    lua_setfield(L, -2, "begin");
    lua_pushinteger(L, span.end);
    lua_setfield(L, -2, "end");
    gm_lua_push_slice(L, span.tag);
    lua_setfield(L, -2, "language");
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
  if (lua_rawlen(L, -1))
    lua_setfield(L, -3, "languages");
  else
    lua_pop(L, 1);
  lua_pop(L, 1);
}

gm_status gm_lua_restore_languages(lua_State *L, gm_document *document,
                                   gm_error *err) {
  gm_status status = GM_OK;
  if (lua_getfield(L, 1, "language") == LUA_TSTRING)
    status = gm_document_add_meta(document, gm_slice_text("language"),
                                  gm_lua_check_slice(L, -1), "record", false, err);
  lua_pop(L, 1);
  lua_Integer count =
      lua_getfield(L, 1, "meta") == LUA_TTABLE ? (lua_Integer)lua_rawlen(L, -1) : 0;
  for (lua_Integer i = 1; i <= count && status == GM_OK; i++) {
    if (lua_rawgeti(L, -1, i) == LUA_TTABLE) {
      lua_getfield(L, -1, "key");
      lua_getfield(L, -2, "value"); /* [… meta, row, key, value] */
      if (lua_type(L, -2) == LUA_TSTRING && lua_type(L, -1) == LUA_TSTRING &&
          gm_slice_equal(gm_lua_check_slice(L, -2), gm_slice_text("language_spans")))
        status = gm_document_add_meta(document, gm_slice_text("language_spans"),
                                      gm_lua_check_slice(L, -1), "record", false, err);
      lua_pop(L, 2);
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return status;
}

/* document:languages() -> as tokens:cut takes them: "en", "en; fr 1520:2400", or "" */
static int document_languages(lua_State *L) {
  const gm_document *document = gm_lua_check_box(L, 1, GM_LUA_DOCUMENT);
  gm_buffer *out = gm_lua_new_buffer(L);
  gm_document_languages(document, out);
  if (out->status != GM_OK)
    return luaL_error(L, "out of memory");
  gm_lua_push_slice(L, gm_buffer_slice(out));
  return 1;
}

/* document:find_languages([told]) -> the languages; or nil, message. `told` is the
 * language of all of it, by the user's word */
static int document_find_languages(lua_State *L) {
  gm_error err = {0};
  gm_slice told = {0};
  if (!lua_isnoneornil(L, 2))
    told = gm_lua_check_slice(L, 2);
  gm_document *document = gm_lua_check_box(L, 1, GM_LUA_DOCUMENT);
  if (gm_document_find_languages(document, told, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  return document_languages(L);
}

void gm_lua_add_document_languages(lua_State *L) {
  static const luaL_Reg methods[] = {{"languages", document_languages},
                                     {"find_languages", document_find_languages},
                                     {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
