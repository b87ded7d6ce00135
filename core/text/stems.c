/* Stems by language. A form occurs in one language mostly, so what is known of a type
 * is a list of one; a stem that is the fold takes no text. */
#include "text/abbreviations.h"
#include "text/lexicon_private.h"
#include <libstemmer.h>

#define LONGEST 1000 /* bytes; nothing longer is a word */

void gm_lexicon_free_stemmers(gm_lexicon *lexicon) {
  for (size_t i = 0; i < sizeof lexicon->stemmers / sizeof *lexicon->stemmers; i++)
    if (lexicon->stemmers[i])
      sb_stemmer_delete(lexicon->stemmers[i]);
  gm_map_free(lexicon->stem_numbers);
  for (size_t i = 0; i < sizeof lexicon->contents / sizeof *lexicon->contents; i++)
    gm_free(lexicon->contents[i].of_type);
}

static struct sb_stemmer *stemmer_of(gm_lexicon *lexicon, gm_language language) {
  struct sb_stemmer **stemmer = &lexicon->stemmers[language & 63];
  const char *name = gm_language_stemmer(language);
  if (!*stemmer && name)
    *stemmer = sb_stemmer_new(name, "UTF_8");
  return *stemmer;
}

/* The stem in the lexicon's memory; the fold where it is that, or memory fails. */
static gm_slice find_stem(gm_lexicon *lexicon, gm_slice fold, gm_language language) {
  struct sb_stemmer *stemmer = stemmer_of(lexicon, language);
  const sb_symbol *found =
      stemmer ? sb_stemmer_stem(stemmer, (const sb_symbol *)fold.data, (int)fold.size)
              : NULL;
  if (!found)
    return fold;
  gm_slice stem = gm_slice_of((const char *)found, (size_t)sb_stemmer_length(stemmer));
  if (!stem.size || gm_slice_equal(stem, fold))
    return fold;
  char *copy = gm_arena_copy(lexicon->arena, stem.data, stem.size);
  return copy ? gm_slice_of(copy, stem.size) : fold;
}

/* NULL where the stem is the fold in any case, or memory fails. */
static gm_stem *stem_of(gm_lexicon *lexicon, gm_type type, gm_slice fold,
                        gm_language language) {
  if (fold.size > LONGEST || !(gm_lexicon_flags(lexicon, type) & GM_TYPE_WORD) ||
      !gm_language_stemmer(language))
    return NULL;
  gm_attributes *more = gm_lexicon_attributes(lexicon, type);
  if (!more)
    return NULL;
  for (gm_stem *known = more->stems; known; known = known->next)
    if (known->language == language)
      return known;
  gm_stem *fresh = gm_arena_alloc(lexicon->arena, sizeof *fresh);
  if (!fresh)
    return NULL;
  *fresh = (gm_stem){more->stems, find_stem(lexicon, fold, language), 0, language};
  return more->stems = fresh;
}

gm_slice gm_lexicon_stem_in(gm_lexicon *lexicon, gm_type type, gm_language language) {
  gm_slice fold = gm_lexicon_fold(lexicon, type);
  if (!language)
    language = GM_LANGUAGE_ENGLISH;
  const gm_stem *stem = stem_of(lexicon, type, fold, language);
  return stem ? stem->stem : fold;
}

uint32_t gm_lexicon_stem_number(gm_lexicon *lexicon, gm_type type,
                                gm_language language) {
  gm_slice fold = gm_lexicon_fold(lexicon, type);
  if (!language)
    language = GM_LANGUAGE_ENGLISH;
  gm_stem *stem = stem_of(lexicon, type, fold, language);
  if (stem && stem->number)
    return stem->number;
  if (!lexicon->stem_numbers && !(lexicon->stem_numbers = gm_map_new()))
    return 0;
  uint32_t *slot, fresh = gm_map_count(lexicon->stem_numbers) + 1;
  if (gm_map_put(lexicon->stem_numbers, stem ? stem->stem : fold, fresh, &slot, NULL) !=
      GM_OK)
    return 0;
  if (stem)
    stem->number = *slot;
  return *slot;
}

/* ---- content words ---- */

/* Stems are numbered from 1, which as a content is none; so theirs are one higher. */
static uint32_t find_content(gm_lexicon *lexicon, gm_type type, gm_language language) {
  gm_slice form = gm_lexicon_form(lexicon, type);
  bool name = form.size && form.data[0] >= 'A' && form.data[0] <= 'Z';
  uint32_t content = GM_CONTENT_NONE;
  if (form.size >= (name ? 2u : 4u) && gm_lexicon_flags(lexicon, type) & GM_TYPE_WORD)
    content += gm_lexicon_stem_number(lexicon, type, language);
  return content | (name ? GM_CONTENT_NAME : 0);
}

const uint32_t *gm_lexicon_contents(gm_lexicon *lexicon, gm_language language) {
  gm_contents *known = &lexicon->contents[language & 63];
  size_t need = (size_t)lexicon->count + 1;
  if (known->count >= need)
    return known->of_type;
  if (!gm_grow((void **)&known->of_type, &known->room, need, sizeof *known->of_type))
    return NULL;
  memset(known->of_type + known->count, 0,
         (need - known->count) * sizeof *known->of_type);
  known->count = need;
  return known->of_type;
}

uint32_t gm_lexicon_content(gm_lexicon *lexicon, gm_type type, gm_language language) {
  if (!gm_lexicon_contents(lexicon, language))
    return find_content(lexicon, type, language);
  uint32_t *known = &lexicon->contents[language & 63].of_type[type];
  return *known ? *known : (*known = find_content(lexicon, type, language));
}

gm_slice gm_lexicon_stem(gm_lexicon *lexicon, gm_type type) {
  return gm_lexicon_stem_in(lexicon, type, GM_LANGUAGE_ENGLISH);
}

/* ---- the user's abbreviations ---- */
gm_status gm_lexicon_add_abbreviations(gm_lexicon *lexicon, gm_slice tsv,
                                       gm_error *err) {
  if (!lexicon->abbreviations && !(lexicon->abbreviations = gm_map_new()))
    return gm_nomem(err);
  return gm_abbreviations_read(lexicon->abbreviations, tsv, err);
}

const gm_map *gm_lexicon_abbreviations(const gm_lexicon *lexicon) {
  return lexicon->abbreviations;
}
