/* Lua face of match/possible.h.
 *
 *   core.match.possible(ruleset, forms) -> what its rules need, or nil, message
 *     forms: those of types, each ended by "\0"; types are numbered from 1 in their order
 *     { conjuncts = { { types = packed, rules = { rule, … } }, … },
 *       rules = { { names = packed or nil, patterns = { { conjunct, … }, … } }, … } }
 *     packed: numbers of types, for corpus:bits. A pattern needs every conjunct of its
 *     list, a conjunct one of its types or a hit of one of its rules. */
#include "lua/gimlet_lua.h"
#include "lua/possible.h"
#include "match/possible.h"
#include "match/program.h"
#include "base/memory.h"

static gm_status intern_all(gm_lexicon *lexicon, gm_slice forms, gm_type **out,
                            size_t *count, gm_error *err) {
  size_t capacity = 0;
  gm_status status = GM_OK;
  while (forms.size && status == GM_OK) {
    const char *end = memchr(forms.data, 0, forms.size);
    size_t size = end ? (size_t)(end - forms.data) : forms.size;
    if (!gm_grow((void **)out, &capacity, *count + 1, sizeof **out)) return gm_nomem(err);
    status = gm_lexicon_intern(lexicon, gm_slice_of(forms.data, size),
                               &(*out)[(*count)++], err);
    if (!end) break;
    forms = gm_slice_of(end + 1, forms.size - size - 1);
  }
  return status;
}

static void set_packed(lua_State *L, const char *key, gm_type_set *set) {
  if (!set->count) return;
  for (size_t i = 0; i < set->count; i++) set->items[i]++; /* from 1 */
  lua_pushlstring(L, (const char *)set->items, set->count * sizeof *set->items);
  lua_setfield(L, -2, key);
}

static void push_conjunct(lua_State *L, const gm_ruleset *r, size_t index,
                          gm_possible *possible) {
  const gm_conjunct *c = &r->conjuncts.items[index];
  lua_createtable(L, 0, 2);
  set_packed(L, "types", &possible->conjuncts[index]);
  lua_newtable(L);
  for (uint32_t i = 0; i < c->count; i++) {
    uint32_t member = r->conjuncts.members[c->start + i];
    if (!(member & GM_MEMBER_RULE)) continue;
    lua_pushinteger(L, (lua_Integer)(member & ~GM_MEMBER_RULE) + 1);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
  lua_setfield(L, -2, "rules");
}

static void push_rule(lua_State *L, const gm_ruleset *r, size_t rule,
                      gm_possible *possible) {
  lua_createtable(L, 0, 2);
  set_packed(L, "names", &possible->names[rule]);
  lua_newtable(L);
  for (uint32_t u = r->rules[rule].first; u < r->rules[rule].last; u++) {
    const gm_program *program = r->units[u].program;
    if (!program) continue;
    lua_newtable(L);
    for (uint32_t i = 0; i < program->need_count; i++) {
      lua_pushinteger(L, (lua_Integer)program->needs[i].conjunct + 1);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
  lua_setfield(L, -2, "patterns");
}

/* [ruleset, forms, possible] -> table */
static int push_all(lua_State *L) {
  const gm_ruleset *r = lua_touserdata(L, 1);
  gm_possible *possible = lua_touserdata(L, 2);
  lua_createtable(L, 0, 2);
  lua_createtable(L, (int)possible->conjunct_count, 0);
  for (size_t i = 0; i < possible->conjunct_count; i++) {
    push_conjunct(L, r, i, possible);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "conjuncts");
  lua_createtable(L, (int)possible->rule_count, 0);
  for (size_t i = 0; i < possible->rule_count; i++) {
    push_rule(L, r, i, possible);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "rules");
  return 1;
}

static int match_possible(lua_State *L) {
  gm_error err = {0};
  gm_ruleset *ruleset = gm_lua_check_box(L, 1, GM_LUA_RULESET);
  gm_slice forms = gm_lua_check_slice(L, 2);
  luaL_argcheck(L, ruleset->compiled, 1, "not compiled yet");
  gm_type *types = NULL;
  size_t count = 0;
  gm_possible possible = {0};
  gm_status status = intern_all(ruleset->lexicon, forms, &types, &count, &err);
  if (status == GM_OK) status = gm_possible_find(&possible, ruleset, types, count, &err);
  gm_free(types);
  lua_pushcfunction(L, push_all);
  lua_pushlightuserdata(L, ruleset);
  lua_pushlightuserdata(L, &possible);
  int raised = status == GM_OK ? lua_pcall(L, 2, 1, 0) : LUA_OK;
  gm_possible_free(&possible);
  if (raised != LUA_OK) return lua_error(L);
  return status == GM_OK ? 1 : gm_lua_fail(L, &err);
}

void gm_lua_add_possible(lua_State *L) {
  lua_pushcfunction(L, match_possible);
  lua_setfield(L, -2, "possible");
}
