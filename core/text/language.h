/* The language of a text, by CLD2 where the build has it. */
#ifndef GM_TEXT_LANGUAGE_H
#define GM_TEXT_LANGUAGE_H
#include "base/slice.h"

/* The BCP 47 tag of what most of `text` (UTF-8) is written in, "und" where that is not
 * reliably known or the build cannot detect languages. The string is static. */
const char *gm_language_detect(gm_slice text);
#endif
