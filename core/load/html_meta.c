/* What a page says about itself: JSON-LD, <meta>, <title> and elements that say what
 * they are. In the order of trust, for of several values with one key the first holds.
 */
#include "load/html.h"
#include "load/slices.h"
#include "text/utf8.h"
#include <cjson/cJSON.h>

typedef struct {
  gm_document *document;
  gm_status status;
  gm_error *err;
} sink;

static void add(sink *s, const char *key, gm_slice value, const char *from) {
  if (s->status != GM_OK || value.size == 0 || value.size > 4000)
    return;
  /* One line: attributes are broken where the page's source is. */
  gm_buffer sound = GM_BUFFER_INIT;
  uint32_t replaced = 0;
  gm_utf8_repair(&sound, value, &replaced);
  value = gm_buffer_slice(&sound);
  char *copy = gm_arena_copy(s->document->arena, value.data ? value.data : "", value.size);
  gm_buffer_free(&sound);
  if (!copy) {
    s->status = gm_nomem(s->err);
    return;
  }
  size_t size = 0;
  for (size_t i = 0; i < value.size; i++) {
    char c = copy[i] == '\n' || copy[i] == '\t' || copy[i] == '\r' ? ' ' : copy[i];
    if (c == ' ' && size && copy[size - 1] == ' ')
      continue;
    copy[size++] = c;
  }
  s->status = gm_document_add_meta(s->document, gm_slice_text(key),
                                   gm_slice_of(copy, size), from, false, s->err);
}

/* ---- JSON-LD ---- */

static const char *text_of(const cJSON *value) {
  if (cJSON_IsString(value))
    return value->valuestring;
  if (cJSON_IsArray(value))
    return text_of(cJSON_GetArrayItem(value, 0));
  if (cJSON_IsObject(value))
    return text_of(cJSON_GetObjectItemCaseSensitive(value, "name"));
  return NULL;
}

static bool is_article(const cJSON *object) {
  const cJSON *type = cJSON_GetObjectItemCaseSensitive(object, "@type");
  const char *name = text_of(type);
  if (!name)
    return false;
  gm_slice text = gm_slice_text(name);
  return gm_slice_holds(text, "article") || gm_slice_is(text, "blogposting") ||
         gm_slice_is(text, "report") || gm_slice_is(text, "webpage");
}

static void add_authors(sink *s, const cJSON *author) {
  gm_buffer names = GM_BUFFER_INIT;
  if (cJSON_IsArray(author)) {
    const cJSON *one;
    cJSON_ArrayForEach(one, author) {
      const char *name = text_of(one);
      if (!name)
        continue;
      if (names.size)
        gm_buffer_add_text(&names, "; ");
      gm_buffer_add_text(&names, name);
    }
  } else if (text_of(author)) {
    gm_buffer_add_text(&names, text_of(author));
  }
  add(s, "author", gm_buffer_slice(&names), "JSON-LD");
  gm_buffer_free(&names);
}

static void linked_data(sink *s, const cJSON *value, int depth) {
  if (depth > 6)
    return;
  if (cJSON_IsArray(value)) {
    const cJSON *item;
    cJSON_ArrayForEach(item, value) linked_data(s, item, depth + 1);
    return;
  }
  if (!cJSON_IsObject(value))
    return;
  const cJSON *graph = cJSON_GetObjectItemCaseSensitive(value, "@graph");
  if (graph)
    linked_data(s, graph, depth + 1);
  if (!is_article(value))
    return;
  static const char *const keys[][2] = {{"headline", "title"},
                                        {"datePublished", "date"},
                                        {"publisher", "source"},
                                        {"inLanguage", "language"}};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    add(s, keys[i][1],
        gm_slice_text(text_of(cJSON_GetObjectItemCaseSensitive(value, keys[i][0]))),
        "JSON-LD");
  add_authors(s, cJSON_GetObjectItemCaseSensitive(value, "author"));
}

static void linked_script(sink *s, const GumboNode *node) {
  if (!gm_slice_is(gm_html_attribute(node, "type"), "application/ld+json"))
    return;
  const GumboVector *children = &node->v.element.children;
  if (!children->length)
    return;
  const GumboNode *child = children->data[0];
  if (child->type != GUMBO_NODE_TEXT && child->type != GUMBO_NODE_CDATA)
    return;
  cJSON *value = cJSON_Parse(child->v.text.text);
  if (!value)
    return; /* pages hold broken JSON-LD; the rest of the page says enough */
  linked_data(s, value, 0);
  cJSON_Delete(value);
}

/* ---- <meta> and friends ---- */

typedef struct {
  const char *name, *key;
} naming;

static const naming metas[] = {
    {"og:title", "title"},
    {"og:site_name", "source"},
    {"og:url", "url"},
    {"og:locale", "language"},
    {"article:published_time", "date"},
    {"article:author", "author"},
    {"author", "author"},
    {"parsely-author", "author"},
    {"sailthru.author", "author"},
    {"byl", "author"},
    {"dc.creator", "author"},
    {"dcterms.creator", "author"},
    {"citation_author", "author"},
    {"parsely-title", "title"},
    {"dc.title", "title"},
    {"dcterms.title", "title"},
    {"twitter:title", "title"},
    {"parsely-pub-date", "date"},
    {"sailthru.date", "date"},
    {"pubdate", "date"},
    {"publishdate", "date"},
    {"date", "date"},
    {"dc.date", "date"},
    {"dc.date.issued", "date"},
    {"dcterms.created", "date"},
    {"citation_publication_date", "date"},
    {"datepublished", "date"},
    {"dc.publisher", "source"},
    {"application-name", "source"},
    {"dc.language", "language"},
    {"description", "description"},
    {"keywords", "keywords"},
};

static bool is_url(gm_slice value) {
  return gm_slice_begins(value, "http://") || gm_slice_begins(value, "https://");
}

static void meta_tag(sink *s, const GumboNode *node, const naming *wanted) {
  gm_slice content = gm_slice_trim(gm_html_attribute(node, "content"));
  static const char *const names[] = {"property", "name", "itemprop"};
  for (int i = 0; i < 3; i++) {
    gm_slice name = gm_slice_trim(gm_html_attribute(node, names[i]));
    if (!gm_slice_is(name, wanted->name))
      continue;
    if (strcmp(wanted->key, "author") == 0 && is_url(content))
      return;
    add(s, wanted->key, content, "html meta");
    return;
  }
}

static void all_metas(sink *s, const GumboNode *root) {
  const GumboNode *tags[512];
  size_t count = 0;
  for (const GumboNode *n = root; n && count < 512; n = gm_html_next(n, root, true))
    if (n->type == GUMBO_NODE_ELEMENT && n->v.element.tag == GUMBO_TAG_META)
      tags[count++] = n;
  for (size_t k = 0; k < sizeof metas / sizeof *metas; k++)
    for (size_t i = 0; i < count; i++)
      meta_tag(s, tags[i], &metas[k]);
}

/* ---- titles ---- */

static gm_slice block_text(const gm_html_page *page, const gm_html_block *block) {
  return gm_slice_of(page->text.data + block->begin, block->end - block->begin);
}

/* <title> is often "Headline | Site": the longest part between separators. */
static gm_slice without_site(gm_slice title) {
  static const char *const separators[] = {" | ",  " - ", " – ", " — ",
                                           " :: ", " » ", " « ", " / "};
  for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
    size_t size = strlen(separators[i]), begin = 0;
    gm_slice best = {0};
    bool cut = false;
    for (size_t at = 0; at <= title.size; at++) {
      bool here =
          at + size <= title.size && memcmp(title.data + at, separators[i], size) == 0;
      if (!here && at < title.size)
        continue;
      gm_slice part = gm_slice_trim(gm_slice_of(title.data + begin, at - begin));
      if (part.size > best.size)
        best = part;
      cut = cut || here;
      begin = at + size;
    }
    if (cut && best.size * 2 >= title.size)
      return best;
    if (cut)
      return title;
  }
  return title;
}

/* A heading whose words the page's title holds is the title as the page shows it. */
static gm_slice shown_title(const gm_html_page *page, gm_slice title) {
  for (int level = 0; level < 2; level++) {
    for (size_t i = 0; i < page->count; i++) {
      const gm_html_block *block = &page->blocks[i];
      if (!(block->hints & (level == 0 ? GM_HTML_TITLE : GM_HTML_HEADING)))
        continue;
      gm_slice text = block_text(page, block);
      if (text.size < 4 || text.size > 400 || text.size * 5 < title.size)
        continue;
      for (size_t at = 0; at + text.size <= title.size; at++)
        if (memcmp(title.data + at, text.data, text.size) == 0)
          return text;
    }
  }
  return gm_slice_of("", 0);
}

static void title_tags(sink *s, const GumboNode *root, const gm_html_page *page) {
  gm_slice title = {0};
  for (const GumboNode *n = root; n && !title.size; n = gm_html_next(n, root, true)) {
    if (n->type != GUMBO_NODE_ELEMENT || n->v.element.tag != GUMBO_TAG_TITLE)
      continue;
    if (n->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
      continue;
    const GumboVector *children = &n->v.element.children;
    if (!children->length)
      continue;
    const GumboNode *child = children->data[0];
    if (child->type == GUMBO_NODE_TEXT)
      title = gm_slice_trim(gm_slice_text(child->v.text.text));
  }
  gm_slice shown = shown_title(page, title);
  if (shown.size)
    add(s, "title", shown, "html heading");
  else if (title.size)
    add(s, "title", without_site(title), "html title");
  for (size_t i = 0; i < page->count && !title.size; i++) {
    if (!(page->blocks[i].hints & GM_HTML_TITLE))
      continue;
    add(s, "title", block_text(page, &page->blocks[i]), "html heading");
    break;
  }
}

/* ---- what elements say ---- */

static gm_slice without_by(gm_slice name) {
  name = gm_slice_trim(name);
  return gm_slice_begins(name, "by ") ? gm_slice_trim(gm_slice_from(name, 3)) : name;
}

static void marked_elements(sink *s, const GumboNode *root, const gm_html_page *page) {
  for (const GumboNode *n = root; n; n = gm_html_next(n, root, true)) {
    if (n->type != GUMBO_NODE_ELEMENT)
      continue;
    GumboTag tag = n->v.element.tag;
    if (tag == GUMBO_TAG_HTML)
      add(s, "language", gm_html_attribute(n, "lang"), "html lang");
    else if (tag == GUMBO_TAG_LINK &&
             gm_slice_is(gm_html_attribute(n, "rel"), "canonical"))
      add(s, "url", gm_html_attribute(n, "href"), "html link");
    else if (gm_slice_is(gm_html_attribute(n, "itemprop"), "datepublished") ||
             (tag == GUMBO_TAG_TIME &&
              gumbo_get_attribute(&n->v.element.attributes, "pubdate")))
      add(s, "date", gm_html_attribute(n, "datetime"), "html time");
  }
  for (size_t i = 0; i < page->count; i++) {
    const gm_html_block *block = &page->blocks[i];
    if (!(block->hints & GM_HTML_BYLINE) || block->words > 12)
      continue;
    gm_slice text = block_text(page, block);
    if (gm_slice_begins(text, "by ") ||
        gm_slice_holds(gm_html_attribute(block->node, "rel"), "author")) {
      gm_buffer clean = GM_BUFFER_INIT;
      add(s, "author", gm_html_clean_author(without_by(text), &clean), "html byline");
      gm_buffer_free(&clean);
      break;
    }
  }
}

gm_status gm_html_metadata(gm_document *document, const GumboNode *root,
                           const gm_html_page *page, gm_error *err) {
  sink s = {document, GM_OK, err};
  for (const GumboNode *n = root; n; n = gm_html_next(n, root, true))
    if (n->type == GUMBO_NODE_ELEMENT && n->v.element.tag == GUMBO_TAG_SCRIPT)
      linked_script(&s, n);
  all_metas(&s, root);
  title_tags(&s, root, page);
  marked_elements(&s, root, page);
  gm_buffer names = GM_BUFFER_INIT;
  add(&s, "author", gm_html_author(root, &names), "html element");
  gm_buffer_free(&names);
  add(&s, "date", gm_html_time(root), "html time");
  return s.status;
}
