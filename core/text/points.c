/* By the list of abbreviations, by the make of the word (U.S, a.m, Lt.Gen) and, for
 * initials, by the words around. */
#include "text/points.h"
#include "text/lemmas.h"
#include "text/properties.h"
#include "text/utf8.h"
#include <strings.h>

static unsigned case_at(const char *text, uint32_t size, uint32_t at, bool *is_letter) {
  uint32_t length;
  *is_letter = false;
  if (at >= size)
    return 0;
  gm_properties p = gm_properties_of(gm_utf8_decode(text + at, &length));
  *is_letter = gm_kind(p) == GM_KIND_LETTER;
  return gm_case(p);
}

static uint32_t skip_space(const char *text, uint32_t size, uint32_t at) {
  while (at < size &&
         (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r'))
    at++;
  return at;
}

static bool one_of(gm_slice word, const char *const *list) {
  for (; *list; list++)
    if (word.size && **list == (word.data[0] | 32) && strlen(*list) == word.size &&
        strncasecmp(*list, word.data, word.size) == 0)
      return true;
  return false;
}

/* Whether the word at `at` belongs to a closed class: it goes on no name. */
static bool closed_class(gm_language language, const char *text, uint32_t size,
                         uint32_t at) {
  char word[16];
  size_t length = 0;
  for (; at < size && length < sizeof word &&
         (((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z') || text[at] < 0);
       at++)
    word[length++] = (char)(text[at] < 0 ? text[at] : text[at] | 32);
  gm_slice fold = gm_slice_of(word, length);
  return language <= GM_LANGUAGE_ENGLISH ? gm_lemma_closed(fold)
                                         : gm_function_word_of(fold, language);
}

/* “J. Smith”, “George W. Bush”, “U. S.”; not “plan B. Then” or “So do I. The”. */
static bool initial(gm_language language, const char *text, uint32_t size,
                    uint32_t begin, uint32_t end, gm_slice before) {
  static const char *const lettered[] = {
      "plan",     "vitamin", "type",   "class", "grade",     "group",
      "section",  "part",    "figure", "table", "hepatitis", "exhibit",
      "appendix", "annex",   "option", "point", "team",      "category",
      "level",    "series",  "phase",  "model", "version",   "chapter",
      "war",      "act",     "book",   "line",  NULL};
  bool is_letter;
  uint32_t length, after, next = skip_space(text, size, end + 1);
  case_at(text, size, begin, &is_letter);
  if (!is_letter)
    return false;
  if (before.size == 2 && before.data[1] == '.')
    return true; /* z. B. */
  case_at(text, size, next, &is_letter);
  if (is_letter && next + 1 < size && text[next + 1] == '.')
    return true;
  if (case_at(text, size, begin, &is_letter) != GM_CASE_UPPER || !is_letter)
    return false;
  if (next == end + 1 && next < size && (text[next] == ',' || text[next] == '-'))
    return true;
  if (next < size && text[next] >= '0' && text[next] <= '9') /* S. 225 */
    return text[begin] != 'I' && before.size && !one_of(before, lettered);
  if (case_at(text, size, next, &is_letter) != GM_CASE_UPPER || !is_letter)
    return false;
  gm_utf8_decode(text + next, &length);
  after = next + length;
  if (after < size && text[after] == '.')
    return true; /* another one */
  if (one_of(before, lettered) || closed_class(language, text, size, next))
    return false;
  if (text[begin] != 'I')
    return true;
  return before.size &&
         case_at(before.data, (uint32_t)before.size, 0, &is_letter) == GM_CASE_UPPER;
}

/* An English form without a vowel, as unknown abbreviations are written: Cpts. Wrnt. In
 * the text that learnt.tsv was learnt from all 10,000 such forms with a point are
 * abbreviations. Not NGOs or hmm. */
static bool without_vowel(gm_abbreviations list, const char *text, uint32_t begin,
                          uint32_t end) {
  if (list.language > GM_LANGUAGE_ENGLISH || end - begin < 2 || end - begin > 5)
    return false;
  for (uint32_t at = begin; at < end; at++) {
    char c = text[at];
    bool small = c >= 'a' && c <= 'z';
    if (!small && (at > begin || c < 'A' || c > 'Z'))
      return false;
    if (strchr("aeiouy", c | 32))
      return false;
  }
  return text[end - 1] != text[end - 2];
}

static bool known(gm_abbreviations list, const char *text, uint32_t size,
                  uint32_t begin, uint32_t end) {
  bool is_letter;
  uint32_t next = skip_space(text, size, end + 1);
  char follows = end + 1 < size ? text[end + 1] : ' ';
  switch (gm_abbreviation_of(list, gm_slice_of(text + begin, end - begin))) {
  case GM_ABBREVIATION_NONE:
    if (without_vowel(list, text, begin, end))
      return true;
    return follows == ',' && end - begin <= 5 && end - begin > 1 && text[begin] > '9' &&
           (text[end - 1] < '0' || text[end - 1] > '9') && text[end - 1] != '_';
  case GM_ABBREVIATION_NUMBER:
    return next < size && text[next] >= '0' && text[next] <= '9';
  case GM_ABBREVIATION_DATE:
  case GM_ABBREVIATION_CAPITAL:
  case GM_ABBREVIATION_PROPER:
    return case_at(text, size, begin, &is_letter) == GM_CASE_UPPER;
  default:
    return true;
  }
}

/* Letters and inner points only, every part one letter: U.S, a.m, J.R.R. */
static bool single_letters(const char *text, uint32_t begin, uint32_t end) {
  uint32_t length;
  for (uint32_t at = begin; at < end; at += 1) {
    if (gm_kind(gm_properties_of(gm_utf8_decode(text + at, &length))) != GM_KIND_LETTER)
      return false;
    at += length;
    if (at < end && text[at] != '.')
      return false;
  }
  return true;
}

/* end.The: two letters at least, the last one small, before the point; a capital and
 * then none behind it. */
static bool space_missing(const char *text, uint32_t size, uint32_t begin,
                          uint32_t point) {
  bool is_letter;
  uint32_t length, left = point - gm_utf8_before(text, point);
  if (point - begin < 2 || case_at(text, size, left, &is_letter) != GM_CASE_LOWER)
    return false;
  if (case_at(text, size, point + 1, &is_letter) != GM_CASE_UPPER)
    return false;
  gm_utf8_decode(text + point + 1, &length);
  return case_at(text, size, point + 1 + length, &is_letter) != GM_CASE_UPPER;
}

/* A word with points inside. Gives true where *end was moved past a point that belongs
 * to it. */
static bool dotted(gm_abbreviations list, const char *text, uint32_t size,
                   uint32_t begin, uint32_t *end, uint32_t first) {
  bool is_letter, point = *end < size && text[*end] == '.';
  if (single_letters(text, begin, *end))
    return point ? ++*end, true : false;
  uint32_t last = *end;
  while (text[last - 1] != '.')
    last--;
  gm_abbreviation whole =
      gm_abbreviation_of(list, gm_slice_of(text + begin, *end - begin));
  gm_abbreviation tail =
      gm_abbreviation_of(list, gm_slice_of(text + last, *end - last));
  if (point && (whole || (tail && tail != GM_ABBREVIATION_NUMBER && first - begin < 4)))
    return ++*end, true;
  /* A name after initials or a title without a space: J.K.|Rowling, Mr.|Smith. */
  bool capital = case_at(text, size, last, &is_letter) == GM_CASE_UPPER;
  gm_abbreviation head =
      gm_abbreviation_of(list, gm_slice_of(text + begin, first - begin));
  if (capital && single_letters(text, begin, last - 1))
    return *end = last, true;
  if (capital && head == GM_ABBREVIATION_NAME && last == first + 1)
    return *end = last, true;
  if (space_missing(text, size, begin, first))
    *end = first;
  return false;
}

gm_slice gm_without_elision(gm_language language, gm_slice word) {
  if (language <= GM_LANGUAGE_ENGLISH)
    return word;
  for (size_t at = 1; at < 6 && at + 2 < word.size; at++) {
    if (word.data[at] == '\'')
      return gm_slice_of(word.data + at + 1, word.size - at - 1);
    if (at + 4 < word.size && memcmp(word.data + at, "\xE2\x80\x99", 3) == 0)
      return gm_slice_of(word.data + at + 3, word.size - at - 3);
  }
  return word;
}

bool gm_point_belongs(gm_abbreviations list, const char *text, uint32_t size,
                      uint32_t begin, uint32_t *end, gm_slice before) {
  uint32_t length;
  const char *first = memchr(text + begin, '.', *end - begin);
  if (first && text[begin] > '9' &&
      dotted(list, text, size, begin, end, (uint32_t)(first - text)))
    return true;
  if (*end >= size || text[*end] != '.')
    return false;
  if (*end + 1 < size && text[*end + 1] == '.')
    return false; /* an ellipsis */
  gm_slice word = gm_slice_of(text + begin, *end - begin);
  begin = (uint32_t)(gm_without_elision(list.language, word).data - text);
  gm_utf8_decode(text + begin, &length);
  bool belongs = begin + length == *end
                     ? initial(list.language, text, size, begin, *end, before)
                     : known(list, text, size, begin, *end);
  if (!belongs && begin + length == *end)
    belongs = known(list, text, size, begin, *end);
  *end += belongs;
  return belongs;
}

bool gm_point_may_belong(gm_abbreviations list, const char *text, uint32_t begin,
                         uint32_t end) {
  if (end - begin == 1 || without_vowel(list, text, begin, end))
    return true;
  return gm_abbreviation_of(list, gm_slice_of(text + begin, end - begin)) !=
         GM_ABBREVIATION_NONE;
}
