/* Tokens of a text: the passes in their order.
 *
 * A cut goes in stretches: spans first (scan.c, tailor.c), then, while the bytes are in
 * the cache, flags and types. */
#include "text/properties.h"
#include "text/tokens_private.h"
#include "text/utf8.h"

/* ---- flags ---- */
const uint32_t gm_mark_flags[256] = {
    ['.'] = GM_TOKEN_STOP | GM_ROW, ['!'] = GM_TOKEN_STOP | GM_ROW,
    ['?'] = GM_TOKEN_STOP | GM_ROW, [')'] = GM_TOKEN_WAKE,
    ['/'] = GM_TOKEN_WAKE,          ['-'] = GM_LOOK_HYPHEN,
    ['"'] = GM_LOOK_QUOTE,
};

/* White space and line breaks in a gap. */
static uint16_t gap_flags(const char *text, uint32_t from, uint32_t to) {
  unsigned breaks = 0, blank = 0;
  uint32_t length;
  for (; from < to && (text[from] == ' ' || text[from] == '\n'); from++) { /* mostly all */
    breaks += text[from] == '\n';
    blank = 1;
  }
  for (; from < to; from += length) {
    uint32_t code = gm_utf8_decode(text + from, &length);
    blank |= gm_white_space(gm_properties_of(code));
    if (code == '\r' && from + 1 < to && text[from + 1] == '\n') continue;
    if (code == '\n' || code == '\r' || code == 0x0B || code == 0x85 || code == 0x2028)
      breaks++;
    if (code == '\f' || code == 0x2029) breaks += 2;
  }
  return (uint16_t)((blank ? GM_TOKEN_SPACE : 0) | (breaks ? GM_TOKEN_LINE : 0) |
                    (breaks > 1 ? GM_TOKEN_PARAGRAPH : 0));
}

static bool word_at(const gm_cutter *cut, uint32_t at) {
  uint32_t length;
  if (at >= cut->size) return false;
  unsigned kind = gm_kind(gm_properties_of(gm_utf8_decode(cut->text + at, &length)));
  return kind == GM_KIND_LETTER || kind == GM_KIND_NUMBER;
}

/* A straight quotation mark opens where there is space before it only, closes where
 * there is space or punctuation behind it only; otherwise it takes turns within the
 * paragraph. */
static uint16_t quote_flags(const gm_cutter *cut, uint32_t i, bool *open) {
  uint32_t end = cut->end[i], begin = cut->begin[i];
  char left = begin ? cut->text[begin - 1] : ' ',
       right = end < cut->size ? cut->text[end] : ' ';
  bool space_left = strchr(" \t\r\n([{-`", left) && left;
  bool space_right = strchr(" \t\r\n.,;:!?)]}", right) && right;
  if (cut->flags[i] & GM_TOKEN_PARAGRAPH) *open = false;
  bool opens = space_left != space_right ? space_left : !*open;
  *open = opens;
  return GM_TOKEN_HIDDEN | (opens ? GM_TOKEN_QUOTE_OPEN : GM_TOKEN_QUOTE_CLOSE);
}

static uint16_t hyphen_flags(const gm_cutter *cut, uint32_t i) {
  uint32_t begin = cut->begin[i];
  bool left = begin && cut->end[(int)i - 1] == begin &&
              (cut->flags[(int)i - 1] & GM_TOKEN_ABBREVIATION ||
               word_at(cut, begin - gm_utf8_before(cut->text, begin)));
  return left && word_at(cut, cut->end[i]) ? GM_TOKEN_HYPHEN | GM_TOKEN_HIDDEN : 0;
}

/* A gap that is more than a space, a hyphen, a quotation mark. */
static void look_at(gm_cutter *cut, uint32_t i, unsigned mark, bool *quote_open) {
  cut->flags[i] |= gap_flags(cut->text, cut->end[(int)i - 1], cut->begin[i]);
  if (mark & GM_LOOK_HYPHEN) cut->flags[i] |= hyphen_flags(cut, i);
  if (mark & GM_LOOK_QUOTE) cut->flags[i] |= quote_flags(cut, i, quote_open);
}

/* What the passes over the text left open. */
static void set_flags(gm_cutter *cut, bool *quote_open) {
  if (!cut->tokens->count && cut->count) cut->flags[0] |= GM_TOKEN_PARAGRAPH;
  for (uint32_t k = 0; k < cut->note_count; k++) {
    uint32_t i = cut->notes[k];
    look_at(cut, i, gm_mark_of(cut, cut->begin[i], cut->end[i]), quote_open);
  }
  cut->note_count = 0;
}

void gm_cut_flags(gm_cutter *cut) {
  bool open = false;
  if (cut->count) cut->flags[0] |= GM_TOKEN_PARAGRAPH;
  for (uint32_t i = 0; i < cut->count; i++) {
    unsigned mark = gm_mark_of(cut, cut->begin[i], cut->end[i]);
    cut->flags[i] |= mark & ~(unsigned)GM_LOOK;
    look_at(cut, i, mark, &open);
  }
}

/* Interns a word broken at a line's end by its letters. */
static gm_status intern_joined(const gm_cutter *cut, gm_lexicon *lexicon, uint32_t i,
                               gm_type *out, gm_error *err) {
  char form[256];
  uint32_t size = 0;
  for (uint32_t at = cut->begin[i]; at < cut->end[i] && size < sizeof form; at++) {
    char c = cut->text[at];
    if ((c | 32) >= 'a' && (c | 32) <= 'z') form[size++] = c;
  }
  return gm_lexicon_intern(lexicon, gm_slice_of(form, size), out, err);
}

static gm_status intern(const gm_cutter *cut, gm_lexicon *lexicon, gm_error *err) {
  gm_type *type = cut->tokens->type + cut->tokens->count;
  gm_status status = GM_OK;
  for (uint32_t from = 0, to; status == GM_OK && from < cut->count; from = to) {
    to = cut->joined ? from : cut->count;
    while (to < cut->count && !(cut->flags[to] & GM_TOKEN_JOINED)) to++;
    status = gm_lexicon_intern_all(lexicon, cut->tokens->text, cut->begin + from,
                                   cut->end + from, to - from, type + from, err);
    if (status == GM_OK && to < cut->count) {
      status = intern_joined(cut, lexicon, to, type + to, err);
      to++;
    }
  }
  return status;
}

/* Moves the stretch over into the tokens. */
static gm_status finish(gm_cutter *cut, gm_lexicon *lexicon, bool *quote_open,
                        gm_error *err) {
  gm_tokens *tokens = cut->tokens;
  set_flags(cut, quote_open);
  gm_tokens_place(tokens, cut);
  gm_status status = tokens->private_->status;
  if (status != GM_OK) return gm_fail(err, status, "%s", gm_status_text(status));
  status = intern(cut, lexicon, err);
  if (status != GM_OK || !cut->count) return status;
  tokens->count += cut->count;
  cut->begin[-1] = cut->begin[cut->count - 1];
  cut->end[-1] = cut->end[cut->count - 1];
  cut->flags[-1] = cut->flags[cut->count - 1];
  cut->joined = false;
  cut->count = 0;
  return GM_OK;
}

/* The stretch lies in one block: begins, ends, flags, each with room before it, notes. */
static void open_stretch(gm_cutter *cut, uint32_t *spans) {
  cut->begin = spans + 8;
  cut->end = cut->begin + GM_STRETCH_ROOM + 8;
  cut->flags = (uint16_t *)(cut->end + GM_STRETCH_ROOM) + 8;
  cut->notes = cut->flags + GM_STRETCH_ROOM;
  cut->begin[-1] = cut->end[-1] = cut->flags[-1] = 0;
}

gm_status gm_tokens_cut(gm_tokens *tokens, gm_lexicon *lexicon, gm_slice text,
                        uint32_t tailorings, gm_error *err) {
  return gm_tokens_cut_in(tokens, lexicon, text, tailorings, gm_slice_of("", 0), err);
}

gm_status gm_tokens_cut_in(gm_tokens *tokens, gm_lexicon *lexicon, gm_slice text,
                           uint32_t tailorings, gm_slice languages, gm_error *err) {
  struct gm_tokens_private *own = tokens->private_;
  gm_tokens_open(tokens, lexicon, text);
  if (text.size >= UINT32_MAX) return gm_fail(err, GM_LIMIT, "a text of 4 GiB or more");
  gm_cutter cut = {.tokens = tokens,
                   .text = text.data,
                   .size = (uint32_t)text.size,
                   .tailorings = tailorings,
                   .own = gm_lexicon_abbreviations(lexicon)};
  open_stretch(&cut, own->spans);
  bool quote_open = false;
  gm_status status = gm_tokens_speak(tokens, languages, err);
  for (uint32_t at = 0; at < cut.size && status == GM_OK;) {
    at = gm_cut_stretch(&cut, at);
    status = finish(&cut, lexicon, &quote_open, err);
  }
  if (status == GM_OK && !gm_tokens_placed(tokens, &cut)) status = gm_nomem(err);
  if (status != GM_OK) tokens->count = 0;
  return status;
}
