/* A query on its way over the stored corpus: what the files of core/lua/cql_* share. */
#ifndef GM_LUA_CQL_RUN_H
#define GM_LUA_CQL_RUN_H
#include "lua/corpus.h"
#include "lua/cql.h"
#include "lua/cql_stems.h"
#include "load/zones.h"
#include "store/columns.h"
#include "store/forms.h"
#include "store/scan.h"
#include "base/map.h"

typedef enum { FORM, FOLD, LEMMA, STEM, SHAPE, PLAIN, NO_FORM } gm_query_form;

typedef struct {
  gm_query_form form;
  uint32_t column[GM_CQL_SPACES]; /* of spaces 1 and 2; 0: none */
  const gm_slice *values[GM_CQL_SPACES];
  uint32_t value_count[GM_CQL_SPACES];
  uint64_t *counts[GM_CQL_SPACES]; /* by id, once a query asks for frequencies */
  gm_map *by_text;                 /* for FOLD and the like: counts by what is said */
  uint64_t *text_counts;
} gm_query_attribute;

typedef struct {
  gm_cql_region *regions;
  size_t count, capacity;
} gm_query_regions;

typedef struct {
  gm_cql *query;
  gm_corpus *corpus;
  gm_stream *stream;
  gm_lexicon *lexicon;
  gm_cql_stems *stems; /* NULL until asked for */
  gm_query_attribute *attributes;
  uint32_t attribute_count;
  gm_cql_column *columns;
  gm_query_regions *lists;
  gm_cql_structure_view *structures;
  uint32_t structure_count;
  uint32_t *documents; /* to look through */
  size_t document_count, opened;
  uint64_t *bases; /* by index of `documents`: tokens of the corpus before it */
  gm_cql_region *ranges;
  size_t range_capacity;
  gm_cql_matches found;
  struct gm_query_told *document; /* the one that is searched now */
  gm_status failed;               /* while a structure was filled */
  gm_scan *scan;
  bool by_kinds; /* documents are read by their kinds of tokens */
  bool forms;    /* the lexicon has been filled */
  uint32_t *kind_ids, *kind_flags, *flags; /* by kind, by token */
  size_t kind_capacity, kind_flag_capacity, flag_capacity;
  uint32_t *types; /* working memory */
  size_t type_capacity;
} gm_query;

/* A document as far as it was read: its tokens, or only their flags. */
typedef struct gm_query_told {
  uint32_t number, count;
  const gm_stream_document *document; /* NULL where only kinds were read, */
  const gm_unpacked *reading;          /* which then are here, */
  const uint32_t *flags;              /* and flags of tokens, once they are wanted */
} gm_query_told;

/* The column of an attribute for the document at hand. */
gm_status gm_query_fill_column(gm_query *r, uint32_t index,
                               const gm_stream_document *document, gm_error *err);
/* The regions of a structure in a document; values stay in the table at `kept`. */
gm_status gm_query_fill_structure(lua_State *L, gm_query *r, int function, int kept,
                                  uint32_t index, const gm_query_told *document,
                                  gm_error *err);
/* What each attribute of the query is: a column, a form or what follows from one. */
gm_status gm_query_find_attributes(gm_query *r, gm_error *err);
/* How often an id occurs in the corpus; for gm_cql. */
uint64_t gm_query_frequency_of(void *context, uint32_t number, uint32_t space,
                               uint32_t id);
/* Sentences and paragraphs, when a query first asks for them; for gm_cql. */
void gm_query_fill_later(void *context, uint32_t index);
/* The k-th text of an id; for gm_cql. */
bool gm_query_text_of(void *context, uint32_t number, uint32_t space, uint32_t id,
                      uint32_t k, gm_slice *out);
#endif
