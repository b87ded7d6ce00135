/* The types go through the vocabulary that a matcher would use: what a class passes
 * becomes members of conjuncts, what begins names is looked up in the nodes that lead to
 * names of each rule. */
#include "match/possible.h"
#include "match/program.h"
#include "match/vocabulary.h"

typedef struct {
  gm_possible *out;
  const gm_ruleset *ruleset;
  gm_vocabulary vocabulary;
  uint32_t *test_start, *test_conjuncts; /* conjuncts that each test is a member of */
  uint8_t **live;                        /* by rule: nodes on the way to its names */
} finder;

void gm_possible_free(gm_possible *p) {
  for (size_t i = 0; i < p->conjunct_count; i++) gm_free(p->conjuncts[i].items);
  for (size_t i = 0; i < p->rule_count; i++) gm_free(p->names[i].items);
  gm_free(p->conjuncts);
  gm_free(p->names);
  *p = (gm_possible){0};
}

static gm_status add(gm_type_set *set, uint32_t item, gm_error *err) {
  if (set->count && set->items[set->count - 1] == item) return GM_OK;
  if (!gm_grow((void **)&set->items, &set->capacity, set->count + 1, sizeof item))
    return gm_nomem(err);
  set->items[set->count++] = item;
  return GM_OK;
}

/* Tests to conjuncts; each start is one place late until its conjuncts are filled in. */
static gm_status invert(finder *f, gm_error *err) {
  const gm_conjuncts *c = &f->ruleset->conjuncts;
  uint32_t tests = gm_predicates_test_count(f->ruleset->predicates);
  f->test_start = gm_calloc(tests + 2, sizeof *f->test_start);
  f->test_conjuncts = gm_calloc(c->member_count + 1, sizeof *f->test_conjuncts);
  if (!f->test_start || !f->test_conjuncts) return gm_nomem(err);
  for (size_t m = 0; m < c->member_count; m++)
    if (!(c->members[m] & GM_MEMBER_RULE)) f->test_start[c->members[m] + 2]++;
  for (uint32_t t = 2; t <= tests; t++) f->test_start[t] += f->test_start[t - 1];
  for (size_t i = 0; i < c->count; i++)
    for (uint32_t k = 0; k < c->items[i].count; k++) {
      uint32_t member = c->members[c->items[i].start + k];
      if (!(member & GM_MEMBER_RULE))
        f->test_conjuncts[f->test_start[member + 1]++] = (uint32_t)i;
    }
  return GM_OK;
}

static gm_status mark_names(finder *f, gm_error *err) {
  const gm_ruleset *r = f->ruleset;
  uint8_t *enabled = gm_calloc(r->rule_count + 1, 1);
  gm_status status = enabled ? GM_OK : gm_nomem(err);
  for (size_t i = 0; i < r->rule_count && status == GM_OK; i++) {
    if (!r->rules[i].named) continue;
    enabled[i] = 1;
    f->live[i] = gm_calloc(gm_list_size(r->lists[0].list), 1);
    status = f->live[i] ? gm_list_mark(r->lists[0].list, enabled, f->live[i], err)
                        : gm_nomem(err);
    enabled[i] = 0;
  }
  gm_free(enabled);
  return status;
}

static gm_status add_start(finder *f, const gm_name_start *start, uint32_t item,
                           gm_error *err) {
  gm_rule own = f->ruleset->lists[start->list].rule;
  if (own != GM_EVERY_RULE) return add(&f->out->names[own], item, err);
  gm_status status = GM_OK;
  for (size_t i = 0; i < f->ruleset->rule_count && status == GM_OK; i++)
    if (f->live[i] && f->live[i][start->node])
      status = add(&f->out->names[i], item, err);
  return status;
}

static gm_status add_type(finder *f, gm_type type, uint32_t item, gm_error *err) {
  const gm_vocabulary *v = &f->vocabulary;
  const gm_word *word = &v->words[v->word_of[type]];
  const gm_class *class = &v->classes[word->class_id];
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < class->count; i++) {
    uint32_t test = v->tests[class->start + i];
    if (gm_predicates_usual(f->ruleset->predicates, test)) continue; /* fails it */
    for (uint32_t k = f->test_start[test]; k < f->test_start[test + 1]; k++)
      if (status == GM_OK)
        status = add(&f->out->conjuncts[f->test_conjuncts[k]], item, err);
  }
  for (uint32_t i = 0; i < word->start_count && status == GM_OK; i++)
    status = add_start(f, &v->starts[word->start + i], item, err);
  return status;
}

static gm_status prepare(finder *f, gm_ruleset *ruleset, gm_error *err) {
  gm_possible *out = f->out;
  out->conjuncts = gm_calloc(ruleset->conjuncts.count + 1, sizeof *out->conjuncts);
  out->names = gm_calloc(ruleset->rule_count + 1, sizeof *out->names);
  f->live = gm_calloc(ruleset->rule_count + 1, sizeof *f->live);
  if (!out->conjuncts || !out->names || !f->live) return gm_nomem(err);
  out->conjunct_count = ruleset->conjuncts.count;
  out->rule_count = ruleset->rule_count;
  gm_status status = invert(f, err);
  if (status == GM_OK) status = mark_names(f, err);
  if (status == GM_OK) status = gm_vocabulary_init(&f->vocabulary, ruleset, err);
  return status == GM_OK ? gm_vocabulary_update(&f->vocabulary, err) : status;
}

gm_status gm_possible_find(gm_possible *out, gm_ruleset *ruleset, const gm_type *types,
                           size_t count, gm_error *err) {
  const gm_predicates *p = ruleset->predicates;
  gm_error asked = {0};
  *out = (gm_possible){0};
  if (gm_predicates_by_language(p) || gm_predicates_check_tags(p, 0, &asked) != GM_OK)
    return gm_fail(err, GM_NOTFOUND, "rules ask for more than types tell");
  finder f = {.out = out, .ruleset = ruleset};
  gm_status status = prepare(&f, ruleset, err);
  for (size_t i = 0; i < count && status == GM_OK; i++)
    status = add_type(&f, types[i], (uint32_t)i, err);
  gm_vocabulary_free(&f.vocabulary);
  for (size_t i = 0; f.live && i < ruleset->rule_count; i++) gm_free(f.live[i]);
  gm_free(f.live);
  gm_free(f.test_start);
  gm_free(f.test_conjuncts);
  return status;
}
