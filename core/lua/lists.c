/* Lua face of lists of names: builders, and compiled lists with the rows they came from.
 *
 * Options of a name: by = "form" | "fold" | "lemma" | "stem", glob, diacritics, possessive,
 * spacing (booleans), edits, edits_from, from, to (days). */
#include "lua/lists.h"
#include "lua/gimlet_lua.h"
#include "match/days.h"
#include "match/list.h"
#include "match/list_build.h"
#include "match/list_table.h"
#include "text/tokens.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUILDER "gimlet.list_builder"

static const char *const ways[] = {"form", "fold", "lemma", "stem", NULL};

static bool flag(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  bool set = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return set;
}

static lua_Integer number(lua_State *L, int index, const char *name, lua_Integer usual) {
  lua_getfield(L, index, name);
  lua_Integer value = luaL_optinteger(L, -1, usual);
  lua_pop(L, 1);
  return value;
}

void gm_lua_check_name_options(lua_State *L, int index, gm_name_options *options,
                               gm_named *named) {
  *options = (gm_name_options){0};
  named->from = GM_ALWAYS_FROM;
  named->to = GM_ALWAYS_TO;
  if (!lua_istable(L, index)) {
    options->by = lua_toboolean(L, index) ? GM_BY_FOLD : GM_BY_FORM;
    return;
  }
  lua_getfield(L, index, "by");
  options->by = (gm_match_by)luaL_checkoption(L, -1, "form", ways);
  lua_pop(L, 1);
  options->glob = flag(L, index, "glob");
  options->diacritics = flag(L, index, "diacritics");
  options->possessive = flag(L, index, "possessive");
  options->spacing = flag(L, index, "spacing");
  options->edits = (uint32_t)number(L, index, "edits", 0);
  options->edits_from = (uint32_t)number(L, index, "edits_from", 0);
  luaL_argcheck(L, options->edits <= 2, index, "at most 2 edits");
  named->from = (int32_t)number(L, index, "from", GM_ALWAYS_FROM);
  named->to = (int32_t)number(L, index, "to", GM_ALWAYS_TO);
}

/* ---- builders ---- */

static int list_builder(lua_State *L) {
  gm_error err = {0};
  void **box = gm_lua_new_box(L, BUILDER);
  if (gm_list_builder_new((gm_list_builder **)box, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  return 1;
}

static gm_list_builder *check_builder(lua_State *L) {
  return gm_lua_check_box(L, 1, BUILDER);
}

static int push_done(lua_State *L, gm_status status, const gm_error *err) {
  if (status != GM_OK) return gm_lua_fail(L, err);
  lua_pushboolean(L, true);
  return 1;
}

/* builder:add(name, options, entry) -> true; or nil, message */
static int builder_add(lua_State *L) {
  gm_error err = {0};
  gm_name_options options;
  gm_named named = {0};
  gm_list_builder *b = check_builder(L);
  gm_slice name = gm_lua_check_slice(L, 2);
  gm_lua_check_name_options(L, 3, &options, &named);
  named.entry = (uint32_t)luaL_checkinteger(L, 4);
  return push_done(L, gm_list_add(b, name, &options, &named, &err), &err);
}

/* builder:row({column = text, …}, {columns in their order}) -> number; or nil, message */
static int builder_row(lua_State *L) {
  gm_error err = {0};
  uint32_t row = 0, column = 0;
  gm_list_builder *b = check_builder(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  gm_status status = gm_list_add_row(b, &row, &err);
  for (lua_Integer i = 1; i <= luaL_len(L, 3) && status == GM_OK; i++) {
    lua_rawgeti(L, 3, i);
    lua_pushvalue(L, -1);
    lua_gettable(L, 2); /* [.., column, value] */
    if (lua_type(L, -1) == LUA_TSTRING) {
      status = gm_list_add_column(b, gm_lua_check_slice(L, -2), &column, &err);
      if (status == GM_OK)
        status = gm_list_add_cell(b, column, gm_lua_check_slice(L, -1), &err);
    }
    lua_pop(L, 2);
  }
  if (status != GM_OK) return gm_lua_fail(L, &err);
  lua_pushinteger(L, row);
  return 1;
}

/* builder:table(bytes, path, separator, options, name of the column or nil) -> true */
static int builder_table(lua_State *L) {
  gm_error err = {0};
  gm_name_options options;
  gm_named named;
  gm_list_builder *b = check_builder(L);
  gm_table_options table = {.path = gm_lua_check_slice(L, 3),
                            .separator = luaL_checkstring(L, 4)[0]};
  gm_lua_check_name_options(L, 5, &options, &named);
  if (!lua_isnoneornil(L, 6)) table.name = gm_lua_check_slice(L, 6);
  return push_done(
      L, gm_list_add_table(b, gm_lua_check_slice(L, 2), &table, &options, &err), &err);
}

static int builder_names(lua_State *L) {
  lua_pushinteger(L, gm_list_builder_names(check_builder(L)));
  return 1;
}

static void free_image(void *context, gm_slice image) {
  gm_buffer buffer = {.data = (char *)image.data};
  (void)context;
  gm_buffer_free(&buffer);
}

static const unsigned char *check_key(lua_State *L, int index) {
  if (lua_isnoneornil(L, index)) return NULL;
  gm_slice key = gm_lua_check_slice(L, index);
  luaL_argcheck(L, key.size == GM_LIST_KEY, index, "a key of 32 bytes expected");
  return (const unsigned char *)key.data;
}

/* builder:finish(key of 32 bytes, or nil) -> list; or nil, message */
static int builder_finish(lua_State *L) {
  gm_error err = {0};
  gm_buffer image = GM_BUFFER_INIT;
  gm_list_builder *b = check_builder(L);
  const unsigned char *key = check_key(L, 2);
  void **box = gm_lua_new_box(L, GM_LUA_LIST);
  gm_status status = gm_list_finish(b, key, &image, &err);
  if (status == GM_OK)
    status = gm_list_open((gm_list **)box, gm_buffer_slice(&image), key, free_image, NULL,
                          &err);
  else
    gm_buffer_free(&image);
  return status == GM_OK ? 1 : gm_lua_fail(L, &err);
}

static int builder_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, BUILDER);
  gm_list_builder_free(*box);
  *box = NULL;
  return 0;
}

/* ---- lists ---- */

static void unmap(void *context, gm_slice image) {
  (void)context;
  munmap((void *)image.data, image.size);
}

/* list_open(descriptor or path, key) -> list, mapped; or nil, message */
static int list_open(lua_State *L) {
  gm_error err = {0};
  struct stat status;
  bool named = lua_type(L, 1) == LUA_TSTRING;
  int fd = named ? open(lua_tostring(L, 1), O_RDONLY | O_CLOEXEC)
                 : (int)luaL_checkinteger(L, 1);
  const unsigned char *key = check_key(L, 2);
  void **box = gm_lua_new_box(L, GM_LUA_LIST);
  void *bytes = MAP_FAILED;
  if (fstat(fd, &status) == 0 && status.st_size > 0)
    bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  if (named && fd >= 0) close(fd);
  if (bytes == MAP_FAILED) {
    gm_fail(&err, GM_IO, "the list cannot be mapped");
    return gm_lua_fail(L, &err);
  }
  gm_slice image = gm_slice_of(bytes, (size_t)status.st_size);
  if (gm_list_open((gm_list **)box, image, key, unmap, NULL, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  return 1;
}

static gm_list *check_list(lua_State *L) { return gm_lua_check_box(L, 1, GM_LUA_LIST); }

static int list_count(lua_State *L) {
  lua_pushinteger(L, gm_list_rows(check_list(L)));
  return 1;
}

static int list_names(lua_State *L) {
  lua_pushinteger(L, gm_list_name_count(check_list(L)));
  return 1;
}

/* list:row(number) -> { column = text, … } */
static int list_row(lua_State *L) {
  gm_list *list = check_list(L);
  uint32_t row = (uint32_t)luaL_checkinteger(L, 2), at = 0, column;
  gm_slice value;
  lua_newtable(L);
  while (gm_list_cell(list, row, &at, &column, &value)) {
    gm_lua_push_slice(L, gm_list_column(list, column));
    gm_lua_push_slice(L, value);
    lua_rawset(L, -3);
  }
  return 1;
}

/* list:bytes(from, to) -> that part of the whole, as string.sub; list:size() */
static int list_bytes(lua_State *L) {
  gm_slice image = gm_list_image(check_list(L));
  lua_Integer from = luaL_checkinteger(L, 2), to = luaL_checkinteger(L, 3);
  if (to > (lua_Integer)image.size) to = (lua_Integer)image.size;
  luaL_argcheck(L, from >= 1 && from <= to + 1, 2, "out of range");
  gm_lua_push_slice(L, gm_slice_of(image.data + from - 1, (size_t)(to - from + 1)));
  return 1;
}

static int list_size(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)gm_list_image(check_list(L)).size);
  return 1;
}

static int list_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, GM_LUA_LIST);
  gm_list_free(*box);
  *box = NULL;
  return 0;
}

/* list_version() -> what tells lists of this engine from those of another */
static int list_version(lua_State *L) {
  lua_pushfstring(L, "%d %s %s", (int)GM_LIST_MAGIC, gm_text_unicode_version(),
                  gm_lexicon_source());
  return 1;
}

/* day(text, last) -> number, or nil: YYYY, YYYY-MM, YYYY-MM-DD */
static int day(lua_State *L) {
  int32_t result;
  if (!gm_day_read(gm_lua_check_slice(L, 1), lua_toboolean(L, 2), &result)) return 0;
  lua_pushinteger(L, result);
  return 1;
}

void gm_lua_add_lists(lua_State *L) {
  static const luaL_Reg functions[] = {{"list_builder", list_builder},
                                       {"list_open", list_open},
                                       {"list_version", list_version},
                                       {"day", day},
                                       {NULL, NULL}};
  static const luaL_Reg builder_meta[] = {
      {"__gc", builder_close}, {"__close", builder_close}, {NULL, NULL}};
  static const luaL_Reg builder_methods[] = {
      {"add", builder_add},     {"row", builder_row},   {"table", builder_table},
      {"names", builder_names}, {"finish", builder_finish}, {NULL, NULL}};
  static const luaL_Reg list_meta[] = {{"__gc", list_close},
                                       {"__close", list_close},
                                       {"__len", list_count},
                                       {NULL, NULL}};
  static const luaL_Reg list_methods[] = {{"row", list_row},     {"names", list_names},
                                          {"bytes", list_bytes}, {"size", list_size},
                                          {"close", list_close}, {NULL, NULL}};
  gm_lua_add_class(L, BUILDER, builder_meta, builder_methods);
  gm_lua_add_class(L, GM_LUA_LIST, list_meta, list_methods);
  luaL_setfuncs(L, functions, 0);
}
