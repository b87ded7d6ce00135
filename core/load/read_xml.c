/* News and texts in XML: NITF, NewsML (G2 and 1.2), TEI. Which it is the root element
 * says; a message of several items, a corpus of several texts are that many documents. */
#include "base/sha256.h"
#include "load/markup.h"
#include <stdio.h>

/* TEI's own elements; the others are inline. */
static const gm_markup tei_markup[] = {{"p", GM_WRITER_UNKNOWN},
                                       {"ab", GM_WRITER_UNKNOWN},
                                       {"div", GM_WRITER_UNKNOWN},
                                       {"div1", GM_WRITER_UNKNOWN},
                                       {"div2", GM_WRITER_UNKNOWN},
                                       {"front", GM_WRITER_UNKNOWN},
                                       {"body", GM_WRITER_UNKNOWN},
                                       {"back", GM_WRITER_UNKNOWN},
                                       {"text", GM_WRITER_UNKNOWN},
                                       {"quote", GM_WRITER_UNKNOWN},
                                       {"sp", GM_WRITER_UNKNOWN},
                                       {"u", GM_ZONE_BODY},
                                       {"seg", GM_MARKUP_INLINE},
                                       {"head", GM_ZONE_HEADING},
                                       {"speaker", GM_ZONE_LABEL},
                                       {"stage", GM_ZONE_CAPTION},
                                       {"figDesc", GM_ZONE_CAPTION},
                                       {"byline", GM_ZONE_AUTHOR},
                                       {"docTitle", GM_ZONE_HEADING},
                                       {"list", GM_WRITER_UNKNOWN},
                                       {"item", GM_ZONE_LIST},
                                       {"label", GM_ZONE_LABEL},
                                       {"lg", GM_WRITER_UNKNOWN},
                                       {"l", GM_MARKUP_LINE},
                                       {"table", GM_WRITER_UNKNOWN},
                                       {"row", GM_MARKUP_ROW},
                                       {"cell", GM_MARKUP_CELL},
                                       {"lb", GM_MARKUP_BREAK},
                                       {"note", GM_WRITER_UNKNOWN},
                                       {"fw", GM_MARKUP_SKIP}, /* running headers */
                                       {"pb", GM_MARKUP_INLINE},
                                       {"orig", GM_MARKUP_SKIP}, /* of a choice */
                                       {"sic", GM_MARKUP_SKIP},
                                       {"teiHeader", GM_MARKUP_SKIP},
                                       {NULL, 0}};

typedef struct {
  gm_package package;
  const gm_reading *reading;
  const char *from;
  gm_status status;
  gm_error *err;
} news;

/* ---- metadata ---- */

static void value(news *n, const char *key, gm_slice text) {
  if (n->status == GM_OK)
    n->status = gm_document_add_meta(n->package.document, gm_slice_text(key), text,
                                     n->from, false, n->err);
}

/* The text below a node, if there is one. */
static void said(news *n, const char *key, const gm_xml *node) {
  if (node && n->status == GM_OK)
    n->status = gm_package_meta(&n->package, node, key, n->from, n->err);
}

/* 20221216T120000Z is 2022-12-16. */
static void date(news *n, gm_slice text) {
  char spelled[16];
  bool digits = text.size >= 8;
  for (size_t i = 0; digits && i < 8; i++)
    digits = text.data[i] >= '0' && text.data[i] <= '9';
  if (digits) {
    snprintf(spelled, sizeof spelled, "%.4s-%.2s-%.2s", text.data, text.data + 4,
             text.data + 6);
    text = gm_slice_text(spelled);
  }
  value(n, "date", text);
}

static void byline(news *n, const gm_xml *node) {
  gm_buffer text = GM_BUFFER_INIT;
  if (!node)
    return;
  const gm_xml *person = gm_xml_find(node, NULL, "person");
  gm_xml_text(person ? person : node, &text);
  gm_slice name = gm_slice_trim(gm_buffer_slice(&text));
  if (gm_slice_begins(name, "by "))
    name = gm_slice_from(name, 3);
  value(n, "author", name);
  gm_buffer_free(&text);
}

/* ---- bodies ---- */

static void title_block(news *n, const gm_xml *node) {
  gm_buffer text = GM_BUFFER_INIT;
  if (!node || n->status != GM_OK)
    return;
  gm_xml_text(node, &text);
  gm_package_text(&n->package, gm_slice_trim(gm_buffer_slice(&text)));
  gm_buffer_free(&text);
  n->status = gm_package_block(&n->package, GM_ZONE_TITLE, false, n->err);
}

static void blocks(news *n, const gm_xml *node, const gm_markup *table) {
  if (node && n->status == GM_OK)
    n->status = gm_markup_blocks(&n->package, node, table, n->err);
}

/* Text with blank lines between paragraphs, or none. */
static void plain(news *n, const gm_xml *node) {
  for (const gm_xml *t = node ? node->first : NULL; t; t = t->next) {
    for (size_t at = 0; !t->name && at < t->text.size && n->status == GM_OK;) {
      gm_slice line = gm_slice_trim(gm_slice_line(t->text, &at));
      if (line.size && n->package.line.size)
        gm_package_text(&n->package, gm_slice_text(" "));
      gm_package_text(&n->package, line);
      if (!line.size)
        n->status = gm_package_block(&n->package, GM_WRITER_UNKNOWN, false, n->err);
    }
  }
  if (n->status == GM_OK)
    n->status = gm_package_block(&n->package, GM_WRITER_UNKNOWN, false, n->err);
}

/* ---- NITF ---- */

static void nitf(news *n, const gm_xml *root) {
  const gm_xml *head = gm_xml_child(root, "head"), *body = gm_xml_child(root, "body");
  const gm_xml *top = gm_xml_child(body, "body.head");
  const gm_xml *data = gm_xml_child(head, "docdata");
  const gm_xml *published = gm_xml_child(head, "pubdata");
  const gm_xml *headline = gm_xml_find(top, NULL, "hl1");
  n->from = "NITF";
  said(n, "title", headline ? headline : gm_xml_child(head, "title"));
  date(n, gm_xml_value(gm_xml_child(data, "date.issue"), "norm"));
  date(n, gm_xml_value(published, "date.publication"));
  date(n, gm_xml_value(gm_xml_find(top, NULL, "story.date"), "norm"));
  value(n, "source", gm_xml_value(published, "name"));
  said(n, "source", gm_xml_find(top, NULL, "distributor"));
  value(n, "source", gm_xml_value(gm_xml_child(data, "doc.copyright"), "holder"));
  byline(n, gm_xml_child(top, "byline"));
  value(n, "id", gm_xml_value(gm_xml_child(data, "doc-id"), "id-string"));
  value(n, "url", gm_xml_value(published, "ex-ref"));
  said(n, "dateline", gm_xml_child(top, "dateline"));
  title_block(n, headline);
  blocks(n, gm_xml_child(body, "body.content"), gm_markup_html);
  blocks(n, gm_xml_child(body, "body.end"), gm_markup_html);
}

/* ---- NewsML ---- */

static void content(news *n, const gm_xml *data) {
  const gm_xml *root = gm_xml_find(data, NULL, "nitf");
  if (root)
    nitf(n, root);
  else if (gm_xml_find(data, NULL, "p"))
    blocks(n, data, gm_markup_html);
  else
    plain(n, data);
}

static void news_item(news *n, const gm_xml *item) { /* NewsML-G2 */
  const gm_xml *about = gm_xml_child(item, "itemMeta");
  const gm_xml *meta = gm_xml_child(item, "contentMeta");
  const gm_xml *set = gm_xml_child(item, "contentSet");
  const gm_xml *provider = gm_xml_child(about, "provider");
  const gm_xml *creator = gm_xml_child(meta, "creator");
  n->from = "NewsML";
  said(n, "title", gm_xml_child(meta, "headline"));
  said(n, "title", gm_xml_child(about, "title"));
  byline(n, gm_xml_child(meta, "by"));
  said(n, "author", gm_xml_child(creator, "name"));
  said(n, "date", gm_xml_child(meta, "contentCreated"));
  said(n, "date", gm_xml_child(about, "firstCreated"));
  said(n, "date", gm_xml_child(about, "versionCreated"));
  said(n, "source", gm_xml_child(provider, "name"));
  value(n, "source", gm_xml_value(provider, "literal"));
  said(n, "source", gm_xml_find(item, NULL, "copyrightHolder"));
  value(n, "language", gm_xml_value(gm_xml_child(meta, "language"), "tag"));
  value(n, "id", gm_xml_value(item, "guid"));
  said(n, "dateline", gm_xml_child(meta, "dateline"));
  title_block(n, gm_xml_child(meta, "headline"));
  const gm_xml *data = gm_xml_child(set, "inlineXML");
  content(n, data ? data : gm_xml_child(set, "inlineData"));
}

static void old_item(news *n, const gm_xml *item) { /* NewsML 1.2 */
  const gm_xml *lines = gm_xml_find(item, NULL, "NewsLines");
  n->from = "NewsML";
  said(n, "title", gm_xml_child(lines, "HeadLine"));
  byline(n, gm_xml_child(lines, "ByLine"));
  const gm_xml *id = gm_xml_find(item, NULL, "NewsIdentifier");
  gm_buffer text = GM_BUFFER_INIT;
  const gm_xml *day = gm_xml_find(item, NULL, "FirstCreated");
  gm_xml_text(day ? day : gm_xml_child(id, "DateId"), &text);
  date(n, gm_slice_trim(gm_buffer_slice(&text)));
  gm_buffer_free(&text);
  value(n, "source", gm_xml_value(gm_xml_child(gm_xml_find(item, NULL, "Provider"),
                                               "Party"), "FormalName"));
  value(n, "language",
        gm_xml_value(gm_xml_find(item, NULL, "Language"), "FormalName"));
  said(n, "dateline", gm_xml_child(lines, "DateLine"));
  title_block(n, gm_xml_child(lines, "HeadLine"));
  for (const gm_xml *data = gm_xml_find(item, NULL, "DataContent"); data;
       data = gm_xml_find(item, data, "DataContent"))
    content(n, data);
}

/* ---- TEI ---- */

static void tei(news *n, const gm_xml *root) {
  const gm_xml *header = gm_xml_child(root, "teiHeader");
  const gm_xml *file = gm_xml_child(header, "fileDesc");
  const gm_xml *titles = gm_xml_child(file, "titleStmt");
  const gm_xml *published = gm_xml_child(file, "publicationStmt");
  const gm_xml *source = gm_xml_child(file, "sourceDesc");
  const gm_xml *language = gm_xml_find(header, NULL, "language");
  const gm_xml *original = gm_xml_find(source, NULL, "date");
  n->from = "TEI header";
  said(n, "title", gm_xml_child(titles, "title"));
  for (const gm_xml *a = gm_xml_child(titles, "author"); a; a = a->next)
    if (gm_xml_is(a, "author"))
      said(n, "author", a);
  value(n, "date", gm_xml_value(original, "when"));
  value(n, "date", gm_xml_value(gm_xml_child(published, "date"), "when"));
  said(n, "date", original ? original : gm_xml_child(published, "date"));
  said(n, "source", gm_xml_find(source, NULL, "publisher"));
  said(n, "source", gm_xml_child(published, "publisher"));
  value(n, "language", gm_xml_value(language, "ident"));
  value(n, "language", gm_xml_value(root, "lang"));
  value(n, "id", gm_xml_value(root, "id"));
  blocks(n, gm_xml_child(root, "text"), tei_markup);
}

/* ---- documents ---- */

typedef void (*mapping)(news *n, const gm_xml *root);

static mapping mapping_of(const gm_xml *node) {
  return gm_xml_is(node, "nitf")                                   ? nitf
         : gm_xml_is(node, "newsItem")                             ? news_item
         : gm_xml_is(node, "NewsItem")                             ? old_item
         : gm_xml_is(node, "TEI") || gm_xml_is(node, "TEI.2") ? tei
                                                                   : NULL;
}

static gm_status give(const gm_reading *reading, const gm_xml *root, uint32_t number,
                      gm_error *err) {
  news n = {.reading = reading, .err = err};
  n.status = gm_markup_open(&n.package, reading, reading->bytes, err);
  if (n.status != GM_OK)
    return n.status;
  mapping_of(root)(&n, root);
  gm_document *document = n.package.document;
  document->record = number;
  if (number && n.status == GM_OK) {
    char id[600], hash[160];
    int size = snprintf(id, sizeof id, "%s:%u", reading->path, number);
    char *kept = gm_arena_copy(document->arena, id, (size_t)size);
    document->id = kept ? gm_slice_of(kept, (size_t)size) : document->id;
    /* The bytes are those of all; what tells its documents apart is the number. */
    size = snprintf(hash, sizeof hash, "%s %u", document->hash, number);
    gm_sha256_hex(gm_slice_of(hash, (size_t)size), document->hash);
  }
  if (n.status == GM_OK)
    return gm_package_give(&n.package, err);
  gm_package_drop(&n.package);
  return n.status;
}

static gm_status give_all(const gm_reading *reading, const gm_xml *root,
                          gm_error *err) {
  if (mapping_of(root))
    return give(reading, root, 0, err);
  uint32_t number = 0;
  for (const gm_xml *n = gm_xml_next(root, root, true); n;) {
    bool item = mapping_of(n) != NULL;
    gm_error local = {0};
    gm_status status = item ? give(reading, n, ++number, &local) : GM_OK;
    if (status == GM_FORMAT && !reading->state->stopped)
      gm_reading_fail(reading, 0, 0, "item %u %s", number, local.message);
    else if (status != GM_OK)
      return status == GM_NOMEM ? gm_nomem(err) : gm_fail(err, status, "%s", local.message);
    n = gm_xml_next(n, root, !item);
  }
  return number ? GM_OK : gm_fail(err, GM_FORMAT, "XML without a text in it");
}

static gm_status read_xml(const gm_reading *reading, gm_error *err) {
  gm_arena *arena = gm_arena_new();
  const gm_xml *root;
  if (!arena)
    return gm_nomem(err);
  gm_status status = gm_xml_read(&root, arena, reading->text, true, err);
  if (status == GM_OK)
    status = give_all(reading, root, err);
  gm_arena_free(arena);
  return status;
}

/* The root element, behind declaration, comments and document type. */
static int likeness(gm_slice text) {
  static const char *const roots[] = {"nitf",   "newsItem", "newsMessage", "NewsML",
                                      "TEI",    "TEI.2",    "teiCorpus"};
  text = gm_slice_trim(text);
  while (gm_slice_begins(text, "<?") || gm_slice_begins(text, "<!")) {
    const char *close = gm_slice_begins(text, "<!--") ? "-->" : ">";
    const char *end = memmem(text.data, text.size, close, strlen(close));
    if (!end)
      return 0;
    text = gm_slice_trim(gm_slice_from(text, (size_t)(end - text.data) + strlen(close)));
    if (text.size && text.data[0] == ']') /* of an internal subset, cut short */
      text = gm_slice_from(text, 1);
  }
  if (!text.size || text.data[0] != '<')
    return 0;
  size_t begin = 1, end = 1;
  while (end < text.size && !strchr(" \t\r\n/>", text.data[end])) {
    end++;
    if (text.data[end - 1] == ':')
      begin = end;
  }
  for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
    if (gm_slice_equal(gm_slice_of(text.data + begin, end - begin),
                       gm_slice_text(roots[i])))
      return 110;
  return 0;
}

const gm_reader gm_reader_xml = {"xml", " .xml .nitf .tei ", likeness, read_xml};
