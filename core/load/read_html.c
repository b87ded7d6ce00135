/* HTML: the page as gumbo builds it (HTML5's own rules, whatever the input), cut into
 * blocks of text; the blocks that are the article keep the zones their elements say,
 * the rest of the page is kept as what it is: boilerplate and teasers. */
#include "load/html.h"
#include "base/memory.h"
#include "load/reader.h"
#include "load/writer.h"
#include "text/utf8.h"

enum { DEPTH = 4000 };

/* ---- cutting the page into blocks ---- */

static bool is_silent(const GumboNode *node) { /* holds no text for readers */
  if (node->type == GUMBO_NODE_TEMPLATE)
    return true;
  if (node->type != GUMBO_NODE_ELEMENT)
    return false;
  switch (node->v.element.tag) {
  case GUMBO_TAG_HEAD:
  case GUMBO_TAG_SCRIPT:
  case GUMBO_TAG_STYLE:
  case GUMBO_TAG_NOSCRIPT:
  case GUMBO_TAG_TEMPLATE:
  case GUMBO_TAG_IFRAME:
  case GUMBO_TAG_OBJECT:
  case GUMBO_TAG_EMBED:
  case GUMBO_TAG_SVG:
  case GUMBO_TAG_CANVAS:
  case GUMBO_TAG_AUDIO:
  case GUMBO_TAG_VIDEO:
  case GUMBO_TAG_BUTTON:
  case GUMBO_TAG_SELECT:
  case GUMBO_TAG_TEXTAREA:
  case GUMBO_TAG_DATALIST:
  case GUMBO_TAG_INPUT:
    return true;
  default:
    break;
  }
  if (gumbo_get_attribute(&node->v.element.attributes, "hidden"))
    return true;
  gm_slice style = gm_html_attribute(node, "style");
  return gm_slice_holds(style, "display:none") ||
         gm_slice_holds(style, "display: none") ||
         gm_slice_holds(style, "visibility:hidden") ||
         gm_slice_holds(style, "visibility: hidden") ||
         gm_slice_is(gm_html_attribute(node, "aria-hidden"), "true");
}

static bool is_inline(GumboTag tag) {
  switch (tag) {
  case GUMBO_TAG_A:
  case GUMBO_TAG_ABBR:
  case GUMBO_TAG_ACRONYM:
  case GUMBO_TAG_B:
  case GUMBO_TAG_BDI:
  case GUMBO_TAG_BDO:
  case GUMBO_TAG_BIG:
  case GUMBO_TAG_CITE:
  case GUMBO_TAG_CODE:
  case GUMBO_TAG_DATA:
  case GUMBO_TAG_DEL:
  case GUMBO_TAG_DFN:
  case GUMBO_TAG_EM:
  case GUMBO_TAG_FONT:
  case GUMBO_TAG_I:
  case GUMBO_TAG_IMG:
  case GUMBO_TAG_INS:
  case GUMBO_TAG_KBD:
  case GUMBO_TAG_LABEL:
  case GUMBO_TAG_MARK:
  case GUMBO_TAG_NOBR:
  case GUMBO_TAG_Q:
  case GUMBO_TAG_RP:
  case GUMBO_TAG_RT:
  case GUMBO_TAG_RUBY:
  case GUMBO_TAG_S:
  case GUMBO_TAG_SAMP:
  case GUMBO_TAG_SMALL:
  case GUMBO_TAG_SPAN:
  case GUMBO_TAG_STRIKE:
  case GUMBO_TAG_STRONG:
  case GUMBO_TAG_SUB:
  case GUMBO_TAG_SUP:
  case GUMBO_TAG_TIME:
  case GUMBO_TAG_TT:
  case GUMBO_TAG_U:
  case GUMBO_TAG_VAR:
  case GUMBO_TAG_WBR:
  case GUMBO_TAG_UNKNOWN: /* custom elements flow unless styled */
    return true;
  default:
    return false;
  }
}

typedef struct {
  gm_html_page *page;
  const GumboNode *element; /* the block element that is open */
  uint32_t hints;           /* of it and all around it */
  unsigned wide;            /* characters of scripts without spaces, in this block */
  unsigned links;           /* open <a> */
  unsigned breaks;          /* <br> since the last text */
  size_t begin;
  uint32_t words, link_words, stops;
  bool in_word;
  gm_status status;
} walker;

static void end_block(walker *w) {
  gm_buffer *text = &w->page->text;
  while (text->size > w->begin && text->data[text->size - 1] == ' ')
    text->size--;
  if (text->size > w->begin && w->words && w->status == GM_OK) {
    if (!gm_grow((void **)&w->page->blocks, &w->page->capacity, w->page->count + 1,
                 sizeof *w->page->blocks)) {
      w->status = GM_NOMEM;
      return;
    }
    w->page->blocks[w->page->count++] =
        (gm_html_block){w->element,    w->begin, text->size, w->words,
                        w->link_words, w->stops, w->hints,   false};
  } else {
    text->size = w->begin;
  }
  w->begin = text->size;
  w->words = w->link_words = w->stops = w->breaks = 0;
  w->in_word = false;
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static void add_sound_text(walker *w, const char *data) {
  gm_buffer *text = &w->page->text;
  bool verbatim = (w->hints & GM_HTML_CODE) != 0;
  size_t size = strlen(data), i = 0;
  while (i < size) {
    if (is_space(data[i]) || memcmp(data + i, "\xc2\xa0", size - i < 2 ? 1 : 2) == 0) {
      bool hard = data[i] == '\xc2';
      if (verbatim && data[i] == '\n') {
        end_block(w); /* each line of code is a block */
      } else if (text->size > w->begin && text->data[text->size - 1] != ' ') {
        gm_buffer_add_byte(text, ' ');
      }
      w->in_word = false;
      i += hard ? 2 : 1;
      continue;
    }
    size_t run = i;
    while (i < size && !is_space(data[i]) && data[i] != '\xc2')
      i++;
    if (i == run)
      i++; /* a character that begins like a no-break space */
    for (size_t k = run; k < i; k++) {
      unsigned char c = (unsigned char)data[k];
      w->stops += c == '.' || c == ',';
      if (c >= 0xE3 && c <= 0xED && ++w->wide % 2 == 0) { /* two make about a word */
        w->words++;
        w->link_words += w->links > 0;
      }
    }
    for (size_t k = run; k + 2 < i; k++) /* 、 。 ， */
      w->stops += memcmp(data + k, "。", 3) == 0 || memcmp(data + k, "、", 3) == 0 ||
                  memcmp(data + k, "，", 3) == 0;
    if (!w->in_word) {
      w->words++;
      w->link_words += w->links > 0;
    }
    w->in_word = true;
    gm_buffer_add(text, data + run, i - run);
    w->breaks = 0;
  }
}

/* A reference to a number that is no character comes out of gumbo as bytes of its own. */
static void add_text(walker *w, const char *data) {
  gm_slice text = gm_slice_text(data);
  if (gm_utf8_valid(text)) {
    add_sound_text(w, data);
    return;
  }
  gm_buffer sound = GM_BUFFER_INIT;
  uint32_t replaced = 0;
  gm_utf8_repair(&sound, text, &replaced);
  add_sound_text(w, gm_buffer_text(&sound));
  if (sound.status != GM_OK)
    w->status = GM_NOMEM;
  gm_buffer_free(&sound);
}

static uint32_t hints_around(const GumboNode *node) {
  uint32_t hints = 0;
  for (int up = 0; node && up < 128; node = node->parent, up++) {
    uint32_t own = gm_html_hints(node);
    hints |= own;
    /* An element that calls itself the article is not made an aside by what is around
     * it. */
    if (own & GM_HTML_ARTICLE && !(own & GM_HTML_ASIDE) && !(hints & GM_HTML_ASIDE))
      break;
  }
  return hints;
}

static void open_element(walker *w, const GumboNode *node) {
  GumboTag tag = node->v.element.tag;
  if (tag == GUMBO_TAG_BR) {
    if (++w->breaks == 2)
      end_block(w);
    if (w->page->text.size > w->begin)
      gm_buffer_add_byte(&w->page->text, ' ');
    w->in_word = false;
    return;
  }
  if (tag == GUMBO_TAG_A)
    w->links++;
  if (is_inline(tag))
    return;
  bool in_row = w->hints & GM_HTML_ROW && (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH);
  if (in_row) {
    if (w->page->text.size > w->begin)
      gm_buffer_add_byte(&w->page->text, '\t');
    w->in_word = false;
    return;
  }
  end_block(w);
  w->element = node;
  w->hints = hints_around(node);
}

/* A table of data has cells without blocks in them; others only lay the page out. */
static bool is_data_row(const GumboNode *row) {
  size_t cells = 0;
  for (const GumboNode *n = gm_html_next(row, row, true); n;
       n = gm_html_next(n, row, true)) {
    if (n->type != GUMBO_NODE_ELEMENT)
      continue;
    GumboTag tag = n->v.element.tag;
    cells += tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
    if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_P || tag == GUMBO_TAG_DIV ||
        tag == GUMBO_TAG_UL || tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 ||
        tag == GUMBO_TAG_FORM || tag == GUMBO_TAG_BLOCKQUOTE)
      return false;
  }
  return cells > 1;
}

static const GumboNode *block_around(const GumboNode *node) {
  node = node->parent;
  while (node && node->type == GUMBO_NODE_ELEMENT && is_inline(node->v.element.tag))
    node = node->parent;
  return node;
}

static void close_element(walker *w, const GumboNode *node) {
  GumboTag tag = node->v.element.tag;
  if (tag == GUMBO_TAG_A && w->links)
    w->links--;
  if (tag == GUMBO_TAG_BR || is_inline(tag))
    return;
  if (w->hints & GM_HTML_ROW && tag != GUMBO_TAG_TR)
    return;
  end_block(w);
  w->element = block_around(node);
  w->hints = w->element ? hints_around(w->element) : 0;
}

static gm_status cut(gm_html_page *page, const GumboNode *root, gm_error *err) {
  walker w = {page, root, 0, 0, 0, 0, 0, 0, 0, 0, false, GM_OK};
  const GumboNode *node = root;
  while (node && w.status == GM_OK) {
    bool silent = is_silent(node);
    if (node->type == GUMBO_NODE_ELEMENT && !silent) {
      open_element(&w, node);
      if (node->v.element.tag == GUMBO_TAG_TR && is_data_row(node))
        w.hints |= GM_HTML_ROW;
    } else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
               node->type == GUMBO_NODE_CDATA) {
      add_text(&w, node->v.text.text);
    }
    const GumboNode *next = gm_html_next(node, root, !silent);
    /* Close what ends here: all elements from `node` up that do not hold `next`. */
    const GumboNode *closing = node;
    const GumboNode *holder = next ? next->parent : NULL;
    while (closing && closing != holder) {
      if (closing->type == GUMBO_NODE_ELEMENT && !is_silent(closing))
        close_element(&w, closing);
      if (closing == root)
        break;
      closing = closing->parent;
    }
    node = next;
  }
  end_block(&w);
  if (w.status != GM_OK || page->text.status != GM_OK)
    return gm_nomem(err);
  return GM_OK;
}

/* ---- giving the blocks ---- */

static bool same_words(gm_slice a,
                       gm_slice b) { /* letters and digits, ASCII case ignored */
  size_t i = 0, k = 0;
  for (;;) {
    while (i < a.size &&
           !((unsigned char)a.data[i] >= 0x80 ||
             (a.data[i] >= '0' && a.data[i] <= '9') || (a.data[i] | 32) >= 'a'))
      i++;
    while (k < b.size &&
           !((unsigned char)b.data[k] >= 0x80 ||
             (b.data[k] >= '0' && b.data[k] <= '9') || (b.data[k] | 32) >= 'a'))
      k++;
    if (i >= a.size || k >= b.size)
      return i >= a.size && k >= b.size;
    if ((a.data[i] | 32) != (b.data[k] | 32))
      return false;
    i++;
    k++;
  }
}

static int kind_of(const gm_html_block *block, gm_slice text, gm_slice title,
                   bool *had_title) {
  if (title.size && !*had_title && same_words(text, title)) {
    *had_title = true;
    return GM_ZONE_TITLE;
  }
  if (!block->article)
    return block->hints & GM_HTML_RELATED && block->words >= 6 ? GM_ZONE_TEASER
                                                               : GM_ZONE_BOILERPLATE;
  if (block->hints & GM_HTML_CAPTION)
    return GM_ZONE_CAPTION;
  if (block->hints & GM_HTML_BYLINE && block->words <= 20)
    return GM_ZONE_AUTHOR;
  if (block->hints & GM_HTML_HEADING)
    return GM_ZONE_HEADING;
  if (block->hints & GM_HTML_ROW)
    return GM_ZONE_TABLE;
  if (block->hints & (GM_HTML_CODE | GM_HTML_QUOTE))
    return GM_ZONE_BODY;
  if (block->hints & GM_HTML_ITEM)
    return GM_ZONE_LIST;
  return GM_WRITER_UNKNOWN;
}

static gm_status give_blocks(gm_document *document, gm_html_page *page, gm_error *err) {
  gm_writer writer = {document, GM_BUFFER_INIT, 0};
  gm_slice title = gm_document_meta(document, "title");
  bool had_title = false;
  gm_status status = GM_OK;
  for (size_t i = 0; i < page->count && status == GM_OK; i++) {
    const gm_html_block *block = &page->blocks[i];
    gm_slice text =
        gm_slice_of(page->text.data + block->begin, block->end - block->begin);
    bool close_by = i > 0 && block->hints & (GM_HTML_ITEM | GM_HTML_ROW) &&
                    page->blocks[i - 1].node->parent == block->node->parent;
    gm_writer_begin(&writer, close_by);
    gm_writer_add_verbatim(&writer, text);
    size_t begin = writer.begin;
    status = gm_writer_end(&writer, kind_of(block, text, title, &had_title), err);
    if (status == GM_OK && block->article && block->hints & GM_HTML_QUOTE)
      status = gm_document_add_zone(document, (uint32_t)begin,
                                    (uint32_t)writer.text.size, GM_ZONE_QUOTE, err);
  }
  if (status == GM_OK)
    return gm_writer_finish(&writer, err);
  gm_buffer_free(&writer.text);
  return status;
}

static gm_status read_page(gm_document *document, const GumboNode *root,
                           gm_error *err) {
  gm_html_page page = {0};
  gm_status status = cut(&page, root, err);
  if (status == GM_OK)
    status = gm_html_choose(&page, err);
  if (status == GM_OK)
    status = gm_html_metadata(document, root, &page, err);
  if (status == GM_OK && page.count == 0)
    status = gm_fail(err, GM_FORMAT, "a page without text");
  if (status == GM_OK)
    status = give_blocks(document, &page, err);
  gm_buffer_free(&page.text);
  gm_free(page.blocks);
  return status;
}

static gm_status read_html(const gm_reading *reading, gm_error *err) {
  gm_document *document;
  if (gm_html_is_deep(reading->text, DEPTH))
    return gm_fail(err, GM_LIMIT, "HTML elements nested more than %d deep", DEPTH);
  gm_status status = gm_reading_open(&document, reading, reading->bytes, err);
  if (status != GM_OK)
    return status;
  GumboOutput *output = gumbo_parse_with_options(
      &kGumboDefaultOptions, reading->text.data, reading->text.size);
  if (!output) {
    gm_document_free(document);
    return gm_nomem(err);
  }
  status = read_page(document, output->document, err);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  if (status != GM_OK) {
    gm_document_free(document);
    return status;
  }
  return gm_reading_give(reading, document, err);
}

static int likeness(gm_slice text) {
  gm_slice head =
      gm_slice_trim(gm_slice_of(text.data, text.size < 16384 ? text.size : 16384));
  while (gm_slice_begins(head, "<!--") || gm_slice_begins(head, "<?xml")) {
    const char *close = head.size ? memchr(head.data, '>', head.size) : NULL;
    if (!close)
      return 0;
    head = gm_slice_trim(gm_slice_from(head, (size_t)(close - head.data) + 1));
  }
  if (gm_slice_begins(head, "<!doctype html") || gm_slice_begins(head, "<html"))
    return 100;
  static const char *const tags[] = {"<head>", "<body", "</p>",  "</div>",
                                     "<br",    "</a>",  "</h1>", "</title>",
                                     "</h2>",  "</li>", "<meta "};
  int signs = 0;
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    signs += gm_slice_holds(head, tags[i]);
  return head.size && head.data[0] == '<' && signs >= 2 ? 80 : signs >= 4 ? 60 : 0;
}

const gm_reader gm_reader_html = {"html", " .html .htm .xhtml ", likeness, read_html};
