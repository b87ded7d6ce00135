/* Line breaks inside a paragraph: where a hard-wrapped line goes on, and where a line
 * is a heading, an item or a verse of its own. */
#ifndef GM_TEXT_LINES_H
#define GM_TEXT_LINES_H
#include "base/slice.h"
#include <stdint.h>

/* What is known of the lines around; zero it for a new text. */
typedef struct {
  uint32_t from, upto; /* bytes that `width` and `list` hold for */
  uint32_t width;      /* of the longest line, in bytes */
  bool list;           /* short lines, and no full stop at the end of the block */
} gm_lines;

/* Whether the line that byte `at` lies in is one of a bare list. */
bool gm_line_of_list(gm_lines *lines, gm_slice text, uint32_t at);
/* Whether the line break before the word at `at` (a first one of its line, of `size`
 * bytes) separates. `lower`: the word begins in lower case. `bound`: the line before
 * ends in a word or mark that something must follow, or its script is written without
 * spaces. `name`: a name may go on over the break. */
bool gm_line_separates(gm_lines *lines, gm_slice text, uint32_t at, uint32_t size,
                       bool lower, bool bound, bool name);
#endif
