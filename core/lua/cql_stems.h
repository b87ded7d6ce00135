/* Stems of stored tokens for queries, each by the language its token is in. Equal stems
 * have one number, from 1. */
#ifndef GM_LUA_CQL_STEMS_H
#define GM_LUA_CQL_STEMS_H
#include "store/stream.h"

typedef struct gm_cql_stems gm_cql_stems;

/* Borrows both; type n of the file is id n of the lexicon. */
gm_status gm_cql_stems_new(gm_cql_stems **out, gm_store *store, gm_lexicon *lexicon,
                           gm_error *err);
void gm_cql_stems_free(gm_cql_stems *stems); /* NULL is welcome */
/* The numbers of a document's tokens, which know their languages; valid until the next
 * call. */
gm_status gm_cql_stems_of(gm_cql_stems *stems, const gm_tokens *tokens,
                          const uint32_t **out, gm_error *err);
/* The number of a type's stem in a language; 0 where memory fails. */
uint32_t gm_cql_stem(gm_cql_stems *stems, gm_type type, gm_language language);
gm_slice gm_cql_stem_text(const gm_cql_stems *stems, uint32_t number);
/* The languages of the corpus, as 1 << gm_language. */
gm_status gm_cql_stems_languages(gm_cql_stems *stems, uint64_t *out, gm_error *err);
/* How often the corpus has a stem. Reads all documents the first time. */
gm_status gm_cql_stems_count(gm_cql_stems *stems, uint32_t number, uint64_t *out,
                             gm_error *err);
#endif
