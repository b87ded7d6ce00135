/* What blocks are worth, and the stretch worth most. */
#include "load/finder.h"
#include "load/slices.h"

bool gm_block_is_prose(const gm_block *block) {
  if (block->shape & (GM_BLOCK_RESIDUE | GM_BLOCK_DATELINE))
    return false;
  bool ended = block->shape & (GM_BLOCK_FINAL | GM_BLOCK_COLON | GM_BLOCK_ELLIPSIS);
  return block->words >= (ended ? 12u : 25u);
}

bool gm_block_is_cut(const gm_block *block) {
  return block->words >= 20 && !(block->shape & (GM_BLOCK_FINAL | GM_BLOCK_COLON |
                                                 GM_BLOCK_BULLET | GM_BLOCK_NUMBERED));
}

bool gm_block_is_heading(const gm_block *block) {
  return !(block->shape & GM_BLOCK_LOWER) && gm_block_is_title(block);
}

bool gm_block_is_title(const gm_block *block) {
  if (block->words < 1 || block->words > 22)
    return false;
  if (block->shape &
      (GM_BLOCK_RESIDUE | GM_BLOCK_CREDIT | GM_BLOCK_BYLINE | GM_BLOCK_DATELINE |
       GM_BLOCK_BULLET | GM_BLOCK_PAUSE | GM_BLOCK_COLON |
       GM_BLOCK_ELLIPSIS | GM_BLOCK_SENTENCES | GM_BLOCK_OPEN))
    return false;
  if (block->shape & GM_BLOCK_LINES && !(block->shape & GM_BLOCK_HEADLINE))
    return false;
  if (block->shape & GM_BLOCK_QUESTION)
    return block->words <= 14;
  if (block->shape & GM_BLOCK_FINAL)
    return block->shape & GM_BLOCK_HEADLINE && block->words >= 5;
  return true;
}

/* Whether running text or items follow within a few headings. */
static bool leads_on(const gm_finder *f, size_t i) {
  for (size_t k = i + 1; k < f->blocks.count && k <= i + 3; k++) {
    const gm_block *next = &f->blocks.items[k];
    if (f->marked[k])
      continue;
    if (gm_block_is_prose(next) || next->shape & GM_BLOCK_BULLET)
      return true;
    if (next->shape & (GM_BLOCK_FINAL | GM_BLOCK_COLON) && next->words >= 5)
      return true;
    if (!gm_block_is_heading(next) && !(next->shape & GM_BLOCK_CREDIT))
      return false;
  }
  return false;
}

static float given_worth(const gm_block *block, bool marked) {
  switch (block->given) {
  case GM_ZONE_BODY:
  case GM_ZONE_LIST:
  case GM_ZONE_TABLE:
    return block->words > 60 ? 60 : (float)block->words;
  case GM_ZONE_BOILERPLATE:
  case GM_ZONE_TEASER:
  case GM_ZONE_CHAT:
    return marked ? -6 : 0; /* explained: it says less of what is around it */
  default:
    return marked ? -3 : 0;
  }
}

bool gm_finder_comment(const gm_finder *f, size_t i) {
  if (i < 6 || f->document->is_record) return false;
  const gm_block *block = &f->blocks.items[i];
  return block[-1].shape & GM_BLOCK_DATELINE && block[-2].words <= 4 &&
         !(block[-2].shape & (GM_BLOCK_FINAL | GM_BLOCK_BULLET));
}

static float worth(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  float words = block->words > 60 ? 60 : (float)block->words;
  bool record = f->document->is_record;
  if (block->given >= 0)
    return given_worth(block, f->marked[i]);
  if (block->shape & GM_BLOCK_RESIDUE)
    return -12;
  if (gm_finder_comment(f, i))
    return -8;
  if (f->said_before[i] && block->words <= 40 && !record)
    return -10;
  if (block->shape & (GM_BLOCK_BYLINE | GM_BLOCK_DATELINE))
    return -2;
  if (block->shape & GM_BLOCK_CREDIT)
    return -1;
  if (block->shape & (GM_BLOCK_BULLET | GM_BLOCK_NUMBERED))
    return block->words >= 8 ? words * 0.5f : block->words >= 5 ? 2 : -1;
  if (gm_block_is_prose(block)) {
    if (block->shape & (GM_BLOCK_FINAL | GM_BLOCK_COLON))
      return words > 10 ? words - 6 : 4;
    return words * 0.4f;
  }
  if (block->shape & GM_BLOCK_FINAL)
    return words * 0.5f;
  if (block->shape & (GM_BLOCK_COLON | GM_BLOCK_PAUSE))
    return 1;
  if (gm_block_is_heading(block) && leads_on(f, i))
    return -1;
  return record ? -3 : -8;
}

void gm_finder_segment(gm_finder *f) {
  float best = 0, sum = 0;
  size_t begin = 0;
  f->begin = f->end = 0;
  bool prose = false;
  for (size_t i = 0; i < f->blocks.count; i++) {
    gm_block *block = &f->blocks.items[i];
    block->value = worth(f, i);
    prose = prose || (gm_block_is_prose(block) && block->given != GM_ZONE_BOILERPLATE &&
                      block->given != GM_ZONE_TEASER);
    if (sum <= 0) {
      sum = 0;
      begin = i;
    }
    sum += block->value;
    if (sum > best) {
      best = sum;
      f->begin = begin;
      f->end = i + 1;
    }
  }
  if (best <= 0 || (!prose && f->document->is_record)) {
    f->begin = 0;
    f->end = f->blocks.count;
  }
}
