/* From the key of a form to its id: a hash table that grows a piece at a time.
 *
 * A slot has 16 bytes and four lie in a cache line, which are compared without a branch.
 * Slots lie in segments; a full one is split in two and a directory goes from the first
 * bits of a hash to its segment (extendible hashing; Fagin et al. 1979), so that growing
 * never holds the old table beside the new one. */
#ifndef GM_TEXT_SLOTS_H
#define GM_TEXT_SLOTS_H
#include "base/error.h"
#include <stdint.h>

typedef struct {
  uint64_t first; /* the key: 12 bytes, not all 0 */
  uint32_t rest;
  uint32_t id; /* 0: free */
} gm_slot;

#define GM_SLOT_LINES 256 /* of four slots, in a segment */

typedef struct {
  gm_slot *slots; /* aligned to 64 bytes, inside of `block` */
  void *block;
  uint32_t used, bits; /* of the hash that its slots share */
} gm_segment;

typedef struct {
  gm_slot **lines; /* of the segments; both by the first `bits` of a hash */
  gm_segment **directory;
  unsigned bits;
} gm_slots;

gm_status gm_slots_open(gm_slots *table, gm_error *err); /* zeroed before */
void gm_slots_close(gm_slots *table);
/* Adds what is not there. */
gm_status gm_slots_add(gm_slots *table, uint64_t hash, gm_slot slot, gm_error *err);
/* Beyond the first line, which is full. */
uint32_t gm_slots_find_far(const gm_slots *table, uint64_t hash, uint64_t first,
                           uint32_t rest);

static inline uint64_t gm_slot_hash(uint64_t first, uint32_t rest) {
  uint64_t hash = first * 0x9fb21c651e98df25ULL ^ rest * 0xd6e8feb86659fd93ULL;
  return (hash ^ hash >> 32) * 0x9e3779b97f4a7c15ULL;
}

/* The line that a key belongs to. */
static inline const gm_slot *gm_slots_line(const gm_slots *table, uint64_t hash) {
  return table->lines[hash >> (64 - table->bits)] + (hash >> 32 & (GM_SLOT_LINES - 1)) * 4;
}

/* The id of a key in its line; 0: not there. */
static inline uint32_t gm_slots_in_line(const gm_slot *line, uint64_t first,
                                        uint32_t rest) {
#define SAME(i)                                                                        \
  (line[i].id & -(uint32_t)((line[i].first == first) & (line[i].rest == rest)))
  uint32_t id = SAME(0) | SAME(1); /* what is frequent came early */
  return id ? id : SAME(2) | SAME(3);
#undef SAME
}

static inline uint32_t gm_slots_find(const gm_slots *table, uint64_t hash,
                                     uint64_t first, uint32_t rest) {
  const gm_slot *line = gm_slots_line(table, hash);
  uint32_t id = gm_slots_in_line(line, first, rest);
  return id || !line[3].id ? id : gm_slots_find_far(table, hash, first, rest);
}
#endif
