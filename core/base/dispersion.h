/* How evenly a word is spread over the parts of a corpus: documents, or equal
 * stretches. */
#ifndef GM_BASE_DISPERSION_H
#define GM_BASE_DISPERSION_H
#include <stddef.h>

#define GM_DISPERSION_TABLE(X)                                                         \
  X(juilland_d)  /* 1: even, 0: all in one part */                                     \
  X(carroll_d2)  /* the same way round */                                              \
  X(rosengren_s) /* from 1 to the least part's share */                                \
  X(dp)          /* Gries: 0 even, towards 1: all in the smallest part */              \
  X(dp_norm)     /* 0 to 1 */                                                          \
  X(burch_da)    /* 1 even, 0 all in one part */                                       \
  X(kl)          /* bits; 0 even */                                                    \
  X(sd)          /* of the frequencies, population */                                  \
  X(vc)          /* sd divided by the mean */                                          \
  X(usage)       /* Juilland's U = D · f */                                           \
  X(adjusted)    /* Rosengren's adjusted frequency = S · f */

typedef struct {
  double frequency, size; /* of the word, of all parts */
  size_t parts, range;    /* that hold any token; that hold the word */
#define GM_DISPERSION_FIELD(name) double name;
  GM_DISPERSION_TABLE(GM_DISPERSION_FIELD)
#undef GM_DISPERSION_FIELD
} gm_dispersion;

/* `counts` of the word and `sizes` in tokens of each part. Parts without a token are
 * left out. What has no value (a word that does not occur, a single part) is NAN. */
void gm_disperse(gm_dispersion *out, const double *counts, const double *sizes,
                 size_t parts);
#endif
