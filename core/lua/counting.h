/* A walk over stored documents as sequences of units, for the files that count. */
#ifndef GM_LUA_COUNTING_H
#define GM_LUA_COUNTING_H
#include "lua/corpus.h"
#include "match/matcher.h"
#include "match/sequence.h"
#include "match/tally.h"
#include "store/columns.h"

#define GM_LUA_COUNTS "gimlet.counts"

/* What the table of options at `index` asks for:
 *   documents = { number, … }       in the order in which they are to be read
 *   unit = "form"|"fold"|"lemma"|"stem"|"shape" or a column of given tokens; fold by
 *                                   default. Lemmas that a document brings go before
 * ours punctuation = boolean           whether tokens without letter or digit count
 *   across = boolean                whether sequences go across sentences
 *   zones = { name, … }             outermost zones that count; nil: all text
 *   node = ruleset                  for walks that look for one; or
 *   nodes = { document, first, last, … }   found already: tokens from 1, inclusive,
 *                                   ascending by document and token
 * The box is a userdata that frees itself; its user value keeps the corpus. */
typedef struct {
  gm_corpus **corpus; /* its box: NULL within once it is closed */
  gm_stream *stream;
  gm_units *units;
  gm_columns *columns;    /* NULL where none is asked for */
  uint32_t column_ids[2]; /* 0: none; pos may be either of two */
  bool only_column;       /* tokens without a value do not count */
  uint32_t *value_units[2], *given;
  size_t value_capacity[2], value_count[2], given_capacity;
  uint32_t *kind_units;
  bool *kind_begins;
  size_t kind_capacity, begins_capacity;
  gm_sequence sequence;
  gm_stretch *left_out, *nodes;
  size_t left_out_capacity, node_capacity, node_count;
  gm_matcher *matcher;
  bool has_nodes; /* matcher, or those given: */
  struct gm_walk_node {
    uint32_t document;
    gm_stretch at;
  } * found;
  size_t found_count;
  gm_hits hits;
  bool across, all_zones;
  bool zones[GM_ZONE_KINDS];
  uint32_t *documents;
  size_t document_count;
} gm_walk;

/* Pushes a walk. */
gm_walk *gm_walk_new(lua_State *L, int index);
/* The next document's sequence, and nodes where there is a matcher. */
gm_status gm_walk_read(gm_walk *walk, uint32_t document, gm_error *err);
/* The next document counted into a tally of single units. */
gm_status gm_walk_tally(gm_walk *walk, uint32_t document, gm_tally *tally,
                        gm_error *err);
/* Raises where the corpus has been closed meanwhile. */
void gm_walk_check(lua_State *L, const gm_walk *walk);

/* Helpers for tables of options. */
bool gm_option_boolean(lua_State *L, int index, const char *name);
lua_Integer gm_option_integer(lua_State *L, int index, const char *name,
                              lua_Integer missing);
lua_Number gm_option_number(lua_State *L, int index, const char *name,
                            lua_Number missing);
int gm_option_choice(lua_State *L, int index, const char *name,
                     const char *const choices[], int missing);

void gm_counted_open(lua_State *L); /* registers the metatable of counts */
/* Adds count and diversity to the table of methods on top. */
void gm_corpus_add_counts(lua_State *L);
#endif
