/* After the idea of lexical cohesion (Halliday & Hasan 1976; Hearst 1997, TextTiling):
 * words of one story come back. A word is known by its stem; words of fewer than four
 * letters and those of most blocks say nothing. A word weighs 1, a name (capitalised in
 * mid-sentence or not in small letters elsewhere) 2. */
#include "load/cohesion.h"
#include "base/memory.h"
#include <stdlib.h>

typedef struct {   /* from a number to another: open addressing, at most half full */
  uint64_t *slots; /* key << 32 | value; 0: free */
  size_t mask, count;
} numbers;

typedef struct {
  uint32_t blocks;     /* core blocks that have the stem */
  uint32_t last_block; /* number, from 1, of the one it was seen in last */
} sighting;

struct gm_cohesion {
  numbers stems; /* content of a word (without its mark of a name) → 1 + index into `seen` */
  sighting *seen;
  size_t seen_count, capacity;
  const gm_tokens *tokens;
  gm_lexicon *lexicon;
  const uint32_t *contents; /* gm_lexicon_contents */
  gm_language language;
  uint32_t core_count;
  float usual;
};

void gm_cohesion_free(gm_cohesion *cohesion) {
  if (!cohesion)
    return;
  gm_free(cohesion->stems.slots);
  gm_free(cohesion->seen);
  gm_free(cohesion);
}

/* What the word at a token is about; 0: it says nothing. */
static inline uint32_t content(const gm_cohesion *c, uint32_t token, bool *name) {
  enum { AHEAD = 24 };
  if (token + AHEAD < c->tokens->count) /* rare types are in no near cache */
    __builtin_prefetch(&c->contents[c->tokens->type[token + AHEAD]]);
  uint32_t type = c->tokens->type[token], found = c->contents[type];
  if (!found)
    found = gm_lexicon_content(c->lexicon, type, c->language);
  *name = found & GM_CONTENT_NAME;
  found &= ~GM_CONTENT_NAME;
  return found == GM_CONTENT_NONE ? 0 : found;
}

/* The slot of a key > 0, or the free one where it belongs. */
static uint64_t *find(const numbers *in, uint32_t key) {
  size_t at = key * 0x9E3779B1u & in->mask;
  while (in->slots[at] && in->slots[at] >> 32 != key)
    at = (at + 1) & in->mask;
  return &in->slots[at];
}

static gm_status widen(numbers *in, gm_error *err) {
  size_t places = in->slots ? in->mask + 1 : 0;
  uint64_t *old = in->slots,
           *fresh = gm_calloc(places ? 2 * places : 1024, sizeof *old);
  if (!fresh)
    return gm_nomem(err);
  in->slots = fresh;
  in->mask = (places ? 2 * places : 1024) - 1;
  for (size_t i = 0; i < places; i++)
    if (old[i])
      *find(in, (uint32_t)(old[i] >> 32)) = old[i];
  gm_free(old);
  return GM_OK;
}

/* Numbers a stem of the core at its first sight, in its free slot. */
static gm_status add(gm_cohesion *c, uint64_t *slot, uint32_t key, gm_error *err) {
  if (!gm_grow((void **)&c->seen, &c->capacity, c->seen_count + 1, sizeof *c->seen))
    return gm_nomem(err);
  c->seen[c->seen_count++] = (sighting){1, c->core_count};
  *slot = (uint64_t)key << 32 | c->seen_count;
  return ++c->stems.count * 2 > c->stems.mask ? widen(&c->stems, err) : GM_OK;
}

/* Counts each stem of the block once. */
static gm_status learn(gm_cohesion *c, const gm_block *block, gm_error *err) {
  gm_status status = GM_OK;
  c->core_count++;
  for (uint32_t i = block->first; i < block->last && status == GM_OK; i++) {
    bool name;
    uint32_t key = content(c, i, &name);
    uint64_t *slot = key ? find(&c->stems, key) : NULL;
    if (!slot)
      continue;
    sighting *seen = *slot ? &c->seen[(uint32_t)*slot - 1] : NULL;
    if (!seen)
      status = add(c, slot, key, err);
    else if (seen->last_block != c->core_count)
      *seen = (sighting){seen->blocks + 1, c->core_count};
  }
  return status;
}

float gm_cohesion_of(gm_cohesion *c, const gm_block *block) {
  float shared = 0, all = 0;
  uint32_t own = block->core ? 1 : 0, many = c->core_count / 2 + 1;
  for (uint32_t i = block->first; i < block->last; i++) {
    bool name;
    uint32_t key = content(c, i, &name);
    if (!key)
      continue;
    uint32_t stem = (uint32_t)*find(&c->stems, key);
    uint32_t blocks = stem ? c->seen[stem - 1].blocks : 0;
    uint32_t others = blocks > own ? blocks - own : 0;
    name = name && i > block->first;
    if (others > many && !name)
      continue;
    float weight = name ? 2 : 1;
    all += weight;
    if (others)
      shared += weight;
  }
  return all > 0 ? shared / all : 0;
}

bool gm_cohesion_knows(gm_cohesion *c, uint32_t index) {
  bool name;
  uint32_t key = content(c, index, &name);
  return key && *find(&c->stems, key);
}

static int by_size(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

static gm_status find_usual(gm_cohesion *c, gm_blocks *blocks, gm_error *err) {
  float *values = gm_alloc(sizeof *values * (blocks->count + 1));
  if (!values)
    return gm_nomem(err);
  size_t count = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    gm_block *block = &blocks->items[i];
    if (block->core && block->words >= 20)
      values[count++] = block->cohesion = gm_cohesion_of(c, block);
  }
  qsort(values, count, sizeof *values, by_size);
  c->usual = count ? values[count / 2] : 0;
  gm_free(values);
  return GM_OK;
}

gm_status gm_cohesion_new(gm_cohesion **out, gm_blocks *blocks, const gm_tokens *tokens,
                          gm_lexicon *lexicon, gm_error *err) {
  gm_cohesion *c = *out = gm_calloc(1, sizeof *c);
  if (!c)
    return gm_nomem(err);
  c->tokens = tokens;
  c->lexicon = lexicon;
  c->language = gm_tokens_language(tokens, 0);
  c->contents = gm_lexicon_contents(lexicon, c->language);
  gm_status status = c->contents ? widen(&c->stems, err) : gm_nomem(err);
  for (size_t i = 0; i < blocks->count && status == GM_OK; i++) {
    gm_block *block = &blocks->items[i];
    block->first = gm_tokens_at(tokens, block->begin);
    block->last = gm_tokens_at(tokens, block->end);
    block->cohesion = -1;
    if (block->core)
      status = learn(c, block, err);
  }
  if (status == GM_OK)
    status = find_usual(c, blocks, err);
  if (status != GM_OK) {
    gm_cohesion_free(c);
    *out = NULL;
  }
  return status;
}

float gm_cohesion_usual(const gm_cohesion *c) {
  return c->usual;
}
