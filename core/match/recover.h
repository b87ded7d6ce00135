/* The second pass of evaluation, over one match: its captures, and what its gaps ran
 * over. */
#ifndef GM_MATCH_RECOVER_H
#define GM_MATCH_RECOVER_H
#include "match/evaluator.h"

/* What the match's captures hold (the last time round where a part repeats) and the
 * tokens that its gaps ran over, in order. */
gm_status gm_recover(gm_evaluator *evaluator, const gm_program *program,
                     const gm_sentence *sentence, gm_found match,
                     const gm_recovered **captures, size_t *capture_count,
                     const gm_found **skips, size_t *skip_count, gm_error *err);
#endif
