/* Patterns over tokens as a tree of nodes, built from the leaves up.
 *
 * Every constructor fails with GM_RULE and a reason on a bad operand. Nodes may be used
 * more than once, and their ids mean something only within their ruleset. */
#ifndef GM_MATCH_NODE_H
#define GM_MATCH_NODE_H
#include "match/types.h"

gm_status gm_node_atom(gm_ruleset *r, gm_atom kind, gm_slice value, gm_node *out,
                       gm_error *e);
gm_status gm_node_any(gm_ruleset *r, gm_node *out, gm_error *e); /* one seen token */
gm_status gm_node_sequence(gm_ruleset *r, gm_node a, gm_node b, gm_node *out,
                           gm_error *e);
gm_status gm_node_either(gm_ruleset *r, gm_node a, gm_node b, gm_node *out,
                         gm_error *e);
/* max = UINT32_MAX: no bound. */
gm_status gm_node_repeat(gm_ruleset *r, gm_node a, uint32_t min, uint32_t max,
                         bool lazy, gm_node *out, gm_error *e);
/* min to max tokens of any kind, as few as possible; they count as skipped, not
 * consumed. */
gm_status gm_node_gap(gm_ruleset *r, uint32_t min, uint32_t max, gm_node *out,
                      gm_error *e);
gm_status gm_node_not(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e);  /* -p */
gm_status gm_node_look(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e); /* #p */
/* What stands before here matches `a`. */
gm_status gm_node_behind(gm_ruleset *r, gm_node a, gm_node *out, gm_error *e);
gm_status gm_node_both(gm_ruleset *r, gm_node a, gm_node b, gm_node *out,
                       gm_error *e); /* one token that passes both single-token nodes */
gm_status gm_node_except(gm_ruleset *r, gm_node a, gm_node *out,
                         gm_error *e); /* one token that fails the single-token node */
gm_status gm_node_capture(gm_ruleset *r, gm_slice name, gm_node a, gm_node *out,
                          gm_error *e);
/* A hit of the rule of that name, which may be added later; with the possessive clitic
 * after it, which belongs to no hit. */
gm_status gm_node_ref(gm_ruleset *r, gm_slice rule, gm_node *out, gm_error *e);
/* The tokens of an earlier capture of that name once more, compared as `way` says. */
gm_status gm_node_same(gm_ruleset *r, gm_slice name, gm_same way, gm_node *out,
                       gm_error *e);
gm_status gm_node_sentence_begin(gm_ruleset *r, gm_node *out, gm_error *e);
gm_status gm_node_sentence_end(gm_ruleset *r, gm_node *out, gm_error *e);
#endif
