/* All bytes behind a file descriptor. */
#ifndef GM_LOAD_BYTES_H
#define GM_LOAD_BYTES_H
#include "base/buffer.h"
#include "base/error.h"

typedef struct {
  gm_slice bytes;
  void *mapped; /* a large regular file is mapped, others are read */
  gm_buffer buffer;
} gm_bytes;

gm_status gm_bytes_read(gm_bytes *out, int fd,
                        gm_error *err); /* leaves the descriptor open */
void gm_bytes_free(gm_bytes *bytes);
#endif
