/* The first pass: values of all instructions from the last position to the first.
 *
 * The value of an instruction at a position is 0 where the rest of the pattern does not
 * match from there, else a key of the best end, so that a larger key is a better end
 * (for "first" any key is as good). Tokens need only the values of the position after;
 * gaps keep a ring of the last few; a reference keeps, for each hit, the value at the
 * hit's end until its begin is reached. Memory is thus bounded by the program and the
 * hits it refers to.
 *
 * Invariants of a run: 1. `later` holds the values of the position after the current
 * one, or is to be filled while the run is dormant. 2. Dormant: the program is quick,
 * no instruction but the tail has a value, all rings are zero. 3. `from[p]` and
 * `upto[p]` chain the references (1 + index) whose hits begin and end at p. 4. A
 * program of what stands behind runs over the sentence mirrored: position q is n - q.
 */
#include "match/evaluate.h"

static const uint32_t anywhere = UINT32_MAX;

/* How often a sight of short reach is looked at from single positions, in one run,
 * before it is worked out for all. */
enum { MOST_LOOKS = 4, SEEN_EVERYWHERE = 255 };

static uint32_t key_of(const gm_evaluator *w, uint32_t end) {
  return w->best == GM_BEST_NEAREST ? w->count - end + 1 : end + 1;
}

static uint32_t end_of(const gm_evaluator *w, uint32_t key) {
  return w->best == GM_BEST_NEAREST ? w->count + 1 - key : key - 1;
}

static uint32_t better(const gm_evaluator *w, uint32_t a, uint32_t b) {
  if (w->best == GM_BEST_FIRST) return a ? a : b;
  return a > b ? a : b;
}

/* What MATCH is worth at a position. */
static uint32_t match_key(const gm_evaluator *w, uint32_t at) {
  return w->only == anywhere || w->only == at ? key_of(w, at) : 0;
}

/* ---- references ---- */

static gm_status add_reference(gm_evaluator *w, uint32_t instruction, uint32_t begin,
                               uint32_t end, bool clitic, gm_error *err) {
  if (w->mirror) {
    uint32_t swap = w->count - begin;
    begin = w->count - end;
    end = swap;
  }
  if (!gm_grow((void **)&w->references, &w->reference_capacity, w->reference_count + 1,
               sizeof *w->references))
    return gm_nomem(err);
  gm_reference *fresh = &w->references[w->reference_count++];
  *fresh =
      (gm_reference){instruction, begin, end, w->from[begin], w->upto[end], 0, clitic};
  w->from[begin] = w->upto[end] = (uint32_t)w->reference_count;
  return GM_OK;
}

static gm_status refer(gm_evaluator *w, uint32_t instruction, gm_error *err) {
  const gm_sentence *s = w->sentence;
  uint32_t count;
  const gm_reach *hits =
      s->hits_of(s->context, w->program->code[instruction].arg, &count);
  while (count-- > 0) { /* chains are last in, first out */
    gm_reach hit = hits[count];
    gm_status status = add_reference(w, instruction, hit.begin, hit.end, false, err);
    if (status == GM_OK && gm_clitic_at(s, hit.end))
      status = add_reference(w, instruction, hit.begin, hit.end + 1, true, err);
    if (status != GM_OK) return status;
  }
  return GM_OK;
}

static gm_status widen_chains(gm_evaluator *w, gm_error *err) {
  size_t old = w->chain_capacity, need = ((size_t)w->count + 2) * 2;
  if (!gm_grow((void **)&w->chains, &w->chain_capacity, need, sizeof *w->chains))
    return gm_nomem(err);
  memset(w->chains + old, 0, (w->chain_capacity - old) * sizeof *w->chains);
  w->from = w->chains;
  w->upto = w->chains + w->count + 2;
  return GM_OK;
}

static gm_status chain_references(gm_evaluator *w, gm_error *err) {
  for (size_t i = 0; i < w->reference_count; i++)
    w->from[w->references[i].begin] = w->upto[w->references[i].end] = 0;
  w->reference_count = 0;
  if (w->program->ref_count == 0) return GM_OK;
  gm_status status = widen_chains(w, err);
  for (uint32_t i = 0; i < w->program->size && status == GM_OK; i++)
    if (w->program->code[i].op == GM_OP_REF) status = refer(w, i, err);
  return status;
}

/* Keeps what follows the hits that end here, given the values here. That a match ends
 * with a swallowed possessive is not allowed: the same match without it is there. */
static void keep_values(gm_evaluator *w, uint32_t at, const uint32_t *values) {
  for (uint32_t i = w->upto[at]; i; i = w->references[i - 1].next_upto) {
    gm_reference *reference = &w->references[i - 1];
    uint32_t value = values[w->program->code[reference->instruction].x];
    if (reference->clitic && !w->mirror && value == match_key(w, at)) value = 0;
    reference->value = value;
  }
}

static uint32_t reference_value(const gm_evaluator *w, uint32_t instruction,
                                uint32_t at) {
  uint32_t value = 0;
  for (uint32_t i = w->from[at]; i; i = w->references[i - 1].next_from)
    if (w->references[i - 1].instruction == instruction)
      value = better(w, value, w->references[i - 1].value);
  return value;
}

/* ---- gaps ---- */

static uint32_t gap_value(gm_evaluator *w, const gm_instruction *gap, uint32_t at) {
  gm_ring *ring = &w->rings[gap->slot];
  uint32_t size = gap->arg + 1, value = 0, fresh = w->now[gap->x];
  ring->at = ring->at ? ring->at - 1 : size - 1;
  ring->values[ring->at] = fresh;
  if (fresh) {
    ring->last = at;
    uint32_t low = at > gap->arg ? at - gap->arg : 0;
    if (low < w->awake_to) w->awake_to = low;
  }
  if (ring->last == anywhere || ring->last - at > gap->arg) return 0;
  for (uint32_t i = 0; i < size; i++) {
    uint32_t place = ring->at + i < size ? ring->at + i : ring->at + i - size;
    value = better(w, value, ring->values[place]);
  }
  return value;
}

static gm_status prepare_gaps(gm_evaluator *w, gm_error *err) {
  const gm_program *p = w->program;
  if (!gm_grow((void **)&w->rings, &w->ring_capacity, p->gap_count, sizeof *w->rings) ||
      !gm_grow((void **)&w->room, &w->room_capacity, p->gap_room, sizeof *w->room))
    return gm_nomem(err);
  if (p->gap_room) memset(w->room, 0, p->gap_room * sizeof *w->room);
  uint32_t *place = w->room;
  for (uint32_t i = 0; i < p->size && p->gap_count; i++) {
    if (p->code[i].op != GM_OP_GAP) continue;
    w->rings[p->code[i].slot] = (gm_ring){place, 0, anywhere};
    place += p->code[i].arg + 1;
  }
  return GM_OK;
}

/* ---- looking around ---- */

static gm_status run(gm_evaluator *w, gm_error *err);
static gm_status begin(gm_evaluator *w, const gm_program *program,
                       const gm_sentence *sentence, gm_best best, bool mirror,
                       gm_error *err);

static gm_status prepare_sights(gm_evaluator *w, gm_error *err) {
  size_t count = w->program->sight_count;
  w->bit_words = ((size_t)w->count + 64) / 64;
  if (count == 0) return GM_OK;
  if (!gm_grow((void **)&w->bits, &w->bit_capacity, count * w->bit_words,
               sizeof *w->bits) ||
      !gm_grow((void **)&w->ready, &w->ready_capacity, count, sizeof *w->ready))
    return gm_nomem(err);
  memset(w->ready, 0, count * sizeof *w->ready);
  return w->inner ? GM_OK : gm_evaluator_new(&w->inner, err);
}

static gm_status begin_sight(gm_evaluator *w, const gm_sight *sight, gm_error *err) {
  return begin(w->inner, sight->program, w->sentence, GM_BEST_FARTHEST, sight->behind,
               err);
}

/* Where a sight is seen, as bits by position; worked out when first asked for. */
static gm_status look_everywhere(gm_evaluator *w, uint32_t slot, gm_error *err) {
  const gm_sight *sight = &w->program->sights[slot];
  memset(w->bits + slot * w->bit_words, 0, w->bit_words * sizeof *w->bits);
  gm_status status = begin_sight(w, sight, err);
  if (status == GM_OK) status = run(w->inner, err);
  if (status != GM_OK) return status;
  for (size_t i = 0; i < w->inner->found_count; i++) {
    uint32_t at = w->inner->found[i].begin, real = sight->behind ? w->count - at : at;
    w->bits[slot * w->bit_words + real / 64] |= (uint64_t)1 << real % 64;
  }
  w->ready[slot] = SEEN_EVERYWHERE;
  return GM_OK;
}

/* Whether a sight that reaches only a few tokens is seen from one position. */
static gm_status look_once(gm_evaluator *w, uint32_t slot, uint32_t real, bool *seen,
                           gm_error *err) {
  const gm_sight *sight = &w->program->sights[slot];
  gm_evaluator *inner = w->inner;
  gm_status status = begin_sight(w, sight, err);
  inner->low = sight->behind ? w->count - real : real;
  if (inner->low + sight->program->reach < w->count)
    inner->high = inner->low + sight->program->reach;
  if (status == GM_OK) status = run(inner, err);
  *seen =
      inner->found_count && inner->found[inner->found_count - 1].begin == inner->low;
  w->ready[slot]++;
  return status;
}

bool gm_sees(gm_evaluator *w, const gm_instruction *code, uint32_t at) {
  const gm_program *inner = w->program->sights[code->slot].program;
  bool seen = false;
  if (w->status != GM_OK) return false;
  if (w->ready[code->slot] < MOST_LOOKS && inner->jumps == 0 && inner->reach < 16) {
    w->status = look_once(w, code->slot, at, &seen, &w->failure);
    return w->status == GM_OK && seen != code->flip;
  }
  if (w->ready[code->slot] != SEEN_EVERYWHERE)
    w->status = look_everywhere(w, code->slot, &w->failure);
  if (w->status != GM_OK) return false;
  return (w->bits[code->slot * w->bit_words + at / 64] >> at % 64 & 1) != code->flip;
}

/* ---- the pass ---- */

static uint32_t class_at(const gm_evaluator *w, uint32_t at) {
  return w->sentence->classes[w->mirror ? w->count - 1 - at : at];
}

static uint32_t real_at(const gm_evaluator *w, uint32_t at) {
  return w->mirror ? w->count - at : at;
}

/* The value of an instruction that takes no token, from those before it at this
 * position. */
static uint32_t pass_on(gm_evaluator *w, const gm_instruction *code,
                        const uint32_t *now, uint32_t at) {
  uint32_t value = now[code->x];
  switch (code->op) {
  case GM_OP_SPLIT: return better(w, value, now[code->y]);
  case GM_OP_SIGHT: return value && gm_sees(w, code, real_at(w, at)) ? value : 0;
  case GM_OP_BEGIN: return real_at(w, at) == 0 ? value : 0;
  case GM_OP_END: return real_at(w, at) == w->count ? value : 0;
  default: return value;
  }
}

/* The values of all instructions at a position; true where one outside the tail has
 * any. */
static bool evaluate(gm_evaluator *w, uint32_t at) {
  const gm_program *p = w->program;
  uint32_t *now = w->now, *later = w->later, live = 0;
  bool inside = at < w->count;
  uint32_t class_id = inside ? class_at(w, at) : 0;
  now[0] = match_key(w, at);
  for (uint32_t i = 1; i < p->size; i++) {
    const gm_instruction *code = &p->code[i];
    uint32_t value = 0;
    switch (code->op) {
    case GM_OP_FAIL: break;
    case GM_OP_TEST:
      value = inside ? later[code->x] : 0;
      if (value && !gm_passes(w->sentence, class_id, code)) value = 0;
      break;
    case GM_OP_ANY: value = inside ? later[code->x] : 0; break;
    case GM_OP_GAP: value = gap_value(w, code, at); break;
    case GM_OP_REF: value = reference_value(w, i, at); break;
    default: value = pass_on(w, code, now, at);
    }
    now[i] = value;
    if (!code->tail) live |= value;
  }
  return live != 0;
}

static bool wakes(const gm_evaluator *w, uint32_t at) {
  const gm_program *p = w->program;
  if (p->last_some && at < w->count &&
      gm_passes(w->sentence, class_at(w, at), &p->last))
    return true;
  return p->ref_count && w->from[at];
}

/* The values at a position where nothing but the tail goes on. */
static void fill_tail(gm_evaluator *w, uint32_t at, uint32_t *values) {
  const gm_program *p = w->program;
  memset(values, 0, p->size * sizeof *values);
  if (at > w->count) return;
  values[0] = match_key(w, at);
  for (uint32_t i = 1; i < p->tail_count; i++)
    values[p->tail[i]] = pass_on(w, &p->code[p->tail[i]], values, at);
}

static gm_status add_found(gm_evaluator *w, uint32_t at, uint32_t value,
                           gm_error *err) {
  if (!gm_grow((void **)&w->found, &w->found_capacity, w->found_count + 1,
               sizeof *w->found))
    return gm_nomem(err);
  w->found[w->found_count++] = (gm_found){at, end_of(w, value)};
  return GM_OK;
}

/* From position w->high down to w->low. */
static gm_status run(gm_evaluator *w, gm_error *err) {
  const gm_program *p = w->program;
  uint32_t top = w->only == anywhere ? w->high : w->only;
  bool dormant = p->quick;
  w->awake_to = anywhere;
  w->found_count = 0;
  memset(w->later, 0, p->size * sizeof *w->later);
  for (uint32_t at = top + 1; at-- > w->low;) {
    if (dormant) {
      if (!wakes(w, at)) {
        if (p->ref_count && w->upto[at]) {
          fill_tail(w, at, w->later);
          keep_values(w, at, w->later);
        } else if (!p->ref_count && at < top && w->only != anywhere) {
          break;
        }
        continue;
      }
      if (at < top) fill_tail(w, at + 1, w->later);
      else memset(w->later, 0, p->size * sizeof *w->later);
    }
    bool live = evaluate(w, at);
    if (p->ref_count) keep_values(w, at, w->now);
    if (w->now[p->start]) {
      gm_status status = add_found(w, at, w->now[p->start], err);
      if (status != GM_OK) return status;
    }
    dormant = p->quick && !live && (w->awake_to == anywhere || at < w->awake_to);
    uint32_t *swap = w->now;
    w->now = w->later;
    w->later = swap;
  }
  return w->status == GM_OK ? GM_OK : gm_fail(err, w->status, "%s", w->failure.message);
}

static gm_status begin(gm_evaluator *w, const gm_program *program,
                       const gm_sentence *sentence, gm_best best, bool mirror,
                       gm_error *err) {
  w->program = program;
  w->sentence = sentence;
  w->best = best;
  w->mirror = mirror;
  w->only = anywhere;
  w->low = 0;
  w->high = w->count = sentence->count;
  w->status = GM_OK;
  w->failure.status = GM_OK;
  if (!gm_grow((void **)&w->values, &w->value_capacity, (size_t)program->size * 2,
               sizeof *w->values))
    return gm_nomem(err);
  w->now = w->values;
  w->later = w->values + program->size;
  gm_status status = chain_references(w, err);
  if (status == GM_OK) status = prepare_gaps(w, err);
  return status == GM_OK ? prepare_sights(w, err) : status;
}

gm_status gm_evaluate_prepare(gm_evaluator *w, const gm_program *program,
                              const gm_sentence *sentence, gm_error *err) {
  return begin(w, program, sentence, GM_BEST_FARTHEST, false, err);
}

gm_status gm_evaluate(gm_evaluator *w, const gm_program *program,
                      const gm_sentence *sentence, gm_best best, gm_found within,
                      const gm_found **found, size_t *count, gm_error *err) {
  gm_status status = begin(w, program, sentence, best, false, err);
  w->low = within.begin;
  w->high = within.end;
  if (status == GM_OK) status = run(w, err);
  *found = w->found;
  *count = status == GM_OK ? w->found_count : 0;
  return status;
}

gm_status gm_evaluate_end(gm_evaluator *w, uint32_t end, const gm_found **found,
                          size_t *count, gm_error *err) {
  w->only = end;
  for (size_t i = 0; i < w->reference_count; i++) w->references[i].value = 0;
  gm_status status = prepare_gaps(w, err);
  if (status == GM_OK) status = run(w, err);
  *found = w->found;
  *count = status == GM_OK ? w->found_count : 0;
  return status;
}
