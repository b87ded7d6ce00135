/* A pattern compiled to a small program (Thompson, "Regular expression search algorithm",
 * 1968), to be evaluated at every position of a sentence from its end to its beginning.
 *
 * The value of an instruction at a position says how the rest of the pattern matches from
 * there: 0 not at all, otherwise which end is best (see evaluate.h). Instructions stand in the
 * order of evaluation: one that follows others without a token in between comes after them. */
#ifndef GM_MATCH_PROGRAM_H
#define GM_MATCH_PROGRAM_H
#include "match/parts.h"

typedef enum {
  GM_OP_MATCH,    /* the end of the pattern; always instruction 0 */
  GM_OP_ACCEPT,   /* the end of what is looked for ahead or behind */
  GM_OP_FAIL,
  GM_OP_TEST,     /* a token that passes test `arg` (`flip`: its usual answer is yes), then x */
  GM_OP_ANY,      /* any token, then x; `skip`: run over by a gap */
  GM_OP_SPLIT,    /* x, or else y */
  GM_OP_GAP,      /* up to `arg` tokens, as few as possible, then x; `slot`: its ring */
  GM_OP_REF,      /* a hit of rule `arg`, then x; `slot`: which reference */
  GM_OP_OPEN,     /* capture `arg` begins; then x */
  GM_OP_CLOSE,    /* and ends */
  GM_OP_LOOK,     /* x where y matches here; `slot`: which look */
  GM_OP_NOT,      /* x where y does not match here */
  GM_OP_BEHIND,   /* x where program behinds[slot] matches up to here */
  GM_OP_BEGIN,    /* x at the sentence's begin */
  GM_OP_END,      /* x at its end */
} gm_op;

typedef struct {
  uint8_t op;
  bool flip, skip;
  bool steady; /* reaches MATCH without a token */
  uint32_t x, y, arg, slot;
} gm_instruction;

typedef struct gm_program {
  gm_instruction *code;
  uint32_t size, start;
  uint32_t gap_count, gap_room; /* rings, and places in all of them */
  uint32_t ref_count;           /* REF instructions */
  uint32_t look_count;          /* LOOK and NOT instructions */
  uint32_t behind_count;
  struct gm_program **behinds; /* of the pattern read backwards */
  bool recovers; /* has captures or gaps: a match is worth a second pass */
  bool quick;    /* only a test of `last` or a hit can wake it: see evaluate.c */
  uint32_t *last; /* the TEST instructions that a match can end with */
  uint32_t last_count;
  uint32_t longest; /* most tokens a match can cover; GM_UNBOUNDED */
  uint32_t *conjuncts; /* what must occur: see prefilter.h */
  uint32_t conjunct_count;
  bool ordered; /* in the order of `conjuncts` */
} gm_program;

enum { GM_LARGEST_PROGRAM = 16384 };

/* Compiles `node`; the program lives in the ruleset's arena. GM_RULE: it may match nothing, is
 * too large, or looks ahead from within what is looked for behind. */
gm_status gm_program_build(gm_program **out, gm_ruleset *ruleset, gm_node node, gm_error *err);
#endif
