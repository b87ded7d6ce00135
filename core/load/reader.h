/* What readers share: the row a format has in the table of read.c, and how a reader
 * gives the documents it makes. A new format is one file with one row. */
#ifndef GM_LOAD_READER_H
#define GM_LOAD_READER_H
#include "load/options.h"
#include "load/slices.h"

typedef struct { /* what a file and all that is packed in it share */
  const char *file;  /* the outermost path */
  uint64_t expanded; /* bytes unpacked so far */
  uint32_t nested;   /* how deep in archives the reading is */
  uint32_t levels;   /* the same, packed files without a name of their own counted */
  uint32_t records;  /* documents given from within archives */
  bool stopped;      /* by the caller, or for lack of memory */
} gm_read_state;

typedef struct {
  const char *path; /* of what is packed in another file: "news.zip!inner.docx" */
  gm_slice text;       /* the file as UTF-8, without byte order mark */
  const char *charset; /* what it was converted from */
  uint32_t replaced;
  const char *format;
  const gm_read_options *options;
  gm_slice bytes; /* as they came */
  gm_read_document document;
  gm_read_failure failure;
  void *context;
  gm_read_state *state;
} gm_reading;

typedef struct {
  const char *name;
  const char *endings; /* " .md .markdown ": each between spaces */
  /* How much the beginning of the text looks like the format: 0 not, 50 no more than
   * its name would say, 100 certainly. Readers of bytes (those in the table of their
   * own) are asked about all bytes of the file; they get no text, only the bytes. */
  int (*likeness)(gm_slice text);
  gm_status (*read)(const gm_reading *reading, gm_error *err);
} gm_reader;

extern const gm_reader gm_reader_text, gm_reader_markdown, gm_reader_html,
    gm_reader_jsonl, gm_reader_csv, gm_reader_archive, gm_reader_docx, gm_reader_odt,
    gm_reader_epub, gm_reader_mail, gm_reader_mailbox, gm_reader_pdf, gm_reader_rtf,
    gm_reader_xml, gm_reader_conllu,
    gm_reader_vertical;

/* A document of this file; `bytes` are what it came from. */
gm_status gm_reading_open(gm_document **out, const gm_reading *reading, gm_slice bytes,
                          gm_error *err);
/* Adds the sidecar's metadata, gives the document to the caller, frees it. */
gm_status gm_reading_give(const gm_reading *reading, gm_document *document,
                          gm_error *err);
/* Tells the caller of a record that cannot be read. */
void gm_reading_fail(const gm_reading *reading, uint32_t line, uint32_t column,
                     const char *format, ...) GM_PRINTF(4, 5);

/* Reads bytes that this file holds; `name` is what they are called there (empty: the
 * file itself, unpacked). What cannot be read is told and passed over; a limit that is
 * exceeded, and a caller who stops, end the reading. */
gm_status gm_reading_inner(const gm_reading *reading, gm_slice name, gm_slice bytes,
                           gm_slice sidecar, gm_error *err);
/* Counts bytes that something packed has grown to: GM_LIMIT where it is too much. */
gm_status gm_reading_expand(const gm_reading *reading, size_t bytes, gm_error *err);

/* `\r\n` and `\r` become `\n`; gives the text itself where it has none. */
gm_status gm_text_newlines(gm_document *document, gm_slice text, gm_slice *out,
                           gm_error *err);
#endif
