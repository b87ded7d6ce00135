/* The languages of a text, paragraph by paragraph.
 *
 * A unit is a block of lines, or one long line. English is told by its commonest words
 * at the beginning of a unit, which costs little; the detector is asked about the
 * others. What is too short, or not reliably in any language, goes with the unit
 * before. */
#include "text/language.h"
#include "base/memory.h"
#include <stdio.h>

#define LONG_LINE 140 /* bytes: a paragraph of its own */
#define UNIT 1200     /* bytes after which a line break ends a unit */
#define SHORT 60      /* bytes: nothing can be said of less */
#define HEAD 160      /* bytes that English is looked for in */
#define NEAR 400      /* bytes below which kindred languages are taken for each other */
#define MOST_TAGS 32

typedef struct {
  uint32_t begin, end;
  const char *tag; /* static */
} stretch;

typedef struct {
  gm_slice text;
  stretch *list;
  size_t count, capacity;
  struct {
    const char *tag;
    uint64_t bytes;
  } tags[MOST_TAGS];
  size_t tag_count;
  bool failed;
} finder;

/* ---- one unit ---- */
/* Words that no other language has many of: 2 for those that are nearly always among
 * them, 1 for others, 0 for none. */
#define WORD(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (c) << 8 | (d))
static unsigned english_word(const char *word, size_t size) {
  uint32_t letters = 0;
  if (size < 2 || size > 4)
    return 0;
  for (size_t i = 0; i < size; i++)
    letters = letters << 8 | (unsigned char)(word[i] | 32);
  switch (letters) {
  case WORD(0, 't', 'h', 'e'):
  case WORD(0, 'a', 'n', 'd'):
  case WORD('t', 'h', 'a', 't'):
    return 2;
  case WORD(0, 0, 't', 'o'):
  case WORD(0, 0, 'o', 'f'):
  case WORD(0, 0, 'i', 's'):
  case WORD(0, 'f', 'o', 'r'):
  case WORD(0, 'w', 'a', 's'):
  case WORD(0, 'a', 'r', 'e'):
  case WORD('w', 'i', 't', 'h'):
  case WORD('t', 'h', 'i', 's'):
  case WORD('f', 'r', 'o', 'm'):
  case WORD(0, 'y', 'o', 'u'):
    return 1;
  default:
    return 0;
  }
}

static bool looks_english(gm_slice unit, size_t most) {
  size_t size = unit.size < most ? unit.size : most, at = 0;
  unsigned words = 0, found = 0, sure = 0, foreign = 0;
  while (at < size) {
    size_t begin = at;
    while (at < size && unit.data[at] != ' ' && unit.data[at] != '\n') {
      foreign += unit.data[at] < 0; /* ’ “ – and names like Côte d'Ivoire are few */
      at++;
    }
    unsigned kind = english_word(unit.data + begin, at - begin);
    words += at > begin;
    found += kind > 0;
    sure += kind == 2;
    at++;
  }
  return sure && foreign * 16 <= size &&
         (found >= 3 ? found * 9 >= words : found == 2 && words < 18);
}

static const char *language_of(gm_slice unit) {
  if (unit.size < SHORT)
    return NULL;
  if (looks_english(unit, HEAD) || (unit.size > HEAD && looks_english(unit, UNIT)))
    return "en";
  if (unit.size > UNIT) {
    unit.size = UNIT;
    while (((unsigned char)unit.data[unit.size] & 0xC0) == 0x80)
      unit.size--;
  }
  const char *tag = gm_language_detect(unit);
  return strcmp(tag, "und") == 0 ? NULL : tag;
}

/* Languages that take each other's paragraphs when these are short. */
static bool kindred(const char *one, const char *other) {
  static const char *const families[] = {
      " da nb nn sv ",  " id ms jv su ", " hr bs sr sl sr-Latn-ME ",
      " cs sk ",        " pt gl es ca ", " ru uk be bg mk ",
      " hi mr ne bho ", " zh zh-Hant ",  " xh zu st tn ",
      " fi et ",        " nl af ",       " tr az "};
  char first[40], second[40];
  snprintf(first, sizeof first, " %s ", one);
  snprintf(second, sizeof second, " %s ", other);
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (strstr(families[i], first) && strstr(families[i], second))
      return true;
  return false;
}

/* ---- all of them ---- */
static void count(finder *in, const char *tag, uint64_t bytes) {
  size_t i = 0;
  while (i < in->tag_count && strcmp(in->tags[i].tag, tag) != 0)
    i++;
  if (i == MOST_TAGS)
    return;
  if (i == in->tag_count)
    in->tags[in->tag_count++].tag = tag;
  in->tags[i].bytes += bytes;
}

static void add(finder *in, uint32_t begin, uint32_t end) {
  const char *tag = language_of(gm_slice_of(in->text.data + begin, end - begin));
  stretch *last = in->count ? &in->list[in->count - 1] : NULL;
  if (tag)
    count(in, tag, end - begin);
  if (last && last->tag && tag && kindred(tag, last->tag) && end - begin < NEAR)
    tag = last->tag;
  if (last && (!tag || !last->tag || strcmp(tag, last->tag) == 0)) {
    last->end = end;
    if (!last->tag)
      last->tag = tag; /* what came first had none */
    return;
  }
  in->failed =
      !gm_grow((void **)&in->list, &in->capacity, in->count + 1, sizeof *in->list);
  if (!in->failed)
    in->list[in->count++] = (stretch){begin, end, tag};
}

static bool blank_line(const char *line, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r')
      return false;
  return true;
}

static void look(finder *in) {
  const char *text = in->text.data;
  uint32_t size = (uint32_t)in->text.size, at = 0, begin = 0;
  while (at < size && !in->failed) {
    const char *found = memchr(text + at, '\n', size - at);
    uint32_t end = found ? (uint32_t)(found - text) : size;
    bool blank = blank_line(text + at, end - at);
    if (blank || end - at >= LONG_LINE) {
      if (at > begin)
        add(in, begin, at);
      if (!blank)
        add(in, at, end);
      begin = end + (found != NULL);
    } else if (end - begin > UNIT) {
      add(in, begin, end);
      begin = end + (found != NULL);
    }
    at = end + (found != NULL);
  }
  if (size > begin)
    add(in, begin, size);
}

static gm_slice first_subtag(gm_slice tag) {
  const char *end = memchr(tag.data, '-', tag.size);
  return end ? gm_slice_of(tag.data, (size_t)(end - tag.data)) : tag;
}

void gm_languages_find(gm_buffer *out, gm_slice text, gm_slice told) {
  finder in = {.text = text};
  look(&in);
  const char *most = NULL;
  uint64_t bytes = 0;
  for (size_t i = 0; i < in.tag_count; i++)
    if (in.tags[i].bytes > bytes)
      most = in.tags[i].tag, bytes = in.tags[i].bytes;
  if (!most && text.size < SHORT * 4) {
    most = gm_language_detect(text);
    if (strcmp(most, "und") == 0)
      most = NULL;
  }
  gm_slice main = told.size ? told : gm_slice_text(most);
  if (in.failed)
    out->status = GM_NOMEM;
  gm_buffer_add(out, main.data, main.size);
  for (size_t i = 0; i < in.count && main.size; i++) {
    const stretch *s = &in.list[i];
    gm_slice tag = gm_slice_text(s->tag);
    bool same = !s->tag || gm_slice_equal(tag, main) ||
                (told.size && gm_slice_equal(first_subtag(tag), first_subtag(told)));
    if (!same)
      gm_buffer_add_format(out, "; %s %u:%u", s->tag, s->begin, s->end);
  }
  gm_free(in.list);
}

/* ---- as text ---- */
/* A number of at most ten digits off the front. */
static bool take_number(gm_slice *from, uint32_t *out) {
  uint64_t value = 0;
  size_t i = 0;
  for (; i < from->size && i < 10 && from->data[i] >= '0' && from->data[i] <= '9'; i++)
    value = value * 10 + (uint64_t)(from->data[i] - '0');
  *out = (uint32_t)value;
  *from = gm_slice_of(from->data + i, from->size - i);
  return i > 0 && value < UINT32_MAX;
}

bool gm_languages_next(gm_slice *languages, gm_language_span *span) {
  gm_slice rest = *languages;
  bool main = rest.size && rest.data[0] != ';';
  if (!main) {
    if (rest.size < 2 || rest.data[1] != ' ')
      return false;
    rest = gm_slice_of(rest.data + 2, rest.size - 2);
  }
  size_t size = 0;
  while (size < rest.size && rest.data[size] != ';' && rest.data[size] != ' ')
    size++;
  if (!size)
    return false;
  *span = (gm_language_span){0, UINT32_MAX, gm_slice_of(rest.data, size), 0};
  span->language = gm_language_of(span->tag);
  rest = gm_slice_of(rest.data + size, rest.size - size);
  if (!main) {
    if (!rest.size || rest.data[0] != ' ')
      return false;
    rest = gm_slice_of(rest.data + 1, rest.size - 1);
    if (!take_number(&rest, &span->begin) || !rest.size || rest.data[0] != ':')
      return false;
    rest = gm_slice_of(rest.data + 1, rest.size - 1);
    if (!take_number(&rest, &span->end) || span->end < span->begin)
      return false;
  }
  if (rest.size && rest.data[0] != ';')
    return false;
  *languages = rest;
  return true;
}
