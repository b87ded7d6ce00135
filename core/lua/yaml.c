/* YAML for dictionaries: one document as trees of tables. Aliases are refused, since a few
 * lines of them stand for more than memory holds.
 *   { kind = "scalar", value =, line = }     { kind = "list", line =, trees… }
 *   { kind = "map", line =, { key tree, value tree }, … } */
#include "lua/gimlet_lua.h"
#include "lua/lists.h"
#include <yaml.h>

enum { DEEPEST = 100 };

typedef struct {
  lua_State *L;
  yaml_parser_t parser;
  yaml_event_t event; /* the one at hand */
  const char *message;
  size_t line, column;
} reading;

static bool fail(reading *r, const char *message, yaml_mark_t mark) {
  r->message = message;
  r->line = mark.line + 1;
  r->column = mark.column + 1;
  return false;
}

static bool next(reading *r) {
  yaml_event_delete(&r->event);
  memset(&r->event, 0, sizeof r->event);
  if (yaml_parser_parse(&r->parser, &r->event)) return true;
  return fail(r, r->parser.problem ? r->parser.problem : "not YAML",
              r->parser.problem_mark);
}

static void open_tree(reading *r, const char *kind) {
  lua_createtable(r->L, 0, 3);
  lua_pushstring(r->L, kind);
  lua_setfield(r->L, -2, "kind");
  lua_pushinteger(r->L, (lua_Integer)r->event.start_mark.line + 1);
  lua_setfield(r->L, -2, "line");
}

static bool read_tree(reading *r, int depth);

/* Trees until the event `end`, in pairs where it ends a map. [tree] */
static bool read_items(reading *r, yaml_event_type_t end, int depth) {
  for (lua_Integer i = 1;; i++) {
    if (!next(r)) return false;
    if (r->event.type == end) return true;
    if (!read_tree(r, depth)) return false; /* [tree, item] */
    if (end == YAML_MAPPING_END_EVENT) {
      lua_createtable(r->L, 2, 0);
      lua_insert(r->L, -2);
      lua_rawseti(r->L, -2, 1);
      if (!next(r) || !read_tree(r, depth)) return false;
      lua_rawseti(r->L, -2, 2);
    }
    lua_rawseti(r->L, -2, i);
  }
}

/* Leaves a tree on the stack; nothing where it fails. */
static bool read_tree(reading *r, int depth) {
  if (depth > DEEPEST) return fail(r, "nested too deeply", r->event.start_mark);
  luaL_checkstack(r->L, 8, NULL);
  switch (r->event.type) {
  case YAML_SCALAR_EVENT:
    open_tree(r, "scalar");
    lua_pushlstring(r->L, (const char *)r->event.data.scalar.value,
                    r->event.data.scalar.length);
    lua_setfield(r->L, -2, "value");
    return true;
  case YAML_SEQUENCE_START_EVENT:
    open_tree(r, "list");
    return read_items(r, YAML_SEQUENCE_END_EVENT, depth + 1);
  case YAML_MAPPING_START_EVENT:
    open_tree(r, "map");
    return read_items(r, YAML_MAPPING_END_EVENT, depth + 1);
  case YAML_ALIAS_EVENT: return fail(r, "aliases are not read", r->event.start_mark);
  default: return fail(r, "a value was expected", r->event.start_mark);
  }
}

static bool read_document(reading *r) {
  if (!next(r) || !next(r)) return false; /* the stream's beginning, the document's */
  if (r->event.type == YAML_STREAM_END_EVENT)
    return fail(r, "the file is empty", r->event.start_mark);
  return next(r) && read_tree(r, 0);
}

static int close_reading(lua_State *L) {
  reading *r = lua_touserdata(L, 1);
  yaml_event_delete(&r->event);
  yaml_parser_delete(&r->parser);
  return 0;
}

/* yaml(bytes) -> tree; or nil, message, line, column. The parser is freed with its
 * userdata, also where Lua runs out of memory in between. */
static int yaml(lua_State *L) {
  gm_slice bytes = gm_lua_check_slice(L, 1);
  reading *r = lua_newuserdatauv(L, sizeof *r, 0);
  memset(r, 0, sizeof *r);
  r->L = L;
  if (!yaml_parser_initialize(&r->parser)) return luaL_error(L, "out of memory");
  if (luaL_newmetatable(L, "gimlet.yaml")) {
    lua_pushcfunction(L, close_reading);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  yaml_parser_set_input_string(&r->parser, (const unsigned char *)bytes.data, bytes.size);
  if (read_document(r)) return 1;
  lua_pushnil(L);
  lua_pushstring(L, r->message);
  lua_pushinteger(L, (lua_Integer)r->line);
  lua_pushinteger(L, (lua_Integer)r->column);
  return 4;
}

void gm_lua_add_yaml(lua_State *L) {
  lua_pushcfunction(L, yaml);
  lua_setfield(L, -2, "yaml");
}
