/* Tokens of a text: the passes in their order.
 *
 * A cut goes in stretches: spans first (scan.c, tailor.c), then, while the bytes are in
 * the cache, flags and types. */
#include "text/properties.h"
#include "text/tokens_private.h"
#include "text/utf8.h"

/* ---- flags ---- */
/* By the byte that a token of one byte is: its flag, or a bit that asks for a closer
 * look. ROW: also where the byte only begins the token, which is then a row of it. */
enum { LOOK_HYPHEN = 0x4000, LOOK_QUOTE = 0x8000, LOOK = 0xC000, ROW = 0x10000 };
static const uint32_t marks[256] = {
    ['.'] = GM_TOKEN_STOP | ROW, ['!'] = GM_TOKEN_STOP | ROW,
    ['?'] = GM_TOKEN_STOP | ROW, [')'] = GM_TOKEN_WAKE,
    ['/'] = GM_TOKEN_WAKE,       ['-'] = LOOK_HYPHEN,
    ['"'] = LOOK_QUOTE,
};

/* White space and line breaks in a gap. */
static uint16_t gap_flags(const char *text, uint32_t from, uint32_t to) {
  unsigned breaks = 0, blank = 0;
  uint32_t length;
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

static bool word_at(gm_slice text, uint32_t at) {
  uint32_t length;
  if (at >= text.size) return false;
  unsigned kind = gm_kind(gm_properties_of(gm_utf8_decode(text.data + at, &length)));
  return kind == GM_KIND_LETTER || kind == GM_KIND_NUMBER;
}

/* A straight quotation mark opens where there is space before it only, closes where
 * there is space or punctuation behind it only; otherwise it takes turns within the
 * paragraph. */
static uint16_t quote_flags(const gm_tokens *tokens, uint32_t i, bool *open) {
  gm_slice text = tokens->text;
  uint32_t end = tokens->end[i], begin = tokens->begin[i];
  char left = begin ? text.data[begin - 1] : ' ',
       right = end < text.size ? text.data[end] : ' ';
  bool space_left = strchr(" \t\r\n([{-`", left) && left;
  bool space_right = strchr(" \t\r\n.,;:!?)]}", right) && right;
  if (tokens->flags[i] & GM_TOKEN_PARAGRAPH) *open = false;
  bool opens = space_left != space_right ? space_left : !*open;
  *open = opens;
  return GM_TOKEN_HIDDEN | (opens ? GM_TOKEN_QUOTE_OPEN : GM_TOKEN_QUOTE_CLOSE);
}

static uint16_t hyphen_flags(const gm_tokens *tokens, uint32_t i) {
  uint32_t begin = tokens->begin[i];
  bool left = i && tokens->end[i - 1] == begin &&
              (tokens->flags[i - 1] & GM_TOKEN_ABBREVIATION ||
               word_at(tokens->text, begin - gm_utf8_before(tokens->text.data, begin)));
  return left && word_at(tokens->text, tokens->end[i])
             ? GM_TOKEN_HYPHEN | GM_TOKEN_HIDDEN
             : 0;
}

/* Flags of tokens [from, to), up to the first that is JOINED, which is left to the
 * caller. The usual cases go without a branch: no gap, or one space. */
static uint32_t set_flags(gm_tokens *tokens, uint32_t from, uint32_t to,
                          bool *quote_open) {
  const char *text = tokens->text.data;
  uint32_t last = from ? tokens->end[from - 1] : 0;
  for (uint32_t i = from; i < to; i++) {
    uint32_t begin = tokens->begin[i], end = tokens->end[i], gap = begin - last;
    unsigned flags = tokens->flags[i];
    unsigned mark = marks[(unsigned char)text[begin]];
    mark &= -(unsigned)((end - begin == 1) | mark >> 16) & 0xFFFF;
    bool space = gap == 1 && text[last] == ' ';
    flags |= (mark & ~(unsigned)LOOK) | (space ? GM_TOKEN_SPACE : 0);
    if (gap > 1 || (gap == 1) != space) flags |= gap_flags(text, last, begin);
    tokens->flags[i] = (uint16_t)flags;
    last = end;
    if (!(mark & LOOK) && !(flags & GM_TOKEN_JOINED) && i) continue;
    if (i == 0) tokens->flags[i] |= GM_TOKEN_PARAGRAPH;
    if (mark & LOOK_HYPHEN) tokens->flags[i] |= hyphen_flags(tokens, i);
    if (mark & LOOK_QUOTE) tokens->flags[i] |= quote_flags(tokens, i, quote_open);
    if (flags & GM_TOKEN_JOINED) return i;
  }
  return to;
}

/* Interns a word broken at a line's end by its letters. */
static gm_status intern_joined(gm_tokens *tokens, gm_lexicon *lexicon, uint32_t i,
                               gm_error *err) {
  char form[256];
  uint32_t size = 0;
  for (uint32_t at = tokens->begin[i]; at < tokens->end[i] && size < sizeof form;
       at++) {
    char c = tokens->text.data[at];
    if ((c | 32) >= 'a' && (c | 32) <= 'z') form[size++] = c;
  }
  return gm_lexicon_intern(lexicon, gm_slice_of(form, size), &tokens->type[i], err);
}

static gm_status finish(gm_tokens *tokens, gm_lexicon *lexicon, uint32_t from,
                        bool *quote_open, gm_error *err) {
  gm_status status = tokens->private_->status;
  if (status != GM_OK) return gm_fail(err, status, "%s", gm_status_text(status));
  while (status == GM_OK && from < tokens->count) {
    uint32_t to = set_flags(tokens, from, tokens->count, quote_open);
    status =
        gm_lexicon_intern_all(lexicon, tokens->text, tokens->begin + from,
                              tokens->end + from, to - from, tokens->type + from, err);
    if (status == GM_OK && to < tokens->count)
      status = intern_joined(tokens, lexicon, to++, err);
    from = to;
  }
  return status;
}

gm_status gm_tokens_cut(gm_tokens *tokens, gm_lexicon *lexicon, gm_slice text,
                        uint32_t tailorings, gm_error *err) {
  tokens->text = text;
  tokens->count = tokens->sentence_count = 0;
  tokens->private_->status = GM_OK;
  tokens->private_->region_end = 0;
  if (text.size >= UINT32_MAX) return gm_fail(err, GM_LIMIT, "a text of 4 GiB or more");
  gm_cutter cut = {tokens, text.data, (uint32_t)text.size, tailorings, 0};
  bool quote_open = false;
  gm_status status = GM_OK;
  for (uint32_t at = 0, done = 0; at < cut.size && status == GM_OK;
       done = tokens->count) {
    at = gm_cut_stretch(&cut, at);
    status = finish(tokens, lexicon, done, &quote_open, err);
  }
  if (status != GM_OK) tokens->count = 0;
  return status;
}
