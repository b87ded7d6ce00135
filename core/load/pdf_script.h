/* Brings a line of a PDF from how it looks to what it says. */
#ifndef GM_LOAD_PDF_SCRIPT_H
#define GM_LOAD_PDF_SCRIPT_H
#include "base/buffer.h"

/* Ligatures and presentation forms become their letters; a line that stands from right
 * to left, whose letters come in the order in which they stand, is put in the order in
 * which it is read. In place. */
gm_status gm_pdf_logical(gm_buffer *line, gm_error *err);
#endif
