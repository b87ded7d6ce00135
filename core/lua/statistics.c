/* Lua face of the measures in core/base, as core.base.statistics; and what is key among
 * counts.
 *
 *   associations() -> { names }        associate(measure, { o11 =, r1 =, c1 =, n = }
 *                 [, { alpha =, family = }]) -> value, p or nil, log10 p or nil
 *   keynesses() -> { names }           key(measure, { target =, reference =,
 * target_size =, reference_size = } [, { correction =, alpha =, family =, constant =
 * }])
 *                 -> value, p or nil, log10 p or nil
 *   disperse({ counts }, { sizes }) -> { measures }
 *   adjust({ p }, "none"|"bonferroni"|"holm"|"bh" [, family]) -> { p }
 *
 *   counts:keyness{ target = row, reference = row, measures = { name, … }, minimum =,
 *       minimum_target =, limit =, direction = "both"|"positive"|"negative", adjust =,
 *       correction =, alpha =, constant =, accept = } -> { { name, item, target,
 *       reference, target_documents, reference_documents, values = { … }, p, log_p }, …
 * }, how many were compared. Sorted by the first measure, p is its. A value that is no
 * number comes as nil, as do infinities. */
#include "lua/counts.h"
#include "lua/statistics.h"
#include "base/dispersion.h"
#include "base/memory.h"
#include "base/probability.h"
#include <math.h>

const char *const gm_association_names[] = {
#define GM_NAME(name, word) word,
    GM_ASSOCIATION_TABLE(GM_NAME) NULL};
static const char *const keyness_names[] = {GM_KEYNESS_TABLE(GM_NAME) NULL};
#undef GM_NAME
static const char *const adjustments[] = {"none", "bonferroni", "holm", "bh", NULL};

void gm_lua_push_finite(lua_State *L, double value) {
  if (isfinite(value))
    lua_pushnumber(L, value);
  else
    lua_pushnil(L);
}

static int push_names(lua_State *L, const char *const names[]) {
  lua_newtable(L);
  for (lua_Integer i = 0; names[i]; i++) {
    lua_pushstring(L, names[i]);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

static int base_associations(lua_State *L) {
  return push_names(L, gm_association_names);
}
static int base_keynesses(lua_State *L) {
  return push_names(L, keyness_names);
}

static double field(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  if (!lua_isnumber(L, -1))
    luaL_error(L, "%s: a number expected", name);
  double value = lua_tonumber(L, -1);
  lua_pop(L, 1);
  return value;
}

static int push_test(lua_State *L, double value, double log_p) {
  lua_pushnumber(L, value);
  if (isnan(log_p))
    return 1;
  lua_pushnumber(L, exp(log_p));
  lua_pushnumber(L, log_p / M_LN10);
  return 3;
}

void gm_lua_association_options(lua_State *L, int index, gm_association_options *out) {
  *out = (gm_association_options){0.05, 1};
  if (!lua_istable(L, index))
    return;
  out->alpha = gm_option_number(L, index, "alpha", 0.05);
  out->family = gm_option_number(L, index, "family", 1);
  if (!(out->alpha > 0 && out->alpha < 1))
    luaL_error(L, "alpha lies between 0 and 1");
  if (!(out->family >= 1))
    luaL_error(L, "a family has one test or more");
}

static int base_associate(lua_State *L) {
  gm_association measure =
      (gm_association)luaL_checkoption(L, 1, NULL, gm_association_names);
  luaL_checktype(L, 2, LUA_TTABLE);
  gm_contingency table = {field(L, 2, "o11"), field(L, 2, "r1"), field(L, 2, "c1"),
                          field(L, 2, "n")};
  gm_association_options options;
  gm_lua_association_options(L, 3, &options);
  if (!gm_contingency_sound(&table))
    return luaL_argerror(L, 2,
                         "no contingency table: n > 0, o11 <= r1 and c1, and "
                         "r1 + c1 - o11 <= n expected");
  double value = gm_associate(measure, &table, &options);
  return push_test(L, value, gm_association_log_p(measure, value));
}

static void keyness_options(lua_State *L, int index, gm_keyness_options *out) {
  static const char *const corrections[] = {"default", "none", "yates", "williams",
                                            NULL};
  *out = (gm_keyness_options){GM_CORRECTION_DEFAULT, 0.05, 1, 1};
  if (!lua_istable(L, index))
    return;
  gm_association_options shared;
  gm_lua_association_options(L, index, &shared);
  out->alpha = shared.alpha;
  out->family = shared.family;
  out->correction =
      (gm_correction)gm_option_choice(L, index, "correction", corrections, 0);
  out->constant = gm_option_number(L, index, "constant", 1);
}

static int base_key(lua_State *L) {
  gm_keyness measure = (gm_keyness)luaL_checkoption(L, 1, NULL, keyness_names);
  luaL_checktype(L, 2, LUA_TTABLE);
  gm_key key = {field(L, 2, "target"), field(L, 2, "reference"),
                field(L, 2, "target_size"), field(L, 2, "reference_size")};
  gm_keyness_options options;
  keyness_options(L, 3, &options);
  double value = gm_key_measure(measure, &key, &options);
  return push_test(L, value, gm_keyness_log_p(measure, value));
}

static double *check_numbers(lua_State *L, int index, size_t *count) {
  luaL_checktype(L, index, LUA_TTABLE);
  *count = lua_rawlen(L, index);
  double *numbers = lua_newuserdatauv(L, (*count + 1) * sizeof *numbers, 0);
  for (size_t i = 0; i < *count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    numbers[i] = luaL_checknumber(L, -1);
    lua_pop(L, 1);
  }
  return numbers;
}

static int base_disperse(lua_State *L) {
  size_t count, size_count;
  gm_dispersion d;
  double *counts = check_numbers(L, 1, &count),
         *sizes = check_numbers(L, 2, &size_count);
  luaL_argcheck(L, count == size_count, 2, "a size for each count expected");
  for (size_t i = 0; i < count; i++)
    luaL_argcheck(L, counts[i] >= 0 && sizes[i] >= counts[i], 1,
                  "a word occurs at most as often as its part has words");
  gm_disperse(&d, counts, sizes, count);
  lua_newtable(L);
#define GM_PUSH_FIELD(name)                                                            \
  gm_lua_push_finite(L, d.name);                                                       \
  lua_setfield(L, -2, #name);
  GM_DISPERSION_TABLE(GM_PUSH_FIELD)
#undef GM_PUSH_FIELD
  lua_pushnumber(L, d.frequency);
  lua_setfield(L, -2, "frequency");
  lua_pushinteger(L, (lua_Integer)d.parts);
  lua_setfield(L, -2, "parts");
  lua_pushinteger(L, (lua_Integer)d.range);
  lua_setfield(L, -2, "range");
  return 1;
}

static int base_adjust(lua_State *L) {
  size_t count;
  double *numbers = check_numbers(L, 1, &count);
  gm_adjust method = (gm_adjust)luaL_checkoption(L, 2, NULL, adjustments);
  lua_Integer family = luaL_optinteger(L, 3, 0);
  for (size_t i = 0; i < count; i++)
    numbers[i] = log(numbers[i]);
  if (!gm_adjust_p(numbers, count, (size_t)family, method))
    return luaL_error(L, "out of memory");
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushnumber(L, exp(numbers[i]));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

void gm_lua_add_statistics(lua_State *L) {
  static const luaL_Reg functions[] = {{"associations", base_associations},
                                       {"associate", base_associate},
                                       {"keynesses", base_keynesses},
                                       {"key", base_key},
                                       {"disperse", base_disperse},
                                       {"adjust", base_adjust},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
  lua_setfield(L, -2, "statistics");
}

/* ---- what is key among counts ---- */

enum { MOST_MEASURES = 16 };

typedef struct {
  gm_keyness measures[MOST_MEASURES];
  size_t measure_count;
  gm_keyness_options options;
  size_t target, reference; /* rows */
  uint32_t minimum, minimum_target;
  int direction; /* 1, -1, 0: both */
  gm_adjust adjust;
  size_t limit;
  int accept; /* index of a function on the stack; 0: none */
} request;

static void read_measures(lua_State *L, request *r) {
  if (lua_getfield(L, 2, "measures") != LUA_TTABLE)
    luaL_error(L, "measures: a list of names expected");
  size_t count = lua_rawlen(L, -1);
  if (!count || count > MOST_MEASURES)
    luaL_error(L, "measures: 1 to %d expected", MOST_MEASURES);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    r->measures[i] =
        (gm_keyness)luaL_checkoption(L, lua_gettop(L), NULL, keyness_names);
    lua_pop(L, 1);
  }
  r->measure_count = count;
  lua_pop(L, 1);
}

static void read_request(lua_State *L, const gm_counted *counts, request *r) {
  static const char *const directions[] = {"both", "positive", "negative", NULL};
  static const int signs[] = {0, 1, -1};
  luaL_checktype(L, 2, LUA_TTABLE);
  memset(r, 0, sizeof *r);
  read_measures(L, r);
  keyness_options(L, 2, &r->options);
  r->target = gm_counted_check_row(L, counts, gm_option_integer(L, 2, "target", 1));
  r->reference =
      gm_counted_check_row(L, counts, gm_option_integer(L, 2, "reference", 2));
  r->minimum = (uint32_t)gm_option_integer(L, 2, "minimum", 1);
  r->minimum_target = (uint32_t)gm_option_integer(L, 2, "minimum_target", 0);
  r->direction = signs[gm_option_choice(L, 2, "direction", directions, 0)];
  r->adjust = (gm_adjust)gm_option_choice(L, 2, "adjust", adjustments, 0);
  r->limit = (size_t)gm_option_integer(L, 2, "limit", 0);
  r->accept = lua_getfield(L, 2, "accept") == LUA_TFUNCTION ? lua_gettop(L) : 0;
}

/* Goes through the items of both rows in order; false after the last. */
static bool next_key(const gm_counted *counts, const request *r, size_t at[2],
                     uint32_t *item, gm_key *key) {
  const gm_row *rows[] = {gm_tally_row(counts->tally, r->target),
                          gm_tally_row(counts->tally, r->reference)};
  const gm_cell *cells = gm_tally_cells(counts->tally);
  uint32_t first[2];
  for (int i = 0; i < 2; i++)
    first[i] = at[i] < rows[i]->end ? cells[at[i]].unit : UINT32_MAX;
  *item = first[0] < first[1] ? first[0] : first[1];
  if (*item == UINT32_MAX)
    return false;
  *key = (gm_key){0, 0, (double)rows[0]->tokens, (double)rows[1]->tokens};
  if (first[0] == *item)
    key->target = cells[at[0]++].count;
  if (first[1] == *item)
    key->reference = cells[at[1]++].count;
  return true;
}

static bool wanted(lua_State *L, const gm_counted *counts, const request *r,
                   uint32_t item, const gm_key *key) {
  if (key->target + key->reference < r->minimum || key->target < r->minimum_target)
    return false;
  if (!r->accept)
    return true;
  lua_pushvalue(L, r->accept);
  gm_counted_push_name(L, counts, item);
  lua_call(L, 1, 1);
  bool yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

static bool is_more(const gm_key *key) {
  return key->target * key->reference_size > key->reference * key->target_size;
}

/* Ranks all that is wanted; counts->numbers holds the ln p of each compared, in order
 * of items. *compared: how many tests were made. */
static gm_status rank(lua_State *L, gm_counted *counts, request *r, size_t *compared,
                      gm_error *err) {
  size_t at[] = {gm_tally_row(counts->tally, r->target)->begin,
                 gm_tally_row(counts->tally, r->reference)->begin};
  uint32_t item;
  gm_key key;
  *compared = 0;
  while (next_key(counts, r, at, &item, &key))
    *compared += wanted(L, counts, r, item, &key);
  r->options.family = *compared ? (double)*compared : 1; /* of lrc */
  at[0] = gm_tally_row(counts->tally, r->target)->begin;
  at[1] = gm_tally_row(counts->tally, r->reference)->begin;
  size_t n = 0;
  if (!gm_grow((void **)&counts->numbers, &counts->number_capacity,
               (size_t)gm_tally_items(counts->tally) + *compared + 1,
               sizeof *counts->numbers))
    return gm_nomem(err);
  while (next_key(counts, r, at, &item, &key)) {
    if (!wanted(L, counts, r, item, &key))
      continue;
    double value = gm_key_measure(r->measures[0], &key, &r->options);
    counts->numbers[n++] = gm_keyness_log_p(r->measures[0], value);
    if (r->direction && (r->direction > 0) != is_more(&key))
      continue;
    gm_status status =
        gm_ranking_add(&counts->ranking, r->direction < 0 ? -value : value, item, err);
    if (status != GM_OK)
      return status;
  }
  return GM_OK;
}

/* Moves the corrected ln p of the items that were compared to numbers[item]. */
static gm_status correct(lua_State *L, gm_counted *counts, const request *r,
                         size_t compared, gm_error *err) {
  double *p = counts->numbers;
  uint32_t item;
  gm_key key;
  size_t n = compared;
  if (isnan(gm_keyness_log_p(r->measures[0], 1)))
    return GM_OK;
  if (!gm_adjust_p(p, compared, 0, r->adjust))
    return gm_nomem(err);
  double *by_item =
      gm_calloc((size_t)gm_tally_items(counts->tally) + 1, sizeof *by_item);
  if (!by_item)
    return gm_nomem(err);
  size_t at[] = {gm_tally_row(counts->tally, r->target)->begin,
                 gm_tally_row(counts->tally, r->reference)->begin};
  for (n = 0; next_key(counts, r, at, &item, &key);)
    if (wanted(L, counts, r, item, &key))
      by_item[item] = p[n++];
  gm_free(counts->numbers);
  counts->numbers = by_item;
  counts->number_capacity = (size_t)gm_tally_items(counts->tally) + 1;
  return GM_OK;
}

static void push_integer(lua_State *L, const char *name, uint64_t value) {
  lua_pushinteger(L, (lua_Integer)value);
  lua_setfield(L, -2, name);
}

static void push_key(lua_State *L, gm_counted *counts, const request *r,
                     uint32_t item) {
  const gm_cell none = {0}, *target = gm_tally_cell(counts->tally, r->target, item),
                *reference = gm_tally_cell(counts->tally, r->reference, item);
  target = target ? target : &none;
  reference = reference ? reference : &none;
  gm_key key = {target->count, reference->count,
                (double)gm_tally_row(counts->tally, r->target)->tokens,
                (double)gm_tally_row(counts->tally, r->reference)->tokens};
  lua_createtable(L, 0, 9);
  gm_counted_push_name(L, counts, item);
  lua_setfield(L, -2, "name");
  push_integer(L, "item", item);
  push_integer(L, "target", target->count);
  push_integer(L, "reference", reference->count);
  push_integer(L, "target_documents", target->documents);
  push_integer(L, "reference_documents", reference->documents);
  lua_createtable(L, 0, (int)r->measure_count);
  for (size_t i = 0; i < r->measure_count; i++) {
    gm_lua_push_finite(L, gm_key_measure(r->measures[i], &key, &r->options));
    lua_setfield(L, -2, keyness_names[r->measures[i]]);
  }
  lua_setfield(L, -2, "values");
  if (!isnan(gm_keyness_log_p(r->measures[0], 1))) {
    lua_pushnumber(L, exp(counts->numbers[item]));
    lua_setfield(L, -2, "p");
    lua_pushnumber(L, counts->numbers[item] / M_LN10);
    lua_setfield(L, -2, "log_p");
  }
}

static int counts_keyness(lua_State *L) {
  gm_error err = {0};
  gm_counted *counts = gm_counted_check(L);
  request r;
  size_t compared = 0;
  lua_settop(L, 2);
  read_request(L, counts, &r);
  gm_ranking_free(&counts->ranking);
  counts->ranking.limit = r.limit;
  counts->ranking.by_name = gm_counted_by_name;
  counts->ranking.context = counts;
  gm_status status = rank(L, counts, &r, &compared, &err);
  if (status == GM_OK)
    status = correct(L, counts, &r, compared, &err);
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  gm_ranking_sort(&counts->ranking);
  lua_createtable(L, (int)counts->ranking.count, 0);
  for (size_t i = 0; i < counts->ranking.count; i++) {
    push_key(L, counts, &r, counts->ranking.items[i].item);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushinteger(L, (lua_Integer)compared);
  return 2;
}

void gm_counted_add_keyness(lua_State *L) {
  lua_pushcfunction(L, counts_keyness);
  lua_setfield(L, -2, "keyness");
}
