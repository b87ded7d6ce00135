/* Hits of a document in bulk, without a Lua table for each: counted by rule, or written as
 * lines of JSON. Only for hits that nothing judges: names, themes, patterns.
 *
 *   lines = core.match.hit_lines(ruleset, rules, entry)
 *   rules[rule] = { before = JSON of rule and kind, rank = place in the order of names }
 *   entry(rule, entry) -> JSON that stands before "counts", JSON that stands after it */
#include "base/memory.h"
#include "base/sha256.h"
#include "load/document.h"
#include "lua/gimlet_lua.h"
#include "lua/hit_lines.h"
#include "match/ruleset.h"
#include <stdlib.h>

#define LINES "gimlet.hit_lines"

typedef struct { /* what a rule's hits have in common */
  bool wanted;
  uint32_t rank;
  gm_slice name, before; /* anchored by the user value's table */
  uint64_t hits, documents;
  uint64_t last; /* the document counted last */
} rule_line;

typedef struct {
  rule_line *rules;
  size_t rule_count;
  uint64_t document; /* stamp */
  gm_buffer out;
  gm_hit *sorted;
  size_t capacity;
  const gm_ruleset *ruleset;
} lines;

/* ---- making ---- */

static bool read_rule(lua_State *L, lines *l, size_t i) {
  rule_line *r = &l->rules[i];
  lua_rawgeti(L, 2, (lua_Integer)i + 1); /* [.., rule] */
  if (lua_istable(L, -1)) {
    lua_getfield(L, -1, "before");
    lua_getfield(L, -2, "rank");
    r->before = gm_lua_check_slice(L, -2);
    r->rank = (uint32_t)luaL_checkinteger(L, -1);
    r->name = gm_ruleset_rule_name(l->ruleset, (gm_rule)i);
    r->wanted = true;
    lua_pop(L, 2);
  }
  lua_pop(L, 1);
  return r->wanted;
}

/* hit_lines(ruleset, rules, entry) -> box. User values: ruleset, rules, entry, cache. */
static int new_lines(lua_State *L) {
  gm_ruleset *ruleset = gm_lua_check_box(L, 1, GM_LUA_RULESET);
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TFUNCTION);
  lua_settop(L, 3);
  lines *l = lua_newuserdatauv(L, sizeof *l, 4);
  *l = (lines){.ruleset = ruleset};
  luaL_setmetatable(L, LINES);
  l->rules = gm_calloc(gm_ruleset_rule_count(ruleset) + 1, sizeof *l->rules);
  if (!l->rules) return luaL_error(L, "out of memory");
  l->rule_count = gm_ruleset_rule_count(ruleset);
  for (size_t i = 0; i < l->rule_count; i++) read_rule(L, l, i);
  for (int i = 1; i <= 3; i++) {
    lua_pushvalue(L, i);
    lua_setiuservalue(L, 4, i);
  }
  lua_newtable(L);
  lua_setiuservalue(L, 4, 4);
  return 1;
}

static int free_lines(lua_State *L) {
  lines *l = luaL_checkudata(L, 1, LINES);
  gm_free(l->rules);
  gm_free(l->sorted);
  gm_buffer_free(&l->out);
  *l = (lines){0};
  return 0;
}

/* ---- counting ---- */

/* lines:count(hits) */
static int count_hits(lua_State *L) {
  lines *l = luaL_checkudata(L, 1, LINES);
  const gm_hits *hits = luaL_checkudata(L, 2, GM_LUA_HITS);
  l->document++;
  for (size_t i = 0; i < hits->count; i++) {
    rule_line *r = &l->rules[hits->hits[i].rule];
    r->hits++;
    if (r->last == l->document) continue;
    r->last = l->document;
    r->documents++;
  }
  return 0;
}

/* lines:counts() -> { [rule] = { hits, documents }, … }, and forgets them */
static int take_counts(lua_State *L) {
  lines *l = luaL_checkudata(L, 1, LINES);
  lua_newtable(L);
  for (size_t i = 0; i < l->rule_count; i++) {
    rule_line *r = &l->rules[i];
    if (r->wanted && r->hits) {
      lua_createtable(L, 2, 0);
      lua_pushinteger(L, (lua_Integer)r->hits);
      lua_rawseti(L, -2, 1);
      lua_pushinteger(L, (lua_Integer)r->documents);
      lua_rawseti(L, -2, 2);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    r->hits = r->documents = 0;
  }
  return 1;
}

/* ---- zones and paragraphs ---- */

/* The zone of each sentence by the outermost zone it begins in; lists and tables within
 * the body count as well. False where all is body. */
static bool mark_zones(const gm_document *d, const gm_tokens *tokens, uint8_t *zones) {
  uint32_t reached = 0;
  gm_zone_kind outer = GM_ZONE_BODY;
  bool plain = true;
  for (size_t i = 0; i < d->zone_count; i++) {
    const gm_zone *z = &d->zones[i];
    if (z->kind != GM_ZONE_BODY && z->kind != GM_ZONE_QUOTE) plain = false;
  }
  if (plain) return false;
  memset(zones, 0, tokens->sentence_count);
  for (size_t i = 0; i < d->zone_count; i++) {
    const gm_zone *z = &d->zones[i];
    bool within = z->begin < reached;
    if (!within) {
      reached = z->end;
      outer = z->kind;
    }
    if (within ? outer != GM_ZONE_BODY ||
                     (z->kind != GM_ZONE_LIST && z->kind != GM_ZONE_TABLE)
               : outer == GM_ZONE_BODY)
      continue;
    uint32_t token = gm_tokens_at(tokens, z->begin);
    if (token >= tokens->count) continue;
    for (uint32_t s = gm_tokens_sentence_of(tokens, token); s < tokens->sentence_count; s++) {
      uint32_t from = gm_token_begin(tokens, tokens->sentence[s]);
      if (from >= z->end) break;
      if (from >= z->begin) zones[s] = (uint8_t)z->kind;
    }
  }
  return true;
}

/* sentence_zones(document, tokens) -> a byte for each sentence, nil where all is body */
static int sentence_zones(lua_State *L) {
  const gm_document *d = gm_lua_check_box(L, 1, GM_LUA_DOCUMENT);
  const gm_tokens *tokens = gm_lua_check_box(L, 2, GM_LUA_TOKENS);
  luaL_Buffer buffer;
  char *zones = luaL_buffinitsize(L, &buffer, tokens->sentence_count + 1);
  if (!mark_zones(d, tokens, (uint8_t *)zones)) return 0;
  luaL_pushresultsize(&buffer, tokens->sentence_count);
  return 1;
}

typedef struct { /* paragraphs as quotes cite them: outermost body, list and table */
  const gm_document *document;
  size_t at;       /* the next zone */
  uint32_t last;   /* where the block before ends; UINT32_MAX: there is none */
  uint32_t begin, end, number, counted;
} paragraphs;

static bool next_block(paragraphs *p) {
  const gm_document *d = p->document;
  for (; p->at < d->zone_count; p->at++) {
    const gm_zone *z = &d->zones[p->at];
    if (p->last != UINT32_MAX && z->begin < p->last) continue;
    bool goes_on = p->last == z->begin;
    p->last = p->end = z->end;
    p->begin = z->begin;
    p->number = 0;
    if (z->kind == GM_ZONE_BODY || z->kind == GM_ZONE_LIST || z->kind == GM_ZONE_TABLE) {
      if (!goes_on || p->counted == 0) p->counted++;
      p->number = p->counted;
    }
    p->at++;
    return true;
  }
  return false;
}

/* The paragraph of an offset, 0: none; offsets ascend. */
static uint32_t paragraph_at(paragraphs *p, uint32_t offset) {
  if (p->document->zone_count == 0) return 1;
  while (p->last == UINT32_MAX || offset >= p->end)
    if (!next_block(p)) return 0;
  return offset >= p->begin ? p->number : 0;
}

/* ---- writing ---- */

static void add_quoted(gm_buffer *out, gm_slice text) {
  static const char hex[] = "0123456789abcdef";
  size_t from = 0;
  gm_buffer_add_byte(out, '"');
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
    gm_buffer_add(out, text.data + from, i - from);
    from = i + 1;
    static const char pairs[] = "\"\"\\\\n\nr\rt\tb\bf\f";
    const char *found = NULL;
    for (size_t k = 1; k < sizeof pairs - 1; k += 2)
      if (pairs[k] == (char)c) found = &pairs[k - 1];
    gm_buffer_add_byte(out, '\\');
    if (found) {
      gm_buffer_add_byte(out, (unsigned char)*found);
    } else {
      gm_buffer_add(out, "u00", 3);
      gm_buffer_add_byte(out, (unsigned char)hex[c >> 4]);
      gm_buffer_add_byte(out, (unsigned char)hex[c & 15]);
    }
  }
  gm_buffer_add(out, text.data + from, text.size - from);
  gm_buffer_add_byte(out, '"');
}

static void add_number(gm_buffer *out, const char *key, uint64_t number) {
  char digits[24], *at = digits + sizeof digits;
  do *--at = (char)('0' + number % 10);
  while (number /= 10);
  gm_buffer_add_text(out, key);
  gm_buffer_add(out, at, (size_t)(digits + sizeof digits - at));
}

typedef struct {
  lua_State *L;
  lines *l;
  const gm_document *document;
  const gm_tokens *tokens;
  const gm_hits *hits;
  const uint8_t *zones;
  paragraphs paragraphs;
  gm_buffer head; /* JSON of document and hash */
  gm_buffer sentence; /* JSON of the sentence and its place */
  uint32_t sentence_at;
  uint32_t sentence_begin, sentence_end, paragraph;
} writing;

static void add_id(writing *w, const rule_line *rule, uint32_t begin, uint32_t end) {
  static const char hex[] = "0123456789abcdef";
  gm_sha256 hash;
  unsigned char digest[32];
  char text[16], numbers[32];
  int size = snprintf(numbers, sizeof numbers, "%c%u%c%u", 0, begin, 0, end);
  gm_sha256_init(&hash);
  gm_sha256_add(&hash, w->document->hash, strlen(w->document->hash));
  gm_sha256_add(&hash, "", 1);
  gm_sha256_add(&hash, rule->name.data, rule->name.size);
  gm_sha256_add(&hash, numbers, (size_t)size);
  gm_sha256_end(&hash, digest);
  for (int i = 0; i < 8; i++) {
    text[2 * i] = hex[digest[i] >> 4];
    text[2 * i + 1] = hex[digest[i] & 15];
  }
  gm_buffer_add_text(&w->l->out, "{\"type\":\"hit\",\"id\":\"");
  gm_buffer_add(&w->l->out, text, sizeof text);
  gm_buffer_add_byte(&w->l->out, '"');
}

/* What all hits of a sentence say alike. */
static void set_sentence(writing *w, uint32_t sentence) {
  static const char *const kinds[] = {
#define ZONE_NAME(name, text) text,
      GM_ZONE_TABLE(ZONE_NAME)
#undef ZONE_NAME
  };
  const gm_tokens *t = w->tokens;
  gm_buffer *out = &w->sentence;
  uint32_t begin = gm_token_begin(t, t->sentence[sentence]),
           end = gm_token_end(t, t->sentence[sentence + 1] - 1);
  uint32_t paragraph = paragraph_at(&w->paragraphs, begin);
  w->sentence_at = sentence;
  gm_buffer_clear(out);
  gm_buffer_add_text(out, ",\"sentence\":");
  add_quoted(out, gm_slice_of(t->text.data + begin, end - begin));
  add_number(out, ",\"sentence_begin\":", begin);
  add_number(out, ",\"sentence_end\":", end);
  if (paragraph) add_number(out, ",\"paragraph\":", paragraph);
  gm_buffer_add_text(out, ",\"zone\":\"");
  gm_buffer_add_text(out, kinds[w->zones ? w->zones[sentence] : 0]);
  gm_buffer_add_text(out, "\",\"contexts\":[],\"captures\":");
}

/* A capture's words, white space as one blank. */
static void add_words(gm_buffer *out, gm_slice text) {
  gm_buffer plain = GM_BUFFER_INIT;
  bool blank = false;
  for (size_t i = 0; i < text.size; i++) {
    bool space = strchr(" \t\n\r\f\v", text.data[i]) && text.data[i];
    if (!space) gm_buffer_add_byte(&plain, (unsigned char)text.data[i]);
    else if (!blank) gm_buffer_add_byte(&plain, ' ');
    blank = space;
  }
  add_quoted(out, gm_buffer_slice(&plain));
  if (plain.status != GM_OK) out->status = plain.status;
  gm_buffer_free(&plain);
}

static int by_name(const void *a, const void *b) {
  const gm_slice *x = a, *y = b;
  int order = memcmp(x[0].data, y[0].data, x[0].size < y[0].size ? x[0].size : y[0].size);
  return order ? order : (x[0].size > y[0].size) - (x[0].size < y[0].size);
}

static void add_captures(writing *w, const gm_hit *hit) {
  gm_slice pairs[64][2];
  uint32_t count = 0;
  for (uint32_t i = 0; i < hit->capture_count && count < 64; i++) {
    const gm_capture *c = &w->hits->captures[hit->captures + i];
    uint32_t begin = gm_token_begin(w->tokens, c->begin),
             end = gm_token_end(w->tokens, c->end - 1);
    pairs[count][0] = gm_ruleset_capture_name(w->l->ruleset, c->name);
    pairs[count++][1] = gm_slice_of(w->tokens->text.data + begin, end - begin);
  }
  qsort(pairs, count, sizeof *pairs, by_name);
  gm_buffer_add_byte(&w->l->out, '{');
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) gm_buffer_add_byte(&w->l->out, ',');
    add_quoted(&w->l->out, pairs[i][0]);
    gm_buffer_add_byte(&w->l->out, ':');
    add_words(&w->l->out, pairs[i][1]);
  }
  gm_buffer_add_byte(&w->l->out, '}');
}

/* What the entry says, asked for once: [before, after] stay on the stack. */
static void push_entry(writing *w, const gm_hit *hit) {
  lua_State *L = w->L;
  lua_Integer key = (lua_Integer)hit->rule << 32 | hit->entry;
  if (lua_rawgeti(L, 5, key) == LUA_TTABLE) { /* 5: the cache */
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, 2);
    lua_remove(L, -3);
    return;
  }
  lua_pop(L, 1);
  lua_pushvalue(L, 4); /* the function */
  lua_pushinteger(L, (lua_Integer)hit->rule + 1);
  lua_pushinteger(L, hit->entry);
  lua_call(L, 2, 2); /* [before, after] */
  lua_createtable(L, 2, 0);
  lua_pushvalue(L, -3);
  lua_rawseti(L, -2, 1);
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, 2);
  lua_rawseti(L, 5, key);
}

static void write_hit(writing *w, const gm_hit *hit) {
  gm_buffer *out = &w->l->out;
  const rule_line *rule = &w->l->rules[hit->rule];
  uint32_t begin = gm_token_begin(w->tokens, hit->begin),
           end = gm_token_end(w->tokens, hit->end - 1);
  if (hit->sentence != w->sentence_at) set_sentence(w, hit->sentence);
  push_entry(w, hit);
  gm_slice before = gm_lua_check_slice(w->L, -2), after = gm_lua_check_slice(w->L, -1);
  add_id(w, rule, begin, end);
  gm_buffer_add(out, w->head.data, w->head.size);
  gm_buffer_add(out, rule->before.data, rule->before.size);
  add_number(out, ",\"begin\":", begin);
  add_number(out, ",\"end\":", end);
  gm_buffer_add_text(out, ",\"text\":");
  add_quoted(out, gm_slice_of(w->tokens->text.data + begin, end - begin));
  gm_buffer_add(out, w->sentence.data, w->sentence.size);
  add_captures(w, hit);
  gm_buffer_add(out, before.data, before.size);
  gm_buffer_add_text(out, ",\"counts\":true");
  gm_buffer_add(out, after.data, after.size);
  if (hit->edits) add_number(out, ",\"edits\":", hit->edits);
  gm_buffer_add_text(out, ",\"schema\":1}\n");
  lua_pop(w->L, 2);
}

static int in_order(const void *a, const void *b, void *context) {
  const gm_hit *x = a, *y = b;
  const rule_line *ranks = context;
  if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  uint32_t i = ranks[x->rule].rank, k = ranks[y->rule].rank;
  if (i != k) return i < k ? -1 : 1;
  return (x->entry > y->entry) - (x->entry < y->entry);
}

static size_t sort_wanted(lua_State *L, lines *l, const gm_hits *hits) {
  size_t count = 0;
  bool sorted = true;
  if (!gm_grow((void **)&l->sorted, &l->capacity, hits->count + 1, sizeof *l->sorted))
    luaL_error(L, "out of memory");
  for (size_t i = 0; i < hits->count; i++) {
    if (!l->rules[hits->hits[i].rule].wanted) continue;
    l->sorted[count] = hits->hits[i];
    if (count && in_order(&l->sorted[count - 1], &l->sorted[count], l->rules) > 0) sorted = false;
    count++;
  }
  if (!sorted) qsort_r(l->sorted, count, sizeof *l->sorted, in_order, l->rules);
  return count;
}

/* lines:write(hits, document, tokens, zones or nil) -> a line of JSON for each hit */
static int write_lines(lua_State *L) {
  lines *l = luaL_checkudata(L, 1, LINES);
  writing w = {.L = L, .l = l, .hits = luaL_checkudata(L, 2, GM_LUA_HITS),
               .document = gm_lua_check_box(L, 3, GM_LUA_DOCUMENT),
               .tokens = gm_lua_check_box(L, 4, GM_LUA_TOKENS),
               .sentence_at = UINT32_MAX};
  lua_settop(L, 5);
  if (!lua_isnil(L, 5)) w.zones = (const uint8_t *)gm_lua_check_slice(L, 5).data;
  lua_getiuservalue(L, 1, 3);
  lua_getiuservalue(L, 1, 4); /* [.., zones, entry, cache] */
  lua_pushvalue(L, 5);
  lua_insert(L, 1); /* keeps the zones alive: [zones, box, hits, document, tokens, …] */
  lua_replace(L, 5);
  lua_replace(L, 4);
  w.paragraphs = (paragraphs){.document = w.document, .last = UINT32_MAX};
  size_t count = sort_wanted(L, l, w.hits);
  gm_buffer_clear(&l->out);
  gm_buffer_add_text(&w.head, ",\"document\":");
  add_quoted(&w.head, w.document->id);
  gm_buffer_add_text(&w.head, ",\"hash\":\"");
  gm_buffer_add_text(&w.head, w.document->hash);
  gm_buffer_add_byte(&w.head, '"');
  for (size_t i = 0; i < count; i++) write_hit(&w, &l->sorted[i]);
  bool failed = l->out.status != GM_OK || w.head.status != GM_OK || w.sentence.status != GM_OK;
  gm_buffer_free(&w.head);
  gm_buffer_free(&w.sentence);
  if (failed) return luaL_error(L, "out of memory");
  gm_lua_push_slice(L, gm_buffer_slice(&l->out));
  return 1;
}

void gm_lua_add_hit_lines(lua_State *L) {
  static const luaL_Reg methods[] = {{"count", count_hits},
                                     {"counts", take_counts},
                                     {"write", write_lines},
                                     {NULL, NULL}};
  luaL_newmetatable(L, LINES);
  lua_pushcfunction(L, free_lines);
  lua_setfield(L, -2, "__gc");
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  lua_pushcfunction(L, new_lines);
  lua_setfield(L, -2, "hit_lines");
  lua_pushcfunction(L, sentence_zones);
  lua_setfield(L, -2, "sentence_zones");
}
