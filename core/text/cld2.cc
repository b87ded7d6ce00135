// The shim to CLD2: one function with C linkage, no memory, no exceptions.
#include "text/cld2.h"
#include <cstdio> // CLD2's header needs it
#include <cld2/public/compact_lang_det.h>

extern "C" const char *gm_cld2_detect(const char *text, int size) {
  bool reliable = false;
  CLD2::Language language = CLD2::DetectLanguage(text, size, true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return nullptr;
  return CLD2::LanguageCode(language);
}
