/* The text of a document as the corpus stores it. */
#ifndef GM_STORE_TEXTS_H
#define GM_STORE_TEXTS_H
#include "base/buffer.h"
#include "store/database.h"

/* Appends the text of a frame that contents.text holds. */
gm_status gm_store_unpack_text(gm_store *store, gm_slice frame, gm_buffer *out,
                               gm_error *err);
#endif
