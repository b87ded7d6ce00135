/* What a caller of gm_read gives: options, and who takes the documents. */
#ifndef GM_LOAD_OPTIONS_H
#define GM_LOAD_OPTIONS_H
#include "base/child.h"
#include "load/document.h"

typedef struct {
  const char *format;  /* NULL: by content, then by name */
  const char *charset; /* NULL: declared, then detected */
  gm_slice sidecar;    /* bytes of NAME.meta.json, or empty */
  uint64_t most_expanded; /* bytes that a packed file may grow to; 0: 1 GiB */
  uint32_t most_nested;   /* archives within archives; 0: 8 */
  const char *text_field; /* of JSON records: the member that is the text; NULL: found */
  const char *columns; /* names of the columns of vertical text; NULL: word pos lemma */
  bool newdoc;  /* of CoNLL-U: a document for each newdoc, not one a file */
  bool stretch; /* the bytes are a part of a file of JSON Lines: */
  uint32_t lines_before, records_before; /* it */
  gm_slice standoff;   /* bytes of NAME.ann, or empty */
  gm_child_runner run; /* runs programs that readers need; NULL: gm_child_run */
  void *run_context;
} gm_read_options;

/* Called for each document; the document and all it holds is freed after the call
 * returns. Anything but GM_OK stops the reading. */
typedef gm_status (*gm_read_document)(void *context, gm_document *document,
                                      gm_error *err);
/* Called for a record that could not be read (a bad line); the reading goes on. */
typedef void (*gm_read_failure)(void *context, const gm_error *failure);
#endif
