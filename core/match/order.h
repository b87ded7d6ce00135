/* In which order rules run: each after those it refers to. */
#ifndef GM_MATCH_ORDER_H
#define GM_MATCH_ORDER_H
#include "match/parts.h"

/* Resolves references, fills `order` (of all rules), and each rule's `uses` and
 * `wanted`. GM_RULE: a name that no rule has, or a circle. */
gm_status gm_order_rules(gm_ruleset *ruleset, gm_rule *order, gm_error *err);
#endif
