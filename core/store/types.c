/* Types, counts and postings of a batch.
 *
 * Invariants: 1. type n of the file is id n of `lexicon`; its ids above `stored` are
 * new in this batch. 2. `fresh` holds from the first use in a batch on: nobody else can
 * have written since. 3. The arrays of the parcel absorbed last are by form: number,
 * and how many tokens. */
#include "store/types.h"
#include "store/forms.h"
#include "store/postings.h"
#include "base/memory.h"

enum { MOST_TYPES = 1 << 28 };

struct gm_types {
  gm_store *store;
  gm_lexicon *lexicon; /* NULL: nothing has been read */
  gm_counts counts;
  gm_posting_list *postings;
  gm_columns *columns;
  uint32_t stored;
  bool fresh;
  int64_t version; /* of the file, as far as others wrote it */
  gm_unpacked parcel, blob;
  gm_told told;
  uint32_t *numbers, *frequencies;
  size_t number_room, frequency_room;
  uint32_t *marks; /* by type: the look it was last met in */
  size_t mark_count, mark_room;
  uint32_t look;
};

gm_status gm_types_new(gm_types **out, gm_store *store, gm_error *err) {
  gm_types *types = *out = gm_calloc(1, sizeof *types);
  if (!types)
    return gm_nomem(err);
  types->store = store;
  gm_status status = gm_posting_list_new(&types->postings, err);
  if (status == GM_OK)
    status = gm_columns_new(&types->columns, store, err);
  if (status == GM_OK)
    return GM_OK;
  gm_types_free(types);
  *out = NULL;
  return status;
}

void gm_types_free(gm_types *types) {
  if (!types)
    return;
  gm_lexicon_free(types->lexicon);
  gm_counts_free(&types->counts);
  gm_posting_list_free(types->postings);
  gm_columns_free(types->columns);
  gm_unpacked_free(&types->parcel);
  gm_unpacked_free(&types->blob);
  gm_told_free(&types->told);
  gm_free(types->numbers);
  gm_free(types->frequencies);
  gm_free(types->marks);
  gm_free(types);
}

gm_columns *gm_types_columns(gm_types *types) {
  return types->columns;
}

void gm_types_forget(gm_types *types) {
  gm_columns_forget(types->columns);
  gm_told_forget_types(&types->told);
  gm_lexicon_free(types->lexicon);
  types->lexicon = NULL;
  types->stored = 0;
  types->fresh = false;
  gm_posting_list_clear(types->postings);
}

/* Everything as it is in the file now. */
static gm_status refresh(gm_types *types, gm_error *err) {
  int64_t version;
  if (types->fresh)
    return GM_OK;
  gm_status status =
      gm_store_integer(types->store, "PRAGMA data_version", NULL, 0, 0, &version, err);
  bool known = types->lexicon && version == types->version;
  if (status == GM_OK && !types->lexicon)
    status = gm_lexicon_new(&types->lexicon, err);
  if (status == GM_OK && !known)
    status = gm_forms_load(types->store, types->lexicon, &types->stored, err);
  if (status == GM_OK && !known)
    status = gm_counts_load(types->store, &types->counts, err);
  if (status != GM_OK)
    return status;
  types->version = version;
  types->fresh = true;
  return GM_OK;
}

static gm_status damaged(gm_error *err) {
  return gm_fail(err, GM_CORRUPT, "the tokens of a document are damaged");
}

/* Does the parcel describe tokens that lie within the text? */
static bool fits(const gm_unpacked *parcel, uint64_t size) {
  uint64_t covered = 0;
  for (uint32_t i = 0; i < parcel->kind_count; i++) {
    const gm_token_kind *kind = &parcel->kinds[i];
    uint64_t length = kind->exact ? kind->length
                                  : parcel->end[kind->type] - parcel->begin[kind->type];
    covered += (kind->gap + length) * parcel->frequency[i];
    if (covered > size)
      return false;
  }
  return true;
}

/* Forms that were told of are looked up once. */
static gm_status intern_told(gm_types *types, gm_error *err) {
  const gm_unpacked *parcel = &types->parcel;
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < parcel->form_count && status == GM_OK; i++) {
    gm_told_form *form = &types->told.forms[parcel->told[i]];
    if (!form->type)
      status = gm_lexicon_intern(
          types->lexicon, gm_slice_of(parcel->forms.data + form->begin, form->size),
          &form->type, err);
    types->numbers[i] = form->type;
  }
  return status;
}

static gm_status intern(gm_types *types, gm_error *err) {
  const gm_unpacked *parcel = &types->parcel;
  gm_slice forms = parcel->forms;
  gm_status status = GM_OK;
  if (!forms.size || !memchr(forms.data, 0, forms.size))
    return gm_lexicon_intern_all(types->lexicon, forms, parcel->begin, parcel->end,
                                 parcel->form_count, types->numbers, err);
  for (uint32_t i = 0; i < parcel->form_count && status == GM_OK; i++) {
    gm_slice form =
        gm_slice_of(forms.data + parcel->begin[i], parcel->end[i] - parcel->begin[i]);
    status = gm_lexicon_intern(types->lexicon, form, &types->numbers[i], err);
  }
  return status;
}

/* Room for marks of all types; a new look begins. */
static bool begin_look(gm_types *types, size_t count) {
  if (!gm_grow((void **)&types->marks, &types->mark_room, count, sizeof *types->marks))
    return false;
  if (types->mark_count < count) {
    memset(types->marks + types->mark_count, 0,
           (count - types->mark_count) * sizeof *types->marks);
    types->mark_count = count;
  }
  types->look++;
  return true;
}

/* Is the type met for the first time in this look? */
static bool is_first(gm_types *types, uint32_t type) {
  bool first = types->marks[type] != types->look;
  types->marks[type] = types->look;
  return first;
}

static bool are_distinct(gm_types *types) {
  for (uint32_t i = 0; i < types->parcel.form_count; i++)
    if (!is_first(types, types->numbers[i]))
      return false;
  return true;
}

gm_status gm_types_hear(gm_types *types, gm_slice bytes, gm_error *err) {
  return gm_told_add(&types->told, bytes, err);
}

gm_status gm_types_absorb(gm_types *types, gm_slice bytes, uint64_t size,
                          gm_buffer *blob, const gm_unpacked **out, gm_error *err) {
  gm_unpacked *parcel = &types->parcel;
  gm_status status = refresh(types, err);
  if (status == GM_OK)
    status = gm_unpacked_parcel(parcel, bytes, &types->told, err);
  if (status == GM_OK && !fits(parcel, size))
    status = damaged(err);
  if (status == GM_OK && (!gm_grow((void **)&types->numbers, &types->number_room,
                                   parcel->form_count, sizeof *types->numbers) ||
                          !gm_grow((void **)&types->frequencies, &types->frequency_room,
                                   parcel->form_count, sizeof *types->frequencies)))
    status = gm_nomem(err);
  if (status == GM_OK)
    status = parcel->is_told ? intern_told(types, err) : intern(types, err);
  uint32_t count = status == GM_OK ? gm_lexicon_count(types->lexicon) : 0;
  if (status == GM_OK && count > MOST_TYPES)
    status = gm_fail(err, GM_LIMIT, "more than %d types", MOST_TYPES);
  if (status == GM_OK && (!begin_look(types, (size_t)count + 1) ||
                          !gm_counts_reach(&types->counts, count)))
    status = gm_nomem(err);
  if (status == GM_OK && !are_distinct(types))
    status = damaged(err);
  if (status != GM_OK)
    return status;
  if (parcel->form_count)
    memset(types->frequencies, 0, parcel->form_count * sizeof *types->frequencies);
  for (uint32_t i = 0; i < parcel->kind_count; i++)
    types->frequencies[parcel->kinds[i].type] += parcel->frequency[i];
  for (uint32_t i = 0; i < parcel->form_count; i++)
    if (!types->frequencies[i])
      return damaged(err); /* a form without a token */
  gm_unpacked_store(parcel, types->numbers, blob);
  *out = parcel;
  return blob->status == GM_OK ? GM_OK : gm_nomem(err);
}

gm_status gm_types_join(gm_types *types, uint32_t document, gm_error *err) {
  uint32_t count = types->parcel.form_count;
  gm_status status = gm_posting_list_add(types->postings, document, types->numbers,
                                         types->frequencies, count, err);
  for (uint32_t i = 0; i < count && status == GM_OK; i++)
    gm_counts_add(&types->counts, types->numbers[i], types->frequencies[i], 1);
  return status;
}

gm_status gm_types_leave(gm_types *types, uint32_t document, gm_slice blob,
                         gm_error *err) {
  gm_status status = refresh(types, err);
  if (status == GM_OK)
    status = gm_unpacked_blob(&types->blob, blob, err);
  if (status == GM_OK && !begin_look(types, types->counts.count))
    status = gm_nomem(err);
  for (uint32_t i = 0; i < types->blob.kind_count && status == GM_OK; i++) {
    uint32_t type = types->blob.kinds[i].type;
    if (type >= types->counts.count)
      return damaged(err);
    gm_counts_add(&types->counts, type, -(int64_t)types->blob.frequency[i],
                  is_first(types, type) ? -1 : 0);
  }
  if (status == GM_OK)
    status = gm_posting_list_remove(types->postings, types->store, document, err);
  return status;
}

gm_status gm_types_flush(gm_types *types, gm_error *err) {
  if (!types->fresh)
    return GM_OK;
  gm_status status = gm_forms_store(types->store, types->lexicon, types->stored, err);
  if (status == GM_OK)
    status = gm_counts_store(types->store, &types->counts, err);
  if (status == GM_OK)
    status = gm_posting_list_store(types->postings, types->store, err);
  types->stored = gm_lexicon_count(types->lexicon);
  types->fresh = false;
  return status;
}
