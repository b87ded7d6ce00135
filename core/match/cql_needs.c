/* What every match holds, so that an index can rule documents out.
 *
 * A need is a list of alternatives, each an attribute that must match a pattern on some
 * token. Of a conjunction all needs hold; of a disjunction the needs of one side are
 * joined with those of the other. Sets of alternatives stay small: a larger one is
 * dropped, which costs time and no match. */
#include "match/cql_parts.h"

enum { MOST_NEEDS = 16, MOST_ALTERNATIVES = 16 };

typedef struct {
  uint32_t atoms[MOST_ALTERNATIVES];
  uint32_t count;
} need;

typedef struct {
  need list[MOST_NEEDS];
  uint32_t count;
} needs;

static void add_need(needs *to, const need *n) {
  if (to->count < MOST_NEEDS && n->count > 0)
    to->list[to->count++] = *n;
}

static void both(needs *to, const needs *other) {
  for (uint32_t i = 0; i < other->count; i++)
    add_need(to, &other->list[i]);
}

/* Needs of a choice: one of each side, joined. Taken pairwise in order, which is enough
 * where the sides are alike. */
static void either(needs *to, const needs *other) {
  needs joined = {.count = 0};
  for (uint32_t i = 0; i < to->count && i < other->count; i++) {
    need n = to->list[i];
    if (n.count + other->list[i].count > MOST_ALTERNATIVES)
      continue;
    for (uint32_t k = 0; k < other->list[i].count; k++)
      n.atoms[n.count++] = other->list[i].atoms[k];
    add_need(&joined, &n);
  }
  *to = joined;
}

static void of_expression(const gm_cql *q, int64_t number, needs *out) {
  const gm_cql_expression_data *e = &q->expressions[number - 1];
  needs other = {.count = 0};
  if (e->operation == GM_CQL_AND) {
    of_expression(q, e->a, out);
    of_expression(q, e->b, &other);
    both(out, &other);
  } else if (e->operation == GM_CQL_OR) {
    of_expression(q, e->a, out);
    of_expression(q, e->b, &other);
    either(out, &other);
  } else if (e->atom && !q->atoms[e->atom - 1].holds) {
    need n = {{e->atom - 1}, 1};
    add_need(out, &n);
  }
}

static void of_node(const gm_cql *q, int64_t number, needs *out) {
  const gm_cql_node_data *node = &q->nodes[number - 1];
  const int64_t *o = node->operands;
  needs other = {.count = 0};
  switch (node->kind) {
  case GM_CQL_NODE_TOKEN:
  case GM_CQL_NODE_LOOK:
    of_expression(q, o[0], out);
    break;
  case GM_CQL_NODE_SEQUENCE:
  case GM_CQL_NODE_MEET:
  case GM_CQL_NODE_SHARE:
    of_node(q, o[0], out);
    of_node(q, o[1], &other);
    both(out, &other);
    break;
  case GM_CQL_NODE_COLUMNS:
    of_node(q, o[0], out);
    if (o[1])
      of_node(q, o[1], &other);
    both(out, &other);
    break;
  case GM_CQL_NODE_EITHER:
  case GM_CQL_NODE_UNION:
    of_node(q, o[0], out);
    of_node(q, o[1], &other);
    either(out, &other);
    break;
  case GM_CQL_NODE_REPEAT:
    if (o[1] > 0)
      of_node(q, o[0], out);
    break;
  default:
    break;
  }
}

gm_status gm_cql_find_needs(gm_cql *q, gm_error *err) {
  needs all = {.count = 0};
  of_node(q, q->plan.root, &all);
  for (uint32_t i = 0; i < all.count; i++)
    for (uint32_t k = 0; k < all.list[i].count; k++) {
      const gm_cql_atom *atom = &q->atoms[all.list[i].atoms[k]];
      if (!gm_grow((void **)&q->needs, &q->need_capacity, q->need_count + 1,
                   sizeof *q->needs))
        return gm_nomem(err);
      q->needs[q->need_count++] = (gm_cql_need){i, atom->attribute, atom->pattern};
    }
  return GM_OK;
}
