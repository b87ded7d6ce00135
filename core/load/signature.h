/* Signatures that tell copies and near-copies of a text without comparing texts.
 *
 * A signature is a sample of the set of 5-word shingles (runs of five folded words) of
 * what is the article: two signatures agree in about as many places as the sets have in
 * common. */
#ifndef GM_LOAD_SIGNATURE_H
#define GM_LOAD_SIGNATURE_H
#include "load/document.h"

enum { GM_SIGNATURE_PLACES = 64, GM_SIGNATURE_SIZE = 4 * (1 + GM_SIGNATURE_PLACES) };

typedef struct {
  uint32_t shingles; /* how many, repeats counted; 0: no words, like nothing */
  uint32_t places[GM_SIGNATURE_PLACES];
} gm_signature;

/* Makes signatures of texts whose tokens share a lexicon, which it borrows. */
typedef struct gm_signer gm_signer;
gm_status gm_signer_new(gm_signer **out, gm_lexicon *lexicon, gm_error *err);
void gm_signer_free(gm_signer *signer);
/* Of the words that lie in a BODY, LIST or QUOTE zone (all words where `zones` is
 * NULL). */
gm_status gm_signer_make(gm_signature *out, gm_signer *signer, const gm_tokens *tokens,
                         const gm_zone *zones, size_t zone_count, gm_error *err);

void gm_signature_write(const gm_signature *signature, char bytes[GM_SIGNATURE_SIZE]);
bool gm_signature_read(gm_signature *out, gm_slice bytes); /* false: none */

/* Estimated share of all shingles that both have (Jaccard), 0 to 1, and the share of
 * the shorter text's that the longer one has. */
double gm_signature_jaccard(const gm_signature *a, const gm_signature *b);
double gm_signature_containment(const gm_signature *a, const gm_signature *b);

/* Puts near-copies into clusters: clusters[i] is the smallest index of i's cluster.
 * Compares only what agrees in a band of places, so that the work grows with the number
 * of texts and of copies, not with its square. The result does not depend on the order
 * of the texts. */
gm_status gm_signature_cluster(const gm_signature *signatures, size_t count,
                               double jaccard, double containment, uint32_t *clusters,
                               gm_error *err);
#endif
