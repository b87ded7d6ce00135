/* What the modules of the corpus query language share. */
#ifndef GM_MATCH_CQL_PARTS_H
#define GM_MATCH_CQL_PARTS_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "match/cql.h"
#include <pcre2.h>

typedef struct {
  gm_slice text; /* as written; where marks do not count without them */
  unsigned flags;
  bool plain;       /* no expression: equality decides */
  pcre2_code *code; /* NULL where plain */
} gm_cql_pattern_data;

typedef struct {
  gm_cql_operation operation;
  int64_t a, b;
  bool fixed;    /* follows from what the current token says */
  uint32_t atom; /* 1 + its atom, where MATCHES or HOLDS of the current token */
} gm_cql_expression_data;

typedef struct {
  gm_cql_kind kind;
  int64_t operands[4];
} gm_cql_node_data;

/* One question about what the current token says; its answer is a bit of the mask. */
typedef struct {
  uint32_t attribute, pattern;
  bool holds;
} gm_cql_atom;

enum { GM_CQL_MOST_ATOMS = 63, GM_CQL_KNOWN = 63 };

/* A symbol of the automaton: one TOKEN, LOOK, OPEN or CLOSE of the query as written. */
typedef struct {
  gm_cql_kind kind;
  gm_cql_ref expression; /* TOKEN, LOOK */
  uint32_t label, target;
  uint32_t structure, pattern; /* OPEN, CLOSE */
  bool negated, paired; /* CLOSE: ends the region that an OPEN of the query began */
  bool fixed;
} gm_cql_symbol;

typedef struct {
  uint32_t symbol, state;
} gm_cql_move;

typedef struct {
  uint32_t moves, count; /* into gm_cql.moves */
  bool final;
} gm_cql_state;

typedef struct { /* what a distinct mask means */
  uint64_t mask;
  uint32_t class_id;
} gm_cql_mask;

struct gm_cql_quick;
struct gm_cql {
  gm_arena *arena;
  pcre2_general_context *context;
  pcre2_match_data *match;
  pcre2_match_context *limits;
  gm_buffer work;
  gm_slice *names[3]; /* attributes, structures, labels */
  size_t name_count[3], name_capacity[3];
  gm_cql_pattern_data *patterns;
  size_t pattern_count, pattern_capacity;
  gm_cql_expression_data *expressions;
  size_t expression_count, expression_capacity;
  gm_cql_node_data *nodes;
  size_t node_count, node_capacity;
  gm_cql_atom atoms[GM_CQL_MOST_ATOMS];
  size_t atom_count;
  gm_cql_plan plan;
  /* the automaton */
  gm_cql_symbol *symbols;
  size_t symbol_count, symbol_capacity;
  uint32_t *symbol_of; /* by node - 1 */
  gm_cql_state *states;
  size_t state_count, state_capacity;
  gm_cql_move *moves;
  size_t move_count, move_capacity;
  bool plain; /* every symbol reads a token */
  bool quick; /* plain, no labels or conditions, all symbols fixed */
  gm_cql_need *needs;
  size_t need_count, need_capacity;
  /* what ids say, by attribute and space */
  struct gm_cql_memo *memos; /* attribute × space */
  size_t memo_count;
  gm_map *class_of;   /* by mask */
  gm_cql_mask *cache; /* the same, direct-mapped by a hash of the mask */
  uint64_t *class_masks;
  size_t class_count, class_capacity;
  uint64_t
      *answers; /* class × words of symbols: which may accept, fixed ones for sure */
  size_t answer_capacity, answer_words;
  uint32_t *classes; /* of the document's tokens */
  size_t classes_capacity;
  uint32_t *kind_classes;
  size_t kind_capacity;
  struct gm_cql_quick *table;
  struct gm_cql_walk *walk;
};

/* Masks by id; 0: not known yet. */
typedef struct gm_cql_memo {
  uint64_t *masks;
  size_t count, capacity;
  bool told;         /* ids that are not known match nothing */
  uint32_t *classes; /* 1 + the class of an id, where no other attribute is asked; 0 */
  size_t class_count, class_capacity;
} gm_cql_memo;

typedef struct { /* a run over one document */
  gm_cql *query;
  const gm_cql_document *document;
  const gm_cql_source *source;
  const uint32_t *classes;
  const gm_cql_region *around; /* the region that `within` found last, or NULL */
} gm_cql_scene;

/* cql_pattern.c */
bool gm_cql_pattern_test(gm_cql *q, uint32_t pattern, gm_slice text);
bool gm_cql_feature_test(gm_cql *q, uint32_t pattern, gm_slice set);
uint32_t gm_cql_feature_count(gm_slice set);

/* cql_classify.c */
gm_status gm_cql_classify(gm_cql *q, const gm_cql_document *document,
                          const gm_cql_source *source, gm_error *err);
typedef enum { GM_CQL_NO, GM_CQL_YES, GM_CQL_PERHAPS } gm_cql_answer;
gm_cql_answer gm_cql_mask_value(const gm_cql *q, gm_cql_ref expression, uint64_t mask);
static inline bool gm_cql_accepts(const gm_cql *q, uint32_t class_id, uint32_t symbol) {
  return q->answers[class_id * q->answer_words + symbol / 64] >> (symbol % 64) & 1;
}

/* cql_value.c: `labels` holds 1 + token or 0 by label - 1; `at` is the current token.
 */
bool gm_cql_holds(const gm_cql_scene *scene, gm_cql_ref expression, uint32_t at,
                  const uint32_t *labels);
const gm_cql_structure_view *gm_cql_structure_of(const gm_cql_document *document,
                                                 uint32_t structure);
/* The region of a structure that token `at` lies in, or NULL. */
const gm_cql_region *gm_cql_region_at(const gm_cql_document *document,
                                      uint32_t structure, uint32_t at);

/* cql_automaton.c, cql_needs.c */
gm_status gm_cql_list_symbols(gm_cql *q, gm_error *err);
gm_status gm_cql_build(gm_cql *q, gm_error *err);
gm_status gm_cql_find_needs(gm_cql *q, gm_error *err);

/* cql_quick.c: queries that ask tokens only */
/* May a match begin with `first`? Not where it says no; labels and conditions are not
 * looked at. After gm_cql_quick_prepare, for queries that are `plain`. */
gm_status gm_cql_quick_prepare(gm_cql *q, uint32_t tokens, gm_error *err);
gm_status gm_cql_quick_may(gm_cql_scene *scene, uint32_t first, uint32_t limit,
                           bool *out, gm_error *err);
gm_status gm_cql_quick_run(gm_cql_scene *scene, const gm_cql_region *ranges,
                           size_t range_count, gm_cql_matches *matches, gm_error *err);
void gm_cql_quick_free(struct gm_cql_quick *table);
/* cql_walk.c: with labels, places and constraints */
gm_status gm_cql_walk_run(gm_cql_scene *scene, const gm_cql_region *ranges,
                          size_t range_count, gm_cql_matches *matches, gm_error *err);
void gm_cql_walk_free(struct gm_cql_walk *walk);
/* cql_sets.c: MEET, SHARE, UNION, COLUMNS */
bool gm_cql_is_set(gm_cql_kind kind);
gm_status gm_cql_sets_run(gm_cql_scene *scene, const gm_cql_region *ranges,
                          size_t range_count, gm_cql_matches *matches, gm_error *err);

/* The last token that a match from `first` may end with; false: none may. */
bool gm_cql_limit(gm_cql_scene *scene, uint32_t first, uint32_t range_end,
                  uint32_t *limit);
/* Adds the matches of one start, found by its first symbols each on its own, as the
 * strategy says; they are sorted and changed. */
gm_status gm_cql_add_ends(gm_cql_matches *matches, gm_cql_match *found, size_t count,
                          gm_cql_strategy strategy, gm_error *err);
gm_status gm_cql_add_match(gm_cql_matches *matches, gm_cql_match match, gm_error *err);
#endif
