/* What readers share: the row a format has in the table of read.c, and how a reader
 * gives the documents it makes. A new format is one file with one row. */
#ifndef GM_LOAD_READER_H
#define GM_LOAD_READER_H
#include "load/options.h"
#include "load/slices.h"

typedef struct {
  const char *path;
  gm_slice text;       /* the file as UTF-8, without byte order mark */
  const char *charset; /* what it was converted from */
  uint32_t replaced;
  const char *format;
  const gm_read_options *options;
  gm_slice bytes; /* as they came */
  gm_read_document document;
  gm_read_failure failure;
  void *context;
} gm_reading;

typedef struct {
  const char *name;
  const char *endings; /* " .md .markdown ": each between spaces */
  /* How much the beginning of the text looks like the format: 0 not, 50 no more than
   * its name would say, 100 certainly. */
  int (*likeness)(gm_slice text);
  gm_status (*read)(const gm_reading *reading, gm_error *err);
} gm_reader;

extern const gm_reader gm_reader_text, gm_reader_markdown, gm_reader_html,
    gm_reader_jsonl, gm_reader_csv;

/* A document of this file; `bytes` are what it came from. */
gm_status gm_reading_open(gm_document **out, const gm_reading *reading, gm_slice bytes,
                          gm_error *err);
/* Adds the sidecar's metadata, gives the document to the caller, frees it. */
gm_status gm_reading_give(const gm_reading *reading, gm_document *document,
                          gm_error *err);
/* Tells the caller of a record that cannot be read. */
void gm_reading_fail(const gm_reading *reading, uint32_t line, uint32_t column,
                     const char *format, ...) GM_PRINTF(4, 5);

/* `\r\n` and `\r` become `\n`; gives the text itself where it has none. */
gm_status gm_text_newlines(gm_document *document, gm_slice text, gm_slice *out,
                           gm_error *err);
#endif
