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
  walk->has_nodes = walk->matcher != NULL;
}

static uint32_t number_at(lua_State *L, size_t index) {
  lua_rawgeti(L, -1, (lua_Integer)index);
  uint32_t number = (uint32_t)luaL_checkinteger(L, -1);
  lua_pop(L, 1);
  return number;
}

static void read_found(lua_State *L, int index, gm_walk *walk) {
  if (lua_getfield(L, index, "nodes") == LUA_TTABLE) {
    size_t count = lua_rawlen(L, -1) / 3;
    walk->found = gm_alloc((count + 1) * sizeof *walk->found);
    if (!walk->found)
      luaL_error(L, "out of memory");
    for (size_t i = 0; i < count; i++) {
      walk->found[i].document = number_at(L, 3 * i + 1);
      walk->found[i].at.begin = number_at(L, 3 * i + 2) - 1;
      walk->found[i].at.end = number_at(L, 3 * i + 3);
    }
    walk->found_count = count;
    walk->has_nodes = true;
  }
  lua_pop(L, 1);
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
  gm_free(walk->found);
  gm_columns_free(walk->columns);
  for (int i = 0; i < 2; i++)
    gm_free(walk->value_units[i]);
  gm_free(walk->given);
  gm_free(walk->kind_units);
  gm_free(walk->kind_begins);
  memset(walk, 0, sizeof *walk);
  return 0;
}

/* The columns that stand for a unit: lemma besides our own, else the column alone. */
static gm_status find_columns(lua_State *L, const char *name, bool own, gm_walk *walk,
                              gm_store *store, gm_error *err) {
  const char *names[] = {name, strcmp(name, "pos") == 0 ? "upos" : NULL};
  gm_status status = gm_columns_new(&walk->columns, store, err);
  for (int i = 0; i < 2 && names[i] && status == GM_OK; i++)
    status = gm_columns_find(walk->columns, gm_slice_text(names[i]),
                             &walk->column_ids[i], err);
  if (walk->column_ids[1] == walk->column_ids[0])
    walk->column_ids[1] = 0;
  walk->only_column = !own;
  if (status == GM_OK && !own && !walk->column_ids[0] && !walk->column_ids[1]) {
    lua_pushfstring(
        L,
        "unit: no document has a column “%s”, and it is none of form, fold, "
        "lemma, stem, shape",
        name);
    lua_error(L);
  }
  return status;
}

static const char *const kinds[] = {"form", "fold", "lemma", "stem", "shape", NULL};

/* Pushes the name of the unit; *kind: GM_UNIT_KINDS where it is a column. */
static const char *read_unit(lua_State *L, int index, int *kind) {
  if (lua_getfield(L, index, "unit") == LUA_TNIL)
    lua_pushliteral(L, "fold");
  const char *name = luaL_checkstring(L, -1);
  for (*kind = 0; kinds[*kind] && strcmp(kinds[*kind], name) != 0;)
    ++*kind;
  return name;
}

gm_walk *gm_walk_new(lua_State *L, int index) {
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
  int kind, top = lua_gettop(L);
  const char *unit = read_unit(L, index, &kind);
  bool punctuation = gm_option_boolean(L, index, "punctuation");
  walk->across = gm_option_boolean(L, index, "across");
  read_zones(L, index, walk);
  read_documents(L, index, walk);
  gm_corpus_stream(corpus, &walk->stream, &err);
  if (err.status == GM_OK)
    gm_stream_forms(walk->stream, &lexicon, &err);
  if (err.status == GM_OK)
    gm_units_new(&walk->units, lexicon,
                 kind < GM_UNIT_KINDS ? (gm_unit_kind)kind : GM_UNIT_FORM, punctuation,
                 &err);
  if (err.status == GM_OK && (kind == GM_UNIT_LEMMA || kind == GM_UNIT_KINDS))
    find_columns(L, unit, kind == GM_UNIT_LEMMA, walk, corpus->store, &err);
  if (err.status == GM_OK)
    read_node(L, index, walk, &err);
  if (err.status == GM_OK)
    read_found(L, index, walk);
  if (err.status != GM_OK)
    gm_lua_raise(L, &err);
  lua_settop(L, top);
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

/* ---- given tokens ---- */

/* Units of the values of a column, worked out when they are first met. */
static gm_status unit_of_value(gm_walk *walk, int which, const gm_slice *values,
                               uint32_t count, uint32_t number, uint32_t *unit,
                               gm_error *err) {
  uint32_t **units = &walk->value_units[which];
  if (number > count || number == 0)
    return *unit = 0, GM_OK;
  if (number >= walk->value_count[which]) {
    if (!gm_grow((void **)units, &walk->value_capacity[which], (size_t)count + 1,
                 sizeof **units))
      return gm_nomem(err);
    memset(*units + walk->value_count[which], 0,
           ((size_t)count + 1 - walk->value_count[which]) * sizeof **units);
    walk->value_count[which] = (size_t)count + 1;
  }
  gm_status status = GM_OK;
  if (!(*units)[number] && !gm_slice_equal(values[number], gm_slice_text("_")))
    status = gm_units_intern(walk->units, values[number], &(*units)[number], err);
  *unit = (*units)[number];
  return status;
}

/* What the document's own columns say of its tokens, into walk->given; *found: any. */
static gm_status read_given(gm_walk *walk, uint32_t document, bool *found,
                            gm_error *err) {
  gm_status status = GM_OK;
  *found = false;
  for (int i = 0; i < 2 && !*found && status == GM_OK; i++) {
    const uint32_t *numbers;
    const gm_slice *values;
    uint32_t value_count;
    size_t count;
    if (!walk->column_ids[i])
      continue;
    status = gm_columns_values(walk->columns, walk->column_ids[i], &values,
                               &value_count, err);
    if (status == GM_OK)
      status = gm_columns_read(walk->columns, walk->column_ids[i], document, &numbers,
                               &count, err);
    if (status != GM_OK || !count)
      continue;
    if (!gm_grow((void **)&walk->given, &walk->given_capacity, count,
                 sizeof *walk->given))
      return gm_nomem(err);
    for (size_t k = 0; k < count && status == GM_OK; k++)
      status =
          unit_of_value(walk, i, values, value_count, numbers[k], &walk->given[k], err);
    *found = true;
  }
  return status;
}

/* Tokens without a value of the column that was asked for do not count. */
static void drop_others(gm_walk *walk) {
  gm_sequence *s = &walk->sequence;
  size_t kept = 0;
  s->words = 0;
  for (size_t i = 0; i < s->count; i++) {
    if (s->unit[i] != GM_BARRIER && !walk->given[s->token[i]])
      continue;
    s->words += s->unit[i] != GM_BARRIER;
    s->unit[kept] = s->unit[i];
    s->token[kept++] = s->token[i];
  }
  s->count = kept;
}

/* ---- a document ---- */

/* The nodes found before; those that no counted token lies in have no place. */
static gm_status take_found(gm_walk *walk, uint32_t number, gm_error *err) {
  size_t low = 0, high = walk->found_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (walk->found[middle].document < number)
      low = middle + 1;
    else
      high = middle;
  }
  size_t end = low;
  while (end < walk->found_count && walk->found[end].document == number)
    end++;
  walk->node_count = 0;
  if (!gm_grow((void **)&walk->nodes, &walk->node_capacity, end - low + 1,
               sizeof *walk->nodes))
    return gm_nomem(err);
  for (; low < end; low++) {
    gm_stretch node = walk->found[low].at;
    size_t at = gm_sequence_at(&walk->sequence, node.begin);
    while (at < walk->sequence.count && walk->sequence.unit[at] == GM_BARRIER)
      at++;
    if (at < walk->sequence.count && walk->sequence.token[at] < node.end)
      walk->nodes[walk->node_count++] = node;
  }
  return GM_OK;
}

static gm_status read_tokens(gm_walk *walk, uint32_t number, bool given,
                             gm_error *err) {
  gm_stream_document document;
  size_t left_out_count = 0;
  unsigned wanted = walk->all_zones ? 0 : GM_STREAM_ZONES;
  if (walk->matcher || gm_units_want_language(walk->units))
    wanted |= GM_STREAM_LANGUAGES;
  gm_status status = gm_stream_read(walk->stream, number, wanted, &document, err);
  if (status == GM_OK && !walk->all_zones)
    status = find_left_out(walk, &document, &left_out_count, err);
  if (status == GM_OK)
    status = gm_sequence_make(&walk->sequence, walk->units, &document.tokens,
                              given ? walk->given : NULL, walk->left_out,
                              left_out_count, walk->across, err);
  if (status == GM_OK && given && walk->only_column)
    drop_others(walk);
  if (status == GM_OK && walk->matcher)
    status = find_nodes(walk, &document.tokens, left_out_count, err);
  return status;
}

static bool all_count(const gm_walk *walk, const gm_stream_kinds *document) {
  uint32_t at = 0;
  for (size_t i = 0; !walk->all_zones && i < document->zone_count; i++) {
    const gm_packed_zone *zone = &document->zones[i];
    if (zone->begin < at)
      continue;
    at = zone->end;
    if (!walk->zones[gm_lua_zone_kind(zone->kind)])
      return false;
  }
  return true;
}

/* Units are told in the document's language, where that matters and it has only one. */
static gm_status speak_one(gm_walk *walk, uint32_t number, bool *only, gm_error *err) {
  gm_slice languages;
  gm_language_span main = {0}, other;
  if (!gm_units_want_language(walk->units))
    return GM_OK;
  gm_status status = gm_stream_languages(walk->stream, number, &languages, err);
  if (status != GM_OK)
    return status;
  gm_languages_next(&languages, &main);
  *only = !gm_languages_next(&languages, &other);
  gm_units_speak(walk->units, main.language);
  return GM_OK;
}

/* The kinds of a document with their units, where all of it counts and nothing else is
 * asked of its tokens; *whole is false where it has to be read token by token. */
static gm_status read_kinds(gm_walk *walk, uint32_t number, gm_stream_kinds *kinds_out,
                            bool *whole, gm_error *err) {
  *whole = true;
  gm_status status = speak_one(walk, number, whole, err);
  if (status != GM_OK || !*whole)
    return status;
  status = gm_stream_read_kinds(
      walk->stream, number, walk->all_zones ? 0 : GM_STREAM_ZONES, kinds_out, err);
  *whole = status == GM_OK && all_count(walk, kinds_out);
  if (!*whole)
    return status;
  if (!gm_grow((void **)&walk->kind_units, &walk->kind_capacity,
               (size_t)kinds_out->kind_count + 1, sizeof *walk->kind_units) ||
      !gm_grow((void **)&walk->kind_begins, &walk->begins_capacity,
               (size_t)kinds_out->kind_count + 1, sizeof *walk->kind_begins))
    return gm_nomem(err);
  for (uint32_t k = 0; k < kinds_out->kind_count && status == GM_OK; k++) {
    const gm_token_kind *kind = &kinds_out->kinds[k];
    status =
        gm_units_of(walk->units, kind->type, kind->flags, &walk->kind_units[k], err);
    walk->kind_begins[k] = (kind->flags & GM_TOKEN_SENTENCE) != 0;
  }
  return status;
}

static void nothing(gm_walk *walk) {
  walk->sequence.count = walk->sequence.words = walk->node_count = 0;
}

/* Whether the document is to be read by its own columns, or not at all. */
static gm_status by_columns(gm_walk *walk, uint32_t number, bool *given, bool *none,
                            gm_error *err) {
  *given = false;
  gm_status status = walk->columns ? read_given(walk, number, given, err) : GM_OK;
  *none = walk->only_column && !*given;
  return status;
}

gm_status gm_walk_read(gm_walk *walk, uint32_t number, gm_error *err) {
  bool given, none, whole = false;
  gm_stream_kinds document;
  gm_status status = by_columns(walk, number, &given, &none, err);
  if (status == GM_OK && none)
    return nothing(walk), GM_OK;
  if (status == GM_OK && !given && !walk->matcher)
    status = read_kinds(walk, number, &document, &whole, err);
  if (status != GM_OK)
    return status;
  status = whole ? gm_sequence_of_kinds(&walk->sequence, document.kind,
                                        document.token_count, walk->kind_units,
                                        walk->kind_begins, walk->across, err)
                 : read_tokens(walk, number, given, err);
  if (status == GM_OK && walk->found)
    status = take_found(walk, number, err);
  return status;
}

gm_status gm_walk_tally(gm_walk *walk, uint32_t number, gm_tally *tally,
                        gm_error *err) {
  bool given, none, whole = false;
  gm_stream_kinds document;
  gm_status status = by_columns(walk, number, &given, &none, err);
  if (status == GM_OK && !none && !given)
    status = read_kinds(walk, number, &document, &whole, err);
  if (status != GM_OK)
    return status;
  if (!whole) {
    if (none)
      nothing(walk);
    else
      status = read_tokens(walk, number, given, err);
    return status == GM_OK ? gm_tally_add(tally, &walk->sequence, err) : status;
  }
  gm_tally_begin(tally);
  for (uint32_t k = 0; k < document.kind_count && status == GM_OK; k++)
    if (walk->kind_units[k])
      status = gm_tally_count(tally, walk->kind_units[k], document.frequency[k], err);
  return status;
}
