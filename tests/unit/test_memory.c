/* Allocation that fails on demand, growing arrays, arenas. */
#include "test.h"
#include "base/memory.h"

static void fails_on_demand(void **state) {
  (void)state;
  gm_alloc_fail_after(1);
  void *first = gm_alloc(8), *second = gm_alloc(8), *third = gm_calloc(1, 8);
  gm_alloc_fail_after(-1);
  assert_non_null(first);
  assert_null(second);
  assert_null(third);
  gm_free(first);
  void *nothing = gm_alloc(0);
  assert_non_null(nothing);
  gm_free(nothing);
}

static void grows_by_half(void **state) {
  (void)state;
  int *array = NULL;
  size_t capacity = 0;
  for (int i = 0; i < 1000; i++) {
    assert_true(gm_grow((void **)&array, &capacity, (size_t)i + 1, sizeof *array));
    array[i] = i;
  }
  for (int i = 0; i < 1000; i++) assert_int_equal(array[i], i);
  assert_true(capacity >= 1000 && capacity < 2000);
  int *before = array;
  assert_false(gm_grow((void **)&array, &capacity, SIZE_MAX / 2, sizeof *array));
  assert_ptr_equal(array, before);
  gm_free(array);
}

static void arena_blocks_stay(void **state) {
  static const size_t sizes[] = {0, 1, 15, 16, 17, 1000, 65000, 70000, 200000, 3};
  (void)state;
  gm_arena *arena = gm_arena_new();
  char *blocks[COUNT(sizes)];
  for (size_t i = 0; i < COUNT(sizes); i++) {
    blocks[i] = gm_arena_alloc(arena, sizes[i]);
    assert_non_null(blocks[i]);
    assert_int_equal((uintptr_t)blocks[i] % 16, 0);
    memset(blocks[i], (int)i, sizes[i]);
  }
  for (size_t i = 0; i < COUNT(sizes); i++)
    for (size_t k = 0; k < sizes[i]; k++) assert_int_equal(blocks[i][k], i);
  size_t held = gm_arena_size(arena);
  assert_true(held >= 336000);
  gm_arena_reset(arena);
  assert_true(gm_arena_size(arena) < held);
  assert_string_equal(gm_arena_copy(arena, "text and more", 4), "text");
  assert_null(gm_arena_alloc(arena, SIZE_MAX));
  assert_null(gm_arena_copy(arena, "", SIZE_MAX));
  gm_arena_free(arena);
  gm_arena_free(NULL);
}

static void arena_survives_lack_of_memory(void **state) {
  (void)state;
  gm_arena *arena = gm_arena_new();
  gm_arena_reset(arena);
  gm_alloc_fail_after(0);
  void *block = gm_arena_alloc(arena, 8);
  gm_alloc_fail_after(-1);
  assert_null(block);
  assert_non_null(gm_arena_alloc(arena, 8));
  gm_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fails_on_demand), cmocka_unit_test(grows_by_half),
      cmocka_unit_test(arena_blocks_stay), cmocka_unit_test(arena_survives_lack_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
