/* Tails of the distributions that tests of frequencies need, as natural logarithms, so
 * that a p-value of 1e-4000 is still a number. Counts are whole numbers held in
 * doubles, up to 2^53. */
#ifndef GM_BASE_PROBABILITY_H
#define GM_BASE_PROBABILITY_H
#include <stddef.h>

/* ln P(X >= x) for chi-squared with one degree of freedom; 0 for x <= 0. */
double gm_log_chi_squared(double x);

/* ln of the probability of k successes in n draws that succeed with p each. */
double gm_log_binomial(double k, double n, double p);

/* ln of the probability that c1 draws without replacement out of n, r1 of which are
 * marked, hold k marked ones; -INFINITY where that is impossible. */
double gm_log_hypergeometric(double k, double r1, double c1, double n);

typedef enum {
  GM_TAIL_GREATER, /* this many or more */
  GM_TAIL_LESS,    /* this many or fewer */
  GM_TAIL_BOTH     /* all that is no likelier than what was seen, as R's fisher.test */
} gm_tail;
/* Fisher's exact test: ln p of seeing k under the hypergeometric distribution. */
double gm_log_fisher(double k, double r1, double c1, double n, gm_tail tail);

/* ln(p / (1 - p)) of the bounds of the exact confidence interval (Clopper and Pearson
 * 1934) for the share of k in n, with `alpha` outside of it on that side. -INFINITY for
 * the lower bound of k = 0, INFINITY for the upper one of k = n. */
double gm_logit_lower(double k, double n, double alpha);
double gm_logit_upper(double k, double n, double alpha);

typedef enum {
  GM_ADJUST_NONE,
  GM_ADJUST_BONFERRONI,
  GM_ADJUST_HOLM,
  GM_ADJUST_BH
} gm_adjust;
/* Corrects `count` p-values (as ln p, in place) for being that many tests, or `family`
 * tests where that is more: Bonferroni; Holm (1979); the false discovery rate of
 * Benjamini and Hochberg (1995). Gives 0 when there is no memory. */
int gm_adjust_p(double *log_p, size_t count, size_t family, gm_adjust method);
#endif
