/* Reads the stored corpus as streams of type numbers: types, documents, postings.
 *
 * A stream borrows its store and holds a lexicon whose type ids are the type numbers of
 * the file, so that what is asked of a form (fold, lemmas, stem, shape, flags) and what
 * runs over gm_tokens works on stored documents as on freshly cut ones. Opening costs
 * nothing; types, documents and postings are read when they are first asked for. What
 * other processes commit meanwhile is seen by the next call of gm_stream_types or
 * gm_stream_documents. One thread at a time. */
#ifndef GM_STORE_STREAM_H
#define GM_STORE_STREAM_H
#include "store/database.h"
#include "store/parcel.h"
#include "store/postings.h"
#include "store/zones.h"
#include "text/tokens.h"

typedef struct gm_stream gm_stream;

gm_status gm_stream_open(gm_stream **out, gm_store *store, gm_error *err);
void gm_stream_close(gm_stream *stream); /* before its store; NULL is welcome */

/* ---- types ---- */

typedef struct {
  gm_lexicon *lexicon;       /* ids 1 to `count` are the types of the file */
  uint32_t count;            /* types */
  uint64_t total;            /* tokens of all documents */
  const uint64_t *tokens;    /* by type: how often it occurs; may be 0. [0] is unused */
  const uint32_t *documents; /* by type: in how many documents */
} gm_stream_types;

/* Reads all types at once. What it gives is valid until the next call; the lexicon and
 * its slices stay as long as the stream. */
gm_status gm_stream_load_types(gm_stream *stream, gm_stream_types *out, gm_error *err);
/* The lexicon alone, with the forms of all types, for those who need no counts. */
gm_status gm_stream_forms(gm_stream *stream, gm_lexicon **out, gm_error *err);

/* ---- documents ---- */

typedef struct {
  uint32_t number; /* documents.id */
  uint32_t tokens; /* how many it has */
} gm_stream_entry;

/* All documents by ascending number; valid until the next call. */
gm_status gm_stream_documents(gm_stream *stream, const gm_stream_entry **out,
                              size_t *count, gm_error *err);

enum { /* what gm_stream_read is to give besides types, flags and sentences */
       GM_STREAM_TEXT = 1,
       GM_STREAM_OFFSETS = 2, /* of tokens, which are always there */
       GM_STREAM_ZONES = 4,
       GM_STREAM_LANGUAGES = 8 /* tokens know the language they are in */
};

typedef struct {
  uint32_t number;
  gm_tokens tokens;            /* text.data is NULL where not asked for */
  const gm_packed_zone *zones; /* sorted by begin */
  size_t zone_count;
} gm_stream_document;

/* One document. GM_NOTFOUND where there is none, GM_CORRUPT where it is damaged. What
 * it gives is valid until the next call. */
gm_status gm_stream_read(gm_stream *stream, uint32_t number, unsigned wanted,
                         gm_stream_document *out, gm_error *err);

typedef struct {
  const gm_token_kind *kinds; /* kinds of tokens, each with its type and flags */
  const uint32_t *frequency;  /* of each kind */
  uint32_t kind_count;
  const uint32_t *kind; /* of each token */
  uint32_t token_count;
  const gm_packed_zone *zones; /* where asked for; sorted by begin */
  size_t zone_count;
} gm_stream_kinds;

/* The languages of a document, as gm_languages_next takes them; valid until the next
 * call. */
gm_status gm_stream_languages(gm_stream *stream, uint32_t number, gm_slice *out,
                              gm_error *err);

/* One document as it lies in the file, for those who only count: several times faster
 * than gm_stream_read, and like it otherwise. */
gm_status gm_stream_read_kinds(gm_stream *stream, uint32_t number, unsigned wanted,
                               gm_stream_kinds *out, gm_error *err);

/* Holds the types of what was read so far; their ids are their numbers. */
gm_lexicon *gm_stream_lexicon(gm_stream *stream);

/* ---- postings ---- */

/* The documents that any of the types occurs in, ascending, with the sum of their
 * frequencies; valid until the next call. Types the corpus does not have have none. */
gm_status gm_stream_postings(gm_stream *stream, const uint32_t *types,
                             size_t type_count, const gm_posting **out, size_t *count,
                             gm_error *err);
#endif
