/* The prefilter changes what is looked at and never what is found: random rulesets over
 * random documents, with and without it, and with some of the rules only. */
#include "match_pattern.h"

enum { RULES = 24, DOCUMENTS = 400, SETS = 4 };

static uint64_t seed = 7;
static uint32_t random_below(uint32_t n) {
  seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
  return (uint32_t)(seed >> 33) % n;
}

/* A word of ten letters' alphabet; the first ones are common. */
static char random_word(void) {
  return (char)('a' + random_below(1 + random_below(12)));
}

/* W: a word; R: a rule added before. */
static const char *const shapes[] = {
    "W",          "W W",      "W ~0,3 W",      "(W W)|(W W) W", "W W? W",
    "<R> ~0,2 W", "-(W) . W", "^(W) W",        "W #(. W)",      "<R> W|<R>",
    "W (W|W W)*", "<R> <R>",  "!W W",          ". W",           "(W|<R>) ~0,4 W|W",
    "W{2,3}",     "[ W",      "(W ~0,1)? W ]", "W W W",         "<R>",
};

static void random_pattern(char *out, int rule) {
  const char *shape = shapes[random_below(COUNT(shapes))];
  for (; *shape; shape++) {
    if (*shape == 'W') *out++ = random_word();
    else if (*shape == 'R') out += sprintf(out, "r%u", random_below((uint32_t)rule));
    else *out++ = *shape;
  }
  *out = 0;
}

static void random_rules(bench *b) {
  char pattern[200], name[16];
  for (int i = 0; i < RULES; i++) {
    sprintf(name, "r%d", i);
    gm_match_mode mode =
        random_below(4) ? GM_MATCH_LONGEST : (gm_match_mode)random_below(7);
    gm_rule rule = bench_rule(b, name, mode);
    for (uint32_t k = 0; k < 3; k++) {
      char words[] = {random_word(), ' ', random_word(), 0};
      random_pattern(pattern, i ? i : 1);
      if (i == 0 || random_below(3) == 0)
        bench_name(b, rule, words, random_below(2), k);
      if (i > 0) bench_pattern(b, rule, pattern, k);
    }
  }
  bench_compile(b);
}

static void random_text(char *text) {
  uint32_t count = 5 + random_below(60);
  for (uint32_t i = 0; i < count; i++) {
    bool stop = random_below(12) == 0;
    *text++ = random_word();
    if (stop && i > 0) *text++ = '.';
    *text++ = stop && random_below(2) ? '\n' : ' ';
    if (text[-1] == '\n') *text++ = '\n';
  }
  *text = 0;
}

/* A random choice of rules with all that they use, of which some run quietly. */
static void choose_rules(const bench *b, uint8_t *enabled) {
  memset(enabled, 0, RULES);
  for (gm_rule rule = 0; rule < RULES; rule++) {
    size_t count;
    const gm_rule *uses = gm_ruleset_uses(b->ruleset, rule, &count);
    if (random_below(6)) continue;
    enabled[rule] = GM_RUN;
    for (size_t i = 0; i < count; i++)
      if (!enabled[uses[i]])
        enabled[uses[i]] = random_below(3) ? GM_RUN_QUIETLY : GM_RUN;
  }
}

static void keep_enabled(gm_hits *hits, const uint8_t *enabled) {
  size_t kept = 0;
  for (size_t i = 0; i < hits->count; i++)
    if (enabled[hits->hits[i].rule] == GM_RUN) hits->hits[kept++] = hits->hits[i];
  hits->count = kept;
}

static void test_same_hits(void **state) {
  (void)state;
  static char text[512], expected[16384];
  uint8_t enabled[RULES];
  size_t hits = 0;
  for (int set = 0; set < SETS; set++) {
    bench b;
    gm_matcher *plain;
    bench_open(&b);
    random_rules(&b);
    assert_int_equal(gm_matcher_new(&plain, b.ruleset, NULL), GM_OK);
    gm_matcher_prefilter(plain, false);
    for (int i = 0; i < DOCUMENTS; i++) {
      random_text(text);
      bench_cut(&b, text);
      assert_int_equal(gm_matcher_run(plain, b.tokens, NULL, NULL, NULL, &b.hits, NULL),
                       GM_OK);
      strcpy(expected, bench_hits(&b));
      hits += b.hits.count;
      bench_run(&b, text);
      if (strcmp(expected, bench_hits(&b)) != 0)
        fail_msg("%s\n  %s\n  expected %s", text, bench_hits(&b), expected);
      if (i % 50 == 0) choose_rules(&b, enabled);
      keep_enabled(&b.hits, enabled);
      strcpy(expected, bench_hits(&b));
      assert_int_equal(
          gm_matcher_run(b.matcher, b.tokens, NULL, enabled, NULL, &b.hits, NULL),
          GM_OK);
      if (strcmp(expected, bench_hits(&b)) != 0)
        fail_msg("some rules: %s\n  %s\n  expected %s", text, bench_hits(&b), expected);
    }
    gm_matcher_free(plain);
    bench_close(&b);
  }
  assert_true(hits > 1000);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_hits)};
  return cmocka_run_group_tests_name("prefilter", tests, NULL, NULL);
}
