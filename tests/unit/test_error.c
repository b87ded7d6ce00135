/* Errors: the first one wins, texts are cut on character boundaries. */
#include "test.h"
#include "base/error.h"

static void first_failure_wins(void **state) {
  (void)state;
  gm_error err = {0};
  assert_int_equal(gm_fail_at(&err, GM_FORMAT, "a.csv", 3, 14, "%d cells", 5), GM_FORMAT);
  assert_int_equal(gm_fail(&err, GM_IO, "later"), GM_IO);
  assert_int_equal(err.status, GM_FORMAT);
  assert_string_equal(err.file, "a.csv");
  assert_string_equal(err.message, "5 cells");
  assert_int_equal(err.line, 3);
  assert_int_equal(err.column, 14);
  gm_error_clear(&err);
  assert_int_equal(gm_nomem(&err), GM_NOMEM);
  assert_string_equal(err.message, "out of memory");
  assert_string_equal(err.file, "");
  assert_int_equal(gm_fail(NULL, GM_IO, "nobody asked"), GM_IO);
  gm_error_clear(NULL);
}

static void cut_between_characters(void **state) {
  (void)state;
  char longer[2000];
  for (size_t i = 0; i + 3 < sizeof longer; i += 3) memcpy(longer + i, "\xe2\x82\xac", 4);
  for (int shift = 0; shift < 3; shift++) {
    gm_error err = {0};
    gm_fail_at(&err, GM_IO, longer, 0, 0, "%.*s%s", shift, "xx", longer);
    size_t message = strlen(err.message), file = strlen(err.file);
    assert_true(message < sizeof err.message && message + 3 >= sizeof err.message);
    assert_int_equal((message - (size_t)shift) % 3, 0);
    assert_true(file < sizeof err.file && file % 3 == 0);
  }
}

static void every_status_has_a_name(void **state) {
  (void)state;
#define CHECK(name, text)                                \
  assert_string_equal(gm_status_name(GM_##name), #name); \
  assert_string_equal(gm_status_text(GM_##name), text);
  GM_STATUS_TABLE(CHECK)
#undef CHECK
  assert_string_equal(gm_status_name((gm_status)999), "?");
  assert_string_equal(gm_status_text((gm_status)999), "?");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(first_failure_wins),
                                     cmocka_unit_test(cut_between_characters),
                                     cmocka_unit_test(every_status_has_a_name)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
