/* Reads documents for a search. The bytes of the document that was read last are kept,
 * as its reading points into them. */
#include "store/scan.h"
#include "base/memory.h"
#include <stdlib.h>

struct gm_scan {
  gm_store *store;
  gm_rows *snapshot; /* an open row: what is read meanwhile is of one state */
  gm_posting_reader *postings; /* NULL until asked for */
  gm_buffer bytes;
  gm_unpacked reading;
};

/* As long as a row is open SQLite neither locks nor asks for changes again. */
static gm_status hold(gm_scan *scan, gm_error *err) {
  gm_rows *rows;
  bool more;
  gm_status status =
      gm_store_query(scan->store, "SELECT id FROM documents", NULL, 0, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status == GM_OK && more)
    scan->snapshot = rows;
  return status;
}

gm_status gm_scan_new(gm_scan **out, gm_store *store, gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  if (!*out)
    return gm_nomem(err);
  (*out)->store = store;
  return hold(*out, err);
}

void gm_scan_free(gm_scan *scan) {
  if (!scan)
    return;
  if (scan->snapshot)
    gm_rows_close(scan->snapshot);
  gm_posting_reader_free(scan->postings);
  gm_unpacked_free(&scan->reading);
  gm_buffer_free(&scan->bytes);
  gm_free(scan);
}

static int ascending(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

gm_status gm_scan_documents(gm_scan *scan, uint32_t *types, size_t count,
                            const gm_posting **out, size_t *found, gm_error *err) {
  gm_status status = GM_OK;
  if (count)
    qsort(types, count, sizeof *types, ascending);
  if (!scan->postings)
    status = gm_posting_reader_new(&scan->postings, scan->store, err);
  return status == GM_OK
             ? gm_posting_reader_find(scan->postings, types, count, out, found, err)
             : status;
}

gm_status gm_scan_read(gm_scan *scan, uint32_t document, const gm_unpacked **out,
                       gm_error *err) {
  gm_value id = gm_value_integer(document);
  gm_rows *rows;
  bool more;
  gm_status status =
      gm_store_query(scan->store, "SELECT tokens FROM contents WHERE document = ?", &id,
                     1, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status != GM_OK)
    return status;
  if (!more)
    return gm_fail(err, GM_NOTFOUND, "there is no text of document %u", document);
  gm_slice bytes = gm_rows_bytes(rows, 0);
  gm_buffer_clear(&scan->bytes);
  gm_buffer_add(&scan->bytes, bytes.data, bytes.size);
  gm_rows_close(rows);
  if (scan->bytes.status != GM_OK)
    return gm_nomem(err);
  *out = &scan->reading;
  return gm_unpacked_kinds(&scan->reading, gm_buffer_slice(&scan->bytes), err);
}
