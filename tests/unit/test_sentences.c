/* sentences: a table of cases, the golden rules of pragmatic_segmenter, and two
 * treebanks, where ICU's sentence iterator stands beside ours. GM_VERBOSE=1 shows what
 * goes wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include "base/buffer.h"
#include "text/tokens.h"

#define GOLDEN_FLOOR 50
#define OTHERS_FLOOR 0.85 /* of cases in 20 languages that are not English */
#define EWT_FLOOR 0.94

static gm_lexicon *lexicon;
static gm_tokens *tokens;
static bool verbose;

static int setup(void **state) {
  (void)state;
  verbose = getenv("GM_VERBOSE") != NULL;
  return gm_lexicon_new(&lexicon, NULL) || gm_tokens_new(&tokens, NULL);
}

static int teardown(void **state) {
  (void)state;
  gm_lexicon_free(lexicon);
  gm_tokens_free(tokens);
  return 0;
}

static const char *languages = ""; /* of the texts to split; "": not known */

static void split(const char *text) {
  assert_int_equal(gm_tokens_cut_in(tokens, lexicon, gm_slice_text(text), GM_TAILOR_ALL,
                                    gm_slice_text(languages), NULL),
                   GM_OK);
  assert_int_equal(gm_tokens_sentences(tokens, lexicon, NULL, 0, NULL), GM_OK);
}

/* The sentences, '|' between them, every stretch of white space as one space. */
static const char *sentences(const char *text) {
  static gm_buffer out;
  gm_buffer_clear(&out);
  split(text);
  for (uint32_t k = 0; k < tokens->sentence_count; k++) {
    if (k) gm_buffer_add_byte(&out, '|');
    uint32_t begin = gm_token_begin(tokens, tokens->sentence[k]);
    uint32_t end = gm_token_end(tokens, tokens->sentence[k + 1] - 1);
    for (bool space = false; begin < end; begin++) {
      bool blank = strchr(" \t\r\n", text[begin]) != NULL;
      if (!blank || !space)
        gm_buffer_add_byte(&out, blank ? ' ' : (unsigned char)text[begin]);
      space = blank;
    }
  }
  return gm_buffer_text(&out);
}

static void test_cases(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"", ""},
      {"One. Two! Three?", "One.|Two!|Three?"},
      {"He lives in the U.S. He likes it.", "He lives in the U.S.|He likes it."},
      {"He joined the U.S. Army in Dec. 1999.",
       "He joined the U.S. Army in Dec. 1999."},
      {"On Dec. 3 Gen. Smith met J. R. Jones.",
       "On Dec. 3 Gen. Smith met J. R. Jones."},
      {"SCRANTON, Pa. — Here he met Gov. Wolf. He was from Erie, Pa. He left.",
       "SCRANTON, Pa. — Here he met Gov. Wolf.|He was from Erie, Pa.|He left."},
      {"It is No. 5 of 3.5 million.", "It is No. 5 of 3.5 million."},
      {"“Stop.” he said. “Go.” She left.", "“Stop.” he said.|“Go.”|She left."},
      {"He said “no.” Then he left.", "He said “no.”|Then he left."},
      {"(This is one.) This is two.", "(This is one.)|This is two."},
      {"A heading\n\nThe text. More.", "A heading|The text.|More."},
      {"It was long and went\non in the next line. So it was.",
       "It was long and went on in the next line.|So it was."},
      {"Wait... what? Yes… No.", "Wait... what?|Yes…|No."},
      {"日本です。東京です！はい", "日本です。|東京です！|はい"},
      {"He came at 5 p.m. Monday. She came at 6 p.m. They left.",
       "He came at 5 p.m. Monday.|She came at 6 p.m.|They left."},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(sentences(cases[i][0]), cases[i][1]);
}

static void test_edges(void **state) {
  (void)state;
  static const uint32_t edges[] = {0, 8, 8, 99};
  gm_tokens_cut(tokens, lexicon, gm_slice_text("One two three. Four"), GM_TAILOR_ALL,
                NULL);
  gm_tokens_sentences(tokens, lexicon, edges, 4, NULL);
  assert_int_equal(tokens->sentence_count, 3);
  assert_int_equal(tokens->sentence[1], 2);
  assert_int_equal(tokens->sentence[2], 4);
  assert_true(tokens->flags[2] & GM_TOKEN_SENTENCE);
}

/* ---- the golden rules ---- */
static FILE *data_file(const char *name) {
  static char path[4096];
  const char *data = getenv("GIMLET_TEST_DATA");
  snprintf(path, sizeof path, "%s/%s", data ? data : "../shared/corpus", name);
  FILE *file = fopen(path, "r");
  if (!file) printf("skipped: sentences: no %s\n", path);
  return file;
}

/* The English golden rules that fail, and why. */
static const char *reason(const char *text) {
  if (strstr(text, ". . . .") || strstr(text, "...."))
    return "of four dots that end a sentence and begin the next, all go with the one "
           "before";
  return "unexplained";
}

static void add_solid(gm_buffer *out, const char *text) { /* without white space */
  for (; *text; text++)
    if (!strchr(" \t\r\n", *text)) gm_buffer_add_byte(out, (unsigned char)*text);
}

/* 1: right, 0: wrong, -1: a case that cleans the text as well. */
static int golden_case(const cJSON *row) {
  gm_buffer wanted = GM_BUFFER_INIT, found = GM_BUFFER_INIT, whole = GM_BUFFER_INIT,
            all = GM_BUFFER_INIT;
  const char *text = cJSON_GetObjectItem(row, "text")->valuestring;
  const cJSON *sentence, *list = cJSON_GetObjectItem(row, "sentences");
  cJSON_ArrayForEach(sentence, list) {
    if (wanted.size) gm_buffer_add_byte(&wanted, '|');
    add_solid(&wanted, sentence->valuestring);
    add_solid(&whole, sentence->valuestring);
  }
  add_solid(&all, text);
  add_solid(&found, sentences(text));
  int right = gm_slice_equal(gm_buffer_slice(&whole), gm_buffer_slice(&all))
                  ? gm_slice_equal(gm_buffer_slice(&wanted), gm_buffer_slice(&found))
                  : -1;
  if (verbose && right == 0) {
    printf("%s %s:\n  found %s\n  want  ",
           cJSON_GetObjectItem(row, "lang")->valuestring,
           cJSON_GetObjectItem(row, "title")->valuestring, sentences(text));
    cJSON_ArrayForEach(sentence, list) printf("|%s", sentence->valuestring);
    printf("\n");
  }
  gm_buffer_free(&wanted), gm_buffer_free(&found), gm_buffer_free(&whole),
      gm_buffer_free(&all);
  return right;
}

static void test_golden_rules(void **state) {
  (void)state;
  struct {
    char name[32];
    int right, cases;
  } files[64] = {0};
  int count = 0, golden = 0, golden_right = 0;
  char *line = NULL;
  size_t room = 0;
  FILE *file = data_file("pragmatic_segmenter/golden_rules.jsonl");
  if (!file) skip();
  while (getline(&line, &room, file) > 0) {
    cJSON *row = cJSON_Parse(line);
    const char *name = cJSON_GetObjectItem(row, "file")->valuestring;
    languages = cJSON_GetObjectItem(row, "lang")->valuestring;
    int right = golden_case(row), i = 0;
    while (i < count && strcmp(files[i].name, name) != 0) i++;
    if (i == count) snprintf(files[count++].name, sizeof files->name, "%s", name);
    if (right >= 0 && strcmp(name, "english") == 0 && files[i].cases < 52) {
      golden++;
      golden_right += right;
      if (!right) {
        const char *text = cJSON_GetObjectItem(row, "text")->valuestring;
        printf("fails: %s: %s\n", text, reason(text));
      }
    }
    files[i].cases += right >= 0;
    files[i].right += right > 0;
    cJSON_Delete(row);
  }
  languages = "";
  free(line);
  fclose(file);
  int others = 0, others_right = 0;
  for (int i = 0; i < count; i++) {
    bool english = strcmp(files[i].name, "english") == 0;
    others += english ? 0 : files[i].cases;
    others_right += english ? 0 : files[i].right;
    printf("figure: sentences %s %d of %d\n", files[i].name, files[i].right,
           files[i].cases);
  }
  printf("figure: sentences other languages %.3f, %d of %d (floor %.2f)\n",
         (double)others_right / others, others_right, others, OTHERS_FLOOR);
  assert_true(others_right >= OTHERS_FLOOR * others);
  printf("figure: sentences golden rules %d of %d (floor %d)\n", golden_right, golden,
         GOLDEN_FLOOR);
  assert_true(golden_right >= GOLDEN_FLOOR);
}

/* ---- treebanks ---- */
typedef struct {
  int wanted, ours, ours_right, icu, icu_right, paragraphs;
} score;

static double f1(int wanted, int found, int right) {
  return wanted + found ? 2.0 * right / (wanted + found) : 1;
}

static UBreakIterator *iterator;

/* ICU's boundaries in `text` as byte offsets of what follows their white space. */
static size_t icu_bounds(const char *text, size_t size, uint32_t *out) {
  static UChar units[1 << 20];
  int32_t length;
  UErrorCode code = U_ZERO_ERROR;
  u_strFromUTF8(units, 1 << 20, &length, text, (int32_t)size, &code);
  ubrk_setText(iterator, units, length, &code);
  size_t count = 0;
  int32_t unit = 0;
  uint32_t at = 0;
  ubrk_first(iterator);
  for (int32_t bound; (bound = ubrk_next(iterator)) != UBRK_DONE && bound < length;) {
    while (unit < bound) {
      UChar32 c;
      U16_NEXT(units, unit, length, c);
      at += (uint32_t)U8_LENGTH(c);
    }
    uint32_t begin = at;
    while (strchr(" \t\r\n", text[begin]) && text[begin]) begin++;
    out[count++] = begin;
  }
  return count;
}

static bool among(uint32_t item, const uint32_t *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (list[i] == item) return true;
  return false;
}

/* The ends of sentences in one paragraph. Its own end is one, which everybody finds;
 * `inner` of the score is without it. */
static void score_paragraph(const gm_buffer *text, const uint32_t *gold, size_t count,
                            score *out) {
  static uint32_t bounds[1 << 16];
  split(text->data);
  out->paragraphs++;
  out->wanted += (int)count;
  out->ours += (int)tokens->sentence_count - 1;
  for (uint32_t k = 1; k < tokens->sentence_count; k++) {
    uint32_t begin = gm_token_begin(tokens, tokens->sentence[k]);
    if (among(begin, gold, count)) out->ours_right++;
    else if (verbose)
      printf("too many: …%.*s ¦ %.40s\n", begin < 40 ? (int)begin : 40,
             text->data + (begin < 40 ? 0 : begin - 40), text->data + begin);
  }
  for (size_t i = 0; i < count && verbose; i++) {
    bool found = false;
    for (uint32_t k = 1; k < tokens->sentence_count; k++)
      found |= gm_token_begin(tokens, tokens->sentence[k]) == gold[i];
    if (!found)
      printf("missing: …%.*s ¦ %.40s\n", gold[i] < 40 ? (int)gold[i] : 40,
             text->data + (gold[i] < 40 ? 0 : gold[i] - 40), text->data + gold[i]);
  }
  size_t found = icu_bounds(text->data, text->size, bounds);
  out->icu += (int)found;
  for (size_t i = 0; i < found; i++) out->icu_right += among(bounds[i], gold, count);
}

static void score_file(const char *name, score *out) {
  FILE *file = data_file(name);
  if (!file) skip();
  gm_buffer text = GM_BUFFER_INIT;
  static uint32_t gold[1 << 16];
  size_t count = 0, room = 0;
  char *line = NULL;
  while (getline(&line, &room, file) > 0) {
    if (strncmp(line, "# newpar", 8) == 0 || strncmp(line, "# newdoc", 8) == 0) {
      if (text.size) score_paragraph(&text, gold, count, out);
      gm_buffer_clear(&text);
      count = 0;
    }
    if (strncmp(line, "# text = ", 9) != 0) continue;
    if (text.size) {
      gm_buffer_add_byte(&text, ' ');
      gold[count++] = (uint32_t)text.size;
    }
    gm_buffer_add(&text, line + 9, strlen(line + 9) - 1);
    gm_buffer_text(&text);
  }
  if (text.size) score_paragraph(&text, gold, count, out);
  gm_buffer_free(&text);
  free(line);
  fclose(file);
}

/* F1 of all ends; *icu the same for ICU. */
static double print_score(const char *name, score s, double *icu) {
  int more = s.paragraphs, missed = s.wanted - s.ours_right,
      extra = s.ours - s.ours_right;
  double ours = f1(s.wanted + more, s.ours + more, s.ours_right + more);
  *icu = f1(s.wanted + more, s.icu + more, s.icu_right + more);
  printf("figure: sentences %s F1 %.4f, ICU %.4f; inside paragraphs %.4f, ICU %.4f "
         "(%d boundaries, %d missed, %d too many)\n",
         name, ours, *icu, f1(s.wanted, s.ours, s.ours_right),
         f1(s.wanted, s.icu, s.icu_right), s.wanted, missed, extra);
  return ours;
}

static void test_ewt(void **state) {
  (void)state;
  score ewt = {0};
  double icu;
  score_file("ud_ewt_dev/en_ewt-ud-dev.conllu", &ewt);
  double ours = print_score("EWT", ewt, &icu);
  printf("figure: sentences EWT %.4f (floor %.2f)\n", ours, EWT_FLOOR);
  assert_true(ours >= EWT_FLOOR);
}

static void test_gum(void **state) {
  (void)state;
  static const char *const genres[][3] = {
      {"academic", "exposure", "librarians"}, {"bio", "byron", "emperor"},
      {"court", "loan", "negligence"},        {"essay", "evolved", "tools"},
      {"interview", "cyclone", "gaming"},     {"letter", "arendt", "wiki"},
      {"news", "homeopathic", "iodine"},      {"speech", "impeachment", "inauguration"},
      {"textbook", "governments", "labor"},   {"voyage", "athens", "coron"},
  };
  bool ahead = true;
  for (size_t i = 0; i < sizeof genres / sizeof *genres; i++) {
    score genre = {0};
    for (int part = 1; part < 3; part++) {
      char name[256];
      snprintf(name, sizeof name, "gum_dev/GUM_%s_%s.conllu", genres[i][0],
               genres[i][part]);
      score_file(name, &genre);
    }
    double icu, ours = print_score(genres[i][0], genre, &icu);
    if (ours <= icu) ahead = false;
  }
  assert_true(ahead);
}

int main(void) {
  UErrorCode code = U_ZERO_ERROR;
  iterator = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &code);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_cases),        cmocka_unit_test(test_edges),
      cmocka_unit_test(test_golden_rules), cmocka_unit_test(test_ewt),
      cmocka_unit_test(test_gum),
  };
  int failed = cmocka_run_group_tests(tests, setup, teardown);
  ubrk_close(iterator);
  return failed;
}
