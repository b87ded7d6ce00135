/* The fast path: words of ASCII text by masks of sixty-four bytes. UAX #29 over ASCII
 * is runs of letters, digits and _, joined over : between letters and over , . ;
 * between digits; any other byte that is not blank is a token of its own. Chunks
 * (between blanks) that hold anything else go to tailor.c: bytes beyond ASCII,
 * apostrophes, signs of the net and of units, a point between letters or behind what
 * may be an abbreviation, a hyphen at a line's end.
 *
 * Invariants: 1. Blocks begin at multiples of 64 in the text and are looked at
 * independently of each other. 2. Tokens that begin at or after the last blank are
 * provisional: a closer look later in the chunk takes them back. 3. Flags beyond the
 * last token are 0. */
#include "text/points.h"
#include "text/tokens_private.h"

static bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static bool digit(char c) { return c >= '0' && c <= '9'; }

typedef struct {
  gm_cutter *cut;
  uint32_t base, floor;  /* of the block; where this look at it begins */
  gm_masks masks;
  uint64_t again;        /* marks that go on with the mark before them */
  uint64_t word, marks;  /* bytes of words, joined; tokens of one byte */
  uint64_t closer;       /* triggers of a closer look */
  uint32_t ended;        /* tokens whose end is known: count, or one less */
} block;

static char byte_at(const gm_cutter *cut, uint32_t at) {
  return at < cut->size ? cut->text[at] : ' ';
}

/* Whether the byte at `at` is inside a word. */
static bool in_word(const gm_cutter *cut, uint32_t at) {
  char c = byte_at(cut, at);
  if (letter(c) || digit(c) || c == '_') return true;
  if (!at || !(c == ',' || c == '.' || c == ';' || c == ':')) return false;
  char left = cut->text[at - 1], right = byte_at(cut, at + 1);
  return c == ':' ? letter(left) && letter(right) : digit(left) && digit(right);
}

/* Points behind a word of letters: inside one, or perhaps its own. */
static uint64_t points_to_see(const block *at, uint64_t behind, uint64_t ahead) {
  const gm_cutter *cut = at->cut;
  uint64_t points = at->masks.point & behind, see = points & ahead;
  for (uint64_t left = points & ~ahead; left; left &= left - 1) {
    uint32_t end = at->base + (uint32_t)__builtin_ctzll(left), begin = end;
    while (begin > 0 && end - begin < 8 && letter(cut->text[begin - 1])) begin--;
    if (end - begin < 8 &&
        (byte_at(cut, end + 1) == ',' || gm_point_may_belong(gm_cut_list(cut, begin), cut->text, begin, end)))
      see |= left & -left;
  }
  return see;
}

static bool same_mark(const gm_cutter *cut, uint32_t at) {
  return at && at < cut->size && cut->text[at] == cut->text[at - 1] &&
         gm_mark_of_runs(cut->text[at]);
}

static uint64_t marks_again(const block *at) {
  uint64_t again = 0, pairs = at->marks & (at->marks << 1 | 1);
  for (; pairs; pairs &= pairs - 1)
    if (same_mark(at->cut, at->base + (uint32_t)__builtin_ctzll(pairs)))
      again |= pairs & -pairs;
  return again;
}

static void look(block *at) {
  const gm_cutter *cut = at->cut;
  gm_masks *m = &at->masks;
  char before = at->base ? cut->text[at->base - 1] : ' ';
  char after = byte_at(cut, at->base + 64);
  uint64_t letter_behind = m->letter << 1 | letter(before);
  uint64_t letter_ahead = m->letter >> 1 | (uint64_t)letter(after) << 63;
  uint64_t digit_behind = m->digit << 1 | digit(before);
  uint64_t digit_ahead = m->digit >> 1 | (uint64_t)digit(after) << 63;
  uint64_t joined = m->mid_number & digit_behind & digit_ahead;
  at->closer = m->closer;
  if (m->colon) {
    joined |= m->colon & letter_behind & letter_ahead;
    for (uint64_t left = m->colon; left; left &= left - 1)
      if (byte_at(cut, at->base + (uint32_t)__builtin_ctzll(left) + 1) == '/')
        at->closer |= left & -left;
  }
  if (m->point & letter_behind)
    at->closer |= points_to_see(at, letter_behind, letter_ahead);
  at->closer |= m->point & digit_behind & letter_ahead; /* web20.com */
  if (m->hyphen)
    at->closer |=
        m->hyphen & letter_behind & (m->blank >> 1 | (uint64_t)blank(after) << 63);
  at->word = m->word | joined;
  at->marks = ~at->word & ~m->blank;
  at->again = cut->tailorings & GM_TAILOR_RUNS ? marks_again(at) : 0;
}

/* Adds the tokens that begin in bytes [from, to) of the block. */
static void add_plain(block *at, uint32_t from, uint32_t to) {
  if (from >= to) return;
  gm_cutter *cut = at->cut;
  uint64_t window = (to - from == 64 ? ~0ULL : ((1ULL << (to - from)) - 1)) << from;
  uint64_t word = at->word & window, marks = at->marks & window;
  uint64_t behind = word << 1, ahead = word >> 1;
  if (from == 0 && at->floor < at->base) behind |= in_word(cut, at->base - 1);
  if (to == 64) ahead |= (uint64_t)in_word(cut, at->base + 64) << 63;
  uint64_t going_on = at->again >> 1;
  if (to == 64 && cut->tailorings & GM_TAILOR_RUNS)
    going_on |= (uint64_t)same_mark(cut, at->base + 64) << 63;
  uint64_t begins = (word & ~behind) | (marks & ~at->again);
  uint64_t ends = (word & ~ahead) | (marks & ~going_on);
  uint32_t *begin = cut->begin + cut->count, *end = cut->end + at->ended;
  for (; begins; begins &= begins - 1)
    *begin++ = at->base + (uint32_t)__builtin_ctzll(begins);
  for (; ends; ends &= ends - 1)
    *end++ = at->base + (uint32_t)__builtin_ctzll(ends) + 1;
  cut->count = (uint32_t)(begin - cut->begin);
  at->ended = (uint32_t)(end - cut->end);
}

/* Where the chunk that holds byte `at` begins, not before `floor`. */
static uint32_t chunk_begin(const block *in, uint32_t at) {
  uint64_t blanks = in->masks.blank & ((1ULL << (at - in->base)) - 1);
  uint32_t begin = in->base;
  if (blanks) begin += 64 - (uint32_t)__builtin_clzll(blanks);
  else
    while (begin > in->floor && !blank(in->cut->text[begin - 1])) begin--;
  return begin > in->floor ? begin : in->floor;
}

static uint32_t chunk_end(const block *in, uint32_t at) {
  uint64_t blanks = in->masks.blank >> (at - in->base);
  if (blanks) return at + (uint32_t)__builtin_ctzll(blanks);
  for (at = in->base + 64; at < in->cut->size && !blank(in->cut->text[at]);) at++;
  return at < in->cut->size ? at : in->cut->size;
}

/* Takes tokens back that begin at or after `from`. */
static void take_back(block *at, uint32_t from) {
  gm_cutter *cut = at->cut;
  while (cut->count && cut->begin[cut->count - 1] >= from) cut->count--;
  if (at->ended > cut->count) at->ended = cut->count;
}

/* Cuts the block from `from` on; gives where to go on. */
static uint32_t cut_block(block *at, uint32_t from) {
  uint32_t end = at->base + 64;
  look(at);
  while (from < end) {
    uint64_t left = at->closer & ~0ULL << (from - at->base);
    if (!left) break;
    uint32_t trigger = at->base + (uint32_t)__builtin_ctzll(left);
    uint32_t begin = chunk_begin(at, trigger);
    if (begin > from) add_plain(at, from - at->base, begin - at->base);
    take_back(at, begin);
    from = at->floor = gm_cut_chunk(at->cut, begin, chunk_end(at, trigger));
    at->ended = at->cut->count;
    if (at->cut->chunk_end) return from;
  }
  if (from < end) add_plain(at, from - at->base, 64);
  return from < end ? end : from;
}

static uint32_t cut_by_chunks(gm_cutter *cut, uint32_t from) {
  while (from < cut->size && cut->count < GM_STRETCH && !cut->chunk_end) {
    uint32_t to = from;
    while (to < cut->size && !blank(cut->text[to])) to++;
    from = to > from ? gm_cut_chunk(cut, from, to) : to + 1;
  }
  return from;
}

/* Takes back the tokens of the chunk that a stretch stops in, and gives where it
 * begins. One that fills the stretch goes on the careful way. */
static uint32_t stop_between(block *at, uint32_t from, uint32_t start) {
  const gm_cutter *cut = at->cut;
  uint32_t begin = from, end = from;
  while (begin > at->floor && begin > start && !blank(cut->text[begin - 1])) begin--;
  take_back(at, begin);
  if (begin > start) return begin;
  while (end < cut->size && !blank(cut->text[end])) end++;
  return gm_cut_chunk(at->cut, start, end);
}

static uint32_t cut_blocks(gm_cutter *cut, uint32_t from) {
  uint32_t start = from;
  block at = {.cut = cut, .floor = from, .ended = cut->count};
  char last[64];
  while (from < cut->size) {
    at.base = from & ~63u;
    const char *bytes = cut->text + at.base;
    if (cut->size - at.base < 64) {
      memset(last, ' ', sizeof last);
      bytes = memcpy(last, bytes, cut->size - at.base);
    }
    cut->tokens->private_->classify(bytes, &at.masks);
    from = cut_block(&at, from);
    if (cut->chunk_end || cut->tokens->private_->status != GM_OK) return from;
    if (cut->count >= GM_STRETCH && from < cut->size)
      return stop_between(&at, from, start);
  }
  return cut->size;
}

uint32_t gm_cut_stretch(gm_cutter *cut, uint32_t from) {
  memset(cut->flags, 0, GM_STRETCH_ROOM * sizeof *cut->flags);
  if (cut->chunk_end) {
    from = gm_cut_chunk(cut, from, cut->chunk_end);
    if (cut->chunk_end) return from;
  }
  return cut->tokens->private_->classify ? cut_blocks(cut, from)
                                         : cut_by_chunks(cut, from);
}
