/* A guess is a trial: the beginning of the bytes is converted, and what comes out is
 * asked whether it looks like a text: nothing without meaning, and letters that belong
 * together. */
#include "load/charset_guess.h"
#include "load/slices.h"
#include "text/utf8.h"
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <unicode/uchar.h>

enum { TRIAL = 8192, STEP = 16384 };

gm_status gm_charset_iconv(gm_buffer *out, gm_slice bytes, const char *charset,
                           bool *known, uint32_t *bad, gm_error *err) {
  iconv_t from = iconv_open("UTF-8", charset);
  *known = from != (iconv_t)-1;
  *bad = 0;
  if (!*known)
    return GM_OK;
  char *source = (char *)bytes.data; /* iconv does not write there */
  size_t left = bytes.size;
  gm_buffer_clear(out);
  while (left) {
    char *room = gm_buffer_reserve(out, STEP), *end = room;
    size_t free = STEP;
    if (!room)
      break;
    size_t done = iconv(from, &source, &left, &end, &free);
    out->size += (size_t)(end - room);
    if (done != (size_t)-1 || errno == E2BIG)
      continue;
    gm_buffer_add_text(out, "\xef\xbf\xbd");
    ++*bad;
    source++;
    left--;
  }
  char *room = gm_buffer_reserve(out, 64), *end = room;
  size_t free = 64;
  if (room && iconv(from, NULL, NULL, &end, &free) != (size_t)-1)
    out->size += (size_t)(end - room);
  iconv_close(from);
  return out->status == GM_OK ? GM_OK : gm_nomem(err);
}

/* ---- how much like a text ---- */

typedef struct {
  double good, odd, all; /* characters beyond ASCII */
  double kana, hangul, han;
} look;

static void look_at(look *l, uint32_t c) {
  if (c < 0x80) {
    l->odd += (c < 32 && c != '\n' && c != '\r' && c != '\t') * 4;
    return;
  }
  l->all++;
  if ((c >= 0x3041 && c <= 0x30FF))
    l->kana++;
  else if (c >= 0xAC00 && c <= 0xD7A3)
    l->hangul++;
  else if (c >= 0x4E00 && c <= 0x9FFF)
    l->han++;
  else if ((c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E) ||
           (c >= 0x2010 && c <= 0x203B) || (c >= 0x2460 && c <= 0x26FF) ||
           (c >= 0x3131 && c <= 0x318E) || (c >= 0x3200 && c <= 0x33FF))
    l->good++;
  else
    l->odd++;
}

/* From 0, no text, to 1. Kana go with Han, Hangul with little else. */
static double likeness(const look *l) {
  if (l->all < 2)
    return 0;
  double mixed = l->hangul < l->kana + l->han ? l->hangul : l->kana + l->han;
  double good = l->kana * 1.05 + l->hangul + l->han * 0.95 + l->good * 0.9;
  double points = (good - 2 * l->odd - 1.5 * mixed) / l->all;
  return points < 0 ? 0 : points;
}

/* Syllables and characters that texts use are those the smaller national sets hold:
 * the share of the letters that can be written in `common`. */
static double commonness(gm_slice utf8, const char *common) {
  iconv_t to = iconv_open(common, "UTF-8");
  if (to == (iconv_t)-1)
    return 0;
  size_t all = 0, held = 0;
  for (size_t at = 0; at < utf8.size;) {
    size_t size = 1;
    while (at + size < utf8.size &&
           ((unsigned char)utf8.data[at + size] & 0xC0) == 0x80)
      size++;
    char *in = (char *)utf8.data + at, room[8], *out = room;
    size_t left = size, free = sizeof room;
    if (size > 1) {
      all++;
      held += iconv(to, &in, &left, &out, &free) == 0;
      iconv(to, NULL, NULL, NULL, NULL);
    }
    at += size;
  }
  iconv_close(to);
  return all ? (double)held / (double)all : 0;
}

const char *gm_charset_guess_asian(gm_slice bytes) {
  static const struct {
    const char *charset, *common;
  } candidates[] = {{"EUC-KR", "EUC-KR"},        {"CP949", "EUC-KR"},
                    {"JOHAB", "EUC-KR"},         {"SHIFT_JISX0213", "EUC-JP"},
                    {"EUC-JISX0213", "EUC-JP"},  {"BIG5-HKSCS", "BIG5"},
                    {"GB18030", "GB2312"}};
  const char *best = NULL;
  double most = 0.4;
  gm_buffer out = GM_BUFFER_INIT;
  bytes.size = bytes.size < TRIAL ? bytes.size : TRIAL;
  for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
    bool known;
    uint32_t bad, size;
    if (gm_charset_iconv(&out, bytes, candidates[i].charset, &known, &bad, NULL) !=
            GM_OK ||
        !known || bad > (bytes.size == TRIAL))
      continue;
    look l = {0};
    gm_slice text = gm_buffer_slice(&out);
    for (size_t at = 0; at < text.size;) {
      look_at(&l, gm_utf8_decode(text.data + at, &size));
      at += size;
    }
    double points = likeness(&l) * (0.3 + 0.7 * commonness(text, candidates[i].common));
    if (points > most + 0.001) {
      most = points;
      best = candidates[i].charset;
    }
  }
  gm_buffer_free(&out);
  return best;
}

const char *gm_charset_wider(const char *charset) {
  static const char *const wider[][2] = {
      {"euc-jp", "EUC-JISX0213"}, {"shift_jis", "SHIFT_JISX0213"},
      {"big5", "BIG5-HKSCS"},     {"uhc", "CP949"},
      {"euc-kr", "CP949"},        {"gb2312", "GB18030"}};
  for (size_t i = 0; i < sizeof wider / sizeof *wider; i++)
    if (gm_slice_is(gm_slice_text(charset), wider[i][0]))
      return wider[i][1];
  return NULL;
}

/* ---- UTF-16 ---- */

/* Letters that mean something, and white space as texts have it. */
static double utf16_points(gm_slice bytes, bool big) {
  size_t units = bytes.size / 2, letters = 0, spaces = 0, bad = 0;
  if (units > TRIAL / 2)
    units = TRIAL / 2;
  for (size_t i = 0; i < units; i++) {
    unsigned char first = (unsigned char)bytes.data[2 * i];
    unsigned char second = (unsigned char)bytes.data[2 * i + 1];
    uint32_t c = big ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
    bool surrogate = c >= 0xD800 && c < 0xE000;
    letters += u_isalnum((UChar32)c) || u_ispunct((UChar32)c) || surrogate;
    spaces += c == ' ' || c == '\n' || c == 0x3000 || c == 0x3001 || c == 0x3002;
    bad += !surrogate && (!u_isdefined((UChar32)c) || (c < 32 && !strchr("\t\n\r", (int)c)));
  }
  if (!units || bad * 50 > units || !spaces)
    return 0;
  return (double)(letters + spaces * 2) / (double)units;
}

const char *gm_charset_guess_utf16(gm_slice bytes) {
  if (bytes.size < 16 || bytes.size % 2)
    return NULL;
  double little = utf16_points(bytes, false), big = utf16_points(bytes, true);
  if (little < 0.9 && big < 0.9)
    return NULL;
  return little >= big ? "UTF-16LE" : "UTF-16BE";
}

/* ---- Hangul in letters ---- */

/* Compatibility letters (U+3131…) in the order of a syllable's three places. */
static int place_of(uint32_t letter, int place) {
  static const char first[] = "\x31\x32\x34\x37\x38\x39\x41\x42\x43\x45\x46\x47\x48\x49"
                              "\x4a\x4b\x4c\x4d\x4e";
  static const char last[] = "\x31\x32\x33\x34\x35\x36\x37\x39\x3a\x3b\x3c\x3d\x3e\x3f"
                             "\x40\x41\x42\x44\x45\x46\x47\x48\x4a\x4b\x4c\x4d\x4e";
  if (place == 1)
    return letter >= 0x314F && letter <= 0x3163 ? (int)(letter - 0x314F) : -1;
  if (place == 2 && letter == 0x3164)
    return 0;
  if (letter < 0x3131 || letter > 0x314E)
    return -1;
  const char *found = strchr(place == 0 ? first : last, (int)(letter - 0x3100));
  return found ? (int)(found - (place == 0 ? first : last)) + (place == 2) : -1;
}

void gm_charset_compose_hangul(gm_buffer *text) {
  static const char filler[] = "\xe3\x85\xa4"; /* U+3164 */
  size_t from = 0, to = 0;
  char *data = text->data;
  while (from < text->size) {
    int places[3] = {-1, -1, -1};
    if (text->size - from >= 12 && memcmp(data + from, filler, 3) == 0)
      for (int i = 0; i < 3; i++) {
        uint32_t size, code = gm_utf8_decode(data + from + 3 + 3 * i, &size);
        if (size != 3) /* where it is another, the next place is none */
          break;
        places[i] = place_of(code, i);
      }
    if (places[0] >= 0 && places[1] >= 0 && places[2] >= 0) {
      uint32_t syllable =
          0xAC00 + (uint32_t)((places[0] * 21 + places[1]) * 28 + places[2]);
      to += gm_utf8_encode(data + to, syllable);
      from += 12;
    } else {
      data[to++] = data[from++];
    }
  }
  text->size = to;
}
