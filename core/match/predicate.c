/* Atoms by kind: hash maps from values for what compares with one string, a trie for
 * globs, lists for regular expressions and flags.
 *
 * Invariants: 1. An atom's id is its index; so is a test's. 2. `by_value[kind]` finds
 * the atoms of the kinds that compare strings. 3. After finish, tests of atom a are
 * atom_tests[atom_start[a] .. atom_start[a + 1]). */
#include "match/predicate.h"
#include "match/atoms.h"
#include "match/commonness.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "text/tokens.h"
#include <stdio.h>

static void *pcre_alloc(size_t size, void *data) {
  (void)data;
  return gm_alloc(size);
}

static void pcre_free(void *block, void *data) {
  (void)data;
  gm_free(block);
}

gm_status gm_predicates_new(gm_predicates **out, gm_lexicon *lexicon, gm_error *err) {
  *out = NULL;
  gm_predicates *p = gm_calloc(1, sizeof *p);
  if (!p) return gm_nomem(err);
  p->lexicon = lexicon;
  p->context = pcre2_general_context_create(pcre_alloc, pcre_free, NULL);
  p->others = gm_map_new();
  p->by_postfix = gm_map_new();
  p->globs = gm_globs_new();
  bool ok = gm_stems_new(&p->stems, lexicon, NULL) == GM_OK && p->context && p->others && p->by_postfix && p->globs;
  for (int kind = 0; kind < GM_ATOM_GLOB; kind++)
    if (!(p->by_value[kind] = gm_map_new())) ok = false;
  if (!ok) {
    gm_predicates_free(p);
    return gm_nomem(err);
  }
  *out = p;
  return GM_OK;
}

void gm_predicates_free(gm_predicates *p) {
  if (!p) return;
  for (int kind = 0; kind < GM_ATOM_GLOB; kind++) gm_map_free(p->by_value[kind]);
  for (size_t i = 0; i < p->expression_count; i++)
    pcre2_code_free(p->expressions[i].code);
  pcre2_general_context_free(p->context);
  gm_map_free(p->others);
  gm_map_free(p->by_postfix);
  gm_globs_free(p->globs);
  gm_stems_free(p->stems);
  gm_free(p->atoms);
  gm_free(p->expressions);
  gm_free(p->flags);
  gm_free(p->tests);
  gm_free(p->postfix);
  gm_free(p->atom_start);
  gm_free(p->atom_tests);
  gm_free(p);
}

static uint32_t flag_mask(gm_slice name) {
  static const struct {
    const char *name;
    uint32_t mask;
  } names[] = {
      {"word", GM_TYPE_WORD},         {"number", GM_TYPE_NUMBER},
      {"symbol", GM_TYPE_SYMBOL},     {"punctuation", GM_TYPE_PUNCTUATION},
      {"lower", GM_TYPE_LOWER},       {"capitalised", GM_TYPE_CAPITALISED},
      {"upper", GM_TYPE_UPPER},       {"quote", GM_TYPE_QUOTE},
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (gm_slice_equal(gm_slice_text(names[i].name), name)) return names[i].mask;
  return 0;
}

/* The value as the types' own attribute would be; it borrows from the lexicon. */
static gm_status normalize(gm_predicates *p, gm_atom kind, gm_slice *value,
                           gm_error *err) {
  gm_type type;
  if (kind == GM_ATOM_FORM || kind == GM_ATOM_SHAPE || kind == GM_ATOM_REGEX ||
      kind == GM_ATOM_FLAG || kind == GM_ATOM_TAG || kind == GM_ATOM_TAG_REGEX)
    return GM_OK;
  gm_status status = gm_lexicon_intern(p->lexicon, *value, &type, err);
  if (status != GM_OK) return status;
  *value = kind == GM_ATOM_PLAIN  ? gm_lexicon_plain(p->lexicon, type)
                                  : gm_lexicon_fold(p->lexicon, type);
  return GM_OK;
}

static double guess(gm_atom kind, gm_slice value) {
  switch (kind) {
  case GM_ATOM_FORM:
  case GM_ATOM_FOLD:
  case GM_ATOM_PLAIN:
  case GM_ATOM_LEMMA:
  case GM_ATOM_STEM: return gm_commonness(value);
  case GM_ATOM_GLOB: return value.size > 3 ? 300 : 5000;
  default: return 100000;
  }
}

static gm_status add_expression(gm_predicates *p, gm_slice value, uint32_t id,
                                bool tags, gm_error *err) {
  int code;
  size_t offset;
  if (!gm_grow((void **)&p->expressions, &p->expression_capacity,
               p->expression_count + 1, sizeof *p->expressions))
    return gm_nomem(err);
  pcre2_compile_context *context = pcre2_compile_context_create(p->context);
  if (!context) return gm_nomem(err);
  pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)value.data, value.size,
                                       PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED |
                                           PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C,
                                       &code, &offset, context);
  pcre2_compile_context_free(context);
  if (!compiled) {
    unsigned char message[256] = "";
    if (code == PCRE2_ERROR_HEAP_FAILED) return gm_nomem(err);
    pcre2_get_error_message(code, message, sizeof message);
    return gm_fail(err, GM_RULE, "regular expression '%.*s' at %zu: %s",
                   (int)value.size, value.data, offset + 1, message);
  }
  pcre2_jit_compile(compiled,
                    PCRE2_JIT_COMPLETE); /* where there is no JIT it interprets */
  p->expressions[p->expression_count++] = (gm_expression){compiled, id, tags};
  return GM_OK;
}

/* "xpos=NN.*|VB": the expression is what stands behind the sign. */
static gm_status add_tag_expression(gm_predicates *p, gm_slice value, uint32_t id,
                                    gm_error *err) {
  gm_buffer text = GM_BUFFER_INIT;
  size_t head = (size_t)((const char *)memchr(value.data, '=', value.size) - value.data);
  gm_buffer_add(&text, value.data, head + 1);
  gm_buffer_add_text(&text, "(?:");
  gm_buffer_add(&text, value.data + head + 1, value.size - head - 1);
  gm_buffer_add_text(&text, ")");
  gm_status status = text.status == GM_OK
                         ? add_expression(p, gm_buffer_slice(&text), id, true, err)
                         : gm_nomem(err);
  gm_buffer_free(&text);
  return status;
}

/* Notes which part of speech is asked for. */
static gm_status note_tag(gm_predicates *p, gm_slice value, gm_error *err) {
  static const struct {
    const char *name;
    uint32_t mask;
  } names[] = {{"pos=", GM_TAG_POS}, {"upos=", GM_TAG_UPOS}, {"xpos=", GM_TAG_XPOS}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t size = strlen(names[i].name);
    if (value.size <= size || memcmp(value.data, names[i].name, size) != 0) continue;
    if (!p->tags)
      snprintf(p->tag_asked, sizeof p->tag_asked, "%.*s",
               value.size < 60 ? (int)value.size : (int)size - 1, value.data);
    p->tags |= names[i].mask;
    return GM_OK;
  }
  return gm_fail(err, GM_RULE, "a part of speech is pos=, upos= or xpos= and a value");
}

gm_status gm_predicates_check_tags(const gm_predicates *p, uint32_t tags,
                                   gm_error *err) {
  uint32_t missing = p->tags & ~tags;
  if (!missing) return GM_OK;
  const char *name = missing & GM_TAG_POS    ? "pos"
                     : missing & GM_TAG_UPOS ? "upos"
                                             : "xpos";
  return gm_fail(err, GM_RULE,
                 "the document has no parts of speech (%s) that rules ask for (%s)", name,
                 p->tag_asked);
}

/* What a new atom of a kind without a map needs. */
static gm_status add_other(gm_predicates *p, gm_atom kind, gm_slice value, uint32_t id,
                           gm_error *err) {
  if (kind == GM_ATOM_GLOB) return gm_globs_add(p->globs, value, id, err);
  if (kind == GM_ATOM_REGEX) return add_expression(p, value, id, false, err);
  if (kind == GM_ATOM_TAG_REGEX) return add_tag_expression(p, value, id, err);
  uint32_t mask = flag_mask(value);
  if (!mask)
    return gm_fail(
        err, GM_RULE,
        "unknown flag '%.*s' (word number punctuation symbol lower capitalised "
        "upper quote)",
        (int)value.size, value.data);
  if (!gm_grow((void **)&p->flags, &p->flag_capacity, p->flag_count + 1,
               sizeof *p->flags))
    return gm_nomem(err);
  p->flags[p->flag_count++] = (gm_flag){mask, id};
  return GM_OK;
}

static gm_status add_atom(gm_predicates *p, gm_atom kind, gm_slice value, uint32_t *out,
                          gm_error *err) {
  char key[260], *name = key;
  gm_map *map = p->others;
  gm_slice whole = value;
  gm_status status;
  if (kind < GM_ATOM_GLOB) {
    map = p->by_value[kind];
  } else {
    if (value.size > sizeof key - 1 && !(name = gm_alloc(value.size + 1)))
      return gm_nomem(err);
    name[0] = (char)kind;
    memcpy(name + 1, value.data, value.size);
    whole = gm_slice_of(name, value.size + 1);
  }
  uint32_t id = (uint32_t)p->atom_count, *found = gm_map_get(map, whole);
  if (found) {
    *out = *found;
    status = GM_OK;
  } else if (!gm_grow((void **)&p->atoms, &p->atom_capacity, id + 1,
                      sizeof *p->atoms)) {
    status = gm_nomem(err);
  } else {
    p->atoms[p->atom_count++] = (gm_atom_data){kind, guess(kind, value)};
    status = kind < GM_ATOM_GLOB ? GM_OK : add_other(p, kind, value, id, err);
    if (status == GM_OK) status = gm_map_put(map, whole, id, NULL, err);
    *out = id;
  }
  if (name != key) gm_free(name);
  return status;
}

static gm_status add_stem(gm_predicates *p, gm_slice fold, uint32_t *out,
                          gm_error *err) {
  gm_type word;
  size_t before = p->atom_count;
  gm_status status = add_atom(p, GM_ATOM_STEM, fold, out, err);
  if (status != GM_OK || p->atom_count == before) return status;
  status = gm_lexicon_intern(p->lexicon, fold, &word, err);
  return status == GM_OK ? gm_stems_add(p->stems, word, *out, err) : status;
}

bool gm_predicates_by_language(const gm_predicates *p) {
  return gm_stems_asked(p->stems);
}

gm_status gm_predicates_speak(const gm_predicates *p, uint64_t languages,
                              gm_error *err) {
  return gm_stems_speak(p->stems, languages, err);
}

gm_status gm_predicates_atom(gm_predicates *p, gm_atom kind, gm_slice value,
                             uint32_t *out, gm_error *err) {
  if ((unsigned)kind >= GM_ATOM_KINDS)
    return gm_fail(err, GM_RULE, "unknown kind of atom");
  if (value.size == 0) return gm_fail(err, GM_RULE, "nothing to compare with");
  if (value.size > 4096) return gm_fail(err, GM_RULE, "longer than 4096 bytes");
  if (kind == GM_ATOM_SHAPE) {
    char shape[4096];
    return add_atom(p, kind, gm_slice_of(shape, gm_collapse_shape(shape, value)), out,
                    err);
  }
  gm_status status = normalize(p, kind, &value, err);
  if (status == GM_OK && kind == GM_ATOM_STEM) return add_stem(p, value, out, err);
  if (status == GM_OK && (kind == GM_ATOM_TAG || kind == GM_ATOM_TAG_REGEX))
    status = note_tag(p, value, err);
  return status == GM_OK ? add_atom(p, kind, value, out, err) : status;
}

static bool passes_none(const void *context, uint32_t id) {
  (void)context;
  (void)id;
  return false;
}

gm_status gm_predicates_test(gm_predicates *p, const uint32_t *postfix, size_t count,
                             uint32_t *out, gm_error *err) {
  gm_slice key = gm_slice_of((const char *)postfix, count * sizeof *postfix);
  uint32_t *found = gm_map_get(p->by_postfix, key);
  if (found) {
    *out = *found;
    return GM_OK;
  }
  if (!gm_grow((void **)&p->tests, &p->test_capacity, p->test_count + 1,
               sizeof *p->tests) ||
      !gm_grow((void **)&p->postfix, &p->postfix_capacity, p->postfix_count + count,
               sizeof *p->postfix))
    return gm_nomem(err);
  gm_status status = gm_map_put(p->by_postfix, key, (uint32_t)p->test_count, NULL, err);
  if (status != GM_OK) return status;
  gm_test_data fresh = {(uint32_t)p->postfix_count, (uint32_t)count, false, true};
  for (size_t i = 0; i < count; i++)
    if (postfix[i] >= GM_TEST_TRUE && postfix[i] != GM_TEST_OR) fresh.simple = false;
  fresh.usual = gm_test_value(postfix, count, passes_none, NULL);
  memcpy(p->postfix + p->postfix_count, postfix, count * sizeof *postfix);
  p->postfix_count += count;
  *out = (uint32_t)p->test_count;
  p->tests[p->test_count++] = fresh;
  return GM_OK;
}

gm_status gm_predicates_either(gm_predicates *p, const uint32_t *tests, size_t count,
                               uint32_t *out, gm_error *err) {
  size_t size = 0, used = 0;
  for (size_t i = 0; i < count; i++) size += p->tests[tests[i]].count + 1;
  uint32_t *postfix = gm_alloc(size * sizeof *postfix);
  if (!postfix) return gm_nomem(err);
  for (size_t i = 0; i < count; i++) {
    bool twice = false;
    for (size_t k = 0; k < i && !twice; k++) twice = tests[k] == tests[i];
    if (twice) continue;
    const gm_test_data *t = &p->tests[tests[i]];
    memcpy(postfix + used, p->postfix + t->start, t->count * sizeof *postfix);
    used += t->count;
    if (i > 0) postfix[used++] = GM_TEST_OR;
  }
  gm_status status = gm_predicates_test(p, postfix, used, out, err);
  gm_free(postfix);
  return status;
}

gm_status gm_predicates_finish(gm_predicates *p, gm_error *err) {
  p->atom_start = gm_calloc(p->atom_count + 2, sizeof *p->atom_start);
  p->atom_tests = gm_calloc(p->postfix_count + 1, sizeof *p->atom_tests);
  if (!p->atom_start || !p->atom_tests) return gm_nomem(err);
  for (size_t i = 0; i < p->postfix_count; i++)
    if (p->postfix[i] < GM_TEST_TRUE) p->atom_start[p->postfix[i] + 2]++;
  for (size_t a = 2; a <= p->atom_count; a++) p->atom_start[a] += p->atom_start[a - 1];
  /* Each start is one place late, and moves to its own as the tests are filled in. */
  for (size_t t = 0; t < p->test_count; t++)
    for (uint32_t i = 0; i < p->tests[t].count; i++) {
      uint32_t a = p->postfix[p->tests[t].start + i];
      if (a < GM_TEST_TRUE) p->atom_tests[p->atom_start[a + 1]++] = (uint32_t)t;
    }
  return gm_stems_speak(p->stems, 1 << GM_LANGUAGE_ENGLISH, err);
}

uint32_t gm_predicates_test_count(const gm_predicates *p) {
  return (uint32_t)p->test_count;
}
bool gm_predicates_usual(const gm_predicates *p, uint32_t id) {
  return p->tests[id].usual;
}

double gm_predicates_commonness(const gm_predicates *p, uint32_t id) {
  const gm_test_data *t = &p->tests[id];
  double sum = 0, least = 1e6;
  if (t->usual) return 1e6;
  for (uint32_t i = 0; i < t->count; i++) {
    uint32_t a = p->postfix[t->start + i];
    if (a >= GM_TEST_TRUE) continue;
    sum += p->atoms[a].commonness;
    if (p->atoms[a].commonness < least) least = p->atoms[a].commonness;
  }
  return t->simple ? sum : least;
}
