/* Variants of types: one form with a given lemma and given tags.
 *
 * A variant is a type like others, so that whatever is worked out once per type (rules'
 * predicates) sees what is given; only no form leads to it. */
#include "text/fold.h"
#include "text/lexicon_private.h"

void gm_variants_free(gm_variants *variants) {
  if (!variants) return;
  gm_map_free(variants->index);
  gm_free(variants->items);
  gm_free(variants);
}

static gm_status ready(gm_lexicon *lexicon, gm_error *err) {
  if (lexicon->variants) return GM_OK;
  gm_variants *fresh = gm_calloc(1, sizeof *fresh);
  if (fresh && (fresh->index = gm_map_new())) {
    lexicon->variants = fresh;
    return GM_OK;
  }
  gm_free(fresh);
  return gm_nomem(err);
}

/* In the scratch buffer: what the variant says. */
static gm_slice describe(gm_lexicon *lexicon, gm_type base, gm_slice lemma,
                         const gm_slice *tags, uint32_t count) {
  gm_buffer *key = &lexicon->scratch;
  gm_buffer_clear(key);
  gm_buffer_add(key, &base, sizeof base);
  gm_buffer_add(key, lemma.data, lemma.size);
  for (uint32_t i = 0; i < count; i++) {
    gm_buffer_add_byte(key, 0);
    gm_buffer_add(key, tags[i].data, tags[i].size);
  }
  return gm_buffer_slice(key);
}

static const gm_slice *copy_tags(gm_lexicon *lexicon, const gm_slice *tags,
                                 uint32_t count) {
  gm_slice *copies = gm_arena_alloc(lexicon->arena, count * sizeof *copies + 1);
  for (uint32_t i = 0; copies && i < count; i++) {
    char *copy = gm_arena_copy(lexicon->arena, tags[i].data, tags[i].size);
    if (!copy) return NULL;
    copies[i] = gm_slice_of(copy, tags[i].size);
  }
  return copies;
}

/* The given lemma, folded as all lemmas are, is the only one. */
static gm_status set_lemma(gm_lexicon *lexicon, gm_type type, gm_slice lemma,
                           gm_error *err) {
  gm_attributes *more = gm_lexicon_attributes(lexicon, type);
  gm_slice *room = more ? gm_arena_alloc(lexicon->arena, sizeof *room) : NULL;
  gm_buffer_clear(&lexicon->scratch);
  gm_status status = room ? gm_fold(&lexicon->scratch, lemma, err) : gm_nomem(err);
  if (status != GM_OK) return status;
  gm_slice fold = gm_buffer_slice(&lexicon->scratch);
  char *copy = gm_arena_copy(lexicon->arena, fold.data, fold.size);
  if (!copy || lexicon->scratch.status != GM_OK) return gm_nomem(err);
  *room = gm_slice_of(copy, fold.size);
  more->lemmas = room;
  more->lemma_count = 1;
  return GM_OK;
}

static gm_status make(gm_lexicon *lexicon, gm_type base, gm_slice lemma,
                      const gm_slice *tags, uint32_t count, gm_type *out,
                      gm_error *err) {
  gm_variants *all = lexicon->variants;
  if (!gm_grow((void **)&all->items, &all->capacity, all->count + 1,
               sizeof *all->items))
    return gm_nomem(err);
  const gm_slice *copies = copy_tags(lexicon, tags, count);
  if (!copies) return gm_nomem(err);
  gm_status status =
      gm_lexicon_add(lexicon, gm_lexicon_form(lexicon, base), out, err);
  if (status != GM_OK) return status;
  all->items[all->count++] = (gm_variant){*out, base, copies, count};
  return lemma.size ? set_lemma(lexicon, *out, lemma, err) : GM_OK;
}

gm_status gm_lexicon_variant(gm_lexicon *lexicon, gm_type base, gm_slice lemma,
                             const gm_slice *tags, uint32_t tag_count, gm_type *out,
                             gm_error *err) {
  if (!lemma.size && !tag_count) return *out = base, GM_OK;
  gm_status status = ready(lexicon, err);
  if (status != GM_OK) return status;
  gm_variants *all = lexicon->variants;
  gm_slice key = describe(lexicon, base, lemma, tags, tag_count);
  if (lexicon->scratch.status != GM_OK) return gm_nomem(err);
  uint32_t *place = gm_map_get(all->index, key);
  if (place) return *out = all->items[*place].type, GM_OK;
  status = make(lexicon, base, lemma, tags, tag_count, out, err);
  if (status != GM_OK) return status;
  key = describe(lexicon, base, lemma, tags, tag_count); /* the buffer was used */
  if (lexicon->scratch.status != GM_OK) return gm_nomem(err);
  return gm_map_put(all->index, key, (uint32_t)all->count - 1, NULL, err);
}

static const gm_variant *find(const gm_lexicon *lexicon, gm_type type) {
  const gm_variants *all = lexicon->variants;
  size_t low = 0, high = all ? all->count : 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (all->items[middle].type < type) low = middle + 1;
    else high = middle;
  }
  return all && low < all->count && all->items[low].type == type ? &all->items[low]
                                                                  : NULL;
}

gm_type gm_lexicon_base(const gm_lexicon *lexicon, gm_type type) {
  const gm_variant *variant = find(lexicon, type);
  return variant ? variant->base : type;
}

const gm_slice *gm_lexicon_tags(const gm_lexicon *lexicon, gm_type type,
                                uint32_t *count) {
  const gm_variant *variant = find(lexicon, type);
  *count = variant ? variant->tag_count : 0;
  return variant ? variant->tags : NULL;
}
