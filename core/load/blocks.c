/* Cuts a text into blocks.
 *
 * A blank line always ends a block. A single line break ends one too, unless lines are
 * broken to a width: then a line that was too short for the next word does not. The
 * width is learnt from the whole text. A line that goes on in small letters is the same
 * block in any case. */
#include "load/blocks.h"
#include "base/memory.h"
#include "load/slices.h"

size_t gm_wide_space_at(gm_slice text, size_t at) {
  unsigned char c = (unsigned char)text.data[at];
  size_t left = text.size - at;
  const unsigned char *p = (const unsigned char *)text.data + at;
  if (left >= 2 && c == 0xC2 && (p[1] == 0xA0 || p[1] == 0x85))
    return 2;
  if (left >= 3 && c == 0xE2 && p[1] == 0x80 &&
      ((p[2] >= 0x80 && p[2] <= 0x8B) || p[2] == 0xA8 || p[2] == 0xA9 || p[2] == 0xAF))
    return 3;
  if (left >= 3 && c == 0xE3 && p[1] == 0x80 && p[2] == 0x80)
    return 3;
  if (left >= 3 && c == 0xEF && p[1] == 0xBB && p[2] == 0xBF)
    return 3;
  return 0;
}

typedef struct {
  uint32_t begin, end; /* without white space around; equal for a blank line */
  uint32_t indent;
} line;

/* The line at *at; moves past its end. */
static line next_line(gm_slice text, uint32_t *at) {
  uint32_t begin = *at;
  const char *newline = memchr(text.data + begin, '\n', text.size - begin);
  uint32_t end = newline ? (uint32_t)(newline - text.data) : (uint32_t)text.size;
  *at = end + (newline != NULL);
  line l = {begin, end, 0};
  gm_slice inside = gm_slice_of(text.data, end);
  for (size_t size; l.begin < l.end && (size = gm_space_at(inside, l.begin));)
    l.begin += (uint32_t)size;
  l.indent = l.begin - begin;
  while (l.end > l.begin) {
    uint32_t back = 1;
    while (back < 3 && l.end - back > l.begin &&
           (text.data[l.end - back] & 0xC0) == 0x80)
      back++;
    size_t size = gm_space_at(inside, l.end - back);
    if (size != back)
      break;
    l.end -= back;
  }
  return l;
}

/* ---- the width that lines are broken to ---- */

static bool ends_sentence(gm_slice text, line l) {
  uint32_t at = l.end;
  while (at > l.begin && (unsigned char)text.data[at - 1] >= 0x80)
    at--; /* ” ’ */
  while (at > l.begin && strchr("\"')]", text.data[at - 1]) && text.data[at - 1])
    at--;
  return at > l.begin && text.data[at - 1] && strchr(".?!:", text.data[at - 1]);
}

typedef struct {
  uint32_t width; /* 0: lines are not broken to a width */
} wrap;

/* Looks at the first lines: where most that are followed by another end in mid-sentence
 * and are about as long as each other, the text is wrapped. */
static wrap find_wrap(gm_slice text) {
  enum { LINES = 160 };
  uint32_t lengths[LINES], count = 0, open = 0, pairs = 0, at = 0;
  wrap none = {0};
  line before = {0};
  while (at < text.size && count < LINES) {
    line l = next_line(text, &at);
    uint32_t length = l.end - l.begin;
    if (length > 160)
      return none;
    if (length && before.end > before.begin && before.end - before.begin >= 30) {
      pairs++;
      open += !ends_sentence(text, before);
    }
    if (length)
      lengths[count++] = length;
    before = l;
  }
  if (pairs < 4 || open * 2 < pairs)
    return none;
  /* The width is reached by a good part of the lines: the upper tenth is near the
   * median. */
  for (uint32_t i = 1; i < count; i++) {
    uint32_t length = lengths[i], k = i;
    for (; k > 0 && lengths[k - 1] > length; k--)
      lengths[k] = lengths[k - 1];
    lengths[k] = length;
  }
  uint32_t median = lengths[count / 2], upper = lengths[count - 1 - count / 10];
  if (median < 25 || upper > median * 2 || upper > 130)
    return none;
  return (wrap){upper};
}

/* ---- blocks ---- */

static bool small_letter(char c) {
  return c >= 'a' && c <= 'z';
}

static bool is_bullet(gm_slice text, line l) {
  if (small_letter(text.data[l.begin] | 32))
    return false;
  static const char *const bullets[] = {"•", "‣", "◦", "▪", "●", "■",
                                        "·", "–", "—", "-", "*", "+"};
  gm_slice here = gm_slice_of(text.data + l.begin, l.end - l.begin);
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
    size_t size = strlen(bullets[i]);
    if (here.size > size && memcmp(here.data, bullets[i], size) == 0)
      return gm_space_at(here, size) > 0;
  }
  return false;
}

static bool starts_item(gm_slice text, line l) {
  uint32_t at = l.begin;
  while (at < l.end && at - l.begin < 3 && text.data[at] >= '0' && text.data[at] <= '9')
    at++;
  if (at > l.begin && at + 1 < l.end &&
      (text.data[at] == '.' || text.data[at] == ')') && text.data[at + 1] == ' ')
    return true;
  return is_bullet(text, l);
}

/* A page number that stands alone in a text with broken lines. */
static bool is_page_number(gm_slice text, wrap w, line l) {
  if (!w.width || l.end - l.begin > 4 || l.end == l.begin)
    return false;
  for (uint32_t at = l.begin; at < l.end; at++)
    if (text.data[at] < '0' || text.data[at] > '9')
      return false;
  return true;
}

/* Whether `l` belongs to the block that ends with the line `before`. */
static bool goes_on(gm_slice text, wrap w, line before, line l, uint32_t block_indent,
                    bool at_top) {
  if (starts_item(text, l) || is_page_number(text, w, l) ||
      is_page_number(text, w, before))
    return false;
  uint32_t length = before.end - before.begin;
  bool stop = ends_sentence(text, before);
  if (!stop && small_letter(text.data[l.begin]) && length > 32)
    return true;
  if (l.end - l.begin == 1 && strchr(".,;:!?", text.data[l.begin]))
    return true;
  if (!w.width)
    return false;
  if (l.indent > block_indent + 1 && l.indent > before.indent + 1)
    return false;
  uint32_t word = 0; /* the next line's first word would not have fitted */
  while (l.begin + word < l.end && text.data[l.begin + word] != ' ')
    word++;
  if (length + 1 + word > w.width)
    return true;
  if (at_top && length * 10 < w.width * 7 && !small_letter(text.data[l.begin]))
    return false; /* title, byline, date */
  return !stop && length * 10 > w.width * 5;
}

static gm_status add(gm_blocks *blocks, uint32_t begin, uint32_t end, uint32_t shape,
                     gm_error *err) {
  if (!gm_grow((void **)&blocks->items, &blocks->capacity, blocks->count + 1,
               sizeof *blocks->items))
    return gm_nomem(err);
  blocks->items[blocks->count++] = (gm_block){.begin = begin,
                                              .end = end,
                                              .shape = shape,
                                              .given = -1,
                                              .kind = -1,
                                              .cohesion = -1};
  return GM_OK;
}

static void give_zones(gm_blocks *blocks, const gm_document *document) {
  size_t z = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    gm_block *block = &blocks->items[i];
    while (z < document->zone_count && (document->zones[z].end <= block->begin ||
                                        document->zones[z].kind == GM_ZONE_QUOTE))
      z++;
    if (z < document->zone_count && document->zones[z].begin <= block->begin)
      block->given = (int)document->zones[z].kind;
  }
}

gm_status gm_blocks_cut(gm_blocks *blocks, const gm_document *document, gm_error *err) {
  gm_slice text = document->text;
  wrap w = document->lines_are_blocks ? (wrap){0} : find_wrap(text);
  blocks->wrapped = w.width > 0;
  uint32_t at = 0, begin = 0, indent = 0, lines = 0;
  line before = {0}, open = {0}; /* open.end > open.begin: a block is open */
  bool blank = true, opened_blank = true;
  gm_status status = GM_OK;
  while (at < text.size && status == GM_OK) {
    line l = next_line(text, &at);
    bool is_blank = l.end == l.begin;
    bool is_open = open.end > open.begin;
    if (!is_blank && is_open && !blank && !document->lines_are_blocks &&
        goes_on(text, w, before, l, indent, blocks->count < 6)) {
      open.end = l.end;
    } else if (!is_blank || is_open) {
      uint32_t shape =
          (opened_blank ? GM_BLOCK_BLANK : 0) | (lines > 1 ? GM_BLOCK_LINES : 0);
      if (is_open)
        status = add(blocks, begin, open.end, shape, err);
      lines = 0;
      open = l;
      begin = l.begin;
      indent = l.indent;
      opened_blank = blank || (is_blank && is_open);
    }
    lines++;
    if (!is_blank)
      before = l;
    blank = is_blank;
  }
  uint32_t shape =
      (opened_blank ? GM_BLOCK_BLANK : 0) | (lines > 1 ? GM_BLOCK_LINES : 0);
  if (status == GM_OK && open.end > open.begin)
    status = add(blocks, begin, open.end, shape, err);
  if (status == GM_OK)
    give_zones(blocks, document);
  return status;
}

void gm_blocks_free(gm_blocks *blocks) {
  gm_free(blocks->items);
  *blocks = (gm_blocks){0};
}
