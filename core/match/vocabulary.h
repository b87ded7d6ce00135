/* What the types of the lexicon mean to a ruleset, worked out once for each as it turns up.
 *
 * Most types mean nothing and cost the scan of a text one look at `info`. */
#ifndef GM_MATCH_VOCABULARY_H
#define GM_MATCH_VOCABULARY_H
#include "match/evaluator.h"
#include "match/parts.h"

#define GM_INFO_LOOK 0x80000000u /* the scan must look: a name may start, or a conjunct occurs */

typedef struct {
  uint32_t class_id;   /* 0: passes no test unusually */
  uint32_t form_first; /* the gazetteer's node after this word, as written, at a name's start */
  uint32_t fold_first; /* and folded */
  uint32_t fold_word;  /* the folded word, or 0 */
} gm_word;

typedef struct {
  uint32_t start, count; /* into `needs` */
} gm_needs;

typedef struct {
  gm_ruleset *ruleset;
  gm_predicate_work *work;
  uint32_t *info; /* by type: index of its word, or 0; with GM_INFO_LOOK */
  size_t info_count, info_capacity;
  gm_word *words; /* 0: of types that mean nothing */
  size_t word_count, word_capacity;
  gm_class *classes;
  gm_needs *class_needs; /* the conjuncts that a token of a class satisfies */
  size_t class_count, class_capacity, need_class_capacity;
  uint32_t *tests;
  size_t test_count, test_capacity;
  uint32_t *needs;
  size_t need_count, need_capacity;
  gm_map *class_of; /* by tests */
  uint32_t *test_start, *test_conjuncts; /* conjuncts that each test is a member of */
} gm_vocabulary;

gm_status gm_vocabulary_init(gm_vocabulary *v, gm_ruleset *ruleset, gm_error *err);
void gm_vocabulary_free(gm_vocabulary *v);
/* Takes in the types that the lexicon has got since the last call. */
gm_status gm_vocabulary_update(gm_vocabulary *v, gm_error *err);
#endif
