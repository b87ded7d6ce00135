/* Builds a document out of the tokens of an annotated corpus: the text is put together
 * from them, and they point into it. */
#ifndef GM_LOAD_ANNOTATED_H
#define GM_LOAD_ANNOTATED_H
#include "load/document.h"
#include "text/given.h"

enum { GM_MOST_COLUMNS = 32 };

typedef struct gm_annotated gm_annotated;

/* `columns` are the names of the columns beside the form. Forms, values and lines given
 * later are borrowed until the end. */
gm_status gm_annotated_new(gm_annotated **out, gm_document *document,
                           const gm_slice *columns, uint32_t count, gm_error *err);
void gm_annotated_free(gm_annotated *annotated); /* NULL is welcome */

/* A failure is kept and told at the end. */
void gm_annotated_paragraph(gm_annotated *a); /* the next token begins one, */
void gm_annotated_sentence(gm_annotated *a);  /* or a sentence */
void gm_annotated_note(gm_annotated *a, gm_slice line); /* stands before the next token */
/* What stands between the next token and the one before: white space unless told. */
void gm_annotated_join(gm_annotated *a);
/* A token with a value for each column; its form is what the text holds. */
void gm_annotated_token(gm_annotated *a, gm_slice form, const gm_slice *values);
/* The next `words` tokens are one word of the text, `surface`; each gets a part of it.
 * No words: the last surface has all of its tokens. */
void gm_annotated_surface(gm_annotated *a, gm_slice surface, uint32_t words);
uint32_t gm_annotated_count(const gm_annotated *a);
gm_slice gm_annotated_last_form(const gm_annotated *a); /* empty: none yet */

/* Gives the document its text, given tokens and a zone for each paragraph. */
gm_status gm_annotated_finish(gm_annotated *a, gm_error *err);
#endif
