/* Formats failures into the caller's gm_error; the first failure wins. */
#include "base/error.h"
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name, *text;
} statuses[] = {
#define GM_STATUS_ROW(name, text) {#name, text},
    GM_STATUS_TABLE(GM_STATUS_ROW)
#undef GM_STATUS_ROW
};

/* Cuts `text` back to a character boundary where snprintf cut it inside a character. */
static void trim(char *text) {
  size_t size = strlen(text), start = size;
  while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) start--;
  if (start == 0) return;
  unsigned char lead = (unsigned char)text[start - 1];
  size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (need > 1 && size - (start - 1) < need) text[start - 1] = 0;
}

static void fill(gm_error *err, gm_status status, const char *file, uint32_t line,
                 uint32_t column, const char *format, va_list list) {
  if (!err || err->status != GM_OK) return;
  err->status = status;
  err->line = line;
  err->column = column;
  snprintf(err->file, sizeof err->file, "%s", file ? file : "");
  trim(err->file);
  vsnprintf(err->message, sizeof err->message, format, list);
  trim(err->message);
}

gm_status gm_fail(gm_error *err, gm_status status, const char *format, ...) {
  va_list list;
  va_start(list, format);
  fill(err, status, NULL, 0, 0, format, list);
  va_end(list);
  return status;
}

gm_status gm_fail_at(gm_error *err, gm_status status, const char *file, uint32_t line,
                     uint32_t column, const char *format, ...) {
  va_list list;
  va_start(list, format);
  fill(err, status, file, line, column, format, list);
  va_end(list);
  return status;
}

gm_status gm_nomem(gm_error *err) { return gm_fail(err, GM_NOMEM, "out of memory"); }

void gm_error_clear(gm_error *err) {
  if (err) *err = (gm_error){0};
}

const char *gm_status_name(gm_status status) {
  return (size_t)status < sizeof statuses / sizeof *statuses ? statuses[status].name : "?";
}

const char *gm_status_text(gm_status status) {
  return (size_t)status < sizeof statuses / sizeof *statuses ? statuses[status].text : "?";
}
