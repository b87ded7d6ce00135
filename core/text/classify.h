/* Sixty-four bytes as masks, one bit a byte: what the fast path of the tokenizer sees.
 * Inline, since its caller is compiled for each kind of machine; all give the same.
 *
 * With AVX2, a byte's class is looked up by its two halves: both tables give sets of
 * bits, and what they share is the class (vectorized classification, Langdale and
 * Lemire 2019, “Parsing gigabytes of JSON per second”, section 3.1.2). */
#ifndef GM_TEXT_CLASSIFY_H
#define GM_TEXT_CLASSIFY_H
#include <stdint.h>
#include <string.h>

#define GM_INLINE static inline __attribute__((always_inline))

typedef struct {
  uint64_t letter, digit; /* ASCII */
  uint64_t word;          /* letter, digit or _ */
  uint64_t space, blank;  /* space; that and tab to carriage return */
  uint64_t point, hyphen, colon;
  uint64_t mid_number; /* , . ; */
  uint64_t stop;       /* . ! ? */
  uint64_t wake;       /* ) / */
  uint64_t quote;      /* " */
  uint64_t closer;     /* needs a closer look: not ASCII, control, one of ' ` @ # $ % */
} gm_masks;

enum {
  GM_BYTE_LETTER = 1, GM_BYTE_DIGIT = 2, GM_BYTE_WORD = 4, GM_BYTE_SPACE = 8,
  GM_BYTE_BLANK = 16, GM_BYTE_POINT = 32, GM_BYTE_HYPHEN = 64, GM_BYTE_COLON = 128,
  GM_BYTE_MID = 1 << 8, GM_BYTE_STOP = 2 << 8, GM_BYTE_WAKE = 4 << 8,
  GM_BYTE_QUOTE = 8 << 8, GM_BYTE_CLOSER = 16 << 8,
};
extern const uint16_t gm_byte_classes[256];

/* Bit `bit` of eight bytes, side by side. */
GM_INLINE uint64_t gm_bits_of(uint64_t bytes, int bit) {
  return (bytes >> bit & 0x0101010101010101) * 0x0102040810204080 >> 56;
}

GM_INLINE void gm_classify_portable(const char *bytes, gm_masks *out) {
  memset(out, 0, sizeof *out);
  for (int at = 0; at < 64; at += 8) {
    uint64_t low = 0, high = 0; /* the two halves of the classes of eight bytes */
    for (int i = 0; i < 8; i++) {
      uint64_t class = gm_byte_classes[(unsigned char)bytes[at + i]];
      low |= (class & 0xFF) << 8 * i;
      high |= class >> 8 << 8 * i;
    }
    out->letter |= gm_bits_of(low, 0) << at;
    out->digit |= gm_bits_of(low, 1) << at;
    out->word |= gm_bits_of(low, 2) << at;
    out->space |= gm_bits_of(low, 3) << at;
    out->blank |= gm_bits_of(low, 4) << at;
    out->point |= gm_bits_of(low, 5) << at;
    out->hyphen |= gm_bits_of(low, 6) << at;
    out->colon |= gm_bits_of(low, 7) << at;
    if (!high) continue;
    out->mid_number |= gm_bits_of(high, 0) << at;
    out->stop |= gm_bits_of(high, 1) << at;
    out->wake |= gm_bits_of(high, 2) << at;
    out->quote |= gm_bits_of(high, 3) << at;
    out->closer |= gm_bits_of(high, 4) << at;
  }
}

/* Positions of bits, eight at a time; gives their number. What is written beyond the last
 * does not count, here and in the next. */
GM_INLINE uint32_t gm_spread_portable(uint64_t bits, uint32_t base, uint32_t *out) {
  uint32_t count = (uint32_t)__builtin_popcountll(bits);
  for (uint32_t i = 0; i < count; i += 8)
#pragma GCC unroll 8
    for (uint32_t k = 0; k < 8; k++, bits &= bits - 1)
      out[i + k] = base + (uint32_t)__builtin_ctzll(bits | 1ULL << 63);
  return count;
}

/* For each bit of `begins` 1 where `spaces` has it as well, else 0. */
GM_INLINE void gm_mark_spaces_portable(uint64_t spaces, uint64_t begins, uint16_t *out) {
  uint32_t count = (uint32_t)__builtin_popcountll(begins);
  for (uint32_t i = 0; i < count; i += 8)
#pragma GCC unroll 8
    for (uint32_t k = 0; k < 8; k++, begins &= begins - 1)
      out[i + k] = spaces >> __builtin_ctzll(begins | 1ULL << 63) & 1;
}

typedef void (*gm_classify)(const char *, gm_masks *);
typedef uint32_t (*gm_spread)(uint64_t, uint32_t, uint32_t *);
typedef void (*gm_mark_spaces)(uint64_t, uint64_t, uint16_t *);

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define GM_HAVE_AVX2 1
#define GM_AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

/* Bits of the two tables: 1 digit, 2 letters A to O and a to o, 4 letters P to Z and p
 * to z, 8 the underscore, 16 tab to carriage return, 32 space, 64 one of # $ % ' */
#define GM_LOW_HALF 37, 7, 7, 71, 71, 71, 7, 71, 7, 23, 22, 18, 18, 18, 2, 10
#define GM_HIGH_HALF 16, 0, 96, 1, 2, 12, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0
GM_AVX2 GM_INLINE __m256i gm_halves(__m256i bytes) {
  const __m256i low = _mm256_setr_epi8(GM_LOW_HALF, GM_LOW_HALF);
  const __m256i high = _mm256_setr_epi8(GM_HIGH_HALF, GM_HIGH_HALF);
  const __m256i nibble = _mm256_set1_epi8(15);
  __m256i left = _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, nibble));
  __m256i right =
      _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
  return _mm256_and_si256(left, right);
}

GM_AVX2 GM_INLINE uint64_t gm_both(__m256i a, __m256i b) {
  return (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32 |
         (uint32_t)_mm256_movemask_epi8(a);
}

GM_AVX2 GM_INLINE uint64_t gm_any(__m256i a, __m256i b, int bits) {
  const __m256i zero = _mm256_setzero_si256(), mask = _mm256_set1_epi8((char)bits);
  return ~gm_both(_mm256_cmpeq_epi8(_mm256_and_si256(a, mask), zero),
                  _mm256_cmpeq_epi8(_mm256_and_si256(b, mask), zero));
}

GM_AVX2 GM_INLINE uint64_t gm_bytes_same(__m256i a, __m256i b, char c) {
  const __m256i wanted = _mm256_set1_epi8(c);
  return gm_both(_mm256_cmpeq_epi8(a, wanted), _mm256_cmpeq_epi8(b, wanted));
}

/* Controls, among ASCII. */
GM_AVX2 GM_INLINE uint64_t gm_below_space(__m256i a, __m256i b) {
  const __m256i top = _mm256_set1_epi8(0x1F);
  return gm_both(_mm256_cmpeq_epi8(_mm256_min_epu8(a, top), a),
                 _mm256_cmpeq_epi8(_mm256_min_epu8(b, top), b));
}

GM_AVX2 GM_INLINE void gm_classify_avx2(const char *bytes, gm_masks *out) {
  __m256i a = _mm256_loadu_si256((const __m256i *)bytes);
  __m256i b = _mm256_loadu_si256((const __m256i *)(bytes + 32));
  __m256i class_a = gm_halves(a), class_b = gm_halves(b);
  out->letter = gm_any(class_a, class_b, 2 | 4);
  out->digit = gm_any(class_a, class_b, 1);
  out->word = gm_any(class_a, class_b, 1 | 2 | 4 | 8);
  out->space = gm_bytes_same(a, b, ' ');
  out->blank = gm_any(class_a, class_b, 16 | 32);
  out->point = gm_bytes_same(a, b, '.');
  out->hyphen = gm_bytes_same(a, b, '-');
  out->colon = gm_bytes_same(a, b, ':');
  out->mid_number = out->point | gm_bytes_same(a, b, ',') | gm_bytes_same(a, b, ';');
  out->stop = out->point | gm_bytes_same(a, b, '!') | gm_bytes_same(a, b, '?');
  out->wake = gm_bytes_same(a, b, ')') | gm_bytes_same(a, b, '/');
  out->quote = gm_bytes_same(a, b, '"');
  out->closer = gm_both(a, b) | gm_any(class_a, class_b, 64) | gm_bytes_same(a, b, '@') |
                gm_bytes_same(a, b, '`') | gm_bytes_same(a, b, 0x7F) |
                (gm_below_space(a, b) & ~out->blank);
}

GM_AVX2 GM_INLINE uint32_t gm_spread_avx2(uint64_t bits, uint32_t base, uint32_t *out) {
  uint32_t count = (uint32_t)_mm_popcnt_u64(bits);
  for (uint32_t i = 0; i < count; i += 8)
#pragma GCC unroll 8
    for (uint32_t k = 0; k < 8; k++, bits = _blsr_u64(bits))
      out[i + k] = base + (uint32_t)_tzcnt_u64(bits);
  return count;
}

/* The bits that count, side by side, then one in each half word. */
GM_AVX2 GM_INLINE void gm_mark_spaces_avx2(uint64_t spaces, uint64_t begins, uint16_t *out) {
  const __m256i each = _mm256_setr_epi16(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048,
                                         4096, 8192, 16384, (short)0x8000);
  uint32_t count = (uint32_t)_mm_popcnt_u64(begins);
  uint64_t bits = _pext_u64(spaces, begins);
  for (uint32_t i = 0; i < count; i += 16, bits >>= 16) {
    __m256i found = _mm256_and_si256(_mm256_set1_epi16((short)bits), each);
    found = _mm256_srli_epi16(_mm256_cmpeq_epi16(found, each), 15);
    _mm256_storeu_si256((__m256i *)(out + i), found);
  }
}

/* ---- the same with AVX-512, where comparing gives masks ---- */
#define GM_AVX512                                                                      \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,"   \
                        "lzcnt,popcnt")))

GM_AVX512 GM_INLINE uint64_t gm_equal(__m512i bytes, char c) {
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c));
}

/* Bytes from `first` on, `count` of them. */
GM_AVX512 GM_INLINE uint64_t gm_among(__m512i bytes, char first, char count) {
  return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8(first)),
                                _mm512_set1_epi8(count));
}

GM_AVX512 GM_INLINE void gm_classify_avx512(const char *text, gm_masks *out) {
  __m512i bytes = _mm512_loadu_si512(text);
  __m512i folded = _mm512_or_si512(bytes, _mm512_set1_epi8(32));
  out->letter = gm_among(folded, 'a', 26);
  out->digit = gm_among(bytes, '0', 10);
  out->word = out->letter | out->digit | gm_equal(bytes, '_');
  out->space = gm_equal(bytes, ' ');
  out->blank = out->space | gm_among(bytes, '\t', 5);
  out->point = gm_equal(bytes, '.');
  out->hyphen = gm_equal(bytes, '-');
  out->colon = gm_equal(bytes, ':');
  out->mid_number = out->point | gm_equal(bytes, ',') | gm_equal(bytes, ';');
  out->stop = out->point | gm_equal(bytes, '!') | gm_equal(bytes, '?');
  out->wake = gm_equal(bytes, ')') | gm_equal(bytes, '/');
  out->quote = gm_equal(bytes, '"');
  out->closer = gm_among(bytes, 0x7F, (char)0x81) | gm_among(bytes, '#', 3) |
                gm_equal(bytes, '\'') | gm_equal(folded, '`') |
                (gm_among(bytes, 0, ' ') & ~out->blank);
}

GM_AVX512 GM_INLINE uint32_t gm_spread_avx512(uint64_t bits, uint32_t base, uint32_t *out) {
  const __m512i each = _mm512_set_epi32(
      0x3F3E3D3C, 0x3B3A3938, 0x37363534, 0x33323130, 0x2F2E2D2C, 0x2B2A2928, 0x27262524,
      0x23222120, 0x1F1E1D1C, 0x1B1A1918, 0x17161514, 0x13121110, 0x0F0E0D0C, 0x0B0A0908,
      0x07060504, 0x03020100);
  uint32_t count = (uint32_t)_mm_popcnt_u64(bits);
  const __m512i next = _mm512_add_epi8(each, _mm512_set1_epi8(16));
  __m512i all = _mm512_maskz_compress_epi8(bits, each);
  for (uint32_t i = 0;;) { /* sixteen at a time */
    __m512i wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(all));
    _mm512_storeu_si512(out + i, _mm512_add_epi32(wide, _mm512_set1_epi32((int)base)));
    if ((i += 16) >= count) return count;
    all = _mm512_permutexvar_epi8(next, all);
  }
}

GM_AVX512 GM_INLINE void gm_mark_spaces_avx512(uint64_t spaces, uint64_t begins, uint16_t *out) {
  uint64_t bits = _pext_u64(spaces, begins);
  _mm512_storeu_si512(out, _mm512_maskz_set1_epi16((uint32_t)bits, 1));
  if (_mm_popcnt_u64(begins) > 32)
    _mm512_storeu_si512(out + 32, _mm512_maskz_set1_epi16((uint32_t)(bits >> 32), 1));
}
#endif
#endif
