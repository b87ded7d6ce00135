/* Columns in the file.
 *
 * token_columns holds for a document and column its values' numbers, LEB128 one after
 * the other. What is said between tokens (comments of CoNLL-U, tags) is one blob of the
 * kind “lines”, whose presence tells that the tokens of a document are given.
 *
 * Invariant: `known` finds numbers that are in the file, or in the batch that is open.
 */
#include "store/columns.h"
#include "base/map.h"
#include "base/memory.h"

enum { MOST_COLUMNS = 256 };

typedef struct {
  gm_slice *values; /* [0] is unused; in the arena */
  uint32_t count;
  size_t capacity;
  gm_arena *arena;
  uint32_t *numbers; /* of the document read last */
  size_t number_capacity;
} column;

struct gm_columns {
  gm_store *store;
  gm_map *known; /* column id, value -> number */
  gm_buffer key;
  gm_column_name *names;
  size_t name_count, name_capacity;
  gm_arena *arena; /* of the names */
  column *columns; /* by id */
  size_t column_count, column_capacity;
};

gm_status gm_columns_new(gm_columns **out, gm_store *store, gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  if (!*out)
    return gm_nomem(err);
  (*out)->store = store;
  return GM_OK;
}

void gm_columns_forget(gm_columns *c) {
  gm_map_free(c->known);
  c->known = NULL;
  for (size_t i = 0; i < c->column_count; i++) {
    gm_arena_free(c->columns[i].arena);
    c->columns[i].arena = NULL;
    c->columns[i].count = 0;
  }
}

void gm_columns_free(gm_columns *c) {
  if (!c)
    return;
  gm_map_free(c->known);
  gm_buffer_free(&c->key);
  gm_free(c->names);
  gm_arena_free(c->arena);
  for (size_t i = 0; i < c->column_count; i++) {
    gm_free(c->columns[i].values);
    gm_free(c->columns[i].numbers);
    gm_arena_free(c->columns[i].arena);
  }
  gm_free(c->columns);
  gm_free(c);
}

gm_store *gm_columns_store(const gm_columns *c) {
  return c->store;
}

static gm_status damaged(gm_columns *c, int64_t document, gm_error *err) {
  return gm_fail_at(err, GM_CORRUPT, gm_store_path(c->store), 0, 0,
                    "is damaged: the columns of document %lld", (long long)document);
}

/* ---- names and values ---- */

gm_status gm_columns_list(gm_columns *c, const gm_column_name **out, size_t *count,
                          gm_error *err) {
  gm_rows *rows;
  bool more;
  gm_arena_free(c->arena);
  c->arena = gm_arena_new();
  c->name_count = 0;
  if (!c->arena)
    return gm_nomem(err);
  gm_status status =
      gm_store_query(c->store, "SELECT id, name FROM token_column_names ORDER BY id",
                     NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK &&
         more) {
    gm_slice name = gm_rows_bytes(rows, 1);
    char *copy = gm_arena_copy(c->arena, name.data, name.size);
    if (!copy || !gm_grow((void **)&c->names, &c->name_capacity, c->name_count + 1,
                          sizeof *c->names)) {
      gm_rows_close(rows);
      return gm_nomem(err);
    }
    c->names[c->name_count++] = (gm_column_name){(uint32_t)gm_rows_integer(rows, 0),
                                                 gm_slice_of(copy, name.size)};
  }
  *out = c->names;
  *count = c->name_count;
  return status;
}

static gm_status find_name(gm_columns *c, gm_slice name, uint32_t *id, gm_error *err) {
  int64_t found = 0;
  gm_value value = gm_value_text(name);
  gm_status status =
      gm_store_integer(c->store, "SELECT id FROM token_column_names WHERE name = ?",
                       &value, 1, 0, &found, err);
  *id = (uint32_t)found;
  return status;
}

gm_status gm_columns_find(gm_columns *c, gm_slice name, uint32_t *id, gm_error *err) {
  static const char *const others[][2] = {{"pos", "upos"}, {"tag", "xpos"}};
  gm_status status = find_name(c, name, id, err);
  for (size_t i = 0; i < 2 && status == GM_OK && !*id; i++)
    if (gm_slice_equal(name, gm_slice_text(others[i][0])))
      status = find_name(c, gm_slice_text(others[i][1]), id, err);
  return status;
}

static gm_status column_of(gm_columns *c, uint32_t id, column **out, gm_error *err) {
  size_t before = c->column_count;
  if (!id || id > MOST_COLUMNS)
    return gm_fail(err, GM_MISUSE, "there is no such column");
  if (id >= before) {
    if (!gm_grow((void **)&c->columns, &c->column_capacity, id + 1, sizeof *c->columns))
      return gm_nomem(err);
    memset(c->columns + before, 0, (id + 1 - before) * sizeof *c->columns);
    c->column_count = id + 1;
  }
  *out = &c->columns[id];
  return GM_OK;
}

static gm_status add_value(column *own, uint32_t number, gm_slice value,
                           gm_error *err) {
  if (number > own->count + 1)
    return gm_fail(err, GM_CORRUPT, "the values of a column have a gap");
  char *copy = gm_arena_copy(own->arena, value.data, value.size);
  if (!copy || !gm_grow((void **)&own->values, &own->capacity, (size_t)number + 1,
                        sizeof *own->values))
    return gm_nomem(err);
  own->values[number] = gm_slice_of(copy, value.size);
  own->count = number;
  return GM_OK;
}

gm_status gm_columns_values(gm_columns *c, uint32_t id, const gm_slice **values,
                            uint32_t *count, gm_error *err) {
  column *own;
  gm_rows *rows;
  bool more;
  gm_status status = column_of(c, id, &own, err);
  if (status != GM_OK)
    return status;
  if (!own->arena) /* values never change: only new ones are read */
    own->arena = gm_arena_new();
  if (!own->arena ||
      !gm_grow((void **)&own->values, &own->capacity, 1, sizeof *own->values))
    return gm_nomem(err);
  own->values[0] = gm_slice_of("", 0);
  gm_value key[] = {gm_value_integer(id), gm_value_integer(own->count)};
  status = gm_store_query(
      c->store,
      "SELECT number, value FROM token_values WHERE column_id = ? AND number > ?"
      " ORDER BY number",
      key, 2, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK &&
         more) {
    status =
        add_value(own, (uint32_t)gm_rows_integer(rows, 0), gm_rows_bytes(rows, 1), err);
    if (status != GM_OK)
      gm_rows_close(rows);
  }
  *values = own->values;
  *count = own->count;
  return status;
}

gm_status gm_columns_number(gm_columns *c, uint32_t id, gm_slice value,
                            uint32_t *number, gm_error *err) {
  int64_t found = 0;
  gm_value values[] = {gm_value_integer(id), gm_value_text(value)};
  gm_status status = gm_store_integer(
      c->store, "SELECT number FROM token_values WHERE column_id = ? AND value = ?",
      values, 2, 0, &found, err);
  *number = (uint32_t)found;
  return status;
}

gm_status gm_columns_read(gm_columns *c, uint32_t id, uint32_t document,
                          const uint32_t **numbers, size_t *count, gm_error *err) {
  column *own;
  gm_rows *rows;
  bool more;
  *count = 0;
  *numbers = NULL;
  gm_status status = column_of(c, id, &own, err);
  gm_value values[] = {gm_value_integer(document), gm_value_integer(id)};
  if (status == GM_OK)
    status = gm_store_query(
        c->store,
        "SELECT numbers FROM token_columns WHERE document = ? AND column_id = ?",
        values, 2, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status != GM_OK || !more)
    return status;
  gm_slice blob = gm_rows_bytes(rows, 0);
  size_t at = 0, found = 0;
  uint64_t number;
  if (!gm_grow((void **)&own->numbers, &own->number_capacity, blob.size + 1,
               sizeof *own->numbers))
    status = gm_nomem(err);
  while (status == GM_OK && at < blob.size) {
    if (!gm_varint_read(blob, &at, &number) || !number || number > UINT32_MAX)
      status = damaged(c, document, err);
    own->numbers[found++] = (uint32_t)number;
  }
  gm_rows_close(rows);
  *numbers = own->numbers;
  *count = status == GM_OK ? found : 0;
  return status;
}

/* ---- writing ---- */

static gm_status name_of(gm_columns *c, gm_slice name, uint32_t *id, gm_error *err) {
  gm_value value = gm_value_text(name);
  gm_status status = find_name(c, name, id, err);
  if (status != GM_OK || *id)
    return status;
  status = gm_store_execute(c->store, "INSERT INTO token_column_names(name) VALUES(?)",
                            &value, 1, err);
  *id = (uint32_t)gm_store_last_row(c->store);
  if (status == GM_OK && *id > MOST_COLUMNS)
    return gm_fail(err, GM_LIMIT, "more than %d columns", MOST_COLUMNS);
  return status;
}

/* The number of a value, a new one where the column does not have it yet. */
static gm_status number_of(gm_columns *c, uint32_t id, gm_slice value, uint32_t *number,
                           gm_error *err) {
  if (!c->known && !(c->known = gm_map_new()))
    return gm_nomem(err);
  gm_buffer_clear(&c->key);
  gm_buffer_add(&c->key, &id, sizeof id);
  gm_buffer_add(&c->key, value.data, value.size);
  if (c->key.status != GM_OK)
    return gm_nomem(err);
  const uint32_t *found = gm_map_get(c->known, gm_buffer_slice(&c->key));
  if (found)
    return *number = *found, GM_OK;
  gm_status status = gm_columns_number(c, id, value, number, err);
  gm_value values[] = {gm_value_integer(id), gm_value_text(value)};
  if (status == GM_OK && !*number) {
    status = gm_store_execute(c->store,
                              "INSERT INTO token_values(column_id, number, value)"
                              " SELECT ?1, COALESCE(MAX(number), 0) + 1, ?2"
                              " FROM token_values WHERE column_id = ?1",
                              values, 2, err);
    if (status == GM_OK)
      status = gm_columns_number(c, id, value, number, err);
  }
  return status == GM_OK
             ? gm_map_put(c->known, gm_buffer_slice(&c->key), *number, NULL, err)
             : status;
}

static gm_status put_column(gm_columns *c, int64_t document, const gm_given *given,
                            const gm_column *from, gm_error *err) {
  uint32_t id;
  gm_status status = name_of(c, from->name, &id, err);
  uint32_t *numbers = gm_alloc(from->value_count * sizeof *numbers + 1);
  if (!numbers)
    return gm_nomem(err);
  for (uint32_t v = 0; v < from->value_count && status == GM_OK; v++)
    status = number_of(c, id, from->values[v], &numbers[v], err);
  gm_buffer blob = GM_BUFFER_INIT;
  for (uint32_t i = 0; i < given->count && status == GM_OK; i++)
    gm_buffer_add_varint(&blob, numbers[from->value[i]]);
  if (status == GM_OK && blob.status != GM_OK)
    status = gm_nomem(err);
  gm_value values[] = {gm_value_integer(document), gm_value_integer(id),
                       gm_value_blob(gm_buffer_slice(&blob))};
  if (status == GM_OK)
    status = gm_store_execute(
        c->store,
        "INSERT INTO token_columns(document, column_id, numbers) VALUES(?,?,?)", values,
        3, err);
  gm_buffer_free(&blob);
  gm_free(numbers);
  return status;
}

static gm_status put_annotation(gm_columns *c, int64_t document, const char *kind,
                                gm_slice data, gm_error *err) {
  gm_value values[] = {gm_value_integer(document), gm_value_text(gm_slice_text(kind)),
                       gm_value_blob(data.data ? data : gm_slice_of("", 0))};
  return gm_store_execute(c->store,
                          "INSERT INTO annotations(document, kind, data) VALUES(?,?,?)",
                          values, 3, err);
}

static gm_status put_notes(gm_columns *c, int64_t document, const gm_given *given,
                           gm_error *err) {
  gm_buffer blob = GM_BUFFER_INIT;
  for (uint32_t i = 0, at = 0; i < given->note_count; at = given->notes[i++].token) {
    gm_slice line = given->notes[i].line;
    gm_buffer_add_varint(&blob, given->notes[i].token - at);
    gm_buffer_add_varint(&blob, line.size);
    gm_buffer_add(&blob, line.data, line.size);
  }
  gm_status status = blob.status == GM_OK ? put_annotation(c, document, "lines",
                                                           gm_buffer_slice(&blob), err)
                                          : gm_nomem(err);
  gm_buffer_free(&blob);
  return status;
}

gm_status gm_columns_put(gm_columns *c, int64_t document, const gm_given *given,
                         gm_slice standoff, gm_error *err) {
  gm_value id = gm_value_integer(document);
  gm_status status = gm_store_execute(
      c->store, "DELETE FROM token_columns WHERE document = ?", &id, 1, err);
  if (status == GM_OK)
    status = gm_store_execute(c->store, "DELETE FROM annotations WHERE document = ?",
                              &id, 1, err);
  for (uint32_t i = 0; given && i < given->column_count && status == GM_OK; i++)
    status = put_column(c, document, given, &given->columns[i], err);
  if (given && status == GM_OK)
    status = put_notes(c, document, given, err);
  if (standoff.size && status == GM_OK)
    status = put_annotation(c, document, "brat", standoff, err);
  return status;
}
