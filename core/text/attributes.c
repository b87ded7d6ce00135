/* What follows from a form, worked out once per type and kept in the lexicon's arena.
 * Where there is no memory for it the form itself stands in. */
#include "text/fold.h"
#include "text/lemmas.h"
#include "text/lexicon_private.h"
#include "text/properties.h"
#include "text/utf8.h"

typedef struct {
  unsigned letters, digits, upper, lower, symbols, punctuation, others;
  bool first_upper, ascii, folded;
} tally;

static void count_character(tally *seen, uint32_t code) {
  gm_properties p = gm_properties_of(code);
  unsigned kind = gm_kind(p), letter_case = gm_case(p);
  seen->ascii = seen->ascii && code < 0x80;
  seen->folded = seen->folded && code < 0x80 && letter_case != GM_CASE_UPPER;
  if (kind == GM_KIND_LETTER && !seen->letters)
    seen->first_upper = letter_case == GM_CASE_UPPER;
  seen->letters += kind == GM_KIND_LETTER;
  seen->digits += kind == GM_KIND_NUMBER;
  seen->punctuation += kind == GM_KIND_PUNCTUATION;
  seen->symbols += kind == GM_KIND_SYMBOL;
  seen->others += kind == GM_KIND_CONTROL;
  seen->upper += letter_case == GM_CASE_UPPER;
  seen->lower += letter_case == GM_CASE_LOWER;
}

static bool is_quote(gm_slice form) {
  static const char *const quotes[] = {
      "\"", "'", "''", "``", "`",  "“",  "”",  "„",  "‟",  "‘",  "’",  "‚", "‛",
      "«",  "»", "‹",  "›",  "「", "」", "『", "』", "＂", "〝", "〞", "〟"};
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
    if (gm_slice_equal(form, gm_slice_text(quotes[i]))) return true;
  return false;
}

static uint32_t find_flags(gm_slice form) {
  tally seen = {.ascii = true, .folded = true};
  uint32_t length, flags = GM_TYPE_KNOWN;
  for (size_t at = 0; at < form.size; at += length)
    count_character(&seen, gm_utf8_decode(form.data + at, &length));
  if (seen.letters) flags |= GM_TYPE_WORD;
  else if (seen.digits) flags |= GM_TYPE_NUMBER;
  else if (seen.symbols) flags |= GM_TYPE_SYMBOL;
  else if (seen.punctuation) flags |= GM_TYPE_PUNCTUATION;
  if (seen.letters && seen.lower && !seen.upper) flags |= GM_TYPE_LOWER;
  if (seen.letters && seen.upper && !seen.lower) flags |= GM_TYPE_UPPER;
  if (seen.first_upper && seen.lower) flags |= GM_TYPE_CAPITALISED;
  if (form.size <= 3 && !seen.letters && is_quote(form)) flags |= GM_TYPE_QUOTE;
  if (seen.ascii) flags |= GM_TYPE_ASCII;
  if (seen.folded) flags |= GM_TYPE_FOLDED;
  return flags;
}

static uint32_t flags_of(gm_lexicon *lexicon, gm_type type) {
  gm_type_record *record = &lexicon->types[type];
  if (!(record->flags & GM_TYPE_KNOWN))
    record->flags = find_flags(gm_slice_of(record->form, record->size));
  return record->flags;
}

uint32_t gm_lexicon_flags(gm_lexicon *lexicon, gm_type type) {
  return flags_of(lexicon, type) & ~GM_TYPE_PRIVATE;
}

gm_attributes *gm_lexicon_attributes(gm_lexicon *lexicon, gm_type type) {
  gm_type_record *record = &lexicon->types[type];
  if (!record->more) {
    record->more = gm_arena_alloc(lexicon->arena, sizeof *record->more);
    if (record->more) *record->more = (gm_attributes){.lemma_count = 0};
  }
  return record->more;
}

/* Keeps what is in the scratch buffer; the same bytes as `like` are not kept twice. */
static gm_slice keep(gm_lexicon *lexicon, gm_status status, gm_slice like) {
  gm_slice found = gm_buffer_slice(&lexicon->scratch);
  if (status != GM_OK || lexicon->scratch.status != GM_OK ||
      gm_slice_equal(found, like))
    return like;
  char *copy = gm_arena_copy(lexicon->arena, found.data, found.size);
  return copy ? gm_slice_of(copy, found.size) : like;
}

gm_slice gm_lexicon_fold(gm_lexicon *lexicon, gm_type type) {
  gm_slice form = gm_lexicon_form(lexicon, type);
  if (flags_of(lexicon, type) & GM_TYPE_FOLDED) return form;
  gm_type_record *record = &lexicon->types[type];
  if (record->fold) return gm_slice_of(record->fold, record->size);
  if (record->more && record->more->fold.data) return record->more->fold;
  gm_buffer_clear(&lexicon->scratch);
  gm_status status = gm_fold(&lexicon->scratch, form, NULL);
  gm_slice fold = gm_buffer_slice(&lexicon->scratch);
  if (status == GM_OK && lexicon->scratch.status == GM_OK && fold.size == form.size) {
    bool same = gm_slice_equal(fold, form);
    record->fold = same ? record->form : gm_lexicon_keep(lexicon, fold);
    return record->fold ? gm_slice_of(record->fold, record->size) : form;
  }
  gm_attributes *more = gm_lexicon_attributes(lexicon, type);
  return more ? more->fold = keep(lexicon, status, form) : form;
}

bool gm_form_of_address(gm_slice form) {
  return gm_slice_equal(form, gm_slice_text("Mr.")) ||
         gm_slice_equal(form, gm_slice_text("Mrs.")) ||
         gm_slice_equal(form, gm_slice_text("Ms."));
}

uint32_t gm_lexicon_classify(gm_lexicon *lexicon, gm_type type) {
  gm_slice form = gm_lexicon_form(lexicon, type), fold = gm_lexicon_fold(lexicon, type);
  bool closed = gm_lemma_closed(fold);
  bool shouted = form.size > 1 && flags_of(lexicon, type) & GM_TYPE_UPPER;
  bool starts = closed || gm_form_of_address(form) || gm_starter_of(fold);
  return lexicon->types[type].flags |= GM_TYPE_CLASSED |
                                       (closed ? GM_TYPE_CLOSED : 0) |
                                       (starts && !shouted ? GM_TYPE_STARTER : 0);
}

gm_slice gm_lexicon_plain(gm_lexicon *lexicon, gm_type type) {
  gm_slice fold = gm_lexicon_fold(lexicon, type);
  if (flags_of(lexicon, type) & GM_TYPE_ASCII) return fold;
  gm_attributes *more = gm_lexicon_attributes(lexicon, type);
  if (!more) return fold;
  if (!more->plain.data) {
    gm_buffer_clear(&lexicon->scratch);
    gm_status status = gm_fold_plain(&lexicon->scratch, fold, NULL);
    more->plain = keep(lexicon, status, fold);
  }
  return more->plain;
}

/* One lemma that is the fold itself takes no memory beside the count. */
static void find_lemmas(gm_lexicon *lexicon, gm_attributes *more, gm_slice fold,
                        bool name) {
  gm_slice found[GM_LEMMAS_MAX];
  uint32_t count = gm_lemmas_of(fold, name, found);
  more->lemma_count = 1;
  if (!count || (count == 1 && gm_slice_equal(found[0], fold))) return;
  more->lemmas = gm_arena_alloc(lexicon->arena, count * sizeof *more->lemmas);
  if (!more->lemmas) return;
  memcpy(more->lemmas, found, count * sizeof *found);
  more->lemma_count = count;
}

uint32_t gm_lexicon_lemma_count(gm_lexicon *lexicon, gm_type type) {
  gm_attributes *more = gm_lexicon_attributes(lexicon, type);
  if (!more) return 1;
  if (!more->lemma_count) {
    bool name = flags_of(lexicon, type) & (GM_TYPE_CAPITALISED | GM_TYPE_UPPER);
    find_lemmas(lexicon, more, gm_lexicon_fold(lexicon, type), name);
  }
  return more->lemma_count;
}

gm_slice gm_lexicon_lemma(gm_lexicon *lexicon, gm_type type, uint32_t index) {
  uint32_t count = gm_lexicon_lemma_count(lexicon, type);
  const gm_attributes *more = lexicon->types[type].more;
  if (!more || !more->lemmas || index >= count) return gm_lexicon_fold(lexicon, type);
  return more->lemmas[index];
}

gm_slice gm_lexicon_shape(gm_lexicon *lexicon, gm_type type) {
  gm_slice form = gm_lexicon_form(lexicon, type);
  gm_attributes *more = gm_lexicon_attributes(lexicon, type);
  if (!more) return form;
  if (!more->shape.data) {
    uint32_t length;
    gm_buffer_clear(&lexicon->scratch);
    for (size_t at = 0; at < form.size; at += length) {
      gm_properties p = gm_properties_of(gm_utf8_decode(form.data + at, &length));
      if (gm_kind(p) == GM_KIND_LETTER)
        gm_buffer_add_byte(&lexicon->scratch, gm_case(p) == GM_CASE_UPPER ? 'X' : 'x');
      else if (gm_kind(p) == GM_KIND_NUMBER) gm_buffer_add_byte(&lexicon->scratch, 'd');
      else if (gm_kind(p) != GM_KIND_MARK)
        gm_buffer_add(&lexicon->scratch, form.data + at, length);
    }
    more->shape = keep(lexicon, GM_OK, form);
  }
  return more->shape;
}
