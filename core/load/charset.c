/* The order of evidence about an encoding, and conversion by ICU. */
#include "load/charset.h"
#include "base/memory.h"
#include "load/charset_guess.h"
#include "load/slices.h"
#include "text/utf8.h"
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <stdio.h>

enum { HEAD = 64 * 1024 }; /* bytes from which the kind of content is judged */

static gm_slice head_of(gm_slice bytes, size_t size) {
  return gm_slice_of(bytes.data, bytes.size < size ? bytes.size : size);
}

/* ---- what is no text ---- */

static const char *binary_kind(gm_slice bytes) {
  static const struct {
    const char *magic;
    size_t size;
    const char *kind;
  } kinds[] = {
      {"%PDF-", 5, "a PDF document"},
      {"PK\3\4", 4, "a ZIP archive or office document"},
      {"\x89PNG", 4, "a PNG image"},
      {"\xff\xd8\xff", 3, "a JPEG image"},
      {"GIF8", 4, "a GIF image"},
      {"\x1f\x8b", 2, "a gzip archive"},
      {"BZh", 3, "a bzip2 archive"},
      {"\xfd"
       "7zXZ",
       5, "an xz archive"},
      {"\x28\xb5\x2f\xfd", 4, "a zstd archive"},
      {"7z\xbc\xaf", 4, "a 7-Zip archive"},
      {"\x7f"
       "ELF",
       4, "a program"},
      {"MZ\x90", 3, "a program"},
      {"SQLite format 3", 16, "an SQLite database"},
      {"\xd0\xcf\x11\xe0", 4, "an old office document"},
      {"RIFF", 4, "a sound or video file"},
      {"\0asm", 4, "a program"},
      {"OggS", 4, "a sound or video file"},
      {"ID3", 3, "a sound file"},
  };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (bytes.size < kinds[i].size ||
        memcmp(bytes.data, kinds[i].magic, kinds[i].size) != 0)
      continue;
    bool word =
        kinds[i].magic[0] >= 'A' && kinds[i].magic[0] <= 'Z'; /* could begin a text */
    if (word && !memchr(bytes.data, 0, bytes.size < 512 ? bytes.size : 512))
      continue;
    return kinds[i].kind;
  }
  return NULL;
}

/* Control characters that no text has, NUL among them, in thousandths. */
static unsigned controls(gm_slice bytes) {
  size_t found = 0;
  bytes = head_of(bytes, HEAD);
  for (size_t i = 0; i < bytes.size; i++) {
    unsigned char c = (unsigned char)bytes.data[i];
    if ((c < 32 && !(c >= 9 && c <= 13) && c != 27 && c != 14 && c != 15) || c == 127)
      found++;
  }
  return bytes.size ? (unsigned)(found * 1000 / bytes.size) : 0;
}

/* ---- declarations ---- */

/* UTF-16 of a mostly Latin text has a zero in every second byte. */
static const char *utf16_by_zeros(gm_slice bytes) {
  gm_slice head = head_of(bytes, 4096);
  size_t zeros[2] = {0, 0}, pairs = head.size / 2;
  if (pairs < 4 || bytes.size % 2)
    return NULL;
  for (size_t i = 0; i < pairs * 2; i++)
    zeros[i & 1] += head.data[i] == 0;
  if (zeros[1] * 10 > pairs * 7 && zeros[0] * 20 < pairs)
    return "UTF-16LE";
  if (zeros[0] * 10 > pairs * 7 && zeros[1] * 20 < pairs)
    return "UTF-16BE";
  return NULL;
}

static const char *byte_order_mark(gm_slice bytes, size_t *size) {
  static const struct {
    const char *mark;
    size_t size;
    const char *charset;
  } marks[] = {{"\xff\xfe\0\0", 4, "UTF-32LE"},
               {"\0\0\xfe\xff", 4, "UTF-32BE"},
               {"\xef\xbb\xbf", 3, "UTF-8"},
               {"\xff\xfe", 2, "UTF-16LE"},
               {"\xfe\xff", 2, "UTF-16BE"}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (bytes.size < marks[i].size ||
        memcmp(bytes.data, marks[i].mark, marks[i].size) != 0)
      continue;
    *size = marks[i].size;
    return marks[i].charset;
  }
  return NULL;
}

/* charset=X in a <meta>, encoding="X" in an XML declaration: the name into `out`. */
static bool declared(gm_slice bytes, char out[64]) {
  gm_slice head = head_of(bytes, 4096);
  if (!memchr(head.data, '<', head.size))
    return false;
  for (size_t i = 0; i < head.size; i++) {
    gm_slice here = gm_slice_from(head, i);
    size_t skip = gm_slice_begins(here, "charset=")    ? 8
                  : gm_slice_begins(here, "encoding=") ? 9
                                                       : 0;
    if (!skip)
      continue;
    here = gm_slice_from(here, skip);
    while (here.size &&
           (here.data[0] == '"' || here.data[0] == '\'' || here.data[0] == ' '))
      here = gm_slice_from(here, 1);
    size_t size = 0;
    while (size < here.size && size < 63 && here.data[size] > ' ' &&
           !strchr("\"'>;/?", here.data[size]))
      size++;
    if (size == 0)
      continue;
    memcpy(out, here.data, size);
    out[size] = 0;
    return true;
  }
  return false;
}

/* ---- conversion ---- */

/* What the name means in practice (the Encoding Standard's labels, and uchardet's
 * names). */
static const char *icu_name(const char *charset) {
  static const char *const names[][2] = {
      {"iso-8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"latin-1", "windows-1252"},
      {"ascii", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"gb_2312-80", "gb18030"},
      {"euc-kr", "windows-949"},
      {"ks_c_5601-1987", "windows-949"},
      {"uhc", "windows-949"},
      {"cp949", "windows-949"},
      {"hz-gb-2312", "HZ"},
      {"shift_jis", "ibm-943_P15A-2003"},
      {"sjis", "ibm-943_P15A-2003"},
      {"mac-cyrillic", "x-mac-cyrillic"},
      {"mac-centraleurope", "x-mac-centraleurroman"},
      {"big5", "big5-hkscs"},
      {"iso-8859-9", "windows-1254"},
      {"tis-620", "windows-874"},
      {"iso-8859-11", "windows-874"},
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (gm_slice_is(gm_slice_text(charset), names[i][0]))
      return names[i][1];
  return charset;
}

static uint32_t count_replacements(gm_slice text) {
  uint32_t count = 0;
  const char *p = text.data, *end = p + text.size;
  while (p && (p = memchr(p, '\xef', (size_t)(end - p)))) {
    if (end - p >= 3 && p[1] == '\xbf' && p[2] == '\xbd')
      count++;
    p++;
  }
  return count;
}

/* Converts into out->converted by ICU; *known is false where it does not know the
 * encoding. */
static gm_status convert_icu(gm_charset_text *out, gm_slice bytes, const char *charset,
                         bool *known, gm_error *err) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *from = ucnv_open(icu_name(charset), &status);
  *known = U_SUCCESS(status);
  if (!*known)
    return GM_OK;
  UConverter *to = ucnv_open("UTF-8", &status);
  UChar pivot[2048], *pivot_source = pivot, *pivot_target = pivot;
  const char *source = bytes.data, *end = bytes.data + bytes.size;
  bool first = true;
  gm_buffer_clear(&out->converted);
  while (U_SUCCESS(status)) {
    char room[8192], *target = room;
    ucnv_convertEx(to, from, &target, room + sizeof room, &source, end, pivot,
                   &pivot_source, &pivot_target, pivot + 2048, first, true, &status);
    first = false;
    gm_buffer_add(&out->converted, room, (size_t)(target - room));
    if (status != U_BUFFER_OVERFLOW_ERROR)
      break;
    status = U_ZERO_ERROR;
  }
  ucnv_close(from);
  ucnv_close(to);
  if (out->converted.status != GM_OK)
    return gm_nomem(err);
  if (U_FAILURE(status))
    return gm_fail(err, GM_FORMAT, "cannot convert from %s: %s", charset,
                   u_errorName(status));
  out->text = gm_buffer_slice(&out->converted);
  out->replaced = count_replacements(out->text);
  snprintf(out->charset, sizeof out->charset, "%s", charset);
  return GM_OK;
}

static bool is_vietnamese(const char *charset) {
  return gm_slice_is(gm_slice_text(charset), "windows-1258");
}

/* The tone of a letter stands behind it there: both become one character. */
static gm_status compose(gm_charset_text *out, gm_error *err) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  int32_t units = 0, size = 0, most = (int32_t)out->converted.size + 1;
  UChar *text = gm_alloc(2 * (size_t)most * sizeof *text);
  if (!text)
    return gm_nomem(err);
  u_strFromUTF8(text, most, &units, out->converted.data, (int32_t)out->converted.size,
                &status);
  int32_t composed =
      unorm2_normalize(nfc, text, units, text + most, most, &status);
  if (U_SUCCESS(status)) {
    u_strToUTF8(out->converted.data, (int32_t)out->converted.capacity, &size,
                text + most, composed, &status);
    if (U_SUCCESS(status))
      out->converted.size = (size_t)size;
  }
  gm_free(text);
  return GM_OK;
}

static gm_status by_iconv(gm_charset_text *out, gm_slice bytes, const char *charset,
                          bool *known, gm_error *err) {
  gm_buffer converted = GM_BUFFER_INIT;
  uint32_t bad = 0;
  gm_status status = gm_charset_iconv(&converted, bytes, charset, known, &bad, err);
  if (status != GM_OK || !*known) {
    gm_buffer_free(&converted);
    return status;
  }
  gm_buffer_free(&out->converted);
  out->converted = converted;
  out->replaced = bad;
  snprintf(out->charset, sizeof out->charset, "%s", charset);
  return GM_OK;
}

/* By ICU, and by the C library what ICU does not know or cannot read without loss. */
static gm_status convert(gm_charset_text *out, gm_slice bytes, const char *charset,
                         bool *known, gm_error *err) {
  gm_status status = convert_icu(out, bytes, charset, known, err);
  if (status == GM_OK && !*known)
    status = by_iconv(out, bytes, charset, known, err);
  const char *wider = gm_charset_wider(charset);
  if (status == GM_OK && *known && out->replaced && wider) {
    gm_charset_text other = {0};
    bool there = false;
    status = by_iconv(&other, bytes, wider, &there, err);
    if (status == GM_OK && there && other.replaced < out->replaced) {
      gm_buffer_free(&out->converted);
      *out = other;
    } else {
      gm_buffer_free(&other.converted);
    }
  }
  if (status != GM_OK || !*known)
    return status;
  if (is_vietnamese(out->charset))
    status = compose(out, err);
  if (gm_slice_holds(gm_slice_text(" UHC EUC-KR CP949 windows-949 "), out->charset))
    gm_charset_compose_hangul(&out->converted);
  out->text = gm_buffer_slice(&out->converted);
  return status;
}

static gm_status repair(gm_charset_text *out, gm_slice bytes, gm_error *err) {
  gm_buffer_clear(&out->converted);
  out->replaced = 0;
  gm_utf8_repair(&out->converted, bytes, &out->replaced);
  if (out->converted.status != GM_OK)
    return gm_nomem(err);
  out->text = gm_buffer_slice(&out->converted);
  snprintf(out->charset, sizeof out->charset, "UTF-8");
  return GM_OK;
}

/* ---- damaged UTF-8, or another encoding? ---- */

/* Whether the bad bytes are an accident: well-formed sequences outnumber them, or they
 * are bytes that mean nothing (or next to nothing) in Western encodings. */
static bool damaged_utf8(gm_slice bytes) {
  size_t good = 0, bad = 0, odd = 0;
  gm_slice left = bytes;
  while (left.size) {
    size_t fine = gm_utf8_valid_prefix(left);
    for (size_t i = 0; i < fine; i++)
      good += ((unsigned char)left.data[i] & 0xC0) == 0xC0;
    left = gm_slice_from(left, fine);
    if (left.size == 0)
      break;
    unsigned char c = (unsigned char)left.data[0];
    odd += c >= 0xFD || c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D;
    bad++;
    left = gm_slice_from(left, 1);
    if (bad > 100000)
      break;
  }
  if (good == 0 && bad >= 8) /* many, and nothing that is UTF-8 */
    return false;
  bool few = bad <= 3 || bad * 50 <= bytes.size;
  return good >= bad * 8 || (few && odd * 2 >= bad);
}

static bool detect(gm_slice bytes, char out[64]) {
  uchardet_t detector = uchardet_new();
  if (!detector)
    return false;
  gm_slice sample = head_of(bytes, 1 << 20);
  bool ok = uchardet_handle_data(detector, sample.data, sample.size) == 0;
  uchardet_data_end(detector);
  const char *name = ok ? uchardet_get_charset(detector) : "";
  snprintf(out, 64, "%s", name);
  uchardet_delete(detector);
  return out[0] != 0;
}

/* Seven-bit encodings that switch alphabets by escapes are well-formed UTF-8 too. */
static bool has_escapes(gm_slice bytes) {
  gm_slice head = head_of(bytes, 4096);
  for (size_t i = 0; i + 1 < head.size; i++) {
    if (head.data[i] == 27 && (head.data[i + 1] == '$' || head.data[i + 1] == '('))
      return true;
    if (head.data[i] == '~' && head.data[i + 1] == '{')
      return true;
  }
  return false;
}

/* A third of the first bytes and more is beyond ASCII, as in scripts of many letters. */
static bool crowded(gm_slice bytes) {
  size_t high = 0;
  bytes = head_of(bytes, 4096);
  for (size_t i = 0; i < bytes.size; i++)
    high += (unsigned char)bytes.data[i] >= 0x80;
  return high * 3 >= bytes.size;
}

/* The byte that is the euro in ISO-8859-15 is a sign nobody writes in ISO-8859-1. */
static bool has_euro(gm_slice bytes) {
  return memchr(bytes.data, 0xA4, bytes.size) != NULL;
}

static gm_status decode_unmarked(gm_charset_text *out, gm_slice bytes, gm_error *err) {
  bool known = false, valid = gm_utf8_valid(bytes);
  char name[64];
  const char *zeros = valid ? utf16_by_zeros(bytes) : NULL;
  gm_status status;
  if (!zeros && !valid)
    zeros = utf16_by_zeros(bytes);
  if (zeros)
    return convert(out, bytes, zeros, &known, err);
  bool odd = controls(bytes) > (valid ? 100 : 30);
  zeros = odd ? gm_charset_guess_utf16(bytes) : NULL;
  if (zeros)
    return convert(out, bytes, zeros, &known, err);
  if (odd)
    return gm_fail(err, GM_FORMAT, "is binary, not text");
  if (valid) {
    if (has_escapes(bytes) && detect(bytes, name) &&
        !gm_slice_is(gm_slice_text(name), "ASCII")) {
      status = convert(out, bytes, name, &known, err);
      if (status != GM_OK || (known && out->replaced == 0))
        return status;
    }
    out->text = bytes;
    snprintf(out->charset, sizeof out->charset, "UTF-8");
    out->replaced = 0;
    return GM_OK;
  }
  if (declared(bytes, name) && !gm_slice_begins(gm_slice_text(name), "utf")) {
    status = convert(out, bytes, name, &known, err);
    if (status != GM_OK || known)
      return status;
  }
  const char *asian = crowded(bytes) ? gm_charset_guess_asian(bytes) : NULL;
  if (damaged_utf8(bytes))
    return asian ? convert(out, bytes, asian, &known, err) : repair(out, bytes, err);
  if (detect(bytes, name) && !gm_slice_is(gm_slice_text(name), "UTF-8")) {
    if (gm_slice_is(gm_slice_text(name), "ISO-8859-1") && has_euro(bytes))
      snprintf(name, sizeof name, "ISO-8859-15");
    status = convert(out, bytes, name, &known, err);
    if (status != GM_OK || (known && out->replaced == 0))
      return status;
  }
  if (asian)
    return convert(out, bytes, asian, &known, err);
  return known ? GM_OK : repair(out, bytes, err);
}

gm_status gm_charset_decode(gm_charset_text *out, gm_slice bytes, const char *wanted,
                            gm_error *err) {
  *out = (gm_charset_text){0};
  if (bytes.size == 0)
    return gm_fail(err, GM_FORMAT, "is empty");
  const char *kind = binary_kind(bytes);
  if (kind && !wanted)
    return gm_fail(err, GM_FORMAT, "is %s, not text", kind);
  size_t mark = 0;
  const char *charset = byte_order_mark(bytes, &mark);
  bool known = false;
  gm_status status = GM_OK;
  if (wanted && wanted[0] && !charset)
    charset = wanted;
  bytes = gm_slice_from(bytes, mark);
  if (!charset) {
    status = decode_unmarked(out, bytes, err);
  } else if (gm_slice_is(gm_slice_text(charset), "UTF-8") ||
             gm_slice_is(gm_slice_text(charset), "UTF8")) {
    status = repair(out, bytes, err);
  } else {
    status = convert(out, bytes, charset, &known, err);
    if (status == GM_OK && !known)
      status = gm_fail(err, GM_MISUSE, "unknown charset '%s'", charset);
  }
  if (status == GM_OK && gm_slice_trim(out->text).size == 0)
    status = gm_fail(err, GM_FORMAT, "holds no text (white space only)");
  if (status != GM_OK)
    gm_charset_free(out);
  return status;
}

void gm_charset_free(gm_charset_text *text) {
  gm_buffer_free(&text->converted);
  text->text = gm_slice_of("", 0);
}
