/* Reads a table of names, in which columns are parted by tabs, commas or semicolons and
 * named in the first row, into a list in the making. */
#ifndef GM_MATCH_LIST_TABLE_H
#define GM_MATCH_LIST_TABLE_H
#include "match/list_build.h"

typedef struct {
  gm_slice path;      /* for messages */
  gm_slice name;      /* the column of names; empty: "name" */
  char separator;     /* '\t': cells are taken as they are and # begins a comment; else
                         they may be quoted (RFC 4180) */
} gm_table_options;

/* Every row becomes a row of the list, its number the entry of its names, which are
 * parted by "|". The columns match_case (yes, no), valid_from and valid_to have a
 * meaning. GM_FORMAT names the line. */
gm_status gm_list_add_table(gm_list_builder *b, gm_slice bytes,
                            const gm_table_options *table,
                            const gm_name_options *options, gm_error *err);
#endif
