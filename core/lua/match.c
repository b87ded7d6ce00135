/* Lua face of core/match: rulesets, matchers, hits. Rules, tokens, sentences, hits and
 * entries are the caller's numbers: rules and sentences count from 1, tokens from 1
 * inclusive, entries are given back as they came.
 *
 * A ruleset's user value is its lexicon, a matcher's is its ruleset and a hits box's
 * the ruleset that its capture names come from. */
#include "lua/gimlet_lua.h"
#include "lua/hit_lines.h"
#include "lua/hits.h"
#include "lua/lists.h"
#include "lua/possible.h"
#include "lua/cql.h"
#include "match/commonness.h"
#include "match/ruleset.h"

#define MATCHER "gimlet.matcher"

static const char *const atoms[] = {"form",  "fold", "plain", "lemma", "stem",
                                    "shape", "tag",  "glob",  "regex", "tag_regex",
                                    "flag",  NULL};
static const char *const modes[] = {"longest",  "shortest",    "first",   "all",
                                    "standard", "traditional", "maximal", NULL};

static gm_ruleset *check_ruleset(lua_State *L, int index) {
  return gm_lua_check_box(L, index, GM_LUA_RULESET);
}

static int close_box(lua_State *L, const char *metatable, void (*close)(void *)) {
  void **box = luaL_checkudata(L, 1, metatable);
  close(*box);
  *box = NULL;
  return 0;
}

static uint32_t check_number(lua_State *L, int index, lua_Integer least) {
  lua_Integer number = luaL_checkinteger(L, index);
  luaL_argcheck(L, number >= least && number <= UINT32_MAX, index, "out of range");
  return (uint32_t)number;
}

/* ---- ruleset ---- */

/* ruleset(lexicon) -> ruleset; or nil, message */
static int match_ruleset(lua_State *L) {
  gm_error err = {0};
  gm_lexicon *lexicon = gm_lua_check_box(L, 1, GM_LUA_LEXICON);
  void **box = gm_lua_new_box(L, GM_LUA_RULESET);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  if (gm_ruleset_new((gm_ruleset **)box, lexicon, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  return 1;
}

static void free_ruleset(void *ruleset) { gm_ruleset_free(ruleset); }
static int ruleset_close(lua_State *L) {
  return close_box(L, GM_LUA_RULESET, free_ruleset);
}

/* ruleset:rule(name, mode, zones) -> rule; zones: bit mask of zone numbers, all by
 * default */
static int ruleset_rule(lua_State *L) {
  gm_error err = {0};
  gm_rule rule;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_slice name = gm_lua_check_slice(L, 2);
  gm_match_mode mode = (gm_match_mode)luaL_checkoption(L, 3, "longest", modes);
  uint32_t zones = (uint32_t)luaL_optinteger(L, 4, UINT32_MAX);
  if (gm_ruleset_rule(ruleset, name, mode, zones, &rule, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushinteger(L, (lua_Integer)rule + 1);
  return 1;
}

static int push_done(lua_State *L, gm_status status, const gm_error *err) {
  if (status != GM_OK) return gm_lua_fail(L, err);
  lua_pushboolean(L, true);
  return 1;
}

/* ruleset:name(rule, text, fold or options, entry) -> true; or nil, message. The options
 * of a name are told in lists.c. */
static int ruleset_name(lua_State *L) {
  gm_error err = {0};
  gm_name_options options;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_named named = {.rule = check_number(L, 2, 1) - 1};
  gm_slice text = gm_lua_check_slice(L, 3);
  gm_lua_check_name_options(L, 4, &options, &named);
  named.entry = lua_isnoneornil(L, 5) ? 0 : check_number(L, 5, 0);
  return push_done(L, gm_ruleset_name_as(ruleset, text, &options, &named, &err), &err);
}

static const char LISTS_KEY = 0;

/* Keeps the list at `list` alive as long as the ruleset at `ruleset`. */
static void anchor_list(lua_State *L, int ruleset, int list) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &LISTS_KEY) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &LISTS_KEY);
  }
  lua_pushvalue(L, ruleset);
  if (lua_rawget(L, -2) == LUA_TNIL) { /* [anchors, nil] */
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, ruleset);
    lua_pushvalue(L, -2);
    lua_rawset(L, -4);
  }
  lua_pushvalue(L, list);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pop(L, 2);
}

/* ruleset:list(rule, list) -> true; or nil, message */
static int ruleset_list(lua_State *L) {
  gm_error err = {0};
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_rule rule = check_number(L, 2, 1) - 1;
  gm_list *list = gm_lua_check_box(L, 3, GM_LUA_LIST);
  anchor_list(L, 1, 3);
  return push_done(L, gm_ruleset_list(ruleset, rule, list, &err), &err);
}

static const char *const scopes[] = {"sentence", "paragraph", "zone", NULL};
static const char *const policies[] = {"longest", "first", "leftmost", NULL};

/* ruleset:within(rule, scope) -> true; or nil, message */
static int ruleset_within(lua_State *L) {
  gm_error err = {0};
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_rule rule = check_number(L, 2, 1) - 1;
  gm_scope scope = (gm_scope)luaL_checkoption(L, 3, NULL, scopes);
  return push_done(L, gm_ruleset_within(ruleset, rule, scope, &err), &err);
}

/* ruleset:given(rule) -> true; or nil, message: hits of it come with a run */
static int ruleset_given(lua_State *L) {
  gm_error err = {0};
  gm_ruleset *ruleset = check_ruleset(L, 1);
  return push_done(L, gm_ruleset_given(ruleset, check_number(L, 2, 1) - 1, &err), &err);
}

/* ruleset:keep({rule, …}, "longest" | "first" | "leftmost") -> true; or nil, message */
static int ruleset_keep(lua_State *L) {
  gm_error err = {0};
  gm_ruleset *ruleset = check_ruleset(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  gm_keep keep = (gm_keep)luaL_checkoption(L, 3, NULL, policies);
  lua_Integer count = luaL_len(L, 2);
  gm_rule *rules = lua_newuserdatauv(L, (size_t)count * sizeof *rules + 1, 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, 2, i + 1);
    rules[i] = check_number(L, -1, 1) - 1;
    lua_pop(L, 1);
  }
  return push_done(L, gm_ruleset_keep(ruleset, rules, (size_t)count, keep, &err), &err);
}

/* ruleset:pattern(rule, node, entry) -> true; or nil, message */
static int ruleset_pattern(lua_State *L) {
  gm_error err = {0};
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_rule rule = check_number(L, 2, 1) - 1;
  gm_node node = check_number(L, 3, 1);
  uint32_t entry = lua_isnoneornil(L, 4) ? 0 : check_number(L, 4, 0);
  return push_done(L, gm_ruleset_pattern(ruleset, rule, node, entry, &err), &err);
}

/* ruleset:compile() -> true; or nil, message */
static int ruleset_compile(lua_State *L) {
  gm_error err = {0};
  return push_done(L, gm_ruleset_compile(check_ruleset(L, 1), &err), &err);
}

static gm_rule check_rule(lua_State *L, int index, const gm_ruleset *ruleset) {
  uint32_t rule = check_number(L, index, 1) - 1;
  luaL_argcheck(L, rule < gm_ruleset_rule_count(ruleset), index, "no such rule");
  return rule;
}

/* ruleset:uses(rule) -> {rule, …} that it is built on, ascending */
static int ruleset_uses(lua_State *L) {
  gm_ruleset *ruleset = check_ruleset(L, 1);
  size_t count;
  const gm_rule *uses = gm_ruleset_uses(ruleset, check_rule(L, 2, ruleset), &count);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)uses[i] + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* ruleset:rule_name(rule) -> name */
static int ruleset_rule_name(lua_State *L) {
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_lua_push_slice(L, gm_ruleset_rule_name(ruleset, check_rule(L, 2, ruleset)));
  return 1;
}

static int ruleset_count(lua_State *L) {
  lua_pushinteger(L, gm_ruleset_rule_count(check_ruleset(L, 1)));
  return 1;
}

/* ---- nodes: each gives a node; or nil, message ---- */

static int push_node(lua_State *L, gm_status status, const gm_node *node,
                     const gm_error *err) {
  if (status != GM_OK) return gm_lua_fail(L, err);
  lua_pushinteger(L, *node);
  return 1;
}

/* ruleset:atom(kind, value) */
static int node_atom(lua_State *L) {
  gm_error err = {0};
  gm_node node = 0;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_atom kind = (gm_atom)luaL_checkoption(L, 2, NULL, atoms);
  gm_slice value = gm_lua_check_slice(L, 3);
  return push_node(L, gm_node_atom(ruleset, kind, value, &node, &err), &node, &err);
}

static int leaf(lua_State *L, gm_status (*make)(gm_ruleset *, gm_node *, gm_error *)) {
  gm_error err = {0};
  gm_node node = 0;
  return push_node(L, make(check_ruleset(L, 1), &node, &err), &node, &err);
}
static int node_any(lua_State *L) { return leaf(L, gm_node_any); }
static int node_begin(lua_State *L) { return leaf(L, gm_node_sentence_begin); }
static int node_end(lua_State *L) { return leaf(L, gm_node_sentence_end); }

static int unary(lua_State *L,
                 gm_status (*make)(gm_ruleset *, gm_node, gm_node *, gm_error *)) {
  gm_error err = {0};
  gm_node node = 0;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  return push_node(L, make(ruleset, check_number(L, 2, 0), &node, &err), &node, &err);
}
static int node_not(lua_State *L) { return unary(L, gm_node_not); }
static int node_look(lua_State *L) { return unary(L, gm_node_look); }
static int node_behind(lua_State *L) { return unary(L, gm_node_behind); }
static int node_except(lua_State *L) { return unary(L, gm_node_except); }

static int binary(lua_State *L, gm_status (*make)(gm_ruleset *, gm_node, gm_node,
                                                  gm_node *, gm_error *)) {
  gm_error err = {0};
  gm_node node = 0;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_node a = check_number(L, 2, 0), b = check_number(L, 3, 0);
  return push_node(L, make(ruleset, a, b, &node, &err), &node, &err);
}
static int node_sequence(lua_State *L) { return binary(L, gm_node_sequence); }
static int node_either(lua_State *L) { return binary(L, gm_node_either); }
static int node_both(lua_State *L) { return binary(L, gm_node_both); }

/* No bound is nil or math.huge. */
static uint32_t check_bound(lua_State *L, int index) {
  if (lua_isnoneornil(L, index) ||
      (lua_isnumber(L, index) && lua_tonumber(L, index) > 4e9))
    return UINT32_MAX;
  return check_number(L, index, 0);
}

/* ruleset:repeat_(node, min, max, lazy) */
static int node_repeat(lua_State *L) {
  gm_error err = {0};
  gm_node node = 0;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_node a = check_number(L, 2, 0);
  uint32_t min = check_number(L, 3, 0), max = check_bound(L, 4);
  return push_node(
      L, gm_node_repeat(ruleset, a, min, max, lua_toboolean(L, 5), &node, &err), &node,
      &err);
}

/* ruleset:gap(min, max) */
static int node_gap(lua_State *L) {
  gm_error err = {0};
  gm_node node = 0;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  uint32_t min = check_number(L, 2, 0), max = check_bound(L, 3);
  return push_node(L, gm_node_gap(ruleset, min, max, &node, &err), &node, &err);
}

/* ruleset:capture(name, node) */
static int node_capture(lua_State *L) {
  gm_error err = {0};
  gm_node node = 0;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_slice name = gm_lua_check_slice(L, 2);
  return push_node(L,
                   gm_node_capture(ruleset, name, check_number(L, 3, 0), &node, &err),
                   &node, &err);
}

/* ruleset:same(name of a capture, "form" | "fold" | "lemma") */
static int node_same(lua_State *L) {
  static const char *const same_ways[] = {"form", "fold", "lemma", NULL};
  gm_error err = {0};
  gm_node node = 0;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  gm_slice name = gm_lua_check_slice(L, 2);
  gm_same way = (gm_same)luaL_checkoption(L, 3, "form", same_ways);
  return push_node(L, gm_node_same(ruleset, name, way, &node, &err), &node, &err);
}

/* ruleset:ref(name) */
static int node_ref(lua_State *L) {
  gm_error err = {0};
  gm_node node = 0;
  gm_ruleset *ruleset = check_ruleset(L, 1);
  return push_node(L, gm_node_ref(ruleset, gm_lua_check_slice(L, 2), &node, &err),
                   &node, &err);
}

/* ---- matcher ---- */

/* matcher(ruleset) -> matcher; or nil, message */
static int match_matcher(lua_State *L) {
  gm_error err = {0};
  gm_ruleset *ruleset = check_ruleset(L, 1);
  void **box = gm_lua_new_box(L, MATCHER);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  if (gm_matcher_new((gm_matcher **)box, ruleset, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  return 1;
}

static void free_matcher(void *matcher) { gm_matcher_free(matcher); }
static int matcher_close(lua_State *L) { return close_box(L, MATCHER, free_matcher); }

/* The zones of the sentences, a string with a byte or a list with a number for each;
 * nil: all body. Pushes what has to live as long as the result. */
static const uint8_t *check_zones(lua_State *L, int index, const gm_tokens *tokens) {
  if (lua_isnoneornil(L, index)) return lua_pushnil(L), NULL;
  if (lua_type(L, index) == LUA_TSTRING) {
    gm_slice zones = gm_lua_check_slice(L, index);
    luaL_argcheck(L, zones.size >= tokens->sentence_count, index,
                  "fewer zones than sentences");
    lua_pushvalue(L, index);
    return (const uint8_t *)zones.data;
  }
  luaL_checktype(L, index, LUA_TTABLE);
  uint8_t *zones = lua_newuserdatauv(L, (size_t)tokens->sentence_count + 1, 0);
  for (uint32_t i = 0; i < tokens->sentence_count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    lua_Integer zone = lua_tointeger(L, -1);
    luaL_argcheck(L, lua_isinteger(L, -1) && zone >= 0 && zone < 32, index,
                  "a number below 32 for each sentence expected");
    zones[i] = (uint8_t)zone;
    lua_pop(L, 1);
  }
  return zones;
}

/* The box of hits at `index`, or a new one, on the top of the stack. */
static gm_hits *check_hits(lua_State *L, int index) {
  if (!lua_isnoneornil(L, index)) {
    gm_hits *hits = luaL_checkudata(L, index, GM_LUA_HITS);
    lua_pushvalue(L, index);
    return hits;
  }
  gm_hits *hits = lua_newuserdatauv(L, sizeof *hits, 1);
  *hits = (gm_hits){0};
  luaL_setmetatable(L, GM_LUA_HITS);
  return hits;
}

static void read_options(lua_State *L, int index, gm_match_limits *limits) {
  limits->current = gm_lua_running_rule(L);
  if (lua_isnoneornil(L, index)) return;
  luaL_checktype(L, index, LUA_TTABLE);
  lua_getfield(L, index, "max_hits");
  lua_Integer most = luaL_optinteger(L, -1, 0);
  luaL_argcheck(L, most >= 0, index, "max_hits below 0");
  limits->max_hits = (uint64_t)most;
  lua_getfield(L, index, "date");
  limits->dated = lua_istable(L, -1);
  if (limits->dated) {
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, 2);
    limits->earliest = (int32_t)luaL_checkinteger(L, -2);
    limits->latest = (int32_t)luaL_checkinteger(L, -1);
    lua_pop(L, 2);
  }
  lua_pop(L, 2);
}

/* Hits from elsewhere: a list of rule, first, last, entry, one after the other, by first
 * token. They live in a userdata that stays on the stack. */
static void read_given(lua_State *L, int index, gm_match_limits *limits) {
  if (lua_isnoneornil(L, index) || lua_getfield(L, index, "given") == LUA_TNIL) return;
  luaL_checktype(L, -1, LUA_TTABLE);
  size_t count = (size_t)luaL_len(L, -1) / 4;
  gm_outside *given = lua_newuserdatauv(L, count * sizeof *given + 1, 0);
  for (size_t i = 0; i < count; i++) {
    uint32_t values[4];
    for (int k = 0; k < 4; k++) {
      lua_rawgeti(L, -2, (lua_Integer)(4 * i) + k + 1);
      values[k] = (uint32_t)luaL_checkinteger(L, -1);
      lua_pop(L, 1);
    }
    given[i] = (gm_outside){values[0] - 1, values[3], values[1] - 1, values[2]};
  }
  limits->given = given;
  limits->given_count = count;
}

/* The rules to run, a string with a byte for each, from the options at `index`; NULL:
 * all. */
static const uint8_t *check_enabled(lua_State *L, int index,
                                    const gm_ruleset *ruleset) {
  if (lua_isnoneornil(L, index) || lua_getfield(L, index, "enabled") == LUA_TNIL)
    return NULL;
  gm_slice enabled = gm_lua_check_slice(L, -1); /* stays on the stack */
  luaL_argcheck(L, enabled.size == gm_ruleset_rule_count(ruleset), index,
                "enabled needs a byte for each rule");
  return (const uint8_t *)enabled.data;
}

/* matcher:run(tokens, zones, hits, {max_hits=, enabled=, date={day, day}}) -> hits; or nil, message.
 * `zones`: a string of bytes or a list of numbers by sentence, nil: all body. `hits` of
 * an earlier run are used again and forget what they held. `enabled`: a string with a
 * byte for each rule: "\0" leaves it out, "\2" runs it only where another rule needs it and
 * does not tell its hits, else "\1"; a rule needs all it is built on. */
static int matcher_run(lua_State *L) {
  gm_error err = {0};
  gm_match_limits limits = {0};
  gm_matcher *matcher = gm_lua_check_box(L, 1, MATCHER);
  const gm_tokens *tokens = gm_lua_check_box(L, 2, GM_LUA_TOKENS);
  lua_settop(L, 5);
  read_options(L, 5, &limits);
  read_given(L, 5, &limits);
  lua_getiuservalue(L, 1, 1); /* [.., ruleset] */
  const uint8_t *enabled = check_enabled(L, 5, gm_lua_check_box(L, -1, GM_LUA_RULESET));
  const uint8_t *zones = check_zones(L, 3, tokens);
  gm_hits *hits = check_hits(L, 4); /* [.., hits] */
  lua_getiuservalue(L, 1, 1);
  lua_setiuservalue(L, -2, 1);
  if (gm_matcher_run(matcher, tokens, zones, enabled, &limits, hits, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  return 1;
}

/* matcher:prefilter(on): for measurements; the hits are the same. */
static int matcher_prefilter(lua_State *L) {
  gm_matcher_prefilter(gm_lua_check_box(L, 1, MATCHER), lua_toboolean(L, 2));
  return 0;
}

static void set_number(lua_State *L, const char *key, double value) {
  lua_pushnumber(L, value);
  lua_setfield(L, -2, key);
}

static void set_count(lua_State *L, const char *key, uint64_t value) {
  lua_pushinteger(L, (lua_Integer)value);
  lua_setfield(L, -2, key);
}

/* matcher:costs() -> { { rule=, entry= (0: names), runs=, found=, seconds= }, … }, seconds
 * of all runs. What never ran is left out. */
static int matcher_costs(lua_State *L) {
  const gm_matcher *matcher = gm_lua_check_box(L, 1, MATCHER);
  gm_unit_cost cost;
  lua_Integer count = 0;
  lua_newtable(L);
  for (size_t unit = 0; gm_matcher_unit_cost(matcher, unit, &cost); unit++) {
    if (cost.runs == 0) continue;
    lua_createtable(L, 0, 5);
    set_count(L, "rule", cost.rule + 1);
    set_count(L, "entry", cost.names ? 0 : cost.entry);
    set_count(L, "runs", cost.runs);
    set_count(L, "found", cost.found);
    set_number(L, "seconds", cost.seconds);
    lua_rawseti(L, -2, ++count);
  }
  lua_pushnumber(L, gm_matcher_seconds(matcher));
  return 2;
}

/* commonness(folded word) -> about how often in a million words of English. */
static int match_commonness(lua_State *L) {
  lua_pushnumber(L, gm_commonness(gm_lua_check_slice(L, 1)));
  return 1;
}

/* ---- opening ---- */

int gm_lua_open_match(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"ruleset", match_ruleset}, {"matcher", match_matcher},
      {"commonness", match_commonness}, {NULL, NULL}};
  static const luaL_Reg ruleset_meta[] = {{"__gc", ruleset_close},
                                          {"__close", ruleset_close},
                                          {"__len", ruleset_count},
                                          {NULL, NULL}};
  static const luaL_Reg ruleset_methods[] = {
      {"rule", ruleset_rule},     {"name", ruleset_name},
      {"list", ruleset_list},     {"within", ruleset_within},
      {"given", ruleset_given},   {"keep", ruleset_keep},
      {"pattern", ruleset_pattern}, {"compile", ruleset_compile},
      {"uses", ruleset_uses},     {"rule_name", ruleset_rule_name},
      {"atom", node_atom},        {"any", node_any},
      {"sequence", node_sequence}, {"either", node_either},
      {"repeat_", node_repeat},   {"gap", node_gap},
      {"not_", node_not},         {"look", node_look},
      {"behind", node_behind},    {"both", node_both},
      {"except", node_except},    {"capture", node_capture},
      {"ref", node_ref},          {"same", node_same},
               {"sentence_begin", node_begin},
      {"sentence_end", node_end}, {"close", ruleset_close},
      {NULL, NULL}};
  static const luaL_Reg matcher_meta[] = {
      {"__gc", matcher_close}, {"__close", matcher_close}, {NULL, NULL}};
  static const luaL_Reg matcher_methods[] = {{"run", matcher_run},
                                             {"prefilter", matcher_prefilter},
                                             {"costs", matcher_costs},
                                             {"close", matcher_close},
                                             {NULL, NULL}};
  gm_lua_add_class(L, GM_LUA_RULESET, ruleset_meta, ruleset_methods);
  gm_lua_add_class(L, MATCHER, matcher_meta, matcher_methods);
  gm_lua_add_hits(L);
  luaL_newlib(L, functions);
  gm_lua_add_lists(L);
  gm_lua_add_possible(L);
  gm_lua_add_yaml(L);
  gm_lua_add_hit_lines(L);
  gm_lua_add_text_regex(L);
  gm_lua_add_cql(L);
  return 1;
}
