/* Two steps, each a transaction of its own: rows are joined, then SQLite writes the
 * file anew. */
#include "store/compact.h"
#include "store/forms.h"
#include "store/postings.h"

static gm_status join_forms(gm_store *store, gm_error *err) {
  gm_lexicon *lexicon;
  uint32_t count = 0;
  gm_status status = gm_lexicon_new(&lexicon, err);
  if (status != GM_OK)
    return status;
  status = gm_forms_load(store, lexicon, &count, err);
  if (status == GM_OK)
    status = gm_store_execute(store, "DELETE FROM forms", NULL, 0, err);
  if (status == GM_OK)
    status = gm_forms_store(store, lexicon, 0, err);
  gm_lexicon_free(lexicon);
  return status;
}

gm_status gm_store_compact(gm_store *store, gm_error *err) {
  gm_status status = gm_store_begin(store, err);
  if (status != GM_OK)
    return status;
  status = gm_postings_merge_all(store, err);
  if (status == GM_OK)
    status = join_forms(store, err);
  if (status == GM_OK)
    status = gm_store_commit(store, err);
  if (status != GM_OK) {
    gm_store_rollback(store);
    return status;
  }
  return gm_store_script(
      store, "VACUUM;PRAGMA optimize;PRAGMA wal_checkpoint(TRUNCATE);", err);
}
