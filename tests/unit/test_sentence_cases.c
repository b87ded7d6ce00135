/* sentences: a table of what each rule does, by what it is about. '|' stands between
 * sentences, white space is one space. */
#include "test.h"
#include <stdio.h>
#include "base/buffer.h"
#include "text/tokens.h"

typedef struct {
  const char *languages, *text, *wanted; /* wanted NULL: the text as one sentence */
} example;

static gm_lexicon *lexicon;
static gm_tokens *tokens;

static int setup(void **state) {
  (void)state;
  return gm_lexicon_new(&lexicon, NULL) || gm_tokens_new(&tokens, NULL);
}

static int teardown(void **state) {
  (void)state;
  gm_lexicon_free(lexicon);
  gm_tokens_free(tokens);
  return 0;
}

static const char *sentences(const char *text, const char *languages) {
  static gm_buffer out;
  gm_buffer_clear(&out);
  assert_int_equal(gm_tokens_cut_in(tokens, lexicon, gm_slice_text(text), GM_TAILOR_ALL,
                                    gm_slice_text(languages), NULL),
                   GM_OK);
  assert_int_equal(gm_tokens_sentences(tokens, lexicon, NULL, 0, NULL), GM_OK);
  for (uint32_t k = 0; k < tokens->sentence_count; k++) {
    if (k)
      gm_buffer_add_byte(&out, '|');
    uint32_t at = gm_token_begin(tokens, tokens->sentence[k]);
    uint32_t end = gm_token_end(tokens, tokens->sentence[k + 1] - 1);
    for (bool space = false; at < end; at++) {
      bool blank = strchr(" \t\r\n", text[at]) != NULL;
      if (!blank || !space)
        gm_buffer_add_byte(&out, blank ? ' ' : (unsigned char)text[at]);
      space = blank;
    }
  }
  return gm_buffer_text(&out);
}

static void check(const example *examples, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const example *e = &examples[i];
    assert_string_equal(sentences(e->text, e->languages),
                        e->wanted ? e->wanted : e->text);
  }
}

static void abbreviations(void **state) {
  (void)state;
  static const example examples[] = {
      {"en", "He works for Acme Inc. in Erie, Pa. today.", NULL},
      {"en", "They moved to the U.S. The house was small.",
       "They moved to the U.S.|The house was small."},
      {"en", "He met Cpt. Smith and Wrnt. Jones.", NULL}, /* no list has them */
      {"en", "We saw the NGO. Smith left.", "We saw the NGO.|Smith left."},
      {"en", "See fig. 3, vol. 2, e.g. the U.N. Charter.", NULL},
      {"de", "Er kam z. B. am 3. Okt. bzw. später, d. h. nie.", NULL},
      {"de", "Dr. Maier u. a. kamen. Sie gingen.",
       "Dr. Maier u. a. kamen.|Sie gingen."},
      {"fr", "M. Dupont et Mme. Durand habitent av. Foch. Ils sont là.",
       "M. Dupont et Mme. Durand habitent av. Foch.|Ils sont là."},
      {"it", "È presente l'Avv. Rossi, cfr. pag. 3. Lui va.",
       "È presente l'Avv. Rossi, cfr. pag. 3.|Lui va."},
      {"es", "El Sr. García vive en EE. UU. desde 1990.", NULL},
      {"es", "Llegó a las 5 p.m. ¿Qué tal?", "Llegó a las 5 p.m.|¿Qué tal?"},
      {"it", "Il sig. Rossi e l'avv. Bianchi non vengono.", NULL},
      {"de", "Dr. med. Schmidt und Dr. phil. Maier kamen.", NULL},
      {"ar", "وصل د. أحمد اليوم.", NULL},
      {"en", "J. Smith (b. 1892, d. 28 July 1950) wrote it.", NULL},
      {"en", "We use C# .NET here.", NULL},
      {"ru", "Это было в 1990 г. в г. Москве, т. е. давно.", NULL},
      {"en", "The Sr. García lives there.", NULL},
  };
  check(examples, COUNT(examples));
}

static void initials_and_ordinals(void **state) {
  (void)state;
  static const example examples[] = {
      {"en", "J. R. R. Tolkien and George W. Bush met A.B. Smith.", NULL},
      {"en", "We need plan B. Then we go.", "We need plan B.|Then we go."},
      {"en", "So do I. The rest is done.", "So do I.|The rest is done."},
      {"de", "Am 12. Juni im 19. Jahrhundert war Ludwig XIV. König.", NULL},
      {"de", "Das kostet 12. Dann geht er.", "Das kostet 12.|Dann geht er."},
      {"en", "It costs 12. Peter pays.", "It costs 12.|Peter pays."},
      {"hu", "A 2. Kongresszus után 1848. március 15. jött.", NULL},
  };
  check(examples, COUNT(examples));
}

static void quotations_and_brackets(void **state) {
  (void)state;
  static const example examples[] = {
      {"en", "“Stop.” He left. “Why?” she asked. “Go!” he cried.",
       "“Stop.”|He left.|“Why?” she asked.|“Go!” he cried."},
      {"en", "He said (as Mr. Smith did.) that it ended.", NULL},
      {"en", "(All of this is one. And two.) Then three.",
       "(All of this is one.|And two.)|Then three."},
      {"en", "He wrote “[...] the end.” It was.", "He wrote “[...] the end.”|It was."},
      {"en", "It ended.[17] Then more.2 Last.", "It ended.[17]|Then more.2|Last."},
      {"de", "„Geh!“, rief er. „Nein.“ Sie blieb.",
       "„Geh!“, rief er.|„Nein.“|Sie blieb."},
      {"fr", "« Viens ! » dit-il. Elle vint.", "« Viens ! » dit-il.|Elle vint."},
  };
  check(examples, COUNT(examples));
}

static void ellipses(void **state) {
  (void)state;
  static const example examples[] = {
      {"en", "Well ... maybe. I think… yes.", "Well ... maybe.|I think… yes."},
      {"en", "He waited... Then he left.", "He waited...|Then he left."},
      {"en", "What?! No!!! Yes…", "What?!|No!!!|Yes…"},
  };
  check(examples, COUNT(examples));
}

static void headings_and_lists(void **state) {
  (void)state;
  static const example examples[] = {
      {"en", "The Heading\n\nThe text. More.", "The Heading|The text.|More."},
      {"en", "Buy:\n- bread\n- milk and\n- eggs\n", "Buy:|- bread|- milk and|- eggs"},
      {"en", "• First point • Second point", "• First point|• Second point"},
      {"en", "1. Read the law.\n2. Ask the court.\n",
       "1. Read the law.|2. Ask the court."},
      {"en", "a) one thing b) another thing", "a) one thing|b) another thing"},
  };
  check(examples, COUNT(examples));
}

static void lines_and_verse(void **state) {
  (void)state;
  static const example examples[] = {
      {"en",
       "The committee that had been asked to look into the matter of the\n"
       "missing letters of the president said on Monday that nothing had\n"
       "been found. It will go on.\n",
       "The committee that had been asked to look into the matter of the missing "
       "letters of the president said on Monday that nothing had been found.|It will "
       "go on."},
      {"en", "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n",
       "Roses are red|Violets are blue|Sugar is sweet|And so are you"},
      {"en", "Name    Age\nSmith   40\nJones   50\n", "Name Age|Smith 40|Jones 50"},
      {"en", "Berlin\nParis\nLondon\n", "Berlin|Paris|London"},
  };
  check(examples, COUNT(examples));
}

static void other_scripts(void **state) {
  (void)state;
  static const example examples[] = {
      {"ja", "日本です。東京です！はい？", "日本です。|東京です！|はい？"},
      {"ja", "彼は「行きます。」と言った。終わり。",
       "彼は「行きます。」と言った。|終わり。"},
      {"zh", "我看《摔跤吧！爸爸》好吗？好！", "我看《摔跤吧！爸爸》好吗？|好！"},
      {"zh", "他来了（昨天。真的。）然后走了。他哭了。",
       "他来了（昨天。真的。）然后走了。|他哭了。"},
      {"", "日本です．東京です｡", "日本です．|東京です｡"},
      {"hi", "यह एक है। यह दो है।", "यह एक है।|यह दो है।"},
      {"ar", "أين هو؟ هو هنا. نعم.", "أين هو؟|هو هنا.|نعم."},
      {"el", "Πού είναι; Εδώ είναι. Ναι.", "Πού είναι;|Εδώ είναι.|Ναι."},
      {"hy", "Սա մեկն է։ Սա երկուսն է։", "Սա մեկն է։|Սա երկուսն է։"},
      {"my", "ဒါတစ်ခု။ ဒါနှစ်ခု။", "ဒါတစ်ခု။|ဒါနှစ်ခု။"},
      {"am", "ይህ አንድ ነው። ይህ ሁለት ነው።", "ይህ አንድ ነው።|ይህ ሁለት ነው።"},
  };
  check(examples, COUNT(examples));
}

/* Each paragraph by the rules of its language. */
static void mixed(void **state) {
  (void)state;
  static const char text[] = "Er kam einschl. Maier.\n\nHe wrote einschl. Maier.";
  assert_string_equal(sentences(text, "en; de 0:22"),
                      "Er kam einschl. Maier.|He wrote einschl.|Maier.");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(abbreviations),
      cmocka_unit_test(initials_and_ordinals),
      cmocka_unit_test(quotations_and_brackets),
      cmocka_unit_test(ellipses),
      cmocka_unit_test(headings_and_lists),
      cmocka_unit_test(lines_and_verse),
      cmocka_unit_test(other_scripts),
      cmocka_unit_test(mixed),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
