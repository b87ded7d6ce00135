/* Lua face of collocation: what stands around a node.
 *
 *   corpus:surroundings{ … as count, and node = ruleset, left =, right =, each =
 * boolean }
 *     -> collocates
 *   collocates:size() -> { nodes =, node_words =, window_words =, words =, documents =,
 *     documents_with_nodes = }
 *   collocates:list{ measures = { name, … }, expectation = "window"|"span"|"node",
 *     minimum = times near the node, minimum_frequency = in all, limit =, alpha =,
 *     adjust =, negative = boolean, accept = } -> { { name, near, frequency, expected,
 *     documents, values = { … }, p, log_p }, … }, how many were compared
 *   corpus:occurrences{ … as count, and node = ruleset, parts = n or nil } ->
 *     { counts of each document or part }, { words of each }, { places of nodes: 0 to 1
 * }
 *   corpus:matching(ruleset) -> { { type, … } of each rule }: types that match by
 * themselves
 *
 * R1, C1 and N of the contingency table:
 *   window  words in the windows; the collocate outside nodes; all words outside nodes
 *           (Evert 2008, surface cooccurrence)
 *   span    nodes × (left + right); the collocate; all words
 *   node    nodes; the collocate; all words
 * Dice, logDice and minimum sensitivity relate the frequencies of node and collocate
 * themselves (Rychlý 2008), whatever the expectation. */
#include "lua/counting.h"
#include "lua/ranking.h"
#include "lua/statistics.h"
#include "base/memory.h"
#include "base/probability.h"
#include "match/ruleset.h"
#include "match/surroundings.h"
#include <math.h>

#define COLLOCATES "gimlet.collocates"

typedef struct {
  gm_walk *walk; /* user value 1 */
  gm_surroundings around;
  gm_window window;
  gm_ranking ranking;
  double *numbers; /* ln p by unit */
  size_t number_capacity;
} collocates;

static int collocates_free(lua_State *L) {
  collocates *c = lua_touserdata(L, 1);
  gm_surroundings_free(&c->around);
  gm_ranking_free(&c->ranking);
  gm_free(c->numbers);
  memset(c, 0, sizeof *c);
  return 0;
}

static collocates *check(lua_State *L) {
  collocates *c = luaL_checkudata(L, 1, COLLOCATES);
  gm_walk_check(L, c->walk);
  return c;
}

static uint32_t width(lua_State *L, const char *name) {
  lua_Integer words = gm_option_integer(L, 2, name, 5);
  if (words < 0 || words > 10000)
    luaL_error(L, "%s: 0 to 10000 words expected", name);
  return (uint32_t)words;
}

static int corpus_surroundings(lua_State *L) {
  gm_error err = {0};
  gm_walk *walk = gm_walk_new(L, 2);
  if (!walk->has_nodes)
    return luaL_error(L, "node: a ruleset, or nodes expected");
  collocates *c = lua_newuserdatauv(L, sizeof *c, 1); /* [corpus, options, walk, c] */
  memset(c, 0, sizeof *c);
  c->walk = walk;
  luaL_setmetatable(L, COLLOCATES);
  lua_pushvalue(L, -2);
  lua_setiuservalue(L, -2, 1);
  c->window =
      (gm_window){width(L, "left"), width(L, "right"), gm_option_boolean(L, 2, "each")};
  gm_status status = GM_OK;
  for (size_t i = 0; i < walk->document_count && status == GM_OK; i++) {
    status = gm_walk_read(walk, walk->documents[i], &err);
    if (status == GM_OK)
      status = gm_surroundings_add(&c->around, &walk->sequence, &c->window, walk->nodes,
                                   walk->node_count, &err);
  }
  return status == GM_OK ? 1 : gm_lua_fail(L, &err);
}

static int collocates_size(lua_State *L) {
  const gm_surroundings *a = &check(L)->around;
  const struct {
    const char *name;
    uint64_t value;
  } sizes[] = {{"nodes", a->nodes},
               {"node_words", a->node_words},
               {"window_words", a->window_words},
               {"words", a->words},
               {"documents", a->documents},
               {"documents_with_nodes", a->documents_with_nodes}};
  lua_newtable(L);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    lua_pushinteger(L, (lua_Integer)sizes[i].value);
    lua_setfield(L, -2, sizes[i].name);
  }
  return 1;
}

/* ---- measures ---- */

enum { WINDOW, SPAN, NODE, MOST_MEASURES = 24 };

typedef struct {
  gm_association measures[MOST_MEASURES];
  size_t measure_count;
  gm_association_options options;
  int expectation;
  gm_adjust adjust;
  uint64_t minimum, minimum_frequency;
  size_t limit;
  bool negative;
  int accept;
} request;

static void read_request(lua_State *L, request *r) {
  static const char *const expectations[] = {"window", "span", "node", NULL};
  static const char *const adjustments[] = {"none", "bonferroni", "holm", "bh", NULL};
  luaL_checktype(L, 2, LUA_TTABLE);
  memset(r, 0, sizeof *r);
  if (lua_getfield(L, 2, "measures") != LUA_TTABLE || !lua_rawlen(L, -1) ||
      lua_rawlen(L, -1) > MOST_MEASURES)
    luaL_error(L, "measures: 1 to %d names expected", MOST_MEASURES);
  r->measure_count = lua_rawlen(L, -1);
  for (size_t i = 0; i < r->measure_count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    r->measures[i] =
        (gm_association)luaL_checkoption(L, lua_gettop(L), NULL, gm_association_names);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  gm_lua_association_options(L, 2, &r->options);
  r->expectation = gm_option_choice(L, 2, "expectation", expectations, WINDOW);
  r->adjust = (gm_adjust)gm_option_choice(L, 2, "adjust", adjustments, 0);
  r->minimum = (uint64_t)gm_option_integer(L, 2, "minimum", 1);
  r->minimum_frequency = (uint64_t)gm_option_integer(L, 2, "minimum_frequency", 1);
  r->limit = (size_t)gm_option_integer(L, 2, "limit", 0);
  r->negative = gm_option_boolean(L, 2, "negative");
  r->accept = lua_getfield(L, 2, "accept") == LUA_TFUNCTION ? lua_gettop(L) : 0;
}

static gm_contingency table_of(const collocates *c, const request *r, uint32_t unit) {
  const gm_surroundings *a = &c->around;
  const gm_surrounding *u = &a->units[unit];
  double near = (double)u->near, total = (double)u->total, words = (double)a->words;
  double nodes = (double)a->nodes, span = c->window.left + c->window.right;
  gm_contingency t = {near, (double)a->window_words, total - (double)u->nodes,
                      words - (double)a->node_words};
  if (r->expectation != WINDOW)
    t = (gm_contingency){near, r->expectation == SPAN ? nodes * span : nodes, total,
                         words};
  /* a window may meet the end of a sentence or a text, a word several windows: the
     table stays one */
  t.r1 = fmin(fmax(t.r1, near), t.n);
  t.c1 = fmax(t.c1, near);
  t.n = fmax(t.n, t.r1 + t.c1 - near);
  return t;
}

static double value_of(const collocates *c, const request *r, uint32_t unit,
                       gm_association measure) {
  gm_contingency t = table_of(c, r, unit);
  if (measure == GM_ASSOCIATION_DICE || measure == GM_ASSOCIATION_LOGDICE ||
      measure == GM_ASSOCIATION_MIN_SENSITIVITY) {
    t.r1 = fmax((double)c->around.nodes, t.o11);
    t.c1 = fmax((double)c->around.units[unit].total, t.o11);
    t.n = fmax(t.n, t.r1 + t.c1 - t.o11);
  }
  return gm_associate(measure, &t, &r->options);
}

static bool wanted(lua_State *L, const collocates *c, const request *r, uint32_t unit) {
  const gm_surrounding *u = &c->around.units[unit];
  if (u->near < r->minimum || u->near == 0 || u->total < r->minimum_frequency)
    return false;
  if (!r->accept)
    return true;
  lua_pushvalue(L, r->accept);
  gm_lua_push_slice(L, gm_units_name(c->walk->units, unit));
  lua_call(L, 1, 1);
  bool yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

static int by_name(void *context, uint32_t a, uint32_t b) {
  const gm_units *units = context;
  gm_slice x = gm_units_name(units, a), y = gm_units_name(units, b);
  int order = memcmp(x.data, y.data, x.size < y.size ? x.size : y.size);
  return order ? order : x.size < y.size ? -1 : x.size > y.size;
}

static gm_status rank(lua_State *L, collocates *c, request *r, size_t *compared,
                      gm_error *err) {
  size_t count = c->around.count, n = 0;
  gm_status status = GM_OK;
  if (!gm_grow((void **)&c->numbers, &c->number_capacity, 2 * count + 2,
               sizeof *c->numbers))
    return gm_nomem(err);
  double *p = c->numbers + count + 1; /* of those compared, in order */
  uint8_t *chosen = lua_newuserdatauv(L, count + 1, 0);
  for (uint32_t unit = 1; unit < count; unit++)
    n += chosen[unit] = wanted(L, c, r, unit);
  *compared = n;
  r->options.family = n ? (double)n : 1; /* of lrc */
  n = 0;
  for (uint32_t unit = 1; unit < count && status == GM_OK; unit++) {
    if (!chosen[unit])
      continue;
    double value = value_of(c, r, unit, r->measures[0]);
    p[n++] = gm_association_log_p(r->measures[0], value);
    status = gm_ranking_add(&c->ranking, r->negative ? -value : value, unit, err);
  }
  if (status == GM_OK && !isnan(gm_association_log_p(r->measures[0], 1)) &&
      !gm_adjust_p(p, n, 0, r->adjust))
    status = gm_nomem(err);
  n = 0;
  for (uint32_t unit = 1; unit < count; unit++)
    if (chosen[unit])
      c->numbers[unit] = p[n++];
  return status;
}

static void set_number(lua_State *L, const char *name, double value) {
  gm_lua_push_finite(L, value);
  lua_setfield(L, -2, name);
}

static void set_integer(lua_State *L, const char *name, uint64_t value) {
  lua_pushinteger(L, (lua_Integer)value);
  lua_setfield(L, -2, name);
}

static void push_collocate(lua_State *L, const collocates *c, const request *r,
                           uint32_t unit) {
  const gm_surrounding *u = &c->around.units[unit];
  gm_contingency t = table_of(c, r, unit);
  lua_createtable(L, 0, 12);
  gm_lua_push_slice(L, gm_units_name(c->walk->units, unit));
  lua_setfield(L, -2, "name");
  set_integer(L, "near", u->near);
  set_integer(L, "frequency", u->total);
  set_integer(L, "documents", u->documents);
  set_number(L, "expected", gm_expected(&t));
  set_integer(L, "r1", (uint64_t)t.r1);
  set_integer(L, "c1", (uint64_t)t.c1);
  set_integer(L, "n", (uint64_t)t.n);
  lua_createtable(L, 0, (int)r->measure_count);
  for (size_t i = 0; i < r->measure_count; i++)
    set_number(L, gm_association_names[r->measures[i]],
               value_of(c, r, unit, r->measures[i]));
  lua_setfield(L, -2, "values");
  if (!isnan(c->numbers[unit])) {
    set_number(L, "p", exp(c->numbers[unit]));
    set_number(L, "log_p", c->numbers[unit] / M_LN10);
  }
}

static int collocates_list(lua_State *L) {
  gm_error err = {0};
  collocates *c = check(L);
  request r;
  size_t compared = 0;
  lua_settop(L, 2);
  read_request(L, &r);
  gm_ranking_free(&c->ranking);
  c->ranking =
      (gm_ranking){.limit = r.limit, .by_name = by_name, .context = c->walk->units};
  if (rank(L, c, &r, &compared, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  gm_ranking_sort(&c->ranking);
  lua_createtable(L, (int)c->ranking.count, 0);
  for (size_t i = 0; i < c->ranking.count; i++) {
    push_collocate(L, c, &r, c->ranking.items[i].item);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushinteger(L, (lua_Integer)compared);
  return 2;
}

/* ---- occurrences ---- */

/* A list of numbers that frees itself. */
typedef struct {
  uint64_t *places;
  size_t count, capacity;
} place_list;

static int places_free(lua_State *L) {
  place_list *list = lua_touserdata(L, 1);
  gm_free(list->places);
  *list = (place_list){0};
  return 0;
}

static place_list *new_places(lua_State *L) {
  place_list *list = lua_newuserdatauv(L, sizeof *list, 0);
  *list = (place_list){0};
  if (luaL_newmetatable(L, "gimlet.places")) {
    lua_pushcfunction(L, places_free);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return list;
}

/* Adds where the nodes of a document begin, in words from the first of all. */
static gm_status add_places(place_list *list, const gm_walk *walk, uint64_t before,
                            gm_error *err) {
  const gm_sequence *s = &walk->sequence;
  if (!gm_grow((void **)&list->places, &list->capacity, list->count + walk->node_count,
               sizeof *list->places))
    return gm_nomem(err);
  size_t at = 0;
  uint64_t words = before;
  for (size_t i = 0; i < walk->node_count; i++) {
    for (; at < s->count && s->token[at] < walk->nodes[i].begin; at++)
      words += s->unit[at] != GM_BARRIER;
    list->places[list->count++] = words;
  }
  return GM_OK;
}

static void push_parts(lua_State *L, const place_list *list, uint64_t words,
                       uint64_t parts) {
  size_t at = 0;
  lua_createtable(L, (int)parts, 0);
  lua_createtable(L, (int)parts, 0);
  for (uint64_t part = 0; part < parts; part++) {
    uint64_t begin = words / parts * part + words % parts * part / parts;
    uint64_t end = words / parts * (part + 1) + words % parts * (part + 1) / parts;
    lua_Integer count = 0;
    for (; at < list->count && (list->places[at] < end || part + 1 == parts); at++)
      count++;
    lua_pushinteger(L, count);
    lua_rawseti(L, -3, (lua_Integer)part + 1);
    lua_pushinteger(L, (lua_Integer)(end - begin));
    lua_rawseti(L, -2, (lua_Integer)part + 1);
  }
}

static int corpus_occurrences(lua_State *L) {
  gm_error err = {0};
  gm_walk *walk = gm_walk_new(L, 2);
  if (!walk->has_nodes)
    return luaL_error(L, "node: a ruleset, or nodes expected");
  lua_Integer parts = gm_option_integer(L, 2, "parts", 0);
  if (parts < 0 || parts > 1000000)
    return luaL_error(L, "parts: 1 to 1000000 expected");
  place_list *list = new_places(L);
  uint64_t words = 0;
  gm_status status = GM_OK;
  lua_newtable(L);
  lua_newtable(L); /* [corpus, options, walk, list, counts, sizes] */
  for (size_t i = 0; i < walk->document_count && status == GM_OK; i++) {
    status = gm_walk_read(walk, walk->documents[i], &err);
    if (status == GM_OK)
      status = add_places(list, walk, words, &err);
    lua_pushinteger(L, (lua_Integer)walk->node_count);
    lua_rawseti(L, -3, (lua_Integer)i + 1);
    lua_pushinteger(L, (lua_Integer)walk->sequence.words);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
    words += walk->sequence.words;
  }
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  if (parts)
    push_parts(L, list, words, (uint64_t)parts);
  lua_createtable(L, (int)list->count, 0);
  for (size_t i = 0; i < list->count; i++) {
    lua_pushnumber(L, (double)list->places[i] / (double)words);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 3;
}

/* ---- types ---- */

static int tokens_free(lua_State *L) {
  gm_tokens **box = lua_touserdata(L, 1);
  gm_tokens_free(*box);
  *box = NULL;
  return 0;
}

/* Pushes every type of the corpus once, each a sentence of its own. */
static const gm_tokens *all_types(lua_State *L, const gm_lexicon *lexicon,
                                  gm_error *err) {
  gm_tokens **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  if (luaL_newmetatable(L, "gimlet.all_types")) {
    lua_pushcfunction(L, tokens_free);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  if (gm_tokens_new(box, err) != GM_OK)
    return NULL;
  gm_tokens_open(*box, lexicon, gm_slice_of(NULL, 0));
  for (uint32_t type = 1; type <= gm_lexicon_count(lexicon); type++)
    gm_tokens_add(*box, 2 * type, 2 * type + 1, type, GM_TOKEN_SENTENCE);
  return gm_tokens_close(*box, err) == GM_OK ? *box : NULL;
}

static void push_types(lua_State *L, const gm_walk *walk, uint32_t rules) {
  lua_createtable(L, (int)rules, 0);
  for (uint32_t rule = 0; rule < rules; rule++) {
    lua_Integer n = 0;
    lua_newtable(L);
    for (size_t i = 0; i < walk->hits.count; i++) {
      const gm_hit *hit = &walk->hits.hits[i];
      if (hit->rule != rule || hit->end != hit->begin + 1)
        continue;
      lua_pushinteger(L, (lua_Integer)hit->begin + 1);
      lua_rawseti(L, -2, ++n);
    }
    lua_rawseti(L, -2, (lua_Integer)rule + 1);
  }
}

static int corpus_matching(lua_State *L) {
  gm_error err = {0};
  gm_match_limits limits = {0};
  gm_ruleset *ruleset = gm_lua_check_box(L, 2, GM_LUA_RULESET);
  lua_settop(L, 2);
  lua_createtable(L, 0, 2);
  lua_pushvalue(L, 2);
  lua_setfield(L, 3, "node");
  lua_newtable(L);
  lua_setfield(L, 3, "documents");
  gm_walk *walk = gm_walk_new(L, 3);
  const gm_tokens *types = all_types(L, gm_stream_lexicon(walk->stream), &err);
  if (types)
    gm_matcher_run(walk->matcher, types, NULL, NULL, &limits, &walk->hits, &err);
  if (err.status != GM_OK)
    return gm_lua_fail(L, &err);
  push_types(L, walk, gm_ruleset_rule_count(ruleset));
  return 1;
}

void gm_corpus_add_counting(lua_State *L) {
  static const luaL_Reg methods[] = {{"__gc", collocates_free},
                                     {"size", collocates_size},
                                     {"list", collocates_list},
                                     {NULL, NULL}};
  static const luaL_Reg corpus[] = {{"surroundings", corpus_surroundings},
                                    {"occurrences", corpus_occurrences},
                                    {"matching", corpus_matching},
                                    {NULL, NULL}};
  luaL_setfuncs(L, corpus, 0);
  gm_corpus_add_counts(L);
  luaL_newmetatable(L, COLLOCATES);
  luaL_setfuncs(L, methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  gm_counted_open(L);
}
