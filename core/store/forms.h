/* The corpus's lexicon as it lies in the file: the forms of all types in the order of
 * their numbers, and how often each occurs. */
#ifndef GM_STORE_FORMS_H
#define GM_STORE_FORMS_H
#include "store/database.h"
#include "text/lexicon.h"

/* Interns the types of the file behind the first *count, which the lexicon has already,
 * so that type n of the file is id n; *count is how many there are now. GM_BUSY where
 * there are new ones and their ids have been given to something else. */
gm_status gm_forms_load(gm_store *store, gm_lexicon *lexicon, uint32_t *count,
                        gm_error *err);
/* The numbers of some forms, without reading all of them into a lexicon; types[i] is 0
 * where the file does not have form i. */
gm_status gm_forms_find(gm_store *store, const gm_slice *forms, size_t count,
                        uint32_t *types, gm_error *err);
/* Writes the lexicon's types behind the first `stored` ones, inside a batch. */
gm_status gm_forms_store(gm_store *store, const gm_lexicon *lexicon, uint32_t stored,
                         gm_error *err);

typedef struct { /* zeroed before the first use; [0] of the arrays is unused */
  uint64_t *tokens;
  uint32_t *documents;
  bool *changed; /* since they were last read or written, by chunk */
  size_t count;  /* items */
  size_t token_room, document_room, changed_room;
} gm_counts;

void gm_counts_free(gm_counts *counts);
bool gm_counts_reach(gm_counts *counts, size_t type); /* makes item `type` exist */
/* Adds to a type that exists. */
void gm_counts_add(gm_counts *counts, uint32_t type, int64_t tokens, int documents);
gm_status gm_counts_load(gm_store *store, gm_counts *counts, gm_error *err);
gm_status gm_counts_store(gm_store *store, gm_counts *counts, gm_error *err);
#endif
