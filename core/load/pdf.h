/* A PDF's pages as pdftotext (poppler) lays them out: lines of words with their places,
 * in the order of reading, column by column. */
#ifndef GM_LOAD_PDF_H
#define GM_LOAD_PDF_H
#include "base/buffer.h"
#include "base/memory.h"
#include "load/document.h"

typedef struct {
  gm_slice text; /* words between single spaces */
  float x, y, right, bottom, height; /* height: of its words; y from the top */
  uint32_t page;  /* from 1 */
  uint32_t block; /* number of the block it belongs to */
  bool running;   /* a running header or footer, a page number */
} gm_pdf_line;

typedef struct {
  gm_pdf_line *lines;
  size_t count, capacity;
  float *page_heights;
  size_t pages, page_capacity;
} gm_pdf;

/* Takes `pdftotext -bbox-layout` apart; texts lie in the arena. Metadata of the head go
 * into the document. */
gm_status gm_pdf_parse(gm_pdf *pdf, gm_document *document, gm_slice output,
                       gm_error *err);
void gm_pdf_free(gm_pdf *pdf);
/* Marks what repeats at the edges of the pages, and page numbers. */
gm_status gm_pdf_mark_running(gm_pdf *pdf, gm_error *err);
#endif
