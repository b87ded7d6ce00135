/* Invariant: every form lies within `bytes`, and none is empty. */
#include "store/told.h"
#include "base/memory.h"

void gm_told_free(gm_told *told) {
  gm_buffer_free(&told->bytes);
  gm_free(told->forms);
  *told = (gm_told){0};
}

void gm_told_forget_types(gm_told *told) {
  for (uint32_t i = 0; i < told->count; i++)
    told->forms[i].type = 0;
}

static gm_status take(gm_told *told, gm_slice from, gm_error *err) {
  uint64_t before, count, size;
  size_t at = 0;
  bool sound = gm_varint_read(from, &at, &before) && gm_varint_read(from, &at, &count) &&
               count <= from.size;
  if (sound && !before) {
    told->count = 0;
    gm_buffer_clear(&told->bytes);
  }
  sound = sound && before == told->count && count <= UINT32_MAX - told->count;
  if (sound && !gm_grow((void **)&told->forms, &told->room,
                        (size_t)told->count + (size_t)count, sizeof *told->forms))
    return gm_nomem(err);
  uint64_t begin = told->bytes.size;
  for (uint64_t i = 0; i < count && sound; i++) {
    sound = gm_varint_read(from, &at, &size) && size && size <= from.size &&
            begin + size <= UINT32_MAX;
    if (sound)
      told->forms[before + i] = (gm_told_form){(uint32_t)begin, (uint32_t)size, 0};
    begin += size;
  }
  if (!sound || begin - told->bytes.size != from.size - at)
    return gm_fail(err, GM_CORRUPT, "the forms that a worker tells of are damaged");
  gm_buffer_add(&told->bytes, from.data + at, from.size - at);
  told->count += (uint32_t)count;
  return told->bytes.status == GM_OK ? GM_OK : gm_nomem(err);
}

gm_status gm_told_add(gm_told *told, gm_slice bytes, gm_error *err) {
  gm_status status = take(told, bytes, err);
  if (status != GM_OK)
    gm_told_free(told);
  return status;
}
