/* Stored documents for searches that look at many of them once: kinds of tokens first,
 * then one number of each token. Neither the types' forms nor anything else of the file
 * is read for it. */
#ifndef GM_STORE_SCAN_H
#define GM_STORE_SCAN_H
#include "store/database.h"
#include "store/parcel.h"
#include "store/postings.h"

typedef struct gm_scan gm_scan;

/* Borrows the store. */
gm_status gm_scan_new(gm_scan **out, gm_store *store, gm_error *err);
void gm_scan_free(gm_scan *scan); /* NULL is welcome */

/* The documents that any of the types occurs in; `types` is sorted. Valid until the
 * next call. */
gm_status gm_scan_documents(gm_scan *scan, uint32_t *types, size_t count,
                            const gm_posting **out, size_t *found, gm_error *err);
/* The kinds of a document's tokens and how many tokens it has. Valid until the next
 * call. */
gm_status gm_scan_read(gm_scan *scan, uint32_t document, const gm_unpacked **out,
                       gm_error *err);
#endif
