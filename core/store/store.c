/* Opening: what the file is, how it is written, which schema it has.
 *
 * Write-ahead log with synchronous=NORMAL: killed or without power at any moment, the
 * file holds whole batches only; the last ones may be missing after a power cut, never
 * half of one. */
#include "store/store.h"
#include "store/compress.h"
#include "store/schema.h"
#include "store/sqlite.h"
#include "base/buffer.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEPS_BETWEEN_LOOKS = 20000 }; /* of SQLite's machine, about a millisecond */

static int is_interrupted(void *context) {
  (void)context;
  return gm_interrupted();
}

void gm_store_close(gm_store *store) {
  if (!store)
    return;
  if (store->db)
    gm_store_rollback(store);
  for (size_t i = 0; i < store->count; i++) {
    sqlite3_finalize(store->statements[i]->statement);
    gm_free(store->statements[i]);
  }
  gm_free(store->statements);
  gm_map_free(store->index);
  gm_compressor_free(store->compressor);
  sqlite3_close(store->db);
  gm_free(store->path);
  gm_free(store);
}

gm_status gm_store_compressor(gm_store *store, gm_compressor **out, gm_error *err) {
  gm_status status =
      store->compressor ? GM_OK : gm_compressor_new(&store->compressor, err);
  *out = store->compressor;
  return status;
}

static gm_status allocate(gm_store **out, const char *path, gm_error *err) {
  gm_store *store = gm_calloc(1, sizeof *store);
  if (!store)
    return gm_nomem(err);
  size_t size = strlen(path) + 1;
  store->path = gm_alloc(size);
  store->index = gm_map_new();
  if (!store->path || !store->index) {
    gm_store_close(store);
    return gm_nomem(err);
  }
  memcpy(store->path, path, size);
  *out = store;
  return GM_OK;
}

/* SQLite takes a file of a few bytes for an empty database and would write over it. */
static gm_status look_inside(const char *path, gm_error *err) {
  char head[16] = {0};
  FILE *file = fopen(path, "rb");
  if (!file)
    return gm_fail_at(err, errno == EACCES ? GM_READONLY : GM_IO, path, 0, 0, "%s",
                      strerror(errno));
  size_t size = fread(head, 1, sizeof head, file);
  fclose(file);
  if (size == 0 || (size == sizeof head && memcmp(head, "SQLite format 3", size) == 0))
    return GM_OK;
  return gm_fail_at(err, GM_FORMAT, path, 0, 0, "is no corpus: not a database");
}

/* What can be said about the file without opening it as a database. */
static gm_status look(const char *path, bool create, gm_error *err) {
  struct stat info;
  if (stat(path, &info) != 0) {
    if (errno == ENOENT && create)
      return GM_OK;
    return gm_fail_at(err, errno == ENOENT ? GM_NOTFOUND : GM_IO, path, 0, 0, "%s",
                      errno == ENOENT ? "there is no such corpus" : strerror(errno));
  }
  if (S_ISDIR(info.st_mode))
    return gm_fail_at(err, GM_FORMAT, path, 0, 0, "is a folder, no corpus");
  return S_ISREG(info.st_mode) ? look_inside(path, err) : GM_OK;
}

/* Closing keeps the statements out of the way: none is prepared yet. */
static gm_status connect(gm_store *store, const char *name, int flags, gm_error *err) {
  sqlite3_close(store->db);
  store->db = NULL;
  int code = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_EXRESCODE, NULL);
  if (code == SQLITE_OK) {
    sqlite3_progress_handler(store->db, STEPS_BETWEEN_LOOKS, is_interrupted, NULL);
    return GM_OK;
  }
  if (!store->db)
    return gm_nomem(err);
  return gm_sqlite_fail(store, code, err);
}

/* Can it be read at all? The first page tells whether it is a database. */
static int probe(gm_store *store) {
  return sqlite3_exec(store->db, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL,
                      NULL);
}

/* A log that has not been folded into the file cannot be read without writing beside
 * it. */
static bool has_log(const char *path) {
  struct stat info;
  gm_buffer name = GM_BUFFER_INIT;
  gm_buffer_add_format(&name, "%s-wal", path);
  bool has = stat(gm_buffer_text(&name), &info) == 0 && info.st_size > 0;
  gm_buffer_free(&name);
  return has;
}

/* Opens a file in a folder that nobody can write to, where SQLite cannot keep its
 * shared index of the log: as a file that does not change. */
static gm_status connect_immutable(gm_store *store, gm_error *err) {
  gm_buffer name = GM_BUFFER_INIT;
  gm_buffer_add_text(&name, "file:");
  for (const char *at = store->path; *at; at++) {
    if (strchr("?#%", *at))
      gm_buffer_add_format(&name, "%%%02X", (unsigned char)*at);
    else
      gm_buffer_add_byte(&name, (unsigned char)*at);
  }
  gm_buffer_add_text(&name, "?immutable=1");
  const char *uri = gm_buffer_text(&name);
  gm_status status =
      name.status == GM_OK
          ? connect(store, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err)
          : gm_nomem(err);
  gm_buffer_free(&name);
  return status;
}

/* Connected for writing where that is allowed, so that the last one who closes tidies
 * up the log; query_only refuses all changes. */
static gm_status open_readonly(gm_store *store, uint32_t timeout, gm_error *err) {
  gm_status status = connect(store, store->path, SQLITE_OPEN_READWRITE, err);
  if (status != GM_OK)
    return status;
  sqlite3_busy_timeout(store->db, (int)timeout);
  sqlite3_exec(store->db, "PRAGMA query_only=1", NULL, NULL,
               NULL);
  int code = probe(store);
  if (((code & 0xFF) == SQLITE_CANTOPEN || (code & 0xFF) == SQLITE_READONLY) &&
      !has_log(store->path)) {
    status = connect_immutable(store, err);
    if (status != GM_OK)
      return status;
    code = probe(store);
  }
  if (code != SQLITE_OK)
    return gm_sqlite_fail(store, code, err);
  return gm_schema_check(store, err);
}

/* May nothing be written in the file or beside it? */
static bool is_protected(const char *path) {
  gm_buffer folder = GM_BUFFER_INIT;
  const char *slash = strrchr(path, '/');
  gm_buffer_add(&folder, path, slash ? (size_t)(slash - path) : 0);
  gm_buffer_add_text(&folder, slash ? "/" : ".");
  bool is = access(path, W_OK) != 0 || access(gm_buffer_text(&folder), W_OK) != 0;
  gm_buffer_free(&folder);
  return is;
}

/* Two that make the same corpus at once meet here, where SQLite gives up without
 * waiting. */
static gm_status switch_to_log(gm_store *store, uint32_t timeout, gm_error *err) {
  static const char *const sql = "PRAGMA page_size=8192;PRAGMA journal_mode=WAL;"
                                 "PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
                                 "PRAGMA cache_size=-8000;PRAGMA temp_store=MEMORY;";
  for (uint32_t waited = 0; waited < timeout; waited += 20) {
    gm_status status = gm_store_script(store, sql, NULL);
    if (status != GM_BUSY)
      break;
    usleep(20000);
  }
  return gm_store_script(store, sql, err);
}

static gm_status open_writable(gm_store *store, const gm_store_options *options,
                               uint32_t timeout, gm_error *err) {
  int flags = SQLITE_OPEN_READWRITE | (options->create ? SQLITE_OPEN_CREATE : 0);
  gm_status status = connect(store, store->path, flags, err);
  if (status != GM_OK)
    return status;
  sqlite3_busy_timeout(store->db, (int)timeout);
  int code = probe(store);
  if ((code & 0xFF) == SQLITE_CANTOPEN && is_protected(store->path))
    code = SQLITE_READONLY; /* the log cannot be made */
  if (code != SQLITE_OK)
    return gm_sqlite_fail(store, code, err);
  /* Nothing is written before the file is known to be ours (or empty). */
  status = gm_schema_upgrade(store, -1, err);
  if (status == GM_OK)
    status = switch_to_log(store, timeout, err);
  if (status == GM_OK)
    status = gm_schema_upgrade(store, options->version, err);
  return status;
}

gm_status gm_store_open(gm_store **out, const char *path,
                        const gm_store_options *options, gm_error *err) {
  gm_store *store = NULL;
  uint32_t timeout = options->timeout ? options->timeout : 10000;
  *out = NULL;
  gm_status status = look(path, options->create && !options->readonly, err);
  if (status == GM_OK)
    status = allocate(&store, path, err);
  if (status == GM_OK)
    status = options->readonly ? open_readonly(store, timeout, err)
                               : open_writable(store, options, timeout, err);
  if (status == GM_OK)
    *out = store;
  else
    gm_store_close(store);
  return status;
}
