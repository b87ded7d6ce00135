/* Words of scripts that are written without spaces, by ICU's dictionaries. */
#ifndef GM_TEXT_DICTIONARY_H
#define GM_TEXT_DICTIONARY_H
#include "base/slice.h"
#include "base/error.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct gm_dictionary gm_dictionary;
gm_status gm_dictionary_new(gm_dictionary **out, gm_error *err);
void gm_dictionary_free(gm_dictionary *dictionary);
/* Whether `run` is cut without ICU's iterator, which takes its time to begin. */
bool gm_dictionary_quick(const gm_dictionary *dictionary, gm_slice run);
/* The word boundaries of `run` after its start, in bytes; the last is its end.
 * The bounds stay valid until the next call. */
gm_status gm_dictionary_cut(gm_dictionary *dictionary, gm_slice run,
                            const uint32_t **bounds, uint32_t *count, gm_error *err);
#endif
