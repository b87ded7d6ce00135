/* The corpus's types while documents join and leave it: gives types their numbers in
 * the file, keeps their counts and the index to documents.
 *
 * The first use reads the forms of all types of the file, which stay in memory. */
#ifndef GM_STORE_TYPES_H
#define GM_STORE_TYPES_H
#include "base/buffer.h"
#include "store/columns.h"
#include "store/database.h"
#include "store/parcel.h"

typedef struct gm_types gm_types;

gm_status gm_types_new(gm_types **out, gm_store *store, gm_error *err); /* borrows it */
void gm_types_free(gm_types *types);
/* The columns of given tokens in the same file. */
gm_columns *gm_types_columns(gm_types *types);

/* Takes in forms that the parcels which come next name by number: gm_told_add. */
gm_status gm_types_hear(gm_types *types, gm_slice forms, gm_error *err);
/* Takes in the parcel of a document and appends the blob that is stored; inside a
 * batch. GM_CORRUPT, with nothing changed, where the bytes are no parcel of a text of
 * `size` bytes. *out is valid until the next call. */
gm_status gm_types_absorb(gm_types *types, gm_slice parcel, uint64_t size,
                          gm_buffer *blob, const gm_unpacked **out, gm_error *err);
/* The document of the parcel absorbed last joins the corpus under this number. */
gm_status gm_types_join(gm_types *types, uint32_t document, gm_error *err);
/* A document leaves, with the blob that was stored. */
gm_status gm_types_leave(gm_types *types, uint32_t document, gm_slice blob,
                         gm_error *err);
/* Writes what the batch changed; call it before each commit. */
gm_status gm_types_flush(gm_types *types, gm_error *err);
/* Forgets what the batch did; call it after a rollback. */
void gm_types_forget(gm_types *types);
#endif
