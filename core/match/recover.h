/* The second pass of evaluation, over one match: its captures, and what its gaps ran
 * over. */
#ifndef GM_MATCH_RECOVER_H
#define GM_MATCH_RECOVER_H
#include "match/evaluator.h"

/* Parts of the walk, for who finds the way otherwise: tokens that a gap ran over, a
 * capture's begin and end. */
gm_status gm_recover_skip(gm_evaluator *evaluator, uint32_t begin, uint32_t end,
                          gm_error *err);
gm_status gm_recover_open(gm_evaluator *evaluator, uint32_t name, uint32_t at,
                          gm_error *err);
void gm_recover_close(gm_evaluator *evaluator, uint32_t name, uint32_t at);

/* What the match's captures hold (the last time round where a part repeats) and the
 * tokens that its gaps ran over, in order. */
gm_status gm_recover(gm_evaluator *evaluator, const gm_program *program,
                     const gm_sentence *sentence, gm_found match,
                     const gm_recovered **captures, size_t *capture_count,
                     const gm_found **skips, size_t *skip_count, gm_error *err);
#endif
