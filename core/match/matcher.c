/* One pass over the tokens of each sentence: names are walked through the gazetteer, conjuncts
 * that occur put units on the waiting list; then the units run in their order.
 *
 * Invariants between sentences: 1. No unit waits. 2. `candidates` is empty. 3. A rule's
 * `stamp` equal to the anchors' sentence means that its names or its published hits are of
 * this sentence. Candidates and hits count tokens of the document; programs count seen tokens
 * of the sentence, and `seen_at` leads from the one to the other. */
#include "match/matcher.h"
#include "match/evaluate.h"
#include "match/lens.h"
#include "match/overlap.h"
#include "match/recover.h"
#include <stdlib.h>

typedef struct {
  gm_candidate candidate;
  uint32_t next; /* 1 + index of the next name of that rule */
} name_found;

typedef struct {
  uint32_t names_stamp, names;                 /* 1 + index of the last name found */
  uint32_t hits_stamp, hits_start, hits_count; /* into `published` */
} rule_state;

struct gm_matcher {
  const gm_ruleset *ruleset;
  gm_vocabulary vocabulary;
  gm_lenses lenses;
  gm_lens *lens; /* for the rules that are to run */
  gm_anchors *anchors; /* of the lens */
  gm_evaluator *evaluator;
  uint32_t sentence; /* stamp of the current one */
  rule_state *rules;
  name_found *names;
  size_t name_count, name_capacity;
  gm_candidate *candidates;
  size_t candidate_count, candidate_capacity;
  gm_reach *published;
  size_t published_count, published_capacity;
  uint32_t longest_published; /* seen tokens, in this sentence */
  /* The sentence, and as programs see it once one has to run: view_stamp says so. */
  uint32_t index, first, end, zone, view_stamp;
  gm_sentence view;
  uint32_t *classes, *tokens, *seen_at;
  size_t class_capacity, token_capacity, seen_capacity;
  /* The run. */
  const gm_tokens *document;
  const gm_match_limits *limits;
  gm_hits *hits;
};

void gm_hits_free(gm_hits *hits) {
  gm_free(hits->hits);
  gm_free(hits->captures);
  gm_free(hits->skips);
  *hits = (gm_hits){0};
}

static const gm_reach *hits_of(void *context, gm_rule rule, uint32_t *count) {
  const gm_matcher *m = context;
  const rule_state *state = &m->rules[rule];
  *count = state->hits_stamp == m->sentence ? state->hits_count : 0;
  return m->published + state->hits_start;
}

gm_status gm_matcher_new(gm_matcher **out, gm_ruleset *ruleset, gm_error *err) {
  *out = NULL;
  if (!ruleset->compiled) return gm_fail(err, GM_MISUSE, "the ruleset is not compiled yet");
  gm_matcher *m = gm_calloc(1, sizeof *m);
  if (!m) return gm_nomem(err);
  m->ruleset = ruleset;
  m->view.hits_of = hits_of;
  m->view.context = m;
  m->rules = gm_calloc(ruleset->rule_count + 1, sizeof *m->rules);
  gm_status status = m->rules ? GM_OK : gm_nomem(err);
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
  gm_free(m->names);
  gm_free(m->candidates);
  gm_free(m->published);
  gm_free(m->classes);
  gm_free(m->tokens);
  gm_free(m->seen_at);
  gm_free(m);
}

void gm_matcher_prefilter(gm_matcher *m, bool on) { gm_lenses_filter(&m->lenses, on); }

/* ---- the scan ----------------------------------------------------------------------------*/

static gm_status add_name(gm_matcher *m, uint32_t begin, uint32_t end, gm_named named,
                          gm_error *err) {
  rule_state *state = &m->rules[named.rule];
  if (!gm_grow((void **)&m->names, &m->name_capacity, m->name_count + 1, sizeof *m->names))
    return gm_nomem(err);
  if (state->names_stamp != m->sentence) {
    state->names_stamp = m->sentence;
    state->names = 0;
    gm_anchors_wait(m->anchors, m->ruleset->rules[named.rule].first);
  }
  gm_candidate found = {begin, end, named.entry, m->ruleset->rules[named.rule].first};
  m->names[m->name_count++] = (name_found){found, state->names};
  state->names = (uint32_t)m->name_count;
  return GM_OK;
}

/* Follows names that start at token `begin` and whose first word leads to `node`. */
static gm_status walk(gm_matcher *m, uint32_t begin, uint32_t node, bool fold, gm_error *err) {
  const gm_gazetteer *g = m->ruleset->gazetteer;
  const gm_vocabulary *v = &m->vocabulary;
  uint32_t at = begin + 1;
  while (node && m->lens->live[node]) {
    size_t count;
    const gm_named *named = gm_gazetteer_names(g, node, &count);
    for (size_t i = 0; i < count; i++) {
      if (!m->lens->enabled[named[i].rule]) continue;
      gm_status status = add_name(m, begin, at, named[i], err);
      if (status != GM_OK) return status;
    }
    if (gm_gazetteer_leaf(g, node)) return GM_OK;
    while (at < m->end && m->document->flags[at] & GM_TOKEN_HIDDEN) at++;
    if (at == m->end) return GM_OK;
    gm_type type = m->document->type[at++];
    uint32_t word = fold ? v->words[v->word_of[type]].fold_word : type;
    node = gm_gazetteer_step(g, node, word);
  }
  return GM_OK;
}

static uint32_t class_of(const gm_matcher *m, uint32_t token) {
  const gm_vocabulary *v = &m->vocabulary;
  return v->words[v->word_of[m->document->type[token]]].class_id;
}

/* The classes of the seen tokens beside one. */
static gm_beside beside(const gm_matcher *m, uint32_t token) {
  const uint16_t *flags = m->document->flags;
  uint32_t before = token, after = token + 1;
  gm_beside result = {UINT32_MAX, UINT32_MAX};
  while (before > m->first && flags[before - 1] & GM_TOKEN_HIDDEN) before--;
  while (after < m->end && flags[after] & GM_TOKEN_HIDDEN) after++;
  if (before > m->first) result.before = class_of(m, before - 1);
  if (after < m->end) result.after = class_of(m, after);
  return result;
}

static gm_status look_at(gm_matcher *m, uint32_t token, uint32_t info, gm_error *err) {
  const gm_vocabulary *v = &m->vocabulary;
  const gm_word *word = &v->words[info & ~GM_INFO_LOOK];
  const gm_needs *needs = &m->lens->class_needs[word->class_id];
  gm_status status = GM_OK;
  if (needs->count) {
    gm_beside sides = beside(m, token);
    for (uint32_t i = 0; i < needs->count; i++)
      gm_anchors_occur(m->anchors, m->lens->needs[needs->start + i], token, &m->view, &sides);
  }
  if (word->form_first) status = walk(m, token, word->form_first, false, err);
  if (word->fold_first && status == GM_OK)
    status = walk(m, token, word->fold_first, true, err);
  return status;
}

static gm_status scan(gm_matcher *m, gm_error *err) {
  const uint32_t *info = m->lens->info;
  const gm_type *types = m->document->type;
  for (uint32_t i = m->first; i < m->end; i++) {
    uint32_t found = info[types[i]];
    if (!(found & GM_INFO_LOOK) || m->document->flags[i] & GM_TOKEN_HIDDEN) continue;
    gm_status status = look_at(m, i, found, err);
    if (status != GM_OK) return status;
  }
  return GM_OK;
}

/* ---- the sentence as programs see it -----------------------------------------------------*/

static gm_status build_view(gm_matcher *m, gm_error *err) {
  size_t length = m->end - m->first;
  if (m->view_stamp == m->sentence) return GM_OK;
  if (!gm_grow((void **)&m->classes, &m->class_capacity, length, sizeof *m->classes) ||
      !gm_grow((void **)&m->tokens, &m->token_capacity, length, sizeof *m->tokens) ||
      !gm_grow((void **)&m->seen_at, &m->seen_capacity, length, sizeof *m->seen_at))
    return gm_nomem(err);
  uint32_t count = 0;
  for (uint32_t i = m->first; i < m->end; i++) {
    m->seen_at[i - m->first] = count;
    if (m->document->flags[i] & GM_TOKEN_HIDDEN) continue;
    m->classes[count] = class_of(m, i);
    m->tokens[count++] = i;
  }
  m->view.count = count;
  m->view.classes = m->classes;
  m->view.tokens = m->tokens;
  m->view_stamp = m->sentence;
  return GM_OK;
}

/* A span of tokens that begins and ends with seen ones, and back. */
static gm_reach seen_span(const gm_matcher *m, uint32_t begin, uint32_t end) {
  return (gm_reach){m->seen_at[begin - m->first], m->seen_at[end - 1 - m->first] + 1};
}

static gm_reach token_span(const gm_matcher *m, uint32_t begin, uint32_t end) {
  return (gm_reach){m->tokens[begin], m->tokens[end - 1] + 1};
}

/* ---- units -------------------------------------------------------------------------------*/

static gm_status add_candidate(gm_matcher *m, gm_candidate candidate, gm_error *err) {
  if (!gm_grow((void **)&m->candidates, &m->candidate_capacity, m->candidate_count + 1,
               sizeof *m->candidates))
    return gm_nomem(err);
  m->candidates[m->candidate_count++] = candidate;
  return GM_OK;
}

static gm_status fail_limit(const gm_matcher *m, gm_rule rule, gm_error *err) {
  return gm_fail(err, GM_LIMIT, "more than %llu hits in one document at rule '%s'",
                 (unsigned long long)m->limits->max_hits, m->ruleset->rules[rule].name.data);
}

static bool over_limit(const gm_matcher *m, size_t count) {
  return m->limits && m->limits->max_hits && m->hits->count + count > m->limits->max_hits;
}

static gm_status add_found(gm_matcher *m, uint32_t unit, gm_found found, gm_error *err) {
  gm_reach span = token_span(m, found.begin, found.end);
  const gm_unit *u = &m->ruleset->units[unit];
  if (over_limit(m, m->candidate_count + 1)) return fail_limit(m, u->rule, err);
  return add_candidate(m, (gm_candidate){span.begin, span.end, u->entry, unit}, err);
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

/* Where in the sentence a match must lie: it holds an occurrence of each conjunct, and is no
 * longer than the pattern allows. Empty where two of them are too far from each other. */
static gm_found stretch(const gm_matcher *m, const gm_program *p) {
  gm_found all = {0, m->view.count};
  uint64_t most = (uint64_t)p->reach + (uint64_t)p->jumps * (m->longest_published + 1);
  if (!p->ordered || p->reach == GM_UNBOUNDED || p->jumps == GM_UNBOUNDED ||
      most >= m->view.count || !m->anchors->filter)
    return all;
  for (uint32_t i = 0; i < p->need_count; i++) {
    const gm_occurrence *o = &m->anchors->occurrences[p->needs[i].conjunct];
    if (!m->anchors->used[p->needs[i].conjunct]) continue;
    uint32_t first = m->seen_at[o->first - m->first], last = m->seen_at[o->last - m->first];
    if (first + 1 > most + all.begin) all.begin = first + 1 - (uint32_t)most;
    if (last + most < all.end) all.end = last + (uint32_t)most;
    if (first >= all.end || last < all.begin) return (gm_found){0, 0};
  }
  return all;
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
  gm_status status = build_view(m, err);
  if (status != GM_OK) return status;
  gm_found within = stretch(m, program);
  if (within.begin >= within.end) return GM_OK;
  status = gm_evaluate(m->evaluator, program, &m->view, best, within, &found, &count, err);
  if (status != GM_OK || count == 0) return status;
  if (mode == GM_MATCH_LONGEST || mode == GM_MATCH_FIRST)
    return add_disjoint(m, unit, found, count, err);
  if (mode == GM_MATCH_ALL) {
    uint32_t high = 0;
    for (size_t i = 0; i < count; i++)
      if (found[i].end > high) high = found[i].end;
    return add_all(m, unit, found[count - 1].begin, high, err);
  }
  for (size_t i = 0; i < count && status == GM_OK; i++)
    status = add_found(m, unit, found[i], err);
  return status;
}

static gm_status run_names(gm_matcher *m, gm_rule rule, gm_error *err) {
  const rule_state *state = &m->rules[rule];
  if (state->names_stamp != m->sentence) return GM_OK;
  for (uint32_t i = state->names; i; i = m->names[i - 1].next) {
    gm_status status = add_candidate(m, m->names[i - 1].candidate, err);
    if (status != GM_OK) return status;
  }
  return GM_OK;
}

static gm_status run_unit(gm_matcher *m, uint32_t unit, gm_error *err) {
  const gm_unit *u = &m->ruleset->units[unit];
  const gm_rule_data *rule = &m->ruleset->rules[u->rule];
  if (!(rule->zones >> m->zone & 1)) return GM_OK;
  if (u->program && !gm_anchors_possible(m->anchors, u->program)) return GM_OK;
  if (m->limits && m->limits->current) *m->limits->current = u->rule + 1;
  return u->program ? run_program(m, unit, rule->mode, err) : run_names(m, u->rule, err);
}

/* ---- hits --------------------------------------------------------------------------------*/

static gm_status add_captures(gm_matcher *m, gm_hit *hit, const gm_recovered *captures,
                              size_t count, gm_error *err) {
  gm_hits *h = m->hits;
  if (!gm_grow((void **)&h->captures, &h->capture_capacity, h->capture_count + count,
               sizeof *h->captures))
    return gm_nomem(err);
  hit->captures = (uint32_t)h->capture_count;
  hit->capture_count = (uint32_t)count;
  for (size_t i = 0; i < count; i++) {
    gm_reach span = token_span(m, captures[i].begin, captures[i].end);
    h->captures[h->capture_count++] = (gm_capture){captures[i].name, span.begin, span.end};
  }
  return GM_OK;
}

static gm_status add_skips(gm_matcher *m, gm_hit *hit, const gm_found *skips, size_t count,
                           gm_error *err) {
  gm_hits *h = m->hits;
  if (!gm_grow((void **)&h->skips, &h->skip_capacity, h->skip_count + count,
               sizeof *h->skips))
    return gm_nomem(err);
  hit->skips = (uint32_t)h->skip_count;
  hit->skip_count = (uint32_t)count;
  for (size_t i = 0; i < count; i++) {
    gm_reach span = token_span(m, skips[i].begin, skips[i].end);
    h->skips[h->skip_count++] = (gm_skip){span.begin, span.end};
  }
  return GM_OK;
}

static gm_status recover(gm_matcher *m, const gm_program *program, gm_hit *hit,
                         gm_error *err) {
  gm_error inner = {0};
  gm_reach span = seen_span(m, hit->begin, hit->end);
  const gm_recovered *captures;
  const gm_found *skips;
  size_t capture_count, skip_count;
  gm_status status =
      gm_recover(m->evaluator, program, &m->view, (gm_found){span.begin, span.end}, &captures,
                 &capture_count, &skips, &skip_count, &inner);
  if (status == GM_OK) status = add_captures(m, hit, captures, capture_count, &inner);
  if (status == GM_OK) status = add_skips(m, hit, skips, skip_count, &inner);
  if (status == GM_OK) return GM_OK;
  return gm_fail(err, status, "rule '%s': %s", m->ruleset->rules[hit->rule].name.data,
                 inner.message);
}

static gm_status add_hit(gm_matcher *m, gm_rule rule, const gm_candidate *c, gm_error *err) {
  gm_hits *h = m->hits;
  const gm_program *program = m->ruleset->units[c->unit].program;
  gm_hit hit = {.begin = c->begin, .end = c->end, .rule = rule, .entry = c->entry,
                .sentence = m->index};
  if (over_limit(m, 1)) return fail_limit(m, rule, err);
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
static gm_status publish(gm_matcher *m, gm_rule rule, size_t count, gm_error *err) {
  rule_state *state = &m->rules[rule];
  gm_status status = build_view(m, err);
  if (status != GM_OK) return status;
  if (!gm_grow((void **)&m->published, &m->published_capacity, m->published_count + count,
               sizeof *m->published))
    return gm_nomem(err);
  state->hits_stamp = m->sentence;
  state->hits_start = (uint32_t)m->published_count;
  state->hits_count = (uint32_t)count;
  for (size_t i = 0; i < count; i++) {
    gm_reach span = seen_span(m, m->candidates[i].begin, m->candidates[i].end);
    if (span.end - span.begin > m->longest_published)
      m->longest_published = span.end - span.begin;
    m->published[m->published_count++] = span;
  }
  gm_anchors_occur_rule(m->anchors, rule, m->candidates[0].begin,
                        m->candidates[count - 1].begin);
  return GM_OK;
}

/* All units of a rule have run. */
static gm_status settle(gm_matcher *m, gm_rule rule, gm_error *err) {
  const gm_rule_data *data = &m->ruleset->rules[rule];
  gm_status status = GM_OK;
  size_t count = gm_overlap_settle(m->candidates, m->candidate_count, data->mode);
  for (size_t i = 0; i < count && status == GM_OK; i++)
    status = add_hit(m, rule, &m->candidates[i], err);
  if (status == GM_OK && count && data->wanted) status = publish(m, rule, count, err);
  m->candidate_count = 0;
  return status;
}

static int by_rule(const void *a, const void *b) {
  const gm_hit *x = a, *y = b;
  if (x->rule != y->rule) return x->rule < y->rule ? -1 : 1;
  if (x->begin != y->begin) return x->begin < y->begin ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  return (x->entry > y->entry) - (x->entry < y->entry);
}

static void sort_hits(gm_hit *hits, size_t count) {
  bool sorted = true;
  for (size_t i = 1; i < count && sorted; i++) sorted = by_rule(&hits[i - 1], &hits[i]) <= 0;
  if (!sorted) qsort(hits, count, sizeof *hits, by_rule);
}

/* ---- the run -----------------------------------------------------------------------------*/

static gm_status run_units(gm_matcher *m, gm_error *err) {
  const uint32_t none = UINT32_MAX;
  gm_rule rule = none;
  gm_status status = GM_OK;
  while (status == GM_OK) {
    uint32_t unit = gm_anchors_peek(m->anchors);
    if (rule != none && (unit == none || m->ruleset->units[unit].rule != rule)) {
      status = settle(m, rule, err); /* which may put more units on the list */
      rule = none;
      continue;
    }
    if (unit == none) break;
    gm_anchors_take(m->anchors, unit);
    rule = m->ruleset->units[unit].rule;
    status = run_unit(m, unit, err);
  }
  return status;
}

/* Once in four thousand million sentences. */
static void forget_stamps(gm_matcher *m) {
  memset(m->rules, 0, m->ruleset->rule_count * sizeof *m->rules);
  m->view_stamp = 0;
  m->sentence = 1;
}

static gm_status run_sentence(gm_matcher *m, gm_error *err) {
  size_t from = m->hits->count;
  if (++m->sentence == 0) forget_stamps(m);
  gm_anchors_begin(m->anchors);
  m->name_count = m->published_count = m->candidate_count = 0;
  m->longest_published = 0;
  gm_status status = scan(m, err);
  if (status == GM_OK) status = run_units(m, err);
  if (status == GM_OK) sort_hits(m->hits->hits + from, m->hits->count - from);
  return status;
}

/* After a failure: the waiting list must not leak into the next run. */
static void drop_waiting(gm_matcher *m) {
  for (uint32_t unit; (unit = gm_anchors_peek(m->anchors)) != UINT32_MAX;)
    gm_anchors_take(m->anchors, unit);
}

gm_status gm_matcher_run(gm_matcher *m, const gm_tokens *tokens, const uint8_t *sentence_zones,
                         const uint8_t *enabled, const gm_match_limits *limits, gm_hits *hits,
                         gm_error *err) {
  hits->count = hits->capture_count = hits->skip_count = 0;
  m->document = tokens;
  m->limits = limits;
  m->hits = hits;
  gm_status status = gm_vocabulary_update(&m->vocabulary, err);
  if (status == GM_OK) status = gm_lenses_get(&m->lenses, enabled, &m->lens, err);
  if (status != GM_OK) return status;
  m->anchors = &m->lens->anchors;
  m->view.class_table = m->vocabulary.classes;
  m->view.tests = m->vocabulary.tests;
  m->view.flags = tokens->flags;
  for (uint32_t i = 0; i < tokens->sentence_count && status == GM_OK; i++) {
    m->index = i;
    m->first = tokens->sentence[i];
    m->end = tokens->sentence[i + 1];
    m->zone = sentence_zones ? sentence_zones[i] & 31 : 0;
    if (m->lens->zones >> m->zone & 1) status = run_sentence(m, err);
  }
  if (status != GM_OK) drop_waiting(m);
  if (limits && limits->current) *limits->current = 0;
  return status;
}

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
