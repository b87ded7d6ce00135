/* The corpus's lexicon: gives the types of a running lexicon their numbers in the file,
 * and keeps their counts. Opening costs nothing: a type is looked up when it is first
 * met. */
#ifndef GM_STORE_TYPES_H
#define GM_STORE_TYPES_H
#include "base/buffer.h"
#include "store/columns.h"
#include "store/database.h"
#include "text/tokens.h"

typedef struct gm_types gm_types;

/* Borrows both, which must outlive it. */
gm_status gm_types_new(gm_types **out, gm_store *store, gm_lexicon *lexicon,
                       gm_error *err);
void gm_types_free(gm_types *types);

/* Appends the packed tokens of a document, with numbers for all their types. */
gm_status gm_types_pack(gm_types *types, const gm_tokens *tokens, gm_buffer *out,
                        gm_error *err);
/* The columns of given tokens in the same file. */
gm_columns *gm_types_columns(gm_types *types);
/* Counts the tokens of a document that joins (+1) or leaves (-1) the corpus. */
gm_status gm_types_count(gm_types *types, gm_slice packed, int by, gm_error *err);
/* Writes the counts; call it before each commit. */
gm_status gm_types_flush(gm_types *types, gm_error *err);
/* Forgets what the batch did; call it after a rollback. */
void gm_types_forget(gm_types *types);
#endif
