/* What the modules that make tokens share: the driver (cut.c), the pass over bytes
 * (scan.c), the way through chunks that need a closer look (tailor.c) and sentences
 * (sentences.c). */
#ifndef GM_TEXT_TOKENS_PRIVATE_H
#define GM_TEXT_TOKENS_PRIVATE_H
#include "base/memory.h"
#include "text/abbreviations.h"
#include "text/dictionary.h"
#include "text/tokens.h"

/* A flag between the passes: a closing parenthesis, a slash, a bullet or an address,
 * which sentences look at. */
#define GM_TOKEN_WAKE 8192

/* A token that is not as long as its form, or a long way before the next one: its end
 * and where the next begins. */
typedef struct {
  uint32_t token, end, next;
} gm_far;

typedef struct gm_cutter gm_cutter;
/* Cuts from a byte on until the stretch is full; gives where to go on. */
typedef uint32_t gm_scan(gm_cutter *cut, uint32_t from);
/* By name: "portable", "avx2", "avx512", NULL: the fastest. All give the same. NULL where the
 * machine has it not. */
gm_scan *gm_scan_named(const char *name);

struct gm_tokens_private {
  size_t capacity;          /* of type, flags and step */
  size_t block_capacity, sentence_capacity;
  gm_far *far; /* ascending */
  size_t far_count, far_capacity;
  uint32_t last_begin, last_end; /* of the token that was added last */
  uint32_t *spans; /* room for the stretch in the making */
  gm_dictionary *dictionary; /* NULL until a run needs it */
  const uint32_t *bounds; /* of words in the bytes [region, region_end) of the text */
  uint32_t bound_count, region, region_end;
  gm_type *variants; /* room for what `variant` shows */
  size_t variant_capacity;
  gm_scan *scan;   /* the fast path; NULL: everything goes the careful way */
  gm_status status;          /* sticky: GM_OK or GM_NOMEM */
  gm_language language;      /* of the text, where no span says otherwise */
  gm_language_span *tongues; /* ascending */
  size_t tongue_count, tongue_capacity;
};

#define GM_STRETCH 4096 /* tokens that are cut at a time */
#define GM_STRETCH_ROOM (GM_STRETCH + 256)

/* One cut on its way. Spans and flags of the stretch at hand lie in begin, end and
 * flags from 0 on; at -1 is the token before it, empty at the text's start. */
struct gm_cutter {
  gm_tokens *tokens;
  const char *text;
  uint32_t size;
  uint32_t tailorings;
  uint32_t single_open; /* where the last ' that opens a quotation stands; 0: none */
  uint32_t *begin, *end, count;
  uint16_t *flags;
  uint16_t *notes; /* ascending: tokens whose gap or mark needs a look */
  uint32_t note_count;
  uint32_t chunk_end; /* of the chunk that the last stretch stopped inside; 0: none */
  bool chunk_net;     /* it may hold an address */
  bool joined;        /* a token of the stretch goes over a line's end */
  const gm_map *own;    /* the user's abbreviations */
};

/* The abbreviations that hold at a byte. */
static inline gm_abbreviations gm_cut_list(const gm_cutter *cut, uint32_t at) {
  return (gm_abbreviations){gm_tokens_language(cut->tokens, at), cut->own};
}

/* Marks that are one token however often they stand in a row. */
static inline bool gm_mark_of_runs(char c) {
  switch (c) {
  case '.': case '-': case '!': case '?': case '*': case '=': case '~': case '+': case '<': case '>':
  case '|': return true;
  default: return false;
  }
}

/* By the byte that a token of one byte is: its flag, or a bit that asks for a look.
 * ROW: also where the byte only begins the token, which is then a row of it. */
enum { GM_LOOK_HYPHEN = 0x4000, GM_LOOK_QUOTE = 0x8000, GM_LOOK = 0xC000, GM_ROW = 0x10000 };
extern const uint32_t gm_mark_flags[256];

static inline unsigned gm_mark_of(const gm_cutter *cut, uint32_t begin, uint32_t end) {
  unsigned mark = gm_mark_flags[(unsigned char)cut->text[begin]];
  return mark & -(unsigned)((end - begin == 1) | mark >> 16) & 0xFFFF;
}

static inline void gm_cut_add(gm_cutter *cut, uint32_t begin, uint32_t end,
                              unsigned flags) {
  uint32_t i = cut->count++, gap = begin - cut->end[(int)i - 1];
  unsigned mark = gm_mark_of(cut, begin, end);
  bool space = gap == 1 && cut->text[begin - 1] == ' ';
  cut->begin[i] = begin;
  cut->end[i] = end;
  cut->flags[i] =
      (uint16_t)(flags | (mark & ~(unsigned)GM_LOOK) | (space ? GM_TOKEN_SPACE : 0));
  if (mark & GM_LOOK || (gap && !space)) cut->notes[cut->note_count++] = (uint16_t)i;
}

/* Works out flags of spans that somebody else has cut: those of cut->tokens to be. */
void gm_cut_flags(gm_cutter *cut);
/* Puts the places of the stretch behind those of the tokens, makes room for their types
 * and copies their flags; tokens->count is the caller's to raise. */
bool gm_tokens_place(gm_tokens *tokens, gm_cutter *cut);
/* Ends the places: of the last token, and none of the next. */
bool gm_tokens_placed(gm_tokens *tokens, const gm_cutter *cut);

/* Cuts the chunk [from, to): whole words, no ASCII white space after `to` missing.
 * Gives where to go on: `to`, or further where a word went on in the next line, or less
 * where the stretch is full; cut->chunk_end is `to` then. */
uint32_t gm_cut_chunk(gm_cutter *cut, uint32_t from, uint32_t to);
/* Cuts from `from` on until about GM_STRETCH tokens are there; gives where to go on,
 * the size of the text at its end. */
uint32_t gm_cut_stretch(gm_cutter *cut, uint32_t from);
#endif
