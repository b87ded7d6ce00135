/* From files to type ids as a process of its own, and ICU's iterators on the same text.
 *   tokens MODE FILE…
 * Modes: words (cut, every new type folded; `portable`: without vector code; `plain`:
 * without tailorings), sentences (also those), whole (a file as one document, mapped),
 * types (FILE is a number: so many distinct words); icu-words, icu-sentences.
 * Files are read in blocks that end at line ends; all are checked to be valid UTF-8. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unistd.h>
#include "text/tokens.h"
#include "text/tokens_private.h"
#include "text/utf8.h"

#define BLOCK (128 * 1024)

typedef struct {
  gm_tokens *tokens;
  gm_lexicon *lexicon;
  UBreakIterator *iterator; /* NULL: our own */
  uint32_t tailorings, folded;
  bool sentences, count_words;
  unsigned long long all, words, spaced, ends; /* tokens; with letter or digit; … */
} work;

static void own(work *w, const char *text, size_t size) {
  if (gm_tokens_cut(w->tokens, w->lexicon, gm_slice_of(text, size), w->tailorings,
                    NULL) != GM_OK)
    exit(1);
  w->all += w->tokens->count;
  while (w->folded < gm_lexicon_count(w->lexicon))
    gm_lexicon_fold(w->lexicon, ++w->folded);
  for (uint32_t i = 0; w->count_words && i < w->tokens->count; i++) {
    unsigned flags = gm_lexicon_flags(w->lexicon, w->tokens->type[i]);
    w->words += (flags & (GM_TYPE_WORD | GM_TYPE_NUMBER)) != 0;
    w->spaced += i == 0 || w->tokens->flags[i] & GM_TOKEN_SPACE;
  }
  if (!w->sentences) return;
  if (gm_tokens_sentences(w->tokens, w->lexicon, NULL, 0, NULL) != GM_OK) exit(1);
  w->ends += w->tokens->sentence_count;
}

/* Words are the segments that hold a letter or digit, as ICU's status tells. */
static void icu(work *w, const char *text, size_t size) {
  static UChar units[BLOCK + 1];
  int32_t length;
  UErrorCode code = U_ZERO_ERROR;
  u_strFromUTF8(units, BLOCK, &length, text, (int32_t)size, &code);
  ubrk_setText(w->iterator, units, length, &code);
  if (U_FAILURE(code)) exit(1);
  ubrk_first(w->iterator);
  while (ubrk_next(w->iterator) != UBRK_DONE) {
    if (w->sentences) w->ends++;
    else w->words += ubrk_getRuleStatus(w->iterator) >= UBRK_WORD_NONE_LIMIT;
  }
}

static void take(work *w, const char *text, size_t size) {
  if (w->iterator) {
    icu(w, text, size);
    return;
  }
  if (!gm_utf8_valid(gm_slice_of(text, size))) exit(1);
  own(w, text, size);
}

static void read_blocks(work *w, const char *path) {
  static char block[BLOCK];
  size_t held = 0;
  int file = open(path, O_RDONLY);
  if (file < 0) exit(1);
  for (ssize_t got; (got = read(file, block + held, BLOCK - held)) > 0 || held;) {
    held += got > 0 ? (size_t)got : 0;
    const char *last = got > 0 ? memrchr(block, '\n', held) : NULL;
    size_t use = last ? (size_t)(last - block) + 1 : held;
    take(w, block, use);
    memmove(block, block + use, held - use);
    held -= use;
  }
  close(file);
}

static void read_whole(work *w, const char *path) {
  struct stat about;
  int file = open(path, O_RDONLY);
  if (file < 0 || fstat(file, &about) != 0) exit(1);
  size_t size = (size_t)about.st_size;
  char *text = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (text == MAP_FAILED) exit(1);
  take(w, text, size);
  munmap(text, size);
  close(file);
}

/* Distinct words of 4 to 12 letters, every other one with a capital. */
static void make_words(work *w, unsigned long count) {
  static char block[BLOCK];
  for (unsigned long made = 0; made < count;) {
    size_t used = 0;
    for (; made < count && used + 32 < BLOCK; made++) {
      char *begin = block + used;
      for (unsigned long left = made * 7919 + 456976; left; left /= 26)
        block[used++] = (char)('a' + left % 26);
      for (unsigned long i = made % 6; i; i--) block[used++] = 'x';
      if (made % 2) *begin = (char)(*begin - 32);
      block[used++] = ' ';
    }
    take(w, block, used);
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const char *mode = argv[1];
  UErrorCode code = U_ZERO_ERROR;
  work w = {.tailorings = GM_TAILOR_ALL, .sentences = strstr(mode, "sentences") != NULL};
  if (gm_lexicon_new(&w.lexicon, NULL) || gm_tokens_new(&w.tokens, NULL)) return 1;
  if (strcmp(mode, "portable") == 0)
    w.tokens->private_->scan = gm_scan_named("portable");
  if (strcmp(mode, "plain") == 0) w.tailorings = 0;
  w.count_words = strcmp(mode, "plain") == 0 || strcmp(mode, "count") == 0;
  w.sentences |= strcmp(mode, "whole") == 0;
  if (strncmp(mode, "icu", 3) == 0)
    w.iterator = ubrk_open(w.sentences ? UBRK_SENTENCE : UBRK_WORD, "en", NULL, 0, &code);
  for (int i = 2; i < argc; i++) {
    if (strcmp(mode, "whole") == 0) read_whole(&w, argv[i]);
    else if (strcmp(mode, "types") == 0) make_words(&w, strtoul(argv[i], NULL, 10));
    else read_blocks(&w, argv[i]);
  }
  printf("tokens %llu words %llu spaced %llu types %u sentences %llu\n", w.all, w.words,
         w.spaced, gm_lexicon_count(w.lexicon), w.ends);
  return 0;
}
