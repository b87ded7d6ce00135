/* From a name as text to its paths through the trie: cut as documents are, and its
 * variants: abbreviations with and without their point, possessives, spacing. */
#include "match/list_names.h"
#include "match/list_parts.h"
#include "base/memory.h"
#include "text/fold.h"
#include "text/utf8.h"

typedef struct { /* a name on its way in */
  gm_list_builder *b;
  const gm_name_options *options;
  gm_list_name name;
  gm_error *err;
} adding;

/* ---- one path ---- */

static gm_status make_key(gm_list_builder *b, const gm_name_word *word,
                          const gm_name_options *o, gm_buffer *key, gm_error *err) {
  gm_lexicon *lexicon = b->lexicon;
  gm_word_kind kind = o->by == GM_BY_LEMMA ? GM_WORD_LEMMA
                      : o->by == GM_BY_STEM ? GM_WORD_STEM
                      : o->by == GM_BY_FOLD
                          ? (o->diacritics ? GM_WORD_PLAIN : GM_WORD_FOLD)
                          : (o->diacritics ? GM_WORD_PLAIN_FORM : GM_WORD_FORM);
  if (word->glob) kind = GM_WORD_GLOB;
  gm_slice value = gm_lexicon_form(lexicon, word->type);
  if (kind == GM_WORD_FOLD || kind == GM_WORD_GLOB)
    value = gm_lexicon_fold(lexicon, word->type);
  if (kind == GM_WORD_PLAIN) value = gm_lexicon_plain(lexicon, word->type);
  if (kind == GM_WORD_LEMMA) value = gm_lexicon_lemma(lexicon, word->type, 0);
  if (kind == GM_WORD_STEM) value = gm_lexicon_stem(lexicon, word->type);
  gm_buffer_clear(key);
  gm_buffer_add_byte(key, (unsigned char)kind);
  if (kind == GM_WORD_PLAIN_FORM && !gm_list_ascii(value))
    return gm_fold_plain(key, value, err); /* which folds what is ASCII alone */
  gm_buffer_add(key, value.data, value.size);
  return key->status == GM_OK ? GM_OK : gm_nomem(err);
}

static gm_status add_path(adding *a, const gm_name_word *words, size_t count) {
  gm_list_builder *b = a->b;
  gm_buffer key = GM_BUFFER_INIT;
  uint32_t node = 1, number; /* the root */
  gm_status status = GM_OK;
  for (size_t i = 0; i < count && status == GM_OK; i++) {
    status = make_key(b, &words[i], a->options, &key, a->err);
    if (status == GM_OK)
      status = gm_list_number(b, gm_buffer_slice(&key),
                              a->name.edits && !words[i].glob, &number, a->err);
    if (status == GM_OK) status = gm_list_extend(b, node, number, &node, a->err);
  }
  gm_buffer_free(&key);
  return status == GM_OK ? gm_list_end(b, node, &a->name, a->err) : status;
}

/* ---- variants ---- */

static gm_status intern(adding *a, gm_slice form, gm_name_word *out) {
  *out = (gm_name_word){0};
  return gm_lexicon_intern(a->b->lexicon, form, &out->type, a->err);
}

static gm_slice form_of(const adding *a, const gm_name_word *word) {
  return gm_lexicon_form(a->b->lexicon, word->type);
}

/* The words with a new last one, and with the point alone behind it. */
static gm_status add_ending(adding *a, gm_name_word *words, size_t count, gm_slice last,
                            bool stop) {
  gm_status status = intern(a, last, &words[count]);
  if (status == GM_OK && stop)
    status = intern(a, gm_slice_text("."), &words[count + 1]);
  return status == GM_OK ? add_path(a, words, count + 1 + stop) : status;
}

/* A name that ends in a period: the tokenizer may leave it on the word or, at a
 * sentence's end, cut it off; and "U.S" without it is the same name. `words` has room
 * for two more. */
static gm_status add_abbreviation(adding *a, gm_name_word *words, size_t count) {
  gm_slice last = form_of(a, &words[count - 1]);
  if (last.size == 1) { /* the period alone: the word before it is the last */
    if (--count == 0) return GM_OK;
    last = form_of(a, &words[count - 1]);
  } else {
    last.size--;
  }
  char whole[256];
  if (last.size + 1 > sizeof whole) return GM_OK;
  memcpy(whole, last.data, last.size);
  whole[last.size] = '.';
  gm_slice bare = gm_slice_of(whole, last.size),
           full = gm_slice_of(whole, last.size + 1);
  gm_status status = add_ending(a, words, count - 1, full, false);
  if (status == GM_OK) status = add_ending(a, words, count - 1, bare, true);
  if (status == GM_OK && memchr(bare.data, '.', bare.size))
    status = add_ending(a, words, count - 1, bare, false);
  return status;
}

/* The words with [at, at + 2) as one, which is what both forms make together. */
static gm_status add_joined(adding *a, const gm_name_word *words, size_t count, size_t at,
                            bool apostrophe) {
  gm_slice left = form_of(a, &words[at]), right = form_of(a, &words[at + 1]);
  gm_name_word *fewer = gm_alloc(count * sizeof *fewer);
  gm_buffer both = GM_BUFFER_INIT;
  if (!fewer) return gm_nomem(a->err);
  if (!apostrophe) { /* childrens for children's */
    uint32_t length = 1;
    if (right.size) (void)gm_utf8_decode(right.data, &length);
    right = gm_slice_of(right.data + length, right.size - length);
  }
  gm_buffer_add(&both, left.data, left.size);
  gm_buffer_add(&both, right.data, right.size);
  memcpy(fewer, words, at * sizeof *words);
  memcpy(fewer + at, words + at + 1, (count - at - 1) * sizeof *words);
  gm_status status = both.status == GM_OK
                         ? intern(a, gm_buffer_slice(&both), &fewer[at])
                         : gm_nomem(a->err);
  if (status == GM_OK) status = add_path(a, fewer, count - 1);
  gm_buffer_free(&both);
  gm_free(fewer);
  return status;
}

/* Children's Fund: Childrens Fund, Children Fund. */
static gm_status add_possessives(adding *a, const gm_name_word *words, size_t count) {
  gm_status status = GM_OK;
  for (size_t i = 1; i < count && status == GM_OK; i++) {
    if (!words[i].clitic) continue;
    gm_name_word *without = gm_alloc(count * sizeof *without);
    if (!without) return gm_nomem(a->err);
    memcpy(without, words, i * sizeof *words);
    memcpy(without + i, words + i + 1, (count - i - 1) * sizeof *words);
    status = add_path(a, without, count - 1);
    gm_free(without);
    if (status == GM_OK) status = add_joined(a, words, count, i - 1, false);
  }
  return status;
}

static gm_status add_split(adding *a, const gm_name_word *words, size_t count, size_t at,
                           size_t cut) {
  gm_slice whole = form_of(a, &words[at]);
  gm_name_word *more = gm_alloc((count + 1) * sizeof *more);
  if (!more) return gm_nomem(a->err);
  memcpy(more, words, at * sizeof *words);
  memcpy(more + at + 2, words + at + 1, (count - at - 1) * sizeof *words);
  gm_status status = intern(a, gm_slice_of(whole.data, cut), &more[at]);
  if (status == GM_OK)
    status =
        intern(a, gm_slice_of(whole.data + cut, whole.size - cut), &more[at + 1]);
  if (status == GM_OK) status = add_path(a, more, count + 1);
  gm_free(more);
  return status;
}

static bool letters(const adding *a, const gm_name_word *word) {
  return !word->glob && !word->clitic &&
         gm_lexicon_flags(a->b->lexicon, word->type) & GM_TYPE_WORD;
}

/* Data base for database and the reverse: two neighbours as one, one as two. */
static gm_status add_spacings(adding *a, const gm_name_word *words, size_t count) {
  enum { SHORTEST = 5, PART = 2 };
  gm_status status = GM_OK;
  for (size_t i = 0; i < count && status == GM_OK; i++) {
    if (!letters(a, &words[i])) continue;
    if (i + 1 < count && letters(a, &words[i + 1]))
      status = add_joined(a, words, count, i, true);
    gm_slice form = form_of(a, &words[i]);
    if (gm_utf8_count(form) < SHORTEST) continue;
    uint32_t length, character = 0;
    for (size_t cut = 0; cut < form.size && status == GM_OK; cut += length) {
      (void)gm_utf8_decode(form.data + cut, &length);
      if (character++ >= PART &&
          gm_utf8_count(gm_slice_of(form.data + cut, form.size - cut)) >= PART)
        status = add_split(a, words, count, i, cut);
    }
  }
  return status;
}

/* ---- cutting ---- */

static gm_status room(gm_list_builder *b, size_t need, gm_error *err) {
  return gm_grow((void **)&b->pieces, &b->piece_capacity, need + 2, sizeof *b->pieces)
             ? GM_OK
             : gm_nomem(err);
}

static gm_status cut_plain(gm_list_builder *b, gm_slice text, size_t *count,
                           gm_error *err) {
  gm_status status = gm_tokens_cut(b->tokens, b->lexicon, text, GM_TAILOR_ALL, err);
  if (status == GM_OK) status = room(b, *count + b->tokens->count, err);
  for (uint32_t i = 0; i < b->tokens->count && status == GM_OK; i++)
    if (!(b->tokens->flags[i] & GM_TOKEN_HIDDEN))
      b->pieces[(*count)++] = (gm_name_word){
          b->tokens->type[i], false, (b->tokens->flags[i] & GM_TOKEN_POSSESSIVE) != 0};
  return status;
}

/* Words parted by spaces; those with a star are globs. */
static gm_status cut_globs(gm_list_builder *b, gm_slice text, size_t *count,
                           gm_error *err) {
  gm_status status = GM_OK;
  for (size_t at = 0; at < text.size && status == GM_OK;) {
    const char *space = memchr(text.data + at, ' ', text.size - at);
    size_t end = space ? (size_t)(space - text.data) : text.size;
    gm_slice word = gm_slice_of(text.data + at, end - at);
    at = end + 1;
    if (word.size == 0) continue;
    if (!memchr(word.data, '*', word.size)) {
      status = cut_plain(b, word, count, err);
      continue;
    }
    status = room(b, *count + 1, err);
    if (status != GM_OK) return status;
    b->pieces[*count] = (gm_name_word){.glob = true};
    status = gm_lexicon_intern(b->lexicon, word, &b->pieces[(*count)++].type, err);
  }
  return status;
}

static uint32_t edits_of(const adding *a, const gm_name_word *words, size_t count) {
  const gm_name_options *o = a->options;
  size_t characters = 0;
  for (size_t i = 0; i < count; i++) characters += gm_utf8_count(form_of(a, &words[i]));
  return o->edits && characters >= o->edits_from ? o->edits : 0;
}

gm_status gm_list_add(gm_list_builder *b, gm_slice name, const gm_name_options *options,
                      const gm_named *named, gm_error *err) {
  adding a = {b, options, {.rule = named->rule, .entry = named->entry,
                           .from = named->from, .to = named->to,
                           .possessive = options->possessive}, err};
  size_t count = 0;
  gm_status status = options->glob ? cut_globs(b, name, &count, err)
                                   : cut_plain(b, name, &count, err);
  if (status != GM_OK) return status;
  if (count == 0) return gm_fail(err, GM_RULE, "a name without a word");
  if (count > GM_LIST_LONGEST)
    return gm_fail(err, GM_RULE, "a name of more than %d words", GM_LIST_LONGEST);
  a.name.edits = edits_of(&a, b->pieces, count);
  b->name_count++;
  gm_name_word *words = b->pieces;
  status = add_path(&a, words, count);
  if (status == GM_OK && options->possessive) status = add_possessives(&a, words, count);
  if (status == GM_OK && options->spacing) status = add_spacings(&a, words, count);
  if (status == GM_OK && name.data[name.size - 1] == '.' && !options->glob)
    status = add_abbreviation(&a, words, count);
  return status;
}
