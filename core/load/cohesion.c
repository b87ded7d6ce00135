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
  numbers stems; /* number of a stem → 1 + index into `seen` */
  numbers types; /* type → the same, asked once a document; 0: it says nothing */
  sighting *seen;
  size_t seen_count, capacity;
  const gm_tokens *tokens;
  gm_lexicon *lexicon;
  uint32_t core_count;
  float usual;
};

void gm_cohesion_free(gm_cohesion *cohesion) {
  if (!cohesion)
    return;
  gm_free(cohesion->stems.slots);
  gm_free(cohesion->types.slots);
  gm_free(cohesion->seen);
  gm_free(cohesion);
}

/* The number of the stem of a word that says something; 0 otherwise. */
static uint32_t content(gm_cohesion *c, gm_type type) {
  if (!(gm_lexicon_flags(c->lexicon, type) & GM_TYPE_WORD))
    return 0;
  gm_slice form = gm_lexicon_form(c->lexicon, type);
  bool upper = form.size >= 2 && form.data[0] >= 'A' && form.data[0] <= 'Z';
  if (form.size < (upper ? 2u : 4u))
    return 0;
  return gm_lexicon_stem_number(c->lexicon, type, gm_tokens_language(c->tokens, 0));
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

/* Fills the free slot of a key. */
static gm_status add(numbers *in, uint64_t *slot, uint32_t key, uint32_t value,
                     gm_error *err) {
  *slot = (uint64_t)key << 32 | value;
  return ++in->count * 2 > in->mask ? widen(in, err) : GM_OK;
}

/* The stem of a type of the core, numbered at its first sight: index + 1 into `seen`, 0
 * where the type says nothing. */
static gm_status number(gm_cohesion *c, gm_type type, uint32_t *stem, gm_error *err) {
  const uint64_t *known = find(&c->types, type);
  *stem = (uint32_t)*known;
  if (*known)
    return GM_OK;
  uint32_t key = content(c, type);
  gm_status status = GM_OK;
  if (key) {
    uint64_t *slot = find(&c->stems, key);
    *stem = (uint32_t)*slot;
    if (!*slot) {
      if (!gm_grow((void **)&c->seen, &c->capacity, c->seen_count + 1, sizeof *c->seen))
        return gm_nomem(err);
      c->seen[c->seen_count++] = (sighting){0, 0};
      *stem = (uint32_t)c->seen_count;
      status = add(&c->stems, slot, key, *stem, err);
    }
  }
  return status == GM_OK ? add(&c->types, find(&c->types, type), type, *stem, err)
                         : status;
}

/* Counts each stem of the block once. */
static gm_status learn(gm_cohesion *c, const gm_block *block, gm_error *err) {
  c->core_count++;
  for (uint32_t i = block->first; i < block->last; i++) {
    uint32_t stem = 0;
    gm_status status = number(c, c->tokens->type[i], &stem, err);
    if (status != GM_OK)
      return status;
    if (!stem)
      continue;
    sighting *seen = &c->seen[stem - 1];
    if (seen->last_block == c->core_count)
      continue;
    seen->last_block = c->core_count;
    seen->blocks++;
  }
  return GM_OK;
}

/* Does the type say something, and in how many blocks of the core is its stem? A type
 * that the core does not have may still share a stem with one of it. */
static bool look_up(gm_cohesion *c, gm_type type, uint32_t *blocks) {
  const uint64_t *known = find(&c->types, type);
  uint32_t key = *known ? 0 : content(c, type);
  uint32_t stem = (uint32_t)(*known ? *known : key ? *find(&c->stems, key) : 0);
  *blocks = stem ? c->seen[stem - 1].blocks : 0;
  return *known ? stem != 0 : key != 0;
}

float gm_cohesion_of(gm_cohesion *c, const gm_block *block, bool in_core) {
  float shared = 0, all = 0;
  uint32_t own = in_core ? 1 : 0, many = c->core_count / 2 + 1;
  for (uint32_t i = block->first; i < block->last; i++) {
    uint32_t blocks;
    if (!look_up(c, c->tokens->type[i], &blocks))
      continue;
    uint32_t others = blocks > own ? blocks - own : 0;
    gm_slice form = gm_lexicon_form(c->lexicon, c->tokens->type[i]);
    bool name = form.data[0] >= 'A' && form.data[0] <= 'Z' && i > block->first;
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
  uint32_t key = content(c, c->tokens->type[index]);
  return key && *find(&c->stems, key);
}

static int by_size(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

static gm_status find_usual(gm_cohesion *c, const gm_blocks *blocks, const bool *core,
                            gm_error *err) {
  float *values = gm_alloc(sizeof *values * (blocks->count + 1));
  if (!values)
    return gm_nomem(err);
  size_t count = 0;
  for (size_t i = 0; i < blocks->count; i++)
    if (core[i] && blocks->items[i].words >= 20)
      values[count++] = gm_cohesion_of(c, &blocks->items[i], true);
  qsort(values, count, sizeof *values, by_size);
  c->usual = count ? values[count / 2] : 0;
  gm_free(values);
  return GM_OK;
}

gm_status gm_cohesion_new(gm_cohesion **out, gm_blocks *blocks, const bool *core,
                          const gm_tokens *tokens, gm_lexicon *lexicon, gm_error *err) {
  gm_cohesion *c = *out = gm_calloc(1, sizeof *c);
  if (!c)
    return gm_nomem(err);
  c->tokens = tokens;
  c->lexicon = lexicon;
  gm_status status = widen(&c->stems, err);
  if (status == GM_OK)
    status = widen(&c->types, err);
  for (size_t i = 0; i < blocks->count && status == GM_OK; i++) {
    gm_block *block = &blocks->items[i];
    block->first = gm_tokens_at(tokens, block->begin);
    block->last = gm_tokens_at(tokens, block->end);
    if (core[i])
      status = learn(c, block, err);
  }
  if (status == GM_OK)
    status = find_usual(c, blocks, core, err);
  if (status != GM_OK) {
    gm_cohesion_free(c);
    *out = NULL;
  }
  return status;
}

float gm_cohesion_usual(const gm_cohesion *c) {
  return c->usual;
}
