/* The languages that stored documents are written in. */
#ifndef GM_STORE_SPOKEN_H
#define GM_STORE_SPOKEN_H
#include "base/buffer.h"
#include "store/database.h"

/* Appends what document `number` is written in, as gm_languages_next takes it; nothing
 * where that is not known. */
gm_status gm_spoken(gm_store *store, uint32_t number, gm_buffer *out, gm_error *err);
/* All languages of the corpus, as 1 << gm_language; bit 0: documents in none that is
 * known. */
gm_status gm_spoken_anywhere(gm_store *store, uint64_t *out, gm_error *err);
#endif
