/* A heap whose root is the worst item kept. A score that is no number is below all. */
#include "lua/ranking.h"
#include "base/memory.h"
#include <math.h>
#include <stdlib.h>

static int compare(const void *a, const void *b, void *context) {
  const gm_ranked *x = a, *y = b;
  const gm_ranking *ranking = context;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  int order =
      ranking->by_name ? ranking->by_name(ranking->context, x->item, y->item) : 0;
  return order ? order : x->item < y->item ? -1 : x->item > y->item;
}

static bool worse(gm_ranking *r, size_t a, size_t b) {
  return compare(&r->items[a], &r->items[b], r) > 0;
}

static void swap(gm_ranking *r, size_t a, size_t b) {
  gm_ranked item = r->items[a];
  r->items[a] = r->items[b];
  r->items[b] = item;
}

static void sift_up(gm_ranking *r, size_t at) {
  for (; at && worse(r, at, (at - 1) / 2); at = (at - 1) / 2)
    swap(r, at, (at - 1) / 2);
}

static void sift_down(gm_ranking *r) {
  for (size_t at = 0, next; (next = 2 * at + 1) < r->count; at = next) {
    if (next + 1 < r->count && worse(r, next + 1, next))
      next++;
    if (!worse(r, next, at))
      return;
    swap(r, at, next);
  }
}

gm_status gm_ranking_add(gm_ranking *r, double score, uint32_t item, gm_error *err) {
  gm_ranked entry = {isnan(score) ? -INFINITY : score, item};
  if (r->limit && r->count == r->limit) {
    if (compare(&entry, &r->items[0], r) < 0) {
      r->items[0] = entry;
      sift_down(r);
    }
    return GM_OK;
  }
  if (!gm_grow((void **)&r->items, &r->capacity, r->count + 1, sizeof *r->items))
    return gm_nomem(err);
  r->items[r->count++] = entry;
  if (r->limit)
    sift_up(r, r->count - 1);
  return GM_OK;
}

void gm_ranking_sort(gm_ranking *r) {
  if (r->count)
    qsort_r(r->items, r->count, sizeof *r->items, compare, r);
}

void gm_ranking_free(gm_ranking *r) {
  gm_free(r->items);
  *r = (gm_ranking){0};
}
