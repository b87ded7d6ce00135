/* Attributes of a query over the stored corpus: the document's column of that name
 * where it has one, else what follows from the form; and how often each occurs. */
#include "base/memory.h"
#include "lua/cql_run.h"

/* Ids of space 0 are types, but those of stems, which are numbers of stems. The lexicon
 * is filled when the first form is asked for. */
static bool load_forms(gm_query *r) {
  gm_lexicon *lexicon;
  r->forms = r->forms || gm_stream_forms(r->stream, &lexicon, NULL) == GM_OK;
  return r->forms;
}

static gm_slice form_text(gm_query *r, gm_query_form kind, uint32_t type, uint32_t k,
                          bool *more) {
  *more = k == 0 && load_forms(r);
  if (!r->forms)
    return (gm_slice){0};
  switch (kind) {
  case FOLD:
    return gm_lexicon_fold(r->lexicon, type);
  case LEMMA:
    *more = k < gm_lexicon_lemma_count(r->lexicon, type);
    return *more ? gm_lexicon_lemma(r->lexicon, type, k) : (gm_slice){0};
  case STEM:
    return gm_cql_stem_text(r->stems, type);
  case SHAPE:
    return gm_lexicon_shape(r->lexicon, type);
  case PLAIN:
    return gm_lexicon_plain(r->lexicon, type);
  default:
    return gm_lexicon_form(r->lexicon, type);
  }
}

bool gm_query_text_of(void *context, uint32_t number, uint32_t space, uint32_t id,
                      uint32_t k, gm_slice *out) {
  gm_query *r = context;
  const gm_query_attribute *a = &r->attributes[number];
  bool more = k == 0;
  if (space == 0)
    *out = form_text(r, a->form, id, k, &more);
  else if (id == 0 || id > a->value_count[space])
    return false;
  else
    *out = a->values[space][id];
  return more;
}

static gm_query_form form_of(gm_slice name) {
  static const char *const names[] = {"word", "fold",  "lemma",
                                      "stem", "shape", "plain"};
  if (gm_slice_equal(name, gm_slice_text("form")))
    return FORM;
  if (gm_slice_equal(name, gm_slice_text("lc")))
    return FOLD;
  for (int i = 0; i < NO_FORM; i++)
    if (gm_slice_equal(name, gm_slice_text(names[i])))
      return (gm_query_form)i;
  return NO_FORM;
}

static gm_status find_column(gm_query *r, gm_query_attribute *a, int space,
                             gm_slice name, gm_error *err) {
  gm_columns *columns = r->corpus->columns;
  gm_status status = gm_columns_find(columns, name, &a->column[space], err);
  if (status == GM_OK && space == 2 && a->column[2] == a->column[1])
    a->column[2] = 0;
  if (status == GM_OK && a->column[space])
    status = gm_columns_values(columns, a->column[space], &a->values[space],
                               &a->value_count[space], err);
  return status;
}

gm_status gm_query_find_attributes(gm_query *r, gm_error *err) {
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < r->attribute_count && status == GM_OK; i++) {
    gm_query_attribute *a = &r->attributes[i];
    gm_slice name = gm_cql_attribute_name(r->query, i);
    a->form = form_of(name);
    if (a->form == FORM)
      continue; /* the form is what stands in the document */
    if (a->form == STEM && !r->stems)
      status = gm_cql_stems_new(&r->stems, r->corpus->store, r->lexicon, err);
    if (status != GM_OK)
      break;
    status = find_column(r, a, 1, name, err);
    if (status == GM_OK && gm_slice_equal(name, gm_slice_text("pos")))
      status = find_column(r, a, 2, gm_slice_text("upos"), err);
    else if (status == GM_OK && gm_slice_equal(name, gm_slice_text("tag")))
      status = find_column(r, a, 2, gm_slice_text("xpos"), err);
  }
  return status;
}

/* The numbers of a document's tokens for an attribute. */
gm_status gm_query_fill_column(gm_query *r, uint32_t index,
                               const gm_stream_document *document, gm_error *err) {
  gm_query_attribute *a = &r->attributes[index];
  for (uint32_t space = 1; space < GM_CQL_SPACES; space++) {
    const uint32_t *numbers;
    size_t count = 0;
    if (!a->column[space])
      continue;
    gm_status status = gm_columns_read(r->corpus->columns, a->column[space],
                                       document->number, &numbers, &count, err);
    if (status != GM_OK)
      return status;
    if (count == 0)
      continue;
    if (count != document->tokens.count)
      return gm_fail(err, GM_CORRUPT, "the columns of document %u are damaged",
                     document->number);
    r->columns[index] = (gm_cql_column){numbers, space};
    return GM_OK;
  }
  gm_slice name = gm_cql_attribute_name(r->query, index);
  if (a->form == NO_FORM)
    return gm_fail(
        err, GM_NOTFOUND,
        "document #%u has no “%.*s”: its tokens were not given with it; --where "
        "'format = conllu' or the like leaves such documents out",
        document->number, (int)name.size, name.data);
  r->columns[index] = (gm_cql_column){document->tokens.type, 0};
  return a->form == STEM
             ? gm_cql_stems_of(r->stems, &document->tokens, &r->columns[index].ids, err)
             : GM_OK;
}

/* ---- frequencies ---- */

static gm_status count_column(gm_query *r, gm_query_attribute *a, uint32_t space,
                              gm_error *err) {
  const gm_stream_entry *entries;
  size_t entry_count;
  a->counts[space] = gm_calloc((size_t)a->value_count[space] + 1, sizeof(uint64_t));
  if (!a->counts[space])
    return gm_nomem(err);
  gm_status status = gm_stream_documents(r->stream, &entries, &entry_count, err);
  for (size_t i = 0; i < entry_count && status == GM_OK; i++) {
    const uint32_t *numbers;
    size_t count = 0;
    status = gm_columns_read(r->corpus->columns, a->column[space], entries[i].number,
                             &numbers, &count, err);
    for (size_t t = 0; t < count && status == GM_OK; t++)
      if (numbers[t] <= a->value_count[space])
        a->counts[space][numbers[t]]++;
  }
  return status;
}

/* How often each form, or what follows from it, occurs. */
static gm_status count_forms(gm_query *r, gm_query_attribute *a, gm_error *err) {
  gm_stream_types types;
  gm_status status = gm_stream_load_types(r->stream, &types, err);
  if (status != GM_OK)
    return status;
  a->counts[0] = gm_calloc((size_t)types.count + 1, sizeof(uint64_t));
  a->text_counts = gm_calloc((size_t)types.count + 1, sizeof(uint64_t));
  a->by_text = gm_map_new();
  uint32_t *group = gm_calloc((size_t)types.count + 1, sizeof *group);
  if (!a->counts[0] || !a->text_counts || !a->by_text || !group)
    status = gm_nomem(err);
  for (uint32_t type = 1; type <= types.count && status == GM_OK; type++) {
    bool more;
    uint32_t *slot;
    gm_slice text = form_text(r, a->form, type, 0, &more);
    status = gm_map_put(a->by_text, text, gm_map_count(a->by_text), &slot, err);
    if (status != GM_OK)
      break;
    group[type] = *slot;
    a->text_counts[*slot] += types.tokens[type];
  }
  for (uint32_t type = 1; type <= types.count && status == GM_OK; type++)
    a->counts[0][type] = a->text_counts[group[type]];
  gm_free(group);
  return status;
}

uint64_t gm_query_frequency_of(void *context, uint32_t number, uint32_t space,
                               uint32_t id) {
  gm_query *r = context;
  gm_query_attribute *a = &r->attributes[number];
  uint64_t count;
  if (a->form == STEM && space == 0)
    return gm_cql_stems_count(r->stems, id, &count, NULL) == GM_OK ? count : 0;
  if (!a->counts[space] &&
      (space ? count_column(r, a, space, NULL) : count_forms(r, a, NULL)) != GM_OK)
    return 0;
  return a->counts[space] ? a->counts[space][id] : 0;
}
