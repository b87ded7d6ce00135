/* How deep a page nests, told before it is parsed: gumbo's time grows with the square of
 * the depth, and a hundred thousand open elements would keep it busy for hours. */
#include "base/map.h"
#include "load/html.h"
#include "load/slices.h"

enum { SEEN = 4096, LOOK_BACK = 256, NAME = 24 };

/* Elements that hold nothing, or that the next of their kind closes. */
static bool does_not_nest(gm_slice name) {
  static const char names[] =
      " a area base br col embed hr img input link meta param source track wbr p li dt dd "
      "button nobr tr td th thead tbody tfoot option optgroup colgroup rp rt html head body ";
  char padded[NAME + 3];
  if (name.size > NAME)
    return false;
  padded[0] = ' ';
  for (size_t i = 0; i < name.size; i++)
    padded[i + 1] = name.data[i] | 32;
  padded[name.size + 1] = ' ';
  padded[name.size + 2] = 0;
  return strstr(names, padded) != NULL;
}

static uint64_t key_of(gm_slice name) {
  char small[NAME];
  size_t size = name.size < NAME ? name.size : NAME;
  for (size_t i = 0; i < size; i++)
    small[i] = name.data[i] | 32;
  return gm_hash(gm_slice_of(small, size));
}

/* Where the raw text of a script or style ends. */
static size_t behind_raw(gm_slice text, size_t at, const char *close) {
  while (at < text.size) {
    const char *next = memchr(text.data + at, '<', text.size - at);
    if (!next)
      return text.size;
    at = (size_t)(next - text.data);
    if (gm_slice_begins(gm_slice_from(text, at), close))
      return at;
    at++;
  }
  return text.size;
}

bool gm_html_is_deep(gm_slice text, uint32_t most) {
  uint64_t open[SEEN];
  uint32_t depth = 0;
  size_t at = 0;
  while (at < text.size) {
    const char *next = memchr(text.data + at, '<', text.size - at);
    if (!next)
      return false;
    at = (size_t)(next - text.data) + 1;
    bool end = at < text.size && text.data[at] == '/';
    size_t begin = at += end;
    while (at < text.size && ((text.data[at] | 32) >= 'a' && (text.data[at] | 32) <= 'z'))
      at++;
    gm_slice name = gm_slice_of(text.data + begin, at - begin);
    while (at < text.size && ((text.data[at] >= '0' && text.data[at] <= '9') ||
                              text.data[at] == '-'))
      name.size = ++at - begin; /* h1, custom-element */
    if (!name.size || does_not_nest(name))
      continue;
    if (end) {
      uint64_t key = key_of(name);
      for (uint32_t back = 1; back <= depth && back <= LOOK_BACK; back++)
        if (open[depth - back] == key) {
          depth -= back;
          break;
        }
      continue;
    }
    if (gm_slice_is(name, "script"))
      at = behind_raw(text, at, "</script");
    else if (gm_slice_is(name, "style"))
      at = behind_raw(text, at, "</style");
    if (depth == most || depth == SEEN)
      return true;
    open[depth++] = key_of(name);
  }
  return false;
}
