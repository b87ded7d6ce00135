/* Queries with labels, regions, look-ahead or conditions on a whole match: the
 * automaton is simulated from each start with the tokens that labels stand for.
 *
 * Where two paths come to one state at one token, the labels of the path that is taken
 * later stay: from the higher state, by the later symbol. This is what CQP does, and it
 * matters only where a query leaves open which token a label means. The condition on
 * the match is asked of every path before that.
 *
 * Invariants: 1. `now` holds the paths before token `at`, `later` those behind it, one
 * a state. 2. A path's labels are 1 + token, 0 where not given; behind the query's
 * labels come the beginnings of regions that were opened, by structure: a region that
 * was opened must be the one that is closed, and only once. */
#include "match/cql_parts.h"

#define CLOSED UINT32_MAX
enum { WINDOW = 50000 }; /* tokens that a match with labels may span at most */

typedef struct {
  uint32_t *labels;      /* state × width */
  bool *active, *closed; /* closed: its moves without a token were made */
} paths;

typedef struct gm_cql_walk {
  paths now, later;
  uint32_t *list; /* the labels of the path being moved */
  size_t width;
  bool *begins;    /* by symbol: a TOKEN that may be the first */
  bool only_opens; /* every match begins with OPEN `structure` */
  uint32_t structure;
  gm_cql_match *found; /* by move of the query's start */
} walk;

static void free_paths(paths *p) {
  gm_free(p->labels);
  gm_free(p->active);
  gm_free(p->closed);
}

void gm_cql_walk_free(walk *w) {
  if (!w)
    return;
  free_paths(&w->now);
  free_paths(&w->later);
  gm_free(w->list);
  gm_free(w->begins);
  gm_free(w->found);
  gm_free(w);
}

static bool new_paths(paths *p, size_t states, size_t width) {
  p->labels = gm_calloc(states * width, sizeof *p->labels);
  p->active = gm_calloc(states, sizeof *p->active);
  p->closed = gm_calloc(states, sizeof *p->closed);
  return p->labels && p->active && p->closed;
}

/* Which symbols may read a match's first token. */
static bool find_first(const gm_cql *q, walk *w) {
  bool *seen = gm_calloc(q->state_count, sizeof *seen);
  uint32_t *stack = gm_calloc(q->state_count + 1, sizeof *stack);
  size_t top = 0;
  bool good = seen && stack;
  if (good) {
    stack[top++] = 0;
    seen[0] = true;
  }
  while (top) {
    const gm_cql_state *s = &q->states[stack[--top]];
    for (uint32_t k = 0; k < s->count; k++) {
      const gm_cql_move *move = &q->moves[s->moves + k];
      if (q->symbols[move->symbol].kind == GM_CQL_NODE_TOKEN)
        w->begins[move->symbol] = true;
      else if (!seen[move->state]) {
        seen[move->state] = true;
        stack[top++] = move->state;
      }
    }
  }
  gm_free(seen);
  gm_free(stack);
  return good;
}

static gm_status prepare(gm_cql *q, gm_error *err) {
  if (q->walk)
    return GM_OK;
  walk *w = q->walk = gm_calloc(1, sizeof *w);
  if (!w)
    return gm_nomem(err);
  w->width = q->name_count[2] + q->name_count[1];
  w->list = gm_calloc(w->width, sizeof *w->list);
  w->begins = gm_calloc(q->symbol_count + 1, sizeof *w->begins);
  w->found = gm_calloc(q->states[0].count, sizeof *w->found);
  if (!w->list || !w->begins || !w->found ||
      !new_paths(&w->now, q->state_count, w->width) ||
      !new_paths(&w->later, q->state_count, w->width) || !find_first(q, w))
    return gm_nomem(err);
  const gm_cql_state *start = &q->states[0];
  w->only_opens = start->count > 0;
  for (uint32_t k = 0; k < start->count; k++) {
    const gm_cql_symbol *symbol = &q->symbols[q->moves[start->moves + k].symbol];
    if (k == 0)
      w->structure = symbol->structure;
    w->only_opens &=
        symbol->kind == GM_CQL_NODE_OPEN && symbol->structure == w->structure;
  }
  return GM_OK;
}

typedef struct {
  gm_cql_scene *scene;
  walk *w;
  uint32_t first, at, limit;
  bool found, empty; /* empty: the end was reached without a token */
  gm_cql_match match;
} trip;

static void clear(const gm_cql *q, paths *p) {
  memset(p->active, 0, q->state_count * sizeof *p->active);
  memset(p->closed, 0, q->state_count * sizeof *p->closed);
}

static int64_t token_or_none(uint32_t label) {
  return label ? (int64_t)label - 1 : -1;
}

/* A path, whose labels are in w->list, comes to a state behind token `last`. */
static void arrive(trip *t, paths *to, uint32_t state, uint32_t last, bool read_any) {
  const gm_cql *q = t->scene->query;
  walk *w = t->w;
  memcpy(to->labels + state * w->width, w->list, w->width * sizeof *w->list);
  to->active[state] = true;
  t->empty |= q->states[state].final && !read_any;
  if (!q->states[state].final || !read_any)
    return;
  w->list[GM_CQL_MATCHEND - 1] = last + 1;
  if (!q->plan.constraint ||
      gm_cql_holds(t->scene, q->plan.constraint, last, w->list)) {
    t->found = true;
    t->match = (gm_cql_match){t->first, last, token_or_none(w->list[GM_CQL_TARGET - 1]),
                              token_or_none(w->list[GM_CQL_KEYWORD - 1])};
  }
  w->list[GM_CQL_MATCHEND - 1] = 0;
}

static bool opens_here(const trip *t, const gm_cql_symbol *symbol,
                       const gm_cql_region **region) {
  const gm_cql_document *document = t->scene->document;
  if (t->at >= document->count)
    return false;
  *region = gm_cql_region_at(document, symbol->structure, t->at);
  if (!*region || (*region)->begin != t->at)
    return false;
  if (!symbol->pattern)
    return true;
  return (*region)->value.data &&
         gm_cql_pattern_test(t->scene->query, symbol->pattern - 1, (*region)->value) !=
             symbol->negated;
}

/* Does a symbol that reads no token hold before token `at`? Changes w->list. */
static bool passes(trip *t, const gm_cql_symbol *symbol) {
  uint32_t *opened = &t->w->list[t->scene->query->name_count[2] + symbol->structure];
  const gm_cql_region *region;
  switch (symbol->kind) {
  case GM_CQL_NODE_LOOK:
    return t->at < t->scene->document->count &&
           gm_cql_holds(t->scene, symbol->expression, t->at, t->w->list);
  case GM_CQL_NODE_OPEN:
    if (!opens_here(t, symbol, &region))
      return false;
    *opened = t->at + 1;
    return true;
  default:
    if (t->at == 0)
      return false;
    region = gm_cql_region_at(t->scene->document, symbol->structure, t->at - 1);
    if (!region || region->end != t->at - 1 ||
        (symbol->paired && *opened && *opened != region->begin + 1))
      return false;
    *opened = CLOSED;
    return true;
  }
}

static void load(trip *t, const paths *from, uint32_t state) {
  memcpy(t->w->list, from->labels + state * t->w->width,
         t->w->width * sizeof *t->w->list);
}

/* Makes the moves that read no token until there are no more. */
static void close_paths(trip *t) {
  const gm_cql *q = t->scene->query;
  paths *now = &t->w->now;
  for (uint32_t s = 0; s < q->state_count; s++) {
    if (!now->active[s] || now->closed[s])
      continue;
    now->closed[s] = true;
    uint32_t back = s;
    for (uint32_t k = 0; k < q->states[s].count; k++) {
      const gm_cql_move *move = &q->moves[q->states[s].moves + k];
      if (q->symbols[move->symbol].kind == GM_CQL_NODE_TOKEN ||
          now->closed[move->state])
        continue;
      load(t, now, s);
      if (!passes(t, &q->symbols[move->symbol]))
        continue;
      arrive(t, now, move->state, t->at - 1, t->at > t->first);
      if (move->state < back)
        back = move->state;
    }
    if (back < s)
      s = back - 1;
  }
}

static bool reads(const trip *t, const gm_cql_symbol *symbol, uint32_t number,
                  const uint32_t *labels) {
  const gm_cql *q = t->scene->query;
  return symbol->kind == GM_CQL_NODE_TOKEN &&
         gm_cql_accepts(q, t->scene->classes[t->at], number) &&
         (symbol->fixed || gm_cql_holds(t->scene, symbol->expression, t->at, labels));
}

static void mark(trip *t, const gm_cql_symbol *symbol) {
  if (symbol->label)
    t->w->list[symbol->label - 1] = t->at + 1;
  if (symbol->target)
    t->w->list[GM_CQL_TARGET + symbol->target - 2] = t->at + 1;
}

/* Reads token `at`; false: no path is left. */
static bool read_token(trip *t) {
  const gm_cql *q = t->scene->query;
  walk *w = t->w;
  bool any = false;
  clear(q, &w->later);
  for (uint32_t s = 0; s < q->state_count; s++) {
    if (!w->now.active[s])
      continue;
    for (uint32_t k = 0; k < q->states[s].count; k++) {
      const gm_cql_move *move = &q->moves[q->states[s].moves + k];
      const gm_cql_symbol *symbol = &q->symbols[move->symbol];
      if (!reads(t, symbol, move->symbol, w->now.labels + s * w->width))
        continue;
      load(t, &w->now, s);
      mark(t, symbol);
      arrive(t, &w->later, move->state, t->at, true);
      any = true;
    }
  }
  paths swapped = w->now;
  w->now = w->later;
  w->later = swapped;
  return any;
}

/* Makes the first move alone; false: its symbol does not fit. */
static bool begin(trip *t, const gm_cql_move *move) {
  const gm_cql *q = t->scene->query;
  walk *w = t->w;
  const gm_cql_symbol *symbol = &q->symbols[move->symbol];
  clear(q, &w->now);
  memset(w->list, 0, w->width * sizeof *w->list);
  w->list[GM_CQL_MATCH - 1] = t->first + 1;
  t->found = t->empty = false;
  t->at = t->first;
  if (symbol->kind != GM_CQL_NODE_TOKEN) {
    if (!passes(t, symbol))
      return false;
    arrive(t, &w->now, move->state, 0, false);
    return true;
  }
  if (!reads(t, symbol, move->symbol, w->list))
    return false;
  mark(t, symbol);
  arrive(t, &w->now, move->state, t->at++, true);
  return true;
}

/* Follows the paths from the first move to the nearest or farthest end. */
static void find_end(trip *t, bool farthest) {
  while (!t->found || farthest) {
    close_paths(t);
    if ((t->found && !farthest) || (t->empty && !farthest) || t->at > t->limit ||
        !read_token(t))
      return;
    t->at++;
  }
}

static bool may_begin(const trip *t, uint32_t first) {
  const gm_cql *q = t->scene->query;
  for (uint32_t i = 0; i < q->symbol_count; i++)
    if (t->w->begins[i] && gm_cql_accepts(q, t->scene->classes[first], i))
      return true;
  return false;
}

static gm_status try_start(trip *t, uint32_t first, uint32_t range_end,
                           gm_cql_matches *matches, gm_error *err) {
  const gm_cql *q = t->scene->query;
  const gm_cql_state *start = &q->states[0];
  gm_cql_strategy strategy = q->plan.strategy;
  size_t count = 0;
  if (!may_begin(t, first) || !gm_cql_limit(t->scene, first, range_end, &t->limit))
    return GM_OK;
  if (t->limit - first > WINDOW)
    t->limit = first + WINDOW;
  if (q->plain) {
    bool may;
    gm_status status = gm_cql_quick_may(t->scene, first, t->limit, &may, err);
    if (status != GM_OK || !may)
      return status;
  }
  t->first = first;
  for (uint32_t k = 0; k < start->count; k++) {
    if (!begin(t, &q->moves[start->moves + k]))
      continue;
    find_end(t, strategy == GM_CQL_LONGEST);
    if (t->found)
      t->w->found[count++] = t->match;
  }
  return gm_cql_add_ends(matches, t->w->found, count, strategy, err);
}

gm_status gm_cql_walk_run(gm_cql_scene *scene, const gm_cql_region *ranges,
                          size_t range_count, gm_cql_matches *matches, gm_error *err) {
  gm_status status = prepare(scene->query, err);
  if (status == GM_OK && scene->query->plain)
    status = gm_cql_quick_prepare(scene->query, scene->document->count, err);
  trip t = {.scene = scene, .w = scene->query->walk};
  for (size_t i = 0; i < range_count && status == GM_OK; i++) {
    if (!t.w->only_opens) {
      for (uint32_t first = ranges[i].begin; first <= ranges[i].end && status == GM_OK;
           first++)
        status = try_start(&t, first, ranges[i].end, matches, err);
      continue;
    }
    const gm_cql_structure_view *view =
        gm_cql_structure_of(scene->document, t.w->structure);
    for (size_t k = 0; k < view->count && status == GM_OK; k++)
      if (view->regions[k].begin >= ranges[i].begin &&
          view->regions[k].begin <= ranges[i].end)
        status = try_start(&t, view->regions[k].begin, ranges[i].end, matches, err);
  }
  return status;
}
