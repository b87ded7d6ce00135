/* Evaluates a program over the seen tokens of one sentence.
 *
 * The first pass goes from the sentence's end to its beginning and works out, for every
 * instruction at every position, which end the rest of the pattern can best reach: the
 * farthest, the nearest, or the first by the order of alternatives. That is exact in
 * one pass, whatever the pattern, and takes time linear in tokens times program. The
 * second pass goes over one match only and recovers its captures and what its gaps ran
 * over. */
#ifndef GM_MATCH_EVALUATE_H
#define GM_MATCH_EVALUATE_H
#include "match/evaluator.h"

/* For each start at which `program` matches within a stretch of the sentence, in
 * descending order, the best end. */
gm_status gm_evaluate(gm_evaluator *evaluator, const gm_program *program,
                      const gm_sentence *sentence, gm_best best, gm_found within,
                      const gm_found **found, size_t *count, gm_error *err);
/* All starts of matches that end at `end`, of the program and sentence evaluated last.
 */
gm_status gm_evaluate_end(gm_evaluator *evaluator, uint32_t end, const gm_found **found,
                          size_t *count, gm_error *err);

/* For the second pass: makes gm_sees answer for the sights of a program. */
gm_status gm_evaluate_prepare(gm_evaluator *evaluator, const gm_program *program,
                              const gm_sentence *sentence, gm_error *err);
/* Whether what a SIGHT asks for holds at a position. A failure stays in
 * evaluator->status. */
bool gm_sees(gm_evaluator *evaluator, const gm_instruction *code, uint32_t at);
#endif
