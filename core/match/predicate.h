/* Predicates belong to types: everything a rule asks about a written form is worked out
 * once for each type.
 *
 * An atom is one question about a form; a test is a combination of atoms by and, or,
 * not that a pattern asks of one token. Equal atoms and equal tests are kept once. Most
 * types pass no atom, so a type is described by the tests whose answer is not the usual
 * one, the answer for a type that passes no atom. */
#ifndef GM_MATCH_PREDICATE_H
#define GM_MATCH_PREDICATE_H
#include "match/types.h"

typedef struct gm_predicates gm_predicates;
typedef struct gm_predicate_work gm_predicate_work; /* working memory for one thread */

enum { /* operators in the postfix form of a test; smaller numbers are atoms */
  GM_TEST_TRUE = 0x7FFFFFFC,
  GM_TEST_AND,
  GM_TEST_OR,
  GM_TEST_NOT,
};

gm_status gm_predicates_new(gm_predicates **out, gm_lexicon *lexicon, gm_error *err);
void gm_predicates_free(gm_predicates *predicates);
/* GM_RULE: an empty value, an unknown flag, a regular expression that does not compile.
 */
gm_status gm_predicates_atom(gm_predicates *p, gm_atom kind, gm_slice value,
                             uint32_t *out, gm_error *err);
/* The postfix form must be sound; its operands wait on a stack of at most 64. */
gm_status gm_predicates_test(gm_predicates *p, const uint32_t *postfix, size_t count,
                             uint32_t *out, gm_error *err);
/* The test that any of `count` tests passes. */
gm_status gm_predicates_either(gm_predicates *p, const uint32_t *tests, size_t count,
                               uint32_t *out, gm_error *err);
/* After the last test, before the first type. */
gm_status gm_predicates_finish(gm_predicates *p, gm_error *err);
/* GM_RULE where an atom asks for a part of speech that is none of `tags`. */
gm_status gm_predicates_check_tags(const gm_predicates *p, uint32_t tags,
                                   gm_error *err);
uint32_t gm_predicates_test_count(const gm_predicates *p);
bool gm_predicates_usual(const gm_predicates *p, uint32_t test);
/* A guess at how many of a million running words pass a test. */
double gm_predicates_commonness(const gm_predicates *p, uint32_t test);

gm_status gm_predicate_work_new(gm_predicate_work **out, const gm_predicates *p,
                                gm_error *err);
void gm_predicate_work_free(gm_predicate_work *work);
/* Whether answers depend on the languages of a document, because of stems; and which
 * these are from now on (1 << number). */
bool gm_predicates_by_language(const gm_predicates *p);
gm_status gm_predicates_speak(const gm_predicates *p, uint64_t languages,
                              gm_error *err);
/* The tests, sorted, whose answer for `type` is not the usual one; valid until the next
 * call. */
const uint32_t *gm_predicates_type(gm_predicate_work *work, gm_type type,
                                   size_t *count);
#endif
