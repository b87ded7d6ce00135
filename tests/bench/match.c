/* Matching alone: many phrases over tokens that are cut already, and Hyperscan's literals
 * over the same text.
 *
 *   match phrases COUNT FILE           writes that many runs of one to three words of the text
 *   match names PHRASES FILE           seconds of matching by a gazetteer over stored tokens
 *   match hyperscan PHRASES FILE       seconds of matching by Hyperscan in block mode
 * Both print how many matches are the phrase letter by letter, at the edges of tokens and
 * within one sentence: these must agree. */
#include "base/memory.h"
#include "match/ruleset.h"
#include "text/tokens.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef GM_HAVE_HYPERSCAN
#include <hs/hs.h>
#endif

typedef struct {
  gm_slice text;
  gm_lexicon *lexicon;
  gm_tokens *tokens;
} stored;

typedef struct {
  char **items;
  size_t count, capacity;
} phrases;

/* Of the processor, so that what else runs on the machine counts for little. */
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void check(gm_status status, const gm_error *err) {
  if (status == GM_OK) return;
  fprintf(stderr, "%s\n", err->message);
  exit(1);
}

static gm_slice read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(1);
  fseek(file, 0, SEEK_END);
  size_t size = (size_t)ftell(file);
  rewind(file);
  char *data = malloc(size + 1);
  if (!data || fread(data, 1, size, file) != size) exit(1);
  data[size] = 0;
  fclose(file);
  return gm_slice_of(data, size);
}

static stored cut(const char *path) {
  gm_error err = {0};
  stored s = {.text = read_file(path)};
  check(gm_lexicon_new(&s.lexicon, &err), &err);
  check(gm_tokens_new(&s.tokens, &err), &err);
  check(gm_tokens_cut(s.tokens, s.lexicon, s.text, GM_TAILOR_ALL, &err), &err);
  check(gm_tokens_sentences(s.tokens, s.lexicon, NULL, 0, &err), &err);
  return s;
}

static phrases read_phrases(const char *path) {
  phrases p = {0};
  char *at = (char *)read_file(path).data;
  for (char *line = strtok(at, "\n"); line; line = strtok(NULL, "\n")) {
    if (!gm_grow((void **)&p.items, &p.capacity, p.count + 1, sizeof *p.items)) exit(1);
    p.items[p.count++] = line;
  }
  return p;
}

/* ---- phrases ---- */

static bool plain(gm_slice text) {
  for (size_t i = 0; i < text.size; i++)
    if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ", text.data[i]))
      return false;
  return true;
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Spread over the text; a phrase is taken once. */
static int write_phrases(size_t count, const char *path) {
  stored s = cut(path);
  phrases p = {0};
  uint64_t seed = 88172645463325252ULL;
  while (p.count < count * 3) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    uint32_t at = (uint32_t)(seed % (s.tokens->count - 4));
    uint32_t words = seed >> 40 & 3;
    uint32_t begin = gm_token_begin(s.tokens, at),
             end = gm_token_end(s.tokens, at + (words ? words - 1 : 1));
    gm_slice text = gm_slice_of(s.text.data + begin, end - begin);
    if (text.size < 8 || text.size > 60 || !plain(text)) continue;
    if (!gm_grow((void **)&p.items, &p.capacity, p.count + 1, sizeof *p.items)) return 1;
    p.items[p.count++] = strndup(text.data, text.size);
  }
  qsort(p.items, p.count, sizeof *p.items, by_text);
  size_t kept = 0;
  for (size_t i = 0; i < p.count; i++)
    if (i == 0 || strcmp(p.items[i], p.items[i - 1]) != 0) p.items[kept++] = p.items[i];
  for (size_t i = 0; i < count && kept; i++) {
    size_t at = i * kept / count;
    if (i == 0 || at != (i - 1) * kept / count) puts(p.items[at]);
  }
  return 0;
}

/* ---- both sides ---- */

static int run_names(const char *names, const char *path) {
  gm_error err = {0};
  phrases p = read_phrases(names);
  stored s = cut(path);
  gm_ruleset *ruleset;
  gm_matcher *matcher;
  gm_rule rule;
  gm_hits hits = {0};
  double begin = now();
  check(gm_ruleset_new(&ruleset, s.lexicon, &err), &err);
  check(gm_ruleset_rule(ruleset, gm_slice_text("names"), GM_MATCH_ALL, ~0u, &rule, &err),
        &err);
  for (size_t i = 0; i < p.count; i++)
    check(gm_ruleset_name(ruleset, rule, gm_slice_text(p.items[i]), false, (uint32_t)i,
                          &err),
          &err);
  check(gm_ruleset_compile(ruleset, &err), &err);
  check(gm_matcher_new(&matcher, ruleset, &err), &err);
  double compiled = now();
  check(gm_matcher_run(matcher, s.tokens, NULL, NULL, NULL, &hits, &err), &err);
  double end = now();
  size_t same = 0;
  for (size_t i = 0; i < hits.count; i++) {
    uint32_t from = gm_token_begin(s.tokens, hits.hits[i].begin),
             to = gm_token_end(s.tokens, hits.hits[i].end - 1);
    const char *phrase = p.items[hits.hits[i].entry];
    same += strlen(phrase) == to - from &&
            memcmp(phrase, s.text.data + from, to - from) == 0;
  }
  printf("compile %.3f match %.3f matches %zu same %zu\n", compiled - begin, end - compiled,
         hits.count, same);
  return 0;
}

#ifdef GM_HAVE_HYPERSCAN
typedef struct {
  unsigned id;
  uint32_t end;
} literal;

static literal *found;
static size_t found_count, found_capacity;

static int on_match(unsigned id, unsigned long long from, unsigned long long to,
                    unsigned flags, void *context) {
  (void)from;
  (void)flags;
  (void)context;
  if (!gm_grow((void **)&found, &found_capacity, found_count + 1, sizeof *found)) return 1;
  found[found_count++] = (literal){id, (uint32_t)to};
  return 0;
}

static bool at_tokens(const stored *s, uint32_t begin, uint32_t end) {
  uint32_t first = gm_tokens_at(s->tokens, begin), next = gm_tokens_at(s->tokens, end);
  if (first >= s->tokens->count || gm_token_begin(s->tokens, first) != begin) return false;
  return next > first && gm_token_end(s->tokens, next - 1) == end &&
         gm_tokens_sentence_of(s->tokens, first) ==
             gm_tokens_sentence_of(s->tokens, next - 1);
}

static int run_hyperscan(const char *names, const char *path) {
  phrases p = read_phrases(names);
  size_t *sizes = calloc(p.count, sizeof *sizes);
  unsigned *flags = calloc(p.count, sizeof *flags), *ids = calloc(p.count, sizeof *ids);
  gm_slice text = read_file(path);
  hs_database_t *database;
  hs_compile_error_t *error;
  hs_scratch_t *scratch = NULL;
  for (size_t i = 0; i < p.count; i++) {
    sizes[i] = strlen(p.items[i]);
    ids[i] = (unsigned)i;
  }
  double begin = now();
  if (hs_compile_lit_multi((const char *const *)p.items, flags, ids, sizes,
                           (unsigned)p.count, HS_MODE_BLOCK, NULL, &database, &error) ||
      hs_alloc_scratch(database, &scratch))
    return 1;
  double compiled = now();
  if (hs_scan(database, text.data, (unsigned)text.size, 0, scratch, on_match, NULL))
    return 1;
  double end = now();
  stored s = cut(path);
  size_t same = 0;
  for (size_t i = 0; i < found_count; i++)
    same += at_tokens(&s, found[i].end - (uint32_t)sizes[found[i].id], found[i].end);
  printf("compile %.3f match %.3f matches %zu same %zu\n", compiled - begin, end - compiled,
         found_count, same);
  return 0;
}
#else
static int run_hyperscan(const char *names, const char *path) {
  (void)names;
  (void)path;
  puts("absent");
  return 0;
}
#endif

int main(int argc, char **argv) {
  if (argc == 4 && strcmp(argv[1], "phrases") == 0)
    return write_phrases((size_t)atol(argv[2]), argv[3]);
  if (argc == 4 && strcmp(argv[1], "names") == 0) return run_names(argv[2], argv[3]);
  if (argc == 4 && strcmp(argv[1], "hyperscan") == 0)
    return run_hyperscan(argv[2], argv[3]);
  return 2;
}
