/* Which units a sentence can match: each is reached through its rarest conjunct, its
 * anchor, and run only where the other conjuncts occur as well, in their order. */
#ifndef GM_MATCH_ANCHORS_H
#define GM_MATCH_ANCHORS_H
#include "match/evaluator.h"

typedef struct {
  uint32_t sentence;    /* stamp of the last sentence it occurred in */
  uint32_t first, last; /* tokens there */
  uint64_t where; /* bit i: at the sentence's token i, the first 64 of them */
  uint32_t seen;        /* sentences it occurred in */
} gm_occurrence;

typedef struct { /* a test that the token before or after an anchor must pass */
  uint32_t test; /* or GM_NO_TEST */
  bool flip, after;
} gm_side;

typedef struct { /* the tokens beside one: their classes, or UINT32_MAX at an edge */
  uint32_t before, after;
} gm_beside;

typedef struct {
  const gm_ruleset *ruleset;
  const uint8_t *enabled; /* by rule: GM_RUN… */
  uint32_t sentence;     /* stamp of the current one */
  uint32_t first, last;  /* its tokens */
  gm_occurrence *occurrences; /* by conjunct */
  uint32_t *head, *next;      /* units by anchor: 1 + unit; 0 ends a chain */
  uint32_t *side_head;        /* those of which the token beside it tells more */
  gm_side *sides;             /* by unit */
  uint32_t *rule_start, *rule_conjuncts; /* conjuncts that each rule is a member of */
  uint32_t *always;           /* units without a conjunct */
  size_t always_count;
  uint64_t *waiting, *summary; /* bits of units to run; of words of `waiting` */
  size_t word_count;
  bool filter;
  bool *used; /* by conjunct: looked for. Common ones that are no anchor are not worth
                 it */
  uint32_t sentences, recount; /* seen so far; when to choose anchors again */
} gm_anchors;

gm_status gm_anchors_init(gm_anchors *a, const gm_ruleset *ruleset,
                          const uint8_t *enabled, bool filter, gm_error *err);
void gm_anchors_free(gm_anchors *a);
/* Between documents: chooses anchors again where enough has been seen; true where
 * `used` may have changed. */
bool gm_anchors_choose(gm_anchors *a);
/* A new sentence of tokens first to last: nothing has occurred. */
void gm_anchors_begin(gm_anchors *a, uint32_t first, uint32_t last);
/* A rule that runs quietly may have a hit that holds `token`: what needs it may match.
 */
void gm_anchors_suggest(gm_anchors *a, gm_rule rule, uint32_t token);
/* The same, by one of its units whose anchor is `token`. */
void gm_anchors_suggest_unit(gm_anchors *a, uint32_t unit, uint32_t token);

static inline void gm_anchors_wait(gm_anchors *a, uint32_t unit) {
  a->waiting[unit / 64] |= (uint64_t)1 << unit % 64;
  a->summary[unit / 4096] |= (uint64_t)1 << unit / 64 % 64;
}

/* Notes that a conjunct occurs at a token; true for the first time in the sentence. */
static inline bool gm_anchors_note(gm_anchors *a, uint32_t conjunct, uint32_t token) {
  gm_occurrence *o = &a->occurrences[conjunct];
  uint64_t bit = token - a->first < 64 ? (uint64_t)1 << (token - a->first) : 0;
  if (o->sentence == a->sentence) {
    o->where |= bit;
    if (token > o->last) o->last = token;
    if (token < o->first) o->first = token;
    return false;
  }
  o->sentence = a->sentence;
  o->first = o->last = token;
  o->where = bit;
  o->seen++;
  for (uint32_t unit = a->head[conjunct]; unit; unit = a->next[unit - 1])
    gm_anchors_wait(a, unit - 1);
  return true;
}

/* A conjunct occurs at a token between those `beside` it. */
static inline void gm_anchors_occur(gm_anchors *a, uint32_t conjunct, uint32_t token,
                                    const gm_sentence *classes,
                                    const gm_beside *beside) {
  gm_anchors_note(a, conjunct, token);
  for (uint32_t unit = a->side_head[conjunct]; unit; unit = a->next[unit - 1]) {
    const gm_side *side = &a->sides[unit - 1];
    if (side->test != GM_NO_TEST) {
      uint32_t class_id = side->after ? beside->after : beside->before;
      if (class_id == UINT32_MAX ||
          !gm_class_passes(classes, class_id, side->test, side->flip))
        continue;
    }
    if (a->enabled[a->ruleset->units[unit - 1].rule] == GM_RUN_QUIETLY)
      gm_anchors_suggest_unit(a, unit - 1, token);
    else
      gm_anchors_wait(a, unit - 1);
  }
}

/* A rule has hits here, that begin from token `first` to token `last`. */
void gm_anchors_occur_rule(gm_anchors *a, gm_rule rule, uint32_t first, uint32_t last);
/* The first unit that waits, or UINT32_MAX; `take` makes it wait no longer. */
uint32_t gm_anchors_peek(const gm_anchors *a);
void gm_anchors_take(gm_anchors *a, uint32_t unit);
/* Whether all that the program needs has occurred, in an order that can match. */
bool gm_anchors_possible(const gm_anchors *a, const gm_program *program);
#endif
