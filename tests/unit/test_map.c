/* The map from byte strings to numbers. */
#include "test.h"
#include "base/map.h"
#include "base/memory.h"
#include <stdio.h>

static gm_slice key_of(char *text, size_t room, uint32_t number) {
  return gm_slice_of(text, (size_t)snprintf(text, room, "key %u", number * 2654435761u));
}

static void holds_what_was_put(void **state) {
  (void)state;
  enum { KEYS = 5000 };
  char text[32];
  gm_map *map = gm_map_new();
  for (uint32_t i = 0; i < KEYS; i++) {
    uint32_t *slot;
    assert_int_equal(gm_map_put(map, key_of(text, sizeof text, i), i, &slot, NULL), GM_OK);
    assert_int_equal(*slot, i);
  }
  for (uint32_t i = 0; i < KEYS; i++)
    assert_int_equal(*gm_map_get(map, key_of(text, sizeof text, i)), i);
  assert_int_equal(gm_map_count(map), KEYS);
  assert_null(gm_map_get(map, gm_slice_text("key")));
  gm_map_free(map);
}

static void keeps_the_first_value(void **state) {
  (void)state;
  uint32_t *slot;
  gm_map *map = gm_map_new();
  gm_slice nul = gm_slice_of("a\0b", 3), shorter = gm_slice_of("a\0", 2), empty = {0};
  assert_int_equal(gm_map_put(map, nul, 7, NULL, NULL), GM_OK);
  assert_int_equal(gm_map_put(map, nul, 8, &slot, NULL), GM_OK);
  assert_int_equal(*slot, 7);
  assert_null(gm_map_get(map, shorter));
  assert_null(gm_map_get(map, empty));
  assert_int_equal(gm_map_put(map, empty, 9, NULL, NULL), GM_OK);
  assert_int_equal(*gm_map_get(map, empty), 9);
  gm_map_free(map);
  gm_map_free(NULL);
}

static void survives_lack_of_memory(void **state) {
  (void)state;
  for (int64_t n = 0;; n++) {
    char text[32];
    gm_alloc_fail_after(n);
    gm_map *map = gm_map_new();
    gm_status status = map ? GM_OK : GM_NOMEM;
    uint32_t put = 0;
    while (status == GM_OK && put < 200) {
      status = gm_map_put(map, key_of(text, sizeof text, put), put, NULL, NULL);
      put += status == GM_OK;
    }
    gm_alloc_fail_after(-1);
    for (uint32_t i = 0; i < put; i++)
      assert_int_equal(*gm_map_get(map, key_of(text, sizeof text, i)), i);
    gm_map_free(map);
    if (status == GM_OK) break;
    assert_int_equal(status, GM_NOMEM);
  }
}

static void hash_is_the_same_everywhere(void **state) {
  (void)state;
  assert_true(gm_hash(gm_slice_text("gimlet")) == gm_hash(gm_slice_text("gimlet")));
  assert_true(gm_hash(gm_slice_text("gimlet")) != gm_hash(gm_slice_text("gimleu")));
  assert_true(gm_hash(gm_slice_of("\0", 1)) != gm_hash(gm_slice_of("\0\0", 2)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(holds_what_was_put), cmocka_unit_test(keeps_the_first_value),
      cmocka_unit_test(survives_lack_of_memory), cmocka_unit_test(hash_is_the_same_everywhere)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
