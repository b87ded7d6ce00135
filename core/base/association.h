/* Measures of association between two items in a 2×2 contingency table, and of what is
 * key in one corpus against another: pure functions of counts.
 *
 *                 collocate   others                    target   reference
 *   near node     O11         O12     R1        word    O11      O12        R1
 *   elsewhere     O21         O22     R2        others  O21      O22        R2
 *                 C1          C2      N                 C1       C2         N
 *
 * Notation of Evert, "Corpora and collocations" (2008). Nothing here fails: a table
 * that holds nothing (N = 0) or cannot be (O11 > R1 …) gives NAN, a division by a zero
 * cell what its formula says, which may be ±INFINITY. */
#ifndef GM_BASE_ASSOCIATION_H
#define GM_BASE_ASSOCIATION_H
#include <stdbool.h>

typedef struct {
  double o11, r1, c1, n;
} gm_contingency;

/* Measures and their names in commands; a higher value is more. What each is, with its
 * source, stands in association.c and in scripts/README.md. */
#define GM_ASSOCIATION_TABLE(X)                                                        \
  X(LL, "ll")               /* log-likelihood, four terms, signed */                   \
  X(SIMPLE_LL, "simple_ll") /* Evert's simple-ll, signed */                            \
  X(LOGDICE, "logdice")                                                                \
  X(DICE, "dice")                                                                      \
  X(MI, "mi")                                                                          \
  X(MI2, "mi2")                                                                        \
  X(MI3, "mi3")                                                                        \
  X(LOCAL_MI, "local_mi")                                                              \
  X(NPMI, "npmi")                                                                      \
  X(T, "t")                                                                            \
  X(Z, "z")                                                                            \
  X(CHI2, "chi2")             /* Pearson, signed */                                    \
  X(CHI2_YATES, "chi2_yates") /* always corrected, signed */                           \
  X(FISHER, "fisher")         /* -log10 p, right tail */                               \
  X(LOG_RATIO, "log_ratio")                                                            \
  X(LRC, "lrc") /* conservative log ratio */                                           \
  X(MIN_SENSITIVITY, "min_sensitivity")                                                \
  X(ODDS_RATIO, "odds_ratio")                                                          \
  X(LOG_ODDS, "log_odds")   /* natural logarithm, discounted by 1/2 */                 \
  X(DELTA_P21, "delta_p21") /* collocate given node */                                 \
  X(DELTA_P12, "delta_p12") /* node given collocate */

typedef enum {
#define GM_ASSOCIATION_ENUM(name, word) GM_ASSOCIATION_##name,
  GM_ASSOCIATION_TABLE(GM_ASSOCIATION_ENUM)
#undef GM_ASSOCIATION_ENUM
      GM_ASSOCIATION_COUNT
} gm_association;

typedef struct {
  double alpha;  /* of the conservative log ratio: 0.05 */
  double family; /* tests among which alpha is shared (Bonferroni); 1: none */
} gm_association_options;

double gm_associate(gm_association measure, const gm_contingency *table,
                    const gm_association_options *options);
/* ln of the p-value that belongs to ll, simple_ll, chi2 and chi2_yates (one degree of
 * freedom) and fisher; NAN for measures that are no test. */
double gm_association_log_p(gm_association measure, double value);

/* Parts that keyness shares. */
double gm_expected(const gm_contingency *table);
bool gm_contingency_sound(const gm_contingency *table);
double gm_log_likelihood(const gm_contingency *table); /* G², no sign */
double gm_chi_squared(const gm_contingency *table, double correction); /* no sign */
#endif
