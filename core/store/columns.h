/* Columns of given tokens: lemma, parts of speech and whatever else an annotated corpus
 * has beside its words. Each value has a number in its column, as each form has one
 * among the types; a document holds the numbers of its tokens, one array a column. */
#ifndef GM_STORE_COLUMNS_H
#define GM_STORE_COLUMNS_H
#include "store/database.h"
#include "text/given.h"

typedef struct gm_columns gm_columns;

/* Borrows the store. Opening costs nothing. */
gm_status gm_columns_new(gm_columns **out, gm_store *store, gm_error *err);
void gm_columns_free(gm_columns *columns);   /* NULL is welcome */
void gm_columns_forget(gm_columns *columns); /* after a rollback */

gm_store *gm_columns_store(const gm_columns *columns);

/* ---- reading ---- */

typedef struct {
  uint32_t id; /* from 1 */
  gm_slice name;
} gm_column_name;

/* All columns of the corpus; valid until the next call. */
gm_status gm_columns_list(gm_columns *columns, const gm_column_name **out,
                          size_t *count, gm_error *err);
/* The column of that name: `pos` is the column upos where none is called pos (a
 * document may have either: ask for both), `tag` is xpos. *id is 0 where there is none.
 */
gm_status gm_columns_find(gm_columns *columns, gm_slice name, uint32_t *id,
                          gm_error *err);
/* Values of a column by number, from 1 to *count; "_" where the file said nothing.
 * Valid until the next call for this column. */
gm_status gm_columns_values(gm_columns *columns, uint32_t column,
                            const gm_slice **values, uint32_t *count, gm_error *err);
/* The number of a value; 0 where the column does not have it. */
gm_status gm_columns_number(gm_columns *columns, uint32_t column, gm_slice value,
                            uint32_t *number, gm_error *err);
/* The numbers of a document's tokens, as many as it has tokens; *count is 0 where the
 * document does not have the column. Valid until the next call for this column. */
gm_status gm_columns_read(gm_columns *columns, uint32_t column, uint32_t document,
                          const uint32_t **numbers, size_t *count, gm_error *err);

/* ---- writing, in a batch ---- */

/* Stores the columns of a document, in place of those it had; `given` NULL: none.
 * `standoff`: see gm_document; may be empty. */
gm_status gm_columns_put(gm_columns *columns, int64_t document, const gm_given *given,
                         gm_slice standoff, gm_error *err);
#endif
