/* What a ruleset is made of: for the modules that build it and the matcher that runs
 * it. */
#ifndef GM_MATCH_PARTS_H
#define GM_MATCH_PARTS_H
#include "base/map.h"
#include "base/memory.h"
#include "match/list.h"
#include "match/list_build.h"
#include "match/predicate.h"
#include "match/types.h"
#include "text/tokens.h"

#define GM_UNBOUNDED UINT32_MAX
enum {
  GM_DEEPEST_NODE = 10000, /* so that recursion over nodes cannot run out of stack */
  GM_MOST_LEAVES = 200000, /* nodes used twice count twice */
  GM_WIDEST_GAP = 1000,
};

typedef enum {
  GM_NODE_NONE,
  GM_NODE_ATOM,     /* value: atom */
  GM_NODE_ANY,
  GM_NODE_SEQUENCE, /* a, b */
  GM_NODE_EITHER,   /* a, b */
  GM_NODE_REPEAT,   /* a, min, max, lazy */
  GM_NODE_GAP,      /* min, max */
  GM_NODE_NOT,      /* a */
  GM_NODE_LOOK,     /* a */
  GM_NODE_BEHIND,   /* a */
  GM_NODE_BOTH,     /* a, b: single */
  GM_NODE_EXCEPT,   /* a: single */
  GM_NODE_CAPTURE,  /* a, value: name */
  GM_NODE_REF,      /* value: index into ref_names */
  GM_NODE_BEGIN,
  GM_NODE_END,
  GM_NODE_SAME,     /* value: name of a capture; max: gm_same */
} gm_node_kind;

typedef struct {
  uint8_t kind;
  bool single;   /* a test of exactly one token */
  bool nullable; /* may match nothing */
  bool asserts;  /* holds a NOT, LOOK, BEHIND, BEGIN or END */
  bool lazy;
  bool same; /* holds a SAME */
  uint32_t a, b, min, max, value;
  uint32_t shortest; /* fewest tokens it covers */
  uint32_t longest; /* most tokens it can cover, as far as known; GM_UNBOUNDED */
  uint32_t reach, jumps; /* most tokens beside hits of other rules; most such hits */
  uint32_t depth, leaves;
} gm_node_data;

typedef struct {
  gm_rule rule;
  gm_node node;
  uint32_t entry;
} gm_pattern_data;

typedef struct {
  gm_slice name;
  gm_match_mode mode;
  uint32_t zones;
  bool named;           /* has names in some list */
  bool wanted;          /* some pattern refers to it */
  uint8_t scope;        /* gm_scope */
  double commonness;    /* a guess, per million words */
  uint32_t first, last; /* its units once compiled: [first, last) */
  gm_rule *uses;
  size_t use_count;
} gm_rule_data;

/* One thing to run for a rule: its names (program NULL) or one pattern. Units stand in
 * the order in which they may run: those of a rule together, after those of the rules
 * it uses. */
typedef struct {
  gm_rule rule;
  uint32_t entry;
  struct gm_program *program;
} gm_unit;

/* A conjunct: one of `members` must occur in a sentence for a pattern to match there.
 */
typedef struct {
  uint32_t start,
      count; /* into conjunct_members: tests, and rules with GM_MEMBER_RULE */
  double commonness;
  bool exact; /* tests alone: every token that satisfies it is noted */
} gm_conjunct;
#define GM_MEMBER_RULE 0x80000000u

typedef struct {
  gm_conjunct *items;
  size_t count, capacity;
  uint32_t *members;
  size_t member_count, member_capacity;
  gm_map *by_members;
} gm_conjuncts;

typedef struct {
  gm_list *list; /* the first is the ruleset's own */
  gm_list_trie trie;
  bool plain, possessive;
  gm_rule rule; /* GM_EVERY_RULE: each name tells its own */
} gm_attached;
#define GM_EVERY_RULE UINT32_MAX

typedef struct { /* rules whose hits do not overlap each other's */
  gm_rule *rules;
  size_t count;
  gm_keep keep;
} gm_rule_group;

struct gm_ruleset {
  gm_lexicon *lexicon;
  gm_arena *arena;
  gm_predicates *predicates;
  gm_list_builder *names; /* until compiled: the first of the lists */
  gm_map *rule_names, *capture_names, *ref_names;
  gm_slice *captures;
  size_t capture_count, capture_capacity;
  gm_slice *refs;
  size_t ref_count, ref_capacity;
  gm_node_data *nodes; /* 0 is none */
  size_t node_count, node_capacity;
  gm_rule_data *rules;
  size_t rule_count, rule_capacity;
  gm_pattern_data *patterns;
  size_t pattern_count, pattern_capacity;
  gm_rule_group *groups;
  size_t group_count, group_capacity;
  gm_scope widest; /* of any rule */
  gm_attached *lists; /* the first holds the names of all rules, the others one rule's */
  size_t list_count, list_capacity;
  bool compiled;
  /* Once compiled: */
  gm_rule *ref_rules; /* by ref */
  gm_unit *units;
  size_t unit_count;
  gm_conjuncts conjuncts;
};
#endif
