/* The parts lie in the document's arena; what they unpack to counts against the limit
 * of the reading. */
#include "load/package.h"
#include "load/archive.h"

static bool begins_with_one(gm_slice name, const char *prefixes) {
  for (const char *p = prefixes; *p;) {
    size_t size = strcspn(p, " ");
    if (name.size >= size && memcmp(name.data, p, size) == 0)
      return true;
    p += size + (p[size] == ' ');
  }
  return prefixes[0] == 0;
}

typedef struct {
  gm_package *package;
  const char *prefixes;
} unpacking;

static bool wants(void *context, gm_slice name) {
  static const char *const endings[] = {".xml",  ".rels", ".opf", ".xhtml",
                                        ".html", ".htm",  ".ncx"};
  const unpacking *u = context;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t size = strlen(endings[i]);
    if (name.size > size &&
        gm_slice_is(gm_slice_from(name, name.size - size), endings[i]))
      return begins_with_one(name, u->prefixes);
  }
  return false;
}

static gm_status take(void *context, gm_slice name, gm_slice bytes, gm_error *err) {
  const unpacking *u = context;
  gm_package *p = u->package;
  gm_arena *arena = p->document->arena;
  char *key = gm_arena_copy(arena, name.data, name.size);
  char *value = gm_arena_copy(arena, bytes.data, bytes.size);
  if (!key || !value ||
      !gm_grow((void **)&p->parts, &p->capacity, p->count + 1, sizeof *p->parts))
    return gm_nomem(err);
  p->parts[p->count++] =
      (gm_meta){gm_slice_of(key, name.size), gm_slice_of(value, bytes.size), {0}};
  return GM_OK;
}

gm_status gm_package_open(gm_package *package, const gm_reading *reading,
                          const char *prefixes, gm_error *err) {
  *package = (gm_package){.reading = reading};
  gm_status status = gm_reading_open(&package->document, reading, reading->bytes, err);
  if (status != GM_OK)
    return status;
  package->writer.document = package->document;
  unpacking u = {package, prefixes};
  status = gm_archive_walk(reading, wants, take, &u, err);
  if (status != GM_OK)
    gm_package_drop(package);
  return status;
}

gm_slice gm_package_bytes(const gm_package *package, gm_slice name) {
  for (size_t i = 0; i < package->count; i++)
    if (gm_slice_equal(package->parts[i].key, name))
      return package->parts[i].value;
  return gm_slice_of("", 0);
}

gm_status gm_package_part(gm_package *package, const char *name, const gm_xml **root,
                          gm_error *err) {
  gm_slice bytes = gm_package_bytes(package, gm_slice_text(name));
  *root = NULL;
  if (!bytes.size)
    return GM_OK;
  gm_error local = {0};
  gm_status status =
      gm_xml_read(root, package->document->arena, bytes, false, &local);
  if (status == GM_OK)
    return GM_OK;
  return gm_fail(err, status, "%s:%u: %s", name, local.line, local.message);
}

void gm_package_text(gm_package *package, gm_slice text) {
  gm_buffer_add(&package->line, text.data, text.size);
}

gm_status gm_package_block(gm_package *package, int kind, bool close_by,
                           gm_error *err) {
  gm_slice text = gm_slice_trim(gm_buffer_slice(&package->line));
  gm_status status = package->line.status;
  if (status == GM_OK && text.size) {
    gm_writer_begin(&package->writer, close_by);
    gm_writer_add_verbatim(&package->writer, text);
    status = gm_writer_end(&package->writer, kind, err);
  }
  gm_buffer_clear(&package->line);
  return status == GM_NOMEM ? gm_nomem(err) : status;
}

gm_status gm_package_meta(gm_package *package, const gm_xml *node, const char *key,
                          const char *from, gm_error *err) {
  gm_buffer text = GM_BUFFER_INIT;
  gm_xml_text(node, &text);
  gm_status status = text.status;
  if (status == GM_OK)
    status = gm_document_add_meta(package->document, gm_slice_text(key),
                                  gm_buffer_slice(&text), from, false, err);
  gm_buffer_free(&text);
  return status;
}

gm_status gm_package_give(gm_package *package, gm_error *err) {
  gm_status status = GM_OK;
  if (package->writer.text.size == 0)
    status = gm_fail(err, GM_FORMAT, "holds no text");
  if (status == GM_OK)
    status = gm_writer_finish(&package->writer, err);
  gm_document *document = package->document;
  if (status == GM_OK)
    package->document = NULL;
  const gm_reading *reading = package->reading;
  gm_package_drop(package);
  return status == GM_OK ? gm_reading_give(reading, document, err) : status;
}

void gm_package_drop(gm_package *package) {
  gm_document_free(package->document);
  gm_buffer_free(&package->writer.text);
  gm_buffer_free(&package->line);
  gm_free(package->parts);
  *package = (gm_package){0};
}
