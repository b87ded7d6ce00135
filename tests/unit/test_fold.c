/* fold: a table, and over Unicode's NormalizationTest that all compatible forms fold
 * alike. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include "text/fold.h"
#include "text/utf8.h"

static gm_buffer folded, again;

static void fold(const char *text, gm_buffer *out) {
  gm_buffer_clear(out);
  assert_int_equal(gm_fold(out, gm_slice_text(text), NULL), GM_OK);
}

static void test_table(void **state) {
  (void)state;
  static const char *const cases[][3] = {
      {"", "", ""},
      {"Plain TEXT", "plain text", "plain text"},
      {"Straße", "strasse", "strasse"},
      {"ΣΊΣΥΦΟΣ", "σίσυφοσ", "σισυφοσ"},
      {"ﬃ", "ffi", "ffi"},
      {"Ａ１", "a1", "a1"},
      {"co­op", "coop", "coop"},         /* soft hyphen */
      {"don’t", "don't", "don't"},
      {"self‐made", "self-made", "self-made"}, /* U+2010 */
      {"Ｅ́cole", "école", "ecole"},
      {"½", "1⁄2", "1⁄2"},
      {"Đại Việt", "đại việt", "đai viet"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fold(cases[i][0], &folded);
    assert_string_equal(gm_buffer_text(&folded), cases[i][1]);
    gm_buffer_clear(&again);
    assert_int_equal(gm_fold_plain(&again, gm_buffer_slice(&folded), NULL), GM_OK);
    assert_string_equal(gm_buffer_text(&again), cases[i][2]);
  }
}

/* The five columns of a line are one text in five forms; a fold folds to itself. */
static void test_compatible_forms(void **state) {
  (void)state;
  char path[4096], line[4096];
  const char *data = getenv("GIMLET_TEST_DATA");
  snprintf(path, sizeof path, "%s/unicode/NormalizationTest.txt",
           data ? data : "../shared/corpus");
  FILE *file = fopen(path, "r");
  if (!file) {
    printf("skipped: fold.compatible_forms: no %s\n", path);
    skip();
  }
  int lines = 0;
  while (fgets(line, sizeof line, file)) {
    char *p = line, text[512];
    if (*p == '#' || *p == '@' || *p == '\n') continue;
    for (int column = 0; column < 5; column++, p++) {
      size_t size = 0;
      while (*p != ';')
        size += gm_utf8_encode(text + size, (uint32_t)strtoul(p, &p, 16));
      text[size] = 0;
      fold(text, column ? &again : &folded);
      if (column && !gm_slice_equal(gm_buffer_slice(&folded), gm_buffer_slice(&again)))
        printf("column %d: %s", column, line);
      if (column)
        assert_true(gm_slice_equal(gm_buffer_slice(&folded), gm_buffer_slice(&again)));
    }
    fold(gm_buffer_text(&folded), &again);
    assert_true(gm_slice_equal(gm_buffer_slice(&folded), gm_buffer_slice(&again)));
    lines++;
  }
  fclose(file);
  printf("figure: NormalizationTest lines folded alike %d\n", lines);
  assert_true(lines > 18000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table),
      cmocka_unit_test(test_compatible_forms),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  gm_buffer_free(&folded);
  gm_buffer_free(&again);
  return failed;
}
