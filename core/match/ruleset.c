/* Collects rules, names and patterns, and compiles them.
 *
 * Invariants: 1. Until compiled, everything may be added in any order; a reference is a
 * name.
 * 2. Once compiled, nothing changes and matchers only read. 3. Units stand rule by rule
 * in an order in which a rule comes after all it refers to; of the orders possible, the
 * one nearest to that of adding. */
#include "match/ruleset.h"
#include "match/order.h"
#include "match/parts.h"
#include "match/prefilter.h"
#include "match/program.h"

gm_status gm_ruleset_new(gm_ruleset **out, gm_lexicon *lexicon, gm_error *err) {
  *out = NULL;
  gm_ruleset *r = gm_calloc(1, sizeof *r);
  if (!r) return gm_nomem(err);
  r->lexicon = lexicon;
  r->arena = gm_arena_new();
  r->rule_names = gm_map_new();
  r->capture_names = gm_map_new();
  r->ref_names = gm_map_new();
  gm_status status = GM_OK;
  if (!r->arena || !r->rule_names || !r->capture_names || !r->ref_names ||
      !gm_grow((void **)&r->nodes, &r->node_capacity, 1, sizeof *r->nodes))
    status = gm_nomem(err);
  else
    r->nodes[r->node_count++] = (gm_node_data){0};
  if (status == GM_OK) status = gm_tokens_new(&r->cutter, err);
  if (status == GM_OK) status = gm_predicates_new(&r->predicates, lexicon, err);
  if (status == GM_OK) status = gm_gazetteer_new(&r->gazetteer, lexicon, err);
  if (status == GM_OK) status = gm_conjuncts_init(&r->conjuncts, err);
  if (status == GM_OK) *out = r;
  else gm_ruleset_free(r);
  return status;
}

void gm_ruleset_free(gm_ruleset *r) {
  if (!r) return;
  if (r->cutter) gm_tokens_free(r->cutter);
  gm_predicates_free(r->predicates);
  gm_gazetteer_free(r->gazetteer);
  gm_conjuncts_free(&r->conjuncts);
  gm_map_free(r->rule_names);
  gm_map_free(r->capture_names);
  gm_map_free(r->ref_names);
  gm_free(r->captures);
  gm_free(r->refs);
  gm_free(r->nodes);
  gm_free(r->rules);
  gm_free(r->patterns);
  gm_arena_free(r->arena);
  gm_free(r);
}

gm_status gm_ruleset_rule(gm_ruleset *r, gm_slice name, gm_match_mode mode,
                          uint32_t zones, gm_rule *out, gm_error *err) {
  uint32_t *slot;
  if (r->compiled) return gm_fail(err, GM_MISUSE, "the ruleset is compiled already");
  if ((unsigned)mode >= GM_MATCH_MODES)
    return gm_fail(err, GM_RULE, "unknown match mode");
  if (name.size == 0) return gm_fail(err, GM_RULE, "a rule without a name");
  if (gm_map_get(r->rule_names, name))
    return gm_fail(err, GM_RULE, "two rules named '%.*s'", (int)name.size, name.data);
  char *copy = gm_arena_copy(r->arena, name.data, name.size);
  if (!copy || !gm_grow((void **)&r->rules, &r->rule_capacity, r->rule_count + 1,
                        sizeof *r->rules))
    return gm_nomem(err);
  gm_status status =
      gm_map_put(r->rule_names, name, (uint32_t)r->rule_count, &slot, err);
  if (status != GM_OK) return status;
  *out = (gm_rule)r->rule_count;
  r->rules[r->rule_count++] = (gm_rule_data){
      .name = gm_slice_of(copy, name.size), .mode = mode, .zones = zones};
  return GM_OK;
}

/* ---- names ---- */

static gm_status intern_words(gm_ruleset *r, gm_type *words, size_t count,
                              gm_slice last, bool stop, bool fold, gm_named named,
                              gm_error *err) {
  gm_status status = gm_lexicon_intern(r->lexicon, last, &words[count], err);
  if (status == GM_OK && stop)
    status = gm_lexicon_intern(r->lexicon, gm_slice_text("."), &words[count + 1], err);
  if (status != GM_OK) return status;
  return gm_gazetteer_add(r->gazetteer, words, count + 1 + stop, fold, named, err);
}

/* A name that ends in a period: the tokenizer may leave it on the word or, at a
 * sentence's end, cut it off; and "U.S" without it is the same name. `words` has room
 * for two more. */
static gm_status add_abbreviation(gm_ruleset *r, gm_type *words, size_t count,
                                  bool fold, gm_named named, gm_error *err) {
  gm_slice last = gm_lexicon_form(r->lexicon, words[count - 1]);
  if (last.size == 1) { /* the period alone: the word before it is the last */
    if (--count == 0) return GM_OK;
    last = gm_lexicon_form(r->lexicon, words[count - 1]);
  } else {
    last.size--;
  }
  char whole[256];
  if (last.size + 1 > sizeof whole) return GM_OK;
  memcpy(whole, last.data, last.size);
  whole[last.size] = '.';
  gm_slice bare = gm_slice_of(whole, last.size),
           full = gm_slice_of(whole, last.size + 1);
  gm_status status = intern_words(r, words, count - 1, full, false, fold, named, err);
  if (status == GM_OK)
    status = intern_words(r, words, count - 1, bare, true, fold, named, err);
  if (status == GM_OK && memchr(bare.data, '.', bare.size))
    status = intern_words(r, words, count - 1, bare, false, fold, named, err);
  return status;
}

gm_status gm_ruleset_name(gm_ruleset *r, gm_rule rule, gm_slice name, bool fold,
                          uint32_t entry, gm_error *err) {
  if (r->compiled) return gm_fail(err, GM_MISUSE, "the ruleset is compiled already");
  if (rule >= r->rule_count) return gm_fail(err, GM_MISUSE, "no such rule");
  gm_status status = gm_tokens_cut(r->cutter, r->lexicon, name, GM_TAILOR_ALL, err);
  if (status != GM_OK) return status;
  gm_type *words = gm_alloc((r->cutter->count + 2) * sizeof *words);
  if (!words) return gm_nomem(err);
  size_t count = 0;
  for (uint32_t i = 0; i < r->cutter->count; i++)
    if (!(r->cutter->flags[i] & GM_TOKEN_HIDDEN)) words[count++] = r->cutter->type[i];
  gm_named named = {rule, entry};
  if (count == 0)
    status = gm_fail(err, GM_RULE, "rule '%s': a name without a word",
                     r->rules[rule].name.data);
  else
    status = gm_gazetteer_add(r->gazetteer, words, count, fold, named, err);
  if (status == GM_OK && name.data[name.size - 1] == '.')
    status = add_abbreviation(r, words, count, fold, named, err);
  gm_free(words);
  if (status == GM_OK) {
    r->rules[rule].named = true;
    r->rules[rule].commonness += 3;
  }
  return status;
}

gm_status gm_ruleset_pattern(gm_ruleset *r, gm_rule rule, gm_node node, uint32_t entry,
                             gm_error *err) {
  if (r->compiled) return gm_fail(err, GM_MISUSE, "the ruleset is compiled already");
  if (rule >= r->rule_count) return gm_fail(err, GM_MISUSE, "no such rule");
  if (node == 0 || node >= r->node_count)
    return gm_fail(err, GM_RULE, "not a pattern of this ruleset");
  if (!gm_grow((void **)&r->patterns, &r->pattern_capacity, r->pattern_count + 1,
               sizeof *r->patterns))
    return gm_nomem(err);
  r->patterns[r->pattern_count++] = (gm_pattern_data){rule, node, entry};
  return GM_OK;
}

/* ---- compilation ---- */

static gm_status add_unit(gm_ruleset *r, const gm_pattern_data *pattern,
                          gm_error *err) {
  gm_rule_data *rule = &r->rules[pattern->rule];
  gm_error inner = {0};
  gm_program *program;
  gm_status status = gm_program_build(&program, r, pattern->node, &inner);
  if (status == GM_OK) status = gm_prefilter_need(r, pattern->node, program, &inner);
  if (status != GM_OK)
    return gm_fail(err, status, "rule '%s', pattern %u: %s", rule->name.data,
                   pattern->entry, inner.message);
  double common = gm_prefilter_commonness(r, program) / 2;
  rule->commonness += common < 10000 ? common : 10000;
  r->units[r->unit_count++] = (gm_unit){pattern->rule, pattern->entry, program};
  return GM_OK;
}

/* Patterns by rule, in order of adding: first[rule] .. first[rule + 1] of `sorted`. */
static void sort_patterns(const gm_ruleset *r, uint32_t *first,
                          const gm_pattern_data **sorted) {
  for (size_t i = 0; i < r->pattern_count; i++) first[r->patterns[i].rule + 2]++;
  for (size_t i = 2; i <= r->rule_count; i++) first[i] += first[i - 1];
  for (size_t i = 0; i < r->pattern_count; i++)
    sorted[first[r->patterns[i].rule + 1]++] = &r->patterns[i];
}

static gm_status add_units(gm_ruleset *r, const gm_rule *order, const uint32_t *first,
                           const gm_pattern_data **sorted, gm_error *err) {
  gm_status status = GM_OK;
  for (size_t i = 0; i < r->rule_count && status == GM_OK; i++) {
    gm_rule_data *rule = &r->rules[order[i]];
    rule->first = (uint32_t)r->unit_count;
    if (rule->named) r->units[r->unit_count++] = (gm_unit){order[i], 0, NULL};
    for (uint32_t k = first[order[i]]; k < first[order[i] + 1] && status == GM_OK; k++)
      status = add_unit(r, sorted[k], err);
    rule->last = (uint32_t)r->unit_count;
  }
  return status;
}

gm_status gm_ruleset_compile(gm_ruleset *r, gm_error *err) {
  if (r->compiled) return gm_fail(err, GM_MISUSE, "the ruleset is compiled already");
  r->compiled = true; /* also where it fails: half a ruleset is not to be added to */
  uint32_t *first = gm_calloc(r->rule_count + 2, sizeof *first);
  const gm_pattern_data **sorted = gm_alloc(r->pattern_count * sizeof *sorted);
  gm_rule *order = gm_alloc(r->rule_count * sizeof *order);
  r->units =
      gm_arena_alloc(r->arena, (r->rule_count + r->pattern_count) * sizeof *r->units);
  gm_status status = first && sorted && order && r->units ? GM_OK : gm_nomem(err);
  if (status == GM_OK) status = gm_order_rules(r, order, err);
  if (status == GM_OK) {
    sort_patterns(r, first, sorted);
    status = add_units(r, order, first, sorted, err);
  }
  if (status == GM_OK) status = gm_gazetteer_freeze(r->gazetteer, err);
  if (status == GM_OK) status = gm_predicates_finish(r->predicates, err);
  gm_free(first);
  gm_free(sorted);
  gm_free(order);
  return status;
}

/* ---- questions ---- */

uint32_t gm_ruleset_rule_count(const gm_ruleset *r) { return (uint32_t)r->rule_count; }

gm_slice gm_ruleset_rule_name(const gm_ruleset *r, gm_rule rule) {
  return r->rules[rule].name;
}

gm_slice gm_ruleset_capture_name(const gm_ruleset *r, uint32_t capture) {
  return r->captures[capture];
}

const gm_rule *gm_ruleset_uses(const gm_ruleset *r, gm_rule rule, size_t *count) {
  *count = r->rules[rule].use_count;
  return r->rules[rule].uses;
}
