/* Small steps over slices. Letters are compared as ASCII letters, in either case. */
#ifndef GM_LOAD_SLICES_H
#define GM_LOAD_SLICES_H
#include "base/slice.h"

gm_slice gm_slice_trim(gm_slice text);               /* without white space around */
gm_slice gm_slice_from(gm_slice text, size_t begin); /* the rest from there */
gm_slice gm_slice_line(gm_slice text, size_t *at); /* without its end; moves past it */
bool gm_slice_is(gm_slice text, const char *word);
bool gm_slice_begins(gm_slice text, const char *word);
bool gm_slice_holds(gm_slice text, const char *part);
#endif
