/* Opens and closes a corpus: one SQLite file. */
#ifndef GM_STORE_STORE_H
#define GM_STORE_STORE_H
#include "store/database.h"

typedef struct {
  bool create;      /* make it where it is missing */
  bool readonly;    /* works on read-only media as well */
  uint32_t timeout; /* ms to wait for another writer; 0: 10 s */
  int version;      /* tests: upgrade to this schema only; 0: the newest */
} gm_store_options;

/* GM_NOTFOUND where there is no file and `create` is off, GM_FORMAT where it is no
 * corpus, GM_CORRUPT where it is damaged, GM_VERSION where a newer gimlet made it,
 * GM_READONLY. On GM_OK the caller owns *out; otherwise it is NULL. */
gm_status gm_store_open(gm_store **out, const char *path,
                        const gm_store_options *options, gm_error *err);
void gm_store_close(gm_store *store); /* rolls back an open batch; NULL is welcome */
#endif
