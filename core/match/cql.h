/* The corpus query language of CWB/CQP: one query, built piece by piece, run over
 * documents.
 *
 * A query is built from patterns over strings, expressions about a token, and nodes;
 * the caller parses. Tokens count from 0 in the document; regions and matches are
 * [begin, end]. How CQP's rules are read is told in README.md.
 *
 * What a token says is asked of its source by (attribute, space, id): two tokens with
 * one id in one space say the same, so that a pattern is tried once for each id. */
#ifndef GM_MATCH_CQL_H
#define GM_MATCH_CQL_H
#include "base/error.h"
#include "base/slice.h"

typedef struct gm_cql gm_cql;
typedef uint32_t gm_cql_ref; /* an expression or a node, from 1; 0 is none */

/* ---- building ---- */

enum { /* flags of a pattern */
       GM_CQL_ANY_CASE = 1,
       GM_CQL_NO_MARKS = 2, /* diacritics do not count */
       GM_CQL_LITERAL = 4,
};

/* Operations of an expression with what stands in a, b, c. Operands that say something
 * are strings, numbers or nothing (a label that no token was given). */
#define GM_CQL_OPERATIONS(X)                                                           \
  X(TRUE, "true")           /* - */                                                    \
  X(NOT, "not")             /* expression */                                           \
  X(AND, "and")             /* expression, expression */                               \
  X(OR, "or")               /* expression, expression */                               \
  X(MATCHES, "matches")     /* string, pattern */                                      \
  X(HOLDS, "holds")         /* feature set, pattern: one of |a|b| matches */           \
  X(EQUAL, "equal")         /* two strings or two numbers */                           \
  X(UNEQUAL, "unequal")     /* both are there and differ */                            \
  X(LESS, "less")           /* numbers */                                              \
  X(AT_MOST, "at most")     /* numbers */                                              \
  X(DEFINED, "defined")     /* label */                                                \
  X(INSIDE, "inside")       /* label or 0, structure: lies in such a region */         \
  X(STARTS, "starts")       /* the same: is its first token */                         \
  X(ENDS, "ends")           /* its last */                                             \
  X(ATTRIBUTE, "attribute") /* label or 0, attribute: string */                        \
  X(VALUE, "value")       /* label or 0, structure: string, of the region around it */ \
  X(POSITION, "position") /* label or 0: number, counted over the corpus */            \
  X(NUMBER, "number")     /* the number itself */                                      \
  X(DISTANCE, "distance") /* label, label: b - a */                                    \
  X(APART, "apart")       /* label, label: without sign */                             \
  X(LENGTH, "length")     /* string: its characters */                                 \
  X(COUNT, "count")       /* string: how often the corpus says it */                   \
  X(SIZE, "size")         /* feature set: how many there are */

typedef enum {
#define GM_CQL_OPERATION(name, text) GM_CQL_##name,
  GM_CQL_OPERATIONS(GM_CQL_OPERATION)
#undef GM_CQL_OPERATION
} gm_cql_operation;

/* Nodes with what stands in a, b, c, d. */
#define GM_CQL_NODES(X)                                                                \
  X(TOKEN, "token")       /* expression, label or 0, target 0, 1 (@) or 2 (keyword) */ \
  X(LOOK, "look")         /* expression that the next token fulfils */                 \
  X(OPEN, "open")         /* structure, pattern or 0, negated: a region begins */      \
  X(CLOSE, "close")       /* structure: a region ends */                               \
  X(SEQUENCE, "sequence") /* node, node */                                             \
  X(EITHER, "either")     /* node, node */                                             \
  X(REPEAT, "repeat")     /* node, least, most or GM_CQL_UNBOUNDED */                  \
  X(MEET, "meet")       /* set, set, from, to: tokens of a with one of b so far on */  \
  X(SHARE, "share")     /* set, set, structure: in one region */                       \
  X(UNION, "union")     /* set, set */                                                 \
  X(COLUMNS, "columns") /* token, tokens behind it or 0, least, most between them */

typedef enum {
#define GM_CQL_NODE(name, text) GM_CQL_NODE_##name,
  GM_CQL_NODES(GM_CQL_NODE)
#undef GM_CQL_NODE
} gm_cql_kind;

enum { GM_CQL_UNBOUNDED = INT32_MAX };
enum { GM_CQL_MATCH = 1, GM_CQL_MATCHEND, GM_CQL_TARGET, GM_CQL_KEYWORD }; /* labels */

typedef enum {
  GM_CQL_STANDARD,
  GM_CQL_SHORTEST,
  GM_CQL_LONGEST,
  GM_CQL_TRADITIONAL
} gm_cql_strategy;

gm_status gm_cql_new(gm_cql **out, gm_error *err);
void gm_cql_free(gm_cql *query);

/* Names get their numbers in order: attributes and structures from 0, labels from 1,
 * where the first four are given. */
gm_status gm_cql_attribute(gm_cql *query, gm_slice name, uint32_t *out, gm_error *err);
gm_status gm_cql_structure(gm_cql *query, gm_slice name, uint32_t *out, gm_error *err);
gm_status gm_cql_label(gm_cql *query, gm_slice name, uint32_t *out, gm_error *err);
uint32_t gm_cql_attribute_count(const gm_cql *query);
uint32_t gm_cql_structure_count(const gm_cql *query);
gm_slice gm_cql_attribute_name(const gm_cql *query, uint32_t attribute);
gm_slice gm_cql_structure_name(const gm_cql *query, uint32_t structure);

/* A PCRE2 expression over the whole of a string. GM_RULE: it does not compile; the
 * error's column is the place in it. */
gm_status gm_cql_pattern(gm_cql *query, gm_slice text, unsigned flags, uint32_t *out,
                         gm_error *err);
gm_status gm_cql_expression(gm_cql *query, gm_cql_operation operation, int64_t a,
                            int64_t b, gm_cql_ref *out, gm_error *err);
gm_status gm_cql_node(gm_cql *query, gm_cql_kind kind, const int64_t operands[4],
                      gm_cql_ref *out, gm_error *err);

typedef struct {
  gm_cql_ref root, constraint; /* what holds of a whole match; 0: nothing */
  gm_cql_strategy strategy;
  int32_t within; /* regions of `structure`, or tokens where that is -1; 0:
                     GM_CQL_FARTHEST */
  int32_t structure;
} gm_cql_plan;

enum {
  GM_CQL_FARTHEST = 500
}; /* tokens from first to last where nothing else is said, as in CQP */

/* After the last node. GM_RULE: the query matches nothing or the empty stretch. */
gm_status gm_cql_finish(gm_cql *query, const gm_cql_plan *plan, gm_error *err);

/* ---- running ---- */

typedef struct {
  uint32_t begin, end; /* tokens, both included */
  gm_slice value;      /* data NULL: it has none */
} gm_cql_region;

typedef struct {
  const gm_cql_region *regions; /* ascending, none overlap */
  size_t count;
} gm_cql_structure_view;

#define GM_CQL_LATER SIZE_MAX

typedef struct {
  const uint32_t *ids;
  uint32_t space; /* below GM_CQL_SPACES */
} gm_cql_column;

enum { GM_CQL_SPACES = 3 };

/* A document that lists its kinds of tokens first, for queries that are `direct`: `ids`
 * are those of the kinds in space 0 of every attribute, and spread puts of_kind[the
 * kind of token i] into out[i]. */
typedef struct {
  uint32_t count;
  const uint32_t *ids;
  gm_status (*spread)(void *context, const uint32_t *of_kind, uint32_t *out,
                      gm_error *err);
  void *context;
} gm_cql_kinds;

typedef struct {
  uint32_t count;                          /* tokens */
  uint64_t base;                           /* tokens of the corpus before it */
  const gm_cql_column *columns;            /* by attribute */
  const gm_cql_structure_view *structures; /* by structure */
  const gm_cql_kinds *kinds;               /* NULL: columns tell */
  /* Fills a structure whose count is GM_CQL_LATER; NULL where none is. */
  void (*fill)(void *context, uint32_t structure);
  void *context;
} gm_cql_document;

typedef struct { /* what ids say */
  void *context;
  /* The k-th reading of an id (a form may have several lemmas); false where there is
   * none. */
  bool (*text)(void *context, uint32_t attribute, uint32_t space, uint32_t id,
               uint32_t k, gm_slice *out);
  uint64_t (*frequency)(void *context, uint32_t attribute, uint32_t space, uint32_t id);
} gm_cql_source;

typedef struct {
  uint32_t first, last;
  int64_t target, keyword; /* -1: none */
} gm_cql_match;

typedef struct { /* grows and is used again; gm_cql_matches_free at the end */
  gm_cql_match *items;
  size_t count, capacity;
} gm_cql_matches;
void gm_cql_matches_free(gm_cql_matches *matches);

/* The matches of a document by first, then last token. `ranges` (ascending): only
 * matches within one of them; NULL: all. Matches within a document depend on nothing
 * outside of it. */
gm_status gm_cql_run(gm_cql *query, const gm_cql_document *document,
                     const gm_cql_source *source, const gm_cql_region *ranges,
                     size_t range_count, gm_cql_matches *matches, gm_error *err);

typedef struct {
  bool left, right;
  uint32_t count; /* regions of `structure`, or tokens where that is -1 */
  int32_t structure;
} gm_cql_expansion;

/* Widens matches of one document to whole regions, or by tokens; what is then the same
 * is one match. */
void gm_cql_expand(gm_cql_matches *matches, const gm_cql_document *document,
                   const gm_cql_expansion *by);

/* ---- what is known of ids beforehand ---- */

/* Do attributes matter only as patterns over single tokens, so that the document may be
 * told by its kinds? */
bool gm_cql_is_direct(const gm_cql *query);
/* Tells what an id of space 0 says (its only reading); ids of the attribute that are
 * not told match no pattern from then on. With `text` NULL: there are none. */
gm_status gm_cql_tell(gm_cql *query, uint32_t attribute, uint32_t id,
                      const gm_slice *text, gm_error *err);
/* The texts that the patterns asked of an attribute equal, where all of them are plain;
 * *count is 0 otherwise. At most 63. */
void gm_cql_plain_texts(const gm_cql *query, uint32_t attribute, gm_slice texts[63],
                        size_t *count);

/* ---- what a match needs, for an index ---- */

/* Calls `each` for every way to narrow down where matches can be: a match holds a token
 * whose `attribute` matches the pattern (given by its number). Alternatives of one need
 * share its number. Needs count from 0. */
typedef struct {
  uint32_t need, attribute, pattern;
} gm_cql_need;
/* Needs of the finished query; valid as long as it. */
const gm_cql_need *gm_cql_needs(const gm_cql *query, size_t *count);
/* Does what an id of space 0 says match a pattern that the attribute is asked? */
gm_status gm_cql_id_matches(gm_cql *query, uint32_t attribute, uint32_t pattern,
                            uint32_t id, const gm_cql_source *source, bool *out,
                            gm_error *err);
/* The text that a pattern equals where it is no expression; data NULL otherwise. */
gm_slice gm_cql_pattern_text(const gm_cql *query, uint32_t pattern, unsigned *flags);

/* Settles matches by first token with one end each as the strategy says, in place. */
void gm_cql_settle(gm_cql_matches *matches, gm_cql_strategy strategy);
#endif
