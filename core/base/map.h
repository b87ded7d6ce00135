/* A hash map from byte strings to 32-bit numbers; keys are copied into the map. */
#ifndef GM_BASE_MAP_H
#define GM_BASE_MAP_H
#include "base/error.h"
#include "base/slice.h"

typedef struct gm_map gm_map;

uint64_t gm_hash(gm_slice bytes); /* 64 bits, the same on every machine; not for secrets */
gm_map *gm_map_new(void);         /* NULL when out of memory */
void gm_map_free(gm_map *map);
uint32_t gm_map_count(const gm_map *map);
/* The value's address, or NULL where the key is absent. Valid until the next put. */
uint32_t *gm_map_get(const gm_map *map, gm_slice key);
/* Inserts `value` where the key is absent; *slot is the value's address either way. */
gm_status gm_map_put(gm_map *map, gm_slice key, uint32_t value, uint32_t **slot,
                     gm_error *err);
#endif
