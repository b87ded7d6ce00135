/* Texts are frames that the store's own compressor takes apart. */
#include "store/texts.h"
#include "store/compress.h"
#include "store/sqlite.h"

gm_status gm_store_unpack_text(gm_store *store, gm_slice frame, gm_buffer *out,
                               gm_error *err) {
  gm_compressor *compressor;
  gm_error why = {0};
  gm_status status = gm_store_compressor(store, &compressor, err);
  if (status == GM_OK)
    status = gm_decompress(compressor, frame, UINT32_MAX, out, &why);
  if (status == GM_OK || why.status == GM_OK)
    return status;
  if (status == GM_NOMEM)
    return gm_nomem(err);
  return gm_fail_at(err, status, gm_store_path(store), 0, 0, "is damaged: %s",
                    why.message);
}
