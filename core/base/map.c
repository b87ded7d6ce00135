/* Open addressing with linear probing over indexes into an array of entries.
 *
 * Invariants: 1. `slots` has a power of two of places, at most three quarters used. 2. A slot
 * holds 1 + the entry's index, 0 where free. 3. Keys live in the map's arena. */
#include "base/map.h"
#include "base/memory.h"

typedef struct {
  gm_slice key;
  uint64_t hash;
  uint32_t value;
} entry;

struct gm_map {
  gm_arena *keys;
  entry *entries;
  size_t count, capacity;
  uint32_t *slots;
  size_t mask;
};

static uint64_t mix(uint64_t x) { /* the finalizer of MurmurHash3 */
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

static uint64_t load64(const unsigned char *p, size_t size) { /* little-endian anywhere */
  uint64_t value = 0;
  for (size_t i = 0; i < size; i++) value |= (uint64_t)p[i] << (8 * i);
  return value;
}

uint64_t gm_hash(gm_slice bytes) {
  const unsigned char *p = (const unsigned char *)bytes.data;
  size_t left = bytes.size;
  uint64_t hash = 0x9e3779b97f4a7c15ULL ^ (uint64_t)bytes.size;
  for (; left >= 8; left -= 8, p += 8) hash = mix(hash ^ load64(p, 8)) * 0x9fb21c651e98df25ULL;
  if (left) hash ^= load64(p, left);
  return mix(hash);
}

gm_map *gm_map_new(void) {
  gm_map *map = gm_calloc(1, sizeof *map);
  if (!map) return NULL;
  map->mask = 63;
  map->slots = gm_calloc(map->mask + 1, sizeof *map->slots);
  map->keys = gm_arena_new();
  if (map->slots && map->keys) return map;
  gm_map_free(map);
  return NULL;
}

void gm_map_free(gm_map *map) {
  if (!map) return;
  gm_arena_free(map->keys);
  gm_free(map->entries);
  gm_free(map->slots);
  gm_free(map);
}

uint32_t gm_map_count(const gm_map *map) { return (uint32_t)map->count; }

/* The slot that holds the key, or the free one where it belongs. */
static size_t find_slot(const gm_map *map, gm_slice key, uint64_t hash) {
  size_t at = hash & map->mask;
  for (; map->slots[at]; at = (at + 1) & map->mask) {
    const entry *found = &map->entries[map->slots[at] - 1];
    if (found->hash == hash && gm_slice_equal(found->key, key)) break;
  }
  return at;
}

uint32_t *gm_map_get(const gm_map *map, gm_slice key) {
  size_t at = find_slot(map, key, gm_hash(key));
  return map->slots[at] ? &map->entries[map->slots[at] - 1].value : NULL;
}

static gm_status widen(gm_map *map, gm_error *err) {
  size_t mask = map->mask * 2 + 1;
  uint32_t *slots = gm_calloc(mask + 1, sizeof *slots);
  if (!slots) return gm_nomem(err);
  for (size_t i = 0; i < map->count; i++) {
    size_t at = map->entries[i].hash & mask;
    while (slots[at]) at = (at + 1) & mask;
    slots[at] = (uint32_t)i + 1;
  }
  gm_free(map->slots);
  map->slots = slots;
  map->mask = mask;
  return GM_OK;
}

gm_status gm_map_put(gm_map *map, gm_slice key, uint32_t value, uint32_t **slot,
                     gm_error *err) {
  uint64_t hash = gm_hash(key);
  size_t at = find_slot(map, key, hash);
  if (!map->slots[at]) {
    if ((map->count + 1) * 4 > (map->mask + 1) * 3) {
      gm_status status = widen(map, err);
      if (status != GM_OK) return status;
      at = find_slot(map, key, hash);
    }
    if (!gm_grow((void **)&map->entries, &map->capacity, map->count + 1, sizeof *map->entries))
      return gm_nomem(err);
    char *copy = gm_arena_copy(map->keys, key.data, key.size);
    if (!copy) return gm_nomem(err);
    map->entries[map->count] = (entry){gm_slice_of(copy, key.size), hash, value};
    map->slots[at] = (uint32_t)++map->count;
  }
  if (slot) *slot = &map->entries[map->slots[at] - 1].value;
  return GM_OK;
}
