/* words: every case of Unicode's WordBreakTest. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include "text/utf8.h"
#include "text/words.h"

static void test_conformance(void **state) {
  (void)state;
  char path[4096], line[4096];
  const char *data = getenv("GIMLET_TEST_DATA");
  snprintf(path, sizeof path, "%s/unicode/WordBreakTest.txt",
           data ? data : "../shared/corpus");
  FILE *file = fopen(path, "r");
  if (!file) {
    printf("skipped: words.conformance: no %s\n", path);
    skip();
  }
  int cases = 0, right = 0;
  while (fgets(line, sizeof line, file)) {
    char text[512], *p = line;
    uint32_t size = 0, bounds[256], count = 0;
    if (*p == '#' || *p == '\n') continue;
    for (; *p && *p != '#'; ) {
      if (strncmp(p, "\xC3\xB7", 2) == 0) bounds[count++] = size, p += 2; /* ÷ */
      else if (strncmp(p, "\xC3\x97", 2) == 0) p += 2;                    /* × */
      else if (*p == ' ' || *p == '\t') p++;
      else size += (uint32_t)gm_utf8_encode(text + size, (uint32_t)strtoul(p, &p, 16));
    }
    uint32_t at = 0, seen = 0;
    bool good = true;
    for (; at < size && good; seen++) {
      good = bounds[seen] == at;
      at = gm_word_end(text, size, at);
    }
    good = good && seen + 1 == count;
    if (!good) printf("wrong: %s", line);
    cases++;
    right += good;
  }
  fclose(file);
  printf("figure: WordBreakTest %d of %d (floor all)\n", right, cases);
  assert_true(cases > 1000);
  assert_int_equal(right, cases);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_conformance)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
