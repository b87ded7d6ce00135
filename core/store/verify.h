/* Checks what must hold of the packed part of a corpus: texts, tokens, zones, counts
 * and the index of types. What rows must fulfil is checked in SQL (gimlet.verify). */
#ifndef GM_STORE_VERIFY_H
#define GM_STORE_VERIFY_H
#include "store/database.h"

/* Called for each thing that is wrong, in words; `document` is its number or 0. */
typedef void gm_verify_report(void *context, uint32_t document, const char *problem);

/* Reads everything. What it finds wrong is reported; it fails only where it cannot go
 * on. */
gm_status gm_verify(gm_store *store, gm_verify_report *report, void *context,
                    gm_error *err);
#endif
