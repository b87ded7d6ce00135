/* Sentences over tokens. Only tokens that were flagged when they were cut are looked
 * at: stops, abbreviations, line breaks, closing parentheses and bullets. Each is
 * decided by what stands around it; the rules come from the sets that UAX #29 leaves
 * open (abbreviations, initials, lists, quotations) and are held by figures in
 * tests/unit/test_sentences.c.
 *
 * Invariant: sentence[0 .. sentence_count) ascends; `first` is the last of them. */
#include "text/abbreviations.h"
#include "text/lemmas.h"
#include "text/points.h"
#include "text/sentence_view.h"
#include <strings.h>

#define REACH 200   /* tokens that an open bracket is looked for in */
#define LONG_WORD 7 /* letters, more than abbreviations have */

/* A stop and what goes with it: further stops, closing marks, a note's number. */
typedef struct {
  uint32_t begin, stop, next; /* the first and last stop; the token behind all */
  uint32_t dots;       /* full stops in a row */
  bool closed, note, smiling;
} stopped;

static bool opener(const finder *in, uint32_t i) {
  char c = byte_of(in, i);
  return flagged(in, i, GM_TOKEN_QUOTE_OPEN) || c == '(' || c == '[' || c == '{';
}

/* The bracket of East Asian text that token i is: 1 opens, -1 closes, 0 neither. */
static int wide_bracket(const finder *in, uint32_t i) {
  static const char brackets[] = "（《〈【［）》〉】］"; /* three bytes each */
  gm_slice form = form_of(in, i);
  if (form.size != 3 || (unsigned char)form.data[0] < 0xE3) return 0;
  for (size_t at = 0; at < sizeof brackets - 1; at += 3)
    if (memcmp(brackets + at, form.data, 3) == 0) return at < 15 ? 1 : -1;
  return 0;
}

static bool closer(const finder *in, uint32_t i) {
  char c = byte_of(in, i);
  return flagged(in, i, GM_TOKEN_QUOTE_CLOSE) || c == ')' || c == ']' || c == '}' ||
         (c < 0 && wide_bracket(in, i) < 0);
}

static gm_abbreviation abbreviation_of(const finder *in, uint32_t i, gm_slice form) {
  gm_abbreviations list = {language_at(in, i), gm_lexicon_abbreviations(in->lexicon)};
  return gm_abbreviation_of(list, form);
}

static bool word_of_closed_class(const finder *in, uint32_t i) {
  gm_language language = language_at(in, i);
  if (language > GM_LANGUAGE_ENGLISH)
    return gm_function_word_of(gm_lexicon_fold(in->lexicon, in->tokens->type[i]),
                               language);
  return gm_lexicon_private_flags(in->lexicon, in->tokens->type[i]) & GM_TYPE_CLOSED;
}

/* A capitalised word that begins sentences more often than it goes on in a name. */
static bool starter(const finder *in, uint32_t i) {
  gm_type type = in->tokens->type[i];
  if (language_at(in, i) <= GM_LANGUAGE_ENGLISH)
    return gm_lexicon_private_flags(in->lexicon, type) & GM_TYPE_STARTER;
  if (gm_lexicon_flags(in->lexicon, type) & GM_TYPE_UPPER && form_of(in, i).size > 1)
    return false;
  return word_of_closed_class(in, i) || gm_form_of_address(form_of(in, i));
}

/* A stop of a script that needs no space behind it. */
static bool solid_stop(const finder *in, uint32_t i) {
  if (byte_of(in, i) >= 0) return false;
  uint32_t length, code = gm_utf8_decode(form_of(in, i).data, &length);
  unsigned class = gm_sentence_break(gm_properties_of(code));
  return (class == GM_SB_STERM || class == GM_SB_ATERM) && code != 0x2024;
}

/* ---- what goes with a stop ---- */
/* :) ;-) =D and their like from token i on: the token behind, 0 where there is none. */
static uint32_t smiley(const finder *in, uint32_t i) {
  const gm_tokens *tokens = in->tokens;
  const char *p = tokens->text.data + begin_of(in, i),
             *end = tokens->text.data + tokens->text.size;
  const char *from = p;
  if (*p != ':' && *p != ';' && *p != '=') return 0;
  p++;
  if (p < end && *p == '-') p++;
  if (p >= end || !strchr(")(DPpO|*", *p)) return 0;
  while (p < end && (*p == ')' || *p == '(')) p++;
  if (p < end && strchr("DPpO|*", *p)) p++;
  if (p - from < 2 || (p < end && !strchr(" \t\r\n.!?,", *p))) return 0;
  return gm_tokens_at(tokens, (uint32_t)(p - tokens->text.data));
}

/* [17], […] and the bare 17 that stands right behind the stop: the token behind, else
 * 0. */
static uint32_t note(const finder *in, uint32_t i) {
  const gm_tokens *tokens = in->tokens;
  uint32_t end = 0;
  if (byte_of(in, i) == '[' && flagged(in, i + 1, GM_TOKEN_STOP)) {
    for (end = i + 1; flagged(in, end, GM_TOKEN_STOP);) end++;
    end = is(in, end, "]") ? end + 1 : 0;
  } else if (byte_of(in, i) == '[' && case_of(in, i + 1) == CASE_DIGIT &&
             is(in, i + 2, "]"))
    end = i + 3;
  else if (case_of(in, i) == CASE_DIGIT && !flagged(in, i, GM_TOKEN_SPACE) && i >= 2 &&
           case_of(in, i - 2) != CASE_DIGIT && form_of(in, i).size < 4)
    end = i + 1;
  return end && (end == tokens->count || flagged(in, end, GM_TOKEN_SPACE)) ? end : 0;
}

/* « Viens ! » as French sets it. */
static bool spaced_quote(const finder *in, uint32_t i) {
  return (is(in, i, "»") || is(in, i, "›")) &&
         strcmp(gm_language_tag(language_at(in, i)), "fr") == 0;
}

static bool separates(finder *in, uint32_t i);

static uint32_t dots_of(const finder *in, uint32_t i) {
  return byte_of(in, i) == '.' ? (uint32_t)form_of(in, i).size : 0;
}

/* Whether token i goes with no stop before it, as most that follow one. */
static bool plain_word(const finder *in, uint32_t i) {
  char c = byte_of(in, i) | 32;
  return c >= 'a' && c <= 'z' &&
         !(in->tokens->flags[i] & (GM_TOKEN_PARAGRAPH | GM_TOKEN_LINE | GM_TOKEN_STOP));
}

static stopped gather(finder *in, uint32_t i) {
  stopped at = {i, i, i + 1, dots_of(in, i), false, false, false};
  uint32_t end;
  for (; at.next < in->edge && !plain_word(in, at.next); at.next++) {
    if (flagged(in, at.next, GM_TOKEN_PARAGRAPH | GM_TOKEN_LINE) &&
        separates(in, at.next))
      break;
    if (flagged(in, at.next, GM_TOKEN_STOP)) {
      at.dots = dots_of(in, at.next) ? at.dots + dots_of(in, at.next) : 0;
      at.stop = at.next;
      at.closed = false;
    } else if (closer(in, at.next) && (!flagged(in, at.next, GM_TOKEN_SPACE) ||
                                       spaced_quote(in, at.next))) {
      at.closed = true;
    } else if ((end = note(in, at.next))) {
      at.note = true;
      at.next = end - 1;
    } else if ((end = smiley(in, at.next))) {
      at.smiling = true;
      at.next = end - 1;
    } else {
      break;
    }
  }
  if (at.next > in->edge) at.next = in->edge;
  return at;
}

/* ---- decisions ---- */
static bool time_of_day(gm_slice form) {
  return form.size == 4 && (strncasecmp(form.data, "a.m.", 4) == 0 ||
                            strncasecmp(form.data, "p.m.", 4) == 0);
}

static bool month(const finder *in,
                  uint32_t i) { /* English, and those that ordinals stand before */
  static const char *const words[] = {
      "January", "February",  "March",   "April",    "May",      "June",     "July",
      "August",  "September", "October", "November", "December", "Januar",   "Februar",
      "März",    "Mai",       "Juni",    "Juli",     "Oktober",  "Dezember", NULL};
  for (const char *const *word = words; *word; word++)
    if (is(in, i, *word)) return true;
  return false;
}

/* What goes on behind “5 p.m.”: a day, a month, a zone of time. */
static bool goes_on_after_time(const finder *in, uint32_t i) {
  static const char *const words[] = {
      "Monday",  "Tuesday", "Wednesday", "Thursday", "Friday",    "Saturday", "Sunday",
      "Eastern", "Pacific", "Central",   "Mountain", "Greenwich", NULL};
  if (gm_lexicon_flags(in->lexicon, in->tokens->type[i]) & GM_TYPE_UPPER)
    return form_of(in, i).size > 1;
  for (const char *const *word = words; *word; word++)
    if (is(in, i, *word)) return true;
  if (month(in, i)) return true;
  return flagged(in, i, GM_TOKEN_ABBREVIATION) && !starter(in, i);
}

/* One or two digits, or a Roman numeral of several letters. */
static bool number_of_ordinal(const finder *in, uint32_t i) {
  gm_slice form = form_of(in, i);
  if (case_of(in, i) == CASE_DIGIT) return form.size < 3;
  if (form.size < 2 || form.size > 6) return false;
  for (size_t at = 0; at < form.size; at++)
    if (!memchr("IVXLC", form.data[at], 5)) return false;
  return true;
}

/* The number i with its point in front of a capital, in a language that writes ordinals
 * so: das 19. Jahrhundert. */
static bool ordinal(const finder *in, uint32_t i, uint32_t next) {
  return gm_language_ordinals(language_at(in, i)) && i > in->first &&
         case_of(in, next) == CASE_UPPER && !starter(in, next);
}

/* Whether a sentence ends behind the abbreviation i when the word `next` follows. */
static bool ends_behind_abbreviation(const finder *in, uint32_t i, uint32_t next) {
  gm_slice form = form_of(in, i);
  if (case_of(in, next) != CASE_UPPER) return false;
  form = gm_without_elision(language_at(in, i), form);
  switch (abbreviation_of(in, i, gm_slice_of(form.data, form.size - 1))) {
  case GM_ABBREVIATION_DATE: return starter(in, next);
  case GM_ABBREVIATION_CAPITAL:
  case GM_ABBREVIATION_NONE: return form.size > 2 && starter(in, next);
  case GM_ABBREVIATION_ANY:
    if (time_of_day(form)) return i > in->first + 2 && !goes_on_after_time(in, next);
    return starter(in, next) ||
           (form.size == 4 && strncasecmp(form.data, "etc.", 4) == 0);
  case GM_ABBREVIATION_PROPER: /* Scranton, Pa. The */
    return i > in->first && is(in, i - 1, ",") && starter(in, next);
  default: return false;
  }
}

/* “cat. i want it”: a stop and a small letter, as people write who never shift. Ends
 * where the next word is one that begins clauses, or the one before is in the
 * dictionary, where an abbreviation hardly is. */
static bool ends_before_small_letter(const finder *in, const stopped *at) {
  static const char *const beginnings[] = {"i",   "you",   "we",    "they", "he",
                                           "she", "there", "these", "this"};
  gm_slice lemmas[GM_LEMMAS_MAX];
  if (flagged(in, at->next - 1, GM_TOKEN_QUOTE_CLOSE) || at->dots > 1 ||
      at->stop <= in->first)
    return false;
  uint32_t word = at->stop - 1;
  if (at->smiling || at->note) return false;
  if (byte_of(in, at->stop) == '?' && !at->closed) return true;
  if (is(in, at->stop, "…")) return false;
  if (byte_of(in, at->stop) != '.')
    return !at->closed && word > in->first && case_of(in, word) != CASE_UPPER;
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (is(in, at->next, beginnings[i])) return word > in->first;
  gm_slice fold = gm_lexicon_fold(in->lexicon, in->tokens->type[word]);
  if (language_at(in, word) > GM_LANGUAGE_ENGLISH) /* of which no dictionary is here */
    return !at->closed && word > in->first && gm_utf8_count(fold) >= LONG_WORD;
  if (at->closed || case_of(in, word) != CASE_LOWER || fold.size < 2 ||
      word <= in->first)
    return false;
  return gm_lemma_closed(fold) || (fold.size > 2 && gm_lemmas_of(fold, true, lemmas));
}

/* Whether a stop that needs no space ends none: inside 《…！…》, behind （…。） in the
 * midst of a sentence, and in 「…。」と. */
static bool goes_on(const finder *in, const stopped *at) {
  if (at->closed && (is(in, at->next, "と") || is(in, at->next, "って"))) return true;
  uint32_t reach = at->begin > REACH ? at->begin - REACH : 0;
  int open = 0;
  for (uint32_t i = at->begin; i > in->first + 1 && i > reach && open < 1; i--)
    open += wide_bracket(in, i - 1);
  return open > 0;
}

/* A list's number in front: 1. / a. / • 1. */
static bool heads_item(finder *in, const stopped *at) {
  uint32_t word = at->stop ? at->stop - 1 : 0;
  if (word > in->first + 1 || at->dots > 1) return false;
  if (word == in->first + 1 && !flagged(in, in->first, GM_TOKEN_WAKE) &&
      byte_of(in, in->first) != '-' && byte_of(in, in->first) != '*')
    return false;
  in->item = gm_item_of(form_of(in, word), '.', false);
  return in->item.kind != 0;
}

static bool ends(finder *in, const stopped *at) {
  uint32_t word = at->next, count = in->tokens->count;
  char stop = byte_of(in, at->stop);
  if (solid_stop(in, at->stop)) return !goes_on(in, at);
  while (word + 1 < count && opener(in, word)) word++;
  int next_case = case_of(in, word);
  bool space = flagged(in, at->next, GM_TOKEN_SPACE);
  if (space && (is(in, at->next, "¿") || is(in, at->next, "¡")))
    return true;
  if (flagged(in, at->stop, GM_TOKEN_ABBREVIATION))
    return space && ends_behind_abbreviation(in, at->stop, word);
  if (stop == '.' && heads_item(in, at)) return false;
  if (!space && !at->note)
    return next_case == CASE_UPPER && (at->closed || stop == '.') &&
           at->stop > in->first && at->dots < 2 &&
           !flagged(in, at->begin, GM_TOKEN_SPACE); /* in .NET */
  if (at->begin && opener(in, at->begin - 1) && at->closed)
    return false; /* [...] */
  if (next_case == CASE_LOWER) return ends_before_small_letter(in, at);
  if (at->dots == 1 && at->stop && number_of_ordinal(in, at->stop - 1) &&
      (month(in, word) || ordinal(in, at->stop - 1, word)))
    return false; /* 12. Juni */
  if (stop == '.' && next_case == CASE_DIGIT && at->stop &&
      (is(in, at->stop - 1, "°") || is(in, at->stop - 1, "º")))
    return false;
  if (at->dots == 2 || (at->dots == 3 && is(in, word, "I"))) return false; /* a pause */
  if (next_case == CASE_NONE && word < count && !opener(in, at->next)) {
    if (strchr(",;:", byte_of(in, word))) return false;
    uint32_t length, code = gm_utf8_decode(form_of(in, word).data, &length);
    if (code == '-' || code == 0x2013 || code == 0x2014) {
      while (word < count &&
             (byte_of(in, word) == '-' || is(in, word, "–") || is(in, word, "—")))
        word++;
      return case_of(in, word) != CASE_LOWER;
    }
  }
  return true;
}

/* ---- line breaks, bullets, list items ---- */
/* A bullet or number that begins a line. */
static bool item_at_line(const finder *in, uint32_t i) {
  char c = byte_of(in, i);
  if (flagged(in, i, GM_TOKEN_WAKE) && c != ')' && c != '/')
    return true; /* an address as well */
  if ((c == '-' || c == '*' || c == '+') && end_of(in, i) - begin_of(in, i) == 1 &&
      flagged(in, i + 1, GM_TOKEN_SPACE))
    return true;
  if (c == '(') i++;
  c = byte_of(in, i + 1);
  return (c == ')' || (c == '.' && is(in, i + 1, "."))) &&
         flagged(in, i + 2, GM_TOKEN_SPACE) &&
         gm_item_of(form_of(in, i), '.', true).kind;
}

/* Whether something must follow token i, so that no line break ends a sentence. */
static bool bound(const finder *in, uint32_t i) {
  char last = in->tokens->text.data[end_of(in, i) - 1];
  return last == ',' || last == '-' || last == '&' || last == '/' ||
         flagged(in, i, GM_TOKEN_QUOTE_OPEN) || word_of_closed_class(in, i);
}

/* Whether token i, with a line break before it, begins a sentence for that. */
static bool separates(finder *in, uint32_t i) {
  const gm_tokens *tokens = in->tokens;
  if (flagged(in, i, GM_TOKEN_PARAGRAPH)) return true;
  uint32_t word = i, begin = begin_of(in, i), size = end_of(in, i) - begin;
  char first = tokens->text.data[begin];
  if (first >= 'a' && first <= 'z' && size > 4) /* no item: most line breaks */
    return gm_line_of_list(&in->lines, tokens->text, begin);
  if (item_at_line(in, i)) return true;
  while (word + 1 < tokens->count && opener(in, word)) word++;
  gm_line_see(&in->lines, tokens->text, begin);
  bool lower = case_of(in, word) == CASE_LOWER;
  if (lower && !in->lines.list) return false;
  if (letter_without_case(in, word) || bound(in, i - 1)) return false;
  return in->lines.list ||
         gm_line_separates(&in->lines, size,
                           case_of(in, i - 1) == CASE_UPPER && !starter(in, word));
}

static void begin_at(finder *in, uint32_t i) {
  gm_tokens *tokens = in->tokens;
  if (tokens->sentence_count && i <= in->first) return;
  tokens->flags[i] |= GM_TOKEN_SENTENCE;
  tokens->sentence[tokens->sentence_count++] = i;
  in->first = i;
}

/* Moves on to the next edge that lies behind token i. */
static void next_edge(finder *in, uint32_t i) {
  in->edge = in->tokens->count;
  for (; in->edges < in->last_edge && in->edge == in->tokens->count; in->edges++) {
    uint32_t token = gm_tokens_at(in->tokens, *in->edges);
    if (token > i) in->edge = token;
  }
}

/* At the mark behind a word that may number an item inside a line: begins a sentence at
 * the number where it follows the item before. */
static void see_item(finder *in, uint32_t mark) {
  char style = byte_of(in, mark) == ')' ? ')' : '.';
  uint32_t word = mark ? mark - 1 : 0, begin = word;
  if (word && byte_of(in, word) == '.' && style == ')') begin = --word; /* 1.) */
  if (style == ')' && word && byte_of(in, word - 1) == '(') begin = word - 1;
  if (form_of(in, word).size > 4 || (style == '.' && !is(in, mark, "."))) return;
  uint32_t behind = mark + 1 + (style == '.' && is(in, mark + 1, ")"));
  if (word < in->first || !flagged(in, behind, GM_TOKEN_SPACE)) return;
  if (begin == in->first ||
      (begin == in->first + 1 && flagged(in, in->first, GM_TOKEN_WAKE))) {
    if (style == ')') in->item = gm_item_of(form_of(in, word), style, begin != word);
  } else if (flagged(in, begin, GM_TOKEN_SPACE) &&
             gm_item_follows(&in->item, form_of(in, word), style)) {
    in->item = gm_item_of(form_of(in, word), style, in->item.kind == 4);
    begin_at(in, begin);
  }
}

/* Whether the parenthesis i ends a smiley behind which a sentence begins. */
static bool smiley_ends(const finder *in, uint32_t i) {
  for (uint32_t k = 1; k < 3 && i >= in->first + k + 2; k++)
    if (smiley(in, i - k) == i + 1)
      return flagged(in, i + 1, GM_TOKEN_SPACE) && case_of(in, i + 1) == CASE_UPPER;
  return false;
}

/* 08/16/2000 12:05 PM, as headers of messages and logs have it, around the first slash:
 * the token behind it, else 0. */
static uint32_t time_stamp(const finder *in, uint32_t slash) {
  uint32_t at = slash + 6;
  if (!slash || case_of(in, slash - 1) != CASE_DIGIT ||
      case_of(in, slash + 1) != CASE_DIGIT || !is(in, slash + 2, "/") ||
      case_of(in, slash + 3) != CASE_DIGIT || case_of(in, slash + 4) != CASE_DIGIT ||
      !is(in, slash + 5, ":"))
    return 0;
  if (is(in, ++at, ":")) at += 2;
  return is(in, at, "AM") || is(in, at, "PM") ? at + 1 : 0;
}

static bool address(const finder *in, uint32_t i) {
  return flagged(in, i, GM_TOKEN_WAKE) && form_of(in, i).size > 4;
}

static bool breaks_before(finder *in, uint32_t i) {
  unsigned flags = in->tokens->flags[i];
  if (i == in->edge) {
    next_edge(in, i);
    return true;
  }
  if ((flags & (GM_TOKEN_PARAGRAPH | GM_TOKEN_LINE) && (i == 0 || separates(in, i))))
    return true;
  if (!(flags & GM_TOKEN_WAKE) || byte_of(in, i) == '/') return false;
  if (address(in, i))
    return i > in->first && address(in, i - 1) && flags & GM_TOKEN_SPACE;
  return flags & GM_TOKEN_SPACE && byte_of(in, i) != ')'; /* a bullet */
}

/* At a parenthesis or slash: items and time stamps begin sentences. True where one
 * begins behind it; *i is then the token before that. */
static bool see_mark(finder *in, uint32_t *i) {
  if (byte_of(in, *i) == ')') {
    see_item(in, *i);
    return smiley_ends(in, *i);
  }
  uint32_t end = byte_of(in, *i) == '/' ? time_stamp(in, *i) : 0;
  if (!end || end > in->edge) return false;
  if (*i > in->first + 2 && !word_of_closed_class(in, *i - 2)) begin_at(in, *i - 1);
  *i = end - 1;
  return true;
}

enum {
  CANDIDATE = GM_TOKEN_STOP | GM_TOKEN_ABBREVIATION | GM_TOKEN_PARAGRAPH |
              GM_TOKEN_LINE | GM_TOKEN_WAKE | GM_TOKEN_SENTENCE,
};

/* Four flags as four bits. */
static uint64_t four_candidates(const uint16_t *flags) {
  const uint64_t lanes = 0x0001000100010001;
  uint64_t four;
  memcpy(&four, flags, sizeof four);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  four = four >> 48 | (four >> 16 & 0xFFFF0000) | (four & 0xFFFF0000) << 16 | four << 48;
#endif
  four = ((four & CANDIDATE * lanes) + 0x7FFF * lanes) >> 15 & lanes;
  return four * 0x0001000200040008 >> 48 & 15;
}

/* The candidates among tokens [64 n, 64 n + 64), one bit each. */
static uint64_t candidates_of(const gm_tokens *tokens, uint32_t n) {
  const uint16_t *flags = tokens->flags + (size_t)n * 64;
  uint32_t count = tokens->count - n * 64, k = 0;
  uint64_t found = 0;
  for (count = count < 64 ? count : 64; k + 4 <= count; k += 4)
    found |= four_candidates(flags + k) << k;
  for (; k < count; k++) found |= (uint64_t)((flags[k] & CANDIDATE) != 0) << k;
  return found;
}

/* The first candidate from token i on, or `end`. */
static uint32_t next_candidate(finder *in, uint32_t i, uint32_t end) {
  for (; i < end; i = (i | 63) + 1) {
    if (i / 64 + 1 != in->group) {
      in->group = i / 64 + 1;
      in->candidates = candidates_of(in->tokens, i / 64);
    }
    uint64_t left = in->candidates >> (i & 63);
    if (left) {
      i += (uint32_t)__builtin_ctzll(left);
      return i < end ? i : end;
    }
  }
  return end;
}

/* Decides about token i and what goes with it; gives the token to go on with. */
static uint32_t pass(finder *in, uint32_t i, bool *fresh) {
  uint16_t *flags = in->tokens->flags;
  flags[i] &= (uint16_t)~GM_TOKEN_SENTENCE;
  if (breaks_before(in, i) || *fresh) begin_at(in, i);
  *fresh = flags[i] & GM_TOKEN_WAKE && see_mark(in, &i);
  if (!(flags[i] & (GM_TOKEN_STOP | GM_TOKEN_ABBREVIATION))) return i + 1;
  if (flags[i] & GM_TOKEN_STOP) see_item(in, i);
  stopped at = gather(in, i);
  for (uint32_t k = i + 1; k < at.next; k++) flags[k] &= (uint16_t)~GM_TOKEN_SENTENCE;
  *fresh = at.next < in->tokens->count && ends(in, &at);
  return at.next;
}

gm_status gm_tokens_sentences(gm_tokens *tokens, gm_lexicon *lexicon,
                              const uint32_t *edges, size_t edge_count, gm_error *err) {
  if (tokens->given) return GM_OK;
  begins blocks[BLOCKS];
  for (int i = 0; i < BLOCKS; i++) blocks[i].number = 0;
  finder in = {.tokens = tokens,
               .lexicon = lexicon,
               .edges = edges,
               .last_edge = edges + edge_count,
               .blocks = blocks};
  size_t *room = &tokens->private_->sentence_capacity;
  bool fresh = true;
  tokens->sentence_count = 0;
  next_edge(&in, 0);
  for (uint32_t i = 0;;) {
    if (!gm_grow((void **)&tokens->sentence, room, (size_t)tokens->sentence_count + 4,
                 sizeof *tokens->sentence))
      return gm_nomem(err);
    if (!fresh) i = next_candidate(&in, i, in.edge);
    if (i >= tokens->count) break;
    i = pass(&in, i, &fresh);
  }
  tokens->sentence[tokens->sentence_count] = tokens->count;
  return GM_OK;
}
