/* Tokens and sentences of one text.
 *
 * Words by UAX #29 with documented tailorings; sentences of our own on top. Tokens
 * never overlap and leave only white space (and bytes that are no token) between them,
 * so tokens and gaps rebuild the text. A gm_tokens may be used again for the next text
 * without allocating. Offsets are bytes into the text. */
#ifndef GM_TEXT_TOKENS_H
#define GM_TEXT_TOKENS_H
#include "text/language.h"
#include "text/lexicon.h"

enum {                           /* flags of a token */
       GM_TOKEN_SPACE = 1,       /* white space before it */
       GM_TOKEN_LINE = 2,        /* a line break before it */
       GM_TOKEN_PARAGRAPH = 4,   /* a blank line (or the text's start) before it */
       GM_TOKEN_CLITIC = 8,      /* joined to the word before: 's n't 're ' */
       GM_TOKEN_POSSESSIVE = 16, /* 's or ' after a noun; set with CLITIC */
       GM_TOKEN_HYPHEN = 32, /* a hyphen inside a compound: phrases see through it */
       GM_TOKEN_QUOTE_OPEN = 64, /* an opening / closing quotation mark */
       GM_TOKEN_QUOTE_CLOSE = 128,
       GM_TOKEN_HIDDEN = 256, /* not seen by phrases and patterns: HYPHEN and quotes */
       GM_TOKEN_SENTENCE = 512,      /* first of its sentence */
       GM_TOKEN_STOP = 1024,         /* . ! ? … and their like: may end a sentence */
       GM_TOKEN_ABBREVIATION = 2048, /* keeps its point: U.S. Dec. */
       GM_TOKEN_JOINED = 4096, /* broken at a line's end; its type is the joined form */
};

enum {                              /* tailorings, all on by default */
       GM_TAILOR_CLITICS = 1,       /* Japan|'s, wo|n't, ca|n't, they|'re */
       GM_TAILOR_ABBREVIATIONS = 2, /* U.S. and Lt.Gen. as one token */
       GM_TAILOR_NET = 4,           /* URL, e-mail, @name, #tag as one token */
       GM_TAILOR_UNITS = 8, /* 3.5%, $10, 20°C as one token (5km is one in any case) */
       GM_TAILOR_LINE_HYPHEN = 16, /* a word broken by a hyphen at a line's end */
       GM_TAILOR_DICTIONARY =
           32, /* Han, kana, Thai, Lao, Khmer, Burmese cut by dictionary */
       GM_TAILOR_RUNS = 64, /* ... -- !! **** ==== as one token */
  GM_TAILOR_ALL = 127,
};

enum { GM_TAG_POS = 1, GM_TAG_UPOS = 2, GM_TAG_XPOS = 4 };

typedef struct {
  gm_slice text;             /* borrowed, as the next: must outlive the tokens' use */
  const gm_lexicon *lexicon; /* of the types */
  uint32_t count;            /* tokens */
  gm_type *type;
  uint16_t *flags; /* where a token is: gm_token_begin, gm_token_end */
  uint32_t *block; /* where tokens 0, 16, 32 … begin; */
  uint8_t *step;   /* bytes from a token's beginning to the next one's; 255: or more */
  uint32_t sentence_count;
  uint32_t *sentence; /* first token of each sentence, and count at [sentence_count] */
  bool given; /* by the file: text/given.h */
  uint32_t tags; /* which parts of speech are given: GM_TAG_… */
  const gm_type *variant; /* of each token, with what is given; NULL: nothing is */
  struct gm_tokens_private *private_;
} gm_tokens;

gm_status gm_tokens_new(gm_tokens **out, gm_error *err);
void gm_tokens_free(gm_tokens *tokens);

/* Where token `index` (< count) begins and ends, in bytes of the text. */
static inline uint32_t gm_token_begin(const gm_tokens *tokens, uint32_t index);
uint32_t gm_token_end(const gm_tokens *tokens, uint32_t index);
/* Token `index` as it stands in the text. */
gm_slice gm_token_text(const gm_tokens *tokens, uint32_t index);

/* Tokens that somebody else has cut, one after the other: forgets what `tokens` held;
 * adds one behind the last that ends at or before `begin`; ends, with sentences where
 * flags say GM_TOKEN_SENTENCE. `text` may be empty where nobody asks for it. */
void gm_tokens_open(gm_tokens *tokens, const gm_lexicon *lexicon, gm_slice text);
void gm_tokens_add(gm_tokens *tokens, uint32_t begin, uint32_t end, gm_type type,
                   unsigned flags);
gm_status gm_tokens_close(gm_tokens *tokens, gm_error *err);

/* Cuts `text` (valid UTF-8 of less than 4 GiB) into tokens and interns their forms;
 * forgets what `tokens` held before. No sentences yet. */
gm_status gm_tokens_cut(gm_tokens *tokens, gm_lexicon *lexicon, gm_slice text,
                        uint32_t tailorings, gm_error *err);

/* The same for a text in known languages, as gm_languages_find tells them (a tag will
 * do): abbreviations, and in sentences what begins one, are theirs. */
gm_status gm_tokens_cut_in(gm_tokens *tokens, gm_lexicon *lexicon, gm_slice text,
                           uint32_t tailorings, gm_slice languages, gm_error *err);
/* Says so of tokens from elsewhere, behind gm_tokens_open. */
gm_status gm_tokens_speak(gm_tokens *tokens, gm_slice languages, gm_error *err);
/* The language of the text at a byte; 0: not known. */
gm_language gm_tokens_language(const gm_tokens *tokens, uint32_t offset);
/* The languages that occur in the text, as 1 << number. */
uint64_t gm_tokens_languages(const gm_tokens *tokens);

/* Finds sentences. `edges` are ascending byte offsets that no sentence may cross (the
 * edges of zones and blocks); paragraphs always end a sentence. */
gm_status gm_tokens_sentences(gm_tokens *tokens, gm_lexicon *lexicon,
                              const uint32_t *edges, size_t edge_count, gm_error *err);

/* What rules ask about token `index`. */
static inline gm_type gm_tokens_asked(const gm_tokens *tokens, uint32_t index) {
  return tokens->variant ? tokens->variant[index] : tokens->type[index];
}
/* The first token that begins at or after byte `offset` (count where there is none). */
uint32_t gm_tokens_at(const gm_tokens *tokens, uint32_t offset);
/* The sentence that token `index` lies in. */
uint32_t gm_tokens_sentence_of(const gm_tokens *tokens, uint32_t index);
/* The lemma to count token `index` by: its type's first, except that 's behind a
 * pronoun, which is no possessive, is a form of “be”. */
gm_slice gm_tokens_lemma(const gm_tokens *tokens, gm_lexicon *lexicon, uint32_t index);
/* The Unicode version of the tables, "15.0". */
const char *gm_text_unicode_version(void);

/* ---- how a place is kept: eight bytes of a token are its type, flags and this ---- */

/* Beyond a step of 255 bytes or more. */
uint32_t gm_token_begin_far(const gm_tokens *tokens, uint32_t index);

/* The steps since the last sixteenth token, summed up eight at a time. */
static inline uint32_t gm_token_begin(const gm_tokens *tokens, uint32_t index) {
  const uint64_t low = 0x0101010101010101, top = 0x8080808080808080,
                 half = 0x00FF00FF00FF00FF, fold = 0x0001000100010001;
  uint32_t within = index & 15;
  uint64_t a, b;
  memcpy(&a, tokens->step + (index - within), 8);
  memcpy(&b, tokens->step + (index - within) + 8, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  a = __builtin_bswap64(a);
  b = __builtin_bswap64(b);
#endif
  if (within < 8) a &= (1ULL << within * 8) - 1;
  b = within < 8 ? 0 : b & ((1ULL << (within - 8) * 8) - 1);
  if ((((~a - low) & a) | ((~b - low) & b)) & top)
    return gm_token_begin_far(tokens, index);
  uint64_t sum = (a & half) + (a >> 8 & half) + (b & half) + (b >> 8 & half);
  return tokens->block[index >> 4] + (uint32_t)(sum * fold >> 48);
}
#endif
