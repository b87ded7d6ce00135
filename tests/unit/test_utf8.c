/* utf8: well-formedness, repair, counting. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include "text/utf8.h"

#define FFFD "\xEF\xBF\xBD"

static void test_repair(void **state) {
  (void)state;
  static const struct {
    const char *in, *out;
    uint32_t replaced;
  } cases[] = {
      {"", "", 0},
      {"plain", "plain", 0},
      {"na\xC3\xAFve \xE2\x80\x99 \xF0\x9F\x87\xAF",
       "na\xC3\xAFve \xE2\x80\x99 \xF0\x9F\x87\xAF", 0},
      {"a\x80z", "a" FFFD "z", 1},
      {"a\xC0\xAFz", "a" FFFD FFFD "z", 2},         /* overlong */
      {"\xE0\x9F\x80", FFFD FFFD FFFD, 3},          /* overlong, three bytes */
      {"\xED\xA0\x80", FFFD FFFD FFFD, 3},          /* surrogate */
      {"\xF4\x90\x80\x80", FFFD FFFD FFFD FFFD, 4}, /* above U+10FFFF */
      {"\xF0\x9F\x87", FFFD, 1},                    /* cut short: one part */
      {"\xE2\x80z", FFFD "z", 1},
      {"\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63", FFFD FFFD FFFD "b" FFFD "c", 4},
      {"\xFF\xFE", FFFD FFFD, 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gm_buffer out = GM_BUFFER_INIT;
    uint32_t replaced = 0;
    gm_slice in = gm_slice_text(cases[i].in);
    gm_utf8_repair(&out, in, &replaced);
    assert_string_equal(gm_buffer_text(&out), cases[i].out);
    assert_int_equal(replaced, cases[i].replaced);
    assert_int_equal(gm_utf8_valid(in), cases[i].replaced == 0);
    assert_true(gm_utf8_valid(gm_buffer_slice(&out)));
    gm_buffer_free(&out);
  }
}

static void test_code_points(void **state) {
  (void)state;
  for (uint32_t code = 0; code < 0x110000; code++) {
    if (code >= 0xD800 && code < 0xE000) continue;
    char text[5] = {0};
    uint32_t length, size = (uint32_t)gm_utf8_encode(text, code);
    assert_true(gm_utf8_valid(gm_slice_of(text, size)));
    assert_int_equal(gm_utf8_decode(text, &length), code);
    assert_int_equal(length, size);
    assert_int_equal(gm_utf8_before(text, size), size);
    assert_int_equal(gm_utf8_count(gm_slice_of(text, size)), 1);
  }
}

static void test_random_bytes(void **state) {
  (void)state;
  uint64_t seed = 42;
  for (int round = 0; round < 20000; round++) {
    char bytes[40];
    size_t size = (size_t)round % sizeof bytes;
    for (size_t i = 0; i < size; i++) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      bytes[i] = (char)(seed >> 56);
      if (round & 1) bytes[i] |= (char)0x80;
    }
    gm_buffer out = GM_BUFFER_INIT;
    uint32_t replaced = 0;
    gm_utf8_repair(&out, gm_slice_of(bytes, size), &replaced);
    assert_true(gm_utf8_valid(gm_buffer_slice(&out)));
    assert_int_equal(gm_utf8_valid(gm_slice_of(bytes, size)), replaced == 0);
    gm_buffer_free(&out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_repair),
      cmocka_unit_test(test_code_points),
      cmocka_unit_test(test_random_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
