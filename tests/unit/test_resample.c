/* Bootstrap draws: determinism, whole clusters, refusals. */
#include "test.h"
#include "base/memory.h"
#include "base/resample.h"

enum { CLUSTERS = 4, FACTORS = 2, DRAWS = 400, CELLS = DRAWS * FACTORS * 2 };
static const gm_sample samples[] = {{0, 0, 1, 0}, {0, 1, 1, 0}, {1, 0, 10, 0}, {3, 1, 0, 100}};

static void draws_whole_clusters(void **state) {
  (void)state;
  static gm_micro sums[CELLS], again[CELLS];
  gm_micro total = 0;
  assert_int_equal(
      gm_resample(sums, samples, COUNT(samples), CLUSTERS, FACTORS, DRAWS, 1, NULL), GM_OK);
  for (size_t draw = 0; draw < DRAWS; draw++) {
    const gm_micro *cell = sums + draw * FACTORS * 2;
    /* Cluster 0 gives each factor a 1, cluster 1 ten, cluster 3 a hundred against. */
    assert_int_equal(cell[0] % 10, cell[2]);
    assert_int_equal(cell[1], 0);
    assert_true(cell[0] % 10 + cell[0] / 10 + cell[3] / 100 <= CLUSTERS);
    total += cell[0];
  }
  assert_true(total > DRAWS * 9 && total < DRAWS * 13); /* 11 is expected of a draw */
  assert_int_equal(
      gm_resample(again, samples, COUNT(samples), CLUSTERS, FACTORS, DRAWS, 1, NULL), GM_OK);
  assert_memory_equal(sums, again, sizeof sums);
}

static void refuses(void **state) {
  (void)state;
  static gm_micro sums[CELLS];
  const gm_sample unsorted[] = {{1, 0, 0, 0}, {0, 0, 0, 0}}, beyond[] = {{9, 0, 0, 0}},
                  factor[] = {{0, 2, 0, 0}}, large[] = {{0, 0, INT64_MAX, 0}};
  assert_int_equal(gm_resample(sums, unsorted, 2, 2, FACTORS, 1, 1, NULL), GM_MISUSE);
  assert_int_equal(gm_resample(sums, beyond, 1, 2, FACTORS, 1, 1, NULL), GM_MISUSE);
  assert_int_equal(gm_resample(sums, factor, 1, 2, FACTORS, 1, 1, NULL), GM_MISUSE);
  assert_int_equal(gm_resample(sums, samples, 0, 0, FACTORS, 1, 1, NULL), GM_MISUSE);
  assert_int_equal(gm_resample(sums, large, 1, 2, FACTORS, DRAWS, 1, NULL), GM_LIMIT);
  gm_alloc_fail_after(0);
  gm_status status = gm_resample(sums, samples, 4, CLUSTERS, FACTORS, DRAWS, 1, NULL);
  gm_alloc_fail_after(-1);
  assert_int_equal(status, GM_NOMEM);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(draws_whole_clusters),
                                     cmocka_unit_test(refuses)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
