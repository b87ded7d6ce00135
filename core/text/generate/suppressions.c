/* Prints what ICU has of CLDR's sentence break suppressions: language, tab, abbreviation
 * with its point. */
#include <stdio.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

static void print(const char *language) {
  UErrorCode code = U_ZERO_ERROR;
  UResourceBundle *breaks = ures_openDirect(U_ICUDATA_NAME "-brkitr", language, &code);
  UResourceBundle *exceptions = ures_getByKey(breaks, "exceptions", NULL, &code);
  UResourceBundle *list = ures_getByKey(exceptions, "SentenceBreak", NULL, &code);
  int32_t count = U_SUCCESS(code) ? ures_getSize(list) : 0;
  for (int32_t i = 0; i < count; i++) {
    char text[256];
    int32_t size;
    const UChar *units = ures_getStringByIndex(list, i, &size, &code);
    u_strToUTF8(text, sizeof text, NULL, units, size, &code);
    if (U_SUCCESS(code)) printf("%s\t%s\n", language, text);
  }
  ures_close(list);
  ures_close(exceptions);
  ures_close(breaks);
}

int main(void) {
  static const char *const languages[] = {"de", "el", "en", "es", "fi", "fr",
                                          "it", "pt", "ru", "sv"};
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) print(languages[i]);
  return 0;
}
