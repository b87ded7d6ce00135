/* Identity is the SHA-256 of the bytes; a path is only where they were found.
 *
 * Invariants at the end of a batch: 1. every document has contents and at least one
 * path.
 * 2. documents.path and .record are one of its paths. 3. a type's count in the lexicon
 * is the number of its tokens in all contents, and the index
 * of types has just the documents they occur in. */
#include "store/documents.h"
#include "store/compress.h"
#include "store/texts.h"

#define TEXT_VALUE(name) gm_value_text(entry->name),
#define NUMBER_VALUE(name) gm_value_integer(entry->name),
#define COLUMN(name) #name ","
#define ASSIGNED(name) #name "=?,"
#define PLACE(name) "?,"
#define ONE(name) +1
enum { COLUMNS = 0 GM_ENTRY_TEXTS(ONE) GM_ENTRY_NUMBERS(ONE) };

static void fill_values(const gm_entry *entry, gm_value *values) {
  const gm_value all[] = {GM_ENTRY_TEXTS(TEXT_VALUE) GM_ENTRY_NUMBERS(NUMBER_VALUE)};
  memcpy(values, all, sizeof all);
  /* 0 is no credibility; it is the first number after record. */
  gm_value *credibility = &values[COLUMNS - 6];
  if (!entry->credibility)
    *credibility = (gm_value){0};
}

static gm_status put_contents(gm_store *store, const gm_entry *entry, int64_t number,
                              gm_error *err) {
  gm_value values[] = {gm_value_integer(number), gm_value_blob(entry->frame),
                       gm_value_blob(entry->zones), gm_value_blob(entry->packed),
                       gm_value_blob(entry->signature)};
  return gm_store_execute(
      store,
      "INSERT OR REPLACE INTO contents(document, text, zones, tokens,"
      " signature) VALUES(?,?,?,?,?)",
      values, 5, err);
}

static gm_status put_meta(gm_store *store, const gm_entry *entry, int64_t number,
                          gm_error *err) {
  gm_value id = gm_value_integer(number);
  gm_status status =
      gm_store_execute(store, "DELETE FROM metadata WHERE document = ?", &id, 1, err);
  for (size_t i = 0; i < entry->meta_count && status == GM_OK; i++) {
    const gm_entry_meta *meta = &entry->meta[i];
    gm_value values[] = {id, gm_value_integer((int64_t)i), gm_value_text(meta->key),
                         gm_value_text(meta->value), gm_value_text(meta->from)};
    status =
        gm_store_execute(store,
                         "INSERT INTO metadata(document, ordinal, key, value, given_by)"
                         " VALUES(?,?,?,?,?)",
                         values, 5, err);
  }
  return status;
}

static gm_status insert(gm_store *store, gm_types *types, const gm_entry *entry,
                        int64_t *number, gm_error *err) {
  gm_value values[COLUMNS];
  fill_values(entry, values);
  gm_status status =
      gm_store_execute(store,
                       "INSERT INTO documents(" GM_ENTRY_TEXTS(COLUMN)
                           GM_ENTRY_NUMBERS(COLUMN) "id) VALUES(" GM_ENTRY_TEXTS(PLACE)
                               GM_ENTRY_NUMBERS(PLACE) "NULL)",
                       values, COLUMNS, err);
  *number = gm_store_last_row(store);
  if (status == GM_OK)
    status = put_contents(store, entry, *number, err);
  if (status == GM_OK)
    status = put_meta(store, entry, *number, err);
  if (status == GM_OK && (entry->given || entry->standoff.size))
    status = gm_columns_put(gm_types_columns(types), *number, entry->given,
                            entry->standoff, err);
  if (status == GM_OK)
    status = gm_types_join(types, (uint32_t)*number, err);
  return status;
}

/* The stored tokens of a document leave the counts. */
static gm_status uncount(gm_store *store, gm_types *types, int64_t number,
                         gm_error *err) {
  gm_value id = gm_value_integer(number);
  gm_rows *rows;
  bool more;
  gm_status status = gm_store_query(
      store, "SELECT tokens FROM contents WHERE document = ?", &id, 1, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status != GM_OK || !more)
    return status;
  status = gm_types_leave(types, (uint32_t)number, gm_rows_bytes(rows, 0), err);
  gm_rows_close(rows);
  return status;
}

/* The same bytes from the same path: the reader or the user's own metadata may say more
 * now. */
static gm_status replace(gm_store *store, gm_types *types, const gm_entry *entry,
                         int64_t number, gm_error *err) {
  gm_value values[COLUMNS + 1];
  fill_values(entry, values);
  values[COLUMNS] = gm_value_integer(number);
  gm_status status = uncount(store, types, number, err);
  if (status == GM_OK)
    status = gm_store_execute(store,
                              "UPDATE documents SET " GM_ENTRY_TEXTS(ASSIGNED)
                                  GM_ENTRY_NUMBERS(ASSIGNED) "id=id WHERE id=?",
                              values, COLUMNS + 1, err);
  if (status == GM_OK)
    status = put_contents(store, entry, number, err);
  if (status == GM_OK)
    status = put_meta(store, entry, number, err);
  if (status == GM_OK)
    status = gm_columns_put(gm_types_columns(types), number, entry->given,
                            entry->standoff, err);
  if (status == GM_OK)
    status = gm_types_join(types, (uint32_t)number, err);
  return status;
}

/* The same bytes from another path: the first one's word stands, gaps are filled. */
static gm_status complete(gm_store *store, const gm_entry *entry, int64_t number,
                          gm_error *err) {
  bool dated = entry->date.data != NULL;
  gm_value values[] = {gm_value_text(entry->title),
                       gm_value_text(entry->author),
                       gm_value_text(entry->url),
                       gm_value_text(entry->source),
                       gm_value_text(entry->source_key),
                       entry->credibility ? gm_value_integer(entry->credibility)
                                          : (gm_value){0},
                       gm_value_integer(number)};
  gm_status status = gm_store_execute(
      store,
      "UPDATE documents SET title=COALESCE(title,?), author=COALESCE(author,?),"
      " url=COALESCE(url,?), source=COALESCE(source,?), "
      "source_key=COALESCE(source_key,?),"
      " credibility=COALESCE(credibility,?) WHERE id=?",
      values, 7, err);
  if (status != GM_OK || !dated)
    return status;
  gm_value dates[] = {gm_value_text(entry->date), gm_value_text(entry->earliest),
                      gm_value_text(entry->latest), gm_value_integer(number)};
  return gm_store_execute(store,
                          "UPDATE documents SET date=?, earliest=?, latest=?"
                          " WHERE date IS NULL AND id=?",
                          dates, 4, err);
}

gm_status gm_documents_text(gm_store *store, int64_t number, gm_buffer *out,
                            gm_error *err) {
  gm_value id = gm_value_integer(number);
  gm_rows *rows;
  bool more;
  gm_status status = gm_store_query(
      store, "SELECT text FROM contents WHERE document = ?", &id, 1, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status == GM_OK && !more)
    return gm_fail(err, GM_NOTFOUND, "there is no text of document %lld", (long long)number);
  if (status != GM_OK)
    return status;
  status = gm_store_unpack_text(store, gm_rows_bytes(rows, 0), out, err);
  gm_rows_close(rows);
  return status;
}

gm_status gm_documents_remove(gm_store *store, gm_types *types, int64_t number,
                              gm_error *err) {
  gm_value id = gm_value_integer(number);
  gm_status status = uncount(store, types, number, err);
  if (status == GM_OK)
    status = gm_store_execute(store, "DELETE FROM documents WHERE id=?", &id, 1, err);
  return status;
}

/* A path has left a document: another path takes its place, or the document goes. */
static gm_status leave(gm_store *store, gm_types *types, int64_t number, int64_t *gone,
                       gm_error *err) {
  int64_t paths;
  gm_value id = gm_value_integer(number);
  gm_status status = gm_store_integer(
      store, "SELECT COUNT(*) FROM paths WHERE document=?", &id, 1, 0, &paths, err);
  if (status != GM_OK)
    return status;
  if (paths == 0) {
    if (gone)
      ++*gone;
    return gm_documents_remove(store, types, number, err);
  }
  gm_value values[] = {id, id};
  return gm_store_execute(
      store,
      "UPDATE documents SET"
      " name = CASE WHEN name = documents.path THEN p.path ELSE name END,"
      " path = p.path, record = p.record"
      " FROM (SELECT path, record FROM paths WHERE document=? ORDER BY path, record "
      "LIMIT 1) p"
      " WHERE documents.id=? AND NOT EXISTS (SELECT 1 FROM paths q WHERE"
      " q.document = documents.id AND q.path = documents.path AND q.record = "
      "documents.record)",
      values, 2, err);
}

/* Which document the path holds now; 0: none. */
static gm_status held_at(gm_store *store, const gm_entry *entry, int64_t *number,
                         gm_error *err) {
  gm_value place[] = {gm_value_text(entry->path), gm_value_integer(entry->record)};
  return gm_store_integer(store, "SELECT document FROM paths WHERE path=? AND record=?",
                          place, 2, 0, number, err);
}

/* Was the document first found in this file, and not yet by this load (as another
 * record)? */
static gm_status is_first_home(gm_store *store, const gm_entry *entry, int64_t number,
                               int64_t load, int64_t *yes, gm_error *err) {
  gm_value values[] = {gm_value_integer(number), gm_value_text(entry->path),
                       gm_value_integer(load), gm_value_integer(entry->record)};
  return gm_store_integer(
      store,
      "SELECT 1 FROM documents d WHERE d.id=?1 AND d.path=?2 AND NOT"
      " EXISTS (SELECT 1 FROM paths p WHERE p.document=?1 AND"
      " p.path=?2 AND p.load=?3 AND p.record<>?4)",
      values, 4, 0, yes, err);
}

gm_status gm_documents_add(gm_store *store, gm_types *types, const gm_entry *entry,
                           int64_t load, gm_added *added, int64_t *number,
                           gm_error *err) {
  gm_value hash = gm_value_text(entry->hash);
  int64_t before = 0, first = 0;
  *number = 0;
  if (!entry->hash.data || !entry->path.data || !entry->name.data)
    return gm_fail(err, GM_MISUSE, "a document needs hash, name and path");
  gm_status status = gm_store_integer(store, "SELECT id FROM documents WHERE hash=?",
                                      &hash, 1, 0, number, err);
  if (status == GM_OK)
    status = held_at(store, entry, &before, err);
  if (status == GM_OK && *number)
    status = is_first_home(store, entry, *number, load, &first, err);
  if (status != GM_OK)
    return status;
  *added = !*number            ? GM_ADDED
           : first             ? GM_UPDATED
           : before == *number ? GM_KNOWN
                               : GM_COPY;
  switch (*added) {
  case GM_ADDED:
    status = insert(store, types, entry, number, err);
    break;
  case GM_UPDATED:
    status = replace(store, types, entry, *number, err);
    break;
  case GM_COPY:
  case GM_KNOWN:
    status = complete(store, entry, *number, err);
    break;
  }
  if (status != GM_OK)
    return status;
  gm_value path[] = {gm_value_text(entry->path), gm_value_integer(entry->record),
                     gm_value_integer(*number), gm_value_integer(load)};
  status = gm_store_execute(
      store,
      "INSERT INTO paths(path, record, document, load) VALUES(?,?,?,?) ON CONFLICT DO"
      " UPDATE SET document=excluded.document, load=max(COALESCE(load, 0), "
      "excluded.load)",
      path, 4, err);
  if (status == GM_OK && before && before != *number)
    status = leave(store, types, before, NULL, err);
  return status;
}

/* One document whose place in the file no longer holds it, or 0. */
static gm_status next_stale(gm_store *store, gm_slice path, int64_t load,
                            int64_t *number, int64_t *record, gm_error *err) {
  gm_value values[] = {gm_value_text(path), gm_value_integer(load)};
  gm_rows *rows;
  bool more;
  gm_status status = gm_store_query(store,
                                    "SELECT document, record FROM paths WHERE path=? "
                                    "AND COALESCE(load, 0) < ? LIMIT 1",
                                    values, 2, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status != GM_OK)
    return status;
  *number = more ? gm_rows_integer(rows, 0) : 0;
  *record = more ? gm_rows_integer(rows, 1) : 0;
  gm_rows_close(rows);
  return GM_OK;
}

gm_status gm_documents_file(gm_store *store, gm_types *types, gm_slice path,
                            gm_slice stamp, int64_t documents, int64_t load,
                            int64_t *gone, gm_error *err) {
  int64_t number, record;
  gm_status status = GM_OK;
  *gone = 0;
  while (status == GM_OK) {
    status = next_stale(store, path, load, &number, &record, err);
    if (status != GM_OK || !number)
      break;
    gm_value place[] = {gm_value_text(path), gm_value_integer(record)};
    status = gm_store_execute(store, "DELETE FROM paths WHERE path=? AND record=?",
                              place, 2, err);
    if (status == GM_OK)
      status = leave(store, types, number, gone, err);
  }
  gm_value values[] = {gm_value_text(path), gm_value_text(stamp),
                       gm_value_integer(documents), gm_value_integer(load)};
  if (status == GM_OK)
    status = gm_store_execute(
        store,
        "INSERT OR REPLACE INTO files(path, stamp, documents, load) VALUES(?,?,?,?)",
        values, 4, err);
  return status;
}
