/* load/signature: shingles of the article, estimates, clusters. */
#include "test.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "load/signature.h"
#include <stdio.h>

typedef struct {
  gm_lexicon *lexicon;
  gm_tokens *tokens;
  gm_signer *signer;
} room;

static room open_room(void) {
  room r;
  assert_int_equal(gm_lexicon_new(&r.lexicon, NULL), GM_OK);
  assert_int_equal(gm_tokens_new(&r.tokens, NULL), GM_OK);
  assert_int_equal(gm_signer_new(&r.signer, r.lexicon, NULL), GM_OK);
  return r;
}

static void close_room(room *r) {
  gm_signer_free(r->signer);
  gm_tokens_free(r->tokens);
  gm_lexicon_free(r->lexicon);
}

static gm_signature sign(room *r, gm_slice text, const gm_zone *zones, size_t count) {
  gm_signature signature;
  assert_int_equal(gm_tokens_cut(r->tokens, r->lexicon, text, GM_TAILOR_ALL, NULL),
                   GM_OK);
  assert_int_equal(gm_signer_make(&signature, r->signer, r->tokens, zones, count, NULL),
                   GM_OK);
  return signature;
}

/* Words wA to wB of a made-up text. */
static gm_signature sign_words(room *r, int from, int to) {
  gm_buffer text = GM_BUFFER_INIT;
  for (int i = from; i < to; i++)
    gm_buffer_add_format(&text, "w%d ", i);
  gm_signature signature = sign(r, gm_buffer_slice(&text), NULL, 0);
  gm_buffer_free(&text);
  return signature;
}

static void estimates_lie_near_the_truth(void **state) {
  (void)state;
  static const struct {
    int from, to; /* against words 0 to 1000 */
  } cases[] = {{0, 1000},   {100, 1100}, {300, 1300},
               {500, 1500}, {0, 500},    {2000, 3000}};
  room r = open_room();
  gm_signature whole = sign_words(&r, 0, 1000);
  for (size_t i = 0; i < COUNT(cases); i++) {
    int from = cases[i].from, to = cases[i].to;
    gm_signature other = sign_words(&r, from, to);
    double both = (to < 1000 ? to : 1000) - from - 2;
    if (both < 0)
      both = 0;
    double size = to - from - 2, truth = both / (998 + size - both);
    double jaccard = gm_signature_jaccard(&whole, &other);
    double share = gm_signature_containment(&whole, &other);
    assert_true(jaccard > truth - 0.12 && jaccard < truth + 0.12);
    assert_true(share > both / size - 0.12 && share < both / size + 0.12);
  }
  close_room(&r);
}

static void layout_and_case_do_not_count(void **state) {
  (void)state;
  room r = open_room();
  gm_signature a = sign(&r, gm_slice_text("One two three, four five six."), NULL, 0);
  gm_signature b = sign(&r, gm_slice_text("ONE two\n\nthree four “five” six"), NULL, 0);
  assert_memory_equal(&a, &b, sizeof a);
  close_room(&r);
}

static void article_only(void **state) {
  (void)state;
  room r = open_room();
  gm_slice text = gm_slice_text("left out here and gone. one two three four five six");
  gm_zone zones[] = {
      {0, 23, GM_ZONE_BOILERPLATE}, {24, 51, GM_ZONE_BODY}, {24, 35, GM_ZONE_QUOTE}};
  gm_signature part = sign(&r, text, zones, 3);
  gm_signature alone = sign(&r, gm_slice_text("one two three four five six"), NULL, 0);
  assert_memory_equal(&part, &alone, sizeof part);
  assert_int_equal(part.shingles, 4);
  close_room(&r);
}

static void comes_back_from_bytes(void **state) {
  (void)state;
  room r = open_room();
  gm_signature a = sign_words(&r, 0, 50), b;
  char bytes[GM_SIGNATURE_SIZE];
  size_t size = gm_signature_write(&a, bytes);
  assert_true(gm_signature_read(&b, gm_slice_of(bytes, size)));
  assert_memory_equal(&a, &b, sizeof a);
  char old[260] = {0}; /* as older versions wrote them */
  assert_false(gm_signature_read(&b, gm_slice_of(old, sizeof old)));
  for (size_t cut = 0; cut < size; cut++)
    gm_signature_read(&b, gm_slice_of(bytes, cut));
  close_room(&r);
}

static void texts_without_words_are_like_nothing(void **state) {
  (void)state;
  room r = open_room();
  gm_signature texts[] = {sign(&r, gm_slice_text("…"), NULL, 0),
                          sign(&r, gm_slice_text(""), NULL, 0),
                          sign(&r, gm_slice_text("word"), NULL, 0),
                          sign(&r, gm_slice_text("Word!"), NULL, 0)};
  uint32_t clusters[4];
  assert_int_equal(gm_signature_cluster(texts, 4, 0.14, clusters, NULL), GM_OK);
  const uint32_t expected[] = {0, 1, 2, 2};
  assert_memory_equal(clusters, expected, sizeof expected);
  assert_int_equal(gm_signature_cluster(texts, 0, 0.14, clusters, NULL), GM_OK);
  close_room(&r);
}

static void survives_lack_of_memory(void **state) {
  (void)state;
  room r = open_room();
  gm_signature texts[3] = {sign_words(&r, 0, 100), sign_words(&r, 0, 100),
                           sign_words(&r, 5, 100)};
  uint32_t clusters[3];
  for (int64_t n = 0;; n++) {
    gm_signer *signer = NULL;
    gm_signature signature;
    gm_alloc_fail_after(n);
    gm_status status = gm_signer_new(&signer, r.lexicon, NULL);
    if (status == GM_OK)
      status = gm_signer_make(&signature, signer, r.tokens, NULL, 0, NULL);
    if (status == GM_OK)
      status = gm_signature_cluster(texts, 3, 0.14, clusters, NULL);
    gm_alloc_fail_after(-1);
    gm_signer_free(signer);
    if (status == GM_OK)
      break;
    assert_int_equal(status, GM_NOMEM);
    assert_true(n < 50);
  }
  const uint32_t expected[] = {0, 0, 0};
  assert_memory_equal(clusters, expected, sizeof expected);
  close_room(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(estimates_lie_near_the_truth),
      cmocka_unit_test(layout_and_case_do_not_count),
      cmocka_unit_test(article_only),
      cmocka_unit_test(comes_back_from_bytes),
      cmocka_unit_test(texts_without_words_are_like_nothing),
      cmocka_unit_test(survives_lack_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
