/* A document as read: text, metadata, zones. One file may hold many (JSON Lines, CSV).
 */
#ifndef GM_LOAD_DOCUMENT_H
#define GM_LOAD_DOCUMENT_H
#include "base/memory.h"
#include "base/slice.h"
#include "base/error.h"
#include "text/tokens.h"

#define GM_ZONE_TABLE(X)                                                               \
  X(BODY, "body") /* the article itself; paragraphs */                                 \
  X(TITLE, "title")                                                                    \
  X(HEADING, "heading")                                                                \
  X(QUOTE, "quote")             /* within title or body */                             \
  X(TEASER, "teaser")           /* of another story */                                 \
  X(BOILERPLATE, "boilerplate") /* paywall, cookies, widgets, navigation, footers */   \
  X(CAPTION, "caption")                                                                \
  X(AUTHOR, "author") /* a note on the author, a byline */                             \
  X(LIST, "list")     /* a list item, within body */                                   \
  X(TABLE, "table")                                                                    \
  X(LABEL, "label") /* "Subtitle 1:" in front of a heading */                          \
  X(CHAT, "chat")   /* what a chatbot says around the text it was asked for */

typedef enum {
#define GM_ZONE_ENUM(name, text) GM_ZONE_##name,
  GM_ZONE_TABLE(GM_ZONE_ENUM)
#undef GM_ZONE_ENUM
      GM_ZONE_KINDS
} gm_zone_kind;

typedef struct {
  uint32_t begin,
      end; /* bytes of the text; zones nest, never cross; sorted by begin, -end */
  gm_zone_kind kind;
} gm_zone;

typedef struct { /* what a zone rule says of some bytes */
  uint32_t begin, end;
  gm_zone_kind kind;
  bool wide; /* of the paragraph they are in, if they are a good part of it */
} gm_mark;

typedef struct {
  gm_slice key, value;
  gm_slice from; /* where it came from: "front matter", "sidecar", "column", "html
                    meta", … */
} gm_meta;

typedef struct gm_document {
  gm_arena *arena; /* owns everything below */
  gm_slice id;     /* record id or the path as given */
  gm_slice path;   /* as given */
  uint32_t record; /* from 1 where a file holds several; 0 otherwise */
  char hash[65]; /* SHA-256 of the bytes it came from (a record: of the record's bytes)
                  */
  gm_slice format;   /* "text", "markdown", "html", "jsonl", "csv" */
  gm_slice charset;  /* what it was converted from */
  uint32_t replaced; /* characters replaced by U+FFFD */
  gm_slice text;     /* UTF-8 */
  gm_meta *meta; /* id title date source author credibility language url … and unknown
                  * ones; of several with one key the first holds */
  size_t meta_count, meta_capacity;
  gm_zone *zones;
  size_t zone_count, zone_capacity;
  gm_zone *markup; /* what the reader gave, */
  gm_mark *marks;  /* and what zone rules say; see load/zones.h */
  size_t markup_count, mark_count, mark_capacity;
  bool zones_found, marks_open; /* marks_open: some came after zones were found */
  bool lines_are_blocks;        /* the reader put each block on a line of its own */
  gm_slice given;    /* tokens that the file gives: text/given.h; empty: none */
  gm_slice standoff; /* annotations of a file beside it, as they are written (brat) */
  bool is_record; /* title and the like came in columns, not in the text */
} gm_document;

const char *gm_zone_name(gm_zone_kind kind);
bool gm_zone_kind_of(gm_slice name, gm_zone_kind *out);
/* Article: title, heading, body, list, table, quote; what the other kinds hold is left
 * out. */
bool gm_zone_is_article(gm_zone_kind kind);

gm_slice gm_document_meta(const gm_document *document,
                          const char *key); /* empty: none */
/* The outermost zone that byte `offset` lies in; NULL between zones. */
const gm_zone *gm_document_zone(const gm_document *document, uint32_t offset);

/* An empty document with its own arena. Slices are copied unless a comment says
 * otherwise. */
gm_status gm_document_new(gm_document **out, gm_error *err);
void gm_document_free(gm_document *document);
/* Adds a value under a key's usual name ("headline" becomes title) behind those it has,
 * or `first` in front of them; white space at both ends is dropped, an empty value
 * ignored. A date is brought into EDTF; one that cannot be is kept as date_written;
 * a language into BCP 47, or kept as language_written.
 * `from` is kept, not copied. */
gm_status gm_document_add_meta(gm_document *document, gm_slice key, gm_slice value,
                               const char *from, bool first, gm_error *err);
gm_status gm_document_add_zone(gm_document *document, uint32_t begin, uint32_t end,
                               gm_zone_kind kind, gm_error *err);
/* Sorts the zones by begin, longer ones first, and drops empty ones. */
void gm_document_sort_zones(gm_document *document);
/* Of sorted zones, the numbers [*low, *high) among which all are that touch the bytes
 * [begin, end); and these replaced by others, which are sorted here and lie where they
 * lay. */
void gm_document_zones_between(const gm_document *document, uint32_t begin, uint32_t end,
                               size_t *low, size_t *high);
gm_status gm_document_replace_zones(gm_document *document, size_t low, size_t high,
                                    gm_zone *zones, size_t count, gm_error *err);
#endif
