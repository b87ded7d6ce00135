/* EPUB books (EPUB 3.3): the chapters in the order of the spine, one document. */
#include "load/archive.h"
#include "load/markup.h"
#include "load/reader.h"
#include <stdio.h>

/* `href` beside the package document: folder + href, without "../" and %20. */
static void resolve(char out[1024], gm_slice package, gm_slice href) {
  size_t folder = package.size;
  while (folder && package.data[folder - 1] != '/')
    folder--;
  size_t size = 0;
  for (size_t i = 0; i < folder && size < 1000; i++)
    out[size++] = package.data[i];
  for (size_t i = 0; i < href.size && size < 1000 && href.data[i] != '#'; i++) {
    unsigned code;
    if (href.data[i] == '%' && i + 2 < href.size &&
        sscanf((char[]){href.data[i + 1], href.data[i + 2], 0}, "%2x", &code) == 1) {
      out[size++] = (char)code;
      i += 2;
    } else if (gm_slice_begins(gm_slice_from(href, i), "../")) {
      size -= size > 0;
      while (size && out[size - 1] != '/')
        size--;
      i += 2;
    } else {
      out[size++] = href.data[i];
    }
  }
  out[size] = 0;
}

static const gm_xml *item_named(const gm_xml *manifest, gm_slice id) {
  for (const gm_xml *item = manifest ? manifest->first : NULL; item; item = item->next)
    if (item->name && gm_slice_equal(gm_xml_value(item, "id"), id))
      return item;
  return NULL;
}

static gm_status metadata(gm_package *p, const gm_xml *root, gm_error *err) {
  static const char *const names[][2] = {{"title", "title"},       {"creator", "author"},
                                         {"date", "date"},         {"publisher", "source"},
                                         {"language", "language"}, {"description", "description"},
                                         {"identifier", "identifier"}};
  const gm_xml *meta = gm_xml_child(root, "metadata");
  for (const gm_xml *n = gm_xml_find(meta, NULL, "title") ? meta->first : NULL; n;
       n = n->next)
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
      gm_status status = gm_xml_is(n, names[i][0])
                             ? gm_package_meta(p, n, names[i][1], "book metadata", err)
                             : GM_OK;
      if (status != GM_OK)
        return status;
    }
  return GM_OK;
}

static gm_status chapters(gm_package *p, const gm_xml *root, gm_slice path,
                          gm_error *err) {
  const gm_xml *manifest = gm_xml_child(root, "manifest");
  const gm_xml *spine = gm_xml_child(root, "spine");
  for (const gm_xml *ref = spine ? spine->first : NULL; ref; ref = ref->next) {
    const gm_xml *item = item_named(manifest, gm_xml_value(ref, "idref"));
    if (!item || gm_slice_holds(gm_xml_value(item, "properties"), "nav"))
      continue;
    char name[1024];
    const gm_xml *page;
    gm_error local = {0};
    resolve(name, path, gm_xml_value(item, "href"));
    gm_status status = gm_package_part(p, name, &page, &local);
    if (status == GM_NOMEM)
      return gm_nomem(err);
    if (status != GM_OK) { /* a bad chapter costs itself */
      gm_reading_fail(p->reading, 0, 0, "%s", local.message);
      continue;
    }
    const gm_xml *body = page ? gm_xml_child(page, "body") : NULL;
    if (body)
      status = gm_markup_blocks(p, body, gm_markup_html, err);
    if (status != GM_OK)
      return status;
  }
  return GM_OK;
}

static gm_status read_epub(const gm_reading *reading, gm_error *err) {
  gm_package p;
  const gm_xml *container, *root = NULL;
  gm_slice path = {0};
  gm_status status = gm_package_open(&p, reading, "", err);
  if (status != GM_OK)
    return status;
  status = gm_package_part(&p, "META-INF/container.xml", &container, err);
  if (status == GM_OK)
    path = gm_xml_value(gm_xml_find(container, NULL, "rootfile"), "full-path");
  if (status == GM_OK && path.size)
    status = gm_package_part(&p, path.data, &root, err);
  if (status == GM_OK && !root)
    status = gm_fail(err, GM_FORMAT, "a book without a package document");
  if (status == GM_OK)
    status = metadata(&p, root, err);
  if (status == GM_OK)
    status = chapters(&p, root, path, err);
  if (status == GM_OK)
    return gm_package_give(&p, err);
  gm_package_drop(&p);
  return status;
}

static int likeness(gm_slice bytes) {
  return gm_is_zip(bytes) && gm_zip_holds(bytes, "META-INF/container.xml") ? 100 : 0;
}

const gm_reader gm_reader_epub = {"epub", " .epub ", likeness, read_epub};
