/* One pass over the tokens of a sentence: names are walked through the gazetteer, and
 * what must occur for a pattern is noted. A token that means nothing to the rules costs
 * one look. */
#include "match/edits.h"
#include "match/state.h"

typedef struct { /* a name being followed */
  uint32_t list, begin; /* its list, its first token */
  uint32_t cost;        /* edits so far */
  bool skipped;         /* a possessive within it was */
} trail;

static gm_status add_name(gm_matcher *m, const trail *t, uint32_t end, gm_rule rule,
                          uint32_t entry, gm_error *err) {
  gm_rule_state *state = &m->rules[rule];
  if (!gm_grow((void **)&m->names, &m->name_capacity, m->name_count + 1,
               sizeof *m->names))
    return gm_nomem(err);
  if (state->names_stamp != m->sentence) {
    state->names_stamp = m->sentence;
    state->names = 0;
    if (m->lens->enabled[rule] == GM_RUN)
      gm_anchors_wait(m->anchors, m->ruleset->rules[rule].first);
  }
  if (m->lens->enabled[rule] == GM_RUN_QUIETLY)
    gm_anchors_suggest(m->anchors, rule, t->begin);
  gm_candidate found = {t->begin, end, entry, m->ruleset->rules[rule].first, t->cost};
  m->names[m->name_count++] = (gm_name_found){found, state->names};
  state->names = (uint32_t)m->name_count;
  return GM_OK;
}

/* Whether a name holds for this text: its edits, its possessives, the document's date. */
static bool holds(const gm_matcher *m, const trail *t, const gm_list_name *name) {
  if (t->cost > name->edits || (t->skipped && !name->possessive)) return false;
  if (!m->limits || !m->limits->dated) return true;
  return m->limits->latest >= name->from && m->limits->earliest <= name->to;
}

/* Of names of one rule that end here the first; in a document with a date one that holds
 * for a time goes before one that always does, else after it. */
static bool precedes(const gm_matcher *m, const gm_list_name *a, const gm_list_name *b) {
  bool a_timed = a->from != GM_ALWAYS_FROM || a->to != GM_ALWAYS_TO,
       b_timed = b->from != GM_ALWAYS_FROM || b->to != GM_ALWAYS_TO;
  if (a_timed == b_timed) return false; /* they come by entry */
  return a_timed == (m->limits && m->limits->dated);
}

static gm_status add_choice(gm_matcher *m, const trail *t, uint32_t end,
                            const gm_list_name *names, uint32_t count, gm_error *err) {
  gm_rule list_rule = m->ruleset->lists[t->list].rule;
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < count && status == GM_OK;) {
    const gm_list_name *best = NULL;
    uint32_t from = i;
    for (; i < count && names[i].rule == names[from].rule; i++)
      if (holds(m, t, &names[i]) && (!best || precedes(m, &names[i], best)))
        best = &names[i];
    gm_rule rule = list_rule == GM_EVERY_RULE ? names[from].rule : list_rule;
    if (best && m->lens->enabled[rule])
      status = add_name(m, t, end, rule, best->entry, err);
  }
  return status;
}

/* The names that end at a node. */
static gm_status add_names(gm_matcher *m, const trail *t, uint32_t node, uint32_t end,
                           gm_error *err) {
  const gm_attached *list = &m->ruleset->lists[t->list];
  uint32_t count = list->trie.nodes[node].count;
  const gm_list_name *names = list->trie.names + list->trie.nodes[node].start;
  if (!list->plain) return add_choice(m, t, end, names, count, err);
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < count && status == GM_OK; i++) {
    gm_rule rule = list->rule == GM_EVERY_RULE ? names[i].rule : list->rule;
    if (m->lens->enabled[rule]) status = add_name(m, t, end, rule, names[i].entry, err);
  }
  return status;
}

static gm_status follow(gm_matcher *m, trail t, uint32_t node, uint32_t at,
                        gm_error *err);

/* The names that end at a node, and those that go on from there. */
static gm_status branch(gm_matcher *m, trail t, uint32_t cost, uint32_t node, uint32_t at,
                        gm_error *err) {
  const gm_list_node *n = &m->ruleset->lists[t.list].trie.nodes[node];
  gm_status status = GM_OK;
  t.cost = cost;
  if (n->count) status = add_names(m, &t, node, at, err);
  return status == GM_OK && n->onward ? follow(m, t, node, at, err) : status;
}

/* One step where the type is several words: all but the last of them branch off. */
static gm_status step(gm_matcher *m, trail *t, uint32_t *node, const gm_word_run *run,
                      uint32_t at, gm_error *err) {
  const gm_list_trie *trie = &m->ruleset->lists[t->list].trie;
  const gm_list_word *words = m->vocabulary.list_words + run->at;
  uint32_t next = 0, cost = 0;
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < run->count && status == GM_OK; i++) {
    if (t->cost + words[i].cost > GM_EDITS_MOST) continue;
    uint32_t to = gm_list_trie_step(trie, *node, words[i].word);
    if (!to) continue;
    if (next) status = branch(m, *t, cost, next, at + 1, err);
    next = to;
    cost = t->cost + words[i].cost;
  }
  *node = next;
  t->cost = cost;
  return status;
}

/* Follows names from a node on, of which `at` is the next token. Most types are one
 * word. */
static gm_status follow(gm_matcher *m, trail t, uint32_t node, uint32_t at,
                        gm_error *err) {
  const gm_vocabulary *v = &m->vocabulary;
  const gm_attached *list = &m->ruleset->lists[t.list];
  size_t lists = m->ruleset->list_count;
  gm_status status = GM_OK;
  while (node && list->trie.nodes[node].onward && status == GM_OK) {
    while (at < m->end && m->document->flags[at] & GM_TOKEN_HIDDEN) at++;
    if (at == m->end) return GM_OK;
    uint32_t word = v->word_of[gm_tokens_asked(m->document, at)];
    const gm_word_run *run = &v->runs[word * lists + t.list];
    if (list->possessive && m->document->flags[at] & GM_TOKEN_POSSESSIVE) {
      trail without = t;
      without.skipped = true;
      status = follow(m, without, node, at + 1, err);
      if (status != GM_OK) return status;
    }
    if (run->count == GM_RUN_ONE) node = gm_list_trie_step(&list->trie, node, run->at);
    else status = step(m, &t, &node, run, at, err);
    at++;
    if (node && status == GM_OK && list->trie.nodes[node].count)
      status = add_names(m, &t, node, at, err);
  }
  return status;
}

/* Follows all names that begin with the word at a token. */
static gm_status follow_all(gm_matcher *m, uint32_t begin, const gm_word *word,
                            gm_error *err) {
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < word->start_count && status == GM_OK; i++) {
    const gm_name_start *start = &m->vocabulary.starts[word->start + i];
    trail t = {start->list, begin, start->cost, false};
    if (!gm_lens_live(m->lens, m->ruleset, start)) continue;
    status = branch(m, t, start->cost, start->node, begin + 1, err);
  }
  return status;
}

static uint32_t class_of(const gm_matcher *m, uint32_t token) {
  const gm_vocabulary *v = &m->vocabulary;
  return v->words[v->word_of[gm_tokens_asked(m->document, token)]].class_id;
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
  if (needs->count) {
    gm_beside sides = beside(m, token);
    for (uint32_t i = 0; i < needs->count; i++)
      gm_anchors_occur(m->anchors, m->lens->needs[needs->start + i], token, &m->view,
                       &sides);
  }
  return word->start_count ? follow_all(m, token, word, err) : GM_OK;
}

gm_status gm_take_given(gm_matcher *m, const gm_outside *given, gm_error *err) {
  trail t = {0, given->begin, 0, false};
  return add_name(m, &t, given->end, given->rule, given->entry, err);
}

gm_status gm_scan_sentence(gm_matcher *m, gm_error *err) {
  const uint32_t *info = m->lens->info;
  const gm_tokens *tokens = m->document;
  const gm_type *types = tokens->variant ? tokens->variant : tokens->type;
  enum { AHEAD = 24 };
  for (uint32_t i = m->first; i < m->end; i++) {
    if (i + AHEAD < tokens->count) /* rare types are in no near cache */
      __builtin_prefetch(&info[types[i + AHEAD]]);
    uint32_t found = info[types[i]];
    if (!(found & GM_INFO_LOOK) || m->document->flags[i] & GM_TOKEN_HIDDEN) continue;
    gm_status status = look_at(m, i, found, err);
    if (status != GM_OK) return status;
  }
  return GM_OK;
}

/* ---- the sentence as programs see it ---- */

gm_status gm_build_view(gm_matcher *m, gm_error *err) {
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
