/* One pattern over one sentence: what it finds, captures and skips. */
#include "match_pattern.h"

static const struct {
  const char *pattern, *text, *hits;
} patterns[] = {
    {"a b", "x a b a b", "r:0[a b]; r:0[a b]"},
    {"a|b c", "a b c", "r:0[a]; r:0[b c]"},
    {"(a|b) c", "a c b c", "r:0[a c]; r:0[b c]"},
    {"a b?", "a b a", "r:0[a b]; r:0[a]"},
    {"a b??", "a b a", "r:0[a b]; r:0[a]"},
    {"a b*", "a b b b c", "r:0[a b b b]"},
    {"a{2,3}", "a a a a a", "r:0[a a a]; r:0[a a]"},
    {"a{2,}", "a b a a a", "r:0[a a a]"},
    {"A", "a A", "r:0[a]; r:0[A]"},
    {"\"US\"", "us US Us", "r:0[US]"},
    {"vet*", "vetting vets ve VETERAN", "r:0[vetting]; r:0[vets]; r:0[VETERAN]"},
    {"*ing ship", "flying ship shipping", "r:0[flying ship]"},
    {"a . b", "a b a x b", "r:0[a x b]"},
    {"a ~0,5 b", "a x y b", "r:0[a x y b] ~x y"},
    {"a ~0,5 b", "a b", "r:0[a b]"},
    {"a ~0,2 b", "a x y z b", ""},
    {"a ~2,3 b", "a x b a x y b", "r:0[a x y b] ~x y"},
    {"a ~0, b", "a x y z x y z x y z b",
     "r:0[a x y z x y z x y z b] ~x y z x y z x y z"},
    {"a ~1, b", "a b x b", "r:0[a b x b] ~b x"},
    {"@x(a) ~0,3 @y(b c?)", "a z b c", "r:0[a z b c] x=a y=b c ~z"},
    {"@x(a b?)+ c", "a a b c", "r:0[a a b c] x=a b"},
    {"a -(b) .", "a b a c", "r:0[a c]"},
    {"-(b) . c", "b c a c", "r:0[a c]"},
    {"a #(. . c)", "a x y a x c a x y c", "r:0[a]"},
    {"^(a b) c", "b c a b c", "r:0[c]"},
    {"^(a ~0,3) c", "c a x c c", "r:0[c]; r:0[c]"},
    {"[ a", "a a", "r:0[a]"},
    {"a ]", "a a", "r:0[a]"},
    {"^([ a) b", "a b a b", "r:0[b]"},
    {"^(a #(c)) .", "a b a c", "r:0[c]"},
    {"!a", "a b a", "r:0[b]"},
    {"!(a|b)+", "a c d b e", "r:0[c d]; r:0[e]"},
    {"(a*)* b", "a a a b", "r:0[a a a b]"},
    {"(a? b?)* c", "a b b a c", "r:0[a b b a c]"},
    {"(a b?|c*)+ d", "a c c a b d", "r:0[a c c a b d]"},
    {"((a?){0,3} b?){2} c", "a a b a c", "r:0[a a b a c]"},
    {"a (b|c ~0,3)? d", "a c x y d a d", "r:0[a c x y d] ~x y; r:0[a d]"},
    {"Indo Pacific", "the Indo-Pacific", "r:0[Indo-Pacific]"},
    {"a b", "a \"b\" a", "r:0[a \"b]"},
};

static void test_patterns(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(patterns); i++) {
    bench b;
    bench_open(&b);
    bench_pattern(&b, bench_rule(&b, "r", GM_MATCH_LONGEST), patterns[i].pattern, 0);
    bench_compile(&b);
    bench_run(&b, patterns[i].text);
    if (strcmp(bench_hits(&b), patterns[i].hits) != 0)
      fail_msg("%s over %s:\n  %s\n  expected %s", patterns[i].pattern,
               patterns[i].text, bench_hits(&b), patterns[i].hits);
    bench_close(&b);
  }
}

static const struct {
  gm_match_mode mode;
  const char *pattern, *text, *hits;
} modes[] = {
    {GM_MATCH_LONGEST, "a (. a)*", "a b a c a", "r:0[a b a c a]"},
    {GM_MATCH_SHORTEST, "a ~0,9 b", "a a x b b", "r:0[a x b] ~x"},
    {GM_MATCH_FIRST, "a (b|b c)", "a b c a b c", "r:0[a b]; r:0[a b]"},
    {GM_MATCH_FIRST, "a (b c|b)", "a b c a b", "r:0[a b c]; r:0[a b]"},
    {GM_MATCH_FIRST, "a b*?", "a b b", "r:0[a]"},
    {GM_MATCH_FIRST, "a b*", "a b b", "r:0[a b b]"},
    {GM_MATCH_ALL, "a+ b", "a a b", "r:0[a a b]; r:0[a b]"},
    {GM_MATCH_ALL, "a b*", "a b b", "r:0[a b b]; r:0[a b]; r:0[a]"},
    {GM_MATCH_ALL, "a #(. c) b*", "a b c", "r:0[a b]; r:0[a]"},
    /* The example of the CQP tutorial on matching strategies. */
    {GM_MATCH_LONGEST, "D? A* N (P D? A* N)*", "D A N P D N P D N",
     "r:0[D A N P D N P D N]"},
    {GM_MATCH_MAXIMAL, "D? A* N (P D? A* N)*", "D A N P D N P D N",
     "r:0[D A N P D N P D N]"},
    {GM_MATCH_STANDARD, "D? A* N (P D? A* N)*", "D A N P D N P D N",
     "r:0[D A N]; r:0[D N]; r:0[D N]"},
    {GM_MATCH_SHORTEST, "D? A* N (P D? A* N)*", "D A N P D N P D N",
     "r:0[N]; r:0[N]; r:0[N]"},
    {GM_MATCH_TRADITIONAL, "D? A* N (P D? A* N)*", "D A N P D N P D N",
     "r:0[D A N]; r:0[A N]; r:0[N]; r:0[D N]; r:0[N]; r:0[D N]; r:0[N]"},
    {GM_MATCH_MAXIMAL, "a . b|b . c", "a b b x c", "r:0[a b b]; r:0[b x c]"},
};

static void test_modes(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(modes); i++) {
    bench b;
    bench_open(&b);
    bench_pattern(&b, bench_rule(&b, "r", modes[i].mode), modes[i].pattern, 0);
    bench_compile(&b);
    bench_run(&b, modes[i].text);
    if (strcmp(bench_hits(&b), modes[i].hits) != 0)
      fail_msg("%s over %s in mode %d:\n  %s\n  expected %s", modes[i].pattern,
               modes[i].text, modes[i].mode, bench_hits(&b), modes[i].hits);
    bench_close(&b);
  }
}

/* Patterns refused: by a constructor or when they are compiled. */
static const struct {
  const char *pattern, *message;
} refused[] = {
    {"a?", "may match nothing"},
    {"a* b*", "may match nothing"},
    {"#(a)", "may match nothing"},
    {"(#(a)|b?)* c", ""},
    {"(b? #(a) c?)* d", "must not look around"},
    {"a{5,2}", "at least 5 but at most 2"},
    {"a ~3,2 b", "a gap of at least 3 but at most 2"},
    {"a ~0,5000 b", "widest bound"},
    {"((a b){1,200} c){1,200}", "too large a pattern"},
    {"!(a b)", "exactly one token"},
    {"<nobody> a", "which no rule is named"},
};

static void test_refused(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(refused); i++) {
    bench b;
    gm_error err = {0};
    bench_open(&b);
    gm_rule rule = bench_rule(&b, "r", GM_MATCH_LONGEST);
    gm_status status = add_pattern(b.ruleset, rule, refused[i].pattern, 3, &err);
    if (status == GM_OK) status = gm_ruleset_compile(b.ruleset, &err);
    if (refused[i].message[0] == 0) {
      assert_int_equal(status, GM_OK);
    } else if ((status != GM_RULE && status != GM_LIMIT) ||
               !strstr(err.message, refused[i].message)) {
      fail_msg("%s: %s %s", refused[i].pattern, gm_status_name(status), err.message);
    }
    bench_close(&b);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_patterns),
      cmocka_unit_test(test_modes),
      cmocka_unit_test(test_refused),
  };
  return cmocka_run_group_tests_name("program", tests, NULL, NULL);
}
