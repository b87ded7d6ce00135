/* Distances between words, and that deletions find all that is near. */
#include "match/edits.h"
#include "test.h"
#include <stdlib.h>

static uint32_t distance(const char *a, const char *b) {
  uint32_t x[GM_EDITS_LONGEST], y[GM_EDITS_LONGEST];
  uint32_t m = gm_edits_decode(gm_slice_text(a), x), n = gm_edits_decode(gm_slice_text(b), y);
  return gm_edits_distance(x, m, y, n);
}

static const struct {
  const char *a, *b;
  uint32_t distance;
} pairs[] = {
    {"kitten", "sitting", 3}, {"ca", "abc", 2},   {"abcd", "abdc", 1}, {"", "abc", 3},
    {"same", "same", 0},      {"Zürich", "Zurich", 1}, {"receive", "recieve", 1},
    {"a", "b", 1},            {"abcdef", "badcfe", 3}, {"東京都", "京東都", 1},
};

static void test_distance(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(pairs); i++) {
    assert_int_equal(distance(pairs[i].a, pairs[i].b), pairs[i].distance);
    assert_int_equal(distance(pairs[i].b, pairs[i].a), pairs[i].distance);
  }
}

typedef struct {
  uint32_t hashes[4096];
  size_t count;
} set;

static void collect(void *context, uint32_t hash) {
  set *s = context;
  if (s->count < COUNT(s->hashes)) s->hashes[s->count++] = hash;
}

static bool meet(const set *a, const set *b) {
  for (size_t i = 0; i < a->count; i++)
    for (size_t k = 0; k < b->count; k++)
      if (a->hashes[i] == b->hashes[k]) return true;
  return false;
}

/* xorshift64 */
static uint64_t next_random(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  return *seed ^= *seed << 17;
}

static size_t random_word(uint32_t *word, uint64_t *seed) {
  size_t count = 1 + next_random(seed) % 7;
  for (size_t i = 0; i < count; i++) word[i] = 'a' + (uint32_t)(next_random(seed) % 3);
  return count;
}

static void test_deletes_find_all(void **state) {
  (void)state;
  uint64_t seed = 11;
  for (int i = 0; i < 4000; i++) {
    uint32_t a[GM_EDITS_LONGEST], b[GM_EDITS_LONGEST];
    uint32_t m = (uint32_t)random_word(a, &seed), n = (uint32_t)random_word(b, &seed);
    uint32_t far = gm_edits_distance(a, m, b, n);
    for (uint32_t most = 1; most <= 2; most++) {
      static set x, y;
      x.count = y.count = 0;
      gm_edits_deletes(a, m, most, 0, collect, &x);
      gm_edits_deletes(b, n, most, 0, collect, &y);
      if (far <= most) assert_true(meet(&x, &y));
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_distance),
      cmocka_unit_test(test_deletes_find_all),
  };
  return cmocka_run_group_tests_name("edits", tests, NULL, NULL);
}
