/* Numbers of types in the file.
 *
 * Invariants: 1. numbers[t] holds the number of type t of the running lexicon, or 0
 * where it has not been met since the last rollback. 2. counts[n] is what the count of
 * number n has changed by since the last flush; `touched` lists the n that are not zero
 * or were.
 */
#include "store/types.h"
#include "store/pack.h"
#include "base/memory.h"

enum { MOST_TYPES = 1 << 27 }; /* a larger number can only be damage */

struct gm_types {
  gm_store *store;
  gm_lexicon *lexicon;
  gm_columns *columns;
  gm_type_number *numbers;
  size_t number_count, number_capacity;
  int32_t *counts;
  size_t count_count, count_capacity;
  uint32_t *touched;
  size_t touched_count, touched_capacity;
};

gm_status gm_types_new(gm_types **out, gm_store *store, gm_lexicon *lexicon,
                       gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  if (!*out)
    return gm_nomem(err);
  (*out)->store = store;
  (*out)->lexicon = lexicon;
  gm_status status = gm_columns_new(&(*out)->columns, store, err);
  if (status == GM_OK)
    return GM_OK;
  gm_types_free(*out);
  *out = NULL;
  return status;
}

gm_columns *gm_types_columns(gm_types *types) {
  return types->columns;
}

void gm_types_free(gm_types *types) {
  if (!types)
    return;
  gm_columns_free(types->columns);
  gm_free(types->numbers);
  gm_free(types->counts);
  gm_free(types->touched);
  gm_free(types);
}

void gm_types_forget(gm_types *types) {
  gm_columns_forget(types->columns);
  types->number_count = types->count_count = types->touched_count = 0;
}

/* Makes item `at` exist; new items are zero. */
static bool reach(void **array, size_t *count, size_t *capacity, size_t at,
                  size_t item) {
  if (at < *count)
    return true;
  if (!gm_grow(array, capacity, at + 1, item))
    return false;
  memset((char *)*array + *count * item, 0, (at + 1 - *count) * item);
  *count = at + 1;
  return true;
}

/* NULL where it says no more than the fold does. */
static gm_value unless_fold(gm_slice value, gm_slice fold) {
  return gm_slice_equal(value, fold) ? (gm_value){0} : gm_value_text(value);
}

static gm_status insert(gm_types *types, gm_type type, gm_slice form, gm_error *err) {
  gm_lexicon *lexicon = types->lexicon;
  gm_slice fold = gm_lexicon_fold(lexicon, type);
  gm_slice lemma =
      gm_lexicon_lemma_count(lexicon, type) ? gm_lexicon_lemma(lexicon, type, 0) : fold;
  gm_value values[] = {gm_value_text(form),
                       gm_value_text(fold),
                       unless_fold(lemma, fold),
                       unless_fold(gm_lexicon_stem(lexicon, type), fold),
                       gm_value_text(gm_lexicon_shape(lexicon, type)),
                       gm_value_integer(gm_lexicon_flags(lexicon, type))};
  return gm_store_execute(types->store,
                          "INSERT INTO lexicon(form, fold, lemma, stem, shape, flags)"
                          " VALUES(?,?,?,?,?,?)",
                          values, 6, err);
}

static gm_status number(gm_types *types, gm_type type, gm_error *err) {
  if (!reach((void **)&types->numbers, &types->number_count, &types->number_capacity,
             type, sizeof *types->numbers))
    return gm_nomem(err);
  if (types->numbers[type].id)
    return GM_OK;
  gm_slice form = gm_lexicon_form(types->lexicon, type);
  gm_value value = gm_value_text(form);
  int64_t id;
  gm_status status = gm_store_integer(
      types->store, "SELECT id FROM lexicon WHERE form = ?", &value, 1, 0, &id, err);
  if (status == GM_OK && !id) {
    status = insert(types, type, form, err);
    id = gm_store_last_row(types->store);
  }
  if (status == GM_OK)
    types->numbers[type] = (gm_type_number){(uint32_t)id, (uint32_t)form.size};
  return status;
}

gm_status gm_types_pack(gm_types *types, const gm_tokens *tokens, gm_buffer *out,
                        gm_error *err) {
  for (uint32_t i = 0; i < tokens->count; i++) {
    gm_type type = tokens->type[i];
    if (type < types->number_count && types->numbers[type].id)
      continue;
    gm_status status = number(types, type, err);
    if (status != GM_OK)
      return status;
  }
  gm_pack_tokens(out, tokens, types->numbers);
  return out->status == GM_OK ? GM_OK : gm_nomem(err);
}

gm_status gm_types_count(gm_types *types, gm_slice packed, int by, gm_error *err) {
  gm_packed_token token = {0};
  while (gm_unpack_token(packed, &token) && token.id <= MOST_TYPES) {
    if (!reach((void **)&types->counts, &types->count_count, &types->count_capacity,
               token.id, sizeof *types->counts))
      return gm_nomem(err);
    if (!types->counts[token.id]) {
      if (!gm_grow((void **)&types->touched, &types->touched_capacity,
                   types->touched_count + 1, sizeof *types->touched))
        return gm_nomem(err);
      types->touched[types->touched_count++] = token.id;
    }
    types->counts[token.id] += by;
  }
  if (token.offset == packed.size)
    return GM_OK;
  return gm_fail_at(err, GM_CORRUPT, gm_store_path(types->store), 0, 0,
                    "is damaged: the tokens of a document end too early");
}

gm_status gm_types_flush(gm_types *types, gm_error *err) {
  gm_status status = GM_OK;
  for (size_t i = 0; i < types->touched_count && status == GM_OK; i++) {
    int32_t *count = &types->counts[types->touched[i]];
    gm_value values[] = {gm_value_integer(*count), gm_value_integer(types->touched[i])};
    if (*count)
      status = gm_store_execute(types->store,
                                "UPDATE lexicon SET count = count + ? WHERE id = ?",
                                values, 2, err);
    *count = 0;
  }
  types->touched_count = 0;
  return status;
}
