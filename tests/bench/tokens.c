/* From a file to type ids, a block at a time, as a process of its own; beside it ICU's
 * iterators on the same text.   tokens words|sentences|icu-words|icu-sentences|portable
 * FILE */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unistd.h>
#include "text/tokens.h"
#include "text/tokens_private.h"

#define BLOCK (128 * 1024)

static unsigned long long words, ends;

static void own(gm_tokens *tokens, gm_lexicon *lexicon, const char *text, size_t size,
                int sentences) {
  if (gm_tokens_cut(tokens, lexicon, gm_slice_of(text, size), GM_TAILOR_ALL, NULL) !=
      GM_OK)
    exit(1);
  words += tokens->count;
  if (!sentences) return;
  if (gm_tokens_sentences(tokens, lexicon, NULL, 0, NULL) != GM_OK) exit(1);
  ends += tokens->sentence_count;
}

/* Words are the segments that hold a letter or digit, as ICU's status tells. */
static void icu(UBreakIterator *iterator, const char *text, size_t size,
                int sentences) {
  static UChar units[BLOCK + 1];
  int32_t length;
  UErrorCode code = U_ZERO_ERROR;
  u_strFromUTF8(units, BLOCK, &length, text, (int32_t)size, &code);
  ubrk_setText(iterator, units, length, &code);
  if (U_FAILURE(code)) exit(1);
  ubrk_first(iterator);
  while (ubrk_next(iterator) != UBRK_DONE) {
    if (sentences) ends++;
    else words += ubrk_getRuleStatus(iterator) >= UBRK_WORD_NONE_LIMIT;
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  static char block[BLOCK];
  int file = open(argv[2], O_RDONLY), sentences = strstr(argv[1], "sentences") != NULL;
  gm_lexicon *lexicon;
  gm_tokens *tokens;
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *iterator = NULL;
  if (file < 0 || gm_lexicon_new(&lexicon, NULL) || gm_tokens_new(&tokens, NULL))
    return 1;
  if (strcmp(argv[1], "portable") == 0)
    tokens->private_->scan = gm_scan_named("portable");
  if (argv[1][0] == 'i')
    iterator = ubrk_open(sentences ? UBRK_SENTENCE : UBRK_WORD, "en", NULL, 0, &code);
  size_t held = 0;
  for (ssize_t got;
       (got = read(file, block + held, sizeof block - held)) > 0 || held;) {
    held += got > 0 ? (size_t)got : 0;
    const char *last = got > 0 ? memrchr(block, '\n', held) : NULL;
    size_t use = last ? (size_t)(last - block) + 1 : held;
    if (iterator) icu(iterator, block, use, sentences);
    else own(tokens, lexicon, block, use, sentences);
    memmove(block, block + use, held - use);
    held -= use;
  }
  printf("tokens %llu types %u sentences %llu\n", words, gm_lexicon_count(lexicon),
         ends);
  return 0;
}
