/* Finding zones, step by step:
 *
 * 1. The text is cut into blocks; each is judged by its shape alone.
 * 2. Running text is worth its words, scraps cost: the stretch of blocks that is worth
 * most together is the article (a maximum-sum segment, after Pasternack & Roth 2009).
 * 3. What stands before it is title, deck, byline or furniture; what stands in it is
 * body, heading, caption, item or a stray scrap.
 * 4. Its last blocks and all after it must hold together with the rest by their words,
 * or they are teasers, notes on the author, offers. Plain prose passes step 1 only. */
#include "load/zones.h"
#include "base/map.h"
#include "base/memory.h"
#include "load/finder.h"
#include "load/slices.h"

/* ---- marks ---- */

/* Where a mark can hold: what a chatbot says stands at the two ends, a note on the
 * author not among the article's paragraphs, a caption is short. */
static bool can_hold(const gm_finder *f, gm_zone_kind kind, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  size_t count = f->blocks.count;
  if (kind == GM_ZONE_CHAT)
    return i < 2 || i + 3 >= count;
  if (kind == GM_ZONE_CAPTION)
    return block->words <= 70;
  if (kind != GM_ZONE_AUTHOR)
    return true;
  gm_slice text = gm_block_text(f, block);
  if (gm_slice_holds(text, " said") || block->shape & GM_BLOCK_QUOTED)
    return false;
  bool note =
      gm_finder_note_name(f, block).size > 0 || gm_slice_begins(text, "a former ") ||
      gm_slice_begins(text, "about ") || gm_slice_begins(text, "the author") ||
      gm_slice_begins(text, "the writer") ||
      (block->words <= 12 && !(block->shape & (GM_BLOCK_FINAL | GM_BLOCK_ELLIPSIS))) ||
      (i > 0 && f->marked[i - 1] && (block - 1)->given == GM_ZONE_AUTHOR);
  if (!note)
    return false;
  size_t before = 0, after = 0; /* paragraphs of text */
  for (size_t k = 0; k < count; k++) {
    const gm_block *other = &f->blocks.items[k];
    bool running = gm_block_is_prose(other) && other->words >= 25 && other->given < 0 &&
                   !gm_block_is_cut(other);
    if (k < i)
      before += running;
    if (k > i)
      after += running;
  }
  return before == 0 || after <= before / 2;
}

/* A cue in a long paragraph of the article says something of its own sentence only: many words
 * of an article resemble an offer. Notes on authors are longer. */
static uint32_t widest(gm_zone_kind kind) {
  return kind == GM_ZONE_AUTHOR ? 900 : kind == GM_ZONE_BOILERPLATE ? 240 : 420;
}

/* Whether the marks on a block, which cover so many of its bytes, are a word on all of it. */
static bool gives(const gm_block *block, const gm_mark *mark, uint64_t covered) {
  uint64_t size = block->end - block->begin;
  if (covered * 10 >= size * 6) return true;
  if (!mark->wide || size > widest(mark->kind)) return false;
  if (mark->kind == GM_ZONE_AUTHOR) return true;
  if (mark->kind == GM_ZONE_CAPTION && !(block->shape & GM_BLOCK_FINAL)) return true;
  return covered * 10 >= size * 4;
}

/* The first block that ends after byte `offset`. */
static size_t block_from(const gm_finder *f, uint32_t offset) {
  size_t low = 0, high = f->blocks.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (f->blocks.items[middle].end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

typedef struct {
  uint32_t covered, reached; /* bytes of a block under marks; where the last one ended */
} coverage;

static void give_mark(gm_finder *f, const gm_mark *mark, coverage *found) {
  for (size_t i = block_from(f, mark->begin); i < f->blocks.count; i++) {
    gm_block *block = &f->blocks.items[i];
    if (block->begin >= mark->end) break;
    if (!can_hold(f, mark->kind, i)) continue;
    uint32_t from = mark->begin > block->begin ? mark->begin : block->begin;
    uint32_t to = mark->end < block->end ? mark->end : block->end;
    if (from < found[i].reached) from = found[i].reached;
    if (to > from) {
      found[i].covered += to - from;
      found[i].reached = to;
    }
    if (f->marked[i] || !gives(block, mark, found[i].covered)) continue;
    block->given = (int)mark->kind;
    f->marked[i] = true;
  }
}

/* Marks that together cover enough of a block give it; others are applied at the end. */
static gm_status give_marks(gm_finder *f, gm_error *err) {
  if (!f->document->mark_count) return GM_OK;
  coverage *found = gm_calloc(f->blocks.count + 1, sizeof *found);
  if (!found) return gm_nomem(err);
  for (size_t m = 0; m < f->document->mark_count; m++)
    give_mark(f, &f->document->marks[m], found);
  gm_free(found);
  return GM_OK;
}

/* ---- repetition ---- */

static gm_status find_repeats(gm_finder *f, gm_error *err) {
  gm_map *seen = gm_map_new();
  gm_status status = seen ? GM_OK : gm_nomem(err);
  for (size_t i = 0; i < f->blocks.count && status == GM_OK; i++) {
    const gm_block *block = &f->blocks.items[i];
    if (!block->print || block->words > 60)
      continue;
    uint32_t *first;
    gm_slice key = gm_slice_of((const char *)&block->print, sizeof block->print);
    status = gm_map_put(seen, key, (uint32_t)i, &first, err);
    if (status == GM_OK && *first != i)
      f->said_before[i] = f->said_before[*first] = true;
  }
  gm_map_free(seen);
  return status;
}

/* ---- the result ---- */

static gm_status write_zones(gm_finder *f, gm_error *err) {
  gm_document *document = f->document;
  document->zone_count = 0;
  gm_status status = GM_OK;
  for (size_t i = 0; i < f->blocks.count && status == GM_OK; i++) {
    const gm_block *block = &f->blocks.items[i];
    int kind = block->kind >= 0    ? block->kind
               : block->given >= 0 ? block->given
                                   : GM_ZONE_BODY;
    uint32_t begin = block->begin;
    if (kind == GM_ZONE_HEADING && block->label_end) {
      uint32_t end = block->label_end;
      while (end > begin && document->text.data[end - 1] == ' ')
        end--;
      status = gm_document_add_zone(document, begin, end, GM_ZONE_LABEL, err);
      begin = block->label_end;
    }
    if (status == GM_OK)
      status =
          gm_document_add_zone(document, begin, block->end, (gm_zone_kind)kind, err);
  }
  for (size_t i = 0; i < document->markup_count && status == GM_OK; i++) {
    const gm_zone *zone = &document->markup[i];
    if (zone->kind == GM_ZONE_QUOTE)
      status = gm_document_add_zone(document, zone->begin, zone->end, zone->kind, err);
  }
  if (status == GM_OK)
    gm_document_sort_zones(document);
  return status;
}

static gm_status decide(gm_finder *f, gm_error *err) {
  size_t count = f->blocks.count, plain = 0;
  for (size_t i = 0; i < count; i++) {
    gm_block_look(&f->blocks.items[i], f->document->text);
    plain += gm_block_is_prose(&f->blocks.items[i]) && f->blocks.items[i].given < 0 &&
             f->blocks.items[i].shape & GM_BLOCK_FINAL &&
             !(f->blocks.items[i].shape & (GM_BLOCK_HEADLINE | GM_BLOCK_NAMED));
  }
  f->marked = gm_calloc(count + 1, sizeof *f->marked);
  f->said_before = gm_calloc(count + 1, sizeof *f->said_before);
  if (!f->marked || !f->said_before)
    return gm_nomem(err);
  f->title = count;
  f->end = count;
  gm_status status = give_marks(f, err);
  if (status != GM_OK) return status;
  if (plain == count && !f->document->mark_count)
    return GM_OK; /* nothing but prose */
  status = find_repeats(f, err);
  if (status != GM_OK)
    return status;
  gm_finder_segment(f);
  status = gm_finder_top(f, err);
  if (status == GM_OK)
    gm_finder_inside(f);
  if (status == GM_OK)
    status = gm_finder_tail(f, err);
  return status;
}

/* Marks too short to give a block cut a piece out of it, if it is a short sentence or
 * line: a long sentence of a paragraph is the article's own. */
enum { LONGEST_CUT = 160 };
static gm_status apply_short_marks(gm_finder *f, gm_error *err);

static gm_status find(gm_document *document, const gm_tokens *tokens,
                      gm_lexicon *lexicon, gm_error *err) {
  gm_finder f = {.document = document, .tokens = tokens, .lexicon = lexicon};
  gm_status status = gm_blocks_cut(&f.blocks, document, err);
  if (status == GM_OK)
    status = decide(&f, err);
  if (status == GM_OK)
    status = write_zones(&f, err);
  if (status == GM_OK)
    status = apply_short_marks(&f, err);
  if (status == GM_OK)
    status = gm_finder_hints(&f, err);
  gm_blocks_free(&f.blocks);
  gm_cohesion_free(f.cohesion);
  gm_free(f.marked);
  gm_free(f.said_before);
  return status;
}

/* What the text told the first time may have been told by what is now known to be no part of
 * the article. */
static void forget_hints(gm_document *document) {
  size_t kept = 0;
  for (size_t i = 0; i < document->meta_count; i++)
    if (!gm_finder_is_hint(document->meta[i].from)) document->meta[kept++] = document->meta[i];
  document->meta_count = kept;
}

gm_status gm_zones_find(gm_document *document, const gm_tokens *tokens,
                        gm_lexicon *lexicon, gm_error *err) {
  if (!document->zones_found) {
    size_t size = document->zone_count * sizeof *document->zones;
    document->markup = gm_arena_alloc(document->arena, size ? size : 1);
    if (!document->markup)
      return gm_nomem(err);
    if (size)
      memcpy(document->markup, document->zones, size);
    document->markup_count = document->zone_count;
    document->zones_found = true;
  } else { /* again: from what the reader gave */
    forget_hints(document);
    document->zone_count = 0;
    for (size_t i = 0; i < document->markup_count; i++) {
      const gm_zone *zone = &document->markup[i];
      gm_status status =
          gm_document_add_zone(document, zone->begin, zone->end, zone->kind, err);
      if (status != GM_OK)
        return status;
    }
  }
  document->marks_open = false;
  if (document->given.size)
    return GM_OK; /* an annotated corpus is text throughout */
  return find(document, tokens, lexicon, err);
}

gm_status gm_zones_settle(gm_document *document, const gm_tokens *tokens,
                          gm_lexicon *lexicon, gm_error *err) {
  return document->marks_open ? gm_zones_find(document, tokens, lexicon, err) : GM_OK;
}

/* ---- marks that cut ---- */

/* Replaces [begin, end) of the outermost zones by one of `kind`; zones within it go. Only
 * the zones there are touched: a long text has many, and many marks. */
static gm_status overrule(gm_document *document, uint32_t begin, uint32_t end,
                          gm_zone_kind kind, gm_error *err) {
  size_t low, high, count = 0;
  gm_document_zones_between(document, begin, end, &low, &high);
  gm_zone *made = gm_alloc(sizeof *made * (2 * (high - low) + 1));
  if (!made)
    return gm_nomem(err);
  for (size_t i = low; i < high; i++) {
    gm_zone z = document->zones[i];
    if (z.end <= begin || z.begin >= end) {
      made[count++] = z;
      continue;
    }
    if (z.begin < begin)
      made[count++] = (gm_zone){z.begin, begin, z.kind};
    if (z.end > end)
      made[count++] = (gm_zone){end, z.end, z.kind};
  }
  if (begin < end)
    made[count++] = (gm_zone){begin, end, kind};
  gm_status status = gm_document_replace_zones(document, low, high, made, count, err);
  gm_free(made);
  return status;
}

static gm_status apply_short_marks(gm_finder *f, gm_error *err) {
  gm_status status = GM_OK;
  for (size_t m = 0; m < f->document->mark_count && status == GM_OK; m++) {
    const gm_mark *mark = &f->document->marks[m];
    if (mark->kind == GM_ZONE_AUTHOR)
      continue;
    if (mark->end - mark->begin > LONGEST_CUT)
      continue;
    for (size_t i = block_from(f, mark->begin); i < f->blocks.count && status == GM_OK;
         i++) {
      const gm_block *block = &f->blocks.items[i];
      if (block->begin >= mark->end)
        break;
      if (f->marked[i] || !can_hold(f, mark->kind, i))
        continue;
      int kind = block->kind >= 0 ? block->kind : GM_ZONE_BODY;
      if (!gm_zone_is_article((gm_zone_kind)kind))
        continue;
      uint32_t from = mark->begin > block->begin ? mark->begin : block->begin;
      uint32_t to = mark->end < block->end ? mark->end : block->end;
      status = overrule(f->document, from, to, mark->kind, err);
    }
  }
  return status;
}

gm_status gm_zones_mark(gm_document *document, uint32_t begin, uint32_t end,
                        gm_zone_kind kind, bool wide, gm_error *err) {
  if (end > document->text.size)
    end = (uint32_t)document->text.size;
  if (begin >= end || document->given.size)
    return GM_OK;
  if (document->mark_count == document->mark_capacity) {
    size_t room = document->mark_capacity ? document->mark_capacity * 2 : 8;
    gm_mark *marks = gm_arena_alloc(document->arena, room * sizeof *marks);
    if (!marks)
      return gm_nomem(err);
    if (document->mark_count)
      memcpy(marks, document->marks, document->mark_count * sizeof *marks);
    document->marks = marks;
    document->mark_capacity = room;
  }
  document->marks[document->mark_count++] = (gm_mark){begin, end, kind, wide};
  document->marks_open = true;
  return overrule(document, begin, end, kind, err);
}

/* ---- for sentences and paragraph numbers ---- */

gm_status gm_zones_edges(gm_document *document, uint32_t **edges, size_t *count,
                         gm_error *err) {
  *count = 0;
  *edges =
      gm_arena_alloc(document->arena, sizeof **edges * (2 * document->zone_count + 1));
  if (!*edges)
    return gm_nomem(err);
  uint32_t end = 0;
  for (size_t i = 0; i < document->zone_count; i++) {
    const gm_zone *zone = &document->zones[i];
    if (zone->begin < end)
      continue; /* within another */
    if (*count == 0 || (*edges)[*count - 1] < zone->begin)
      (*edges)[(*count)++] = zone->begin;
    (*edges)[(*count)++] = end = zone->end;
  }
  return GM_OK;
}

uint32_t gm_zones_paragraph(const gm_document *document, uint32_t offset,
                            uint32_t *total) {
  uint32_t number = 0, found = 0, end = 0;
  for (size_t i = 0; i < document->zone_count; i++) {
    const gm_zone *zone = &document->zones[i];
    if (zone->begin < end)
      continue;                                 /* within another */
    bool goes_on = i > 0 && zone->begin == end; /* one paragraph, cut by a mark */
    end = zone->end;
    if (zone->kind != GM_ZONE_BODY && zone->kind != GM_ZONE_LIST &&
        zone->kind != GM_ZONE_TABLE)
      continue;
    if (!goes_on || number == 0)
      number++;
    if (offset >= zone->begin && offset < zone->end)
      found = number;
    if (found && !total)
      break;
  }
  if (total)
    *total = number;
  return found;
}
