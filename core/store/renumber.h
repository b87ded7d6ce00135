/* Numbers that people see, in an order that does not depend on how the file was made.
 */
#ifndef GM_STORE_RENUMBER_H
#define GM_STORE_RENUMBER_H
#include "store/database.h"

/* Numbers runs by the time they were begun and their id, decisions by time and content,
 * grades and loads likewise. Inside a batch. */
gm_status gm_store_renumber(gm_store *store, gm_error *err);
#endif
