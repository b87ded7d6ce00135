/* A document's zones as one blob. */
#ifndef GM_STORE_ZONES_H
#define GM_STORE_ZONES_H
#include "base/buffer.h"
#include "base/error.h"

typedef struct {
  uint32_t begin, end;
  gm_slice kind; /* a name */
} gm_packed_zone;

/* Zones sorted by begin. Kinds are stored by name, so that the blob needs no other
 * table. */
void gm_pack_zones(gm_buffer *out, const gm_packed_zone *zones, size_t count);
/* Fills *zones (gm_free by the caller); their kinds point into the blob. */
gm_status gm_unpack_zones(gm_slice blob, gm_packed_zone **zones, size_t *count,
                          gm_error *err);
#endif
