/* A growing run of bytes, and LEB128 numbers in it. */
#include "base/buffer.h"
#include "base/memory.h"
#include <stdio.h>

void gm_buffer_free(gm_buffer *buffer) {
  gm_free(buffer->data);
  *buffer = GM_BUFFER_INIT;
}

void gm_buffer_clear(gm_buffer *buffer) {
  buffer->size = 0;
  buffer->status = GM_OK;
}

char *gm_buffer_reserve(gm_buffer *buffer, size_t size) {
  if (buffer->status != GM_OK) return NULL;
  if (size > SIZE_MAX - buffer->size - 1 ||
      !gm_grow((void **)&buffer->data, &buffer->capacity, buffer->size + size, 1)) {
    buffer->status = GM_NOMEM;
    return NULL;
  }
  return buffer->data + buffer->size;
}

void gm_buffer_add(gm_buffer *buffer, const void *data, size_t size) {
  char *room = gm_buffer_reserve(buffer, size);
  if (!room || !size) return;
  memcpy(room, data, size);
  buffer->size += size;
}

void gm_buffer_add_text(gm_buffer *buffer, const char *text) {
  gm_buffer_add(buffer, text, strlen(text));
}

void gm_buffer_add_byte(gm_buffer *buffer, unsigned char byte) {
  gm_buffer_add(buffer, &byte, 1);
}

void gm_buffer_add_format(gm_buffer *buffer, const char *format, ...) {
  va_list list;
  va_start(list, format);
  int size = vsnprintf(NULL, 0, format, list);
  va_end(list);
  char *room = size < 0 ? NULL : gm_buffer_reserve(buffer, (size_t)size + 1);
  if (!room) return;
  va_start(list, format);
  vsnprintf(room, (size_t)size + 1, format, list);
  va_end(list);
  buffer->size += (size_t)size;
}

void gm_buffer_add_varint(gm_buffer *buffer, uint64_t value) {
  unsigned char bytes[10];
  size_t size = 0;
  do {
    bytes[size++] = (unsigned char)((value & 0x7F) | (value > 0x7F ? 0x80 : 0));
    value >>= 7;
  } while (value);
  gm_buffer_add(buffer, bytes, size);
}

gm_slice gm_buffer_slice(const gm_buffer *buffer) {
  return gm_slice_of(buffer->data, buffer->size);
}

const char *gm_buffer_text(gm_buffer *buffer) {
  char *end = gm_buffer_reserve(buffer, 1);
  if (!end) return "";
  *end = 0;
  return buffer->data;
}

bool gm_varint_read(gm_slice bytes, size_t *offset, uint64_t *value) {
  uint64_t result = 0;
  for (unsigned shift = 0; shift < 64 && *offset < bytes.size; shift += 7) {
    unsigned char byte = (unsigned char)bytes.data[(*offset)++];
    result |= (uint64_t)(byte & 0x7F) << shift;
    if (!(byte & 0x80)) {
      *value = result;
      return true;
    }
  }
  return false;
}
