/* Zones are the number of kinds, each kind's length and name; then per zone begin
 * relative to the one before, length and kind. */
#include "store/zones.h"
#include "base/memory.h"

/* The kind's number, `count` where it is a new one. */
static size_t kind_of(const gm_slice *kinds, size_t count, gm_slice kind) {
  size_t i = 0;
  while (i < count && !gm_slice_equal(kinds[i], kind))
    i++;
  return i;
}

enum { MAX_KINDS = 64 };

void gm_pack_zones(gm_buffer *out, const gm_packed_zone *zones, size_t count) {
  gm_slice kinds[MAX_KINDS];
  size_t kind_count = 0;
  for (size_t i = 0; i < count; i++) {
    size_t kind = kind_of(kinds, kind_count, zones[i].kind);
    if (kind == kind_count && kind_count < MAX_KINDS)
      kinds[kind_count++] = zones[i].kind;
  }
  gm_buffer_add_varint(out, kind_count);
  for (size_t i = 0; i < kind_count; i++) {
    gm_buffer_add_varint(out, kinds[i].size);
    gm_buffer_add(out, kinds[i].data, kinds[i].size);
  }
  uint32_t at = 0;
  for (size_t i = 0; i < count; i++) {
    size_t kind = kind_of(kinds, kind_count, zones[i].kind);
    if (kind == kind_count)
      continue; /* more kinds than any document has */
    gm_buffer_add_varint(out, zones[i].begin - at);
    gm_buffer_add_varint(out, zones[i].end - zones[i].begin);
    gm_buffer_add_varint(out, kind);
    at = zones[i].begin;
  }
}

static bool read_kinds(gm_slice blob, size_t *offset, gm_slice *kinds,
                       uint64_t *count) {
  uint64_t size;
  if (!gm_varint_read(blob, offset, count) || *count > MAX_KINDS)
    return false;
  for (uint64_t i = 0; i < *count; i++) {
    if (!gm_varint_read(blob, offset, &size) || size > blob.size - *offset)
      return false;
    kinds[i] = gm_slice_of(blob.data + *offset, (size_t)size);
    *offset += (size_t)size;
  }
  return true;
}

static bool read_zone(gm_slice blob, size_t *offset, uint32_t *at,
                      const gm_slice *kinds, uint64_t kind_count,
                      gm_packed_zone *zone) {
  uint64_t gap, length, kind;
  if (!gm_varint_read(blob, offset, &gap) || !gm_varint_read(blob, offset, &length) ||
      !gm_varint_read(blob, offset, &kind) || kind >= kind_count ||
      gap > UINT32_MAX - *at || length > UINT32_MAX - *at - gap)
    return false;
  *at += (uint32_t)gap;
  *zone = (gm_packed_zone){*at, *at + (uint32_t)length, kinds[kind]};
  return true;
}

gm_status gm_unpack_zones(gm_slice blob, gm_packed_zone **zones, size_t *count,
                          gm_error *err) {
  gm_slice kinds[MAX_KINDS];
  uint64_t kind_count = 0;
  size_t offset = 0, capacity = 0;
  uint32_t at = 0;
  *zones = NULL;
  *count = 0;
  bool sound = blob.size == 0 || read_kinds(blob, &offset, kinds, &kind_count);
  while (sound && offset < blob.size) {
    if (!gm_grow((void **)zones, &capacity, *count + 1, sizeof **zones)) {
      gm_free(*zones);
      *zones = NULL;
      return gm_nomem(err);
    }
    sound = read_zone(blob, &offset, &at, kinds, kind_count, &(*zones)[*count]);
    if (sound)
      ++*count;
  }
  if (sound)
    return GM_OK;
  gm_free(*zones);
  *zones = NULL;
  return gm_fail(err, GM_CORRUPT, "the zones of a document are damaged");
}
