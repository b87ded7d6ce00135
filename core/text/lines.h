/* Line breaks inside a paragraph: where a hard-wrapped line goes on, and where a line
 * is a heading, an item or a verse of its own. */
#ifndef GM_TEXT_LINES_H
#define GM_TEXT_LINES_H
#include "base/slice.h"
#include <stdint.h>

enum { GM_LINES_AHEAD = 16 }; /* lines looked at together */

/* What is known of the lines around; zero it for a new text. */
typedef struct {
  uint32_t from, upto; /* bytes that the rest holds for */
  uint32_t width;      /* of the longest line, in bytes; 0: nothing is known */
  bool list;           /* short lines, and no full stop at the end of the block */
  uint32_t begin[GM_LINES_AHEAD], size[GM_LINES_AHEAD], count; /* of the lines */
  uint32_t at, before; /* the line asked for last; bytes of the line before it */
} gm_lines;

/* Whether the line that byte `at` lies in is one of a bare list. */
bool gm_line_of_list(gm_lines *lines, gm_slice text, uint32_t at);
/* Looks at the lines around the one that byte `at` lies in, and the one before it. */
void gm_line_see(gm_lines *lines, gm_slice text, uint32_t at);
/* Whether the break before the word of `size` bytes that begins the line seen last
 * separates, in what is no bare list. `name`: a name may go on over the break. */
bool gm_line_separates(const gm_lines *lines, uint32_t size, bool name);
#endif
