/* Sorts, then one sweep a mode. */
#include "match/overlap.h"
#include <stdlib.h>

static int by_span(const void *a, const void *b) {
  const gm_candidate *x = a, *y = b;
  if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  if (x->edits != y->edits) return x->edits < y->edits ? -1 : 1;
  if (x->entry != y->entry) return x->entry < y->entry ? -1 : 1;
  return (x->unit > y->unit) - (x->unit < y->unit);
}

static int by_entry(const void *a, const void *b) {
  const gm_candidate *x = a, *y = b;
  if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
  if (x->entry != y->entry) return x->entry < y->entry ? -1 : 1;
  return by_span(a, b);
}

static int by_end(const void *a, const void *b) {
  const gm_candidate *x = a, *y = b;
  if (x->end != y->end) return x->end < y->end ? -1 : 1;
  return by_span(a, b);
}

static size_t keep_disjoint(gm_candidate *c, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || c[i].begin >= c[kept - 1].end) c[kept++] = c[i];
  return kept;
}

/* One of each span, of equal ones the first; with `entries` one of each span and entry.
 */
static size_t keep_distinct(gm_candidate *c, size_t count, bool entries) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || c[i].begin != c[kept - 1].begin || c[i].end != c[kept - 1].end ||
        (entries && c[i].entry != c[kept - 1].entry))
      c[kept++] = c[i];
  return kept;
}

/* Those within no other. */
static size_t keep_outer(gm_candidate *c, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || c[i].end > c[kept - 1].end) c[kept++] = c[i];
  return kept;
}

/* Those that hold no other; spans are distinct. */
static size_t keep_inner(gm_candidate *c, size_t count) {
  size_t kept = count;
  uint32_t nearest = UINT32_MAX;
  for (size_t i = count; i-- > 0;) {
    if (c[i].end >= nearest) continue;
    nearest = c[i].end;
    c[--kept] = c[i];
  }
  memmove(c, c + kept, (count - kept) * sizeof *c);
  return count - kept;
}

/* Of those with one end the leftmost. */
static size_t keep_leftmost(gm_candidate *c, size_t count) {
  size_t kept = 0;
  qsort(c, count, sizeof *c, by_end);
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || c[i].end != c[kept - 1].end) c[kept++] = c[i];
  qsort(c, kept, sizeof *c, by_span);
  return kept;
}

static void sort(gm_candidate *c, size_t count,
                 int (*compare)(const void *, const void *)) {
  if (count > 12) {
    qsort(c, count, sizeof *c, compare);
    return;
  }
  for (size_t i = 1; i < count; i++) {
    gm_candidate moving = c[i];
    size_t to = i;
    for (; to > 0 && compare(&c[to - 1], &moving) > 0; to--) c[to] = c[to - 1];
    c[to] = moving;
  }
}

size_t gm_overlap_settle(gm_candidate *c, size_t count, gm_match_mode mode) {
  if (count < 2) return count;
  sort(c, count, mode == GM_MATCH_FIRST ? by_entry : by_span);
  switch (mode) {
  case GM_MATCH_FIRST:
  case GM_MATCH_LONGEST: return keep_disjoint(c, count);
  case GM_MATCH_ALL: return keep_distinct(c, count, true);
  case GM_MATCH_MAXIMAL: return keep_outer(c, count);
  case GM_MATCH_SHORTEST: return keep_inner(c, keep_distinct(c, count, false));
  case GM_MATCH_STANDARD: return keep_leftmost(c, keep_distinct(c, count, false));
  default: return keep_distinct(c, count, false);
  }
}
