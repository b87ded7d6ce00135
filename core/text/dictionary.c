/* A run goes to ICU as UTF-16; bounds come back through a table of byte offsets. ICU's
 * iterator is opened when a run first needs it: Han and kana are cut without (han.c).
 */
#include "text/dictionary.h"
#include "base/memory.h"
#include "text/han.h"
#include "text/utf8.h"
#include <unicode/ubrk.h>

struct gm_dictionary {
  gm_han *han;              /* NULL where ICU's data has no such dictionary */
  UBreakIterator *iterator; /* NULL until it is needed */
  UChar *text;
  uint32_t *offsets; /* byte offset of each unit, and of the end */
  uint32_t *bounds;
  size_t text_room, offset_room, bound_room;
};

gm_status gm_dictionary_new(gm_dictionary **out, gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  if (!*out)
    return gm_nomem(err);
  if (gm_han_new(&(*out)->han, NULL) != GM_NOMEM)
    return GM_OK;
  gm_free(*out);
  *out = NULL;
  return gm_nomem(err);
}

void gm_dictionary_free(gm_dictionary *dictionary) {
  if (!dictionary)
    return;
  gm_han_free(dictionary->han);
  if (dictionary->iterator)
    ubrk_close(dictionary->iterator);
  gm_free(dictionary->text);
  gm_free(dictionary->offsets);
  gm_free(dictionary->bounds);
  gm_free(dictionary);
}

static int32_t to_units(gm_dictionary *dictionary, gm_slice run) {
  int32_t units = 0;
  uint32_t length;
  for (uint32_t at = 0; at < run.size; at += length) {
    uint32_t code = gm_utf8_decode(run.data + at, &length);
    for (int32_t i = 0; i < U16_LENGTH(code); i++)
      dictionary->offsets[units + i] = at;
    U16_APPEND_UNSAFE(dictionary->text, units, code);
  }
  dictionary->offsets[units] = (uint32_t)run.size;
  return units;
}

bool gm_dictionary_quick(const gm_dictionary *dictionary, gm_slice run) {
  return dictionary->han && gm_han_takes(run);
}

static gm_status open_iterator(gm_dictionary *dictionary, gm_error *err) {
  UErrorCode code = U_ZERO_ERROR;
  if (dictionary->iterator)
    return GM_OK;
  dictionary->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
  if (U_SUCCESS(code))
    return GM_OK;
  dictionary->iterator = NULL;
  return gm_fail(err, GM_UNSUPPORTED, "ICU has no word iterator: %s",
                 u_errorName(code));
}

gm_status gm_dictionary_cut(gm_dictionary *dictionary, gm_slice run,
                            const uint32_t **bounds, uint32_t *count, gm_error *err) {
  UErrorCode code = U_ZERO_ERROR;
  if (gm_dictionary_quick(dictionary, run))
    return gm_han_cut(dictionary->han, run, bounds, count, err);
  gm_status status = open_iterator(dictionary, err);
  if (status != GM_OK)
    return status;
  if (!gm_grow((void **)&dictionary->text, &dictionary->text_room, run.size + 1,
               sizeof *dictionary->text) ||
      !gm_grow((void **)&dictionary->offsets, &dictionary->offset_room, run.size + 1,
               sizeof *dictionary->offsets) ||
      !gm_grow((void **)&dictionary->bounds, &dictionary->bound_room, run.size + 1,
               sizeof *dictionary->bounds))
    return gm_nomem(err);
  int32_t units = to_units(dictionary, run);
  ubrk_setText(dictionary->iterator, dictionary->text, units, &code);
  if (U_FAILURE(code))
    return gm_fail(err, GM_UNSUPPORTED, "ICU: %s", u_errorName(code));
  *count = 0;
  ubrk_first(dictionary->iterator);
  for (int32_t at; (at = ubrk_next(dictionary->iterator)) != UBRK_DONE;)
    dictionary->bounds[(*count)++] = dictionary->offsets[at];
  *bounds = dictionary->bounds;
  return GM_OK;
}
