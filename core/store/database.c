/* Statements, kept by their text, and what SQLite's codes mean to a user.
 *
 * Invariants: 1. `index` maps a statement's text to its place in `statements`. 2. A
 * kept statement is reset and without parameters unless it is being read. */
#include "store/database.h"
#include "store/sqlite.h"
#include "base/buffer.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include <errno.h>

static gm_status input_failed(gm_store *store, int code, gm_error *err) {
  int number = sqlite3_system_errno(store->db);
  if (number == ENOSPC || number == EFBIG || number == EDQUOT)
    return gm_fail_at(
        err, GM_FULL, store->path, 0, 0,
        "no space left on the disk; what was not yet committed is not stored");
  if (number == EROFS || number == EACCES || number == EPERM)
    return gm_fail_at(err, GM_READONLY, store->path, 0, 0, "cannot be written: %s",
                      strerror(number));
  if (code == SQLITE_IOERR_WRITE) /* the cause was overwritten while rolling back */
    return gm_fail_at(
        err, GM_FULL, store->path, 0, 0,
        "cannot be written: no space left, or a limit on the size of files "
        "is reached; what was not yet committed is not stored");
  if ((code & 0xFF) == SQLITE_CANTOPEN && number)
    return gm_fail_at(err, GM_IO, store->path, 0, 0, "cannot be opened: %s",
                      strerror(number));
  return gm_fail_at(err, GM_IO, store->path, 0, 0, "%s%s%s", sqlite3_errmsg(store->db),
                    number ? ": " : "", number ? strerror(number) : "");
}

gm_status gm_sqlite_fail(gm_store *store, int code, gm_error *err) {
  const char *said = sqlite3_errmsg(store->db), *path = store->path;
  switch (code & 0xFF) {
  case SQLITE_NOMEM:
    return gm_nomem(err);
  case SQLITE_FULL:
    return gm_fail_at(
        err, GM_FULL, path, 0, 0,
        "no space left on the disk; what was not yet committed is not stored");
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return gm_fail_at(
        err, GM_BUSY, path, 0, 0,
        "another process is writing to it; try again when it has finished");
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return gm_fail_at(err, GM_READONLY, path, 0, 0,
                      "is read-only, or lies in a folder that is");
  case SQLITE_CORRUPT:
    return gm_fail_at(err, GM_CORRUPT, path, 0, 0, "is damaged: %s", said);
  case SQLITE_NOTADB:
    return gm_fail_at(err, GM_FORMAT, path, 0, 0, "is no corpus: not a database");
  case SQLITE_CANTOPEN:
  case SQLITE_IOERR:
    return input_failed(store, code, err);
  case SQLITE_INTERRUPT:
    return gm_fail(err, GM_INTERRUPTED, "interrupted");
  case SQLITE_AUTH:
    return gm_fail(err, GM_MISUSE, "only reading is allowed here: %s", said);
  case SQLITE_TOOBIG:
    return gm_fail_at(err, GM_LIMIT, path, 0, 0, "a value is larger than 1 GB");
  default:
    return gm_fail_at(err, GM_MISUSE, path, 0, 0, "%s", said);
  }
}

/* ---- statements ---- */

static gm_status keep(gm_store *store, gm_slice text, sqlite3_stmt *statement,
                      gm_rows **out, gm_error *err) {
  gm_rows *rows = gm_calloc(1, sizeof *rows);
  gm_status status = GM_OK;
  if (!rows || !gm_grow((void **)&store->statements, &store->capacity, store->count + 1,
                        sizeof *store->statements))
    status = gm_nomem(err);
  if (status == GM_OK)
    status = gm_map_put(store->index, text, (uint32_t)store->count, NULL, err);
  if (status != GM_OK) {
    gm_free(rows);
    sqlite3_finalize(statement);
    return status;
  }
  *rows = (gm_rows){store, statement, false};
  store->statements[store->count++] = rows;
  *out = rows;
  return GM_OK;
}

static gm_status prepare(gm_store *store, const char *sql, gm_rows **out,
                         gm_error *err) {
  gm_slice text = gm_slice_text(sql);
  uint32_t *known = gm_map_get(store->index, text);
  if (known) {
    *out = store->statements[*known];
    if (!(*out)->reading)
      return GM_OK;
    return gm_fail(err, GM_MISUSE, "this statement is still being read: %s", sql);
  }
  sqlite3_stmt *statement = NULL;
  const char *rest = "";
  int code = sqlite3_prepare_v3(store->db, sql, (int)text.size,
                                SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (code != SQLITE_OK)
    return gm_sqlite_fail(store, code, err);
  if (!statement || rest[strspn(rest, " \t\n;")]) {
    sqlite3_finalize(statement);
    return gm_fail(err, GM_MISUSE, "one statement at a time");
  }
  return keep(store, text, statement, out, err);
}

static int bind_one(sqlite3_stmt *statement, int at, const gm_value *value,
                    sqlite3_destructor_type lifetime) {
  const char *data = value->bytes.data ? value->bytes.data : "";
  switch (value->kind) {
  case GM_VALUE_INTEGER:
    return sqlite3_bind_int64(statement, at, value->integer);
  case GM_VALUE_REAL:
    return sqlite3_bind_double(statement, at, value->real);
  case GM_VALUE_TEXT:
    return sqlite3_bind_text64(statement, at, data, value->bytes.size, lifetime,
                               SQLITE_UTF8);
  case GM_VALUE_BLOB:
    return sqlite3_bind_blob64(statement, at, data, value->bytes.size, lifetime);
  default:
    return sqlite3_bind_null(statement, at);
  }
}

static gm_status start(gm_store *store, const char *sql, const gm_value *values,
                       size_t count, sqlite3_destructor_type lifetime, gm_rows **out,
                       gm_error *err) {
  gm_rows *rows = NULL;
  gm_status status = prepare(store, sql, &rows, err);
  if (status != GM_OK)
    return status;
  if ((size_t)sqlite3_bind_parameter_count(rows->statement) != count)
    return gm_fail(err, GM_MISUSE, "%d parameters wanted, %zu given: %s",
                   sqlite3_bind_parameter_count(rows->statement), count, sql);
  for (size_t i = 0; i < count; i++) {
    int code = bind_one(rows->statement, (int)i + 1, &values[i], lifetime);
    if (code == SQLITE_OK)
      continue;
    status = gm_sqlite_fail(store, code, err);
    gm_rows_close(rows);
    return status;
  }
  *out = rows;
  return GM_OK;
}

gm_status gm_store_query(gm_store *store, const char *sql, const gm_value *values,
                         size_t count, gm_rows **out, gm_error *err) {
  gm_rows *rows;
  gm_status status = start(store, sql, values, count, SQLITE_TRANSIENT, &rows, err);
  if (status != GM_OK)
    return status;
  if (!sqlite3_stmt_readonly(rows->statement)) {
    gm_rows_close(rows);
    return gm_fail(err, GM_MISUSE, "this statement would write: %s", sql);
  }
  rows->reading = true;
  *out = rows;
  return GM_OK;
}

/* What a statement that somebody typed may do: read what there is. */
static int only_reads(void *context, int action, const char *first, const char *second,
                      const char *database, const char *view) {
  (void)context, (void)first, (void)database, (void)view;
  switch (action) {
  case SQLITE_SELECT:
  case SQLITE_READ:
  case SQLITE_RECURSIVE:
    return SQLITE_OK;
  case SQLITE_FUNCTION:
    return second && strcmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
  default:
    return SQLITE_DENY;
  }
}

gm_status gm_store_ask(gm_store *store, const char *sql, const gm_value *values,
                       size_t count, gm_rows **out, gm_error *err) {
  gm_buffer text = {0}; /* another text than that of a statement of our own, kept unasked */
  gm_buffer_add_text(&text, "/* asked */ ");
  gm_buffer_add_text(&text, sql);
  sqlite3_set_authorizer(store->db, only_reads, NULL);
  gm_status status =
      gm_store_query(store, gm_buffer_text(&text), values, count, out, err);
  sqlite3_set_authorizer(store->db, NULL, NULL);
  gm_buffer_free(&text);
  return status;
}

gm_status gm_rows_next(gm_rows *rows, bool *more, gm_error *err) {
  gm_status ended = gm_interrupt_check(err);
  if (ended != GM_OK) {
    *more = false;
    gm_rows_close(rows);
    return ended;
  }
  int code = sqlite3_step(rows->statement);
  *more = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return GM_OK;
  gm_status status =
      code == SQLITE_DONE ? GM_OK : gm_sqlite_fail(rows->store, code, err);
  gm_rows_close(rows);
  return status;
}

int gm_rows_width(gm_rows *rows) {
  return sqlite3_column_count(rows->statement);
}

const char *gm_rows_name(gm_rows *rows, int column) {
  return sqlite3_column_name(rows->statement, column);
}

gm_slice gm_rows_bytes(gm_rows *rows, int column) {
  const char *data = sqlite3_column_blob(rows->statement, column);
  return gm_slice_of(data, (size_t)sqlite3_column_bytes(rows->statement, column));
}

int64_t gm_rows_integer(gm_rows *rows, int column) {
  return sqlite3_column_int64(rows->statement, column);
}

gm_value gm_rows_value(gm_rows *rows, int column) {
  gm_value value = {0};
  switch (sqlite3_column_type(rows->statement, column)) {
  case SQLITE_INTEGER:
    return gm_value_integer(gm_rows_integer(rows, column));
  case SQLITE_FLOAT:
    value.kind = GM_VALUE_REAL;
    value.real = sqlite3_column_double(rows->statement, column);
    return value;
  case SQLITE_TEXT:
    value.kind = GM_VALUE_TEXT;
    break;
  case SQLITE_BLOB:
    value.kind = GM_VALUE_BLOB;
    break;
  default:
    return value;
  }
  value.bytes = gm_rows_bytes(rows, column);
  return value;
}

void gm_rows_close(gm_rows *rows) {
  if (!rows)
    return;
  rows->reading = false;
  sqlite3_reset(rows->statement);
  sqlite3_clear_bindings(rows->statement);
}

gm_status gm_store_execute(gm_store *store, const char *sql, const gm_value *values,
                           size_t count, gm_error *err) {
  gm_rows *rows;
  gm_status status = start(store, sql, values, count, SQLITE_STATIC, &rows, err);
  if (status != GM_OK)
    return status;
  int code = sqlite3_step(rows->statement);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    status = gm_sqlite_fail(store, code, err);
  gm_rows_close(rows);
  return status;
}

gm_status gm_store_script(gm_store *store, const char *sql, gm_error *err) {
  int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? GM_OK : gm_sqlite_fail(store, code, err);
}

gm_status gm_store_integer(gm_store *store, const char *sql, const gm_value *values,
                           size_t count, int64_t missing, int64_t *out, gm_error *err) {
  gm_rows *rows;
  bool more;
  gm_status status = gm_store_query(store, sql, values, count, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status != GM_OK)
    return status;
  *out = more ? gm_rows_integer(rows, 0) : missing;
  gm_rows_close(rows);
  return GM_OK;
}

int64_t gm_store_last_row(const gm_store *store) {
  return sqlite3_last_insert_rowid(store->db);
}
int64_t gm_store_changes(const gm_store *store) {
  return sqlite3_changes64(store->db);
}
int64_t gm_store_total_changes(const gm_store *store) {
  return sqlite3_total_changes64(store->db);
}
const char *gm_store_path(const gm_store *store) {
  return store->path;
}

/* ---- rows by name ---- */

static bool is_word(const char *name) {
  return *name && !name[strspn(name, "abcdefghijklmnopqrstuvwxyz_")];
}

static gm_status check_names(const char *table, const char *const *columns,
                             size_t count, gm_error *err) {
  if (!count || !is_word(table))
    return gm_fail(err, GM_MISUSE, "no columns for %s", table);
  for (size_t i = 0; i < count; i++)
    if (!is_word(columns[i]))
      return gm_fail(err, GM_MISUSE, "“%s” is no column of %s", columns[i], table);
  return GM_OK;
}

/* Runs what `sql` holds, or says that there was no memory for it. */
static gm_status execute_built(gm_store *store, gm_buffer *sql, const gm_value *values,
                               size_t count, gm_error *err) {
  const char *text = gm_buffer_text(sql);
  gm_status status = sql->status == GM_OK
                         ? gm_store_execute(store, text, values, count, err)
                         : gm_nomem(err);
  gm_buffer_free(sql);
  return status;
}

gm_status gm_store_put(gm_store *store, const char *table, const char *const *columns,
                       const gm_value *values, size_t count, gm_error *err) {
  gm_status status = check_names(table, columns, count, err);
  if (status != GM_OK)
    return status;
  gm_buffer sql = GM_BUFFER_INIT;
  gm_buffer_add_format(&sql, "INSERT OR REPLACE INTO %s(", table);
  for (size_t i = 0; i < count; i++)
    gm_buffer_add_format(&sql, "%s[%s]", i ? "," : "", columns[i]);
  gm_buffer_add_text(&sql, ") VALUES(");
  for (size_t i = 0; i < count; i++)
    gm_buffer_add_text(&sql, i ? ",?" : "?");
  gm_buffer_add_text(&sql, ")");
  return execute_built(store, &sql, values, count, err);
}

gm_status gm_store_update(gm_store *store, const char *table, int64_t id,
                          const char *const *columns, const gm_value *values,
                          size_t count, gm_error *err) {
  gm_status status = check_names(table, columns, count, err);
  if (status != GM_OK)
    return status;
  gm_buffer sql = GM_BUFFER_INIT;
  gm_buffer_add_format(&sql, "UPDATE %s SET ", table);
  for (size_t i = 0; i < count; i++)
    gm_buffer_add_format(&sql, "%s[%s]=?", i ? "," : "", columns[i]);
  gm_buffer_add_format(&sql, " WHERE id=%lld", (long long)id);
  return execute_built(store, &sql, values, count, err);
}

gm_status gm_store_delete(gm_store *store, const char *table,
                          const char *const *columns, const gm_value *values,
                          size_t count, gm_error *err) {
  gm_status status = check_names(table, columns, count, err);
  if (status != GM_OK)
    return status;
  gm_buffer sql = GM_BUFFER_INIT;
  gm_buffer_add_format(&sql, "DELETE FROM %s WHERE ", table);
  for (size_t i = 0; i < count; i++)
    gm_buffer_add_format(&sql, "%s[%s] IS ?", i ? " AND " : "", columns[i]);
  return execute_built(store, &sql, values, count, err);
}

/* ---- batches ---- */

gm_status gm_store_begin(gm_store *store, gm_error *err) {
  if (gm_store_in_batch(store))
    return gm_fail(err, GM_MISUSE, "a batch is open already");
  return gm_store_execute(store, "BEGIN IMMEDIATE", NULL, 0, err);
}

gm_status gm_store_commit(gm_store *store, gm_error *err) {
  if (!gm_store_in_batch(store))
    return gm_fail(err, GM_MISUSE, "no batch is open");
  gm_status status = gm_store_execute(store, "COMMIT", NULL, 0, err);
  if (status != GM_OK)
    gm_store_rollback(store);
  return status;
}

void gm_store_rollback(gm_store *store) {
  if (gm_store_in_batch(store))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

bool gm_store_in_batch(const gm_store *store) {
  return !sqlite3_get_autocommit(store->db);
}
