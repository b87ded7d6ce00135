/* Random patterns over random sentences, against a backtracking matcher that tries
 * everything.
 *
 * Sentences are words of one letter, so that token i is at byte 2i. */
#include "match_pattern.h"

enum { LONGEST_TEXT = 9, ROUNDS = 6000, MOST_STEPS = 200000, MOST_MARKS = 64 };

/* ---- the reference ---- */

typedef struct {
  char name; /* 0: a gap */
  uint32_t begin, end;
} mark;

typedef struct todo { /* what is still to be matched */
  char kind;          /* t a tree, c close a capture, r once more of a repetition */
  const tree *t;
  uint32_t count, at; /* r: rounds so far; c and r: where it began */
  const struct todo *next;
} todo;

typedef struct {
  const char *text;
  uint32_t count;            /* tokens */
  const gm_skip *refs;       /* hits of the rule that patterns may refer to */
  size_t ref_count;
  mark marks[MOST_MARKS];
  size_t mark_count;
  uint32_t steps;
  uint32_t order[LONGEST_TEXT + 1], found; /* ends as they were found */
  char recovered[LONGEST_TEXT + 1][256];   /* of the first way to each end */
  bool reached[LONGEST_TEXT + 1];
} attempt;

static void go(attempt *m, const todo *list, uint32_t at);

static void add_text(const attempt *m, char *out, const mark *k) {
  char name[] = {k->name, '=', 0};
  sprintf(out + strlen(out), " %s%.*s", k->name ? name : "~",
          (int)(k->end - k->begin) * 2 - 1, m->text + k->begin * 2);
}

static void report(attempt *m, uint32_t end) {
  if (m->reached[end]) return;
  m->reached[end] = true;
  m->order[m->found++] = end;
  char *out = m->recovered[end];
  out[0] = 0;
  for (size_t i = 0; i < m->mark_count; i++) {
    const mark *k = &m->marks[i];
    bool later = false;
    for (size_t j = i + 1; j < m->mark_count; j++)
      later |= m->marks[j].name == k->name && m->marks[j].begin < m->marks[j].end;
    if (k->name && !later && k->begin < k->end) add_text(m, out, k);
  }
  mark gap = {0};
  for (size_t i = 0; i < m->mark_count; i++) {
    const mark *k = &m->marks[i];
    if (k->name || k->begin == k->end) continue;
    if (gap.begin < gap.end && gap.end == k->begin) {
      gap.end = k->end;
      continue;
    }
    if (gap.begin < gap.end) add_text(m, out, &gap);
    gap = *k;
  }
  if (gap.begin < gap.end) add_text(m, out, &gap);
}

static bool matches_at(const attempt *m, const tree *t, uint32_t begin, uint32_t end) {
  attempt *inner = calloc(1, sizeof *inner);
  inner->text = m->text;
  inner->count = m->count;
  inner->refs = m->refs;
  inner->ref_count = m->ref_count;
  todo one = {'t', t, 0, 0, NULL};
  go(inner, &one, begin);
  bool yes = end == UINT32_MAX ? inner->found > 0 : inner->reached[end];
  free(inner);
  return yes;
}

static void with_mark(attempt *m, mark k, const todo *list, uint32_t at) {
  assert_true(m->mark_count < MOST_MARKS);
  m->marks[m->mark_count++] = k;
  go(m, list, at);
  m->mark_count--;
}

static void go_repeat(attempt *m, const todo *own, uint32_t at) {
  const tree *t = own->t;
  if (own->count > t->min && own->at == at) return; /* a round of nothing */
  todo again = {'r', t, own->count + 1, at, own->next},
       body = {'t', t->a, 0, 0, &again};
  bool more = own->count < t->max, enough = own->count >= t->min;
  if (enough && t->lazy) go(m, own->next, at);
  if (more) go(m, &body, at);
  if (enough && !t->lazy) go(m, own->next, at);
}

static void go_tree(attempt *m, const tree *t, const todo *next, uint32_t at) {
  bool inside = at < m->count;
  todo close = {'c', t, 0, at, next}, first = {'t', t->a, 0, 0, next},
       second = {'t', t->b, 0, 0, next};
  bool behind = false;
  switch (t->op) {
  case 'w':
    if (inside && m->text[at * 2] == t->text[0]) go(m, next, at + 1);
    break;
  case '!':
    if (inside && m->text[at * 2] != t->a->text[0]) go(m, next, at + 1);
    break;
  case '.':
    if (inside) go(m, next, at + 1);
    break;
  case 's':
    first.next = &second;
    go(m, &first, at);
    break;
  case '|':
    go(m, &first, at);
    go(m, &second, at);
    break;
  case 'r': go_repeat(m, &(todo){'r', t, 0, at, next}, at); break;
  case '~':
    for (uint32_t i = t->min; i <= t->max && at + i <= m->count; i++)
      with_mark(m, (mark){0, at, at + i}, next, at + i);
    break;
  case '<':
    for (size_t i = 0; i < m->ref_count; i++)
      if (m->refs[i].begin == at) go(m, next, m->refs[i].end);
    break;
  case '@':
    first.next = &close;
    go(m, &first, at);
    break;
  case '#':
  case '-':
    if (matches_at(m, t->a, at, UINT32_MAX) == (t->op == '#')) go(m, next, at);
    break;
  case '^':
    for (uint32_t i = 0; i <= at && !behind; i++) behind = matches_at(m, t->a, i, at);
    if (behind) go(m, next, at);
    break;
  case '[':
    if (at == 0) go(m, next, at);
    break;
  case ']':
    if (at == m->count) go(m, next, at);
    break;
  }
}

static void go(attempt *m, const todo *list, uint32_t at) {
  if (++m->steps > MOST_STEPS) return;
  if (!list) report(m, at);
  else if (list->kind == 't') go_tree(m, list->t, list->next, at);
  else if (list->kind == 'r') go_repeat(m, list, at);
  else with_mark(m, (mark){list->t->text[0], list->at, at}, list->next, at);
}

/* ---- random patterns ---- */

static uint64_t seed = 20240229;
static uint32_t random_below(uint32_t n) {
  seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
  return (uint32_t)(seed >> 33) % n;
}

static tree *random_leaf(forest *f, bool refs) {
  uint32_t dice = random_below(100);
  char op = dice < 64 ? 'w' : dice < 76 ? '.' : dice < 82 ? '!' : dice < 90 ? '~' : '<';
  if (random_below(40) == 0) op = random_below(2) ? '[' : ']';
  if (op == '<' && !refs) op = 'w';
  tree *t = tree_new(f, op, NULL, NULL);
  t->text[0] = (char)('a' + random_below(3));
  if (op == '!') (t->a = tree_new(f, 'w', NULL, NULL))->text[0] = 'a';
  if (op == '<') strcpy(t->text, "other");
  if (op == '~') {
    t->min = random_below(2);
    t->max = random_below(5) ? t->min + random_below(4) : (uint32_t)NO_BOUND;
  }
  return t;
}

static tree *random_tree(forest *f, int depth, bool refs) {
  uint32_t dice = random_below(100);
  if (depth == 0 || dice < 12) return random_leaf(f, refs);
  tree *a = random_tree(f, depth - 1, refs);
  if (dice < 60) return tree_new(f, 's', a, random_tree(f, depth - 1, refs));
  if (dice < 75) return tree_new(f, '|', a, random_tree(f, depth - 1, refs));
  if (dice < 90) {
    tree *t = tree_new(f, 'r', a, NULL);
    t->min = random_below(3);
    t->max = random_below(2) ? (uint32_t)NO_BOUND : t->min + 1 + random_below(2);
    t->lazy = random_below(3) == 0;
    return t;
  }
  tree *t = tree_new(f, dice < 95 ? '@' : "#-^"[random_below(3)], a, NULL);
  t->text[0] = (char)('x' + random_below(2));
  return t;
}

static bool nullable(const tree *t) {
  switch (t->op) {
  case 's': return nullable(t->a) && nullable(t->b);
  case '|': return nullable(t->a) || nullable(t->b);
  case 'r': return t->min == 0 || nullable(t->a);
  case '~': return t->min == 0;
  case '@': return nullable(t->a);
  default: return strchr("#-^[]", t->op) != NULL;
  }
}

/* Whether a repeated part may match nothing: then which way is first is not the same.
 */
static bool loose(const tree *t) {
  return t && ((t->op == 'r' && nullable(t->a)) || loose(t->a) || loose(t->b));
}

static void print_tree(const tree *t, char *out) {
  char *to = out + strlen(out);
  switch (t->op) {
  case 's':
  case '|':
    strcat(out, "(");
    print_tree(t->a, out);
    strcat(out, t->op == 's' ? " " : "|");
    print_tree(t->b, out);
    strcat(out, ")");
    break;
  case 'r':
    strcat(out, "(");
    print_tree(t->a, out);
    to = out + strlen(out);
    if (t->max == NO_BOUND) sprintf(to, "){%u,}%s", t->min, t->lazy ? "?" : "");
    else sprintf(to, "){%u,%u}%s", t->min, t->max, t->lazy ? "?" : "");
    break;
  case '~':
    if (t->max == NO_BOUND) sprintf(to, "~%u,", t->min);
    else sprintf(to, "~%u,%u", t->min, t->max);
    break;
  case 'w': strcat(out, t->text); break;
  case '<': strcat(out, "<other>"); break;
  case '!': strcat(out, "!a"); break;
  case '@':
  case '#':
  case '-':
  case '^':
    sprintf(to, "%c%s(", t->op, t->op == '@' ? t->text : "");
    print_tree(t->a, out);
    strcat(out, ")");
    break;
  default: sprintf(to, "%c", t->op);
  }
}

/* ---- what each mode makes of all matches ---- */

typedef struct {
  attempt *starts; /* by start */
  uint32_t count;
} matches;

static bool contains(const matches *m, uint32_t begin, uint32_t end) {
  return m->starts[begin].reached[end];
}

/* The end that a mode looks at for a start, or 0. */
static uint32_t best_end(const matches *m, uint32_t begin, gm_match_mode mode) {
  const attempt *a = &m->starts[begin];
  uint32_t best = 0;
  if (mode == GM_MATCH_FIRST) return a->found ? a->order[0] : 0;
  bool farthest = mode == GM_MATCH_LONGEST || mode == GM_MATCH_MAXIMAL;
  for (uint32_t end = 1; end <= m->count; end++)
    if (contains(m, begin, end) && (farthest || best == 0)) best = end;
  return best;
}

static bool keeps(const matches *m, uint32_t begin, uint32_t end, gm_match_mode mode,
                  uint32_t *free_from) {
  if (!contains(m, begin, end)) return false;
  if (mode == GM_MATCH_ALL) return true;
  if (end != best_end(m, begin, mode)) return false;
  if (mode == GM_MATCH_LONGEST || mode == GM_MATCH_FIRST) {
    if (begin < *free_from) return false;
    *free_from = end;
  }
  for (uint32_t other = 0; other < m->count; other++) {
    uint32_t others = best_end(m, other, mode);
    if (other == begin || others == 0) continue;
    if (mode == GM_MATCH_SHORTEST && other > begin && others <= end) return false;
    if (mode == GM_MATCH_MAXIMAL && other < begin && others >= end) return false;
    if (mode == GM_MATCH_STANDARD && other < begin && others == end) return false;
  }
  return true;
}

static const char *expect(const matches *m, gm_match_mode mode, bool recover) {
  static char out[8192];
  uint32_t free_from = 0;
  out[0] = 0;
  for (uint32_t begin = 0; begin < m->count; begin++)
    for (uint32_t end = m->count; end > begin; end--) {
      if (!keeps(m, begin, end, mode, &free_from)) continue;
      sprintf(out + strlen(out), "%sr:0[%.*s]%s", out[0] ? "; " : "",
              (int)(end - begin) * 2 - 1, m->starts[begin].text + begin * 2,
              recover ? m->starts[begin].recovered[end] : "");
    }
  return out;
}

static void cut_recovered(char *hits) {
  char *to = hits;
  for (bool keep = true; *hits; hits++) {
    if (*hits == ';') keep = true;
    if (keep) *to++ = *hits;
    if (*hits == ']') keep = false;
  }
  *to = 0;
}

/* Compares one pattern over one text in one mode; false where nothing could be
 * compared. */
static bool compare(const tree *pattern, const char *text, gm_match_mode mode) {
  bench b;
  gm_error err = {0};
  char name[4096] = "", got[8192];
  bool free_ways = !loose(pattern);
  if (mode == GM_MATCH_FIRST && !free_ways) return false;
  bench_open(&b);
  gm_rule other = bench_rule(&b, "other", GM_MATCH_LONGEST);
  bench_pattern(&b, other, "a b|c", 0);
  gm_rule rule = bench_rule(&b, "r", mode);
  gm_node node = make_node(b.ruleset, pattern, &err);
  if (node) gm_ruleset_pattern(b.ruleset, rule, node, 0, &err);
  if (!node || gm_ruleset_compile(b.ruleset, &err) != GM_OK) {
    assert_int_equal(err.status, GM_RULE);
    bench_close(&b);
    return false;
  }
  assert_int_equal(gm_matcher_new(&b.matcher, b.ruleset, NULL), GM_OK);
  bench_run(&b, text);
  gm_skip refs[LONGEST_TEXT];
  size_t ref_count = 0, kept = 0;
  for (size_t i = 0; i < b.hits.count; i++) {
    gm_hit h = b.hits.hits[i];
    if (h.rule == other) refs[ref_count++] = (gm_skip){h.begin, h.end};
    else b.hits.hits[kept++] = h;
  }
  b.hits.count = kept;
  strcpy(got, bench_hits(&b));
  if (!free_ways) cut_recovered(got);

  matches m = {calloc(LONGEST_TEXT + 1, sizeof *m.starts),
               (uint32_t)(strlen(text) + 1) / 2};
  bool fair = true;
  for (uint32_t i = 0; i < m.count; i++) {
    todo one = {'t', pattern, 0, 0, NULL};
    m.starts[i].text = text;
    m.starts[i].count = m.count;
    m.starts[i].refs = refs;
    m.starts[i].ref_count = ref_count;
    go(&m.starts[i], &one, i);
    fair = fair && m.starts[i].steps <= MOST_STEPS;
  }
  print_tree(pattern, name);
  if (fair && strcmp(got, expect(&m, mode, free_ways)) != 0)
    fail_msg("%s over %s in mode %d:\n  %s\n  expected %s", name, text, mode, got,
             expect(&m, mode, free_ways));
  free(m.starts);
  bench_close(&b);
  return fair;
}

static void test_random(void **state) {
  (void)state;
  forest *f = calloc(1, sizeof *f);
  unsigned compared = 0;
  for (int i = 0; i < ROUNDS; i++) {
    char text[2 * LONGEST_TEXT] = "";
    uint32_t count = 1 + random_below(LONGEST_TEXT);
    for (uint32_t k = 0; k < count; k++) {
      text[k * 2] = (char)('a' + random_below(3));
      text[k * 2 + 1] = k + 1 < count ? ' ' : 0;
    }
    f->count = 0;
    tree *pattern = random_tree(f, 4, true);
    compared += compare(pattern, text, (gm_match_mode)(i % GM_MATCH_MODES));
  }
  free(f);
  print_message("figure: random patterns compared with backtracking %u (floor 2000)\n",
                compared);
  assert_true(compared >= 2000);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_random)};
  return cmocka_run_group_tests_name("evaluate", tests, NULL, NULL);
}
