/* A growing run of bytes with a sticky status: once an append has failed, later ones are
 * ignored, so a writer checks once at its end. */
#ifndef GM_BASE_BUFFER_H
#define GM_BASE_BUFFER_H
#include "base/error.h"
#include "base/slice.h"

typedef struct {
  char *data; /* not NUL-terminated; use gm_buffer_text for a C string */
  size_t size, capacity;
  gm_status status; /* GM_OK or GM_NOMEM */
} gm_buffer;

#define GM_BUFFER_INIT ((gm_buffer){0})
void gm_buffer_free(gm_buffer *buffer); /* and makes it empty again */
void gm_buffer_clear(gm_buffer *buffer); /* keeps the memory, forgets a failure */
void gm_buffer_add(gm_buffer *buffer, const void *data, size_t size);
void gm_buffer_add_text(gm_buffer *buffer, const char *text);
void gm_buffer_add_byte(gm_buffer *buffer, unsigned char byte);
void gm_buffer_add_format(gm_buffer *buffer, const char *format, ...) GM_PRINTF(2, 3);
void gm_buffer_add_varint(gm_buffer *buffer, uint64_t value); /* LEB128 */
char *gm_buffer_reserve(gm_buffer *buffer, size_t size); /* room for size bytes, or NULL */
gm_slice gm_buffer_slice(const gm_buffer *buffer);
const char *gm_buffer_text(gm_buffer *buffer); /* ends it with a NUL; "" on failure */

/* Reads a LEB128 number at *offset and moves past it; false where the bytes end. */
bool gm_varint_read(gm_slice bytes, size_t *offset, uint64_t *value);
#endif
