/* ICU's bidirectional algorithm run backwards (UAX #9; ubidi's inverse modes), and
 * compatibility mappings for the blocks of presentation forms alone. */
#include "load/pdf_script.h"
#include "base/memory.h"
#include <unicode/ubidi.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

static bool is_form(UChar32 c) {
  return (c >= 0xFB00 && c <= 0xFDFF && c != 0xFD3E && c != 0xFD3F) ||
         (c >= 0xFE70 && c <= 0xFEFE);
}

static bool is_right_to_left(UChar32 c) {
  UCharDirection direction = u_charDirection(c);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

/* What is to be done: bytes that can begin such characters are rare. */
static bool is_plain(const gm_buffer *line) {
  for (size_t i = 0; i < line->size; i++) {
    unsigned char c = (unsigned char)line->data[i];
    if ((c >= 0xD6 && c <= 0xDF) || c == 0xE0 || c == 0xEF)
      return false;
  }
  return true;
}

/* Letters for presentation forms; gives the new length. */
static int32_t expand(const UChar *in, int32_t size, UChar *out, int32_t room,
                      bool visual) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
  int32_t length = 0;
  for (int32_t i = 0; i < size && length + 24 < room;) {
    UChar32 c;
    U16_NEXT(in, i, size, c);
    UChar letters[20];
    int32_t count = is_form(c) && U_SUCCESS(status)
                        ? unorm2_getDecomposition(nfkc, c, letters, 18, &status)
                        : -1;
    bool turned = visual && is_right_to_left(c);
    for (int32_t k = 0; k < count; k++)
      out[length++] = letters[turned ? count - 1 - k : k];
    if (count < 0)
      U16_APPEND_UNSAFE(out, length, c);
  }
  return length;
}

static int32_t reorder(const UChar *in, int32_t size, UChar *out, int32_t room) {
  UErrorCode status = U_ZERO_ERROR;
  UBiDi *bidi = ubidi_open();
  int32_t length = 0;
  if (bidi) {
    ubidi_setReorderingMode(bidi, UBIDI_REORDER_INVERSE_LIKE_DIRECT);
    ubidi_setPara(bidi, in, size, UBIDI_RTL, NULL, &status);
    length = ubidi_writeReordered(bidi, out, room, UBIDI_DO_MIRRORING, &status);
    ubidi_close(bidi);
  }
  if (!bidi || U_FAILURE(status)) {
    u_memcpy(out, in, size);
    length = size;
  }
  return length;
}

gm_status gm_pdf_logical(gm_buffer *line, gm_error *err) {
  if (line->size == 0 || line->size > (1 << 20) || is_plain(line))
    return GM_OK;
  int32_t room = (int32_t)line->size * 18 + 64, size = 0, length = 0;
  UChar *units = gm_alloc(2 * (size_t)room * sizeof *units);
  UErrorCode status = U_ZERO_ERROR;
  if (!units)
    return gm_nomem(err);
  UChar *letters = units + room;
  u_strFromUTF8(units, room, &size, line->data, (int32_t)line->size, &status);
  size_t right = 0, left = 0;
  for (int32_t i = 0; U_SUCCESS(status) && i < size;) {
    UChar32 c;
    U16_NEXT(units, i, size, c);
    right += is_right_to_left(c);
    left += u_charDirection(c) == U_LEFT_TO_RIGHT;
  }
  bool visual = right > 0 && right * 2 >= left;
  length = expand(units, size, letters, room, visual);
  if (visual)
    length = reorder(letters, length, units, room);
  char *text = U_SUCCESS(status) ? gm_alloc((size_t)length * 3 + 1) : NULL;
  int32_t bytes = 0;
  if (text)
    u_strToUTF8(text, length * 3 + 1, &bytes, visual ? units : letters, length,
                &status);
  if (text && U_SUCCESS(status)) {
    gm_buffer_clear(line);
    gm_buffer_add(line, text, (size_t)bytes);
  }
  gm_free(text);
  gm_free(units);
  return line->status;
}
