/* What core/lua/text.c and load.c bind of languages. */
#ifndef GM_LUA_LANGUAGE_H
#define GM_LUA_LANGUAGE_H
#include "load/document.h"
#include "lua/gimlet_lua.h"

/* Adds language, languages, language_tag, stop_word, stop_words to the table on top. */
void gm_lua_add_languages(lua_State *L);
/* Adds the methods languages and find_languages of documents to the table on top. */
void gm_lua_add_document_languages(lua_State *L);
/* Sets `languages` of the DOC on top where there are stretches in another language. */
void gm_lua_set_languages(lua_State *L, const gm_document *document);
/* Gives a document the languages of the DOC at 1. */
gm_status gm_lua_restore_languages(lua_State *L, gm_document *document, gm_error *err);
#endif
