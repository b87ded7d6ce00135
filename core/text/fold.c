/* ASCII by itself, the rest by ICU's normalizers, which are loaded once and never
 * closed. */
#include "text/fold.h"
#include "base/memory.h"
#include "text/properties.h"
#include "text/utf8.h"
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

typedef struct {
  UChar *text;
  int32_t size;
} wide;

static gm_status to_wide(wide *out, gm_slice text, gm_error *err) {
  UErrorCode code = U_ZERO_ERROR;
  out->size = 0;
  out->text = gm_alloc((text.size + 1) * sizeof *out->text);
  if (!out->text) return gm_nomem(err);
  u_strFromUTF8(out->text, (int32_t)text.size + 1, &out->size, text.data,
                (int32_t)text.size, &code);
  return U_SUCCESS(code) ? GM_OK : gm_fail(err, GM_FORMAT, "invalid UTF-8");
}

/* Replaces *text by its normal form. NFKC makes at most 18 of one unit. */
static gm_status normalize(wide *text, const UNormalizer2 *form, gm_error *err) {
  UErrorCode code = U_ZERO_ERROR;
  int32_t room = text->size * 3 + 16;
  for (;;) {
    UChar *out = gm_alloc((size_t)room * sizeof *out);
    if (!out) return gm_nomem(err);
    code = U_ZERO_ERROR;
    int32_t size = unorm2_normalize(form, text->text, text->size, out, room, &code);
    if (code == U_BUFFER_OVERFLOW_ERROR) {
      gm_free(out);
      room = size + 1;
      continue;
    }
    gm_free(text->text);
    *text = (wide){out, U_SUCCESS(code) ? size : 0};
    return U_SUCCESS(code) ? GM_OK
                           : gm_fail(err, GM_UNSUPPORTED, "no normalizer in ICU");
  }
}

static void add_wide(gm_buffer *out, const wide *text) {
  for (int32_t i = 0; i < text->size;) {
    UChar32 code;
    char bytes[4];
    U16_NEXT(text->text, i, text->size, code);
    if (U_IS_SURROGATE(code)) code = 0xFFFD;
    if (code == 0x2019) code = '\'';
    if (code == 0x2010 || code == 0x2011) code = '-';
    gm_buffer_add(out, bytes, gm_utf8_encode(bytes, (uint32_t)code));
  }
}

static bool add_ascii(gm_buffer *out, gm_slice text) {
  for (size_t i = 0; i < text.size; i++)
    if ((unsigned char)text.data[i] >= 0x80) return false;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    gm_buffer_add_byte(out, (unsigned char)(c >= 'A' && c <= 'Z' ? c | 32 : c));
  }
  return true;
}

gm_status gm_fold(gm_buffer *out, gm_slice text, gm_error *err) {
  if (add_ascii(out, text)) return out->status == GM_OK ? GM_OK : gm_nomem(err);
  UErrorCode code = U_ZERO_ERROR;
  wide units = {NULL, 0};
  gm_status status = to_wide(&units, text, err);
  /* Decomposed first, for the sake of U+0345 (Unicode 15.0, D147). */
  if (status == GM_OK) status = normalize(&units, unorm2_getNFDInstance(&code), err);
  if (status == GM_OK)
    status = normalize(&units, unorm2_getNFKCCasefoldInstance(&code), err);
  if (status == GM_OK) add_wide(out, &units);
  gm_free(units.text);
  if (status == GM_OK && out->status != GM_OK) return gm_nomem(err);
  return status;
}

static void drop_marks(wide *text) {
  int32_t kept = 0;
  for (int32_t i = 0; i < text->size;) {
    int32_t from = i;
    UChar32 code;
    U16_NEXT(text->text, i, text->size, code);
    if (gm_kind(gm_properties_of((uint32_t)code)) == GM_KIND_MARK) continue;
    while (from < i) text->text[kept++] = text->text[from++];
  }
  text->size = kept;
}

gm_status gm_fold_plain(gm_buffer *out, gm_slice fold, gm_error *err) {
  if (add_ascii(out, fold)) return out->status == GM_OK ? GM_OK : gm_nomem(err);
  UErrorCode code = U_ZERO_ERROR;
  wide units = {NULL, 0};
  gm_status status = to_wide(&units, fold, err);
  if (status == GM_OK) status = normalize(&units, unorm2_getNFDInstance(&code), err);
  if (status == GM_OK) {
    drop_marks(&units);
    status = normalize(&units, unorm2_getNFCInstance(&code), err);
  }
  if (status == GM_OK) add_wide(out, &units);
  gm_free(units.text);
  if (status == GM_OK && out->status != GM_OK) return gm_nomem(err);
  return status;
}
