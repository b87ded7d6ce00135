/* Regular expressions over running text (PCRE2), for rules that look at the letters of a
 * sentence and not at its tokens. Their steps are limited. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "lua/gimlet_lua.h"
#include "lua/hit_lines.h"
#include <pcre2.h>

#define EXPRESSION "gimlet.text_regex"

enum { MOST_STEPS = 2000000 };

typedef struct {
  pcre2_code *code;
  pcre2_match_data *match;
  pcre2_match_context *limits;
} expression;

static int close_expression(lua_State *L) {
  expression *e = luaL_checkudata(L, 1, EXPRESSION);
  pcre2_code_free(e->code);
  pcre2_match_data_free(e->match);
  pcre2_match_context_free(e->limits);
  *e = (expression){0};
  return 0;
}

/* text_regex(pattern) -> expression; or nil, message */
static int new_expression(lua_State *L) {
  gm_slice pattern = gm_lua_check_slice(L, 1);
  int code;
  size_t at;
  expression *e = lua_newuserdatauv(L, sizeof *e, 0);
  *e = (expression){0};
  luaL_setmetatable(L, EXPRESSION);
  e->code = pcre2_compile((PCRE2_SPTR)pattern.data, pattern.size,
                          PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &at, NULL);
  if (!e->code) {
    unsigned char message[256] = "";
    pcre2_get_error_message(code, message, sizeof message);
    lua_pushnil(L);
    lua_pushfstring(L, "regular expression at %d: %s", (int)at + 1, (const char *)message);
    return 2;
  }
  e->match = pcre2_match_data_create(1, NULL);
  e->limits = pcre2_match_context_create(NULL);
  if (!e->match || !e->limits) return luaL_error(L, "out of memory");
  pcre2_set_match_limit(e->limits, MOST_STEPS);
  pcre2_set_depth_limit(e->limits, MOST_STEPS / 100);
  pcre2_jit_compile(e->code, PCRE2_JIT_COMPLETE);
  return 1;
}

/* expression:find(text, from) -> first byte, the byte after it; nil where there is none;
 * nil, message where it takes too many steps. Matches of nothing are passed over. */
static int find(lua_State *L) {
  expression *e = luaL_checkudata(L, 1, EXPRESSION);
  gm_slice text = gm_lua_check_slice(L, 2);
  size_t from = (size_t)luaL_checkinteger(L, 3) - 1;
  while (from <= text.size) {
    int found = pcre2_match(e->code, (PCRE2_SPTR)text.data, text.size, from,
                            PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, e->match, e->limits);
    if (found == PCRE2_ERROR_NOMATCH) return 0;
    if (found < 0) {
      unsigned char message[256] = "";
      pcre2_get_error_message(found, message, sizeof message);
      lua_pushnil(L);
      lua_pushstring(L, (const char *)message);
      return 2;
    }
    const size_t *ends = pcre2_get_ovector_pointer(e->match);
    if (ends[1] > ends[0] && ends[0] >= from) {
      lua_pushinteger(L, (lua_Integer)ends[0] + 1);
      lua_pushinteger(L, (lua_Integer)ends[1] + 1);
      return 2;
    }
    from = ends[1] > from ? ends[1] : from + 1;
  }
  return 0;
}

void gm_lua_add_text_regex(lua_State *L) {
  luaL_newmetatable(L, EXPRESSION);
  lua_pushcfunction(L, close_expression);
  lua_setfield(L, -2, "__gc");
  lua_newtable(L);
  lua_pushcfunction(L, find);
  lua_setfield(L, -2, "find");
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  lua_pushcfunction(L, new_expression);
  lua_setfield(L, -2, "text_regex");
}
