/* Matches patterns that compare with what a capture holds, which no automaton can: by
 * backtracking, with a memory of what was tried, over matches of bounded length. */
#ifndef GM_MATCH_BACKTRACK_H
#define GM_MATCH_BACKTRACK_H
#include "match/evaluate.h"
#include "match/recover.h"

enum {
  GM_BACKTRACK_WINDOW = 200,      /* most tokens of a match */
  GM_BACKTRACK_STEPS = 20000000, /* in one sentence; more is GM_LIMIT */
};

/* As gm_evaluate: for each start, descending, the best end. `types` are what the tokens
 * of the sentence ask of the lexicon. */
gm_status gm_backtrack(gm_evaluator *evaluator, const gm_program *program,
                       const gm_sentence *sentence, gm_lexicon *lexicon,
                       const gm_type *types, gm_best best, gm_found within,
                       const gm_found **found, size_t *count, gm_error *err);
/* As gm_recover, of one such match. */
gm_status gm_backtrack_recover(gm_evaluator *evaluator, const gm_program *program,
                               const gm_sentence *sentence, gm_lexicon *lexicon,
                               const gm_type *types, gm_found match,
                               const gm_recovered **captures, size_t *capture_count,
                               const gm_found **skips, size_t *skip_count, gm_error *err);
#endif
