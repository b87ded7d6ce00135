/* A depth-first walk over references. The way from the first rule to the current one is
 * kept, so that a circle can be named; it lies on the heap, however long it gets. */
#include "match/order.h"
#include "base/buffer.h"
#include <stdlib.h>

typedef struct {
  gm_ruleset *r;
  uint32_t *start, *refs; /* references of rule i: refs[start[i] .. start[i + 1]) */
  gm_rule *way;
  uint32_t *next; /* of the rules on the way: the reference to follow next */
  uint8_t *state; /* 0 new, 1 on the way, 2 done */
  gm_rule *order;
  size_t way_count, order_count;
} ordering;

/* ---- references of each rule ---- */

typedef struct {
  const gm_ruleset *r;
  uint32_t *stamp; /* by node: 1 + the last pattern it was seen in */
  uint32_t *refs;  /* or NULL where they are only counted */
  uint32_t pattern, count;
} collector;

static void collect(collector *c, gm_node node) {
  const gm_node_data *data = &c->r->nodes[node];
  if (node == 0 || c->stamp[node] == c->pattern) return;
  c->stamp[node] = c->pattern;
  if (data->kind == GM_NODE_REF) {
    if (c->refs) c->refs[c->count] = data->value;
    c->count++;
  }
  collect(c, data->a);
  collect(c, data->b);
}

/* Fills start and refs; patterns stand by rule only here, so each rule looks for its
 * own. */
static gm_status collect_refs(ordering *o, gm_error *err) {
  gm_ruleset *r = o->r;
  collector c = {.r = r, .stamp = gm_calloc(r->node_count, sizeof *c.stamp)};
  uint32_t *counts = gm_calloc(r->pattern_count + 1, sizeof *counts);
  gm_status status = c.stamp && counts ? GM_OK : gm_nomem(err);
  for (size_t i = 0; i < r->pattern_count && status == GM_OK; i++) {
    c.pattern = (uint32_t)i + 1;
    c.count = 0;
    collect(&c, r->patterns[i].node);
    counts[i] = c.count;
    o->start[r->patterns[i].rule + 2] += c.count;
  }
  for (size_t i = 2; i <= r->rule_count + 1 && status == GM_OK; i++)
    o->start[i] += o->start[i - 1];
  o->refs =
      status == GM_OK ? gm_alloc(o->start[r->rule_count + 1] * sizeof *o->refs) : NULL;
  if (status == GM_OK && !o->refs) status = gm_nomem(err);
  for (size_t i = 0; i < r->pattern_count && status == GM_OK; i++) {
    uint32_t *to = &o->start[r->patterns[i].rule + 1];
    c.pattern = (uint32_t)(r->pattern_count + i) + 1;
    c.count = 0;
    c.refs = o->refs + *to;
    collect(&c, r->patterns[i].node);
    *to += counts[i];
  }
  gm_free(c.stamp);
  gm_free(counts);
  return status;
}

static gm_status resolve(ordering *o, gm_error *err) {
  gm_ruleset *r = o->r;
  r->ref_rules = gm_arena_alloc(r->arena, r->ref_count * sizeof *r->ref_rules);
  if (!r->ref_rules) return gm_nomem(err);
  for (size_t i = 0; i < r->rule_count; i++) {
    for (uint32_t k = o->start[i]; k < o->start[i + 1]; k++) {
      gm_slice name = r->refs[o->refs[k]];
      const uint32_t *found = gm_map_get(r->rule_names, name);
      if (!found)
        return gm_fail(err, GM_RULE,
                       "rule '%s' refers to '%.*s', which no rule is named",
                       r->rules[i].name.data, (int)name.size, name.data);
      r->ref_rules[o->refs[k]] = *found;
      r->rules[*found].wanted = true;
    }
  }
  return GM_OK;
}

/* ---- the walk ---- */

static gm_status fail_circle(const ordering *o, gm_rule again, gm_error *err) {
  gm_buffer text = GM_BUFFER_INIT;
  size_t from = 0;
  while (o->way[from] != again) from++;
  for (size_t i = from; i < o->way_count; i++)
    gm_buffer_add_format(&text, "%s -> ", o->r->rules[o->way[i]].name.data);
  gm_buffer_add_text(&text, o->r->rules[again].name.data);
  gm_fail(err, GM_RULE, "rules in a circle: %s", gm_buffer_text(&text));
  gm_buffer_free(&text);
  return GM_RULE;
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* What a rule uses: the rules it refers to and what those use. */
static gm_status gather_uses(ordering *o, gm_rule rule, gm_error *err) {
  gm_rule_data *data = &o->r->rules[rule];
  size_t count = 0, kept = 0;
  for (uint32_t k = o->start[rule]; k < o->start[rule + 1]; k++)
    count += 1 + o->r->rules[o->r->ref_rules[o->refs[k]]].use_count;
  gm_rule *uses = gm_alloc(count * sizeof *uses);
  if (!uses) return gm_nomem(err);
  count = 0;
  for (uint32_t k = o->start[rule]; k < o->start[rule + 1]; k++) {
    gm_rule used = o->r->ref_rules[o->refs[k]];
    const gm_rule_data *other = &o->r->rules[used];
    uses[count++] = used;
    if (other->use_count)
      memcpy(uses + count, other->uses, other->use_count * sizeof *uses);
    count += other->use_count;
  }
  if (count) qsort(uses, count, sizeof *uses, by_number);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || uses[i] != uses[kept - 1]) uses[kept++] = uses[i];
  data->uses = gm_arena_alloc(o->r->arena, kept * sizeof *uses);
  if (data->uses && kept) memcpy(data->uses, uses, kept * sizeof *uses);
  data->use_count = data->uses ? kept : 0;
  gm_free(uses);
  return data->uses ? GM_OK : gm_nomem(err);
}

static void step_into(ordering *o, gm_rule rule) {
  o->state[rule] = 1;
  o->next[rule] = o->start[rule];
  o->way[o->way_count++] = rule;
}

static gm_status visit(ordering *o, gm_rule first, gm_error *err) {
  if (o->state[first]) return GM_OK;
  step_into(o, first);
  while (o->way_count) {
    gm_rule rule = o->way[o->way_count - 1];
    if (o->next[rule] == o->start[rule + 1]) {
      gm_status status = gather_uses(o, rule, err);
      if (status != GM_OK) return status;
      o->state[rule] = 2;
      o->order[o->order_count++] = rule;
      o->way_count--;
      continue;
    }
    gm_rule used = o->r->ref_rules[o->refs[o->next[rule]++]];
    if (o->state[used] == 1) return fail_circle(o, used, err);
    if (o->state[used] == 0) step_into(o, used);
  }
  return GM_OK;
}

gm_status gm_order_rules(gm_ruleset *r, gm_rule *order, gm_error *err) {
  size_t count = r->rule_count;
  ordering o = {.r = r, .order = order};
  o.start = gm_calloc(count + 3, sizeof *o.start);
  o.way = gm_alloc(count * sizeof *o.way);
  o.next = gm_alloc(count * sizeof *o.next);
  o.state = gm_calloc(count, 1);
  gm_status status = o.start && o.way && o.next && o.state ? GM_OK : gm_nomem(err);
  if (status == GM_OK) status = collect_refs(&o, err);
  if (status == GM_OK) status = resolve(&o, err);
  for (gm_rule rule = 0; rule < count && status == GM_OK; rule++)
    status = visit(&o, rule, err);
  gm_free(o.start);
  gm_free(o.refs);
  gm_free(o.way);
  gm_free(o.next);
  gm_free(o.state);
  return status;
}
