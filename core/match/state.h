/* The working memory of a matcher, and the steps it takes in a sentence.
 *
 * Invariants between sentences: 1. No unit waits. 2. `candidates` is empty. 3. A rule's
 * `stamp` equal to `sentence` means that its names or its published hits are of this
 * sentence. Candidates and hits count tokens of the document; programs count seen
 * tokens of the sentence, and `seen_at` leads from the one to the other. */
#ifndef GM_MATCH_STATE_H
#define GM_MATCH_STATE_H
#include "match/evaluate.h"
#include "match/lens.h"
#include "match/overlap.h"

typedef struct {
  gm_candidate candidate;
  uint32_t next; /* 1 + index of the next name of that rule */
} gm_name_found;

typedef struct {
  uint32_t names_stamp, names;                 /* 1 + index of the last name found */
  uint32_t asked_stamp;                        /* runs quietly, and has */
  uint32_t hits_stamp, hits_start, hits_count; /* into `published` */
} gm_rule_state;

typedef struct { /* of a unit, over all runs */
  uint64_t runs, ticks, found;
} gm_cost;

struct gm_matcher {
  const gm_ruleset *ruleset;
  gm_vocabulary vocabulary;
  gm_lenses lenses;
  gm_lens *lens; /* for the rules that are to run */
  gm_anchors *anchors; /* of the lens */
  gm_evaluator *evaluator;
  uint32_t sentence; /* stamp of the current one */
  gm_rule_state *rules;
  gm_name_found *names;
  size_t name_count, name_capacity;
  gm_candidate *candidates;
  size_t candidate_count, candidate_capacity;
  gm_reach *published;
  size_t published_count, published_capacity;
  uint32_t longest_published; /* seen tokens, in this sentence */
  /* The sentence, and as programs see it once one has to run: view_stamp says so. */
  uint32_t index, first, end, zone, view_stamp;
  uint32_t hidden_stamp, hidden; /* tokens of the sentence that are not seen */
  gm_sentence view;
  uint32_t *classes, *tokens, *seen_at;
  size_t class_capacity, token_capacity, seen_capacity;
  uint32_t last_index; /* the sentence behind the stretch */
  gm_scope scope;      /* of the pass */
  uint8_t *passes[GM_SCOPES]; /* what runs in each, where some scope is wider */
  size_t given_at;
  uint32_t *ranks; /* by rule, while overlaps between rules are settled */
  uint32_t *clustered;
  size_t clustered_capacity;
  gm_cost *costs; /* by unit */
  uint64_t ticks, nanoseconds; /* of all runs */
  /* The run. */
  const gm_tokens *document;
  const gm_match_limits *limits;
  gm_hits *hits;
};

/* scan.c: finds names and conjuncts, and sets units waiting. */
gm_status gm_scan_sentence(gm_matcher *m, gm_error *err);
/* A hit from elsewhere, as though a name were found. */
gm_status gm_take_given(gm_matcher *m, const gm_outside *given, gm_error *err);
/* The sentence as programs see it, once one has to run. */
gm_status gm_build_view(gm_matcher *m, gm_error *err);
/* units.c: runs a unit, which adds candidates. */
gm_status gm_run_unit(gm_matcher *m, uint32_t unit, gm_error *err);
/* settle.c: all units of a rule have run; makes hits of its candidates. */
gm_status gm_settle(gm_matcher *m, gm_rule rule, gm_error *err);
/* Lets rules of a wider scope refer to hits that a narrower one has had. */
gm_status gm_publish_before(gm_matcher *m, gm_rule rule, gm_error *err);
/* The same for a rule that runs quietly, of the candidates from number `from`. */
gm_status gm_settle_quietly(gm_matcher *m, gm_rule rule, size_t from, gm_error *err);
/* between.c: of hits of several rules that overlap one stays. */
gm_status gm_settle_between(gm_matcher *m, gm_error *err);
/* Puts the sentence's hits, from number `from`, in order. */
void gm_sort_hits(gm_hits *hits, size_t from);

/* What rules ask of the tokens: their types, or variants of them. */
static inline const gm_type *gm_asked_types(const gm_tokens *tokens) {
  return tokens->variant ? tokens->variant : tokens->type;
}
/* A span of tokens that begins and ends with seen ones, as seen tokens and back. */
static inline gm_reach gm_seen_span(const gm_matcher *m, uint32_t begin, uint32_t end) {
  return (gm_reach){m->seen_at[begin - m->first], m->seen_at[end - 1 - m->first] + 1};
}
static inline gm_reach gm_token_span(const gm_matcher *m, uint32_t begin,
                                     uint32_t end) {
  return (gm_reach){m->tokens[begin], m->tokens[end - 1] + 1};
}
static inline bool gm_over_limit(const gm_matcher *m, size_t count) {
  return m->limits && m->limits->max_hits &&
         m->hits->count + count > m->limits->max_hits;
}
gm_status gm_fail_limit(const gm_matcher *m, gm_rule rule, gm_error *err);
#endif
