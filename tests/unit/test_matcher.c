/* Rulesets over documents: names, references, modes together, zones, limits, order. */
#include "match_pattern.h"
#include "base/memory.h"

/* Each line of rules: "name mode= text" or patterns; names in double angle brackets. */
static void make_world(bench *b) {
  gm_rule country = bench_rule(b, "country", GM_MATCH_LONGEST);
  bench_name(b, country, "Japan", false, 1);
  bench_name(b, country, "United States", false, 2);
  bench_name(b, country, "U.S.", false, 2);
  bench_name(b, country, "US", false, 2);
  bench_name(b, country, "New Zealand", false, 3);
  bench_name(b, country, "Indo-Pacific", false, 4);
  bench_name(b, country, "states", true, 5);
  bench_name(b, country, "New South Wales", false, 6);
}

static const struct {
  const char *text, *hits;
} names[] = {
    {"We saw Japan and japan.", "country:1[Japan]"},
    {"Japan's law; the United States' law",
     "country:1[Japan]; country:2[United States]"},
    {"It is us against the US.", "country:2[US]"},
    {"The U.S. economy is in the U.S.", "country:2[U.S.]; country:2[U.S.]"},
    {"New New Zealand", "country:3[New Zealand]"},
    {"the Indo Pacific and the Indo-Pacific",
     "country:4[Indo Pacific]; country:4[Indo-Pacific]"},
    {"States and STATES", "country:5[States]; country:5[STATES]"},
    {"the United States of States", "country:2[United States]; country:5[States]"},
    {"New South Korea", ""},
    {"United, States", "country:5[States]"},
    {"", ""},
};

static void test_names(void **state) {
  (void)state;
  bench b;
  bench_open(&b);
  make_world(&b);
  bench_compile(&b);
  for (size_t i = 0; i < COUNT(names); i++) {
    bench_run(&b, names[i].text);
    if (strcmp(bench_hits(&b), names[i].hits) != 0)
      fail_msg("%s:\n  %s\n  expected %s", names[i].text, bench_hits(&b),
               names[i].hits);
  }
  bench_close(&b);
}

static void test_names_of_two_rules(void **state) {
  (void)state;
  bench b;
  bench_open(&b);
  bench_name(&b, bench_rule(&b, "city", GM_MATCH_LONGEST), "York", false, 7);
  gm_rule place = bench_rule(&b, "place", GM_MATCH_LONGEST);
  bench_name(&b, place, "New York", false, 9);
  bench_name(&b, place, "new york", true, 8);
  bench_name(&b, place, "York Road", false, 2);
  bench_compile(&b);
  bench_run(&b, "New York Road and NEW YORK");
  assert_string_equal(bench_hits(&b),
                      "city:7[York]; place:8[New York]; place:8[NEW YORK]");
  bench_close(&b);
}

static const struct {
  const char *pattern, *text, *hits;
} references[] = {
    {"<country> law", "Japan law. Japan's law. Japans' law",
     "r:0[Japan law]; r:0[Japan's law]"},
    {"<country>", "Japan's law", "r:0[Japan]"},
    {"<country> new? law", "the United States' new law", "r:0[United States' new law]"},
    {"@who(<country>) law", "Japan's law", "r:0[Japan's law] who=Japan"},
    {"<country> and <country>", "Japan and New Zealand and Japan",
     "r:0[Japan and New Zealand]"},
    {"law of <country>", "the law of the states; law of states", "r:0[law of states]"},
    {"^(<country>) law", "Japan's law, the law, New Zealand law", "r:0[law]; r:0[law]"},
    {"(a|<country>)+ x", "a Japan's a x", "r:0[a Japan's a x]"},
    {"<country> -(<country>)", "Japan Japan", "r:0[Japan]"},
};

static void test_references(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(references); i++) {
    bench b;
    bench_open(&b);
    bench_pattern(&b, bench_rule(&b, "r", GM_MATCH_LONGEST), references[i].pattern, 0);
    make_world(&b);
    bench_compile(&b);
    bench_run(&b, references[i].text);
    size_t kept = 0;
    for (size_t k = 0; k < b.hits.count; k++)
      if (b.hits.hits[k].rule == 0) b.hits.hits[kept++] = b.hits.hits[k];
    b.hits.count = kept;
    if (strcmp(bench_hits(&b), references[i].hits) != 0)
      fail_msg("%s over %s:\n  %s\n  expected %s", references[i].pattern,
               references[i].text, bench_hits(&b), references[i].hits);
    bench_close(&b);
  }
}

static void test_layers(void **state) {
  (void)state;
  bench b;
  size_t count;
  bench_open(&b);
  bench_pattern(&b, bench_rule(&b, "top", GM_MATCH_LONGEST), "<middle> end", 1);
  bench_pattern(&b, bench_rule(&b, "middle", GM_MATCH_LONGEST), "<low> <low>", 2);
  gm_rule low = bench_rule(&b, "low", GM_MATCH_LONGEST);
  bench_pattern(&b, low, "a b?", 3);
  bench_pattern(&b, low, "a", 4);
  bench_compile(&b);
  bench_run(&b, "a b a end a");
  assert_string_equal(bench_hits(&b), "top:1[a b a end]; middle:2[a b a]; low:3[a b]; "
                                      "low:3[a]; low:3[a]");
  const gm_rule *uses = gm_ruleset_uses(b.ruleset, 0, &count);
  assert_int_equal(count, 2);
  assert_int_equal(uses[0], 1);
  assert_int_equal(uses[1], 2);
  gm_ruleset_uses(b.ruleset, 2, &count);
  assert_int_equal(count, 0);
  size_t first, end;
  gm_hits_find(&b.hits, 0, 2, &first, &end);
  assert_int_equal(first, 2);
  assert_int_equal(end, 5);
  gm_hits_find(&b.hits, 1, 0, &first, &end);
  assert_int_equal(first, end);
  bench_close(&b);
}

static void test_circle(void **state) {
  (void)state;
  bench b;
  gm_error err = {0};
  bench_open(&b);
  bench_pattern(&b, bench_rule(&b, "start", GM_MATCH_LONGEST), "<one> x", 0);
  bench_pattern(&b, bench_rule(&b, "one", GM_MATCH_LONGEST), "a <two>|b", 0);
  bench_pattern(&b, bench_rule(&b, "two", GM_MATCH_LONGEST), "c <one>", 0);
  assert_int_equal(gm_ruleset_compile(b.ruleset, &err), GM_RULE);
  assert_string_equal(err.message, "rules in a circle: one -> two -> one");
  bench_close(&b);
}

static void test_zones_and_dropped(void **state) {
  (void)state;
  bench b;
  gm_rule body, title;
  bench_open(&b);
  gm_ruleset_rule(b.ruleset, gm_slice_text("body"), GM_MATCH_LONGEST, 1, &body, NULL);
  gm_ruleset_rule(b.ruleset, gm_slice_text("title"), GM_MATCH_LONGEST, 2, &title, NULL);
  bench_pattern(&b, body, "law", 1);
  bench_pattern(&b, title, "law", 2);
  bench_compile(&b);
  bench_cut(&b, "The law.\n\nThe law.\n\nThe law.");
  const uint8_t zones[] = {1, 0, 5}, enabled[] = {0, 1};
  assert_int_equal(
      gm_matcher_run(b.matcher, b.tokens, zones, NULL, NULL, &b.hits, NULL), GM_OK);
  assert_string_equal(bench_hits(&b), "title:2[law]; body:1[law]");
  assert_int_equal(
      gm_matcher_run(b.matcher, b.tokens, zones, enabled, NULL, &b.hits, NULL), GM_OK);
  assert_string_equal(bench_hits(&b), "title:2[law]");
  bench_close(&b);
}

static void test_limits(void **state) {
  (void)state;
  bench b;
  gm_error err = {0};
  uint32_t current = 99;
  gm_match_limits limits = {.max_hits = 3, .current = &current};
  bench_open(&b);
  bench_pattern(&b, bench_rule(&b, "many", GM_MATCH_LONGEST), "a", 0);
  bench_compile(&b);
  bench_cut(&b, "a a a");
  assert_int_equal(
      gm_matcher_run(b.matcher, b.tokens, NULL, NULL, &limits, &b.hits, &err), GM_OK);
  assert_int_equal(current, 0);
  bench_cut(&b, "a a a a");
  assert_int_equal(
      gm_matcher_run(b.matcher, b.tokens, NULL, NULL, &limits, &b.hits, &err),
      GM_LIMIT);
  assert_non_null(strstr(err.message, "'many'"));
  bench_run(&b, "b a");
  assert_string_equal(bench_hits(&b), "many:0[a]");
  bench_close(&b);
}

/* Shapes that hang matchers, and one sentence without an end: time must stay in
 * proportion. */
static const char *const heavy[] = {
    ". . . . . . . . . . . . z",
    "(a*)* b",
    "((a?)?)? ((a?)?)? a{1,20} z",
    "a ~0, a ~0, z",
    "@x(a+)+ z",
    "(a|b|a b)* z",
};

static void test_heavy(void **state) {
  (void)state;
  enum { TOKENS = 200000 };
  char *text = malloc(TOKENS * 2 + 1);
  for (size_t i = 0; i < TOKENS; i++) memcpy(text + i * 2, i % 7 == 3 ? "b " : "a ", 2);
  text[TOKENS * 2] = 0;
  for (size_t i = 0; i < COUNT(heavy); i++) {
    bench b;
    bench_open(&b);
    bench_pattern(&b, bench_rule(&b, "r", GM_MATCH_LONGEST), heavy[i], 0);
    bench_compile(&b);
    gm_matcher_prefilter(b.matcher, false);
    bench_run(&b, text);
    assert_int_equal(b.tokens->sentence_count, 1);
    bench_close(&b);
  }
  free(text);
}

/* Every allocation fails once: the status says so and nothing is lost. */
static gm_status whole_life(bool *done) {
  bench b = {0};
  gm_error err = {0};
  gm_rule rule, other;
  gm_status status = gm_lexicon_new(&b.lexicon, &err);
  if (status == GM_OK) status = gm_tokens_new(&b.tokens, &err);
  if (status == GM_OK) status = gm_ruleset_new(&b.ruleset, b.lexicon, &err);
  if (status == GM_OK)
    status = gm_ruleset_rule(b.ruleset, gm_slice_text("r"), GM_MATCH_LONGEST, 1, &rule,
                             &err);
  if (status == GM_OK)
    status =
        gm_ruleset_rule(b.ruleset, gm_slice_text("s"), GM_MATCH_ALL, 1, &other, &err);
  if (status == GM_OK)
    status = gm_ruleset_name(b.ruleset, other, gm_slice_text("New Zealand Inc."), true,
                             1, &err);
  static const char *const texts[] = {"@x(<s>) ~0,3 (a b|c d|e)+ -(f) !g",
                                      "^(b c) #(a|d ~0,2 e) (a|d) <s>?",
                                      "vet* ((x|y)*)* z"};
  for (size_t i = 0; i < COUNT(texts) && status == GM_OK; i++)
    status = add_pattern(b.ruleset, rule, texts[i], 1, &err);
  gm_node node = 0;
  if (status == GM_OK)
    status =
        gm_node_atom(b.ruleset, GM_ATOM_REGEX, gm_slice_text("[a-c]+x?"), &node, &err);
  if (status == GM_OK) status = gm_ruleset_pattern(b.ruleset, other, node, 2, &err);
  if (status == GM_OK) status = gm_ruleset_compile(b.ruleset, &err);
  if (status == GM_OK) status = gm_matcher_new(&b.matcher, b.ruleset, &err);
  if (status == GM_OK)
    status = gm_tokens_cut(
        b.tokens, b.lexicon,
        gm_slice_text("New Zealand Inc. wants a b e now b c d x e New Zealand "
                      "Inc. and vetting x y z"),
        GM_TAILOR_ALL, &err);
  if (status == GM_OK) status = gm_tokens_sentences(b.tokens, b.lexicon, NULL, 0, &err);
  if (status == GM_OK)
    status = gm_matcher_run(b.matcher, b.tokens, NULL, NULL, NULL, &b.hits, &err);
  *done = status == GM_OK;
  if (status == GM_OK) assert_true(b.hits.count > 3);
  else assert_true(err.message[0] != 0);
  bench_close(&b);
  return status;
}

static void test_out_of_memory(void **state) {
  (void)state;
  bool done = false;
  for (int64_t n = 0; !done; n++) {
    gm_alloc_fail_after(n);
    gm_status status = whole_life(&done);
    gm_alloc_fail_after(-1);
    if (!done) assert_int_equal(status, GM_NOMEM);
    assert_true(n < 100000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),      cmocka_unit_test(test_names_of_two_rules),
      cmocka_unit_test(test_references), cmocka_unit_test(test_layers),
      cmocka_unit_test(test_circle),     cmocka_unit_test(test_zones_and_dropped),
      cmocka_unit_test(test_limits),     cmocka_unit_test(test_heavy),
      cmocka_unit_test(test_out_of_memory),
  };
  return cmocka_run_group_tests_name("matcher", tests, NULL, NULL);
}
