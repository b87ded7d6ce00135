/* Which types pass which atoms, and combinations of them. */
#include "match/glob.h"
#include "match/predicate.h"
#include "test.h"

static const struct {
  gm_atom kind;
  const char *value, *form;
  bool passes;
} atoms[] = {
    {GM_ATOM_FORM, "US", "US", true},
    {GM_ATOM_FORM, "US", "us", false},
    {GM_ATOM_FOLD, "Japan", "JAPAN", true},
    {GM_ATOM_FOLD, "strasse", "Straße", true},
    {GM_ATOM_PLAIN, "cafe", "Café", true},
    {GM_ATOM_FOLD, "cafe", "Café", false},
    {GM_ATOM_LEMMA, "share", "Sharing", true},
    {GM_ATOM_LEMMA, "share", "shares", true},
    {GM_ATOM_LEMMA, "share", "shard", false},
    {GM_ATOM_STEM, "sharing", "shared", true},
    {GM_ATOM_SHAPE, "Xx", "Japan", true},
    {GM_ATOM_SHAPE, "Xxxxx", "Oslo", true},
    {GM_ATOM_SHAPE, "Xx", "NATO", false},
    {GM_ATOM_GLOB, "vet*", "Vetting", true},
    {GM_ATOM_GLOB, "vet*", "vet", true},
    {GM_ATOM_GLOB, "*ing", "vetting", true},
    {GM_ATOM_GLOB, "v*t*g", "vetting", true},
    {GM_ATOM_GLOB, "v*tx*", "vetting", false},
    {GM_ATOM_REGEX, "[a-z]+ing", "vetting", true},
    {GM_ATOM_REGEX, "[a-z]+in", "vetting", false},
    {GM_ATOM_REGEX, "(?i)VET.*", "vetting", true},
    {GM_ATOM_REGEX, "(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
    {GM_ATOM_FLAG, "number", "2024", true},
    {GM_ATOM_FLAG, "capitalised", "Japan", true},
    {GM_ATOM_FLAG, "upper", "Japan", false},
    {GM_ATOM_FLAG, "punctuation", ";", true},
};

static bool holds(gm_predicate_work *work, gm_type type, uint32_t test, bool usual) {
  size_t count;
  const uint32_t *tests = gm_predicates_type(work, type, &count);
  bool unusual = false;
  for (size_t i = 0; i < count; i++) unusual |= tests[i] == test;
  return unusual != usual;
}

static void test_atoms(void **state) {
  (void)state;
  gm_lexicon *lexicon;
  gm_predicates *p;
  gm_predicate_work *work;
  uint32_t atom, tests[COUNT(atoms)];
  gm_type type;
  assert_int_equal(gm_lexicon_new(&lexicon, NULL), GM_OK);
  assert_int_equal(gm_predicates_new(&p, lexicon, NULL), GM_OK);
  for (size_t i = 0; i < COUNT(atoms); i++) {
    gm_slice value = gm_slice_text(atoms[i].value);
    assert_int_equal(gm_predicates_atom(p, atoms[i].kind, value, &atom, NULL), GM_OK);
    assert_int_equal(gm_predicates_test(p, &atom, 1, &tests[i], NULL), GM_OK);
  }
  assert_int_equal(gm_predicates_finish(p, NULL), GM_OK);
  assert_int_equal(gm_predicate_work_new(&work, p, NULL), GM_OK);
  for (size_t i = 0; i < COUNT(atoms); i++) {
    gm_lexicon_intern(lexicon, gm_slice_text(atoms[i].form), &type, NULL);
    if (holds(work, type, tests[i], false) != atoms[i].passes)
      fail_msg("%d %s on %s", atoms[i].kind, atoms[i].value, atoms[i].form);
  }
  gm_predicate_work_free(work);
  gm_predicates_free(p);
  gm_lexicon_free(lexicon);
}

static void test_combinations(void **state) {
  (void)state;
  gm_lexicon *lexicon;
  gm_predicates *p;
  gm_predicate_work *work;
  gm_type type;
  uint32_t a, b, again, not_a, both, same, either[2];
  gm_lexicon_new(&lexicon, NULL);
  gm_predicates_new(&p, lexicon, NULL);
  gm_predicates_atom(p, GM_ATOM_GLOB, gm_slice_text("a*"), &a, NULL);
  gm_predicates_atom(p, GM_ATOM_GLOB, gm_slice_text("*b"), &b, NULL);
  gm_predicates_atom(p, GM_ATOM_GLOB, gm_slice_text("A*"), &again, NULL);
  assert_int_equal(a, again);
  gm_predicates_test(p, (uint32_t[]){a, GM_TEST_NOT}, 2, &not_a, NULL);
  gm_predicates_test(p, (uint32_t[]){a, b, GM_TEST_NOT, GM_TEST_AND}, 4, &both, NULL);
  gm_predicates_test(p, (uint32_t[]){a, GM_TEST_NOT}, 2, &same, NULL);
  assert_int_equal(not_a, same);
  gm_predicates_test(p, &b, 1, &either[0], NULL);
  either[1] = not_a;
  gm_predicates_either(p, either, 2, &same, NULL);
  assert_true(gm_predicates_usual(p, not_a));
  assert_false(gm_predicates_usual(p, both));
  assert_true(gm_predicates_usual(p, same));
  gm_predicates_finish(p, NULL);
  gm_predicate_work_new(&work, p, NULL);
  static const struct {
    const char *form;
    bool not_a, a_not_b, b_or_not_a;
  } rows[] = {{"ax", false, true, false}, {"ab", false, false, true}, {"x", true, false, true},
              {"xb", true, false, true}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    gm_lexicon_intern(lexicon, gm_slice_text(rows[i].form), &type, NULL);
    assert_int_equal(holds(work, type, not_a, true), rows[i].not_a);
    assert_int_equal(holds(work, type, both, false), rows[i].a_not_b);
    assert_int_equal(holds(work, type, same, true), rows[i].b_or_not_a);
  }
  gm_predicate_work_free(work);
  gm_predicates_free(p);
  gm_lexicon_free(lexicon);
}

static void test_refused(void **state) {
  (void)state;
  gm_lexicon *lexicon;
  gm_predicates *p;
  gm_error err = {0};
  uint32_t atom;
  gm_lexicon_new(&lexicon, NULL);
  gm_predicates_new(&p, lexicon, NULL);
  assert_int_equal(gm_predicates_atom(p, GM_ATOM_REGEX, gm_slice_text("a(b"), &atom, &err),
                   GM_RULE);
  assert_non_null(strstr(err.message, "'a(b' at 4"));
  gm_error_clear(&err);
  assert_int_equal(gm_predicates_atom(p, GM_ATOM_FLAG, gm_slice_text("big"), &atom, &err),
                   GM_RULE);
  assert_int_equal(gm_predicates_atom(p, GM_ATOM_FOLD, gm_slice_text(""), &atom, NULL),
                   GM_RULE);
  gm_predicates_free(p);
  gm_lexicon_free(lexicon);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_atoms),
      cmocka_unit_test(test_combinations),
      cmocka_unit_test(test_refused),
  };
  return cmocka_run_group_tests_name("predicate", tests, NULL, NULL);
}
