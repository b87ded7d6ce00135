/* Looks the lower-case form up in the user's list and in the compiled one. Keys of the
 * user's list are the form and a byte for the language, EVERY for all. */
#include "text/abbreviations.h"

#define LONGEST 32 /* bytes */
#define EVERY 0xFF

static size_t lower(char out[LONGEST + 1], gm_slice word) {
  for (size_t i = 0; i < word.size; i++) {
    char c = word.data[i];
    out[i] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
  }
  return word.size;
}

static gm_abbreviation of_own(gm_abbreviations known, char *key, size_t size) {
  const int languages[] = {known.language, EVERY};
  for (int i = 0; i < 2; i++) {
    key[size] = (char)languages[i];
    const uint32_t *found = gm_map_get(known.own, gm_slice_of(key, size + 1));
    if (found)
      return (gm_abbreviation)*found;
  }
  return GM_ABBREVIATION_NONE;
}

gm_abbreviation gm_abbreviation_of(gm_abbreviations known, gm_slice word) {
  char text[LONGEST + 1];
  if (word.size == 0 || word.size > LONGEST)
    return GM_ABBREVIATION_NONE;
  gm_slice key = gm_slice_of(text, lower(text, word));
  gm_abbreviation own = known.own ? of_own(known, text, key.size) : 0;
  if (own)
    return own;
  for (uint32_t at = (uint32_t)gm_hash(key);; at++) {
    uint32_t slot = gm_abbreviation_slots[at & gm_abbreviation_mask];
    if (!slot)
      return GM_ABBREVIATION_NONE;
    const gm_abbreviation_entry *entry = &gm_abbreviation_entries[slot - 1];
    if (!gm_slice_equal(gm_slice_of(entry->text, entry->size), key))
      continue;
    const gm_abbreviation_entry *end = gm_abbreviation_entries + gm_abbreviation_count;
    for (; entry < end && gm_slice_equal(gm_slice_of(entry->text, entry->size), key);
         entry++)
      if (entry->languages >> known.language & 1)
        return (gm_abbreviation)entry->kind;
    return GM_ABBREVIATION_NONE;
  }
}

/* ---- the user's list ---- */
static gm_abbreviation kind_of(gm_slice name) {
  static const char *const kinds[] = {"",    "name",  "number", "date",
                                      "any", "inner", "proper", "capital"};
  for (size_t i = 1; i < sizeof kinds / sizeof *kinds; i++)
    if (gm_slice_equal(name, gm_slice_text(kinds[i])))
      return (gm_abbreviation)i;
  return GM_ABBREVIATION_NONE;
}

/* Takes what stands before `mark` (or all) off the front. */
static gm_slice take(gm_slice *rest, char mark) {
  const char *found = rest->size ? memchr(rest->data, mark, rest->size) : NULL;
  size_t size = found ? (size_t)(found - rest->data) : rest->size;
  gm_slice part = gm_slice_of(rest->data, size);
  size_t past = size + (found != NULL);
  *rest = gm_slice_of(rest->data + past, rest->size - past);
  return part;
}

static gm_status put(gm_map *own, gm_slice form, int language, gm_abbreviation kind,
                     gm_error *err) {
  char key[LONGEST + 1];
  uint32_t *slot;
  key[lower(key, form)] = (char)language;
  gm_status status = gm_map_put(own, gm_slice_of(key, form.size + 1), kind, &slot, err);
  if (status == GM_OK)
    *slot = kind;
  return status;
}

static gm_status read_line(gm_map *own, gm_slice line, unsigned number, gm_error *err) {
  if (line.size && line.data[line.size - 1] == '\r')
    line.size--;
  if (!line.size || line.data[0] == '#')
    return GM_OK;
  gm_slice form = take(&line, '\t'), name = take(&line, '\t');
  gm_abbreviation kind = kind_of(name);
  if (form.size && form.data[form.size - 1] == '.')
    form.size--;
  if (!form.size || form.size > LONGEST)
    return gm_fail(err, GM_FORMAT, "line %u: an abbreviation has 1 to %d bytes", number,
                   LONGEST);
  if (!kind)
    return gm_fail(err, GM_FORMAT,
                   "line %u: the second column is name, number, date, any, inner, "
                   "proper or capital, not '%.*s'",
                   number, (int)name.size, name.data);
  if (!line.size)
    return put(own, form, EVERY, kind, err);
  gm_status status = GM_OK;
  while (line.size && status == GM_OK) {
    gm_slice tag = take(&line, ' ');
    gm_language language = gm_language_of(tag);
    if (!language)
      return gm_fail(err, GM_FORMAT, "line %u: no language is known as '%.*s'", number,
                     (int)tag.size, tag.data);
    status = put(own, form, language, kind, err);
  }
  return status;
}

gm_status gm_abbreviations_read(gm_map *own, gm_slice tsv, gm_error *err) {
  gm_status status = GM_OK;
  for (unsigned number = 1; tsv.size && status == GM_OK; number++)
    status = read_line(own, take(&tsv, '\n'), number, err);
  return status;
}
