/* The inside of a store, for the two files of this layer that call SQLite. */
#ifndef GM_STORE_SQLITE_H
#define GM_STORE_SQLITE_H
#include "base/error.h"
#include "base/map.h"
#include <sqlite3.h>

typedef struct gm_store gm_store;
typedef struct gm_rows gm_rows;

struct gm_rows {
  gm_store *store;
  sqlite3_stmt *statement;
  bool reading;
};

struct gm_store {
  sqlite3 *db;
  char *path;
  gm_map *index; /* SQL text -> index into statements */
  gm_rows **statements;
  size_t count, capacity;
  struct gm_compressor *compressor; /* NULL until asked for */
};

/* The failure of the last call, in words, with the corpus file in front. */
gm_status gm_sqlite_fail(gm_store *store, int code, gm_error *err);
#endif
