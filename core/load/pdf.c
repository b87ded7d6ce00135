/* The output has one element a line, written by one program: no XML parser is asked,
 * whose answer to a stray control character would cost the whole document. */
#include "load/pdf.h"
#include "base/map.h"
#include "load/pdf_script.h"
#include "load/slices.h"
#include <stdlib.h>

static float attribute(gm_slice line, const char *name) {
  size_t size = strlen(name);
  for (size_t i = 0; i + size + 2 < line.size; i++) {
    if (memcmp(line.data + i, name, size) != 0 || line.data[i + size] != '=')
      continue;
    char number[32] = "";
    for (size_t k = 0, at = i + size + 2; k < 31 && at < line.size; k++, at++) {
      if (line.data[at] == '"')
        break;
      number[k] = line.data[at];
    }
    float value = strtof(number, NULL);
    return value > -100000 && value < 100000 ? value : 0;
  }
  return 0;
}

/* Adds text without its five entities and without control characters. */
static void add_plain(gm_buffer *out, gm_slice text) {
  static const char *const entities[][2] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&apos;", "'"}};
  for (size_t i = 0; i < text.size; i++) {
    bool known = false;
    for (int k = 0; text.data[i] == '&' && k < 5 && !known; k++) {
      known = gm_slice_begins(gm_slice_from(text, i), entities[k][0]);
      if (known) {
        gm_buffer_add_text(out, entities[k][1]);
        i += strlen(entities[k][0]) - 1;
      }
    }
    if (!known && (unsigned char)text.data[i] >= ' ' && text.data[i] != 127)
      gm_buffer_add_byte(out, (unsigned char)text.data[i]);
  }
}

/* ---- metadata ---- */

/* What programs that make PDFs write where no title was given. */
static bool is_no_title(gm_slice title) {
  static const char *const endings[] = {".doc",  ".docx", ".pdf", ".indd", ".qxd",
                                        ".ppt",  ".pptx", ".xls", ".xlsx", ".rtf",
                                        ".dvi",  ".tex",  ".txt", ".pages", ".p65",
                                        ".wpd",  ".html", ".htm", ".odt",  ".eps"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t size = strlen(endings[i]);
    if (title.size > size &&
        gm_slice_is(gm_slice_from(title, title.size - size), endings[i]))
      return true;
  }
  return gm_slice_begins(title, "microsoft ") || gm_slice_begins(title, "untitled") ||
         gm_slice_is(title, "powerpoint presentation") ||
         gm_slice_begins(title, "slide 1") || !memchr(title.data, ' ', title.size);
}

static gm_status add_meta(gm_document *document, const char *key, gm_slice value,
                          gm_error *err) {
  gm_buffer text = GM_BUFFER_INIT;
  add_plain(&text, value);
  gm_status status = text.status;
  gm_slice plain = gm_slice_trim(gm_buffer_slice(&text));
  if (strcmp(key, "title") == 0 && plain.size && is_no_title(plain))
    key = "pdf_title";
  if (status == GM_OK)
    status = gm_document_add_meta(document, gm_slice_text(key), plain,
                                  "PDF information", false, err);
  gm_buffer_free(&text);
  return status;
}

static gm_status head_line(gm_document *document, gm_slice line, gm_error *err) {
  static const char *const names[][2] = {{"\"Author\"", "author"},
                                         {"\"Subject\"", "subject"},
                                         {"\"Keywords\"", "keywords"},
                                         {"\"CreationDate\"", "date"}};
  if (gm_slice_begins(line, "<title>") && line.size > 15)
    return add_meta(document, "title", gm_slice_of(line.data + 7, line.size - 15), err);
  if (!gm_slice_begins(line, "<meta name="))
    return GM_OK;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    gm_slice rest = gm_slice_from(line, 11);
    if (!gm_slice_begins(rest, names[i][0]))
      continue;
    rest = gm_slice_from(rest, strlen(names[i][0]));
    if (!gm_slice_begins(rest, " content=\"") || rest.size < 13)
      return GM_OK;
    return add_meta(document, names[i][1],
                    gm_slice_of(rest.data + 10, rest.size - 13), err);
  }
  return GM_OK;
}

/* ---- lines ---- */

typedef struct {
  gm_pdf *pdf;
  gm_document *document;
  gm_pdf_line open;
  gm_buffer text;
  float last_right, last_top, last_bottom; /* of the word before */
  bool turned; /* the line runs up or down the page */
  uint32_t words, block;
} parser;

/* Letters that touch belong to one word: a footnote's number, a word set in two fonts. */
static void add_word(parser *p, gm_slice line) {
  const char *begin = memchr(line.data, '>', line.size);
  static const char close[] = "</word>";
  size_t from = begin ? (size_t)(begin + 1 - line.data) : line.size;
  size_t end = line.size;
  if (end >= from + sizeof close - 1 &&
      memcmp(line.data + end - (sizeof close - 1), close, sizeof close - 1) == 0)
    end -= sizeof close - 1;
  if (end <= from)
    return;
  float x = attribute(line, "xMin"), right = attribute(line, "xMax");
  float top = attribute(line, "yMin"), bottom = attribute(line, "yMax");
  float height = bottom - top, gap = x - p->last_right;
  bool beside = top < p->last_bottom && bottom > p->last_top;
  bool touches = beside && gap < 0.05f * height && gap > -0.5f * height;
  p->turned = p->turned || (p->text.size && !beside);
  if (p->text.size && !(touches && !p->turned))
    gm_buffer_add_byte(&p->text, ' ');
  add_plain(&p->text, gm_slice_of(line.data + from, end - from));
  if (height > p->open.height)
    p->open.height = height;
  p->last_right = right;
  p->last_top = top;
  p->last_bottom = bottom;
}

static gm_status end_line(parser *p, gm_error *err) {
  gm_status status = gm_pdf_logical(&p->text, err);
  if (status != GM_OK)
    return status;
  gm_slice text = gm_slice_trim(gm_buffer_slice(&p->text));
  gm_pdf *pdf = p->pdf;
  if (p->text.status != GM_OK)
    return gm_nomem(err);
  if (!text.size || !pdf->pages)
    return GM_OK;
  char *copy = gm_arena_copy(p->document->arena, text.data, text.size);
  if (!copy || !gm_grow((void **)&pdf->lines, &pdf->capacity, pdf->count + 1,
                        sizeof *pdf->lines))
    return gm_nomem(err);
  if (p->turned)
    p->open.height = p->open.right - p->open.x;
  p->open.text = gm_slice_of(copy, text.size);
  p->open.page = (uint32_t)pdf->pages;
  p->open.block = p->block;
  pdf->lines[pdf->count++] = p->open;
  return GM_OK;
}

static gm_status page(parser *p, gm_slice line, gm_error *err) {
  gm_pdf *pdf = p->pdf;
  if (!gm_grow((void **)&pdf->page_heights, &pdf->page_capacity, pdf->pages + 1,
               sizeof *pdf->page_heights))
    return gm_nomem(err);
  pdf->page_heights[pdf->pages++] = attribute(line, "height");
  return GM_OK;
}

gm_status gm_pdf_parse(gm_pdf *pdf, gm_document *document, gm_slice output,
                       gm_error *err) {
  *pdf = (gm_pdf){0};
  parser p = {.pdf = pdf, .document = document};
  gm_status status = GM_OK;
  for (size_t at = 0; at < output.size && status == GM_OK;) {
    gm_slice line = gm_slice_trim(gm_slice_line(output, &at));
    if (gm_slice_begins(line, "<word ")) {
      add_word(&p, line);
    } else if (gm_slice_begins(line, "<line ")) {
      p.open = (gm_pdf_line){.x = attribute(line, "xMin"),
                             .y = attribute(line, "yMin"),
                             .right = attribute(line, "xMax"),
                             .bottom = attribute(line, "yMax")};
      gm_buffer_clear(&p.text);
      p.turned = false;
    } else if (gm_slice_begins(line, "</line>")) {
      status = end_line(&p, err);
    } else if (gm_slice_begins(line, "<block ")) {
      p.block++;
    } else if (gm_slice_begins(line, "<page ")) {
      status = page(&p, line, err);
    } else if (!pdf->pages) {
      status = head_line(document, line, err);
    }
  }
  gm_buffer_free(&p.text);
  if (status != GM_OK)
    gm_pdf_free(pdf);
  return status;
}

void gm_pdf_free(gm_pdf *pdf) {
  gm_free(pdf->lines);
  gm_free(pdf->page_heights);
  *pdf = (gm_pdf){0};
}

/* ---- running headers and footers ---- */

enum { EDGE_LINES = 4 }; /* so many lines from the top and the bottom of a page are asked */

/* A line's words with numbers alike, and whether it stands above or below. */
static uint64_t key_of(gm_slice text, bool above) {
  char key[160];
  size_t size = 0;
  for (size_t i = 0; i < text.size && size < sizeof key - 2; i++) {
    char c = text.data[i];
    bool digit = c >= '0' && c <= '9';
    if (digit && size && key[size - 1] == '#')
      continue;
    key[size++] = digit ? '#' : c;
  }
  key[size++] = above ? 'a' : 'b';
  return gm_hash(gm_slice_of(key, size));
}

static bool is_page_number(gm_slice text) {
  size_t digits = 0;
  if (gm_slice_begins(text, "page "))
    text = gm_slice_from(text, 5);
  if (text.size > 12)
    return false;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    digits += c >= '0' && c <= '9';
    if (!(c >= '0' && c <= '9') && !strchr("-/|.() ivxl", c))
      return false;
  }
  return digits > 0 || (text.size <= 6 && text.size > 0);
}

typedef struct {
  uint64_t key;
  uint32_t line, page;
} edge;

static int by_key(const void *left, const void *right) {
  const edge *a = left, *b = right;
  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;
  return a->line < b->line ? -1 : a->line > b->line;
}

/* Is the line among the outermost of its page? Lines of a page are not sorted by place. */
static bool at_edge(const gm_pdf *pdf, size_t first, size_t end, size_t i, bool *above) {
  const gm_pdf_line *line = &pdf->lines[i];
  float height = pdf->page_heights[line->page - 1];
  unsigned higher = 0, lower = 0;
  *above = line->y < height * 0.5f;
  if (*above ? line->bottom > height * 0.12f : line->y < height * 0.88f)
    return false;
  for (size_t k = first; k < end; k++) {
    higher += pdf->lines[k].y < line->y - 2;
    lower += pdf->lines[k].y > line->y + 2;
  }
  return *above ? higher < EDGE_LINES : lower < EDGE_LINES;
}

gm_status gm_pdf_mark_running(gm_pdf *pdf, gm_error *err) {
  edge *edges = gm_alloc(pdf->count * sizeof *edges);
  size_t count = 0;
  if (!edges)
    return gm_nomem(err);
  for (size_t first = 0, end; first < pdf->count; first = end) {
    for (end = first + 1;
         end < pdf->count && pdf->lines[end].page == pdf->lines[first].page;)
      end++;
    for (size_t i = first; i < end; i++) {
      bool above;
      if (!at_edge(pdf, first, end, i, &above))
        continue;
      gm_pdf_line *line = &pdf->lines[i];
      line->running = pdf->pages > 1 && is_page_number(line->text);
      edges[count++] = (edge){key_of(line->text, above), (uint32_t)i, line->page};
    }
  }
  qsort(edges, count, sizeof *edges, by_key);
  /* On left and right pages different ones run: a third of the pages is enough. */
  size_t enough = pdf->pages < 6 ? 2 : pdf->pages / 3;
  for (size_t from = 0, to; from < count; from = to) {
    size_t pages = 1;
    for (to = from + 1; to < count && edges[to].key == edges[from].key; to++)
      pages += edges[to].page != edges[to - 1].page;
    for (size_t i = from; i < to && pages >= enough && pages > 1; i++)
      pdf->lines[edges[i].line].running = true;
  }
  gm_free(edges);
  return GM_OK;
}
