/* lexicon: interning, attributes, lemmas and how often they agree with a treebank's. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include "base/memory.h"
#include "text/lemmas.h"
#include "text/lexicon.h"

#define LEMMA_FLOOR 0.95

static gm_lexicon *lexicon;

static int setup(void **state) {
  (void)state;
  return gm_lexicon_new(&lexicon, NULL);
}

static int teardown(void **state) {
  (void)state;
  gm_lexicon_free(lexicon);
  return 0;
}

static gm_type type_of(const char *form) {
  gm_type type;
  assert_int_equal(gm_lexicon_intern(lexicon, gm_slice_text(form), &type, NULL), GM_OK);
  return type;
}

static const char *text_of(gm_slice slice) {
  static char text[128];
  snprintf(text, sizeof text, "%.*s", (int)slice.size, slice.data);
  return text;
}

static void test_interning(void **state) {
  (void)state;
  static const char *const forms[] = {
      "a", "ab",   "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq",
      "é", "日本", "ａ"};
  gm_type types[sizeof forms / sizeof *forms];
  assert_int_equal(gm_lexicon_find(lexicon, gm_slice_text("never seen")), 0);
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    types[i] = type_of(forms[i]);
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    assert_int_equal(type_of(forms[i]), types[i]);
    assert_int_equal(gm_lexicon_find(lexicon, gm_slice_text(forms[i])), types[i]);
    assert_true(
        gm_slice_equal(gm_lexicon_form(lexicon, types[i]), gm_slice_text(forms[i])));
  }
  /* NULs are bytes like others */
  gm_type one, two, three;
  gm_lexicon_intern(lexicon, gm_slice_of("a\0", 2), &one, NULL);
  gm_lexicon_intern(lexicon, gm_slice_of("a\0\0", 3), &two, NULL);
  gm_lexicon_intern(lexicon, gm_slice_of("", 0), &three, NULL);
  assert_true(one != types[0] && two != one && three != one && three != 0);
}

static void test_many(void **state) {
  (void)state;
  gm_lexicon *words;
  char form[64];
  gm_type type;
  assert_int_equal(gm_lexicon_new(&words, NULL), GM_OK);
  for (int round = 0; round < 2; round++)
    for (uint32_t i = 0; i < 100000; i++) {
      snprintf(form, sizeof form,
               i % 3   ? "%u"
               : i % 2 ? "word-number-%u"
                       : "a-much-longer-word-of-number-%u",
               i);
      assert_int_equal(gm_lexicon_intern(words, gm_slice_text(form), &type, NULL),
                       GM_OK);
      assert_int_equal(type, i + 1);
    }
  assert_int_equal(gm_lexicon_count(words), 100000);
  gm_lexicon_free(words);
}

/* Many at a time, new ones (which move the table's lines) among them, short and long. */
static void test_batches(void **state) {
  (void)state;
  enum { FORMS = 60000 };
  char *text = malloc(FORMS * 24);
  uint32_t *begin = malloc(2 * FORMS * sizeof *begin), *end = begin + FORMS, size = 0;
  gm_type *types = malloc(2 * FORMS * sizeof *types), *again = types + FORMS, one;
  for (uint32_t i = 0; i < FORMS; i++) {
    begin[i] = size;
    size += (uint32_t)sprintf(text + size, i % 7 ? "b%u" : "a long form %u",
                              i % 3 ? i : i / 2);
    end[i] = size;
  }
  gm_slice all = gm_slice_of(text, size);
  for (int turn = 0; turn < 2; turn++)
    assert_int_equal(gm_lexicon_intern_all(lexicon, all, begin, end, FORMS,
                                           turn ? again : types, NULL),
                     GM_OK);
  for (uint32_t i = 0; i < FORMS; i++) {
    gm_slice form = gm_slice_of(text + begin[i], end[i] - begin[i]);
    assert_int_equal(types[i], again[i]);
    assert_int_equal(gm_lexicon_intern(lexicon, form, &one, NULL), GM_OK);
    assert_int_equal(one, types[i]);
    assert_true(gm_slice_equal(gm_lexicon_form(lexicon, one), form));
  }
  free(text);
  free(begin);
  free(types);
}

static void test_attributes(void **state) {
  (void)state;
  enum {
    W = GM_TYPE_WORD,
    N = GM_TYPE_NUMBER,
    P = GM_TYPE_PUNCTUATION,
    S = GM_TYPE_SYMBOL,
    L = GM_TYPE_LOWER,
    C = GM_TYPE_CAPITALISED,
    U = GM_TYPE_UPPER,
    Q = GM_TYPE_QUOTE
  };
  static const struct {
    const char *form, *fold, *plain, *stem, *shape;
    uint32_t flags;
  } cases[] = {
      {"agreements", "agreements", "agreements", "agreement", "xxxxxxxxxx", W | L},
      {"Japan", "japan", "japan", "japan", "Xxxxx", W | C},
      {"U.S.", "u.s.", "u.s.", "u.s.", "X.X.", W | U},
      {"iPhone", "iphone", "iphone", "iphon", "xXxxxx", W},
      {"I", "i", "i", "i", "X", W | U},
      {"Élysée", "élysée", "elysee", "élysé", "Xxxxxx", W | C},
      {"Straße", "strasse", "strasse", "strass", "Xxxxxx", W | C},
      {"ＦＵＬＬ", "full", "full", "full", "XXXX", W | U},
      {"ﬁne", "fine", "fine", "fine", "xxx", W | L},
      {"don’t", "don't", "don't", "don't", "xxx’x", W | L},
      {"İstanbul", "i̇stanbul", "istanbul", "i̇stanbul", "Xxxxxxxx", W | C},
      {"日本", "日本", "日本", "日本", "xx", W},
      {"1,000.5", "1,000.5", "1,000.5", "1,000.5", "d,ddd.d", N},
      {"5km", "5km", "5km", "5km", "dxx", W | L},
      {".", ".", ".", ".", ".", P},
      {"“", "“", "“", "“", "“", P | Q},
      {"\"", "\"", "\"", "\"", "\"", P | Q},
      {"$", "$", "$", "$", "$", S},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gm_type type = type_of(cases[i].form);
    assert_string_equal(text_of(gm_lexicon_fold(lexicon, type)), cases[i].fold);
    assert_string_equal(text_of(gm_lexicon_plain(lexicon, type)), cases[i].plain);
    assert_string_equal(text_of(gm_lexicon_stem(lexicon, type)), cases[i].stem);
    assert_string_equal(text_of(gm_lexicon_shape(lexicon, type)), cases[i].shape);
    assert_int_equal(gm_lexicon_flags(lexicon, type), cases[i].flags);
  }
}

/* Which of noun, verb, adjective and adverb a form is most often; - where none. */
static void test_parts(void **state) {
  (void)state;
  static const char *const cases[][2] = {{"saw", "v"},     {"rules", "n"}, {"impossible", "a"},
                                         {"quickly", "r"}, {"the", "-"},   {"went", "v"},
                                         {"children", "n"}, {"xyzzyq", "-"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t weights[4];
    gm_parts_of(gm_slice_text(cases[i][0]), weights);
    size_t most = 0;
    for (size_t part = 1; part < 4; part++)
      if (weights[part] > weights[most]) most = part;
    assert_int_equal(weights[most] ? "nvar"[most] : '-', cases[i][1][0]);
  }
}

static void test_lemmas(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"n't", "not"},
      {"n’t", "not"},
      {"wo", "will"},
      {"ca", "can"},
      {"'re", "be"},
      {"'ll", "will"},
      {"has", "have"},
      {"had", "have"},
      {"is", "be"},
      {"was", "be"},
      {"been", "be"},
      {"its", "its"},
      {"does", "do"},
      {"Did", "do"},
      {"agencies", "agency"},
      {"spies", "spy"},
      {"laws", "law laws"},
      {"leaves", "leave leaf"},
      {"men", "man men"},
      {"children", "child"},
      {"went", "go"},
      {"shared", "share shared"},
      {"sharing", "share sharing"},
      {"audiobooks", "audiobook audiobooks"},
      {"Texas", "texas"},
      {"sites", "site"},
      {"passed", "pass"},
      {"owner", "owner own"},
      {"meeting", "meet meeting"},
      {"said", "say said"},
      {"lacks", "lack"},
      {"stopped", "stop stopped"},
      {"Allies", "ally allies"},
      {"allied", "allied ally"},
      {"weakest", "weak"},
      {"Japan", "japan"},
      {"United", "unite united"},
      {"xqzzt", "xqzzt"},
      {"intelligence", "intelligence"},
      {"news", "news"},
      {"classified", "classify classified"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char all[1024] = "";
    gm_type type = type_of(cases[i][0]);
    for (uint32_t k = 0; k < gm_lexicon_lemma_count(lexicon, type); k++)
      snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", k ? " " : "",
               text_of(gm_lexicon_lemma(lexicon, type, k)));
    assert_string_equal(all, cases[i][1]);
  }
  assert_non_null(strstr(gm_lexicon_source(), "WordNet 3.0"));
}

/* Open-class words of the treebank: how often our first lemma, and any, is its lemma.
 */
static void test_agreement(void **state) {
  (void)state;
  char path[4096], line[16384], form[256], lemma[256], part[32];
  const char *data = getenv("GIMLET_TEST_DATA");
  snprintf(path, sizeof path, "%s/ud_ewt_dev/en_ewt-ud-dev.conllu",
           data ? data : "../shared/corpus");
  FILE *file = fopen(path, "r");
  if (!file) {
    printf("skipped: lexicon.agreement: no %s\n", path);
    skip();
  }
  int words = 0, first = 0, any = 0;
  while (fgets(line, sizeof line, file)) {
    if (sscanf(line, "%*d\t%255[^\t]\t%255[^\t]\t%31[^\t]", form, lemma, part) != 3)
      continue;
    if (strcmp(part, "NOUN") && strcmp(part, "VERB") && strcmp(part, "ADJ") &&
        strcmp(part, "ADV"))
      continue;
    gm_type type = type_of(form);
    bool found = false;
    words++;
    for (uint32_t k = 0; k < gm_lexicon_lemma_count(lexicon, type); k++) {
      bool same = strcasecmp(text_of(gm_lexicon_lemma(lexicon, type, k)), lemma) == 0;
      first += same && k == 0;
      found |= same;
      if (k == 0 && !same && getenv("GM_VERBOSE"))
        printf("lemma %s %s: %s, wanted %s\n", part, form,
               text_of(gm_lexicon_lemma(lexicon, type, 0)), lemma);
    }
    any += found;
  }
  fclose(file);
  printf("figure: lemmas of open-class words in EWT %.4f first, %.4f any, of %d (floor "
         "%.2f)\n",
         (double)first / words, (double)any / words, words, LEMMA_FLOOR);
  assert_true((double)first / words >= LEMMA_FLOOR);
}

static void test_no_memory(void **state) {
  (void)state;
  for (int n = 0;; n++) {
    gm_lexicon *words = NULL;
    gm_type type = 0;
    gm_alloc_fail_after(n);
    gm_status status = gm_lexicon_new(&words, NULL);
    if (status == GM_OK)
      status = gm_lexicon_intern(words, gm_slice_text("Élysées"), &type, NULL);
    if (status == GM_OK) { /* attributes fall back to the form */
      assert_true(gm_lexicon_fold(words, type).size > 0);
      assert_true(gm_lexicon_lemma_count(words, type) > 0);
      assert_true(gm_lexicon_stem(words, type).size > 0);
      assert_true(gm_lexicon_shape(words, type).size > 0);
      assert_true(gm_lexicon_plain(words, type).size > 0);
    }
    gm_alloc_fail_after(-1);
    gm_lexicon_free(words);
    if (n > 60) break;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_interning), cmocka_unit_test(test_many),
      cmocka_unit_test(test_batches),
      cmocka_unit_test(test_attributes), cmocka_unit_test(test_lemmas),
      cmocka_unit_test(test_parts),
      cmocka_unit_test(test_agreement), cmocka_unit_test(test_no_memory),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
