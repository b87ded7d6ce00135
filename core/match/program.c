/* Compiles nodes from the end of a pattern to its beginning: each is given the
 * instruction that follows it and gives the one it starts with.
 *
 * No loop may turn without consuming a token, or evaluation would have no order. So the
 * body of a repetition without bound that may match nothing is compiled in star normal
 * form (Brüggemann-Klein 1993, "Regular expressions into finite automata"), here called
 * bare: its ways of matching something, between which the loop around it makes up the
 * rest. */
#include "match/program.h"
#include "match/single.h"

typedef struct {
  gm_ruleset *ruleset;
  gm_program *program;
  gm_instruction *code;
  size_t count, capacity;
  gm_sight *sights;
  size_t sight_count, sight_capacity;
  bool reverse; /* the pattern is read backwards */
  gm_error *err;
} builder;

static gm_status compile(builder *b, gm_node node, bool bare, uint32_t next,
                         uint32_t *entry);
static gm_status build(gm_program **out, gm_ruleset *ruleset, gm_node node,
                       bool reverse, gm_error *err);

static gm_status emit(builder *b, gm_instruction instruction, uint32_t *entry) {
  if (b->count >= GM_LARGEST_PROGRAM)
    return gm_fail(
        b->err, GM_LIMIT,
        "too large a pattern (more than %d steps): lower the bounds of repetitions",
        GM_LARGEST_PROGRAM);
  if (!gm_grow((void **)&b->code, &b->capacity, b->count + 1, sizeof *b->code))
    return gm_nomem(b->err);
  *entry = (uint32_t)b->count;
  b->code[b->count++] = instruction;
  return GM_OK;
}

static gm_status emit_op(builder *b, gm_op op, uint32_t x, uint32_t y, uint32_t arg,
                         uint32_t *entry) {
  return emit(b, (gm_instruction){.op = (uint8_t)op, .x = x, .y = y, .arg = arg},
              entry);
}

static gm_status compile_single(builder *b, gm_node node, uint32_t next,
                                uint32_t *entry) {
  uint32_t test = 0;
  bool any;
  gm_status status = gm_single_test(b->ruleset, node, &test, &any, b->err);
  if (status != GM_OK) return status;
  gm_instruction instruction = {
      .op = any ? GM_OP_ANY : GM_OP_TEST, .x = next, .arg = test};
  if (!any) instruction.flip = gm_predicates_usual(b->ruleset->predicates, test);
  return emit(b, instruction, entry);
}

static gm_status compile_sequence(builder *b, const gm_node_data *data, bool bare,
                                  uint32_t next, uint32_t *entry) {
  gm_node first = b->reverse ? data->b : data->a,
          second = b->reverse ? data->a : data->b;
  const gm_node_data *x = &b->ruleset->nodes[first], *y = &b->ruleset->nodes[second];
  gm_status status;
  uint32_t left, right;
  bool alone = bare && x->longest > 0 && y->longest > 0; /* else one is an assertion */
  if (alone && data->asserts)
    return gm_fail(b->err, GM_RULE,
                   "a repeated part that may match nothing must not look around");
  status = compile(b, second, bare && y->longest > 0, next, &right);
  if (status == GM_OK)
    status = compile(b, first, bare && x->longest > 0, alone ? next : right, &left);
  if (status != GM_OK || !alone) {
    *entry = left;
    return status;
  }
  return emit_op(b, GM_OP_SPLIT, left, right, 0, entry);
}

static gm_status compile_either(builder *b, const gm_node_data *data, bool bare,
                                uint32_t next, uint32_t *entry) {
  uint32_t left, right;
  gm_status status = compile(b, data->a, bare, next, &left);
  if (status == GM_OK) status = compile(b, data->b, bare, next, &right);
  if (status != GM_OK) return status;
  return emit_op(b, GM_OP_SPLIT, left, right, 0, entry);
}

static gm_status emit_choice(builder *b, bool lazy, uint32_t body, uint32_t next,
                             uint32_t *entry) {
  return emit_op(b, GM_OP_SPLIT, lazy ? next : body, lazy ? body : next, 0, entry);
}

static gm_status compile_loop(builder *b, const gm_node_data *data, uint32_t next,
                              uint32_t *entry) {
  uint32_t body;
  gm_status status = emit_op(b, GM_OP_SPLIT, next, next, 0, entry);
  if (status != GM_OK) return status;
  status = compile(b, data->a, b->ruleset->nodes[data->a].nullable, *entry, &body);
  if (status != GM_OK) return status;
  if (data->lazy) b->code[*entry].y = body;
  else b->code[*entry].x = body;
  return GM_OK;
}

static gm_status compile_repeat(builder *b, const gm_node_data *data, uint32_t next,
                                uint32_t *entry) {
  gm_status status = GM_OK;
  uint32_t body, at = next;
  if (b->ruleset->nodes[data->a].longest ==
      0) /* an assertion: once is as good as often */
    return data->min ? compile(b, data->a, false, next, entry)
                     : (*entry = next, GM_OK);
  if (data->max == GM_UNBOUNDED) {
    status = compile_loop(b, data, next, &at);
  } else {
    for (uint32_t i = data->min; i < data->max && status == GM_OK; i++) {
      status = compile(b, data->a, false, at, &body);
      if (status == GM_OK) status = emit_choice(b, data->lazy, body, next, &at);
    }
  }
  for (uint32_t i = 0; i < data->min && status == GM_OK; i++)
    status = compile(b, data->a, false, at, &at);
  *entry = at;
  return status;
}

static gm_status compile_gap(builder *b, const gm_node_data *data, bool bare,
                             uint32_t next, uint32_t *entry) {
  gm_instruction any = {.op = GM_OP_ANY, .skip = true, .x = next};
  b->program->recovers = true;
  if (bare) return emit(b, any, entry); /* the loop around it makes more of one */
  gm_status status = GM_OK;
  *entry = next;
  if (data->max == GM_UNBOUNDED) {
    uint32_t body;
    status = emit_op(b, GM_OP_SPLIT, next, next, 0, entry);
    any.x = *entry;
    if (status == GM_OK) status = emit(b, any, &body);
    if (status == GM_OK) b->code[*entry].y = body;
  } else if (data->max > data->min) {
    uint32_t width = data->max - data->min;
    gm_instruction gap = {.op = GM_OP_GAP, .x = next, .arg = width,
                          .slot = b->program->gap_count++};
    b->program->gap_room += width + 1;
    status = emit(b, gap, entry);
  }
  for (uint32_t i = 0; i < data->min && status == GM_OK; i++) {
    any.x = *entry;
    status = emit(b, any, entry);
  }
  return status;
}

/* Ahead, behind or not ahead: a program of its own, whose matches are looked up. */
static gm_status compile_sight(builder *b, const gm_node_data *data, uint32_t next,
                               uint32_t *entry) {
  const gm_node_data *inner = &b->ruleset->nodes[data->a];
  bool behind = data->kind == GM_NODE_BEHIND, flip = data->kind == GM_NODE_NOT;
  gm_program *program;
  if (inner->nullable && !inner->asserts) { /* nothing is always there */
    if (flip) return emit_op(b, GM_OP_FAIL, 0, 0, 0, entry);
    return *entry = next, GM_OK;
  }
  gm_status status = build(&program, b->ruleset, data->a, behind, b->err);
  if (status != GM_OK) return status;
  if (!gm_grow((void **)&b->sights, &b->sight_capacity, b->sight_count + 1,
               sizeof *b->sights))
    return gm_nomem(b->err);
  b->sights[b->sight_count] = (gm_sight){program, behind};
  gm_instruction sight = {.op = GM_OP_SIGHT, .flip = flip, .x = next,
                          .slot = (uint32_t)b->sight_count++};
  return emit(b, sight, entry);
}

static gm_status compile_capture(builder *b, const gm_node_data *data, bool bare,
                                 uint32_t next, uint32_t *entry) {
  uint32_t at;
  b->program->recovers = true;
  gm_status status = emit_op(b, GM_OP_CLOSE, next, 0, data->value, &at);
  if (status == GM_OK) status = compile(b, data->a, bare, at, &at);
  if (status != GM_OK) return status;
  return emit_op(b, GM_OP_OPEN, at, 0, data->value, entry);
}

static gm_status compile(builder *b, gm_node node, bool bare, uint32_t next,
                         uint32_t *entry) {
  const gm_node_data *data = &b->ruleset->nodes[node];
  bare = bare && data->nullable;
  if (bare && data->longest == 0) return emit_op(b, GM_OP_FAIL, 0, 0, 0, entry);
  if (data->single) return compile_single(b, node, next, entry);
  switch (data->kind) {
  case GM_NODE_SEQUENCE: return compile_sequence(b, data, bare, next, entry);
  case GM_NODE_EITHER: return compile_either(b, data, bare, next, entry);
  case GM_NODE_REPEAT:
    return bare ? compile(b, data->a, true, next, entry)
                : compile_repeat(b, data, next, entry);
  case GM_NODE_GAP: return compile_gap(b, data, bare, next, entry);
  case GM_NODE_NOT:
  case GM_NODE_LOOK:
  case GM_NODE_BEHIND: return compile_sight(b, data, next, entry);
  case GM_NODE_CAPTURE: return compile_capture(b, data, bare, next, entry);
  case GM_NODE_REF:
    return emit(b, (gm_instruction){.op = GM_OP_REF, .x = next,
                                    .arg = b->ruleset->ref_rules[data->value],
                                    .slot = b->program->ref_count++}, entry);
  case GM_NODE_SAME:
    b->program->compares = b->program->recovers = true;
    return emit(b, (gm_instruction){.op = GM_OP_SAME, .x = next, .arg = data->value,
                                    .slot = data->max}, entry);
  case GM_NODE_BEGIN: return emit_op(b, GM_OP_BEGIN, next, 0, 0, entry);
  default: return emit_op(b, GM_OP_END, next, 0, 0, entry);
  }
}

/* ---- order ---- */

typedef struct {
  builder *b;
  uint32_t *number; /* 1 + place in the new order */
  gm_instruction *code;
  uint32_t count;
} ordering;

static void place(ordering *o, uint32_t at) {
  const gm_instruction *i = &o->b->code[at];
  if (o->number[at]) return;
  if (i->op != GM_OP_MATCH && i->op != GM_OP_FAIL && i->op != GM_OP_TEST &&
      i->op != GM_OP_ANY && i->op != GM_OP_REF && i->op != GM_OP_SAME) {
    place(o, i->x);
    if (i->op == GM_OP_SPLIT) place(o, i->y);
  }
  o->code[o->count] = *i;
  o->number[at] = ++o->count;
}

static void renumber(ordering *o) {
  for (uint32_t i = 0; i < o->count; i++) {
    gm_instruction *at = &o->code[i];
    at->x = o->number[at->x] - 1;
    if (at->op == GM_OP_SPLIT) at->y = o->number[at->y] - 1;
  }
}

/* Finds the tail, and whether it leaves the program quick: then a position from which
 * nothing but the tail goes on stays so unless its token passes `last` or a hit begins
 * there. */
static void find_tail(gm_program *p) {
  p->quick = true;
  for (uint32_t i = 0; i < p->size; i++) {
    gm_instruction *at = &p->code[i];
    bool x = i > 0 && p->code[at->x].tail;
    switch (at->op) {
    case GM_OP_MATCH: at->tail = true; break;
    case GM_OP_SPLIT: at->tail = x || p->code[at->y].tail; break;
    case GM_OP_TEST:
    case GM_OP_REF:
    case GM_OP_SAME:
    case GM_OP_FAIL:
    case GM_OP_ANY: break;
    case GM_OP_GAP:
      if (x) p->quick = false;
      break;
    default: at->tail = x;
    }
    if (at->tail) p->tail[p->tail_count++] = i;
  }
  for (uint32_t i = 1; i < p->size; i++)
    if (p->code[i].op == GM_OP_ANY && p->code[p->code[i].x].tail) p->quick = false;
  if (p->code[p->start].tail) p->quick = false;
}

/* `last`: the tests that lead to the tail, in one. */
static gm_status join_last(builder *b) {
  gm_program *p = b->program;
  gm_predicates *predicates = b->ruleset->predicates;
  uint32_t count = 0, *tests = gm_alloc(p->size * sizeof *tests);
  if (!tests) return gm_nomem(b->err);
  for (uint32_t i = 0; i < p->size; i++)
    if (p->code[i].op == GM_OP_TEST && p->code[p->code[i].x].tail)
      tests[count++] = p->code[i].arg;
  p->last_some = count > 0;
  gm_status status = GM_OK;
  if (count)
    status = gm_predicates_either(predicates, tests, count, &p->last.arg, b->err);
  if (count && status == GM_OK)
    p->last.flip = gm_predicates_usual(predicates, p->last.arg);
  gm_free(tests);
  return status;
}

static gm_status arrange(builder *b, uint32_t start) {
  gm_program *p = b->program;
  gm_arena *arena = b->ruleset->arena;
  ordering o = {.b = b, .number = gm_calloc(b->count, sizeof *o.number)};
  o.code = p->code = gm_arena_alloc(arena, b->count * sizeof *p->code);
  p->tail = gm_arena_alloc(arena, b->count * sizeof *p->tail);
  p->sights = gm_arena_alloc(arena, b->sight_count * sizeof *p->sights);
  p->refs = gm_arena_alloc(arena, p->ref_count * sizeof *p->refs);
  if (!o.number || !p->code || !p->tail || !p->sights || !p->refs) {
    gm_free(o.number);
    return gm_nomem(b->err);
  }
  for (uint32_t i = 0; i < b->count; i++) place(&o, i);
  renumber(&o);
  p->size = o.count;
  p->start = o.number[start] - 1;
  p->sight_count = (uint32_t)b->sight_count;
  if (b->sight_count) memcpy(p->sights, b->sights, b->sight_count * sizeof *p->sights);
  gm_free(o.number);
  for (uint32_t i = 0; i < p->size; i++)
    if (p->code[i].op == GM_OP_REF) p->refs[p->code[i].slot] = p->code[i].arg;
  find_tail(p);
  return p->quick ? join_last(b) : GM_OK;
}

static gm_status build(gm_program **out, gm_ruleset *ruleset, gm_node node,
                       bool reverse, gm_error *err) {
  builder b = {.ruleset = ruleset, .reverse = reverse, .err = err};
  uint32_t match, start;
  *out = b.program = gm_arena_alloc(ruleset->arena, sizeof *b.program);
  if (!b.program) return gm_nomem(err);
  *b.program = (gm_program){.reach = ruleset->nodes[node].reach,
                            .jumps = ruleset->nodes[node].jumps};
  gm_status status = emit_op(&b, GM_OP_MATCH, 0, 0, 0, &match);
  if (status == GM_OK) status = compile(&b, node, false, match, &start);
  if (status == GM_OK) status = arrange(&b, start);
  gm_free(b.code);
  gm_free(b.sights);
  return status;
}

gm_status gm_program_build(gm_program **out, gm_ruleset *ruleset, gm_node node,
                           gm_error *err) {
  if (ruleset->nodes[node].nullable)
    return gm_fail(err, GM_RULE, "may match nothing at all");
  return build(out, ruleset, node, false, err);
}
