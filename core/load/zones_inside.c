/* Blocks within the article: most are body; the others are told by their shape and by
 * what stands next to them. */
#include "load/finder.h"
#include "load/slices.h"

/* The next block that is no scrap: what a heading must lead to. */
static bool leads_to_text(const gm_finder *f, size_t i) {
  for (size_t k = i + 1; k < f->end && k <= i + 4; k++) {
    const gm_block *next = &f->blocks.items[k];
    if (next->given >= 0 && !gm_zone_is_article((gm_zone_kind)next->given))
      continue;
    if (next->shape & GM_BLOCK_CREDIT)
      continue;
    if (gm_block_is_prose(next) || next->shape & GM_BLOCK_BULLET)
      return true;
    if (next->given == GM_ZONE_LIST || next->given == GM_ZONE_TABLE)
      return true;
    if (next->shape & (GM_BLOCK_FINAL | GM_BLOCK_COLON))
      return true;
    if (!gm_block_is_heading(next))
      return false;
  }
  return false;
}

/* Several very short scraps in a row: buttons, counters, menus. */
static bool in_scraps(const gm_finder *f, size_t i) {
  size_t run = 0;
  for (size_t k = i; k-- > f->begin;) {
    const gm_block *b = &f->blocks.items[k];
    if (b->words > 3 || b->shape & (GM_BLOCK_FINAL | GM_BLOCK_BULLET))
      break;
    run++;
  }
  for (size_t k = i; k < f->end; k++) {
    const gm_block *b = &f->blocks.items[k];
    if (b->words > 3 || b->shape & (GM_BLOCK_FINAL | GM_BLOCK_BULLET))
      break;
    run++;
  }
  return run >= 3;
}

static bool first_words_seen(const gm_finder *f, size_t i) {
  for (size_t k = f->begin; k < i; k++)
    if (gm_block_is_prose(&f->blocks.items[k]) && f->blocks.items[k].words > 25)
      return true;
  return false;
}

/* "Q: When?": what somebody says is no heading. */
static bool is_spoken(const gm_finder *f, size_t i) {
  gm_slice text = gm_block_text(f, &f->blocks.items[i]);
  const char *colon = memchr(text.data, ':', text.size < 25 ? text.size : 25);
  return colon && f->blocks.items[i].shape & GM_BLOCK_QUESTION;
}

/* A short quotation taken out of the text and printed large: its words stand elsewhere in
 * the article too. */
#define PULLED_FROM (64 * 1024) /* bytes around it */
static bool is_pull_quote(const gm_finder *f, size_t i) {
  gm_slice text = gm_block_text(f, &f->blocks.items[i]), all = f->document->text;
  if (!(f->blocks.items[i].shape & GM_BLOCK_QUOTED) || text.size > 300) return false;
  while (text.size && ((unsigned char)text.data[0] >= 0x80 || text.data[0] == '"'))
    text = gm_slice_from(text, 1);
  while (text.size && ((unsigned char)text.data[text.size - 1] >= 0x80 ||
                       strchr("\".,", text.data[text.size - 1])))
    text.size--;
  if (text.size < 17) return false;
  text = gm_slice_from(text, 1); /* printed large, it begins with a capital */
  const char *at = all.data, *end = all.data + all.size;
  if (text.data - at > PULLED_FROM) at = text.data - PULLED_FROM;
  if (end - text.data > PULLED_FROM) end = text.data + PULLED_FROM;
  for (; (at = memmem(at, (size_t)(end - at), text.data, text.size)); at++)
    if (at != text.data) return true;
  return false;
}

/* A link to another story among several: what stands before it is one too. */
static bool among_links(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  bool before = i > f->begin && f->marked[i - 1] && (block[-1].given == GM_ZONE_BOILERPLATE ||
                                                   block[-1].given == GM_ZONE_TEASER);
  for (size_t k = i; k-- > f->begin && !before;) { /* a run of such links */
    int kind = f->blocks.items[k].kind;
    if (kind != GM_ZONE_BOILERPLATE && kind != GM_ZONE_TEASER) break;
    before = f->marked[k];
  }
  bool after = i + 1 < f->end && (f->marked[i + 1] || gm_block_is_heading(block + 1));
  return before && after && block->words <= 16 && !(block->shape & GM_BLOCK_FINAL);
}

static int kind_inside(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  bool record = f->document->is_record;
  if (block->shape & GM_BLOCK_RESIDUE)
    return GM_ZONE_BOILERPLATE;
  if (block->shape & GM_BLOCK_CREDIT && block->words < 60)
    return GM_ZONE_CAPTION;
  if (block->shape & GM_BLOCK_BULLET)
    return GM_ZONE_LIST;
  if (block->shape & GM_BLOCK_NUMBERED && !gm_block_is_prose(block))
    return gm_block_is_heading(block) && leads_to_text(f, i) ? GM_ZONE_HEADING
                                                             : GM_ZONE_LIST;
  if (gm_finder_comment(f, i))
    return GM_ZONE_BOILERPLATE;
  if (!record && is_pull_quote(f, i))
    return GM_ZONE_BOILERPLATE;
  if (!record && gm_finder_deck(f, i))
    return GM_ZONE_HEADING;
  if (gm_block_is_prose(block))
    return GM_ZONE_BODY;
  bool early = !first_words_seen(f, i);
  if (early && !record && gm_finder_bare_name(f, i))
    return GM_ZONE_AUTHOR;
  if (early && !record && block->shape & GM_BLOCK_BYLINE)
    return GM_ZONE_AUTHOR;
  if (early && !record && block->shape & GM_BLOCK_DATELINE)
    return GM_ZONE_BOILERPLATE;
  if (block->shape & GM_BLOCK_FINAL && !(block->shape & GM_BLOCK_HEADLINE))
    return GM_ZONE_BODY;
  if (!record && gm_finder_twin(f, i))
    return GM_ZONE_CAPTION;
  if (f->said_before[i] && !record)
    return GM_ZONE_BOILERPLATE;
  if (!record && in_scraps(f, i))
    return GM_ZONE_BOILERPLATE;
  if (!record && among_links(f, i))
    return GM_ZONE_BOILERPLATE;
  bool credited = block->shape & GM_BLOCK_SENTENCES && block->words <= 40 &&
                  !(block->shape & (GM_BLOCK_FINAL | GM_BLOCK_COLON | GM_BLOCK_PAUSE |
                                    GM_BLOCK_QUOTED | GM_BLOCK_OPEN));
  if (!record && credited) /* a sentence and a name behind it */
    return GM_ZONE_CAPTION;
  if (gm_block_is_heading(block) && !is_spoken(f, i) && leads_to_text(f, i))
    return GM_ZONE_HEADING;
  return GM_ZONE_BODY;
}

void gm_finder_inside(gm_finder *f) {
  for (size_t i = f->begin; i < f->end; i++) {
    gm_block *block = &f->blocks.items[i];
    if (block->kind >= 0)
      continue;
    block->kind = block->given >= 0 ? block->given : kind_inside(f, i);
  }
}
