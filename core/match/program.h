/* A pattern compiled to a small program (Thompson, "Regular expression search
 * algorithm", 1968), to be evaluated at every position of a sentence from its end to
 * its beginning.
 *
 * The value of an instruction at a position says how the rest of the pattern matches
 * from there: 0 not at all, otherwise which end is best (see evaluate.h). Instructions
 * stand in the order of evaluation: one that follows others without a token in between
 * comes after them. */
#ifndef GM_MATCH_PROGRAM_H
#define GM_MATCH_PROGRAM_H
#include "match/parts.h"

typedef enum {
  GM_OP_MATCH, /* the end of the pattern; always instruction 0 */
  GM_OP_FAIL,
  GM_OP_TEST,  /* a token that passes test `arg` (`flip`: its usual answer is yes), then
                  x */
  GM_OP_ANY,   /* any token, then x; `skip`: run over by a gap */
  GM_OP_SPLIT, /* x, or else y */
  GM_OP_GAP,   /* up to `arg` tokens, as few as possible, then x; `slot`: its ring */
  GM_OP_REF,   /* a hit of rule `arg`, then x; `slot`: which reference */
  GM_OP_OPEN,  /* capture `arg` begins; then x */
  GM_OP_CLOSE, /* and ends */
  GM_OP_SIGHT, /* x where sight `slot` is seen from here (`flip`: is not seen) */
  GM_OP_BEGIN, /* x at the sentence's begin */
  GM_OP_END,   /* x at its end */
  GM_OP_SAME,  /* what capture `arg` holds once more, compared as `slot` says, then x */
} gm_op;

typedef struct {
  uint8_t op;
  bool flip, skip;
  bool tail; /* may reach MATCH without a token */
  uint32_t x, y, arg, slot;
} gm_instruction;

typedef struct { /* what is looked for around a position */
  struct gm_program *program;
  bool behind; /* the program is of the pattern read backwards */
} gm_sight;

#define GM_NO_TEST UINT32_MAX

typedef struct { /* something that must occur for a match: see prefilter.h */
  uint32_t conjunct;
  uint32_t before, after; /* the test that the token next to it passes; GM_NO_TEST */
  uint32_t low, high; /* seen tokens from the match's begin to it; GM_UNBOUNDED */
} gm_need;

typedef struct gm_program {
  gm_instruction *code;
  uint32_t size, start;
  uint32_t gap_count, gap_room; /* rings, and places in all of them */
  uint32_t ref_count;           /* REF instructions */
  gm_rule *refs;                /* the rules that they refer to */
  gm_sight *sights;
  uint32_t sight_count;
  bool compares;  /* holds a SAME: backtrack.h */
  bool recovers;  /* has captures or gaps: a match is worth a second pass */
  bool quick;     /* only `last` or a hit can wake it: see evaluate.c */
  bool last_some; /* some token can end a match */
  gm_instruction last; /* the test that every last token passes */
  uint32_t *tail; /* the instructions that may reach MATCH without a token */
  uint32_t tail_count;
  uint32_t
      reach; /* most tokens a match can cover beside hits it refers to; GM_UNBOUNDED */
  uint32_t jumps; /* most hits it can refer to; GM_UNBOUNDED */
  gm_need *needs;
  uint32_t need_count;
  bool ordered; /* they occur in the order of `needs`, and all within the match */
} gm_program;

enum { GM_LARGEST_PROGRAM = 16384 };

/* Compiles `node`; the program lives in the ruleset's arena. GM_RULE: it may match
 * nothing, is too large, or looks around from a repeated part that may match nothing.
 */
gm_status gm_program_build(gm_program **out, gm_ruleset *ruleset, gm_node node,
                           gm_error *err);
#endif
