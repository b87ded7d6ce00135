/* Builds a document's text block by block, each on a line of its own with a blank line
 * before it, and the zones that markup gives. */
#ifndef GM_LOAD_WRITER_H
#define GM_LOAD_WRITER_H
#include "base/buffer.h"
#include "load/document.h"

enum { GM_WRITER_UNKNOWN = -1 }; /* a block whose zone is found later */

typedef struct {
  gm_document *document;
  gm_buffer text;
  size_t begin; /* of the open block */
} gm_writer;

void gm_writer_begin(gm_writer *writer,
                     bool close_by); /* close_by: only one line break before */
/* Adds text with runs of white space as one space; none at the block's begin. */
void gm_writer_add(gm_writer *writer, gm_slice text);
void gm_writer_add_verbatim(gm_writer *writer, gm_slice text);
/* Ends the block; `kind` is a zone kind or GM_WRITER_UNKNOWN. An empty block leaves no
 * trace. */
gm_status gm_writer_end(gm_writer *writer, int kind, gm_error *err);
/* Hands the text over to the document; frees the writer in any case. */
gm_status gm_writer_finish(gm_writer *writer, gm_error *err);
#endif
