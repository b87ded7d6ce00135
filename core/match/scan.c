/* One pass over the tokens of a sentence: names are walked through the gazetteer, and
 * what must occur for a pattern is noted. A token that means nothing to the rules costs
 * one look. */
#include "match/state.h"

static gm_status add_name(gm_matcher *m, uint32_t begin, uint32_t end, gm_named named,
                          gm_error *err) {
  gm_rule_state *state = &m->rules[named.rule];
  if (!gm_grow((void **)&m->names, &m->name_capacity, m->name_count + 1,
               sizeof *m->names))
    return gm_nomem(err);
  if (state->names_stamp != m->sentence) {
    state->names_stamp = m->sentence;
    state->names = 0;
    if (m->lens->enabled[named.rule] == GM_RUN)
      gm_anchors_wait(m->anchors, m->ruleset->rules[named.rule].first);
  }
  if (m->lens->enabled[named.rule] == GM_RUN_QUIETLY)
    gm_anchors_suggest(m->anchors, named.rule, begin);
  gm_candidate found = {begin, end, named.entry, m->ruleset->rules[named.rule].first};
  m->names[m->name_count++] = (gm_name_found){found, state->names};
  state->names = (uint32_t)m->name_count;
  return GM_OK;
}

/* Follows names that start at token `begin` and whose first word leads to `node`. */
static gm_status walk(gm_matcher *m, uint32_t begin, uint32_t node, bool fold,
                      gm_error *err) {
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
  gm_status status = GM_OK;
  if (needs->count) {
    gm_beside sides = beside(m, token);
    for (uint32_t i = 0; i < needs->count; i++)
      gm_anchors_occur(m->anchors, m->lens->needs[needs->start + i], token, &m->view,
                       &sides);
  }
  if (word->form_first) status = walk(m, token, word->form_first, false, err);
  if (word->fold_first && status == GM_OK)
    status = walk(m, token, word->fold_first, true, err);
  return status;
}

gm_status gm_scan(gm_matcher *m, gm_error *err) {
  const uint32_t *info = m->lens->info;
  const gm_tokens *tokens = m->document;
  const gm_type *types = tokens->variant ? tokens->variant : tokens->type;
  for (uint32_t i = m->first; i < m->end; i++) {
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
