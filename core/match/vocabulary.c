/* Types to words, words to classes.
 *
 * Invariants: 1. word_of[t] is valid for all t below type_count. 2. Types that answer
 * the same tests share a class; class 0 answers none unusually. */
#include "match/vocabulary.h"
#include <stdlib.h>

static gm_status add_class(gm_vocabulary *v, const uint32_t *tests, size_t count,
                           gm_error *err);

gm_status gm_vocabulary_init(gm_vocabulary *v, gm_ruleset *ruleset, gm_error *err) {
  *v = (gm_vocabulary){.ruleset = ruleset};
  v->class_of = gm_map_new();
  if (!v->class_of ||
      !gm_grow((void **)&v->words, &v->word_capacity, 64, sizeof *v->words) ||
      !gm_grow((void **)&v->runs, &v->run_capacity, ruleset->list_count,
               sizeof *v->runs) ||
      !gm_grow((void **)&v->word_of, &v->type_capacity, 4096, sizeof *v->word_of))
    return gm_nomem(err);
  memset(v->runs, 0, ruleset->list_count * sizeof *v->runs);
  v->words[v->word_count++] = (gm_word){0};
  v->word_of[v->type_count++] = 0;
  gm_status status = gm_predicate_work_new(&v->work, ruleset->predicates, err);
  return status == GM_OK ? add_class(v, NULL, 0, err) : status;
}

void gm_vocabulary_free(gm_vocabulary *v) {
  gm_predicate_work_free(v->work);
  gm_map_free(v->class_of);
  gm_free(v->word_of);
  for (size_t i = 0; i < sizeof v->others / sizeof *v->others; i++)
    gm_free(v->others[i].word_of);
  gm_free(v->words);
  gm_free(v->runs);
  gm_free(v->list_words);
  gm_free(v->starts);
  gm_free(v->classes);
  gm_free(v->tests);
}

static gm_status add_class(gm_vocabulary *v, const uint32_t *tests, size_t count,
                           gm_error *err) {
  if (!gm_grow((void **)&v->classes, &v->class_capacity, v->class_count + 1,
               sizeof *v->classes) ||
      !gm_grow((void **)&v->tests, &v->test_capacity, v->test_count + count,
               sizeof *v->tests))
    return gm_nomem(err);
  v->classes[v->class_count++] = (gm_class){(uint32_t)v->test_count, (uint32_t)count};
  if (count) memcpy(v->tests + v->test_count, tests, count * sizeof *tests);
  v->test_count += count;
  return GM_OK;
}

static gm_status find_class(gm_vocabulary *v, const uint32_t *tests, size_t count,
                            uint32_t *out, gm_error *err) {
  gm_slice key = gm_slice_of((const char *)tests, count * sizeof *tests);
  uint32_t *found = gm_map_get(v->class_of, key);
  *out = found ? *found : (uint32_t)v->class_count;
  if (found) return GM_OK;
  gm_status status = add_class(v, tests, count, err);
  return status == GM_OK ? gm_map_put(v->class_of, key, *out, NULL, err) : status;
}

/* What a type is in the names of a list, and which names begin with it. */
static gm_status add_run(gm_vocabulary *v, uint32_t list, gm_type type, gm_word *word,
                         gm_word_run *run, gm_error *err) {
  gm_list_word words[GM_LIST_WORDS];
  gm_list *l = v->ruleset->lists[list].list;
  const gm_list_trie *trie = &v->ruleset->lists[list].trie;
  uint32_t count;
  gm_status status = gm_list_words(l, v->ruleset->lexicon, type, words, &count, err);
  if (status != GM_OK) return status;
  *run = (gm_word_run){(uint32_t)v->list_word_count, count};
  if (!gm_grow((void **)&v->list_words, &v->list_word_capacity,
               v->list_word_count + count, sizeof *v->list_words) ||
      !gm_grow((void **)&v->starts, &v->start_capacity, v->start_count + count,
               sizeof *v->starts))
    return gm_nomem(err);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t node = gm_list_trie_step(trie, GM_LIST_ROOT, words[i].word);
    v->list_words[v->list_word_count++] = words[i];
    if (!node) continue;
    v->starts[v->start_count++] = (gm_name_start){list, node, words[i].cost};
    word->start_count++;
  }
  if (count == 1 && words[0].cost == 0) {
    *run = (gm_word_run){words[0].word, GM_RUN_ONE};
    v->list_word_count--;
  }
  return GM_OK;
}

static gm_status add_type(gm_vocabulary *v, gm_type type, gm_error *err) {
  size_t count, lists = v->ruleset->list_count;
  gm_word word = {.start = (uint32_t)v->start_count};
  bool named = false;
  const uint32_t *tests = gm_predicates_type(v->work, type, &count);
  gm_status status = count ? find_class(v, tests, count, &word.class_id, err) : GM_OK;
  if (!gm_grow((void **)&v->word_of, &v->type_capacity, v->type_count + 1,
               sizeof *v->word_of) ||
      !gm_grow((void **)&v->runs, &v->run_capacity, (v->word_count + 1) * lists,
               sizeof *v->runs) ||
      !gm_grow((void **)&v->words, &v->word_capacity, v->word_count + 1,
               sizeof *v->words))
    return gm_nomem(err);
  for (uint32_t i = 0; i < lists && status == GM_OK; i++) {
    gm_word_run *run = &v->runs[v->word_count * lists + i];
    status = add_run(v, i, type, &word, run, err);
    named |= run->count > 0;
  }
  if (status != GM_OK) return status;
  uint32_t index = 0;
  if (word.class_id || named) {
    index = (uint32_t)v->word_count;
    v->words[v->word_count++] = word;
  }
  v->word_of[v->type_count++] = index;
  return GM_OK;
}

/* Puts what holds now in the place of what `other` holds. */
static void exchange(gm_vocabulary *v, gm_tongue *other) {
  gm_tongue now = {v->languages, v->word_of, v->type_count, v->type_capacity};
  v->languages = other->languages;
  v->word_of = other->word_of;
  v->type_count = other->type_count;
  v->type_capacity = other->type_capacity;
  *other = now;
}

gm_status gm_vocabulary_speak(gm_vocabulary *v, uint64_t languages, gm_error *err) {
  const unsigned room = sizeof v->others / sizeof *v->others;
  if (!gm_predicates_by_language(v->ruleset->predicates)) return GM_OK;
  gm_status status = gm_predicates_speak(v->ruleset->predicates, languages, err);
  if (status != GM_OK || languages == v->languages) return status;
  unsigned i = 0;
  while (i < room && v->others[i].languages != languages) i++;
  if (i == room) {
    i = v->oldest = (v->oldest + 1) % room;
    v->others[i].type_count = 0;
    v->others[i].languages = languages;
  }
  exchange(v, &v->others[i]);
  if (v->type_count) return GM_OK;
  if (!gm_grow((void **)&v->word_of, &v->type_capacity, 1, sizeof *v->word_of)) {
    exchange(v, &v->others[i]);
    v->others[i].languages = 0;
    return gm_nomem(err);
  }
  v->word_of[v->type_count++] = 0;
  return GM_OK;
}

gm_status gm_vocabulary_update(gm_vocabulary *v, gm_error *err) {
  uint32_t last = gm_lexicon_count(v->ruleset->lexicon);
  for (gm_type type = (gm_type)v->type_count; type <= last; type++) {
    gm_status status = add_type(v, type, err);
    if (status != GM_OK) return status;
  }
  return GM_OK;
}
