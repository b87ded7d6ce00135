/* What the scan of a text has to look at for the rules that are to run. */
#ifndef GM_MATCH_LENS_H
#define GM_MATCH_LENS_H
#include "match/anchors.h"
#include "match/vocabulary.h"

#define GM_INFO_LOOK                                                                   \
  0x80000000u /* the scan must look: a name may start, or a conjunct occurs */

typedef struct {
  uint32_t start, count; /* into `needs` */
} gm_needs;

typedef struct {
  uint8_t *enabled;  /* by rule */
  bool plain;        /* all are */
  uint64_t languages; /* of the vocabulary that `info` is of */
  uint32_t zones;    /* of any rule */
  uint32_t used_at;  /* which use of the lenses was its last */
  gm_anchors anchors;
  uint8_t *live;     /* by node of the first list: a name of these rules lies there or
                        beyond */
  uint32_t *info;    /* by type: index of its word; with GM_INFO_LOOK */
  size_t info_count, info_capacity;
  gm_needs *class_needs; /* the conjuncts that a token of a class satisfies */
  size_t class_count, class_capacity;
  uint32_t *needs;
  size_t need_count, need_capacity;
} gm_lens;

/* Can a name of the rules that are to run begin so? */
static inline bool gm_lens_live(const gm_lens *lens, const gm_ruleset *ruleset,
                                const gm_name_start *start) {
  gm_rule rule = ruleset->lists[start->list].rule;
  return rule == GM_EVERY_RULE ? lens->live[start->node] : lens->enabled[rule];
}

typedef struct { /* the few lenses used of late */
  const gm_vocabulary *vocabulary;
  uint32_t *test_start, *test_conjuncts; /* conjuncts that each test is a member of */
  gm_lens items[6];
  uint32_t uses;
  bool filter;
} gm_lenses;

gm_status gm_lenses_init(gm_lenses *lenses, const gm_vocabulary *vocabulary,
                         gm_error *err);
void gm_lenses_free(gm_lenses *lenses);
void gm_lenses_filter(gm_lenses *lenses, bool on);
/* The lens for the rules with enabled[rule] (NULL: all), up to date with the
 * vocabulary. */
gm_status gm_lenses_get(gm_lenses *lenses, const uint8_t *enabled, gm_lens **out,
                        gm_error *err);
#endif
