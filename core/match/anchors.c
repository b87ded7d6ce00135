/* Anchors are chosen by a guess at first, and again by counts when enough has been
 * seen: after 500 sentences, and then whenever their number has grown eightfold. The
 * choice changes what is looked at, never what is found. */
#include "match/anchors.h"

/* For each rule the conjuncts that it is a member of, one list after another. */
static gm_status invert(gm_anchors *a, gm_error *err) {
  const gm_conjuncts *c = &a->ruleset->conjuncts;
  size_t rules = a->ruleset->rule_count;
  a->rule_start = gm_calloc(rules + 3, sizeof *a->rule_start);
  a->rule_conjuncts = gm_alloc(c->member_count * sizeof *a->rule_conjuncts);
  if (!a->rule_start || !a->rule_conjuncts) return gm_nomem(err);
  for (size_t i = 0; i < c->member_count; i++)
    if (c->members[i] & GM_MEMBER_RULE)
      a->rule_start[(c->members[i] & ~GM_MEMBER_RULE) + 2]++;
  for (size_t i = 2; i <= rules; i++) a->rule_start[i] += a->rule_start[i - 1];
  for (size_t i = 0; i < c->count; i++)
    for (uint32_t k = 0; k < c->items[i].count; k++) {
      uint32_t member = c->members[c->items[i].start + k];
      if (member & GM_MEMBER_RULE)
        a->rule_conjuncts[a->rule_start[(member & ~GM_MEMBER_RULE) + 1]++] =
            (uint32_t)i;
    }
  return GM_OK;
}

static double rarity(const gm_anchors *a, uint32_t conjunct) {
  if (a->sentences) return a->occurrences[conjunct].seen;
  return a->ruleset->conjuncts.items[conjunct].commonness;
}

/* What more than one sentence in five holds is looked for only where it is an anchor.
 */
static void choose_used(gm_anchors *a) {
  const gm_ruleset *r = a->ruleset;
  for (size_t i = 0; i < r->conjuncts.count; i++)
    a->used[i] = a->head[i] || a->side_head[i];
  for (size_t unit = 0; unit < r->unit_count; unit++) {
    const gm_program *p = r->units[unit].program;
    if (!p || !a->enabled[r->units[unit].rule]) continue;
    for (uint32_t i = 0; i < p->need_count; i++)
      if (a->occurrences[p->needs[i].conjunct].seen <= a->sentences / 5)
        a->used[p->needs[i].conjunct] = true;
  }
}

/* What stands beside the anchor, where that is known. Quiet units want to be told of
 * every occurrence, too. */
static bool set_side(gm_anchors *a, uint32_t unit, const gm_need *need) {
  uint32_t test = need->before != GM_NO_TEST ? need->before : need->after;
  a->sides[unit] = (gm_side){test, false, need->before == GM_NO_TEST};
  if (test == GM_NO_TEST)
    return a->enabled[a->ruleset->units[unit].rule] == GM_RUN_QUIETLY;
  a->sides[unit].flip = gm_predicates_usual(a->ruleset->predicates, test);
  return true;
}

static void choose(gm_anchors *a) {
  const gm_ruleset *r = a->ruleset;
  memset(a->head, 0, (r->conjuncts.count + 1) * sizeof *a->head);
  memset(a->side_head, 0, (r->conjuncts.count + 1) * sizeof *a->side_head);
  a->always_count = 0;
  for (size_t unit = r->unit_count; unit-- > 0;) {
    const gm_program *p = r->units[unit].program;
    if (!p || !a->enabled[r->units[unit].rule])
      continue; /* names wait when one is found */
    if (!a->filter && a->enabled[r->units[unit].rule] == GM_RUN_QUIETLY) continue;
    if (p->need_count == 0 || !a->filter) {
      a->always[a->always_count++] = (uint32_t)unit;
      continue;
    }
    const gm_need *best = &p->needs[0];
    for (uint32_t i = 1; i < p->need_count; i++)
      if (rarity(a, p->needs[i].conjunct) < rarity(a, best->conjunct))
        best = &p->needs[i];
    uint32_t *head = set_side(a, (uint32_t)unit, best) ? a->side_head : a->head;
    a->next[unit] = head[best->conjunct];
    head[best->conjunct] = (uint32_t)unit + 1;
  }
  choose_used(a);
}

bool gm_anchors_choose(gm_anchors *a) {
  if (a->sentences < a->recount) return false;
  choose(a);
  a->recount = a->sentences > UINT32_MAX / 8 ? UINT32_MAX : a->sentences * 8;
  return true;
}

gm_status gm_anchors_init(gm_anchors *a, const gm_ruleset *ruleset,
                          const uint8_t *enabled, bool filter, gm_error *err) {
  size_t units = ruleset->unit_count, conjuncts = ruleset->conjuncts.count;
  *a = (gm_anchors){
      .ruleset = ruleset, .enabled = enabled, .filter = filter, .recount = 500};
  a->word_count = units / 64 + 1;
  a->occurrences = gm_calloc(conjuncts + 1, sizeof *a->occurrences);
  a->head = gm_calloc(conjuncts + 1, sizeof *a->head);
  a->next = gm_calloc(units + 1, sizeof *a->next);
  a->side_head = gm_calloc(conjuncts + 1, sizeof *a->side_head);
  a->sides = gm_calloc(units + 1, sizeof *a->sides);
  a->used = gm_calloc(conjuncts + 1, sizeof *a->used);
  a->always = gm_calloc(units + 1, sizeof *a->always);
  a->waiting = gm_calloc(a->word_count, sizeof *a->waiting);
  a->summary = gm_calloc(a->word_count / 64 + 1, sizeof *a->summary);
  if (!a->occurrences || !a->head || !a->next || !a->side_head || !a->sides ||
      !a->used || !a->always || !a->waiting || !a->summary)
    return gm_nomem(err);
  gm_status status = invert(a, err);
  if (status == GM_OK) choose(a);
  return status;
}

void gm_anchors_free(gm_anchors *a) {
  gm_free(a->occurrences);
  gm_free(a->head);
  gm_free(a->next);
  gm_free(a->side_head);
  gm_free(a->sides);
  gm_free(a->used);
  gm_free(a->always);
  gm_free(a->waiting);
  gm_free(a->summary);
  gm_free(a->rule_start);
  gm_free(a->rule_conjuncts);
}

void gm_anchors_begin(gm_anchors *a, uint32_t first, uint32_t last) {
  if (++a->sentence == 0) { /* once in four thousand million sentences */
    for (size_t i = 0; i < a->ruleset->conjuncts.count; i++)
      a->occurrences[i].sentence = 0;
    a->sentence = 1;
  }
  if (a->sentences < UINT32_MAX) a->sentences++;
  a->first = first;
  a->last = last;
  for (size_t i = 0; i < a->always_count; i++) {
    gm_rule rule = a->ruleset->units[a->always[i]].rule;
    if (a->enabled[rule] != GM_RUN_QUIETLY) {
      gm_anchors_wait(a, a->always[i]);
      continue;
    }
    gm_anchors_suggest(a, rule, first);
    gm_anchors_suggest(a, rule, last);
  }
}

void gm_anchors_suggest(gm_anchors *a, gm_rule rule, uint32_t token) {
  for (uint32_t i = a->rule_start[rule]; i < a->rule_start[rule + 1]; i++)
    gm_anchors_occur(a, a->rule_conjuncts[i], token, NULL, NULL);
}

void gm_anchors_suggest_unit(gm_anchors *a, uint32_t unit, uint32_t token) {
  const gm_unit *u = &a->ruleset->units[unit];
  if (u->program->ordered) {
    gm_anchors_suggest(a, u->rule, token);
    return;
  }
  gm_anchors_suggest(a, u->rule, a->first); /* the anchor may lie outside of the hit */
  gm_anchors_suggest(a, u->rule, a->last);
}

void gm_anchors_occur_rule(gm_anchors *a, gm_rule rule, uint32_t first, uint32_t last) {
  for (uint32_t i = a->rule_start[rule]; i < a->rule_start[rule + 1]; i++) {
    gm_anchors_occur(a, a->rule_conjuncts[i], first, NULL, NULL);
    gm_anchors_occur(a, a->rule_conjuncts[i], last, NULL, NULL);
  }
}

uint32_t gm_anchors_peek(const gm_anchors *a) {
  for (size_t i = 0; i <= a->word_count / 64; i++) {
    if (!a->summary[i]) continue;
    size_t word = i * 64 + (size_t)__builtin_ctzll(a->summary[i]);
    return (uint32_t)(word * 64 + (size_t)__builtin_ctzll(a->waiting[word]));
  }
  return UINT32_MAX;
}

void gm_anchors_take(gm_anchors *a, uint32_t unit) {
  a->waiting[unit / 64] &= ~((uint64_t)1 << unit % 64);
  if (!a->waiting[unit / 64])
    a->summary[unit / 4096] &= ~((uint64_t)1 << unit / 64 % 64);
}

bool gm_anchors_possible(const gm_anchors *a, const gm_program *p) {
  uint32_t from = 0;
  if (!a->filter) return true;
  for (uint32_t i = 0; i < p->need_count; i++) {
    const gm_occurrence *o = &a->occurrences[p->needs[i].conjunct];
    if (!a->used[p->needs[i].conjunct]) continue;
    if (o->sentence != a->sentence) return false;
    if (p->ordered && o->last < from) return false;
    if (o->first > from) from = o->first;
  }
  return true;
}
