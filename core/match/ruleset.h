/* Many rules compiled into one matcher, run over a document's tokens sentence by
 * sentence.
 *
 * A rule finds mentions through names (a gazetteer shared by all rules) and patterns
 * over tokens; a pattern may refer to another rule's hits. Build: new, add rules, add
 * names and patterns, compile. After that it never changes. */
#ifndef GM_MATCH_RULESET_H
#define GM_MATCH_RULESET_H
#include "match/matcher.h"
#include "match/node.h"
#include "match/types.h"

gm_status gm_ruleset_new(gm_ruleset **out, gm_lexicon *lexicon, gm_error *err);
void gm_ruleset_free(gm_ruleset *ruleset);

/* `name` is unique. `zones`: bit mask by gm_zone_kind number (the caller's; match only
 * compares) of the sentences it is run on. */
gm_status gm_ruleset_rule(gm_ruleset *ruleset, gm_slice name, gm_match_mode mode,
                          uint32_t zones, gm_rule *out, gm_error *err);
/* Adds a name to a rule. `entry` comes back with the hit (a gazetteer row). Matched as
 * written or, with `fold`, in any case; hyphens and spaces alike. */
gm_status gm_ruleset_name(gm_ruleset *ruleset, gm_rule rule, gm_slice name, bool fold,
                          uint32_t entry, gm_error *err);
/* The same with all that a name may say: how it is compared, when it holds. */
gm_status gm_ruleset_name_as(gm_ruleset *ruleset, gm_slice name,
                             const gm_name_options *options, const gm_named *named,
                             gm_error *err);
/* Gives a rule all names of a compiled list, which must outlive the ruleset. */
gm_status gm_ruleset_list(gm_ruleset *ruleset, gm_rule rule, gm_list *list,
                          gm_error *err);
/* What the matches of a rule lie within; a sentence unless this says otherwise. A rule
 * may refer only to rules of the same scope or a narrower one. */
gm_status gm_ruleset_within(gm_ruleset *ruleset, gm_rule rule, gm_scope scope,
                            gm_error *err);
/* Hits of the rule come from outside as well: gm_match_limits.given. */
gm_status gm_ruleset_given(gm_ruleset *ruleset, gm_rule rule, gm_error *err);
/* Of hits of these rules that overlap, one stays. Rules that refer to them see all. */
gm_status gm_ruleset_keep(gm_ruleset *ruleset, const gm_rule *rules, size_t count,
                          gm_keep keep, gm_error *err);
/* Adds a pattern to a rule; `entry` comes back with the hit (which phrase it was). */
gm_status gm_ruleset_pattern(gm_ruleset *ruleset, gm_rule rule, gm_node node,
                             uint32_t entry, gm_error *err);

/* Orders rules by their references, builds gazetteer, programs and prefilter. GM_RULE
 * names the rule at fault: an unknown reference, or a cycle (its members in order). */
gm_status gm_ruleset_compile(gm_ruleset *ruleset, gm_error *err);

uint32_t gm_ruleset_rule_count(const gm_ruleset *ruleset);
gm_slice gm_ruleset_rule_name(const gm_ruleset *ruleset, gm_rule rule);
gm_slice gm_ruleset_capture_name(const gm_ruleset *ruleset, uint32_t capture);
/* Rules that `rule` is built on, itself left out, sorted; known once compiled. */
const gm_rule *gm_ruleset_uses(const gm_ruleset *ruleset, gm_rule rule, size_t *count);
#endif
