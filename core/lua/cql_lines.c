/* Matches of queries with their surroundings, for concordances.
 *
 * corpus:lines(matches, from, to, options) -> { { document =, first =, last =, begin =,
 *   ["end"] =, left =, match =, right = }, … } for matches from to to (from 1). Matches
 *   of one document must follow each other to be quick. Options:
 *   left, right: how much stands beside a match, in `unit`: tokens (default),
 * characters, sentence (then the numbers count whole sentences beyond that of the
 * match) sentence: its sentences as text as well */
#include "lua/corpus.h"
#include "lua/cql.h"
#include "text/utf8.h"

typedef enum { TOKENS, CHARACTERS, SENTENCE } unit;

typedef struct {
  unit unit;
  uint32_t left, right;
  bool sentence;
} wishes;

/* Bytes [*from, *to) that `count` characters before `at`, or behind, take. */
static uint32_t characters_before(gm_slice text, uint32_t at, uint32_t count) {
  while (at > 0 && count > 0) {
    at--;
    count -= ((unsigned char)text.data[at] & 0xC0) != 0x80;
  }
  return at;
}

static uint32_t characters_behind(gm_slice text, uint32_t at, uint32_t count) {
  while (at < text.size && count > 0) {
    at++;
    while (at < text.size && ((unsigned char)text.data[at] & 0xC0) == 0x80)
      at++;
    count--;
  }
  return at;
}

static uint32_t sentence_begin(const gm_tokens *t, uint32_t token, uint32_t more) {
  uint32_t k = gm_tokens_sentence_of(t, token);
  return gm_token_begin(t, t->sentence[k > more ? k - more : 0]);
}

static uint32_t sentence_end(const gm_tokens *t, uint32_t token, uint32_t more) {
  uint32_t k = gm_tokens_sentence_of(t, token), left = t->sentence_count - 1 - k;
  return gm_token_end(t, t->sentence[k + (more < left ? more : left) + 1] - 1);
}

static uint32_t context_begin(const gm_tokens *t, uint32_t first, const wishes *w) {
  switch (w->unit) {
  case TOKENS:
    return gm_token_begin(t, first > w->left ? first - w->left : 0);
  case CHARACTERS:
    return characters_before(t->text, gm_token_begin(t, first), w->left);
  default:
    return sentence_begin(t, first, w->left);
  }
}

static uint32_t context_end(const gm_tokens *t, uint32_t last, const wishes *w) {
  uint32_t left = t->count - 1 - last;
  switch (w->unit) {
  case TOKENS:
    return gm_token_end(t, last + (w->right < left ? w->right : left));
  case CHARACTERS:
    return characters_behind(t->text, gm_token_end(t, last), w->right);
  default:
    return sentence_end(t, last, w->right);
  }
}

static void set_text(lua_State *L, const gm_tokens *t, const char *name, uint32_t begin,
                     uint32_t end) {
  lua_pushlstring(L, t->text.data + begin, end > begin ? end - begin : 0);
  lua_setfield(L, -2, name);
}

static void set_number(lua_State *L, const char *name, lua_Integer value) {
  lua_pushinteger(L, value);
  lua_setfield(L, -2, name);
}

static void push_line(lua_State *L, const gm_lua_match *m, const gm_tokens *t,
                      const wishes *w) {
  uint32_t begin = gm_token_begin(t, m->first), end = gm_token_end(t, m->last);
  lua_createtable(L, 0, 10);
  set_number(L, "document", m->document);
  set_number(L, "first", m->first);
  set_number(L, "last", m->last);
  set_number(L, "begin", begin);
  set_number(L, "end", end);
  set_text(L, t, "left", context_begin(t, m->first, w), begin);
  set_text(L, t, "match", begin, end);
  set_text(L, t, "right", end, context_end(t, m->last, w));
  if (w->sentence)
    set_text(L, t, "sentence", sentence_begin(t, m->first, 0),
             sentence_end(t, m->last, 0));
  if (m->target >= 0)
    set_number(L, "target", m->target);
  if (m->keyword >= 0)
    set_number(L, "keyword", m->keyword);
}

static uint32_t option(lua_State *L, const char *name, uint32_t missing) {
  lua_getfield(L, 5, name);
  lua_Integer value = luaL_optinteger(L, -1, missing);
  luaL_argcheck(L, value >= 0 && value <= INT32_MAX, 5, "out of range");
  lua_pop(L, 1);
  return (uint32_t)value;
}

static wishes read_wishes(lua_State *L) {
  static const char *const units[] = {"tokens", "characters", "sentence", NULL};
  luaL_checktype(L, 5, LUA_TTABLE);
  lua_getfield(L, 5, "unit");
  unit kind = (unit)luaL_checkoption(L, -1, "tokens", units);
  lua_getfield(L, 5, "sentence");
  bool sentence = lua_toboolean(L, -1);
  lua_pop(L, 2);
  uint32_t missing = kind == SENTENCE ? 0 : 10;
  return (wishes){kind, option(L, "left", missing), option(L, "right", missing),
                  sentence};
}

static int corpus_lines(lua_State *L) {
  gm_error err = {0};
  gm_stream *stream;
  gm_stream_document document = {0};
  gm_corpus *corpus = gm_corpus_check(L, 1);
  const gm_lua_matches *matches = luaL_checkudata(L, 2, GM_LUA_MATCHES);
  lua_Integer from = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
  wishes w = read_wishes(L);
  luaL_argcheck(L, from >= 1 && to <= (lua_Integer)matches->count, 3, "no such match");
  if (gm_corpus_stream(corpus, &stream, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_newtable(L);
  for (lua_Integer i = from; i <= to; i++) {
    const gm_lua_match *m = &matches->items[i - 1];
    if (m->document != document.number || !document.tokens.count) {
      gm_status status = gm_stream_read(
          stream, m->document, GM_STREAM_TEXT | GM_STREAM_OFFSETS, &document, &err);
      if (status != GM_OK)
        return gm_lua_fail(L, &err);
    }
    if (m->last >= document.tokens.count)
      return luaL_error(L, "document %d has no token %d", (int)m->document,
                        (int)m->last);
    push_line(L, m, &document.tokens, &w);
    lua_rawseti(L, -2, i - from + 1);
  }
  return 1;
}

void gm_corpus_add_lines(lua_State *L) {
  static const luaL_Reg methods[] = {{"lines", corpus_lines}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
