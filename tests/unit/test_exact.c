/* Exact arithmetic: rounding, overflow, shares, decimal text. */
#include "test.h"
#include "base/exact.h"
#include "base/memory.h"

#define MAX INT64_MAX
#define MIN INT64_MIN

static void muldiv_rounds_half_to_even(void **state) {
  static const struct {
    gm_micro a, b, c, result;
    gm_status status;
  } cases[] = {
      {1, 1, 2, 0, GM_OK},          {3, 1, 2, 2, GM_OK},
      {5, 1, 2, 2, GM_OK},          {7, 1, 2, 4, GM_OK},
      {-1, 1, 2, 0, GM_OK},         {-3, 1, 2, -2, GM_OK},
      {3, 1, -2, -2, GM_OK},        {-3, -1, -2, -2, GM_OK},
      {1, 1, 3, 0, GM_OK},          {2, 1, 3, 1, GM_OK},
      {0, MAX, 1, 0, GM_OK},        {MAX, MAX, MAX, MAX, GM_OK},
      {MIN, 1, 2, MIN / 2, GM_OK},  {MIN, MIN, MIN, 0, GM_LIMIT},
      {MAX, -1, 1, -MAX, GM_OK},    {MIN, 1, 1, 0, GM_LIMIT},
      {MAX, 2, 1, 0, GM_LIMIT},     {MAX, MAX, 1, 0, GM_LIMIT},
      {MAX, MAX, 2, 0, GM_LIMIT},   {1, 1, 0, 0, GM_MISUSE},
      {MAX, 1000000, MAX, 1000000, GM_OK},
      {MAX - 1, 3, 6, MAX / 2, GM_OK},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    gm_error err = {0};
    gm_micro result = 0;
    gm_status status = gm_micro_muldiv(&result, cases[i].a, cases[i].b, cases[i].c, &err);
    assert_int_equal(status, cases[i].status);
    assert_int_equal(err.status, cases[i].status);
    assert_true(result == cases[i].result);
  }
}

enum { MOST = 5 };

static void shares_add_up(void **state) {
  static const struct {
    gm_micro total;
    size_t count;
    gm_micro weights[MOST], shares[MOST];
  } cases[] = {
      {0, 0, {0}, {0}},
      {0, 2, {0, 0}, {0, 0}},
      {10, 1, {7}, {10}},
      {100, 3, {1, 1, 1}, {34, 33, 33}},
      {-100, 3, {1, 1, 1}, {-34, -33, -33}},
      {101, 3, {1, 1, 1}, {34, 34, 33}},
      {1, 4, {1, 1, 2, 1}, {0, 0, 1, 0}},
      {7, 4, {0, 3, 0, 3}, {0, 4, 0, 3}},
      {100, 4, {0, 1, 2, 4}, {0, 14, 29, 57}},
      {MAX, 2, {MAX, MAX}, {MAX / 2 + 1, MAX / 2}},
      {MAX, 3, {MAX, 0, 1}, {MAX - 1, 0, 1}},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    gm_micro shares[MOST], sum = 0;
    assert_int_equal(
        gm_micro_share(shares, cases[i].total, cases[i].weights, cases[i].count, NULL), GM_OK);
    for (size_t k = 0; k < cases[i].count; k++) {
      assert_true(shares[k] == cases[i].shares[k]);
      sum += shares[k];
    }
    assert_true(sum == cases[i].total);
  }
}

static void share_refuses(void **state) {
  (void)state;
  gm_micro shares[2], none[2] = {0, 0}, negative[2] = {2, -1}, one[2] = {1, 1};
  assert_int_equal(gm_micro_share(shares, 1, none, 2, NULL), GM_MISUSE);
  assert_int_equal(gm_micro_share(shares, 1, negative, 2, NULL), GM_MISUSE);
  assert_int_equal(gm_micro_share(shares, MIN, one, 2, NULL), GM_LIMIT);
  gm_alloc_fail_after(0);
  gm_status status = gm_micro_share(shares, 1, one, 2, NULL);
  gm_alloc_fail_after(-1);
  assert_int_equal(status, GM_NOMEM);
}

static void text_goes_there_and_back(void **state) {
  static const struct {
    gm_micro value;
    const char *text;
  } cases[] = {
      {0, "0"},           {1, "0.000001"},
      {-1, "-0.000001"},  {500000, "0.5"},
      {3000000, "3"},     {-12250000, "-12.25"},
      {1000010, "1.00001"}, {MAX, "9223372036854.775807"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    char text[32];
    gm_micro value;
    gm_micro_text(cases[i].value, text);
    assert_string_equal(text, cases[i].text);
    assert_int_equal(gm_micro_read(&value, text, strlen(text), NULL), GM_OK);
    assert_true(value == cases[i].value);
  }
  char text[32];
  gm_micro_text(MIN, text);
  assert_string_equal(text, "-9223372036854.775808");
}

static void read_refuses(void **state) {
  static const char *const cases[] = {"",     "-",       "+",   ".",    ".5",   "1.",  "1..2",
                                      "1.2.", "1e3",     " 1",  "1 ",   "1,5",  "--1", "0x1",
                                      "nan",  "0.0000001", "9223372036854.775808",
                                      "99999999999999", "99999999999999999999999999"};
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    gm_micro value = 42;
    assert_int_equal(gm_micro_read(&value, cases[i], strlen(cases[i]), NULL), GM_FORMAT);
    assert_true(value == 42);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(muldiv_rounds_half_to_even), cmocka_unit_test(shares_add_up),
      cmocka_unit_test(share_refuses), cmocka_unit_test(text_goes_there_and_back),
      cmocka_unit_test(read_refuses)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
