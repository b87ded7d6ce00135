/* The way through a chunk (a stretch without ASCII white space) character by character:
 * words by UAX #29, then the tailorings. Everything that is not plain ASCII words and
 * punctuation comes here, and what is written here is what a token is; scan.c only does
 * the plain part of it faster. */
#include "text/lemmas.h"
#include "text/net.h"
#include "text/points.h"
#include "text/properties.h"
#include "text/tokens_private.h"
#include "text/utf8.h"
#include "text/words.h"
#include <strings.h>

#define NARROW_SPACE                                                                   \
  0x202F /* joins letters and digits in UAX #29; at their head it is a gap */
#define REGION 16384        /* bytes that the dictionary is asked about at once */
#define LONG_RUN 32768      /* bytes of one run that it is asked about */
#define OVERLAP 1024        /* the last of these, which it is asked about again */
#define QUOTE_REACH 2000 /* bytes that an open ‘ or ' is remembered for */

static gm_properties at_byte(const gm_cutter *cut, uint32_t at, uint32_t *length) {
  return gm_properties_of(gm_utf8_decode(cut->text + at, length));
}

static bool word_character(const gm_cutter *cut, uint32_t at) {
  uint32_t length;
  if (at >= cut->size) return false;
  unsigned kind = gm_kind(at_byte(cut, at, &length));
  return kind == GM_KIND_LETTER || kind == GM_KIND_NUMBER;
}

static bool word_before(const gm_cutter *cut, uint32_t at) {
  return at && word_character(cut, at - gm_utf8_before(cut->text, at));
}

/* The token that ends at `at` without a gap; empty where there is none. */
static gm_slice adjacent(const gm_cutter *cut, uint32_t at) {
  int last = (int)cut->count - 1;
  if (cut->end[last] != at) return gm_slice_of(NULL, 0);
  return gm_slice_of(cut->text + cut->begin[last], at - cut->begin[last]);
}

static gm_slice before(const gm_cutter *cut) {
  int last = (int)cut->count - 1;
  return gm_slice_of(cut->text + cut->begin[last], cut->end[last] - cut->begin[last]);
}

/* ---- clitics ---- */
/* The length of ' or ’ at `at`, 0 where there is neither. */
static uint32_t apostrophe(const char *text, uint32_t at, uint32_t end) {
  if (at < end && text[at] == '\'') return 1;
  return at + 3 <= end && memcmp(text + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static bool follows_pronoun(const char *text, uint32_t begin, uint32_t end) {
  static const char *const words[] = {"it",  "he",   "she",   "that",  "there", "what",
                                      "who", "here", "where", "how",   "when",  "why",
                                      "let", "this", "one",   "there", "what",  NULL};
  for (const char *const *word = words; *word; word++)
    if (strlen(*word) == end - begin &&
        strncasecmp(*word, text + begin, end - begin) == 0)
      return true;
  return false;
}

/* Where the last clitic of [begin, end) begins, `end` where there is none. */
static uint32_t find_clitic(const char *text, uint32_t begin, uint32_t end,
                            bool *possessive) {
  static const char *const tails[] = {"s", "m", "d", "re", "ve", "ll", "t"};
  *possessive = false;
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    uint32_t tail = (uint32_t)strlen(tails[i]), mark = 0;
    if (end - begin < tail + 2 || strncasecmp(text + end - tail, tails[i], tail) != 0)
      continue;
    uint32_t at = end - tail;
    if (text[at - 1] == '\'') mark = at - 1;
    else if (at - begin > 3 && apostrophe(text, at - 3, at) == 3) mark = at - 3;
    if (mark <= begin) continue;
    if (*tails[i] != 't') {
      *possessive =
          tail == 1 && (text[at] | 32) == 's' && !follows_pronoun(text, begin, mark);
      return mark;
    }
    if ((text[mark - 1] | 32) == 'n' && mark - 1 > begin) return mark - 1;
  }
  return end;
}

static void add_word(gm_cutter *cut, uint32_t begin, uint32_t end, uint16_t flags) {
  bool possessive;
  uint32_t clitic = end;
  if (cut->tailorings & GM_TAILOR_CLITICS && end - begin < 128)
    clitic = find_clitic(cut->text, begin, end, &possessive);
  if (clitic == end) {
    gm_cut_add(cut, begin, end, flags);
    return;
  }
  add_word(cut, begin, clitic, flags);
  gm_cut_add(cut, clitic, end,
             GM_TOKEN_CLITIC | (possessive ? GM_TOKEN_POSSESSIVE : 0));
}

/* ---- numbers ---- */
static bool currency(uint32_t code) {
  return code == '$' || (code >= 0xA2 && code <= 0xA5) ||
         (code >= 0x20A0 && code <= 0x20CF);
}

static bool digit_at(const gm_cutter *cut, uint32_t at, uint32_t to) {
  return at < to && cut->text[at] >= '0' && cut->text[at] <= '9';
}

/* Past a sign of unit directly behind a number: 3.5% 20°C 10€. */
static uint32_t unit_end(const gm_cutter *cut, uint32_t end, uint32_t to) {
  uint32_t length, code;
  if (end >= to) return end;
  code = gm_utf8_decode(cut->text + end, &length);
  if (code == '%' || code == 0x2030 || code == 0xBD || code == 0xBC || code == 0xBE)
    return end + length;
  if (code == 0xB0) {
    end += length;
    if (end < to && (cut->text[end] == 'C' || cut->text[end] == 'F') &&
        !word_character(cut, end + 1))
      end++;
    return end;
  }
  return currency(code) && !word_character(cut, end + length) ? end + length : end;
}

/* The end of a sum that begins at `at`: $10, £3.5m, US$5; 0 where there is none. */
static uint32_t sum_end(const gm_cutter *cut, uint32_t at, uint32_t to) {
  uint32_t sign = at, length;
  while (sign < to && sign - at < 3 && cut->text[sign] >= 'A' && cut->text[sign] <= 'Z')
    sign++;
  if (sign >= to) return 0;
  uint32_t code = gm_utf8_decode(cut->text + sign, &length);
  if (!currency(code) || !digit_at(cut, sign + length, to)) return 0;
  return gm_word_end(cut->text, to, sign + length);
}

/* ---- words broken at a line's end ---- */
static bool plain_word(const char *text, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; i++)
    if ((text[i] | 32) < 'a' || (text[i] | 32) > 'z') return false;
  return end > begin;
}

static bool in_dictionary(const char *first, uint32_t first_size, const char *rest,
                          uint32_t rest_size) {
  char word[64];
  gm_slice lemmas[GM_LEMMAS_MAX];
  if (first_size + rest_size > sizeof word) return false;
  memcpy(word, first, first_size);
  memcpy(word + first_size, rest, rest_size);
  for (uint32_t i = 0; i < first_size + rest_size; i++)
    if (word[i] >= 'A' && word[i] <= 'Z') word[i] |= 32;
  return gm_lemmas_of(gm_slice_of(word, first_size + rest_size), true, lemmas) > 0;
}

/* A word [begin, end) that goes on in the next line behind a hyphen: the end of its
 * second part, 0 where it is not one. Joined where the dictionary has the whole, or not
 * both parts. */
static uint32_t broken_end(const gm_cutter *cut, uint32_t begin, uint32_t end) {
  const char *text = cut->text;
  uint32_t at = end, rest;
  if (at + 1 < cut->size && text[at] == '-') at++;
  else if (at + 2 < cut->size && memcmp(text + at, "\xC2\xAD", 2) == 0) at += 2;
  else if (at + 3 < cut->size && memcmp(text + at, "\xE2\x80\x90", 3) == 0) at += 3;
  else return 0;
  while (at < cut->size && (text[at] == ' ' || text[at] == '\r')) at++;
  if (at >= cut->size || text[at] != '\n') return 0;
  for (at++; at < cut->size && (text[at] == ' ' || text[at] == '\t');) at++;
  for (rest = at; at < cut->size && text[at] >= 'a' && text[at] <= 'z';) at++;
  if (at == rest || !plain_word(text, begin, end)) return 0;
  if (at < cut->size && text[at] == '-') return 0;
  if (gm_word_end(text, cut->size, rest) != at && !apostrophe(text, at, cut->size))
    return 0;
  if (in_dictionary(text + begin, end - begin, text + rest, at - rest)) return at;
  return in_dictionary(text + begin, end - begin, "", 0) &&
                 in_dictionary(text + rest, at - rest, "", 0)
             ? 0
             : at;
}

/* ---- the parts of a chunk ---- */
/* A segment that begins with a letter or digit. Gives where to go on. */
static uint32_t cut_word(gm_cutter *cut, uint32_t at, uint32_t end, uint32_t to) {
  uint16_t flags = 0;
  uint32_t broken;
  if (cut->tailorings & GM_TAILOR_UNITS) {
    uint32_t sum = sum_end(cut, at, to);
    if (sum) end = sum;
    else if (digit_at(cut, end - 1, to)) end = unit_end(cut, end, to);
  }
  if (cut->tailorings & GM_TAILOR_ABBREVIATIONS &&
      gm_point_belongs(gm_cut_list(cut, at), cut->text, cut->size, at, &end,
                       before(cut)))
    flags = GM_TOKEN_ABBREVIATION;
  if (cut->tailorings & GM_TAILOR_LINE_HYPHEN && (broken = broken_end(cut, at, end))) {
    gm_cut_add(cut, at, broken, GM_TOKEN_JOINED);
    cut->joined = true;
    return broken;
  }
  if (flags) gm_cut_add(cut, at, end, flags);
  else add_word(cut, at, end, flags);
  return end;
}

/* An apostrophe that stands alone: the possessive of a plural, 's behind a number or
 * point, the beginning of '90s and 'em, or a quotation mark. */
static uint32_t cut_apostrophe(gm_cutter *cut, uint32_t at, uint32_t end, uint32_t to) {
  static const char *const elided[] = {"em", "tis", "twas", "til", "cause", "n"};
  const char *text = cut->text;
  gm_slice left = adjacent(cut, at);
  bool right = word_character(cut, end);
  bool clitics = (cut->tailorings & GM_TAILOR_CLITICS) != 0;
  if (clitics && left.size && right && (text[end] | 32) == 's' &&
      !word_character(cut, end + 1)) {
    gm_cut_add(cut, at, end + 1, GM_TOKEN_CLITIC | GM_TOKEN_POSSESSIVE);
    return end + 1;
  }
  bool opened = cut->single_open && at - cut->single_open < QUOTE_REACH;
  if (clitics && left.size && !right && !opened &&
      (left.data[left.size - 1] | 32) == 's' && word_before(cut, at)) {
    gm_cut_add(cut, at, end, GM_TOKEN_CLITIC | GM_TOKEN_POSSESSIVE);
    return end;
  }
  if (clitics && !left.size && right) {
    uint32_t word = gm_word_end(text, to, end);
    bool decade =
        digit_at(cut, end, to) && digit_at(cut, end + 1, to) && word - end <= 3;
    for (size_t i = 0; i < sizeof elided / sizeof *elided && !decade; i++)
      decade = strlen(elided[i]) == word - end &&
               strncasecmp(elided[i], text + end, word - end) == 0;
    if (decade) {
      gm_cut_add(cut, at, word, 0);
      return word;
    }
  }
  bool open = !left.size || (right && !word_before(cut, at));
  if (open) cut->single_open = at;
  else if (opened) cut->single_open = 0;
  gm_cut_add(cut, at, end,
             GM_TOKEN_HIDDEN | (open ? GM_TOKEN_QUOTE_OPEN : GM_TOKEN_QUOTE_CLOSE));
  return end;
}

static bool opening(char c) {
  return c == '(' || c == '[' || c == '{' || c == '-' || c < 0;
}

/* Flags of a quotation mark that is not straight; 0 for anything else. */
static uint16_t quote_flags(const gm_cutter *cut, uint32_t at, uint32_t end,
                            uint32_t code) {
  bool close;
  switch (code) {
  case 0x201C: /* “ closes in German */
  case 0x2018:
    close = adjacent(cut, at).size && !word_character(cut, end) &&
            !opening(cut->text[at - 1]);
    break;
  case 0xAB:
  case 0x2039:
  case 0x300C:
  case 0x300E:
  case 0x201E:
  case 0x201A:
  case 0x301D:
    close = false;
    break;
  case 0x201D: /* ” opens in Swedish, and where people take one mark for both */
    close = adjacent(cut, at).size || !word_character(cut, end);
    break;
  case 0xBB:
  case 0x203A:
  case 0x300D:
  case 0x300F:
  case 0x301E:
  case 0x301F:
    close = true;
    break;
  default: return 0;
  }
  return GM_TOKEN_HIDDEN | (close ? GM_TOKEN_QUOTE_CLOSE : GM_TOKEN_QUOTE_OPEN);
}

static bool bullet(uint32_t code) {
  return code == 0x2022 || code == 0x2023 || code == 0x2043 || code == 0x25AA ||
         code == 0x25CF || code == 0x25CB || code == 0x25A0 || code == 0x25E6 ||
         code == 0x204C || code == 0x204D;
}

/* Whether a letter of [low, high) stands in front: in Armenian a colon is the full stop,
 * in Greek a semicolon the question mark. */
static bool letter_before(const gm_cutter *cut, uint32_t at, uint32_t low,
                          uint32_t high) {
  uint32_t length, code;
  if (at < 2) return false;
  code = gm_utf8_decode(cut->text + at - gm_utf8_before(cut->text, at), &length);
  return code >= low && code < high;
}

/* A segment that begins with neither letter nor digit. Gives where to go on. */
static uint32_t cut_mark(gm_cutter *cut, uint32_t at, uint32_t end, uint32_t to) {
  uint32_t length, code = gm_utf8_decode(cut->text + at, &length);
  gm_properties p = gm_properties_of(code);
  if (cut->tailorings & GM_TAILOR_RUNS && gm_mark_of_runs(cut->text[at]) &&
      end == at + 1) {
    while (end < to && cut->text[end] == cut->text[at]) end++;
    end = gm_word_end(cut->text, to, end - 1); /* and what is set over the last */
  }
  if (cut->tailorings & GM_TAILOR_UNITS && currency(code)) {
    uint32_t sum = sum_end(cut, at, to);
    if (sum) {
      gm_cut_add(cut, at, sum, 0);
      return sum;
    }
  }
  if (apostrophe(cut->text, at, end) == end - at) {
    if (code == '\'' && end < to && cut->text[end] == '\'') { /* '' closes */
      gm_cut_add(cut, at, end + 1, GM_TOKEN_HIDDEN | GM_TOKEN_QUOTE_CLOSE);
      return end + 1;
    }
    return cut_apostrophe(cut, at, end, to);
  }
  if (code == '`') {
    if (end < to && cut->text[end] == '`') end++;
    gm_cut_add(cut, at, end, GM_TOKEN_HIDDEN | GM_TOKEN_QUOTE_OPEN);
    return end;
  }
  uint16_t flags = quote_flags(cut, at, end, code);
  if ((code == 0x2010 || code == 0x2011) && adjacent(cut, at).size &&
      word_character(cut, end))
    flags = GM_TOKEN_HYPHEN | GM_TOKEN_HIDDEN;
  if (bullet(code)) flags |= GM_TOKEN_WAKE;
  unsigned sentence = gm_sentence_break(p);
  if (sentence == GM_SB_ATERM || sentence == GM_SB_STERM || code == 0x2026)
    flags = GM_TOKEN_STOP;
  if (code == ':' && letter_before(cut, at, 0x530, 0x590)) flags = GM_TOKEN_STOP;
  if ((code == ';' && letter_before(cut, at, 0x370, 0x400)) || code == 0x37E)
    flags = GM_TOKEN_STOP; /* the Greek question mark */
  gm_cut_add(cut, at, end, flags);
  return end;
}

/* Where a region that goes on to `to` may end: behind the chunks after it that hold
 * such letters too (their UTF-8 begins with E0 or more). */
static uint32_t region_end(const gm_cutter *cut, uint32_t at, uint32_t to) {
  uint32_t most = cut->size - at > REGION ? at + REGION : cut->size;
  for (uint32_t next = to; next < most;) {
    bool asian = false;
    while (next < most && (unsigned char)cut->text[next] <= ' ') next++;
    for (; next < most && (unsigned char)cut->text[next] > ' '; next++)
      asian |= (unsigned char)cut->text[next] >= 0xE0;
    if (!asian) break;
    to = next;
  }
  return to > most ? most : to;
}

/* Asks the dictionary for the words of a run, and of what follows it where that takes its
 * time to begin. */
static bool ask_dictionary(gm_cutter *cut, uint32_t at, uint32_t end, uint32_t to) {
  struct gm_tokens_private *own = cut->tokens->private_;
  if (at >= own->region && end <= own->region_end) return true;
  if (!own->dictionary) own->status = gm_dictionary_new(&own->dictionary, NULL);
  if (!own->dictionary) return false;
  if (gm_dictionary_quick(own->dictionary, gm_slice_of(cut->text + at, end - at)))
    to = end;
  else
    to = region_end(cut, at, to);
  while (to < cut->size && ((unsigned char)cut->text[to] & 0xC0) == 0x80) to--;
  if (to < end) to = end;
  own->status = gm_dictionary_cut(own->dictionary, gm_slice_of(cut->text + at, to - at),
                                  &own->bounds, &own->bound_count, NULL);
  own->region = at;
  own->region_end = own->status == GM_OK ? to : 0;
  return own->status == GM_OK;
}

/* Han, kana, Thai …: the longest run, cut by the dictionary. Gives where to go on, which
 * is inside of the run where the stretch is full. Of a run longer than anybody writes
 * without a mark or a space a part is cut, but for the words at its end, which may not
 * end there: so time and memory do not grow with its square. */
static uint32_t cut_run(gm_cutter *cut, uint32_t at, uint32_t to) {
  struct gm_tokens_private *own = cut->tokens->private_;
  uint32_t begin = at, end = at, length, sure = UINT32_MAX;
  for (; end < to; end += length) {
    if (end - begin >= LONG_RUN) {
      sure = end - OVERLAP;
      break;
    }
    gm_properties p = at_byte(cut, end, &length);
    unsigned class = gm_word_break(p);
    if (!gm_script(p) && class != GM_WB_KATAKANA && class != GM_WB_EXTEND &&
        class != GM_WB_FORMAT && class != GM_WB_ZWJ)
      break;
  }
  if (!ask_dictionary(cut, at, end, to)) return end;
  for (; own->bound_count && own->region + *own->bounds < end;
       own->bounds++, own->bound_count--) {
    uint32_t bound = own->region + *own->bounds;
    if (bound <= at) continue;
    if (cut->count == GM_STRETCH || (bound > sure && at > begin)) return at;
    gm_cut_add(cut, at, bound, 0);
    at = bound;
  }
  gm_cut_add(cut, at, end, 0);
  return end;
}

static bool no_token(gm_properties p, uint32_t code) {
  unsigned class = gm_word_break(p);
  return (gm_white_space(p) && code != NARROW_SPACE) || code < 0x20 ||
         (code >= 0x7F && code < 0xA0) || code == 0x200B || class == GM_WB_FORMAT ||
         class == GM_WB_ZWJ;
}

uint32_t gm_cut_chunk(gm_cutter *cut, uint32_t from, uint32_t to) {
  uint32_t at = from, length, end;
  if (!cut->chunk_end)
    cut->chunk_net =
        cut->tailorings & GM_TAILOR_NET && gm_net_possible(cut->text + from, to - from);
  bool net = cut->chunk_net, after_space = from && (cut->text[from - 1] == ' ' ||
                                                    cut->text[from - 1] == '\t');
  while (at < to && cut->count < GM_STRETCH && cut->tokens->private_->status == GM_OK) {
    uint32_t code = gm_utf8_decode(cut->text + at, &length);
    gm_properties p = gm_properties_of(code);
    if (no_token(p, code) || (after_space && gm_word_break(p) == GM_WB_EXTEND)) {
      at = gm_word_end(cut->text, to, at);
      continue;
    }
    after_space = false;
    if (gm_word_break(p) == GM_WB_EXTEND && cut->count && cut->end[cut->count - 1] == at) {
      /* a mark over the last character of what a tailoring cut off */
      cut->end[cut->count - 1] = at = gm_word_end(cut->text, to, at);
      continue;
    }
    if (code == NARROW_SPACE && cut->tailorings) {
      at += length;
      continue;
    }
    bool word = gm_kind(p) == GM_KIND_LETTER || gm_kind(p) == GM_KIND_NUMBER;
    if (net && (word || !word_before(cut, at)) &&
        (end = gm_net_end(cut->text, to, at))) {
      gm_cut_add(cut, at, end, word ? GM_TOKEN_WAKE : 0);
      at = end;
    } else if (gm_script(p) && cut->tailorings & GM_TAILOR_DICTIONARY) {
      at = cut_run(cut, at, to);
    } else {
      end = gm_word_end(cut->text, to, at);
      at = !cut->tailorings ? gm_cut_add(cut, at, end, 0), end
           : word           ? cut_word(cut, at, end, to)
                            : cut_mark(cut, at, end, to);
    }
  }
  cut->chunk_end = at < to ? to : 0;
  return at;
}
