/* A document as read: text, metadata, zones. One file may hold many (JSON Lines, CSV). */
#ifndef GM_LOAD_DOCUMENT_H
#define GM_LOAD_DOCUMENT_H
#include "base/memory.h"
#include "base/slice.h"
#include "base/error.h"
#include "text/tokens.h"

#define GM_ZONE_TABLE(X)                                                                 \
  X(BODY, "body")               /* the article itself; paragraphs */                     \
  X(TITLE, "title")                                                                      \
  X(HEADING, "heading")                                                                  \
  X(QUOTE, "quote")             /* within title or body */                               \
  X(TEASER, "teaser")           /* of another story */                                   \
  X(BOILERPLATE, "boilerplate") /* paywall, cookies, widgets, navigation, footers */     \
  X(CAPTION, "caption")                                                                  \
  X(AUTHOR, "author")           /* a note on the author, a byline */                     \
  X(LIST, "list")               /* a list item, within body */                           \
  X(TABLE, "table")                                                                      \
  X(LABEL, "label")             /* "Subtitle 1:" in front of a heading */                \
  X(CHAT, "chat")               /* what a chatbot says around the text it was asked for */

typedef enum {
#define GM_ZONE_ENUM(name, text) GM_ZONE_##name,
  GM_ZONE_TABLE(GM_ZONE_ENUM)
#undef GM_ZONE_ENUM
      GM_ZONE_KINDS
} gm_zone_kind;

typedef struct {
  uint32_t begin, end; /* bytes of the text; zones nest, never cross; sorted by begin, -end */
  gm_zone_kind kind;
} gm_zone;

typedef struct {
  gm_slice key, value;
  gm_slice from; /* where it came from: "front matter", "sidecar", "column", "html meta", … */
} gm_meta;

typedef struct gm_document {
  gm_arena *arena;      /* owns everything below */
  gm_slice id;          /* record id or the path as given */
  gm_slice path;        /* as given */
  uint32_t record;      /* from 1 where a file holds several; 0 otherwise */
  char hash[65];        /* SHA-256 of the bytes it came from (a record: of the record's bytes) */
  gm_slice format;      /* "text", "markdown", "html", "jsonl", "csv" */
  gm_slice charset;     /* what it was converted from */
  uint32_t replaced;    /* characters replaced by U+FFFD */
  gm_slice text;        /* UTF-8 */
  gm_meta *meta;        /* id title date source author credibility language url … and unknown ones */
  size_t meta_count;
  gm_zone *zones;
  size_t zone_count;
} gm_document;

const char *gm_zone_name(gm_zone_kind kind);
gm_slice gm_document_meta(const gm_document *document, const char *key); /* empty: none */
#endif
