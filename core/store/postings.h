/* The index from types to the documents they occur in.
 *
 * It is written in segments, one a batch; when eight of a level have gathered they
 * become one of the next, so that a corpus of any size has few. What a document said
 * before it left or was stored anew is void in the segments up to then, which `removed`
 * tells until a merge has dropped it. */
#ifndef GM_STORE_POSTINGS_H
#define GM_STORE_POSTINGS_H
#include "store/database.h"

typedef struct {
  uint32_t document, frequency;
} gm_posting;

/* ---- writing ---- */

typedef struct gm_posting_list gm_posting_list; /* of one batch */

gm_status gm_posting_list_new(gm_posting_list **out, gm_error *err);
void gm_posting_list_free(gm_posting_list *list);
void gm_posting_list_clear(gm_posting_list *list); /* after a rollback */
/* A document's types with their frequencies, each type once. */
gm_status gm_posting_list_add(gm_posting_list *list, uint32_t document,
                              const uint32_t *types, const uint32_t *frequencies,
                              uint32_t count, gm_error *err);
/* A document left, or is about to be stored anew. Inside a batch. */
gm_status gm_posting_list_remove(gm_posting_list *list, gm_store *store,
                                 uint32_t document, gm_error *err);
/* Writes the list as a segment and merges where there are enough; the list is empty
 * then. Inside a batch. */
gm_status gm_posting_list_store(gm_posting_list *list, gm_store *store, gm_error *err);
/* Makes one segment of all, without what is void. Inside a batch. */
gm_status gm_postings_merge_all(gm_store *store, gm_error *err);

/* ---- reading ---- */

typedef struct gm_posting_reader gm_posting_reader;

/* Reads what is committed now (or has been written in the open batch). */
gm_status gm_posting_reader_new(gm_posting_reader **out, gm_store *store,
                                gm_error *err);
void gm_posting_reader_free(gm_posting_reader *reader); /* NULL is welcome */
/* The documents that any of the types occurs in, ascending, with the sum of their
 * frequencies; `types` ascending. Valid until the next call. */
gm_status gm_posting_reader_find(gm_posting_reader *reader, const uint32_t *types,
                                 size_t type_count, const gm_posting **out,
                                 size_t *count, gm_error *err);
/* Calls back for all types in ascending order with their postings, ascending; for
 * checks. */
typedef gm_status gm_posting_visit(void *context, uint32_t type,
                                   const gm_posting *postings, size_t count,
                                   gm_error *err);
gm_status gm_posting_reader_all(gm_posting_reader *reader, gm_posting_visit *visit,
                                void *context, gm_error *err);
#endif
