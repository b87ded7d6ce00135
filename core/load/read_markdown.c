/* Markdown (CommonMark's common part, and GitHub's tables): blocks become lines, their
 * marks go, what they say about structure becomes zones. Code is kept as it is. */
#include "load/front_matter.h"
#include "load/reader.h"
#include "load/writer.h"

/* ---- inline marks ---- */

static bool alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (unsigned char)c >= 0x80;
}

/* The matching closing bracket of the one at `at`, or the text's size. */
static size_t closing(gm_slice text, size_t at, char open, char close) {
  size_t depth = 0;
  for (size_t i = at; i < text.size; i++) {
    if (text.data[i] == '\\')
      i++;
    else if (text.data[i] == open)
      depth++;
    else if (text.data[i] == close && --depth == 0)
      return i;
  }
  return text.size;
}

static void inline_text(gm_writer *writer, gm_slice text, int depth);

/* [text](url), [text][name], ![text](url), [^1]: gives how far it reaches, 0 for no
 * link. */
static size_t link(gm_writer *writer, gm_slice text, size_t at, int depth) {
  size_t open = at + (text.data[at] == '!');
  if (open >= text.size || text.data[open] != '[' || depth > 8)
    return 0;
  size_t close = closing(text, open, '[', ']');
  if (close >= text.size)
    return 0;
  gm_slice label = gm_slice_of(text.data + open + 1, close - open - 1);
  if (label.size && label.data[0] == '^')
    return close + 1 - at;
  size_t next = close + 1;
  char mark = next < text.size ? text.data[next] : 0;
  if (mark != '(' && mark != '[')
    return 0;
  size_t end = closing(text, next, mark, mark == '(' ? ')' : ']');
  if (end >= text.size)
    return 0;
  inline_text(writer, label, depth + 1);
  return end + 1 - at;
}

/* <b>, </b>, <br/>, <!-- -->, <https://…>: its length; 0 where it is a plain sign. */
static size_t tag(gm_writer *writer, gm_slice text, size_t at) {
  gm_slice here = gm_slice_from(text, at);
  const char *close = here.size > 2 ? memchr(here.data, '>', here.size) : NULL;
  if (!close)
    return 0;
  size_t size = (size_t)(close - here.data) + 1;
  bool address = gm_slice_begins(here, "<http") || gm_slice_begins(here, "<mailto:");
  if (address) {
    gm_writer_add(writer, gm_slice_of(here.data + 1, size - 2));
    return size;
  }
  if (gm_slice_begins(here, "<!--"))
    return size;
  size_t first = here.data[1] == '/' ? 2 : 1;
  char c = here.data[first];
  bool name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (!name || memchr(here.data + 1, '<', size - 1))
    return 0;
  if (gm_slice_begins(here, "<br"))
    gm_writer_add(writer, gm_slice_text(" "));
  return size;
}

/* A run of * _ ~ or ` that is a mark and not a character of the text. */
static size_t emphasis(gm_slice text, size_t at) {
  char c = text.data[at];
  size_t size = 1;
  while (at + size < text.size && text.data[at + size] == c)
    size++;
  bool before = at > 0 && alphanumeric(text.data[at - 1]);
  bool after = at + size < text.size && alphanumeric(text.data[at + size]);
  if (c == '_' && before && after)
    return 0;
  if (c == '~')
    return size == 2 ? 2 : 0;
  bool space_before = at == 0 || text.data[at - 1] == ' ';
  bool space_after = at + size >= text.size || text.data[at + size] == ' ';
  if (space_before && space_after && at > 0 && at + size < text.size)
    return 0;
  return size <= 3 ? size : 0;
}

static size_t code_span(gm_writer *writer, gm_slice text, size_t at) {
  size_t ticks = 1;
  while (at + ticks < text.size && text.data[at + ticks] == '`')
    ticks++;
  for (size_t i = at + ticks; i + ticks <= text.size; i++) {
    if (text.data[i] != '`')
      continue;
    size_t run = 1;
    while (i + run < text.size && text.data[i + run] == '`')
      run++;
    if (run == ticks) {
      gm_writer_add(writer, gm_slice_of(text.data + at + ticks, i - at - ticks));
      return i + ticks - at;
    }
    i += run - 1;
  }
  return 0;
}

static void inline_text(gm_writer *writer, gm_slice text, int depth) {
  size_t plain = 0, at = 0;
  while (at < text.size) {
    char c = text.data[at];
    if (c != '\\' && c != '[' && c != '!' && c != '<' && c != '*' && c != '_' &&
        c != '~' && c != '`') {
      at++;
      continue;
    }
    gm_writer_add(writer, gm_slice_of(text.data + plain, at - plain));
    plain = at;
    size_t size = 0;
    if (c == '\\' && at + 1 < text.size && !alphanumeric(text.data[at + 1]) &&
        text.data[at + 1] > ' ') {
      gm_writer_add(writer, gm_slice_of(text.data + at + 1, 1));
      size = 2;
    } else if (c == '[' || c == '!') {
      size = link(writer, text, at, depth);
    } else if (c == '<') {
      size = tag(writer, text, at);
    } else if (c == '`') {
      size = code_span(writer, text, at);
    } else if (c != '\\') {
      size = emphasis(text, at);
    }
    at += size ? size : 1;
    if (size)
      plain = at;
  }
  gm_writer_add(writer, gm_slice_of(text.data + plain, text.size - plain));
}

/* ---- blocks ---- */

typedef struct {
  const gm_reading *reading;
  gm_writer writer;
  int open;         /* kind of the open block, or -2 */
  bool last_list;   /* the block before was a list item */
  bool had_heading; /* one of level 1 */
} markdown;

enum { NONE = -2 };

static gm_status close_block(markdown *m, gm_error *err) {
  if (m->open == NONE)
    return GM_OK;
  int kind = m->open;
  m->open = NONE;
  m->last_list = kind == GM_ZONE_LIST;
  uint32_t begin = (uint32_t)m->writer.begin;
  gm_status status =
      gm_writer_end(&m->writer, kind == GM_ZONE_QUOTE ? GM_ZONE_BODY : kind, err);
  if (status == GM_OK && kind == GM_ZONE_QUOTE)
    status = gm_document_add_zone(m->writer.document, begin, (uint32_t)m->writer.text.size,
                                  GM_ZONE_QUOTE, err);
  return status;
}

static gm_status open_block(markdown *m, int kind, gm_error *err) {
  gm_status status = close_block(m, err);
  bool close_by = kind == GM_ZONE_LIST && m->last_list;
  gm_writer_begin(&m->writer, close_by);
  m->open = kind;
  return status;
}

static size_t indent_of(gm_slice line) {
  size_t columns = 0;
  for (size_t i = 0; i < line.size; i++) {
    if (line.data[i] == ' ')
      columns++;
    else if (line.data[i] == '\t')
      columns += 4;
    else
      break;
  }
  return columns;
}

/* Characters of a line that is nothing but at least three of `set`; 0 otherwise. */
static char rule_of(gm_slice line, const char *set) {
  char mark = 0;
  size_t count = 0;
  for (size_t i = 0; i < line.size; i++) {
    char c = line.data[i];
    if (c == ' ' || c == '\t')
      continue;
    if (!c || !strchr(set, c) || (mark && c != mark))
      return 0;
    mark = c;
    count++;
  }
  return count >= (strcmp(set, "=-") == 0 ? 2u : 3u) ? mark : 0;
}

/* "# ", "## ": the level; 0 for none. */
static size_t heading_level(gm_slice line) {
  size_t level = 0;
  while (level < line.size && line.data[level] == '#')
    level++;
  return level <= 6 && level && level < line.size && line.data[level] == ' ' ? level
                                                                             : 0;
}

/* "- ", "* ", "+ ", "3. ", "3) ": the length of the mark; 0 for none. */
static size_t item_mark(gm_slice line) {
  if (line.size >= 2 && strchr("-*+", line.data[0]) && line.data[0] &&
      (line.data[1] == ' ' || line.data[1] == '\t'))
    return 2;
  size_t digits = 0;
  while (digits < line.size && digits < 4 && line.data[digits] >= '0' &&
         line.data[digits] <= '9')
    digits++;
  if (digits && digits + 1 < line.size &&
      (line.data[digits] == '.' || line.data[digits] == ')') &&
      line.data[digits + 1] == ' ')
    return digits + 2;
  return 0;
}

/* A paragraph that is one short bold line does a heading's work. */
static bool is_bold_line(gm_slice line) {
  if (line.size < 5 || line.size > 120 || memcmp(line.data, "**", 2) != 0 ||
      memcmp(line.data + line.size - 2, "**", 2) != 0)
    return false;
  gm_slice inner = gm_slice_of(line.data + 2, line.size - 4);
  return !gm_slice_holds(inner, "**") && inner.data[inner.size - 1] != '.';
}

static gm_status heading(markdown *m, gm_slice text, size_t level, gm_error *err) {
  while (text.size && text.data[text.size - 1] == '#')
    text.size--;
  text = gm_slice_trim(text);
  bool title = level == 1 && !m->had_heading &&
               gm_document_meta(m->writer.document, "title").size == 0;
  gm_slice known = gm_document_meta(m->writer.document, "title");
  if (known.size && known.size == text.size && gm_slice_equal(known, text))
    title = true;
  gm_status status = open_block(m, title ? GM_ZONE_TITLE : GM_ZONE_HEADING, err);
  if (status != GM_OK)
    return status;
  inline_text(&m->writer, text, 0);
  if (level == 1)
    m->had_heading = true;
  if (title && known.size == 0) {
    gm_slice shown = gm_slice_of(m->writer.text.data + m->writer.begin,
                                 m->writer.text.size - m->writer.begin);
    status = gm_document_add_meta(m->writer.document, gm_slice_text("title"), shown,
                                  "heading", false, err);
    if (status != GM_OK)
      return status;
  }
  return close_block(m, err);
}

static gm_status table_row(markdown *m, gm_slice line, gm_error *err) {
  bool only_rule = true;
  for (size_t i = 0; i < line.size && only_rule; i++)
    only_rule = strchr("|-: \t", line.data[i]) != NULL;
  if (only_rule)
    return GM_OK;
  gm_status status = open_block(m, GM_ZONE_TABLE, err);
  if (line.size && line.data[0] == '|')
    line = gm_slice_from(line, 1);
  for (size_t begin = 0; begin < line.size && status == GM_OK;) {
    size_t end = begin;
    while (end < line.size && line.data[end] != '|')
      end++;
    gm_slice cell = gm_slice_trim(gm_slice_of(line.data + begin, end - begin));
    if (begin && cell.size)
      gm_writer_add_verbatim(&m->writer, gm_slice_text("\t"));
    inline_text(&m->writer, cell, 0);
    begin = end + 1;
  }
  return status == GM_OK ? close_block(m, err) : status;
}

/* Code between fences: its lines as they are; *at moves behind the closing fence. */
static gm_status code_block(markdown *m, gm_slice text, size_t *at, gm_slice fence,
                            gm_error *err) {
  gm_status status = close_block(m, err);
  while (*at < text.size && status == GM_OK) {
    gm_slice line = gm_slice_line(text, at);
    gm_slice trimmed = gm_slice_trim(line);
    if (trimmed.size >= 3 && memcmp(trimmed.data, fence.data, 3) == 0)
      break;
    if (trimmed.size == 0)
      continue;
    status = open_block(m, GM_ZONE_BODY, err);
    gm_writer_add_verbatim(&m->writer, line);
    if (status == GM_OK)
      status = close_block(m, err);
  }
  return status;
}

static bool is_definition(gm_slice line) { /* [name]: http://… */
  if (line.size < 5 || line.data[0] != '[')
    return false;
  size_t close = closing(line, 0, '[', ']');
  return close + 1 < line.size && line.data[close + 1] == ':' &&
         (gm_slice_holds(line, "://") || line.data[1] == '^');
}

static gm_status paragraph_line(markdown *m, gm_slice line, bool quoted,
                                gm_error *err) {
  gm_status status = GM_OK;
  if (!quoted && m->open == NONE && is_bold_line(line)) {
    m->last_list = false;
    status = open_block(m, GM_ZONE_HEADING, err);
    inline_text(&m->writer, line, 0);
    return status == GM_OK ? close_block(m, err) : status;
  }
  int kind = quoted ? GM_ZONE_QUOTE : GM_WRITER_UNKNOWN;
  bool goes_on = m->open == kind ||
                 (!quoted && (m->open == GM_ZONE_LIST || m->open == GM_ZONE_QUOTE));
  if (!goes_on)
    status = open_block(m, kind, err);
  if (goes_on)
    gm_writer_add(&m->writer, gm_slice_text(" "));
  inline_text(&m->writer, line, 0);
  return status;
}

/* One line outside of code; `next` is the one after it (for underlined headings). */
static gm_status block_line(markdown *m, gm_slice line, gm_slice next, bool *used_next,
                            gm_error *err) {
  gm_slice trimmed = gm_slice_trim(line);
  bool quoted = false;
  while (trimmed.size && trimmed.data[0] == '>') {
    quoted = true;
    trimmed = gm_slice_trim(gm_slice_from(trimmed, 1));
  }
  if (trimmed.size == 0)
    return close_block(m, err);
  size_t level = heading_level(trimmed), mark = item_mark(trimmed);
  if (level)
    return heading(m, gm_slice_from(trimmed, level), level, err);
  if (rule_of(trimmed, "-*_"))
    return close_block(m, err);
  if (is_definition(trimmed))
    return GM_OK;
  if (trimmed.data[0] == '|')
    return table_row(m, trimmed, err);
  if (mark && (m->open == NONE || m->open == GM_ZONE_LIST || indent_of(line) < 4)) {
    gm_status status = open_block(m, GM_ZONE_LIST, err);
    gm_writer_add(&m->writer, gm_slice_of(trimmed.data, mark));
    inline_text(&m->writer, gm_slice_trim(gm_slice_from(trimmed, mark)), 0);
    return status;
  }
  char underline = m->open == NONE && !quoted ? rule_of(gm_slice_trim(next), "=-") : 0;
  if (underline) {
    *used_next = true;
    return heading(m, trimmed, underline == '=' ? 1 : 2, err);
  }
  return paragraph_line(m, trimmed, quoted, err);
}

static gm_status read_blocks(markdown *m, gm_slice text, gm_error *err) {
  gm_status status = GM_OK;
  size_t at = 0;
  while (at < text.size && status == GM_OK) {
    gm_slice line = gm_slice_line(text, &at), trimmed = gm_slice_trim(line);
    if (trimmed.size >= 3 &&
        (memcmp(trimmed.data, "```", 3) == 0 || memcmp(trimmed.data, "~~~", 3) == 0)) {
      status = code_block(m, text, &at, trimmed, err);
      continue;
    }
    size_t peek = at;
    bool used_next = false;
    gm_slice next = at < text.size ? gm_slice_line(text, &peek) : gm_slice_of("", 0);
    status = block_line(m, line, next, &used_next, err);
    if (used_next)
      at = peek;
  }
  return status == GM_OK ? close_block(m, err) : status;
}

static gm_status read_markdown(const gm_reading *reading, gm_error *err) {
  markdown m = {reading, {0}, NONE, false, false};
  gm_status status = gm_reading_open(&m.writer.document, reading, reading->bytes, err);
  if (status != GM_OK)
    return status;
  size_t begin = 0;
  gm_slice text;
  status = gm_text_newlines(m.writer.document, reading->text, &text, err);
  if (status == GM_OK)
    status = gm_front_matter(m.writer.document, text, &begin, err);
  if (status == GM_OK)
    status = read_blocks(&m, gm_slice_from(text, begin), err);
  if (status == GM_OK)
    status = gm_writer_finish(&m.writer, err);
  else
    gm_buffer_free(&m.writer.text);
  if (status == GM_OK && m.writer.document->text.size == 0)
    status = gm_fail(err, GM_FORMAT, "holds no text");
  if (status != GM_OK) {
    gm_document_free(m.writer.document);
    return status;
  }
  return gm_reading_give(reading, m.writer.document, err);
}

/* Signs that plain text does not have; one alone may be chance. */
static int likeness(gm_slice text) {
  int signs = 0, headings = 0, bold = 0, links = 0, lines = 0;
  size_t at = 0;
  while (at < text.size && lines++ < 400) {
    gm_slice line = gm_slice_line(text, &at);
    headings += heading_level(line) > 0;
    if (line.size >= 3 && memcmp(line.data, "```", 3) == 0)
      signs += 2;
    for (size_t i = 0; i + 4 < line.size; i++) {
      if (line.data[i] == '*' && line.data[i + 1] == '*' &&
          alphanumeric(line.data[i + 2])) {
        bold++;
        i += 2;
      }
      if (line.data[i] == ']' && line.data[i + 1] == '(')
        links++;
    }
  }
  signs +=
      (headings > 1) * 2 + (headings > 0) + (bold > 1) * 2 + (bold > 0) + (links > 0);
  return signs >= 3 ? 65 : signs >= 2 ? 40 : 0;
}

const gm_reader gm_reader_markdown = {"markdown", " .md .markdown .mkd .mdown ",
                                      likeness, read_markdown};
