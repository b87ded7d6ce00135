/* New numbers go in as negative ones first, so that none meets an old one on the way.
 */
#include "store/renumber.h"

#define CHILD(table, column)                                                           \
  "UPDATE " table " SET " column "=-(SELECT fresh FROM renumbered WHERE old=" column   \
  ") WHERE " column " IN (SELECT old FROM renumbered);"
#define BACK(table, column)                                                            \
  "UPDATE " table " SET " column "=-" column " WHERE " column "<0;"
#define NUMBERED(table, key, order)                                                    \
  "CREATE TEMP TABLE renumbered AS SELECT " key                                        \
  " AS old, row_number() OVER (ORDER BY " order ") AS fresh FROM " table ";"
#define DONE "DROP TABLE renumbered;"

gm_status gm_store_renumber(gm_store *store, gm_error *err) {
  /* clang-format off */
  static const char *const sql =
      "PRAGMA defer_foreign_keys=ON;DROP TABLE IF EXISTS temp.renumbered;"
      NUMBERED("runs", "number", "begun_at, id, number")
      CHILD("runs", "number") CHILD("hits", "run") CHILD("scores", "run")
      CHILD("ledger", "run")
      BACK("runs", "number") BACK("hits", "run") BACK("scores", "run")
      BACK("ledger", "run") DONE
      NUMBERED("decisions", "id",
               "decided_at, hash, rule, quote, hit, verdict, value, reason, who")
      CHILD("decisions", "id") BACK("decisions", "id") DONE
      NUMBERED("grades", "id", "(SELECT name FROM sources s WHERE s.id=source),"
               " begins, ends, grade, graded_at, reason, grader")
      CHILD("grades", "id") BACK("grades", "id") DONE
      NUMBERED("loads", "id", "begun_at, engine, options")
      CHILD("loads", "id") CHILD("paths", "load") CHILD("files", "load")
      BACK("loads", "id") BACK("paths", "load") BACK("files", "load") DONE;
  /* clang-format on */
  return gm_store_script(store, sql, err);
}
