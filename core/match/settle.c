/* Makes hits of candidates: overlaps by the rule's mode, captures, what gaps ran over;
 * and lets later rules refer to them. */
#include "match/backtrack.h"
#include "match/matcher.h"
#include "match/recover.h"
#include "match/state.h"
#include <stdlib.h>

/* The rule that most hits so far are of: `rule` may only have come last. */
static gm_rule most_found(const gm_matcher *m, gm_rule rule) {
  uint32_t *counts = gm_calloc(m->ruleset->rule_count, sizeof *counts);
  if (!counts) return rule;
  for (size_t i = 0; i < m->hits->count; i++) counts[m->hits->hits[i].rule]++;
  for (size_t i = 0; i < m->ruleset->rule_count; i++)
    if (counts[i] > counts[rule]) rule = (gm_rule)i;
  gm_free(counts);
  return rule;
}

gm_status gm_fail_limit(const gm_matcher *m, gm_rule rule, gm_error *err) {
  rule = most_found(m, rule);
  return gm_fail(err, GM_LIMIT, "more than %llu hits in one document at rule '%s'",
                 (unsigned long long)m->limits->max_hits,
                 m->ruleset->rules[rule].name.data);
}

static gm_status add_captures(gm_matcher *m, gm_hit *hit, const gm_recovered *captures,
                              size_t count, gm_error *err) {
  gm_hits *h = m->hits;
  if (!gm_grow((void **)&h->captures, &h->capture_capacity, h->capture_count + count,
               sizeof *h->captures))
    return gm_nomem(err);
  hit->captures = (uint32_t)h->capture_count;
  hit->capture_count = (uint32_t)count;
  for (size_t i = 0; i < count; i++) {
    gm_reach span = gm_token_span(m, captures[i].begin, captures[i].end);
    h->captures[h->capture_count++] =
        (gm_capture){captures[i].name, span.begin, span.end};
  }
  return GM_OK;
}

static gm_status add_skips(gm_matcher *m, gm_hit *hit, const gm_found *skips,
                           size_t count, gm_error *err) {
  gm_hits *h = m->hits;
  if (!gm_grow((void **)&h->skips, &h->skip_capacity, h->skip_count + count,
               sizeof *h->skips))
    return gm_nomem(err);
  hit->skips = (uint32_t)h->skip_count;
  hit->skip_count = (uint32_t)count;
  for (size_t i = 0; i < count; i++) {
    gm_reach span = gm_token_span(m, skips[i].begin, skips[i].end);
    h->skips[h->skip_count++] = (gm_skip){span.begin, span.end};
  }
  return GM_OK;
}

static gm_status recover(gm_matcher *m, const gm_program *program, gm_hit *hit,
                         gm_error *err) {
  gm_error inner = {0};
  gm_reach span = gm_seen_span(m, hit->begin, hit->end);
  const gm_recovered *captures;
  const gm_found *skips;
  size_t capture_count, skip_count;
  gm_status status =
      program->compares
          ? gm_backtrack_recover(m->evaluator, program, &m->view, m->ruleset->lexicon,
                                 gm_asked_types(m->document),
                                 (gm_found){span.begin, span.end}, &captures,
                                 &capture_count, &skips, &skip_count, &inner)
          : gm_recover(m->evaluator, program, &m->view, (gm_found){span.begin, span.end},
                       &captures, &capture_count, &skips, &skip_count, &inner);
  if (status == GM_OK) status = add_captures(m, hit, captures, capture_count, &inner);
  if (status == GM_OK) status = add_skips(m, hit, skips, skip_count, &inner);
  if (status == GM_OK) return GM_OK;
  return gm_fail(err, status, "rule '%s': %s", m->ruleset->rules[hit->rule].name.data,
                 inner.message);
}

static gm_status add_hit(gm_matcher *m, gm_rule rule, const gm_candidate *c,
                         gm_error *err) {
  gm_hits *h = m->hits;
  const gm_program *program = m->ruleset->units[c->unit].program;
  gm_hit hit = {.begin = c->begin, .end = c->end, .rule = rule, .entry = c->entry,
                .sentence = m->scope ? gm_tokens_sentence_of(m->document, c->begin)
                                     : m->index,
                .edits = c->edits};
  if (gm_over_limit(m, 1)) return gm_fail_limit(m, rule, err);
  if (!gm_grow((void **)&h->hits, &h->capacity, h->count + 1, sizeof *h->hits))
    return gm_nomem(err);
  if (program && program->recovers) {
    gm_status status = recover(m, program, &hit, err);
    if (status != GM_OK) return status;
  }
  h->hits[h->count++] = hit;
  return GM_OK;
}

/* Lets later rules refer to the hits of one. */
static gm_status publish(gm_matcher *m, gm_rule rule, const gm_candidate *hits,
                         size_t count, gm_error *err) {
  gm_rule_state *state = &m->rules[rule];
  gm_status status = gm_build_view(m, err);
  if (status != GM_OK) return status;
  if (!gm_grow((void **)&m->published, &m->published_capacity,
               m->published_count + count, sizeof *m->published))
    return gm_nomem(err);
  state->hits_stamp = m->sentence;
  state->hits_start = (uint32_t)m->published_count;
  state->hits_count = (uint32_t)count;
  for (size_t i = 0; i < count; i++) {
    gm_reach span = gm_seen_span(m, hits[i].begin, hits[i].end);
    if (span.end - span.begin > m->longest_published)
      m->longest_published = span.end - span.begin;
    m->published[m->published_count++] = span;
  }
  return GM_OK;
}

/* All units of a rule have run. */
gm_status gm_settle(gm_matcher *m, gm_rule rule, gm_error *err) {
  const gm_rule_data *data = &m->ruleset->rules[rule];
  gm_status status = GM_OK;
  size_t count = gm_overlap_settle(m->candidates, m->candidate_count, data->mode);
  for (size_t i = 0; i < count && status == GM_OK; i++)
    status = add_hit(m, rule, &m->candidates[i], err);
  if (status == GM_OK && count && data->wanted) {
    status = publish(m, rule, m->candidates, count, err);
    if (status == GM_OK)
      gm_anchors_occur_rule(m->anchors, rule, m->candidates[0].begin,
                            m->candidates[count - 1].begin);
  }
  m->candidate_count = 0;
  return status;
}

gm_status gm_settle_quietly(gm_matcher *m, gm_rule rule, size_t from, gm_error *err) {
  gm_candidate *candidates = m->candidates + from;
  size_t count = gm_overlap_settle(candidates, m->candidate_count - from,
                                   m->ruleset->rules[rule].mode);
  m->candidate_count = from;
  return count ? publish(m, rule, candidates, count, err) : GM_OK;
}

/* Their spans become candidates for a moment; hits stand by sentence. */
gm_status gm_publish_before(gm_matcher *m, gm_rule rule, gm_error *err) {
  size_t from = m->candidate_count;
  gm_status status = GM_OK;
  for (uint32_t sentence = m->index; sentence < m->last_index; sentence++) {
    size_t first, end;
    gm_hits_find(m->hits, sentence, rule, &first, &end);
    for (; first < end; first++) {
      const gm_hit *hit = &m->hits->hits[first];
      if (!gm_grow((void **)&m->candidates, &m->candidate_capacity,
                   m->candidate_count + 1, sizeof *m->candidates))
        return gm_nomem(err);
      m->candidates[m->candidate_count++] =
          (gm_candidate){hit->begin, hit->end, hit->entry, 0, hit->edits};
    }
  }
  size_t count = m->candidate_count - from;
  m->candidate_count = from;
  if (count == 0) return GM_OK;
  status = publish(m, rule, m->candidates + from, count, err);
  if (status == GM_OK)
    gm_anchors_occur_rule(m->anchors, rule, m->candidates[from].begin,
                          m->candidates[from + count - 1].begin);
  return status;
}

static int by_rule(const void *a, const void *b) {
  const gm_hit *x = a, *y = b;
  if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
  if (x->rule != y->rule) return x->rule < y->rule ? -1 : 1;
  if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  return (x->entry > y->entry) - (x->entry < y->entry);
}

void gm_sort_hits(gm_hits *all, size_t from) {
  gm_hit *hits = all->hits + from;
  size_t count = all->count - from;
  bool sorted = true;
  for (size_t i = 1; i < count && sorted; i++)
    sorted = by_rule(&hits[i - 1], &hits[i]) <= 0;
  if (!sorted) qsort(hits, count, sizeof *hits, by_rule);
}
