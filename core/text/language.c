/* Numbers and names of languages, and which one a stretch is in. CLD2 reads scripts and
 * four-letter groups; a few pages are enough for it. */
#include "text/language.h"
#include "base/map.h"
#include <ctype.h>
#include <strings.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#ifdef GM_HAVE_CLD2
#include "text/cld2.h"
#endif

#define SAMPLE 16384 /* bytes looked at */

gm_language gm_language_of(gm_slice tag) {
  static const char *const same[][2] = {
      {"no", "nb"}, {"nn", "nb"}, {"bs", "hr"}, {"sh", "hr"}, {"fil", "tl"}};
  const char *end = tag.size ? memchr(tag.data, '-', tag.size) : NULL;
  size_t size = end ? (size_t)(end - tag.data) : tag.size;
  gm_slice first = gm_slice_of(tag.data, size);
  for (size_t i = 0; i < sizeof same / sizeof *same; i++)
    if (gm_slice_equal(first, gm_slice_text(same[i][0])))
      first = gm_slice_text(same[i][1]);
  for (uint32_t i = 1; i < gm_language_count; i++)
    if (gm_slice_equal(gm_slice_text(gm_language_rows[i].tag), first))
      return (gm_language)i;
  return 0;
}

static const gm_language_row *row_of(gm_language language) {
  return &gm_language_rows[language < gm_language_count ? language : 0];
}

const char *gm_language_tag(gm_language language) {
  return row_of(language)->tag;
}
const char *gm_language_stemmer(gm_language language) {
  return row_of(language)->stemmer;
}
bool gm_language_ordinals(gm_language language) {
  return row_of(language)->ordinals;
}

#define STARTER 63

bool gm_starter_of(gm_slice fold) {
  return gm_function_word_of(fold, STARTER);
}

bool gm_function_word_of(gm_slice fold, gm_language language) {
  for (uint32_t at = (uint32_t)gm_hash(fold);; at++) {
    uint32_t slot = gm_function_word_slots[at & gm_function_word_mask];
    if (!slot)
      return false;
    const gm_function_word *word = &gm_function_words[slot - 1];
    if (gm_slice_equal(gm_slice_of(word->text, word->size), fold))
      return word->languages >> language & 1;
  }
}

/* ---- names ---- */
/* The code of a language called by its English name. */
static const char *code_of_name(const char *name) {
  const char *const *codes = uloc_getISOLanguages();
  for (; *codes; codes++) {
    UErrorCode status = U_ZERO_ERROR;
    UChar units[64];
    char shown[64];
    int32_t size = uloc_getDisplayLanguage(*codes, "en", units, 64, &status);
    if (U_FAILURE(status) || size >= 64)
      continue;
    u_strToUTF8(shown, sizeof shown, NULL, units, size, &status);
    if (U_SUCCESS(status) && strcasecmp(shown, name) == 0)
      return *codes;
  }
  return NULL;
}

/* ISO 639-2's second codes for what has one of two letters. */
static const char *bibliographic(const char *code) {
  static const char *const codes[][2] = {
      {"alb", "sq"}, {"arm", "hy"}, {"baq", "eu"}, {"bur", "my"}, {"chi", "zh"},
      {"cze", "cs"}, {"dut", "nl"}, {"fre", "fr"}, {"geo", "ka"}, {"ger", "de"},
      {"gre", "el"}, {"ice", "is"}, {"mac", "mk"}, {"may", "ms"}, {"per", "fa"},
      {"rum", "ro"}, {"slo", "sk"}, {"tib", "bo"}, {"wel", "cy"}};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (strcasecmp(codes[i][0], code) == 0)
      return codes[i][1];
  return NULL;
}

bool gm_language_name(gm_slice told, char tag[GM_TAG_SIZE]) {
  char name[64], locale[64];
  UErrorCode status = U_ZERO_ERROR;
  size_t size = 0;
  for (; size < told.size && size < sizeof name - 1; size++) {
    char c = told.data[size];
    if (c == '.' || c == '@')
      break; /* of a locale: en_US.UTF-8 */
    name[size] = c == '_' ? '-' : c;
  }
  name[size] = 0;
  if (size < 2 || (size == told.size && told.size >= sizeof name - 1))
    return false;
  bool code = size < 4 || name[2] == '-' || name[3] == '-';
  const char *known = code ? bibliographic(name) : code_of_name(name);
  if (!code && !known)
    return false;
  int32_t used = 0;
  uloc_forLanguageTag(known ? known : name, locale, sizeof locale, &used, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
      !*uloc_getISO3Language(locale) || (!known && (size_t)used != strlen(name)))
    return false;
  uloc_toLanguageTag(locale, tag, GM_TAG_SIZE, true, &status);
  return U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING;
}

/* ---- detection ---- */
const char *gm_language_detect(gm_slice text) {
#ifdef GM_HAVE_CLD2
  /* CLD2's own codes that BCP 47 writes otherwise. */
  static const char *const renamed[][2] = {
      {"iw", "he"},
      {"jw", "jv"},
      {"mo", "ro"},
      {"tl", "fil"},
      {"un", "und"},
      {"no", "nb"},
      {"sr-ME", "sr-Latn-ME"},
      {"bh", "bho"},
  };
  size_t size = text.size;
  if (size > SAMPLE) {
    size = SAMPLE;
    while (size && ((unsigned char)text.data[size] & 0xC0) == 0x80)
      size--;
  }
  const char *code = size ? gm_cld2_detect(text.data, (int)size) : NULL;
  if (!code)
    return "und";
  for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
    if (strcmp(code, renamed[i][0]) == 0)
      return renamed[i][1];
  return code;
#else
  (void)text;
  return "und";
#endif
}
