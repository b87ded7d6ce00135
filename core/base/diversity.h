/* How rich a text is in words: from its frequencies, or from its running words. */
#ifndef GM_BASE_DIVERSITY_H
#define GM_BASE_DIVERSITY_H
#include <stddef.h>
#include <stdint.h>

#define GM_DIVERSITY_TABLE(X)                                                          \
  X(ttr)     /* V / N */                                                               \
  X(guiraud) /* V / √N; R in quanteda */                                             \
  X(cttr)    /* Carroll's corrected: V / √2N */                                      \
  X(herdan)  /* log V / log N; C */                                                    \
  X(summer)  /* log log V / log log N; S */                                            \
  X(dugast)  /* (log N)² / (log N - log V); U */                                      \
  X(maas)    /* √((log N - log V) / (log N)²) */                                    \
  X(yule_k)                                                                            \
  X(yule_i)                                                                            \
  X(simpson) /* D */                                                                   \
  X(herdan_vm)                                                                         \
  X(entropy) /* bits */                                                                \
  X(honore)                                                                            \
  X(brunet)

typedef struct {
  double tokens, types, hapax, dis; /* of which once, twice */
#define GM_DIVERSITY_FIELD(name) double name;
  GM_DIVERSITY_TABLE(GM_DIVERSITY_FIELD)
#undef GM_DIVERSITY_FIELD
} gm_diversity;

/* From the frequencies of all words; zeros are no words. What has no value is NAN. */
void gm_diversify(gm_diversity *out, const uint32_t *frequencies, size_t count);

/* Running words as numbers below `types`, 0 being none that counts; `seen` is room for
 * `types` numbers, all zero before and after. */
/* Moving average of V / N over all windows (Covington & McFall 2010); over the whole
 * where there are fewer words than that. NAN without words. */
double gm_mattr(const uint32_t *words, size_t count, size_t window, uint32_t *seen);
/* Mean of V / N of the stretches of `window` words one after the other, the rest left
 * out (Johnson 1944; STTR, MSTTR); the whole where there is not one. */
double gm_sttr(const uint32_t *words, size_t count, size_t window, uint32_t *seen);
/* Words per stretch whose V / N stays above 0.72, both ways (McCarthy & Jarvis 2010).
 */
double gm_mtld(const uint32_t *words, size_t count, uint32_t *seen);
#endif
