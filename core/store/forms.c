/* Rows hold many types each, so that a corpus of any size is read with few look-ups and
 * written without an index: `forms` one row a batch, `counts` one row every CHUNK
 * types.
 *
 * forms: how many, each one's length, all bytes. counts: of each type, tokens and
 * documents. All numbers are LEB128. */
#include "store/forms.h"
#include "base/buffer.h"
#include "base/memory.h"

enum { CHUNK = 4096 };

static gm_status damaged(gm_store *store, const char *what, gm_error *err) {
  return gm_fail_at(err, GM_CORRUPT, gm_store_path(store), 0, 0,
                    "is damaged: %s of the types", what);
}

/* ---- forms ---- */

/* Interns the forms of one row from number `first` on; those known already must be the
 * same. */
static bool intern_row(gm_lexicon *lexicon, gm_slice row, uint32_t first,
                       gm_status *status, gm_error *err) {
  uint64_t count, size;
  size_t at = 0;
  if (!gm_varint_read(row, &at, &count) || count > row.size)
    return false;
  size_t lengths = at, form = at;
  for (uint64_t i = 0; i < count; i++) /* the forms begin behind their lengths */
    if (!gm_varint_read(row, &form, &size))
      return false;
  for (uint64_t i = 0; i < count && *status == GM_OK; i++, form += size) {
    gm_type type = 0;
    if (!gm_varint_read(row, &lengths, &size) || size > row.size - form || !size)
      return false;
    *status =
        gm_lexicon_intern(lexicon, gm_slice_of(row.data + form, size), &type, err);
    if (*status == GM_OK && type != first + i)
      return false;
  }
  return *status != GM_OK || form == row.size;
}

/* The row `first` brings types behind the first *count. */
static gm_status load_row(gm_store *store, gm_lexicon *lexicon, uint32_t first,
                          gm_slice row, uint32_t *count, gm_error *err) {
  uint64_t size = 0;
  size_t at = 0;
  gm_status status = GM_OK;
  if (first > *count + 1 || !gm_varint_read(row, &at, &size) ||
      size > UINT32_MAX - first)
    return damaged(store, "forms", err);
  uint32_t after = first + (uint32_t)size - 1;
  if (after <= *count)
    return GM_OK;
  if (gm_lexicon_count(lexicon) != *count)
    return gm_fail_at(err, GM_BUSY, gm_store_path(store), 0, 0,
                      "has grown meanwhile: open it again");
  if (!intern_row(lexicon, row, first, &status, err))
    return damaged(store, "forms", err);
  *count = after;
  return status;
}

gm_status gm_forms_load(gm_store *store, gm_lexicon *lexicon, uint32_t *count,
                        gm_error *err) {
  gm_value from = gm_value_integer((int64_t)*count + 1);
  gm_rows *rows;
  bool more = true;
  gm_status status =
      gm_store_query(store,
                     "SELECT first, forms FROM forms WHERE first >= (SELECT"
                     " COALESCE(MAX(first), 0) FROM forms WHERE first <= ?) ORDER BY 1",
                     &from, 1, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK &&
         more) {
    status = load_row(store, lexicon, (uint32_t)gm_rows_integer(rows, 0),
                      gm_rows_bytes(rows, 1), count, err);
    if (status != GM_OK)
      gm_rows_close(rows);
  }
  return status;
}

/* Looks for forms among those of a row that begins with number `first`. */
static bool find_in_row(gm_slice row, uint32_t first, const gm_slice *forms,
                        size_t form_count, uint32_t *types) {
  uint64_t count, size;
  size_t at = 0;
  if (!gm_varint_read(row, &at, &count) || count > row.size)
    return false;
  size_t lengths = at, form = at;
  for (uint64_t i = 0; i < count; i++)
    if (!gm_varint_read(row, &form, &size))
      return false;
  for (uint64_t i = 0; i < count; i++, form += size) {
    if (!gm_varint_read(row, &lengths, &size) || size > row.size - form)
      return false;
    for (size_t k = 0; k < form_count; k++)
      if (forms[k].size == size && memcmp(forms[k].data, row.data + form, size) == 0)
        types[k] = first + (uint32_t)i;
  }
  return true;
}

gm_status gm_forms_find(gm_store *store, const gm_slice *forms, size_t count,
                        uint32_t *types, gm_error *err) {
  gm_rows *rows;
  bool more = true;
  memset(types, 0, count * sizeof *types);
  gm_status status = gm_store_query(store, "SELECT first, forms FROM forms ORDER BY 1",
                                    NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK &&
         more) {
    if (!find_in_row(gm_rows_bytes(rows, 1), (uint32_t)gm_rows_integer(rows, 0), forms,
                     count, types)) {
      status = damaged(store, "forms", err);
      gm_rows_close(rows);
    }
  }
  return status;
}

/* One row, of the types behind `from` up to `to`. */
static gm_status store_row(gm_store *store, const gm_lexicon *lexicon, uint32_t from,
                           uint32_t to, gm_error *err) {
  gm_buffer row = GM_BUFFER_INIT;
  gm_buffer_add_varint(&row, to - from);
  for (gm_type type = from + 1; type <= to; type++)
    gm_buffer_add_varint(&row, gm_lexicon_form(lexicon, type).size);
  for (gm_type type = from + 1; type <= to; type++) {
    gm_slice form = gm_lexicon_form(lexicon, type);
    gm_buffer_add(&row, form.data, form.size);
  }
  gm_value values[] = {gm_value_integer((int64_t)from + 1),
                       gm_value_blob(gm_buffer_slice(&row))};
  gm_status status =
      row.status == GM_OK
          ? gm_store_execute(store, "INSERT INTO forms(first, forms) VALUES(?,?)",
                             values, 2, err)
          : gm_nomem(err);
  gm_buffer_free(&row);
  return status;
}

gm_status gm_forms_store(gm_store *store, const gm_lexicon *lexicon, uint32_t stored,
                         gm_error *err) {
  enum { MOST = 1 << 16 };
  uint32_t count = gm_lexicon_count(lexicon);
  gm_status status = GM_OK;
  while (stored < count && status == GM_OK) {
    uint32_t to = count - stored > MOST ? stored + MOST : count;
    status = store_row(store, lexicon, stored, to, err);
    stored = to;
  }
  return status;
}

/* ---- counts ---- */

void gm_counts_free(gm_counts *counts) {
  gm_free(counts->tokens);
  gm_free(counts->documents);
  gm_free(counts->changed);
  *counts = (gm_counts){0};
}

bool gm_counts_reach(gm_counts *counts, size_t type) {
  if (type < counts->count)
    return true;
  size_t need = type + 1, chunks = type / CHUNK + 1;
  size_t old = counts->count, old_chunks = old ? (old - 1) / CHUNK + 1 : 0;
  if (!gm_grow((void **)&counts->tokens, &counts->token_room, need,
               sizeof *counts->tokens) ||
      !gm_grow((void **)&counts->documents, &counts->document_room, need,
               sizeof *counts->documents) ||
      !gm_grow((void **)&counts->changed, &counts->changed_room, chunks,
               sizeof *counts->changed))
    return false;
  memset(counts->tokens + old, 0, (need - old) * sizeof *counts->tokens);
  memset(counts->documents + old, 0, (need - old) * sizeof *counts->documents);
  memset(counts->changed + old_chunks, 0,
         (chunks - old_chunks) * sizeof *counts->changed);
  counts->count = need;
  return true;
}

void gm_counts_add(gm_counts *counts, uint32_t type, int64_t tokens, int documents) {
  counts->tokens[type] += (uint64_t)tokens;
  counts->documents[type] += (uint32_t)documents;
  counts->changed[type / CHUNK] = true;
}

static gm_status read_row(gm_counts *counts, gm_slice row, size_t first, bool *sound,
                          gm_error *err) {
  uint64_t tokens, documents;
  size_t at = 0;
  for (size_t type = first; at < row.size; type++) {
    *sound = type < first + CHUNK && gm_varint_read(row, &at, &tokens) &&
             gm_varint_read(row, &at, &documents) && documents <= UINT32_MAX;
    if (!*sound)
      return GM_OK;
    if (!gm_counts_reach(counts, type))
      return gm_nomem(err);
    counts->tokens[type] = tokens;
    counts->documents[type] = (uint32_t)documents;
  }
  return GM_OK;
}

gm_status gm_counts_load(gm_store *store, gm_counts *counts, gm_error *err) {
  gm_rows *rows;
  bool more = true, sound = true;
  counts->count = 0;
  if (!gm_counts_reach(counts, 0))
    return gm_nomem(err);
  gm_status status = gm_store_query(
      store, "SELECT first, counts FROM counts ORDER BY first", NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK &&
         more) {
    int64_t first = gm_rows_integer(rows, 0);
    sound = first >= 0 && first % CHUNK == 0 && first <= UINT32_MAX;
    if (sound)
      status = read_row(counts, gm_rows_bytes(rows, 1), (size_t)first, &sound, err);
    if (status == GM_OK && !sound)
      status = damaged(store, "counts", err);
    if (status != GM_OK)
      gm_rows_close(rows);
  }
  return status;
}

static gm_status write_row(gm_store *store, const gm_counts *counts, size_t first,
                           gm_buffer *row, gm_error *err) {
  gm_buffer_clear(row);
  for (size_t type = first; type < counts->count && type < first + CHUNK; type++) {
    gm_buffer_add_varint(row, counts->tokens[type]);
    gm_buffer_add_varint(row, counts->documents[type]);
  }
  if (row->status != GM_OK)
    return gm_nomem(err);
  gm_value values[] = {gm_value_integer((int64_t)first),
                       gm_value_blob(gm_buffer_slice(row))};
  return gm_store_execute(store,
                          "INSERT OR REPLACE INTO counts(first, counts) VALUES(?,?)",
                          values, 2, err);
}

gm_status gm_counts_store(gm_store *store, gm_counts *counts, gm_error *err) {
  gm_buffer row = GM_BUFFER_INIT;
  gm_status status = GM_OK;
  for (size_t first = 0; first < counts->count && status == GM_OK; first += CHUNK) {
    if (counts->changed[first / CHUNK])
      status = write_row(store, counts, first, &row, err);
    counts->changed[first / CHUNK] = false;
  }
  gm_buffer_free(&row);
  return status;
}
