/* Any bytes whatever: every reader and the zones over samples, their mutations and the torture
 * files of html5lib; and every allocation failing once. Run it in MODE=asan. */
#include "load.h"
#include "base/memory.h"
#include "load/slices.h"
#include <dirent.h>

static const char *const samples[] = {
    "---\ntitle: T\ntags: [a, b]\n---\n\nSome text. \xe2\x80\x9cQuoted\xe2\x80\x9d, \"and\" more.\n\n- item\n\nBy Jane Doe\n",
    "# Head\n\n> quote *x* [l](u) ![i](v)\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n1. x\n",
    "<!DOCTYPE html><html lang=en><head><title>A | B</title><meta property=og:title content=x>"
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"x\"}]}</script></head><body>"
    "<nav><a href=x>y</a></nav><article><h1>A</h1><p>Some text, with commas, and enough words to be prose here.</p>"
    "<ul><li>one<li>two</ul><table><tr><td>1<td>2</table><blockquote>q</blockquote></article></body></html>",
    "{\"id\":\"1\",\"title\":\"T\",\"text\":\"One.\\n\\u00e9 \\ud83d\\ude00\",\"a\":[1,{\"b\":null}]}\n{\"text\":\"x\"}\n",
    "id,title,text\n1,\"a, \"\"b\"\"\",\"c\nd\"\n2,x\n",
    "Title\n\nKarin Holm is a columnist who covers the seas.\n\n{{x}}\n\nPhoto: Jane Doe\n\n1. One\n\nPart 2: Two\n\n"
    "This is a paragraph of more than twelve words, so that it counts as running text.\n\nWould you like more?",
    "\xff\xfe" "A\0b\0",
    "# newdoc id = x\n# meta::title = T\n1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\tde\tADP\t_\t_\t0\troot\t_\t_\n"
    "2\tle\tle\tDET\t_\t_\t1\tdet\t_\tSpaceAfter=No\n2.1\t_\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newdoc\n1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
    "<text id=\"a\" date='2004'>\n<p>\n<s>\nThe\tDT\tthe\n&lt;\tSYM\t&#60;\n<g/>\n.\t.\t.\n</s>\n</text>\n<text>\n<s>\nx\ty\n</s>\n</text>\n",
    "caf\xe9 na\xefve \x93quoted\x94",
};

static const char *const formats[] = {NULL, "text", "markdown", "html", "jsonl", "csv", "conllu", "vertical"};

static gm_tokens *tokens;
static gm_lexicon *lexicon;

static gm_status check_document(void *context, gm_document *document, gm_error *err) {
  (void)context;
  gm_status status = gm_tokens_cut(tokens, lexicon, document->text, GM_TAILOR_ALL, err);
  if (status == GM_OK) status = gm_zones_find(document, tokens, lexicon, err);
  if (status == GM_OK && document->text.size > 4)
    status = gm_zones_mark(document, 1, (uint32_t)document->text.size / 2, GM_ZONE_BOILERPLATE, false, err);
  if (status == GM_OK) status = gm_zones_settle(document, tokens, lexicon, err);
  if (status == GM_OK) status = gm_zones_quotes(document, tokens, err);
  uint32_t *edges;
  size_t count;
  if (status == GM_OK) status = gm_zones_edges(document, &edges, &count, err);
  if (status != GM_OK) return status;
  uint32_t reached = 0; /* zones nest and do not cross */
  for (size_t i = 0; i < document->zone_count; i++) {
    const gm_zone *zone = &document->zones[i];
    assert_true(zone->begin < zone->end && zone->end <= document->text.size);
    assert_true(zone->begin >= reached || zone->end <= reached);
    if (zone->end > reached) reached = zone->end;
  }
  /* What is no white space lies in a zone. */
  for (uint32_t at = 0; at < document->text.size; at += 1 + at / 97) {
    unsigned char c = (unsigned char)document->text.data[at];
    if (c > ' ' && c < 0x7F) assert_non_null(gm_document_zone(document, at));
  }
  return GM_OK;
}

static void read_all_ways(gm_slice bytes) {
  for (size_t i = 0; i < COUNT(formats); i++) {
    gm_read_options options = {.format = formats[i]};
    gm_error err = {0};
    gm_status status = gm_read("fuzz", bytes, &options, check_document, NULL, NULL, &err);
    assert_true(status == GM_OK || status == GM_FORMAT);
  }
}

static uint32_t seed = 1;
static uint32_t next_random(uint32_t below) { /* xorshift (Marsaglia 2003) */
  seed ^= seed << 13;
  seed ^= seed >> 17;
  seed ^= seed << 5;
  return below ? seed % below : 0;
}

static size_t sample_size(size_t i) { return i == 6 ? 6 : strlen(samples[i]); }

static void mutations(void **state) {
  (void)state;
  static const char *const pieces[] = {"<", ">", "\"", "\\", "{", "}", "[", "\n\n", "---\n", "|", "\xc2", "\xe2\x80\x9c",
                                       "\0", "\xff", ",", "</p>", "<p>", "<table>", "#", "```", ":", "\\ud800"};
  char bytes[4096];
  for (int round = 0; round < 1500; round++) {
    size_t which = next_random(COUNT(samples)), size = sample_size(which);
    memcpy(bytes, samples[which], size);
    for (uint32_t edits = 1 + next_random(8); edits; edits--) {
      size_t at = next_random((uint32_t)size);
      switch (next_random(4)) {
      case 0: bytes[at] = (char)next_random(256); break;
      case 1: size = at + 1; break;
      case 2: { /* put a piece in */
        const char *piece = pieces[next_random(COUNT(pieces))];
        size_t length = piece[0] ? strlen(piece) : 1;
        memmove(bytes + at + length, bytes + at, size - at);
        memcpy(bytes + at, piece, length);
        size += length;
        break;
      }
      default: { /* double a part */
        size_t length = next_random((uint32_t)(size - at)) + 1;
        if (size + length > sizeof bytes - 64) break;
        memmove(bytes + at + length, bytes + at, size - at);
        size += length;
      }
      }
    }
    read_all_ways(gm_slice_of(bytes, size));
  }
}

static void noise(void **state) {
  (void)state;
  char bytes[600];
  for (int round = 0; round < 300; round++) {
    size_t size = 1 + next_random(sizeof bytes - 1);
    for (size_t i = 0; i < size; i++) bytes[i] = (char)next_random(round % 2 ? 256 : 128);
    read_all_ways(gm_slice_of(bytes, size));
  }
}

static void torture_files(void **state) {
  (void)state;
  char folder[512], path[1024];
  const char *data = getenv("GIMLET_TEST_DATA");
  snprintf(folder, sizeof folder, "%s/html5lib/tokenizer", data ? data : "");
  DIR *dir = opendir(folder);
  if (!dir) {
    printf("skipped: torture_files: no %s\n", folder);
    skip();
  }
  char *bytes = malloc(1 << 20);
  for (struct dirent *entry; (entry = readdir(dir));) {
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    FILE *file = entry->d_name[0] == '.' ? NULL : fopen(path, "rb");
    if (!file) continue;
    size_t size = fread(bytes, 1, 1 << 20, file), at = 0;
    fclose(file);
    gm_slice all = gm_slice_of(bytes, size);
    gm_read_options html = {.format = "html"};
    assert_true(gm_read(path, all, &html, check_document, NULL, NULL, NULL) <= GM_FORMAT);
    while (at < size) { /* and each of its inputs alone */
      gm_slice line = gm_slice_trim(gm_slice_line(all, &at));
      if (gm_slice_begins(line, "\"input\":")) {
        gm_status status = gm_read(path, gm_slice_from(line, 8), &html, check_document, NULL, NULL, NULL);
        assert_true(status == GM_OK || status == GM_FORMAT);
      }
    }
  }
  free(bytes);
  closedir(dir);
}

static void no_memory(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(samples); i++) {
    gm_slice bytes = gm_slice_of(samples[i], sample_size(i));
    for (int64_t n = 0; n < 4000; n++) {
      gm_error err = {0};
      gm_alloc_fail_after(n);
      gm_status status = gm_read("a", bytes, NULL, check_document, NULL, NULL, &err);
      gm_alloc_fail_after(-1);
      assert_true(status == GM_OK || status == GM_NOMEM);
      if (status == GM_OK) break;
    }
  }
}

static int begin(void **state) {
  (void)state;
  return gm_tokens_new(&tokens, NULL) == GM_OK && gm_lexicon_new(&lexicon, NULL) == GM_OK ? 0 : -1;
}

static int end(void **state) {
  (void)state;
  gm_tokens_free(tokens);
  gm_lexicon_free(lexicon);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(mutations), cmocka_unit_test(noise),
                                     cmocka_unit_test(torture_files), cmocka_unit_test(no_memory)};
  return cmocka_run_group_tests(tests, begin, end);
}
