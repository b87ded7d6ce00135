/* What becomes of matches that overlap, by the four strategies of CQP.
 *
 * The search has left the nearest end from each start, or for `longest` the farthest.
 * Where a query can begin with several of its patterns, `traditional` has one match for
 * each of them, as far as their ends differ. Ties do not arise: no two matches have the
 * same start and end. */
#include "match/cql_parts.h"
#include <stddef.h>
#include <stdlib.h>

static int by_end(const void *left, const void *right) {
  const gm_cql_match *a = left, *b = right;
  if (a->last != b->last)
    return a->last < b->last ? -1 : 1;
  return a->first < b->first ? -1 : a->first > b->first;
}

static int by_begin(const void *left, const void *right) {
  const gm_cql_match *a = left, *b = right;
  if (a->first != b->first)
    return a->first < b->first ? -1 : 1;
  return a->last < b->last ? -1 : a->last > b->last;
}

gm_status gm_cql_add_ends(gm_cql_matches *matches, gm_cql_match *found, size_t count,
                          gm_cql_strategy strategy, gm_error *err) {
  if (count > 1)
    qsort(found, count, sizeof *found, by_end);
  if (strategy == GM_CQL_LONGEST && count > 0)
    found += count - 1;
  if (strategy != GM_CQL_TRADITIONAL)
    count = count > 0;
  gm_status status = GM_OK;
  for (size_t i = 0; i < count && status == GM_OK; i++)
    if (i == 0 || found[i].last != found[i - 1].last)
      status = gm_cql_add_match(matches, found[i], err);
  return status;
}

static bool is_rising(const gm_cql_matches *matches) {
  for (size_t i = 1; i < matches->count; i++)
    if (matches->items[i].last <= matches->items[i - 1].last)
      return false;
  return true;
}

/* Of those with one end the leftmost. */
static void keep_leftmost(gm_cql_matches *matches) {
  size_t kept = 0;
  qsort(matches->items, matches->count, sizeof *matches->items, by_end);
  for (size_t i = 0; i < matches->count; i++)
    if (i == 0 || matches->items[i].last != matches->items[kept - 1].last)
      matches->items[kept++] = matches->items[i];
  matches->count = kept;
  qsort(matches->items, kept, sizeof *matches->items, by_begin);
}

/* Those that hold no other. */
static void keep_innermost(gm_cql_matches *matches) {
  size_t kept = matches->count;
  uint64_t nearest = UINT64_MAX;
  for (size_t i = matches->count; i-- > 0;)
    if (matches->items[i].last < nearest) {
      nearest = matches->items[i].last;
      matches->items[--kept] = matches->items[i];
    }
  memmove(matches->items, matches->items + kept,
          (matches->count - kept) * sizeof *matches->items);
  matches->count -= kept;
}

/* Those within no other. */
static void keep_outermost(gm_cql_matches *matches) {
  size_t kept = 0;
  for (size_t i = 0; i < matches->count; i++)
    if (kept == 0 || matches->items[i].last > matches->items[kept - 1].last)
      matches->items[kept++] = matches->items[i];
  matches->count = kept;
}

void gm_cql_settle(gm_cql_matches *matches, gm_cql_strategy strategy) {
  if (matches->count < 2 || strategy == GM_CQL_TRADITIONAL || is_rising(matches))
    return;
  if (strategy == GM_CQL_STANDARD)
    keep_leftmost(matches);
  else if (strategy == GM_CQL_SHORTEST)
    keep_innermost(matches);
  else
    keep_outermost(matches);
}

/* ---- widening ---- */

static uint32_t widened_begin(const gm_cql_document *document, uint32_t at,
                              const gm_cql_expansion *by) {
  if (by->structure < 0)
    return at > by->count ? at - by->count : 0;
  const gm_cql_region *region = gm_cql_region_at(document, (uint32_t)by->structure, at);
  if (!region)
    return at;
  size_t before =
      (size_t)(region - document->structures[by->structure].regions); /* filled */
  return region[-(ptrdiff_t)(by->count - 1 < before ? by->count - 1 : before)].begin;
}

static uint32_t widened_end(const gm_cql_document *document, uint32_t at,
                            const gm_cql_expansion *by) {
  if (by->structure < 0)
    return by->count < document->count - at ? at + by->count : document->count - 1;
  const gm_cql_structure_view *view =
      gm_cql_structure_of(document, (uint32_t)by->structure);
  const gm_cql_region *region = gm_cql_region_at(document, (uint32_t)by->structure, at);
  if (!region)
    return at;
  size_t behind = view->count - (size_t)(region - view->regions) - 1;
  return region[by->count - 1 < behind ? by->count - 1 : behind].end;
}

void gm_cql_expand(gm_cql_matches *matches, const gm_cql_document *document,
                   const gm_cql_expansion *by) {
  size_t kept = 0;
  for (size_t i = 0; i < matches->count; i++) {
    gm_cql_match *match = &matches->items[i];
    if (by->left)
      match->first = widened_begin(document, match->first, by);
    if (by->right)
      match->last = widened_end(document, match->last, by);
  }
  qsort(matches->items, matches->count, sizeof *matches->items, by_begin);
  for (size_t i = 0; i < matches->count; i++)
    if (kept == 0 || by_begin(&matches->items[kept - 1], &matches->items[i]) != 0)
      matches->items[kept++] = matches->items[i];
  matches->count = kept;
}
