/* One row after another; a row's cells are slices of the bytes, or of a buffer where they
 * are quoted. */
#include "match/list_table.h"
#include "base/memory.h"
#include "match/days.h"
#include "text/utf8.h"

enum { MOST_COLUMNS = 1000 };

typedef struct {
  uint32_t at, size;
  bool quoted; /* in `text` */
} cell;

typedef struct {
  gm_list_builder *b;
  gm_slice bytes;
  const gm_table_options *table;
  const gm_name_options *options;
  size_t at;
  uint32_t line, first_line; /* of the row */
  gm_buffer text;
  cell *cells;
  size_t count, capacity;
  uint32_t *columns; /* of the list, by place in the row */
  size_t column_count;
  size_t name, match_case, from, to; /* places; SIZE_MAX: no such column */
  gm_error *err;
} reading;

static gm_status fail(reading *r, const char *message) {
  char path[512];
  size_t size = r->table->path.size < sizeof path ? r->table->path.size : sizeof path - 1;
  if (size) memcpy(path, r->table->path.data, size);
  path[size] = 0;
  return gm_fail_at(r->err, GM_FORMAT, path, r->first_line, 0, "%s", message);
}

static gm_slice slice_of(const reading *r, const cell *c) {
  return gm_slice_of((c->quoted ? r->text.data : r->bytes.data) + c->at, c->size);
}

static gm_slice trim(gm_slice text) {
  while (text.size && strchr(" \t\r", text.data[0])) text.data++, text.size--;
  while (text.size && strchr(" \t\r", text.data[text.size - 1])) text.size--;
  return text;
}

static gm_status push(reading *r, cell c) {
  if (r->count >= MOST_COLUMNS) return fail(r, "more than 1000 columns");
  if (!gm_grow((void **)&r->cells, &r->capacity, r->count + 1, sizeof *r->cells))
    return gm_nomem(r->err);
  r->cells[r->count++] = c;
  return GM_OK;
}

/* Behind the opening quotation mark; doubled ones stand for themselves. */
static gm_status read_quoted(reading *r) {
  size_t from = r->text.size;
  for (;; r->at++) {
    if (r->at >= r->bytes.size) return fail(r, "a quotation mark is never closed");
    char c = r->bytes.data[r->at];
    if (c == '\n') r->line++;
    if (c == '"') {
      if (r->at + 1 >= r->bytes.size || r->bytes.data[r->at + 1] != '"') break;
      r->at++;
    }
    gm_buffer_add_byte(&r->text, (unsigned char)c);
  }
  r->at++;
  while (r->at < r->bytes.size && r->bytes.data[r->at] != r->table->separator &&
         r->bytes.data[r->at] != '\n')
    r->at++;
  return push(r, (cell){(uint32_t)from, (uint32_t)(r->text.size - from), true});
}

static gm_status read_cell(reading *r) {
  size_t from = r->at;
  if (r->table->separator != '\t' && from < r->bytes.size && r->bytes.data[from] == '"') {
    r->at++;
    return read_quoted(r);
  }
  while (r->at < r->bytes.size && r->bytes.data[r->at] != r->table->separator &&
         r->bytes.data[r->at] != '\n')
    r->at++;
  return push(r, (cell){(uint32_t)from, (uint32_t)(r->at - from), false});
}

/* Reads a row; no cells at the end, or for a blank line or comment. */
static gm_status read_row(reading *r) {
  gm_status status = GM_OK;
  r->count = 0;
  gm_buffer_clear(&r->text);
  r->first_line = ++r->line;
  const char *end = memchr(r->bytes.data + r->at, '\n', r->bytes.size - r->at);
  size_t stop = end ? (size_t)(end - r->bytes.data) : r->bytes.size;
  bool comment = r->table->separator == '\t' && r->bytes.data[r->at] == '#';
  if (comment || trim(gm_slice_of(r->bytes.data + r->at, stop - r->at)).size == 0) {
    r->at = stop + 1;
    return GM_OK;
  }
  for (;;) {
    status = read_cell(r);
    if (status != GM_OK) return status;
    if (r->at >= r->bytes.size || r->bytes.data[r->at] == '\n') break;
    r->at++;
  }
  r->at++;
  return r->text.status == GM_OK ? GM_OK : gm_nomem(r->err);
}

static gm_status read_header(reading *r) {
  gm_slice name = r->table->name.size ? r->table->name : gm_slice_text("name");
  gm_status status = GM_OK;
  r->columns = gm_alloc((r->count + 1) * sizeof *r->columns);
  if (!r->columns) return gm_nomem(r->err);
  r->name = r->match_case = r->from = r->to = SIZE_MAX;
  for (size_t i = 0; i < r->count && status == GM_OK; i++) {
    gm_slice title = trim(slice_of(r, &r->cells[i]));
    if (gm_slice_equal(title, name)) r->name = i;
    if (gm_slice_equal(title, gm_slice_text("match_case"))) r->match_case = i;
    if (gm_slice_equal(title, gm_slice_text("valid_from"))) r->from = i;
    if (gm_slice_equal(title, gm_slice_text("valid_to"))) r->to = i;
    status = gm_list_add_column(r->b, title, &r->columns[i], r->err);
    for (size_t k = 0; k < i && status == GM_OK; k++)
      if (r->columns[k] == r->columns[i]) return fail(r, "two columns have one name");
  }
  r->column_count = r->count;
  if (status == GM_OK && r->name == SIZE_MAX)
    return fail(r, "the first row names no column of names");
  return status;
}

static gm_slice at_place(const reading *r, size_t place) {
  return place < r->count ? trim(slice_of(r, &r->cells[place])) : gm_slice_of("", 0);
}

/* “Japan|Nippon” */
static gm_status add_names(reading *r, gm_slice names, const gm_name_options *options,
                           const gm_named *named) {
  gm_status status = GM_OK;
  for (size_t at = 0; at <= names.size && status == GM_OK;) {
    const char *bar = memchr(names.data + at, '|', names.size - at);
    size_t end = bar ? (size_t)(bar - names.data) : names.size;
    gm_slice name = trim(gm_slice_of(names.data + at, end - at));
    gm_error inner = {0};
    at = end + 1;
    if (name.size == 0) continue;
    status = gm_list_add(r->b, name, options, named, &inner);
    if (status != GM_OK) return status == GM_NOMEM ? gm_nomem(r->err) : fail(r, inner.message);
  }
  return status;
}

static gm_status read_day(reading *r, size_t place, bool last, int32_t *day) {
  gm_slice text = at_place(r, place);
  if (text.size == 0 || gm_day_read(text, last, day)) return GM_OK;
  return fail(r, "valid_from and valid_to are dates such as 2013, 2013-05 or 2013-05-02");
}

static gm_status add_row(reading *r) {
  gm_name_options options = *r->options;
  gm_named named = {0, 0, GM_ALWAYS_FROM, GM_ALWAYS_TO};
  if (r->count > r->column_count) return fail(r, "more columns than the first row names");
  gm_slice name = at_place(r, r->name), fold = at_place(r, r->match_case);
  if (name.size == 0) return fail(r, "the column of names is empty");
  if (options.by <= GM_BY_FOLD && gm_slice_equal(fold, gm_slice_text("no")))
    options.by = GM_BY_FOLD;
  if (options.by <= GM_BY_FOLD && gm_slice_equal(fold, gm_slice_text("yes")))
    options.by = GM_BY_FORM;
  gm_status status = read_day(r, r->from, false, &named.from);
  if (status == GM_OK) status = read_day(r, r->to, true, &named.to);
  if (status == GM_OK) status = gm_list_add_row(r->b, &named.entry, r->err);
  for (size_t i = 0; i < r->count && status == GM_OK; i++) {
    gm_slice value = at_place(r, i);
    if (value.size) status = gm_list_add_cell(r->b, r->columns[i], value, r->err);
  }
  return status == GM_OK ? add_names(r, name, &options, &named) : status;
}

gm_status gm_list_add_table(gm_list_builder *b, gm_slice bytes,
                            const gm_table_options *table,
                            const gm_name_options *options, gm_error *err) {
  if (bytes.size >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0)
    bytes = gm_slice_of(bytes.data + 3, bytes.size - 3);
  reading r = {.b = b, .bytes = bytes, .table = table, .options = options, .err = err};
  gm_status status = GM_OK;
  if (bytes.size >= UINT32_MAX) return fail(&r, "a table of more than 4 GiB");
  if (!gm_utf8_valid(bytes)) return fail(&r, "not valid UTF-8");
  while (r.at < bytes.size && status == GM_OK) {
    status = read_row(&r);
    if (status != GM_OK || r.count == 0) continue;
    status = r.columns ? add_row(&r) : read_header(&r);
  }
  if (status == GM_OK && !r.columns)
    status = fail(&r, "the table is empty; its first row names the columns");
  gm_buffer_free(&r.text);
  gm_free(r.cells);
  gm_free(r.columns);
  return status;
}
