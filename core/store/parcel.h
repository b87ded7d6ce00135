/* A document's tokens as bytes.
 *
 * A document has far fewer kinds of tokens than tokens: a kind is a type with its
 * flags, the bytes between the token before and it, and its length where that is not
 * its form's. Bytes list the kinds, most frequent first, then every token as the number
 * of its kind. A *parcel* also lists the forms, or their numbers among those that were
 * told of before (store/told.h): a worker makes it, the parent turns it into the *blob*
 * that is stored, where kinds name types by their numbers in the file. */
#ifndef GM_STORE_PARCEL_H
#define GM_STORE_PARCEL_H
#include "base/buffer.h"
#include "store/told.h"
#include "text/tokens.h"

typedef struct {
  uint32_t type;   /* in a parcel: index of its form, from 0; in a blob: number */
  uint32_t gap;    /* bytes between the token before and this one */
  uint32_t length; /* in bytes, where `exact`; otherwise that of its type's form */
  uint16_t flags;
  bool exact;
} gm_token_kind;

/* Makes parcels; its memory is used again. */
typedef struct gm_packer gm_packer;
gm_status gm_packer_new(gm_packer **out, gm_error *err);
void gm_packer_free(gm_packer *packer); /* NULL is welcome */
/* From now on forms are told of once, anew from the beginning, beside the parcels, whose
 * tokens are all of one lexicon. */
void gm_packer_tell(gm_packer *packer);
/* Appends what gm_told_add takes: forms of parcels made since the last call; nothing
 * where there are none. */
void gm_packer_told(gm_packer *packer, gm_buffer *out);
/* Appends the parcel of tokens whose sentences have been found. */
gm_status gm_packer_pack(gm_packer *packer, const gm_tokens *tokens,
                         const gm_lexicon *lexicon, gm_buffer *out, gm_error *err);

/* A parcel or blob that has been looked into; its arrays belong to the reading and are
 * used again. Zeroed before the first use. */
typedef struct {
  uint32_t token_count, kind_count, form_count, sentence_count;
  gm_token_kind *kinds;
  uint32_t *frequency;   /* of each kind */
  uint32_t *number;      /* of each token: its kind */
  uint32_t *begin, *end; /* of the forms, in `forms`; parcels only */
  gm_slice forms;        /* points into the bytes, or into what was told */
  uint32_t *told;        /* of a parcel that has numbers of forms: these */
  bool is_told;
  gm_slice stream;       /* so do these: the tokens, as they are stored */
  size_t kind_room, frequency_room, number_room, begin_room, end_room, told_room;
} gm_unpacked;

/* Reads a parcel, or a blob. GM_CORRUPT for bytes that are neither, and for a parcel that
 * has numbers of forms which were not told of. */
gm_status gm_unpacked_parcel(gm_unpacked *reading, gm_slice bytes, const gm_told *told,
                            gm_error *err);
gm_status gm_unpacked_blob(gm_unpacked *reading, gm_slice bytes, gm_error *err);
/* Reads only what kinds a blob has, for those who then want one thing of each token. */
gm_status gm_unpacked_kinds(gm_unpacked *reading, gm_slice bytes, gm_error *err);
/* After it: out[i] = of_kind[the kind of token i], for all tokens. */
gm_status gm_unpacked_spread(const gm_unpacked *reading, const uint32_t *of_kind,
                            uint32_t *out, gm_error *err);
void gm_unpacked_free(gm_unpacked *reading);

/* Appends the blob of a parcel; types[i] is the number of its form i in the file. */
void gm_unpacked_store(const gm_unpacked *parcel, const uint32_t *types, gm_buffer *out);
#endif
