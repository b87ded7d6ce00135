/* What the shape of one block says: its end, its beginning, its capitals, its signs.
 *
 * Long blocks are prose whatever their details; only their end is looked at. */
#include "load/blocks.h"
#include "base/map.h"
#include "load/dates.h"
#include "load/slices.h"
#include "text/utf8.h"

enum {
  LONG = 600, /* bytes from which a block is not looked at word by word */
  WHOLE = 240 /* the same where it ends as sentences do */
};

static bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}
static bool small(char c) {
  return c >= 'a' && c <= 'z';
}
static bool digit(char c) {
  return c >= '0' && c <= '9';
}

/* Letters outside of ASCII, as far as shapes need them: all but general punctuation and
 * signs. */
static bool wide_letter(gm_slice text, size_t at) {
  unsigned char c = (unsigned char)text.data[at];
  if (c < 0xC3)
    return false;
  return !(c == 0xE2 && at + 1 < text.size &&
           (unsigned char)text.data[at + 1] <= 0xAF) &&
         !(c == 0xE3 && at + 1 < text.size && (unsigned char)text.data[at + 1] == 0x80);
}

static bool letter_at(gm_slice text, size_t at) {
  return upper(text.data[at]) || small(text.data[at]) || wide_letter(text, at);
}

static bool begins_with(gm_slice text, const char *part) {
  size_t size = strlen(part);
  return text.size >= size && memcmp(text.data, part, size) == 0;
}

static bool ends_with(gm_slice text, const char *part) {
  size_t size = strlen(part);
  return text.size >= size && memcmp(text.data + text.size - size, part, size) == 0;
}

/* ---- the end ---- */

/* Without numbers of notes at its end: [1], [2, 3], [^4], ¹². */
static gm_slice before_notes(gm_slice text) {
  static const char *const raised[] = {"¹", "²", "³", "⁰", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  for (size_t i = 0; i < sizeof raised / sizeof *raised; i++)
    if (ends_with(text, raised[i]) && text.size > strlen(raised[i])) {
      text.size -= strlen(raised[i]);
      i = (size_t)-1; /* once more from the first */
    }
  if (!ends_with(text, "]")) return text;
  size_t at = text.size - 1;
  while (at && strchr("0123456789,- ^", text.data[at - 1])) at--;
  if (at > 1 && at < text.size - 1 && text.data[at - 1] == '[') text.size = at - 1;
  return text;
}

static uint32_t end_shape(gm_slice text) {
  char last = text.data[text.size - 1];
  if (last == '.' && text.size > 1 && text.data[text.size - 2] != '.')
    return GM_BLOCK_FINAL;
  if (small(last))
    return 0; /* the two usual ends */
  text = before_notes(text);
  static const char *const closers[] = {"\"", "'",  ")",  "]", "”", "’",
                                        "»",  "」", "』", "*", "“"};
  for (bool again = true; again;) {
    again = false;
    while (text.size && text.data[text.size - 1] == ' ')
      text.size--;
    for (size_t i = 0; i < sizeof closers / sizeof *closers && !again; i++) {
      if (!ends_with(text, closers[i]) || text.size <= strlen(closers[i]))
        continue;
      text.size -= strlen(closers[i]);
      again = true;
    }
  }
  if (ends_with(text, "...") || ends_with(text, "…"))
    return GM_BLOCK_ELLIPSIS;
  if (ends_with(text, "?") || ends_with(text, "？"))
    return GM_BLOCK_FINAL | GM_BLOCK_QUESTION;
  if (ends_with(text, ".") || ends_with(text, "!") || ends_with(text, "。") ||
      ends_with(text, "！"))
    return GM_BLOCK_FINAL;
  if (ends_with(text, ":") || ends_with(text, "："))
    return GM_BLOCK_COLON;
  return ends_with(text, ",") || ends_with(text, ";") ? GM_BLOCK_PAUSE : 0;
}

/* ---- the beginning ---- */

/* "1. ", "2) ", "IV. ": the length, or 0. */
static size_t number_mark(gm_slice text) {
  size_t size = 0;
  while (size < text.size && size < 3 && digit(text.data[size]))
    size++;
  if (!size)
    while (size < text.size && size < 5 && strchr("IVX", text.data[size]))
      size++;
  if (!size || size + 1 >= text.size)
    return 0;
  if (text.data[size] != '.' && text.data[size] != ')')
    return 0;
  return text.data[size + 1] == ' ' ? size + 2 : 0;
}

/* "Subtitle 1: ", "Part II - ", "Step 3. ": a word, a number and a sign. */
static size_t label_size(gm_slice text) {
  size_t at = 0;
  while (at < text.size && letter_at(text, at))
    at++;
  if (at < 3 || at > 16 || at >= text.size || text.data[at] != ' ')
    return 0;
  if (!upper(text.data[0]))
    return 0;
  size_t number = ++at;
  while (at < text.size && digit(text.data[at]))
    at++;
  if (at == number)
    while (at < text.size && text.data[at] && strchr("IVX", text.data[at]))
      at++;
  if (at == number || at - number > 4)
    return 0;
  gm_slice rest = gm_slice_from(text, at);
  static const char *const signs[] = {": ", "：", " - ", " – ", " — ", "—", "–"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (begins_with(rest, signs[i]) && rest.size > strlen(signs[i]))
      return at + strlen(signs[i]);
  return 0;
}

static bool bullet(gm_slice text) {
  if (letter_at(text, 0))
    return false;
  static const char *const bullets[] = {"•", "‣", "◦",  "▪",  "●",
                                        "■", "·", "- ", "* ", "+ "};
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
    if (begins_with(text, bullets[i]))
      return true;
  return false;
}

/* ---- word by word ---- */

typedef struct {
  uint32_t words, longer, longer_capital; /* longer: of four letters or more */
  uint32_t capital, leading_capitals;     /* leading: in a row from the block's begin */
  uint32_t digits, camel; /* words with digits; capitals after small letters */
  bool leading;
} census;

static bool is_particle(gm_slice word) { /* within names */
  static const char *const particles[] = {"de", "van", "von", "der", "al", "bin",
                                          "of", "da",  "la",  "le",  "du", "del"};
  for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
    if (gm_slice_equal(word, gm_slice_text(particles[i])))
      return true;
  return false;
}

static void count_word(census *c, gm_slice word) {
  size_t letters = 0, digits = 0, first = word.size;
  for (size_t i = 0; i < word.size; i++) {
    if (letter_at(word, i)) {
      if (first == word.size)
        first = i;
      letters++;
      if (i && upper(word.data[i]) && small(word.data[i - 1]))
        c->camel++;
    }
    digits += digit(word.data[i]);
  }
  c->digits += digits > 0;
  if (!letters) {
    if (digits)
      c->leading = false;
    return;
  }
  bool capital = upper(word.data[first]);
  c->words++;
  c->capital += capital;
  c->longer += letters >= 4;
  c->longer_capital += letters >= 4 && capital;
  bool comma = strchr(",:", word.data[word.size - 1]) != NULL;
  if (c->leading && (capital || (c->leading_capitals && is_particle(word))))
    c->leading_capitals++;
  else
    c->leading = false;
  if (comma)
    c->leading = false;
}

static census take_census(gm_slice text) {
  census c = {0};
  c.leading = true;
  size_t at = 0;
  while (at < text.size) {
    size_t space;
    while (at < text.size && (space = gm_space_at(text, at)))
      at += space;
    size_t begin = at;
    while (at < text.size && !gm_space_at(text, at))
      at++;
    if (at > begin)
      count_word(&c, gm_slice_of(text.data + begin, at - begin));
  }
  return c;
}

/* Scripts without spaces: about two characters make a word. */
static uint32_t wide_words(gm_slice text) {
  uint32_t count = 0;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    count += c >= 0xE3 && c <= 0xED && wide_letter(text, i);
  }
  return count / 2;
}

static bool several_sentences(gm_slice text) {
  for (size_t i = 2; i + 2 < text.size; i++) {
    if (text.data[i] != '.' && text.data[i] != '!' && text.data[i] != '?')
      continue;
    size_t next = i + 1;
    while (next < text.size && (text.data[next] == '"' || text.data[next] == '\''))
      next++;
    if (begins_with(gm_slice_from(text, next), "”"))
      next += 3;
    bool word = (small(text.data[i - 1]) || digit(text.data[i - 1])) &&
                (small(text.data[i - 2]) || digit(text.data[i - 2]));
    if (word && next + 1 < text.size && text.data[next] == ' ' &&
        !small(text.data[next + 1]))
      return true;
  }
  return false;
}

/* ---- signs ---- */

static bool has(gm_slice text, const char *part) {
  return memmem(text.data, text.size, part, strlen(part)) != NULL;
}

/* What templates leave behind where nothing was filled in. */
static bool has_residue(gm_slice text) {
  if (memchr(text.data, '{', text.size) &&
      (has(text, "{{") || has(text, "${") || has(text, "{%")))
    return true;
  if (memchr(text.data, '}', text.size) && has(text, "}}"))
    return true;
  if (memchr(text.data, '[', text.size) && (has(text, "[[") || has(text, "](http")))
    return true;
  if (memchr(text.data, '<', text.size) && has(text, "<%"))
    return true;
  return memchr(text.data, '&', text.size) && has(text, "&nbsp;");
}

static bool is_residue(gm_slice text, const census *c) {
  if (has_residue(text))
    return true;
  /* Names of icons and widgets run together: FacebookIcon TwitterIcon. */
  bool joined = c->words >= 3 ? c->camel * 3 >= c->words : c->words == 1 && c->camel >= 3;
  if (joined && !memchr(text.data, '.', text.size))
    return true;
  bool address = gm_slice_begins(text, "http://") ||
                 gm_slice_begins(text, "https://") || gm_slice_begins(text, "www.");
  if (address && c->words <= 2)
    return true;
  return c->words == 0 && (c->digits == 0 || text.size <= 8) && wide_words(text) == 0;
}

/* "Photo: Jane Doe", "Illustration: Yusha": one word, a colon, a short run of names. */
static bool is_name_credit(gm_slice text, const census *c) {
  const char *colon = memchr(text.data, ':', text.size);
  if (!colon || c->words < 2 || c->words > 7 || c->digits)
    return false;
  gm_slice label = gm_slice_of(text.data, (size_t)(colon - text.data));
  for (size_t i = 0; i < label.size; i++)
    if (!letter_at(label, i))
      return false;
  if (label.size < 4 || !upper(text.data[0]) || upper(text.data[1]))
    return false;
  gm_slice names = gm_slice_trim(gm_slice_from(text, label.size + 1));
  census n = take_census(names);
  static const char *const articles[] = {"a ", "an ", "the ", "how ", "why ", "what "};
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
    if (gm_slice_begins(names, articles[i]))
      return false;
  return n.words >= 1 && n.words <= 4 && n.capital == n.words;
}

/* A part in brackets at the end that names a source: "(Source: MOFA)", "(AP Photo/Jane
 * Doe)". */
static bool is_bracket_credit(gm_slice text) {
  if (!ends_with(text, ")"))
    return false;
  size_t open = text.size;
  while (open > 0 && text.data[open - 1] != '(')
    open--;
  if (open == 0 || text.size - open > 60)
    return false;
  gm_slice inside = gm_slice_of(text.data + open, text.size - open - 1);
  census c = take_census(inside);
  bool sign =
      memchr(inside.data, ':', inside.size) || memchr(inside.data, '/', inside.size);
  return sign && c.words && c.capital * 2 > c.words && c.digits == 0;
}

static bool is_credit(gm_slice text, const census *c, uint32_t shape) {
  if (text.size > 500)
    return false;
  if (has(text, "©") && c->words < 40 && !(shape & GM_BLOCK_FINAL))
    return true;
  if (shape & (GM_BLOCK_LABEL | GM_BLOCK_NUMBERED | GM_BLOCK_BULLET))
    return false;
  if (text.data[0] == '[' && ends_with(text, "]") && c->words <= 25) return true;
  return is_bracket_credit(text) ||
         (!(shape & GM_BLOCK_FINAL) && is_name_credit(text, c));
}

static uint32_t line_shape(gm_slice text, const census *c, bool final) {
  size_t begin;
  char date[GM_DATE_SIZE];
  if (c->words > 16 || text.size > 160)
    return 0;
  size_t dated = gm_date_find(text, &begin, date);
  if (!dated && c->words <= 4) dated = gm_month_find(text, &begin, date);
  bool by = gm_slice_begins(text, "by ") && c->words >= 2 && c->words <= 14;
  if (by) { /* every word up to a bar, comma or the end begins with a capital */
    census names = take_census(gm_slice_from(text, 3));
    by = names.leading_capitals >= 1 && names.capital * 3 >= names.words * 2;
  }
  if (by)
    return GM_BLOCK_BYLINE;
  if (dated && c->words <= 9 && dated * 3 >= text.size && (!final || c->words <= 3))
    return GM_BLOCK_DATELINE;
  return 0;
}

/* Ends with a word that something must follow: the text goes on elsewhere. */
static bool ends_open(gm_slice text) {
  if (!small(text.data[text.size - 1]))
    return false;
  static const char *const words[] = {" the",  " of", " to",  " and",     " a",
                                      " an",   " in", " for", " with",    " by",
                                      " that", " as", " on",  " at",      " from",
                                      " or",   " is", " are", " through", " which"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ends_with(text, words[i]))
      return true;
  return false;
}

/* A whole text with a word or two glued to it: "… of the experience. Advertisement". */
static bool ends_glued(gm_slice text) {
  if (text.size < 80) return false;
  for (size_t at = text.size - 2; at + 26 > text.size; at--)
    if (text.data[at] == '.' && text.data[at + 1] == ' ')
      return at + 2 < text.size && upper(text.data[at + 2]) && small(text.data[at - 1]);
  return false;
}

/* The second word begins with a capital too. */
static bool begins_named(gm_slice text) {
  const char *space = memchr(text.data, ' ', text.size < 40 ? text.size : 40);
  return upper(text.data[0]) && space && space + 1 < text.data + text.size &&
         (upper(space[1]) || (unsigned char)space[1] >= 0xC3);
}

void gm_block_look(gm_block *block, gm_slice all) {
  gm_slice text = gm_slice_of(all.data + block->begin, block->end - block->begin);
  uint32_t shape = block->shape & (GM_BLOCK_BLANK | GM_BLOCK_LINES);
  size_t tail = text.size < 64 ? 0 : text.size - 64;
  shape |= end_shape(gm_slice_from(text, tail));
  if (!(shape & (GM_BLOCK_FINAL | GM_BLOCK_COLON | GM_BLOCK_ELLIPSIS)) && ends_glued(text))
    shape |= GM_BLOCK_FINAL;
  if (text.size < LONG && ends_open(text))
    shape |= GM_BLOCK_OPEN;
  if (bullet(text))
    shape |= GM_BLOCK_BULLET;
  if (begins_with(text, "\"") || begins_with(text, "“") || begins_with(text, "”") ||
      begins_with(text, "‘") || begins_with(text, "«"))
    shape |= GM_BLOCK_QUOTED;
  if (small(text.data[0]))
    shape |= GM_BLOCK_LOWER;
  size_t head = text.size > LONG ? 200 : text.size;
  bool whole = text.size > WHOLE && shape & GM_BLOCK_FINAL &&
               !(shape & (GM_BLOCK_BULLET | GM_BLOCK_ELLIPSIS)) && !has_residue(text);
  if (whole && !begins_named(text) && (unsigned char)text.data[0] < 0xE3) {
    block->words =
        (uint32_t)(text.size / 6); /* English has six bytes a word, with its space */
    block->shape =
        shape | GM_BLOCK_SENTENCES | (number_mark(text) ? GM_BLOCK_NUMBERED : 0);
    return;
  }
  if (whole && head > 100)
    head = 100;
  census c = take_census(gm_slice_of(text.data, head));
  if (c.leading_capitals >= 2 && c.leading_capitals <= 5 && !(shape & GM_BLOCK_QUOTED))
    shape |= GM_BLOCK_NAMED;
  if (number_mark(text))
    shape |= GM_BLOCK_NUMBERED;
  if (text.size > LONG || whole) {
    uint32_t wide = wide_words(gm_slice_of(text.data, head));
    uint64_t words = c.words > wide ? c.words : wide;
    block->words = (uint32_t)(text.size * words / head);
    block->shape = shape | GM_BLOCK_SENTENCES;
    return;
  }
  uint32_t wide = wide_words(text);
  block->words = c.words > wide ? c.words : wide;
  if (several_sentences(text))
    shape |= GM_BLOCK_SENTENCES;
  size_t label = label_size(text);
  if (label && c.words <= 24) {
    shape |= GM_BLOCK_LABEL;
    block->label_end = block->begin + (uint32_t)label;
  }
  if (c.longer >= 2 && c.longer_capital * 10 >= c.longer * 7)
    shape |= GM_BLOCK_HEADLINE;
  bool waiting = c.words <= 2 && shape & GM_BLOCK_ELLIPSIS && !(shape & GM_BLOCK_QUOTED);
  if (waiting || is_residue(text, &c)) /* "Loading..." */
    shape |= GM_BLOCK_RESIDUE;
  if (is_credit(text, &c, shape))
    shape |= GM_BLOCK_CREDIT;
  shape |= line_shape(text, &c, shape & GM_BLOCK_FINAL);
  block->shape = shape;
  char letters[LONG];
  size_t size = 0;
  for (size_t i = 0; i < text.size && size < sizeof letters; i++)
    if (digit(text.data[i]) || letter_at(text, i) ||
        (unsigned char)text.data[i] >= 0x80)
      letters[size++] = upper(text.data[i]) ? (char)(text.data[i] + 32) : text.data[i];
  block->print = gm_hash(gm_slice_of(letters, size)) | 1;
}
