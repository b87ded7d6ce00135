/* CLD2 reads scripts and four-letter groups; a few pages are enough for it. */
#include "text/language.h"
#include "text/utf8.h"
#ifdef GM_HAVE_CLD2
#include "text/cld2.h"
#endif

#define SAMPLE 16384 /* bytes looked at */

const char *gm_language_detect(gm_slice text) {
#ifdef GM_HAVE_CLD2
  /* CLD2's own codes that BCP 47 writes otherwise. */
  static const char *const renamed[][2] = {
      {"iw", "he"}, {"jw", "jv"}, {"mo", "ro"}, {"tl", "fil"}, {"un", "und"},
  };
  size_t size = text.size;
  if (size > SAMPLE) {
    size = SAMPLE;
    while (size && ((unsigned char)text.data[size] & 0xC0) == 0x80) size--;
  }
  const char *code = size ? gm_cld2_detect(text.data, (int)size) : NULL;
  if (!code) return "und";
  for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
    if (strcmp(code, renamed[i][0]) == 0) return renamed[i][1];
  return code;
#else
  (void)text;
  return "und";
#endif
}
