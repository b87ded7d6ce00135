/* Signatures that tell copies, excerpts and revisions of a text without comparing texts.
 *
 * A signature holds the smallest hashes of the text's 3-word shingles (runs of three
 * folded words of what is the article). Below the smaller of two signatures' limits both
 * are whole samples of their texts, so shares of what they have in common can be
 * counted, also of a short text within a long one. */
#ifndef GM_LOAD_SIGNATURE_H
#define GM_LOAD_SIGNATURE_H
#include "load/document.h"

enum {
  GM_SIGNATURE_PLACES = 192,
  GM_SIGNATURE_SIZE = 8 + 5 * GM_SIGNATURE_PLACES, /* most bytes; about 580 are usual */
};

typedef struct {
  uint32_t shingles; /* how many, repeats counted; 0: no words, like nothing */
  uint32_t count;
  uint32_t hashes[GM_SIGNATURE_PLACES]; /* ascending, each once; 0 behind the last */
} gm_signature;

/* Makes signatures of texts whose tokens share a lexicon, which it borrows. */
typedef struct gm_signer gm_signer;
gm_status gm_signer_new(gm_signer **out, gm_lexicon *lexicon, gm_error *err);
void gm_signer_free(gm_signer *signer);
/* Of the words that lie in a BODY, LIST or QUOTE zone (all words where `zones` is
 * NULL). */
gm_status gm_signer_make(gm_signature *out, gm_signer *signer, const gm_tokens *tokens,
                         const gm_zone *zones, size_t zone_count, gm_error *err);

/* Gives the number of bytes. */
size_t gm_signature_write(const gm_signature *signature, char bytes[GM_SIGNATURE_SIZE]);
/* false: none, or one of an older kind. */
bool gm_signature_read(gm_signature *out, gm_slice bytes);

/* Estimated share of all shingles that both have (Jaccard), 0 to 1, and the share of
 * the shorter text's that the longer one has. */
double gm_signature_jaccard(const gm_signature *a, const gm_signature *b);
double gm_signature_containment(const gm_signature *a, const gm_signature *b);

/* Puts copies and revisions into clusters: clusters[i] is the smallest index of i's
 * cluster. Two texts belong together where the shorter has at least `share` of its
 * shingles from the longer, those that many texts have left aside, and is no less than
 * a quarter of it. The result depends on the set of texts, not on their order. */
gm_status gm_signature_cluster(const gm_signature *signatures, size_t count,
                               double share, uint32_t *clusters, gm_error *err);
#endif
