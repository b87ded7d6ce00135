/* Makes a corpus file as small as it can be. */
#ifndef GM_STORE_COMPACT_H
#define GM_STORE_COMPACT_H
#include "store/database.h"

/* Joins what batches have left behind (segments of the index, rows of forms) and gives
 * the space of what has gone back to the disk. Outside of a batch; needs room for a
 * second copy meanwhile. Killed at any moment, the file is as before or as after. */
gm_status gm_store_compact(gm_store *store, gm_error *err);
#endif
