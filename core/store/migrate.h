/* Steps between schemas that SQL alone cannot take. */
#ifndef GM_STORE_MIGRATE_H
#define GM_STORE_MIGRATE_H
#include "store/database.h"

/* From a row a type and tokens that name types with their gaps, to forms, counts,
 * postings, compressed texts and tokens as in parcel.h. Inside a batch. */
gm_status gm_migrate_streams(gm_store *store, gm_error *err);
#endif
