/* Documents that are zip archives of XML parts: docx, odt, epub. */
#ifndef GM_LOAD_PACKAGE_H
#define GM_LOAD_PACKAGE_H
#include "load/reader.h"
#include "load/writer.h"
#include "load/xml.h"

typedef struct {
  const gm_reading *reading;
  gm_document *document;
  gm_writer writer;
  gm_meta *parts; /* key: name, value: bytes */
  size_t count, capacity;
  gm_buffer line; /* the block that is open */
  const gm_xml *notes[64]; /* that the open block refers to */
  size_t note_count;
  const gm_xml *boxes[64]; /* frames of text within the open block */
  size_t box_count;
} gm_package;

/* Unpacks the XML parts (a prefix keeps others out; "" for all) and makes the document.
 * On GM_OK end with gm_package_give or gm_package_drop. */
gm_status gm_package_open(gm_package *package, const gm_reading *reading,
                          const char *prefixes, gm_error *err);
/* A part by its name; *root is NULL where there is none. */
gm_status gm_package_part(gm_package *package, const char *name, const gm_xml **root,
                          gm_error *err);
gm_slice gm_package_bytes(const gm_package *package, gm_slice name);
/* Writes the open line as a block of a kind (or GM_WRITER_UNKNOWN). */
gm_status gm_package_block(gm_package *package, int kind, bool close_by, gm_error *err);
/* Text into the open line. */
void gm_package_text(gm_package *package, gm_slice text);
/* Metadata: the text of an element, where there is one. */
gm_status gm_package_meta(gm_package *package, const gm_xml *node, const char *key,
                          const char *from, gm_error *err);
gm_status gm_package_give(gm_package *package, gm_error *err);
void gm_package_drop(gm_package *package);
#endif
