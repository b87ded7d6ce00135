/* A lens is made when a choice of rules is first asked for, and grows with the
 * vocabulary. The one that has not been used for longest makes room for a new one.
 *
 * Invariant: info[t] and class_needs[c] are valid for the first info_count types and
 * class_count classes, and agree with anchors.used. */
#include "match/lens.h"

/* For each test the conjuncts that it is a member of, one list after another. */
static gm_status invert(gm_lenses *l, gm_error *err) {
  const gm_ruleset *r = l->vocabulary->ruleset;
  const gm_conjuncts *c = &r->conjuncts;
  uint32_t tests = gm_predicates_test_count(r->predicates);
  l->test_start = gm_calloc((size_t)tests + 3, sizeof *l->test_start);
  l->test_conjuncts = gm_alloc(c->member_count * sizeof *l->test_conjuncts);
  if (!l->test_start || !l->test_conjuncts) return gm_nomem(err);
  for (size_t i = 0; i < c->member_count; i++)
    if (!(c->members[i] & GM_MEMBER_RULE)) l->test_start[c->members[i] + 2]++;
  for (uint32_t i = 2; i <= tests; i++) l->test_start[i] += l->test_start[i - 1];
  for (size_t i = 0; i < c->count; i++)
    for (uint32_t k = 0; k < c->items[i].count; k++) {
      uint32_t member = c->members[c->items[i].start + k];
      if (!(member & GM_MEMBER_RULE))
        l->test_conjuncts[l->test_start[member + 1]++] = (uint32_t)i;
    }
  return GM_OK;
}

gm_status gm_lenses_init(gm_lenses *l, const gm_vocabulary *vocabulary, gm_error *err) {
  *l = (gm_lenses){.vocabulary = vocabulary, .filter = true};
  return invert(l, err);
}

static void free_lens(gm_lens *lens) {
  gm_anchors_free(&lens->anchors);
  gm_free(lens->enabled);
  gm_free(lens->live);
  gm_free(lens->info);
  gm_free(lens->class_needs);
  gm_free(lens->needs);
  *lens = (gm_lens){0};
}

static void free_all(gm_lenses *l) {
  for (size_t i = 0; i < sizeof l->items / sizeof *l->items; i++)
    free_lens(&l->items[i]);
}

void gm_lenses_free(gm_lenses *l) {
  free_all(l);
  gm_free(l->test_start);
  gm_free(l->test_conjuncts);
}

void gm_lenses_filter(gm_lenses *l, bool on) {
  free_all(l);
  l->filter = on;
}

/* ---- growing ---- */

static gm_status add_need(gm_lens *lens, uint32_t start, uint32_t conjunct,
                          gm_error *err) {
  for (size_t i = start; i < lens->need_count; i++)
    if (lens->needs[i] == conjunct) return GM_OK;
  if (!gm_grow((void **)&lens->needs, &lens->need_capacity, lens->need_count + 1,
               sizeof *lens->needs))
    return gm_nomem(err);
  lens->needs[lens->need_count++] = conjunct;
  return GM_OK;
}

static gm_status add_class(gm_lenses *l, gm_lens *lens, gm_error *err) {
  const gm_vocabulary *v = l->vocabulary;
  const gm_class *c = &v->classes[lens->class_count];
  uint32_t start = (uint32_t)lens->need_count;
  if (!gm_grow((void **)&lens->class_needs, &lens->class_capacity,
               lens->class_count + 1, sizeof *lens->class_needs))
    return gm_nomem(err);
  for (uint32_t i = 0; i < c->count; i++) {
    uint32_t test = v->tests[c->start + i];
    if (gm_predicates_usual(v->ruleset->predicates, test))
      continue; /* fails it: no need */
    for (uint32_t k = l->test_start[test]; k < l->test_start[test + 1]; k++) {
      if (!lens->anchors.used[l->test_conjuncts[k]]) continue;
      gm_status status = add_need(lens, start, l->test_conjuncts[k], err);
      if (status != GM_OK) return status;
    }
  }
  lens->class_needs[lens->class_count++] =
      (gm_needs){start, (uint32_t)lens->need_count - start};
  return GM_OK;
}

static gm_status grow(gm_lenses *l, gm_lens *lens, gm_error *err) {
  const gm_vocabulary *v = l->vocabulary;
  while (lens->class_count < v->class_count) {
    gm_status status = add_class(l, lens, err);
    if (status != GM_OK) return status;
  }
  if (!gm_grow((void **)&lens->info, &lens->info_capacity, v->type_count,
               sizeof *lens->info))
    return gm_nomem(err);
  for (; lens->info_count < v->type_count; lens->info_count++) {
    uint32_t index = v->word_of[lens->info_count];
    const gm_word *word = &v->words[index];
    bool looks = lens->class_needs[word->class_id].count > 0;
    for (uint32_t i = 0; i < word->start_count && !looks; i++)
      looks = gm_lens_live(lens, v->ruleset, &v->starts[word->start + i]);
    lens->info[lens->info_count] = looks ? index | GM_INFO_LOOK : index;
  }
  return GM_OK;
}

/* ---- making ---- */

static gm_status make(gm_lenses *l, gm_lens *lens, const uint8_t *enabled,
                      gm_error *err) {
  const gm_ruleset *r = l->vocabulary->ruleset;
  free_lens(lens);
  lens->plain = !enabled;
  lens->languages = l->vocabulary->languages;
  lens->enabled = gm_alloc(r->rule_count);
  lens->live = gm_calloc(gm_list_size(r->lists[0].list), 1);
  if (!lens->enabled || !lens->live) return gm_nomem(err);
  for (size_t i = 0; i < r->rule_count; i++) {
    lens->enabled[i] = enabled ? enabled[i] : GM_RUN;
    if (lens->enabled[i]) lens->zones |= r->rules[i].zones;
  }
  gm_status status =
      gm_list_mark(r->lists[0].list, lens->enabled, lens->live, err);
  if (status != GM_OK) return status;
  lens->live[0] = 0;
  return gm_anchors_init(&lens->anchors, r, lens->enabled, l->filter, err);
}

static bool same(const gm_lens *lens, const uint8_t *enabled, size_t count) {
  if (!lens->enabled || lens->plain != !enabled) return false;
  for (size_t i = 0; i < count && enabled; i++)
    if (lens->enabled[i] != enabled[i]) return false;
  return true;
}

static gm_lens *find(gm_lenses *l, const uint8_t *enabled, bool *fresh) {
  gm_lens *oldest = &l->items[0];
  *fresh = false;
  for (size_t i = 0; i < sizeof l->items / sizeof *l->items; i++) {
    if (l->items[i].languages == l->vocabulary->languages &&
        same(&l->items[i], enabled, l->vocabulary->ruleset->rule_count))
      return &l->items[i];
    if (l->items[i].used_at < oldest->used_at) oldest = &l->items[i];
  }
  *fresh = true;
  return oldest;
}

gm_status gm_lenses_get(gm_lenses *l, const uint8_t *enabled, gm_lens **out,
                        gm_error *err) {
  bool fresh;
  gm_lens *lens = find(l, enabled, &fresh);
  gm_status status = fresh ? make(l, lens, enabled, err) : GM_OK;
  if (status == GM_OK && !fresh && gm_anchors_choose(&lens->anchors))
    lens->class_count = lens->need_count = lens->info_count = 0;
  if (status == GM_OK) status = grow(l, lens, err);
  lens->used_at = ++l->uses;
  if (status != GM_OK) free_lens(lens);
  *out = lens;
  return status;
}
