/* Buffers: appending, the sticky status, LEB128 numbers. */
#include "test.h"
#include "base/buffer.h"
#include "base/memory.h"

static void appends(void **state) {
  (void)state;
  gm_buffer buffer = GM_BUFFER_INIT;
  gm_buffer_add_text(&buffer, "ab");
  gm_buffer_add(&buffer, "\0c", 2);
  gm_buffer_add_byte(&buffer, 'd');
  gm_buffer_add_format(&buffer, "%d-%s", 12, "x");
  gm_buffer_add(&buffer, NULL, 0);
  assert_int_equal(buffer.size, 9);
  assert_memory_equal(buffer.data, "ab\0cd12-x", 9);
  assert_true(gm_slice_equal(gm_buffer_slice(&buffer), gm_slice_of("ab\0cd12-x", 9)));
  gm_buffer_clear(&buffer);
  assert_string_equal(gm_buffer_text(&buffer), "");
  gm_buffer_free(&buffer);
  assert_null(buffer.data);
}

static void failure_sticks(void **state) {
  (void)state;
  gm_buffer buffer = GM_BUFFER_INIT;
  gm_alloc_fail_after(0);
  gm_buffer_add_text(&buffer, "lost");
  gm_alloc_fail_after(-1);
  gm_buffer_add_text(&buffer, "ignored");
  gm_buffer_add_format(&buffer, "%d", 1);
  assert_int_equal(buffer.status, GM_NOMEM);
  assert_int_equal(buffer.size, 0);
  assert_string_equal(gm_buffer_text(&buffer), "");
  assert_null(gm_buffer_reserve(&buffer, 1));
  gm_buffer_clear(&buffer);
  assert_null(gm_buffer_reserve(&buffer, SIZE_MAX));
  gm_buffer_clear(&buffer);
  gm_buffer_add_text(&buffer, "again");
  assert_string_equal(gm_buffer_text(&buffer), "again");
  gm_buffer_free(&buffer);
}

static void varints_go_there_and_back(void **state) {
  static const uint64_t cases[] = {0, 1, 127, 128, 300, 16383, 16384, UINT32_MAX, UINT64_MAX};
  (void)state;
  gm_buffer buffer = GM_BUFFER_INIT;
  for (size_t i = 0; i < COUNT(cases); i++) gm_buffer_add_varint(&buffer, cases[i]);
  size_t offset = 0;
  uint64_t value;
  for (size_t i = 0; i < COUNT(cases); i++) {
    assert_true(gm_varint_read(gm_buffer_slice(&buffer), &offset, &value));
    assert_true(value == cases[i]);
  }
  assert_int_equal(offset, buffer.size);
  assert_false(gm_varint_read(gm_buffer_slice(&buffer), &offset, &value));
  offset = 0;
  assert_false(gm_varint_read(gm_slice_of("\x80\x80", 2), &offset, &value));
  offset = 0; /* a number that never ends is refused, not read for ever */
  assert_false(gm_varint_read(gm_slice_text("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
                              &offset, &value));
  gm_buffer_free(&buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(appends), cmocka_unit_test(failure_sticks),
                                     cmocka_unit_test(varints_go_there_and_back)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
