/* Distances by the dynamic programme of Lowrance and Wagner, "An extension of the
 * string-to-string correction problem", JACM 1975. */
#include "match/edits.h"
#include "text/utf8.h"

uint32_t gm_edits_decode(gm_slice word, uint32_t characters[GM_EDITS_LONGEST]) {
  uint32_t count = 0, length;
  for (size_t at = 0; at < word.size; at += length) {
    if (count == GM_EDITS_LONGEST) return 0;
    characters[count++] = gm_utf8_decode(word.data + at, &length);
  }
  return count;
}

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* The last row (from 1) below `row` at which a holds `character`, 0: none. */
static uint32_t last_row(const uint32_t *a, uint32_t row, uint32_t character) {
  while (row > 0 && a[row - 1] != character) row--;
  return row;
}

uint32_t gm_edits_distance(const uint32_t *a, uint32_t a_count, const uint32_t *b,
                           uint32_t b_count) {
  static const uint32_t far = 2 * GM_EDITS_LONGEST;
  uint32_t d[GM_EDITS_LONGEST + 1][GM_EDITS_LONGEST + 1];
  for (uint32_t i = 0; i <= a_count; i++) d[i][0] = i;
  for (uint32_t k = 0; k <= b_count; k++) d[0][k] = k;
  for (uint32_t i = 1; i <= a_count; i++) {
    uint32_t column = 0; /* the last at which b holds a's character */
    for (uint32_t k = 1; k <= b_count; k++) {
      uint32_t row = last_row(a, i - 1, b[k - 1]);
      bool same = a[i - 1] == b[k - 1];
      uint32_t swapped =
          row && column ? d[row - 1][column - 1] + (i - row - 1) + 1 + (k - column - 1)
                        : far;
      d[i][k] = least(least(d[i - 1][k - 1] + !same, swapped),
                      least(d[i - 1][k], d[i][k - 1]) + 1);
      if (same) column = k;
    }
  }
  return d[a_count][b_count];
}

typedef struct {
  const uint32_t *word;
  uint32_t count, seed;
  void (*visit)(void *context, uint32_t hash);
  void *context;
} deleting;

static uint32_t mix(uint32_t hash, uint32_t character) {
  hash = (hash ^ character) * 0x85EBCA6Bu;
  return hash ^ hash >> 15;
}

/* Hashes what is left after `left` more deletions at or after `at`. */
static void leave_out(const deleting *d, uint32_t at, uint32_t hash, uint32_t left) {
  for (uint32_t i = at; i < d->count; i++) {
    if (left && !(i > at && d->word[i] == d->word[i - 1]))
      leave_out(d, i + 1, hash, left - 1); /* of equal neighbours the first one goes */
    hash = mix(hash, d->word[i]);
  }
  d->visit(d->context, hash * 0xC2B2AE35u);
}

void gm_edits_deletes(const uint32_t *word, uint32_t count, uint32_t most, uint32_t seed,
                      void (*visit)(void *context, uint32_t hash), void *context) {
  deleting d = {word, count, seed, visit, context};
  leave_out(&d, 0, mix(0x9E3779B9u, seed), most);
}
