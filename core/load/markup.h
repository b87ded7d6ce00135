/* Texts in XML vocabularies (XHTML of books, NITF, TEI): a table says what an element
 * is, the text below a node becomes blocks. */
#ifndef GM_LOAD_MARKUP_H
#define GM_LOAD_MARKUP_H
#include "load/package.h"

enum { /* what an element is, besides a block with a zone kind or GM_WRITER_UNKNOWN */
       GM_MARKUP_INLINE = -2, /* also each element the table does not name */
       GM_MARKUP_SKIP = -3,
       GM_MARKUP_BREAK = -4,
       GM_MARKUP_ROW = -5, /* one line; its cells are CELLs */
       GM_MARKUP_CELL = -6,
       GM_MARKUP_LINE = -7, /* a line of verse or of an address: a block close by */
};

typedef struct {
  const char *name; /* NULL ends the table */
  int kind;
} gm_markup;

extern const gm_markup gm_markup_html[]; /* XHTML and NITF, whose names are nearly HTML's */

/* A document without parts, for XML that is a file of its own; ended as others are. */
gm_status gm_markup_open(gm_package *package, const gm_reading *reading, gm_slice bytes,
                         gm_error *err);
/* Writes what is below `node` as blocks of the package's document. */
gm_status gm_markup_blocks(gm_package *package, const gm_xml *node,
                           const gm_markup *table, gm_error *err);
#endif
