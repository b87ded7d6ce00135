/* Whose words a reprint is, as it says itself. What is given points into the text;
 * empty where nothing is said. */
#ifndef GM_LOAD_ORIGINS_H
#define GM_LOAD_ORIGINS_H
#include "base/slice.h"

gm_slice gm_origin_note(gm_slice text); /* “Reprinted from X”, “first published by X” */
/* What stands before the dash of a dateline: "TOKYO, Dec. 16 (Reuters)". */
gm_slice gm_origin_of_dateline(gm_slice line);
#endif
