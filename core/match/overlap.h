/* What becomes of one rule's candidates that overlap, by the rule's mode. */
#ifndef GM_MATCH_OVERLAP_H
#define GM_MATCH_OVERLAP_H
#include "match/types.h"

typedef struct {
  uint32_t begin, end; /* [begin, end) */
  uint32_t entry;
  uint32_t unit; /* what found it; carried along */
  uint32_t edits; /* of spans that are equal those with fewer come first */
} gm_candidate;

/* Keeps the candidates that are hits, sorted by begin, -end, entry; gives how many. */
size_t gm_overlap_settle(gm_candidate *candidates, size_t count, gm_match_mode mode);
#endif
