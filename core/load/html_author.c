/* Who wrote a page, and when, where only its elements say so: rel=author, itemprop,
 * class and id that call themselves byline or author; <time>. What such an element holds
 * counts where it reads like names. */
#include "load/dates.h"
#include "load/html.h"
#include "load/slices.h"

enum { LONGEST = 160, WORDS = 12 };

static void text_of(const GumboNode *node, gm_buffer *out) {
  for (const GumboNode *n = node; n; n = gm_html_next(n, node, true)) {
    bool silent = n->type == GUMBO_NODE_ELEMENT &&
                  (n->v.element.tag == GUMBO_TAG_SCRIPT ||
                   n->v.element.tag == GUMBO_TAG_STYLE);
    if (silent || out->size > 4 * LONGEST)
      return; /* more than a name */
    if (n->type == GUMBO_NODE_ELEMENT)
      gm_buffer_add_byte(out, ' ');
    if (n->type != GUMBO_NODE_TEXT && n->type != GUMBO_NODE_WHITESPACE)
      continue;
    gm_buffer_add_text(out, n->v.text.text);
  }
}

/* Runs of white space become one space, in place. */
static gm_slice flatten(gm_buffer *text) {
  size_t size = 0;
  for (size_t i = 0; i < text->size; i++) {
    char c = text->data[i];
    bool hard = c == '\xc2' && i + 1 < text->size && text->data[i + 1] == '\xa0';
    bool space = hard || c == ' ' || (c >= '\t' && c <= '\r');
    i += hard;
    if (space && (size == 0 || text->data[size - 1] == ' '))
      continue;
    text->data[size++] = space ? ' ' : c;
  }
  text->size = size;
  return gm_slice_trim(gm_buffer_slice(text));
}

/* Cuts "By " off, and what follows the names: a date, a time, a button's words. */
static gm_slice only_names(gm_slice text) {
  static const char *const befores[] = {
      "by: ",    "by ",  "written by ", "posted by ", "published by ", "author: ",
      "authors: ", "author ", "par ",     "por ",       "von ",        "text: ",
      "by\xc2\xa0",    "story by ",  "words by "};
  static const char *const behind[] = {" follow",  " updated", " published", " posted",
                                       " email",   " contact", " share",     " @",
                                       " | ",      " - ",      " – ",        " — ",
                                       " · ",      " • ",      " on ",       " for ",
                                       " / ",      " in "};
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < sizeof befores / sizeof *befores; i++)
      if (gm_slice_begins(text, befores[i])) {
        text = gm_slice_trim(gm_slice_from(text, strlen(befores[i])));
        again = true;
      }
  }
  for (size_t i = 0; i + 1 < text.size; i++) {
    gm_slice rest = gm_slice_from(text, i);
    char date[GM_DATE_SIZE];
    size_t begin = 0;
    bool cut = text.data[i + 1] >= '0' && text.data[i + 1] <= '9';
    i += cut && text.data[i] != ' ';
    if (text.data[i] == ' ' && gm_date_find(rest, &begin, date) && begin <= 1)
      cut = true;
    for (size_t k = 0; !cut && k < sizeof behind / sizeof *behind; k++)
      cut = gm_slice_begins(rest, behind[k]);
    if (cut) {
      text.size = i;
      break;
    }
  }
  static const char *const months[] = {"january", "february", "march",     "april",
                                       "may",     "june",     "july",      "august",
                                       "september", "october", "november", "december",
                                       "jan",     "feb",      "mar",       "apr",
                                       "jun",     "jul",      "aug",       "sep",
                                       "sept",    "oct",      "nov",       "dec",
                                       "monday",  "tuesday",  "wednesday", "thursday",
                                       "friday",  "saturday", "sunday",    "—", "–"};
  text = gm_slice_trim(text);
  size_t last = text.size;
  while (last && text.data[last - 1] != ' ')
    last--;
  for (size_t i = 0; last && i < sizeof months / sizeof *months; i++)
    if (gm_slice_is(gm_slice_from(text, last), months[i]))
      text.size = last; /* "March", whose day was cut off */
  while (text.size && strchr(" ,;:|", text.data[text.size - 1]))
    text.size--;
  return text;
}

/* One to a few words that begin large; nothing that buttons say. */
static bool reads_like_names(gm_slice text) {
  static const char *const never[] = {"follow",  "author",  "about",   "more",  "comment",
                                      "share",   "sign in", "log in",  "posts", "view",
                                      "http",    "@",       "article", "staff writer",
                                      "updated", "contributors", "guest"};
  if (text.size < 4 || text.size > LONGEST)
    return false;
  for (size_t i = 0; i < sizeof never / sizeof *never; i++)
    if (gm_slice_holds(text, never[i]))
      return false;
  size_t words = 0, large = 0;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    if ((c >= '0' && c <= '9') || strchr("!?{}<>#%=", c))
      return false;
    if (i && text.data[i - 1] != ' ')
      continue;
    words++;
    large += (c >= 'A' && c <= 'Z') || c >= 0x80;
  }
  return words >= 1 && words <= WORDS && large * 2 > words && (words > 1 || text.size > 5);
}

/* How much the element says that it tells the author: 0 not. */
static int says_author(const GumboNode *node) {
  gm_slice rel = gm_html_attribute(node, "rel"),
           property = gm_html_attribute(node, "itemprop"),
           class = gm_html_attribute(node, "class"), id = gm_html_attribute(node, "id");
  if (gm_slice_holds(class, "comment") || gm_slice_holds(id, "comment") ||
      gm_slice_holds(class, "avatar") || gm_slice_holds(class, "bio"))
    return 0;
  if (gm_slice_is(rel, "author"))
    return 3;
  if (gm_slice_holds(property, "author"))
    return 3;
  static const char *const words[] = {"byline", "author", "writtenby", "p-author",
                                      "signature_article", "contributor-name"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (gm_slice_holds(class, words[i]) || gm_slice_holds(id, words[i]))
      return 1;
  return 0;
}

gm_slice gm_html_author(const GumboNode *root, gm_buffer *out) {
  for (const GumboNode *n = root; n; n = gm_html_next(n, root, true)) {
    if (n->type != GUMBO_NODE_ELEMENT || !says_author(n))
      continue;
    gm_buffer_clear(out);
    text_of(n, out);
    gm_slice names = only_names(flatten(out));
    if (reads_like_names(names))
      return names;
  }
  return gm_slice_of("", 0);
}

gm_slice gm_html_clean_author(gm_slice value, gm_buffer *out) {
  gm_buffer_clear(out);
  gm_buffer_add(out, value.data, value.size);
  return only_names(flatten(out));
}

gm_slice gm_html_time(const GumboNode *root) {
  for (const GumboNode *n = root; n; n = gm_html_next(n, root, true)) {
    if (n->type != GUMBO_NODE_ELEMENT || n->v.element.tag != GUMBO_TAG_TIME)
      continue;
    bool aside = false;
    for (const GumboNode *up = n; up && !aside; up = up->parent)
      aside = (gm_html_hints(up) & (GM_HTML_ASIDE | GM_HTML_RELATED)) != 0;
    gm_slice value = gm_html_attribute(n, "datetime");
    if (!aside && value.size)
      return value;
  }
  return gm_slice_of("", 0);
}
