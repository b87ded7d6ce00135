/* Depth first through the program, the first alternative first.
 *
 * A state is an instruction, a position and what the captures hold that are compared
 * with; a state that was tried is not tried again, since it can lead nowhere new. So the
 * work for one start is bounded by states: instructions times positions within the window
 * times spans of the captures. */
#include "match/backtrack.h"
#include "base/map.h"

enum { MOST_COMPARED = 4, DEEPEST = 20000 };

typedef struct { /* the rest of what is to be tried: popped last in, first out */
  uint32_t instruction, at;
  uint32_t open[MOST_COMPARED], close[MOST_COMPARED]; /* seen tokens; UINT32_MAX: none */
  uint32_t trail; /* 1 + the step that led here */
} attempt;

typedef struct { /* how an attempt was reached: for captures and skips */
  uint32_t instruction, from, before;
} way_step;

typedef struct {
  gm_evaluator *w;
  const gm_program *p;
  const gm_sentence *s;
  gm_lexicon *lexicon;
  const gm_type *types;
  uint32_t names[MOST_COMPARED]; /* captures that are compared with */
  uint32_t name_count;
  attempt *stack;
  size_t count, capacity;
  way_step *ways;
  size_t way_count, way_capacity;
  uint64_t *tried; /* open addressing over hashes of states; 0: free */
  size_t tried_mask, tried_count;
  uint64_t steps;
  uint32_t start, limit;
  gm_error *err;
} search;

static gm_status prepare(search *b) {
  for (uint32_t i = 0; i < b->p->size; i++) {
    if (b->p->code[i].op != GM_OP_SAME) continue;
    uint32_t k = 0;
    while (k < b->name_count && b->names[k] != b->p->code[i].arg) k++;
    if (k < b->name_count) continue;
    if (b->name_count == MOST_COMPARED)
      return gm_fail(b->err, GM_RULE, "compares with more than %d captures", MOST_COMPARED);
    b->names[b->name_count++] = b->p->code[i].arg;
  }
  b->tried_mask = 1023;
  b->tried = gm_calloc(b->tried_mask + 1, sizeof *b->tried);
  return b->tried ? GM_OK : gm_nomem(b->err);
}

static void finish(search *b) {
  gm_free(b->stack);
  gm_free(b->ways);
  gm_free(b->tried);
}

static uint64_t hash_of(const search *b, const attempt *a) {
  uint64_t hash = ((uint64_t)a->instruction << 32 | a->at) * 0x9E3779B97F4A7C15ULL;
  for (uint32_t i = 0; i < b->name_count; i++) {
    hash ^= (uint64_t)a->open[i] << 32 | a->close[i];
    hash = (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9ULL;
  }
  hash ^= hash >> 31;
  return hash ? hash : 1;
}

/* Notes a state; false where it was tried before. Its hash of 64 bits stands for it. */
static bool fresh(search *b, const attempt *a, gm_status *status) {
  if ((b->tried_count + 1) * 2 > b->tried_mask + 1) {
    size_t mask = b->tried_mask * 2 + 1;
    uint64_t *wider = gm_calloc(mask + 1, sizeof *wider);
    if (!wider) {
      *status = gm_nomem(b->err);
      return false;
    }
    for (size_t i = 0; i <= b->tried_mask; i++) {
      if (!b->tried[i]) continue;
      size_t at = b->tried[i] & mask;
      while (wider[at]) at = (at + 1) & mask;
      wider[at] = b->tried[i];
    }
    gm_free(b->tried);
    b->tried = wider;
    b->tried_mask = mask;
  }
  uint64_t hash = hash_of(b, a);
  size_t at = hash & b->tried_mask;
  for (; b->tried[at]; at = (at + 1) & b->tried_mask)
    if (b->tried[at] == hash) return false;
  b->tried[at] = hash;
  b->tried_count++;
  return true;
}

static gm_status push(search *b, const attempt *from, uint32_t instruction, uint32_t at) {
  if (at > b->limit) return GM_OK;
  if (!gm_grow((void **)&b->stack, &b->capacity, b->count + 1, sizeof *b->stack) ||
      !gm_grow((void **)&b->ways, &b->way_capacity, b->way_count + 1, sizeof *b->ways))
    return gm_nomem(b->err);
  attempt *next = &b->stack[b->count++];
  *next = *from;
  b->ways[b->way_count++] = (way_step){from->instruction, from->at, from->trail};
  next->trail = (uint32_t)b->way_count;
  next->instruction = instruction;
  next->at = at;
  return GM_OK;
}

/* ---- comparing ---- */

static gm_type type_at(const search *b, uint32_t seen) {
  return b->types[b->s->tokens[seen]];
}

static bool alike(const search *b, gm_type x, gm_type y, gm_same way) {
  if (x == y) return true;
  if (way == GM_SAME_FORM)
    return gm_slice_equal(gm_lexicon_form(b->lexicon, x), gm_lexicon_form(b->lexicon, y));
  if (way == GM_SAME_FOLD)
    return gm_slice_equal(gm_lexicon_fold(b->lexicon, x), gm_lexicon_fold(b->lexicon, y));
  for (uint32_t i = gm_lexicon_lemma_count(b->lexicon, x); i-- > 0;)
    for (uint32_t k = gm_lexicon_lemma_count(b->lexicon, y); k-- > 0;)
      if (gm_slice_equal(gm_lexicon_lemma(b->lexicon, x, i),
                         gm_lexicon_lemma(b->lexicon, y, k)))
        return true;
  return false;
}

/* The position behind the capture's tokens once more; UINT32_MAX: they do not follow. */
static uint32_t behind_same(const search *b, const gm_instruction *code, const attempt *a) {
  uint32_t k = 0;
  while (b->names[k] != code->arg) k++;
  if (a->close[k] == UINT32_MAX || a->close[k] <= a->open[k]) return UINT32_MAX;
  uint32_t length = a->close[k] - a->open[k];
  if (a->at + length > b->s->count) return UINT32_MAX;
  for (uint32_t i = 0; i < length; i++)
    if (!alike(b, type_at(b, a->open[k] + i), type_at(b, a->at + i), (gm_same)code->slot))
      return UINT32_MAX;
  return a->at + length;
}

/* ---- one step ---- */

static void mark(search *b, attempt *a, const gm_instruction *code) {
  for (uint32_t k = 0; k < b->name_count; k++) {
    if (b->names[k] != code->arg) continue;
    if (code->op == GM_OP_OPEN) {
      a->open[k] = a->at;
      a->close[k] = UINT32_MAX;
    } else {
      a->close[k] = a->at;
    }
  }
}

static gm_status push_references(search *b, const attempt *a, const gm_instruction *code) {
  uint32_t count;
  const gm_reach *hits = b->s->hits_of(b->s->context, code->arg, &count);
  gm_status status = GM_OK;
  for (uint32_t i = count; i-- > 0 && status == GM_OK;) {
    if (hits[i].begin != a->at) continue;
    status = push(b, a, code->x, hits[i].end);
    if (status == GM_OK && gm_clitic_at(b->s, hits[i].end))
      status = push(b, a, code->x, hits[i].end + 1);
  }
  return status;
}

/* Pushes what follows an attempt, the first alternative last. */
static gm_status advance(search *b, attempt a) {
  const gm_instruction *code = &b->p->code[a.instruction];
  bool inside = a.at < b->s->count;
  gm_status status = GM_OK;
  switch (code->op) {
  case GM_OP_TEST:
    if (!inside || !gm_passes(b->s, b->s->classes[a.at], code)) return GM_OK;
    return push(b, &a, code->x, a.at + 1);
  case GM_OP_ANY: return inside ? push(b, &a, code->x, a.at + 1) : GM_OK;
  case GM_OP_SPLIT:
    status = push(b, &a, code->y, a.at);
    return status == GM_OK ? push(b, &a, code->x, a.at) : status;
  case GM_OP_GAP:
    for (uint32_t i = code->arg + 1; i-- > 0 && status == GM_OK;)
      if (a.at + i <= b->s->count) status = push(b, &a, code->x, a.at + i);
    return status;
  case GM_OP_REF: return push_references(b, &a, code);
  case GM_OP_OPEN:
  case GM_OP_CLOSE:
    mark(b, &a, code);
    return push(b, &a, code->x, a.at);
  case GM_OP_SIGHT:
    return gm_sees(b->w, code, a.at) ? push(b, &a, code->x, a.at) : GM_OK;
  case GM_OP_BEGIN: return a.at == 0 ? push(b, &a, code->x, a.at) : GM_OK;
  case GM_OP_END: return a.at == b->s->count ? push(b, &a, code->x, a.at) : GM_OK;
  case GM_OP_SAME: {
    uint32_t end = behind_same(b, code, &a);
    return end == UINT32_MAX ? GM_OK : push(b, &a, code->x, end);
  }
  default: return GM_OK;
  }
}

/* Goes through the attempts of one start. Gives the best end, or with `only` set the way
 * to that end; 0: none. */
static gm_status explore(search *b, uint32_t start, gm_best best, uint32_t only,
                         uint32_t *end, uint32_t *trail) {
  attempt first = {.instruction = b->p->start, .at = start};
  gm_status status = GM_OK;
  *end = 0;
  b->start = start;
  b->limit = b->s->count - start > GM_BACKTRACK_WINDOW ? start + GM_BACKTRACK_WINDOW
                                                       : b->s->count;
  b->count = b->way_count = b->tried_count = 0;
  memset(b->tried, 0, (b->tried_mask + 1) * sizeof *b->tried);
  for (int i = 0; i < MOST_COMPARED; i++) first.open[i] = first.close[i] = UINT32_MAX;
  b->stack[b->count++] = first;
  while (b->count && status == GM_OK) {
    attempt a = b->stack[--b->count];
    if (!fresh(b, &a, &status)) continue;
    if (++b->steps > GM_BACKTRACK_STEPS)
      return gm_fail(b->err, GM_LIMIT, "comparing captures takes too many steps");
    if (b->p->code[a.instruction].op != GM_OP_MATCH) {
      status = advance(b, a);
      continue;
    }
    if (a.at == start || (only != UINT32_MAX && a.at != only)) continue;
    bool better = *end == 0 || (best == GM_BEST_FARTHEST && a.at > *end) ||
                  (best == GM_BEST_NEAREST && a.at < *end);
    if (better) {
      *end = a.at;
      *trail = a.trail;
    }
    if (best == GM_BEST_FIRST || only != UINT32_MAX) break;
  }
  return status;
}

static gm_status begin(search *b) {
  gm_status status = prepare(b);
  if (status == GM_OK)
    status = gm_evaluate_prepare(b->w, b->p, b->s, b->err); /* for what looks around */
  if (status == GM_OK &&
      !gm_grow((void **)&b->stack, &b->capacity, 64, sizeof *b->stack))
    status = gm_nomem(b->err);
  return status;
}

gm_status gm_backtrack(gm_evaluator *w, const gm_program *program,
                       const gm_sentence *sentence, gm_lexicon *lexicon,
                       const gm_type *types, gm_best best, gm_found within,
                       const gm_found **found, size_t *count, gm_error *err) {
  search b = {.w = w, .p = program, .s = sentence, .lexicon = lexicon, .types = types,
              .err = err};
  gm_status status = begin(&b);
  w->found_count = 0;
  for (uint32_t at = within.end; at-- > within.begin && status == GM_OK;) {
    uint32_t end, trail;
    status = explore(&b, at, best, UINT32_MAX, &end, &trail);
    if (status != GM_OK || end == 0) continue;
    if (!gm_grow((void **)&w->found, &w->found_capacity, w->found_count + 1,
                 sizeof *w->found))
      status = gm_nomem(err);
    else
      w->found[w->found_count++] = (gm_found){at, end};
  }
  if (status == GM_OK && w->status != GM_OK)
    status = gm_fail(err, w->status, "%s", w->failure.message);
  finish(&b);
  *found = w->found;
  *count = status == GM_OK ? w->found_count : 0;
  return status;
}

/* ---- captures ---- */

static gm_status note_step(search *b, const gm_instruction *code, uint32_t from,
                           uint32_t to) {
  gm_evaluator *w = b->w;
  bool skips = code->op == GM_OP_GAP || (code->op == GM_OP_ANY && code->skip);
  if (skips) return gm_recover_skip(w, from, to, b->err);
  if (code->op == GM_OP_OPEN) return gm_recover_open(w, code->arg, from, b->err);
  if (code->op == GM_OP_CLOSE) gm_recover_close(w, code->arg, from);
  return GM_OK;
}

gm_status gm_backtrack_recover(gm_evaluator *w, const gm_program *program,
                               const gm_sentence *sentence, gm_lexicon *lexicon,
                               const gm_type *types, gm_found match,
                               const gm_recovered **captures, size_t *capture_count,
                               const gm_found **skips, size_t *skip_count,
                               gm_error *err) {
  search b = {.w = w, .p = program, .s = sentence, .lexicon = lexicon, .types = types,
              .err = err};
  uint32_t end = 0, trail = 0, length = 0;
  gm_status status = begin(&b);
  w->capture_count = w->skip_count = 0;
  if (status == GM_OK)
    status = explore(&b, match.begin, GM_BEST_FIRST, match.end, &end, &trail);
  uint32_t *order = status == GM_OK ? gm_alloc((b.way_count + 1) * sizeof *order) : NULL;
  if (status == GM_OK && !order) status = gm_nomem(err);
  for (uint32_t at = trail; end && at && status == GM_OK; at = b.ways[at - 1].before)
    order[length++] = at - 1;
  for (uint32_t i = length; i-- > 0 && status == GM_OK;) {
    uint32_t to = i > 0 ? b.ways[order[i - 1]].from : end;
    status = note_step(&b, &program->code[b.ways[order[i]].instruction],
                       b.ways[order[i]].from, to);
  }
  gm_free(order);
  finish(&b);
  *captures = w->captures;
  *capture_count = w->capture_count;
  *skips = w->skips;
  *skip_count = w->skip_count;
  return status;
}
