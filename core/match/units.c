/* Runs what waits: the names of a rule, or one of its patterns where it can match. */
#include "base/ticks.h"
#include "match/backtrack.h"
#include "match/state.h"

static gm_status add_candidate(gm_matcher *m, gm_candidate candidate, gm_error *err) {
  if (!gm_grow((void **)&m->candidates, &m->candidate_capacity, m->candidate_count + 1,
               sizeof *m->candidates))
    return gm_nomem(err);
  m->candidates[m->candidate_count++] = candidate;
  return GM_OK;
}

static gm_status add_found(gm_matcher *m, uint32_t unit, gm_found found,
                           gm_error *err) {
  gm_reach span = gm_token_span(m, found.begin, found.end);
  const gm_unit *u = &m->ruleset->units[unit];
  if (gm_over_limit(m, m->candidate_count + 1)) return gm_fail_limit(m, u->rule, err);
  return add_candidate(m, (gm_candidate){span.begin, span.end, u->entry, unit, 0}, err);
}

/* Every span that matches: the starts for one end after another. */
static gm_status add_all(gm_matcher *m, uint32_t unit, uint32_t low, uint32_t high,
                         gm_error *err) {
  const gm_found *found;
  size_t count;
  gm_status status = GM_OK;
  for (uint32_t end = low + 1; end <= high && status == GM_OK; end++) {
    status = gm_evaluate_end(m->evaluator, end, &found, &count, err);
    for (size_t i = 0; i < count && status == GM_OK; i++)
      status = add_found(m, unit, found[i], err);
  }
  return status;
}

/* Those that do not overlap, from the left; `found` descends. */
static gm_status add_disjoint(gm_matcher *m, uint32_t unit, const gm_found *found,
                              size_t count, gm_error *err) {
  uint32_t free_from = 0;
  gm_status status = GM_OK;
  for (size_t i = count; i-- > 0 && status == GM_OK;) {
    if (found[i].begin < free_from) continue;
    free_from = found[i].end;
    status = add_found(m, unit, found[i], err);
  }
  return status;
}

/* Where in the sentence a match must lie: it holds an occurrence of each conjunct, and
 * is no longer than the pattern allows. Empty where two of them are too far from each
 * other. */
static gm_found stretch(const gm_matcher *m, const gm_program *p) {
  gm_found all = {0, m->view.count};
  uint64_t most = (uint64_t)p->reach + (uint64_t)p->jumps * (m->longest_published + 1);
  if (!p->ordered || p->reach == GM_UNBOUNDED || p->jumps == GM_UNBOUNDED ||
      most >= m->view.count || !m->anchors->filter)
    return all;
  for (uint32_t i = 0; i < p->need_count; i++) {
    const gm_occurrence *o = &m->anchors->occurrences[p->needs[i].conjunct];
    if (!m->anchors->used[p->needs[i].conjunct]) continue;
    uint32_t first = m->seen_at[o->first - m->first],
             last = m->seen_at[o->last - m->first];
    if (first + 1 > most + all.begin) all.begin = first + 1 - (uint32_t)most;
    if (last + most < all.end) all.end = last + (uint32_t)most;
    if (first >= all.end || last < all.begin) return (gm_found){0, 0};
  }
  return all;
}

static gm_status run_names(gm_matcher *m, gm_rule rule, gm_error *err) {
  const gm_rule_state *state = &m->rules[rule];
  if (state->names_stamp != m->sentence) return GM_OK;
  for (uint32_t i = state->names; i; i = m->names[i - 1].next) {
    gm_status status = add_candidate(m, m->names[i - 1].candidate, err);
    if (status != GM_OK) return status;
  }
  return GM_OK;
}

static gm_status run_program(gm_matcher *m, uint32_t unit, gm_match_mode mode,
                             gm_error *err);

/* Runs a quiet rule, once in a sentence, because a pattern refers to it. */
static gm_status demand(gm_matcher *m, gm_rule rule, gm_error *err) {
  const gm_rule_data *data = &m->ruleset->rules[rule];
  gm_rule_state *state = &m->rules[rule];
  size_t from = m->candidate_count;
  gm_status status = GM_OK;
  if (m->lens->enabled[rule] != GM_RUN_QUIETLY || state->asked_stamp == m->sentence)
    return GM_OK;
  state->asked_stamp = m->sentence;
  if (!(data->zones >> m->zone & 1)) return GM_OK;
  for (uint32_t unit = data->first; unit < data->last && status == GM_OK; unit++) {
    const gm_program *program = m->ruleset->units[unit].program;
    if (!program) status = run_names(m, rule, err);
    else if (gm_anchors_possible(m->anchors, program))
      status = run_program(m, unit, data->mode, err);
  }
  return status == GM_OK ? gm_settle_quietly(m, rule, from, err) : status;
}

static gm_status demand_refs(gm_matcher *m, const gm_program *program, gm_error *err) {
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < program->ref_count && status == GM_OK; i++)
    status = demand(m, program->refs[i], err);
  for (uint32_t i = 0; i < program->sight_count && status == GM_OK; i++)
    status = demand_refs(m, program->sights[i].program, err);
  return status;
}

static gm_status run_program(gm_matcher *m, uint32_t unit, gm_match_mode mode,
                             gm_error *err) {
  const gm_program *program = m->ruleset->units[unit].program;
  const gm_found *found;
  size_t count;
  gm_best best = mode == GM_MATCH_FIRST ? GM_BEST_FIRST
                 : mode == GM_MATCH_LONGEST || mode == GM_MATCH_MAXIMAL ||
                         mode == GM_MATCH_ALL
                     ? GM_BEST_FARTHEST
                     : GM_BEST_NEAREST;
  gm_status status = gm_build_view(m, err);
  if (status == GM_OK) status = demand_refs(m, program, err);
  if (status != GM_OK) return status;
  gm_found within = stretch(m, program);
  if (within.begin >= within.end) return GM_OK;
  status = program->compares
               ? gm_backtrack(m->evaluator, program, &m->view, m->ruleset->lexicon,
                              gm_asked_types(m->document), best, within, &found, &count,
                              err)
               : gm_evaluate(m->evaluator, program, &m->view, best, within, &found,
                             &count, err);
  if (status != GM_OK || count == 0) return status;
  if (mode == GM_MATCH_LONGEST || mode == GM_MATCH_FIRST)
    return add_disjoint(m, unit, found, count, err);
  if (mode == GM_MATCH_ALL && !program->compares) {
    uint32_t high = 0;
    for (size_t i = 0; i < count; i++)
      if (found[i].end > high) high = found[i].end;
    return add_all(m, unit, found[count - 1].begin, high, err);
  }
  for (size_t i = 0; i < count && status == GM_OK; i++)
    status = add_found(m, unit, found[i], err);
  return status;
}

static uint32_t count_hidden(gm_matcher *m) {
  if (m->hidden_stamp == m->sentence) return m->hidden;
  m->hidden_stamp = m->sentence;
  m->hidden = 0;
  for (uint32_t i = m->first; i < m->end; i++)
    m->hidden += (m->document->flags[i] & GM_TOKEN_HIDDEN) != 0;
  return m->hidden;
}

/* Bits from which some bit of `where` lies `low` to `high` above. */
static uint64_t within_reach(uint64_t where, uint32_t low, uint32_t high) {
  uint64_t reached = where >> low;
  uint32_t width = high - low, done = 0;
  while (done < width) { /* doubles the stretch that is covered */
    uint32_t step = width - done < done + 1 ? width - done : done + 1;
    reached |= reached >> step;
    done += step;
  }
  return reached;
}

/* Whether what the program needs lies near enough to each other for a match, in a
 * sentence of up to 64 tokens. Tokens that are not seen may make distances longer. */
static bool near_enough(gm_matcher *m, const gm_program *p) {
  const gm_anchors *a = m->anchors;
  uint64_t starts = UINT64_MAX;
  uint32_t known = 0, slack;
  if (!p->ordered || !a->filter || m->end - m->first > 64 || p->need_count < 2)
    return true;
  slack = count_hidden(m);
  if (slack > 30) return true;
  for (uint32_t i = 0; i < p->need_count && starts; i++) {
    const gm_need *need = &p->needs[i];
    if (!a->used[need->conjunct] || need->low > 63 || need->high > 63 - slack ||
        !m->ruleset->conjuncts.items[need->conjunct].exact)
      continue;
    starts &= within_reach(a->occurrences[need->conjunct].where, need->low,
                           need->high + slack);
    known++;
  }
  return known < 2 || starts != 0;
}

gm_status gm_run_unit(gm_matcher *m, uint32_t unit, gm_error *err) {
  const gm_unit *u = &m->ruleset->units[unit];
  const gm_rule_data *rule = &m->ruleset->rules[u->rule];
  if (!(rule->zones >> m->zone & 1)) return GM_OK;
  if (u->program &&
      (!gm_anchors_possible(m->anchors, u->program) || !near_enough(m, u->program)))
    return GM_OK;
  if (m->limits && m->limits->current) *m->limits->current = u->rule + 1;
  gm_cost *cost = &m->costs[unit];
  size_t before = m->candidate_count;
  uint64_t since = gm_ticks();
  gm_status status = u->program ? run_program(m, unit, rule->mode, err)
                                : run_names(m, u->rule, err);
  cost->ticks += gm_ticks() - since;
  cost->found += m->candidate_count - before;
  cost->runs++;
  return status;
}
