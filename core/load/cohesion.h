/* Lexical cohesion: how much of what a block speaks of the article speaks of too. */
#ifndef GM_LOAD_COHESION_H
#define GM_LOAD_COHESION_H
#include "load/blocks.h"
#include "text/tokens.h"

typedef struct gm_cohesion gm_cohesion;

/* Learns the words of the core: the blocks that are marked so. Their tokens are found, and
 * `cohesion` is forgotten but for the larger blocks of the core, whose is measured. */
gm_status gm_cohesion_new(gm_cohesion **out, gm_blocks *blocks, const gm_tokens *tokens,
                          gm_lexicon *lexicon, gm_error *err);
void gm_cohesion_free(gm_cohesion *cohesion);
/* The share (0 to 1) of the block's content words that another block of the core has
 * too, rare words counting more. */
float gm_cohesion_of(gm_cohesion *cohesion, const gm_block *block);
/* The usual value among the core's own blocks, each measured against the others. */
float gm_cohesion_usual(const gm_cohesion *cohesion);
/* Whether a block of the core before byte `offset` has the word at token `index`. */
bool gm_cohesion_knows(gm_cohesion *cohesion, uint32_t index);
#endif
