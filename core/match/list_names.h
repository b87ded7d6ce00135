/* Adds names to a list in the making: cut as documents are, with their variants. */
#ifndef GM_MATCH_LIST_NAMES_H
#define GM_MATCH_LIST_NAMES_H
#include "match/types.h"

/* GM_RULE: a name without a word, or of more than GM_LIST_LONGEST. */
enum { GM_LIST_LONGEST = 500 };
gm_status gm_list_add(gm_list_builder *b, gm_slice name, const gm_name_options *options,
                      const gm_named *named, gm_error *err);
#endif
