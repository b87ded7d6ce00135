/* PDF: pages, lines and their places by pdftotext in a child process; here they become
 * paragraphs and headings. Words cut at a line's end are put together, paragraphs that
 * go on in the next column or on the next page as well; running headers, footers and
 * page numbers are left out. Where a page begins is kept as metadata. */
#include "base/child.h"
#include "base/map.h"
#include "load/pdf.h"
#include "load/reader.h"
#include "load/writer.h"
#include "text/utf8.h"
#include <stdio.h>
#include <stdlib.h>

enum { SECONDS = 60 };

typedef struct {
  const gm_reading *reading;
  gm_document *document;
  gm_pdf pdf;
  gm_map *words; /* of the document, hyphens within them kept */
  float height;  /* of most lines */
  gm_writer writer;
  gm_buffer open, pages; /* the paragraph that is open; where pages begin */
  int kind;              /* of it */
  uint32_t page;         /* that the last paragraph began on */
  gm_pdf_line last;      /* line of it */
} pdf_reader;

/* ---- words cut at a line's end ---- */

static bool is_letter(char c) {
  return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_small(char c) {
  return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z');
}

static bool learn(pdf_reader *r, gm_slice text) {
  for (size_t i = 0; i < text.size;) {
    size_t begin = i;
    while (i < text.size && (is_letter(text.data[i]) || text.data[i] == '-'))
      i++;
    if (i > begin + 1 && i < text.size) { /* the last word may be cut */
      uint32_t *slot;
      if (gm_map_put(r->words, gm_slice_of(text.data + begin, i - begin), 1, &slot,
                     NULL) != GM_OK)
        return false;
    }
    i += i == begin;
  }
  return true;
}

/* The hyphen stays where the document writes the word with it, and goes else. */
static bool keeps_hyphen(const pdf_reader *r, gm_slice before, gm_slice after) {
  size_t head = before.size - 1, tail = 0;
  while (head && (is_letter(before.data[head - 1]) || before.data[head - 1] == '-'))
    head--;
  while (tail < after.size && (is_letter(after.data[tail]) || after.data[tail] == '-'))
    tail++;
  char word[256];
  size_t size = before.size - head;
  if (size + tail > sizeof word)
    return true;
  memcpy(word, before.data + head, size);
  memcpy(word + size, after.data, tail);
  if (!gm_map_get(r->words, gm_slice_of(word, size + tail)))
    return false;
  memmove(word + size - 1, word + size, tail);
  return !gm_map_get(r->words, gm_slice_of(word, size - 1 + tail));
}

/* Adds a line to the paragraph that is open. */
static void add_line(pdf_reader *r, gm_slice text) {
  gm_buffer *open = &r->open;
  size_t size = open->size;
  if (size >= 2 && memcmp(open->data + size - 2, "\xc2\xad", 2) == 0) { /* soft hyphen */
    open->size -= 2;
  } else if (size > 2 && open->data[size - 1] == '-' && is_letter(open->data[size - 2]) &&
             text.size && is_small(text.data[0])) {
    if (!keeps_hyphen(r, gm_buffer_slice(open), text))
      open->size--;
  } else if (size) {
    gm_buffer_add_byte(open, ' ');
  }
  gm_buffer_add(open, text.data, text.size);
}

/* ---- paragraphs ---- */

static bool ends_sentence(gm_slice text) {
  size_t i = text.size;
  while (i && strchr("\"')]", text.data[i - 1]))
    i--;
  static const char *const marks[] = {".", "!", "?", ":", ";", "。", "”", "’", "…"};
  for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
    size_t size = strlen(marks[k]);
    if (i >= size && memcmp(text.data + i - size, marks[k], size) == 0)
      return true;
  }
  return false;
}

static bool is_bullet(gm_slice text) {
  static const char *const bullets[] = {"• ", "▪ ", "■ ", "– ", "◦ ", "● ", "- ", "* "};
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
    if (gm_slice_begins(text, bullets[i]))
      return true;
  return false;
}

static size_t words_in(gm_slice text) {
  size_t words = text.size > 0;
  for (size_t i = 0; i < text.size; i++)
    words += text.data[i] == ' ';
  return words;
}

static bool is_large(const pdf_reader *r, const gm_pdf_line *line) {
  return line->height > r->height * 1.15f + 0.3f;
}

/* Does the line go on with the paragraph that is open? */
static bool goes_on(const pdf_reader *r, const gm_pdf_line *line, float block_left) {
  gm_slice open = gm_buffer_slice(&r->open);
  if (!open.size || is_large(r, line) != is_large(r, &r->last) || is_bullet(line->text))
    return false;
  bool cut = !ends_sentence(open) && line->text.size && is_small(line->text.data[0]);
  if (line->block != r->last.block)
    return cut && !is_large(r, line) && words_in(open) > 5;
  float indent = line->x - block_left;
  bool indented = indent > 0.7f * line->height && indent < 5 * line->height &&
                  r->last.x - block_left < 0.5f * line->height;
  float gap = line->y - r->last.bottom;
  if (gap > 0.9f * line->height && !cut)
    return false;
  return !(indented && ends_sentence(open));
}

static gm_status end_paragraph(pdf_reader *r, gm_error *err) {
  gm_slice text = gm_slice_trim(gm_buffer_slice(&r->open));
  if (!text.size)
    return GM_OK;
  size_t words = words_in(text);
  int kind = r->kind;
  if (kind == GM_ZONE_HEADING && words > 25)
    kind = GM_ZONE_BODY;
  if (kind == GM_WRITER_UNKNOWN && words >= 12)
    kind = GM_ZONE_BODY;
  gm_writer_begin(&r->writer, kind == GM_ZONE_LIST);
  while (r->page > 0 && r->pdf.pages && r->page <= r->pdf.pages) {
    size_t told = 0; /* pages whose beginning is known */
    for (size_t i = 0; i < r->pages.size; i++)
      told += r->pages.data[i] == ' ';
    if (told >= r->page)
      break;
    gm_buffer_add_format(&r->pages, "%zu ", r->writer.begin);
  }
  gm_writer_add_verbatim(&r->writer, text);
  gm_status status = gm_writer_end(&r->writer, kind, err);
  if (status == GM_OK)
    status = gm_reading_expand(r->reading, text.size, err);
  gm_buffer_clear(&r->open);
  return status;
}

static float left_of_block(const gm_pdf *pdf, size_t at) {
  float left = pdf->lines[at].x;
  for (size_t i = at; i < pdf->count && pdf->lines[i].block == pdf->lines[at].block; i++)
    if (pdf->lines[i].x < left)
      left = pdf->lines[i].x;
  return left;
}

static gm_status paragraphs(pdf_reader *r, gm_error *err) {
  gm_status status = GM_OK;
  float left = 0;
  uint32_t block = 0;
  for (size_t i = 0; i < r->pdf.count && status == GM_OK; i++) {
    const gm_pdf_line *line = &r->pdf.lines[i];
    if (line->running)
      continue;
    if (line->block != block) {
      block = line->block;
      left = left_of_block(&r->pdf, i);
    }
    if (!goes_on(r, line, left)) {
      status = end_paragraph(r, err);
      r->kind = is_large(r, line)         ? GM_ZONE_HEADING
                : is_bullet(line->text) ? GM_ZONE_LIST
                                          : GM_WRITER_UNKNOWN;
      r->page = line->page;
    }
    add_line(r, line->text);
    r->last = *line;
  }
  return status == GM_OK ? end_paragraph(r, err) : status;
}

/* ---- the whole ---- */

static int by_size(const void *left, const void *right) {
  float a = *(const float *)left, b = *(const float *)right;
  return a < b ? -1 : a > b;
}

/* The height of most of the text: the median over lines. */
static gm_status measure(pdf_reader *r, gm_error *err) {
  float *heights = gm_alloc((r->pdf.count + 1) * sizeof *heights);
  r->words = gm_map_new();
  if (!heights || !r->words) {
    gm_free(heights);
    return gm_nomem(err);
  }
  for (size_t i = 0; i < r->pdf.count; i++)
    heights[i] = r->pdf.lines[i].height;
  qsort(heights, r->pdf.count, sizeof *heights, by_size);
  r->height = r->pdf.count ? heights[r->pdf.count / 2] : 0;
  gm_free(heights);
  for (size_t i = 0; i < r->pdf.count; i++)
    if (!learn(r, r->pdf.lines[i].text))
      return gm_nomem(err);
  return GM_OK;
}

/* The largest line of the first page, with those after it that are as large. */
static gm_status find_title(pdf_reader *r, gm_error *err) {
  const gm_pdf *pdf = &r->pdf;
  size_t best = pdf->count;
  if (gm_document_meta(r->document, "title").size)
    return GM_OK;
  for (size_t i = 0; i < pdf->count && pdf->lines[i].page == 1; i++) {
    const gm_pdf_line *line = &pdf->lines[i];
    bool sound = !line->running && is_large(r, line) && line->text.size >= 6 &&
                 line->y < pdf->page_heights[0] * 0.6f;
    if (sound &&
        (best == pdf->count || line->height > pdf->lines[best].height * 1.05f))
      best = i;
  }
  if (best == pdf->count)
    return GM_OK;
  gm_buffer title = GM_BUFFER_INIT;
  for (size_t i = best; i < pdf->count && i < best + 4; i++) {
    const gm_pdf_line *line = &pdf->lines[i], *first = &pdf->lines[best];
    if (line->page != 1 || line->height < first->height * 0.95f ||
        line->height > first->height * 1.05f)
      break;
    if (title.size)
      gm_buffer_add_byte(&title, ' ');
    gm_buffer_add(&title, line->text.data, line->text.size);
  }
  gm_status status = title.status;
  if (status == GM_OK && title.size <= 300)
    status = gm_document_add_meta(r->document, gm_slice_text("title"),
                                  gm_buffer_slice(&title), "largest line", false, err);
  gm_buffer_free(&title);
  return status;
}

static gm_status build(pdf_reader *r, gm_slice output, gm_error *err) {
  gm_status status = gm_pdf_parse(&r->pdf, r->document, output, err);
  if (status == GM_OK && r->pdf.count == 0)
    return gm_fail(err, GM_FORMAT, "a PDF without text (%zu page%s, perhaps scanned)",
                   r->pdf.pages, r->pdf.pages == 1 ? "" : "s");
  if (status == GM_OK)
    status = measure(r, err);
  if (status == GM_OK)
    status = gm_pdf_mark_running(&r->pdf, err);
  if (status == GM_OK)
    status = find_title(r, err);
  if (status == GM_OK)
    status = paragraphs(r, err);
  if (status == GM_OK && r->writer.text.size == 0) { /* nothing but what repeats */
    for (size_t i = 0; i < r->pdf.count; i++)
      r->pdf.lines[i].running = false;
    status = paragraphs(r, err);
  }
  if (status == GM_OK)
    status = gm_document_add_meta(r->document, gm_slice_text("pages"),
                                  gm_buffer_slice(&r->pages), "pdftotext", false, err);
  return status == GM_OK ? gm_writer_finish(&r->writer, err) : status;
}

/* Its first complaint, as the reason for which there is no text. */
static gm_status refused(const char *complaint, int exit, gm_error *err) {
  gm_slice text = gm_slice_text(complaint);
  size_t at = 0;
  gm_slice line = gm_slice_line(text, &at);
  if (line.size == 0)
    return gm_fail(err, GM_FORMAT, "pdftotext cannot read it (status %d)", exit);
  return gm_fail(err, GM_FORMAT, "pdftotext cannot read it: %.*s", (int)line.size,
                 line.data);
}

static gm_status run(const gm_reading *reading, gm_buffer *output, gm_error *err) {
  static const char *const command[] = {"pdftotext", "-bbox-layout", "-enc", "UTF-8",
                                        "-",         "-",            NULL};
  static const gm_child_limits limits = {
      .seconds = SECONDS, .memory = 2ULL << 30, .output = 1ULL << 30};
  char complaint[256];
  int exit = 0;
  gm_buffer raw = GM_BUFFER_INIT;
  uint32_t replaced = 0;
  const gm_read_options *options = reading->options;
  gm_status status =
      options->run
          ? options->run(options->run_context, command, reading->bytes, &raw, &limits,
                         &exit, complaint, err)
          : gm_child_run(command, reading->bytes, &raw, &limits, &exit, complaint, err);
  if (status == GM_OK && exit != 0 && raw.size == 0)
    status = refused(complaint, exit, err);
  if (status == GM_OK) {
    gm_utf8_repair(output, gm_buffer_slice(&raw), &replaced);
    status = output->status == GM_OK ? GM_OK : gm_nomem(err);
  }
  gm_buffer_free(&raw);
  return status;
}

static gm_status read_pdf(const gm_reading *reading, gm_error *err) {
  pdf_reader r = {.reading = reading, .kind = GM_WRITER_UNKNOWN};
  gm_buffer output = GM_BUFFER_INIT;
  gm_status status = run(reading, &output, err);
  if (status == GM_OK)
    status = gm_reading_open(&r.document, reading, reading->bytes, err);
  r.writer.document = r.document;
  if (status == GM_OK)
    status = build(&r, gm_buffer_slice(&output), err);
  gm_buffer_free(&output);
  gm_buffer_free(&r.open);
  gm_buffer_free(&r.pages);
  gm_buffer_free(&r.writer.text);
  gm_map_free(r.words);
  gm_pdf_free(&r.pdf);
  if (status == GM_OK)
    return gm_reading_give(reading, r.document, err);
  gm_document_free(r.document);
  return status;
}

static int likeness(gm_slice bytes) {
  size_t head = bytes.size < 1024 ? bytes.size : 1024;
  return head >= 5 && memmem(bytes.data, head, "%PDF-", 5) ? 100 : 0;
}

const gm_reader gm_reader_pdf = {"pdf", " .pdf ", likeness, read_pdf};
