/* Plain text and its front matter; the sidecar; formats by content and name. */
#include "load.h"

static void front_matter(void **state) {
  (void)state;
  reads("a.txt", "---\ntitle: \"A: B\"\ndate: Dec. 16, 2022\ntags: [x, 'y z']\n---\n\nText.\n",
        "title date tags text", "A: B|2022-12-16|x; y z|Text.\n\n");
  reads("a.txt", "---\nauthors:\n  - Jane Doe\n  - John Roe\nsummary: >\n  two\n  lines\n---\nText.",
        "author summary text", "Jane Doe; John Roe|two lines|Text.\n");
  reads("a.txt", "Title: T\nSource: S\n\nText: yes.", "title source text", "T|S|Text: yes.\n");
  reads("a.txt", "Note: this is no header\n\nText.", "title text", "|Note: this is no header\n\nText.\n");
  reads("a.txt", "---\nnot front matter\n---\nText.", "text", "---\nnot front matter\n---\nText.\n");
  reads("a.txt", "Date: December 16\nTitle: T\n\nText.", "date date_written text", "|December 16|Text.\n");
}

static void newlines(void **state) {
  (void)state;
  reads("a.txt", "one\r\ntwo\rthree\n", "text", "one\ntwo\nthree\n\n");
}

static void formats(void **state) {
  (void)state;
  static const char *const cases[][3] = {
      {"a.txt", "Plain words.", "text"},
      {"a.txt", "<!DOCTYPE html><p>Words.</p>", "html"},
      {"-", "<html><body><p>Words.</p>", "html"},
      {"a", "{\"text\":\"Words.\"}\n{\"text\":\"More.\"}\n", "jsonl"},
      {"a.json", "[{\"text\":\"Words.\"}]", "jsonl"},
      {"a.csv", "text\nWords.\n", "csv"},
      {"-", "id,title,text\n1,T,Words.\n", "csv"},
      {"a.tsv", "id\ttext\n1\tWords, more.\n", "csv"},
      {"a.md", "Words.", "markdown"},
      {"-", "# One\n\nWords.\n\n## Two\n\nMore **bold** words.\n", "markdown"},
      {"a.txt", "Costs rose by 3 % * 2 # of them", "text"},
      {"page.html", "Just words.", "html"}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    collected c = {.show = "format"};
    char expected[64];
    snprintf(expected, sizeof expected, "%s\n", cases[i][2]);
    assert_int_equal(collect(&c, cases[i][0], gm_slice_text(cases[i][1]), NULL, NULL), GM_OK);
    if (strncmp(gm_buffer_text(&c.out), expected, strlen(expected)) != 0)
      print_error("%s %s: %s", cases[i][0], cases[i][1], gm_buffer_text(&c.out));
    assert_memory_equal(gm_buffer_text(&c.out), expected, strlen(expected));
    collected_free(&c);
  }
}

static void sidecars(void **state) {
  (void)state;
  gm_read_options options = {
      .sidecar = gm_slice_text("{\"title\":\"Mine\",\"date\":\"2020~\",\"credibility\":2,\"x\":\"y\"}")};
  collected c = {.show = "title date credibility x source"};
  gm_error err = {0};
  gm_slice text = gm_slice_text("Title: Theirs\nSource: S\n\nText.");
  assert_int_equal(collect(&c, "a.txt", text, &options, &err), GM_OK);
  assert_string_equal(gm_buffer_text(&c.out), "Mine|2020~|2|y|S\n");
  collected_free(&c);
  options.sidecar = gm_slice_text("{\"title\":");
  assert_int_equal(collect(&c, "a.txt", text, &options, &err), GM_FORMAT);
  assert_string_equal(err.file, "a.txt.meta.json");
  assert_int_equal(err.line, 1);
}

static void refuses(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    const char *format;
    gm_status status;
  } cases[] = {{"", NULL, GM_FORMAT}, {"  \n", NULL, GM_FORMAT}, {"x", "nonsense", GM_MISUSE},
               {"Title: T\nDate: 2020\n\n", NULL, GM_FORMAT}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    collected c = {.show = "text"};
    gm_read_options options = {.format = cases[i].format};
    gm_error err = {0};
    assert_int_equal(collect(&c, "a.txt", gm_slice_text(cases[i].bytes), &options, &err),
                     cases[i].status);
    assert_string_equal(err.file, "a.txt");
    collected_free(&c);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(front_matter), cmocka_unit_test(newlines),
                                     cmocka_unit_test(formats), cmocka_unit_test(sidecars),
                                     cmocka_unit_test(refuses)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
