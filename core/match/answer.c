/* Answers for one type after another: each atom is compared once, then the tests that
 * hold a passed atom are worked out. */
#include "match/predicate.h"
#include "match/atoms.h"
#include "base/memory.h"
#include <stdlib.h>

size_t gm_collapse_shape(char *to, gm_slice shape) {
  size_t size = 0;
  for (size_t i = 0; i < shape.size; i++)
    if (size == 0 || to[size - 1] != shape.data[i]) to[size++] = shape.data[i];
  return size;
}

bool gm_test_value(const uint32_t *postfix, size_t count,
                     bool (*passed)(const void *context, uint32_t atom),
                     const void *context) {
  uint64_t stack = 0; /* the top is the lowest bit */
  for (size_t i = 0; i < count; i++) {
    switch (postfix[i]) {
    case GM_TEST_TRUE: stack = stack << 1 | 1; break;
    case GM_TEST_NOT: stack ^= 1; break;
    case GM_TEST_AND: stack = (stack >> 1) & (stack | ~(uint64_t)1); break;
    case GM_TEST_OR: stack = (stack >> 1) | (stack & 1); break;
    default: stack = stack << 1 | passed(context, postfix[i]);
    }
  }
  return stack & 1;
}

struct gm_predicate_work {
  const gm_predicates *p;
  pcre2_match_data *match;
  pcre2_match_context *limits;
  uint32_t *atom_stamp, *test_stamp; /* equal to `stamp`: passed, looked at */
  uint32_t stamp;
  uint32_t *passed, *result;
  size_t passed_count, result_count;
};

gm_status gm_predicate_work_new(gm_predicate_work **out, const gm_predicates *p,
                                gm_error *err) {
  *out = NULL;
  gm_predicate_work *work = gm_calloc(1, sizeof *work);
  if (!work) return gm_nomem(err);
  work->p = p;
  work->match = pcre2_match_data_create(1, p->context);
  work->limits = pcre2_match_context_create(p->context);
  work->atom_stamp = gm_calloc(p->atom_count + 1, sizeof *work->atom_stamp);
  work->test_stamp = gm_calloc(p->test_count + 1, sizeof *work->test_stamp);
  work->passed = gm_calloc(p->atom_count + 1, sizeof *work->passed);
  work->result = gm_calloc(p->test_count + 1, sizeof *work->result);
  if (!work->match || !work->limits || !work->atom_stamp || !work->test_stamp ||
      !work->passed || !work->result) {
    gm_predicate_work_free(work);
    return gm_nomem(err);
  }
  pcre2_set_match_limit(work->limits,
                        100000); /* an expression that explodes: no match */
  *out = work;
  return GM_OK;
}

void gm_predicate_work_free(gm_predicate_work *work) {
  if (!work) return;
  pcre2_match_data_free(work->match);
  pcre2_match_context_free(work->limits);
  gm_free(work->atom_stamp);
  gm_free(work->test_stamp);
  gm_free(work->passed);
  gm_free(work->result);
  gm_free(work);
}

static void pass(void *context, uint32_t id) {
  gm_predicate_work *work = context;
  if (work->atom_stamp[id] == work->stamp) return;
  work->atom_stamp[id] = work->stamp;
  work->passed[work->passed_count++] = id;
}

static void pass_value(gm_predicate_work *work, gm_atom kind, gm_slice value) {
  uint32_t *found = gm_map_get(work->p->by_value[kind], value);
  if (found) pass(work, *found);
}

static bool matches(gm_predicate_work *work, const gm_expression *e, gm_slice text) {
  return pcre2_match(e->code, (PCRE2_SPTR)text.data, text.size, 0, PCRE2_NO_UTF_CHECK,
                     work->match, work->limits) >= 0;
}

/* What an annotated corpus gives for a variant. */
static void compare_tags(gm_predicate_work *work, gm_type type) {
  const gm_predicates *p = work->p;
  uint32_t count;
  const gm_slice *tags = gm_lexicon_tags(p->lexicon, type, &count);
  for (uint32_t t = 0; t < count; t++) {
    pass_value(work, GM_ATOM_TAG, tags[t]);
    for (size_t i = 0; i < p->expression_count; i++)
      if (p->expressions[i].tags && matches(work, &p->expressions[i], tags[t]))
        pass(work, p->expressions[i].atom);
  }
}

static bool asked(const gm_predicates *p, gm_atom kind) {
  return gm_map_count(p->by_value[kind]) > 0;
}

static void compare_shape(gm_predicate_work *work, gm_type type) {
  char shape[256];
  gm_slice whole = gm_lexicon_shape(work->p->lexicon, type);
  if (whole.size > sizeof shape) whole.size = sizeof shape;
  pass_value(work, GM_ATOM_SHAPE, gm_slice_of(shape, gm_collapse_shape(shape, whole)));
}

static void compare(gm_predicate_work *work, gm_type type) {
  const gm_predicates *p = work->p;
  gm_lexicon *lexicon = p->lexicon;
  gm_slice form = gm_lexicon_form(lexicon, type);
  if (asked(p, GM_ATOM_FORM)) pass_value(work, GM_ATOM_FORM, form);
  if (asked(p, GM_ATOM_FOLD))
    pass_value(work, GM_ATOM_FOLD, gm_lexicon_fold(lexicon, type));
  if (asked(p, GM_ATOM_PLAIN))
    pass_value(work, GM_ATOM_PLAIN, gm_lexicon_plain(lexicon, type));
  if (asked(p, GM_ATOM_LEMMA))
    for (uint32_t i = gm_lexicon_lemma_count(lexicon, type); i > 0; i--)
      pass_value(work, GM_ATOM_LEMMA, gm_lexicon_lemma(lexicon, type, i - 1));
  if (asked(p, GM_ATOM_STEM))
    gm_stems_match(p->stems, type, pass, work);
  if (asked(p, GM_ATOM_SHAPE)) compare_shape(work, type);
  gm_globs_match(p->globs, gm_lexicon_fold(lexicon, type), pass, work);
  for (size_t i = 0; i < p->expression_count; i++)
    if (!p->expressions[i].tags && matches(work, &p->expressions[i], form))
      pass(work, p->expressions[i].atom);
  if (p->tags) compare_tags(work, type);
  if (p->flag_count == 0) return;
  uint32_t flags = gm_lexicon_flags(lexicon, type);
  for (size_t i = 0; i < p->flag_count; i++)
    if (flags & p->flags[i].mask) pass(work, p->flags[i].atom);
}

static bool has_passed(const void *context, uint32_t id) {
  const gm_predicate_work *work = context;
  return work->atom_stamp[id] == work->stamp;
}

static void answer(gm_predicate_work *work, uint32_t id) {
  const gm_predicates *p = work->p;
  const gm_test_data *t = &p->tests[id];
  if (work->test_stamp[id] == work->stamp) return;
  work->test_stamp[id] = work->stamp;
  if (t->simple ||
      gm_test_value(p->postfix + t->start, t->count, has_passed, work) != t->usual)
    work->result[work->result_count++] = id;
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

const uint32_t *gm_predicates_type(gm_predicate_work *work, gm_type type,
                                   size_t *count) {
  const gm_predicates *p = work->p;
  if (++work->stamp == 0) { /* once in four thousand million types */
    memset(work->atom_stamp, 0, p->atom_count * sizeof *work->atom_stamp);
    memset(work->test_stamp, 0, p->test_count * sizeof *work->test_stamp);
    work->stamp = 1;
  }
  work->passed_count = work->result_count = 0;
  compare(work, type);
  for (size_t i = 0; i < work->passed_count; i++) {
    uint32_t a = work->passed[i];
    for (uint32_t t = p->atom_start[a]; t < p->atom_start[a + 1]; t++)
      answer(work, p->atom_tests[t]);
  }
  if (work->result_count > 1)
    qsort(work->result, work->result_count, sizeof *work->result, by_number);
  *count = work->result_count;
  return work->result;
}
