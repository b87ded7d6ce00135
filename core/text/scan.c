/* The pass over bytes that finds chunks. */
#include "text/tokens_private.h"

#define STRETCH 4096 /* tokens */

static bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

uint32_t gm_cut_stretch(gm_cutter *cut, uint32_t from) {
  uint32_t enough = cut->tokens->count + STRETCH;
  while (from < cut->size && cut->tokens->count < enough) {
    uint32_t to = from;
    while (to < cut->size && !blank(cut->text[to])) to++;
    from = to > from ? gm_cut_chunk(cut, from, to) : to + 1;
    if (cut->tokens->private_->status != GM_OK) return cut->size;
  }
  return from;
}
