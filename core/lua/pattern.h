/* Lua patterns (Lua 5.4 manual, 6.4.1), compiled to a list of items and matched with a count of
 * the steps taken, so that a catastrophic pattern ends. Classes are those of ASCII. */
#ifndef GM_LUA_PATTERN_H
#define GM_LUA_PATTERN_H
#include "base/slice.h"
#include <stdint.h>

enum { GM_PATTERN_ITEMS = 256, GM_PATTERN_CAPTURES = 32, GM_PATTERN_POSITION = -2 };

typedef enum {
  GM_ITEM_SET,      /* one byte of the set, `repeat` times */
  GM_ITEM_OPEN,     /* a capture begins */
  GM_ITEM_CLOSE,
  GM_ITEM_POSITION, /* () */
  GM_ITEM_SAME,     /* %1 */
  GM_ITEM_BALANCED, /* %bxy */
  GM_ITEM_FRONTIER, /* %f[set] */
  GM_ITEM_END,      /* $ */
} gm_item_kind;

typedef struct {
  gm_item_kind kind;
  char repeat;       /* 0 once, or * + - ? */
  unsigned char a, b; /* capture, or the two bytes of %b */
  uint32_t set[8];
} gm_item;

typedef struct {
  bool anchored;
  int captures;
  unsigned count;
  gm_item items[GM_PATTERN_ITEMS];
} gm_pattern;

typedef struct {
  const gm_pattern *pattern;
  gm_slice text;
  struct {
    size_t begin;
    int64_t size; /* or GM_PATTERN_POSITION */
  } capture[GM_PATTERN_CAPTURES];
  uint64_t steps;     /* taken so far */
  uint64_t max_steps; /* 0: no limit */
  const char *failure; /* why it gave up, or NULL */
} gm_pattern_match;

/* NULL, or what is wrong with the pattern. */
const char *gm_pattern_compile(gm_pattern *out, gm_slice source);
/* Matches at text[at]; the end of the match, or SIZE_MAX. */
size_t gm_pattern_match_at(gm_pattern_match *match, size_t at);
#endif
