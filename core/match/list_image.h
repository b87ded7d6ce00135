/* How a compiled list looks in memory and in a file: a head, then sections of 32-bit
 * numbers and bytes, each beginning at a multiple of 8. Native byte order; a list is made
 * and used on one machine. */
#ifndef GM_MATCH_LIST_IMAGE_H
#define GM_MATCH_LIST_IMAGE_H
#include "match/types.h"

#define GM_LIST_MAGIC 0x32534D4Eu /* changes with the layout and with what is in it */

typedef struct { /* a name that ends at a node */
  uint32_t rule, entry;
  int32_t from, to; /* days since 1970 on which it holds; INT32_MIN, INT32_MAX: always */
  uint32_t edits;   /* most that may lie between text and name */
  uint32_t possessive; /* 's within it may be skipped */
} gm_list_name;

enum { GM_LIST_KEY = 32 };

typedef enum { /* sections */
               GM_PART_SLOTS,   /* of words: hash, 1 + word; a power of two of them */
               GM_PART_WORDS,   /* offset and size of each word's key in the pool */
               GM_PART_EDGES,   /* node, word, target; a power of two of them */
               GM_PART_NODES,   /* gm_list_node */
               GM_PART_NAMES,   /* gm_list_name */
               GM_PART_GLOBS,   /* words that are globs */
               GM_PART_DELETES, /* hash, word; by hash */
               GM_PART_BUCKETS, /* where hashes that begin with each 16 bits start */
               GM_PART_ROWS,    /* offset of each row's cells in the pool, and the end */
               GM_PART_COLUMNS, /* offset and size of each column's name in the pool */
               GM_PART_POOL,    /* bytes */
               GM_LIST_PARTS
} gm_list_part;

typedef struct {
  uint32_t magic, kinds; /* bits of what words are compared by */
  uint64_t size, checksum;
  unsigned char key[GM_LIST_KEY];
  uint32_t edits; /* most of any name */
  uint32_t plain, possessive, name_count;
  uint64_t at[GM_LIST_PARTS]; /* bytes from the beginning */
  uint64_t count[GM_LIST_PARTS]; /* items */
} gm_list_head;

typedef struct {
  uint32_t hash, word;
} gm_list_slot;
typedef struct {
  uint32_t at, size;
} gm_list_piece;
typedef struct {
  uint32_t node, word, target;
} gm_list_edge;
typedef struct {
  uint32_t start;
  uint32_t count;
  uint32_t onward; /* bits of words that go on from here, gm_list_bit; 0: a leaf */
} gm_list_node;

static inline uint32_t gm_list_bit(uint32_t word) {
  return 1u << (word * 0x9E3779B1u >> 27);
}

/* The trie alone, for who walks it: see gm_list_step and gm_list_names. */
typedef struct {
  const gm_list_edge *edges;
  size_t mask;
  const gm_list_node *nodes;
  const gm_list_name *names;
} gm_list_trie;

typedef enum { /* what a word is compared by: the first byte of its key */
               GM_WORD_FORM,
               GM_WORD_FOLD,
               GM_WORD_PLAIN,      /* the fold without diacritics */
               GM_WORD_PLAIN_FORM, /* the form without diacritics */
               GM_WORD_LEMMA,
               GM_WORD_STEM,
               GM_WORD_GLOB, /* of the fold */
} gm_word_kind;

size_t gm_list_part_item(gm_list_part part);
uint64_t gm_list_sum(const void *data, size_t size); /* for checksums */

static inline bool gm_list_ascii(gm_slice text) {
  for (size_t i = 0; i < text.size; i++)
    if ((unsigned char)text.data[i] >= 0x80) return false;
  return true;
}
static inline uint32_t gm_list_hash(gm_slice key, uint64_t (*hash)(gm_slice)) {
  uint64_t wide = hash(key);
  return (uint32_t)(wide ^ wide >> 32);
}
static inline size_t gm_list_edge_place(const gm_list_edge *edges, size_t mask,
                                        uint32_t from, uint32_t word) {
  uint64_t key = ((uint64_t)from << 32 | word) * 0x9E3779B97F4A7C15ULL;
  size_t at = (size_t)(key >> 32 ^ key >> 15) & mask;
  while (edges[at].target && (edges[at].node != from || edges[at].word != word))
    at = (at + 1) & mask;
  return at;
}
static inline uint32_t gm_list_trie_step(const gm_list_trie *trie, uint32_t from,
                                         uint32_t word) {
  if (!(trie->nodes[from].onward & gm_list_bit(word))) return 0;
  return trie->edges[gm_list_edge_place(trie->edges, trie->mask, from, word)].target;
}
#endif
