/* The lexicon: every distinct written form (type) once, with what follows from the
 * form.
 *
 * Type ids are dense from 1; 0 is no type. Attributes are worked out once per type, the
 * first time they are asked for. A lexicon belongs to one thread. */
#ifndef GM_TEXT_LEXICON_H
#define GM_TEXT_LEXICON_H
#include "base/error.h"
#include "base/map.h"
#include "base/slice.h"
#include "text/language.h"
#include <stdint.h>

typedef struct gm_lexicon gm_lexicon;
typedef uint32_t gm_type;

enum {                     /* flags of a type */
       GM_TYPE_WORD = 1,   /* holds a letter */
       GM_TYPE_NUMBER = 2, /* holds a digit and no letter */
       GM_TYPE_PUNCTUATION = 4,
       GM_TYPE_SYMBOL = 8,
       GM_TYPE_LOWER = 16, /* all cased letters are lower case */
       GM_TYPE_CAPITALISED =
           32,              /* first letter upper case, some letter lower case: Xxxx */
       GM_TYPE_UPPER = 64,  /* all cased letters are upper case */
       GM_TYPE_QUOTE = 128, /* a quotation mark */
};

gm_status gm_lexicon_new(gm_lexicon **out, gm_error *err);
void gm_lexicon_free(gm_lexicon *lexicon);
uint32_t gm_lexicon_count(const gm_lexicon *lexicon); /* the largest id */
gm_status gm_lexicon_intern(gm_lexicon *lexicon, gm_slice form, gm_type *out,
                            gm_error *err);
/* The same for the forms text[begin[i], end[i]), none empty or with a NUL in it: many
 * at a time and therefore faster. */
gm_status gm_lexicon_intern_all(gm_lexicon *lexicon, gm_slice text,
                                const uint32_t *begin, const uint32_t *end,
                                uint32_t count, gm_type *out, gm_error *err);
gm_type gm_lexicon_find(const gm_lexicon *lexicon, gm_slice form); /* 0: not there */

/* Slices stay valid as long as the lexicon. */
gm_slice gm_lexicon_form(const gm_lexicon *lexicon, gm_type type);
gm_slice gm_lexicon_fold(gm_lexicon *lexicon,
                         gm_type type); /* NFKC case-folded, ’ as ' */
gm_slice gm_lexicon_plain(gm_lexicon *lexicon,
                          gm_type type); /* fold without diacritics */
/* Lemmas given no part of speech, most likely first; at least one (the fold itself). */
uint32_t gm_lexicon_lemma_count(gm_lexicon *lexicon, gm_type type);
gm_slice gm_lexicon_lemma(gm_lexicon *lexicon, gm_type type, uint32_t index);
/* By the Snowball stemmer of a language; the fold where it has none. gm_lexicon_stem is
 * that of English. */
gm_slice gm_lexicon_stem_in(gm_lexicon *lexicon, gm_type type, gm_language language);
gm_slice gm_lexicon_stem(gm_lexicon *lexicon, gm_type type);
/* The number of a stem, from 1, the same for all types that share it; 0 where memory
 * fails. */
uint32_t gm_lexicon_stem_number(gm_lexicon *lexicon, gm_type type,
                                gm_language language);
/* What a word is about: a number that words of one stem share, or GM_CONTENT_NONE for what
 * is no word, is shorter than four bytes (a name: two), or where memory fails. With either
 * goes GM_CONTENT_NAME where the form begins with a capital of ASCII. It is kept by type,
 * so that asking for every token of a text costs one look. */
#define GM_CONTENT_NONE 1u
#define GM_CONTENT_NAME 0x80000000u
uint32_t gm_lexicon_content(gm_lexicon *lexicon, gm_type type, gm_language language);
/* The same for all types there are now, by type; 0 where it was not asked for yet, NULL
 * where memory fails. Valid until the next type comes. */
const uint32_t *gm_lexicon_contents(gm_lexicon *lexicon, gm_language language);
gm_slice gm_lexicon_shape(gm_lexicon *lexicon, gm_type type); /* Xxxxx, dd, XX */
uint32_t gm_lexicon_flags(gm_lexicon *lexicon, gm_type type);

/* The user's own abbreviations, as gm_abbreviations_read takes them: texts cut with this
 * lexicon know them. Several lists add up; of two lines on one form the last holds. */
gm_status gm_lexicon_add_abbreviations(gm_lexicon *lexicon, gm_slice tsv,
                                       gm_error *err);
const gm_map *gm_lexicon_abbreviations(const gm_lexicon *lexicon); /* NULL: none */

/* Variants: types of the same form whose lemma and tags (“upos=NOUN”) an annotated corpus
 * gives. Found by what they say, never by their form; `lemma` empty: not given. */
gm_status gm_lexicon_variant(gm_lexicon *lexicon, gm_type base, gm_slice lemma,
                             const gm_slice *tags, uint32_t tag_count, gm_type *out,
                             gm_error *err);
gm_type gm_lexicon_base(const gm_lexicon *lexicon, gm_type type); /* itself mostly */
const gm_slice *gm_lexicon_tags(const gm_lexicon *lexicon, gm_type type,
                                uint32_t *count);

/* Where the lemmas come from and a hash of that data, for manifests. */
const char *gm_lexicon_source(void);
#endif
