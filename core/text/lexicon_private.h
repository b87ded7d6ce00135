/* What intern.c and attributes.c (what follows from a form) share. */
#ifndef GM_TEXT_LEXICON_PRIVATE_H
#define GM_TEXT_LEXICON_PRIVATE_H
#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "text/lexicon.h"
#include "text/slots.h"

#define GM_TYPE_KNOWN 0x80000000u /* the flags have been worked out */
#define GM_TYPE_ASCII 0x40000000u
#define GM_TYPE_FOLDED 0x20000000u /* the form is its own fold */
#define GM_TYPE_CLOSED 0x10000000u  /* a word of a closed class, … */
#define GM_TYPE_STARTER 0x08000000u /* begins sentences, where it has a capital: … */
#define GM_TYPE_CLASSED 0x04000000u /* … in English; these two have been worked out */
#define GM_TYPE_PRIVATE 0xFC000000u

/* A stem in one language; a list, for a form may occur in several. */
typedef struct gm_stem {
  struct gm_stem *next;
  gm_slice stem;
  uint32_t number; /* 0: not asked for yet */
  gm_language language;
} gm_stem;

typedef struct {
  gm_slice fold, plain, shape;       /* data NULL: not worked out yet */
  gm_stem *stems;
  gm_slice *lemmas;                  /* NULL with a count of 1: the fold */
  uint32_t lemma_count;
} gm_attributes;

typedef struct {
  const char *form;
  const char *fold; /* where it is as long as the form, which it mostly is; else NULL */
  uint32_t size, flags;
  gm_attributes *more; /* NULL until something is asked for that needs it */
} gm_type_record;

typedef struct { /* a type that another stands for, with what is given for it */
  gm_type type, base;
  const gm_slice *tags;
  uint32_t tag_count;
} gm_variant;

typedef struct gm_variants {
  gm_map *index; /* what they say -> place in items */
  gm_variant *items; /* by type */
  size_t count, capacity;
} gm_variants;

typedef struct { /* see gm_lexicon_content; by type, 0 where it was not asked for yet */
  uint32_t *of_type;
  size_t count, room;
} gm_contents;

struct gm_lexicon {
  gm_arena *arena;
  char *pool; /* of packed forms, in the arena */
  size_t pool_left;
  gm_type_record *types;
  size_t capacity;
  uint32_t count;
  gm_slots shorts, longs;
  gm_buffer scratch;
  gm_map *stem_numbers; /* NULL until asked for */
  gm_contents contents[64]; /* by language */
  struct sb_stemmer *stemmers[64]; /* by language; NULL until asked for */
  gm_map *abbreviations;           /* the user's; NULL: none */
  gm_variants *variants;           /* NULL until there is one */
};

/* What is kept of a type beside its flags; NULL where there is no memory. */
gm_attributes *gm_lexicon_attributes(gm_lexicon *lexicon, gm_type type);
void gm_lexicon_free_stemmers(gm_lexicon *lexicon);
/* A copy of the bytes that lasts as long as the lexicon, packed; NULL: no memory. */
char *gm_lexicon_keep(gm_lexicon *lexicon, gm_slice bytes);
/* Makes a type of a form that no table will find. */
gm_status gm_lexicon_add(gm_lexicon *lexicon, gm_slice form, gm_type *out,
                         gm_error *err);
void gm_variants_free(gm_variants *variants);
uint32_t gm_lexicon_classify(gm_lexicon *lexicon, gm_type type); /* works the flags out */
/* Mr. Mrs. Ms. */
bool gm_form_of_address(gm_slice form);

static inline uint32_t gm_lexicon_private_flags(gm_lexicon *lexicon, gm_type type) {
  uint32_t flags = lexicon->types[type].flags;
  return flags & GM_TYPE_CLASSED ? flags : gm_lexicon_classify(lexicon, type);
}
#endif
