/* What must occur in a document for a rule to have hits in it, told in types: so an
 * index from types to documents says which documents need not be looked at. */
#ifndef GM_MATCH_POSSIBLE_H
#define GM_MATCH_POSSIBLE_H
#include "match/parts.h"

typedef struct { /* numbers of types, ascending */
  uint32_t *items;
  size_t count, capacity;
} gm_type_set;

typedef struct {
  gm_type_set *conjuncts; /* by conjunct of the ruleset: the types that satisfy it */
  size_t conjunct_count;
  gm_type_set *names; /* by rule: the types that one of its names begins with */
  size_t rule_count;
} gm_possible;

/* Sorts `types` (of the ruleset's lexicon) into sets of their indexes. A pattern can
 * match where each of its conjuncts occurs: a type of its set, or a hit of a rule that
 * is a member of it. GM_NOTFOUND: rules ask for stems or parts of speech, which types
 * alone do not tell. gm_possible_free in any case. */
gm_status gm_possible_find(gm_possible *out, gm_ruleset *ruleset, const gm_type *types,
                           size_t count, gm_error *err);
void gm_possible_free(gm_possible *possible);
#endif
