/* The main language is a column of the document; stretches in others are metadata, as
 * the reader wrote them. */
#include "store/spoken.h"
#include "text/language.h"

gm_status gm_spoken(gm_store *store, uint32_t number, gm_buffer *out, gm_error *err) {
  gm_rows *rows;
  bool more;
  gm_value id = gm_value_integer(number);
  gm_status status = gm_store_query(
      store,
      "SELECT language, (SELECT value FROM metadata WHERE document=documents.id "
      "AND key='language_spans' ORDER BY ordinal LIMIT 1) FROM documents WHERE id=?",
      &id, 1, &rows, err);
  if (status != GM_OK || (status = gm_rows_next(rows, &more, err)) != GM_OK || !more)
    return status;
  gm_slice main = gm_rows_bytes(rows, 0), spans = gm_rows_bytes(rows, 1);
  gm_buffer_add(out, main.data, main.size);
  if (main.size && spans.size) {
    gm_buffer_add_text(out, "; ");
    gm_buffer_add(out, spans.data, spans.size);
  }
  gm_rows_close(rows);
  return out->status == GM_OK ? GM_OK : gm_nomem(err);
}

static void add_all(gm_slice languages, uint64_t *out) {
  gm_language_span span;
  while (gm_languages_next(&languages, &span))
    *out |= UINT64_C(1) << span.language;
}

/* The languages that the rows of a query tell. */
static gm_status add_rows(gm_store *store, const char *sql, uint64_t *out,
                          gm_error *err) {
  gm_rows *rows;
  bool more = true;
  gm_status status = gm_store_query(store, sql, NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK && more)
    add_all(gm_rows_bytes(rows, 0), out);
  return status;
}

gm_status gm_spoken_anywhere(gm_store *store, uint64_t *out, gm_error *err) {
  *out = 0;
  gm_status status =
      add_rows(store, "SELECT DISTINCT coalesce(language, 'und') FROM documents", out, err);
  return status == GM_OK
             ? add_rows(store,
                        "SELECT DISTINCT 'und; ' || value FROM metadata WHERE "
                        "key='language_spans'",
                        out, err)
             : status;
}
