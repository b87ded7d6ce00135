/* The test that a pattern of exactly one token asks. */
#ifndef GM_MATCH_SINGLE_H
#define GM_MATCH_SINGLE_H
#include "match/parts.h"

/* `node` is single. *any: every token passes, and there is no test. */
gm_status gm_single_test(gm_ruleset *ruleset, gm_node node, uint32_t *test, bool *any,
                         gm_error *err);
#endif
