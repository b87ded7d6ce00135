/* The words that the modules of match share: rules, nodes, atoms, modes and hits. */
#ifndef GM_MATCH_TYPES_H
#define GM_MATCH_TYPES_H
#include "base/error.h"
#include "base/slice.h"
#include "text/lexicon.h"

typedef struct gm_ruleset gm_ruleset;
typedef uint32_t gm_node; /* 0 is no node */
typedef uint32_t gm_rule; /* dense from 0, in order of adding */

typedef enum {                /* what an atom compares with */
               GM_ATOM_FORM,  /* exactly as written */
               GM_ATOM_FOLD,  /* case-folded form */
               GM_ATOM_PLAIN, /* case-folded form without diacritics */
               GM_ATOM_LEMMA, /* any lemma of the form; value is folded first */
               GM_ATOM_STEM,  /* the stem of the form and of the value */
               GM_ATOM_SHAPE, /* Xx: collapsed shape, runs of one class count as one or
                                 more */
               GM_ATOM_TAG,   /* what an annotated corpus gives: "upos=NOUN" */
               GM_ATOM_GLOB,  /* folded form against a pattern with * (any run of
                                 characters) */
               GM_ATOM_REGEX, /* PCRE2, anchored at both ends, over the form; (?i) for
                                 any case */
               GM_ATOM_TAG_REGEX, /* "xpos=NN.*", an expression behind the sign */
               GM_ATOM_FLAG,  /* value is one of word number punctuation symbol lower
                                 capitalised upper */
               GM_ATOM_KINDS
} gm_atom;

typedef enum { /* what becomes of hits of one rule that overlap: see README.md */
               GM_MATCH_LONGEST,  /* leftmost, then longest; none overlap */
               GM_MATCH_SHORTEST, /* shortest from each start; none that holds another
                                   */
               GM_MATCH_FIRST,    /* leftmost, then by the order of alternatives; none
                                     overlap */
               GM_MATCH_ALL,      /* every span that matches */
               GM_MATCH_STANDARD, /* shortest from each start; of those with one end the
                                     leftmost */
               GM_MATCH_TRADITIONAL, /* shortest from each start */
               GM_MATCH_MAXIMAL, /* longest from each start; none within another (CQP's
                                    longest) */
               GM_MATCH_MODES
} gm_match_mode;

typedef enum { GM_SAME_FORM, GM_SAME_FOLD, GM_SAME_LEMMA, GM_SAME_WAYS } gm_same;

typedef enum { /* what a match of a rule lies within */
               GM_WITHIN_SENTENCE,
               GM_WITHIN_PARAGRAPH,
               GM_WITHIN_ZONE, /* neighbouring sentences of one zone */
               GM_SCOPES
} gm_scope;

typedef enum { /* of hits of several rules that overlap, which stay */
               GM_KEEP_LONGEST, /* the longest, then by the order of the rules */
               GM_KEEP_FIRST,   /* by the order of the rules, then the longest */
               GM_KEEP_LEFTMOST, /* the one that begins first, then the longest */
               GM_KEEP_POLICIES
} gm_keep;

enum { /* what is to become of a rule in a run */
       GM_RUN_NOT,
       GM_RUN,         /* it runs and its hits are told */
       GM_RUN_QUIETLY, /* it runs only where another rule needs it, and its hits are not
                          told */
};

typedef struct {
  uint32_t begin, end; /* tokens [begin, end) */
  gm_rule rule;
  uint32_t entry;
  uint32_t sentence;
  uint32_t edits; /* between text and name */
  uint32_t captures, capture_count; /* into gm_hits.captures */
  uint32_t skips, skip_count;       /* into gm_hits.skips: tokens that gaps ran over */
} gm_hit;

typedef struct {
  uint32_t name; /* gm_ruleset_capture_name */
  uint32_t begin, end;
} gm_capture;

typedef struct {
  uint32_t begin, end;
} gm_skip;

typedef struct { /* grows and is used again; gm_hits_free at the end */
  gm_hit *hits;
  size_t count, capacity;
  gm_capture *captures;
  size_t capture_count, capture_capacity;
  gm_skip *skips;
  size_t skip_count, skip_capacity;
} gm_hits;
typedef struct gm_outside { /* a hit of a rule that somebody else has found */
  gm_rule rule;
  uint32_t entry, begin, end; /* tokens [begin, end), in one sentence */
} gm_outside;

typedef struct {
  uint64_t max_hits; /* of one document; GM_LIMIT names the rule; 0: no limit */
  volatile uint32_t *current; /* where 1 + the rule being run is written, or NULL */
  const struct gm_outside *given; /* hits from elsewhere, by begin */
  size_t given_count;
  bool dated;   /* the document has a date: */
  int32_t earliest, latest; /* days since 1970 on which names hold or do not */
} gm_match_limits;

typedef struct gm_list gm_list;                 /* list.h */
typedef struct gm_list_builder gm_list_builder; /* list_build.h */

typedef enum { GM_BY_FORM, GM_BY_FOLD, GM_BY_LEMMA, GM_BY_STEM } gm_match_by;

typedef struct { /* how a name is compared; all 0: as written, hyphens and spaces alike */
  gm_match_by by;
  bool glob;       /* a word with * in it stands for what it covers, in any case */
  bool diacritics; /* Zurich is Zürich; by form or fold */
  bool possessive; /* Lloyd of London is Lloyd's of London, and the reverse */
  bool spacing;    /* database is data base, and the reverse */
  uint32_t edits;      /* 0 to 2 between text and name, by form or fold, */
  uint32_t edits_from; /* in names of so many characters */
} gm_name_options;

typedef struct {
  gm_rule rule;
  uint32_t entry;
  int32_t from, to; /* days since 1970, see gm_list_name */
} gm_named;

#define GM_ALWAYS_FROM INT32_MIN
#define GM_ALWAYS_TO INT32_MAX

typedef struct gm_matcher gm_matcher; /* working memory for one thread */
#endif
