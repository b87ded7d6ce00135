/* The two blobs.
 *
 * A token is a LEB128 number, 4 * id + form, and what the form does not imply:
 *   0  in full: gap before it, length, flags follow
 *   1  one byte apart, as long as its type's form, flags SPACE
 *   2  joined to the one before, as long as its type's form, no flags
 *   3  as 1, and the first of its sentence
 * Most tokens take one or two bytes.
 *
 * Zones are the number of kinds, each kind's length and name; then per zone begin
 * relative to the one before, length and kind. */
#include "store/pack.h"
#include "base/memory.h"

enum { FULL, PLAIN, JOINED, FIRST };

static unsigned form_of(uint32_t gap, uint16_t flags) {
  if (gap == 0 && flags == 0)
    return JOINED;
  if (gap != 1)
    return FULL;
  if (flags == GM_TOKEN_SPACE)
    return PLAIN;
  return flags == (GM_TOKEN_SPACE | GM_TOKEN_SENTENCE) ? FIRST : FULL;
}

static unsigned char *put_number(unsigned char *at, uint64_t value) {
  while (value > 0x7F) {
    *at++ = (unsigned char)(value | 0x80);
    value >>= 7;
  }
  *at++ = (unsigned char)value;
  return at;
}

enum { MOST_BYTES = 5 + 5 + 5 + 3, /* of a token in full */ TOGETHER = 4096 };

void gm_pack_tokens(gm_buffer *out, const gm_tokens *tokens,
                    const gm_type_number *types) {
  char *room = NULL;
  unsigned char *to = NULL;
  uint32_t at = 0;
  for (uint32_t i = 0; i < tokens->count; i++) {
    if (i % TOGETHER == 0) { /* room for so many at once */
      if (room)
        out->size += (size_t)((char *)to - room);
      room = gm_buffer_reserve(out, TOGETHER * MOST_BYTES);
      if (!room)
        return;
      to = (unsigned char *)room;
    }
    uint32_t begin = gm_token_begin(tokens, i), end = gm_token_end(tokens, i);
    const gm_type_number *type = &types[tokens->type[i]];
    unsigned form = form_of(begin - at, tokens->flags[i]);
    if (end - begin != type->length)
      form = FULL;
    to = put_number(to, (uint64_t)type->id << 2 | form);
    if (form == FULL) {
      to = put_number(to, begin - at);
      to = put_number(to, end - begin);
      to = put_number(to, tokens->flags[i]);
    }
    at = end;
  }
  if (room)
    out->size += (size_t)((char *)to - room);
}

bool gm_unpack_token(gm_slice blob, gm_packed_token *token) {
  static const uint16_t implied[] = {0, GM_TOKEN_SPACE, 0,
                                     GM_TOKEN_SPACE | GM_TOKEN_SENTENCE};
  uint64_t head, gap, length = 0, flags;
  size_t offset = token->offset;
  if (!gm_varint_read(blob, &offset, &head) || head >> 2 > UINT32_MAX)
    return false;
  unsigned form = head & 3;
  gap = form == JOINED ? 0 : 1;
  flags = implied[form];
  if (form == FULL && (!gm_varint_read(blob, &offset, &gap) ||
                       !gm_varint_read(blob, &offset, &length) ||
                       !gm_varint_read(blob, &offset, &flags) || gap > UINT32_MAX ||
                       length > UINT32_MAX))
    return false;
  *token = (gm_packed_token){(uint32_t)(head >> 2), (uint32_t)gap,   (uint32_t)length,
                             form == FULL,          (uint16_t)flags, offset};
  return true;
}

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
