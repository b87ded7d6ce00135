/* Atoms that compare stems. A stem depends on the language, so the words of the rules
 * are stemmed like those of the text, in each of the document's languages; a type
 * passes where any of them agrees. */
#ifndef GM_MATCH_STEMS_H
#define GM_MATCH_STEMS_H
#include "text/lexicon.h"

typedef struct gm_stems gm_stems;

gm_status gm_stems_new(gm_stems **out, gm_lexicon *lexicon, gm_error *err);
void gm_stems_free(gm_stems *stems);
/* `word`: a type of the lexicon, as the rule writes it. */
gm_status gm_stems_add(gm_stems *stems, gm_type word, uint32_t atom, gm_error *err);
/* The documents that follow are in these languages (1 << number). */
gm_status gm_stems_speak(gm_stems *stems, uint64_t languages, gm_error *err);
bool gm_stems_asked(const gm_stems *stems); /* is there any atom? */
/* Calls pass(context, atom) for the atoms that `type` passes, perhaps twice. */
void gm_stems_match(gm_stems *stems, gm_type type,
                    void (*pass)(void *context, uint32_t atom), void *context);
#endif
