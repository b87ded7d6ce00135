/* han: the words of Han and kana have ICU's own boundaries. */
#include "test.h"
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include "text/dictionary.h"
#include "text/han.h"
#include "text/tokens.h"
#include "text/utf8.h"

#define MOST 6000

static gm_han *han;
static UBreakIterator *icu;
static uint32_t seed = 20221;

static uint32_t random_below(uint32_t most) {
  seed = seed * 1664525 + 1013904223;
  return (seed >> 8) % most;
}

/* Boundaries by ICU in bytes, the end among them. */
static uint32_t by_icu(gm_slice text, uint32_t *bounds) {
  static UChar units[MOST];
  static uint32_t offsets[MOST + 1];
  UErrorCode code = U_ZERO_ERROR;
  int32_t size = 0;
  uint32_t count = 0, length;
  for (uint32_t at = 0; at < text.size; at += length) {
    uint32_t character = gm_utf8_decode(text.data + at, &length);
    for (int32_t i = 0; i < U16_LENGTH(character); i++)
      offsets[size + i] = at;
    U16_APPEND_UNSAFE(units, size, character);
  }
  offsets[size] = (uint32_t)text.size;
  ubrk_setText(icu, units, size, &code);
  assert_true(U_SUCCESS(code));
  ubrk_first(icu);
  for (int32_t at; (at = ubrk_next(icu)) != UBRK_DONE;)
    bounds[count++] = offsets[at];
  return count;
}

static void assert_same(gm_slice run) {
  static uint32_t theirs[MOST];
  const uint32_t *ours;
  uint32_t count, expected = by_icu(run, theirs);
  assert_true(gm_han_takes(run));
  assert_int_equal(gm_han_cut(han, run, &ours, &count, NULL), GM_OK);
  if (count != expected || memcmp(ours, theirs, count * sizeof *ours) != 0)
    fail_msg("%.*s", (int)run.size, run.data);
}

/* All runs of a text that are taken, with their words counted. */
static uint32_t assert_runs(const char *text, size_t size) {
  uint32_t runs = 0, length;
  for (size_t at = 0, end; at<size; at = end> at ? end : at + length) {
    gm_utf8_decode(text + at, &length);
    for (end = at; end + 3 <= size && end - at < MOST / 2; end += 3)
      if (!gm_han_takes(gm_slice_of(text + end, 3)))
        break;
    if (end == at)
      continue;
    assert_same(gm_slice_of(text + at, end - at));
    runs++;
  }
  return runs;
}

static const char PROSE[] =
    "東京都庁所在地の関連情報をまとめたページです。昨日、新しいコンピューターシステムが"
    "導入されましたが、データベースへの接続に時々失敗します。いろいろ調べてみたところ、"
    "ネットワークの設定に問題があるようでした。佐々木さんは人々の前で講演を行った。"
    "中华人民共和国国务院总理昨天在人民大会堂会见了来访的外国代表团，双方就共同关心的问"
    "题"
    "交换了意见。研究生命科学的学生会组织了一次活动。結婚的和尚未結婚的都應該參加會議。"
    "臺灣的電腦產業發展很快，國際貿易組織表示關切。すもももももももものうち。ゝゞヽヾ々"
    "アイスクリームパーラーユニバーシティコミュニケーションセンターテクノロジーズ・ヴァ"
    "イオリンㇰㇱㇲー〇一二三";

static char *text_of(const char *name, size_t *size) {
  char path[4096];
  const char *data = getenv("GIMLET_TEST_DATA");
  snprintf(path, sizeof path, "%s/cjk/%s-utf8.txt", data ? data : "../shared/corpus",
           name);
  FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  char *text = malloc(65536);
  *size = fread(text, 1, 65536, file);
  fclose(file);
  return text;
}

static const char *const files[] = {
    "big5",       "big5hkscs", "cp949",         "euc_jisx0213", "euc_jp",
    "euc_kr",     "gb18030",   "gb2312",        "gbk",          "hz",
    "iso2022_jp", "shift_jis", "shift_jisx0213"};

static void test_prose(void **state) {
  (void)state;
  uint32_t runs = assert_runs(PROSE, sizeof PROSE - 1);
  assert_true(runs > 15);
  for (size_t i = 0; i < COUNT(files); i++) {
    size_t size;
    char *text = text_of(files[i], &size);
    if (text)
      runs += assert_runs(text, size);
    else
      printf("skipped: han.prose: no %s\n", files[i]);
    free(text);
  }
  printf("figure: runs of Han and kana with ICU's boundaries %u (floor all)\n", runs);
}

static uint32_t random_character(void) {
  static const uint16_t from[][2] = {
      {0x3041, 0x3096}, {0x30A1, 0x30FA}, {0x30FC, 0x30FE},
      {0x4E00, 0x9FFF}, {0x4E00, 0x5200}, {0x3400, 0x4DBF},
      {0x309D, 0x309E}, {0x3005, 0x3005}, {0x31F0, 0x31FF}};
  uint32_t i = random_below(COUNT(from));
  return from[i][0] + random_below(from[i][1] - from[i][0] + 1u);
}

/* Pieces of the prose that begin anywhere, between characters by chance. None begins
 * with a mark of length: what ICU makes of it depends on the text it saw before. */
static size_t random_run(char *out, uint32_t pieces) {
  static char kept[sizeof PROSE];
  static uint32_t size;
  for (uint32_t at = size ? sizeof PROSE : 0; at < sizeof PROSE - 1; at += 3)
    if (gm_han_takes(gm_slice_of(PROSE + at, 3)))
      memcpy(kept + size, PROSE + at, 3), size += 3;
  size_t used = 0;
  for (; pieces; pieces--) {
    uint32_t length = 3 * (1 + random_below(6)),
             at = 3 * random_below((size - length) / 3);
    if (!used && memcmp(kept + at, "ー", 3) == 0)
      continue;
    if (!used || random_below(3))
      memcpy(out + used, kept + at, length), used += length;
    else
      used += gm_utf8_encode(out + used, random_character());
  }
  return used;
}

static void test_random(void **state) {
  (void)state;
  char run[MOST];
  for (int i = 0; i < 20000; i++)
    assert_same(gm_slice_of(run, random_run(run, 1 + random_below(12))));
  for (int i = 0; i < 4000; i++) { /* katakana of all lengths, which words lie in */
    size_t size = 0;
    for (uint32_t k = random_below(40); k + 1; k--)
      size += gm_utf8_encode(run + size, random_below(9) ? 0x30A1 + random_below(0x5A)
                                                         : random_character());
    for (size_t at = 0; at < size; at += 3) /* no middle dot is made */
      assert_true(gm_han_takes(gm_slice_of(run + at, 3)));
    assert_same(gm_slice_of(run, size));
  }
}

/* Every word that ICU's dictionary may know by its first characters: all pairs of the
 * prose, and each character alone. */
static void test_pairs(void **state) {
  (void)state;
  char run[12];
  for (uint32_t code = 0x3041; code <= 0x9FFF; code++) {
    size_t size = gm_utf8_encode(run, code);
    if (!gm_han_takes(gm_slice_of(run, size)))
      continue;
    assert_same(gm_slice_of(run, size));
    uint32_t at = 3 * random_below((sizeof PROSE - 10) / 3);
    memcpy(run + size, PROSE + at, 6);
    if (gm_han_takes(gm_slice_of(run, size + 6)))
      assert_same(gm_slice_of(run, size + 6));
  }
}

static void test_not_taken(void **state) {
  (void)state;
  static const char *const others[] = {"ｶﾀｶﾅ", "한국",   "㍿",     "\u3032", "か\u3099",
                                       "・",   "\uF900", "\u2F00", "a",      "é",
                                       "𠀀",   "、",     "日a本",  "㎏"};
  for (size_t i = 0; i < COUNT(others); i++)
    assert_false(gm_han_takes(gm_slice_of(others[i], strlen(others[i]))));
}

/* Runs are asked about one by one or with what follows: the tokens are ICU's. */
static void test_mixed(void **state) {
  (void)state;
  static const char *const pieces[] = {"ｶﾞｷﾞﾊﾟ",   "한국어 ", "。", " ",  "か\u3099",
                                       "𠮷野",     "ﾃﾞｰﾀ",    "「", "」", "\n",
                                       "漢字かな", "\uF900",  "　", "㍿"};
  gm_tokens *tokens;
  gm_lexicon *lexicon;
  assert_int_equal(gm_tokens_new(&tokens, NULL), GM_OK);
  assert_int_equal(gm_lexicon_new(&lexicon, NULL), GM_OK);
  for (int i = 0; i < 3000; i++) {
    char text[MOST];
    uint32_t bounds[MOST];
    size_t size = 0;
    for (uint32_t k = 1 + random_below(10); k; k--) {
      const char *piece = pieces[random_below(COUNT(pieces))];
      size += random_run(text + size, random_below(3));
      memcpy(text + size, piece, strlen(piece));
      size += strlen(piece);
    }
    assert_int_equal(gm_tokens_cut(tokens, lexicon, gm_slice_of(text, size),
                                   GM_TAILOR_DICTIONARY, NULL),
                     GM_OK);
    uint32_t count = by_icu(gm_slice_of(text, size), bounds), seen = 0;
    for (uint32_t k = 0, at = 0; k < count; at = bounds[k++]) {
      if (strchr(" \n", text[at]) || !strncmp(text + at, "　", 3))
        continue;
      bool same = seen < tokens->count && gm_token_begin(tokens, seen) == at &&
                  gm_token_end(tokens, seen) == bounds[k];
      if (!same)
        fail_msg("%.*s, at %u", (int)size, text, at);
      seen++;
    }
    assert_int_equal(seen, tokens->count);
  }
  gm_lexicon_free(lexicon);
  gm_tokens_free(tokens);
}

static int open_both(void **state) {
  (void)state;
  UErrorCode code = U_ZERO_ERROR;
  icu = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
  return U_SUCCESS(code) && gm_han_new(&han, NULL) == GM_OK ? 0 : -1;
}

static int close_both(void **state) {
  (void)state;
  gm_han_free(han);
  ubrk_close(icu);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_prose), cmocka_unit_test(test_random),
      cmocka_unit_test(test_pairs), cmocka_unit_test(test_not_taken),
      cmocka_unit_test(test_mixed)};
  return cmocka_run_group_tests(tests, open_both, close_both);
}
