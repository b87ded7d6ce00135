/* Tells the article from what is not the article, by structure, repetition and cohesion. */
#ifndef GM_LOAD_ZONES_H
#define GM_LOAD_ZONES_H
#include "load/document.h"

/* Completes document->zones from its text, tokens (cut, no sentences yet) and the zones
 * that markup gave. Afterwards every non-space byte lies in exactly one outermost zone. */
gm_status gm_zones_find(gm_document *document, const gm_tokens *tokens, gm_lexicon *lexicon,
                        gm_error *err);
/* Adds QUOTE zones inside title, body and list from quotation marks; needs sentences. */
gm_status gm_zones_quotes(gm_document *document, const gm_tokens *tokens, gm_error *err);
/* Byte offsets that no sentence may cross, ascending, in the document's arena. */
gm_status gm_zones_edges(gm_document *document, uint32_t **edges, size_t *count,
                         gm_error *err);
/* Overrules the outermost zones between two bytes (a zone rule): splits what it cuts. */
gm_status gm_zones_mark(gm_document *document, uint32_t begin, uint32_t end,
                        gm_zone_kind kind, gm_error *err);
#endif
