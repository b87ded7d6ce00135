/* Documents of a reading: opened with what the file says, given with what the user
 * says. */
#include "load/reader.h"
#include "base/sha256.h"
#include "load/json.h"
#include <stdarg.h>
#include <stdio.h>

static gm_status sidecar_member(void *context, gm_slice key, const gm_json_value *value,
                                gm_error *err) {
  if (value->kind == GM_JSON_NULL)
    return GM_OK;
  return gm_document_add_meta(context, key, value->text, "sidecar", false, err);
}

gm_status gm_reading_open(gm_document **out, const gm_reading *reading, gm_slice bytes,
                          gm_error *err) {
  gm_status status = gm_document_new(out, err);
  if (status != GM_OK)
    return status;
  gm_document *document = *out;
  document->id = gm_slice_text(reading->path);
  document->path = gm_slice_text(reading->state->file);
  document->format = gm_slice_text(reading->format);
  document->charset = gm_slice_text(reading->charset);
  document->replaced = reading->replaced;
  gm_sha256_hex(bytes, document->hash);
  document->standoff = reading->options->standoff;
  gm_slice sidecar = gm_slice_trim(reading->options->sidecar);
  if (sidecar.size == 0)
    return GM_OK;
  gm_error local = {0};
  status = gm_json_object(sidecar, document->arena, sidecar_member, document, &local);
  if (status == GM_OK)
    return GM_OK;
  gm_document_free(document);
  *out = NULL;
  char name[512];
  snprintf(name, sizeof name, "%s.meta.json", reading->path);
  return gm_fail_at(err, status, name, local.line, local.column, "%s", local.message);
}

gm_status gm_reading_give(const gm_reading *reading, gm_document *document,
                          gm_error *err) {
  if (document->text.size > UINT32_MAX - 16) {
    gm_document_free(document);
    return gm_fail(err, GM_LIMIT, "a document of more than 4 GiB");
  }
  gm_document_sort_zones(document);
  gm_slice id = gm_document_meta(document, "id");
  if (id.size)
    document->id = id;
  if (reading->state->nested)
    document->record = ++reading->state->records;
  gm_status status = reading->document(reading->context, document, err);
  reading->state->stopped = reading->state->stopped || status != GM_OK;
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
  if (reading->failure)
    reading->failure(reading->context, &failure);
}

gm_status gm_reading_expand(const gm_reading *reading, size_t bytes, gm_error *err) {
  uint64_t most = reading->options->most_expanded;
  if (!most)
    most = 1 << 30;
  reading->state->expanded += bytes;
  if (reading->state->expanded <= most)
    return GM_OK;
  return gm_fail(err, GM_LIMIT, "unpacks to more than %llu MB",
                 (unsigned long long)((most + (1 << 20) - 1) >> 20));
}

gm_status gm_text_newlines(gm_document *document, gm_slice text, gm_slice *out,
                           gm_error *err) {
  *out = text;
  if (text.size == 0 || !memchr(text.data, '\r', text.size))
    return GM_OK;
  char *copy = gm_arena_alloc(document->arena, text.size);
  if (!copy)
    return gm_nomem(err);
  size_t size = 0;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    if (c == '\r') {
      if (i + 1 < text.size && text.data[i + 1] == '\n')
        continue;
      c = '\n';
    }
    copy[size++] = c;
  }
  *out = gm_slice_of(copy, size);
  return GM_OK;
}
