/* One trie over word ids for all names of all rules.
 *
 * A name is a run of words, compared as written or folded. Build: add names, freeze.
 * Then walk: a first node for a type, a step for each further word, and the names that
 * end at a node. Names as written and folded names live in different branches, so each
 * start needs at most two walks, neither of which ever forks. */
#ifndef GM_MATCH_GAZETTEER_H
#define GM_MATCH_GAZETTEER_H
#include "match/types.h"

typedef struct gm_gazetteer gm_gazetteer;

typedef struct {
  gm_rule rule;
  uint32_t entry;
} gm_named;

gm_status gm_gazetteer_new(gm_gazetteer **out, gm_lexicon *lexicon, gm_error *err);
void gm_gazetteer_free(gm_gazetteer *g);
gm_status gm_gazetteer_add(gm_gazetteer *g, const gm_type *words, size_t count,
                           bool fold, gm_named named, gm_error *err);
/* After the last name: gathers the names by node. */
gm_status gm_gazetteer_freeze(gm_gazetteer *g, gm_error *err);

/* The word that stands for a type in names as written or in folded ones; 0: in no name.
 */
uint32_t gm_gazetteer_word(const gm_gazetteer *g, gm_type type, bool fold);
/* The node after `word` at `node`; 0: no name goes on like that. Names start at node 1.
 */
uint32_t gm_gazetteer_step(const gm_gazetteer *g, uint32_t node, uint32_t word);
/* The names that end at a node, by rule and entry: of names that are equal the lowest.
 */
const gm_named *gm_gazetteer_names(const gm_gazetteer *g, uint32_t node, size_t *count);
/* Sets live[node] for the nodes at or after which a name of a rule with enabled[rule]
 * ends; `live` has gm_gazetteer_size places and is all 0 before. */
void gm_gazetteer_mark(const gm_gazetteer *g, const uint8_t *enabled, uint8_t *live);
size_t gm_gazetteer_size(const gm_gazetteer *g);
bool gm_gazetteer_leaf(const gm_gazetteer *g,
                       uint32_t node); /* no name goes on from here */
#endif
