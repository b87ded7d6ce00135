/* Lua face of the corpus query language: building queries, lists of matches.
 *
 * Tokens count from 0 here, as in CQP and in the output of `gimlet kwic --json`;
 * expressions and nodes from 1, attributes and structures from 0, labels from 1. */
#include "base/map.h"
#include "base/memory.h"
#include "lua/cql.h"

static gm_cql *check_query(lua_State *L) {
  return gm_lua_check_box(L, 1, GM_LUA_CQL);
}

/* cql() -> query; or nil, message */
static int cql_new(lua_State *L) {
  gm_error err = {0};
  void **box = gm_lua_new_box(L, GM_LUA_CQL);
  if (gm_cql_new((gm_cql **)box, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  return 1;
}

static int query_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, GM_LUA_CQL);
  gm_cql_free(*box);
  *box = NULL;
  return 0;
}

static int push_number(lua_State *L, gm_status status, uint32_t number,
                       const gm_error *err) {
  if (status != GM_OK)
    return gm_lua_fail(L, err);
  lua_pushinteger(L, number);
  return 1;
}

typedef gm_status naming(gm_cql *query, gm_slice name, uint32_t *out, gm_error *err);

static int name_with(lua_State *L, naming *give) {
  gm_error err = {0};
  uint32_t number = 0;
  gm_status status = give(check_query(L), gm_lua_check_slice(L, 2), &number, &err);
  return push_number(L, status, number, &err);
}

/* query:attribute(name), :structure(name), :label(name) -> number */
static int query_attribute(lua_State *L) {
  return name_with(L, gm_cql_attribute);
}
static int query_structure(lua_State *L) {
  return name_with(L, gm_cql_structure);
}
static int query_label(lua_State *L) {
  return name_with(L, gm_cql_label);
}

/* query:pattern(text, flags of c d l) -> number; or nil, message, column */
static int query_pattern(lua_State *L) {
  gm_error err = {0};
  uint32_t number = 0;
  gm_cql *query = check_query(L);
  gm_slice text = gm_lua_check_slice(L, 2);
  const char *letters = luaL_optstring(L, 3, "");
  unsigned flags = (strchr(letters, 'c') ? GM_CQL_ANY_CASE : 0) |
                   (strchr(letters, 'd') ? GM_CQL_NO_MARKS : 0) |
                   (strchr(letters, 'l') ? GM_CQL_LITERAL : 0);
  if (gm_cql_pattern(query, text, flags, &number, &err) == GM_OK)
    return push_number(L, GM_OK, number, &err);
  lua_pushnil(L);
  lua_pushstring(L, err.message[0] ? err.message : gm_status_text(err.status));
  lua_pushinteger(L, err.column);
  return 3;
}

/* query:expression(operation, a, b) -> number */
static int query_expression(lua_State *L) {
  static const char *const names[] = {
#define NAME(name, text) text,
      GM_CQL_OPERATIONS(NAME)
#undef NAME
          NULL};
  gm_error err = {0};
  gm_cql_ref out = 0;
  gm_cql *query = check_query(L);
  gm_cql_operation operation = (gm_cql_operation)luaL_checkoption(L, 2, NULL, names);
  gm_status status = gm_cql_expression(query, operation, luaL_optinteger(L, 3, 0),
                                       luaL_optinteger(L, 4, 0), &out, &err);
  return push_number(L, status, out, &err);
}

/* query:node(kind, a, b, c, d) -> number */
static int query_node(lua_State *L) {
  static const char *const names[] = {
#define NAME(name, text) text,
      GM_CQL_NODES(NAME)
#undef NAME
          NULL};
  gm_error err = {0};
  gm_cql_ref out = 0;
  gm_cql *query = check_query(L);
  gm_cql_kind kind = (gm_cql_kind)luaL_checkoption(L, 2, NULL, names);
  int64_t operands[4];
  for (int i = 0; i < 4; i++)
    operands[i] = luaL_optinteger(L, 3 + i, 0);
  gm_status status = gm_cql_node(query, kind, operands, &out, &err);
  return push_number(L, status, out, &err);
}

static int64_t field(lua_State *L, const char *name, int64_t otherwise) {
  lua_getfield(L, 2, name);
  int64_t value = luaL_optinteger(L, -1, otherwise);
  lua_pop(L, 1);
  return value;
}

/* query:finish{ root =, constraint =, strategy =, within =, structure = } -> true; or
 * nil, message */
static int query_finish(lua_State *L) {
  static const char *const strategies[] = {"standard", "shortest", "longest",
                                           "traditional", NULL};
  gm_error err = {0};
  gm_cql *query = check_query(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_getfield(L, 2, "strategy");
  gm_cql_plan plan = {
      .root = (gm_cql_ref)field(L, "root", 0),
      .constraint = (gm_cql_ref)field(L, "constraint", 0),
      .strategy = (gm_cql_strategy)luaL_checkoption(L, -1, "standard", strategies),
      .within = (int32_t)field(L, "within", 0),
      .structure = (int32_t)field(L, "structure", -1)};
  luaL_argcheck(L, plan.within >= 0, 2, "within is negative");
  if (gm_cql_finish(query, &plan, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushboolean(L, true);
  return 1;
}

/* query:names() -> attributes, structures: lists of names */
static int query_names(lua_State *L) {
  const gm_cql *query = check_query(L);
  lua_newtable(L);
  for (uint32_t i = 0; i < gm_cql_attribute_count(query); i++) {
    gm_lua_push_slice(L, gm_cql_attribute_name(query, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_newtable(L);
  for (uint32_t i = 0; i < gm_cql_structure_count(query); i++) {
    gm_lua_push_slice(L, gm_cql_structure_name(query, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 2;
}

/* ---- matches ---- */

static gm_lua_matches *check_matches(lua_State *L, int index) {
  return luaL_checkudata(L, index, GM_LUA_MATCHES);
}

gm_lua_matches *gm_lua_new_matches(lua_State *L) {
  gm_lua_matches *matches = lua_newuserdatauv(L, sizeof *matches, 0);
  memset(matches, 0, sizeof *matches);
  luaL_setmetatable(L, GM_LUA_MATCHES);
  return matches;
}

static gm_status add_match(gm_lua_matches *to, gm_lua_match match, gm_error *err) {
  if (!gm_grow((void **)&to->items, &to->capacity, to->count + 1, sizeof match))
    return gm_nomem(err);
  to->items[to->count++] = match;
  return GM_OK;
}

gm_status gm_lua_take_matches(gm_lua_matches *to, uint32_t document,
                              const gm_cql_matches *from, gm_error *err) {
  gm_status status = GM_OK;
  for (size_t i = 0; i < from->count && status == GM_OK; i++) {
    const gm_cql_match *m = &from->items[i];
    status = add_match(to,
                       (gm_lua_match){document, m->first, m->last, (int32_t)m->target,
                                      (int32_t)m->keyword},
                       err);
  }
  return status;
}

/* matches() -> an empty list */
static int matches_new(lua_State *L) {
  gm_lua_new_matches(L);
  return 1;
}

static int matches_free(lua_State *L) {
  gm_lua_matches *matches = check_matches(L, 1);
  gm_free(matches->items);
  memset(matches, 0, sizeof *matches);
  return 0;
}

static int matches_count(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)check_matches(L, 1)->count);
  return 1;
}

/* matches:get(i) -> document, first, last, target or nil, keyword or nil; i from 1 */
static int matches_get(lua_State *L) {
  const gm_lua_matches *matches = check_matches(L, 1);
  lua_Integer i = luaL_checkinteger(L, 2);
  luaL_argcheck(L, i >= 1 && (size_t)i <= matches->count, 2, "no such match");
  const gm_lua_match *m = &matches->items[i - 1];
  lua_pushinteger(L, m->document);
  lua_pushinteger(L, m->first);
  lua_pushinteger(L, m->last);
  const int32_t anchors[] = {m->target, m->keyword};
  for (int k = 0; k < 2; k++)
    if (anchors[k] >= 0)
      lua_pushinteger(L, anchors[k]);
    else
      lua_pushnil(L);
  return 5;
}

/* matches:add(document, first, last, target, keyword) -> true; or nil, message */
static int matches_add(lua_State *L) {
  gm_error err = {0};
  gm_lua_matches *matches = check_matches(L, 1);
  gm_lua_match match = {
      (uint32_t)luaL_checkinteger(L, 2), (uint32_t)luaL_checkinteger(L, 3),
      (uint32_t)luaL_checkinteger(L, 4), (int32_t)luaL_optinteger(L, 5, -1),
      (int32_t)luaL_optinteger(L, 6, -1)};
  luaL_argcheck(L, match.first <= match.last, 4, "ends before it begins");
  if (add_match(matches, match, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushboolean(L, true);
  return 1;
}

/* ---- a document told token by token ---- */

typedef struct { /* all that must be freed, whatever is raised */
  gm_map *ids;
  gm_slice *values;
  size_t value_count, value_capacity;
  uint32_t **columns;
  gm_cql_column *views;
  gm_cql_region **regions;
  gm_cql_structure_view *structures;
  uint32_t attribute_count, structure_count;
  gm_cql_matches matches;
} told;

static void free_told(told *t) {
  for (uint32_t i = 0; t->columns && i < t->attribute_count; i++)
    gm_free(t->columns[i]);
  for (uint32_t i = 0; t->regions && i < t->structure_count; i++)
    gm_free(t->regions[i]);
  gm_map_free(t->ids);
  gm_free(t->values);
  gm_free(t->columns);
  gm_free(t->views);
  gm_free(t->regions);
  gm_free(t->structures);
  gm_cql_matches_free(&t->matches);
}

static bool told_text(void *context, uint32_t attribute, uint32_t space, uint32_t id,
                      uint32_t k, gm_slice *out) {
  const told *t = context;
  (void)attribute;
  (void)space;
  *out = t->values[id];
  return k == 0;
}

/* [.., strings]: their ids; the strings stay in the table, so the slices hold. */
static gm_status read_column(lua_State *L, told *t, uint32_t count, uint32_t *out,
                             gm_error *err) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t *slot;
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    size_t size = 0;
    const char *data =
        lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &size) : NULL;
    lua_pop(L, 1);
    if (!data)
      return gm_fail(err, GM_MISUSE, "a column has something else than strings");
    gm_slice value = gm_slice_of(data, size);
    gm_status status = gm_map_put(t->ids, value, (uint32_t)t->value_count, &slot, err);
    if (status != GM_OK)
      return status;
    out[i] = *slot;
    if (*slot != t->value_count)
      continue;
    if (!gm_grow((void **)&t->values, &t->value_capacity, t->value_count + 1,
                 sizeof value))
      return gm_nomem(err);
    t->values[t->value_count++] = value;
  }
  return GM_OK;
}

static uint32_t number_at(lua_State *L, int index) {
  lua_rawgeti(L, -1, index);
  uint32_t number = (uint32_t)lua_tointeger(L, -1);
  lua_pop(L, 1);
  return number;
}

/* [.., { {first, last, value}, … }] */
static gm_status read_regions(lua_State *L, told *t, uint32_t structure,
                              gm_error *err) {
  size_t count = lua_rawlen(L, -1);
  gm_cql_region *list = t->regions[structure] = gm_calloc(count + 1, sizeof *list);
  if (!list)
    return gm_nomem(err);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    list[i].begin = number_at(L, 1);
    list[i].end = number_at(L, 2);
    lua_rawgeti(L, -1, 3);
    size_t size = 0;
    const char *value =
        lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &size) : NULL;
    list[i].value = gm_slice_of(value, size);
    lua_pop(L, 2);
  }
  t->structures[structure] = (gm_cql_structure_view){list, count};
  return GM_OK;
}

static gm_status read_told(lua_State *L, const gm_cql *query, told *t, uint32_t count,
                           gm_error *err) {
  gm_status status = GM_OK;
  t->attribute_count = gm_cql_attribute_count(query);
  t->structure_count = gm_cql_structure_count(query);
  t->ids = gm_map_new();
  t->columns = gm_calloc(t->attribute_count + 1, sizeof *t->columns);
  t->views = gm_calloc(t->attribute_count + 1, sizeof *t->views);
  t->regions = gm_calloc(t->structure_count + 1, sizeof *t->regions);
  t->structures = gm_calloc(t->structure_count + 1, sizeof *t->structures);
  if (!t->ids || !t->columns || !t->views || !t->regions || !t->structures)
    return gm_nomem(err);
  for (uint32_t i = 0; i < t->attribute_count && status == GM_OK; i++) {
    t->columns[i] = gm_calloc((size_t)count + 1, sizeof *t->columns[i]);
    if (!t->columns[i])
      return gm_nomem(err);
    t->views[i] = (gm_cql_column){t->columns[i], 0};
    gm_slice name = gm_cql_attribute_name(query, i);
    lua_pushlstring(L, name.data, name.size);
    if (lua_rawget(L, 2) != LUA_TTABLE)
      status = gm_fail(err, GM_NOTFOUND, "the tokens have no attribute “%.*s”",
                       (int)name.size, name.data);
    else
      status = read_column(L, t, count, t->columns[i], err);
    lua_pop(L, 1);
  }
  for (uint32_t i = 0; i < t->structure_count && status == GM_OK; i++) {
    gm_slice name = gm_cql_structure_name(query, i);
    lua_pushlstring(L, name.data, name.size);
    if (lua_rawget(L, 3) != LUA_TTABLE)
      status = gm_fail(err, GM_NOTFOUND, "there is no structure “%.*s”", (int)name.size,
                       name.data);
    else
      status = read_regions(L, t, i, err);
    lua_pop(L, 1);
  }
  return status;
}

/* query:told(columns, structures, count) -> matches; or nil, message. For tests and for
 * those who bring tokens of their own: columns = { word = { … }, … }, structures =
 * { s = { {first, last, value}, … } }. A query is run over one such document only. */
static int query_told(lua_State *L) {
  gm_error err = {0};
  gm_cql *query = check_query(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  uint32_t count = (uint32_t)luaL_checkinteger(L, 4);
  luaL_checkstack(L, 10, NULL);
  lua_settop(L, 4);
  gm_lua_matches *matches = gm_lua_new_matches(L);
  told t = {0};
  gm_status status = read_told(L, query, &t, count, &err);
  gm_cql_document document = {count, 0, t.views, t.structures, NULL, NULL, NULL};
  gm_cql_source source = {&t, told_text, NULL};
  if (status == GM_OK)
    status = gm_cql_run(query, &document, &source, NULL, 0, &t.matches, &err);
  if (status == GM_OK)
    status = gm_lua_take_matches(matches, 1, &t.matches, &err);
  free_told(&t);
  return status == GM_OK ? 1 : gm_lua_fail(L, &err);
}

/* ---- opening ---- */

void gm_lua_add_cql(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"cql", cql_new}, {"matches", matches_new}, {NULL, NULL}};
  static const luaL_Reg meta[] = {
      {"__gc", query_close}, {"__close", query_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"attribute", query_attribute},
                                     {"structure", query_structure},
                                     {"label", query_label},
                                     {"pattern", query_pattern},
                                     {"expression", query_expression},
                                     {"node", query_node},
                                     {"finish", query_finish},
                                     {"names", query_names},
                                     {"told", query_told},
                                     {"close", query_close},
                                     {NULL, NULL}};
  static const luaL_Reg matches_meta[] = {
      {"__gc", matches_free}, {"__len", matches_count}, {NULL, NULL}};
  static const luaL_Reg matches_methods[] = {
      {"get", matches_get}, {"add", matches_add}, {NULL, NULL}};
  gm_lua_add_class(L, GM_LUA_CQL, meta, methods);
  gm_lua_add_class(L, GM_LUA_MATCHES, matches_meta, matches_methods);
  luaL_setfuncs(L, functions, 0);
}
