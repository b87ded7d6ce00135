/* Constructors of nodes: each checks its operands and notes what follows from them. */
#include "match/node.h"
#include "match/parts.h"

static gm_status add(gm_ruleset *r, gm_node_data data, gm_node *out, gm_error *e) {
  if (data.depth > GM_DEEPEST_NODE)
    return gm_fail(e, GM_LIMIT, "nested more than %d deep", GM_DEEPEST_NODE);
  if (data.leaves > GM_MOST_LEAVES)
    return gm_fail(e, GM_LIMIT, "too large a pattern (more than %d words)",
                   GM_MOST_LEAVES);
  if (r->compiled) return gm_fail(e, GM_MISUSE, "the ruleset is compiled already");
  if (data.leaves == 0) data.leaves = 1;
  if (!gm_grow((void **)&r->nodes, &r->node_capacity, r->node_count + 1,
               sizeof *r->nodes))
    return gm_nomem(e);
  *out = (gm_node)r->node_count;
  r->nodes[r->node_count++] = data;
  return GM_OK;
}

/* The node's data, or NULL and a failure where it is none. */
static const gm_node_data *operand(gm_ruleset *r, gm_node node, gm_error *e) {
  if (node > 0 && node < r->node_count) return &r->nodes[node];
  gm_fail(e, GM_RULE, "not a pattern of this ruleset");
  return NULL;
}

static uint32_t plus(uint32_t a, uint32_t b) {
  return a > GM_UNBOUNDED - b ? GM_UNBOUNDED : a + b;
}

static uint32_t times(uint32_t a, uint32_t b) {
  if (a == 0 || b == 0) return 0;
  return a > GM_UNBOUNDED / b ? GM_UNBOUNDED : a * b;
}

static uint32_t larger(uint32_t a, uint32_t b) { return a > b ? a : b; }

gm_status gm_node_atom(gm_ruleset *r, gm_atom kind, gm_slice value, gm_node *out,
                       gm_error *e) {
  uint32_t atom = 0;
  gm_status status = gm_predicates_atom(r->predicates, kind, value, &atom, e);
  if (status != GM_OK) return status;
  return add(r,
             (gm_node_data){.kind = GM_NODE_ATOM,
                            .single = true,
                            .value = atom,
                            .shortest = 1,
                            .longest = 1,
                            .reach = 1},
             out, e);
}

gm_status gm_node_any(gm_ruleset *r, gm_node *out, gm_error *e) {
  return add(
      r,
      (gm_node_data){.kind = GM_NODE_ANY, .single = true, .shortest = 1, .longest = 1,
                     .reach = 1},
      out, e);
}

static gm_status join(gm_ruleset *r, gm_node_kind kind, gm_node a, gm_node b,
                      gm_node *out, gm_error *e) {
  const gm_node_data *x = operand(r, a, e), *y = x ? operand(r, b, e) : NULL;
  if (!y) return GM_RULE;
  if (kind == GM_NODE_BOTH && (!x->single || !y->single))
    return gm_fail(e, GM_RULE,
                   "only patterns of exactly one token can be asked of one token");
  bool sequence = kind == GM_NODE_SEQUENCE;
  gm_node_data data = {
      .kind = (uint8_t)kind,
      .a = a,
      .b = b,
      .single = !sequence && x->single && y->single,
      .nullable = sequence ? x->nullable && y->nullable : x->nullable || y->nullable,
      .asserts = x->asserts || y->asserts,
      .same = x->same || y->same,
      .shortest = sequence ? plus(x->shortest, y->shortest)
                  : x->shortest < y->shortest ? x->shortest
                                              : y->shortest,
      .longest =
          sequence ? plus(x->longest, y->longest) : larger(x->longest, y->longest),
      .reach = sequence ? plus(x->reach, y->reach) : larger(x->reach, y->reach),
      .jumps = sequence ? plus(x->jumps, y->jumps) : larger(x->jumps, y->jumps),
      .depth = larger(x->depth, y->depth) + 1,
      .leaves = plus(x->leaves, y->leaves),
  };
  return add(r, data, out, e);
}

gm_status gm_node_sequence(gm_ruleset *r, gm_node a, gm_node b, gm_node *out,
                           gm_error *e) {
  return join(r, GM_NODE_SEQUENCE, a, b, out, e);
}

gm_status gm_node_either(gm_ruleset *r, gm_node a, gm_node b, gm_node *out,
                         gm_error *e) {
  return join(r, GM_NODE_EITHER, a, b, out, e);
}

gm_status gm_node_both(gm_ruleset *r, gm_node a, gm_node b, gm_node *out, gm_error *e) {
  return join(r, GM_NODE_BOTH, a, b, out, e);
}

gm_status gm_node_except(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e) {
  const gm_node_data *x = operand(r, a, e);
  if (!x) return GM_RULE;
  if (!x->single)
    return gm_fail(e, GM_RULE, "only a pattern of exactly one token can be excepted");
  return add(r,
             (gm_node_data){.kind = GM_NODE_EXCEPT,
                            .a = a,
                            .single = true,
                            .shortest = 1,
                            .longest = 1,
                            .reach = 1,
                            .depth = x->depth + 1,
                            .leaves = x->leaves},
             out, e);
}

gm_status gm_node_repeat(gm_ruleset *r, gm_node a, uint32_t min, uint32_t max,
                         bool lazy, gm_node *out, gm_error *e) {
  const gm_node_data *x = operand(r, a, e);
  if (!x) return GM_RULE;
  if (min > max)
    return gm_fail(e, GM_RULE, "at least %u but at most %u times", min, max);
  if (max == 0) return gm_fail(e, GM_RULE, "repeated at most 0 times");
  if (min == GM_UNBOUNDED) return gm_fail(e, GM_RULE, "repeated without end");
  gm_node_data data = {
      .kind = GM_NODE_REPEAT,
      .a = a,
      .min = min,
      .max = max,
      .lazy = lazy,
      .nullable = min == 0 || x->nullable,
      .asserts = x->asserts,
      .same = x->same,
      .shortest = times(x->shortest, min),
      .longest = times(x->longest, max),
      .reach = times(x->reach, max),
      .jumps = times(x->jumps, max),
      .depth = x->depth + 1,
      .leaves = x->leaves,
  };
  return add(r, data, out, e);
}

gm_status gm_node_gap(gm_ruleset *r, uint32_t min, uint32_t max, gm_node *out,
                      gm_error *e) {
  if (min > max)
    return gm_fail(e, GM_RULE, "a gap of at least %u but at most %u", min, max);
  uint32_t bound = max == GM_UNBOUNDED ? min : max;
  if (bound > GM_WIDEST_GAP)
    return gm_fail(e, GM_RULE, "a gap of %u tokens: the widest bound is %d", bound,
                   GM_WIDEST_GAP);
  return add(r, (gm_node_data){.kind = GM_NODE_GAP, .min = min, .max = max,
                               .nullable = min == 0, .shortest = min, .longest = max,
                               .reach = max},
             out, e);
}

static gm_status assertion(gm_ruleset *r, gm_node_kind kind, gm_node a, gm_node *out,
                           gm_error *e) {
  const gm_node_data *x = operand(r, a, e);
  if (!x) return GM_RULE;
  if (x->same)
    return gm_fail(e, GM_RULE, "what looks around cannot compare with a capture");
  return add(r,
             (gm_node_data){.kind = (uint8_t)kind,
                            .a = a,
                            .nullable = true,
                            .asserts = true,
                            .depth = x->depth + 1,
                            .leaves = x->leaves},
             out, e);
}

gm_status gm_node_not(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e) {
  return assertion(r, GM_NODE_NOT, a, out, e);
}

gm_status gm_node_look(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e) {
  return assertion(r, GM_NODE_LOOK, a, out, e);
}

gm_status gm_node_behind(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e) {
  return assertion(r, GM_NODE_BEHIND, a, out, e);
}

static gm_status edge(gm_ruleset *r, gm_node_kind kind, gm_node *out, gm_error *e) {
  return add(r,
             (gm_node_data){.kind = (uint8_t)kind, .nullable = true, .asserts = true},
             out, e);
}

gm_status gm_node_sentence_begin(gm_ruleset *r, gm_node *out, gm_error *e) {
  return edge(r, GM_NODE_BEGIN, out, e);
}

gm_status gm_node_sentence_end(gm_ruleset *r, gm_node *out, gm_error *e) {
  return edge(r, GM_NODE_END, out, e);
}

/* The number of `name` in a list of names, where it is put when it is new. */
static gm_status number_of(gm_ruleset *r, gm_map *map, gm_slice **list, size_t *count,
                           size_t *capacity, gm_slice name, uint32_t *out,
                           gm_error *e) {
  uint32_t *slot;
  if (name.size == 0) return gm_fail(e, GM_RULE, "an empty name");
  if (!gm_grow((void **)list, capacity, *count + 1, sizeof **list)) return gm_nomem(e);
  gm_status status = gm_map_put(map, name, (uint32_t)*count, &slot, e);
  if (status != GM_OK) return status;
  if (*slot == *count) {
    char *copy = gm_arena_copy(r->arena, name.data, name.size);
    (*list)[(*count)++] = gm_slice_of(copy, copy ? name.size : 0);
    if (!copy) return gm_nomem(e);
  }
  *out = *slot;
  return GM_OK;
}

gm_status gm_node_capture(gm_ruleset *r, gm_slice name, gm_node a, gm_node *out,
                          gm_error *e) {
  if (!operand(r, a, e)) return GM_RULE;
  gm_node_data data = r->nodes[a];
  gm_status status = number_of(r, r->capture_names, &r->captures, &r->capture_count,
                               &r->capture_capacity, name, &data.value, e);
  if (status != GM_OK) return status;
  data.kind = GM_NODE_CAPTURE;
  data.single = false;
  data.a = a;
  data.depth++;
  return add(r, data, out, e);
}

gm_status gm_node_same(gm_ruleset *r, gm_slice name, gm_same way, gm_node *out,
                       gm_error *e) {
  uint32_t capture = 0;
  if ((unsigned)way >= GM_SAME_WAYS) return gm_fail(e, GM_RULE, "unknown comparison");
  gm_status status = number_of(r, r->capture_names, &r->captures, &r->capture_count,
                               &r->capture_capacity, name, &capture, e);
  if (status != GM_OK) return status;
  return add(r,
             (gm_node_data){.kind = GM_NODE_SAME,
                            .value = capture,
                            .max = way,
                            .same = true,
                            .longest = GM_UNBOUNDED,
                            .reach = GM_UNBOUNDED},
             out, e);
}

gm_status gm_node_ref(gm_ruleset *r, gm_slice rule, gm_node *out, gm_error *e) {
  uint32_t ref = 0;
  gm_status status = number_of(r, r->ref_names, &r->refs, &r->ref_count,
                               &r->ref_capacity, rule, &ref, e);
  if (status != GM_OK) return status;
  return add(
      r,
      (gm_node_data){
          .kind = GM_NODE_REF, .value = ref, .shortest = 1, .longest = GM_UNBOUNDED, .jumps = 1},
      out, e);
}
