/* OpenDocument texts (ISO 26300): paragraphs, headings, lists, tables, notes behind the
 * paragraph that refers to them, frames. Tracked deletions and comments are left out. */
#include "load/archive.h"
#include "load/package.h"
#include <stdlib.h>

static bool is_left_out(const gm_xml *node) {
  static const char *const names[] = {"tracked-changes", "annotation",
                                      "annotation-end",  "note-citation",
                                      "forms",           "sequence-decls",
                                      "event-listeners", "ruby-text",
                                      "title",           "desc",
                                      "index-title-template"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(node->name, names[i]) == 0)
      return true;
  return strcmp(node->name, "object-ole") == 0 || strcmp(node->name, "styles") == 0 ||
         strcmp(node->name, "automatic-styles") == 0;
}

/* Outside of <text:s>, white space is one space. */
static void add_text(gm_package *p, gm_slice text) {
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    if (c == '\n' || c == '\t' || c == '\r')
      c = ' ';
    if (c == ' ' && p->line.size && p->line.data[p->line.size - 1] == ' ')
      continue;
    gm_buffer_add_byte(&p->line, (unsigned char)c);
  }
}

static void inline_text(gm_package *p, const gm_xml *node) {
  for (const gm_xml *n = node->first; n; n = n->next) {
    if (!n->name) {
      add_text(p, n->text);
    } else if (is_left_out(n)) {
      continue;
    } else if (strcmp(n->name, "s") == 0 || strcmp(n->name, "tab") == 0) {
      gm_package_text(p, gm_slice_text(" "));
    } else if (strcmp(n->name, "line-break") == 0) {
      gm_package_text(p, gm_slice_text("\n"));
    } else if (strcmp(n->name, "note-body") == 0) {
      if (p->note_count < sizeof p->notes / sizeof *p->notes)
        p->notes[p->note_count++] = n;
    } else if (strcmp(n->name, "text-box") == 0) {
      if (p->box_count < sizeof p->boxes / sizeof *p->boxes)
        p->boxes[p->box_count++] = n;
    } else {
      inline_text(p, n);
    }
  }
}

static gm_status blocks(gm_package *p, const gm_xml *node, int kind, gm_error *err);

static gm_status what_hangs_on_it(gm_package *p, gm_error *err) {
  const gm_xml *list[128];
  size_t count = 0, boxes = p->box_count;
  for (size_t i = 0; i < p->box_count; i++)
    list[count++] = p->boxes[i];
  for (size_t i = 0; i < p->note_count; i++)
    list[count++] = p->notes[i];
  p->box_count = p->note_count = 0;
  gm_status status = GM_OK;
  for (size_t i = 0; i < count && status == GM_OK; i++)
    status = blocks(p, list[i], i < boxes ? GM_WRITER_UNKNOWN : GM_ZONE_BODY, err);
  return status;
}

static gm_status paragraph(gm_package *p, const gm_xml *node, int kind,
                           gm_error *err) {
  gm_slice style = gm_xml_value(node, "style-name");
  inline_text(p, node);
  gm_slice text = gm_slice_trim(gm_buffer_slice(&p->line));
  if (strcmp(node->name, "h") == 0 || gm_slice_is(style, "subtitle"))
    kind = GM_ZONE_HEADING;
  else if (gm_slice_is(style, "caption") || gm_slice_is(style, "illustration") ||
           gm_slice_is(style, "figure"))
    kind = GM_ZONE_CAPTION;
  gm_status status = GM_OK;
  if (gm_slice_is(style, "title") && !gm_document_meta(p->document, "title").size) {
    kind = GM_ZONE_TITLE;
    status = gm_document_add_meta(p->document, gm_slice_text("title"), text,
                                  "title style", false, err);
  }
  if (status == GM_OK)
    status = gm_package_block(p, kind, kind == GM_ZONE_LIST, err);
  return status == GM_OK ? what_hangs_on_it(p, err) : status;
}

static gm_status row(gm_package *p, const gm_xml *node, gm_error *err) {
  for (const gm_xml *n = gm_xml_next(node, node, true); n;) {
    bool deeper = n->name && !is_left_out(n);
    if (gm_xml_is(n, "table-cell") && p->line.size)
      gm_package_text(p, gm_slice_text("\t"));
    if (gm_xml_is(n, "p") || gm_xml_is(n, "h")) {
      if (p->line.size && p->line.data[p->line.size - 1] != '\t')
        gm_package_text(p, gm_slice_text(" "));
      inline_text(p, n);
      deeper = false;
    }
    n = gm_xml_next(n, node, deeper);
  }
  gm_status status = gm_package_block(p, GM_ZONE_TABLE, true, err);
  return status == GM_OK ? what_hangs_on_it(p, err) : status;
}

static gm_status blocks(gm_package *p, const gm_xml *node, int kind, gm_error *err) {
  gm_status status = GM_OK;
  for (const gm_xml *n = node->first; n && status == GM_OK; n = n->next) {
    if (!n->name || is_left_out(n))
      continue;
    if (strcmp(n->name, "p") == 0 || strcmp(n->name, "h") == 0)
      status = paragraph(p, n, kind, err);
    else if (strcmp(n->name, "table-row") == 0)
      status = row(p, n, err);
    else
      status =
          blocks(p, n, strcmp(n->name, "list-item") == 0 ? GM_ZONE_LIST : kind, err);
  }
  return status;
}

static gm_status properties(gm_package *p, gm_error *err) {
  static const char *const names[][2] = {
      {"title", "title"},          {"initial-creator", "author"},
      {"creator", "author"},       {"creation-date", "date"},
      {"date", "date"},            {"language", "language"},
      {"description", "description"}, {"subject", "subject"}};
  const gm_xml *root;
  gm_status status = gm_package_part(p, "meta.xml", &root, NULL);
  if (status == GM_NOMEM)
    return gm_nomem(err);
  const gm_xml *meta = gm_xml_child(root, "meta");
  for (size_t i = 0; meta && i < sizeof names / sizeof *names; i++) {
    status = gm_package_meta(p, gm_xml_child(meta, names[i][0]), names[i][1],
                             "document properties", err);
    if (status != GM_OK)
      return status;
  }
  return GM_OK;
}

static gm_status read_odt(const gm_reading *reading, gm_error *err) {
  gm_package p;
  const gm_xml *content = NULL;
  gm_status status = gm_package_open(&p, reading, "content.xml meta.xml", err);
  if (status != GM_OK)
    return status;
  status = gm_package_part(&p, "content.xml", &content, err);
  if (status == GM_OK && !content)
    status = gm_fail(err, GM_FORMAT, "an OpenDocument text without content.xml");
  if (status == GM_OK) {
    const gm_xml *body = gm_xml_child(gm_xml_child(content, "body"), "text");
    status = blocks(&p, body ? body : content, GM_WRITER_UNKNOWN, err);
  }
  if (status == GM_OK)
    status = properties(&p, err);
  if (status == GM_OK)
    return gm_package_give(&p, err);
  gm_package_drop(&p);
  return status;
}

static int likeness(gm_slice bytes) {
  static const char type[] = "mimetypeapplication/vnd.oasis.opendocument.text";
  if (!gm_is_zip(bytes) || bytes.size < 30 + sizeof type)
    return 0;
  return memcmp(bytes.data + 30, type, sizeof type - 1) == 0 ? 100
         : gm_zip_holds(bytes, "content.xml") && gm_zip_holds(bytes, "styles.xml") ? 70
                                                                                   : 0;
}

const gm_reader gm_reader_odt = {"odt", " .odt .ott ", likeness, read_odt};
