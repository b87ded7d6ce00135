/* What the modules that make lists share: the builder's insides. */
#ifndef GM_MATCH_LIST_PARTS_H
#define GM_MATCH_LIST_PARTS_H
#include "base/buffer.h"
#include "base/map.h"
#include "match/list_image.h"
#include "text/tokens.h"

typedef struct {
  uint32_t node;
  gm_list_name name;
} gm_list_ending;

typedef struct { /* a word of a name in the making */
  gm_type type;
  bool glob, clitic;
} gm_name_word;

struct gm_list_builder {
  gm_lexicon *lexicon;
  gm_tokens *tokens;
  gm_map *numbers, *column_numbers;
  gm_buffer pool, scratch; /* keys and names of columns; cells */
  gm_list_piece *words, *columns;
  bool *near; /* by word: of a name that may be edited */
  gm_list_edge *edges;
  gm_list_node *nodes;
  gm_list_ending *endings;
  uint32_t *rows;
  gm_list_slot *deletes;
  gm_name_word *pieces;
  size_t word_count, word_capacity, near_capacity, column_count, column_capacity;
  size_t mask, edge_count, node_count, node_capacity, ending_count, ending_capacity;
  size_t row_count, row_capacity, delete_count, delete_capacity, piece_capacity;
  uint32_t kinds, cells, name_count, deleting;
  bool failed;
};

gm_status gm_list_extend(gm_list_builder *b, uint32_t from, uint32_t word, uint32_t *to,
                         gm_error *err);
/* The number of a word by its key: the kind in one byte, then what is compared. */
gm_status gm_list_number(gm_list_builder *b, gm_slice key, bool near, uint32_t *number,
                         gm_error *err);
gm_status gm_list_end(gm_list_builder *b, uint32_t node, const gm_list_name *name,
                      gm_error *err);
#endif
