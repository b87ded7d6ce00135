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
  if (status == GM_OK) status = gm_predicates_new(&r->predicates, lexicon, err);
  if (status == GM_OK) status = gm_list_builder_new(&r->names, err);
  if (status == GM_OK) status = gm_conjuncts_init(&r->conjuncts, err);
  if (status == GM_OK) *out = r;
  else gm_ruleset_free(r);
  return status;
}

void gm_ruleset_free(gm_ruleset *r) {
  if (!r) return;
  gm_predicates_free(r->predicates);
  gm_list_builder_free(r->names);
  for (size_t i = 0; i < r->list_count; i++)
    if (r->lists[i].rule == GM_EVERY_RULE) gm_list_free(r->lists[i].list);
  gm_free(r->lists);
  gm_conjuncts_free(&r->conjuncts);
  gm_map_free(r->rule_names);
  gm_map_free(r->capture_names);
  gm_map_free(r->ref_names);
  gm_free(r->captures);
  gm_free(r->refs);
  gm_free(r->nodes);
  gm_free(r->rules);
  gm_free(r->patterns);
  gm_free(r->groups);
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

static gm_status check_rule(const gm_ruleset *r, gm_rule rule, gm_error *err) {
  if (r->compiled) return gm_fail(err, GM_MISUSE, "the ruleset is compiled already");
  if (rule >= r->rule_count) return gm_fail(err, GM_MISUSE, "no such rule");
  return GM_OK;
}

gm_status gm_ruleset_name(gm_ruleset *r, gm_rule rule, gm_slice name, bool fold,
                          uint32_t entry, gm_error *err) {
  gm_name_options options = {.by = fold ? GM_BY_FOLD : GM_BY_FORM};
  gm_named named = {rule, entry, GM_ALWAYS_FROM, GM_ALWAYS_TO};
  return gm_ruleset_name_as(r, name, &options, &named, err);
}

gm_status gm_ruleset_name_as(gm_ruleset *r, gm_slice name,
                             const gm_name_options *options, const gm_named *named,
                             gm_error *err) {
  gm_error inner = {0};
  gm_status status = check_rule(r, named->rule, err);
  if (status != GM_OK) return status;
  gm_rule_data *rule = &r->rules[named->rule];
  status = gm_list_add(r->names, name, options, named, &inner);
  if (status != GM_OK)
    return gm_fail(err, status, "rule '%s': %s", rule->name.data, inner.message);
  rule->named = true;
  rule->commonness += 3;
  return GM_OK;
}

static gm_status attach(gm_ruleset *r, gm_list *list, gm_rule rule, gm_error *err) {
  if (!gm_grow((void **)&r->lists, &r->list_capacity, r->list_count + 1,
               sizeof *r->lists))
    return gm_nomem(err);
  r->lists[r->list_count++] =
      (gm_attached){list, gm_list_trie_of(list), gm_list_plain(list),
                    gm_list_possessive(list), rule};
  return GM_OK;
}

gm_status gm_ruleset_list(gm_ruleset *r, gm_rule rule, gm_list *list, gm_error *err) {
  gm_status status = check_rule(r, rule, err);
  if (status != GM_OK) return status;
  double names = gm_list_name_count(list);
  r->rules[rule].named = true;
  r->rules[rule].commonness += names < 10000 ? names : 10000;
  return attach(r, list, rule, err);
}

static void release_image(void *context, gm_slice image) {
  (void)context;
  gm_free((void *)image.data);
}

/* The names of all rules become the first list. */
static gm_status finish_names(gm_ruleset *r, gm_error *err) {
  gm_buffer image = GM_BUFFER_INIT;
  gm_list *list = NULL;
  gm_status status = gm_list_finish(r->names, NULL, &image, err);
  gm_list_builder_free(r->names);
  r->names = NULL;
  if (status != GM_OK) gm_buffer_free(&image);
  else
    status = gm_list_open(&list, gm_buffer_slice(&image), NULL, release_image, NULL, err);
  if (status == GM_OK) status = attach(r, list, GM_EVERY_RULE, err);
  if (status != GM_OK) {
    gm_list_free(list);
    return status;
  }
  gm_attached last = r->lists[r->list_count - 1];
  memmove(r->lists + 1, r->lists, (r->list_count - 1) * sizeof last);
  r->lists[0] = last;
  return GM_OK;
}

gm_status gm_ruleset_within(gm_ruleset *r, gm_rule rule, gm_scope scope,
                            gm_error *err) {
  gm_status status = check_rule(r, rule, err);
  if (status != GM_OK) return status;
  if ((unsigned)scope >= GM_SCOPES) return gm_fail(err, GM_RULE, "unknown scope");
  r->rules[rule].scope = (uint8_t)scope;
  if (scope > r->widest) r->widest = scope;
  return GM_OK;
}

gm_status gm_ruleset_given(gm_ruleset *r, gm_rule rule, gm_error *err) {
  gm_status status = check_rule(r, rule, err);
  if (status == GM_OK) r->rules[rule].named = true;
  return status;
}

gm_status gm_ruleset_keep(gm_ruleset *r, const gm_rule *rules, size_t count,
                          gm_keep keep, gm_error *err) {
  gm_status status = GM_OK;
  if ((unsigned)keep >= GM_KEEP_POLICIES)
    return gm_fail(err, GM_RULE, "unknown policy of overlaps");
  for (size_t i = 0; i < count && status == GM_OK; i++)
    status = check_rule(r, rules[i], err);
  if (status != GM_OK) return status;
  gm_rule *copy = gm_arena_alloc(r->arena, count * sizeof *copy);
  if (!copy || !gm_grow((void **)&r->groups, &r->group_capacity, r->group_count + 1,
                        sizeof *r->groups))
    return gm_nomem(err);
  memcpy(copy, rules, count * sizeof *copy);
  r->groups[r->group_count++] = (gm_rule_group){copy, count, keep};
  return GM_OK;
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

static gm_status check_scopes(const gm_ruleset *r, gm_error *err) {
  for (size_t i = 0; i < r->rule_count && r->widest; i++)
    for (size_t k = 0; k < r->rules[i].use_count; k++) {
      const gm_rule_data *used = &r->rules[r->rules[i].uses[k]];
      if (used->scope > r->rules[i].scope)
        return gm_fail(err, GM_RULE,
                       "rule '%s' refers to '%s', whose matches lie within more than its "
                       "own may",
                       r->rules[i].name.data, used->name.data);
    }
  return GM_OK;
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
  if (status == GM_OK) status = check_scopes(r, err);
  if (status == GM_OK) {
    sort_patterns(r, first, sorted);
    status = add_units(r, order, first, sorted, err);
  }
  if (status == GM_OK) status = finish_names(r, err);
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
