/* Overlaps between rules: of hits of a group of rules that overlap, one stays.
 *
 * Hits that overlap, directly or by way of others, make a cluster; within it they are
 * taken in the order of the policy, and each that overlaps none taken before stays. */
#include "match/state.h"
#include <stdlib.h>

typedef struct {
  const gm_hit *hits;
  const uint32_t *ranks;
  gm_keep keep;
} ordering;

static int compare(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

static int by_begin(const void *a, const void *b, void *context) {
  const ordering *o = context;
  uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
  int order = compare(o->hits[i].begin, o->hits[k].begin);
  return order ? order : compare(i, k);
}

static int by_policy(const void *a, const void *b, void *context) {
  const ordering *o = context;
  uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
  const gm_hit *x = &o->hits[i], *y = &o->hits[k];
  int rank = compare(o->ranks[x->rule], o->ranks[y->rule]),
      length = compare(y->end - y->begin, x->end - x->begin),
      begin = compare(x->begin, y->begin), order;
  if (o->keep == GM_KEEP_FIRST) order = rank ? rank : length ? length : begin;
  else if (o->keep == GM_KEEP_LONGEST) order = length ? length : rank ? rank : begin;
  else order = begin ? begin : length ? length : rank;
  return order ? order : compare(i, k);
}

/* Marks those of a cluster that go by an end of 0. */
static void settle_cluster(gm_hit *hits, uint32_t *items, size_t count, ordering *o) {
  size_t kept = 0;
  if (count < 2) return;
  qsort_r(items, count, sizeof *items, by_policy, o);
  for (size_t i = 0; i < count; i++) {
    gm_hit *hit = &hits[items[i]];
    bool free_ = true;
    for (size_t k = 0; k < kept && free_; k++)
      free_ = hits[items[k]].end <= hit->begin || hit->end <= hits[items[k]].begin;
    if (free_) items[kept++] = items[i];
    else hit->end = 0;
  }
}

static gm_status settle_group(gm_matcher *m, const gm_rule_group *group, gm_error *err) {
  gm_hits *h = m->hits;
  size_t count = 0;
  if (!gm_grow((void **)&m->clustered, &m->clustered_capacity, h->count + 1,
               sizeof *m->clustered))
    return gm_nomem(err);
  memset(m->ranks, 0xFF, m->ruleset->rule_count * sizeof *m->ranks);
  for (size_t i = group->count; i-- > 0;) m->ranks[group->rules[i]] = (uint32_t)i;
  for (size_t i = 0; i < h->count; i++)
    if (m->ranks[h->hits[i].rule] != UINT32_MAX && h->hits[i].end)
      m->clustered[count++] = (uint32_t)i;
  ordering o = {h->hits, m->ranks, group->keep};
  qsort_r(m->clustered, count, sizeof *m->clustered, by_begin, &o);
  for (size_t from = 0, to; from < count; from = to) {
    uint32_t end = h->hits[m->clustered[from]].end;
    for (to = from + 1; to < count && h->hits[m->clustered[to]].begin < end; to++)
      if (h->hits[m->clustered[to]].end > end) end = h->hits[m->clustered[to]].end;
    settle_cluster(h->hits, m->clustered + from, to - from, &o);
  }
  return GM_OK;
}

gm_status gm_settle_between(gm_matcher *m, gm_error *err) {
  const gm_ruleset *r = m->ruleset;
  gm_hits *h = m->hits;
  size_t kept = 0;
  gm_status status = GM_OK;
  if (!m->ranks) m->ranks = gm_calloc(r->rule_count + 1, sizeof *m->ranks);
  if (!m->ranks) return gm_nomem(err);
  for (size_t i = 0; i < r->group_count && status == GM_OK; i++)
    status = settle_group(m, &r->groups[i], err);
  for (size_t i = 0; i < h->count; i++)
    if (h->hits[i].end) h->hits[kept++] = h->hits[i];
  h->count = kept;
  return status;
}
