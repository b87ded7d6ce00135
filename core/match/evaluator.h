/* What both passes of evaluation share: a sentence as programs see it, and working
 * memory. */
#ifndef GM_MATCH_EVALUATOR_H
#define GM_MATCH_EVALUATOR_H
#include "match/program.h"

typedef struct { /* which tests a class of types answers unusually */
  uint32_t start, count; /* into gm_sentence.tests, sorted */
} gm_class;

typedef struct { /* a hit of some rule in seen tokens [begin, end) */
  uint32_t begin, end;
} gm_reach;

typedef struct { /* one sentence, seen by programs */
  uint32_t count;          /* seen tokens */
  const uint32_t *classes; /* of each */
  const gm_class *class_table;
  const uint32_t *tests;
  const uint32_t *tokens; /* the token that each seen one is */
  const uint16_t *flags;  /* of tokens */
  /* Hits of a rule so far in this sentence, by begin. */
  const gm_reach *(*hits_of)(void *context, gm_rule rule, uint32_t *count);
  void *context;
} gm_sentence;

typedef enum { GM_BEST_FARTHEST, GM_BEST_NEAREST, GM_BEST_FIRST } gm_best;

typedef struct { /* a match, or part of one, in seen tokens [begin, end) */
  uint32_t begin, end;
} gm_found;

typedef struct {
  uint32_t name, begin, end; /* seen tokens */
} gm_recovered;

typedef struct { /* a hit that a REF instruction may jump over */
  uint32_t instruction, begin, end, next_from, next_upto, value;
  bool clitic; /* `end` is after the possessive */
} gm_reference;

typedef struct { /* the last values of what follows a gap */
  uint32_t *values;
  uint32_t at;   /* place of the current position's value */
  uint32_t last; /* the position of the last value that was not 0 */
} gm_ring;

typedef struct gm_evaluator { /* used again and again */
  const gm_program *program;
  const gm_sentence *sentence;
  gm_best best;
  bool mirror;
  uint32_t only;     /* the only end allowed, or UINT32_MAX */
  uint32_t count;    /* tokens of the sentence */
  uint32_t low, high; /* the stretch that is looked at */
  uint32_t awake_to; /* some ring holds a value for positions down to this one */
  uint32_t *now, *later, *values;
  size_t value_capacity;
  gm_ring *rings;
  size_t ring_capacity;
  uint32_t *room; /* of the rings */
  size_t room_capacity;
  gm_reference *references;
  size_t reference_count, reference_capacity;
  uint32_t *from, *upto, *chains;
  size_t chain_capacity;
  uint64_t *bits; /* of each sight, by position, once it is ready */
  size_t bit_capacity, bit_words;
  uint8_t *ready; /* how often a sight was looked at, or that its bits are there */
  size_t ready_capacity;
  gm_status status; /* of looking around in the middle of a run */
  gm_error failure;
  gm_found *found;
  size_t found_count, found_capacity;
  struct gm_evaluator *inner; /* for sights */
  /* The second pass. */
  uint64_t *reached;
  size_t reached_capacity;
  gm_recovered *captures;
  size_t capture_count, capture_capacity;
  gm_found *skips;
  size_t skip_count, skip_capacity;
} gm_evaluator;

gm_status gm_evaluator_new(gm_evaluator **out, gm_error *err);
void gm_evaluator_free(gm_evaluator *evaluator);


static inline bool gm_clitic_at(const gm_sentence *s, uint32_t at) {
  return at < s->count && (s->flags[s->tokens[at]] & GM_TOKEN_POSSESSIVE) != 0;
}
/* Whether a token of this class passes a test; `flip`: its usual answer is yes. */
static inline bool gm_class_passes(const gm_sentence *sentence, uint32_t class_id,
                                   uint32_t test, bool flip) {
  const gm_class *c = &sentence->class_table[class_id];
  const uint32_t *tests = sentence->tests + c->start;
  uint32_t low = 0, high = c->count;
  while (high - low > 8) {
    uint32_t middle = (low + high) / 2;
    if (tests[middle] <= test) low = middle;
    else high = middle;
  }
  while (low < high && tests[low] < test) low++;
  return (low < high && tests[low] == test) != flip;
}
static inline bool gm_passes(const gm_sentence *sentence, uint32_t class_id,
                             const gm_instruction *instruction) {
  return gm_class_passes(sentence, class_id, instruction->arg, instruction->flip);
}
#endif
