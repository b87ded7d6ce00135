/* Walks over the stored corpus: documents read from its stream, cut to the zones asked
 * for, turned into sequences; nodes found by a matcher. */
#include "lua/counting.h"
#include "base/memory.h"

#define WALK "gimlet.walk"

/* ---- options ---- */

bool gm_option_boolean(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  bool on = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return on;
}

lua_Number gm_option_number(lua_State *L, int index, const char *name,
                            lua_Number missing) {
  lua_getfield(L, index, name);
  lua_Number number = luaL_optnumber(L, -1, missing);
  lua_pop(L, 1);
  return number;
}

lua_Integer gm_option_integer(lua_State *L, int index, const char *name,
                              lua_Integer missing) {
  lua_getfield(L, index, name);
  lua_Integer number = luaL_optinteger(L, -1, missing);
  lua_pop(L, 1);
  return number;
}

int gm_option_choice(lua_State *L, int index, const char *name,
                     const char *const choices[], int missing) {
  lua_getfield(L, index, name);
  int choice = missing;
  if (!lua_isnil(L, -1)) {
    const char *text = luaL_checkstring(L, -1);
    for (choice = 0; choices[choice] && strcmp(choices[choice], text) != 0;)
      choice++;
    if (!choices[choice])
      return luaL_error(L, "%s: there is no “%s”", name, text);
  }
  lua_pop(L, 1);
  return choice;
}

static void read_zones(lua_State *L, int index, gm_walk *walk) {
  lua_getfield(L, index, "zones");
  walk->all_zones = lua_isnil(L, -1);
  for (lua_Integer i = 1; !walk->all_zones; i++) {
    gm_zone_kind kind;
    if (lua_geti(L, -1, i) == LUA_TNIL) {
      lua_pop(L, 1);
      break;
    }
    if (!gm_zone_kind_of(gm_lua_check_slice(L, -1), &kind))
      luaL_error(L, "there is no zone “%s”", lua_tostring(L, -1));
    walk->zones[kind] = true;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

static void read_documents(lua_State *L, int index, gm_walk *walk) {
  if (lua_getfield(L, index, "documents") != LUA_TTABLE)
    luaL_error(L, "documents: a list of numbers expected");
  size_t count = lua_rawlen(L, -1);
  walk->documents = gm_alloc((count + 1) * sizeof *walk->documents);
  if (!walk->documents)
    luaL_error(L, "out of memory");
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    walk->documents[i] = (uint32_t)luaL_checkinteger(L, -1);
    lua_pop(L, 1);
  }
  walk->document_count = count;
  lua_pop(L, 1);
}

static void read_node(lua_State *L, int index, gm_walk *walk, gm_error *err) {
  if (lua_getfield(L, index, "node") != LUA_TNIL)
    gm_matcher_new(&walk->matcher, gm_lua_check_box(L, -1, GM_LUA_RULESET), err);
  lua_pop(L, 1); /* the table of options keeps it alive */
}

/* ---- the box ---- */

static int walk_free(lua_State *L) {
  gm_walk *walk = lua_touserdata(L, 1);
  gm_matcher_free(walk->matcher);
  gm_hits_free(&walk->hits);
  gm_units_free(walk->units);
  gm_sequence_free(&walk->sequence);
  gm_free(walk->left_out);
  gm_free(walk->nodes);
  gm_free(walk->documents);
  memset(walk, 0, sizeof *walk);
  return 0;
}

gm_walk *gm_walk_new(lua_State *L, int index) {
  static const char *const kinds[] = {"form", "fold", "lemma", "stem", "shape", NULL};
  gm_error err = {0};
  gm_lexicon *lexicon;
  gm_corpus *corpus = gm_corpus_check(L, 1);
  luaL_checktype(L, index, LUA_TTABLE);
  gm_walk *walk = lua_newuserdatauv(L, sizeof *walk, 2);
  memset(walk, 0, sizeof *walk);
  if (luaL_newmetatable(L, WALK)) {
    lua_pushcfunction(L, walk_free);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  lua_pushvalue(L, index);
  lua_setiuservalue(L, -2, 2);
  walk->corpus = lua_touserdata(L, 1);
  int kind = gm_option_choice(L, index, "unit", kinds, GM_UNIT_FOLD);
  bool punctuation = gm_option_boolean(L, index, "punctuation");
  walk->across = gm_option_boolean(L, index, "across");
  read_zones(L, index, walk);
  read_documents(L, index, walk);
  gm_corpus_stream(corpus, &walk->stream, &err);
  if (err.status == GM_OK)
    gm_stream_forms(walk->stream, &lexicon, &err);
  if (err.status == GM_OK)
    gm_units_new(&walk->units, lexicon, (gm_unit_kind)kind, punctuation, &err);
  if (err.status == GM_OK)
    read_node(L, index, walk, &err);
  if (err.status != GM_OK)
    gm_lua_raise(L, &err);
  return walk;
}

void gm_walk_check(lua_State *L, const gm_walk *walk) {
  if (!walk->corpus || !*walk->corpus)
    luaL_error(L, "attempt to use counts of a closed corpus");
}

/* ---- reading ---- */

static gm_status leave_out(gm_walk *walk, size_t *count, const gm_tokens *tokens,
                           uint32_t begin, uint32_t end, gm_error *err) {
  if (!gm_grow((void **)&walk->left_out, &walk->left_out_capacity, *count + 1,
               sizeof *walk->left_out))
    return gm_nomem(err);
  gm_stretch stretch = {gm_tokens_at(tokens, begin), gm_tokens_at(tokens, end)};
  if (stretch.begin < stretch.end)
    walk->left_out[(*count)++] = stretch;
  return GM_OK;
}

/* Outermost zones that do not count; where quotations do and what is around them does
 * not, what is around them. */
static gm_status find_left_out(gm_walk *walk, const gm_stream_document *document,
                               size_t *count, gm_error *err) {
  uint32_t at = 0;
  gm_status status = GM_OK;
  for (size_t i = 0; i < document->zone_count && status == GM_OK; i++) {
    const gm_packed_zone *zone = &document->zones[i];
    if (zone->begin < at)
      continue;
    at = zone->end;
    if (walk->zones[gm_lua_zone_kind(zone->kind)])
      continue;
    uint32_t from = zone->begin;
    for (size_t k = i + 1; k < document->zone_count && status == GM_OK; k++) {
      const gm_packed_zone *inner = &document->zones[k];
      if (inner->begin >= zone->end)
        break;
      if (inner->begin < from || !walk->zones[gm_lua_zone_kind(inner->kind)])
        continue;
      status = leave_out(walk, count, &document->tokens, from, inner->begin, err);
      from = inner->end;
    }
    if (status == GM_OK && from < zone->end)
      status = leave_out(walk, count, &document->tokens, from, zone->end, err);
  }
  return status;
}

static bool is_left_out(const gm_stretch *left_out, size_t count, const gm_hit *hit) {
  for (size_t i = 0; i < count; i++)
    if (hit->begin < left_out[i].end && hit->end > left_out[i].begin)
      return true;
  return false;
}

static gm_status find_nodes(gm_walk *walk, const gm_tokens *tokens,
                            size_t left_out_count, gm_error *err) {
  gm_match_limits limits = {0};
  gm_status status =
      gm_matcher_run(walk->matcher, tokens, NULL, NULL, &limits, &walk->hits, err);
  walk->node_count = 0;
  if (status == GM_OK && !gm_grow((void **)&walk->nodes, &walk->node_capacity,
                                  walk->hits.count + 1, sizeof *walk->nodes))
    status = gm_nomem(err);
  for (size_t i = 0; i < walk->hits.count && status == GM_OK; i++) {
    const gm_hit *hit = &walk->hits.hits[i];
    if (!is_left_out(walk->left_out, left_out_count, hit))
      walk->nodes[walk->node_count++] = (gm_stretch){hit->begin, hit->end};
  }
  return status;
}

gm_status gm_walk_read(gm_walk *walk, uint32_t number, gm_error *err) {
  gm_stream_document document;
  size_t left_out_count = 0;
  unsigned wanted = walk->all_zones ? 0 : GM_STREAM_ZONES;
  gm_status status = gm_stream_read(walk->stream, number, wanted, &document, err);
  if (status == GM_OK && !walk->all_zones)
    status = find_left_out(walk, &document, &left_out_count, err);
  if (status == GM_OK)
    status = gm_sequence_make(&walk->sequence, walk->units, &document.tokens,
                              walk->left_out, left_out_count, walk->across, err);
  if (status == GM_OK && walk->matcher)
    status = find_nodes(walk, &document.tokens, left_out_count, err);
  return status;
}
