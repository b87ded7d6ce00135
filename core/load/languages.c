/* What text/speech.c finds goes into the metadata in two parts, so that a correction of
 * the main language leaves the stretches. */
#include "load/languages.h"
#include "text/language.h"

static gm_status find(gm_document *document, gm_slice told, gm_buffer *found,
                      gm_error *err) {
  gm_languages_find(found, document->text, told);
  if (found->status != GM_OK)
    return gm_nomem(err);
  gm_slice rest = gm_buffer_slice(found);
  gm_language_span main;
  if (!gm_languages_next(&rest, &main))
    return GM_OK;
  gm_status status = told.size
                         ? GM_OK
                         : gm_document_add_meta(document, gm_slice_text("language"),
                                                main.tag, "detected", false, err);
  if (status != GM_OK || rest.size < 2)
    return status;
  rest = gm_slice_of(rest.data + 2, rest.size - 2);
  return gm_document_add_meta(document, gm_slice_text("language_spans"), rest,
                              "detected", false, err);
}

gm_status gm_document_find_languages(gm_document *document, gm_slice told,
                                     gm_error *err) {
  char tag[GM_TAG_SIZE];
  if (told.size) {
    if (!gm_language_name(told, tag))
      return gm_fail(err, GM_MISUSE, "no language is called '%.*s'", (int)told.size,
                     told.data);
    return gm_document_add_meta(document, gm_slice_text("language"), gm_slice_text(tag),
                                "option", true, err);
  }
  if (gm_document_meta(document, "language_spans").size)
    return GM_OK;
  gm_buffer found = GM_BUFFER_INIT;
  gm_status status =
      find(document, gm_document_meta(document, "language"), &found, err);
  gm_buffer_free(&found);
  return status;
}

void gm_document_languages(const gm_document *document, gm_buffer *out) {
  gm_slice main = gm_document_meta(document, "language");
  gm_slice spans = gm_document_meta(document, "language_spans");
  const gm_meta *first = document->meta_count ? &document->meta[0] : NULL;
  if (first && gm_slice_equal(first->from, gm_slice_text("option")) &&
      gm_slice_equal(first->key, gm_slice_text("language")))
    spans.size = 0;
  if (!main.size && spans.size)
    main = gm_slice_text("und");
  gm_buffer_add(out, main.data, main.size);
  if (spans.size)
    gm_buffer_add_text(out, "; ");
  gm_buffer_add(out, spans.data, spans.size);
}
