/* The table of readers, and what happens around each: charset, format, sidecar. */
#include "load/read.h"
#include "base/sha256.h"
#include "load/charset.h"
#include "load/json.h"
#include "load/reader.h"
#include <stdarg.h>
#include <stdio.h>

static const gm_reader *const readers[] = {&gm_reader_html, &gm_reader_jsonl, &gm_reader_csv,
                                           &gm_reader_markdown, &gm_reader_text};
enum { READERS = sizeof readers / sizeof *readers, HEAD = 64 * 1024 };

static bool named_so(const gm_reader *reader, const char *path) {
  const char *dot = strrchr(path, '.');
  const char *slash = strrchr(path, '/');
  if (!dot || (slash && slash > dot) || strlen(dot) > 12) return false;
  char ending[16];
  int size = snprintf(ending, sizeof ending, " %s ", dot);
  return size < (int)sizeof ending &&
         gm_slice_holds(gm_slice_text(reader->endings), ending);
}

/* By content where that is certain, then by name; what looks like nothing else is text. */
static const gm_reader *find_reader(const char *path, gm_slice text) {
  const gm_reader *best = &gm_reader_text;
  int most = 0;
  gm_slice head = gm_slice_of(text.data, text.size < HEAD ? text.size : HEAD);
  for (int i = 0; i < READERS; i++) {
    bool named = named_so(readers[i], path);
    int likeness = readers[i]->likeness(readers[i] == &gm_reader_jsonl ? text : head);
    int points = likeness + (named ? 50 : 0);
    if (points < 60 && !named) points = 0;
    if (points > most) {
      most = points;
      best = readers[i];
    }
  }
  return best;
}

static const gm_reader *reader_named(const char *format) {
  for (int i = 0; i < READERS; i++)
    if (strcmp(readers[i]->name, format) == 0) return readers[i];
  if (strcmp(format, "tsv") == 0) return &gm_reader_csv;
  if (strcmp(format, "json") == 0) return &gm_reader_jsonl;
  return NULL;
}

gm_status gm_read(const char *path, gm_slice bytes, const gm_read_options *options,
                  gm_read_document document, gm_read_failure failure, void *context,
                  gm_error *err) {
  static const gm_read_options defaults;
  if (!options) options = &defaults;
  const gm_reader *reader = NULL;
  if (options->format && !(reader = reader_named(options->format)))
    return gm_fail(err, GM_MISUSE, "unknown format '%s'", options->format);
  gm_charset_text decoded;
  gm_error local = {0};
  gm_status status = gm_charset_decode(&decoded, bytes, options->charset, &local);
  if (status == GM_OK) {
    if (!reader) reader = find_reader(path, decoded.text);
    gm_reading reading = {path,          decoded.text, decoded.charset, decoded.replaced,
                          reader->name,  options,      bytes,           document,
                          failure,       context};
    status = reader->read(&reading, &local);
    gm_charset_free(&decoded);
  }
  if (status != GM_OK)
    return gm_fail_at(err, status, local.file[0] ? local.file : path, local.line,
                      local.column, "%s", local.message);
  return GM_OK;
}

/* ---- documents of a reading ---------------------------------------------------------- */

static gm_status sidecar_member(void *context, gm_slice key, const gm_json_value *value,
                                gm_error *err) {
  if (value->kind == GM_JSON_NULL) return GM_OK;
  return gm_document_add_meta(context, key, value->text, "sidecar", false, err);
}

gm_status gm_reading_open(gm_document **out, const gm_reading *reading, gm_slice bytes,
                          gm_error *err) {
  gm_status status = gm_document_new(out, err);
  if (status != GM_OK) return status;
  gm_document *document = *out;
  document->path = document->id = gm_slice_text(reading->path);
  document->format = gm_slice_text(reading->format);
  document->charset = gm_slice_text(reading->charset);
  document->replaced = reading->replaced;
  gm_sha256_hex(bytes, document->hash);
  gm_slice sidecar = gm_slice_trim(reading->options->sidecar);
  if (sidecar.size == 0) return GM_OK;
  gm_error local = {0};
  status = gm_json_object(sidecar, document->arena, sidecar_member, document, &local);
  if (status == GM_OK) return GM_OK;
  gm_document_free(document);
  *out = NULL;
  char name[512];
  snprintf(name, sizeof name, "%s.meta.json", reading->path);
  return gm_fail_at(err, status, name, local.line, local.column, "%s", local.message);
}

gm_status gm_reading_give(const gm_reading *reading, gm_document *document, gm_error *err) {
  if (document->text.size > UINT32_MAX - 16) {
    gm_document_free(document);
    return gm_fail(err, GM_LIMIT, "a document of more than 4 GiB");
  }
  gm_document_sort_zones(document);
  gm_slice id = gm_document_meta(document, "id");
  if (id.size) document->id = id;
  gm_status status = reading->document(reading->context, document, err);
  gm_document_free(document);
  return status;
}

void gm_reading_fail(const gm_reading *reading, uint32_t line, uint32_t column,
                     const char *format, ...) {
  gm_error failure = {0};
  char message[512];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  gm_fail_at(&failure, GM_FORMAT, reading->path, line, column, "%s", message);
  if (reading->failure) reading->failure(reading->context, &failure);
}
