/* Reads what earlier schemas wrote.
 *
 * Up to schema 4 a token was a LEB128 number, 4 * type + form, and what the form does
 * not imply:
 *   0  in full: gap before it, length, flags follow
 *   1  one byte apart, as long as its type's form, flags SPACE
 *   2  joined to the one before, as long as its type's form, no flags
 *   3  as 1, and the first of its sentence */
#include "store/migrate.h"
#include "store/compress.h"
#include "store/types.h"
#include "base/memory.h"

enum { FULL, PLAIN, JOINED, FIRST };

/* Written together, so that the postings of a large corpus need no memory of its size.
 */
enum { BATCH_BYTES = 16 << 20 };

typedef struct {
  gm_store *store;
  gm_lexicon *lexicon; /* the old types by their order */
  uint32_t *ids;       /* their ids in it, by their old numbers */
  size_t id_count, id_room;
  gm_tokens *tokens;
  gm_packer *packer;
  gm_compressor *compressor;
  gm_types *types;
  gm_buffer parcel, blob, frame;
} migration;

static void free_migration(migration *m) {
  gm_lexicon_free(m->lexicon);
  gm_free(m->ids);
  gm_tokens_free(m->tokens);
  gm_packer_free(m->packer);
  gm_compressor_free(m->compressor);
  gm_types_free(m->types);
  gm_buffer_free(&m->parcel);
  gm_buffer_free(&m->blob);
  gm_buffer_free(&m->frame);
}

static gm_status read_lexicon(migration *m, gm_error *err) {
  gm_rows *rows;
  bool more = true;
  gm_status status = gm_store_query(
      m->store, "SELECT id, form FROM lexicon ORDER BY id", NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK &&
         more) {
    size_t id = (size_t)gm_rows_integer(rows, 0), old = m->id_count;
    if (!gm_grow((void **)&m->ids, &m->id_room, id + 1, sizeof *m->ids)) {
      status = gm_nomem(err);
    } else {
      memset(m->ids + old, 0, (id + 1 - old) * sizeof *m->ids);
      m->id_count = id + 1;
      status = gm_lexicon_intern(m->lexicon, gm_rows_bytes(rows, 1), &m->ids[id], err);
    }
    if (status != GM_OK)
      gm_rows_close(rows);
  }
  return status;
}

typedef struct {
  uint32_t type, gap, length; /* length 0: its form's */
  uint16_t flags;
} old_token;

static bool read_token(gm_slice blob, size_t *offset, old_token *token) {
  static const uint16_t implied[] = {0, GM_TOKEN_SPACE, 0,
                                     GM_TOKEN_SPACE | GM_TOKEN_SENTENCE};
  uint64_t head, gap, length = 0, flags;
  if (!gm_varint_read(blob, offset, &head) || head >> 2 > UINT32_MAX)
    return false;
  unsigned form = head & 3;
  gap = form == JOINED ? 0 : 1;
  flags = implied[form];
  if (form == FULL &&
      (!gm_varint_read(blob, offset, &gap) || !gm_varint_read(blob, offset, &length) ||
       !gm_varint_read(blob, offset, &flags) || gap > UINT32_MAX ||
       length > UINT32_MAX))
    return false;
  *token = (old_token){(uint32_t)(head >> 2), (uint32_t)gap, (uint32_t)length,
                       (uint16_t)flags};
  return true;
}

static gm_status read_tokens(migration *m, gm_slice blob, gm_error *err) {
  old_token token;
  uint32_t at = 0;
  size_t offset = 0;
  gm_tokens_open(m->tokens, m->lexicon, gm_slice_of(NULL, 0));
  while (offset < blob.size) {
    if (!read_token(blob, &offset, &token) || token.type >= m->id_count ||
        !m->ids[token.type])
      return gm_fail_at(err, GM_CORRUPT, gm_store_path(m->store), 0, 0,
                        "is damaged: the tokens of a document");
    uint32_t type = m->ids[token.type], begin = at + token.gap;
    at = begin + (token.length ? token.length
                               : (uint32_t)gm_lexicon_form(m->lexicon, type).size);
    gm_tokens_add(m->tokens, begin, at, type, token.flags);
  }
  m->tokens->given = true; /* a form may be no slice of the text */
  return gm_tokens_close(m->tokens, err);
}

static gm_status write_document(migration *m, int64_t number, gm_slice text,
                                gm_error *err) {
  const gm_unpacked *reading;
  gm_buffer_clear(&m->parcel);
  gm_buffer_clear(&m->blob);
  gm_buffer_clear(&m->frame);
  gm_status status = gm_packer_pack(m->packer, m->tokens, m->lexicon, &m->parcel, err);
  if (status == GM_OK)
    status = gm_types_absorb(m->types, gm_buffer_slice(&m->parcel), text.size, &m->blob,
                             &reading, err);
  if (status == GM_OK)
    status = gm_types_join(m->types, (uint32_t)number, err);
  if (status == GM_OK)
    status = gm_compress(m->compressor, text, &m->frame, err);
  gm_value values[] = {gm_value_blob(gm_buffer_slice(&m->frame)),
                       gm_value_blob(gm_buffer_slice(&m->blob)),
                       gm_value_integer(number)};
  return status == GM_OK
             ? gm_store_execute(m->store,
                                "UPDATE contents SET text=?, tokens=? WHERE document=?",
                                values, 3, err)
             : status;
}

/* The first document from number *number on; *number is 0 where there is none. */
static gm_status next_document(migration *m, int64_t *number, size_t *bytes,
                               gm_error *err) {
  gm_value from = gm_value_integer(*number);
  gm_rows *rows;
  bool more;
  gm_status status = gm_store_query(m->store,
                                    "SELECT document, text, tokens FROM contents"
                                    " WHERE document >= ? ORDER BY 1 LIMIT 1",
                                    &from, 1, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status != GM_OK)
    return status;
  *number = more ? gm_rows_integer(rows, 0) : 0;
  if (!more)
    return GM_OK;
  gm_slice text = gm_rows_bytes(rows, 1);
  status = read_tokens(m, gm_rows_bytes(rows, 2), err);
  if (status == GM_OK)
    status = write_document(m, *number, text, err);
  *bytes += text.size;
  gm_rows_close(rows);
  return status;
}

static gm_status write_all(migration *m, gm_error *err) {
  int64_t number = 1;
  size_t bytes = 0;
  gm_status status = GM_OK;
  while (status == GM_OK && number) {
    status = next_document(m, &number, &bytes, err);
    if (number)
      number++;
    if (status == GM_OK && (bytes >= BATCH_BYTES || !number)) {
      status = gm_types_flush(m->types, err);
      bytes = 0;
    }
  }
  return status;
}

gm_status gm_migrate_streams(gm_store *store, gm_error *err) {
  migration m = {.store = store};
  gm_status status = gm_lexicon_new(&m.lexicon, err);
  if (status == GM_OK)
    status = gm_tokens_new(&m.tokens, err);
  if (status == GM_OK)
    status = gm_packer_new(&m.packer, err);
  if (status == GM_OK)
    status = gm_compressor_new(&m.compressor, err);
  if (status == GM_OK)
    status = gm_types_new(&m.types, store, err);
  if (status == GM_OK)
    status = read_lexicon(&m, err);
  if (status == GM_OK)
    status = write_all(&m, err);
  free_migration(&m);
  return status == GM_OK ? gm_store_script(store, "DROP TABLE lexicon", err) : status;
}
