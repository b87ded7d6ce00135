/* One index a language, made when it is first spoken: stem → the first word that has
 * it, and from each word on to the next. */
#include "match/stems.h"
#include "base/map.h"
#include "base/memory.h"

#define LANGUAGES 64

typedef struct {
  gm_type word;
  uint32_t atom;
} entry;

typedef struct {
  gm_map *first;  /* 1 + an entry; NULL: never spoken */
  uint32_t *next; /* the same, 0 at the end */
} stem_index;

struct gm_stems {
  gm_lexicon *lexicon;
  entry *entries;
  size_t count, capacity;
  uint64_t languages;
  stem_index by_language[LANGUAGES];
};

gm_status gm_stems_new(gm_stems **out, gm_lexicon *lexicon, gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  if (!*out)
    return gm_nomem(err);
  (*out)->lexicon = lexicon;
  (*out)->languages = 1 << GM_LANGUAGE_ENGLISH;
  return GM_OK;
}

static void forget(gm_stems *stems) {
  for (int i = 0; i < LANGUAGES; i++) {
    gm_map_free(stems->by_language[i].first);
    gm_free(stems->by_language[i].next);
    stems->by_language[i] = (stem_index){0};
  }
}

void gm_stems_free(gm_stems *stems) {
  if (!stems)
    return;
  forget(stems);
  gm_free(stems->entries);
  gm_free(stems);
}

gm_status gm_stems_add(gm_stems *stems, gm_type word, uint32_t atom, gm_error *err) {
  if (!gm_grow((void **)&stems->entries, &stems->capacity, stems->count + 1,
               sizeof *stems->entries))
    return gm_nomem(err);
  stems->entries[stems->count++] = (entry){word, atom};
  forget(stems);
  return GM_OK;
}

bool gm_stems_asked(const gm_stems *stems) {
  return stems->count > 0;
}

static gm_status make_index(gm_stems *stems, gm_language language, gm_error *err) {
  stem_index *index = &stems->by_language[language];
  if (index->first)
    return GM_OK;
  index->first = gm_map_new();
  index->next = gm_calloc(stems->count + 1, sizeof *index->next);
  gm_status status = index->first && index->next ? GM_OK : gm_nomem(err);
  for (uint32_t i = 0; i < stems->count && status == GM_OK; i++) {
    uint32_t *slot;
    gm_slice stem =
        gm_lexicon_stem_in(stems->lexicon, stems->entries[i].word, language);
    status = gm_map_put(index->first, stem, 0, &slot, err);
    if (status != GM_OK)
      break;
    index->next[i] = *slot;
    *slot = i + 1;
  }
  if (status != GM_OK) {
    gm_map_free(index->first);
    gm_free(index->next);
    *index = (stem_index){0};
  }
  return status;
}

gm_status gm_stems_speak(gm_stems *stems, uint64_t languages, gm_error *err) {
  if (languages & 1)
    languages = (languages & ~1ULL) | 1 << GM_LANGUAGE_ENGLISH;
  gm_status status = GM_OK;
  for (int i = 1; i < LANGUAGES && stems->count && status == GM_OK; i++)
    if (languages >> i & 1)
      status = make_index(stems, (gm_language)i, err);
  if (status == GM_OK)
    stems->languages = languages;
  return status;
}

void gm_stems_match(gm_stems *stems, gm_type type,
                    void (*pass)(void *context, uint32_t atom), void *context) {
  for (uint64_t left = stems->languages; left; left &= left - 1) {
    int language = __builtin_ctzll(left);
    const stem_index *index = &stems->by_language[language];
    if (!index->first)
      continue;
    const uint32_t *found = gm_map_get(
        index->first, gm_lexicon_stem_in(stems->lexicon, type, (gm_language)language));
    for (uint32_t i = found ? *found : 0; i; i = index->next[i - 1])
      pass(context, stems->entries[i - 1].atom);
  }
}
