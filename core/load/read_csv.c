/* CSV and TSV with a header row (RFC 4180: quoted fields, doubled quotation marks, line
 * breaks in quotes). The separator is the one of , tab ; | that the header row has most
 * of. */
#include "base/buffer.h"
#include "load/reader.h"
#include <stdio.h>

enum { COLUMNS = 1024 };

typedef struct {
  gm_slice text;
  size_t at;
  uint32_t line; /* of `at`, from 1 */
  char separator;
} scanner;

typedef struct {
  gm_slice field[COLUMNS];
  size_t count;
  uint32_t line;   /* where the row begins */
  bool open_quote; /* the file ends within quotation marks */
  bool too_many;
} row;

static char find_separator(gm_slice text) {
  static const char candidates[] = ",\t;|";
  size_t counts[4] = {0}, at = 0, best = 0;
  gm_slice line = gm_slice_line(text, &at);
  bool quoted = false;
  for (size_t i = 0; i < line.size; i++) {
    if (line.data[i] == '"')
      quoted = !quoted;
    const char *c = line.data[i] && !quoted ? strchr(candidates, line.data[i]) : NULL;
    if (c)
      counts[c - candidates]++;
  }
  for (size_t i = 1; i < 4; i++)
    if (counts[i] > counts[best])
      best = i;
  return counts[best] ? candidates[best] : 0;
}

static bool names_text(gm_slice name) {
  return gm_slice_is(name, "text") || gm_slice_is(name, "content") ||
         gm_slice_is(name, "body");
}

/* A header row that has a column for the text and one more that is usual. */
static int likeness(gm_slice text) {
  char separator = find_separator(text);
  if (!separator)
    return 0;
  static const char *const usual[] = {"id",        "title",   "date",        "source",
                                      "author",    "url",     "credibility", "headline",
                                      "published", "language"};
  size_t at = 0;
  gm_slice line = gm_slice_line(text, &at);
  bool has_text = false, has_other = false;
  for (size_t begin = 0; begin <= line.size;) {
    size_t end = begin;
    while (end < line.size && line.data[end] != separator)
      end++;
    gm_slice name = gm_slice_trim(gm_slice_of(line.data + begin, end - begin));
    if (name.size >= 2 && name.data[0] == '"')
      name.data++, name.size -= 2;
    has_text = has_text || names_text(name);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
      has_other = has_other || gm_slice_is(name, usual[i]);
    begin = end + 1;
  }
  return has_text && has_other ? 80 : has_text ? 30 : 0;
}

/* A quoted field; s->at is behind the opening mark. Doubled marks need a copy. */
static gm_status quoted_field(scanner *s, gm_arena *arena, row *r, gm_slice *out,
                              gm_error *err) {
  size_t begin = s->at;
  gm_buffer copy = GM_BUFFER_INIT;
  for (;;) {
    const char *mark = s->at < s->text.size
                           ? memchr(s->text.data + s->at, '"', s->text.size - s->at)
                           : NULL;
    size_t end = mark ? (size_t)(mark - s->text.data) : s->text.size;
    for (size_t i = s->at; i < end; i++)
      s->line += s->text.data[i] == '\n';
    s->at = end + (mark != NULL);
    if (!mark)
      r->open_quote = true;
    bool doubled = mark && s->at < s->text.size && s->text.data[s->at] == '"';
    if (!doubled) {
      *out = gm_slice_of(s->text.data + begin, end - begin);
      break;
    }
    gm_buffer_add(&copy, s->text.data + begin, s->at - begin);
    begin = ++s->at;
  }
  if (copy.size) {
    gm_buffer_add(&copy, out->data, out->size);
    char *kept =
        copy.status == GM_OK ? gm_arena_copy(arena, copy.data, copy.size) : NULL;
    *out = gm_slice_of(kept, copy.size);
    gm_buffer_free(&copy);
    if (!kept)
      return gm_nomem(err);
  }
  /* What stands between the closing mark and the separator does not belong to anything.
   */
  while (s->at < s->text.size && s->text.data[s->at] != s->separator &&
         s->text.data[s->at] != '\n')
    s->at++;
  return GM_OK;
}

static gm_slice plain_field(scanner *s) {
  size_t begin = s->at;
  while (s->at < s->text.size && s->text.data[s->at] != s->separator &&
         s->text.data[s->at] != '\n')
    s->at++;
  size_t end = s->at;
  if (end > begin && s->text.data[end - 1] == '\r')
    end--;
  return gm_slice_of(s->text.data + begin, end - begin);
}

/* The next row; r->count is 0 for a blank line. Copies go into `arena`. */
static gm_status next_row(scanner *s, gm_arena *arena, row *r, gm_error *err) {
  r->count = 0;
  r->line = s->line;
  r->open_quote = r->too_many = false;
  for (;;) {
    gm_slice field;
    if (s->at < s->text.size && s->text.data[s->at] == '"') {
      s->at++;
      gm_status status = quoted_field(s, arena, r, &field, err);
      if (status != GM_OK)
        return status;
    } else {
      field = plain_field(s);
    }
    if (r->count < COLUMNS)
      r->field[r->count++] = field;
    else
      r->too_many = true;
    if (s->at < s->text.size && s->text.data[s->at] == s->separator) {
      s->at++;
      continue;
    }
    if (s->at < s->text.size)
      s->at++, s->line++;
    break;
  }
  if (r->count == 1 && gm_slice_trim(r->field[0]).size == 0)
    r->count = 0;
  return GM_OK;
}

static gm_status fill(gm_document *document, const row *header, const row *r,
                      size_t text_column, gm_error *err) {
  for (size_t i = 0; i < header->count; i++) {
    if (i == text_column)
      continue;
    gm_status status = gm_document_add_meta(document, header->field[i], r->field[i],
                                            "column", false, err);
    if (status != GM_OK)
      return status;
  }
  return gm_text_newlines(document, r->field[text_column], &document->text, err);
}

static gm_status name_record(gm_document *document, const char *path, uint32_t number,
                             gm_error *err) {
  document->record = number;
  document->is_record = true;
  if (gm_document_meta(document, "id").size)
    return GM_OK;
  char id[600];
  snprintf(id, sizeof id, "%s:%u", path, number);
  document->id =
      gm_slice_of(gm_arena_copy(document->arena, id, strlen(id)), strlen(id));
  return document->id.data ? GM_OK : gm_nomem(err);
}

/* The row's own fault, told and passed over; false where it has none. */
static bool faulty(const gm_reading *reading, const row *header, const row *r,
                   size_t text_column) {
  if (r->open_quote)
    gm_reading_fail(reading, r->line, 0, "a quoted field does not end");
  else if (r->too_many || r->count != header->count)
    gm_reading_fail(reading, r->line, 0, "a row of %zu fields where the header has %zu",
                    r->count, header->count);
  else if (gm_slice_trim(r->field[text_column]).size == 0)
    gm_reading_fail(reading, r->line, 0, "a row without text");
  else
    return false;
  return true;
}

static gm_status read_rows(const gm_reading *reading, scanner *s, const row *header,
                           row *r, size_t text_column, gm_error *err) {
  uint32_t number = 0;
  while (s->at < s->text.size) {
    size_t begin = s->at;
    gm_document *document;
    gm_arena *copies = gm_arena_new();
    if (!copies)
      return gm_nomem(err);
    gm_status status = next_row(s, copies, r, err);
    gm_slice bytes = gm_slice_of(s->text.data + begin, s->at - begin);
    if (status == GM_OK && r->count > 0) {
      number++;
      if (!faulty(reading, header, r, text_column)) {
        status = gm_reading_open(&document, reading, gm_slice_trim(bytes), err);
        if (status == GM_OK) {
          status = fill(document, header, r, text_column, err);
          if (status == GM_OK)
            status = name_record(document, reading->path, number, err);
          if (status == GM_OK)
            status = gm_reading_give(reading, document, err);
          else
            gm_document_free(document);
        }
      }
    }
    gm_arena_free(copies);
    if (status != GM_OK)
      return status;
  }
  return GM_OK;
}

static gm_status read_csv(const gm_reading *reading, gm_error *err) {
  scanner s = {reading->text, 0, 1, find_separator(reading->text)};
  if (!s.separator)
    s.separator = ',';
  gm_arena *arena = gm_arena_new();
  row *header = arena ? gm_arena_alloc(arena, 2 * sizeof *header) : NULL;
  gm_status status = header ? next_row(&s, arena, header, err) : gm_nomem(err);
  if (status == GM_OK) {
    size_t column = header->count;
    for (size_t i = header->count; i-- > 0;) {
      header->field[i] = gm_slice_trim(header->field[i]);
      const char *named = reading->options->text_field;
      bool exact = gm_slice_is(header->field[i], named ? named : "text");
      bool fits = named ? exact : names_text(header->field[i]);
      if (fits && (column == header->count || exact))
        column = i;
    }
    if (column == header->count)
      status = gm_fail_at(err, GM_FORMAT, reading->path, 1, 0, "no column named '%s'",
                          reading->options->text_field ? reading->options->text_field
                                                       : "text");
    else
      status = read_rows(reading, &s, header, header + 1, column, err);
  }
  gm_arena_free(arena);
  return status;
}

const gm_reader gm_reader_csv = {"csv", " .csv .tsv .tab ", likeness, read_csv};
