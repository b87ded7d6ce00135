/* The given tokens of a stored document, put together again. */
#ifndef GM_STORE_COLUMNS_GIVEN_H
#define GM_STORE_COLUMNS_GIVEN_H
#include "store/columns.h"
#include "store/stream.h"

/* Appends what gm_given_read takes: the given tokens of a document with all columns.
 * Nothing is appended where its tokens are our own. */
gm_status gm_columns_given(gm_columns *columns, gm_stream *stream, uint32_t document,
                           gm_buffer *out, gm_error *err);
#endif
