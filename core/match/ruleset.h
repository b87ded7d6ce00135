/* Many rules compiled into one matcher, run over a document's tokens sentence by sentence.
 *
 * A rule finds mentions through names (a gazetteer shared by all rules) and patterns over
 * tokens; a pattern may refer to another rule's hits. Build: new, add rules, add names and
 * patterns, compile. After that it never changes. Node ids are only meaningful within their
 * ruleset. */
#ifndef GM_MATCH_RULESET_H
#define GM_MATCH_RULESET_H
#include "text/tokens.h"

typedef struct gm_ruleset gm_ruleset;
typedef uint32_t gm_node; /* 0 is no node */
typedef uint32_t gm_rule; /* dense from 0, in order of adding */

typedef enum { /* what an atom compares with */
  GM_ATOM_FORM,  /* exactly as written */
  GM_ATOM_FOLD,  /* case-folded form */
  GM_ATOM_PLAIN, /* case-folded form without diacritics */
  GM_ATOM_LEMMA, /* any lemma of the form; value is folded first */
  GM_ATOM_STEM,
  GM_ATOM_SHAPE, /* Xx: collapsed shape, runs of one class count as one or more */
  GM_ATOM_GLOB,  /* folded form against a pattern with * (any run of characters) */
  GM_ATOM_REGEX, /* PCRE2, anchored at both ends, over the form; (?i) for any case */
  GM_ATOM_FLAG,  /* value is one of word number punctuation symbol lower capitalised upper */
} gm_atom;

typedef enum {
  GM_MATCH_LONGEST, GM_MATCH_SHORTEST, GM_MATCH_FIRST, GM_MATCH_ALL,
  GM_MATCH_STANDARD, GM_MATCH_TRADITIONAL,
} gm_match_mode;

gm_status gm_ruleset_new(gm_ruleset **out, gm_lexicon *lexicon, gm_error *err);
void gm_ruleset_free(gm_ruleset *ruleset);

/* `name` is unique. `zones`: bit mask by gm_zone_kind number (the caller's; match only
 * compares) of the sentences it is run on. */
gm_status gm_ruleset_rule(gm_ruleset *ruleset, gm_slice name, gm_match_mode mode,
                          uint32_t zones, gm_rule *out, gm_error *err);
/* Adds a name to a rule. `entry` comes back with the hit (a gazetteer row). Matched as written
 * or, with `fold`, in any case; hyphens and spaces alike. */
gm_status gm_ruleset_name(gm_ruleset *ruleset, gm_rule rule, gm_slice name, bool fold,
                          uint32_t entry, gm_error *err);
/* Adds a pattern to a rule; `entry` comes back with the hit (which phrase it was). */
gm_status gm_ruleset_pattern(gm_ruleset *ruleset, gm_rule rule, gm_node node, uint32_t entry,
                             gm_error *err);

/* Nodes. Every constructor fails with GM_RULE and a reason on a bad operand. Nodes may be used
 * more than once. */
gm_status gm_node_atom(gm_ruleset *r, gm_atom kind, gm_slice value, gm_node *out, gm_error *e);
gm_status gm_node_any(gm_ruleset *r, gm_node *out, gm_error *e); /* one seen token */
gm_status gm_node_sequence(gm_ruleset *r, gm_node a, gm_node b, gm_node *out, gm_error *e);
gm_status gm_node_either(gm_ruleset *r, gm_node a, gm_node b, gm_node *out, gm_error *e);
/* max = UINT32_MAX: no bound. */
gm_status gm_node_repeat(gm_ruleset *r, gm_node a, uint32_t min, uint32_t max, bool lazy,
                         gm_node *out, gm_error *e);
/* min to max tokens of any kind, as few as possible; they count as skipped, not consumed. */
gm_status gm_node_gap(gm_ruleset *r, uint32_t min, uint32_t max, gm_node *out, gm_error *e);
gm_status gm_node_not(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e);    /* -p */
gm_status gm_node_look(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e);   /* #p */
gm_status gm_node_behind(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e); /* bounded length */
gm_status gm_node_both(gm_ruleset *r, gm_node a, gm_node b, gm_node *out,
                       gm_error *e); /* one token that passes both single-token nodes */
gm_status gm_node_except(gm_ruleset *r, gm_node a, gm_node *out,
                         gm_error *e); /* one token that fails the single-token node */
gm_status gm_node_capture(gm_ruleset *r, gm_slice name, gm_node a, gm_node *out, gm_error *e);
/* A hit of the rule of that name, which may be added later; with the possessive clitic
 * after it, which belongs to no hit. */
gm_status gm_node_ref(gm_ruleset *r, gm_slice rule, gm_node *out, gm_error *e);
gm_status gm_node_sentence_begin(gm_ruleset *r, gm_node *out, gm_error *e);
gm_status gm_node_sentence_end(gm_ruleset *r, gm_node *out, gm_error *e);

/* Orders rules by their references, builds gazetteer, programs and prefilter. GM_RULE names
 * the rule at fault: an unknown reference, or a cycle (its members in order). */
gm_status gm_ruleset_compile(gm_ruleset *ruleset, gm_error *err);

typedef struct {
  uint32_t begin, end; /* tokens [begin, end) */
  gm_rule rule;
  uint32_t entry;
  uint32_t sentence;
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
void gm_hits_free(gm_hits *hits);

typedef struct {
  uint64_t max_hits;            /* of one document; GM_LIMIT names the rule; 0: no limit */
  volatile uint32_t *current;   /* where the rule being run is written, or NULL */
} gm_match_limits;

typedef struct gm_matcher gm_matcher; /* working memory for one thread */
gm_status gm_matcher_new(gm_matcher **out, gm_ruleset *ruleset, gm_error *err);
void gm_matcher_free(gm_matcher *matcher);

/* Finds all hits, sorted by sentence, begin, -end, rule, entry. `sentence_zones[i]` is the zone
 * kind of sentence i, or NULL when all are body. `enabled` is a byte per rule or NULL. */
gm_status gm_matcher_run(gm_matcher *matcher, const gm_tokens *tokens,
                         const uint8_t *sentence_zones, const uint8_t *enabled,
                         const gm_match_limits *limits, gm_hits *hits, gm_error *err);

uint32_t gm_ruleset_rule_count(const gm_ruleset *ruleset);
gm_slice gm_ruleset_rule_name(const gm_ruleset *ruleset, gm_rule rule);
gm_slice gm_ruleset_capture_name(const gm_ruleset *ruleset, uint32_t capture);
/* Rules that `rule` is built on, itself left out, sorted. */
const gm_rule *gm_ruleset_uses(const gm_ruleset *ruleset, gm_rule rule, size_t *count);
#endif
