/* CoNLL-U (universaldependencies.org/format.html): a token a line with ten fields, a blank
 * line behind each sentence. One document a file, or one for each `# newdoc` if asked.
 *
 * Tokens are the syntactic words. Ranges (1-2), empty nodes (8.1) and comments are kept as
 * lines between them, so that the file can be written out again. */
#include "base/sha256.h"
#include "load/annotated.h"
#include "load/reader.h"
#include <stdio.h>

enum { FIELDS = 10 };

typedef struct {
  const gm_reading *reading;
  gm_document *document;
  gm_annotated *annotated;
  gm_slice columns[GM_MOST_COLUMNS]; /* names of the fields from the third on */
  uint32_t column_count;
  int misc; /* among columns; -1: none */
  uint32_t record, line;
  const char *begin; /* of the document's bytes */
  bool in_sentence, in_head; /* head: comments that are about the document */
  bool records, several; /* a document for each newdoc; one for several of them */
  uint32_t inside;   /* words of a range that are still to come */
  bool range_joined; /* no space behind the range */
} state;

/* ---- lines ---- */

/* Splits at tabs; gives the number of fields, at most `most`. */
static uint32_t split(gm_slice line, gm_slice *fields, uint32_t most) {
  uint32_t count = 0;
  size_t from = 0;
  while (count < most) {
    const char *tab = from <= line.size && line.size > from
                          ? memchr(line.data + from, '\t', line.size - from)
                          : NULL;
    size_t end = tab ? (size_t)(tab - line.data) : line.size;
    fields[count++] = gm_slice_of(line.data + from, end - from);
    if (!tab) break;
    from = end + 1;
  }
  return count;
}

/* 'w' a word, 'r' a range, 'e' an empty node, 0 none of them; the numbers of a range. */
static char kind_of(gm_slice id, uint32_t *first, uint32_t *last) {
  char text[32];
  unsigned a, b;
  int used = 0;
  if (!id.size || id.size >= sizeof text || id.data[0] < '0' || id.data[0] > '9')
    return 0;
  memcpy(text, id.data, id.size);
  text[id.size] = 0;
  if (sscanf(text, "%u-%u%n", &a, &b, &used) == 2 && (size_t)used == id.size) {
    *first = a;
    *last = b;
    return b >= a && b - a < 100 ? 'r' : 0;
  }
  if (sscanf(text, "%u.%u%n", &a, &b, &used) == 2 && (size_t)used == id.size)
    return 'e';
  return sscanf(text, "%u%n", &a, &used) == 1 && (size_t)used == id.size ? 'w' : 0;
}

static bool has_space_after(gm_slice misc) {
  return !gm_slice_holds(misc, "SpaceAfter=No");
}

static int likeness(gm_slice text) {
  size_t at = 0;
  while (at < text.size) {
    gm_slice line = gm_slice_line(text, &at), fields[FIELDS + 1];
    uint32_t first, last;
    if (!line.size || line.data[0] == '#') {
      if (gm_slice_begins(line, "# global.columns =")) return 100;
      continue;
    }
    return split(line, fields, FIELDS + 1) == FIELDS && kind_of(fields[0], &first, &last)
               ? 98
               : 0;
  }
  return 0;
}

/* ---- columns ---- */

static const char *const usual[] = {"lemma", "upos",   "xpos", "feats",
                                    "head",  "deprel", "deps", "misc"};

static void usual_columns(state *s) {
  s->column_count = sizeof usual / sizeof *usual;
  for (uint32_t i = 0; i < s->column_count; i++) s->columns[i] = gm_slice_text(usual[i]);
  s->misc = 7;
}

static gm_slice lowered(gm_arena *arena, gm_slice name) {
  char *copy = gm_arena_copy(arena, name.data, name.size);
  for (size_t i = 0; copy && i < name.size; i++)
    if (copy[i] >= 'A' && copy[i] <= 'Z') copy[i] = (char)(copy[i] + 32);
  return copy ? gm_slice_of(copy, name.size) : name;
}

/* # global.columns = ID FORM UPOS …: CoNLL-U Plus. ID and FORM come first there too. */
static void plus_columns(state *s, gm_slice list, gm_arena *arena) {
  uint32_t number = 0;
  s->column_count = 0;
  s->misc = -1;
  while ((list = gm_slice_trim(list)).size && s->column_count < GM_MOST_COLUMNS) {
    size_t size = 0;
    while (size < list.size && list.data[size] != ' ' && list.data[size] != '\t') size++;
    gm_slice name = lowered(arena, gm_slice_of(list.data, size));
    if (number++ >= 2) {
      if (gm_slice_is(name, "misc")) s->misc = (int)s->column_count;
      s->columns[s->column_count++] = name;
    }
    list = gm_slice_from(list, size);
  }
  if (!s->column_count) usual_columns(s);
}

/* ---- documents ---- */

static gm_status give(state *s, const char *end, gm_error *err) {
  gm_document *document = s->document;
  s->document = NULL;
  gm_status status = gm_annotated_finish(s->annotated, err);
  bool empty = gm_annotated_count(s->annotated) == 0;
  gm_annotated_free(s->annotated);
  s->annotated = NULL;
  if (status == GM_OK && !empty) {
    gm_slice bytes = gm_slice_of(s->begin, (size_t)(end - s->begin));
    if (bytes.size != s->reading->text.size)
      gm_sha256_hex(bytes, document->hash);
    return gm_reading_give(s->reading, document, err);
  }
  gm_document_free(document);
  return status;
}

static gm_status open(state *s, const char *begin, bool record, gm_error *err) {
  char id[600];
  gm_status status = gm_reading_open(&s->document, s->reading, s->reading->bytes, err);
  if (status != GM_OK) return status;
  gm_document *document = s->document;
  document->is_record = true;
  s->begin = begin;
  if (record) {
    document->record = ++s->record;
    snprintf(id, sizeof id, "%s:%u", s->reading->path, s->record);
    char *copy = gm_arena_copy(document->arena, id, strlen(id));
    if (!copy) return gm_nomem(err);
    document->id = gm_slice_of(copy, strlen(id));
  }
  return gm_annotated_new(&s->annotated, document, s->columns, s->column_count, err);
}

/* A comment about the document: newdoc id, meta::KEY, and what stands with them. */
static gm_status take_meta(state *s, gm_slice key, gm_slice value, gm_error *err) {
  gm_document *document = s->document;
  if (gm_slice_is(key, "newdoc id"))
    return gm_document_add_meta(document, gm_slice_text("id"), value, "comment", false,
                                err);
  bool named = gm_slice_begins(key, "meta::");
  if (!named && (!s->in_head || gm_slice_begins(key, "sent_id") ||
                 gm_slice_begins(key, "text") || gm_slice_begins(key, "newpar") ||
                 gm_slice_begins(key, "newdoc") || gm_slice_begins(key, "global")))
    return GM_OK;
  if (named) key = gm_slice_from(key, 6);
  gm_status status =
      gm_document_add_meta(document, key, value, "comment", false, err);
  if (status == GM_OK && gm_slice_is(key, "dateCreated"))
    status = gm_document_add_meta(document, gm_slice_text("date"), value, "comment",
                                  false, err);
  if (status == GM_OK && gm_slice_is(key, "sourceURL"))
    status = gm_document_add_meta(document, gm_slice_text("url"), value, "comment",
                                  false, err);
  return status;
}

static gm_status take_comment(state *s, gm_slice line, gm_error *err) {
  gm_slice text = gm_slice_trim(gm_slice_from(line, 1));
  bool opens = gm_slice_begins(text, "newdoc");
  gm_status status = GM_OK;
  if (opens && gm_annotated_count(s->annotated) && s->records) {
    status = give(s, line.data, err);
    if (status == GM_OK) status = open(s, line.data, true, err);
    if (status != GM_OK) return status;
  }
  if (opens) s->in_head = true;
  if (opens || gm_slice_begins(text, "newpar")) gm_annotated_paragraph(s->annotated);
  gm_annotated_note(s->annotated, line);
  const char *equals = text.size ? memchr(text.data, '=', text.size) : NULL;
  gm_slice key = text, value = {0};
  if (equals && !s->several) {
    size_t size = (size_t)(equals - text.data);
    key = gm_slice_trim(gm_slice_of(text.data, size));
    value = gm_slice_trim(gm_slice_from(text, size + 1));
    status = take_meta(s, key, value, err);
  }
  if (gm_slice_is(key, "sent_id") || gm_slice_is(key, "text")) s->in_head = false;
  return status;
}

/* ---- tokens ---- */

static void take_word(state *s, gm_slice *fields, uint32_t count) {
  gm_slice values[GM_MOST_COLUMNS], form = fields[1];
  for (uint32_t c = 0; c < s->column_count; c++) {
    values[c] = c + 2 < count ? fields[c + 2] : gm_slice_of("", 0);
    if (!values[c].size) values[c] = gm_slice_text("_");
  }
  if (!s->in_sentence) gm_annotated_sentence(s->annotated);
  s->in_sentence = true;
  s->in_head = false;
  gm_annotated_token(s->annotated, form.size ? form : gm_slice_text("_"), values);
  bool spaced = s->misc < 0 || has_space_after(values[s->misc]);
  if (s->inside && --s->inside == 0) spaced = !s->range_joined;
  if (!spaced) gm_annotated_join(s->annotated);
}

static gm_status take_token(state *s, gm_slice line, gm_error *err) {
  gm_slice fields[GM_MOST_COLUMNS + 2];
  uint32_t first, last, count = split(line, fields, s->column_count + 2);
  char kind = kind_of(fields[0], &first, &last);
  if (!kind || count < 2) {
    gm_reading_fail(s->reading, s->line, 0, kind ? "a token without a form"
                                                 : "this is no token of CoNLL-U");
    return GM_OK;
  }
  if (kind == 'w') {
    take_word(s, fields, count);
    return GM_OK;
  }
  if (!s->in_sentence && kind == 'r') {
    gm_annotated_sentence(s->annotated);
    s->in_sentence = true;
  }
  gm_annotated_note(s->annotated, line);
  if (kind != 'r') return GM_OK;
  s->inside = last - first + 1;
  s->range_joined = s->misc >= 0 && (uint32_t)s->misc + 2 < count &&
                    !has_space_after(fields[s->misc + 2]);
  gm_annotated_surface(s->annotated, fields[1], s->inside);
  return (void)err, GM_OK;
}

static gm_status take_line(state *s, gm_slice line, gm_error *err) {
  if (gm_slice_trim(line).size == 0) {
    s->in_sentence = false;
    s->inside = 0;
    gm_annotated_surface(s->annotated, line, 0);
    return GM_OK;
  }
  return line.data[0] == '#' ? take_comment(s, line, err) : take_token(s, line, err);
}

/* Are there several documents in it? Then each is a record. */
static bool has_records(gm_slice text) {
  size_t at = 0;
  unsigned count = 0, tokens = 0;
  while (at < text.size && count < 2) {
    gm_slice line = gm_slice_line(text, &at);
    if (!line.size) continue;
    if (line.data[0] != '#') {
      if (!tokens++) count += count == 0; /* a document before the first newdoc */
    } else if (gm_slice_begins(gm_slice_trim(gm_slice_from(line, 1)), "newdoc")) {
      count++;
    }
  }
  return count > 1;
}

static gm_status read_conllu(const gm_reading *reading, gm_error *err) {
  state s = {.reading = reading};
  gm_slice text = reading->text;
  gm_arena *names = gm_arena_new();
  if (!names) return gm_nomem(err);
  size_t at = 0;
  gm_slice first = gm_slice_line(text, &at);
  usual_columns(&s);
  if (gm_slice_begins(first, "# global.columns ="))
    plus_columns(&s, gm_slice_from(first, strlen("# global.columns =")), names);
  s.several = has_records(text) && !reading->options->newdoc;
  s.records = has_records(text) && !s.several;
  gm_status status = open(&s, text.data, s.records, err);
  for (at = 0; at < text.size && status == GM_OK;) {
    s.line++;
    status = take_line(&s, gm_slice_line(text, &at), err);
  }
  if (status == GM_OK) status = give(&s, text.data + text.size, err);
  gm_annotated_free(s.annotated);
  gm_document_free(s.document);
  gm_arena_free(names);
  return status;
}

const gm_reader gm_reader_conllu = {"conllu", " .conllu .conllup .conll ", likeness,
                                    read_conllu};
