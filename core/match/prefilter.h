/* What a pattern needs: a conjunction of alternatives, one of which must occur in a
 * sentence for the pattern to match there. */
#ifndef GM_MATCH_PREFILTER_H
#define GM_MATCH_PREFILTER_H
#include "match/program.h"

gm_status gm_conjuncts_init(gm_conjuncts *conjuncts, gm_error *err);
void gm_conjuncts_free(gm_conjuncts *conjuncts);
/* Sets the program's conjuncts, those that are worth looking for: none where it may
 * match anywhere. The rules it refers to have their commonness. */
gm_status gm_prefilter_need(gm_ruleset *ruleset, gm_node node, gm_program *program,
                            gm_error *err);
/* How common the rarest conjunct is, per million words. */
double gm_prefilter_commonness(const gm_ruleset *ruleset, const gm_program *program);
#endif
