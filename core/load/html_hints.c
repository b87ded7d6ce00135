/* What elements say of themselves: by tag, by role, by the words in class and id.
 *
 * The words are those that web authors use all over; a word counts only whole, between
 * separators or at a change of case ("sideBar", "side-bar"). */
#include "load/html.h"
#include "load/slices.h"

gm_slice gm_html_attribute(const GumboNode *node, const char *name) {
  if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
    return gm_slice_of("", 0);
  GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found ? gm_slice_text(found->value) : gm_slice_of("", 0);
}

static const GumboVector *children_of(const GumboNode *node) {
  if (node->type == GUMBO_NODE_DOCUMENT)
    return &node->v.document.children;
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
    return &node->v.element.children;
  return NULL;
}

const GumboNode *gm_html_next(const GumboNode *node, const GumboNode *root,
                              bool inside) {
  const GumboVector *children = inside ? children_of(node) : NULL;
  if (children && children->length)
    return children->data[0];
  while (node != root && node->parent) {
    children = children_of(node->parent);
    if (node->index_within_parent + 1 < children->length)
      return children->data[node->index_within_parent + 1];
    node = node->parent;
  }
  return NULL;
}

static uint32_t tag_hints(GumboTag tag) {
  switch (tag) {
  case GUMBO_TAG_NAV:
  case GUMBO_TAG_ASIDE:
  case GUMBO_TAG_FOOTER:
  case GUMBO_TAG_FORM:
  case GUMBO_TAG_MENU:
  case GUMBO_TAG_FIELDSET:
    return GM_HTML_ASIDE;
  case GUMBO_TAG_ARTICLE:
  case GUMBO_TAG_MAIN:
    return GM_HTML_ARTICLE;
  case GUMBO_TAG_FIGCAPTION:
  case GUMBO_TAG_CAPTION:
    return GM_HTML_CAPTION;
  case GUMBO_TAG_BLOCKQUOTE:
    return GM_HTML_QUOTE;
  case GUMBO_TAG_H1:
    return GM_HTML_HEADING | GM_HTML_TITLE;
  case GUMBO_TAG_H2:
  case GUMBO_TAG_H3:
  case GUMBO_TAG_H4:
  case GUMBO_TAG_H5:
  case GUMBO_TAG_H6:
    return GM_HTML_HEADING;
  case GUMBO_TAG_LI:
  case GUMBO_TAG_DT:
  case GUMBO_TAG_DD:
    return GM_HTML_ITEM;
  case GUMBO_TAG_PRE:
    return GM_HTML_CODE;
  case GUMBO_TAG_TIME:
    return GM_HTML_DATE;
  case GUMBO_TAG_P:
    return GM_HTML_PARAGRAPH;
  default:
    return 0;
  }
}

typedef struct {
  const char *word;
  uint32_t hints;
} hint_word;

static const hint_word words[] = {
    {"nav", GM_HTML_ASIDE},
    {"navbar", GM_HTML_ASIDE},
    {"navigation", GM_HTML_ASIDE},
    {"menu", GM_HTML_ASIDE},
    {"sidebar", GM_HTML_ASIDE},
    {"rail", GM_HTML_ASIDE},
    {"footer", GM_HTML_ASIDE},
    {"foot", GM_HTML_ASIDE},
    {"comment", GM_HTML_ASIDE},
    {"comments", GM_HTML_ASIDE},
    {"disqus", GM_HTML_ASIDE},
    {"respond", GM_HTML_ASIDE},
    {"share", GM_HTML_ASIDE},
    {"sharing", GM_HTML_ASIDE},
    {"social", GM_HTML_ASIDE},
    {"sharedaddy", GM_HTML_ASIDE},
    {"addthis", GM_HTML_ASIDE},
    {"newsletter", GM_HTML_ASIDE},
    {"subscribe", GM_HTML_ASIDE},
    {"subscription", GM_HTML_ASIDE},
    {"signup", GM_HTML_ASIDE},
    {"paywall", GM_HTML_ASIDE},
    {"cookie", GM_HTML_ASIDE},
    {"cookies", GM_HTML_ASIDE},
    {"consent", GM_HTML_ASIDE},
    {"gdpr", GM_HTML_ASIDE},
    {"modal", GM_HTML_ASIDE},
    {"popup", GM_HTML_ASIDE},
    {"overlay", GM_HTML_ASIDE},
    {"ad", GM_HTML_ASIDE},
    {"ads", GM_HTML_ASIDE},
    {"advert", GM_HTML_ASIDE},
    {"advertisement", GM_HTML_ASIDE},
    {"advertising", GM_HTML_ASIDE},
    {"adsense", GM_HTML_ASIDE},
    {"banner", GM_HTML_ASIDE},
    {"sponsor", GM_HTML_ASIDE},
    {"sponsored", GM_HTML_ASIDE},
    {"promo", GM_HTML_ASIDE},
    {"promotion", GM_HTML_ASIDE},
    {"breadcrumb", GM_HTML_ASIDE},
    {"breadcrumbs", GM_HTML_ASIDE},
    {"pagination", GM_HTML_ASIDE},
    {"pager", GM_HTML_ASIDE},
    {"widget", GM_HTML_ASIDE},
    {"toolbar", GM_HTML_ASIDE},
    {"tools", GM_HTML_ASIDE},
    {"skip", GM_HTML_ASIDE},
    {"masthead", GM_HTML_ASIDE},
    {"tags", GM_HTML_ASIDE},
    {"taglist", GM_HTML_ASIDE},
    {"rating", GM_HTML_ASIDE},
    {"login", GM_HTML_ASIDE},
    {"search", GM_HTML_ASIDE},
    {"noprint", GM_HTML_ASIDE},
    {"editsection", GM_HTML_ASIDE},
    {"copyright", GM_HTML_ASIDE},
    {"legal", GM_HTML_ASIDE},
    {"disclaimer", GM_HTML_ASIDE},
    {"gallery", GM_HTML_ASIDE},
    {"slideshow", GM_HTML_ASIDE},   {"carousel", GM_HTML_ASIDE},
    {"related", GM_HTML_RELATED},
    {"recommended", GM_HTML_RELATED},
    {"recommendations", GM_HTML_RELATED},
    {"recirc", GM_HTML_RELATED},
    {"trending", GM_HTML_RELATED},
    {"popular", GM_HTML_RELATED},
    {"outbrain", GM_HTML_RELATED},
    {"taboola", GM_HTML_RELATED},
    {"teaser", GM_HTML_RELATED},
    {"teasers", GM_HTML_RELATED},
    {"readmore", GM_HTML_RELATED},
    {"morefrom", GM_HTML_RELATED},
    {"caption", GM_HTML_CAPTION},
    {"credit", GM_HTML_CAPTION},
    {"captions", GM_HTML_CAPTION},
    {"copyrightholder", GM_HTML_CAPTION},
    {"byline", GM_HTML_BYLINE},
    {"author", GM_HTML_BYLINE},
    {"dateline", GM_HTML_BYLINE},
    {"timestamp", GM_HTML_DATE | GM_HTML_BYLINE},
    {"published", GM_HTML_DATE},
    {"pubdate", GM_HTML_DATE},
    {"articlebody", GM_HTML_ARTICLE},
    {"entrycontent", GM_HTML_ARTICLE},
    {"postcontent", GM_HTML_ARTICLE},
    {"storybody", GM_HTML_ARTICLE},
    {"postbody", GM_HTML_ARTICLE},
    {"articlecontent", GM_HTML_ARTICLE},
    {"articletext", GM_HTML_ARTICLE},
};

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}
static bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static uint32_t word_hints(const char *word, size_t size) {
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i].word) == size && memcmp(words[i].word, word, size) == 0)
      return words[i].hints;
  return 0;
}

/* Words of a class or id: runs of letters, cut where a capital follows a small letter.
 * Two neighbours of one name together are a word too ("article-body"). */
static uint32_t name_hints(gm_slice names) {
  char run[64], pair[128];
  size_t run_size = 0, before = 0;
  uint32_t hints = 0;
  for (size_t i = 0; i <= names.size; i++) {
    char c = i < names.size ? names.data[i] : ' ';
    bool cut = !letter(c) || (i > 0 && c >= 'A' && c <= 'Z' &&
                              names.data[i - 1] >= 'a' && names.data[i - 1] <= 'z');
    if (cut && run_size) {
      hints |= word_hints(run, run_size);
      if (before && before + run_size < sizeof pair) {
        memcpy(pair + before, run, run_size);
        hints |= word_hints(pair, before + run_size);
      }
      memcpy(pair, run, run_size);
      before = run_size;
      run_size = 0;
    }
    if (c == ' ' || c == '\n' || c == '\t')
      before = 0;
    if (letter(c) && run_size < sizeof run)
      run[run_size++] = lower(c);
  }
  return hints;
}

static uint32_t role_hints(gm_slice role) {
  static const char *const aside[] = {
      "navigation", "complementary", "banner",  "contentinfo", "search", "dialog",
      "alert",      "menu",          "menubar", "toolbar",     "form"};
  for (size_t i = 0; i < sizeof aside / sizeof *aside; i++)
    if (gm_slice_is(role, aside[i]))
      return GM_HTML_ASIDE;
  return gm_slice_is(role, "article") || gm_slice_is(role, "main") ? GM_HTML_ARTICLE
                                                                   : 0;
}

static uint32_t property_hints(const GumboNode *node) {
  gm_slice property = gm_html_attribute(node, "itemprop");
  if (gm_slice_holds(property, "articlebody"))
    return GM_HTML_ARTICLE;
  if (gm_slice_is(property, "author"))
    return GM_HTML_BYLINE;
  if (gm_slice_is(property, "datepublished"))
    return GM_HTML_DATE;
  if (gm_slice_is(property, "caption"))
    return GM_HTML_CAPTION;
  return gm_slice_holds(gm_html_attribute(node, "rel"), "author") ? GM_HTML_BYLINE : 0;
}

uint32_t gm_html_hints(const GumboNode *node) {
  if (node->type != GUMBO_NODE_ELEMENT)
    return 0;
  GumboTag tag = node->v.element.tag;
  if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML)
    return 0; /* say something of all */
  uint32_t hints = tag_hints(tag) | role_hints(gm_html_attribute(node, "role")) |
                   property_hints(node);
  hints |= name_hints(gm_html_attribute(node, "class"));
  gm_slice id = gm_html_attribute(node, "id");
  if (id.size <= 24) hints |= name_hints(id); /* a longer one is made of a heading */
  if (tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN)
    hints &= ~(uint32_t)GM_HTML_ASIDE;
  return hints;
}
