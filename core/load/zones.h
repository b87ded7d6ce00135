/* Tells the article from what is not the article, by structure, repetition and
 * cohesion. */
#ifndef GM_LOAD_ZONES_H
#define GM_LOAD_ZONES_H
#include "load/document.h"

/* Completes document->zones from its text, tokens (cut; sentences not needed) and the
 * zones that markup gave. Afterwards every non-space byte lies in exactly one outermost
 * zone, and each paragraph, heading, item is a zone of its own; only QUOTE zones lie
 * within others. Dates, bylines and the title that the text tells become metadata. */
gm_status gm_zones_find(gm_document *document, const gm_tokens *tokens,
                        gm_lexicon *lexicon, gm_error *err);
/* Notes what a zone rule says of the bytes [begin, end) and overrules the outermost
 * zones there, splitting what it cuts. */
gm_status gm_zones_mark(gm_document *document, uint32_t begin, uint32_t end,
                        gm_zone_kind kind, bool wide, gm_error *err);
/* Finds the zones again with the marks as evidence: a newsletter offer after the last
 * paragraph makes the scraps around it what they are. Does nothing where there are no
 * new marks. A CHAT mark holds at the document's edges only. */
gm_status gm_zones_settle(gm_document *document, const gm_tokens *tokens,
                          gm_lexicon *lexicon, gm_error *err);
/* Adds QUOTE zones inside title, body and list from quotation marks. */
gm_status gm_zones_quotes(gm_document *document, const gm_tokens *tokens,
                          gm_error *err);
/* Byte offsets that no sentence may cross, ascending, in the document's arena. */
gm_status gm_zones_edges(gm_document *document, uint32_t **edges, size_t *count,
                         gm_error *err);
/* The number, from 1, of the paragraph that byte `offset` lies in: outermost body, list
 * and table zones are counted; 0 elsewhere. *total: their count, may be NULL. */
uint32_t gm_zones_paragraph(const gm_document *document, uint32_t offset,
                            uint32_t *total);
#endif
