/* Small steps over slices. */
#include "load/slices.h"

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

gm_slice gm_slice_from(gm_slice text, size_t begin) {
  if (begin > text.size)
    begin = text.size;
  return gm_slice_of(text.size ? text.data + begin : text.data, text.size - begin);
}

gm_slice gm_slice_trim(gm_slice text) {
  while (text.size && is_space(text.data[0]))
    text.data++, text.size--;
  while (text.size && is_space(text.data[text.size - 1]))
    text.size--;
  return text;
}

gm_slice gm_slice_line(gm_slice text, size_t *at) {
  const char *begin = text.data + *at;
  size_t left = text.size - *at;
  const char *newline = left ? memchr(begin, '\n', left) : NULL;
  size_t size = newline ? (size_t)(newline - begin) : left;
  *at += size + (newline != NULL);
  if (size && begin[size - 1] == '\r')
    size--;
  return gm_slice_of(begin, size);
}

bool gm_slice_begins(gm_slice text, const char *word) {
  size_t i = 0;
  for (; word[i]; i++)
    if (i >= text.size || lower(text.data[i]) != lower(word[i]))
      return false;
  return true;
}

bool gm_slice_is(gm_slice text, const char *word) {
  return text.size == strlen(word) && gm_slice_begins(text, word);
}

bool gm_slice_holds(gm_slice text, const char *part) {
  size_t size = strlen(part);
  for (size_t i = 0; i + size <= text.size; i++)
    if (gm_slice_begins(gm_slice_from(text, i), part))
      return true;
  return false;
}
