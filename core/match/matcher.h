/* Runs a compiled ruleset over a document's tokens, sentence by sentence. */
#ifndef GM_MATCH_MATCHER_H
#define GM_MATCH_MATCHER_H
#include "match/types.h"
#include "text/tokens.h"

void gm_hits_free(gm_hits *hits);
/* The hits [*first, *end) of a rule in a sentence, by binary search. */
void gm_hits_find(const gm_hits *hits, uint32_t sentence, gm_rule rule, size_t *first,
                  size_t *end);

/* `ruleset` is compiled and outlives the matcher. */
gm_status gm_matcher_new(gm_matcher **out, gm_ruleset *ruleset, gm_error *err);
void gm_matcher_free(gm_matcher *matcher);

/* Finds all hits, sorted by sentence, rule, begin, -end, entry. `tokens` are of the
 * ruleset's lexicon. `sentence_zones[i]` is the zone kind (below 32) of sentence i, or
 * NULL when all are 0. `enabled` holds a GM_RUN… for each rule, NULL: GM_RUN for all.
 */
gm_status gm_matcher_run(gm_matcher *matcher, const gm_tokens *tokens,
                         const uint8_t *sentence_zones, const uint8_t *enabled,
                         const gm_match_limits *limits, gm_hits *hits, gm_error *err);
/* What a unit of a ruleset (the names of a rule, or one of its patterns) has cost since
 * the matcher was made. Always counted. */
typedef struct {
  gm_rule rule;
  uint32_t entry; /* of a pattern */
  bool names;
  uint64_t runs;  /* sentences in which it had to be tried */
  uint64_t found; /* matches, before overlaps are settled */
  double seconds;
} gm_unit_cost;
/* False: there is no unit of that number, from 0. */
bool gm_matcher_unit_cost(const gm_matcher *matcher, size_t unit, gm_unit_cost *out);
/* Seconds of all runs; what units have not cost is the scan for names and words. */
double gm_matcher_seconds(const gm_matcher *matcher);
/* Tests and measurements: without the prefilter every pattern runs on every sentence.
 * The hits are the same. */
void gm_matcher_prefilter(gm_matcher *matcher, bool on);
#endif
