/* Word documents (ECMA-376): paragraphs, headings and titles by their styles, lists,
 * tables, notes behind the paragraph that refers to them, text boxes. Deleted text is
 * left out, inserted text is in. */
#include "load/archive.h"
#include "load/package.h"
#include <stdio.h>

typedef struct {
  gm_package package;
  const gm_xml *styles, *footnotes, *endnotes;
  bool has_title;
} docx;

/* ---- styles ---- */

static const gm_xml *style_named(const docx *d, gm_slice id) {
  for (const gm_xml *s = gm_xml_child(d->styles, "style"); s; s = s->next)
    if (gm_xml_is(s, "style") && gm_slice_equal(gm_xml_value(s, "styleId"), id))
      return s;
  return NULL;
}

static int kind_of_name(gm_slice name) {
  if (gm_slice_is(name, "title"))
    return GM_ZONE_TITLE;
  if (gm_slice_begins(name, "heading") || gm_slice_is(name, "subtitle"))
    return GM_ZONE_HEADING;
  if (gm_slice_is(name, "caption") || gm_slice_is(name, "image caption") ||
      gm_slice_is(name, "table caption"))
    return GM_ZONE_CAPTION;
  return GM_WRITER_UNKNOWN;
}

/* A style says what it is by its name, its level in the outline, or what it is based
 * on. */
static int kind_of_style(const docx *d, gm_slice id) {
  int kind = kind_of_name(id);
  const gm_xml *style = style_named(d, id);
  for (int up = 0; style && kind == GM_WRITER_UNKNOWN && up < 10; up++) {
    kind = kind_of_name(gm_xml_value(gm_xml_child(style, "name"), "val"));
    if (gm_xml_child(gm_xml_child(style, "pPr"), "outlineLvl") &&
        kind == GM_WRITER_UNKNOWN)
      kind = GM_ZONE_HEADING;
    style = style_named(d, gm_xml_value(gm_xml_child(style, "basedOn"), "val"));
  }
  return kind;
}

static int kind_of(docx *d, const gm_xml *paragraph) {
  const gm_xml *properties = gm_xml_child(paragraph, "pPr");
  int kind = kind_of_style(d, gm_xml_value(gm_xml_child(properties, "pStyle"), "val"));
  if (kind == GM_WRITER_UNKNOWN && gm_xml_child(properties, "numPr"))
    kind = GM_ZONE_LIST;
  if (kind == GM_ZONE_TITLE && d->has_title)
    kind = GM_ZONE_HEADING;
  return kind;
}

/* ---- text ---- */

static bool is_left_out(const gm_xml *node) {
  static const char *const names[] = {"del",      "moveFrom",      "Fallback", "pPr",
                                      "rPr",      "instrText",     "delText",  "tblPr",
                                      "sectPr",   "commentReference", "ruby_", "rt",
                                      "delInstrText", "docPr"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(node->name, names[i]) == 0)
      return true;
  return false;
}

static const gm_xml *note_of(const gm_xml *notes, gm_slice id, const char *name) {
  for (const gm_xml *n = notes ? notes->first : NULL; n; n = n->next)
    if (gm_xml_is(n, name) && gm_slice_equal(gm_xml_value(n, "id"), id))
      return n;
  return NULL;
}

static void add_note(docx *d, const gm_xml *notes, const gm_xml *node,
                     const char *name) {
  gm_package *p = &d->package;
  const gm_xml *note = note_of(notes, gm_xml_value(node, "id"), name);
  if (note && p->note_count < sizeof p->notes / sizeof *p->notes)
    p->notes[p->note_count++] = note;
}

/* What a paragraph says, into the open line. */
static void inline_text(docx *d, const gm_xml *node) {
  gm_package *p = &d->package;
  for (const gm_xml *n = node->first; n; n = n->next) {
    if (!n->name || is_left_out(n))
      continue;
    if (strcmp(n->name, "t") == 0) {
      for (const gm_xml *t = n->first; t; t = t->next)
        gm_package_text(p, t->text);
    } else if (strcmp(n->name, "tab") == 0) {
      gm_package_text(p, gm_slice_text(" "));
    } else if (strcmp(n->name, "br") == 0 || strcmp(n->name, "cr") == 0) {
      gm_package_text(p, gm_slice_text("\n"));
    } else if (strcmp(n->name, "noBreakHyphen") == 0) {
      gm_package_text(p, gm_slice_text("\xe2\x80\x91"));
    } else if (strcmp(n->name, "footnoteReference") == 0) {
      add_note(d, d->footnotes, n, "footnote");
    } else if (strcmp(n->name, "endnoteReference") == 0) {
      add_note(d, d->endnotes, n, "endnote");
    } else if (strcmp(n->name, "txbxContent") == 0) {
      if (p->box_count < sizeof p->boxes / sizeof *p->boxes)
        p->boxes[p->box_count++] = n;
    } else {
      inline_text(d, n);
    }
  }
}

/* ---- blocks ---- */

static gm_status blocks(docx *d, const gm_xml *node, int kind, gm_error *err);

/* Notes and boxes of the paragraph that has been written. */
static gm_status what_hangs_on_it(docx *d, gm_error *err) {
  gm_package *p = &d->package;
  const gm_xml *list[128];
  size_t count = 0;
  for (size_t i = 0; i < p->box_count; i++)
    list[count++] = p->boxes[i];
  for (size_t i = 0; i < p->note_count; i++)
    list[count++] = p->notes[i];
  size_t boxes = p->box_count;
  p->box_count = p->note_count = 0;
  gm_status status = GM_OK;
  for (size_t i = 0; i < count && status == GM_OK; i++)
    status = blocks(d, list[i], i < boxes ? GM_WRITER_UNKNOWN : GM_ZONE_BODY, err);
  return status;
}

static gm_status paragraph(docx *d, const gm_xml *node, int kind, gm_error *err) {
  gm_package *p = &d->package;
  int own = kind_of(d, node);
  if (own == GM_WRITER_UNKNOWN)
    own = kind;
  inline_text(d, node);
  const gm_xml *frame = gm_xml_child(gm_xml_child(node, "pPr"), "framePr");
  if (gm_slice_is(gm_xml_value(frame, "dropCap"), "drop") ||
      gm_slice_is(gm_xml_value(frame, "dropCap"), "margin"))
    return GM_OK; /* the first letter of the paragraph that follows */
  gm_slice text = gm_slice_trim(gm_buffer_slice(&p->line));
  gm_status status = GM_OK;
  if (own == GM_ZONE_TITLE && text.size) {
    d->has_title = true;
    status = gm_document_add_meta(p->document, gm_slice_text("title"), text,
                                  "title style", false, err);
  }
  if (status == GM_OK)
    status = gm_package_block(p, own, own == GM_ZONE_LIST, err);
  return status == GM_OK ? what_hangs_on_it(d, err) : status;
}

/* A row is a line, its cells between tabs. */
static gm_status row(docx *d, const gm_xml *node, gm_error *err) {
  gm_package *p = &d->package;
  for (const gm_xml *n = gm_xml_next(node, node, true); n;) {
    bool deeper = n->name && !is_left_out(n);
    if (gm_xml_is(n, "tc") && p->line.size)
      gm_package_text(p, gm_slice_text("\t"));
    if (gm_xml_is(n, "p")) {
      if (p->line.size && p->line.data[p->line.size - 1] != '\t')
        gm_package_text(p, gm_slice_text(" "));
      inline_text(d, n);
      deeper = false;
    }
    n = gm_xml_next(n, node, deeper);
  }
  gm_status status = gm_package_block(p, GM_ZONE_TABLE, true, err);
  return status == GM_OK ? what_hangs_on_it(d, err) : status;
}

static gm_status blocks(docx *d, const gm_xml *node, int kind, gm_error *err) {
  gm_status status = GM_OK;
  for (const gm_xml *n = node->first; n && status == GM_OK; n = n->next) {
    if (!n->name || is_left_out(n))
      continue;
    if (strcmp(n->name, "p") == 0)
      status = paragraph(d, n, kind, err);
    else if (strcmp(n->name, "tr") == 0)
      status = row(d, n, err);
    else
      status = blocks(d, n, kind, err);
  }
  return status;
}

/* ---- parts ---- */

static gm_status properties(docx *d, gm_error *err) {
  static const char *const names[][2] = {{"title", "title"},
                                         {"creator", "author"},
                                         {"created", "date"},
                                         {"language", "language"},
                                         {"subject", "subject"},
                                         {"keywords", "keywords"},
                                         {"description", "description"}};
  const gm_xml *core;
  gm_status status =
      gm_package_part(&d->package, "docProps/core.xml", &core, NULL);
  if (status == GM_NOMEM)
    return gm_nomem(err);
  for (size_t i = 0; core && i < sizeof names / sizeof *names; i++) {
    status = gm_package_meta(&d->package, gm_xml_child(core, names[i][0]), names[i][1],
                             "document properties", err);
    if (status != GM_OK)
      return status;
  }
  return GM_OK;
}

/* The main part, as the package's relations name it. */
static gm_status main_part(docx *d, const gm_xml **out, gm_error *err) {
  const gm_xml *relations;
  char name[256] = "word/document.xml";
  gm_status status =
      gm_package_part(&d->package, "_rels/.rels", &relations, NULL);
  if (status == GM_NOMEM)
    return gm_nomem(err);
  for (const gm_xml *r = relations ? relations->first : NULL; r; r = r->next) {
    gm_slice target = gm_xml_value(r, "Target");
    if (!gm_slice_holds(gm_xml_value(r, "Type"), "/officeDocument") ||
        gm_slice_holds(gm_xml_value(r, "Type"), "properties"))
      continue;
    if (target.size && target.data[0] == '/')
      target = gm_slice_from(target, 1);
    snprintf(name, sizeof name, "%.*s", (int)target.size, target.data);
    break;
  }
  status = gm_package_part(&d->package, name, out, err);
  if (status == GM_OK && !*out)
    status = gm_fail(err, GM_FORMAT, "a Word document without %s", name);
  return status;
}

static gm_status read_docx(const gm_reading *reading, gm_error *err) {
  docx d = {0};
  const gm_xml *document = NULL;
  gm_status status =
      gm_package_open(&d.package, reading, "word/ docProps/core _rels/", err);
  if (status != GM_OK)
    return status;
  status = main_part(&d, &document, err);
  if (status == GM_OK)
    status = gm_package_part(&d.package, "word/styles.xml", &d.styles, err);
  if (status == GM_OK)
    status = gm_package_part(&d.package, "word/footnotes.xml", &d.footnotes, err);
  if (status == GM_OK)
    status = gm_package_part(&d.package, "word/endnotes.xml", &d.endnotes, err);
  if (status == GM_OK)
    status = blocks(&d, document, GM_WRITER_UNKNOWN, err);
  if (status == GM_OK)
    status = properties(&d, err);
  if (status == GM_OK)
    return gm_package_give(&d.package, err);
  gm_package_drop(&d.package);
  return status;
}

static int likeness(gm_slice bytes) {
  return gm_is_zip(bytes) && gm_zip_holds(bytes, "[Content_Types].xml") &&
                 gm_zip_holds(bytes, "word/")
             ? 100
             : 0;
}

const gm_reader gm_reader_docx = {"docx", " .docx .docm .dotx ", likeness, read_docx};
