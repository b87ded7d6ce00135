/* A table of bits, position by instruction: from where can the match's end be reached
 * exactly?
 *
 * Filled from the end to the beginning of the match; then one walk from its beginning
 * takes, at every choice, the first alternative that reaches the end. The table takes
 * one bit for each instruction at each token of the match. */
#include "match/recover.h"
#include "match/evaluate.h"

enum { LARGEST_TABLE = 1 << 26 }; /* words of 64 bits */

typedef struct {
  gm_evaluator *w;
  const gm_program *program;
  const gm_sentence *sentence;
  gm_found match;
  size_t words; /* of a row */
} table;

static uint64_t *row(const table *t, uint32_t at) {
  return t->w->reached + (at - t->match.begin) * t->words;
}

static bool reaches(const table *t, uint32_t at, uint32_t instruction) {
  return at <= t->match.end && row(t, at)[instruction / 64] >> instruction % 64 & 1;
}

/* The end of a hit of the reference that begins here and from which the match's end is
 * reached; 0 where there is none. A swallowed possessive may not end the match. */
static uint32_t jump(const table *t, const gm_instruction *code, uint32_t at,
                     bool *clitic) {
  const gm_sentence *s = t->sentence;
  uint32_t count, low = 0;
  const gm_reach *hits = s->hits_of(s->context, code->arg, &count);
  *clitic = false;
  for (uint32_t high = count; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    if (hits[middle].begin < at) low = middle + 1;
    else high = middle;
  }
  for (; low < count && hits[low].begin == at; low++) {
    uint32_t end = hits[low].end;
    *clitic =
        end + 1 < t->match.end && gm_clitic_at(s, end) && reaches(t, end + 1, code->x);
    if (*clitic) return end + 1;
    if (reaches(t, end, code->x)) return end;
  }
  return 0;
}

/* How many tokens the gap runs over here, as few as possible; UINT32_MAX: it does not
 * fit. */
static uint32_t gap_width(const table *t, const gm_instruction *code, uint32_t at) {
  for (uint32_t i = 0; i <= code->arg && i <= t->match.end - at; i++)
    if (reaches(t, at + i, code->x)) return i;
  return UINT32_MAX;
}

static bool reaches_from(const table *t, const gm_instruction *code, uint32_t at) {
  const gm_sentence *s = t->sentence;
  bool inside = at < t->match.end, clitic;
  switch (code->op) {
  case GM_OP_MATCH: return !inside;
  case GM_OP_TEST:
    return inside && reaches(t, at + 1, code->x) && gm_passes(s, s->classes[at], code);
  case GM_OP_ANY: return inside && reaches(t, at + 1, code->x);
  case GM_OP_SPLIT: return reaches(t, at, code->x) || reaches(t, at, code->y);
  case GM_OP_GAP: return gap_width(t, code, at) != UINT32_MAX;
  case GM_OP_REF: return jump(t, code, at, &clitic) != 0;
  case GM_OP_OPEN:
  case GM_OP_CLOSE: return reaches(t, at, code->x);
  case GM_OP_SIGHT: return reaches(t, at, code->x) && gm_sees(t->w, code, at);
  case GM_OP_BEGIN: return at == 0 && reaches(t, at, code->x);
  case GM_OP_END: return at == s->count && reaches(t, at, code->x);
  default: return false;
  }
}

static gm_status fill(table *t, gm_error *err) {
  size_t rows = t->match.end - t->match.begin + 1;
  t->words = (t->program->size + 63) / 64;
  if (rows > LARGEST_TABLE / t->words)
    return gm_fail(err, GM_LIMIT, "a match of %zu tokens is too long to be taken apart",
                   rows - 1);
  if (!gm_grow((void **)&t->w->reached, &t->w->reached_capacity, rows * t->words,
               sizeof *t->w->reached))
    return gm_nomem(err);
  memset(t->w->reached, 0, rows * t->words * sizeof *t->w->reached);
  for (uint32_t at = t->match.end + 1; at-- > t->match.begin;)
    for (uint32_t i = 0; i < t->program->size; i++)
      if (reaches_from(t, &t->program->code[i], at))
        row(t, at)[i / 64] |= (uint64_t)1 << i % 64;
  return GM_OK;
}

/* ---- the walk ---- */

gm_status gm_recover_skip(gm_evaluator *w, uint32_t begin, uint32_t end,
                          gm_error *err) {
  if (begin == end) return GM_OK;
  if (w->skip_count && w->skips[w->skip_count - 1].end == begin) {
    w->skips[w->skip_count - 1].end = end;
    return GM_OK;
  }
  if (!gm_grow((void **)&w->skips, &w->skip_capacity, w->skip_count + 1,
               sizeof *w->skips))
    return gm_nomem(err);
  w->skips[w->skip_count++] = (gm_found){begin, end};
  return GM_OK;
}

/* A capture in the making has end 0, which no capture that holds a token can have. */
gm_status gm_recover_open(gm_evaluator *w, uint32_t name, uint32_t at, gm_error *err) {
  if (!gm_grow((void **)&w->captures, &w->capture_capacity, w->capture_count + 1,
               sizeof *w->captures))
    return gm_nomem(err);
  w->captures[w->capture_count++] = (gm_recovered){name, at, 0};
  return GM_OK;
}

/* Closes the latest open capture of that name; an earlier one that is closed, or an
 * empty one, goes. */
void gm_recover_close(gm_evaluator *w, uint32_t name, uint32_t at) {
  size_t kept = 0, open_at = w->capture_count;
  while (open_at > 0 &&
         (w->captures[open_at - 1].name != name || w->captures[open_at - 1].end))
    open_at--;
  if (open_at == 0) return;
  gm_recovered done = w->captures[open_at - 1];
  done.end = at;
  for (size_t i = 0; i < w->capture_count; i++) {
    bool replaced =
        w->captures[i].name == name && w->captures[i].end && done.begin < at;
    if (i != open_at - 1 && !replaced) w->captures[kept++] = w->captures[i];
  }
  if (done.begin < at) w->captures[kept++] = done;
  w->capture_count = kept;
}

static gm_status walk(const table *t, gm_error *err) {
  gm_evaluator *w = t->w;
  gm_status status = GM_OK;
  uint32_t at = t->match.begin, i = t->program->start;
  uint32_t swallowed = UINT32_MAX; /* where a possessive has just been swallowed */
  bool clitic;
  while (i != 0 && status == GM_OK) {
    const gm_instruction *code = &t->program->code[i];
    uint32_t from = at;
    i = code->x;
    switch (code->op) {
    case GM_OP_TEST: at++; break;
    case GM_OP_ANY:
      at++;
      if (code->skip) status = gm_recover_skip(w, from, at, err);
      break;
    case GM_OP_GAP:
      at += gap_width(t, code, at);
      status = gm_recover_skip(w, from, at, err);
      break;
    case GM_OP_SPLIT:
      if (!reaches(t, at, code->x)) i = code->y;
      break;
    case GM_OP_REF:
      at = jump(t, code, at, &clitic);
      swallowed = clitic ? at : UINT32_MAX;
      break;
    case GM_OP_OPEN: status = gm_recover_open(w, code->arg, at, err); break;
    case GM_OP_CLOSE: gm_recover_close(w, code->arg, at == swallowed ? at - 1 : at); break;
    }
  }
  return status;
}

gm_status gm_recover(gm_evaluator *w, const gm_program *program,
                     const gm_sentence *sentence, gm_found match,
                     const gm_recovered **captures, size_t *capture_count,
                     const gm_found **skips, size_t *skip_count, gm_error *err) {
  table t = {.w = w, .program = program, .sentence = sentence, .match = match};
  gm_status status = GM_OK;
  w->capture_count = w->skip_count = 0;
  if (program->sight_count) status = gm_evaluate_prepare(w, program, sentence, err);
  if (status == GM_OK) status = fill(&t, err);
  if (status == GM_OK && program->sight_count && w->status != GM_OK)
    status = gm_fail(err, w->status, "%s", w->failure.message);
  if (status == GM_OK) status = walk(&t, err);
  *captures = w->captures;
  *capture_count = w->capture_count;
  *skips = w->skips;
  *skip_count = w->skip_count;
  return status;
}
