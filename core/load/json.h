/* Reads one JSON object (RFC 8259) member by member, made for records that are mostly
 * text. */
#ifndef GM_LOAD_JSON_H
#define GM_LOAD_JSON_H
#include "base/error.h"
#include "base/memory.h"
#include "base/slice.h"

typedef enum {
  GM_JSON_STRING,
  GM_JSON_NUMBER, /* text: as written; of true and false too */
  GM_JSON_BOOLEAN,
  GM_JSON_NULL,
  GM_JSON_ARRAY, /* text: as written; an array of strings and numbers joined by "; " */
  GM_JSON_OBJECT,
} gm_json_kind;

typedef struct {
  gm_json_kind kind;
  gm_slice text; /* of a string: what it says; borrowed from the object or the arena */
  uint32_t replaced; /* lone surrogates that became U+FFFD */
} gm_json_value;

typedef gm_status (*gm_json_member)(void *context, gm_slice key,
                                    const gm_json_value *value, gm_error *err);

/* `text` is UTF-8 and holds one object and white space. GM_FORMAT says the line and
 * column of the fault, counted from 1 within `text`. Members come in their order. */
gm_status gm_json_object(gm_slice text, gm_arena *arena, gm_json_member member,
                         void *context, gm_error *err);
#endif
