/* Lua face of core/text: lexicon, tokens, languages, repair. Tokens and bytes count
 * from 1, inclusive; a token view builds no table.
 *
 * A tokens box keeps its text and lexicon alive in a table, its user value: [1] the
 * string or the document whose text it is, [2] the lexicon. */
#include "lua/language.h"
#include "text/abbreviations.h"
#include "text/lemmas.h"
#include "text/tokens.h"
#include "text/utf8.h"

/* ---- lexicon ---- */
static gm_lexicon *check_lexicon(lua_State *L, int index) {
  return gm_lua_check_box(L, index, GM_LUA_LEXICON);
}

static gm_type check_type(lua_State *L, int index, const gm_lexicon *lexicon) {
  lua_Integer type = luaL_checkinteger(L, index);
  luaL_argcheck(L, type >= 1 && type <= gm_lexicon_count(lexicon), index,
                "no such type");
  return (gm_type)type;
}

/* lexicon() -> lexicon; or nil, message */
static int text_lexicon(lua_State *L) {
  gm_error err = {0};
  void **box = gm_lua_new_box(L, GM_LUA_LEXICON);
  return gm_lexicon_new((gm_lexicon **)box, &err) == GM_OK ? 1 : gm_lua_fail(L, &err);
}

/* A lexicon with a user value is part of that one, which frees it. */
static int lexicon_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, GM_LUA_LEXICON);
  if (lua_getiuservalue(L, 1, 1) == LUA_TNIL) gm_lexicon_free(*box);
  *box = NULL;
  return 0;
}

static int lexicon_count(lua_State *L) {
  lua_pushinteger(L, gm_lexicon_count(check_lexicon(L, 1)));
  return 1;
}

/* lexicon:intern(form) -> id; lexicon:find(form) -> id or nil */
static int lexicon_intern(lua_State *L) {
  gm_error err = {0};
  gm_type type;
  gm_slice form = gm_lua_check_slice(L, 2);
  if (!gm_utf8_valid(form)) return luaL_argerror(L, 2, "invalid UTF-8");
  if (gm_lexicon_intern(check_lexicon(L, 1), form, &type, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushinteger(L, type);
  return 1;
}

static int lexicon_find(lua_State *L) {
  gm_type type = gm_lexicon_find(check_lexicon(L, 1), gm_lua_check_slice(L, 2));
  if (!type) return 0;
  lua_pushinteger(L, type);
  return 1;
}

static int push_attribute(lua_State *L, gm_slice (*get)(gm_lexicon *, gm_type)) {
  gm_lexicon *lexicon = check_lexicon(L, 1);
  gm_lua_push_slice(L, get(lexicon, check_type(L, 2, lexicon)));
  return 1;
}

static int lexicon_form(lua_State *L) {
  gm_lexicon *lexicon = check_lexicon(L, 1);
  gm_lua_push_slice(L, gm_lexicon_form(lexicon, check_type(L, 2, lexicon)));
  return 1;
}
static int lexicon_fold(lua_State *L) { return push_attribute(L, gm_lexicon_fold); }
static int lexicon_plain(lua_State *L) { return push_attribute(L, gm_lexicon_plain); }

/* lexicon:stem(id[, language]) -> by the stemmer of the language (a tag), English */
static int lexicon_stem(lua_State *L) {
  gm_lexicon *lexicon = check_lexicon(L, 1);
  gm_type type = check_type(L, 2, lexicon);
  gm_language language = GM_LANGUAGE_ENGLISH;
  if (!lua_isnoneornil(L, 3)) language = gm_language_of(gm_lua_check_slice(L, 3));
  gm_lua_push_slice(L, gm_lexicon_stem_in(lexicon, type, language));
  return 1;
}
static int lexicon_shape(lua_State *L) { return push_attribute(L, gm_lexicon_shape); }

static int lexicon_flags(lua_State *L) {
  gm_lexicon *lexicon = check_lexicon(L, 1);
  lua_pushinteger(L, gm_lexicon_flags(lexicon, check_type(L, 2, lexicon)));
  return 1;
}

static int push_lemmas(lua_State *L, gm_lexicon *lexicon, gm_type type) {
  uint32_t count = gm_lexicon_lemma_count(lexicon, type);
  luaL_checkstack(L, (int)count, NULL);
  for (uint32_t i = 0; i < count; i++)
    gm_lua_push_slice(L, gm_lexicon_lemma(lexicon, type, i));
  return (int)count;
}

/* lexicon:lemmas(id) -> lemma, …, most likely first */
static int lexicon_lemmas(lua_State *L) {
  gm_lexicon *lexicon = check_lexicon(L, 1);
  return push_lemmas(L, lexicon, check_type(L, 2, lexicon));
}

/* lexicon:add_abbreviations(tsv) -> lexicon; or nil, message with the line */
static int lexicon_add_abbreviations(lua_State *L) {
  gm_error err = {0};
  gm_slice tsv = gm_lua_check_slice(L, 2);
  if (gm_lexicon_add_abbreviations(check_lexicon(L, 1), tsv, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_settop(L, 1);
  return 1;
}

/* ---- tokens ---- */
static gm_tokens *check_tokens(lua_State *L, int index) {
  return gm_lua_check_box(L, index, GM_LUA_TOKENS);
}

static uint32_t check_token(lua_State *L, const gm_tokens *tokens) {
  lua_Integer i = luaL_checkinteger(L, 2);
  luaL_argcheck(L, i >= 1 && i <= tokens->count, 2, "no such token");
  return (uint32_t)(i - 1);
}

static gm_lexicon *lexicon_of(lua_State *L) { /* of the tokens at 1 */
  lua_getiuservalue(L, 1, 1);
  lua_rawgeti(L, -1, 2);
  gm_lexicon *lexicon = gm_lua_check_box(L, -1, GM_LUA_LEXICON);
  lua_pop(L, 2);
  return lexicon;
}

/* tokens() -> tokens; or nil, message */
static int text_tokens(lua_State *L) {
  gm_error err = {0};
  void **box = gm_lua_new_box(L, GM_LUA_TOKENS);
  lua_createtable(L, 2, 0);
  lua_setiuservalue(L, -2, 1);
  return gm_tokens_new((gm_tokens **)box, &err) == GM_OK ? 1 : gm_lua_fail(L, &err);
}

static int tokens_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, GM_LUA_TOKENS);
  gm_tokens_free(*box);
  *box = NULL;
  return 0;
}

static int tokens_count(lua_State *L) {
  lua_pushinteger(L, check_tokens(L, 1)->count);
  return 1;
}

/* The text at 3: a string, or a document, which lends its own to one box of tokens; those
 * are emptied when it ends. */
static gm_slice check_text(lua_State *L) {
  if (!luaL_testudata(L, 3, GM_LUA_DOCUMENT)) return gm_lua_check_slice(L, 3);
  const gm_document *document = gm_lua_check_box(L, 3, GM_LUA_DOCUMENT);
  lua_getiuservalue(L, 3, 1);
  bool lent = !lua_isnil(L, -1) && !lua_rawequal(L, -1, 1);
  lua_pop(L, 1);
  if (!lent) {
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, 3, 1);
    return document->text;
  }
  gm_lua_push_slice(L, document->text);
  lua_replace(L, 3);
  return gm_lua_check_slice(L, 3);
}

/* tokens:cut(lexicon, text[, tailorings[, languages]]) -> tokens; or nil, message. text:
 * a string, or a document for its text without a copy; languages: a tag ("de"), or as
 * core.text.languages gives them */
static int tokens_cut(lua_State *L) {
  gm_error err = {0};
  gm_tokens *tokens = check_tokens(L, 1);
  gm_lexicon *lexicon = check_lexicon(L, 2);
  gm_slice text = check_text(L);
  uint32_t tailorings = (uint32_t)luaL_optinteger(L, 4, GM_TAILOR_ALL);
  gm_slice languages = gm_slice_of("", 0);
  if (!lua_isnoneornil(L, 5)) languages = gm_lua_check_slice(L, 5);
  lua_settop(L, 5);
  lua_getiuservalue(L, 1, 1); /* [tokens, lexicon, text, tailorings, languages, kept] */
  lua_pushvalue(L, 3);
  lua_rawseti(L, 6, 1);
  lua_pushvalue(L, 2);
  lua_rawseti(L, 6, 2);
  gm_status status = gm_utf8_valid(text)
                         ? gm_tokens_cut_in(tokens, lexicon, text, tailorings, languages,
                                            &err)
                         : gm_fail(&err, GM_FORMAT, "invalid UTF-8 at byte %zu",
                                   gm_utf8_valid_prefix(text) + 1);
  if (status != GM_OK) {
    tokens->count = tokens->sentence_count = 0;
    return gm_lua_fail(L, &err);
  }
  lua_settop(L, 1);
  return 1;
}

/* Ascending byte positions (from 1) of the table at `index`, as offsets in a userdata.
 */
static uint32_t *check_edges(lua_State *L, int index, size_t *count) {
  *count = 0;
  if (lua_isnoneornil(L, index)) return NULL;
  luaL_checktype(L, index, LUA_TTABLE);
  *count = lua_rawlen(L, index);
  uint32_t *edges = lua_newuserdatauv(L, (*count + 1) * sizeof *edges, 0);
  for (size_t i = 0; i < *count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    lua_Integer at = luaL_checkinteger(L, -1) - 1;
    lua_pop(L, 1);
    luaL_argcheck(L, at >= 0 && at < UINT32_MAX && (!i || at >= edges[i - 1]), index,
                  "positions must ascend");
    edges[i] = (uint32_t)at;
  }
  return edges;
}

/* tokens:sentences(lexicon[, edges]) -> number of sentences; or nil, message */
static int tokens_sentences(lua_State *L) {
  gm_error err = {0};
  gm_tokens *tokens = check_tokens(L, 1);
  gm_lexicon *lexicon = check_lexicon(L, 2);
  size_t count;
  uint32_t *edges = check_edges(L, 3, &count);
  if (gm_tokens_sentences(tokens, lexicon, edges, count, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushinteger(L, tokens->sentence_count);
  return 1;
}

/* tokens:span(i) -> first byte, last byte */
static int tokens_span(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  uint32_t i = check_token(L, tokens);
  lua_pushinteger(L, (lua_Integer)gm_token_begin(tokens, i) + 1);
  lua_pushinteger(L, gm_token_end(tokens, i));
  return 2;
}

/* tokens:type(i) -> id in the lexicon; tokens:flags(i) -> sum of core.text.flags */
static int tokens_type(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  lua_pushinteger(L, tokens->type[check_token(L, tokens)]);
  return 1;
}

static int tokens_flags(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  lua_pushinteger(L, tokens->flags[check_token(L, tokens)]);
  return 1;
}

/* tokens:form(i): as written (a word broken at a line's end: joined) */
static int tokens_form(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  gm_type type = tokens->type[check_token(L, tokens)];
  gm_lua_push_slice(L, gm_lexicon_form(lexicon_of(L), type));
  return 1;
}

static int tokens_fold(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  gm_type type = tokens->type[check_token(L, tokens)];
  gm_lua_push_slice(L, gm_lexicon_fold(lexicon_of(L), type));
  return 1;
}

/* tokens:lemma(i) -> the most likely lemma; tokens:lemmas(i) -> all of them */
static int tokens_lemma(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  uint32_t i = check_token(L, tokens);
  gm_lua_push_slice(L, gm_tokens_lemma(tokens, lexicon_of(L), i));
  return 1;
}

static int tokens_lemmas(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  gm_type type = tokens->type[check_token(L, tokens)];
  return push_lemmas(L, lexicon_of(L), type);
}

/* tokens:parts(i) -> how often its word is a noun, a verb, an adjective, an adverb */
static int tokens_parts(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  gm_type type = tokens->type[check_token(L, tokens)];
  uint32_t weights[4];
  gm_parts_of(gm_lexicon_fold(lexicon_of(L), type), weights);
  for (int i = 0; i < 4; i++) lua_pushinteger(L, weights[i]);
  return 4;
}

/* tokens:language(i) -> first subtag of the language it is in, "und" where not known */
static int tokens_language(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  uint32_t at = gm_token_begin(tokens, check_token(L, tokens));
  lua_pushstring(L, gm_language_tag(gm_tokens_language(tokens, at)));
  return 1;
}

/* tokens:stem(i) -> by the language it is in */
static int tokens_stem(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  uint32_t i = check_token(L, tokens);
  gm_language language = gm_tokens_language(tokens, gm_token_begin(tokens, i));
  gm_lua_push_slice(L, gm_lexicon_stem_in(lexicon_of(L), tokens->type[i], language));
  return 1;
}

static int tokens_sentence_count(lua_State *L) {
  lua_pushinteger(L, check_tokens(L, 1)->sentence_count);
  return 1;
}

/* tokens:sentence(k) -> first token, last token */
static int tokens_sentence(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  lua_Integer k = luaL_checkinteger(L, 2);
  luaL_argcheck(L, k >= 1 && k <= tokens->sentence_count, 2, "no such sentence");
  lua_pushinteger(L, (lua_Integer)tokens->sentence[k - 1] + 1);
  lua_pushinteger(L, tokens->sentence[k]);
  return 2;
}

/* tokens:sentence_of(i) -> k */
static int tokens_sentence_of(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  uint32_t i = check_token(L, tokens);
  luaL_argcheck(L, tokens->sentence_count > 0, 1, "sentences have not been found yet");
  lua_pushinteger(L, (lua_Integer)gm_tokens_sentence_of(tokens, i) + 1);
  return 1;
}

/* tokens:at(byte) -> the first token that begins there or later; #tokens + 1: none */
static int tokens_at(lua_State *L) {
  const gm_tokens *tokens = check_tokens(L, 1);
  lua_Integer at = luaL_checkinteger(L, 2);
  uint32_t offset = at < 1 ? 0 : at > UINT32_MAX ? UINT32_MAX : (uint32_t)(at - 1);
  lua_pushinteger(L, (lua_Integer)gm_tokens_at(tokens, offset) + 1);
  return 1;
}

/* ---- functions ---- */

/* repair(bytes) -> valid UTF-8, number of replaced parts */
static int text_repair(lua_State *L) {
  gm_slice bytes = gm_lua_check_slice(L, 1);
  uint32_t replaced = 0;
  if (gm_utf8_valid(bytes)) {
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 2;
  }
  lua_settop(L, 1);
  gm_buffer *out = gm_lua_new_buffer(L); /* [bytes, buffer]: freed if Lua raises */
  gm_utf8_repair(out, bytes, &replaced);
  if (out->status != GM_OK) return luaL_error(L, "out of memory");
  gm_lua_push_slice(L, gm_buffer_slice(out));
  gm_buffer_free(out);
  lua_pushinteger(L, replaced);
  return 2;
}

/* characters(text[, byte]) -> characters before that byte (from 1), or in all of the
 * text */
static int text_characters(lua_State *L) {
  gm_slice text = gm_lua_check_slice(L, 1);
  lua_Integer at = luaL_optinteger(L, 2, (lua_Integer)text.size + 1) - 1;
  if (at >= 0 && (size_t)at < text.size) text.size = (size_t)at;
  if (at < 0) text.size = 0;
  lua_pushinteger(L, (lua_Integer)gm_utf8_count(text));
  return 1;
}

static int text_unicode_version(lua_State *L) {
  lua_pushstring(L, gm_text_unicode_version());
  return 1;
}

/* lemma_source() -> what the lemmas come from, with a hash */
static int text_lemma_source(lua_State *L) {
  lua_pushstring(L, gm_lexicon_source());
  return 1;
}

/* sentence_source() -> hash of what sentences rest on: abbreviations, closed classes,
 * what was learnt */
static int text_sentence_source(lua_State *L) {
  lua_pushstring(L, gm_sentence_source);
  return 1;
}

typedef struct {
  const char *name;
  lua_Integer value;
} constant;

static void add_constants(lua_State *L, const char *name, const constant *list) {
  lua_newtable(L);
  for (; list->name; list++) {
    lua_pushinteger(L, list->value);
    lua_setfield(L, -2, list->name);
  }
  lua_setfield(L, -2, name);
}

int gm_lua_open_text(lua_State *L) {
  static const luaL_Reg lexicon_meta[] = {{"__gc", lexicon_close},
                                          {"__close", lexicon_close},
                                          {"__len", lexicon_count},
                                          {NULL, NULL}};
  static const luaL_Reg lexicon_methods[] = {
      {"close", lexicon_close}, {"intern", lexicon_intern}, {"find", lexicon_find},
      {"form", lexicon_form},   {"fold", lexicon_fold},     {"plain", lexicon_plain},
      {"stem", lexicon_stem},   {"shape", lexicon_shape},   {"flags", lexicon_flags},
      {"lemmas", lexicon_lemmas}, {"add_abbreviations", lexicon_add_abbreviations},
      {NULL, NULL}};
  static const luaL_Reg tokens_meta[] = {{"__gc", tokens_close},
                                         {"__close", tokens_close},
                                         {"__len", tokens_count},
                                         {NULL, NULL}};
  static const luaL_Reg tokens_methods[] = {
      {"close", tokens_close},     {"cut", tokens_cut},
      {"sentences", tokens_sentences}, {"span", tokens_span},
      {"type", tokens_type},       {"flags", tokens_flags},
      {"form", tokens_form},       {"fold", tokens_fold},
      {"lemma", tokens_lemma},     {"lemmas", tokens_lemmas},
      {"parts", tokens_parts},
      {"sentence_count", tokens_sentence_count}, {"sentence", tokens_sentence},
      {"sentence_of", tokens_sentence_of}, {"at", tokens_at},
      {"language", tokens_language}, {"stem", tokens_stem}, {NULL, NULL}};
  static const luaL_Reg functions[] = {
      {"lexicon", text_lexicon},       {"tokens", text_tokens},
      {"repair", text_repair},
      {"characters", text_characters}, {"unicode_version", text_unicode_version},
      {"lemma_source", text_lemma_source}, {"sentence_source", text_sentence_source},
      {NULL, NULL}};
  static const constant flags[] = {
      {"space", GM_TOKEN_SPACE},       {"line", GM_TOKEN_LINE},
      {"paragraph", GM_TOKEN_PARAGRAPH}, {"clitic", GM_TOKEN_CLITIC},
      {"possessive", GM_TOKEN_POSSESSIVE}, {"hyphen", GM_TOKEN_HYPHEN},
      {"quote_open", GM_TOKEN_QUOTE_OPEN}, {"quote_close", GM_TOKEN_QUOTE_CLOSE},
      {"hidden", GM_TOKEN_HIDDEN},     {"sentence", GM_TOKEN_SENTENCE},
      {"stop", GM_TOKEN_STOP},         {"abbreviation", GM_TOKEN_ABBREVIATION},
      {"joined", GM_TOKEN_JOINED},     {NULL, 0}};
  static const constant type_flags[] = {
      {"word", GM_TYPE_WORD},           {"number", GM_TYPE_NUMBER},
      {"punctuation", GM_TYPE_PUNCTUATION}, {"symbol", GM_TYPE_SYMBOL},
      {"lower", GM_TYPE_LOWER},         {"capitalised", GM_TYPE_CAPITALISED},
      {"upper", GM_TYPE_UPPER},         {"quote", GM_TYPE_QUOTE}, {NULL, 0}};
  static const constant tailorings[] = {
      {"clitics", GM_TAILOR_CLITICS}, {"abbreviations", GM_TAILOR_ABBREVIATIONS},
      {"net", GM_TAILOR_NET},         {"units", GM_TAILOR_UNITS},
      {"line_hyphen", GM_TAILOR_LINE_HYPHEN}, {"dictionary", GM_TAILOR_DICTIONARY},
      {"runs", GM_TAILOR_RUNS},
      {"all", GM_TAILOR_ALL},         {NULL, 0}};
  gm_lua_add_class(L, GM_LUA_LEXICON, lexicon_meta, lexicon_methods);
  gm_lua_add_class(L, GM_LUA_TOKENS, tokens_meta, tokens_methods);
  luaL_newlib(L, functions);
  gm_lua_add_languages(L);
  gm_lua_add_given(L);
  add_constants(L, "flags", flags);
  add_constants(L, "type_flags", type_flags);
  add_constants(L, "tailorings", tailorings);
  return 1;
}
