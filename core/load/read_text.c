/* Plain text: what is in the file, without front matter. Blocks are found by
 * gm_zones_find. */
#include "load/front_matter.h"
#include "load/reader.h"

static int likeness(gm_slice text) {
  (void)text;
  return 0;
}

static gm_status read_text(const gm_reading *reading, gm_error *err) {
  gm_document *document;
  gm_status status = gm_reading_open(&document, reading, reading->bytes, err);
  if (status != GM_OK)
    return status;
  size_t begin = 0;
  status = gm_text_newlines(document, reading->text, &document->text, err);
  if (status == GM_OK)
    status = gm_front_matter(document, document->text, &begin, err);
  document->text = gm_slice_from(document->text, begin);
  if (status == GM_OK && gm_slice_trim(document->text).size == 0)
    status = gm_fail(err, GM_FORMAT, "holds metadata only, no text");
  if (status != GM_OK) {
    gm_document_free(document);
    return status;
  }
  return gm_reading_give(reading, document, err);
}

const gm_reader gm_reader_text = {"text", " .txt .text .asc ", likeness, read_text};
