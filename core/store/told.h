/* Forms that a worker has told of, once for many parcels: these name them by number,
 * from 0, in the order they were told in. */
#ifndef GM_STORE_TOLD_H
#define GM_STORE_TOLD_H
#include "base/buffer.h"

typedef struct {
  uint32_t begin, size; /* in `bytes` */
  uint32_t type;        /* its number in the file; 0: not looked up yet */
} gm_told_form;

typedef struct { /* zeroed before the first use */
  gm_buffer bytes;
  gm_told_form *forms;
  uint32_t count;
  size_t room;
} gm_told;

/* Takes in more forms: how many were told before, how many these are, each one's length,
 * all bytes. None before begins anew. GM_CORRUPT, and none are known, where the bytes are
 * nothing of the kind or do not go on where the last ones ended. */
gm_status gm_told_add(gm_told *told, gm_slice bytes, gm_error *err);
void gm_told_forget_types(gm_told *told);
void gm_told_free(gm_told *told);
#endif
