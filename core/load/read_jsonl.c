/* JSON Lines: one record a line; also a file that holds one object, and an array of
 * objects.
 *
 * The file is walked once, a record at a time; a record's text is a slice of the file
 * where it has no escapes and one decoded copy otherwise. */
#include "load/json.h"
#include "load/reader.h"
#include <stdio.h>

static int likeness(gm_slice text) {
  gm_slice trimmed =
      gm_slice_trim(gm_slice_of(text.data, text.size < 4096 ? text.size : 4096));
  if (trimmed.size < 2 || (trimmed.data[0] != '{' && trimmed.data[0] != '['))
    return 0;
  size_t i = 1;
  while (i < trimmed.size && strchr(" \t\r\n{", trimmed.data[i]))
    i++;
  if (i >= trimmed.size)
    return 0;
  return trimmed.data[i] == '"'                             ? 90
         : trimmed.data[i] == '}' || trimmed.data[i] == ']' ? 60
                                                            : 0;
}

typedef struct {
  gm_document *document;
  gm_slice text, spare; /* the record's text; what `content` or `body` hold */
  uint32_t replaced;
  const char *text_field; /* NULL: found */
  gm_slice long_key, long_value; /* the longest other string that could be a text */
} record;

enum { TEXT_LENGTH = 200 }; /* bytes from which a string could be the text */

/* Long strings wait until it is known whether one of them is the text. */
static gm_status take_long(record *r, gm_slice key, gm_slice value, gm_error *err) {
  gm_slice waiting_key = r->long_key, waiting = r->long_value;
  if (value.size > waiting.size) {
    r->long_key = key;
    r->long_value = value;
  } else {
    waiting_key = key;
    waiting = value;
  }
  return gm_document_add_meta(r->document, waiting_key, waiting, "column", false, err);
}

static gm_status take_member(void *context, gm_slice key, const gm_json_value *value,
                             gm_error *err) {
  record *r = context;
  if (value->kind == GM_JSON_NULL)
    return GM_OK;
  if (value->kind == GM_JSON_STRING) {
    bool named = r->text_field && gm_slice_equal(key, gm_slice_text(r->text_field));
    if (r->text_field ? named : gm_slice_is(key, "text")) {
      r->text = value->text;
      r->replaced += value->replaced;
      return GM_OK;
    }
    bool spare = gm_slice_is(key, "content") || gm_slice_is(key, "body") ||
                 gm_slice_is(key, "articlebody");
    if (spare && !r->text_field) {
      r->spare = value->text;
      r->replaced += value->replaced;
      return GM_OK;
    }
  }
  if (value->kind == GM_JSON_STRING && !r->text_field &&
      value->text.size >= TEXT_LENGTH && memchr(value->text.data, ' ', value->text.size))
    return take_long(r, key, value->text, err);
  return gm_document_add_meta(r->document, key, value->text, "column", false, err);
}

/* Stops only where memory ends or the caller says so; a bad record is told of and
 * passed. */
static gm_status give_record(const gm_reading *reading, gm_slice line, uint32_t number,
                             uint32_t line_number, gm_error *err) {
  record r = {.text_field = reading->options->text_field};
  gm_error local = {0};
  gm_status status = gm_reading_open(&r.document, reading, line, err);
  if (status != GM_OK)
    return status;
  r.document->record = number;
  r.document->is_record = true;
  status = gm_json_object(line, r.document->arena, take_member, &r, &local);
  if (status == GM_OK && gm_slice_trim(r.text).size == 0)
    r.text = r.spare;
  if (status == GM_OK && gm_slice_trim(r.text).size == 0)
    r.text = r.long_value;
  else if (status == GM_OK)
    status = gm_document_add_meta(r.document, r.long_key, r.long_value, "column", false,
                                  &local);
  if (status == GM_OK && gm_slice_trim(r.text).size == 0)
    status = gm_fail(&local, GM_FORMAT, "a record without text");
  if (status == GM_OK)
    status = gm_text_newlines(r.document, r.text, &r.document->text, &local);
  if (status == GM_OK) {
    if (gm_document_meta(r.document, "id").size == 0) {
      char id[600];
      snprintf(id, sizeof id, "%s:%u", reading->path, number);
      r.document->id =
          gm_slice_of(gm_arena_copy(r.document->arena, id, strlen(id)), strlen(id));
      if (!r.document->id.data)
        status = gm_nomem(&local);
    }
    r.document->replaced += r.replaced;
  }
  if (status == GM_OK)
    return gm_reading_give(reading, r.document, err);
  gm_document_free(r.document);
  if (status == GM_NOMEM)
    return gm_nomem(err);
  gm_reading_fail(reading, line_number + (local.line ? local.line - 1 : 0),
                  local.column, "%s", local.message);
  return GM_OK;
}

/* The end of the value that begins at `at`: brackets are counted outside of strings. */
static size_t value_end(gm_slice text, size_t at) {
  size_t depth = 0;
  bool quoted = false;
  for (; at < text.size; at++) {
    char c = text.data[at];
    if (quoted) {
      if (c == '\\')
        at++;
      else if (c == '"')
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      if (depth <= 1)
        return at + 1;
      depth--;
    }
  }
  return text.size;
}

static uint32_t count_lines(gm_slice text) {
  uint32_t lines = 0;
  for (size_t i = 0; i < text.size; i++)
    lines += text.data[i] == '\n';
  return lines;
}

/* Whether the first line is not a whole record, but the file's first value is one. */
static bool is_one_value(gm_slice text) {
  gm_slice trimmed = gm_slice_trim(text);
  if (trimmed.size == 0 || trimmed.data[0] == '[')
    return trimmed.size > 0;
  size_t at = 0;
  gm_slice line = gm_slice_trim(gm_slice_line(trimmed, &at));
  if (value_end(line, 0) == line.size && line.data[line.size - 1] == '}')
    return false;
  return line.size < 2 || value_end(trimmed, 0) == trimmed.size;
}

static gm_status read_values(const gm_reading *reading, gm_error *err) {
  gm_slice text = reading->text;
  size_t at = 0;
  uint32_t number = 0, line = 1;
  while (at < text.size && strchr(" \t\r\n", text.data[at]))
    line += text.data[at++] == '\n';
  bool array = at < text.size && text.data[at] == '[';
  if (array)
    at++;
  while (at < text.size) {
    char c = text.data[at];
    if (c == '\n')
      line++;
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || (array && c == ',')) {
      at++;
      continue;
    }
    if (array && c == ']')
      break;
    size_t end = value_end(text, at);
    gm_slice value = gm_slice_of(text.data + at, end - at);
    gm_status status =
        give_record(reading, value, array ? ++number : number, line, err);
    if (status != GM_OK)
      return status;
    line += count_lines(value);
    at = end;
  }
  return GM_OK;
}

static gm_status read_jsonl(const gm_reading *reading, gm_error *err) {
  gm_slice text = reading->text;
  const gm_read_options *options = reading->options;
  if (!options->stretch && is_one_value(text))
    return read_values(reading, err);
  size_t at = 0;
  uint32_t number = options->records_before;
  for (uint32_t line_number = options->lines_before + 1; at < text.size; line_number++) {
    gm_slice line = gm_slice_trim(gm_slice_line(text, &at));
    if (line.size == 0)
      continue;
    gm_status status = give_record(reading, line, ++number, line_number, err);
    if (status != GM_OK)
      return status;
  }
  return GM_OK;
}

const gm_reader gm_reader_jsonl = {"jsonl", " .jsonl .ndjson .json ", likeness,
                                   read_jsonl};
