/* Metadata in front of a text. */
#ifndef GM_LOAD_FRONT_MATTER_H
#define GM_LOAD_FRONT_MATTER_H
#include "load/document.h"

/* The metadata that begin a text: YAML between lines of dashes, or lines `Key: value`
 * with usual keys up to a blank line. Adds them and gives the offset at which the text
 * goes on. */
gm_status gm_front_matter(gm_document *document, gm_slice text, size_t *text_begin,
                          gm_error *err);
#endif
