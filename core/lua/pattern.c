/* The matcher walks the items with one C frame for each item that can back up; a single byte
 * item without repetition is no frame. */
#include "lua/pattern.h"
#include <stdlib.h>

enum { DEEPEST = 200 };

/* ---- compiling ------------------------------------------------------------------------------ */

typedef struct {
  const unsigned char *at, *end;
} source;

static void add(gm_item *item, unsigned byte) { item->set[byte >> 5] |= 1u << (byte & 31); }

/* The classes as sets of the ASCII bytes; no byte beyond is in any. */
static const struct {
  char letter;
  uint32_t set[4];
} classes[] = {
    {'a', {0x00000000, 0x00000000, 0x07FFFFFE, 0x07FFFFFE}},
    {'c', {0xFFFFFFFF, 0x00000000, 0x00000000, 0x80000000}},
    {'d', {0x00000000, 0x03FF0000, 0x00000000, 0x00000000}},
    {'g', {0x00000000, 0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFF}},
    {'l', {0x00000000, 0x00000000, 0x00000000, 0x07FFFFFE}},
    {'p', {0x00000000, 0xFC00FFFE, 0xF8000001, 0x78000001}},
    {'s', {0x00003E00, 0x00000001, 0x00000000, 0x00000000}},
    {'u', {0x00000000, 0x00000000, 0x07FFFFFE, 0x00000000}},
    {'w', {0x00000000, 0x03FF0000, 0x07FFFFFE, 0x07FFFFFE}},
    {'x', {0x00000000, 0x03FF0000, 0x0000007E, 0x0000007E}},
};

/* %x: a class, its complement, or the byte itself. */
static void add_escape(gm_item *item, unsigned char letter) {
  unsigned char small = letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    if (classes[i].letter != small) continue;
    for (int word = 0; word < 8; word++) {
      uint32_t set = word < 4 ? classes[i].set[word] : 0;
      item->set[word] |= small == letter ? set : ~set;
    }
    return;
  }
  add(item, letter);
}

/* After "[": up to and over "]". */
static const char *read_set(source *in, gm_item *item) {
  bool negated = in->at < in->end && *in->at == '^';
  if (negated) in->at++;
  for (bool first = true; first || in->at >= in->end || *in->at != ']'; first = false) {
    if (in->at >= in->end) return "missing ']' in a pattern";
    unsigned char byte = *in->at++;
    if (byte == '%') {
      if (in->at >= in->end) return "a pattern that ends with '%'";
      add_escape(item, *in->at++);
    } else if (in->end - in->at >= 2 && *in->at == '-' && in->at[1] != ']') {
      for (unsigned low = byte; low <= in->at[1]; low++) add(item, low);
      in->at += 2;
    } else {
      add(item, byte);
    }
  }
  in->at++;
  for (int i = 0; negated && i < 8; i++) item->set[i] = ~item->set[i];
  return NULL;
}

static const char *read_percent(source *in, gm_item *item) {
  if (in->at >= in->end) return "a pattern that ends with '%'";
  unsigned char letter = *in->at++;
  if (letter == 'b') {
    if (in->end - in->at < 2) return "%b needs two characters";
    item->kind = GM_ITEM_BALANCED;
    item->a = *in->at++;
    item->b = *in->at++;
  } else if (letter == 'f') {
    if (in->at >= in->end || *in->at != '[') return "%f needs a set in brackets";
    in->at++;
    item->kind = GM_ITEM_FRONTIER;
    return read_set(in, item);
  } else if (letter >= '0' && letter <= '9') {
    item->kind = GM_ITEM_SAME;
    item->a = (unsigned char)(letter - '1');
  } else {
    add_escape(item, letter);
  }
  return NULL;
}

typedef struct {
  int open[GM_PATTERN_CAPTURES];
  int depth;
  bool closed[GM_PATTERN_CAPTURES];
} parens;

static const char *read_paren(source *in, gm_pattern *out, gm_item *item, parens *p) {
  if (out->captures >= GM_PATTERN_CAPTURES) return "too many captures in a pattern";
  item->a = (unsigned char)out->captures++;
  if (in->at < in->end && *in->at == ')') {
    in->at++;
    item->kind = GM_ITEM_POSITION;
    p->closed[item->a] = true;
  } else {
    item->kind = GM_ITEM_OPEN;
    p->open[p->depth++] = item->a;
  }
  return NULL;
}

static const char *read_item(source *in, gm_pattern *out, gm_item *item, parens *p) {
  unsigned char byte = *in->at++;
  const char *wrong = NULL;
  item->kind = GM_ITEM_SET;
  if (byte == '(') return read_paren(in, out, item, p);
  if (byte == ')') {
    if (!p->depth) return "')' without '(' in a pattern";
    item->kind = GM_ITEM_CLOSE;
    item->a = (unsigned char)p->open[--p->depth];
    p->closed[item->a] = true;
    return NULL;
  }
  if (byte == '$' && in->at == in->end) {
    item->kind = GM_ITEM_END;
    return NULL;
  }
  if (byte == '.') memset(item->set, 0xFF, sizeof item->set);
  else if (byte == '[') wrong = read_set(in, item);
  else if (byte == '%') wrong = read_percent(in, item);
  else add(item, byte);
  if (wrong) return wrong;
  if (item->kind == GM_ITEM_SAME && (item->a >= out->captures || !p->closed[item->a]))
    return "% and a number without that capture before it";
  if (item->kind == GM_ITEM_SET && in->at < in->end && strchr("*+-?", *in->at) && *in->at)
    item->repeat = (char)*in->at++;
  return NULL;
}

const char *gm_pattern_compile(gm_pattern *out, gm_slice text) {
  source in = {(const unsigned char *)text.data, (const unsigned char *)text.data + text.size};
  parens p = {.depth = 0};
  out->anchored = text.size && text.data[0] == '^';
  out->captures = 0;
  out->count = 0;
  if (out->anchored) in.at++;
  while (in.at < in.end) {
    if (out->count == GM_PATTERN_ITEMS) return "a pattern that is too long";
    gm_item *item = &out->items[out->count++];
    memset(item, 0, sizeof *item);
    const char *wrong = read_item(&in, out, item, &p);
    if (wrong) return wrong;
  }
  return p.depth ? "'(' without ')' in a pattern" : NULL;
}

/* ---- matching ------------------------------------------------------------------------------- */

static size_t run(gm_pattern_match *m, unsigned item, size_t at, int depth);

static bool spend(gm_pattern_match *m, uint64_t steps) {
  m->steps += steps;
  if (!m->max_steps || m->steps < m->max_steps) return true;
  m->failure = "steps";
  return false;
}

static bool has(const gm_item *item, unsigned char byte) {
  return item->set[byte >> 5] >> (byte & 31) & 1;
}

/* As many as there are, then fewer and fewer until the rest matches. */
static size_t run_greedy(gm_pattern_match *m, unsigned index, size_t at, int depth) {
  const gm_item *item = &m->pattern->items[index];
  size_t most = item->repeat == '?' ? 1 : SIZE_MAX, least = item->repeat == '+', count = 0;
  while (count < most && at + count < m->text.size &&
         has(item, (unsigned char)m->text.data[at + count]))
    count++;
  if (!spend(m, count + 1)) return SIZE_MAX;
  for (;; count--) {
    if (count < least) return SIZE_MAX;
    size_t end = run(m, index + 1, at + count, depth + 1);
    if (end != SIZE_MAX || m->failure || count == 0) return end;
  }
}

static size_t run_lazy(gm_pattern_match *m, unsigned index, size_t at, int depth) {
  const gm_item *item = &m->pattern->items[index];
  for (;; at++) {
    size_t end = run(m, index + 1, at, depth + 1);
    if (end != SIZE_MAX || m->failure) return end;
    if (at >= m->text.size || !has(item, (unsigned char)m->text.data[at])) return SIZE_MAX;
  }
}

/* A capture is undone where the rest does not match. */
static size_t run_capture(gm_pattern_match *m, unsigned index, size_t at, int depth) {
  const gm_item *item = &m->pattern->items[index];
  size_t begin = m->capture[item->a].begin;
  int64_t size = m->capture[item->a].size;
  if (item->kind == GM_ITEM_CLOSE) {
    m->capture[item->a].size = (int64_t)(at - begin);
  } else {
    m->capture[item->a].begin = at;
    m->capture[item->a].size = item->kind == GM_ITEM_POSITION ? GM_PATTERN_POSITION : -1;
  }
  size_t end = run(m, index + 1, at, depth + 1);
  if (end == SIZE_MAX) {
    m->capture[item->a].begin = begin;
    m->capture[item->a].size = size;
  }
  return end;
}

/* Length of the balanced stretch at `at`, or 0. */
static size_t balanced(gm_pattern_match *m, const gm_item *item, size_t at) {
  if (at >= m->text.size || (unsigned char)m->text.data[at] != item->a) return 0;
  size_t open = 1, i = at + 1;
  for (; i < m->text.size; i++) {
    unsigned char byte = (unsigned char)m->text.data[i];
    if (byte == item->b) {
      if (--open == 0) break;
    } else if (byte == item->a) {
      open++;
    }
  }
  spend(m, i - at);
  return i < m->text.size ? i + 1 - at : 0;
}

static bool frontier(const gm_pattern_match *m, const gm_item *item, size_t at) {
  unsigned char before = at ? (unsigned char)m->text.data[at - 1] : 0;
  unsigned char here = at < m->text.size ? (unsigned char)m->text.data[at] : 0;
  return !has(item, before) && has(item, here);
}

/* Bytes that an item without choices takes at `at`, or SIZE_MAX. */
static size_t plain_item(gm_pattern_match *m, const gm_item *item, size_t at) {
  size_t size;
  switch (item->kind) {
  case GM_ITEM_SET:
    return at < m->text.size && has(item, (unsigned char)m->text.data[at]) ? 1 : SIZE_MAX;
  case GM_ITEM_END: return at == m->text.size ? 0 : SIZE_MAX;
  case GM_ITEM_FRONTIER: return frontier(m, item, at) ? 0 : SIZE_MAX;
  case GM_ITEM_BALANCED:
    size = balanced(m, item, at);
    return size ? size : SIZE_MAX;
  case GM_ITEM_SAME:
    if (m->capture[item->a].size < 0) return SIZE_MAX; /* a position is no text */
    size = (size_t)m->capture[item->a].size;
    spend(m, size);
    return m->text.size - at >= size && memcmp(m->text.data + m->capture[item->a].begin,
                                               m->text.data + at, size) == 0
               ? size
               : SIZE_MAX;
  default: return SIZE_MAX;
  }
}

static size_t run(gm_pattern_match *m, unsigned index, size_t at, int depth) {
  if (depth > DEEPEST) {
    m->failure = "a pattern that is too complex";
    return SIZE_MAX;
  }
  for (; index < m->pattern->count; index++) {
    const gm_item *item = &m->pattern->items[index];
    if (!spend(m, 1)) return SIZE_MAX;
    if (item->kind == GM_ITEM_OPEN || item->kind == GM_ITEM_CLOSE ||
        item->kind == GM_ITEM_POSITION)
      return run_capture(m, index, at, depth);
    if (item->repeat)
      return (item->repeat == '-' ? run_lazy : run_greedy)(m, index, at, depth);
    size_t size = plain_item(m, item, at);
    if (size == SIZE_MAX || m->failure) return SIZE_MAX;
    at += size;
  }
  return at;
}

size_t gm_pattern_match_at(gm_pattern_match *match, size_t at) {
  return run(match, 0, at, 0);
}
