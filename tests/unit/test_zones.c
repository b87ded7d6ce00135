/* Zones by structure alone, without zone rules: titles, headings, captions, tails, marks. */
#include "load.h"

#define BODY1 "The two governments signed the agreement after months of talks, and it will take effect in spring."
#define BODY2 "Officials of both governments said that the agreement covers eleven radar stations along the coast."
#define BODY3 "The opposition asked whether the radar agreement would be put before both parliaments in spring."
#define BODY4 "A committee of officials will watch over the agreement, and it will report to both governments."
#define FOUR BODY1 "\n\n" BODY2 "\n\n" BODY3 "\n\n" BODY4

static gm_tokens *tokens;
static gm_lexicon *lexicon;

static int begin(void **state) {
  (void)state;
  return gm_tokens_new(&tokens, NULL) == GM_OK && gm_lexicon_new(&lexicon, NULL) == GM_OK ? 0 : -1;
}

static int end(void **state) {
  (void)state;
  gm_tokens_free(tokens);
  gm_lexicon_free(lexicon);
  return 0;
}

/* The kinds of a text's outermost zones by their first letters: t title, h heading, b body … */
static void kinds_are(const char *text, const char *expected, int line) {
  collected c = {.show = "zones", .tokens = tokens, .lexicon = lexicon};
  gm_error err = {0};
  assert_int_equal(collect(&c, "a.txt", gm_slice_text(text), NULL, &err), GM_OK);
  char got[128] = "";
  static const char *const names[] = {"body(",  "title(",  "heading(", "teaser(", "boilerplate(", "caption(",
                                      "author(", "list(", "label(",   "chat("};
  static const char letters[] = "bthTxcalLC";
  for (const char *at = gm_buffer_text(&c.out); *at; at++)
    for (size_t i = 0; i < COUNT(names); i++)
      if (strncmp(at, names[i], strlen(names[i])) == 0 && strlen(got) < sizeof got - 1)
        got[strlen(got)] = letters[i];
  if (strcmp(got, expected) != 0) print_error("line %d: %s\n", line, gm_buffer_text(&c.out));
  assert_string_equal(got, expected);
  collected_free(&c);
}
#define KINDS(text, expected) kinds_are(text, expected, __LINE__)

static void plain(void **state) {
  (void)state;
  KINDS("A single short line.", "b");
  KINDS("one", "b");
  KINDS(FOUR, "bbbb");
  KINDS(BODY1 "\n" BODY2 "\n" BODY3, "bbb");
}

static void titles(void **state) {
  (void)state;
  KINDS("A Pact on Radar\n\n" FOUR, "tbbbb");
  KINDS("A pact on radar\n" BODY1 "\n" BODY2, "tbb");
  KINDS("New Pact On Radar Gives Northern Neighbours More Than They Asked For.\n" BODY1 "\n" BODY2, "tbb");
  KINDS("A new pact gives northern neighbours much more than they had asked for.\n" BODY1 "\n" BODY2, "bbb");
  KINDS("World affairs\n\nA pact on radar stations divides both governments\n\n" FOUR, "Ltbbbb");
  KINDS("Ladies and gentlemen,\n\n" FOUR, "bbbbb");
}

static void tops(void **state) {
  (void)state;
  KINDS("A Pact on Radar Stations\n\nHow two governments came to trust each other\n\nBy Jane Doe\n\nPublished 4 March "
        "2021\n\n" FOUR, "thaxbbbb");
  KINDS("A Pact on Radar Stations\n\nA station on the coast. \xc2\xa9 Jane Doe\n\n" FOUR, "tcbbbb");
  KINDS("The ministers on the quay in March\n\nThe ministers on the quay in March (Source: Navy)\n\n" FOUR, "ccbbbb");
}

static void insides(void **state) {
  (void)state;
  KINDS(BODY1 "\n\nWhat comes next\n\n" BODY2 "\n\n" BODY3, "bhbb");
  KINDS(BODY1 "\n\nPart 1: What comes next\n\n" BODY2 "\n\n" BODY3, "bLhbb");
  KINDS(BODY1 "\n\n1. What comes next\n\n" BODY2 "\n\n2. What came before\n\n" BODY3, "bhbhb");
  KINDS(BODY1 "\n\n\xe2\x80\xa2 One thing: the stations\n\xe2\x80\xa2 Another: the people\n\n" BODY2, "bllb");
  KINDS(BODY1 "\nIllustration: Jane\n" BODY2 "\n" BODY3, "bcbb");
  KINDS(BODY1 "\n\nYou have {{count}} left\n\n" BODY2 "\n\n" BODY3, "bxbb");
}

static void tails(void **state) {
  (void)state;
  KINDS(FOUR "\n\nJane Doe is a columnist who writes about the northern seas for this paper and others.\n\n"
        "Scientists at the polar station have drilled through two miles of ice and found a lake which they say that\n\n"
        "House prices in the capital fell for the sixth month in a row, as higher rates kept many buyers away from",
        "bbbbaTT");
  KINDS(FOUR "\n\nWould you like a version of this text that is shorter?", "bbbbC");
  KINDS(FOUR "\n\nHome\nNews\nSport\nHome\nNews\nSport\nHome", "bbbbxxxxxxx");
}

static gm_status marks(void *context, gm_document *document, gm_error *err) {
  (void)context;
  gm_slice text = document->text;
  assert_int_equal(gm_tokens_cut(tokens, lexicon, text, GM_TAILOR_ALL, err), GM_OK);
  assert_int_equal(gm_zones_find(document, tokens, lexicon, err), GM_OK);
  assert_int_equal(document->zone_count, 2);
  assert_int_equal(gm_zones_mark(document, 5, 10, GM_ZONE_CAPTION, false, err), GM_OK);
  assert_int_equal(document->zone_count, 4);
  assert_int_equal(document->zones[1].kind, GM_ZONE_CAPTION);
  assert_int_equal(document->zones[2].begin, 10);
  assert_int_equal(gm_zones_paragraph(document, 12, NULL), 1);
  uint32_t *edges, total;
  size_t count;
  assert_int_equal(gm_zones_edges(document, &edges, &count, err), GM_OK);
  for (size_t i = 1; i < count; i++) assert_true(edges[i] > edges[i - 1]);
  gm_zones_paragraph(document, 0, &total);
  assert_true(total >= 2);
  /* The whole second paragraph is claimed: it stays so when zones are found again. */
  uint32_t second = (uint32_t)strlen(BODY1) + 2;
  assert_int_equal(gm_zones_mark(document, second, (uint32_t)text.size, GM_ZONE_BOILERPLATE, false, err), GM_OK);
  assert_int_equal(gm_zones_settle(document, tokens, lexicon, err), GM_OK);
  assert_int_equal(gm_document_zone(document, second + 3)->kind, GM_ZONE_BOILERPLATE);
  assert_int_equal(gm_document_zone(document, 2)->kind, GM_ZONE_BODY);
  return GM_OK;
}

static void marked(void **state) {
  (void)state;
  gm_error err = {0};
  assert_int_equal(gm_read("a.txt", gm_slice_text(BODY1 "\n\n" BODY2), NULL, marks, NULL, NULL, &err), GM_OK);
}

static void quotes_are(const char *text, const char *expected) {
  collected c = {.show = "zones", .tokens = tokens, .lexicon = lexicon};
  assert_int_equal(collect(&c, "a.txt", gm_slice_text(text), NULL, NULL), GM_OK);
  char got[512] = "";
  for (char *at = (char *)gm_buffer_text(&c.out); (at = strstr(at, "quote(")); at++)
    strncat(got, at + 6, strcspn(at, ")") - 5);
  assert_string_equal(got, expected);
  collected_free(&c);
}

static void quotations(void **state) {
  (void)state;
  quotes_are("He said \"yes\" and \"no\" today.", "\"yes\")\"no\")");
  quotes_are("He said “yes, it is” today.", "“yes, it is”)");
  quotes_are("He said ”yes” today.", "”yes”)"); /* the same mark on both sides */
  quotes_are("The group's boats and the allies' ships.", "");
  quotes_are("A board of 5\" and no more.", "");
  quotes_are("“One.\n\n“Two.\n\n“Three.” He left.", "“One.)“Two.)“Three.”)");
  quotes_are("He began: “One.\n\n“Two.” He left.", "“One.)“Two.”)");
  quotes_are("An “open one and no end. More text here.", "");
}

static void hints(void **state) {
  (void)state;
  collected c = {.show = "title author date", .tokens = tokens, .lexicon = lexicon};
  assert_int_equal(collect(&c, "a.txt",
                           gm_slice_text("A Pact on Radar Stations\n\nBy Jane Doe | Staff writer\n\nPublished Dec. 16, "
                                         "2022 10:00 JST\n\n" FOUR "\n\nUpdated March 3, 2023"),
                           NULL, NULL), GM_OK);
  assert_int_equal(collect(&c, "a.txt", gm_slice_text("PORT LASKY, March 4, 2021 (Agency) -- " FOUR), NULL, NULL), GM_OK);
  assert_int_equal(collect(&c, "a.txt", gm_slice_text("On March 4, 2021 it was over.\n\n" FOUR), NULL, NULL), GM_OK);
  assert_string_equal(gm_buffer_text(&c.out), "A Pact on Radar Stations|Jane Doe|2022-12-16\n||2021-03-04\n||\n");
  collected_free(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain), cmocka_unit_test(titles), cmocka_unit_test(tops),       cmocka_unit_test(insides),
      cmocka_unit_test(tails), cmocka_unit_test(marked), cmocka_unit_test(quotations), cmocka_unit_test(hints)};
  return cmocka_run_group_tests(tests, begin, end);
}
