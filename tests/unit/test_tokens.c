/* tokens: tailorings by a table, the fast path against the careful one, the round trip.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/buffer.h"
#include "text/tokens.h"
#include "text/tokens_private.h"
#include "text/utf8.h"
#include "text/words.h"
#include <unicode/ubrk.h>
#include <unicode/utext.h>

static gm_lexicon *lexicon;
static gm_tokens *tokens, *others;

static int setup(void **state) {
  (void)state;
  return gm_lexicon_new(&lexicon, NULL) || gm_tokens_new(&tokens, NULL) ||
         gm_tokens_new(&others, NULL);
}

static int teardown(void **state) {
  (void)state;
  gm_lexicon_free(lexicon);
  gm_tokens_free(tokens);
  gm_tokens_free(others);
  return 0;
}

/* Tokens joined by '|': ~ behind hidden ones, + behind clitics, ^ behind possessives.
 */
static const char *cut(const char *text, uint32_t tailorings) {
  static gm_buffer out;
  gm_buffer_clear(&out);
  assert_int_equal(
      gm_tokens_cut(tokens, lexicon, gm_slice_text(text), tailorings, NULL), GM_OK);
  for (uint32_t i = 0; i < tokens->count; i++) {
    gm_slice form = gm_lexicon_form(lexicon, tokens->type[i]);
    if (i) gm_buffer_add_byte(&out, '|');
    gm_buffer_add(&out, form.data, form.size);
    if (tokens->flags[i] & GM_TOKEN_HIDDEN) gm_buffer_add_byte(&out, '~');
    if (tokens->flags[i] & GM_TOKEN_CLITIC)
      gm_buffer_add_byte(&out, tokens->flags[i] & GM_TOKEN_POSSESSIVE ? '^' : '+');
  }
  return gm_buffer_text(&out);
}

static void test_tailorings(void **state) {
  (void)state;
  static const struct {
    const char *text, *tokens;
  } cases[] = {
      {"", ""},
      {"  \n ", ""},
      {"One two.", "One|two|."},
      /* clitics */
      {"Japan's plan", "Japan|'s^|plan"},
      {"Japan’s plan", "Japan|’s^|plan"},
      {"It's won't can't don’t", "It|'s+|wo|n't+|ca|n't+|do|n’t+"},
      {"they're I'm we'll you'd I've", "they|'re+|I|'m+|we|'ll+|you|'d+|I|'ve+"},
      {"shouldn't've", "should|n't+|'ve+"},
      {"DON'T JAPAN'S", "DO|N'T+|JAPAN|'S^"},
      {"the states' rights", "the|states|'^|rights"},
      {"the states’ rights", "the|states|’^|rights"},
      {"o'clock O'Brien rock'n'roll", "o'clock|O'Brien|rock'n'roll"},
      {"the 1990's, the '90s, 'em", "the|1990|'s^|,|the|'90s|,|'em"},
      {"the U.S.'s role", "the|U.S.|'s^|role"},
      /* quotation marks */
      {"\"No,\" he said.", "\"~|No|,|\"~|he|said|."},
      {"“No,” he said.", "“~|No|,|”~|he|said|."},
      {"'No,' he said.", "'~|No|,|'~|he|said|."},
      {"‘No,’ he said.", "‘~|No|,|’~|he|said|."},
      {"``No,'' he said.", "``~|No|,|''~|he|said|."},
      {"«Non»", "«~|Non|»~"},
      {"('the states' view')", "(|'~|the|states|'~|view|'~|)"},
      /* abbreviations */
      {"The U.S. and the U.K.", "The|U.S.|and|the|U.K."},
      {"the U.S.-Japan pact", "the|U.S.|-~|Japan|pact"},
      {"Lt.Gen. Smith, Lt. Gen. Jones", "Lt.Gen.|Smith|,|Lt.|Gen.|Jones"},
      {"on Dec. 3, at 5 p.m. sharp", "on|Dec.|3|,|at|5|p.m.|sharp"},
      {"No. 5 is no. I know.", "No.|5|is|no|.|I|know|."},
      {"J. Smith and George W. Bush", "J.|Smith|and|George|W.|Bush"},
      {"J.K. Rowling, J.K.Rowling", "J.K.|Rowling|,|J.K.|Rowling"},
      {"It was plan B. We left.", "It|was|plan|B|.|We|left|."},
      {"a Ph.D. in e.g. law, etc.", "a|Ph.D.|in|e.g.|law|,|etc."},
      {"the end.The start", "the|end|.|The|start"},
      {"Mr.Smith", "Mr.|Smith"},
      {"He left... So", "He|left|...|So"},
      /* compounds */
      {"well-known state‐of‐the-art", "well|-~|known|state|‐~|of|‐~|the|-~|art"},
      {"a - b -5 x- -", "a|-|b|-|5|x|-|-"},
      {"TOKYO -- As we say ... no!! Yes?! ====",
       "TOKYO|--|As|we|say|...|no|!!|Yes|?|!|===="},
      {"---,, ((a))", "---|,|,|(|(|a|)|)"},
      /* the net */
      {"See http://x.org/a_(b). Or www.y.com, ok",
       "See|http://x.org/a_(b)|.|Or|www.y.com|,|ok"},
      {"(https://a.b/c?d=e&f=g#h)", "(|https://a.b/c?d=e&f=g#h|)"},
      {"bbc.co.uk/news x.y@z.com, @name #tag #5",
       "bbc.co.uk/news|x.y@z.com|,|@name|#tag|#|5"},
      {"and/or 1/2", "and|/|or|1|/|2"},
      /* numbers */
      {"3.5% of $10.5m, US$5 and 5km at 20°C", "3.5%|of|$10.5m|,|US$5|and|5km|at|20°C"},
      {"€3 10€ 1,000.5", "€3|10€|1,000.5"},
      /* words broken at a line's end */
      {"infor-\nmation", "information"},
      {"infor-\r\n  mation's", "information|'s^"},
      {"well-\nknown", "well|-|known"},
      {"Anglo-\nSaxon", "Anglo|-|Saxon"},
      /* scripts without spaces */
      {"日本語の文章です。", "日本語|の|文章|です|。"},
      {"ภาษาไทย", "ภาษา|ไทย"},
      {"東京Tokyo2020", "東京|Tokyo2020"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(cut(cases[i].text, GM_TAILOR_ALL), cases[i].tokens);
}

static void test_switches(void **state) {
  (void)state;
  static const struct {
    uint32_t off;
    const char *text, *with, *without;
  } cases[] = {
      {GM_TAILOR_CLITICS, "Japan's", "Japan|'s^", "Japan's"},
      {GM_TAILOR_ABBREVIATIONS, "Dec. 3", "Dec.|3", "Dec|.|3"},
      {GM_TAILOR_NET, "@name", "@name", "@|name"},
      {GM_TAILOR_RUNS, "a -- b", "a|--|b", "a|-|-|b"},
      {GM_TAILOR_UNITS, "5%", "5%", "5|%"},
      {GM_TAILOR_LINE_HYPHEN, "infor-\nmation", "information", "infor|-|mation"},
      {GM_TAILOR_DICTIONARY, "日本", "日本", "日|本"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_string_equal(cut(cases[i].text, GM_TAILOR_ALL), cases[i].with);
    assert_string_equal(cut(cases[i].text, GM_TAILOR_ALL & ~cases[i].off),
                        cases[i].without);
  }
}

static void test_flags(void **state) {
  (void)state;
  cut("One two\nthree.\n\n- Four", GM_TAILOR_ALL);
  static const uint16_t wanted[] = {
      GM_TOKEN_PARAGRAPH, GM_TOKEN_SPACE, GM_TOKEN_SPACE | GM_TOKEN_LINE, GM_TOKEN_STOP,
      GM_TOKEN_SPACE | GM_TOKEN_LINE | GM_TOKEN_PARAGRAPH, GM_TOKEN_SPACE,
  };
  assert_int_equal(tokens->count, 6);
  for (int i = 0; i < 6; i++) assert_int_equal(tokens->flags[i], wanted[i]);
  assert_int_equal(gm_tokens_at(tokens, 0), 0);
  assert_int_equal(gm_tokens_at(tokens, 1), 1);
  assert_int_equal(gm_tokens_at(tokens, 999), 6);
}

/* ---- properties over random text ---- */
static uint64_t seed;
static uint32_t random_below(uint32_t n) {
  seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
  return (uint32_t)((seed >> 33) % n);
}

static void random_text(gm_buffer *out, int round) {
  static const char *const parts[] = {"a",
                                      "Bc",
                                      "the",
                                      "U.S.",
                                      "Dec.",
                                      "No.",
                                      "etc.",
                                      "J.",
                                      "e.g.",
                                      "x.y",
                                      "12",
                                      "3.5",
                                      "1,000",
                                      "%",
                                      "$",
                                      "'",
                                      "’",
                                      "'s",
                                      "n't",
                                      "\"",
                                      "“",
                                      "”",
                                      "-",
                                      "--",
                                      "–",
                                      "…",
                                      ".",
                                      "...",
                                      "!",
                                      "?",
                                      ",",
                                      ";",
                                      ":",
                                      "://",
                                      "http://a.b/c",
                                      "@",
                                      "#",
                                      "_",
                                      "(",
                                      ")",
                                      " ",
                                      " ",
                                      " ",
                                      " ",
                                      "\n",
                                      "\r\n",
                                      "\n\n",
                                      "\t",
                                      "\v",
                                      "é",
                                      "e\xCC\x81",
                                      "日本",
                                      "カタ",
                                      "ไทย",
                                      "한국",
                                      "🇯🇵",
                                      "👩‍👩‍👧",
                                      "\xE2\x80\x8B",
                                      "\xEF\xBB\xBF",
                                      "\xC2\xA0",
                                      "\x01",
                                      "`",
                                      "infor-\nmation",
                                      "א\"ב",
                                      "א'",
                                      "\xE2\x80\xAE",
                                      "\xEF\xBF\xBD",
                                      "word",
                                      "States",
                                      "longer-compound",
                                      "abcdefgh",
                                      "abcdefghi",
                                      "€",
                                      "½",
                                      "°",
                                      "\xCC\x81"};
  uint32_t replaced = 0, length = random_below(round % 10 ? 60 : 400);
  gm_buffer_clear(out);
  while (length--) {
    if (random_below(40)) {
      gm_buffer_add_text(out, parts[random_below(sizeof parts / sizeof *parts)]);
    } else { /* any bytes, repaired */
      char bytes[8];
      for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)random_below(256);
      gm_utf8_repair(out, gm_slice_of(bytes, random_below(9)), &replaced);
    }
  }
  gm_buffer_text(out);
}

static void check_round_trip(gm_slice text) {
  uint32_t last = 0, length;
  for (uint32_t i = 0; i < tokens->count; i++) {
    uint32_t begin = gm_token_begin(tokens, i), end = gm_token_end(tokens, i);
    assert_true(begin >= last && end > begin && end <= text.size);
    assert_true(((unsigned char)text.data[begin] & 0xC0) != 0x80);
    assert_true(end == text.size || ((unsigned char)text.data[end] & 0xC0) != 0x80);
    for (uint32_t at = last; at < begin; at += length)  { /* no letter is lost */
      uint32_t code = gm_utf8_decode(text.data + at, &length);
      assert_true(!(code < 0x80 && code > ' ' && code != 0x7F));
    }
    if (!(tokens->flags[i] & GM_TOKEN_JOINED))
      assert_true(gm_slice_equal(gm_lexicon_form(lexicon, tokens->type[i]),
                                 gm_slice_of(text.data + begin, end - begin)));
    last = end;
  }
}

static void check_sentences(void) {
  assert_int_equal(gm_tokens_sentences(tokens, lexicon, NULL, 0, NULL), GM_OK);
  assert_int_equal(tokens->sentence[tokens->sentence_count], tokens->count);
  for (uint32_t k = 0; k < tokens->sentence_count; k++) {
    assert_true(tokens->sentence[k] < tokens->sentence[k + 1]);
    assert_int_equal(gm_tokens_sentence_of(tokens, tokens->sentence[k]), k);
    assert_int_equal(gm_tokens_sentence_of(tokens, tokens->sentence[k + 1] - 1), k);
  }
  if (tokens->count) assert_int_equal(tokens->sentence[0], 0);
}

/* No token's edge lies within a grapheme cluster. */
static void check_characters(gm_slice text, UBreakIterator *characters) {
  UErrorCode code = U_ZERO_ERROR;
  UText *view = utext_openUTF8(NULL, text.data, (int64_t)text.size, &code);
  ubrk_setUText(characters, view, &code);
  assert_true(U_SUCCESS(code));
  for (uint32_t i = 0; i < tokens->count; i++) {
    uint32_t begin = gm_token_begin(tokens, i), end = gm_token_end(tokens, i);
    bool whole = ubrk_isBoundary(characters, (int32_t)begin) &&
                 ubrk_isBoundary(characters, (int32_t)end);
    if (!whole) printf("within a character: [%.*s] of [[%s]]\n", (int)(end - begin), text.data + begin, text.data);
    assert_true(whole);
  }
  utext_close(view);
}

static void test_characters_stay_whole(void **state) {
  (void)state;
  static const uint32_t all[] = {GM_TAILOR_ALL, 0};
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *characters = ubrk_open(UBRK_CHARACTER, "en", NULL, 0, &code);
  assert_true(U_SUCCESS(code));
  gm_buffer text = GM_BUFFER_INIT;
  seed = 11;
  for (int round = 0; round < 4000; round++) {
    random_text(&text, round);
    gm_tokens_cut(tokens, lexicon, gm_buffer_slice(&text), all[round % 2], NULL);
    check_characters(gm_buffer_slice(&text), characters);
  }
  ubrk_close(characters);
  gm_buffer_free(&text);
}

/* With all tailorings off, tokens are exactly the segments of UAX #29 that are no gap.
 */
static void check_plain(gm_slice text) {
  gm_tokens_cut(tokens, lexicon, text, 0, NULL);
  uint32_t i = 0;
  for (uint32_t at = 0, end; at < text.size; at = end) {
    end = gm_word_end(text.data, (uint32_t)text.size, at);
    if (i < tokens->count && gm_token_begin(tokens, i) == at)
      assert_int_equal(gm_token_end(tokens, i++), end);
    else assert_true(i == tokens->count || gm_token_begin(tokens, i) >= end);
  }
  assert_int_equal(i, tokens->count);
}

static void test_paths_agree(void **state) {
  (void)state;
  gm_scan *paths[] = {gm_scan_named("portable"), gm_scan_named("avx2"),
                      gm_scan_named("avx512")};
  gm_buffer text = GM_BUFFER_INIT;
  seed = 7;
  for (int round = 0; round < 20000; round++) {
    random_text(&text, round);
    gm_slice slice = gm_buffer_slice(&text);
    uint32_t tailorings = round & 1 ? GM_TAILOR_ALL : random_below(GM_TAILOR_ALL + 1);
    others->private_->scan = NULL;
    assert_int_equal(gm_tokens_cut(others, lexicon, slice, tailorings, NULL), GM_OK);
    for (size_t path = 0; path < sizeof paths / sizeof *paths; path++) {
      if (!paths[path]) continue;
      tokens->private_->scan = paths[path];
      assert_int_equal(gm_tokens_cut(tokens, lexicon, slice, tailorings, NULL), GM_OK);
      bool same = tokens->count == others->count;
      for (uint32_t i = 0; i < tokens->count && same; i++) {
        same = gm_token_begin(tokens, i) == gm_token_begin(others, i) &&
               gm_token_end(tokens, i) == gm_token_end(others, i) && tokens->type[i] == others->type[i] &&
               tokens->flags[i] == others->flags[i];
        if (!same) printf("token %u at %u, path %zu\n", i, gm_token_begin(others, i), path);
      }
      if (!same) printf("differs (%u): [[%s]]\n", tailorings, text.data);
      assert_true(same);
      check_round_trip(slice);
    }
    check_sentences();
    check_plain(slice);
  }
  tokens->private_->scan = gm_scan_named(NULL);
  gm_buffer_free(&text);
}

/* More than one stretch, and chunks longer than one. */
static void test_long_texts(void **state) {
  (void)state;
  static const char *const units[] = {
      "word, ",    "a,", "x",   "é",  "日本", "don't ", "\"a\" ", "a\n\nb ",
      "http://a/", ")",  "'ve", "a.", "a-",   "a@",     "$1",     "U.S. "};
  gm_buffer text = GM_BUFFER_INIT;
  for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
    gm_buffer_clear(&text);
    while (text.size < 300000) gm_buffer_add_text(&text, units[u]);
    others->private_->scan = NULL;
    gm_tokens_cut(others, lexicon, gm_buffer_slice(&text), GM_TAILOR_ALL, NULL);
    gm_tokens_cut(tokens, lexicon, gm_buffer_slice(&text), GM_TAILOR_ALL, NULL);
    assert_int_equal(tokens->count, others->count);
    for (uint32_t i = 0; i < tokens->count; i++) {
      assert_int_equal(gm_token_begin(tokens, i), gm_token_begin(others, i));
      assert_int_equal(tokens->flags[i], others->flags[i]);
    }
    check_round_trip(gm_buffer_slice(&text));
    check_sentences();
  }
  gm_buffer_free(&text);
}

/* A run without a mark, longer than the part that is cut at a time: the same words as the
 * dictionary finds in all of it. */
static void test_long_run(void **state) {
  (void)state;
  static const char *const words[] = {"中国", "人民", "经济", "发展", "的", "在",
                                      "研究生命起源", "これは", "テスト", "です", "長い文章"};
  gm_buffer text = GM_BUFFER_INIT;
  gm_dictionary *dictionary;
  const uint32_t *bounds;
  uint32_t count, i = 0;
  seed = 3;
  while (text.size < 200000)
    gm_buffer_add_text(&text, words[random_below(sizeof words / sizeof *words)]);
  gm_slice run = gm_buffer_slice(&text);
  assert_int_equal(gm_dictionary_new(&dictionary, NULL), GM_OK);
  assert_int_equal(gm_dictionary_cut(dictionary, run, &bounds, &count, NULL), GM_OK);
  assert_int_equal(gm_tokens_cut(tokens, lexicon, run, GM_TAILOR_ALL, NULL), GM_OK);
  assert_int_equal(tokens->count, count);
  for (; i < count; i++) assert_int_equal(gm_token_end(tokens, i), bounds[i]);
  gm_dictionary_free(dictionary);
  gm_buffer_free(&text);
}

/* Tokens of a sentence of the treebank, in the order of its lines, as spans of its
 * text. */
static uint32_t gold_spans(FILE *file, const char *text, uint32_t spans[][2]) {
  char line[16384], form[512];
  uint32_t count = 0, at = 0;
  while (fgets(line, sizeof line, file) && line[0] != '\n') {
    int digits = (int)strspn(line, "0123456789");
    if (!digits || line[digits] != '\t' ||
        sscanf(line + digits, "\t%511[^\t]", form) != 1)
      continue;
    const char *found = strstr(text + at, form);
    if (!found || count == 512) continue;
    spans[count][0] = (uint32_t)(found - text);
    at = spans[count++][1] = (uint32_t)(found - text + (long)strlen(form));
  }
  return count;
}

/* How far our tokens are those of the treebank, which splits “cannot”, “$10” and “5%”.
 */
static void test_treebank(void **state) {
  (void)state;
  char path[4096], line[16384];
  static uint32_t gold[512][2];
  const char *data = getenv("GIMLET_TEST_DATA");
  snprintf(path, sizeof path, "%s/ud_ewt_dev/en_ewt-ud-dev.conllu",
           data ? data : "../shared/corpus");
  FILE *file = fopen(path, "r");
  if (!file) {
    printf("skipped: tokens.treebank: no %s\n", path);
    skip();
  }
  uint32_t wanted = 0, found = 0, right = 0;
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, "# text = ", 9) != 0) continue;
    line[strcspn(line, "\n")] = 0;
    uint32_t count = gold_spans(file, line + 9, gold);
    cut(line + 9, GM_TAILOR_ALL);
    wanted += count;
    found += tokens->count;
    for (uint32_t i = 0, k = 0; i < count; i++) {
      while (k < tokens->count && gm_token_begin(tokens, k) < gold[i][0]) k++;
      right += k < tokens->count && gm_token_begin(tokens, k) == gold[i][0] &&
               gm_token_end(tokens, k) == gold[i][1];
    }
  }
  fclose(file);
  double f1 = 2.0 * right / (wanted + found);
  printf("figure: tokens as in EWT F1 %.4f of %u (floor 0.97)\n", f1, wanted);
  assert_true(f1 >= 0.97);
}

static void test_no_memory(void **state) {
  (void)state;
  gm_slice text = gm_slice_text("Some words, 日本語, don't fail. Twice.");
  for (int n = 0;; n++) {
    gm_lexicon *words = NULL;
    gm_tokens *cuts = NULL;
    gm_error err = {0};
    gm_alloc_fail_after(n);
    gm_status status = gm_lexicon_new(&words, &err);
    if (status == GM_OK) status = gm_tokens_new(&cuts, &err);
    if (status == GM_OK) status = gm_tokens_cut(cuts, words, text, GM_TAILOR_ALL, &err);
    if (status == GM_OK) status = gm_tokens_sentences(cuts, words, NULL, 0, &err);
    gm_alloc_fail_after(-1);
    gm_tokens_free(cuts);
    gm_lexicon_free(words);
    if (status == GM_OK) break;
    assert_int_equal(status, GM_NOMEM);
    assert_int_equal(err.status, GM_NOMEM);
    assert_true(n < 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tailorings), cmocka_unit_test(test_switches),
      cmocka_unit_test(test_flags),      cmocka_unit_test(test_paths_agree),
      cmocka_unit_test(test_long_texts),
      cmocka_unit_test(test_long_run), cmocka_unit_test(test_treebank),
      cmocka_unit_test(test_no_memory), cmocka_unit_test(test_characters_stay_whole),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
