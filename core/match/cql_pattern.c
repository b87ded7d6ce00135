/* Patterns of the corpus query language: expressions over whole strings, feature sets.
 */
#include "match/cql_parts.h"
#include "text/fold.h"
#include "text/utf8.h"

/* Characters that mean something in an expression. */
static bool is_plain(gm_slice text) {
  for (size_t i = 0; i < text.size; i++)
    if (strchr("\\^$.|?*+()[]{}", text.data[i])) /* NUL too */
      return false;
  return true;
}

static uint32_t options_of(unsigned flags) {
  uint32_t options = PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED;
  if (flags & GM_CQL_ANY_CASE)
    options |= PCRE2_CASELESS;
  return options |
         (flags & GM_CQL_LITERAL ? PCRE2_LITERAL : PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C);
}

static gm_status compile(gm_cql *q, gm_cql_pattern_data *pattern, gm_error *err) {
  int number;
  size_t offset;
  pattern->code = pcre2_compile((PCRE2_SPTR)pattern->text.data, pattern->text.size,
                                options_of(pattern->flags), &number, &offset, NULL);
  if (!pattern->code) {
    unsigned char message[256];
    if (number == PCRE2_ERROR_HEAP_FAILED)
      return gm_nomem(err);
    pcre2_get_error_message(number, message, sizeof message);
    return gm_fail_at(err, GM_RULE, NULL, 0, (uint32_t)offset + 1, "%s",
                      (char *)message);
  }
  pcre2_jit_compile(pattern->code,
                    PCRE2_JIT_COMPLETE); /* without it, it is only slower */
  if (!q->match)
    q->match = pcre2_match_data_create(1, q->context);
  if (!q->limits) {
    q->limits = pcre2_match_context_create(q->context);
    if (q->limits) {
      pcre2_set_match_limit(q->limits, 200000);
      pcre2_set_depth_limit(q->limits, 20000);
    }
  }
  return q->match && q->limits ? GM_OK : gm_nomem(err);
}

static gm_status text_of(gm_cql *q, gm_slice text, unsigned flags, gm_slice *out,
                         gm_error *err) {
  gm_buffer_clear(&q->work);
  if (flags & GM_CQL_NO_MARKS) {
    gm_status status = gm_fold_plain(&q->work, text, err);
    if (status != GM_OK)
      return status;
    text = gm_buffer_slice(&q->work);
  }
  char *copy = gm_arena_copy(q->arena, text.data, text.size);
  if (!copy)
    return gm_nomem(err);
  *out = gm_slice_of(copy, text.size);
  return GM_OK;
}

gm_status gm_cql_pattern(gm_cql *q, gm_slice text, unsigned flags, uint32_t *out,
                         gm_error *err) {
  gm_cql_pattern_data pattern = {.flags = flags};
  if (!gm_utf8_valid(text))
    return gm_fail(err, GM_RULE, "is not UTF-8");
  gm_status status = text_of(q, text, flags, &pattern.text, err);
  if (status != GM_OK)
    return status;
  for (uint32_t i = 0; i < q->pattern_count; i++)
    if (q->patterns[i].flags == flags &&
        gm_slice_equal(q->patterns[i].text, pattern.text)) {
      *out = i;
      return GM_OK;
    }
  pattern.plain =
      !(flags & GM_CQL_ANY_CASE) && (flags & GM_CQL_LITERAL || is_plain(pattern.text));
  if (!pattern.plain)
    status = compile(q, &pattern, err);
  if (status == GM_OK && !gm_grow((void **)&q->patterns, &q->pattern_capacity,
                                  q->pattern_count + 1, sizeof pattern)) {
    pcre2_code_free(pattern.code);
    return gm_nomem(err);
  }
  if (status == GM_OK) {
    *out = (uint32_t)q->pattern_count;
    q->patterns[q->pattern_count++] = pattern;
  }
  return status;
}

bool gm_cql_pattern_test(gm_cql *q, uint32_t number, gm_slice text) {
  const gm_cql_pattern_data *pattern = &q->patterns[number];
  if (pattern->flags & GM_CQL_NO_MARKS) {
    gm_buffer_clear(&q->work);
    if (gm_fold_plain(&q->work, text, NULL) != GM_OK)
      return false;
    text = gm_buffer_slice(&q->work);
  }
  if (pattern->plain)
    return gm_slice_equal(pattern->text, text);
  return pcre2_match(pattern->code, (PCRE2_SPTR)(text.data ? text.data : ""), text.size,
                     0, 0, q->match, q->limits) >= 0;
}

gm_slice gm_cql_pattern_text(const gm_cql *q, uint32_t pattern, unsigned *flags) {
  const gm_cql_pattern_data *data = &q->patterns[pattern];
  *flags = data->flags;
  bool plain = data->flags & GM_CQL_LITERAL || is_plain(data->text);
  return plain ? data->text : (gm_slice){0};
}

/* The next feature of |a|b|; false at the end. */
static bool next_feature(gm_slice set, size_t *at, gm_slice *feature) {
  if (set.size < 2 || set.data[0] != '|' || *at + 1 >= set.size)
    return false;
  const char *begin = set.data + *at + 1;
  const char *end = memchr(begin, '|', (size_t)(set.data + set.size - begin));
  if (!end)
    return false;
  *feature = gm_slice_of(begin, (size_t)(end - begin));
  *at += feature->size + 1;
  return true;
}

bool gm_cql_feature_test(gm_cql *q, uint32_t pattern, gm_slice set) {
  size_t at = 0;
  gm_slice feature;
  while (next_feature(set, &at, &feature))
    if (gm_cql_pattern_test(q, pattern, feature))
      return true;
  return false;
}

uint32_t gm_cql_feature_count(gm_slice set) {
  uint32_t count = 0;
  size_t at = 0;
  gm_slice feature;
  while (next_feature(set, &at, &feature))
    count++;
  return count;
}
