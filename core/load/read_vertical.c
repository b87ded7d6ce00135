/* Vertical text as the Corpus Workbench and the Sketch Engine take it: a token a line,
 * its columns between tabs, and XML tags on lines of their own. One document a file, or
 * one for each <text> or <doc>, whose attributes are its metadata.
 *
 * <s> is a sentence, <p> (and <head>) a paragraph, <g/> glues two tokens; other tags are
 * kept as lines. Without <g/> white space is put where English print has it. */
#include "base/sha256.h"
#include "load/annotated.h"
#include "load/reader.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  const gm_reading *reading;
  gm_document *document;
  gm_annotated *annotated;
  gm_slice columns[GM_MOST_COLUMNS]; /* beside the word */
  uint32_t column_count, word;       /* the field that is the word */
  uint32_t record, line;
  const char *begin;
  bool records, has_sentences, has_glue;
  bool opening;    /* the next token begins a sentence */
  bool after_open; /* the last token was a bracket or a quotation mark that opens */
  bool quoted;
} state;

/* ---- what a line is ---- */

typedef struct {
  gm_slice name, attributes;
  bool closes, empty;
} tag;

static bool name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         c == '_' || c == '-' || c == '.' || c == ':';
}

/* A line that is nothing but one tag. A lone < is a token. */
static bool read_tag(gm_slice line, tag *out) {
  line = gm_slice_trim(line);
  if (line.size < 3 || line.data[0] != '<' || line.data[line.size - 1] != '>' ||
      memchr(line.data, '\t', line.size))
    return false;
  size_t at = 1, end = line.size - 1;
  *out = (tag){.closes = line.data[1] == '/'};
  at += out->closes;
  size_t begin = at;
  while (at < end && name_character(line.data[at])) at++;
  if (at == begin || (line.data[begin] >= '0' && line.data[begin] <= '9')) return false;
  out->name = gm_slice_of(line.data + begin, at - begin);
  if (at < end && line.data[end - 1] == '/') {
    out->empty = true;
    end--;
  }
  if (at < end && line.data[at] != ' ') return false;
  out->attributes = gm_slice_of(line.data + at, end - at);
  return true;
}

static bool is_skipped(gm_slice line) { /* <?xml …?> and <!-- … --> */
  return line.size > 3 && line.data[0] == '<' &&
         (line.data[1] == '?' || line.data[1] == '!') && line.data[line.size - 1] == '>';
}

static bool is_text(gm_slice name) {
  return gm_slice_is(name, "text") || gm_slice_is(name, "doc");
}

static int likeness(gm_slice text) {
  size_t at = 0;
  unsigned tags = 0, tokens = 0, structures = 0;
  while (at < text.size && tokens < 20 && tags + tokens < 200) {
    gm_slice line = gm_slice_line(text, &at);
    tag found;
    if (at >= text.size && tokens) break; /* perhaps cut off */
    if (!line.size || is_skipped(line)) continue;
    if (read_tag(line, &found)) {
      tags++;
      structures += is_text(found.name) || gm_slice_is(found.name, "s") ||
                    gm_slice_is(found.name, "p");
      continue;
    }
    const char *tab = memchr(line.data, '\t', line.size);
    if (!tab || tab == line.data || line.data[0] == ' ') return 0;
    tokens++;
  }
  return tokens && structures ? 97 : 0;
}

/* ---- entities and attributes ---- */

static size_t put_character(char *to, unsigned long code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  if (code < 0x80) return to[0] = (char)code, 1;
  size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const unsigned char heads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = size; i-- > 1; code >>= 6) to[i] = (char)(0x80 | (code & 0x3F));
  to[0] = (char)(heads[size] | code);
  return size;
}

/* The length of the reference that begins at `text`, and what it stands for. */
static size_t reference(gm_slice text, char *to, size_t *size) {
  static const char *const names[][2] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&apos;", "'"}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (gm_slice_begins(text, names[i][0])) {
      to[0] = names[i][1][0];
      *size = 1;
      return strlen(names[i][0]);
    }
  if (text.size < 4 || text.data[1] != '#') return 0;
  char digits[12] = "";
  size_t at = 2, used = 0;
  bool hex = text.data[2] == 'x' || text.data[2] == 'X';
  at += hex;
  while (at < text.size && used < sizeof digits - 1 && text.data[at] != ';')
    digits[used++] = text.data[at++];
  char *end;
  unsigned long code = strtoul(digits, &end, hex ? 16 : 10);
  if (!used || *end || at >= text.size || text.data[at] != ';') return 0;
  *size = put_character(to, code);
  return at + 1;
}

/* Without character references; copies only where there are some. */
static gm_slice decoded(state *s, gm_slice text) {
  if (!text.size || !memchr(text.data, '&', text.size)) return text;
  char *copy = gm_arena_alloc(s->document->arena, text.size + 1);
  size_t size = 0, length;
  if (!copy) return text;
  for (size_t at = 0; at < text.size;) {
    size_t used =
        text.data[at] == '&' ? reference(gm_slice_from(text, at), copy + size, &length)
                             : 0;
    if (!used) {
      copy[size++] = text.data[at++];
      continue;
    }
    size += length;
    at += used;
  }
  return gm_slice_of(copy, size);
}

static gm_status take_attributes(state *s, gm_slice list, gm_error *err) {
  gm_status status = GM_OK;
  while (status == GM_OK && (list = gm_slice_trim(list)).size) {
    size_t at = 0;
    while (at < list.size && name_character(list.data[at])) at++;
    gm_slice name = gm_slice_of(list.data, at);
    list = gm_slice_trim(gm_slice_from(list, at));
    if (!name.size || list.size < 3 || list.data[0] != '=') break;
    list = gm_slice_trim(gm_slice_from(list, 1));
    if (!list.size || (list.data[0] != '"' && list.data[0] != '\'')) break;
    const char *end = memchr(list.data + 1, list.data[0], list.size - 1);
    if (!end) break;
    size_t size = (size_t)(end - list.data) - 1;
    gm_slice value = decoded(s, gm_slice_of(list.data + 1, size));
    status = gm_document_add_meta(s->document, name, value, "tag", false, err);
    list = gm_slice_from(list, size + 2);
  }
  return status;
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
    if (s->records)
      gm_sha256_hex(gm_slice_of(s->begin, (size_t)(end - s->begin)), document->hash);
    return gm_reading_give(s->reading, document, err);
  }
  gm_document_free(document);
  return status;
}

static gm_status open(state *s, const char *begin, gm_error *err) {
  char id[600];
  gm_status status = gm_reading_open(&s->document, s->reading, s->reading->bytes, err);
  if (status != GM_OK) return status;
  gm_document *document = s->document;
  document->is_record = true;
  s->begin = begin;
  s->opening = true;
  s->quoted = s->after_open = false;
  if (s->records) {
    document->record = s->record + 1;
    snprintf(id, sizeof id, "%s:%u", s->reading->path, s->record + 1);
    char *copy = gm_arena_copy(document->arena, id, strlen(id));
    if (!copy) return gm_nomem(err);
    document->id = gm_slice_of(copy, strlen(id));
  }
  return gm_annotated_new(&s->annotated, document, s->columns, s->column_count, err);
}

static gm_status next_document(state *s, const char *begin, gm_error *err) {
  bool filled = gm_annotated_count(s->annotated) > 0;
  gm_status status = give(s, begin, err);
  s->record += filled;
  return status == GM_OK ? open(s, begin, err) : status;
}

/* ---- lines ---- */

/* Does print have no white space between the last token and this one? */
static bool is_joined(state *s, gm_slice form) {
  static const char after_space[] = "([{", before_none[] = ".,;:!?)]}%";
  bool joined = s->after_open, single = form.size == 1;
  s->after_open = false;
  char c = form.data[0];
  if (form.size == 2 && (memcmp(form.data, "``", 2) == 0 || memcmp(form.data, "''", 2) == 0)) {
    s->after_open = c == '`';
    return joined || c == '\'';
  }
  if (single && c == '"') {
    s->after_open = s->quoted = !s->quoted;
    return joined || !s->quoted;
  }
  if (single && strchr(after_space, c)) {
    s->after_open = true;
    return joined;
  }
  if (single && strchr(before_none, c)) return true;
  static const char *const clitics[] = {"'s",  "n't", "'re", "'ve", "'ll", "'d", "'m",
                                        "’s",  "n’t", "’re", "’ve", "’ll", "’d", "’m",
                                        "'",   "...", "…"};
  for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
    if (gm_slice_is(form, clitics[i])) return true;
  return joined;
}

static void take_token(state *s, gm_slice line) {
  gm_slice fields[GM_MOST_COLUMNS], values[GM_MOST_COLUMNS], form = {0};
  size_t from = 0;
  for (uint32_t f = 0; f <= s->column_count; f++) {
    const char *tab =
        from < line.size ? memchr(line.data + from, '\t', line.size - from) : NULL;
    size_t end = tab ? (size_t)(tab - line.data) : line.size;
    fields[f] = from <= line.size ? decoded(s, gm_slice_of(line.data + from, end - from))
                                  : gm_slice_of("", 0);
    from = end + 1;
    if (!fields[f].size) fields[f] = gm_slice_text("_");
    if (f == s->word) form = fields[f];
    else values[f - (f > s->word)] = fields[f];
  }
  if (s->opening) gm_annotated_sentence(s->annotated);
  s->opening = false;
  if (!s->has_glue && is_joined(s, form)) gm_annotated_join(s->annotated);
  gm_annotated_token(s->annotated, form, values);
  if (!s->has_sentences && form.size == 1 && strchr(".!?", form.data[0]))
    s->opening = true; /* nothing else tells where sentences end */
}

static gm_status take_tag(state *s, gm_slice line, const tag *found, gm_error *err) {
  if (is_text(found->name)) {
    if (!found->closes && (s->records || gm_annotated_count(s->annotated))) {
      gm_status status = next_document(s, line.data, err);
      if (status != GM_OK) return status;
    }
    return found->closes ? GM_OK : take_attributes(s, found->attributes, err);
  }
  if (gm_slice_is(found->name, "g")) {
    gm_annotated_join(s->annotated);
    return GM_OK;
  }
  gm_annotated_note(s->annotated, line);
  if (gm_slice_is(found->name, "s")) s->opening = true;
  if (gm_slice_is(found->name, "p") || gm_slice_is(found->name, "head")) {
    gm_annotated_paragraph(s->annotated);
    s->opening = true;
    s->quoted = s->after_open = false;
  }
  return GM_OK;
}

/* ---- the file ---- */

/* Are there several texts, sentences, glue? */
static void look(state *s) {
  gm_slice text = s->reading->text;
  size_t at = 0;
  unsigned texts = 0;
  while (at < text.size) {
    tag found;
    gm_slice line = gm_slice_line(text, &at);
    if (!line.size || line.data[0] != '<' || !read_tag(line, &found) || found.closes)
      continue;
    texts += is_text(found.name);
    s->has_sentences = s->has_sentences || gm_slice_is(found.name, "s");
    s->has_glue = s->has_glue || gm_slice_is(found.name, "g");
  }
  s->records = texts > 1;
}

/* Names between blanks or commas; the word is “word” or “form”, or else the first. */
static void name_columns(state *s, const char *list) {
  gm_slice names[GM_MOST_COLUMNS];
  uint32_t count = 0;
  for (const char *at = list; *at && count < GM_MOST_COLUMNS;) {
    size_t size = strcspn(at, " ,\t");
    if (size) names[count++] = gm_slice_of(at, size);
    at += size + (at[size] != 0);
  }
  for (uint32_t i = 0; i < count; i++)
    if (gm_slice_is(names[i], "word") || gm_slice_is(names[i], "form")) s->word = i;
  for (uint32_t i = 0; i < count; i++)
    if (i != s->word) s->columns[s->column_count++] = names[i];
}

static gm_status read_vertical(const gm_reading *reading, gm_error *err) {
  state s = {.reading = reading};
  gm_slice text = reading->text;
  const char *columns = reading->options->columns;
  name_columns(&s, columns && *columns ? columns : "word pos lemma");
  look(&s);
  gm_status status = open(&s, text.data, err);
  for (size_t at = 0; at < text.size && status == GM_OK;) {
    tag found;
    gm_slice line = gm_slice_line(text, &at);
    if (!line.size || is_skipped(line)) continue;
    if (read_tag(line, &found)) status = take_tag(&s, line, &found, err);
    else take_token(&s, line);
  }
  if (status == GM_OK) status = give(&s, text.data + text.size, err);
  gm_annotated_free(s.annotated);
  gm_document_free(s.document);
  return status;
}

const gm_reader gm_reader_vertical = {"vertical", " .vrt .vert .vertical ", likeness,
                                      read_vertical};
