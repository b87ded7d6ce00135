/* The table of readers, and what happens around each: charset, format, sidecar. */
#include "load/read.h"
#include "load/charset.h"
#include "base/buffer.h"
#include "load/reader.h"
#include "text/utf8.h"
#include <stdio.h>

/* Readers of bytes are asked first: what they know is told by its first bytes. */
static const gm_reader *const byte_readers[] = {
    &gm_reader_pdf,     &gm_reader_docx, &gm_reader_odt, &gm_reader_epub, &gm_reader_rtf,
    &gm_reader_mailbox, &gm_reader_mail, &gm_reader_archive};
static const gm_reader *const text_readers[] = {
    &gm_reader_xml,      &gm_reader_html,     &gm_reader_jsonl,    &gm_reader_csv, &gm_reader_conllu,
    &gm_reader_vertical, &gm_reader_markdown, &gm_reader_text};
enum {
  BYTE_READERS = sizeof byte_readers / sizeof *byte_readers,
  TEXT_READERS = sizeof text_readers / sizeof *text_readers,
  HEAD = 64 * 1024,
  NESTED = 8,
};

/* The name's ending, also behind that of a packed file: ".jsonl" of "a.jsonl.gz". */
static bool named_so(const gm_reader *reader, const char *path) {
  static const char packed[] = " .gz .xz .zst .bz2 .lzma ";
  const char *slash = strrchr(path, '/'), *end = path + strlen(path);
  for (int round = 0; round < 2; round++) {
    const char *dot = end;
    while (dot > path && dot[-1] != '/' && *dot != '.')
      dot--;
    if (*dot != '.' || (slash && slash > dot) || end - dot > 12)
      return false;
    char ending[16];
    snprintf(ending, sizeof ending, " %.*s ", (int)(end - dot), dot);
    if (gm_slice_holds(gm_slice_text(reader->endings), ending))
      return true;
    if (!gm_slice_holds(gm_slice_text(packed), ending))
      return false;
    end = dot;
  }
  return false;
}

/* By content where that is certain, then by name; what looks like nothing else is text.
 */
static const gm_reader *find_reader(const char *path, gm_slice text) {
  const gm_reader *best = &gm_reader_text;
  int most = 0;
  gm_slice head = gm_slice_of(text.data, text.size < HEAD ? text.size : HEAD);
  for (int i = 0; i < TEXT_READERS; i++) {
    bool named = named_so(text_readers[i], path);
    int likeness =
        text_readers[i]->likeness(text_readers[i] == &gm_reader_jsonl ? text : head);
    int points = likeness + (named ? 50 : 0);
    if (points < 60 && !named)
      points = 0;
    if (points > most) {
      most = points;
      best = text_readers[i];
    }
  }
  return best;
}

static const gm_reader *find_byte_reader(const char *path, gm_slice bytes) {
  const gm_reader *best = NULL;
  int most = 0;
  for (int i = 0; i < BYTE_READERS; i++) {
    int likeness = byte_readers[i]->likeness(bytes);
    if (likeness && named_so(byte_readers[i], path))
      likeness += 50;
    if (likeness >= 60 && likeness > most) {
      most = likeness;
      best = byte_readers[i];
    }
  }
  return best;
}

static const gm_reader *named(const gm_reader *const *readers, int count,
                              const char *format) {
  for (int i = 0; i < count; i++)
    if (strcmp(readers[i]->name, format) == 0)
      return readers[i];
  return NULL;
}

/* The reader of the format that was asked for; false where there is none. */
static bool choose(const char *format, const gm_reader **bytes, const gm_reader **text) {
  if (strcmp(format, "tsv") == 0)
    format = "csv";
  if (strcmp(format, "json") == 0)
    format = "jsonl";
  if (strcmp(format, "vrt") == 0)
    format = "vertical";
  *bytes = named(byte_readers, BYTE_READERS, format);
  *text = named(text_readers, TEXT_READERS, format);
  return *bytes || *text;
}

const char *gm_read_format(int number) {
  static const char *const others[] = {"tsv", "json"};
  if (number < TEXT_READERS)
    return text_readers[TEXT_READERS - 1 - number]->name;
  number -= TEXT_READERS;
  if (number < 2)
    return others[number];
  number -= 2;
  return number >= 0 && number < BYTE_READERS ? byte_readers[number]->name : NULL;
}

static gm_status read_text(gm_reading *reading, const gm_reader *reader,
                           gm_error *err) {
  gm_charset_text decoded;
  gm_status status =
      gm_charset_decode(&decoded, reading->bytes, reading->options->charset, err);
  if (status != GM_OK)
    return status;
  if (!reader)
    reader = find_reader(reading->path, decoded.text);
  reading->text = decoded.text;
  reading->charset = decoded.charset;
  reading->replaced = decoded.replaced;
  reading->format = reader->name;
  status = reader->read(reading, err);
  gm_charset_free(&decoded);
  return status;
}

static gm_status read_bytes(gm_reading *reading, gm_error *err) {
  const gm_reader *packed = NULL, *text = NULL;
  const char *format = reading->options->format;
  if (format && !choose(format, &packed, &text))
    return gm_fail(err, GM_MISUSE, "unknown format '%s'", format);
  /* A format that was asked for is that of the documents, not of what they come in. */
  const gm_reader *found = find_byte_reader(reading->path, reading->bytes);
  if (!format || (text && found == &gm_reader_archive))
    packed = found;
  if (!packed)
    return read_text(reading, text, err);
  if (reading->bytes.size == 0)
    return gm_fail(err, GM_FORMAT, "is empty");
  reading->format = packed->name;
  reading->charset = "";
  return packed->read(reading, err);
}

gm_status gm_read(const char *path, gm_slice bytes, const gm_read_options *options,
                  gm_read_document document, gm_read_failure failure, void *context,
                  gm_error *err) {
  static const gm_read_options defaults;
  gm_read_state state = {.file = path};
  gm_reading reading = {.path = path,
                        .options = options ? options : &defaults,
                        .bytes = bytes,
                        .document = document,
                        .failure = failure,
                        .context = context,
                        .state = &state};
  gm_error local = {0};
  gm_status status = read_bytes(&reading, &local);
  if (status != GM_OK)
    return gm_fail_at(err, status, local.file[0] ? local.file : path, local.line,
                      local.column, "%s", local.message);
  return GM_OK;
}

static gm_status read_inner(const gm_reading *outer, const char *path, gm_slice bytes,
                            gm_slice sidecar, gm_error *err) {
  gm_read_options options = *outer->options;
  if (sidecar.size)
    options.sidecar = sidecar;
  gm_reading reading = *outer;
  reading.path = path;
  reading.options = &options;
  reading.bytes = bytes;
  reading.text = gm_slice_of("", 0);
  return read_bytes(&reading, err);
}

gm_status gm_reading_inner(const gm_reading *reading, gm_slice name, gm_slice bytes,
                           gm_slice sidecar, gm_error *err) {
  uint32_t most =
      reading->options->most_nested ? reading->options->most_nested : NESTED;
  if (reading->state->levels >= most)
    return gm_fail(err, GM_LIMIT, "archives within archives, more than %u deep", most);
  gm_buffer path = GM_BUFFER_INIT;
  gm_buffer_add_text(&path, reading->path);
  if (name.size)
    gm_buffer_add_byte(&path, '!');
  uint32_t replaced = 0;
  gm_utf8_repair(&path, name, &replaced);
  const char *text = gm_buffer_text(&path);
  gm_status status = path.status;
  gm_error local = {0};
  if (status == GM_OK) {
    reading->state->nested += name.size > 0;
    reading->state->levels++;
    status = read_inner(reading, text, bytes, sidecar, &local);
    reading->state->nested -= name.size > 0;
    reading->state->levels--;
  }
  bool ends = status == GM_NOMEM || status == GM_LIMIT || reading->state->stopped;
  if (status != GM_OK && (ends || !name.size)) {
    if (status == GM_NOMEM)
      gm_nomem(err);
    else
      gm_fail_at(err, status, local.file[0] ? local.file : text, local.line,
                 local.column, "%s", local.message);
  } else if (status != GM_OK) {
    gm_reading inner = *reading;
    inner.path = local.file[0] ? local.file : text;
    gm_reading_fail(&inner, local.line, local.column, "%s", local.message);
    status = GM_OK;
  }
  gm_buffer_free(&path);
  return status;
}
