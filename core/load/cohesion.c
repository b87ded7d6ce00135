/* After the idea of lexical cohesion (Halliday & Hasan 1976; Hearst 1997, TextTiling):
 * words of one story come back. A word is known by its stem; words of fewer than four
 * letters and those of most blocks say nothing. A word weighs 1, a name (capitalised in
 * mid-sentence or not in small letters elsewhere) 2. */
#include "load/cohesion.h"
#include "base/map.h"
#include "base/memory.h"
#include <stdlib.h>

typedef struct { /* what a type stands for, asked once a document */
  gm_type type; /* 0: free */
  uint32_t stem; /* 1 + index into `seen`; 0: says nothing */
} known_type;

typedef struct {
  uint32_t blocks;     /* core blocks that have the stem */
  uint32_t last_block; /* number, from 1, of the one it was seen in last */
} sighting;

struct gm_cohesion {
  gm_map *stems; /* stem → index into `seen` */
  sighting *seen;
  size_t capacity;
  known_type *types; /* open addressing, never more than half full */
  size_t mask, type_count;
  const gm_tokens *tokens;
  gm_lexicon *lexicon;
  uint32_t core_count;
  float usual;
};

void gm_cohesion_free(gm_cohesion *cohesion) {
  if (!cohesion)
    return;
  gm_map_free(cohesion->stems);
  gm_free(cohesion->seen);
  gm_free(cohesion->types);
  gm_free(cohesion);
}

/* The stem of a word that says something; empty otherwise. */
static gm_slice content(gm_cohesion *c, gm_type type) {
  gm_slice none = {0};
  if (!(gm_lexicon_flags(c->lexicon, type) & GM_TYPE_WORD))
    return none;
  gm_slice form = gm_lexicon_form(c->lexicon, type);
  bool upper = form.size >= 2 && form.data[0] >= 'A' && form.data[0] <= 'Z';
  if (form.size < (upper ? 2u : 4u))
    return none;
  return gm_lexicon_stem_in(c->lexicon, type, gm_tokens_language(c->tokens, 0));
}

static known_type *find_type(const gm_cohesion *c, gm_type type) {
  size_t at = type * 0x9E3779B1u & c->mask;
  while (c->types[at].type && c->types[at].type != type)
    at = (at + 1) & c->mask;
  return &c->types[at];
}

static gm_status widen(gm_cohesion *c, gm_error *err) {
  size_t mask = c->types ? c->mask * 2 + 1 : 1023;
  known_type *old = c->types;
  known_type *fresh = gm_calloc(mask + 1, sizeof *fresh);
  if (!fresh)
    return gm_nomem(err);
  size_t places = old ? c->mask + 1 : 0;
  c->types = fresh;
  c->mask = mask;
  for (size_t i = 0; i < places; i++)
    if (old[i].type)
      *find_type(c, old[i].type) = old[i];
  gm_free(old);
  return GM_OK;
}

/* The stem of a type of the core, numbered at its first sight: index + 1 into `seen`, 0 where
 * the type says nothing. */
static gm_status number(gm_cohesion *c, gm_type type, uint32_t *stem, gm_error *err) {
  gm_status status = GM_OK;
  known_type *known = find_type(c, type);
  if (!known->type) {
    gm_slice text = content(c, type);
    uint32_t *slot = NULL, fresh = gm_map_count(c->stems);
    if (text.size)
      status = gm_map_put(c->stems, text, fresh, &slot, err);
    if (status != GM_OK)
      return status;
    if (slot && *slot == fresh) {
      if (!gm_grow((void **)&c->seen, &c->capacity, fresh + 1, sizeof *c->seen))
        return gm_nomem(err);
      c->seen[fresh] = (sighting){0, 0};
    }
    *known = (known_type){type, slot ? *slot + 1 : 0};
    *stem = known->stem;
    return ++c->type_count * 2 > c->mask ? widen(c, err) : GM_OK;
  }
  *stem = known->stem;
  return GM_OK;
}

/* Counts each stem of the block once. */
static gm_status learn(gm_cohesion *c, const gm_block *block, gm_error *err) {
  c->core_count++;
  for (uint32_t i = block->first; i < block->last; i++) {
    uint32_t stem = 0;
    gm_status status = number(c, c->tokens->type[i], &stem, err);
    if (status != GM_OK) return status;
    if (!stem) continue;
    sighting *seen = &c->seen[stem - 1];
    if (seen->last_block == c->core_count) continue;
    seen->last_block = c->core_count;
    seen->blocks++;
  }
  return GM_OK;
}

/* Does the type say something, and in how many blocks of the core is its stem? A type that the
 * core does not have may still share a stem with one of it. */
static bool look_up(gm_cohesion *c, gm_type type, uint32_t *blocks) {
  const known_type *known = find_type(c, type);
  if (known->type) {
    *blocks = known->stem ? c->seen[known->stem - 1].blocks : 0;
    return known->stem != 0;
  }
  gm_slice stem = content(c, type);
  const uint32_t *slot = stem.size ? gm_map_get(c->stems, stem) : NULL;
  *blocks = slot ? c->seen[*slot].blocks : 0;
  return stem.size != 0;
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
  gm_slice stem = content(c, c->tokens->type[index]);
  return stem.size && gm_map_get(c->stems, stem);
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
  c->stems = gm_map_new();
  gm_status status = c->stems ? widen(c, err) : gm_nomem(err);
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
