/* One frame a text, at zstd's fastest usual level: at the size of an article the higher
 * ones gain under a hundredth and take half as long again. */
#include "store/compress.h"
#include "base/memory.h"
#include <zstd.h>

struct gm_compressor {
  ZSTD_CCtx *in;
  ZSTD_DCtx *out;
};

gm_status gm_compressor_new(gm_compressor **out, gm_error *err) {
  gm_compressor *compressor = *out = gm_calloc(1, sizeof *compressor);
  if (!compressor)
    return gm_nomem(err);
  compressor->in = ZSTD_createCCtx();
  compressor->out = ZSTD_createDCtx();
  if (compressor->in && compressor->out) {
    ZSTD_CCtx_setParameter(compressor->in, ZSTD_c_compressionLevel, 1);
    ZSTD_CCtx_setParameter(compressor->in, ZSTD_c_checksumFlag, 1);
    return GM_OK;
  }
  gm_compressor_free(compressor);
  *out = NULL;
  return gm_nomem(err);
}

void gm_compressor_free(gm_compressor *compressor) {
  if (!compressor)
    return;
  ZSTD_freeCCtx(compressor->in);
  ZSTD_freeDCtx(compressor->out);
  gm_free(compressor);
}

gm_status gm_compress(gm_compressor *compressor, gm_slice text, gm_buffer *out,
                      gm_error *err) {
  char *room = gm_buffer_reserve(out, ZSTD_compressBound(text.size));
  if (!room)
    return gm_nomem(err);
  size_t size = ZSTD_compress2(compressor->in, room, ZSTD_compressBound(text.size),
                               text.data ? text.data : "", text.size);
  if (ZSTD_isError(size))
    return gm_nomem(err); /* nothing else can fail with enough room */
  out->size += size;
  return GM_OK;
}

uint64_t gm_frame_size(gm_slice frame) {
  unsigned long long size = ZSTD_getFrameContentSize(frame.data, frame.size);
  return size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR ? UINT64_MAX
                                                                            : size;
}

gm_status gm_decompress(gm_compressor *compressor, gm_slice frame, uint64_t most,
                        gm_buffer *out, gm_error *err) {
  uint64_t size = gm_frame_size(frame);
  if (size > most)
    return gm_fail(err, GM_CORRUPT, "the text of a document is damaged");
  char *room = gm_buffer_reserve(out, (size_t)size + 1);
  if (!room)
    return gm_nomem(err);
  size_t got =
      ZSTD_decompressDCtx(compressor->out, room, (size_t)size, frame.data, frame.size);
  if (ZSTD_isError(got) || got != size)
    return gm_fail(err, GM_CORRUPT, "the text of a document is damaged");
  out->size += got;
  return GM_OK;
}
