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
  uint32_t
      shingles; /* how many the text has, repeats counted; 0: no words, like nothing */
  uint32_t places[GM_SIGNATURE_PLACES];
} gm_signature;

/* Of the words that lie in a BODY, LIST or QUOTE zone (all words where `zones` is
 * NULL). */
void gm_signature_make(gm_signature *out, const gm_tokens *tokens, gm_lexicon *lexicon,
                       const gm_zone *zones, size_t zone_count);

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
