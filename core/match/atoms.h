/* What predicates consist of: for the module that collects them and the one that
 * answers. */
#ifndef GM_MATCH_ATOMS_H
#define GM_MATCH_ATOMS_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/map.h"
#include "match/glob.h"
#include "match/stems.h"
#include "match/types.h"
#include <pcre2.h>

typedef struct {
  gm_atom kind;
  double commonness;
} gm_atom_data;

typedef struct {
  uint32_t start, count; /* into postfix */
  bool usual;            /* the answer for a type that passes no atom */
  bool simple;           /* atoms joined by or alone */
} gm_test_data;

typedef struct {
  pcre2_code *code;
  uint32_t atom;
  bool tags; /* over the tags of a variant, not over the form */
} gm_expression;

typedef struct {
  uint32_t mask, atom;
} gm_flag;

struct gm_predicates {
  gm_lexicon *lexicon;
  pcre2_general_context *context;
  gm_map *by_value[GM_ATOM_GLOB];
  gm_map *others; /* globs, expressions and flags by kind and value */
  gm_map *by_postfix;
  gm_globs *globs;
  gm_stems *stems;
  gm_atom_data *atoms;
  size_t atom_count, atom_capacity;
  gm_expression *expressions;
  size_t expression_count, expression_capacity;
  gm_flag *flags;
  size_t flag_count, flag_capacity;
  gm_test_data *tests;
  size_t test_count, test_capacity;
  uint32_t *postfix;
  size_t postfix_count, postfix_capacity;
  uint32_t *atom_start, *atom_tests;
  uint32_t tags;     /* GM_TAG_…: the parts of speech that atoms ask for */
  char tag_asked[64]; /* one of them, for messages */
};

/* Xxxx-dd as Xx-d: the first of each run. Gives the new size. */
size_t gm_collapse_shape(char *to, gm_slice shape);
/* Runs a postfix form over a stack of bits; passed(context, atom) answers for the
 * atoms. */
bool gm_test_value(const uint32_t *postfix, size_t count,
                   bool (*passed)(const void *context, uint32_t atom),
                   const void *context);
#endif
