/* A text as blocks (paragraphs, headings, items, scraps) with what their shape says. */
#ifndef GM_LOAD_BLOCKS_H
#define GM_LOAD_BLOCKS_H
#include "load/document.h"

enum {                        /* what a block looks like */
       GM_BLOCK_FINAL = 1,    /* ends with a full stop, question or exclamation mark */
       GM_BLOCK_COLON = 2,    /* ends with : */
       GM_BLOCK_PAUSE = 4,    /* ends with , or ; */
       GM_BLOCK_ELLIPSIS = 8, /* ends with … or ... */
       GM_BLOCK_QUESTION = 16,
       GM_BLOCK_BULLET = 32,   /* begins with a bullet */
       GM_BLOCK_NUMBERED = 64, /* begins with "1. ", "2) ", "IV. " */
       GM_BLOCK_LABEL =
           128, /* begins with "Subtitle 1: "; label_end says where it ends */
       GM_BLOCK_HEADLINE = 256, /* most longer words begin with a capital */
       GM_BLOCK_CREDIT = 512,   /* ©, "(Source: X)", "Photo: Jane Doe" */
       GM_BLOCK_RESIDUE =
           1024, /* template residue, runs of icon names, addresses, no words */
       GM_BLOCK_LOWER = 2048,    /* begins with a small letter */
       GM_BLOCK_BYLINE = 4096,   /* "By Jane Doe", a line with a date and little else */
       GM_BLOCK_DATELINE = 8192, /* only a date and what belongs to it */
       GM_BLOCK_BLANK = 16384,   /* a blank line before it */
       GM_BLOCK_SENTENCES = 32768, /* several sentences */
       GM_BLOCK_NAMED = 65536,   /* begins with a name: two to four capitalised words */
       GM_BLOCK_QUOTED = 131072, /* begins with a quotation mark */
       GM_BLOCK_LINES = 262144,  /* several lines */
       GM_BLOCK_OPEN =
           524288, /* ends with a word that something must follow: "of", "the" */
};

typedef struct {
  uint32_t begin, end; /* bytes, without white space around */
  uint32_t words;      /* exact up to some hundred, an estimate beyond */
  uint32_t shape;
  uint32_t label_end; /* 0: no label */
  uint64_t print;     /* hash of its letters and digits; 0 for long blocks */
  int given, kind;    /* zone kinds or -1: by markup or mark; as decided */
  float value;        /* what it is worth as part of the article */
  float cohesion; /* share of its words' weight that the article has; -1: not asked */
  uint32_t first, last; /* tokens */
  bool core;            /* of the text that cohesion is measured against */
  bool belongs; /* running text before the article that holds together with it */
} gm_block;

typedef struct {
  gm_block *items;
  size_t count, capacity;
  bool wrapped; /* lines are broken to a width: paragraphs hold several */
} gm_blocks;

/* Cuts the text; zones of `document` give the blocks they cover. */
gm_status gm_blocks_cut(gm_blocks *blocks, const gm_document *document, gm_error *err);
void gm_blocks_free(gm_blocks *blocks);
/* Works out words, shape, label and print of one block. */
void gm_block_look(gm_block *block, gm_slice text);
/* White space, also that of Unicode that pages are full of (no-break space, …): bytes,
 * or 0. */
size_t gm_wide_space_at(gm_slice text, size_t at);
static inline size_t gm_space_at(gm_slice text, size_t at) {
  unsigned char c = (unsigned char)text.data[at];
  return c == ' ' || (c >= 9 && c <= 13) ? 1 : c < 0xC2 ? 0 : gm_wide_space_at(text, at);
}
#endif
