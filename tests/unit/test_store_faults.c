/* core/store where allocations and writes fail one after the other: every call comes
 * back with its status, and the file holds whole batches only.
 *
 * Each step runs the same work with the n-th allocation of SQLite, of our own code, or
 * the n-th write to a file failing, and each later one as well; then the file is opened
 * again and checked. FAULTS=all takes every n, otherwise some. */
#include "test.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/memory.h"
#include "base/sha256.h"
#include "store/compact.h"
#include "store/compress.h"
#include "store/documents.h"
#include "store/store.h"
#include "store/stream.h"
#include "store/verify.h"

static char folder[64], path[96];

/* ---- SQLite's allocator, with a switch ---- */

static sqlite3_mem_methods plain;
static int64_t allocations_left = -1;

static bool refused(int64_t *left) {
  if (*left < 0)
    return false;
  if (*left == 0)
    return true;
  --*left;
  return false;
}

static void *fault_malloc(int size) {
  return refused(&allocations_left) ? NULL : plain.xMalloc(size);
}

static void *fault_realloc(void *block, int size) {
  return refused(&allocations_left) ? NULL : plain.xRealloc(block, size);
}

static void install_allocator(void) {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain);
  sqlite3_mem_methods faulty = plain;
  faulty.xMalloc = fault_malloc;
  faulty.xRealloc = fault_realloc;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty);
}

/* ---- a file system whose writes fail ---- */

static int64_t writes_left = -1;
static int write_failure = SQLITE_FULL;
static sqlite3_vfs faulty_vfs, *plain_vfs;

/* SQLite has several kinds of files, each with its own methods. */
enum { KINDS = 4 };
static const sqlite3_io_methods *plain_io[KINDS];
static sqlite3_io_methods faulty_io[KINDS];

static const sqlite3_io_methods *plain_of(const sqlite3_file *file) {
  return plain_io[file->pMethods - faulty_io];
}

static int fault_write(sqlite3_file *file, const void *bytes, int size,
                       sqlite3_int64 at) {
  return refused(&writes_left) ? write_failure
                               : plain_of(file)->xWrite(file, bytes, size, at);
}

static int fault_sync(sqlite3_file *file, int flags) {
  return refused(&writes_left) ? SQLITE_IOERR_FSYNC
                               : plain_of(file)->xSync(file, flags);
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 size) {
  return refused(&writes_left) ? SQLITE_IOERR_TRUNCATE
                               : plain_of(file)->xTruncate(file, size);
}

static int fault_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file,
                      int flags, int *out) {
  (void)vfs;
  int code = plain_vfs->xOpen(plain_vfs, name, file, flags, out), kind = 0;
  if (code != SQLITE_OK || !file->pMethods)
    return code;
  while (kind < KINDS - 1 && plain_io[kind] && plain_io[kind] != file->pMethods)
    kind++;
  plain_io[kind] = file->pMethods;
  faulty_io[kind] = *file->pMethods;
  faulty_io[kind].xWrite = fault_write;
  faulty_io[kind].xSync = fault_sync;
  faulty_io[kind].xTruncate = fault_truncate;
  file->pMethods = &faulty_io[kind];
  return code;
}

static void install_files(void) {
  plain_vfs = sqlite3_vfs_find(NULL);
  faulty_vfs = *plain_vfs;
  faulty_vfs.zName = "faulty";
  faulty_vfs.xOpen = fault_open;
  sqlite3_vfs_register(&faulty_vfs, 1);
}

/* ---- the work ---- */

typedef struct {
  gm_lexicon *lexicon;
  gm_tokens *tokens;
  gm_packer *packer;
} tools;

static const char *const texts[] = {
    "The first text, which everybody reads.", "A second text; it says something else.",
    "日本 and “quotes”, and U.S. forces.", "The first text comes back, changed."};

static gm_status add(gm_store *store, gm_types *types, tools *t, int which,
                     const char *where, gm_error *err) {
  gm_buffer parcel = GM_BUFFER_INIT, packed = GM_BUFFER_INIT, frame = GM_BUFFER_INIT;
  gm_compressor *compressor;
  const gm_unpacked *reading;
  gm_slice text = gm_slice_text(texts[which]);
  char hash[65];
  gm_sha256_hex(text, hash);
  gm_entry entry = {.hash = gm_slice_text(hash),
                    .name = gm_slice_text(where),
                    .path = gm_slice_text(where),
                    .bytes = (int64_t)text.size};
  gm_entry_meta meta = {gm_slice_text("key"), text, gm_slice_text("test")};
  entry.meta = &meta;
  entry.meta_count = 1;
  gm_added added;
  int64_t id;
  gm_status status = gm_tokens_cut(t->tokens, t->lexicon, text, GM_TAILOR_ALL, err);
  if (status == GM_OK)
    status = gm_tokens_sentences(t->tokens, t->lexicon, NULL, 0, err);
  if (status == GM_OK)
    status = gm_packer_pack(t->packer, t->tokens, t->lexicon, &parcel, err);
  if (status == GM_OK)
    status = gm_types_absorb(types, gm_buffer_slice(&parcel), text.size, &packed,
                             &reading, err);
  if (status == GM_OK)
    status = gm_store_compressor(store, &compressor, err);
  if (status == GM_OK)
    status = gm_compress(compressor, text, &frame, err);
  entry.packed = gm_buffer_slice(&packed);
  entry.frame = gm_buffer_slice(&frame);
  entry.tokens = t->tokens->count;
  entry.sentences = t->tokens->sentence_count;
  if (status == GM_OK)
    status = gm_documents_add(store, types, &entry, which, &added, &id, err);
  gm_buffer_free(&parcel);
  gm_buffer_free(&packed);
  gm_buffer_free(&frame);
  return status;
}

static gm_status batch(gm_store *store, gm_types *types, tools *t, int from, int to,
                       gm_error *err) {
  char where[8] = "a";
  gm_status status = gm_store_begin(store, err);
  for (int i = from; i < to && status == GM_OK; i++) {
    where[0] = (char)('a' + i % 3); /* the fourth takes the first one's place */
    status = add(store, types, t, i, where, err);
  }
  if (status == GM_OK)
    status = gm_types_flush(types, err);
  if (status == GM_OK)
    status = gm_store_commit(store, err);
  if (status != GM_OK) {
    gm_store_rollback(store);
    gm_types_forget(types);
  }
  return status;
}

static gm_status work(tools *t, gm_error *err) {
  gm_store *store;
  gm_types *types = NULL;
  gm_status status =
      gm_store_open(&store, path, &(gm_store_options){.create = true}, err);
  if (status == GM_OK)
    status = gm_types_new(&types, store, err);
  if (status == GM_OK)
    status = batch(store, types, t, 0, 2, err);
  if (status == GM_OK)
    status = batch(store, types, t, 2, 4, err);
  if (status == GM_OK)
    status = gm_store_compact(store, err);
  gm_types_free(types);
  gm_store_close(store);
  return status;
}

static void report(void *context, uint32_t document, const char *problem) {
  print_error("document %u: %s\n", document, problem);
  ++*(int *)context;
}

/* Whole batches only: none, two documents, or three. */
static void check_file(int64_t n) {
  gm_store *store;
  gm_error err = {0};
  int problems = 0;
  int64_t documents = -1;
  if (access(path, F_OK) != 0)
    return;
  gm_status status =
      gm_store_open(&store, path, &(gm_store_options){.create = true}, &err);
  if (status == GM_OK)
    status = gm_verify(store, report, &problems, &err);
  if (status == GM_OK)
    status = gm_store_integer(store, "SELECT COUNT(*) FROM documents", NULL, 0, -1,
                              &documents, &err);
  if (status != GM_OK || problems)
    fail_msg("after failure %lld: %s", (long long)n, err.message);
  assert_true(documents == 0 || documents == 2 || documents == 3);
  gm_store_close(store);
}

static void start_again(void) {
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
  char name[128];
  for (int i = 0; i < 4; i++) {
    snprintf(name, sizeof name, "%s%s", path, endings[i]);
    unlink(name);
  }
}

/* Does the work with the n-th use of something failing, until it is never reached. */
static void fail_one_by_one(void (*arm)(int64_t), gm_status allowed, int64_t stride) {
  tools t = {0};
  gm_error err = {0};
  assert_int_equal(gm_lexicon_new(&t.lexicon, &err), GM_OK);
  assert_int_equal(gm_tokens_new(&t.tokens, &err), GM_OK);
  assert_int_equal(gm_packer_new(&t.packer, &err), GM_OK);
  const char *wanted = getenv("FAULTS");
  if (wanted && *wanted)
    stride = 1;
  gm_status status = GM_NOMEM;
  int64_t n = 0;
  for (; status != GM_OK; n += stride) {
    gm_error why = {0};
    assert_true(n < 200000);
    start_again();
    arm(n);
    status = work(&t, &why);
    arm(-1);
    if (status != GM_OK && status != allowed && status != GM_IO)
      fail_msg("failure %lld gives %d: %s", (long long)n, (int)status, why.message);
    if (status != GM_OK)
      assert_true(why.message[0]);
    check_file(n);
  }
  printf("figure: failures_survived %lld in steps of %lld\n", (long long)n,
         (long long)stride);
  gm_packer_free(t.packer);
  gm_tokens_free(t.tokens);
  gm_lexicon_free(t.lexicon);
}

static void arm_sqlite(int64_t n) {
  allocations_left = n;
}
static void arm_own(int64_t n) {
  gm_alloc_fail_after(n);
}
static void arm_full(int64_t n) {
  write_failure = SQLITE_FULL;
  writes_left = n;
}
static void arm_broken(int64_t n) {
  write_failure = SQLITE_IOERR_WRITE;
  writes_left = n;
}

static void test_sqlite_out_of_memory(void **state) {
  (void)state;
  fail_one_by_one(arm_sqlite, GM_NOMEM, 211);
}
static void test_own_out_of_memory(void **state) {
  (void)state;
  fail_one_by_one(arm_own, GM_NOMEM, 7);
}
static void test_disk_full(void **state) {
  (void)state;
  fail_one_by_one(arm_full, GM_FULL, 11);
}
static void test_disk_broken(void **state) {
  (void)state;
  fail_one_by_one(arm_broken, GM_FULL, 11);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_sqlite_out_of_memory),
                                     cmocka_unit_test(test_own_out_of_memory),
                                     cmocka_unit_test(test_disk_full),
                                     cmocka_unit_test(test_disk_broken)};
  install_allocator();
  install_files();
  snprintf(folder, sizeof folder, "%s/gimlet_faults_XXXXXX",
           access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
  if (!mkdtemp(folder))
    return 1;
  snprintf(path, sizeof path, "%s/c.db", folder);
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  start_again();
  rmdir(folder);
  return failed;
}
