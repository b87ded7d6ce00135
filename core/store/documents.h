/* Documents of a corpus: one a distinct content, with every path it was found at. */
#ifndef GM_STORE_DOCUMENTS_H
#define GM_STORE_DOCUMENTS_H
#include "store/types.h"

/* The columns of a document, by the names of the table. */
#define GM_ENTRY_TEXTS(X)                                                              \
  X(hash)                                                                              \
  X(name)                                                                              \
  X(path)                                                                              \
  X(title)                                                                             \
  X(date) X(earliest) X(latest) X(source) X(source_key) X(author) X(language) X(url)   \
      X(origin) X(format) X(charset) X(loaded_at)
#define GM_ENTRY_NUMBERS(X)                                                            \
  X(record) X(credibility) X(replaced) X(bytes) X(paragraphs) X(tokens) X(sentences)

typedef struct {
  gm_slice key, value, from;
} gm_entry_meta;

typedef struct {
#define GM_ENTRY_TEXT(name) gm_slice name; /* UTF-8; data NULL: none */
#define GM_ENTRY_NUMBER(name) int64_t name;
  GM_ENTRY_TEXTS(GM_ENTRY_TEXT)
  GM_ENTRY_NUMBERS(GM_ENTRY_NUMBER)
#undef GM_ENTRY_TEXT
#undef GM_ENTRY_NUMBER
  gm_slice frame;        /* the text: compress.h */
  gm_slice zones;        /* zones.h */
  gm_slice packed;       /* the tokens: the blob that gm_types_absorb gave last */
  gm_slice signature;    /* data NULL: none */
  const gm_given *given; /* tokens that the file gives, or NULL */
  gm_slice standoff;     /* annotations from a file beside it, or empty */
  const gm_entry_meta *meta;
  size_t meta_count;
} gm_entry;

typedef enum {
  GM_ADDED,   /* a new content */
  GM_UPDATED, /* known from this very file: what is said of it was stored anew */
  GM_COPY,    /* known from another file: the new path and missing metadata added */
  GM_KNOWN    /* known from another file and from this path as well */
} gm_added;

/* Stores a document inside a batch; `load` is the number of the load it belongs to.
 * What the path held before leaves the corpus unless it has other paths. */
gm_status gm_documents_add(gm_store *store, gm_types *types, const gm_entry *entry,
                           int64_t load, gm_added *added, int64_t *number,
                           gm_error *err);

/* A file was read to its end: what it held in earlier loads and no longer holds leaves
 * the corpus; its stamp (size and time, as the caller writes them) is kept. *gone
 * counts them. */
gm_status gm_documents_file(gm_store *store, gm_types *types, gm_slice path,
                            gm_slice stamp, int64_t documents, int64_t load,
                            int64_t *gone, gm_error *err);

/* Appends a document's text; GM_NOTFOUND. */
gm_status gm_documents_text(gm_store *store, int64_t number, gm_buffer *out,
                            gm_error *err);

/* Takes a document out with all that hangs on its number; decisions stay. */
gm_status gm_documents_remove(gm_store *store, gm_types *types, int64_t number,
                              gm_error *err);
#endif
