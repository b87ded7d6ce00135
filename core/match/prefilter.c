/* Walks the nodes in the order of the text: a sequence needs what its parts need, of
 * alternatives one of each side's rarest needs, a repetition what must come at least
 * once. */
#include "match/prefilter.h"
#include "match/single.h"
#include <stdlib.h>

enum { MOST_CONJUNCTS = 8 };

typedef struct { /* members of a conjunct in the making */
  uint32_t *items;
  size_t count, capacity;
} list;

typedef struct {
  gm_need *items;
  size_t count, capacity;
} needs;

typedef struct {
  gm_ruleset *ruleset;
  bool ordered;
  gm_error *err;
  uint32_t low, high; /* tokens from the pattern's begin to the node at hand */
} walker;

static uint32_t plus(uint32_t a, uint32_t b) {
  return a > GM_UNBOUNDED - b ? GM_UNBOUNDED : a + b;
}

gm_status gm_conjuncts_init(gm_conjuncts *conjuncts, gm_error *err) {
  conjuncts->by_members = gm_map_new();
  return conjuncts->by_members ? GM_OK : gm_nomem(err);
}

void gm_conjuncts_free(gm_conjuncts *conjuncts) {
  gm_map_free(conjuncts->by_members);
  gm_free(conjuncts->items);
  gm_free(conjuncts->members);
}

static gm_status push(walker *w, list *l, const uint32_t *items, size_t count) {
  if (!gm_grow((void **)&l->items, &l->capacity, l->count + count, sizeof *l->items))
    return gm_nomem(w->err);
  if (count) memcpy(l->items + l->count, items, count * sizeof *items);
  l->count += count;
  return GM_OK;
}

static gm_status push_need(walker *w, needs *n, uint32_t conjunct) {
  if (!gm_grow((void **)&n->items, &n->capacity, n->count + 1, sizeof *n->items))
    return gm_nomem(w->err);
  n->items[n->count++] = (gm_need){conjunct, GM_NO_TEST, GM_NO_TEST, w->low, w->high};
  return GM_OK;
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static double member_commonness(const gm_ruleset *r, uint32_t member) {
  return member & GM_MEMBER_RULE ? r->rules[member & ~GM_MEMBER_RULE].commonness
                                 : gm_predicates_commonness(r->predicates, member);
}

/* The conjunct of these members, which are sorted here; a new one is added. */
static gm_status intern(walker *w, uint32_t *members, size_t count, uint32_t *out) {
  gm_conjuncts *c = &w->ruleset->conjuncts;
  size_t kept = 0;
  uint32_t *slot;
  qsort(members, count, sizeof *members, by_number);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || members[i] != members[kept - 1]) members[kept++] = members[i];
  if (!gm_grow((void **)&c->items, &c->capacity, c->count + 1, sizeof *c->items) ||
      !gm_grow((void **)&c->members, &c->member_capacity, c->member_count + kept,
               sizeof *c->members))
    return gm_nomem(w->err);
  gm_slice key = gm_slice_of((const char *)members, kept * sizeof *members);
  gm_status status = gm_map_put(c->by_members, key, (uint32_t)c->count, &slot, w->err);
  if (status != GM_OK) return status;
  *out = *slot;
  if (*slot < c->count) return GM_OK;
  gm_conjunct fresh = {(uint32_t)c->member_count, (uint32_t)kept, 0, true};
  for (size_t i = 0; i < kept; i++)
    if (members[i] & GM_MEMBER_RULE) fresh.exact = false;
  for (size_t i = 0; i < kept; i++)
    fresh.commonness += member_commonness(w->ruleset, members[i]);
  memcpy(c->members + c->member_count, members, kept * sizeof *members);
  c->member_count += kept;
  c->items[c->count++] = fresh;
  return GM_OK;
}

static gm_status need_one(walker *w, uint32_t member, needs *out) {
  uint32_t id;
  gm_status status = intern(w, &member, 1, &id);
  return status == GM_OK ? push_need(w, out, id) : status;
}

static gm_status need(walker *w, gm_node node, needs *out);

static gm_status need_single(walker *w, gm_node node, needs *out) {
  uint32_t test = 0;
  bool any;
  gm_status status = gm_single_test(w->ruleset, node, &test, &any, w->err);
  if (status != GM_OK || any || gm_predicates_usual(w->ruleset->predicates, test))
    return status;
  return need_one(w, test, out);
}

/* Adds the members of the rarest need of each alternative; *none: one needs nothing. */
static gm_status need_alternatives(walker *w, gm_node node, list *members, bool *none) {
  const gm_node_data *data = &w->ruleset->nodes[node];
  const gm_conjuncts *c = &w->ruleset->conjuncts;
  if (data->kind == GM_NODE_EITHER && !data->single) {
    gm_status status = need_alternatives(w, data->a, members, none);
    return status == GM_OK && !*none ? need_alternatives(w, data->b, members, none)
                                     : status;
  }
  needs own = {0};
  gm_status status = need(w, node, &own);
  uint32_t best = own.count ? own.items[0].conjunct : 0;
  for (size_t i = 1; i < own.count; i++)
    if (c->items[own.items[i].conjunct].commonness < c->items[best].commonness)
      best = own.items[i].conjunct;
  if (own.count == 0) *none = true;
  else if (status == GM_OK)
    status = push(w, members, c->members + c->items[best].start, c->items[best].count);
  gm_free(own.items);
  return status;
}

static gm_status need_either(walker *w, gm_node node, needs *out) {
  list members = {0};
  bool none = false;
  uint32_t id = 0;
  gm_status status = need_alternatives(w, node, &members, &none);
  if (status == GM_OK && !none) {
    status = intern(w, members.items, members.count, &id);
    if (status == GM_OK) status = push_need(w, out, id);
    if (status == GM_OK) /* somewhere within the alternatives */
      out->items[out->count - 1].high =
          plus(w->high, w->ruleset->nodes[node].longest);
  }
  gm_free(members.items);
  return status;
}

/* The single-token part that a node begins (or ends) with wherever it matches, 0: none.
 */
static gm_node outer_single(const walker *w, gm_node node, bool end) {
  for (;;) {
    const gm_node_data *data = &w->ruleset->nodes[node];
    if (data->single) return node;
    if (data->kind == GM_NODE_SEQUENCE) node = end ? data->b : data->a;
    else if (data->kind == GM_NODE_CAPTURE) node = data->a;
    else return 0;
  }
}

/* The parts of a sequence, of which the first one's end and the second one's begin are
 * single tokens side by side: each is told of the other. */
static gm_status need_sequence(walker *w, const gm_node_data *data, needs *out) {
  gm_node left = outer_single(w, data->a, true),
          right = outer_single(w, data->b, false);
  uint32_t left_test = 0, right_test = 0;
  bool left_any = true, right_any = true;
  uint32_t low = w->low, high = w->high;
  gm_status status = need(w, data->a, out);
  size_t middle = out->count;
  w->low = plus(low, w->ruleset->nodes[data->a].shortest);
  w->high = plus(high, w->ruleset->nodes[data->a].longest);
  if (status == GM_OK) status = need(w, data->b, out);
  w->low = low;
  w->high = high;
  if (left && right && status == GM_OK)
    status = gm_single_test(w->ruleset, left, &left_test, &left_any, w->err);
  if (left && right && status == GM_OK)
    status = gm_single_test(w->ruleset, right, &right_test, &right_any, w->err);
  if (status != GM_OK || left_any || right_any) return status;
  const gm_predicates *p = w->ruleset->predicates;
  if (middle > 0 && !gm_predicates_usual(p, left_test))
    out->items[middle - 1].after = right_test;
  if (middle < out->count && !gm_predicates_usual(p, right_test))
    out->items[middle].before = left_test;
  return status;
}

static gm_status need(walker *w, gm_node node, needs *out) {
  const gm_node_data *data = &w->ruleset->nodes[node];
  if (data->single) return need_single(w, node, out);
  switch (data->kind) {
  case GM_NODE_SEQUENCE: return need_sequence(w, data, out);
  case GM_NODE_EITHER: return need_either(w, node, out);
  case GM_NODE_REPEAT: return data->min ? need(w, data->a, out) : GM_OK;
  case GM_NODE_LOOK: w->ordered = false; return need(w, data->a, out);
  case GM_NODE_BEHIND:
    w->ordered = false;
    return need(w, data->a, out);
  case GM_NODE_CAPTURE: return need(w, data->a, out);
  case GM_NODE_REF:
    return need_one(w, w->ruleset->ref_rules[data->value] | GM_MEMBER_RULE, out);
  default: return GM_OK;
  }
}

/* Drops what is too common to help beside something rare, and what is asked twice. */
static size_t choose(const gm_conjuncts *c, gm_need *items, size_t count) {
  double rarest = 1e9;
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (c->items[items[i].conjunct].commonness < rarest)
      rarest = c->items[items[i].conjunct].commonness;
  for (size_t i = 0; i < count; i++) {
    double commonness = c->items[items[i].conjunct].commonness;
    bool twice = false;
    for (size_t k = 0; k < kept; k++) twice |= items[k].conjunct == items[i].conjunct;
    if (twice || (commonness > 5000 && commonness > rarest * 5)) continue;
    if (kept < MOST_CONJUNCTS) items[kept++] = items[i];
  }
  return kept;
}

gm_status gm_prefilter_need(gm_ruleset *ruleset, gm_node node, gm_program *program,
                            gm_error *err) {
  walker w = {.ruleset = ruleset, .ordered = true, .err = err};
  needs found = {0};
  gm_status status = need(&w, node, &found);
  if (status == GM_OK && found.count) {
    found.count = choose(&ruleset->conjuncts, found.items, found.count);
    program->ordered = w.ordered;
    program->need_count = (uint32_t)found.count;
    program->needs = gm_arena_alloc(ruleset->arena, found.count * sizeof *found.items);
    if (!program->needs) status = gm_nomem(err);
    else memcpy(program->needs, found.items, found.count * sizeof *found.items);
  }
  gm_free(found.items);
  return status;
}

double gm_prefilter_commonness(const gm_ruleset *ruleset, const gm_program *program) {
  double rarest = 100000;
  for (uint32_t i = 0; i < program->need_count; i++) {
    double commonness = ruleset->conjuncts.items[program->needs[i].conjunct].commonness;
    if (commonness < rarest) rarest = commonness;
  }
  return rarest;
}
