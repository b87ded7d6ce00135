/* Languages: which one a text is in, paragraph by paragraph, and what is known of each.
 *
 * A language is told as a BCP 47 tag (zh-Hant, pt-BR). What the engine knows of one
 * (stemmer, abbreviations, words of closed classes) hangs on a small number,
 * gm_language, that stands for its first subtag. */
#ifndef GM_TEXT_LANGUAGE_H
#define GM_TEXT_LANGUAGE_H
#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"
#include <stdint.h>

typedef uint8_t gm_language; /* 0: unknown, or nothing is known of it */

#define GM_LANGUAGE_ENGLISH 1
#define GM_TAG_SIZE 36 /* of a BCP 47 tag, with the NUL */

/* The number of the tag's language. */
gm_language gm_language_of(gm_slice tag);
const char *gm_language_tag(gm_language language); /* "und" for 0 */
/* Snowball's name of the language's stemmer; NULL where it has none. */
const char *gm_language_stemmer(gm_language language);
/* Whether 12. may be an ordinal in front of a capital: 12. Juni. */
bool gm_language_ordinals(gm_language language);

/* Writes the BCP 47 tag of a language told in any usual way (en_us.UTF-8, ger, German,
 * zh-tw); false where it is none. */
bool gm_language_name(gm_slice told, char tag[GM_TAG_SIZE]);

/* Whether `fold` is a word of a closed class (the, und, pero) of the language; what
 * statistics leave out as a stop word. */
bool gm_function_word_of(gm_slice fold, gm_language language);

/* Whether the English word `fold` begins sentences more often than chance (learnt). */
bool gm_starter_of(gm_slice fold);

/* The tag of what most of `text` (UTF-8) is written in, "und" where that is not
 * reliably known or the build cannot detect languages. The string is static. */
const char *gm_language_detect(gm_slice text);

/* ---- the languages of a document ---- */
typedef struct {
  uint32_t begin, end; /* bytes of the text */
  gm_slice tag;
  gm_language language;
} gm_language_span;

/* What a document is written in, as text: the main language, then stretches in others,
 * ascending: "en; fr 1520:2400; zh-Hant 3000:3100". This is how it is kept with a
 * document. */

/* Looks at every paragraph and appends the languages; nothing where none is known. The
 * main language is `told` (a tag) where that is not empty, otherwise that of most of
 * the text. */
void gm_languages_find(gm_buffer *out, gm_slice text, gm_slice told);
/* Takes the next part off `languages`: the main language first, with the span
 * [0, UINT32_MAX), then the stretches. False at the end, and where what follows is
 * malformed. */
bool gm_languages_next(gm_slice *languages, gm_language_span *span);

/* ---- tables compiled by generate/languages.lua; slots as in abbreviations.h ---- */
typedef struct {
  const char *tag, *stemmer;
  uint8_t ordinals;
} gm_language_row;
typedef struct {
  const char *text;
  uint8_t size;
  uint64_t languages; /* 1 << number; bit 63: begins English sentences */
} gm_function_word;
extern const gm_language_row gm_language_rows[];
extern const gm_function_word gm_function_words[];
extern const uint16_t gm_function_word_slots[];
extern const uint32_t gm_language_count, gm_function_word_mask, gm_function_word_count;
#endif
