/* Records: JSON Lines and CSV, with what is wrong with single ones. */
#include "load.h"

static void failing(const char *path, const char *bytes, const char *show, const char *expected,
                    const char *failures) {
  collected c = {.show = show};
  gm_error err = {0};
  assert_int_equal(collect(&c, path, gm_slice_text(bytes), NULL, &err), GM_OK);
  assert_string_equal(gm_buffer_text(&c.out), expected);
  assert_string_equal(gm_buffer_text(&c.failures), failures);
  collected_free(&c);
}

static void json_lines(void **state) {
  (void)state;
  reads("a.jsonl", "{\"id\":\"x\",\"title\":\"T\",\"text\":\"One.\"}\n\n{\"text\":\"Two.\",\"n\":7}\n",
        "id title n text", "x|T||One.\na.jsonl:2||7|Two.\n");
  reads("a.jsonl", "{\"published\":\"2022-12-16T10:00\",\"publisher\":\"P\",\"content\":\"C\"}",
        "date source text", "2022-12-16|P|C\n");
  reads("a.jsonl", "{\"text\":\"a\\r\\nb\"}", "text", "a\nb\n");
  reads("a.json", "[\n {\"text\":\"One.\"},\n {\"text\":\"Two.\"}\n]", "id text",
        "a.json:1|One.\na.json:2|Two.\n");
  reads("a.json", "{\n \"title\": \"T\",\n \"text\": \"One.\"\n}", "title text", "T|One.\n");
}

static void bad_lines(void **state) {
  (void)state;
  failing("a.jsonl", "{\"text\":\"One.\"}\n{\"text\":oops}\n{\"title\":\"T\"}\n{\"text\":\"Four.\"}\n",
          "id text", "a.jsonl:1|One.\na.jsonl:4|Four.\n",
          "2: malformed JSON: a value expected\n3: a record without text\n");
}

static void csv(void **state) {
  (void)state;
  reads("a.csv", "id,title,text\nx,\"T, \"\"quoted\"\"\",\"One\nand more\"\ny,,Two\n", "id title text",
        "x|T, \"quoted\"|One\nand more\ny||Two\n");
  reads("a.tsv", "id\ttext\tdate\nx\tOne, two\t16 Dec 2022\n", "id text date", "x|One, two|2022-12-16\n");
  reads("a.csv", "title;text\r\nT;One\r\n", "title text", "T|One\n");
  reads("a.csv", "title,body,text\nT,no,yes", "title text", "T|yes\n");
}

static void ragged(void **state) {
  (void)state;
  failing("a.csv", "id,text\n1,One\n2\n3,Three,x\n\n4,\"Fo\nur\"\n5,\n6,\"open\n", "id text",
          "1|One\n4|Fo\nur\n",
          "3: a row of 1 fields where the header has 2\n4: a row of 3 fields where the header has 2\n"
          "8: a row without text\n9: a quoted field does not end\n");
}

static void no_text_column(void **state) {
  (void)state;
  collected c = {.show = "text"};
  gm_error err = {0};
  assert_int_equal(collect(&c, "a.csv", gm_slice_text("id,words\n1,x\n"), NULL, &err), GM_FORMAT);
  assert_int_equal(err.line, 1);
}

static gm_status stop(void *context, gm_document *document, gm_error *err) {
  (void)document;
  return ++*(int *)context == 2 ? gm_fail(err, GM_TIMEOUT, "enough") : GM_OK;
}

static void stops_when_told(void **state) {
  (void)state;
  int count = 0;
  gm_slice bytes = gm_slice_text("{\"text\":\"1\"}\n{\"text\":\"2\"}\n{\"text\":\"3\"}\n");
  assert_int_equal(gm_read("a.jsonl", bytes, NULL, stop, NULL, &count, NULL), GM_TIMEOUT);
  assert_int_equal(count, 2);
}

/* A record without a field of a usual name: its longest string is the text. */
static void finds_the_text(void **state) {
  (void)state;
  gm_buffer file = GM_BUFFER_INIT, expected = GM_BUFFER_INIT;
  gm_buffer_add_text(&file, "{\"title\":\"T\",\"note\":\"");
  for (int i = 0; i < 60; i++) gm_buffer_add_text(&file, "note ");
  gm_buffer_add_text(&file, "\",\"story\":\"");
  for (int i = 0; i < 80; i++) gm_buffer_add_text(&file, "word ");
  gm_buffer_add_text(&file, "\"}");
  for (int i = 0; i < 80; i++) gm_buffer_add_text(&expected, "word ");
  gm_buffer_add_text(&expected, "|T|");
  gm_buffer_add_text(&expected, "\n");
  reads("a.json", gm_buffer_text(&file), "text title story", gm_buffer_text(&expected));
  gm_buffer_free(&file);
  gm_buffer_free(&expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(finds_the_text),
      
      cmocka_unit_test(json_lines), cmocka_unit_test(bad_lines),      cmocka_unit_test(csv),
      cmocka_unit_test(ragged),     cmocka_unit_test(no_text_column), cmocka_unit_test(stops_when_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
