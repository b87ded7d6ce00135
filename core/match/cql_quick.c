/* Queries that ask tokens only: a deterministic automaton over classes of tokens, made
 * as it is needed (lazily, as in Cox, "Regular expression matching in the wild", 2010).
 *
 * Starts are tried from the right to the left. Of every token it is remembered with
 * which state the start tried last came by and which end that led to: a start that
 * comes by with the same state needs to look no further. So loops cost time linear in
 * the text, however far they reach.
 *
 * Invariants: 1. States of the table are sets of the query's states; 0 is the empty
 * set, 1 the start. 2. The limit of a start is at or before that of a start to its
 * right: what was not found for that one is not there for this one. */
#include "match/cql_parts.h"

enum { MOST_STATES = 4096, DEAD = 0, START = 1 };
#define UNKNOWN UINT32_MAX
#define NONE UINT32_MAX

typedef struct gm_cql_quick {
  size_t words, stride; /* of a set; places for classes */
  uint64_t *sets;
  size_t set_capacity, count;
  bool *accepts;
  size_t accept_capacity;
  uint32_t *next; /* state × class */
  size_t next_capacity;
  gm_map *by_set;
  uint64_t *work;
  uint32_t *first_states;     /* by move of the query's start: the state behind it */
  gm_cql_match *found;        /* the same: a match that begins so */
  uint32_t *came_by, *led_to; /* by token; came_by 0: nobody */
  size_t came_capacity, led_capacity;
} quick;

void gm_cql_quick_free(quick *t) {
  if (!t)
    return;
  gm_map_free(t->by_set);
  gm_free(t->sets);
  gm_free(t->accepts);
  gm_free(t->next);
  gm_free(t->work);
  gm_free(t->first_states);
  gm_free(t->found);
  gm_free(t->came_by);
  gm_free(t->led_to);
  gm_free(t);
}

static gm_status add_state(gm_cql *q, const uint64_t *set, uint32_t *out,
                           gm_error *err) {
  quick *t = q->table;
  uint32_t *slot;
  gm_status status =
      gm_map_put(t->by_set, gm_slice_of((const char *)set, t->words * sizeof *set),
                 (uint32_t)t->count, &slot, err);
  if (status != GM_OK)
    return status;
  *out = *slot;
  if (*slot != t->count)
    return GM_OK;
  if (!gm_grow((void **)&t->sets, &t->set_capacity, (t->count + 1) * t->words,
               sizeof *t->sets) ||
      !gm_grow((void **)&t->accepts, &t->accept_capacity, t->count + 1,
               sizeof *t->accepts) ||
      !gm_grow((void **)&t->next, &t->next_capacity, (t->count + 1) * t->stride,
               sizeof *t->next))
    return gm_nomem(err);
  memcpy(t->sets + t->count * t->words, set, t->words * sizeof *set);
  memset(t->next + t->count * t->stride, 0xFF, t->stride * sizeof *t->next);
  t->accepts[t->count] = false;
  for (uint32_t i = 0; i < q->state_count; i++)
    t->accepts[t->count] |= (set[i / 64] >> (i % 64) & 1) && q->states[i].final;
  t->count++;
  return GM_OK;
}

/* An empty table for the classes there are. */
static gm_status restart(gm_cql *q, gm_error *err) {
  quick *t = q->table;
  uint32_t state;
  gm_map_free(t->by_set);
  t->by_set = gm_map_new();
  t->count = 0;
  for (t->stride = 8; t->stride < q->class_count; t->stride *= 2)
    ;
  if (!t->by_set)
    return gm_nomem(err);
  memset(t->work, 0, t->words * sizeof *t->work);
  gm_status status = add_state(q, t->work, &state, err);
  t->work[0] = 1;
  if (status == GM_OK)
    status = add_state(q, t->work, &state, err);
  const gm_cql_state *start = &q->states[0];
  for (uint32_t k = 0; k < start->count && status == GM_OK; k++) {
    uint32_t behind = q->moves[start->moves + k].state;
    memset(t->work, 0, t->words * sizeof *t->work);
    t->work[behind / 64] = (uint64_t)1 << (behind % 64);
    status = add_state(q, t->work, &t->first_states[k], err);
  }
  return status;
}

gm_status gm_cql_quick_prepare(gm_cql *q, uint32_t tokens, gm_error *err) {
  if (!q->table) {
    quick *t = q->table = gm_calloc(1, sizeof *q->table);
    if (!t)
      return gm_nomem(err);
    t->words = (q->state_count + 63) / 64;
    t->work = gm_calloc(t->words, sizeof *t->work);
    t->first_states = gm_calloc(q->states[0].count, sizeof *t->first_states);
    t->found = gm_calloc(q->states[0].count, sizeof *t->found);
    if (!t->work || !t->first_states || !t->found)
      return gm_nomem(err);
  }
  quick *t = q->table;
  if (!gm_grow((void **)&t->came_by, &t->came_capacity, (size_t)tokens + 1,
               sizeof *t->came_by) ||
      !gm_grow((void **)&t->led_to, &t->led_capacity, (size_t)tokens + 1,
               sizeof *t->led_to))
    return gm_nomem(err);
  return t->count == 0 || t->stride < q->class_count ? restart(q, err) : GM_OK;
}

static gm_status work_out(gm_cql *q, uint32_t state, uint32_t class_id, uint32_t *out,
                          gm_error *err) {
  quick *t = q->table;
  memset(t->work, 0, t->words * sizeof *t->work);
  const uint64_t *set = t->sets + state * t->words;
  for (uint32_t i = 0; i < q->state_count; i++) {
    if (!(set[i / 64] >> (i % 64) & 1))
      continue;
    const gm_cql_state *s = &q->states[i];
    for (uint32_t k = 0; k < s->count; k++) {
      const gm_cql_move *move = &q->moves[s->moves + k];
      if (gm_cql_accepts(q, class_id, move->symbol))
        t->work[move->state / 64] |= (uint64_t)1 << (move->state % 64);
    }
  }
  gm_status status = add_state(q, t->work, out, err);
  if (status == GM_OK)
    t->next[state * t->stride + class_id] = *out;
  return status;
}

typedef struct {
  gm_cql_scene *scene;
  bool farthest, cyclic;
  gm_error *err;
} search;

static inline gm_status step(search *s, uint32_t state, uint32_t class_id,
                             uint32_t *out) {
  quick *t = s->scene->query->table;
  *out = t->next[state * t->stride + class_id];
  return *out != UNKNOWN ? GM_OK
                         : work_out(s->scene->query, state, class_id, out, s->err);
}

/* What the start tried last found from here on, where it holds for this one. */
static bool remembered(const search *s, uint32_t at, uint32_t state, uint32_t limit,
                       uint32_t *end) {
  const quick *t = s->scene->query->table;
  if (!s->cyclic || t->came_by[at] != state)
    return false;
  uint32_t led = t->led_to[at];
  if (led != NONE && led > limit) {
    if (s->farthest)
      return false;
    led = NONE;
  }
  if (led != NONE)
    *end = led;
  return true;
}

/* The end of the match from a start that `state` was reached by, its first token read.
 */
static gm_status find_end(search *s, uint32_t first, uint32_t state, uint32_t limit,
                          uint32_t *end) {
  quick *t = s->scene->query->table;
  const uint32_t *classes = s->scene->classes;
  uint32_t at = first + 1;
  *end = t->accepts[state] ? first : NONE;
  if (*end != NONE && !s->farthest)
    return GM_OK;
  while (at <= limit && !remembered(s, at, state, limit, end)) {
    if (s->cyclic)
      t->came_by[at] = state;
    gm_status status = step(s, state, classes[at], &state);
    if (status != GM_OK)
      return status;
    if (state == DEAD)
      break;
    if (t->accepts[state]) {
      *end = at;
      if (!s->farthest)
        break;
    }
    at++;
  }
  if (s->cyclic) { /* at is the last token that was looked at, or the one after it */
    uint32_t stop = at <= limit ? at : limit;
    for (uint32_t i = first + 1; i <= stop; i++)
      if (i < at || t->came_by[i])
        t->led_to[i] = *end != NONE && *end >= i ? *end : NONE;
  }
  return GM_OK;
}

static void reverse(gm_cql_matches *matches, size_t from) {
  for (size_t i = from, k = matches->count; i + 1 < k; i++) {
    gm_cql_match swapped = matches->items[i];
    matches->items[i] = matches->items[--k];
    matches->items[k] = swapped;
  }
}

/* The matches from a start, whose first token takes the start state to `state`. */
static gm_status try_start(search *s, uint32_t first, uint32_t state, uint32_t limit,
                           gm_cql_matches *matches) {
  gm_cql *q = s->scene->query;
  const gm_cql_state *start = &q->states[0];
  gm_status status = GM_OK;
  uint32_t end;
  if (start->count == 1 || q->plan.strategy != GM_CQL_TRADITIONAL) {
    status = find_end(s, first, state, limit, &end);
    return status == GM_OK && end != NONE
               ? gm_cql_add_match(matches, (gm_cql_match){first, end, -1, -1}, s->err)
               : status;
  }
  size_t count = 0;
  for (uint32_t k = 0; k < start->count && status == GM_OK; k++) {
    if (!gm_cql_accepts(q, s->scene->classes[first], q->moves[start->moves + k].symbol))
      continue;
    status = find_end(s, first, q->table->first_states[k], limit, &end);
    if (status == GM_OK && end != NONE)
      q->table->found[count++] = (gm_cql_match){first, end, -1, -1};
  }
  size_t before = matches->count;
  if (status == GM_OK)
    status =
        gm_cql_add_ends(matches, q->table->found, count, GM_CQL_TRADITIONAL, s->err);
  reverse(matches, before);
  return status;
}

static bool is_cyclic(const gm_cql *q) {
  for (size_t i = 0; i < q->node_count; i++)
    if (q->nodes[i].kind == GM_CQL_NODE_REPEAT &&
        q->nodes[i].operands[2] == GM_CQL_UNBOUNDED)
      return true;
  return false;
}

static void forget(const search *s, const gm_cql_region *range) {
  if (s->cyclic)
    memset(s->scene->query->table->came_by + range->begin, 0,
           ((size_t)range->end - range->begin + 1) * sizeof(uint32_t));
}

static gm_status run_range(search *s, const gm_cql_region *range,
                           gm_cql_matches *matches) {
  gm_cql *q = s->scene->query;
  gm_status status = GM_OK;
  size_t before = matches->count;
  forget(s, range);
  for (uint32_t first = range->end + 1; first-- > range->begin && status == GM_OK;) {
    uint32_t state, limit;
    status = step(s, START, s->scene->classes[first], &state);
    if (status != GM_OK || state == DEAD)
      continue;
    bool goes_on = q->table->accepts[state];
    if (!goes_on && first < range->end) {
      uint32_t next;
      status = step(s, state, s->scene->classes[first + 1], &next);
      goes_on = next != DEAD;
    }
    if (status != GM_OK || !goes_on ||
        !gm_cql_limit(s->scene, first, range->end, &limit))
      continue;
    status = try_start(s, first, state, limit, matches);
    if (status == GM_OK && q->table->count > MOST_STATES) {
      status = restart(q, s->err);
      forget(s, range);
    }
  }
  reverse(matches, before);
  return status;
}

gm_status gm_cql_quick_may(gm_cql_scene *scene, uint32_t first, uint32_t limit,
                           bool *out, gm_error *err) {
  gm_cql *q = scene->query;
  search s = {scene, false, false, err};
  gm_status status = q->table->count > MOST_STATES ? restart(q, err) : GM_OK;
  uint32_t state = START;
  *out = false;
  for (uint32_t at = first; at <= limit && status == GM_OK && !*out; at++) {
    status = step(&s, state, scene->classes[at], &state);
    if (status != GM_OK || state == DEAD)
      break;
    *out = q->table->accepts[state];
  }
  return status;
}

gm_status gm_cql_quick_run(gm_cql_scene *scene, const gm_cql_region *ranges,
                           size_t range_count, gm_cql_matches *matches, gm_error *err) {
  gm_cql *q = scene->query;
  search s = {scene, q->plan.strategy == GM_CQL_LONGEST, is_cyclic(q), err};
  gm_status status = gm_cql_quick_prepare(q, scene->document->count, err);
  for (size_t i = 0; i < range_count && status == GM_OK; i++)
    status = run_range(&s, &ranges[i], matches);
  return status;
}
