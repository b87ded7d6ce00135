/* The best so many of many items, in order: by score, highest first; equal scores by
 * name, byte by byte. Items are added one by one; memory is that of what is kept. */
#ifndef GM_LUA_RANKING_H
#define GM_LUA_RANKING_H
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  double score;
  uint32_t item;
} gm_ranked;

typedef struct {
  gm_ranked *items;
  size_t count, capacity, limit; /* limit 0: all */
  /* <0: item a's name comes first */
  int (*by_name)(void *context, uint32_t a, uint32_t b);
  void *context;
} gm_ranking;

gm_status gm_ranking_add(gm_ranking *ranking, double score, uint32_t item,
                         gm_error *err);
void gm_ranking_sort(gm_ranking *ranking);
void gm_ranking_free(gm_ranking *ranking);
#endif
