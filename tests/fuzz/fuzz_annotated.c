/* Any bytes as an annotated corpus: CoNLL-U or vertical text (by the first byte) is read, or
 * refused; what comes of it are tokens that lie in the text and come back from their own bytes;
 * the rest of the bytes as given tokens of that text: refused, or sound. */
#include <stdio.h>
#include <stdlib.h>
#include "base/memory.h"
#include "load/read.h"
#include "load/zones.h"
#include "text/given.h"

#define CHECK(x)                                                                         \
  if (!(x)) { fprintf(stderr, "line %d: %s\n", __LINE__, #x); abort(); }

static gm_tokens *tokens;
static gm_lexicon *lexicon;

static void use(gm_slice blob, gm_slice text, bool sound) {
  gm_arena *arena = gm_arena_new();
  gm_given given;
  gm_status status = gm_given_read(&given, blob, text, arena, NULL);
  CHECK(!sound || status == GM_OK);
  if (status == GM_OK) {
    for (uint32_t i = 0, at = 0; i < given.count; at = given.end[i++])
      CHECK(given.begin[i] >= at && given.end[i] >= given.begin[i] && given.end[i] <= text.size);
    CHECK(gm_tokens_give(tokens, lexicon, text, &given, NULL) == GM_OK);
    CHECK(tokens->count == given.count && tokens->sentence_count <= tokens->count);
    for (uint32_t i = 0; i < tokens->count; i++) {
      CHECK(gm_token_begin(tokens, i) == given.begin[i] && gm_token_end(tokens, i) == given.end[i]);
      CHECK(gm_slice_equal(gm_lexicon_form(lexicon, tokens->type[i]), given.forms[given.form[i]]));
    }
    gm_buffer again = GM_BUFFER_INIT;
    gm_given_write(&again, &given);
    CHECK(!sound || gm_slice_equal(gm_buffer_slice(&again), blob));
    gm_buffer_free(&again);
  }
  gm_arena_free(arena);
}

static gm_status take(void *context, gm_document *document, gm_error *err) {
  gm_slice *hostile = context;
  CHECK(document->given.size);
  use(document->given, document->text, true);
  CHECK(gm_zones_find(document, tokens, lexicon, err) == GM_OK);
  CHECK(gm_zones_quotes(document, tokens, err) == GM_OK);
  use(*hostile, document->text, false);
  return GM_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!tokens) CHECK(gm_tokens_new(&tokens, NULL) == GM_OK);
  if (!lexicon || gm_lexicon_count(lexicon) > 200000) {
    gm_lexicon_free(lexicon);
    CHECK(gm_lexicon_new(&lexicon, NULL) == GM_OK);
  }
  if (size < 2) return 0;
  gm_slice bytes = gm_slice_of((const char *)data + 1, size - 1);
  gm_read_options options = {.format = data[0] & 1 ? "conllu" : "vertical",
                             .columns = data[0] & 2 ? "word pos lemma x" : NULL};
  gm_read("x", bytes, &options, take, NULL, &bytes, NULL);
  return 0;
}
