/* Whose words a reprint is: “Reprinted from The Harbour Times”, “This article was first
 * published by Nikkei Asia on 3 May 2020”, “TOKYO (Reuters) -- …”. */
#include "load/origins.h"
#include "load/dates.h"
#include "load/slices.h"

/* ---- names ---- */

static bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

/* A word that may stand within a name, between two that begin with a capital. */
static bool joins(gm_slice word) {
  static const char *const words[] = {"of", "the", "and", "for", "de", "la", "&"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (gm_slice_equal(word, gm_slice_text(words[i])))
      return true;
  return false;
}

static gm_slice word_at(gm_slice text, size_t at) {
  size_t end = at;
  while (end < text.size && !strchr(" \n\t,;:()|*\"", text.data[end]))
    end++;
  return gm_slice_of(text.data + at, end - at);
}

/* The name that a text begins with: words with a capital, and what joins them. */
static gm_slice name_of(gm_slice text) {
  size_t at = 0, end = 0, begin;
  char date[GM_DATE_SIZE];
  if (gm_slice_begins(text, "the ") && text.data[0] == 't')
    text = gm_slice_from(text, 4);
  if ((gm_date_find(text, &begin, date) || gm_month_find(text, &begin, date)) &&
      begin == 0)
    return gm_slice_of(text.data, 0);
  while (at < text.size) {
    gm_slice word = word_at(text, at);
    if (!word.size)
      break;
    bool last = strchr(".!?", word.data[word.size - 1]) != NULL;
    if (last)
      word.size--;
    bool small = is_small(word.data[0]) && !gm_slice_holds(word, ".");
    bool number = at && word.size && word.data[0] >= '0' && word.data[0] <= '9';
    if (!word.size || number || (small && !joins(word)))
      break;
    if (!small && word.data[0] != '&')
      end = (size_t)(word.data - text.data) + word.size;
    if (last || at + word.size >= text.size || text.data[at + word.size] != ' ')
      break;
    at += word.size + 1;
  }
  return end <= 60 ? gm_slice_of(text.data, end) : gm_slice_of(text.data, 0);
}

/* ---- what says that it is a reprint ---- */

static bool skip(gm_slice *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (gm_slice_begins(*text, words[i])) {
      *text = gm_slice_from(*text, strlen(words[i]));
      return true;
    }
  return false;
}
#define SKIP(text, ...)                                                                \
  skip(text, (const char *const[]){__VA_ARGS__},                                       \
       sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* “originally published in ”: what comes before a publisher's name. */
static bool skip_first(gm_slice *text) {
  if (!SKIP(text, "originally ", "first "))
    return false;
  if (!SKIP(text, "published ", "posted ", "appeared ", "ran ", "released "))
    return false;
  SKIP(text, "online ");
  return SKIP(text, "in ", "by ", "on ", "at ", "with ");
}

static bool skip_cue(gm_slice *text) {
  if (SKIP(text, "reprinted ", "republished "))
    return SKIP(text, "from ", "with permission from ", "with permission of ",
                "with the permission of ", "by permission of ", "courtesy of ");
  if (SKIP(text, "this ", "the ")) {
    SKIP(text, "news ");
    if (!SKIP(text, "article ", "story ", "piece ", "report ", "post ", "essay ",
              "column ", "commentary ", "op-ed ", "analysis ", "interview "))
      return false;
    SKIP(text, "was ", "has been ", "is ");
  }
  return skip_first(text);
}

gm_slice gm_origin_note(gm_slice text) {
  for (size_t at = 0; at < text.size; at++) {
    bool begins =
        at == 0 || strchr("(*[|_-\n", text.data[at - 1]) ||
        (at > 1 && text.data[at - 1] == ' ' && strchr(".!?*|)-", text.data[at - 2]));
    gm_slice rest = gm_slice_from(text, at);
    if (!begins || !skip_cue(&rest))
      continue;
    gm_slice name = name_of(rest);
    if (name.size)
      return name;
  }
  return gm_slice_of(text.data, 0);
}

gm_slice gm_origin_of_dateline(gm_slice line) {
  const char *open = memchr(line.data, '(', line.size);
  if (!open || !line.size || line.data[0] < 'A' || line.data[0] > 'Z')
    return gm_slice_of(line.data, 0);
  gm_slice inner = gm_slice_from(line, (size_t)(open + 1 - line.data));
  const char *close = memchr(inner.data, ')', inner.size);
  if (!close ||
      gm_slice_trim(gm_slice_from(inner, (size_t)(close + 1 - inner.data))).size)
    return gm_slice_of(line.data, 0); /* the agency stands right before the dash */
  inner.size = (size_t)(close - inner.data);
  gm_slice name = name_of(inner);
  return name.size == inner.size ? name : gm_slice_of(line.data, 0);
}
