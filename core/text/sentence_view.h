/* A text as the search for sentences looks at it: where its tokens are, their bytes, their
 * case. Inline, since millions of line breaks and stops are decided by little more.
 *
 * Where tokens begin is unpacked for sixteen at a time and kept for those near by. */
#ifndef GM_TEXT_SENTENCE_VIEW_H
#define GM_TEXT_SENTENCE_VIEW_H
#include "text/lexicon_private.h"
#include "text/lines.h"
#include "text/lists.h"
#include "text/properties.h"
#include "text/tokens_private.h"
#include "text/utf8.h"

typedef struct {
  uint32_t number; /* of the block, from 1; 0: none */
  uint32_t begin[16];
} begins;
enum { BLOCKS = 16 };

typedef struct {
  gm_tokens *tokens;
  gm_lexicon *lexicon;
  const uint32_t *edges, *last_edge;
  uint32_t edge;  /* the first token behind the next edge; count where there is none */
  uint32_t first; /* token that the current sentence begins with */
  gm_item item;   /* that the current sentence is */
  gm_lines lines;
  uint32_t group;      /* from 1, of the 64 tokens of which… */
  uint64_t candidates; /* …these are looked at */
  begins *blocks; /* of tokens that were asked for, by the last bits of their number */
} finder;

enum { CASE_NONE, CASE_LOWER, CASE_UPPER, CASE_DIGIT };

/* ---- places ---- */
static __attribute__((noinline)) void unpack(const finder *in, uint32_t number) {
  const gm_tokens *tokens = in->tokens;
  const uint8_t *step = tokens->step + (size_t)number * 16;
  begins *out = &in->blocks[number % BLOCKS];
  uint32_t begin = tokens->block[number], far = 0;
  out->number = number + 1;
  for (uint32_t k = 0; k < 16; k++) {
    out->begin[k] = begin;
    begin += step[k];
    far |= step[k] == 255;
  }
  for (uint32_t k = 0, i = number * 16; far && k < 16 && i < tokens->count; k++, i++)
    out->begin[k] = gm_token_begin(tokens, i);
}

static inline uint32_t begin_of(const finder *in, uint32_t i) {
  const begins *block = &in->blocks[i / 16 % BLOCKS];
  if (block->number != i / 16 + 1) unpack(in, i / 16);
  return block->begin[i % 16];
}

/* As gm_token_end, but without going to the lexicon: where the gap before the next
 * token is ASCII white space, the token ends before that. */
static inline uint32_t end_of(const finder *in, uint32_t i) {
  const char *text = in->tokens->text.data;
  if (i + 1 < in->tokens->count) {
    uint32_t end = begin_of(in, i + 1);
    while (text[end - 1] == ' ' || (text[end - 1] >= '\t' && text[end - 1] <= '\r')) end--;
    if (text[end - 1] > ' ' && text[end - 1] < 0x7F) return end;
  }
  return gm_token_end(in->tokens, i);
}

/* ---- bytes ---- */
static inline gm_slice form_of(const finder *in, uint32_t i) {
  uint32_t begin = begin_of(in, i);
  return gm_slice_of(in->tokens->text.data + begin, end_of(in, i) - begin);
}

static inline char byte_of(const finder *in, uint32_t i) {
  return i < in->tokens->count ? in->tokens->text.data[begin_of(in, i)] : 0;
}

static inline bool is(const finder *in, uint32_t i, const char *form) {
  return byte_of(in, i) == *form && gm_slice_equal(form_of(in, i), gm_slice_text(form));
}

static inline bool flagged(const finder *in, uint32_t i, unsigned flags) {
  return i < in->tokens->count && in->tokens->flags[i] & flags;
}

/* ---- characters ---- */
static inline gm_properties first_character(const finder *in, uint32_t i) {
  uint32_t length;
  return gm_properties_of(
      gm_utf8_decode(in->tokens->text.data + begin_of(in, i), &length));
}

static inline int case_of(const finder *in, uint32_t i) {
  char c = byte_of(in, i);
  if (c >= 'a' && c <= 'z') return CASE_LOWER;
  if (c >= 'A' && c <= 'Z') return CASE_UPPER;
  if (c >= 0) return c >= '0' && c <= '9' ? CASE_DIGIT : CASE_NONE;
  gm_properties p = first_character(in, i);
  if (gm_case(p)) return gm_case(p) == GM_CASE_UPPER ? CASE_UPPER : CASE_LOWER;
  return gm_kind(p) == GM_KIND_NUMBER ? CASE_DIGIT : CASE_NONE;
}

static inline bool letter_without_case(const finder *in, uint32_t i) {
  if (byte_of(in, i) >= 0) return false;
  gm_properties p = first_character(in, i);
  return gm_kind(p) == GM_KIND_LETTER && !gm_case(p);
}

static inline gm_language language_at(const finder *in, uint32_t i) {
  const struct gm_tokens_private *own = in->tokens->private_;
  return own->tongue_count ? gm_tokens_language(in->tokens, begin_of(in, i))
                           : own->language;
}
#endif
