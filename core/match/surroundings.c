/* Windows around nodes. */
#include "match/surroundings.h"
#include "base/memory.h"

enum { WITHIN_NODE = 1, COUNTED = 2 };

static gm_status reach(gm_surroundings *all, uint32_t unit, gm_error *err) {
  if (unit < all->count)
    return GM_OK;
  size_t need = (size_t)unit + 1 + unit / 2;
  if (!gm_grow((void **)&all->units, &all->capacity, need, sizeof *all->units))
    return gm_nomem(err);
  memset(all->units + all->count, 0, (need - all->count) * sizeof *all->units);
  all->count = need;
  return GM_OK;
}

static gm_status count_all(gm_surroundings *all, const gm_sequence *document,
                           gm_error *err) {
  for (size_t i = 0; i < document->count; i++) {
    uint32_t unit = document->unit[i];
    if (unit >= all->count) {
      gm_status status = reach(all, unit, err);
      if (status != GM_OK)
        return status;
    }
    all->units[unit].total++;
  }
  all->words += document->words;
  all->documents++;
  return GM_OK;
}

static void count_near(gm_surroundings *all, const gm_sequence *document, size_t at,
                       bool each) {
  uint8_t *mark = &all->mark[at];
  if (*mark & WITHIN_NODE || (*mark & COUNTED && !each))
    return;
  *mark |= COUNTED;
  gm_surrounding *unit = &all->units[document->unit[at]];
  unit->near++;
  all->window_words++;
  if (unit->seen != all->documents) {
    unit->seen = all->documents;
    unit->documents++;
  }
}

static void count_window(gm_surroundings *all, const gm_sequence *document,
                         const gm_window *window, size_t begin, size_t end) {
  size_t at = begin;
  for (uint32_t i = 0; i < window->left && at > 0; i++) {
    if (document->unit[--at] == GM_BARRIER)
      break;
    count_near(all, document, at, window->each);
  }
  at = end;
  for (uint32_t i = 0; i < window->right && at < document->count; i++, at++) {
    if (document->unit[at] == GM_BARRIER)
      break;
    count_near(all, document, at, window->each);
  }
}

/* Where the words of a node lie; begin == end where it has none. */
static void items_of(const gm_sequence *document, gm_stretch node, size_t *begin,
                     size_t *end) {
  *begin = gm_sequence_at(document, node.begin);
  if (*begin < document->count && document->unit[*begin] == GM_BARRIER)
    ++*begin; /* the one in front of the node's sentence */
  *end = gm_sequence_at(document, node.end);
}

gm_status gm_surroundings_add(gm_surroundings *all, const gm_sequence *document,
                              const gm_window *window, const gm_stretch *nodes,
                              size_t node_count, gm_error *err) {
  gm_status status = count_all(all, document, err);
  if (status != GM_OK || !node_count)
    return status;
  if (!gm_grow((void **)&all->mark, &all->mark_capacity, document->count + 1,
               sizeof *all->mark))
    return gm_nomem(err);
  memset(all->mark, 0, document->count);
  size_t begin, end, found = 0;
  for (size_t i = 0; i < node_count; i++) {
    items_of(document, nodes[i], &begin, &end);
    found += begin < end;
    for (size_t at = begin; at < end; at++) {
      if (document->unit[at] == GM_BARRIER || all->mark[at])
        continue;
      all->mark[at] = WITHIN_NODE;
      all->units[document->unit[at]].nodes++;
      all->node_words++;
    }
  }
  for (size_t i = 0; i < node_count; i++) {
    items_of(document, nodes[i], &begin, &end);
    if (begin < end)
      count_window(all, document, window, begin, end);
  }
  all->nodes += found;
  all->documents_with_nodes += found > 0;
  return GM_OK;
}

void gm_surroundings_free(gm_surroundings *all) {
  gm_free(all->units);
  gm_free(all->mark);
  *all = (gm_surroundings){0};
}
