/* Dates as they are written, in EDTF. */
#include "test.h"
#include "load/dates.h"
#include <stdio.h>
#include <stdlib.h>

static void reads_values(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"2022-12-16", "2022-12-16"}, {"2022-12-16T10:00:00Z", "2022-12-16"},
      {"2022-12-16 10:00", "2022-12-16"}, {"2022/12/16", "2022-12-16"},
      {"20221216", "2022-12-16"}, {"2022-12", "2022-12"}, {"2022", "2022"},
      {"Dec. 16, 2022", "2022-12-16"}, {"December 16, 2022", "2022-12-16"},
      {"16 December 2022", "2022-12-16"}, {"16th of December 2022", "2022-12-16"},
      {"Friday, December 16, 2022", "2022-12-16"}, {"Fri, 16 Dec 2022 10:00:00 GMT", "2022-12-16"},
      {"December 2022", "2022-12"}, {"Sept 2018", "2018-09"}, {"2022~", "2022~"},
      {"c. 2011", "2011~"}, {"about May 2011", "2011-05~"}, {"2023/2024", "2023/2024"},
      {"2023-01-05/2023-02-01", "2023-01-05/2023-02-01"}, {"2024/..", "2024/.."},
      {"2022年12月16日", "2022-12-16"}, {"2022年", "2022"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[GM_DATE_SIZE] = "";
    if (!gm_date_read(gm_slice_text(cases[i][0]), out)) print_error("%s\n", cases[i][0]);
    assert_string_equal(out, cases[i][1]);
  }
}

static void refuses(void **state) {
  (void)state;
  static const char *const cases[] = {"", "December 16", "16 Dec", "04/05/2022", "2022-13-01",
                                      "2022-02-30", "yesterday", "Five Eyes", "20229999",
                                      "2022-12-16 was a Friday in the long cold winter of that year"};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[GM_DATE_SIZE] = "";
    if (gm_date_read(gm_slice_text(cases[i]), out)) print_error("case %zu\n", i);
    assert_false(gm_date_read(gm_slice_text(cases[i]), out));
  }
}

static void finds_in_lines(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"Published Dec. 16, 2022 10:00 JST", "2022-12-16"},
      {"By Jane Doe | 4 March 2021", "2021-03-04"},
      {"Updated 11:20, 3 February 2023", "2023-02-03"},
      {"Issue 4, December 16", ""}, {"In 2022 the law was passed", ""}, {"Room 20221, May 2022", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[GM_DATE_SIZE] = "";
    size_t begin;
    size_t size = gm_date_find(gm_slice_text(cases[i][0]), &begin, out);
    assert_int_equal(size > 0, cases[i][1][0] != 0);
    assert_string_equal(size ? out : "", cases[i][1]);
  }
  char out[GM_DATE_SIZE];
  size_t begin;
  assert_int_equal(gm_month_find(gm_slice_text("September 2018 Issue"), &begin, out), 14);
  assert_string_equal(out, "2018-09");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_values), cmocka_unit_test(refuses),
                                     cmocka_unit_test(finds_in_lines)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
