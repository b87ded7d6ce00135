/* MU and TAB queries: tokens near each other, whatever stands between them.
 *
 * MU gives tokens. TAB gives the stretch from a token of the first column to one of the
 * last, where each column takes its nearest token behind the one before, without going
 * back; of those with one end the leftmost, whatever the strategy. So does CQP. */
#include "match/cql_parts.h"

typedef struct { /* tokens, ascending */
  uint32_t *at;
  size_t count, capacity;
} tokens;

typedef struct {
  gm_cql_scene *scene;
  const gm_cql_region *range;
  gm_error *err;
} sets;

static gm_status add(const sets *s, tokens *to, uint32_t at) {
  if (!gm_grow((void **)&to->at, &to->capacity, to->count + 1, sizeof at))
    return gm_nomem(s->err);
  to->at[to->count++] = at;
  return GM_OK;
}

/* The first of the tokens at or behind `from`. */
static size_t seek(const tokens *in, uint64_t from) {
  size_t low = 0, high = in->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (in->at[middle] < from)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gm_status find_tokens(const sets *s, int64_t node, tokens *out) {
  gm_cql *q = s->scene->query;
  uint32_t symbol = q->symbol_of[node - 1];
  const gm_cql_symbol *data = &q->symbols[symbol];
  gm_status status = GM_OK;
  for (uint32_t i = s->range->begin; i <= s->range->end && status == GM_OK; i++)
    if (gm_cql_accepts(q, s->scene->classes[i], symbol) &&
        (data->fixed || gm_cql_holds(s->scene, data->expression, i, NULL)))
      status = add(s, out, i);
  return status;
}

/* Is a token of `others` between from and to? A window that would begin before the
 * corpus is empty, as in CQP. */
static bool any_between(const tokens *others, int64_t from, int64_t to) {
  if (to < 0 || to < from)
    return false;
  size_t k = seek(others, from < 0 ? 0 : (uint64_t)from);
  return k < others->count && others->at[k] <= to;
}

static gm_status meet(const sets *s, const gm_cql_node_data *node, const tokens *a,
                      const tokens *b, tokens *out) {
  gm_status status = GM_OK;
  for (size_t i = 0; i < a->count && status == GM_OK; i++) {
    int64_t at = a->at[i], from = at + node->operands[2], to = at + node->operands[3];
    if (node->kind == GM_CQL_NODE_SHARE) {
      const gm_cql_region *region =
          gm_cql_region_at(s->scene->document, (uint32_t)node->operands[2], a->at[i]);
      if (!region)
        continue;
      from = region->begin;
      to = region->end;
    }
    if (from + (int64_t)s->scene->document->base >= 0 && any_between(b, from, to))
      status = add(s, out, a->at[i]);
  }
  return status;
}

static gm_status unite(const sets *s, const tokens *a, const tokens *b, tokens *out) {
  gm_status status = GM_OK;
  for (size_t i = 0, k = 0; (i < a->count || k < b->count) && status == GM_OK;) {
    bool left = k == b->count || (i < a->count && a->at[i] <= b->at[k]);
    uint32_t at = left ? a->at[i] : b->at[k];
    i += i < a->count && a->at[i] == at;
    k += k < b->count && b->at[k] == at;
    status = add(s, out, at);
  }
  return status;
}

static gm_status find_set(const sets *s, int64_t number, tokens *out) {
  const gm_cql_node_data *node = &s->scene->query->nodes[number - 1];
  if (node->kind == GM_CQL_NODE_TOKEN)
    return find_tokens(s, number, out);
  tokens a = {0}, b = {0};
  gm_status status = find_set(s, node->operands[0], &a);
  if (status == GM_OK)
    status = find_set(s, node->operands[1], &b);
  if (status == GM_OK)
    status = node->kind == GM_CQL_NODE_UNION ? unite(s, &a, &b, out)
                                             : meet(s, node, &a, &b, out);
  gm_free(a.at);
  gm_free(b.at);
  return status;
}

/* ---- TAB ---- */

enum { MOST_COLUMNS = 64 };

typedef struct {
  tokens at[MOST_COLUMNS];
  int64_t least[MOST_COLUMNS], most[MOST_COLUMNS]; /* tokens between it and the next */
  size_t count;
} columns;

static gm_status find_columns(const sets *s, int64_t number, columns *c) {
  gm_status status = GM_OK;
  while (number && status == GM_OK) {
    const gm_cql_node_data *node = &s->scene->query->nodes[number - 1];
    if (c->count == MOST_COLUMNS)
      return gm_fail(s->err, GM_RULE, "a TAB query has at most %d columns",
                     MOST_COLUMNS);
    bool more = node->kind == GM_CQL_NODE_COLUMNS;
    size_t i = c->count++;
    c->least[i] = more ? node->operands[2] : 0;
    c->most[i] = more ? node->operands[3] : 0;
    status = find_tokens(s, more ? node->operands[0] : number, &c->at[i]);
    number = more ? node->operands[1] : 0;
  }
  return status;
}

/* The last token of the chain that begins with `first`; false: it breaks. */
static bool follow(const columns *c, uint32_t first, uint32_t limit, uint32_t *last) {
  *last = first;
  for (size_t i = 1; i < c->count; i++) {
    size_t k = seek(&c->at[i], (uint64_t)*last + 1 + (uint64_t)c->least[i - 1]);
    if (k == c->at[i].count || c->at[i].at[k] > limit ||
        c->at[i].at[k] - *last - 1 > (uint64_t)c->most[i - 1])
      return false;
    *last = c->at[i].at[k];
  }
  return true;
}

static gm_status run_columns(const sets *s, gm_cql_matches *matches) {
  columns c = {.count = 0};
  size_t before = matches->count;
  gm_status status = find_columns(s, s->scene->query->plan.root, &c);
  for (size_t i = 0; i < c.at[0].count && status == GM_OK; i++) {
    uint32_t first = c.at[0].at[i], limit, last;
    if (gm_cql_limit(s->scene, first, s->range->end, &limit) &&
        follow(&c, first, limit, &last))
      status = gm_cql_add_match(matches, (gm_cql_match){first, last, -1, -1}, s->err);
  }
  gm_cql_matches own = {matches->items + before, matches->count - before, 0};
  gm_cql_settle(&own, GM_CQL_STANDARD);
  matches->count = before + own.count;
  for (size_t i = 0; i < c.count; i++)
    gm_free(c.at[i].at);
  return status;
}

static gm_status run_set(const sets *s, gm_cql_matches *matches) {
  tokens found = {0};
  gm_status status = find_set(s, s->scene->query->plan.root, &found);
  for (size_t i = 0; i < found.count && status == GM_OK; i++)
    status = gm_cql_add_match(matches, (gm_cql_match){found.at[i], found.at[i], -1, -1},
                              s->err);
  gm_free(found.at);
  return status;
}

gm_status gm_cql_sets_run(gm_cql_scene *scene, const gm_cql_region *ranges,
                          size_t range_count, gm_cql_matches *matches, gm_error *err) {
  gm_status status = GM_OK;
  bool tab =
      scene->query->nodes[scene->query->plan.root - 1].kind == GM_CQL_NODE_COLUMNS;
  for (size_t i = 0; i < range_count && status == GM_OK; i++) {
    sets s = {scene, &ranges[i], err};
    status = (tab ? run_columns : run_set)(&s, matches);
  }
  return status;
}
