/* core/store: opening, schema, statements, documents, packed tokens and zones. */
#include "test.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/memory.h"
#include "base/sha256.h"
#include "store/documents.h"
#include "store/compress.h"
#include "store/parcel.h"
#include "store/schema.h"
#include "store/store.h"
#include "store/stream.h"
#include "store/verify.h"
#include "store/zones.h"

static char folder[64], path[96];

static int setup(void **state) {
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/gimlet_store_XXXXXX");
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/c.db", folder);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  static const char *const names[] = {"c.db", "c.db-wal", "c.db-shm"};
  char name[128];
  for (int i = 0; i < 3; i++) {
    snprintf(name, sizeof name, "%s/%s", folder, names[i]);
    unlink(name);
  }
  return rmdir(folder);
}

static gm_store *open_store(gm_store_options options) {
  gm_store *store;
  gm_error err = {0};
  if (gm_store_open(&store, path, &options, &err) != GM_OK)
    fail_msg("%s: %s", err.file, err.message);
  return store;
}

static gm_status try_open(gm_store_options options, gm_error *err) {
  gm_store *store = (gm_store *)1;
  gm_status status = gm_store_open(&store, path, &options, err);
  if (status != GM_OK)
    assert_null(store);
  gm_store_close(store);
  return status;
}

static int64_t number(gm_store *store, const char *sql) {
  int64_t value = -1;
  gm_error err = {0};
  if (gm_store_integer(store, sql, NULL, 0, -1, &value, &err) != GM_OK)
    fail_msg("%s", err.message);
  return value;
}

static void write_file(const char *bytes, size_t size) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, size, file), size);
  fclose(file);
}

/* ---- opening ---- */

static void test_open_missing(void **state) {
  (void)state;
  gm_error err = {0};
  assert_int_equal(try_open((gm_store_options){0}, &err), GM_NOTFOUND);
  assert_string_equal(err.file, path);
  gm_error_clear(&err);
  assert_int_equal(try_open((gm_store_options){.readonly = true, .create = true}, &err),
                   GM_NOTFOUND);
  assert_int_not_equal(access(path, F_OK), 0);
}

static void test_open_strange_files(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    gm_status status;
  } cases[] = {
      {"This is a text and no database, and long enough to look at.", GM_FORMAT},
      {"SQLite format 3", GM_FORMAT},
      {"x", GM_FORMAT}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gm_error err = {0};
    write_file(cases[i].bytes, strlen(cases[i].bytes));
    assert_int_equal(try_open((gm_store_options){.create = true}, &err),
                     cases[i].status);
    gm_error_clear(&err);
    assert_int_equal(try_open((gm_store_options){.readonly = true}, &err),
                     cases[i].status);
  }
}

static void test_open_creates_and_opens_again(void **state) {
  (void)state;
  gm_store *store = open_store((gm_store_options){.create = true});
  assert_int_equal(number(store, "PRAGMA user_version"), gm_schema_newest());
  assert_int_equal(number(store, "PRAGMA application_id"), GM_SCHEMA_APPLICATION);
  gm_store_close(store);
  store = open_store((gm_store_options){.readonly = true});
  gm_error err = {0};
  assert_int_equal(gm_store_execute(store, "DELETE FROM documents", NULL, 0, &err),
                   GM_READONLY);
  gm_store_close(store);
}

static void test_other_program(void **state) {
  (void)state;
  gm_error err = {0};
  gm_store *store = open_store((gm_store_options){.create = true});
  gm_store_script(store, "PRAGMA application_id=7", &err);
  gm_store_close(store);
  assert_int_equal(try_open((gm_store_options){.create = true}, &err), GM_FORMAT);
}

static void test_newer_version(void **state) {
  (void)state;
  gm_error err = {0};
  gm_store *store = open_store((gm_store_options){.create = true});
  gm_store_script(store, "PRAGMA user_version=999", &err);
  gm_store_close(store);
  assert_int_equal(try_open((gm_store_options){.create = true}, &err), GM_VERSION);
  assert_non_null(strstr(err.message, "schema 999"));
}

static void test_migrates(void **state) {
  (void)state;
  gm_store *store = open_store((gm_store_options){.create = true, .version = 1});
  assert_int_equal(number(store, "PRAGMA user_version"), 1);
  gm_store_close(store);
  gm_error err = {0};
  assert_int_equal(try_open((gm_store_options){.readonly = true}, &err), GM_VERSION);
  store = open_store((gm_store_options){0});
  assert_int_equal(number(store, "PRAGMA user_version"), gm_schema_newest());
  assert_int_equal(number(store, "SELECT COUNT(*) FROM decisions"), 0);
  gm_store_close(store);
}

static void test_second_writer_is_told(void **state) {
  (void)state;
  gm_error err = {0};
  gm_store *first = open_store((gm_store_options){.create = true});
  gm_store *second = open_store((gm_store_options){.timeout = 20});
  assert_int_equal(gm_store_begin(first, &err), GM_OK);
  assert_int_equal(gm_store_begin(second, &err), GM_BUSY);
  assert_int_equal(number(second, "SELECT COUNT(*) FROM documents"),
                   0); /* reading goes on */
  assert_int_equal(gm_store_commit(first, NULL), GM_OK);
  assert_int_equal(gm_store_begin(second, NULL), GM_OK);
  gm_store_close(first);
  gm_store_close(second);
}

static void test_corrupted_pages(void **state) {
  (void)state;
  gm_error err = {0};
  gm_store *store = open_store((gm_store_options){.create = true});
  gm_store_close(store);
  FILE *file = fopen(path, "r+b");
  fseek(file, 200, SEEK_SET);
  for (int i = 0; i < 7900; i++)
    fputc(0xA5, file);
  fclose(file);
  assert_int_equal(try_open((gm_store_options){0}, &err), GM_CORRUPT);
}

/* ---- statements ---- */

static void test_query_reads_only(void **state) {
  (void)state;
  gm_store *store = open_store((gm_store_options){.create = true});
  static const char *const refused[] = {"DELETE FROM documents", "SELECT 1; SELECT 2",
                                        "SELECT ?", "SELEC 1", ""};
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    gm_rows *rows = NULL;
    gm_error err = {0};
    assert_int_equal(gm_store_query(store, refused[i], NULL, 0, &rows, &err),
                     GM_MISUSE);
    assert_true(err.message[0]);
  }
  gm_store_close(store);
}

static void test_put_and_delete_by_name(void **state) {
  (void)state;
  gm_store *store = open_store((gm_store_options){.create = true});
  gm_error err = {0};
  const char *columns[] = {"name", "about"};
  gm_value values[] = {gm_value_text(gm_slice_text("Nikkei")), {0}};
  assert_int_equal(gm_store_put(store, "sources", columns, values, 2, &err), GM_OK);
  assert_int_equal(number(store, "SELECT COUNT(*) FROM sources WHERE about IS NULL"),
                   1);
  gm_value about[] = {gm_value_text(gm_slice_text("a paper"))};
  assert_int_equal(gm_store_update(store, "sources", 1, columns + 1, about, 1, &err),
                   GM_OK);
  assert_int_equal(
      number(store, "SELECT COUNT(*) FROM sources WHERE about = 'a paper'"), 1);
  assert_int_equal(gm_store_update(store, "sources", 7, columns + 1, about, 1, &err),
                   GM_OK);
  assert_int_equal(gm_store_changes(store), 0);
  values[1] = about[0];
  const char *bad[] = {"name)", "about"};
  assert_int_equal(gm_store_put(store, "sources", bad, values, 2, &err), GM_MISUSE);
  assert_int_equal(gm_store_delete(store, "sources", columns, values, 2, NULL), GM_OK);
  assert_int_equal(gm_store_changes(store), 1);
  gm_store_close(store);
}

static void test_batches(void **state) {
  (void)state;
  gm_store *store = open_store((gm_store_options){.create = true});
  assert_int_equal(gm_store_commit(store, NULL), GM_MISUSE);
  assert_int_equal(gm_store_begin(store, NULL), GM_OK);
  assert_int_equal(gm_store_begin(store, NULL), GM_MISUSE);
  gm_store_execute(store, "INSERT INTO sources(name) VALUES('x')", NULL, 0, NULL);
  gm_store_rollback(store);
  gm_store_rollback(store);
  assert_int_equal(number(store, "SELECT COUNT(*) FROM sources"), 0);
  gm_store_close(store);
}

/* ---- documents ---- */

typedef struct {
  gm_store *store;
  gm_lexicon *lexicon;
  gm_tokens *tokens;
  gm_packer *packer;
  gm_types *types;
} room;

static room open_room(void) {
  room r = {.store = open_store((gm_store_options){.create = true})};
  gm_error err = {0};
  assert_int_equal(gm_lexicon_new(&r.lexicon, &err), GM_OK);
  assert_int_equal(gm_tokens_new(&r.tokens, &err), GM_OK);
  assert_int_equal(gm_packer_new(&r.packer, &err), GM_OK);
  assert_int_equal(gm_types_new(&r.types, r.store, &err), GM_OK);
  return r;
}

static void close_room(room *r) {
  gm_types_free(r->types);
  gm_packer_free(r->packer);
  gm_tokens_free(r->tokens);
  gm_lexicon_free(r->lexicon);
  gm_store_close(r->store);
}

/* Cuts a text into a parcel. */
static gm_status parcel_of(room *r, gm_slice text, gm_buffer *out, gm_error *err) {
  gm_status status = gm_tokens_cut(r->tokens, r->lexicon, text, GM_TAILOR_ALL, err);
  if (status == GM_OK)
    status = gm_tokens_sentences(r->tokens, r->lexicon, NULL, 0, err);
  return status == GM_OK ? gm_packer_pack(r->packer, r->tokens, r->lexicon, out, err)
                         : status;
}

static gm_added add(room *r, const char *where, int64_t record, const char *text,
                    int64_t load) {
  gm_error err = {0};
  gm_buffer parcel = GM_BUFFER_INIT, packed = GM_BUFFER_INIT, frame = GM_BUFFER_INIT;
  gm_compressor *compressor;
  const gm_unpacked *reading;
  char hash[65];
  gm_slice bytes = gm_slice_text(text);
  gm_sha256_hex(bytes, hash);
  gm_entry entry = {.hash = gm_slice_text(hash),
                    .name = gm_slice_text(where),
                    .path = gm_slice_text(where),
                    .record = record,
                    .bytes = (int64_t)bytes.size};
  gm_status status = parcel_of(r, bytes, &parcel, &err);
  if (status == GM_OK)
    status = gm_types_absorb(r->types, gm_buffer_slice(&parcel), bytes.size, &packed,
                             &reading, &err);
  if (status == GM_OK)
    status = gm_store_compressor(r->store, &compressor, &err);
  if (status == GM_OK)
    status = gm_compress(compressor, bytes, &frame, &err);
  entry.packed = gm_buffer_slice(&packed);
  entry.frame = gm_buffer_slice(&frame);
  entry.tokens = r->tokens->count;
  entry.sentences = r->tokens->sentence_count;
  gm_added added = GM_COPY;
  int64_t id;
  if (status == GM_OK)
    status = gm_documents_add(r->store, r->types, &entry, load, &added, &id, &err);
  gm_buffer_free(&parcel);
  gm_buffer_free(&packed);
  gm_buffer_free(&frame);
  if (status != GM_OK)
    fail_msg("%s", err.message);
  return added;
}

static void report(void *context, uint32_t document, const char *problem) {
  print_error("document %u: %s\n", document, problem);
  ++*(int *)context;
}

static void check_counts(room *r) { /* invariant 3 of documents.c */
  int problems = 0;
  gm_error err = {0};
  assert_int_equal(gm_types_flush(r->types, &err), GM_OK);
  if (gm_verify(r->store, report, &problems, &err) != GM_OK)
    fail_msg("%s", err.message);
  assert_int_equal(problems, 0);
}

static void test_same_document_twice(void **state) {
  (void)state;
  room r = open_room();
  gm_store_begin(r.store, NULL);
  assert_int_equal(add(&r, "a", 0, "One text. Twice.", 1), GM_ADDED);
  assert_int_equal(add(&r, "b", 0, "One text. Twice.", 1), GM_COPY);
  assert_int_equal(add(&r, "a", 0, "One text. Twice.", 2), GM_UPDATED);
  assert_int_equal(add(&r, "b", 0, "One text. Twice.", 2), GM_KNOWN);
  check_counts(&r);
  assert_int_equal(gm_store_commit(r.store, NULL), GM_OK);
  assert_int_equal(number(r.store, "SELECT COUNT(*) FROM documents"), 1);
  assert_int_equal(number(r.store, "SELECT COUNT(*) FROM paths"), 2);
  close_room(&r);
}

static void test_changed_file_replaces(void **state) {
  (void)state;
  room r = open_room();
  gm_store_begin(r.store, NULL);
  add(&r, "a", 0, "The first version.", 1);
  add(&r, "b", 0, "The first version.", 1);
  assert_int_equal(add(&r, "a", 0, "The second version, longer.", 2), GM_ADDED);
  assert_int_equal(number(r.store, "SELECT COUNT(*) FROM documents"), 2);
  assert_int_equal(
      number(r.store, "SELECT COUNT(*) FROM documents WHERE path='b' AND name='b'"), 1);
  assert_int_equal(add(&r, "b", 0, "The second version, longer.", 2), GM_COPY);
  assert_int_equal(number(r.store, "SELECT COUNT(*) FROM documents"), 1);
  assert_int_equal(number(r.store, "SELECT COUNT(*) FROM contents"), 1);
  check_counts(&r);
  gm_store_commit(r.store, NULL);
  close_room(&r);
}

static void test_records_that_vanish(void **state) {
  (void)state;
  room r = open_room();
  int64_t gone;
  gm_slice file = gm_slice_text("f.jsonl"), stamp = gm_slice_text("1 2");
  gm_store_begin(r.store, NULL);
  for (int i = 1; i <= 3; i++)
    add(&r, "f.jsonl", i, i == 1 ? "one" : i == 2 ? "two" : "three", 1);
  assert_int_equal(gm_documents_file(r.store, r.types, file, stamp, 3, 1, &gone, NULL),
                   GM_OK);
  assert_int_equal(gone, 0);
  add(&r, "f.jsonl", 1, "two", 2); /* one is gone, two has moved up, three is gone */
  assert_int_equal(gm_documents_file(r.store, r.types, file, stamp, 1, 2, &gone, NULL),
                   GM_OK);
  assert_int_equal(gone, 1);
  assert_int_equal(number(r.store, "SELECT COUNT(*) FROM documents"), 1);
  assert_int_equal(number(r.store, "SELECT record FROM documents"), 1);
  check_counts(&r);
  gm_store_commit(r.store, NULL);
  close_room(&r);
}

/* Two loads read one file at once: what the later one saw stays, whoever writes last.
 */
static void test_two_loads_of_one_file(void **state) {
  (void)state;
  room r = open_room();
  int64_t gone;
  gm_slice file = gm_slice_text("f.jsonl"), stamp = gm_slice_text("1 2");
  gm_store_begin(r.store, NULL);
  add(&r, "f.jsonl", 1, "one", 7);
  add(&r, "f.jsonl", 1, "one", 8);
  add(&r, "f.jsonl", 2, "two", 8);
  add(&r, "f.jsonl", 2, "two", 7);
  assert_int_equal(gm_documents_file(r.store, r.types, file, stamp, 2, 7, &gone, NULL),
                   GM_OK);
  assert_int_equal(gone, 0);
  assert_int_equal(gm_documents_file(r.store, r.types, file, stamp, 2, 8, &gone, NULL),
                   GM_OK);
  assert_int_equal(gone, 0);
  assert_int_equal(number(r.store, "SELECT COUNT(*) FROM documents"), 2);
  gm_store_commit(r.store, NULL);
  close_room(&r);
}

/* Whatever allocation fails: an error, and after the rollback nothing of the document.
 */
/* Everything that stores a document, from its parcel on. */
static gm_status add_parcel(room *r, gm_types *types, gm_slice parcel, gm_entry *entry,
                            gm_buffer *packed, gm_error *err) {
  const gm_unpacked *reading;
  gm_added added;
  int64_t id;
  gm_status status =
      gm_types_absorb(types, parcel, (uint64_t)entry->bytes, packed, &reading, err);
  entry->packed = gm_buffer_slice(packed);
  if (status == GM_OK)
    status = gm_documents_add(r->store, types, entry, 1, &added, &id, err);
  return status == GM_OK ? gm_types_flush(types, err) : status;
}

static void test_add_out_of_memory(void **state) {
  (void)state;
  room r = open_room();
  gm_slice text = gm_slice_text("Some words, and then some more of them.");
  char hash[65];
  gm_sha256_hex(text, hash);
  gm_buffer parcel = GM_BUFFER_INIT;
  assert_int_equal(parcel_of(&r, text, &parcel, NULL), GM_OK);
  gm_entry entry = {.hash = gm_slice_text(hash),
                    .name = text,
                    .path = text,
                    .frame = text,
                    .bytes = (int64_t)text.size};
  for (int64_t n = 0; n < 500; n++) {
    gm_error err = {0};
    gm_buffer packed = GM_BUFFER_INIT;
    gm_types *types = NULL;
    gm_store_begin(r.store, NULL);
    gm_alloc_fail_after(n);
    gm_status status = gm_types_new(&types, r.store, &err);
    if (status == GM_OK)
      status = add_parcel(&r, types, gm_buffer_slice(&parcel), &entry, &packed, &err);
    gm_alloc_fail_after(-1);
    gm_store_rollback(r.store);
    gm_types_free(types);
    gm_buffer_free(&packed);
    assert_int_equal(number(r.store, "SELECT COUNT(*) FROM documents"), 0);
    assert_int_equal(number(r.store, "SELECT COUNT(*) FROM forms"), 0);
    if (status == GM_OK) {
      gm_buffer_free(&parcel);
      close_room(&r);
      return;
    }
    assert_int_equal(status, GM_NOMEM);
    assert_int_equal(err.status, GM_NOMEM);
  }
  fail_msg("adding needs too many allocations");
}

static void test_rollback_forgets_types(void **state) {
  (void)state;
  room r = open_room();
  gm_store_begin(r.store, NULL);
  add(&r, "a", 0, "Lost words.", 1);
  gm_store_rollback(r.store);
  gm_types_forget(r.types);
  gm_store_begin(r.store, NULL);
  add(&r, "b", 0, "Other words.", 1);
  check_counts(&r);
  gm_store_commit(r.store, NULL);
  close_room(&r);
}

/* ---- packing ---- */

static void test_tokens_come_back(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      "word",
      "Japan's cyber-security won't wait.  Two  spaces.\n\nA paragraph, “quoted”.",
      "  leading",
      "日本 and U.S. forces\n- list",
      "trailing   "};
  room r = open_room();
  gm_store_begin(r.store, NULL);
  gm_stream *stream;
  assert_int_equal(gm_stream_open(&stream, r.store, NULL), GM_OK);
  for (uint32_t t = 0; t < sizeof texts / sizeof *texts; t++) {
    gm_stream_document document;
    gm_error err = {0};
    assert_int_equal(add(&r, texts[t], 0, texts[t], 1), GM_ADDED);
    assert_int_equal(gm_types_flush(r.types, NULL), GM_OK);
    gm_status status = gm_stream_read(stream, t + 1, GM_STREAM_TEXT | GM_STREAM_OFFSETS,
                                      &document, &err);
    if (status != GM_OK)
      fail_msg("%s", err.message);
    const gm_tokens *tokens = &document.tokens;
    assert_true(gm_slice_equal(tokens->text, gm_slice_text(texts[t])));
    assert_int_equal(tokens->count, r.tokens->count);
    assert_int_equal(tokens->sentence_count, r.tokens->sentence_count);
    for (uint32_t i = 0; i < tokens->count; i++) {
      gm_stream_types types;
      assert_int_equal(gm_stream_load_types(stream, &types, NULL), GM_OK);
      assert_int_equal(gm_token_begin(tokens, i), gm_token_begin(r.tokens, i));
      assert_int_equal(gm_token_end(tokens, i), gm_token_end(r.tokens, i));
      assert_int_equal(tokens->flags[i], r.tokens->flags[i]);
      assert_true(gm_slice_equal(gm_lexicon_form(types.lexicon, tokens->type[i]),
                                 gm_lexicon_form(r.lexicon, r.tokens->type[i])));
    }
  }
  gm_stream_close(stream);
  check_counts(&r);
  gm_store_rollback(r.store);
  close_room(&r);
}

/* Forms told of once give the blobs that forms in each parcel give, also when a batch was
 * rolled back; what was not told, or told in pieces that do not fit, is damage. */
static void test_told_forms(void **state) {
  static const char *const texts[] = {"A word, a word and another one.",
                                      "Another one; a new one.", "A word."};
  (void)state;
  room plain = open_room(), tells = open_room();
  gm_buffer parcels[3] = {{0}}, told[3] = {{0}};
  const gm_unpacked *reading;
  gm_packer_tell(tells.packer);
  for (int i = 0; i < 3; i++) {
    parcel_of(&tells, gm_slice_text(texts[i]), &parcels[i], NULL);
    gm_packer_told(tells.packer, &told[i]);
  }
  assert_int_equal(told[2].size, 0); /* nothing new */
  gm_store_begin(plain.store, NULL);
  for (int round = 0; round < 2; round++) {
    gm_store_begin(tells.store, NULL);
    for (int i = 0; i < 3; i++) {
      gm_buffer parcel = GM_BUFFER_INIT, one = GM_BUFFER_INIT, other = GM_BUFFER_INIT;
      gm_slice text = gm_slice_text(texts[i]);
      if (!round && told[i].size)
        assert_int_equal(gm_types_hear(tells.types, gm_buffer_slice(&told[i]), NULL), GM_OK);
      assert_int_equal(gm_types_absorb(tells.types, gm_buffer_slice(&parcels[i]),
                                       text.size, &one, &reading, NULL),
                       GM_OK);
      parcel_of(&plain, text, &parcel, NULL);
      gm_types_absorb(plain.types, gm_buffer_slice(&parcel), text.size, &other, &reading,
                      NULL);
      assert_int_equal(one.size, other.size);
      assert_memory_equal(one.data, other.data, one.size);
      gm_buffer_free(&parcel);
      gm_buffer_free(&one);
      gm_buffer_free(&other);
    }
    gm_store_rollback(tells.store);
    gm_types_forget(tells.types);
  }
  gm_store_begin(tells.store, NULL);
  for (size_t cut = 0; cut < told[0].size; cut++) {
    gm_buffer out = GM_BUFFER_INIT;
    assert_int_equal(gm_types_hear(tells.types, gm_slice_of(told[0].data, cut), NULL),
                     GM_CORRUPT);
    assert_int_equal(gm_types_absorb(tells.types, gm_buffer_slice(&parcels[0]), 31, &out,
                                     &reading, NULL),
                     GM_CORRUPT);
    gm_buffer_free(&out);
  }
  assert_int_equal(gm_types_hear(tells.types, gm_buffer_slice(&told[1]), NULL), GM_CORRUPT);
  for (int i = 0; i < 3; i++) {
    gm_buffer_free(&parcels[i]);
    gm_buffer_free(&told[i]);
  }
  gm_store_rollback(tells.store);
  gm_store_rollback(plain.store);
  close_room(&plain);
  close_room(&tells);
}

/* Damage in a parcel is told, and nothing is read past its end. */
static void test_damaged_parcels(void **state) {
  (void)state;
  room r = open_room();
  gm_slice text = gm_slice_text("Some words, and then some more words of them.");
  gm_buffer parcel = GM_BUFFER_INIT;
  assert_int_equal(parcel_of(&r, text, &parcel, NULL), GM_OK);
  gm_store_begin(r.store, NULL);
  for (size_t cut = 0; cut < parcel.size; cut++) {
    gm_buffer copy = GM_BUFFER_INIT, packed = GM_BUFFER_INIT;
    const gm_unpacked *reading;
    gm_buffer_add(&copy, parcel.data, cut); /* exactly so large, for the sanitizer */
    char *bytes = gm_alloc(cut);
    memcpy(bytes, parcel.data, cut);
    assert_int_equal(gm_types_absorb(r.types, gm_slice_of(bytes, cut), text.size,
                                     &packed, &reading, NULL),
                     GM_CORRUPT);
    gm_free(bytes);
    gm_buffer_free(&copy);
    gm_buffer_free(&packed);
  }
  for (size_t at = 0; at < parcel.size; at++)
    for (int bit = 0; bit < 8; bit++) {
      gm_buffer packed = GM_BUFFER_INIT;
      const gm_unpacked *reading;
      parcel.data[at] ^= (char)(1 << bit);
      gm_types_absorb(r.types, gm_buffer_slice(&parcel), text.size, &packed, &reading,
                      NULL);
      parcel.data[at] ^= (char)(1 << bit);
      gm_buffer_free(&packed);
    }
  gm_store_rollback(r.store);
  gm_buffer_free(&parcel);
  close_room(&r);
}

/* Many small batches, documents that go and come back: the index stays true through
 * merges of segments. */
static void test_index_through_merges(void **state) {
  (void)state;
  room r = open_room();
  char text[64], where[16];
  for (int i = 0; i < 150; i++) {
    gm_store_begin(r.store, NULL);
    snprintf(where, sizeof where, "p%d", i * 7 % 40); /* places are used again */
    snprintf(text, sizeof text, "word%d and word%d and word%d.", i % 5, i % 11, i);
    add(&r, where, 0, text, i);
    if (i % 13 == 12)
      gm_documents_remove(r.store, r.types,
                          number(r.store, "SELECT MAX(id) - 1 FROM documents"), NULL);
    if (i % 10 == 9)
      check_counts(&r);
    assert_int_equal(gm_types_flush(r.types, NULL), GM_OK);
    assert_int_equal(gm_store_commit(r.store, NULL), GM_OK);
  }
  assert_true(number(r.store, "SELECT COUNT(*) FROM segments") < 20);
  gm_store_begin(r.store, NULL);
  assert_int_equal(gm_postings_merge_all(r.store, NULL), GM_OK);
  assert_int_equal(number(r.store, "SELECT COUNT(*) FROM segments"), 1);
  assert_int_equal(number(r.store, "SELECT COUNT(*) FROM removed"), 0);
  check_counts(&r);
  gm_store_commit(r.store, NULL);
  close_room(&r);
}

/* What schema 3 stored of "One two. One\nthree" is the same after the upgrade. */
static void test_migrates_tokens(void **state) {
  (void)state;
  static const unsigned char tokens[] = {1 << 2,     0,      3, 0x07 | 0x00, 2 << 2 | 1,
                                         3 << 2,     0,      1, 0x80,        0x08,
                                         1 << 2 | 3, 4 << 2, 1, 5,           0x03};
  gm_store *store = open_store((gm_store_options){.create = true, .version = 3});
  gm_error err = {0};
  gm_status status = gm_store_script(
      store,
      "INSERT INTO documents(id, hash, name, path, record, bytes, tokens, sentences)"
      " VALUES(7, 'h', 'n', 'p', 0, 18, 5, 2);"
      "INSERT INTO paths VALUES('p', 0, 7, 1);"
      "INSERT INTO lexicon(id, form, fold, flags, count) VALUES(1, 'One', 'one', 1, 2),"
      " (2, 'two', 'two', 1, 1), (3, '.', '.', 4, 1), (4, 'three', 'three', 1, 1)",
      &err);
  gm_value values[] = {gm_value_blob(gm_slice_text("One two. One\nthree")),
                       gm_value_blob(gm_slice_of((const char *)tokens, sizeof tokens))};
  if (status == GM_OK)
    status = gm_store_execute(
        store, "INSERT INTO contents(document, text, tokens) VALUES(7, ?, ?)", values,
        2, &err);
  if (status != GM_OK)
    fail_msg("%s", err.message);
  gm_store_close(store);
  store = open_store((gm_store_options){0});
  int problems = 0;
  assert_int_equal(gm_verify(store, report, &problems, &err), GM_OK);
  assert_int_equal(problems, 0);
  gm_stream *stream;
  gm_stream_document document;
  assert_int_equal(gm_stream_open(&stream, store, &err), GM_OK);
  assert_int_equal(gm_stream_read(stream, 7, GM_STREAM_OFFSETS, &document, &err),
                   GM_OK);
  assert_int_equal(document.tokens.count, 5);
  assert_int_equal(gm_token_begin(&document.tokens, 3), 9);
  assert_int_equal(document.tokens.flags[4], GM_TOKEN_SPACE | GM_TOKEN_LINE);
  gm_stream_close(stream);
  gm_store_close(store);
}

static void test_zones_come_back(void **state) {
  (void)state;
  gm_packed_zone zones[] = {{0, 10, gm_slice_text("title")},
                            {12, 900, gm_slice_text("body")},
                            {40, 60, gm_slice_text("quote")},
                            {900, 900, gm_slice_text("body")}};
  gm_buffer packed = GM_BUFFER_INIT;
  gm_pack_zones(&packed, zones, 4);
  gm_packed_zone *back;
  size_t count;
  assert_int_equal(gm_unpack_zones(gm_buffer_slice(&packed), &back, &count, NULL),
                   GM_OK);
  assert_int_equal(count, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(back[i].begin, zones[i].begin);
    assert_int_equal(back[i].end, zones[i].end);
    assert_true(gm_slice_equal(back[i].kind, zones[i].kind));
  }
  gm_free(back);
  for (size_t cut = 1; cut < packed.size; cut++) /* damage is told, never read past */
    if (gm_unpack_zones(gm_slice_of(packed.data, cut), &back, &count, NULL) == GM_OK)
      gm_free(back);
  gm_buffer_free(&packed);
}

/* ---- memory ---- */

static void test_open_out_of_memory(void **state) {
  (void)state;
  gm_store_close(open_store((gm_store_options){.create = true}));
  for (int64_t n = 0; n < 200; n++) {
    gm_error err = {0};
    gm_store *store;
    gm_alloc_fail_after(n);
    gm_status status = gm_store_open(&store, path, &(gm_store_options){0}, &err);
    gm_alloc_fail_after(-1);
    gm_store_close(store);
    if (status == GM_OK)
      return;
    assert_int_equal(status, GM_NOMEM);
  }
  fail_msg("opening needs too many allocations");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {CASE(test_open_missing),
                                     CASE(test_open_strange_files),
                                     CASE(test_open_creates_and_opens_again),
                                     CASE(test_other_program),
                                     CASE(test_newer_version),
                                     CASE(test_migrates),
                                     CASE(test_second_writer_is_told),
                                     CASE(test_corrupted_pages),
                                     CASE(test_query_reads_only),
                                     CASE(test_put_and_delete_by_name),
                                     CASE(test_batches),
                                     CASE(test_same_document_twice),
                                     CASE(test_changed_file_replaces),
                                     CASE(test_records_that_vanish),
                                     CASE(test_two_loads_of_one_file),
                                     CASE(test_add_out_of_memory),
                                     CASE(test_rollback_forgets_types),
                                     CASE(test_tokens_come_back),
                                     CASE(test_told_forms),
                                     CASE(test_damaged_parcels),
                                     CASE(test_index_through_merges),
                                     CASE(test_migrates_tokens),
                                     CASE(test_zones_come_back),
                                     CASE(test_open_out_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
