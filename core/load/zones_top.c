/* What stands before the article's first paragraph: title, a section's name above it,
 * decks below it, bylines, date lines, captions, furniture. */
#include "load/finder.h"
#include "load/slices.h"

/* Letters and digits of both are the same, or one's begin the other's (a cut title). */
static bool same_title(gm_slice a, gm_slice b) {
  size_t i = 0, k = 0, same = 0;
  for (;;) {
    while (i < a.size && (unsigned char)a.data[i] < 0x30)
      i++;
    while (k < b.size && (unsigned char)b.data[k] < 0x30)
      k++;
    if (i >= a.size || k >= b.size)
      break;
    char x = a.data[i++], y = b.data[k++];
    if ((x >= 'A' && x <= 'Z' ? x + 32 : x) != (y >= 'A' && y <= 'Z' ? y + 32 : y))
      return false;
    same++;
  }
  return i >= a.size && k >= b.size && same > 0;
}

/* A caption said twice, once with its source: no title. */
static bool credited_twin(const gm_finder *f, size_t i) {
  bool next = i + 1 < f->blocks.count && f->blocks.items[i + 1].shape & GM_BLOCK_CREDIT;
  bool last = i > 0 && f->blocks.items[i - 1].shape & GM_BLOCK_CREDIT;
  return (next || last) && gm_finder_twin(f, i);
}

/* How well a block would do as the title of what follows. */
static float title_points(gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  for (size_t k = 0; k < i; k++)
    if (f->blocks.items[k].belongs)
      return 0; /* the article has begun */
  if (f->marked[i] || !gm_block_is_title(block))
    return 0;
  if (credited_twin(f, i))
    return 0;
  float points = block->words >= 5 ? 4.5f : block->words == 4 ? 3.5f : block->words;
  if (block->shape & GM_BLOCK_LABEL)
    points -= 2;
  if (f->said_before[i])
    points += 0.5f; /* pages say their title twice */
  const gm_block *next = block + 1;
  bool menu = i + 1 < f->begin && next->words <= 2 && !(next->shape & GM_BLOCK_FINAL) &&
              !(next->shape & (GM_BLOCK_BYLINE | GM_BLOCK_DATELINE | GM_BLOCK_CREDIT));
  if (menu)
    points -= 2;
  uint32_t last = gm_tokens_at(f->tokens, block->end), known = 0, all = 0;
  for (uint32_t t = gm_tokens_at(f->tokens, block->begin); f->cohesion && t < last;
       t++) {
    if (gm_token_text(f->tokens, t).size < 4)
      continue;
    all++;
    known += gm_cohesion_knows(f->cohesion, t);
  }
  if (all)
    points += 3 * (float)known / (float)all;
  return points;
}

/* The words of the article's first paragraphs, to measure titles by. */
static gm_status learn_article(gm_finder *f, gm_error *err) {
  size_t taken = 0;
  for (size_t i = 0; i < f->blocks.count; i++) {
    gm_block *block = &f->blocks.items[i];
    block->core = i >= f->begin && i < f->end && taken < 12 && gm_block_is_prose(block);
    taken += block->core;
  }
  return gm_cohesion_new(&f->cohesion, &f->blocks, f->tokens, f->lexicon, err);
}

static size_t known_title(const gm_finder *f, gm_slice title) {
  for (size_t i = 0; i < f->blocks.count && i < f->begin + 4; i++) {
    const gm_block *block = &f->blocks.items[i];
    if (block->given == GM_ZONE_TITLE)
      return i;
    if (block->given >= 0 && block->given != GM_ZONE_HEADING)
      continue;
    if (same_title(gm_block_text(f, block), title))
      return i;
  }
  return f->blocks.count;
}

/* The very first block in headline capitals, with or without a full stop, before longer
 * text. */
static bool first_is_title(const gm_finder *f) {
  const gm_block *first = &f->blocks.items[f->begin];
  if (f->begin + 1 >= f->blocks.count || f->marked[f->begin])
    return false;
  if (credited_twin(f, f->begin))
    return false;
  if (!gm_block_is_heading(first))
    return false;
  bool longer = false;
  for (size_t i = f->begin + 1; i < f->blocks.count && i <= f->begin + 4 && !longer; i++)
    longer = gm_block_is_prose(first + (i - f->begin)) &&
             f->blocks.items[i].words > first->words;
  if (!longer)
    return false;
  return !(first->shape & GM_BLOCK_FINAL) ||
         first->shape & (GM_BLOCK_HEADLINE | GM_BLOCK_QUESTION);
}

/* The first of the candidates that is nearly as good as the best. */
static size_t best_title(gm_finder *f) {
  float best = 0;
  size_t last = f->begin + first_is_title(f); /* a question is worth something by itself */
  size_t found = f->blocks.count;
  for (size_t i = 0; i < last; i++) {
    float points = title_points(f, i);
    if (points > best)
      best = points;
  }
  for (size_t i = 0; i < last && best > 0 && found == f->blocks.count; i++)
    if (title_points(f, i) >= best - 1.25f)
      found = i;
  return found;
}

/* Paragraphs that scraps cut off from the article which they begin. */
static void find_belonging(gm_finder *f) {
  float usual = gm_cohesion_usual(f->cohesion);
  for (size_t i = 0; i < f->begin; i++) {
    gm_block *block = &f->blocks.items[i];
    block->belongs = gm_block_is_prose(block) && block->shape & GM_BLOCK_FINAL &&
                     block->words >= 14 && block->given < 0 && !f->said_before[i] &&
                     gm_cohesion_of(f->cohesion, block) > 0.4f * usual;
  }
}

static gm_status find_title(gm_finder *f, gm_error *err) {
  gm_slice known = gm_document_meta(f->document, "title");
  f->title = f->blocks.count;
  if (known.size) {
    f->title = known_title(f, known);
    if (f->title < f->blocks.count || f->document->is_record)
      return GM_OK;
  }
  for (size_t i = 0; i < f->blocks.count; i++) /* markup gave one */
    if (f->blocks.items[i].given == GM_ZONE_TITLE)
      f->title = i;
  if (f->title < f->blocks.count || f->document->is_record || known.size)
    return GM_OK;
  if (f->begin == 0) {
    if (first_is_title(f))
      f->title = 0;
    return GM_OK;
  }
  gm_status status = learn_article(f, err);
  if (status != GM_OK)
    return status;
  find_belonging(f);
  f->title = best_title(f);
  if (f->title == f->blocks.count && first_is_title(f))
    f->title = f->begin;
  gm_cohesion_free(f->cohesion);
  f->cohesion = NULL;
  return GM_OK;
}

bool gm_finder_twin(const gm_finder *f, size_t i) {
  gm_slice text = gm_block_text(f, &f->blocks.items[i]);
  if (f->blocks.items[i].words < 4)
    return false;
  for (size_t k = i > 0 ? i - 1 : 1; k <= i + 1 && k < f->blocks.count; k += 2) {
    const gm_block *other = &f->blocks.items[k];
    if (other->shape & GM_BLOCK_FINAL && other->words > 30)
      continue;
    gm_slice next = gm_block_text(f, other);
    gm_slice shorter = text.size < next.size ? text : next;
    if (shorter.size >= 16 && other->words >= 4 &&
        memcmp(text.data, next.data, shorter.size) == 0)
      return true;
  }
  return false;
}

static int kind_before_title(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  if (block->belongs)
    return GM_ZONE_BODY;
  if (block->shape & GM_BLOCK_BYLINE)
    return GM_ZONE_AUTHOR;
  if (block->shape & GM_BLOCK_CREDIT)
    return GM_ZONE_CAPTION;
  if (gm_finder_bare_name(f, i))
    return GM_ZONE_AUTHOR;
  bool label = i + 1 == f->title && gm_block_is_heading(block) && block->words <= 5;
  return label ? GM_ZONE_LABEL : GM_ZONE_BOILERPLATE;
}

/* A name alone beside a date: the author's. */
bool gm_finder_bare_name(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  if (!(block->shape & GM_BLOCK_NAMED) || block->words < 2 || block->words > 4) return false;
  if (block->shape & (GM_BLOCK_FINAL | GM_BLOCK_COLON) || i > f->begin + 4) return false;
  for (const char *p = f->document->text.data + block->begin,
                  *end = f->document->text.data + block->end; p < end; p++)
    if ((p[0] == ' ' && p + 1 < end && p[1] >= 'a' && p[1] <= 'z') || (p[0] >= '0' && p[0] <= '9'))
      return false;
  bool after = i + 1 < f->blocks.count && block[1].shape & GM_BLOCK_DATELINE;
  return after || (i > 0 && block[-1].shape & GM_BLOCK_DATELINE);
}

bool gm_finder_deck(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  if (f->title >= f->blocks.count || i != f->title + 1 || block->words > 40) return false;
  if (block->shape & GM_BLOCK_SENTENCES && block->words > 25) return false;
  for (size_t k = i + 1; k < f->blocks.count && k <= i + 2; k++) {
    const gm_block *next = &f->blocks.items[k];
    if (next->given == GM_ZONE_AUTHOR ||
        next->shape & (GM_BLOCK_BYLINE | GM_BLOCK_DATELINE))
      return true;
  }
  return false;
}

static int kind_after_title(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  bool titled = f->title < f->blocks.count;
  if (block->shape & GM_BLOCK_RESIDUE)
    return GM_ZONE_BOILERPLATE;
  if (block->shape & GM_BLOCK_BYLINE)
    return GM_ZONE_AUTHOR;
  if (block->shape & GM_BLOCK_DATELINE)
    return GM_ZONE_BOILERPLATE;
  if (block->shape & GM_BLOCK_CREDIT)
    return GM_ZONE_CAPTION;
  if (gm_finder_twin(f, i))
    return GM_ZONE_CAPTION;
  if (gm_finder_bare_name(f, i))
    return GM_ZONE_AUTHOR;
  if (gm_finder_deck(f, i))
    return GM_ZONE_HEADING;
  if (f->said_before[i] && titled)
    return GM_ZONE_BOILERPLATE;
  if (block->shape & (GM_BLOCK_FINAL | GM_BLOCK_COLON | GM_BLOCK_PAUSE))
    return block->words >= 3 ? GM_ZONE_BODY : GM_ZONE_BOILERPLATE;
  if (f->document->is_record)
    return GM_ZONE_BODY;
  if (!titled)
    return block->words >= 8 ? GM_ZONE_CAPTION : GM_ZONE_BOILERPLATE;
  if (gm_block_is_heading(block) && (block->words >= 4 || i + 1 == f->begin))
    return GM_ZONE_HEADING;
  return GM_ZONE_BOILERPLATE;
}

gm_status gm_finder_top(gm_finder *f, gm_error *err) {
  if (f->blocks.count == 0)
    return GM_OK;
  gm_status status = find_title(f, err);
  if (status != GM_OK)
    return status;
  for (size_t i = 0; i < f->begin; i++) {
    gm_block *block = &f->blocks.items[i];
    if (block->given >= 0) {
      block->kind = block->given;
      continue;
    }
    bool titled = f->title < f->blocks.count;
    block->kind =
        titled && i < f->title ? kind_before_title(f, i) : kind_after_title(f, i);
  }
  if (f->title < f->blocks.count)
    f->blocks.items[f->title].kind = GM_ZONE_TITLE;
  return GM_OK;
}
