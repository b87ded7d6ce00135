/* Which blocks of a page are its article.
 *
 * Every block is worth something: long running text with few links is worth its words,
 * a menu entry costs some. The element whose blocks are worth most together holds the
 * article (a maximum-sum subtree); within it, parts that cost more than they are worth
 * go again. */
#include "load/html.h"
#include "base/memory.h"
#include <stdlib.h>

/* ---- what a block is worth ---- */

static double link_share(const gm_html_block *block) {
  return block->words ? (double)block->link_words / block->words : 0;
}

static bool is_prose(const gm_html_block *block) {
  return block->words >= 12 && block->stops >= 1 && link_share(block) < 0.4;
}

static double worth(const gm_html_block *block) {
  double plain = (double)block->words - 1.5 * (double)block->link_words;
  if (block->hints & (GM_HTML_ASIDE | GM_HTML_RELATED)) {
    double factor = block->hints & GM_HTML_ARTICLE ? 0.3 : -0.3;
    return is_prose(block) ? plain * factor : -4;
  }
  if (is_prose(block))
    return (block->hints & GM_HTML_ARTICLE ? 1.5 : 1) * (plain + 4);
  if (block->hints & GM_HTML_CODE)
    return (double)block->words * 0.5;
  if (block->hints & GM_HTML_ROW && block->words >= 5 && link_share(block) < 0.7)
    return (double)block->words * 0.4;
  if (link_share(block) > 0.5)
    return -3 - 0.2 * block->words;
  if (block->hints & GM_HTML_HEADING)
    return -1;
  if (block->words >= 6 && block->stops)
    return plain * 0.5;
  return -2;
}

/* ---- elements ---- */

typedef struct {
  const GumboNode *node;
  uint32_t parent;      /* index into the elements; its own for the root */
  uint32_t first, last; /* blocks [first, last) that lie in it */
  uint32_t blocks, prose, prose_words, link_words, words, depth;
  uint32_t own, hints;  /* what it says of itself; with what holds for all around it */
  double sum;
} element;

typedef struct {
  element *items;
  size_t count, capacity;
} elements;

enum { DEPTH = 256 }; /* elements nested deeper count as the one at this depth */

typedef struct {
  const GumboNode *node[DEPTH];
  uint32_t index[DEPTH];
  size_t size;
} path; /* from the root to the element that holds the last block */

static gm_status element_index(elements *all, path *open, const GumboNode *node,
                               uint32_t block, uint32_t *index, gm_error *err) {
  size_t depth = 0;
  for (const GumboNode *up = node; up; up = up->parent)
    depth++;
  for (; depth > DEPTH; depth--)
    node = node->parent;
  const GumboNode *chain[DEPTH];
  for (size_t i = depth; i-- > 0; node = node->parent)
    chain[i] = node;
  size_t shared = 0;
  while (shared < depth && shared < open->size && open->node[shared] == chain[shared])
    shared++;
  for (open->size = shared; open->size < depth; open->size++) {
    if (!gm_grow((void **)&all->items, &all->capacity, all->count + 1,
                 sizeof *all->items))
      return gm_nomem(err);
    uint32_t here = (uint32_t)all->count++;
    uint32_t parent = open->size ? open->index[open->size - 1] : here;
    all->items[here] = (element){.node = chain[open->size], .parent = parent, .first = block,
                                 .last = block, .depth = (uint32_t)open->size};
    open->node[open->size] = chain[open->size];
    open->index[open->size] = here;
  }
  *index = open->index[depth - 1];
  return GM_OK;
}

/* Elements with what they hold; `holder` gets each block's innermost one. */
static gm_status build(elements *all, const gm_html_page *page, uint32_t *holder,
                       gm_error *err) {
  path open;
  open.size = 0;
  for (size_t i = 0; i < page->count; i++) {
    const gm_html_block *block = &page->blocks[i];
    uint32_t at = 0;
    gm_status status = element_index(all, &open, block->node, (uint32_t)i, &at, err);
    if (status != GM_OK) return status;
    holder[i] = at;
    for (bool top = false; !top; at = all->items[at].parent) {
      element *e = &all->items[at];
      e->blocks++;
      e->prose += is_prose(block);
      e->prose_words += is_prose(block) ? block->words : 0;
      e->words += block->words;
      e->link_words += block->link_words;
      e->last = (uint32_t)i + 1;
      top = e->parent == at;
    }
  }
  return GM_OK;
}

enum { AWAY = GM_HTML_ASIDE | GM_HTML_RELATED };
static const uint32_t TELLING = AWAY | GM_HTML_ARTICLE;

/* Names mislead ("comments" around a whole page, "sharing" for what is shared): an element that
 * holds much of the page's running text is no aside. Elements come before those in them. */
static void settle_hints(elements *all, gm_html_page *page, const uint32_t *holder) {
  bool told = false; /* an element calls itself the article */
  for (size_t i = 0; i < all->count; i++) {
    element *e = &all->items[i];
    e->own = gm_html_hints(e->node);
    told = told || (e->own & GM_HTML_ARTICLE && !(e->own & AWAY) && e->prose >= 3);
  }
  for (size_t i = 0; i < all->count; i++) {
    element *e = &all->items[i];
    if (!told && e->own & AWAY && (e->prose >= 3 || e->prose_words > 120) && e->prose_words * 5 > all->items[0].prose_words * 2)
      e->own &= ~(uint32_t)AWAY;
    uint32_t around = i ? all->items[e->parent].hints : 0;
    if (e->own & GM_HTML_ARTICLE && (e->prose >= 3 || e->prose_words > 80)) around &= ~(uint32_t)AWAY;
    e->hints = e->own | around;
  }
  for (size_t i = 0; i < page->count; i++) {
    uint32_t *hints = &page->blocks[i].hints;
    *hints = (*hints & ~TELLING) | (all->items[holder[i]].hints & TELLING);
  }
}

/* Several children in a row that each begin with a link or heading and go on with a line or two:
 * a list of other stories. */
static bool is_teaser_list(const elements *all, const gm_html_page *page, size_t at) {
  const element *e = &all->items[at];
  size_t cards = 0, others = 0;
  for (size_t i = at + 1; i < all->count && all->items[i].first < e->last; i++) {
    const element *child = &all->items[i];
    if (child->parent != at || child->blocks == 0) continue;
    const gm_html_block *head = &page->blocks[child->first];
    bool linked = link_share(head) > 0.8 && head->words >= 3;
    uint32_t longest = 0;
    for (uint32_t k = child->first; k < child->last; k++) {
      const gm_html_block *block = &page->blocks[k];
      linked = linked || (k == child->first + 1 && link_share(block) > 0.8 && block->words >= 3);
      if (link_share(block) < 0.4 && block->words > longest) longest = block->words;
    }
    bool card = child->blocks >= 2 && child->blocks <= 8 && linked && longest >= 8 &&
                child->words <= 150 && head->words <= 30;
    cards += card;
    others += !card && child->words > 20;
  }
  return cards >= 4 && others <= cards / 4;
}

static void sum_up(elements *all, gm_html_page *page, const uint32_t *holder) {
  settle_hints(all, page, holder);
  for (size_t i = 1; i < all->count; i++) {
    if (!is_teaser_list(all, page, i)) continue;
    for (uint32_t k = all->items[i].first; k < all->items[i].last; k++)
      page->blocks[k].hints |= GM_HTML_RELATED;
  }
  for (size_t i = 0; i < page->count; i++) {
    double value = worth(&page->blocks[i]);
    uint32_t at = holder[i];
    for (bool top = false; !top; at = all->items[at].parent) {
      all->items[at].sum += value;
      top = all->items[at].parent == at;
    }
  }
}

/* The element worth most; of nearly equal ones the innermost. */
static size_t best_element(const elements *all) {
  size_t best = 0;
  for (size_t i = 1; i < all->count; i++) {
    const element *e = &all->items[i], *b = &all->items[best];
    if (e->sum > b->sum * 1.0001 || (e->sum >= b->sum * 0.995 && e->depth > b->depth))
      best = i;
  }
  return best;
}

/* ---- pruning ---- */

static void drop(gm_html_page *page, const element *e) {
  for (uint32_t i = e->first; i < e->last; i++)
    page->blocks[i].article = false;
}

static bool within(const elements *all, size_t inner, size_t outer) {
  for (;;) {
    if (inner == outer)
      return true;
    if (all->items[inner].parent == inner)
      return false;
    inner = all->items[inner].parent;
  }
}

/* Parts of the article's element that are no article: several blocks, mostly links or
 * scraps. */
static void prune(gm_html_page *page, const elements *all, size_t best) {
  for (size_t i = best + 1; i < all->count; i++) {
    const element *e = &all->items[i];
    if (!within(all, i, best))
      continue;
    bool links = e->words && e->link_words * 2 > e->words && e->words < 8 * e->blocks;
    bool aside = e->own & AWAY && !(e->own & GM_HTML_ARTICLE);
    bool teasers = is_teaser_list(all, page, i);
    if ((aside || teasers) && e->words * 3 < all->items[best].words)
      drop(page, e);
    else if (links && (e->blocks > 1 || e->words > 3) && e->prose == 0)
      drop(page, e);
    else if (e->blocks > 3 && e->sum < -6 && e->prose == 0)
      drop(page, e);
  }
}

/* A heading without text of the article after it belongs to what was dropped. */
static void drop_lonely_headings(gm_html_page *page) {
  bool followed = false;
  size_t since = 0;
  for (size_t i = page->count; i-- > 0;) {
    gm_html_block *block = &page->blocks[i];
    if (block->hints & GM_HTML_HEADING) {
      if (block->article && !followed)
        block->article = false;
      if (!block->article && since > 0)
        followed = false;
    } else if (block->article) {
      followed = true;
      since = 0;
    } else {
      since++;
    }
  }
}

/* Running text right beside the article's element that the sum left out: the first
 * paragraphs of a story often stand in a box of their own. */
static void take_neighbours(gm_html_page *page, const elements *all, size_t best) {
  const element *e = &all->items[best], *outer = &all->items[e->parent];
  for (uint32_t i = outer->first; i < outer->last; i++) {
    gm_html_block *block = &page->blocks[i];
    if (i >= e->first && i < e->last)
      continue;
    if (block->hints & (GM_HTML_ASIDE | GM_HTML_RELATED))
      continue;
    if (is_prose(block) && block->words >= 20 && link_share(block) < 0.25)
      block->article = true;
  }
}

gm_status gm_html_choose(gm_html_page *page, gm_error *err) {
  elements all = {0};
  uint32_t *holder = gm_calloc(page->count + 1, sizeof *holder);
  gm_status status = holder ? build(&all, page, holder, err) : gm_nomem(err);
  if (status == GM_OK && all.count) {
    sum_up(&all, page, holder);
    size_t best = best_element(&all);
    if (all.items[best].sum <= 0 || all.items[0].prose == 0) best = 0; /* nothing stands out */
    const element *e = &all.items[best];
    for (uint32_t i = e->first; i < e->last; i++) page->blocks[i].article = true;
    if (e->sum > 0 && e->prose > 0) {
      prune(page, &all, best);
      take_neighbours(page, &all, best);
      drop_lonely_headings(page);
    }
  }
  gm_free(holder);
  gm_free(all.items);
  return status;
}
