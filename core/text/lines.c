/* A line that was wrapped is one into which the next word did not fit any more. The
 * width is that of the longest line nearby; text whose lines are longer than any that
 * people wrap at has a paragraph a line.
 *
 * Lines are looked at sixteen at a time, which is then known for all who ask about one of
 * them and the line before it. */
#include "text/lines.h"

#define PARAGRAPH 140 /* bytes: longer lines are paragraphs */
#define SHORT 40      /* bytes of the longest line of a bare list */

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/* The bytes of the line that begins at `at` without blanks at its end; *next is where
 * the line after it begins. */
static uint32_t line_size(gm_slice text, uint32_t at, uint32_t *next) {
  const char *end = memchr(text.data + at, '\n', text.size - at);
  uint32_t stop = end ? (uint32_t)(end - text.data) : (uint32_t)text.size;
  *next = end ? stop + 1 : stop;
  while (stop > at && blank(text.data[stop - 1])) stop--;
  return stop - at;
}

static uint32_t line_begin(gm_slice text, uint32_t at) {
  const char *found = at ? memrchr(text.data, '\n', at) : NULL;
  return found ? (uint32_t)(found - text.data) + 1 : 0;
}

/* Looks at the lines from the one that begins at `at` on, to the blank line. */
static void look(gm_lines *lines, gm_slice text, uint32_t at) {
  uint32_t next, last = 0;
  lines->from = at;
  lines->width = lines->count = lines->at = 0;
  for (; at < text.size && lines->count < GM_LINES_AHEAD; at = next, lines->count++) {
    uint32_t size = line_size(text, at, &next);
    if (size == 0) break;
    if (size > lines->width) lines->width = size;
    lines->begin[lines->count] = at;
    lines->size[lines->count] = size;
    last = at + size;
  }
  lines->upto = at;
  lines->list =
      lines->width <= SHORT && last && !strchr(".!?:;,\"”", text.data[last - 1]);
}

/* The last line of a window is known as well as those before it. */
bool gm_line_of_list(gm_lines *lines, gm_slice text, uint32_t at) {
  if (lines->width && at > lines->from && at < lines->upto) return lines->list;
  uint32_t begin = line_begin(text, at);
  look(lines, text, begin ? line_begin(text, begin - 1) : 0);
  return lines->list;
}

/* Whether the line of byte `at` is known with the line before it; `at` is its number. */
static bool known(gm_lines *lines, uint32_t at) {
  uint32_t i = lines->at;
  if (lines->count < 2 || at < lines->begin[1] || at >= lines->upto) return false;
  if (i >= lines->count || lines->begin[i] > at) i = 1;
  while (i + 1 < lines->count && lines->begin[i + 1] <= at) i++;
  lines->at = i;
  return true;
}

void gm_line_see(gm_lines *lines, gm_slice text, uint32_t at) {
  if (!known(lines, at)) {
    uint32_t begin = line_begin(text, at), next;
    uint32_t before = begin ? line_begin(text, begin - 1) : 0;
    look(lines, text, before);
    if (!known(lines, at)) {
      lines->before = line_size(text, before, &next);
      return;
    }
  }
  lines->before = lines->size[lines->at - 1];
}

bool gm_line_separates(const gm_lines *lines, uint32_t size, bool name) {
  if (lines->width > PARAGRAPH) return true;
  return (lines->before + 1 + size) * 10 < lines->width * (name ? 5 : 7);
}
