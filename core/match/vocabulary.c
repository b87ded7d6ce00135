/* Types to words, words to classes.
 *
 * Invariants: 1. info[t] is valid for all t below info_count. 2. Types that answer the same
 * tests share a class; class 0 answers none unusually. */
#include "match/vocabulary.h"
#include <stdlib.h>

/* For each test the conjuncts that it is a member of, one list after another. */
static gm_status invert(gm_vocabulary *v, gm_error *err) {
  const gm_conjuncts *c = &v->ruleset->conjuncts;
  uint32_t tests = gm_predicates_test_count(v->ruleset->predicates);
  v->test_start = gm_calloc((size_t)tests + 3, sizeof *v->test_start);
  v->test_conjuncts = gm_alloc(c->member_count * sizeof *v->test_conjuncts);
  if (!v->test_start || !v->test_conjuncts) return gm_nomem(err);
  for (size_t i = 0; i < c->member_count; i++)
    if (!(c->members[i] & GM_MEMBER_RULE)) v->test_start[c->members[i] + 2]++;
  for (uint32_t i = 2; i <= tests; i++) v->test_start[i] += v->test_start[i - 1];
  for (size_t i = 0; i < c->count; i++)
    for (uint32_t k = 0; k < c->items[i].count; k++) {
      uint32_t member = c->members[c->items[i].start + k];
      if (!(member & GM_MEMBER_RULE))
        v->test_conjuncts[v->test_start[member + 1]++] = (uint32_t)i;
    }
  return GM_OK;
}

static gm_status add_class(gm_vocabulary *v, const uint32_t *tests, size_t count,
                           gm_error *err);

gm_status gm_vocabulary_init(gm_vocabulary *v, gm_ruleset *ruleset, gm_error *err) {
  *v = (gm_vocabulary){.ruleset = ruleset};
  v->class_of = gm_map_new();
  if (!v->class_of ||
      !gm_grow((void **)&v->words, &v->word_capacity, 64, sizeof *v->words) ||
      !gm_grow((void **)&v->info, &v->info_capacity, 4096, sizeof *v->info))
    return gm_nomem(err);
  v->words[v->word_count++] = (gm_word){0};
  v->info[v->info_count++] = 0;
  gm_status status = gm_predicate_work_new(&v->work, ruleset->predicates, err);
  if (status == GM_OK) status = invert(v, err);
  return status == GM_OK ? add_class(v, NULL, 0, err) : status;
}

void gm_vocabulary_free(gm_vocabulary *v) {
  gm_predicate_work_free(v->work);
  gm_map_free(v->class_of);
  gm_free(v->info);
  gm_free(v->words);
  gm_free(v->classes);
  gm_free(v->class_needs);
  gm_free(v->tests);
  gm_free(v->needs);
  gm_free(v->test_start);
  gm_free(v->test_conjuncts);
}

static gm_status add_need(gm_vocabulary *v, uint32_t start, uint32_t conjunct, gm_error *err) {
  for (size_t i = start; i < v->need_count; i++)
    if (v->needs[i] == conjunct) return GM_OK;
  if (!gm_grow((void **)&v->needs, &v->need_capacity, v->need_count + 1, sizeof *v->needs))
    return gm_nomem(err);
  v->needs[v->need_count++] = conjunct;
  return GM_OK;
}

static gm_status add_needs(gm_vocabulary *v, const gm_class *c, gm_needs *needs,
                           gm_error *err) {
  const gm_predicates *p = v->ruleset->predicates;
  needs->start = (uint32_t)v->need_count;
  for (uint32_t i = 0; i < c->count; i++) {
    uint32_t test = v->tests[c->start + i];
    if (gm_predicates_usual(p, test)) continue; /* a member would be usual: no need */
    for (uint32_t k = v->test_start[test]; k < v->test_start[test + 1]; k++) {
      gm_status status = add_need(v, needs->start, v->test_conjuncts[k], err);
      if (status != GM_OK) return status;
    }
  }
  needs->count = (uint32_t)v->need_count - needs->start;
  return GM_OK;
}

static gm_status add_class(gm_vocabulary *v, const uint32_t *tests, size_t count,
                           gm_error *err) {
  if (!gm_grow((void **)&v->classes, &v->class_capacity, v->class_count + 1,
               sizeof *v->classes) ||
      !gm_grow((void **)&v->class_needs, &v->need_class_capacity, v->class_count + 1,
               sizeof *v->class_needs) ||
      !gm_grow((void **)&v->tests, &v->test_capacity, v->test_count + count,
               sizeof *v->tests))
    return gm_nomem(err);
  gm_class *c = &v->classes[v->class_count];
  *c = (gm_class){(uint32_t)v->test_count, (uint32_t)count};
  if (count) memcpy(v->tests + v->test_count, tests, count * sizeof *tests);
  v->test_count += count;
  gm_status status = add_needs(v, c, &v->class_needs[v->class_count], err);
  if (status == GM_OK) v->class_count++;
  return status;
}

static gm_status find_class(gm_vocabulary *v, const uint32_t *tests, size_t count,
                            uint32_t *out, gm_error *err) {
  gm_slice key = gm_slice_of((const char *)tests, count * sizeof *tests);
  uint32_t *found = gm_map_get(v->class_of, key);
  *out = found ? *found : (uint32_t)v->class_count;
  if (found) return GM_OK;
  gm_status status = add_class(v, tests, count, err);
  return status == GM_OK ? gm_map_put(v->class_of, key, *out, NULL, err) : status;
}

static gm_status add_type(gm_vocabulary *v, gm_type type, gm_error *err) {
  const gm_gazetteer *g = v->ruleset->gazetteer;
  size_t count;
  gm_word word = {0};
  const uint32_t *tests = gm_predicates_type(v->work, type, &count);
  gm_status status = count ? find_class(v, tests, count, &word.class_id, err) : GM_OK;
  if (status != GM_OK) return status;
  word.form_first = gm_gazetteer_step(g, 1, gm_gazetteer_word(g, type, false));
  word.fold_word = gm_gazetteer_word(g, type, true);
  word.fold_first = gm_gazetteer_step(g, 1, word.fold_word);
  if (!gm_grow((void **)&v->info, &v->info_capacity, v->info_count + 1, sizeof *v->info) ||
      !gm_grow((void **)&v->words, &v->word_capacity, v->word_count + 1, sizeof *v->words))
    return gm_nomem(err);
  uint32_t info = 0;
  if (word.class_id | word.form_first | word.fold_word) {
    info = (uint32_t)v->word_count;
    v->words[v->word_count++] = word;
    if ((word.form_first | word.fold_first) || v->class_needs[word.class_id].count)
      info |= GM_INFO_LOOK;
  }
  v->info[v->info_count++] = info;
  return GM_OK;
}

gm_status gm_vocabulary_update(gm_vocabulary *v, gm_error *err) {
  uint32_t last = gm_lexicon_count(v->ruleset->lexicon);
  for (gm_type type = (gm_type)v->info_count; type <= last; type++) {
    gm_status status = add_type(v, type, err);
    if (status != GM_OK) return status;
  }
  return GM_OK;
}
