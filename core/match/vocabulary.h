/* What the types of the lexicon mean to a ruleset, worked out once for each as it turns
 * up.
 *
 * Which of it matters depends on the rules that are to run: see lens.h. */
#ifndef GM_MATCH_VOCABULARY_H
#define GM_MATCH_VOCABULARY_H
#include "match/evaluator.h"
#include "match/parts.h"

typedef struct {
  uint32_t class_id;   /* 0: passes no test unusually */
  uint32_t start, start_count; /* into `starts`: where names go on that begin with it */
} gm_word;

/* What types mean in documents of some languages. */
typedef struct {
  uint64_t languages;
  uint32_t *word_of;
  size_t type_count, type_capacity;
} gm_tongue;

typedef struct { /* a name of a list begins with a word: the node after it */
  uint32_t list, node, cost;
} gm_name_start;

typedef struct { /* what a word is in the names of a list */
  uint32_t at;    /* into `list_words`; with GM_RUN_ONE the word itself, without edits */
  uint32_t count;
} gm_word_run;
#define GM_RUN_ONE UINT32_MAX

typedef struct {
  gm_ruleset *ruleset;
  gm_predicate_work *work;
  uint32_t *word_of; /* by type: index of its word, 0 for what means nothing */
  size_t type_count, type_capacity;
  uint64_t languages; /* that the three before hold for; 0: for all */
  gm_tongue others[7]; /* those of documents before; the oldest makes room */
  unsigned oldest;
  gm_word *words;
  size_t word_count, word_capacity;
  gm_word_run *runs; /* by word, for each list: what it is in names */
  size_t run_capacity;
  gm_list_word *list_words;
  size_t list_word_count, list_word_capacity;
  gm_name_start *starts;
  size_t start_count, start_capacity;
  gm_class *classes;
  size_t class_count, class_capacity;
  uint32_t *tests;
  size_t test_count, test_capacity;
  gm_map *class_of; /* by tests */
} gm_vocabulary;

gm_status gm_vocabulary_init(gm_vocabulary *v, gm_ruleset *ruleset, gm_error *err);
void gm_vocabulary_free(gm_vocabulary *v);
/* The next document is in these languages (1 << number); matters where rules ask for
 * stems. Call it before update. */
gm_status gm_vocabulary_speak(gm_vocabulary *v, uint64_t languages, gm_error *err);
/* Takes in the types that the lexicon has got since the last call. */
gm_status gm_vocabulary_update(gm_vocabulary *v, gm_error *err);
#endif
