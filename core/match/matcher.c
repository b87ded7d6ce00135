/* Sentence by sentence: the scan sets units waiting, then they run in their order, and
 * where all units of a rule have run its hits are settled, which may set units of later
 * rules waiting. */
#include "match/matcher.h"
#include "base/interrupt.h"
#include "base/ticks.h"
#include "match/state.h"

void gm_hits_free(gm_hits *hits) {
  gm_free(hits->hits);
  gm_free(hits->captures);
  gm_free(hits->skips);
  *hits = (gm_hits){0};
}

static const gm_reach *hits_of(void *context, gm_rule rule, uint32_t *count) {
  const gm_matcher *m = context;
  const gm_rule_state *state = &m->rules[rule];
  *count = state->hits_stamp == m->sentence ? state->hits_count : 0;
  return m->published + state->hits_start;
}

gm_status gm_matcher_new(gm_matcher **out, gm_ruleset *ruleset, gm_error *err) {
  *out = NULL;
  if (!ruleset->compiled)
    return gm_fail(err, GM_MISUSE, "the ruleset is not compiled yet");
  gm_matcher *m = gm_calloc(1, sizeof *m);
  if (!m) return gm_nomem(err);
  m->ruleset = ruleset;
  m->view.hits_of = hits_of;
  m->view.context = m;
  m->rules = gm_calloc(ruleset->rule_count + 1, sizeof *m->rules);
  m->costs = gm_calloc(ruleset->unit_count + 1, sizeof *m->costs);
  gm_status status = m->rules && m->costs ? GM_OK : gm_nomem(err);
  if (status == GM_OK) status = gm_vocabulary_init(&m->vocabulary, ruleset, err);
  if (status == GM_OK) status = gm_lenses_init(&m->lenses, &m->vocabulary, err);
  if (status == GM_OK) status = gm_evaluator_new(&m->evaluator, err);
  if (status == GM_OK) *out = m;
  else gm_matcher_free(m);
  return status;
}

void gm_matcher_free(gm_matcher *m) {
  if (!m) return;
  gm_vocabulary_free(&m->vocabulary);
  gm_lenses_free(&m->lenses);
  gm_evaluator_free(m->evaluator);
  gm_free(m->rules);
  gm_free(m->costs);
  gm_free(m->names);
  gm_free(m->candidates);
  gm_free(m->published);
  gm_free(m->classes);
  gm_free(m->tokens);
  gm_free(m->seen_at);
  for (int i = 0; i < GM_SCOPES; i++) gm_free(m->passes[i]);
  gm_free(m->ranks);
  gm_free(m->clustered);
  gm_free(m);
}

void gm_matcher_prefilter(gm_matcher *m, bool on) { gm_lenses_filter(&m->lenses, on); }

/* ---- the run ---- */

static gm_status run_units(gm_matcher *m, gm_error *err) {
  const uint32_t none = UINT32_MAX;
  gm_rule rule = none;
  gm_status status = GM_OK;
  while (status == GM_OK) {
    uint32_t unit = gm_anchors_peek(m->anchors);
    if (rule != none && (unit == none || m->ruleset->units[unit].rule != rule)) {
      status = gm_settle(m, rule, err); /* which may put more units on the list */
      rule = none;
      continue;
    }
    if (unit == none) break;
    gm_anchors_take(m->anchors, unit);
    rule = m->ruleset->units[unit].rule;
    status = gm_run_unit(m, unit, err);
  }
  return status;
}

/* Once in four thousand million sentences. */
static void forget_stamps(gm_matcher *m) {
  memset(m->rules, 0, m->ruleset->rule_count * sizeof *m->rules);
  m->view_stamp = 0;
  m->sentence = 1;
}

/* Hits from elsewhere that lie in the sentence. */
static gm_status take_given(gm_matcher *m, gm_error *err) {
  const gm_match_limits *limits = m->limits;
  gm_status status = GM_OK;
  if (!limits || m->scope != GM_WITHIN_SENTENCE) return GM_OK;
  for (; m->given_at < limits->given_count && status == GM_OK; m->given_at++) {
    const gm_outside *given = &limits->given[m->given_at];
    if (given->begin >= m->end) break;
    if (given->begin >= m->first && given->end <= m->end && given->end > given->begin &&
        given->rule < m->ruleset->rule_count && m->ruleset->rules[given->rule].named &&
        m->lens->enabled[given->rule])
      status = gm_take_given(m, given, err);
  }
  return status;
}

/* What rules of this scope refer to and narrower ones have found. */
static gm_status publish_narrower(gm_matcher *m, gm_error *err) {
  const gm_ruleset *r = m->ruleset;
  gm_status status = GM_OK;
  for (gm_rule rule = 0; rule < r->rule_count && m->scope && status == GM_OK; rule++)
    if (r->rules[rule].wanted && r->rules[rule].scope < m->scope)
      status = gm_publish_before(m, rule, err);
  return status;
}

/* Sentences first to end, as one: a sentence, a paragraph, a zone. */
static gm_status run_stretch(gm_matcher *m, uint32_t first, uint32_t end, uint32_t zone,
                             gm_error *err) {
  size_t from = m->hits->count;
  m->index = first;
  m->last_index = end;
  m->first = m->document->sentence[first];
  m->end = m->document->sentence[end];
  m->zone = zone;
  if (++m->sentence == 0) forget_stamps(m);
  gm_anchors_begin(m->anchors, m->first, m->end > m->first ? m->end - 1 : m->first);
  m->name_count = m->published_count = m->candidate_count = 0;
  m->longest_published = 0;
  gm_status status = publish_narrower(m, err);
  if (status == GM_OK) status = gm_scan_sentence(m, err);
  if (status == GM_OK) status = take_given(m, err);
  if (status == GM_OK) status = run_units(m, err);
  if (status == GM_OK && !m->scope) gm_sort_hits(m->hits, from);
  return status;
}

/* After a failure: the waiting list must not leak into the next run. */
static void drop_waiting(gm_matcher *m) {
  for (uint32_t unit; (unit = gm_anchors_peek(m->anchors)) != UINT32_MAX;)
    gm_anchors_take(m->anchors, unit);
}

/* Whether sentence `next` belongs to the stretch that begins with `first`. */
static bool goes_on(const gm_matcher *m, const uint8_t *zones, uint32_t first,
                    uint32_t next) {
  const gm_tokens *t = m->document;
  if (m->scope == GM_WITHIN_SENTENCE || next == t->sentence_count) return false;
  if (zones && zones[next] != zones[first]) return false;
  return m->scope == GM_WITHIN_ZONE ||
         !(t->flags[t->sentence[next]] & GM_TOKEN_PARAGRAPH);
}

static gm_status run_pass(gm_matcher *m, const uint8_t *zones, const uint8_t *enabled,
                          gm_error *err) {
  gm_status status = gm_lenses_get(&m->lenses, enabled, &m->lens, err);
  if (status != GM_OK) return status;
  m->anchors = &m->lens->anchors;
  m->view.class_table = m->vocabulary.classes;
  m->view.tests = m->vocabulary.tests;
  m->view.flags = m->document->flags;
  for (uint32_t i = 0, end; i < m->document->sentence_count && status == GM_OK; i = end) {
    uint32_t zone = zones ? zones[i] & 31 : 0;
    for (end = i + 1; goes_on(m, zones, i, end);) end++;
    if (m->lens->zones >> zone & 1) status = run_stretch(m, i, end, zone, err);
    if ((i & 255) == 255 && status == GM_OK) status = gm_interrupt_check(err);
  }
  if (status != GM_OK) drop_waiting(m);
  return status;
}

/* What runs in each pass. A narrower rule that a wider one needs has to be told, since
 * its hits are what the wider one sees. */
static gm_status plan_passes(gm_matcher *m, const uint8_t *enabled, gm_error *err) {
  const gm_ruleset *r = m->ruleset;
  for (int scope = 0; scope < GM_SCOPES; scope++) {
    if (!m->passes[scope]) m->passes[scope] = gm_calloc(r->rule_count + 1, 1);
    if (!m->passes[scope]) return gm_nomem(err);
    for (size_t i = 0; i < r->rule_count; i++) {
      uint8_t run = enabled ? enabled[i] : GM_RUN;
      if (run == GM_RUN_QUIETLY && scope < (int)r->widest) run = GM_RUN;
      m->passes[scope][i] = r->rules[i].scope == scope ? run : GM_RUN_NOT;
    }
  }
  return GM_OK;
}

static gm_status run_passes(gm_matcher *m, const uint8_t *zones, const uint8_t *enabled,
                            gm_error *err) {
  gm_status status = GM_OK;
  gm_scope widest = m->ruleset->widest;
  if (widest) status = plan_passes(m, enabled, err);
  for (int scope = 0; scope <= (int)widest && status == GM_OK; scope++) {
    m->scope = (gm_scope)scope;
    status = run_pass(m, zones, widest ? m->passes[scope] : enabled, err);
    if (scope > 0 && status == GM_OK) gm_sort_hits(m->hits, 0);
  }
  return status;
}

gm_status gm_matcher_run(gm_matcher *m, const gm_tokens *tokens,
                         const uint8_t *sentence_zones, const uint8_t *enabled,
                         const gm_match_limits *limits, gm_hits *hits, gm_error *err) {
  hits->count = hits->capture_count = hits->skip_count = 0;
  m->document = tokens;
  m->limits = limits;
  m->hits = hits;
  m->given_at = 0;
  uint64_t since = gm_nanoseconds(), ticks = gm_ticks();
  gm_status status =
      gm_predicates_check_tags(m->ruleset->predicates, tokens->tags, err);
  if (status == GM_OK)
    status = gm_vocabulary_speak(&m->vocabulary, gm_tokens_languages(tokens), err);
  if (status == GM_OK) status = gm_vocabulary_update(&m->vocabulary, err);
  if (status == GM_OK) status = run_passes(m, sentence_zones, enabled, err);
  if (status == GM_OK && m->ruleset->group_count) status = gm_settle_between(m, err);
  if (limits && limits->current) *limits->current = 0;
  m->ticks += gm_ticks() - ticks;
  m->nanoseconds += gm_nanoseconds() - since;
  return status;
}

bool gm_matcher_unit_cost(const gm_matcher *m, size_t unit, gm_unit_cost *out) {
  if (unit >= m->ruleset->unit_count) return false;
  const gm_unit *u = &m->ruleset->units[unit];
  const gm_cost *cost = &m->costs[unit];
  double second = m->ticks ? (double)m->nanoseconds / 1e9 / (double)m->ticks : 0;
  *out = (gm_unit_cost){u->rule, u->entry, !u->program, cost->runs, cost->found,
                        (double)cost->ticks * second};
  return true;
}

double gm_matcher_seconds(const gm_matcher *m) { return (double)m->nanoseconds / 1e9; }

void gm_hits_find(const gm_hits *hits, uint32_t sentence, gm_rule rule, size_t *first,
                  size_t *end) {
  size_t low = 0;
  for (size_t high = hits->count; low < high;) {
    size_t middle = low + (high - low) / 2;
    const gm_hit *hit = &hits->hits[middle];
    if (hit->sentence < sentence || (hit->sentence == sentence && hit->rule < rule))
      low = middle + 1;
    else
      high = middle;
  }
  *first = *end = low;
  while (*end < hits->count && hits->hits[*end].sentence == sentence &&
         hits->hits[*end].rule == rule)
    ++*end;
}
