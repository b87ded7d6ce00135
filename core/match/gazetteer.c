/* Edges in one hash table with open addressing, keyed by node and word.
 *
 * Invariants: 1. Node 0 is none, node 1 the root. 2. A word as written is its type id,
 * a folded word its number in `folds` (from 1) with the top bit set. 3. `edges` has a
 * power of two of places, at most three quarters used; a free place has target 0. 4.
 * Until frozen a node's names are a chain through `ends`, afterwards names[node.start
 * .. + node.count). */
#include "match/gazetteer.h"
#include "base/map.h"
#include "base/memory.h"
#include <stdlib.h>

#define FOLDED 0x80000000u

typedef struct {
  uint32_t node, word, target;
} edge;

typedef struct {
  uint32_t start, count;
  uint32_t parent; /* which has a lower number */
  bool inner;      /* some edge leaves it */
} node;

typedef struct {
  uint32_t node;
  gm_named named;
} ending;

struct gm_gazetteer {
  gm_lexicon *lexicon;
  gm_map *folds;
  edge *edges;
  size_t mask, edge_count;
  node *nodes;
  size_t node_count, node_capacity;
  ending *endings;
  size_t ending_count, ending_capacity;
  gm_named *names;
};

gm_status gm_gazetteer_new(gm_gazetteer **out, gm_lexicon *lexicon, gm_error *err) {
  *out = NULL;
  gm_gazetteer *g = gm_calloc(1, sizeof *g);
  if (!g) return gm_nomem(err);
  g->lexicon = lexicon;
  g->mask = 255;
  g->folds = gm_map_new();
  g->edges = gm_calloc(g->mask + 1, sizeof *g->edges);
  if (!g->folds || !g->edges ||
      !gm_grow((void **)&g->nodes, &g->node_capacity, 2, sizeof *g->nodes)) {
    gm_gazetteer_free(g);
    return gm_nomem(err);
  }
  g->nodes[0] = g->nodes[1] = (node){0};
  g->node_count = 2;
  *out = g;
  return GM_OK;
}

void gm_gazetteer_free(gm_gazetteer *g) {
  if (!g) return;
  gm_map_free(g->folds);
  gm_free(g->edges);
  gm_free(g->nodes);
  gm_free(g->endings);
  gm_free(g->names);
  gm_free(g);
}

static size_t place_of(const edge *edges, size_t mask, uint32_t from, uint32_t word) {
  uint64_t key = ((uint64_t)from << 32 | word) * 0x9E3779B97F4A7C15ULL;
  size_t at = (size_t)(key >> 32 ^ key >> 15) & mask;
  while (edges[at].target && (edges[at].node != from || edges[at].word != word))
    at = (at + 1) & mask;
  return at;
}

static gm_status widen(gm_gazetteer *g, gm_error *err) {
  size_t mask = g->mask * 2 + 1;
  edge *edges = gm_calloc(mask + 1, sizeof *edges);
  if (!edges) return gm_nomem(err);
  for (size_t i = 0; i <= g->mask; i++)
    if (g->edges[i].target)
      edges[place_of(edges, mask, g->edges[i].node, g->edges[i].word)] = g->edges[i];
  gm_free(g->edges);
  g->edges = edges;
  g->mask = mask;
  return GM_OK;
}

static gm_status extend(gm_gazetteer *g, uint32_t from, uint32_t word, uint32_t *to,
                        gm_error *err) {
  size_t at = place_of(g->edges, g->mask, from, word);
  if (!g->edges[at].target) {
    if ((g->edge_count + 1) * 4 > (g->mask + 1) * 3) {
      gm_status status = widen(g, err);
      if (status != GM_OK) return status;
      at = place_of(g->edges, g->mask, from, word);
    }
    if (!gm_grow((void **)&g->nodes, &g->node_capacity, g->node_count + 1,
                 sizeof *g->nodes))
      return gm_nomem(err);
    g->edges[at] = (edge){from, word, (uint32_t)g->node_count};
    g->nodes[g->node_count++] = (node){.parent = from};
    g->nodes[from].inner = true;
    g->edge_count++;
  }
  *to = g->edges[at].target;
  return GM_OK;
}

/* As gm_gazetteer_word, but a new fold gets a number. */
static gm_status number_word(gm_gazetteer *g, gm_type type, bool fold, uint32_t *word,
                             gm_error *err) {
  if (!fold) {
    *word = type;
    return GM_OK;
  }
  uint32_t *slot;
  gm_status status = gm_map_put(g->folds, gm_lexicon_fold(g->lexicon, type),
                                gm_map_count(g->folds) + 1, &slot, err);
  if (status == GM_OK) *word = *slot | FOLDED;
  return status;
}

gm_status gm_gazetteer_add(gm_gazetteer *g, const gm_type *words, size_t count,
                           bool fold, gm_named named, gm_error *err) {
  uint32_t at = 1, word = 0;
  for (size_t i = 0; i < count; i++) {
    gm_status status = number_word(g, words[i], fold, &word, err);
    if (status == GM_OK) status = extend(g, at, word, &at, err);
    if (status != GM_OK) return status;
  }
  if (!gm_grow((void **)&g->endings, &g->ending_capacity, g->ending_count + 1,
               sizeof *g->endings))
    return gm_nomem(err);
  g->endings[g->ending_count++] = (ending){at, named};
  return GM_OK;
}

static int by_node(const void *a, const void *b) {
  const ending *x = a, *y = b;
  if (x->node != y->node) return x->node < y->node ? -1 : 1;
  if (x->named.rule != y->named.rule) return x->named.rule < y->named.rule ? -1 : 1;
  return (x->named.entry > y->named.entry) - (x->named.entry < y->named.entry);
}

gm_status gm_gazetteer_freeze(gm_gazetteer *g, gm_error *err) {
  size_t count = 0;
  g->names = gm_calloc(g->ending_count + 1, sizeof *g->names);
  if (!g->names) return gm_nomem(err);
  if (g->ending_count) qsort(g->endings, g->ending_count, sizeof *g->endings, by_node);
  for (size_t i = 0; i < g->ending_count; i++) {
    const ending *e = &g->endings[i];
    node *n = &g->nodes[e->node];
    if (n->count && g->names[count - 1].rule == e->named.rule) continue;
    if (n->count++ == 0) n->start = (uint32_t)count;
    g->names[count++] = e->named;
  }
  gm_free(g->endings);
  g->endings = NULL;
  g->ending_count = g->ending_capacity = 0;
  return GM_OK;
}

uint32_t gm_gazetteer_word(const gm_gazetteer *g, gm_type type, bool fold) {
  if (!fold) return type;
  if (gm_map_count(g->folds) == 0) return 0;
  uint32_t *found = gm_map_get(g->folds, gm_lexicon_fold(g->lexicon, type));
  return found ? *found | FOLDED : 0;
}

uint32_t gm_gazetteer_step(const gm_gazetteer *g, uint32_t from, uint32_t word) {
  return word ? g->edges[place_of(g->edges, g->mask, from, word)].target : 0;
}

const gm_named *gm_gazetteer_names(const gm_gazetteer *g, uint32_t at, size_t *count) {
  *count = g->nodes[at].count;
  return g->names + g->nodes[at].start;
}

void gm_gazetteer_mark(const gm_gazetteer *g, const uint8_t *enabled, uint8_t *live) {
  for (size_t at = g->node_count; at-- > 1;) {
    const node *n = &g->nodes[at];
    for (uint32_t i = 0; i < n->count && !live[at]; i++)
      live[at] = enabled[g->names[n->start + i].rule];
    if (live[at]) live[n->parent] = 1;
  }
}

size_t gm_gazetteer_size(const gm_gazetteer *g) { return g->node_count; }

bool gm_gazetteer_leaf(const gm_gazetteer *g, uint32_t at) {
  return !g->nodes[at].inner;
}
