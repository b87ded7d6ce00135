/* Reading: nothing of what the bytes say is believed before it has been looked at. */
#include "store/parcel.h"
#include "base/memory.h"
#include "store/parcel_kinds.h"

void gm_unpacked_free(gm_unpacked *reading) {
  gm_free(reading->kinds);
  gm_free(reading->frequency);
  gm_free(reading->number);
  gm_free(reading->begin);
  gm_free(reading->end);
  gm_free(reading->told);
  *reading = (gm_unpacked){0};
}

typedef struct {
  gm_slice bytes;
  size_t at;
  bool sound;
} cursor;

/* A number up to `most`; 0 and unsound where there is none. */
static inline uint32_t take(cursor *from, uint64_t most) {
  uint64_t value = 0;
  if (from->at < from->bytes.size && (unsigned char)from->bytes.data[from->at] < 0x80 &&
      most > 0x7F)
    return (unsigned char)from->bytes.data[from->at++];
  if (!from->sound || !gm_varint_read(from->bytes, &from->at, &value) || value > most) {
    from->sound = false;
    return 0;
  }
  return (uint32_t)value;
}

static size_t left(const cursor *from) {
  return from->bytes.size - from->at;
}

static gm_status read_told(gm_unpacked *reading, cursor *from, const gm_told *told,
                           uint32_t count, gm_error *err) {
  if (!gm_grow((void **)&reading->told, &reading->told_room, count,
               sizeof *reading->told))
    return gm_nomem(err);
  for (uint32_t i = 0; i < count && from->sound; i++) {
    uint32_t number = reading->told[i] = take(from, UINT32_MAX);
    if (number >= told->count) {
      from->sound = false;
      break;
    }
    reading->begin[i] = told->forms[number].begin;
    reading->end[i] = told->forms[number].begin + told->forms[number].size;
  }
  reading->forms = gm_buffer_slice(&told->bytes);
  return GM_OK;
}

static void read_forms(gm_unpacked *reading, cursor *from, uint32_t count) {
  uint32_t size = take(from, left(from)), at = 0;
  for (uint32_t i = 0; i < count && from->sound; i++) {
    reading->begin[i] = at;
    uint32_t length = take(from, size - at);
    if (!length)
      from->sound = false; /* no form is empty */
    reading->end[i] = at += length;
  }
  if (at != size || left(from) < size)
    from->sound = false;
  if (!from->sound)
    return;
  reading->forms = gm_slice_of(from->bytes.data + from->at, size);
  from->at += size;
}

static gm_status read_all_forms(gm_unpacked *reading, cursor *from, const gm_told *told,
                                gm_error *err) {
  uint64_t head = take(from, (uint64_t)left(from) << 1 | 1);
  uint32_t count = (uint32_t)(head >> 1);
  if (!gm_grow((void **)&reading->begin, &reading->begin_room, count,
               sizeof *reading->begin) ||
      !gm_grow((void **)&reading->end, &reading->end_room, count, sizeof *reading->end))
    return gm_nomem(err);
  gm_status status = GM_OK;
  reading->is_told = head & 1;
  if (reading->is_told)
    status = read_told(reading, from, told, count, err);
  else
    read_forms(reading, from, count);
  if (from->sound)
    reading->form_count = count;
  return status;
}

static void read_kind(gm_token_kind *kind, cursor *from, uint64_t types) {
  uint64_t head = 0;
  const unsigned char *at = (const unsigned char *)from->bytes.data + from->at;
  if (left(from) >= 3 && at[0] > 0x7F && at[1] > 0x7F && at[2] < 0x80) {
    head = (at[0] & 0x7Fu) | (at[1] & 0x7Fu) << 7 | (uint32_t)at[2] << 14;
    from->at += 3; /* most are so long */
  } else if (!gm_varint_read(from->bytes, &from->at, &head)) {
    from->sound = false;
  }
  if (head >> 3 >= types)
    from->sound = false;
  unsigned shape = head & 7;
  *kind = (gm_token_kind){(uint32_t)(head >> 3), shapes[shape].gap, 0,
                          shapes[shape].flags, false};
  if (shape)
    return;
  kind->gap = take(from, UINT32_MAX);
  kind->flags = (uint16_t)take(from, UINT16_MAX);
  uint32_t length = take(from, UINT32_MAX);
  kind->exact = length > 0;
  kind->length = length ? length - 1 : 0;
}

/* Numbers of all tokens, counted; false where one is unknown or the bytes end. */
static bool read_stream(gm_unpacked *reading) {
  const unsigned char *at = (const unsigned char *)reading->stream.data;
  const unsigned char *end = at + reading->stream.size;
  uint32_t kinds = reading->kind_count;
  for (uint32_t i = 0; i < reading->token_count; i++) {
    if (at == end)
      return false;
    uint32_t number = *at++;
    if (number >= SINGLE) {
      if (at == end)
        return false;
      if (number < LONG) {
        number = SINGLE + ((number - SINGLE) << 8) + *at++;
      } else {
        unsigned shift = 0;
        for (number = 0; at < end && shift < 32; shift += 7) {
          number |= (uint32_t)(*at & 0x7F) << shift;
          if (!(*at++ & 0x80))
            break;
        }
      }
    }
    if (number >= kinds)
      return false;
    reading->number[i] = number;
    reading->frequency[number]++;
  }
  return at == end;
}

static gm_status damaged(gm_error *err) {
  return gm_fail(err, GM_CORRUPT, "the tokens of a document are damaged");
}

static gm_status read_kinds(gm_unpacked *reading, cursor *from, uint64_t types,
                            gm_error *err) {
  uint32_t kinds = take(from, left(from)), tokens = take(from, left(from));
  if (!from->sound)
    return damaged(err);
  if (!gm_grow((void **)&reading->kinds, &reading->kind_room, kinds,
               sizeof *reading->kinds))
    return gm_nomem(err);
  for (uint32_t i = 0; i < kinds && from->sound; i++)
    read_kind(&reading->kinds[i], from, types);
  if (!from->sound)
    return damaged(err);
  reading->kind_count = kinds;
  reading->token_count = tokens;
  reading->stream = gm_slice_of(from->bytes.data + from->at, left(from));
  return GM_OK;
}

static gm_status read_body(gm_unpacked *reading, cursor *from, uint64_t types,
                           gm_error *err) {
  gm_status status = read_kinds(reading, from, types, err);
  if (status != GM_OK)
    return status;
  uint32_t kinds = reading->kind_count;
  if (!gm_grow((void **)&reading->frequency, &reading->frequency_room, kinds,
               sizeof *reading->frequency) ||
      !gm_grow((void **)&reading->number, &reading->number_room, reading->token_count,
               sizeof *reading->number))
    return gm_nomem(err);
  if (kinds)
    memset(reading->frequency, 0, kinds * sizeof *reading->frequency);
  if (!read_stream(reading))
    return damaged(err);
  reading->sentence_count = 0;
  for (uint32_t i = 0; i < kinds; i++)
    if (reading->kinds[i].flags & GM_TOKEN_SENTENCE)
      reading->sentence_count += reading->frequency[i];
  return GM_OK;
}

gm_status gm_unpacked_parcel(gm_unpacked *reading, gm_slice bytes, const gm_told *told,
                            gm_error *err) {
  cursor from = {bytes, 0, true};
  reading->form_count = 0;
  gm_status status = read_all_forms(reading, &from, told, err);
  return status == GM_OK ? read_body(reading, &from, reading->form_count, err) : status;
}

gm_status gm_unpacked_blob(gm_unpacked *reading, gm_slice bytes, gm_error *err) {
  cursor from = {bytes, 0, true};
  reading->form_count = 0;
  return read_body(reading, &from, (uint64_t)UINT32_MAX + 1, err);
}

gm_status gm_unpacked_kinds(gm_unpacked *reading, gm_slice bytes, gm_error *err) {
  cursor from = {bytes, 0, true};
  reading->form_count = 0;
  return read_kinds(reading, &from, (uint64_t)UINT32_MAX + 1, err);
}

gm_status gm_unpacked_spread(const gm_unpacked *reading, const uint32_t *of_kind,
                            uint32_t *out, gm_error *err) {
  const unsigned char *at = (const unsigned char *)reading->stream.data;
  const unsigned char *end = at + reading->stream.size;
  uint32_t kinds = reading->kind_count, i = 0;
  uint32_t often = kinds < SINGLE ? kinds : SINGLE; /* kinds that take one byte */
  while (i < reading->token_count && at < end) {
    uint32_t number = *at++;
    if (number < often) {
      out[i++] = of_kind[number];
      continue;
    }
    if (number >= SINGLE) {
      if (at == end)
        return damaged(err);
      if (number < LONG) {
        number = SINGLE + ((number - SINGLE) << 8) + *at++;
      } else {
        unsigned shift = 0;
        for (number = 0; at < end && shift < 32; shift += 7) {
          number |= (uint32_t)(*at & 0x7F) << shift;
          if (!(*at++ & 0x80))
            break;
        }
      }
    }
    if (number >= kinds)
      return damaged(err);
    out[i++] = of_kind[number];
  }
  return i == reading->token_count && at == end ? GM_OK : damaged(err);
}

static unsigned char *put_one(unsigned char *at, const gm_token_kind *kind,
                              uint32_t type) {
  return put_kind(at, type, kind->gap, kind->flags,
                  kind->exact ? (uint64_t)kind->length + 1 : 0);
}

void gm_unpacked_store(const gm_unpacked *parcel, const uint32_t *types, gm_buffer *out) {
  unsigned char *at = open_room(out, 20 + (size_t)parcel->kind_count * MOST_OF_KIND +
                                         parcel->stream.size);
  if (!at)
    return;
  at = put_leb(at, parcel->kind_count);
  at = put_leb(at, parcel->token_count);
  for (uint32_t i = 0; i < parcel->kind_count; i++)
    at = put_one(at, &parcel->kinds[i], types[parcel->kinds[i].type]);
  if (parcel->stream.size)
    memcpy(at, parcel->stream.data, parcel->stream.size);
  close_room(out, at + parcel->stream.size);
}
