/* Any bytes, repaired and cut: the round trip holds, the paths agree, sentences cover.
 */
#include <stdio.h>
#include <stdlib.h>
#include "text/tokens.h"
#include "text/tokens_private.h"
#include "text/utf8.h"

#define CHECK(x)                                                                       \
  if (!(x)) {                                                                          \
    fprintf(stderr, "line %d: %s\n", __LINE__, #x);                                    \
    abort();                                                                           \
  }

static void check(const gm_tokens *tokens, gm_slice text) {
  uint32_t last = 0;
  for (uint32_t i = 0; i < tokens->count; last = gm_token_end(tokens, i++)) {
    CHECK(gm_token_begin(tokens, i) >= last && gm_token_end(tokens, i) > gm_token_begin(tokens, i) &&
          gm_token_end(tokens, i) <= text.size);
    CHECK(((unsigned char)text.data[gm_token_begin(tokens, i)] & 0xC0) != 0x80);
    CHECK(gm_token_end(tokens, i) == text.size ||
          ((unsigned char)text.data[gm_token_end(tokens, i)] & 0xC0) != 0x80);
    for (uint32_t at = last; at < gm_token_begin(tokens, i);
         at++) /* gaps hold no ASCII that shows */
      CHECK((unsigned char)text.data[at] <= ' ' ||
            (unsigned char)text.data[at] >= 0x7F);
  }
  CHECK(tokens->sentence[tokens->sentence_count] == tokens->count);
  for (uint32_t k = 0; k < tokens->sentence_count; k++)
    CHECK(tokens->sentence[k] < tokens->sentence[k + 1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static gm_lexicon *lexicon;
  static gm_tokens *tokens, *careful;
  static gm_buffer text, found;
  uint32_t replaced = 0, tailorings = size ? data[0] & GM_TAILOR_ALL : 0;
  if (!tokens) {
    CHECK(gm_tokens_new(&tokens, NULL) == GM_OK &&
          gm_tokens_new(&careful, NULL) == GM_OK);
    careful->private_->scan = NULL;
  }
  if (lexicon && gm_lexicon_count(lexicon) > 200000) {
    gm_lexicon_free(lexicon);
    lexicon = NULL;
  }
  if (!lexicon) CHECK(gm_lexicon_new(&lexicon, NULL) == GM_OK);
  gm_buffer_clear(&text);
  gm_utf8_repair(&text, gm_slice_of((const char *)data, size), &replaced);
  /* a block of its own size, so that reading past its end shows */
  char *copy = malloc(text.size ? text.size : 1);
  if (text.size) memcpy(copy, text.data, text.size);
  gm_slice slice = gm_slice_of(copy, text.size);
  static const char *const languages[] = {"", "en", "de", "ja; el 3:9; fr 12:40",
                                          "en; de 5:"};
  gm_slice told = gm_slice_text(languages[size % 5]);
  CHECK(gm_tokens_cut_in(tokens, lexicon, slice, tailorings, told, NULL) == GM_OK);
  CHECK(gm_tokens_cut_in(careful, lexicon, slice, tailorings, told, NULL) == GM_OK);
  CHECK(tokens->count == careful->count);
  for (uint32_t i = 0; i < tokens->count; i++)
    CHECK(gm_token_begin(tokens, i) == gm_token_begin(careful, i) && gm_token_end(tokens, i) == gm_token_end(careful, i) &&
          tokens->type[i] == careful->type[i] && tokens->flags[i] == careful->flags[i]);
  CHECK(gm_tokens_sentences(tokens, lexicon, NULL, 0, NULL) == GM_OK);
  check(tokens, slice);
  uint32_t edges[] = {(uint32_t)slice.size / 3, (uint32_t)slice.size / 2,
                      (uint32_t)slice.size / 2};
  CHECK(gm_tokens_sentences(tokens, lexicon, edges, 3, NULL) == GM_OK);
  check(tokens, slice);
  for (int i = 0; i < 3; i++) {
    uint32_t token = gm_tokens_at(tokens, edges[i]);
    CHECK(token == tokens->count || tokens->flags[token] & GM_TOKEN_SENTENCE);
  }
  for (uint32_t i = 0; i < tokens->count; i++) {
    gm_lexicon_flags(lexicon, tokens->type[i]);
    gm_lexicon_lemma(lexicon, tokens->type[i], 0);
    gm_lexicon_plain(lexicon, tokens->type[i]);
    gm_lexicon_stem(lexicon, tokens->type[i]);
    gm_lexicon_shape(lexicon, tokens->type[i]);
  }
  gm_buffer_clear(&found);
  gm_languages_find(&found, slice, gm_slice_of("", 0));
  CHECK(gm_tokens_speak(tokens, gm_buffer_slice(&found), NULL) == GM_OK);
  free(copy);
  return 0;
}
