/* Rich Text Format: paragraphs, characters, what is left out. */
#include "load.h"

static void reads_texts(void **state) {
  (void)state;
  static const struct {
    const char *rtf, *expected;
  } cases[] = {
      {"{\\rtf1\\ansi{\\fonttbl\\f0\\fswiss Helvetica;}\\f0\\pard This is {\\b bold} text.\\par\n"
       "Second one.\\par}", "This is bold text.\n\nSecond one.\n"},
      {"{\\rtf1\\ansi\\ansicpg1252 caf\\'e9 \\ldblquote q\\rdblquote\\par}", "café “q”\n"},
      {"{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2\\par}", "Привет\n"},
      {"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\\f1 \\'cf\\'f0 \\f0 \\'e9}",
       "Пр é\n"},
      {"{\\rtf1\\uc1 \\u26085 ?\\u26412 ? \\u-10179?\\u-8704? end}", "日本 😀 end\n"},
      {"{\\rtf1 {\\*\\unknown gone}{\\pict 0a0b0c}{\\header gone}Kept{\\field{\\*\\fldinst HYPERLINK}"
       "{\\fldrslt link}}}", "Keptlink\n"},
      {"{\\rtf1 \\trowd\\intbl a\\cell b\\cell\\row\\pard after\\par}", "a\tb\n\nafter\n"},
      {"{\\rtf1 unclosed {group", "unclosed group\n"},
  };
  for (size_t i = 0; i < COUNT(cases); i++)
    reads("a.rtf", cases[i].rtf, "text", cases[i].expected);
}

static void reads_what_it_says_of_itself(void **state) {
  (void)state;
  reads("a.txt", "{\\rtf1{\\info{\\title The title}{\\author Ann \\'c9}{\\creatim\\yr2020}}Text.}",
        "format title author text", "rtf|The title|Ann É|Text.\n");
}

static void refuses(void **state) {
  (void)state;
  collected c = {.show = "text"};
  gm_error err = {0};
  assert_int_equal(collect(&c, "a.rtf", gm_slice_text("{\\rtf1{\\pict 00}}"), NULL, &err), GM_FORMAT);
  assert_string_equal(err.message, "holds no text");
  gm_buffer deep = GM_BUFFER_INIT;
  gm_buffer_add_text(&deep, "{\\rtf1 ");
  for (int i = 0; i < 5000; i++) gm_buffer_add_text(&deep, "{");
  err = (gm_error){0};
  assert_int_equal(collect(&c, "a.rtf", gm_buffer_slice(&deep), NULL, &err), GM_LIMIT);
  gm_buffer_free(&deep);
  collected_free(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_texts),
                                     cmocka_unit_test(reads_what_it_says_of_itself),
                                     cmocka_unit_test(refuses)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
