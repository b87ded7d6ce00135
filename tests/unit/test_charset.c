/* Encodings: what is told, what is detected, what is refused. */
#include "test.h"
#include "load/charset.h"
#include "load/slices.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  const char *bytes;
  size_t size; /* 0: up to the NUL */
  const char *wanted, *charset, *text;
  unsigned replaced;
} decoding;

static void decodes(void **state) {
  (void)state;
  static const decoding cases[] = {
      {"plain", 0, NULL, "UTF-8", "plain", 0},
      {"\xef\xbb\xbfJap\xc3\xb3n", 0, NULL, "UTF-8", "Jap\xc3\xb3n", 0},
      {"\xff\xfeJ\0a\0", 6, NULL, "UTF-16LE", "Ja", 0},
      {"\xfe\xff\0J\0a", 6, NULL, "UTF-16BE", "Ja", 0},
      {"J\0a\0p\0a\0n\0 \0a\0b\0", 16, NULL, "UTF-16LE", "Japan ab", 0},
      {"<meta charset=\"iso-8859-1\">caf\xe9", 0, NULL, "iso-8859-1",
       "<meta charset=\"iso-8859-1\">caf\xc3\xa9", 0},
      {"caf\xe9", 0, "windows-1252", "windows-1252", "caf\xc3\xa9", 0},
      {"\xe2\x80\x9cone\xe2\x80\x9d \xff two", 0, NULL, "UTF-8",
       "\xe2\x80\x9cone\xe2\x80\x9d \xef\xbf\xbd two", 1},
      {"lacks \xff\xfe it", 0, NULL, "UTF-8", "lacks \xef\xbf\xbd\xef\xbf\xbd it", 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const decoding *c = &cases[i];
    gm_charset_text out;
    gm_slice bytes = gm_slice_of(c->bytes, c->size ? c->size : strlen(c->bytes));
    assert_int_equal(gm_charset_decode(&out, bytes, c->wanted, NULL), GM_OK);
    assert_string_equal(out.charset, c->charset);
    assert_int_equal(out.text.size, strlen(c->text));
    assert_memory_equal(out.text.data, c->text, out.text.size);
    assert_int_equal(out.replaced, c->replaced);
    gm_charset_free(&out);
  }
}

static void keeps_nul(void **state) {
  (void)state;
  gm_charset_text out;
  static const char text[] = "A text with one NUL\0 byte in it, kept as it is.";
  assert_int_equal(gm_charset_decode(&out, gm_slice_of(text, sizeof text - 1), NULL, NULL), GM_OK);
  assert_int_equal(out.text.size, sizeof text - 1);
  gm_charset_free(&out);
}

static void refuses(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t size;
    const char *message;
  } cases[] = {{"", 0, "is empty"},
               {" \n\t ", 4, "holds no text (white space only)"},
               {"\x89PNG\r\n\x1a\n\0\0", 10, "is a PNG image, not text"},
               {"%PDF-1.4\n", 9, "is a PDF document, not text"},
               {"PK\3\4\0\0", 6, "is a ZIP archive or office document, not text"},
               {"\1\2\3\4\5\6\7\0\1\2\3", 11, "is binary, not text"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gm_charset_text out;
    gm_error err = {0};
    gm_slice bytes = gm_slice_of(cases[i].bytes, cases[i].size);
    assert_int_equal(gm_charset_decode(&out, bytes, NULL, &err), GM_FORMAT);
    assert_string_equal(err.message, cases[i].message);
  }
  gm_charset_text out;
  gm_error err = {0};
  assert_int_equal(gm_charset_decode(&out, gm_slice_text("x"), "klingon", &err), GM_MISUSE);
}

static char *read_file(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  char *bytes = malloc(1 << 20);
  *size = fread(bytes, 1, 1 << 20, file);
  fclose(file);
  return bytes;
}

/* Each file of cjk/ has a twin in UTF-8. */
static void equals_the_twins(void **state) {
  (void)state;
  char folder[512], path[1024];
  snprintf(folder, sizeof folder, "%s/cjk", getenv("GIMLET_TEST_DATA") ? getenv("GIMLET_TEST_DATA") : "");
  DIR *dir = opendir(folder);
  if (!dir) {
    printf("skipped: charset twins: no %s\n", folder);
    skip();
  }
  unsigned right = 0, all = 0;
  for (struct dirent *entry; (entry = readdir(dir));) {
    char *end = strstr(entry->d_name, "-utf8.txt");
    if (!end) continue;
    size_t size = 0, twin_size = 0;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    char *twin = read_file(path, &twin_size);
    snprintf(path, sizeof path, "%s/%.*s.txt", folder, (int)(end - entry->d_name), entry->d_name);
    char *bytes = read_file(path, &size);
    gm_charset_text out;
    all++;
    if (bytes && gm_charset_decode(&out, gm_slice_of(bytes, size), NULL, NULL) == GM_OK) {
      right += gm_slice_equal(gm_slice_trim(out.text), gm_slice_trim(gm_slice_of(twin, twin_size)));
      gm_charset_free(&out);
    }
    free(twin);
    free(bytes);
  }
  closedir(dir);
  printf("figure: charset_twins %u of %u (floor 14)\n", right, all);
  assert_true(right >= 14);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(decodes), cmocka_unit_test(keeps_nul),
                                     cmocka_unit_test(refuses), cmocka_unit_test(equals_the_twins)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
