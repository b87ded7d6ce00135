/* Counts what stands around a node: for each unit how often it occurs near it, and how
 * often anywhere. */
#ifndef GM_MATCH_SURROUNDINGS_H
#define GM_MATCH_SURROUNDINGS_H
#include "match/sequence.h"

typedef struct {
  uint32_t left, right; /* words either side, within barriers */
  /* A word near two nodes is counted for each; otherwise every word once (Evert 2008:
   * the windows of all nodes are one region of the text). */
  bool each;
} gm_window;

typedef struct {
  uint64_t near;            /* occurrences in the windows */
  uint64_t total;           /* occurrences in all that was counted */
  uint64_t nodes;           /* of these within nodes */
  uint32_t documents, seen; /* that hold it near a node; the last one, from 1 */
} gm_surrounding;

typedef struct { /* zeroed before the first use; gm_surroundings_free at the end */
  gm_surrounding *units; /* by unit; [0] unused */
  size_t count, capacity;
  uint64_t words;        /* all that was counted, nodes as well */
  uint64_t node_words;   /* words within nodes */
  uint64_t nodes;        /* nodes */
  uint64_t window_words; /* words in the windows, none of them within a node */
  uint32_t documents, documents_with_nodes;
  uint8_t *mark;
  size_t mark_capacity;
} gm_surroundings;

/* Adds a document; `nodes` are its ascending matches, which may overlap. A word within
 * a node takes a place in the windows of other nodes and counts in none. */
gm_status gm_surroundings_add(gm_surroundings *all, const gm_sequence *document,
                              const gm_window *window, const gm_stretch *nodes,
                              size_t node_count, gm_error *err);
void gm_surroundings_free(gm_surroundings *all);
#endif
