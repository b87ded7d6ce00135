/* A document's tokens and zones as one blob each. */
#ifndef GM_STORE_PACK_H
#define GM_STORE_PACK_H
#include "base/buffer.h"
#include "text/tokens.h"

typedef struct {
  uint32_t id;     /* the number in the file */
  uint32_t length; /* of the form, in bytes */
} gm_type_number;

/* Appends the tokens; `types` says for each type of the tokens' lexicon what to store.
 * Sentences are in the flags. The buffer's sticky status tells of a failure. */
void gm_pack_tokens(gm_buffer *out, const gm_tokens *tokens,
                    const gm_type_number *types);

typedef struct { /* zeroed before the first call */
  uint32_t id;
  uint32_t gap;    /* bytes between the token before and this one */
  uint32_t length; /* in bytes, where `exact`; otherwise that of its type's form */
  bool exact;
  uint16_t flags;
  size_t offset; /* into the blob */
} gm_packed_token;

/* The next token. false at the blob's end, or where it is damaged (offset is then not
 * the blob's size). */
bool gm_unpack_token(gm_slice blob, gm_packed_token *token);

typedef struct {
  uint32_t begin, end;
  gm_slice kind; /* a name */
} gm_packed_zone;

/* Zones sorted by begin. Kinds are stored by name, so that the blob needs no other
 * table. */
void gm_pack_zones(gm_buffer *out, const gm_packed_zone *zones, size_t count);
/* Fills *zones (gm_free by the caller); their kinds point into the blob. */
gm_status gm_unpack_zones(gm_slice blob, gm_packed_zone **zones, size_t *count,
                          gm_error *err);
#endif
