/* Many globs (* is any run of bytes) tried on one word at once. */
#ifndef GM_MATCH_GLOB_H
#define GM_MATCH_GLOB_H
#include "base/error.h"
#include "base/slice.h"
#include <stdint.h>

typedef struct gm_globs gm_globs;
gm_globs *gm_globs_new(void); /* NULL when out of memory */
void gm_globs_free(gm_globs *globs);
/* `id` is what a match gives; the pattern is copied. */
gm_status gm_globs_add(gm_globs *globs, gm_slice pattern, uint32_t id, gm_error *err);
/* Calls `found` for each glob that covers the whole word. */
void gm_globs_match(const gm_globs *globs, gm_slice word,
                    void (*found)(void *context, uint32_t id), void *context);
bool gm_glob_covers(gm_slice pattern, gm_slice word);
#endif
