/* The end of the article and what comes after it.
 *
 * Suspicion first: text cut off in mid-sentence, a note on somebody, scraps before it.
 * Then the words decide: what holds together with the article stays, what does not is a
 * teaser of another story or a note on the author. */
#include "load/finder.h"
#include "base/memory.h"
#include "load/slices.h"

/* ---- notes on authors ---- */

static bool capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/* The name a block begins with: its capitalised words up to a verb or comma; empty
 * where what follows is not said of a person ("is a", "has", ", a former …"). */
gm_slice gm_finder_note_name(const gm_finder *f, const gm_block *block) {
  gm_slice text = gm_block_text(f, block), none = {0};
  if (!(block->shape & GM_BLOCK_NAMED))
    return none;
  static const char *const no_names[] = {"The ", "A ",  "An ", "This ",
                                         "In ",  "On ", "At "};
  for (size_t i = 0; i < sizeof no_names / sizeof *no_names; i++)
    if (memcmp(text.data, no_names[i], strlen(no_names[i])) == 0)
      return none;
  static const char *const verbs[] = {
      " is a ",   " is an ",   " is the ",  " was a ", " was the ", " has ",
      " writes ", " covers ",  " teaches ", " works ", " served ",  " serves ",
      " joined ", " reports ", ", a ",      ", an ",   ", who ",    " are "};
  size_t best = text.size;
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    size_t size = strlen(verbs[i]);
    for (size_t at = 0; at + size <= text.size && at < best && at < 60; at++)
      if (text.data[at] == *verbs[i] && memcmp(text.data + at, verbs[i], size) == 0)
        best = at;
  }
  if (best == text.size || best < 5)
    return none;
  gm_slice name = gm_slice_of(text.data, best);
  for (size_t i = 0; i < name.size; i++) /* every word of it begins with a capital */
    if ((i == 0 || name.data[i - 1] == ' ') && !capital(name.data[i]) &&
        (unsigned char)name.data[i] < 0x80)
      return none;
  return memchr(name.data, ' ', name.size) ? name : none;
}

/* Whether the article names the person before block `i`: then it is about them. */
static bool named_before(const gm_finder *f, gm_slice name, size_t i) {
  size_t begin = name.size;
  while (begin > 0 && name.data[begin - 1] != ' ')
    begin--;
  gm_slice last = gm_slice_of(name.data + begin, name.size - begin);
  for (size_t k = f->begin; k < i && k < f->blocks.count; k++) {
    const gm_block *block = &f->blocks.items[k];
    if (block->kind != GM_ZONE_BODY)
      continue;
    gm_slice text = gm_block_text(f, block);
    for (const char *p = text.data, *end = p + text.size;
         (p = memchr(p, last.data[0], (size_t)(end - p))) &&
         (size_t)(end - p) >= last.size;
         p++)
      if (memcmp(p, last.data, last.size) == 0)
        return true;
  }
  return false;
}

static bool holds(gm_slice text, gm_slice part) {
  return memmem(text.data, text.size, part.data, part.size) != NULL;
}

/* The block after `i` is a note on somebody whom this block names and no earlier one
 * does. */
static bool goes_on_as_note(const gm_finder *f, size_t i) {
  if (i + 1 >= f->blocks.count || f->blocks.items[i].words > 110)
    return false;
  gm_slice name = gm_finder_note_name(f, &f->blocks.items[i + 1]);
  return name.size && holds(gm_block_text(f, &f->blocks.items[i]), name) &&
         !named_before(f, name, i);
}

static bool is_note(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  if (goes_on_as_note(f, i))
    return true;
  if (block->words > 110 || block->shape & GM_BLOCK_QUOTED)
    return false;
  gm_slice name = gm_finder_note_name(f, block);
  return name.size && !named_before(f, name, i);
}

/* ---- cohesion, where something asks for it ---- */

static bool suspicious(const gm_finder *f) {
  if (f->end < f->blocks.count || f->begin + 3 > f->end) {
    for (size_t i = f->end; i < f->blocks.count; i++)
      if (gm_block_is_prose(&f->blocks.items[i]) && f->blocks.items[i].given < 0)
        return true;
  }
  if (f->begin + 3 > f->end)
    return false;
  const gm_block *last = &f->blocks.items[f->end - 1];
  if (gm_block_is_cut(last) || last->shape & GM_BLOCK_ELLIPSIS)
    return true;
  size_t from = f->begin + (f->end - f->begin) / 3;
  for (size_t i = from; i < f->end; i++) {
    const gm_block *block = &f->blocks.items[i];
    if (block->kind == GM_ZONE_AUTHOR || block->kind == GM_ZONE_BOILERPLATE ||
        block->kind == GM_ZONE_TEASER)
      return true;
    if (block->kind == GM_ZONE_HEADING && !f->document->is_record)
      return true;
    if (gm_block_is_cut(block) && !f->document->is_record)
      return true;
    if (block->kind == GM_ZONE_BODY && is_note(f, i))
      return true;
  }
  return false;
}

/* The core: running text that nothing speaks against. */
static gm_status measure(gm_finder *f, gm_error *err) {
  size_t taken = 0, words = 0, half = f->begin + (f->end - f->begin) / 2;
  for (size_t i = 0; i < f->blocks.count; i++)
    f->blocks.items[i].core = false;
  for (size_t i = f->begin; i < f->end && taken < 60; i++) {
    gm_block *block = &f->blocks.items[i];
    if (block->kind != GM_ZONE_BODY && block->kind != GM_ZONE_LIST)
      continue;
    if (block->words < 8 || gm_block_is_cut(block))
      continue;
    if (i >= half && is_note(f, i))
      break;
    block->core = true;
    taken++;
    words += block->words;
  }
  if (words < 50) /* too little to hold anything against */
    return GM_OK;
  return gm_cohesion_new(&f->cohesion, &f->blocks, f->tokens, f->lexicon, err);
}

/* Few blocks are asked for, so each is measured when it is. */
static float relative(const gm_finder *f, size_t i) {
  float usual = gm_cohesion_usual(f->cohesion);
  gm_block *block = &f->blocks.items[i];
  if (usual > 0 && block->cohesion < 0)
    block->cohesion = gm_cohesion_of(f->cohesion, block);
  return usual > 0 ? block->cohesion / usual : 1;
}

/* ---- the article's own last blocks ---- */

/* A few words that are no sentence. */
static bool is_scrap(const gm_block *block) {
  return block->words <= 6 && !(block->shape & (GM_BLOCK_FINAL | GM_BLOCK_BULLET));
}

/* Something between the article and block `i` says that the article is over. */
static bool is_break(const gm_finder *f, size_t i) {
  int kind = f->blocks.items[i].kind;
  if (kind == GM_ZONE_HEADING) { /* one among several opens a section */
    size_t headings = 0;
    for (size_t k = f->begin; k < f->end; k++)
      headings += f->blocks.items[k].kind == GM_ZONE_HEADING;
    return headings <= 2 && f->blocks.items[i].given < 0;
  }
  if (kind == GM_ZONE_BODY && is_scrap(&f->blocks.items[i]))
    return true;
  return kind == GM_ZONE_BOILERPLATE || kind == GM_ZONE_AUTHOR ||
         kind == GM_ZONE_TEASER || kind == GM_ZONE_CHAT;
}

/* "More stories", "Recommended": a zone rule's short line that announces others of its kind. */
static bool after_list_head(const gm_finder *f, size_t i) {
  for (size_t k = i; k-- > f->begin && k + 6 > i;) {
    const gm_block *block = &f->blocks.items[k];
    if (f->marked[k] && block->given == GM_ZONE_TEASER) return block->words <= 4;
    if (f->marked[k]) return false;
  }
  return false;
}

/* How foreign a block at the end is: from 1 on it does not belong. */
static float foreign(const gm_finder *f, size_t i, bool broken) {
  const gm_block *block = &f->blocks.items[i];
  float share = relative(f, i), points = 0;
  if (block->shape & GM_BLOCK_QUOTED)
    points -= 0.5f;
  if (gm_block_is_cut(block))
    points += 0.7f;
  if (block->shape & GM_BLOCK_ELLIPSIS)
    points += 0.5f;
  /* A whole sentence needs more against it, but in a short section before much furniture. */
  bool whole = block->shape & GM_BLOCK_FINAL && !(block->shape & GM_BLOCK_ELLIPSIS);
  bool section = block->words < 16 && f->end + 5 <= f->blocks.count;
  if (broken)
    points += section || after_list_head(f, i) ? 0.6f : whole ? 0.25f : 0.35f;
  if (share < 0.85f)
    points += (0.85f - share) * (whole && !section ? 1.2f : 1.6f);
  if (share > 1)
    points -= (share - 1) * 0.8f;
  return points;
}

/* Where the foreign text at the end of the article begins; f->end where there is none.
 */
static size_t find_foreign(const gm_finder *f, size_t note) {
  size_t start = f->end;
  for (size_t i = f->end; i-- > f->begin + 2;) {
    const gm_block *block = &f->blocks.items[i];
    if (block->kind == GM_ZONE_AUTHOR || i == note) {
      start = i;
      continue;
    }
    if (is_break(f, i) || !gm_block_is_prose(block)) {
      if (block->kind == GM_ZONE_BODY && block->shape & GM_BLOCK_FINAL &&
          block->words >= 5 && relative(f, i) > 0.5f)
        break;
      continue;
    }
    bool broken = note < i || after_list_head(f, i);
    for (size_t k = i; k-- > f->begin && k + 3 > i && !broken;)
      broken = is_break(f, k);
    if (note == f->blocks.count && i > f->begin + 3 && is_scrap(block - 1) &&
        is_scrap(block - 2))
      note = i; /* several scraps end an article as a note does */
    for (size_t k = i; k-- > f->begin && !broken;) { /* others like it before it */
      if (!gm_block_is_cut(&f->blocks.items[k]))
        break;
      broken = true;
    }
    if (foreign(f, i, broken) < (note < i ? 0.45f : 1))
      break;
    start = i;
  }
  return start;
}

static int kind_of_foreign(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  if (is_note(f, i))
    return GM_ZONE_AUTHOR;
  if (gm_block_is_prose(block) || block->words >= 8)
    return GM_ZONE_TEASER;
  return GM_ZONE_BOILERPLATE;
}

/* The last block of the article that could be a note on its author. */
static size_t find_note(const gm_finder *f) {
  size_t from = f->begin + (f->end - f->begin) / 2;
  for (size_t i = f->end; i-- > from && i > f->begin + 1;) {
    if (f->blocks.items[i].kind == GM_ZONE_AUTHOR)
      return i;
    if (f->blocks.items[i].kind != GM_ZONE_BODY || !is_note(f, i))
      continue;
    if (goes_on_as_note(f, i))
      return i;
    bool rest = true; /* nothing behind it but what could be foreign */
    for (size_t k = i + 1; k < f->end && rest; k++)
      rest = !gm_block_is_prose(&f->blocks.items[k]) || foreign(f, k, true) >= 0.45f;
    bool last = i + 1 == f->end;
    if (rest && (!last || relative(f, i) < 0.8f || f->end < f->blocks.count))
      return i;
  }
  return f->blocks.count;
}

static void judge_end(gm_finder *f) {
  if (f->begin + 3 > f->end)
    return;
  size_t note = find_note(f), start = find_foreign(f, note);
  if (note < start && f->blocks.items[note].kind != GM_ZONE_AUTHOR)
    start = note;
  for (size_t i = start; i < f->end; i++) {
    gm_block *block = &f->blocks.items[i];
    if (f->marked[i] || block->given >= 0)
      continue;
    if (block->kind == GM_ZONE_CAPTION || block->kind == GM_ZONE_AUTHOR)
      continue;
    block->kind = i == note ? GM_ZONE_AUTHOR : kind_of_foreign(f, i);
  }
  /* A heading or scrap right before what went belongs to it. */
  while (start > f->begin && start < f->end && f->blocks.items[start - 1].given < 0 &&
         (f->blocks.items[start - 1].kind == GM_ZONE_HEADING ||
          is_scrap(&f->blocks.items[start - 1])))
    f->blocks.items[--start].kind = GM_ZONE_BOILERPLATE;
  if (start < f->end)
    f->end = start;
}

/* ---- after the article ---- */

/* Whole sentences that hold together with the article, though furniture parts them from it: the
 * more of it, the better they must fit; better still behind a note on the author. */
static bool goes_on_after(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  if (!(block->shape & GM_BLOCK_FINAL) || block->words < 5 || f->said_before[i]) return false;
  if (gm_finder_comment(f, i) || f->begin + 2 > f->end) return false;
  size_t run = 0;
  bool over = false, counting = true;
  for (size_t k = i; k-- > f->begin + (f->end - f->begin) / 2;) {
    int kind = f->blocks.items[k].kind;
    counting = counting && kind != GM_ZONE_BODY && kind != GM_ZONE_LIST;
    run += counting;
    over = over || (kind == GM_ZONE_TEASER && !f->marked[k]) || kind == GM_ZONE_CHAT ||
           kind == GM_ZONE_AUTHOR;
  }
  if (!f->cohesion) return !over && run <= 2 && gm_block_is_prose(block);
  if (!over && run <= 4 && block->words >= 15 && !after_list_head(f, i))
    return relative(f, i) >= 0.1f;
  float need = 0.3f + 0.05f * (float)run + (over ? 0.6f : 0) +
               (gm_block_is_prose(block) ? 0 : 0.25f);
  return relative(f, i) >= need;
}

static int kind_after(const gm_finder *f, size_t i) {
  const gm_block *block = &f->blocks.items[i];
  if (f->document->is_record && !(block->shape & (GM_BLOCK_RESIDUE | GM_BLOCK_CREDIT)))
    return GM_ZONE_BODY;
  if (block->shape & GM_BLOCK_CREDIT && block->words <= 25)
    return GM_ZONE_BOILERPLATE;
  if (is_note(f, i) || (block->shape & GM_BLOCK_BYLINE))
    return GM_ZONE_AUTHOR;
  if (gm_block_is_cut(block))
    return GM_ZONE_TEASER;
  if (goes_on_after(f, i))
    return GM_ZONE_BODY;
  return gm_block_is_prose(block) && block->words >= 20 ? GM_ZONE_TEASER
                                                         : GM_ZONE_BOILERPLATE;
}

/* Notes on one person stand together: what names the person of a note is one too. */
static void join_notes(gm_finder *f) {
  for (size_t i = f->begin; i < f->blocks.count; i++) {
    const gm_block *note = &f->blocks.items[i];
    gm_slice name =
        note->kind == GM_ZONE_AUTHOR ? gm_finder_note_name(f, note) : (gm_slice){0};
    if (!name.size)
      continue;
    for (size_t k = i > 2 ? i - 2 : 0; k <= i + 2 && k < f->blocks.count; k++) {
      gm_block *block = &f->blocks.items[k];
      if (block->kind != GM_ZONE_TEASER || block->given >= 0)
        continue;
      if (holds(gm_block_text(f, block), name))
        block->kind = GM_ZONE_AUTHOR;
    }
  }
}

/* The last thing said is a question to the reader, whom the text never addresses. */
static void find_offer(gm_finder *f) {
  if (f->document->is_record || f->end < f->begin + 3 || f->end < f->blocks.count)
    return;
  gm_block *last = &f->blocks.items[f->end - 1];
  gm_slice text = gm_block_text(f, last);
  if (last->given >= 0 || !(last->shape & GM_BLOCK_QUESTION) || last->words > 45 ||
      !gm_slice_holds(text, " you "))
    return;
  for (size_t i = f->begin; i + 1 < f->end; i++) {
    const gm_block *block = &f->blocks.items[i];
    gm_slice other = gm_block_text(f, block);
    if (block->kind == GM_ZONE_BODY &&
        (gm_slice_holds(other, " you ") || gm_slice_holds(other, " your ")))
      return;
  }
  last->kind = GM_ZONE_CHAT;
}

gm_status gm_finder_tail(gm_finder *f, gm_error *err) {
  gm_status status = GM_OK;
  if (suspicious(f))
    status = measure(f, err);
  if (status != GM_OK)
    return status;
  if (f->cohesion)
    judge_end(f);
  for (size_t i = f->end; i < f->blocks.count; i++) {
    gm_block *block = &f->blocks.items[i];
    if (block->kind < 0)
      block->kind = block->given >= 0 ? block->given : kind_after(f, i);
  }
  join_notes(f);
  find_offer(f);
  return GM_OK;
}
