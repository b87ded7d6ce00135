/* URLs end before white space, quotation marks and angle brackets, and leave closing
 * punctuation to the sentence; a closing bracket stays where its opening one is inside.
 */
#include "text/net.h"
#include "base/slice.h"
#include "text/properties.h"
#include "text/utf8.h"
#include <strings.h>

#define LONGEST 4096 /* bytes of an address; what is longer is cut as words */

static int alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int gm_net_possible(const char *text, uint32_t size) {
  for (uint32_t i = 0; i < size; i++) {
    if (text[i] == '@' || text[i] == '#' || text[i] == '/') return 1;
    if (text[i] == '.' && i >= 3 && strncasecmp(text + i - 3, "www", 3) == 0) return 1;
  }
  return 0;
}

static int begins(const char *text, uint32_t size, uint32_t at, const char *prefix) {
  size_t length = strlen(prefix);
  return size - at > length && strncasecmp(text + at, prefix, length) == 0;
}

/* Goes back over punctuation that belongs to the sentence. */
static uint32_t trim(const char *text, uint32_t at, uint32_t end) {
  while (end > at) {
    char c = text[end - 1], open = c == ')' ? '(' : c == ']' ? '[' : c == '}' ? '{' : 0;
    if (open) {
      int depth = 0;
      for (uint32_t i = at; i < end; i++) depth += (text[i] == open) - (text[i] == c);
      if (depth >= 0) break;
    } else if (!strchr(".,;:!?'*", c) || !c) {
      break;
    }
    end--;
  }
  return end;
}

static uint32_t url_rest(const char *text, uint32_t size, uint32_t at) {
  uint32_t end = at, length;
  for (; end < size && end - at < LONGEST; end += length) {
    gm_properties p = gm_properties_of(gm_utf8_decode(text + end, &length));
    if (gm_white_space(p) || gm_kind(p) == GM_KIND_CONTROL) break;
    if (strchr("<>\"`|\\^", text[end])) break;
    if (length > 1 && gm_kind(p) != GM_KIND_LETTER && gm_kind(p) != GM_KIND_MARK &&
        gm_kind(p) != GM_KIND_NUMBER)
      break; /* “ ” … 、 and the like */
  }
  return end;
}

static bool not_a_letter(char c) { return (c | 32) < 'a' || (c | 32) > 'z'; }

/* The prefixes begin what scan.c sends here: a colon and slash, a point between
 * letters, @. */
static uint32_t url_end(const char *text, uint32_t size, uint32_t at) {
  static const char *const prefixes[] = {"http://", "https://", "ftp://", "sftp://",
                                         "file://", "mailto:",  "www."};
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    if (!begins(text, size, at, prefixes[i])) continue;
    uint32_t from = at + (uint32_t)strlen(prefixes[i]);
    uint32_t end = trim(text, at, url_rest(text, size, from));
    bool whole = end > from;
    if (prefixes[i][0] == 'w') whole = whole && !not_a_letter(text[from]);
    if (prefixes[i][0] == 'm') whole = whole && memchr(text + from, '@', end - from);
    if (whole) return end;
  }
  return 0;
}

/* bbc.co.uk/news: a host name with a well-known last label, and a path. */
static uint32_t path_end(const char *text, uint32_t size, uint32_t at) {
  static const char *const labels[] = {"com", "org",  "net", "gov", "edu", "mil",
                                       "int", "info", "io",  "uk",  "jp",  "de",
                                       "eu",  "au",   "ca",  "ly"};
  uint32_t end = at, dot = 0;
  while (end < size && end - at < 256 &&
         (alnum(text[end]) || text[end] == '-' || text[end] == '.')) {
    if (text[end] == '.') dot = end;
    end++;
  }
  if (!dot || dot == at || !alnum(text[dot - 1]) || end + 1 >= size ||
      text[end] != '/' || !alnum(text[end + 1]))
    return 0;
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
    if (strlen(labels[i]) == end - dot - 1 &&
        strncasecmp(text + dot + 1, labels[i], end - dot - 1) == 0)
      return trim(text, at, url_rest(text, size, end));
  return 0;
}

static uint32_t mail_end(const char *text, uint32_t size, uint32_t at) {
  uint32_t end = at, dot = 0;
  if (!alnum(text[at])) return 0;
  while (end < size && end - at < 256 &&
         (alnum(text[end]) || (text[end] && strchr("._%+-", text[end]))))
    end++;
  if (end >= size || text[end] != '@') return 0;
  uint32_t host = ++end;
  for (; end < size && end - host < 256 &&
         (alnum(text[end]) || text[end] == '-' || text[end] == '.');
       end++)
    if (text[end] == '.' && end > host && end + 1 < size && alnum(text[end + 1]))
      dot = end;
  while (end > host && !alnum(text[end - 1])) end--;
  return dot && end > dot ? end : 0;
}

/* @name: ASCII as the services have it; #tag: letters, marks, digits, at least one
 * letter. */
static uint32_t name_end(const char *text, uint32_t size, uint32_t at) {
  uint32_t end = at + 1, length;
  int letters = 0;
  for (; end < size && end - at < LONGEST; end += length) {
    unsigned kind = gm_kind(gm_properties_of(gm_utf8_decode(text + end, &length)));
    if (text[at] == '@' && length > 1) break;
    if (kind == GM_KIND_LETTER) letters = 1;
    else if (text[end] != '_' && kind != GM_KIND_NUMBER && kind != GM_KIND_MARK) break;
  }
  return letters ? end : 0;
}

uint32_t gm_net_end(const char *text, uint32_t size, uint32_t at) {
  if (text[at] == '@' || text[at] == '#') return name_end(text, size, at);
  uint32_t end = url_end(text, size, at);
  if (!end) end = mail_end(text, size, at);
  if (!end) end = path_end(text, size, at);
  return end;
}
