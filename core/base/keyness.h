/* What is key in a target corpus against a reference: pure functions of the word's
 * frequencies and the sizes of both. */
#ifndef GM_BASE_KEYNESS_H
#define GM_BASE_KEYNESS_H
#include <stdbool.h>

typedef struct {
  double target, reference;           /* frequencies of the word */
  double target_size, reference_size; /* tokens */
} gm_key;

#define GM_KEYNESS_TABLE(X)                                                            \
  X(CHI2, "chi2")     /* signed, corrected as textstat_keyness does */                 \
  X(LL, "ll")         /* log-likelihood, four terms (Dunning), signed */               \
  X(LL2, "ll2")       /* two terms (Rayson & Garside), signed */                       \
  X(FISHER, "fisher") /* -log10 p, two-sided, signed */                                \
  X(LOG_RATIO, "log_ratio")                                                            \
  X(LRC, "lrc")                       /* conservative log ratio */                     \
  X(LOG_RATIO_HALF, "log_ratio_half") /* 1/2 added to all (Walter 1975) */             \
  X(DIFF, "diff")                     /* %DIFF */                                      \
  X(SIMPLE_MATHS, "simple_maths")                                                      \
  X(ELL, "ell") /* effect size of ll2 */                                               \
  X(BIC, "bic") /* of ll2 */                                                           \
  X(RELATIVE_RISK, "relative_risk")                                                    \
  X(ODDS_RATIO, "odds_ratio")                                                          \
  X(DIFFERENCE, "difference") /* difference coefficient */                             \
  X(PMI, "pmi")               /* natural logarithm, as textstat_keyness has it */

typedef enum {
#define GM_KEYNESS_ENUM(name, word) GM_KEYNESS_##name,
  GM_KEYNESS_TABLE(GM_KEYNESS_ENUM)
#undef GM_KEYNESS_ENUM
      GM_KEYNESS_COUNT
} gm_keyness;

typedef enum {
  GM_CORRECTION_DEFAULT, /* Yates's, where textstat_keyness applies it (chi2, not ll) */
  GM_CORRECTION_NONE,
  GM_CORRECTION_YATES,   /* the same rule for chi2 and ll */
  GM_CORRECTION_WILLIAMS /* both divided by Williams's q */
} gm_correction;

typedef struct {
  gm_correction correction; /* of chi2 and ll */
  double alpha, family;     /* of lrc: 0.05, and tests that share it */
  double constant;          /* of simple maths: 1, per million */
} gm_keyness_options;

double gm_key_measure(gm_keyness measure, const gm_key *key,
                      const gm_keyness_options *options);
/* ln p of chi2, ll, ll2 (one degree of freedom) and fisher; NAN for the others. */
double gm_keyness_log_p(gm_keyness measure, double value);
#endif
