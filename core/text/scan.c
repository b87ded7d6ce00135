/* The fast path: words of ASCII text by masks of sixty-four bytes. UAX #29 over ASCII
 * is runs of letters, digits and _, joined over : between letters and over , . ;
 * between digits; any other byte that is not blank is a token of its own. Chunks
 * (between blanks) that hold anything else go to tailor.c: bytes beyond ASCII,
 * apostrophes, signs of the net and of units, a point between letters or behind what
 * may be an abbreviation, a hyphen at a line's end.
 *
 * Invariants: 1. Blocks begin at multiples of 64 in the text and are looked at
 * independently of each other, but for whether a token goes on in the next one. 2.
 * Tokens that begin at or after the last blank are provisional: a closer look later in
 * the chunk takes them back. 3. The end of a token is told where the next byte is seen,
 * so the last one's may be missing (`ended`). */
#include "text/classify.h"
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
  bool loose;            /* what lies before `floor` is no token, and perhaps no blank */
} block;

static char byte_at(const gm_cutter *cut, uint32_t at) {
  return at < cut->size ? cut->text[at] : ' ';
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
  uint64_t again = 0, pairs = at->marks & (at->marks << 1 | 1) & ~at->masks.closer;
  for (; pairs; pairs &= pairs - 1)
    if (same_mark(at->cut, at->base + (uint32_t)__builtin_ctzll(pairs)))
      again |= pairs & -pairs;
  return again;
}

GM_INLINE void look(block *at) {
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

/* Flags of the tokens that begin at `begins`: one space before them, or a note where
 * the gap is more than that. */
GM_INLINE void flag(block *at, uint64_t begins, uint32_t first, gm_mark_spaces mark) {
  gm_cutter *cut = at->cut;
  const gm_masks *m = &at->masks;
  const char *text = cut->text;
  char before = at->base ? text[at->base - 1] : 'x';
  uint64_t behind = m->blank << 1 | blank(before);
  uint64_t behind_two = behind << 1 | (at->base > 1 && blank(text[at->base - 2]));
  uint64_t one_space = (m->space << 1 | (before == ' ')) & ~behind_two;
  uint16_t *flags = cut->flags + first;
  mark(one_space, begins, flags);
  uint64_t notes = begins & ((behind & ~one_space) | m->hyphen | m->quote);
  if (at->loose && begins) notes |= begins & -begins, at->loose = false;
  for (uint64_t left = begins & (m->stop | m->wake | notes); left; left &= left - 1) {
    uint64_t bit = left & -left;
    uint32_t i = (uint32_t)__builtin_popcountll(begins & (bit - 1));
    flags[i] |= (bit & m->stop ? GM_TOKEN_STOP : 0) | (bit & m->wake ? GM_TOKEN_WAKE : 0);
    if (bit & notes) cut->notes[cut->note_count++] = (uint16_t)(first + i);
  }
}

/* Adds the tokens that begin in bytes [from, to) of the block. `word_before`,
 * `mark_before`: the block before ended in one that may go on. */
GM_INLINE void add_plain(block *at, uint32_t from, uint32_t to, bool word_before,
                         bool mark_before, gm_spread spread, gm_mark_spaces mark) {
  gm_cutter *cut = at->cut;
  uint64_t window = (to - from == 64 ? ~0ULL : ((1ULL << (to - from)) - 1)) << from;
  uint64_t word = at->word & window, marks = at->marks & window;
  uint64_t behind = word << 1 | word_before, mark_behind = marks << 1 | mark_before;
  uint64_t begins = (word & ~behind) | (marks & ~at->again);
  uint64_t ends = (behind & ~word) | (mark_behind & ~at->again);
  uint32_t first = cut->count;
  uint32_t count = spread(begins, at->base, cut->begin + first);
  flag(at, begins, first, mark);
  cut->count += count;
  at->ended += spread(ends, at->base, cut->end + at->ended);
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
  while (cut->note_count && cut->notes[cut->note_count - 1] >= cut->count)
    cut->note_count--;
  if (at->ended > cut->count) at->ended = cut->count;
}

/* The chunk that byte `trigger` lies in goes the careful way; gives where to go on. */
static uint32_t cut_closely(block *at, uint32_t begin, uint32_t trigger) {
  gm_cutter *cut = at->cut;
  take_back(at, begin);
  at->floor = gm_cut_chunk(cut, begin, chunk_end(at, trigger));
  at->ended = cut->count;
  at->loose = cut->end[(int)cut->count - 1] != at->floor;
  return at->floor;
}

/* Cuts the block from `from` on; gives where to go on. */
GM_INLINE uint32_t cut_block(block *at, uint32_t from, gm_spread spread,
                             gm_mark_spaces mark) {
  uint32_t end = at->base + 64;
  bool goes_on = at->floor < at->base; /* from the block before */
  bool word_before = goes_on && at->word >> 63, mark_before = goes_on && at->marks >> 63;
  look(at);
  while (from < end) {
    bool first = from == at->base;
    uint64_t left = at->closer & ~0ULL << (from - at->base);
    uint32_t trigger = at->base + (uint32_t)__builtin_ctzll(left | 1ULL << 63);
    uint32_t begin = left ? chunk_begin(at, trigger) : end;
    if (begin > from)
      add_plain(at, from - at->base, begin - at->base, first && word_before,
                first && mark_before, spread, mark);
    if (!left) break;
    from = cut_closely(at, begin, trigger);
    if (at->cut->chunk_end) return from;
    word_before = mark_before = false;
  }
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

GM_INLINE uint32_t cut_blocks(gm_cutter *cut, uint32_t from, gm_classify classify,
                              gm_spread spread, gm_mark_spaces mark) {
  uint32_t start = from;
  block at = {.cut = cut, .floor = from, .ended = cut->count};
  char last[64];
  at.loose = cut->end[(int)cut->count - 1] != from;
  while (from < cut->size) {
    at.base = from & ~63u;
    const char *bytes = cut->text + at.base;
    if (cut->size - at.base < 64) {
      memset(last, ' ', sizeof last);
      bytes = memcpy(last, bytes, cut->size - at.base);
    }
    classify(bytes, &at.masks);
    from = cut_block(&at, from, spread, mark);
    if (cut->chunk_end || cut->tokens->private_->status != GM_OK) return from;
    if (cut->count >= GM_STRETCH && from < cut->size)
      return stop_between(&at, from, start);
  }
  if (at.ended < cut->count) cut->end[at.ended] = cut->size;
  return cut->size;
}

static uint32_t scan_portable(gm_cutter *cut, uint32_t from) {
  return cut_blocks(cut, from, gm_classify_portable, gm_spread_portable,
                    gm_mark_spaces_portable);
}

#if GM_HAVE_AVX2
GM_AVX2 static uint32_t scan_avx2(gm_cutter *cut, uint32_t from) {
  return cut_blocks(cut, from, gm_classify_avx2, gm_spread_avx2, gm_mark_spaces_avx2);
}

GM_AVX512 static uint32_t scan_avx512(gm_cutter *cut, uint32_t from) {
  return cut_blocks(cut, from, gm_classify_avx512, gm_spread_avx512,
                    gm_mark_spaces_avx512);
}
#endif

gm_scan *gm_scan_named(const char *name) {
#if GM_HAVE_AVX2
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
              __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
  bool avx512 = avx2 && __builtin_cpu_supports("avx512vbmi2") &&
                __builtin_cpu_supports("avx512vbmi") &&
                __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  if (avx512 && (!name || strcmp(name, "avx512") == 0)) return scan_avx512;
  if (avx2 && (!name || strcmp(name, "avx2") == 0)) return scan_avx2;
#endif
  return !name || strcmp(name, "portable") == 0 ? scan_portable : NULL;
}

uint32_t gm_cut_stretch(gm_cutter *cut, uint32_t from) {
  if (cut->chunk_end) {
    from = gm_cut_chunk(cut, from, cut->chunk_end);
    if (cut->chunk_end) return from;
  }
  gm_scan *scan = cut->tokens->private_->scan;
  return scan ? scan(cut, from) : cut_by_chunks(cut, from);
}
