/* Statements over an open corpus file: values, rows, writes, transactions.
 *
 * SQL comes from this layer and from the query words that scripts compile
 * (gimlet.where); what a user typed is always a parameter, never part of the text,
 * but for gm_store_ask.
 * Statements are prepared once a store and kept. One thread at a time. */
#ifndef GM_STORE_DATABASE_H
#define GM_STORE_DATABASE_H
#include "base/error.h"
#include "base/slice.h"
#include <stdint.h>

typedef struct gm_store gm_store;

typedef enum {
  GM_VALUE_NULL,
  GM_VALUE_INTEGER,
  GM_VALUE_REAL,
  GM_VALUE_TEXT,
  GM_VALUE_BLOB
} gm_value_kind;

typedef struct {
  gm_value_kind kind;
  int64_t integer;
  double real;
  gm_slice bytes; /* of text (UTF-8) and blobs */
} gm_value;

static inline gm_value gm_value_integer(int64_t integer) {
  return (gm_value){.kind = GM_VALUE_INTEGER, .integer = integer};
}
/* A slice whose data is NULL is stored as NULL. */
static inline gm_value gm_value_text(gm_slice text) {
  return (gm_value){.kind = text.data ? GM_VALUE_TEXT : GM_VALUE_NULL, .bytes = text};
}
static inline gm_value gm_value_blob(gm_slice bytes) {
  return (gm_value){.kind = bytes.data ? GM_VALUE_BLOB : GM_VALUE_NULL, .bytes = bytes};
}

/* A statement that is being read. Ends with gm_rows_close, or by itself after its last
 * row. */
typedef struct gm_rows gm_rows;

/* Starts a statement that only reads; GM_MISUSE for one that would write, for more than
 * one statement, and while the same statement is still being read. */
gm_status gm_store_query(gm_store *store, const char *sql, const gm_value *values,
                         size_t count, gm_rows **out, gm_error *err);
/* The same for a statement that a user typed: SQLite's authorizer refuses all but reading
 * the tables of the corpus. */
gm_status gm_store_ask(gm_store *store, const char *sql, const gm_value *values,
                       size_t count, gm_rows **out, gm_error *err);
/* *more is false after the last row. What a row holds is valid until the next call. */
gm_status gm_rows_next(gm_rows *rows, bool *more, gm_error *err);
int gm_rows_width(gm_rows *rows);
const char *gm_rows_name(gm_rows *rows, int column);
gm_value gm_rows_value(gm_rows *rows, int column);
int64_t gm_rows_integer(gm_rows *rows, int column); /* 0 for NULL */
gm_slice gm_rows_bytes(gm_rows *rows, int column);
void gm_rows_close(gm_rows *rows); /* NULL is welcome */

/* Runs one statement that writes. */
gm_status gm_store_execute(gm_store *store, const char *sql, const gm_value *values,
                           size_t count, gm_error *err);
/* Runs several statements without parameters, none of them kept. */
gm_status gm_store_script(gm_store *store, const char *sql, gm_error *err);
/* The first column of the first row; `missing` where there is none. */
gm_status gm_store_integer(gm_store *store, const char *sql, const gm_value *values,
                           size_t count, int64_t missing, int64_t *out, gm_error *err);
int64_t gm_store_last_row(const gm_store *store); /* the id of the row inserted last */
int64_t
gm_store_changes(const gm_store *store); /* rows touched by the last statement */
int64_t gm_store_total_changes(const gm_store *store); /* by all since it was opened */

/* Puts one row: INSERT OR REPLACE. Names of tables and columns are checked to be plain
 * words. */
gm_status gm_store_put(gm_store *store, const char *table, const char *const *columns,
                       const gm_value *values, size_t count, gm_error *err);
/* Sets columns of the row with that `id`. */
gm_status gm_store_update(gm_store *store, const char *table, int64_t id,
                          const char *const *columns, const gm_value *values,
                          size_t count, gm_error *err);
/* Deletes the rows whose columns equal the values; at least one column. */
gm_status gm_store_delete(gm_store *store, const char *table,
                          const char *const *columns, const gm_value *values,
                          size_t count, gm_error *err);

/* One batch. A second writer is waited for as long as the store was opened with, then
 * GM_BUSY. */
gm_status gm_store_begin(gm_store *store, gm_error *err);
gm_status gm_store_commit(gm_store *store,
                          gm_error *err); /* rolled back where it fails */
void gm_store_rollback(gm_store *store);  /* harmless outside of a batch */
bool gm_store_in_batch(const gm_store *store);
const char *gm_store_path(const gm_store *store);
/* For the store's texts, made when it is first asked for; see compress.h. */
struct gm_compressor;
gm_status gm_store_compressor(gm_store *store, struct gm_compressor **out,
                              gm_error *err);
#endif
