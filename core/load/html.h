/* What the parts of the HTML reader share: the page as a row of blocks of text. */
#ifndef GM_LOAD_HTML_H
#define GM_LOAD_HTML_H
#include "base/buffer.h"
#include "load/document.h"
#include <gumbo.h>

enum {                      /* hints that an element's name, role, class and id give */
       GM_HTML_ASIDE = 1,   /* navigation, side column, footer, form, comments, … */
       GM_HTML_RELATED = 2, /* lists of other stories */
       GM_HTML_ARTICLE = 4, /* calls itself the article's text */
       GM_HTML_CAPTION = 8,
       GM_HTML_BYLINE = 16,
       GM_HTML_QUOTE = 32,
       GM_HTML_HEADING = 64,
       GM_HTML_ITEM = 128,
       GM_HTML_TITLE = 256, /* h1 */
       GM_HTML_ROW = 512,   /* a row of a table */
       GM_HTML_CODE = 1024,
       GM_HTML_DATE = 2048,
       GM_HTML_PARAGRAPH = 4096,
};

typedef struct {
  const GumboNode *node; /* the block element whose text it is */
  size_t begin, end;     /* bytes of gm_html_page.text */
  uint32_t words, link_words;
  uint32_t stops; /* commas and full stops: signs of prose */
  uint32_t hints; /* of the element and all around it */
  bool article;   /* set by gm_html_choose */
} gm_html_block;

typedef struct {
  gm_buffer text;
  gm_html_block *blocks;
  size_t count, capacity;
} gm_html_page;

/* What an element says of itself. */
uint32_t gm_html_hints(const GumboNode *node);
/* The value of an attribute, or an empty slice. */
gm_slice gm_html_attribute(const GumboNode *node, const char *name);
/* Marks the blocks that are the page's article. */
gm_status gm_html_choose(gm_html_page *page, gm_error *err);
/* Metadata from <head>, JSON-LD, and elements that say what they are. */
gm_status gm_html_metadata(gm_document *document, const GumboNode *root,
                           const gm_html_page *page, gm_error *err);
/* Names of authors that an element tells, in `out`; empty where none does. */
gm_slice gm_html_author(const GumboNode *root, gm_buffer *out);
/* A byline without "By", dates and the words of buttons, in `out`. */
gm_slice gm_html_clean_author(gm_slice value, gm_buffer *out);
/* The first <time> that belongs to no aside and says when; empty: none. */
gm_slice gm_html_time(const GumboNode *root);
/* Are more than `most` (at most 4096) elements open at once? Told from the tags alone,
 * without a tree. */
bool gm_html_is_deep(gm_slice text, uint32_t most);
/* The next node in document order; `inside`: into the children of `node` too. */
const GumboNode *gm_html_next(const GumboNode *node, const GumboNode *root,
                              bool inside);
#endif
