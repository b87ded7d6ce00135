/* Segments of postings: writing, merging, reading.
 *
 * A segment is a run of rows of `postings`, ordered by type: a row's id is the
 * segment's number << 32 | its first type. Its bytes are, for each type, the type
 * relative to the one before (the first to the row's), how many documents, how many
 * bytes; then per document 2 * (its number relative to the one before) + 1 where it
 * occurs once, otherwise 2 * that and the frequency. All numbers are LEB128.
 *
 * Invariants: 1. a later segment has a larger number. 2. A merge takes all segments of
 * a level and there is none of a lower one, so what it makes is the newest. */
#include "store/postings.h"
#include "base/buffer.h"
#include "base/memory.h"
#include <stdlib.h>

enum { ROW = 8192, TOGETHER = 8 };

/* ---- rows ---- */

typedef struct {
  gm_store *store;
  int64_t segment;
  uint32_t first, last; /* types of the row */
  gm_buffer row, one;
} row_writer;

static gm_status end_row(row_writer *writer, gm_error *err) {
  if (!writer->row.size)
    return GM_OK;
  gm_value values[] = {gm_value_integer(writer->segment << 32 | writer->first),
                       gm_value_blob(gm_buffer_slice(&writer->row))};
  gm_status status = gm_store_execute(
      writer->store, "INSERT INTO postings(id, bytes) VALUES(?,?)", values, 2, err);
  gm_buffer_clear(&writer->row);
  return status;
}

static unsigned char *put_number(unsigned char *at, uint64_t value) {
  for (; value > 0x7F; value >>= 7)
    *at++ = (unsigned char)(value | 0x80);
  *at++ = (unsigned char)value;
  return at;
}

static gm_status write_type(void *context, uint32_t type, const gm_posting *postings,
                            size_t count, gm_error *err) {
  row_writer *writer = context;
  uint32_t before = 0;
  if (!count)
    return GM_OK;
  gm_buffer_clear(&writer->one);
  unsigned char *at = (unsigned char *)gm_buffer_reserve(&writer->one, count * 10);
  if (!at)
    return gm_nomem(err);
  for (size_t i = 0; i < count; i++) {
    uint64_t step = (uint64_t)(postings[i].document - before) << 1;
    at = put_number(at, step | (postings[i].frequency == 1));
    if (postings[i].frequency != 1)
      at = put_number(at, postings[i].frequency);
    before = postings[i].document;
  }
  writer->one.size = (size_t)((char *)at - writer->one.data);
  if (!writer->row.size)
    writer->first = writer->last = type;
  gm_buffer_add_varint(&writer->row, type - writer->last);
  gm_buffer_add_varint(&writer->row, count);
  gm_buffer_add_varint(&writer->row, writer->one.size);
  gm_buffer_add(&writer->row, writer->one.data, writer->one.size);
  writer->last = type;
  if (writer->row.status != GM_OK || writer->one.status != GM_OK)
    return gm_nomem(err);
  return writer->row.size < ROW ? GM_OK : end_row(writer, err);
}

static void free_writer(row_writer *writer) {
  gm_buffer_free(&writer->row);
  gm_buffer_free(&writer->one);
}

static gm_status damaged(gm_store *store, gm_error *err) {
  return gm_fail_at(err, GM_CORRUPT, gm_store_path(store), 0, 0,
                    "is damaged: the index of types");
}

/* ---- reading ---- */

typedef struct {
  uint32_t document, segment; /* void in all segments up to this one */
} void_entry;

typedef struct {        /* a place in a segment */
  int64_t segment, row; /* the row's id */
  gm_buffer bytes;
  size_t at;
  bool ended;
  uint32_t type, count; /* of what lies before `at` */
  gm_slice postings;
} place;

struct gm_posting_reader {
  gm_store *store;
  place *places;
  size_t place_count, place_room;
  void_entry *voids;
  size_t void_count, void_room;
  gm_posting *answer;
  size_t answer_room;
  uint32_t *sums; /* by document */
  size_t sum_count, sum_room;
};

void gm_posting_reader_free(gm_posting_reader *reader) {
  if (!reader)
    return;
  for (size_t i = 0; i < reader->place_count; i++)
    gm_buffer_free(&reader->places[i].bytes);
  gm_free(reader->places);
  gm_free(reader->voids);
  gm_free(reader->answer);
  gm_free(reader->sums);
  gm_free(reader);
}

/* Reads two columns of numbers into 8 bytes each by `add`. */
static gm_status read_pairs(gm_posting_reader *reader, const char *sql,
                            bool (*add)(gm_posting_reader *, int64_t, int64_t),
                            gm_error *err) {
  gm_rows *rows;
  bool more = true;
  gm_status status = gm_store_query(reader->store, sql, NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK && more)
    if (!add(reader, gm_rows_integer(rows, 0), gm_rows_integer(rows, 1))) {
      status = gm_nomem(err);
      gm_rows_close(rows);
    }
  return status;
}

static bool add_place(gm_posting_reader *reader, int64_t segment, int64_t level) {
  (void)level;
  if (!gm_grow((void **)&reader->places, &reader->place_room, reader->place_count + 1,
               sizeof *reader->places))
    return false;
  reader->places[reader->place_count++] = (place){.segment = segment};
  return true;
}

static bool add_void(gm_posting_reader *reader, int64_t document, int64_t segment) {
  if (!gm_grow((void **)&reader->voids, &reader->void_room, reader->void_count + 1,
               sizeof *reader->voids))
    return false;
  reader->voids[reader->void_count++] =
      (void_entry){(uint32_t)document, (uint32_t)segment};
  return true;
}

static gm_status new_reader(gm_posting_reader **out, gm_store *store,
                            const char *segments, gm_error *err) {
  gm_posting_reader *reader = *out = gm_calloc(1, sizeof *reader);
  if (!reader)
    return gm_nomem(err);
  reader->store = store;
  gm_status status = read_pairs(reader, segments, add_place, err);
  if (status == GM_OK)
    status = read_pairs(reader, "SELECT document, segment FROM removed ORDER BY 1",
                        add_void, err);
  if (status == GM_OK)
    return GM_OK;
  gm_posting_reader_free(reader);
  *out = NULL;
  return status;
}

gm_status gm_posting_reader_new(gm_posting_reader **out, gm_store *store,
                                gm_error *err) {
  return new_reader(out, store, "SELECT id, level FROM segments ORDER BY id", err);
}

static int by_void(const void *left, const void *right) {
  const void_entry *a = left, *b = right;
  return a->document < b->document ? -1 : a->document > b->document;
}

static bool is_void(const gm_posting_reader *reader, uint32_t document,
                    int64_t segment) {
  void_entry wanted = {document, 0};
  const void_entry *found =
      reader->void_count
          ? bsearch(&wanted, reader->voids, reader->void_count, sizeof wanted, by_void)
          : NULL;
  return found && segment <= found->segment;
}

/* Brings a row into the place: the first one that `sql` gives for two ids. */
static gm_status fetch(gm_posting_reader *reader, place *at, const char *sql,
                       int64_t from, int64_t to, gm_error *err) {
  gm_value values[] = {gm_value_integer(from), gm_value_integer(to)};
  gm_rows *rows;
  bool more;
  gm_status status = gm_store_query(reader->store, sql, values, 2, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status != GM_OK)
    return status;
  gm_buffer_clear(&at->bytes);
  at->at = 0;
  at->ended = !more;
  if (!more)
    return GM_OK;
  at->row = gm_rows_integer(rows, 0);
  at->type = (uint32_t)at->row;
  gm_slice bytes = gm_rows_bytes(rows, 1);
  gm_buffer_add(&at->bytes, bytes.data, bytes.size);
  gm_rows_close(rows);
  return at->bytes.status == GM_OK ? GM_OK : gm_nomem(err);
}

static gm_status next_row(gm_posting_reader *reader, place *at, gm_error *err) {
  return fetch(reader, at,
               "SELECT id, bytes FROM postings WHERE id > ? AND id < ? ORDER BY id"
               " LIMIT 1",
               at->row, (at->segment + 1) << 32, err);
}

/* The next type of the row; false at its end. */
static gm_status next_in_row(gm_posting_reader *reader, place *at, bool *more,
                             gm_error *err) {
  gm_slice bytes = gm_buffer_slice(&at->bytes);
  uint64_t step, count, size;
  *more = at->at < bytes.size;
  if (!*more)
    return GM_OK;
  if (!gm_varint_read(bytes, &at->at, &step) ||
      !gm_varint_read(bytes, &at->at, &count) ||
      !gm_varint_read(bytes, &at->at, &size) || size > bytes.size - at->at ||
      count > size || step > UINT32_MAX - at->type)
    return damaged(reader->store, err);
  at->type += (uint32_t)step;
  at->count = (uint32_t)count;
  at->postings = gm_slice_of(bytes.data + at->at, (size_t)size);
  at->at += (size_t)size;
  return GM_OK;
}

static gm_status next_type(gm_posting_reader *reader, place *at, gm_error *err) {
  bool more = false;
  gm_status status = next_in_row(reader, at, &more, err);
  if (status != GM_OK || more)
    return status;
  status = next_row(reader, at, err);
  return status == GM_OK && !at->ended ? next_in_row(reader, at, &more, err) : status;
}

/* Appends the postings of the type that the place is at to the answer, without void
 * ones. */
static gm_status append(gm_posting_reader *reader, const place *at, size_t *count,
                        gm_error *err) {
  uint64_t step, frequency;
  uint32_t document = 0;
  size_t offset = 0;
  if (!gm_grow((void **)&reader->answer, &reader->answer_room, *count + at->count,
               sizeof *reader->answer))
    return gm_nomem(err);
  for (uint32_t i = 0; i < at->count; i++) {
    frequency = 1;
    if (!gm_varint_read(at->postings, &offset, &step) ||
        (!(step & 1) && !gm_varint_read(at->postings, &offset, &frequency)) ||
        step >> 1 > UINT32_MAX - document || frequency > UINT32_MAX)
      return damaged(reader->store, err);
    document += (uint32_t)(step >> 1);
    if (!is_void(reader, document, at->segment))
      reader->answer[(*count)++] = (gm_posting){document, (uint32_t)frequency};
  }
  return GM_OK;
}

static int by_document(const void *left, const void *right) {
  const gm_posting *a = left, *b = right;
  return a->document < b->document ? -1 : a->document > b->document;
}

static void sort_postings(gm_posting *postings, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (postings[i].document < postings[i - 1].document) {
      qsort(postings, count, sizeof *postings, by_document);
      return;
    }
}

gm_status gm_posting_reader_all(gm_posting_reader *reader, gm_posting_visit *visit,
                                void *context, gm_error *err) {
  gm_status status = GM_OK;
  for (size_t i = 0; i < reader->place_count && status == GM_OK; i++) {
    place *at = &reader->places[i];
    at->row = at->segment << 32 | 0; /* type 0 is none, so no row has this id */
    gm_buffer_clear(&at->bytes);
    at->at = 0;
    status = next_type(reader, at, err);
  }
  while (status == GM_OK) {
    size_t left = 0, count = 0;
    uint32_t type = UINT32_MAX;
    for (size_t i = 0; i < reader->place_count; i++)
      if (!reader->places[i].ended && ++left && reader->places[i].type < type)
        type = reader->places[i].type;
    if (!left)
      break;
    for (size_t i = 0; i < reader->place_count && status == GM_OK; i++) {
      place *at = &reader->places[i];
      if (at->ended || at->type != type)
        continue;
      status = append(reader, at, &count, err);
      if (status == GM_OK)
        status = next_type(reader, at, err);
    }
    sort_postings(reader->answer, count);
    if (status == GM_OK)
      status = visit(context, type, reader->answer, count, err);
  }
  return status;
}

static bool add_sums(gm_posting_reader *reader, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t document = reader->answer[i].document;
    if (document >= reader->sum_count) {
      size_t old = reader->sum_count, need = (size_t)document + 1;
      if (!gm_grow((void **)&reader->sums, &reader->sum_room, need,
                   sizeof *reader->sums))
        return false;
      memset(reader->sums + old, 0, (need - old) * sizeof *reader->sums);
      reader->sum_count = need;
    }
    reader->sums[document] += reader->answer[i].frequency;
  }
  return true;
}

/* One segment's part of the answer: a row serves all types that lie in it. */
static gm_status find_in(gm_posting_reader *reader, place *at, const uint32_t *types,
                         size_t type_count, gm_error *err) {
  gm_status status = GM_OK;
  gm_buffer_clear(&at->bytes);
  at->at = 0;
  at->type = 0;
  for (size_t i = 0; i < type_count && status == GM_OK; i++) {
    bool more = true;
    while (status == GM_OK && more && at->bytes.size && at->type < types[i])
      status = next_in_row(reader, at, &more, err);
    if (status == GM_OK && (!at->bytes.size || at->type < types[i])) {
      status = fetch(reader, at,
                     "SELECT id, bytes FROM postings WHERE id >= ? AND id <= ?"
                     " ORDER BY id DESC LIMIT 1",
                     at->segment << 32, at->segment << 32 | types[i], err);
      more = true;
      if (status == GM_OK && at->bytes.size)
        status = next_in_row(reader, at, &more, err);
      while (status == GM_OK && more && at->bytes.size && at->type < types[i])
        status = next_in_row(reader, at, &more, err);
    }
    size_t count = 0;
    if (status == GM_OK && at->bytes.size && at->type == types[i])
      status = append(reader, at, &count, err);
    if (status == GM_OK && !add_sums(reader, count))
      status = gm_nomem(err);
  }
  return status;
}

gm_status gm_posting_reader_find(gm_posting_reader *reader, const uint32_t *types,
                                 size_t type_count, const gm_posting **out,
                                 size_t *count, gm_error *err) {
  gm_status status = GM_OK;
  size_t found = 0;
  if (reader->sum_count)
    memset(reader->sums, 0, reader->sum_count * sizeof *reader->sums);
  for (size_t i = 0; i < reader->place_count && status == GM_OK; i++)
    status = find_in(reader, &reader->places[i], types, type_count, err);
  for (size_t d = 0; d < reader->sum_count && status == GM_OK; d++) {
    if (!reader->sums[d])
      continue;
    if (!gm_grow((void **)&reader->answer, &reader->answer_room, found + 1,
                 sizeof *reader->answer))
      status = gm_nomem(err);
    else
      reader->answer[found++] = (gm_posting){(uint32_t)d, reader->sums[d]};
  }
  *out = reader->answer;
  *count = found;
  return status;
}

/* ---- the list of a batch ---- */

typedef struct {
  uint32_t type;
  gm_posting posting;
} item;

struct gm_posting_list {
  item *items, *sorted;
  gm_posting *group;
  size_t count, room, sorted_room, group_room;
};

gm_status gm_posting_list_new(gm_posting_list **out, gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  return *out ? GM_OK : gm_nomem(err);
}

void gm_posting_list_free(gm_posting_list *list) {
  if (!list)
    return;
  gm_free(list->items);
  gm_free(list->sorted);
  gm_free(list->group);
  gm_free(list);
}

void gm_posting_list_clear(gm_posting_list *list) {
  list->count = 0;
}

gm_status gm_posting_list_add(gm_posting_list *list, uint32_t document,
                              const uint32_t *types, const uint32_t *frequencies,
                              uint32_t count, gm_error *err) {
  if (!gm_grow((void **)&list->items, &list->room, list->count + count,
               sizeof *list->items))
    return gm_nomem(err);
  for (uint32_t i = 0; i < count; i++)
    list->items[list->count++] = (item){types[i], {document, frequencies[i]}};
  return GM_OK;
}

gm_status gm_posting_list_remove(gm_posting_list *list, gm_store *store,
                                 uint32_t document, gm_error *err) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++)
    if (list->items[i].posting.document != document)
      list->items[kept++] = list->items[i];
  list->count = kept;
  gm_value id = gm_value_integer(document);
  return gm_store_execute(store,
                          "INSERT OR REPLACE INTO removed(document, segment)"
                          " SELECT ?, id FROM segments ORDER BY id DESC LIMIT 1",
                          &id, 1, err);
}

/* Sorts by type, stable: three passes over 11 bits each. */
static bool sort_items(gm_posting_list *list) {
  enum { BITS = 11, BUCKETS = 1 << BITS };
  if (!gm_grow((void **)&list->sorted, &list->sorted_room, list->count,
               sizeof *list->sorted))
    return false;
  for (unsigned shift = 0; shift < 32; shift += BITS) {
    size_t starts[BUCKETS + 1] = {0};
    for (size_t i = 0; i < list->count; i++)
      starts[(list->items[i].type >> shift & (BUCKETS - 1)) + 1]++;
    if (list->count &&
        starts[(list->items[0].type >> shift & (BUCKETS - 1)) + 1] == list->count)
      continue; /* all alike in these bits */
    for (size_t b = 1; b < BUCKETS; b++)
      starts[b] += starts[b - 1];
    for (size_t i = 0; i < list->count; i++)
      list->sorted[starts[list->items[i].type >> shift & (BUCKETS - 1)]++] =
          list->items[i];
    item *items = list->items;
    size_t room = list->room;
    list->items = list->sorted;
    list->room = list->sorted_room;
    list->sorted = items;
    list->sorted_room = room;
  }
  return true;
}

static gm_status write_items(gm_posting_list *list, row_writer *writer, gm_error *err) {
  gm_status status = GM_OK;
  for (size_t from = 0, to; from < list->count && status == GM_OK; from = to) {
    uint32_t type = list->items[from].type;
    for (to = from; to < list->count && list->items[to].type == type; to++)
      continue;
    if (!gm_grow((void **)&list->group, &list->group_room, to - from,
                 sizeof *list->group))
      return gm_nomem(err);
    for (size_t i = from; i < to; i++)
      list->group[i - from] = list->items[i].posting;
    sort_postings(list->group, to - from);
    status = write_type(writer, type, list->group, to - from, err);
  }
  return status == GM_OK ? end_row(writer, err) : status;
}

/* The number of the next segment, which is made with its level. */
static gm_status new_segment(gm_store *store, int64_t level, int64_t *number,
                             gm_error *err) {
  gm_value value = gm_value_integer(level);
  gm_status status = gm_store_execute(store,
                                      "INSERT INTO segments(id, level) SELECT "
                                      "COALESCE(MAX(id), 0) + 1, ? FROM segments",
                                      &value, 1, err);
  *number = gm_store_last_row(store);
  return status;
}

/* Makes one segment of those that the reader holds. */
static gm_status merge(gm_store *store, gm_posting_reader *reader, int64_t level,
                       gm_error *err) {
  row_writer writer = {.store = store};
  gm_status status = new_segment(store, level, &writer.segment, err);
  if (status == GM_OK)
    status = gm_posting_reader_all(reader, write_type, &writer, err);
  if (status == GM_OK)
    status = end_row(&writer, err);
  free_writer(&writer);
  for (size_t i = 0; i < reader->place_count && status == GM_OK; i++) {
    int64_t old = reader->places[i].segment;
    gm_value range[] = {gm_value_integer(old << 32), gm_value_integer((old + 1) << 32)};
    gm_value id = gm_value_integer(old);
    status = gm_store_execute(store, "DELETE FROM postings WHERE id >= ? AND id < ?",
                              range, 2, err);
    if (status == GM_OK)
      status =
          gm_store_execute(store, "DELETE FROM segments WHERE id = ?", &id, 1, err);
  }
  if (status != GM_OK)
    return status;
  return gm_store_execute(store,
                          "DELETE FROM removed WHERE segment <"
                          " (SELECT MIN(id) FROM segments)",
                          NULL, 0, err);
}

gm_status gm_postings_merge_all(gm_store *store, gm_error *err) {
  gm_posting_reader *reader;
  int64_t level;
  gm_status status = gm_store_integer(
      store, "SELECT COALESCE(MAX(level), 0) FROM segments", NULL, 0, 0, &level, err);
  if (status == GM_OK)
    status = gm_posting_reader_new(&reader, store, err);
  if (status != GM_OK)
    return status;
  if (reader->place_count)
    status = merge(store, reader, level, err);
  gm_posting_reader_free(reader);
  return status;
}

static gm_status merge_levels(gm_store *store, gm_error *err) {
  static const char *const sql[] = {
      "SELECT id, level FROM segments WHERE level = 0 ORDER BY id",
      "SELECT id, level FROM segments WHERE level = 1 ORDER BY id",
      "SELECT id, level FROM segments WHERE level = 2 ORDER BY id",
      "SELECT id, level FROM segments WHERE level = 3 ORDER BY id",
      "SELECT id, level FROM segments WHERE level = 4 ORDER BY id",
      "SELECT id, level FROM segments WHERE level = 5 ORDER BY id",
      "SELECT id, level FROM segments WHERE level = 6 ORDER BY id"};
  gm_status status = GM_OK;
  bool enough = true;
  for (int64_t level = 0;
       enough && level < (int64_t)(sizeof sql / sizeof *sql) && status == GM_OK;
       level++) {
    gm_posting_reader *reader;
    status = new_reader(&reader, store, sql[level], err);
    if (status != GM_OK)
      break;
    enough = reader->place_count >= TOGETHER;
    if (enough)
      status = merge(store, reader, level + 1, err);
    gm_posting_reader_free(reader);
  }
  return status;
}

gm_status gm_posting_list_store(gm_posting_list *list, gm_store *store, gm_error *err) {
  if (!list->count)
    return GM_OK;
  row_writer writer = {.store = store};
  gm_status status = sort_items(list) ? GM_OK : gm_nomem(err);
  if (status == GM_OK)
    status = new_segment(store, 0, &writer.segment, err);
  if (status == GM_OK)
    status = write_items(list, &writer, err);
  free_writer(&writer);
  list->count = 0;
  return status == GM_OK ? merge_levels(store, err) : status;
}
