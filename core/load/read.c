/* The table of readers, and what happens around each: charset, format, sidecar. */
#include "load/read.h"
#include "load/charset.h"
#include "load/reader.h"
#include <stdio.h>

static const gm_reader *const readers[] = {&gm_reader_html, &gm_reader_jsonl,
                                           &gm_reader_csv, &gm_reader_markdown,
                                           &gm_reader_text};
enum { READERS = sizeof readers / sizeof *readers, HEAD = 64 * 1024 };

static bool named_so(const gm_reader *reader, const char *path) {
  const char *dot = strrchr(path, '.');
  const char *slash = strrchr(path, '/');
  if (!dot || (slash && slash > dot) || strlen(dot) > 12)
    return false;
  char ending[16];
  int size = snprintf(ending, sizeof ending, " %s ", dot);
  return size < (int)sizeof ending &&
         gm_slice_holds(gm_slice_text(reader->endings), ending);
}

/* By content where that is certain, then by name; what looks like nothing else is text.
 */
static const gm_reader *find_reader(const char *path, gm_slice text) {
  const gm_reader *best = &gm_reader_text;
  int most = 0;
  gm_slice head = gm_slice_of(text.data, text.size < HEAD ? text.size : HEAD);
  for (int i = 0; i < READERS; i++) {
    bool named = named_so(readers[i], path);
    int likeness = readers[i]->likeness(readers[i] == &gm_reader_jsonl ? text : head);
    int points = likeness + (named ? 50 : 0);
    if (points < 60 && !named)
      points = 0;
    if (points > most) {
      most = points;
      best = readers[i];
    }
  }
  return best;
}

static const gm_reader *reader_named(const char *format) {
  for (int i = 0; i < READERS; i++)
    if (strcmp(readers[i]->name, format) == 0)
      return readers[i];
  if (strcmp(format, "tsv") == 0)
    return &gm_reader_csv;
  if (strcmp(format, "json") == 0)
    return &gm_reader_jsonl;
  return NULL;
}

gm_status gm_read(const char *path, gm_slice bytes, const gm_read_options *options,
                  gm_read_document document, gm_read_failure failure, void *context,
                  gm_error *err) {
  static const gm_read_options defaults;
  if (!options)
    options = &defaults;
  const gm_reader *reader = NULL;
  if (options->format && !(reader = reader_named(options->format)))
    return gm_fail_at(err, GM_MISUSE, path, 0, 0, "unknown format '%s'", options->format);
  gm_charset_text decoded;
  gm_error local = {0};
  gm_status status = gm_charset_decode(&decoded, bytes, options->charset, &local);
  if (status == GM_OK) {
    if (!reader)
      reader = find_reader(path, decoded.text);
    gm_reading reading = {path,         decoded.text, decoded.charset, decoded.replaced,
                          reader->name, options,      bytes,           document,
                          failure,      context};
    status = reader->read(&reading, &local);
    gm_charset_free(&decoded);
  }
  if (status != GM_OK)
    return gm_fail_at(err, status, local.file[0] ? local.file : path, local.line,
                      local.column, "%s", local.message);
  return GM_OK;
}
