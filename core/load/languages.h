/* The languages of a document: found when it is read, kept among its metadata as
 * `language` (the main one) and `language_spans` (stretches in others). */
#ifndef GM_LOAD_LANGUAGES_H
#define GM_LOAD_LANGUAGES_H
#include "base/buffer.h"
#include "load/document.h"

/* Looks at the document's paragraphs. A main language that its metadata give stands;
 * `told` (a tag or a name; empty: nothing), from the user, stands for all of the text.
 */
gm_status gm_document_find_languages(gm_document *document, gm_slice told,
                                     gm_error *err);
/* Appends them as gm_tokens_cut_in takes them. */
void gm_document_languages(const gm_document *document, gm_buffer *out);
#endif
