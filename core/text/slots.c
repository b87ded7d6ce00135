/* Invariants: 1. A key stands in its line or, where that is full, in the first line
 * behind it with room (around the end of the segment); lines are filled from their
 * beginning. 2. A segment is split before it is more than four fifths full, so there is
 * always room. 3. All directory entries that share a segment's bits point to it. */
#include "text/slots.h"
#include "base/memory.h"
#include <string.h>

#define SLOTS (GM_SLOT_LINES * 4)
#define FULL (SLOTS / 5 * 4)
#define FIRST_BITS 2
#define MOST_BITS 24 /* ends what only made-up words could make grow */

static gm_segment *new_segment(uint32_t bits) {
  gm_segment *segment = gm_calloc(1, sizeof *segment);
  if (!segment) return NULL;
  segment->bits = bits;
  segment->block = gm_calloc(1, SLOTS * sizeof(gm_slot) + 64);
  if (segment->block) {
    uintptr_t aligned = ((uintptr_t)segment->block + 63) & ~(uintptr_t)63;
    segment->slots = (gm_slot *)aligned;
    return segment;
  }
  gm_free(segment);
  return NULL;
}

static void free_segment(gm_segment *segment) {
  if (!segment) return;
  gm_free(segment->block);
  gm_free(segment);
}

gm_status gm_slots_open(gm_slots *table, gm_error *err) {
  table->directory = gm_calloc((size_t)1 << FIRST_BITS, sizeof *table->directory);
  table->lines = gm_calloc((size_t)1 << FIRST_BITS, sizeof *table->lines);
  if (!table->directory || !table->lines) return gm_nomem(err);
  table->bits = FIRST_BITS;
  for (size_t i = 0; i < (size_t)1 << FIRST_BITS; i++) {
    if (!(table->directory[i] = new_segment(FIRST_BITS))) return gm_nomem(err);
    table->lines[i] = table->directory[i]->slots;
  }
  return GM_OK;
}

void gm_slots_close(gm_slots *table) {
  size_t entries = table->directory ? (size_t)1 << table->bits : 0;
  for (size_t i = 0, next; i < entries; i = next) {
    gm_segment *segment = table->directory[i];
    next = i + (segment ? (size_t)1 << (table->bits - segment->bits) : 1);
    free_segment(segment);
  }
  gm_free(table->directory);
  gm_free(table->lines);
}

static void put(gm_segment *segment, uint64_t hash, gm_slot slot) {
  size_t at = (hash >> 32 & (GM_SLOT_LINES - 1)) * 4;
  while (segment->slots[at].id) at = (at + 1) % SLOTS;
  segment->slots[at] = slot;
  segment->used++;
}

static gm_status widen(gm_slots *table, gm_error *err) {
  size_t entries = (size_t)1 << table->bits;
  gm_segment **wide = gm_alloc(2 * entries * sizeof *wide);
  gm_slot **lines = wide ? gm_alloc(2 * entries * sizeof *lines) : NULL;
  if (!lines) {
    gm_free(wide);
    return gm_nomem(err);
  }
  for (size_t i = 0; i < 2 * entries; i++) {
    wide[i] = table->directory[i / 2];
    lines[i] = table->lines[i / 2];
  }
  gm_free(table->directory);
  gm_free(table->lines);
  table->directory = wide;
  table->lines = lines;
  table->bits++;
  return GM_OK;
}

/* Puts two segments in the place of the one that `hash` leads to. */
static gm_status split(gm_slots *table, uint64_t hash, gm_error *err) {
  gm_segment *old = table->directory[hash >> (64 - table->bits)], *half[2];
  if (old->bits == table->bits) {
    gm_status status = widen(table, err);
    if (status != GM_OK) return status;
  }
  half[0] = new_segment(old->bits + 1);
  half[1] = half[0] ? new_segment(old->bits + 1) : NULL;
  if (!half[1]) {
    free_segment(half[0]);
    return gm_nomem(err);
  }
  for (size_t i = 0; i < SLOTS; i++) {
    gm_slot slot = old->slots[i];
    uint64_t own = gm_slot_hash(slot.first, slot.rest);
    if (slot.id) put(half[own >> (63 - old->bits) & 1], own, slot);
  }
  size_t size = (size_t)1 << (table->bits - old->bits),
         first = (hash >> (64 - table->bits)) & ~(size - 1);
  for (size_t i = 0; i < size; i++) {
    table->directory[first + i] = half[i >= size / 2];
    table->lines[first + i] = half[i >= size / 2]->slots;
  }
  free_segment(old);
  return GM_OK;
}

gm_status gm_slots_add(gm_slots *table, uint64_t hash, gm_slot slot, gm_error *err) {
  gm_segment *segment;
  while ((segment = table->directory[hash >> (64 - table->bits)])->used >= FULL &&
         segment->bits < MOST_BITS) {
    gm_status status = split(table, hash, err);
    if (status != GM_OK) return status;
  }
  if (segment->used == SLOTS - 1)
    return gm_fail(err, GM_LIMIT, "too many words of one hash");
  put(segment, hash, slot);
  return GM_OK;
}

uint32_t gm_slots_find_far(const gm_slots *table, uint64_t hash, uint64_t first,
                           uint32_t rest) {
  const gm_slot *slots = table->directory[hash >> (64 - table->bits)]->slots;
  size_t at = (hash >> 32 & (GM_SLOT_LINES - 1)) * 4 + 4;
  for (;; at++) {
    const gm_slot *slot = &slots[at % SLOTS];
    if (!slot->id || (slot->first == first && slot->rest == rest)) return slot->id;
  }
}
