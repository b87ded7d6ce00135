/* A query's nodes to an automaton over its symbols.
 *
 * A symbol is one pattern as written; copies that {m,n} makes share it. States are sets
 * of places in Thompson's automaton, found by the subset construction in breadth-first
 * order, as CQP does: where two paths bring different labels into one state, the order
 * of states and moves decides which stay (see cql_walk.c). */
#include "match/cql_parts.h"
#include <stdlib.h>

enum { MOST_PLACES = 1 << 17, MOST_STATES = 1 << 13 };

typedef struct {
  enum { SYMBOL, SPLIT, FINAL } kind;
  uint32_t symbol, x, y; /* y only of SPLIT */
} nfa_place;

typedef struct {
  gm_cql *query;
  gm_error *err;
  nfa_place *places;
  size_t place_count, place_capacity;
  uint32_t *stack, *set, *stamp;
  size_t set_count;
  uint32_t now;
  gm_map *states;
  gm_slice *sets; /* by state: the places */
  size_t set_capacity;
} builder;

/* ---- symbols ---- */

static bool opens(const gm_cql *q, int64_t structure) {
  for (size_t i = 0; i < q->node_count; i++)
    if (q->nodes[i].kind == GM_CQL_NODE_OPEN && q->nodes[i].operands[0] == structure)
      return true;
  return false;
}

static gm_cql_symbol symbol_for(const gm_cql *q, const gm_cql_node_data *node) {
  const int64_t *o = node->operands;
  gm_cql_symbol symbol = {.kind = node->kind};
  if (node->kind == GM_CQL_NODE_TOKEN || node->kind == GM_CQL_NODE_LOOK) {
    symbol.expression = (gm_cql_ref)o[0];
    symbol.label = (uint32_t)o[1];
    symbol.target = (uint32_t)o[2];
    symbol.fixed = q->expressions[o[0] - 1].fixed;
  } else {
    symbol.structure = (uint32_t)o[0];
    symbol.pattern = node->kind == GM_CQL_NODE_OPEN ? (uint32_t)o[1] : 0;
    symbol.negated = node->kind == GM_CQL_NODE_OPEN && o[2];
    symbol.paired = opens(q, o[0]);
  }
  return symbol;
}

gm_status gm_cql_list_symbols(gm_cql *q, gm_error *err) {
  q->symbol_of = gm_calloc(q->node_count, sizeof *q->symbol_of);
  if (!q->symbol_of)
    return gm_nomem(err);
  for (size_t i = 0; i < q->node_count; i++) {
    if (q->nodes[i].kind > GM_CQL_NODE_CLOSE)
      continue;
    if (!gm_grow((void **)&q->symbols, &q->symbol_capacity, q->symbol_count + 1,
                 sizeof *q->symbols))
      return gm_nomem(err);
    q->symbol_of[i] = (uint32_t)q->symbol_count;
    q->symbols[q->symbol_count++] = symbol_for(q, &q->nodes[i]);
  }
  return GM_OK;
}

/* ---- places ---- */

static gm_status add_place(builder *b, nfa_place place, uint32_t *out) {
  if (b->place_count == MOST_PLACES)
    return gm_fail(
        b->err, GM_RULE,
        "the query is too large: repetitions count as often as they may repeat");
  if (!gm_grow((void **)&b->places, &b->place_capacity, b->place_count + 1,
               sizeof place))
    return gm_nomem(b->err);
  *out = (uint32_t)b->place_count;
  b->places[b->place_count++] = place;
  return GM_OK;
}

static gm_status place_node(builder *b, int64_t node, uint32_t next, uint32_t *out);

/* node? once more: taken, or passed by */
static gm_status place_optional(builder *b, int64_t node, uint32_t next, uint32_t past,
                                uint32_t *out) {
  uint32_t inner;
  gm_status status = place_node(b, node, next, &inner);
  return status == GM_OK ? add_place(b, (nfa_place){SPLIT, 0, inner, past}, out)
                         : status;
}

static gm_status place_repeat(builder *b, const int64_t o[4], uint32_t next,
                              uint32_t *out) {
  gm_status status = GM_OK;
  uint32_t at = next;
  int64_t least = o[1];
  if (o[2] == GM_CQL_UNBOUNDED) {
    uint32_t loop, inner;
    status = add_place(b, (nfa_place){SPLIT, 0, next, next}, &loop);
    if (status == GM_OK)
      status = place_node(b, o[0], loop, &inner);
    if (status != GM_OK)
      return status;
    b->places[loop].x = inner;
    at = least ? inner : loop;
    least -= least > 0;
  } else {
    for (int64_t i = o[1]; i < o[2] && status == GM_OK; i++)
      status = place_optional(b, o[0], at, next, &at);
  }
  for (int64_t i = 0; i < least && status == GM_OK; i++)
    status = place_node(b, o[0], at, &at);
  *out = at;
  return status;
}

static gm_status place_node(builder *b, int64_t node, uint32_t next, uint32_t *out) {
  const gm_cql_node_data *data = &b->query->nodes[node - 1];
  const int64_t *o = data->operands;
  uint32_t x, y;
  gm_status status;
  switch (data->kind) {
  case GM_CQL_NODE_SEQUENCE:
    status = place_node(b, o[1], next, &y);
    return status == GM_OK ? place_node(b, o[0], y, out) : status;
  case GM_CQL_NODE_EITHER:
    status = place_node(b, o[0], next, &x);
    if (status == GM_OK)
      status = place_node(b, o[1], next, &y);
    return status == GM_OK ? add_place(b, (nfa_place){SPLIT, 0, x, y}, out) : status;
  case GM_CQL_NODE_REPEAT:
    return place_repeat(b, o, next, out);
  default:
    if (data->kind > GM_CQL_NODE_CLOSE)
      return gm_fail(b->err, GM_MISUSE, "a set stands within a sequence");
    return add_place(b, (nfa_place){SYMBOL, b->query->symbol_of[node - 1], next, 0},
                     out);
  }
}

/* ---- states ---- */

/* Adds what is reached from a place without a symbol to the set. */
static void close_over(builder *b, uint32_t place) {
  size_t top = 0;
  b->stack[top++] = place;
  while (top) {
    uint32_t at = b->stack[--top];
    if (b->stamp[at] == b->now)
      continue;
    b->stamp[at] = b->now;
    const nfa_place *p = &b->places[at];
    if (p->kind != SPLIT) {
      b->set[b->set_count++] = at;
      continue;
    }
    b->stack[top++] = p->y;
    b->stack[top++] = p->x;
  }
}

static int by_number(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

/* The state of the set collected. */
static gm_status state_of_set(builder *b, uint32_t *out) {
  gm_cql *q = b->query;
  uint32_t *slot;
  qsort(b->set, b->set_count, sizeof *b->set, by_number);
  gm_slice key = gm_slice_of((const char *)b->set, b->set_count * sizeof *b->set);
  gm_status status =
      gm_map_put(b->states, key, (uint32_t)q->state_count, &slot, b->err);
  if (status != GM_OK)
    return status;
  *out = *slot;
  if (*slot != q->state_count)
    return GM_OK;
  if (q->state_count == MOST_STATES)
    return gm_fail(b->err, GM_RULE, "the query is too complex");
  char *copy = gm_arena_copy(q->arena, key.data, key.size);
  if (!copy ||
      !gm_grow((void **)&b->sets, &b->set_capacity, q->state_count + 1,
               sizeof *b->sets) ||
      !gm_grow((void **)&q->states, &q->state_capacity, q->state_count + 1,
               sizeof *q->states))
    return gm_nomem(b->err);
  b->sets[q->state_count] = gm_slice_of(copy, key.size);
  q->states[q->state_count++] = (gm_cql_state){0};
  return GM_OK;
}

static gm_status add_move(builder *b, uint32_t symbol, uint32_t state) {
  gm_cql *q = b->query;
  if (!gm_grow((void **)&q->moves, &q->move_capacity, q->move_count + 1,
               sizeof *q->moves))
    return gm_nomem(b->err);
  q->moves[q->move_count++] = (gm_cql_move){symbol, state};
  return GM_OK;
}

/* The smallest symbol of a state's places above `after`; UINT32_MAX: no more. */
static uint32_t next_symbol(const builder *b, const uint32_t *places, size_t count,
                            int64_t after) {
  uint32_t best = UINT32_MAX;
  for (size_t i = 0; i < count; i++) {
    const nfa_place *p = &b->places[places[i]];
    if (p->kind == SYMBOL && p->symbol > after && p->symbol < best)
      best = p->symbol;
  }
  return best;
}

static gm_status expand(builder *b, uint32_t state) {
  gm_cql *q = b->query;
  const uint32_t *places = (const uint32_t *)b->sets[state].data;
  size_t count = b->sets[state].size / sizeof *places;
  gm_status status = GM_OK;
  q->states[state].moves = (uint32_t)q->move_count;
  int64_t after = -1;
  for (uint32_t symbol;
       status == GM_OK && (symbol = next_symbol(b, places, count, after)) != UINT32_MAX;
       after = symbol) {
    uint32_t target = 0;
    b->set_count = 0;
    b->now++;
    for (size_t i = 0; i < count; i++)
      if (b->places[places[i]].kind == SYMBOL && b->places[places[i]].symbol == symbol)
        close_over(b, b->places[places[i]].x);
    status = state_of_set(b, &target);
    if (status == GM_OK)
      status = add_move(b, symbol, target);
  }
  for (size_t i = 0; i < count; i++)
    q->states[state].final |= b->places[places[i]].kind == FINAL;
  q->states[state].count = (uint32_t)q->move_count - q->states[state].moves;
  return status;
}

static gm_status find_states(builder *b, uint32_t start) {
  uint32_t first;
  b->stack = gm_calloc(2 * b->place_count + 2, sizeof *b->stack);
  b->set = gm_calloc(b->place_count, sizeof *b->set);
  b->stamp = gm_calloc(b->place_count, sizeof *b->stamp);
  b->states = gm_map_new();
  if (!b->stack || !b->set || !b->stamp || !b->states)
    return gm_nomem(b->err);
  b->now = 1;
  close_over(b, start);
  gm_status status = state_of_set(b, &first);
  for (uint32_t i = 0; i < b->query->state_count && status == GM_OK; i++)
    status = expand(b, i);
  return status;
}

static void look_over(gm_cql *q) {
  q->plain = true;
  q->quick = !q->plan.constraint;
  for (size_t i = 0; i < q->symbol_count; i++) {
    const gm_cql_symbol *s = &q->symbols[i];
    q->plain &= s->kind == GM_CQL_NODE_TOKEN;
    q->quick &= !s->label && !s->target && s->fixed;
  }
  q->quick &= q->plain;
}

gm_status gm_cql_build(gm_cql *q, gm_error *err) {
  builder b = {.query = q, .err = err};
  uint32_t final, start;
  gm_status status = add_place(&b, (nfa_place){.kind = FINAL}, &final);
  if (status == GM_OK)
    status = place_node(&b, q->plan.root, final, &start);
  if (status == GM_OK)
    status = find_states(&b, start);
  if (status == GM_OK && q->states[0].final)
    status =
        gm_fail(err, GM_RULE,
                "the query matches the empty stretch, so it would match everywhere");
  if (status == GM_OK)
    look_over(q);
  gm_free(b.places);
  gm_free(b.stack);
  gm_free(b.set);
  gm_free(b.stamp);
  gm_free(b.sets);
  gm_map_free(b.states);
  return status;
}
