/* After the idea of lexical cohesion (Halliday & Hasan 1976; Hearst 1997, TextTiling):
 * words of one story come back. A word is known by its stem; words of fewer than four
 * letters and those of most blocks say nothing. A word weighs 1, a name (capitalised in
 * mid-sentence or not in small letters elsewhere) 2. */
#include "load/cohesion.h"
#include "base/map.h"
#include "base/memory.h"
#include <stdlib.h>

typedef struct {
  uint32_t blocks;     /* core blocks that have the stem */
  uint32_t last_block; /* number, from 1, of the one it was seen in last */
} sighting;

struct gm_cohesion {
  gm_map *stems; /* stem → index into `seen` */
  sighting *seen;
  size_t capacity;
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
  gm_free(cohesion);
}

/* The stem of a word that says something; empty otherwise. */
static gm_slice content(gm_cohesion *c, uint32_t index) {
  gm_type type = c->tokens->type[index];
  gm_slice none = {0};
  if (!(gm_lexicon_flags(c->lexicon, type) & GM_TYPE_WORD))
    return none;
  gm_slice form = gm_lexicon_form(c->lexicon, type);
  bool upper = form.size >= 2 && form.data[0] >= 'A' && form.data[0] <= 'Z';
  if (form.size < (upper ? 2u : 4u))
    return none;
  return gm_lexicon_stem(c->lexicon, type);
}

/* Counts each stem of the block once. */
static gm_status learn(gm_cohesion *c, const gm_block *block, gm_error *err) {
  c->core_count++;
  for (uint32_t i = block->first; i < block->last; i++) {
    gm_slice stem = content(c, i);
    if (!stem.size) continue;
    uint32_t *slot, fresh = gm_map_count(c->stems);
    gm_status status = gm_map_put(c->stems, stem, fresh, &slot, err);
    if (status != GM_OK) return status;
    if (*slot == fresh) {
      if (!gm_grow((void **)&c->seen, &c->capacity, fresh + 1, sizeof *c->seen))
        return gm_nomem(err);
      c->seen[fresh] = (sighting){0, 0};
    }
    sighting *seen = &c->seen[*slot];
    if (seen->last_block == c->core_count) continue;
    seen->last_block = c->core_count;
    seen->blocks++;
  }
  return GM_OK;
}

float gm_cohesion_of(gm_cohesion *c, const gm_block *block, bool in_core) {
  float shared = 0, all = 0;
  uint32_t own = in_core ? 1 : 0, many = c->core_count / 2 + 1;
  for (uint32_t i = block->first; i < block->last; i++) {
    gm_slice stem = content(c, i);
    if (!stem.size)
      continue;
    uint32_t *slot = gm_map_get(c->stems, stem);
    uint32_t blocks = slot ? c->seen[*slot].blocks : 0;
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
  gm_slice stem = content(c, index);
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
  gm_status status = c->stems ? GM_OK : gm_nomem(err);
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
