/* With AVX2, a byte's class is looked up by its two halves: both tables give sets of
 * bits, and what they share is the class (vectorized classification, Langdale and
 * Lemire 2019, “Parsing gigabytes of JSON per second”, section 3.1.2). */
#include "text/classify.h"
#include <stddef.h>
#include <string.h>

enum {
  LETTER = 1, DIGIT = 2, WORD = 4, BLANK = 8, POINT = 16, HYPHEN = 32, COLON = 64,
  MID = 128, CLOSER = 256,
};

static unsigned class_of(unsigned char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return LETTER | WORD;
  if (c >= '0' && c <= '9') return DIGIT | WORD;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return BLANK;
  switch (c) {
  case '_': return WORD;
  case '.': return POINT | MID;
  case ',': case ';': return MID;
  case ':': return COLON;
  case '-': return HYPHEN;
  case '\'': case '`': case '@': case '#': case '$': case '%': return CLOSER;
  }
  return c >= 0x7F || c < 0x20 ? CLOSER : 0;
}

void gm_classify_portable(const char bytes[64], gm_masks *out) {
  gm_masks masks = {0};
  for (int i = 0; i < 64; i++) {
    uint64_t class = class_of((unsigned char)bytes[i]);
    masks.letter |= (class & 1) << i;
    masks.digit |= (class >> 1 & 1) << i;
    masks.word |= (class >> 2 & 1) << i;
    masks.blank |= (class >> 3 & 1) << i;
    masks.point |= (class >> 4 & 1) << i;
    masks.hyphen |= (class >> 5 & 1) << i;
    masks.colon |= (class >> 6 & 1) << i;
    masks.mid_number |= (class >> 7 & 1) << i;
    masks.closer |= (class >> 8 & 1) << i;
  }
  *out = masks;
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2")))

/* Bits of the two tables: 1 digit, 2 letters A to O and a to o, 4 letters P to Z and p
 * to z, 8 the underscore, 16 tab to carriage return, 32 space, 64 one of # $ % ' */
#define LOW_HALF 37, 7, 7, 71, 71, 71, 7, 71, 7, 23, 22, 18, 18, 18, 2, 10
#define HIGH_HALF 16, 0, 96, 1, 2, 12, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0
AVX2 static inline __m256i classes(__m256i bytes) {
  const __m256i low = _mm256_setr_epi8(LOW_HALF, LOW_HALF);
  const __m256i high = _mm256_setr_epi8(HIGH_HALF, HIGH_HALF);
  const __m256i nibble = _mm256_set1_epi8(15);
  __m256i left = _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, nibble));
  __m256i right =
      _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
  return _mm256_and_si256(left, right);
}

AVX2 static inline uint64_t any(__m256i a, __m256i b, int bits) {
  const __m256i zero = _mm256_setzero_si256(), mask = _mm256_set1_epi8((char)bits);
  uint32_t none_a = (uint32_t)_mm256_movemask_epi8(
      _mm256_cmpeq_epi8(_mm256_and_si256(a, mask), zero));
  uint32_t none_b = (uint32_t)_mm256_movemask_epi8(
      _mm256_cmpeq_epi8(_mm256_and_si256(b, mask), zero));
  return ~((uint64_t)none_b << 32 | none_a);
}

AVX2 static inline uint64_t same(__m256i a, __m256i b, char c) {
  const __m256i wanted = _mm256_set1_epi8(c);
  uint32_t in_a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, wanted));
  uint32_t in_b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, wanted));
  return (uint64_t)in_b << 32 | in_a;
}

AVX2 static inline uint64_t below_space(__m256i a,
                                        __m256i b) { /* controls, among ASCII */
  const __m256i top = _mm256_set1_epi8(0x1F);
  uint32_t in_a =
      (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(a, top), a));
  uint32_t in_b =
      (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(b, top), b));
  return (uint64_t)in_b << 32 | in_a;
}

AVX2 static void classify_avx2(const char bytes[64], gm_masks *out) {
  __m256i a = _mm256_loadu_si256((const __m256i *)bytes);
  __m256i b = _mm256_loadu_si256((const __m256i *)(bytes + 32));
  __m256i class_a = classes(a), class_b = classes(b);
  uint64_t beyond = (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32 |
                    (uint32_t)_mm256_movemask_epi8(a);
  out->letter = any(class_a, class_b, 2 | 4);
  out->digit = any(class_a, class_b, 1);
  out->word = any(class_a, class_b, 1 | 2 | 4 | 8);
  out->blank = any(class_a, class_b, 16 | 32);
  out->point = same(a, b, '.');
  out->hyphen = same(a, b, '-');
  out->colon = same(a, b, ':');
  out->mid_number = out->point | same(a, b, ',') | same(a, b, ';');
  out->closer = beyond | any(class_a, class_b, 64) | same(a, b, '@') | same(a, b, '`') |
                same(a, b, 0x7F) | (below_space(a, b) & ~out->blank);
}

gm_classify *gm_classify_best(void) {
  return __builtin_cpu_supports("avx2") ? classify_avx2 : gm_classify_portable;
}
#else
gm_classify *gm_classify_best(void) { return gm_classify_portable; }
#endif

gm_classify *gm_classify_named(const char *name) {
  if (strcmp(name, "portable") == 0) return gm_classify_portable;
  gm_classify *best = gm_classify_best();
  return strcmp(name, "avx2") == 0 && best != gm_classify_portable ? best : NULL;
}
