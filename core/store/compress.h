/* Texts in zstd frames that carry a checksum. */
#ifndef GM_STORE_COMPRESS_H
#define GM_STORE_COMPRESS_H
#include "base/buffer.h"

typedef struct gm_compressor gm_compressor; /* working memory, used again */

gm_status gm_compressor_new(gm_compressor **out, gm_error *err);
void gm_compressor_free(gm_compressor *compressor); /* NULL is welcome */

/* Appends the frame of `text`. */
gm_status gm_compress(gm_compressor *compressor, gm_slice text, gm_buffer *out,
                      gm_error *err);
/* Appends the text of a frame. GM_CORRUPT where it is damaged, or claims more than
 * `most` bytes. */
gm_status gm_decompress(gm_compressor *compressor, gm_slice frame, uint64_t most,
                        gm_buffer *out, gm_error *err);
/* How long the text of a frame is; UINT64_MAX where it does not say so. */
uint64_t gm_frame_size(gm_slice frame);
#endif
