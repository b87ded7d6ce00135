/* Any bytes as a phrase, a pattern in CQL, a regular expression, a name, a file of names or
 * a whole rule file: compiled, and what compiles is run over a text. It gives errors with a
 * message, or hits within the text; it does not raise, hang or crash. The first line of an
 * input tells what the rest is; without such a line it is a rule file. */
#include <stdio.h>
#include <stdlib.h>
#include "lua/gimlet_lua.h"
#include <lua-lpeg.h>
#include <lualib.h>

#define CHECK(x)                                                                         \
  if (!(x)) { fprintf(stderr, "line %d: %s: %s\n", __LINE__, #x, lua_tostring(L, -1)); abort(); }

static const char *const SCRIPT =
    "local compile, core = require 'gimlet.rule.compile', require 'gimlet.core' "
    "local running_text, sandbox = require 'gimlet.rule.running_text', require "
    "'gimlet.work.sandbox' "
    "sandbox.LOAD = { steps = 200000, memory = 8 << 20 } "
    "local WORDS = { phrase = 'theme \"x\" { phrases = { %q } }', cql = 'theme \"x\" "
    "{ match = cql(%q) }', "
    "  regex = 'theme \"x\" { match = regex(%q) * any }', text = 'theme \"x\" { "
    "match = text_regex(%q) }', "
    "  name = 'entity \"x\" { names = { %q }, match_case = false }', "
    "  glob = 'entity \"x\" { names = { %q }, edits = 1 }', "
    "  file = 'entity \"x\" { names = file \"x.tsv\" }' } "
    "local TEXT = 'Japan passed a secrecy law in 2013. The U.S. and its allies said "
    "\"yes\"; a cat sat on the mat, "
    "isn\\'t it? Nippon\\u{2019}s co-operation a a a a b \\u{65e5}\\u{672c} x@y.z "
    "3.14 %.\\n\\nIt has not been said.' "
    "local std = { name = 'std', root = 'std', files = { ['pack.lua'] = 'pack "
    "\"std\" { about = \"A.\" }' } } "
    "local function matched(compiled) "
    "  local tokens = core.text.tokens() "
    "  tokens:cut(compiled.lexicon, TEXT) tokens:sentences(compiled.lexicon) "
    "  local given = running_text.given(compiled, tokens, TEXT, nil) "
    "  local hits = compiled.rules.matcher:run(tokens, nil, nil, { max_hits = "
    "100000, given = given }) "
    "  for i = 1, hits and #hits or 0 do "
    "    local _, first, last = hits:get(i) "
    "    assert(first >= 1 and last <= #tokens and first <= last + 1, 'a hit outside "
    "of the text') "
    "  end "
    "end "
    "return function(bytes) "
    "  local kind, rest = bytes:match '^(%l+)\\n(.*)$' "
    "  local files = { ['pack.lua'] = bytes } "
    "  if WORDS[kind] then "
    "    files['pack.lua'] = 'pack \"p\" { about = \"A.\" }\\n' .. (kind == 'file' "
    "and WORDS[kind] or "
    "      WORDS[kind]:format(rest)) "
    "    files['x.tsv'] = rest "
    "  end "
    "  local compiled, errors, need = compile.packs({ { name = 'p', root = 'p', "
    "files = files, requested = true }, std }, "
    "    {}, { base = sandbox.library(), run = sandbox.run, trusted = "
    "sandbox.trusted }) "
    "  assert(compiled or errors or need) "
    "  for _, e in ipairs(errors or {}) do assert(type(e.message) == 'string' and "
    "e.message ~= '') end "
    "  if not compiled then return end "
    "  local good, failure = pcall(matched, compiled) "
    "  assert(good or type(failure) == 'table' and failure.rule, failure) "
    "end";

static void prepare(lua_State *L) {
  luaL_openlibs(L);
  luaL_requiref(L, "lpeg", luaopen_lpeg, 0);
  luaL_requiref(L, "gimlet", luaopen_gimlet, 0);
  lua_settop(L, 0);
  CHECK(luaL_loadstring(L, SCRIPT) == LUA_OK);
  CHECK(lua_pcall(L, 0, 1, 0) == LUA_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static lua_State *L;
  if (!L) {
    L = luaL_newstate();
    prepare(L);
  }
  lua_pushvalue(L, 1);
  lua_pushlstring(L, (const char *)data, size);
  CHECK(lua_pcall(L, 1, 0, 0) == LUA_OK);
  return 0;
}
