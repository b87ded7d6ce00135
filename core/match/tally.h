/* Counts units, or runs of n units, over documents: one row a group of documents, with
 * a cell for each unit that occurs in it. */
#ifndef GM_MATCH_TALLY_H
#define GM_MATCH_TALLY_H
#include "match/sequence.h"

typedef struct {
  uint32_t unit;      /* a unit; of n-grams, the n-gram's number, from 1 */
  uint32_t count;     /* tokens */
  uint32_t documents; /* of the row that hold it */
} gm_cell;

typedef struct {
  size_t begin, end; /* cells [begin, end), sorted by unit */
  uint64_t words;    /* units counted, whatever n */
  uint64_t tokens;   /* the sum of the cells: for n-grams, how many there are */
  uint32_t documents;
} gm_row;

typedef struct gm_tally gm_tally;

enum { GM_MOST_GRAMS = 16 };

/* n from 1 to GM_MOST_GRAMS. */
gm_status gm_tally_new(gm_tally **out, unsigned n, gm_error *err);
void gm_tally_free(gm_tally *tally);
/* Counts a document into the row that is open. */
gm_status gm_tally_add(gm_tally *tally, const gm_sequence *document, gm_error *err);
/* The same of single units, n = 1: begin the document, then count. */
void gm_tally_begin(gm_tally *tally);
gm_status gm_tally_count(gm_tally *tally, uint32_t unit, uint32_t times, gm_error *err);
/* Ends the row; documents that follow are of the next one. */
gm_status gm_tally_end_row(gm_tally *tally, gm_error *err);

size_t gm_tally_rows(const gm_tally *tally);
const gm_row *gm_tally_row(const gm_tally *tally, size_t row);
const gm_cell *gm_tally_cells(const gm_tally *tally);
/* The largest number of a cell's unit. */
uint32_t gm_tally_items(const gm_tally *tally);
/* The n units of an item. */
void gm_tally_parts(const gm_tally *tally, uint32_t item, uint32_t *units);
/* The item of n units; 0 where it does not occur. */
uint32_t gm_tally_find(const gm_tally *tally, const uint32_t *units);
/* NULL, or the cell of an item in a row. */
const gm_cell *gm_tally_cell(const gm_tally *tally, size_t row, uint32_t item);
unsigned gm_tally_n(const gm_tally *tally);
#endif
