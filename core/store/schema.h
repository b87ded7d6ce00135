/* The tables of a corpus file and the steps that lead from one version to the next. */
#ifndef GM_STORE_SCHEMA_H
#define GM_STORE_SCHEMA_H
#include "store/database.h"

#define GM_SCHEMA_APPLICATION 0x474D4C54 /* "GMLT", in the file's header */

int gm_schema_newest(void); /* the version this program writes */

/* Brings the file to `version` (0: the newest; -1: as it is), each step in a
 * transaction of its own, so that a killed upgrade is where a step ended. An empty file
 * becomes a corpus. GM_FORMAT where the file is another program's database, GM_VERSION
 * where a newer gimlet made it. */
gm_status gm_schema_upgrade(gm_store *store, int version, gm_error *err);
/* The same tests without writing; an older version is GM_VERSION as well. */
gm_status gm_schema_check(gm_store *store, gm_error *err);
#endif
