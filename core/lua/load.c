/* Lua face of core/load: documents as they are read.
 *
 * A document box lives as long as the call it is given to; restored documents (from a
 * corpus) live as long as Lua holds them. Byte offsets of zones and marks are those of
 * the records: from 0, [begin, end). Positions of `paragraph` and `zone` too. */
#include "load/bytes.h"
#include "load/read.h"
#include "load/zones.h"
#include "lua/language.h"

static gm_document *check_document(lua_State *L) {
  return gm_lua_check_box(L, 1, GM_LUA_DOCUMENT);
}

/* ---- the fields of a document ---- */

static void set_slice(lua_State *L, const char *key, gm_slice value) {
  if (value.size == 0)
    return;
  gm_lua_push_slice(L, value);
  lua_setfield(L, -2, key);
}

/* Zones [from, to), as far as they go. */
static void push_zones(lua_State *L, const gm_document *document, size_t from, size_t to) {
  if (to > document->zone_count) to = document->zone_count;
  lua_createtable(L, to > from ? (int)(to - from) : 0, 0);
  for (size_t i = from; i < to; i++) {
    const gm_zone *zone = &document->zones[i];
    lua_createtable(L, 0, 3);
    lua_pushstring(L, gm_zone_name(zone->kind));
    lua_setfield(L, -2, "kind");
    lua_pushinteger(L, zone->begin);
    lua_setfield(L, -2, "begin");
    lua_pushinteger(L, zone->end);
    lua_setfield(L, -2, "end");
    lua_rawseti(L, -2, (lua_Integer)(i - from) + 1);
  }
}

static void push_meta(lua_State *L, const gm_document *document) {
  lua_createtable(L, (int)document->meta_count, 0);
  for (size_t i = 0; i < document->meta_count; i++) {
    lua_createtable(L, 0, 3);
    set_slice(L, "key", document->meta[i].key);
    set_slice(L, "value", document->meta[i].value);
    set_slice(L, "from", document->meta[i].from);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static void push_pair(lua_State *L, uint32_t begin, uint32_t end, lua_Integer at) {
  lua_createtable(L, 2, 0);
  lua_pushinteger(L, begin);
  lua_rawseti(L, -2, 1);
  lua_pushinteger(L, end);
  lua_rawseti(L, -2, 2);
  lua_rawseti(L, -2, at);
}

static void push_sentences(lua_State *L, const gm_tokens *tokens) {
  lua_createtable(L, (int)tokens->sentence_count, 0);
  for (uint32_t i = 0; i < tokens->sentence_count; i++)
    if (tokens->sentence[i + 1] > tokens->sentence[i])
      push_pair(L, gm_token_begin(tokens, tokens->sentence[i]),
                gm_token_end(tokens, tokens->sentence[i + 1] - 1),
                (lua_Integer)lua_rawlen(L, -1) + 1);
}

static void push_tokens(lua_State *L, const gm_tokens *tokens) {
  lua_createtable(L, (int)tokens->count, 0);
  for (uint32_t i = 0; i < tokens->count; i++)
    push_pair(L, gm_token_begin(tokens, i), gm_token_end(tokens, i), (lua_Integer)i + 1);
}

static const char *const meta_fields[] = {
    "title",    "date", "source", "author", "credibility",
    "language", "url",  "origin", "pages"};

static void push_fields(lua_State *L, const gm_document *document) {
  lua_createtable(L, 0, 20);
  lua_pushliteral(L, "document");
  lua_setfield(L, -2, "type");
  set_slice(L, "document", document->id);
  set_slice(L, "path", document->path);
  if (document->record) {
    lua_pushinteger(L, document->record);
    lua_setfield(L, -2, "record");
  }
  lua_pushstring(L, document->hash);
  lua_setfield(L, -2, "hash");
  set_slice(L, "format", document->format);
  set_slice(L, "charset", document->charset);
  lua_pushinteger(L, document->replaced);
  lua_setfield(L, -2, "replaced");
  for (size_t i = 0; i < sizeof meta_fields / sizeof *meta_fields; i++)
    set_slice(L, meta_fields[i], gm_document_meta(document, meta_fields[i]));
  gm_lua_set_languages(L, document);
  uint32_t paragraphs;
  gm_zones_paragraph(document, 0, &paragraphs);
  lua_pushinteger(L, paragraphs);
  lua_setfield(L, -2, "paragraphs");
}

static bool wants(lua_State *L, int options, const char *what) {
  if (lua_type(L, options) != LUA_TTABLE)
    return false;
  lua_getfield(L, options, what);
  bool yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

/* document:record([options[, tokens]]) -> DOC with meta and zones; options: text,
 * sentences, tokens = true add those; packed = true: without zones */
static int document_record(lua_State *L) {
  const gm_document *document = check_document(L);
  const gm_tokens *tokens = NULL;
  if (!lua_isnoneornil(L, 3))
    tokens = gm_lua_check_box(L, 3, GM_LUA_TOKENS);
  lua_settop(L, 3);
  push_fields(L, document);
  if (!wants(L, 2, "brief")) {
    push_meta(L, document);
    lua_setfield(L, 4, "meta");
    if (!wants(L, 2, "packed")) {
      push_zones(L, document, 0, SIZE_MAX);
      lua_setfield(L, 4, "zones");
    }
  }
  if (wants(L, 2, "text")) {
    set_slice(L, "text", document->text);
    set_slice(L, "given", document->given);
    set_slice(L, "standoff", document->standoff);
  }
  if (tokens && wants(L, 2, "sentences")) {
    push_sentences(L, tokens);
    lua_setfield(L, 4, "sentences");
  }
  if (tokens && wants(L, 2, "tokens")) {
    push_tokens(L, tokens);
    lua_setfield(L, 4, "tokens");
  }
  return 1;
}

/* document:get(key) -> string, or nil: id, path, hash, format, charset, text or
 * metadata */
static int document_get(lua_State *L) {
  const gm_document *document = check_document(L);
  const char *key = luaL_checkstring(L, 2);
  gm_slice value = strcmp(key, "document") == 0  ? document->id
                   : strcmp(key, "path") == 0    ? document->path
                   : strcmp(key, "hash") == 0    ? gm_slice_text(document->hash)
                   : strcmp(key, "format") == 0  ? document->format
                   : strcmp(key, "charset") == 0 ? document->charset
                   : strcmp(key, "text") == 0    ? document->text
                                                 : gm_document_meta(document, key);
  if (value.size == 0)
    return 0;
  gm_lua_push_slice(L, value);
  return 1;
}

/* document:meta() -> { {key=, value=, from=}, … }; document:zones([first, last]) ->
 * { {kind=, begin=, end=}, … }: all, or those with these numbers as far as they go */
static int document_meta(lua_State *L) {
  push_meta(L, check_document(L));
  return 1;
}

static int document_zones(lua_State *L) {
  const gm_document *document = check_document(L);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = luaL_optinteger(L, 3, LUA_MAXINTEGER);
  luaL_argcheck(L, first >= 1, 2, "zones count from 1");
  push_zones(L, document, (size_t)first - 1, last < 0 ? 0 : (size_t)last);
  return 1;
}

/* document:text([first, last]) -> the text, or bytes of it, as string.sub counts them */
static int document_text(lua_State *L) {
  gm_slice text = check_document(L)->text;
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = luaL_optinteger(L, 3, (lua_Integer)text.size);
  luaL_argcheck(L, first >= 1 && first <= (lua_Integer)text.size + 1, 2,
                "outside of the text");
  if (last > (lua_Integer)text.size) last = (lua_Integer)text.size;
  if (last < first) last = first - 1;
  gm_lua_push_slice(L, gm_slice_of(text.data + first - 1, (size_t)(last - first + 1)));
  return 1;
}

/* document:size() -> bytes of its text */
static int document_size(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)check_document(L)->text.size);
  return 1;
}

/* document:given() -> the tokens it gives, as a blob; or nil */
static int document_given(lua_State *L) {
  const gm_document *document = check_document(L);
  if (!document->given.size)
    return 0;
  gm_lua_push_slice(L, document->given);
  return 1;
}

/* ---- zones ---- */

static int done(lua_State *L, gm_status status, const gm_error *err) {
  if (status != GM_OK)
    return gm_lua_fail(L, err);
  lua_settop(L, 1);
  return 1;
}

/* document:find_zones(tokens, lexicon) -> document; or nil, message */
static int document_find_zones(lua_State *L) {
  gm_error err = {0};
  gm_document *document = check_document(L);
  gm_tokens *tokens = gm_lua_check_box(L, 2, GM_LUA_TOKENS);
  gm_lexicon *lexicon = gm_lua_check_box(L, 3, GM_LUA_LEXICON);
  gm_status status = gm_zones_find(document, tokens, lexicon, &err);
  return done(L, status, &err);
}

/* document:mark(begin, end, kind[, extent]) -> document; with the extent "paragraph" it is a
 * word on the paragraphs it is a good part of, "rest" goes to the end of the document */
static int document_mark(lua_State *L) {
  static const char *const extents[] = {"sentence", "paragraph", "rest", NULL};
  gm_error err = {0};
  gm_document *document = check_document(L);
  lua_Integer begin = luaL_checkinteger(L, 2), end = luaL_checkinteger(L, 3);
  gm_zone_kind kind;
  if (!gm_zone_kind_of(gm_lua_check_slice(L, 4), &kind))
    return luaL_argerror(L, 4, "no kind of zone");
  int extent = luaL_checkoption(L, 5, "sentence", extents);
  luaL_argcheck(L, begin >= 0 && end >= begin && (size_t)end <= document->text.size, 2,
                "outside of the text");
  if (extent == 2)
    end = (lua_Integer)document->text.size;
  gm_status status =
      gm_zones_mark(document, (uint32_t)begin, (uint32_t)end, kind, extent > 0, &err);
  return done(L, status, &err);
}

/* document:settle(tokens, lexicon) -> document: zones found again with the marks as
 * evidence */
static int document_settle(lua_State *L) {
  gm_error err = {0};
  gm_document *document = check_document(L);
  gm_tokens *tokens = gm_lua_check_box(L, 2, GM_LUA_TOKENS);
  gm_lexicon *lexicon = gm_lua_check_box(L, 3, GM_LUA_LEXICON);
  return done(L, gm_zones_settle(document, tokens, lexicon, &err), &err);
}

/* document:quotes(tokens) -> document: adds the quotations */
static int document_quotes(lua_State *L) {
  gm_error err = {0};
  gm_document *document = check_document(L);
  gm_tokens *tokens =
      lua_isnoneornil(L, 2) ? NULL : gm_lua_check_box(L, 2, GM_LUA_TOKENS);
  return done(L, gm_zones_quotes(document, tokens, &err), &err);
}

/* document:edges() -> byte positions from 1, as tokens:sentences takes them */
static int document_edges(lua_State *L) {
  gm_error err = {0};
  uint32_t *edges;
  size_t count;
  if (gm_zones_edges(check_document(L), &edges, &count, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)edges[i] + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static uint32_t check_offset(lua_State *L) {
  lua_Integer at = luaL_checkinteger(L, 2);
  luaL_argcheck(L, at >= 0 && at < UINT32_MAX, 2, "outside of the text");
  return (uint32_t)at;
}

/* document:paragraph(byte) -> its number from 1, 0 between paragraphs */
static int document_paragraph(lua_State *L) {
  lua_pushinteger(L, gm_zones_paragraph(check_document(L), check_offset(L), NULL));
  return 1;
}

/* document:zone(byte) -> kind of the outermost zone, begin, end; nil between zones */
static int document_zone(lua_State *L) {
  const gm_zone *zone = gm_document_zone(check_document(L), check_offset(L));
  if (!zone)
    return 0;
  lua_pushstring(L, gm_zone_name(zone->kind));
  lua_pushinteger(L, zone->begin);
  lua_pushinteger(L, zone->end);
  return 3;
}

/* ---- reading ---- */

enum { PATH = 1, BYTES, OPTIONS, ON_DOCUMENT, ON_FAILURE };

typedef struct {
  lua_State *L;
  bool raised; /* a callback raised: its message is on the stack */
} delivery;

/* Runs in a protected call: [on_document, document pointer]. */
static int deliver(lua_State *L) {
  gm_document *document = lua_touserdata(L, 2);
  void **box = gm_lua_new_box(L, GM_LUA_DOCUMENT); /* [f, pointer, box] */
  *box = document;
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 3); /* [f, pointer, box, f, box] */
  int status = lua_pcall(L, 1, 0, 0);
  *box = NULL; /* the document ends with the call, and tokens of its text */
  if (lua_getiuservalue(L, 3, 1) == LUA_TUSERDATA) {
    gm_tokens **tokens = luaL_testudata(L, -1, GM_LUA_TOKENS);
    if (tokens && *tokens) gm_tokens_open(*tokens, (*tokens)->lexicon, gm_slice_of("", 0));
  }
  lua_pop(L, 1);
  return status == LUA_OK ? 0 : lua_error(L);
}

static gm_status on_document(void *context, gm_document *document, gm_error *err) {
  delivery *d = context;
  if (!lua_checkstack(d->L, 8))
    return gm_nomem(err);
  lua_pushcfunction(d->L, deliver);
  lua_pushvalue(d->L, ON_DOCUMENT);
  lua_pushlightuserdata(d->L, document);
  if (lua_pcall(d->L, 2, 0, 0) == LUA_OK)
    return GM_OK;
  d->raised = true;
  return gm_fail(err, GM_MISUSE, "stopped by the caller");
}

static int deliver_failure(lua_State *L) { /* [on_failure, error pointer] */
  const gm_error *failure = lua_touserdata(L, 2);
  lua_pushvalue(L, 1);
  lua_createtable(L, 0, 4);
  lua_pushstring(L, failure->file);
  lua_setfield(L, -2, "document");
  if (failure->line) {
    lua_pushinteger(L, failure->line);
    lua_setfield(L, -2, "line");
  }
  if (failure->column) {
    lua_pushinteger(L, failure->column);
    lua_setfield(L, -2, "column");
  }
  lua_pushstring(L, failure->message);
  lua_setfield(L, -2, "message");
  lua_call(L, 1, 0);
  return 0;
}

static void on_failure(void *context, const gm_error *failure) {
  delivery *d = context;
  if (d->raised || lua_isnoneornil(d->L, ON_FAILURE) || !lua_checkstack(d->L, 8))
    return;
  lua_pushcfunction(d->L, deliver_failure);
  lua_pushvalue(d->L, ON_FAILURE);
  lua_pushlightuserdata(d->L, (void *)failure);
  if (lua_pcall(d->L, 2, 0, 0) != LUA_OK)
    d->raised = true;
}

static const char *option(lua_State *L, const char *key, gm_slice *slice) {
  if (lua_type(L, OPTIONS) != LUA_TTABLE)
    return NULL;
  lua_getfield(L, OPTIONS, key); /* the options table keeps the string alive */
  size_t size = 0;
  const char *text =
      lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &size) : NULL;
  if (slice)
    *slice = gm_slice_of(text, size);
  lua_pop(L, 1);
  return text;
}

static lua_Integer number_option(lua_State *L, const char *key) {
  if (lua_type(L, OPTIONS) != LUA_TTABLE)
    return 0;
  lua_getfield(L, OPTIONS, key);
  lua_Integer number = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return number > 0 ? number : 0;
}

/* read(path, bytes or {fd=n}, options, on_document[, on_failure]) -> true; or nil,
 * message. options: format, charset, sidecar, standoff, columns, text_field, newdoc,
 * expanded (bytes that packed files may grow to), nested (archives within archives).
 * on_document gets a document that ends with the call; on_failure a table { document=,
 * line=, column=, message= } for each record that is bad. */
static int load_read(lua_State *L) {
  gm_error err = {0};
  const char *path = luaL_checkstring(L, PATH);
  luaL_checktype(L, ON_DOCUMENT, LUA_TFUNCTION);
  lua_settop(L, ON_FAILURE);
  gm_read_options options = {.format = option(L, "format", NULL),
                             .charset = option(L, "charset", NULL),
                             .text_field = option(L, "text_field", NULL),
                             .most_expanded = (uint64_t)number_option(L, "expanded"),
                             .most_nested = (uint32_t)number_option(L, "nested")};
  lua_getfield(L, OPTIONS, "newdoc");
  options.newdoc = lua_toboolean(L, -1);
  lua_pop(L, 1);
  option(L, "sidecar", &options.sidecar);
  option(L, "standoff", &options.standoff);
  options.columns = option(L, "columns", NULL);
  options.run = gm_lua_runner(L, &options.run_context);
  gm_bytes file = {0};
  gm_status status = GM_OK;
  if (lua_type(L, BYTES) == LUA_TTABLE) {
    lua_getfield(L, BYTES, "fd");
    int fd = (int)luaL_checkinteger(L, -1);
    lua_pop(L, 1);
    status = gm_bytes_read(&file, fd, &err);
    if (status != GM_OK) {
      gm_error named = {0};
      gm_fail_at(&named, status, path, 0, 0, "%s", err.message);
      return gm_lua_fail(L, &named);
    }
  } else {
    file.bytes = gm_lua_check_slice(L, BYTES);
  }
  gm_slice bytes = file.bytes;
  uint64_t from = (uint64_t)number_option(L, "from"), to = (uint64_t)number_option(L, "to");
  if (to > 0 && from < to && to <= bytes.size) {
    options.stretch = true;
    options.format = "jsonl";
    options.lines_before = (uint32_t)number_option(L, "lines_before");
    options.records_before = (uint32_t)number_option(L, "records_before");
    bytes = gm_slice_of(bytes.data + from, (size_t)(to - from));
  }
  delivery d = {L, false};
  status = gm_read(path, bytes, &options, on_document, on_failure, &d, &err);
  gm_bytes_free(&file);
  if (d.raised)
    return lua_error(L);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushboolean(L, true);
  return 1;
}

/* ---- documents from a corpus ---- */

static gm_status restore_zones(lua_State *L, int zones, gm_document *document,
                               gm_error *err) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, zones);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, zones, i);
    lua_getfield(L, -1, "kind");
    lua_getfield(L, -2, "begin");
    lua_getfield(L, -3, "end");
    gm_zone_kind kind;
    size_t size = 0;
    const char *name = lua_tolstring(L, -3, &size);
    lua_Integer begin = lua_tointeger(L, -2), end = lua_tointeger(L, -1);
    bool sound = name && gm_zone_kind_of(gm_slice_of(name, size), &kind) &&
                 begin >= 0 && begin <= end && (size_t)end <= document->text.size;
    lua_pop(L, 4);
    if (!sound)
      return gm_fail(err, GM_MISUSE, "zone %d is malformed", (int)i);
    gm_status status =
        gm_document_add_zone(document, (uint32_t)begin, (uint32_t)end, kind, err);
    if (status != GM_OK)
      return status;
  }
  return GM_OK;
}

/* restore(DOC) -> document with its text, zones and languages; or nil, message */
static int load_restore(lua_State *L) {
  gm_error err = {0};
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_getfield(L, 1, "text");
  gm_slice text = gm_lua_check_slice(L, 2);
  lua_getfield(L, 1, "zones"); /* [DOC, text, zones] */
  void **box = gm_lua_new_box(L, GM_LUA_DOCUMENT);
  gm_document *document;
  gm_status status = gm_document_new(&document, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  *box = document; /* [DOC, text, zones, box] */
  char *copy = gm_arena_copy(document->arena, text.data, text.size);
  if (!copy) {
    gm_nomem(&err);
    return gm_lua_fail(L, &err);
  }
  document->text = gm_slice_of(copy, text.size);
  if (lua_istable(L, 3))
    status = restore_zones(L, 3, document, &err);
  if (status == GM_OK)
    status = gm_lua_restore_languages(L, document, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  return 1;
}

static int document_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, GM_LUA_DOCUMENT);
  if (*box)
    gm_document_free(*box); /* a document being read is nulled before it ends */
  *box = NULL;
  return 0;
}

/* bytes(fd) -> all bytes behind a descriptor; or nil, message */
static int load_bytes(lua_State *L) {
  gm_error err = {0};
  gm_bytes file = {0};
  if (gm_bytes_read(&file, (int)luaL_checkinteger(L, 1), &err) != GM_OK)
    return gm_lua_fail(L, &err);
  gm_lua_push_slice(L, file.bytes);
  gm_bytes_free(&file);
  return 1;
}

/* formats() -> names of the formats that can be asked for, sorted */
static int load_formats(lua_State *L) {
  lua_newtable(L);
  for (int i = 0; gm_read_format(i); i++) {
    lua_pushstring(L, gm_read_format(i));
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

/* zone_kinds() -> their names in order */
static int load_zone_kinds(lua_State *L) {
  lua_createtable(L, GM_ZONE_KINDS, 0);
  for (int kind = 0; kind < GM_ZONE_KINDS; kind++) {
    lua_pushstring(L, gm_zone_name((gm_zone_kind)kind));
    lua_rawseti(L, -2, kind + 1);
  }
  return 1;
}

int gm_lua_open_load(lua_State *L) {
  static const luaL_Reg methods[] = {{"get", document_get},
                                     {"meta", document_meta},
                                     {"text", document_text},
                                     {"size", document_size},
                                     {"zones", document_zones},
                                     {"given", document_given},
                                     {"record", document_record},
                                     {"find_zones", document_find_zones},
                                     {"mark", document_mark},
                                     {"settle", document_settle},
                                     {"quotes", document_quotes},
                                     {"edges", document_edges},
                                     {"paragraph", document_paragraph},
                                     {"zone", document_zone},
                                     {NULL, NULL}};
  static const luaL_Reg functions[] = {{"read", load_read},
                                       {"restore", load_restore},
                                       {"zone_kinds", load_zone_kinds},
                                       {"formats", load_formats},
                                       {"bytes", load_bytes},
                                       {NULL, NULL}};
  luaL_newmetatable(L, GM_LUA_DOCUMENT);
  lua_pushcfunction(L, document_close);
  lua_setfield(L, -2, "__gc");
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  gm_lua_add_document_languages(L);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  luaL_newlib(L, functions);
  return 1;
}
