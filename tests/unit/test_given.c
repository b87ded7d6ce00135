/* Given tokens: bytes and back, hostile bytes, what they are as tokens; the two readers. */
#include "load.h"
#include "base/memory.h"
#include "text/given.h"

static gm_tokens *tokens;
static gm_lexicon *lexicon;

static int setup(void **state) {
  (void)state;
  return gm_lexicon_new(&lexicon, NULL) != GM_OK || gm_tokens_new(&tokens, NULL) != GM_OK;
}
static int teardown(void **state) {
  (void)state;
  gm_tokens_free(tokens);
  gm_lexicon_free(lexicon);
  return 0;
}

/* "form/part of the text ‖" for each token, sentences and paragraphs before them. */
static gm_status show_tokens(void *context, gm_document *document, gm_error *err) {
  collected *c = context;
  gm_given given;
  gm_status status =
      gm_given_read(&given, document->given, document->text, document->arena, err);
  if (status == GM_OK) status = gm_tokens_give(tokens, lexicon, document->text, &given, err);
  if (status == GM_OK) status = gm_tokens_sentences(tokens, lexicon, NULL, 0, err);
  if (status == GM_OK) status = gm_zones_find(document, tokens, lexicon, err);
  if (status != GM_OK) return status;
  gm_buffer_add(&c->out, document->id.data, document->id.size);
  for (uint32_t i = 0, s = 0; i < tokens->count; i++) {
    if (s < tokens->sentence_count && tokens->sentence[s] == i) {
      gm_buffer_add_text(&c->out, tokens->flags[i] & GM_TOKEN_PARAGRAPH ? "|P|" : "|S|");
      s++;
    } else
      gm_buffer_add_text(&c->out, " ");
    gm_slice form = gm_lexicon_form(lexicon, tokens->type[i]), part = gm_token_text(tokens, i);
    gm_buffer_add(&c->out, form.data, form.size);
    if (gm_slice_equal(form, part)) continue;
    gm_buffer_add_text(&c->out, "/");
    gm_buffer_add(&c->out, part.data, part.size);
  }
  gm_buffer_add_text(&c->out, "\n");
  return GM_OK;
}

static void gives_by(gm_read_options options, const char *path, const char *bytes, const char *expected) {
  collected c = {0};
  gm_error err = {0};
  gm_status status =
      gm_read(path, gm_slice_text(bytes), &options, show_tokens, collect_failure, &c, &err);
  assert_string_equal(err.message, "");
  assert_int_equal(status, GM_OK);
  assert_string_equal(gm_buffer_text(&c.out), expected);
  collected_free(&c);
}

static void gives(const char *path, const char *bytes, const char *columns, const char *expected) {
  gives_by((gm_read_options){.columns = columns}, path, bytes, expected);
}

#define W(id, form, misc) id "\t" form "\t_\t_\t_\t_\t_\t_\t_\t" misc "\n"

static void conllu(void **state) {
  (void)state;
  gives("a.conllu", W("1", "One", "SpaceAfter=No") W("2", ".", "_") "\n" W("1", "Two", "_") "\n", NULL,
        "a.conllu|P|One .|S|Two\n");
  /* Words of a range get their part of it; what cannot be divided goes to the first. */
  gives("x", W("1-2", "can't", "SpaceAfter=No") W("1", "ca", "_") W("2", "n't", "_") W("3", "!", "_") "\n",
        NULL, "x|P|ca n't !\n");
  gives("x", W("1-2", "du", "_") W("1", "de", "_") W("2", "le", "_") W("3", "vin", "_") "\n", NULL,
        "x|P|de/d le/u vin\n");
  gives("x", W("1-3", "à", "_") W("1", "a", "_") W("2", "b", "_") W("3", "c", "_") "\n", NULL,
        "x|P|a/à b/ c/\n");
  gives("x", W("1-2", "zzz", "_") "\n" W("1", "a", "_") "\n", NULL, "x|P|a\n"); /* none came */
  const char *two = "# newdoc id = A\n# newpar\n" W("1", "a", "_") "\n# newpar\n" W("1", "b", "_")
                    "\n# newdoc\n" W("1", "c", "_") "\n";
  gives("x", two, NULL, "x|P|a|P|b|P|c\n");
  gives_by((gm_read_options){.newdoc = true}, "x", two, "A|P|a|P|b\nx:2|P|c\n");
  /* Empty nodes are no tokens. */
  gives("x", W("1", "a", "_") W("1.1", "b", "_") W("2", "c d", "_") "\n", NULL, "x|P|a c d\n");
}

static void vertical(void **state) {
  (void)state;
  gives("a.vrt", "<text id=\"t1\">\n<s>\nHe\tPRP\the\n's\tVBZ\tbe\n&lt;3\tX\t_\n</s>\n<s>\n(\t(\t(\nok\tJJ\tok\n)\t)\t)\n</s>\n</text>\n",
        NULL, "t1|P|He 's <3|S|( ok )\n");
  gives("a.vrt", "<doc>\n<p>\n<s>\na\tb\n<g/>\nc\td\n</s>\n</p>\n<p>\n<s>\ne\tf\n</s>\n</p>\n</doc>\n", "word pos",
        "a.vrt|P|a c|P|e\n");
  gives("a.vrt", "<s>\nthe\tThe\tDT\n</s>\n", "lemma word pos", "a.vrt|P|The\n");
  gives("x", "<text>\n<s>\na\tb\n</s>\n</text>\n<text id='z'>\n<s>\nb\tb\n</s>\n</text>\n", NULL, "x:1|P|a\nz|P|b\n");
}

static gm_status keep_given(void *context, gm_document *document, gm_error *err) {
  gm_buffer *kept = context;
  (void)err;
  gm_buffer_add(&kept[0], document->given.data, document->given.size);
  gm_buffer_add(&kept[1], document->text.data, document->text.size);
  return GM_OK;
}

/* Any bytes: read or refused, and what is read lies within the text. */
static void hostile(void **state) {
  (void)state;
  gm_buffer kept[2] = {GM_BUFFER_INIT, GM_BUFFER_INIT};
  const char *text = W("1-2", "du", "_") W("1", "de", "_") W("2", "le", "_") W("3", "\xC3\xA9t\xC3\xA9", "x=y") "\n";
  assert_int_equal(gm_read("x", gm_slice_text(text), NULL, keep_given, NULL, kept, NULL), GM_OK);
  unsigned seed = 7;
  for (size_t round = 0; round < 20000; round++) {
    gm_arena *arena = gm_arena_new();
    gm_slice blob = gm_slice_of(gm_arena_copy(arena, kept[0].data, kept[0].size), kept[0].size);
    for (unsigned k = 0; k <= round % 3; k++) {
      seed = seed * 1103515245 + 12345;
      ((char *)blob.data)[(seed >> 8) % blob.size] = (char)(seed >> 3);
    }
    if (round % 5 == 0) blob.size = seed % blob.size;
    gm_given given;
    if (gm_given_read(&given, blob, gm_buffer_slice(&kept[1]), arena, NULL) == GM_OK) {
      for (uint32_t i = 0, at = 0; i < given.count; at = given.end[i++]) {
        assert_true(given.begin[i] >= at && given.end[i] >= given.begin[i]);
        assert_true(given.end[i] <= kept[1].size);
      }
      assert_int_equal(gm_tokens_give(tokens, lexicon, gm_buffer_slice(&kept[1]), &given, NULL), GM_OK);
    }
    gm_arena_free(arena);
  }
  gm_buffer_free(&kept[0]);
  gm_buffer_free(&kept[1]);
}

static void variants(void **state) {
  (void)state;
  gm_type base, one, same, other;
  uint32_t count;
  gm_slice noun = gm_slice_text("upos=NOUN"), verb = gm_slice_text("upos=VERB");
  assert_int_equal(gm_lexicon_intern(lexicon, gm_slice_text("Saw"), &base, NULL), GM_OK);
  assert_int_equal(gm_lexicon_variant(lexicon, base, gm_slice_text("saw"), &noun, 1, &one, NULL), GM_OK);
  assert_int_equal(gm_lexicon_variant(lexicon, base, gm_slice_text("saw"), &noun, 1, &same, NULL), GM_OK);
  assert_int_equal(gm_lexicon_variant(lexicon, base, gm_slice_text("See"), &verb, 1, &other, NULL), GM_OK);
  assert_true(one == same && one != other && one != base);
  assert_int_equal(gm_lexicon_find(lexicon, gm_slice_text("Saw")), base);
  assert_int_equal(gm_lexicon_base(lexicon, other), base);
  assert_int_equal(gm_lexicon_base(lexicon, base), base);
  assert_int_equal(gm_lexicon_lemma_count(lexicon, other), 1);
  assert_true(gm_slice_equal(gm_lexicon_lemma(lexicon, other, 0), gm_slice_text("see")));
  assert_true(gm_slice_equal(gm_lexicon_form(lexicon, other), gm_slice_text("Saw")));
  assert_true(gm_slice_equal(gm_lexicon_tags(lexicon, one, &count)[0], noun));
  assert_null(gm_lexicon_tags(lexicon, base, &count));
  assert_int_equal(gm_lexicon_variant(lexicon, base, (gm_slice){0}, NULL, 0, &same, NULL), GM_OK);
  assert_int_equal(same, base);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(conllu, setup, teardown),
      cmocka_unit_test_setup_teardown(vertical, setup, teardown),
      cmocka_unit_test_setup_teardown(hostile, setup, teardown),
      cmocka_unit_test_setup_teardown(variants, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
