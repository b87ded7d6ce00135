/* The schema as a table of steps. A step that has been released never changes: a change
 * is a new step at the end.
 *
 * What is packed and why: zones and tokens are one blob a document, hits one blob a
 * document and run. A row each was measured at twelve times the cost, and nothing
 * selects them by SQL. */
#include "store/schema.h"
#include "store/migrate.h"
#include "base/buffer.h"

/* clang-format off */
static const char *const documents_step =
    /* One row a distinct content; small columns only, so that listing reads few pages. */
    "CREATE TABLE documents("
    " id INTEGER PRIMARY KEY,"
    " hash TEXT NOT NULL UNIQUE," /* SHA-256 of the bytes it came from, hex */
    " name TEXT NOT NULL,"        /* the record's id, or the path as given */
    " path TEXT, record INTEGER," /* where it was first found */
    " title TEXT,"
    " date TEXT,"                    /* EDTF, as given */
    " earliest TEXT, latest TEXT,"   /* its first and last day, YYYY-MM-DD */
    " source TEXT, source_key TEXT," /* as written; folded, for aliases */
    " author TEXT, credibility INTEGER, language TEXT, url TEXT, origin TEXT,"
    " format TEXT, charset TEXT, replaced INTEGER,"
    " bytes INTEGER, paragraphs INTEGER, tokens INTEGER, sentences INTEGER,"
    " loaded_at TEXT);"
    "CREATE INDEX documents_by_name ON documents(name);"
    "CREATE INDEX documents_by_source ON documents(source_key);"
    "CREATE INDEX documents_by_date ON documents(earliest);"
    /* The large part of a document. */
    "CREATE TABLE contents("
    " document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,"
    " text BLOB NOT NULL, zones BLOB, tokens BLOB, signature BLOB);"
    "CREATE TABLE metadata("
    " document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,"
    " ordinal INTEGER NOT NULL, key TEXT NOT NULL, value TEXT, given_by TEXT,"
    " PRIMARY KEY(document, ordinal)) WITHOUT ROWID;"
    /* Every place a document was found at; `load` tells which load saw it last. */
    "CREATE TABLE paths("
    " path TEXT NOT NULL, record INTEGER NOT NULL,"
    " document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,"
    " load INTEGER,"
    " PRIMARY KEY(path, record)) WITHOUT ROWID;"
    "CREATE INDEX paths_by_document ON paths(document);"
    /* Files that were read to their end, to skip what has not changed. */
    "CREATE TABLE files(path TEXT PRIMARY KEY, stamp TEXT, documents INTEGER,"
    " load INTEGER)"
    " WITHOUT ROWID;"
    "CREATE TABLE loads(id INTEGER PRIMARY KEY, begun_at TEXT, engine TEXT,"
    " options TEXT);"
    /* A NULL lemma or stem equals the fold. */
    "CREATE TABLE lexicon("
    " id INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE, fold TEXT NOT NULL,"
    " lemma TEXT,"
    " stem TEXT, shape TEXT, flags INTEGER NOT NULL, count INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX lexicon_by_fold ON lexicon(fold);"
    "CREATE TABLE sources(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " about TEXT);"
    "CREATE TABLE aliases("
    " key TEXT PRIMARY KEY, alias TEXT NOT NULL,"
    " source INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE) WITHOUT ROWID;"
    /* A grade holds from `begins` to `ends`, days or NULL; the latest that holds wins.
     */
    "CREATE TABLE grades("
    " id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources(id) ON DELETE "
    "CASCADE,"
    " grade TEXT NOT NULL CHECK(grade IN ('A','B','C','D','E','F')),"
    " begins TEXT, ends TEXT, reason TEXT, grader TEXT, graded_at TEXT);"
    "CREATE INDEX grades_by_source ON grades(source);";

static const char *const runs_step =
    "CREATE TABLE packs(hash TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT,"
    " about TEXT)"
    " WITHOUT ROWID;"
    /* `number` counts runs up for people; `manifest` and `detail` are packed Lua
       values. */
    "CREATE TABLE runs("
    " number INTEGER PRIMARY KEY, id TEXT NOT NULL, begun_at TEXT, state TEXT NOT NULL,"
    " packs TEXT, subject TEXT, manifest BLOB, detail BLOB);"
    "CREATE INDEX runs_by_id ON runs(id);"
    "CREATE TABLE hits("
    " run INTEGER NOT NULL REFERENCES runs(number) ON DELETE CASCADE, hash TEXT NOT "
    "NULL,"
    " count INTEGER NOT NULL, packed BLOB NOT NULL, PRIMARY KEY(run, hash));"
    "CREATE TABLE scores("
    " run INTEGER NOT NULL REFERENCES runs(number) ON DELETE CASCADE, ordinal INTEGER "
    "NOT NULL,"
    " score TEXT NOT NULL, part TEXT, value INTEGER, low INTEGER, high INTEGER,"
    " coverage INTEGER, graded_only INTEGER, detail BLOB,"
    " PRIMARY KEY(run, ordinal)) WITHOUT ROWID;"
    /* Its values add up to the score's value. */
    "CREATE TABLE ledger("
    " run INTEGER NOT NULL REFERENCES runs(number) ON DELETE CASCADE, ordinal INTEGER "
    "NOT NULL,"
    " score TEXT NOT NULL, kind TEXT, factor TEXT, sign TEXT, hit TEXT, hash TEXT,"
    " points INTEGER, value INTEGER, why TEXT, PRIMARY KEY(run, ordinal)) WITHOUT "
    "ROWID;"
    /* Hangs on the document's hash, the rule and the quote, never on numbers that a
     * reload changes; what is NULL means all alike. */
    "CREATE TABLE decisions("
    " id INTEGER PRIMARY KEY, hash TEXT, rule TEXT, quote TEXT, hit TEXT,"
    " verdict TEXT NOT NULL, value TEXT, reason TEXT, who TEXT, decided_at TEXT);"
    "CREATE INDEX decisions_by_hash ON decisions(hash, rule);";

static const char *const corrections_step =
    /* What a user says of a document; hangs on its hash and outlives loading again. */
    "CREATE TABLE corrections(hash TEXT NOT NULL, key TEXT NOT NULL, value TEXT,"
    " given_by TEXT, given_at TEXT, PRIMARY KEY(hash, key)) WITHOUT ROWID;";

static const char *const columns_step =
    /* What annotated corpora have beside the words. A value has a number in its column;
     * a document holds the numbers of its tokens. */
    "CREATE TABLE token_column_names(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE token_values("
    " column_id INTEGER NOT NULL REFERENCES token_column_names(id),"
    " number INTEGER NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY(column_id, number)) WITHOUT ROWID;"
    "CREATE UNIQUE INDEX token_values_by_value ON token_values(column_id, value);"
    "CREATE TABLE token_columns("
    " document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,"
    " column_id INTEGER NOT NULL REFERENCES token_column_names(id),"
    " numbers BLOB NOT NULL, PRIMARY KEY(document, column_id)) WITHOUT ROWID;"
    /* “lines”: what stands between given tokens; “brat”: stand-off as it was written. */
    "CREATE TABLE annotations("
    " document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,"
    " kind TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY(document, kind))"
    " WITHOUT ROWID;";

static const char *const streams_step =
    /* Forms of the types from `first` on; their counts; see forms.c. */
    "CREATE TABLE forms(first INTEGER PRIMARY KEY, forms BLOB NOT NULL);"
    "CREATE TABLE counts(first INTEGER PRIMARY KEY, counts BLOB NOT NULL);"
    /* The index from types to documents; see postings.c. */
    "CREATE TABLE segments(id INTEGER PRIMARY KEY, level INTEGER NOT NULL);"
    "CREATE TABLE postings(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
    "CREATE TABLE removed(document INTEGER PRIMARY KEY, segment INTEGER NOT NULL);";

static const char *const memo_step =
    /* What follows from all documents and took long to work out; gone as soon as any of
     * them changes. */
    "CREATE TABLE memo(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TRIGGER memo_added AFTER INSERT ON contents BEGIN DELETE FROM memo; END;"
    "CREATE TRIGGER memo_changed AFTER UPDATE ON contents BEGIN DELETE FROM memo; END;"
    "CREATE TRIGGER memo_removed AFTER DELETE ON contents BEGIN DELETE FROM memo; END;";

/* clang-format on */

/* `then` does what SQL cannot. */
static const struct {
  const char *const *sql;
  gm_status (*then)(gm_store *store, gm_error *err);
} steps[] = {{&documents_step, NULL},
             {&runs_step, NULL},
             {&corrections_step, NULL},
             {&columns_step, NULL},
             {&streams_step, gm_migrate_streams},
             {&memo_step, NULL}};

int gm_schema_newest(void) {
  return (int)(sizeof steps / sizeof *steps);
}

static gm_status pragma(gm_store *store, const char *sql, int64_t *out, gm_error *err) {
  return gm_store_integer(store, sql, NULL, 0, 0, out, err);
}

/* The version of an own or empty file; 0: empty. */
static gm_status read_version(gm_store *store, int *version, gm_error *err) {
  int64_t application, number, tables;
  gm_status status = pragma(store, "PRAGMA application_id", &application, err);
  if (status == GM_OK)
    status = pragma(store, "PRAGMA user_version", &number, err);
  if (status == GM_OK)
    status = pragma(store, "SELECT COUNT(*) FROM sqlite_schema", &tables, err);
  if (status != GM_OK)
    return status;
  const char *path = gm_store_path(store);
  if (application != GM_SCHEMA_APPLICATION && (application || number || tables))
    return gm_fail_at(err, GM_FORMAT, path, 0, 0,
                      "is a database of another program, no corpus of gimlet");
  if (number > gm_schema_newest())
    return gm_fail_at(err, GM_VERSION, path, 0, 0,
                      "was made by a newer gimlet (schema %d; this one knows %d)",
                      (int)number, gm_schema_newest());
  *version = (int)number;
  return GM_OK;
}

gm_status gm_schema_check(gm_store *store, gm_error *err) {
  int version;
  gm_status status = read_version(store, &version, err);
  if (status != GM_OK || version == gm_schema_newest())
    return status;
  const char *path = gm_store_path(store);
  if (!version)
    return gm_fail_at(err, GM_FORMAT, path, 0, 0, "is empty: no documents were loaded");
  return gm_fail_at(err, GM_VERSION, path, 0, 0,
                    "has the older schema %d and cannot be upgraded read-only",
                    version);
}

/* One step. The version is read again inside, for two may upgrade at once. */
static gm_status take_step(gm_store *store, int from, gm_error *err) {
  int version;
  gm_status status = gm_store_begin(store, err);
  if (status != GM_OK)
    return status;
  status = read_version(store, &version, err);
  if (status == GM_OK && version == from) {
    gm_buffer sql = GM_BUFFER_INIT;
    gm_buffer_add_text(&sql, *steps[from].sql);
    gm_buffer_add_format(&sql, "PRAGMA application_id=%d;PRAGMA user_version=%d;",
                         GM_SCHEMA_APPLICATION, from + 1);
    const char *text = gm_buffer_text(&sql);
    status = sql.status == GM_OK ? gm_store_script(store, text, err) : gm_nomem(err);
    gm_buffer_free(&sql);
    if (status == GM_OK && steps[from].then)
      status = steps[from].then(store, err);
  }
  if (status == GM_OK)
    return gm_store_commit(store, err);
  gm_store_rollback(store);
  return status;
}

gm_status gm_schema_upgrade(gm_store *store, int version, gm_error *err) {
  int now, wanted = version ? version : gm_schema_newest();
  gm_status status = read_version(store, &now, err);
  for (; status == GM_OK && now < wanted; now++)
    status = take_step(store, now, err);
  return status;
}
