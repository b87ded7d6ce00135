/* Case folding and what else makes two written forms alike. */
#ifndef GM_TEXT_FOLD_H
#define GM_TEXT_FOLD_H
#include "base/buffer.h"

/* Appends the NFKC case-folded form (UTR 30, UAX #31: full folding, width and
 * compatibility, default-ignorable characters dropped), with ’ as ' and the hyphens
 * U+2010 and U+2011 as -. */
gm_status gm_fold(gm_buffer *out, gm_slice text, gm_error *err);
/* Appends `fold` without diacritics: decomposed, without non-spacing marks, composed.
 */
gm_status gm_fold_plain(gm_buffer *out, gm_slice fold, gm_error *err);
#endif
