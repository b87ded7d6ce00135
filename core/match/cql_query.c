/* Building a query and running it: what belongs to no other cql_*.c.
 *
 * Invariants: 1. Expressions and nodes are numbered from 1 and refer to lower numbers
 * only. 2. After finish, nothing of the query changes but its memory of what ids say,
 * its classes and its tables of transitions. */
#include "match/cql_parts.h"

enum { ATTRIBUTES, STRUCTURES, LABELS };

static void *pcre_alloc(size_t size, void *data) {
  (void)data;
  return gm_alloc(size);
}

static void pcre_free(void *block, void *data) {
  (void)data;
  gm_free(block);
}

static gm_status name(gm_cql *q, int kind, gm_slice text, uint32_t *out,
                      gm_error *err) {
  for (uint32_t i = 0; i < q->name_count[kind]; i++)
    if (gm_slice_equal(q->names[kind][i], text)) {
      *out = i;
      return GM_OK;
    }
  char *copy = gm_arena_copy(q->arena, text.data, text.size);
  if (!copy || !gm_grow((void **)&q->names[kind], &q->name_capacity[kind],
                        q->name_count[kind] + 1, sizeof text))
    return gm_nomem(err);
  *out = (uint32_t)q->name_count[kind];
  q->names[kind][q->name_count[kind]++] = gm_slice_of(copy, text.size);
  return GM_OK;
}

gm_status gm_cql_attribute(gm_cql *q, gm_slice text, uint32_t *out, gm_error *err) {
  return name(q, ATTRIBUTES, text, out, err);
}

gm_status gm_cql_structure(gm_cql *q, gm_slice text, uint32_t *out, gm_error *err) {
  return name(q, STRUCTURES, text, out, err);
}

gm_status gm_cql_label(gm_cql *q, gm_slice text, uint32_t *out, gm_error *err) {
  gm_status status = name(q, LABELS, text, out, err);
  *out += status == GM_OK;
  return status;
}

uint32_t gm_cql_attribute_count(const gm_cql *q) {
  return (uint32_t)q->name_count[ATTRIBUTES];
}

uint32_t gm_cql_structure_count(const gm_cql *q) {
  return (uint32_t)q->name_count[STRUCTURES];
}

gm_slice gm_cql_attribute_name(const gm_cql *q, uint32_t attribute) {
  return q->names[ATTRIBUTES][attribute];
}

gm_slice gm_cql_structure_name(const gm_cql *q, uint32_t structure) {
  return q->names[STRUCTURES][structure];
}

gm_status gm_cql_new(gm_cql **out, gm_error *err) {
  static const char *const given[] = {"match", "matchend", "target", "keyword"};
  *out = NULL;
  gm_cql *q = gm_calloc(1, sizeof *q);
  if (!q)
    return gm_nomem(err);
  q->arena = gm_arena_new();
  q->context = pcre2_general_context_create(pcre_alloc, pcre_free, NULL);
  gm_status status = q->arena && q->context ? GM_OK : gm_nomem(err);
  for (int i = 0; i < 4 && status == GM_OK; i++) {
    uint32_t label;
    status = gm_cql_label(q, gm_slice_text(given[i]), &label, err);
  }
  if (status != GM_OK) {
    gm_cql_free(q);
    return status;
  }
  *out = q;
  return GM_OK;
}

void gm_cql_free(gm_cql *q) {
  if (!q)
    return;
  for (size_t i = 0; i < q->pattern_count; i++)
    pcre2_code_free(q->patterns[i].code);
  pcre2_match_data_free(q->match);
  pcre2_match_context_free(q->limits);
  pcre2_general_context_free(q->context);
  for (size_t i = 0; i < q->memo_count; i++) {
    gm_free(q->memos[i].masks);
    gm_free(q->memos[i].classes);
  }
  for (int kind = 0; kind < 3; kind++)
    gm_free(q->names[kind]);
  gm_map_free(q->class_of);
  gm_cql_quick_free(q->table);
  gm_cql_walk_free(q->walk);
  void *blocks[] = {q->patterns,    q->expressions, q->nodes, q->symbols,
                    q->states,      q->moves,       q->needs, q->memos,
                    q->class_masks, q->answers,     q->cache, q->classes,
                    q->symbol_of,   q->kind_classes};
  for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
    gm_free(blocks[i]);
  gm_buffer_free(&q->work);
  gm_arena_free(q->arena);
  gm_free(q);
}

/* ---- expressions ---- */

/* 1 + the atom of a comparison of what the current token says; 0: too many. */
static uint32_t atom_of(gm_cql *q, const gm_cql_expression_data *e) {
  gm_cql_atom atom = {(uint32_t)q->expressions[e->a - 1].b, (uint32_t)e->b,
                      e->operation == GM_CQL_HOLDS};
  for (size_t i = 0; i < q->atom_count; i++)
    if (q->atoms[i].attribute == atom.attribute &&
        q->atoms[i].pattern == atom.pattern && q->atoms[i].holds == atom.holds)
      return (uint32_t)i + 1;
  if (q->atom_count == GM_CQL_MOST_ATOMS)
    return 0;
  q->atoms[q->atom_count++] = atom;
  return (uint32_t)q->atom_count;
}

static bool is_ref(const gm_cql *q, int64_t number) {
  return number >= 1 && number <= (int64_t)q->expression_count;
}

static bool is_name(const gm_cql *q, int kind, int64_t number) {
  return number >= 0 && number < (int64_t)q->name_count[kind] + (kind == LABELS);
}

/* Do the operands of an expression exist? */
static bool is_sound(const gm_cql *q, gm_cql_operation operation, int64_t a,
                     int64_t b) {
  switch (operation) {
  case GM_CQL_TRUE:
  case GM_CQL_NUMBER:
    return true;
  case GM_CQL_NOT:
  case GM_CQL_LENGTH:
  case GM_CQL_COUNT:
  case GM_CQL_SIZE:
    return is_ref(q, a);
  case GM_CQL_MATCHES:
  case GM_CQL_HOLDS:
    return is_ref(q, a) && b >= 0 && b < (int64_t)q->pattern_count;
  case GM_CQL_DEFINED:
    return a > 0 && is_name(q, LABELS, a);
  case GM_CQL_POSITION:
    return is_name(q, LABELS, a);
  case GM_CQL_INSIDE:
  case GM_CQL_STARTS:
  case GM_CQL_ENDS:
  case GM_CQL_VALUE:
    return is_name(q, LABELS, a) && is_name(q, STRUCTURES, b);
  case GM_CQL_ATTRIBUTE:
    return is_name(q, LABELS, a) && is_name(q, ATTRIBUTES, b);
  case GM_CQL_DISTANCE:
  case GM_CQL_APART:
    return a > 0 && b > 0 && is_name(q, LABELS, a) && is_name(q, LABELS, b);
  default:
    return is_ref(q, a) && is_ref(q, b);
  }
}

static void settle_fixed(gm_cql *q, gm_cql_expression_data *e) {
  const gm_cql_expression_data *all = q->expressions;
  switch (e->operation) {
  case GM_CQL_TRUE:
    e->fixed = true;
    break;
  case GM_CQL_NOT:
    e->fixed = all[e->a - 1].fixed;
    break;
  case GM_CQL_AND:
  case GM_CQL_OR:
    e->fixed = all[e->a - 1].fixed && all[e->b - 1].fixed;
    break;
  case GM_CQL_MATCHES:
  case GM_CQL_HOLDS:
    if (all[e->a - 1].operation == GM_CQL_ATTRIBUTE && all[e->a - 1].a == 0)
      e->atom = atom_of(q, e);
    e->fixed = e->atom != 0;
    break;
  default:
    break;
  }
}

gm_status gm_cql_expression(gm_cql *q, gm_cql_operation operation, int64_t a, int64_t b,
                            gm_cql_ref *out, gm_error *err) {
  if (!is_sound(q, operation, a, b))
    return gm_fail(err, GM_MISUSE, "an expression has an operand that does not exist");
  if (!gm_grow((void **)&q->expressions, &q->expression_capacity,
               q->expression_count + 1, sizeof *q->expressions))
    return gm_nomem(err);
  gm_cql_expression_data *e = &q->expressions[q->expression_count++];
  *e = (gm_cql_expression_data){.operation = operation, .a = a, .b = b};
  settle_fixed(q, e);
  *out = (gm_cql_ref)q->expression_count;
  return GM_OK;
}

/* ---- nodes ---- */

bool gm_cql_is_set(gm_cql_kind kind) {
  return kind >= GM_CQL_NODE_MEET;
}

static bool is_node(const gm_cql *q, int64_t number) {
  return number >= 1 && number <= (int64_t)q->node_count;
}

/* A set: tokens by one TOKEN node, or sets of them. */
static bool is_set(const gm_cql *q, int64_t number) {
  if (!is_node(q, number))
    return false;
  gm_cql_kind kind = q->nodes[number - 1].kind;
  return kind == GM_CQL_NODE_TOKEN ||
         (gm_cql_is_set(kind) && kind != GM_CQL_NODE_COLUMNS);
}

static bool is_sound_node(const gm_cql *q, gm_cql_kind kind, const int64_t o[4]) {
  switch (kind) {
  case GM_CQL_NODE_TOKEN:
    return is_ref(q, o[0]) && is_name(q, LABELS, o[1]) && o[2] >= 0 && o[2] <= 2;
  case GM_CQL_NODE_LOOK:
    return is_ref(q, o[0]);
  case GM_CQL_NODE_OPEN:
    return is_name(q, STRUCTURES, o[0]) && o[1] >= 0 &&
           o[1] <= (int64_t)q->pattern_count;
  case GM_CQL_NODE_CLOSE:
    return is_name(q, STRUCTURES, o[0]);
  case GM_CQL_NODE_SEQUENCE:
  case GM_CQL_NODE_EITHER:
    return is_node(q, o[0]) && is_node(q, o[1]);
  case GM_CQL_NODE_REPEAT:
    return is_node(q, o[0]) && o[1] >= 0 && o[1] <= o[2] && o[2] <= GM_CQL_UNBOUNDED;
  case GM_CQL_NODE_MEET:
    return is_set(q, o[0]) && is_set(q, o[1]);
  case GM_CQL_NODE_SHARE:
    return is_set(q, o[0]) && is_set(q, o[1]) && is_name(q, STRUCTURES, o[2]);
  case GM_CQL_NODE_UNION:
    return is_set(q, o[0]) && is_set(q, o[1]);
  default:
    return is_node(q, o[0]) && q->nodes[o[0] - 1].kind == GM_CQL_NODE_TOKEN &&
           (o[1] == 0 || is_node(q, o[1])) && o[2] >= 0 && o[2] <= o[3] &&
           o[3] <= GM_CQL_UNBOUNDED;
  }
}

gm_status gm_cql_node(gm_cql *q, gm_cql_kind kind, const int64_t operands[4],
                      gm_cql_ref *out, gm_error *err) {
  if (!is_sound_node(q, kind, operands))
    return gm_fail(err, GM_MISUSE, "a node has an operand that does not exist");
  if (!gm_grow((void **)&q->nodes, &q->node_capacity, q->node_count + 1,
               sizeof *q->nodes))
    return gm_nomem(err);
  gm_cql_node_data *node = &q->nodes[q->node_count++];
  node->kind = kind;
  memcpy(node->operands, operands, sizeof node->operands);
  *out = (gm_cql_ref)q->node_count;
  return GM_OK;
}

gm_status gm_cql_finish(gm_cql *q, const gm_cql_plan *plan, gm_error *err) {
  if (!is_node(q, plan->root) || (plan->constraint && !is_ref(q, plan->constraint)) ||
      plan->structure >= (int32_t)q->name_count[STRUCTURES])
    return gm_fail(err, GM_MISUSE, "the plan of a query names what does not exist");
  q->plan = *plan;
  q->class_of = gm_map_new();
  if (!q->class_of)
    return gm_nomem(err);
  gm_status status = gm_cql_list_symbols(q, err);
  if (status == GM_OK && !gm_cql_is_set(q->nodes[plan->root - 1].kind))
    status = gm_cql_build(q, err);
  return status == GM_OK ? gm_cql_find_needs(q, err) : status;
}

const gm_cql_need *gm_cql_needs(const gm_cql *q, size_t *count) {
  *count = q->need_count;
  return q->needs;
}

/* ---- running ---- */

const gm_cql_structure_view *gm_cql_structure_of(const gm_cql_document *document,
                                                 uint32_t structure) {
  const gm_cql_structure_view *view = &document->structures[structure];
  if (view->count == GM_CQL_LATER)
    document->fill(document->context, structure);
  return view;
}

const gm_cql_region *gm_cql_region_at(const gm_cql_document *document,
                                      uint32_t structure, uint32_t at) {
  const gm_cql_structure_view *view = gm_cql_structure_of(document, structure);
  size_t low = 0, high = view->count; /* regions [0, low) begin at or before `at` */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (view->regions[middle].begin <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 && view->regions[low - 1].end >= at ? &view->regions[low - 1] : NULL;
}

bool gm_cql_limit(gm_cql_scene *scene, uint32_t first, uint32_t range_end,
                  uint32_t *limit) {
  const gm_cql_plan *plan = &scene->query->plan;
  uint64_t last =
      (uint64_t)first + (plan->within ? (uint32_t)plan->within : GM_CQL_FARTHEST);
  if (plan->within && plan->structure >= 0) {
    const gm_cql_structure_view *view =
        gm_cql_structure_of(scene->document, (uint32_t)plan->structure);
    const gm_cql_region *region = scene->around;
    if (!region || first < region->begin || first > region->end)
      region = scene->around =
          gm_cql_region_at(scene->document, (uint32_t)plan->structure, first);
    if (!region)
      return false;
    size_t left = view->count - (size_t)(region - view->regions) - 1;
    size_t more = (size_t)plan->within - 1;
    last = region[more < left ? more : left].end;
  }
  *limit = last < range_end ? (uint32_t)last : range_end;
  return true;
}

gm_status gm_cql_add_match(gm_cql_matches *matches, gm_cql_match match, gm_error *err) {
  if (!gm_grow((void **)&matches->items, &matches->capacity, matches->count + 1,
               sizeof match))
    return gm_nomem(err);
  matches->items[matches->count++] = match;
  return GM_OK;
}

void gm_cql_matches_free(gm_cql_matches *matches) {
  gm_free(matches->items);
  *matches = (gm_cql_matches){0};
}

gm_status gm_cql_run(gm_cql *q, const gm_cql_document *document,
                     const gm_cql_source *source, const gm_cql_region *ranges,
                     size_t range_count, gm_cql_matches *matches, gm_error *err) {
  gm_cql_region whole = {0, document->count - 1, {0}};
  size_t before = matches->count;
  if (document->count == 0)
    return GM_OK;
  gm_status status = gm_cql_classify(q, document, source, err);
  if (status != GM_OK)
    return status;
  gm_cql_scene scene = {q, document, source, q->classes, NULL};
  if (!ranges) {
    ranges = &whole;
    range_count = 1;
  }
  if (gm_cql_is_set(q->nodes[q->plan.root - 1].kind))
    return gm_cql_sets_run(&scene, ranges, range_count, matches, err);
  status = (q->quick ? gm_cql_quick_run : gm_cql_walk_run)(&scene, ranges, range_count,
                                                           matches, err);
  if (status != GM_OK)
    return status;
  gm_cql_matches own = {matches->items + before, matches->count - before, 0};
  gm_cql_settle(&own, q->plan.strategy);
  matches->count = before + own.count;
  return GM_OK;
}
