/* Turns bytes into documents: format and charset by content, metadata, text, blocks. */
#ifndef GM_LOAD_READ_H
#define GM_LOAD_READ_H
#include "load/options.h"

/* Reads all documents in `bytes`, which came from `path` (for messages, ids and hints).
 * Zones hold what markup and record structure say; gm_zones_find does the rest. */
gm_status gm_read(const char *path, gm_slice bytes, const gm_read_options *options,
                  gm_read_document document, gm_read_failure failure, void *context,
                  gm_error *err);
/* Names of the formats that options may ask for, by number; NULL behind the last. */
const char *gm_read_format(int number);
#endif
