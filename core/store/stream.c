/* The reading side of the store.
 *
 * Invariants: 1. type n of the file has the id n in `lexicon`, for n up to the number
 * of types read so far; types are only ever added to a file. 2. With `known`, types,
 * counts and postings are those of the stamp `known_at`. */
#include "store/stream.h"
#include "store/forms.h"
#include "store/parcel.h"
#include "store/spoken.h"
#include "store/texts.h"
#include "base/memory.h"
#include <stdlib.h>

typedef struct {
  int64_t own, others; /* changes by this connection and by others */
} stamp;

struct gm_stream {
  gm_store *store;
  gm_lexicon *lexicon;
  uint32_t type_count;
  gm_counts counts;
  uint64_t total;
  gm_posting_reader *postings; /* NULL until asked for */
  bool known;
  stamp known_at;
  gm_stream_entry *entries;
  size_t entry_count, entry_capacity;
  /* the document read last */
  gm_unpacked reading;
  gm_tokens *tokens;
  gm_buffer text, zone_bytes, languages;
  gm_packed_zone *zones;
  uint32_t *sorted; /* types of a question */
  size_t sorted_room;
};

gm_status gm_stream_open(gm_stream **out, gm_store *store, gm_error *err) {
  gm_stream *stream = *out = gm_calloc(1, sizeof *stream);
  if (!stream)
    return gm_nomem(err);
  stream->store = store;
  gm_status status = gm_lexicon_new(&stream->lexicon, err);
  if (status == GM_OK)
    status = gm_tokens_new(&stream->tokens, err);
  if (status == GM_OK)
    return GM_OK;
  gm_stream_close(stream);
  *out = NULL;
  return status;
}

void gm_stream_close(gm_stream *stream) {
  if (!stream)
    return;
  gm_lexicon_free(stream->lexicon);
  gm_counts_free(&stream->counts);
  gm_posting_reader_free(stream->postings);
  gm_unpacked_free(&stream->reading);
  gm_free(stream->sorted);
  gm_free(stream->entries);
  gm_tokens_free(stream->tokens);
  gm_buffer_free(&stream->text);
  gm_buffer_free(&stream->zone_bytes);
  gm_buffer_free(&stream->languages);
  gm_free(stream->zones);
  gm_free(stream);
}

static gm_status damaged(gm_stream *stream, const char *what, uint32_t number,
                         gm_error *err) {
  return gm_fail_at(err, GM_CORRUPT, gm_store_path(stream->store), 0, 0,
                    "is damaged: %s %u", what, number);
}

static gm_status look(gm_stream *stream, stamp *now, gm_error *err) {
  now->own = gm_store_total_changes(stream->store);
  return gm_store_integer(stream->store, "PRAGMA data_version", NULL, 0, 0,
                          &now->others, err);
}

/* ---- types ---- */

/* Types, counts and index as they are now. */
static gm_status refresh(gm_stream *stream, gm_error *err) {
  stamp now;
  gm_status status = look(stream, &now, err);
  if (status != GM_OK || (stream->known && now.own == stream->known_at.own &&
                          now.others == stream->known_at.others))
    return status;
  stream->known = false;
  gm_posting_reader_free(stream->postings);
  stream->postings = NULL;
  status = gm_forms_load(stream->store, stream->lexicon, &stream->type_count, err);
  if (status == GM_OK)
    status = gm_counts_load(stream->store, &stream->counts, err);
  if (status == GM_OK && !gm_counts_reach(&stream->counts, stream->type_count))
    status = gm_nomem(err);
  stream->total = 0;
  for (uint32_t type = 1; status == GM_OK && type <= stream->type_count; type++)
    stream->total += stream->counts.tokens[type];
  stream->known = status == GM_OK;
  stream->known_at = now;
  return status;
}

gm_status gm_stream_load_types(gm_stream *stream, gm_stream_types *out, gm_error *err) {
  gm_status status = refresh(stream, err);
  if (status == GM_OK)
    *out = (gm_stream_types){stream->lexicon, stream->type_count, stream->total,
                             stream->counts.tokens, stream->counts.documents};
  return status;
}

gm_status gm_stream_forms(gm_stream *stream, gm_lexicon **out, gm_error *err) {
  *out = stream->lexicon;
  return refresh(stream, err);
}

gm_lexicon *gm_stream_lexicon(gm_stream *stream) {
  return stream->lexicon;
}

/* ---- documents ---- */

gm_status gm_stream_documents(gm_stream *stream, const gm_stream_entry **out,
                              size_t *count, gm_error *err) {
  gm_rows *rows;
  bool more = true;
  stream->entry_count = 0;
  gm_status status =
      gm_store_query(stream->store, "SELECT id, tokens FROM documents ORDER BY id",
                     NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK &&
         more) {
    if (gm_grow((void **)&stream->entries, &stream->entry_capacity,
                stream->entry_count + 1, sizeof *stream->entries)) {
      stream->entries[stream->entry_count++] = (gm_stream_entry){
          (uint32_t)gm_rows_integer(rows, 0), (uint32_t)gm_rows_integer(rows, 1)};
    } else {
      status = gm_nomem(err);
      gm_rows_close(rows);
    }
  }
  *out = stream->entries;
  *count = stream->entry_count;
  return status;
}

/* Lengths of the kinds, in the array that counted them; false for an unknown type. */
static bool find_lengths(gm_stream *stream) {
  gm_unpacked *reading = &stream->reading;
  for (uint32_t k = 0; k < reading->kind_count; k++) {
    const gm_token_kind *kind = &reading->kinds[k];
    if (!kind->type || kind->type > stream->type_count)
      return false;
    reading->frequency[k] =
        kind->exact ? kind->length
                    : (uint32_t)gm_lexicon_form(stream->lexicon, kind->type).size;
  }
  return true;
}

static gm_status unpack(gm_stream *stream, gm_slice blob, uint32_t number,
                        gm_error *err) {
  gm_unpacked *reading = &stream->reading;
  uint32_t at = 0;
  gm_status status = gm_unpacked_blob(reading, blob, err);
  if (status != GM_OK)
    return status;
  if (!find_lengths(stream))
    return damaged(stream, "an unknown type in document", number, err);
  gm_tokens_open(stream->tokens, stream->lexicon, gm_slice_of(NULL, 0));
  for (uint32_t i = 0; i < reading->token_count; i++) {
    const gm_token_kind *kind = &reading->kinds[reading->number[i]];
    uint32_t begin = at + kind->gap;
    at = begin + reading->frequency[reading->number[i]];
    gm_tokens_add(stream->tokens, begin, at, kind->type, kind->flags);
  }
  return gm_tokens_close(stream->tokens, err);
}

static gm_status keep(gm_stream *stream, gm_rows *rows, unsigned wanted,
                      gm_stream_document *out, gm_error *err) {
  gm_buffer_clear(&stream->text);
  gm_free(stream->zones);
  stream->zones = NULL;
  if (wanted & GM_STREAM_TEXT) {
    gm_status status =
        gm_store_unpack_text(stream->store, gm_rows_bytes(rows, 1), &stream->text, err);
    if (status != GM_OK)
      return status;
  }
  if (!(wanted & GM_STREAM_ZONES))
    return GM_OK;
  gm_slice zones = gm_rows_bytes(rows, 2);
  gm_buffer_clear(&stream->zone_bytes);
  gm_buffer_add(&stream->zone_bytes, zones.data, zones.size);
  if (stream->zone_bytes.status != GM_OK)
    return gm_nomem(err);
  return gm_unpack_zones(gm_buffer_slice(&stream->zone_bytes), &stream->zones,
                         &out->zone_count, err);
}

static gm_status find_contents(gm_stream *stream, uint32_t number, unsigned wanted,
                               gm_rows **out, gm_error *err) {
  gm_value id = gm_value_integer(number);
  bool more;
  gm_status status =
      gm_store_query(stream->store,
                     wanted & GM_STREAM_TEXT
                         ? "SELECT tokens, text, zones FROM contents WHERE document=?"
                         : "SELECT tokens, NULL, zones FROM contents WHERE document=?",
                     &id, 1, out, err);
  if (status == GM_OK)
    status = gm_rows_next(*out, &more, err);
  if (status == GM_OK && !more)
    return gm_fail(err, GM_NOTFOUND, "there is no text of document %u", number);
  return status;
}

/* Types may have come since the last look; a document never names more than its own
 * commit brought. */
static gm_status unpack_with_new(gm_stream *stream, gm_rows *rows, uint32_t number,
                                 gm_error *err) {
  gm_slice blob = gm_rows_bytes(rows, 0);
  gm_status status = unpack(stream, blob, number, NULL);
  if (status != GM_CORRUPT)
    return status == GM_OK ? status : gm_nomem(err);
  status = refresh(stream, err);
  return status == GM_OK ? unpack(stream, blob, number, err) : status;
}

gm_status gm_stream_languages(gm_stream *stream, uint32_t number, gm_slice *out,
                              gm_error *err) {
  gm_buffer_clear(&stream->languages);
  gm_status status = gm_spoken(stream->store, number, &stream->languages, err);
  *out = gm_buffer_slice(&stream->languages);
  return status;
}

static gm_status speak(gm_stream *stream, uint32_t number, gm_error *err) {
  gm_slice languages;
  gm_status status = gm_stream_languages(stream, number, &languages, err);
  return status == GM_OK ? gm_tokens_speak(stream->tokens, languages, err) : status;
}

gm_status gm_stream_read(gm_stream *stream, uint32_t number, unsigned wanted,
                         gm_stream_document *out, gm_error *err) {
  gm_rows *rows;
  memset(out, 0, sizeof *out);
  gm_status status = stream->known ? GM_OK : refresh(stream, err);
  if (status == GM_OK)
    status = find_contents(stream, number, wanted, &rows, err);
  if (status != GM_OK)
    return status;
  status = unpack_with_new(stream, rows, number, err);
  if (status == GM_OK)
    status = keep(stream, rows, wanted, out, err);
  gm_rows_close(rows);
  if (status == GM_OK && wanted & GM_STREAM_LANGUAGES)
    status = speak(stream, number, err);
  out->number = number;
  out->tokens = *stream->tokens;
  out->zones = stream->zones;
  if (wanted & GM_STREAM_TEXT)
    out->tokens.text = gm_buffer_slice(&stream->text);
  return status;
}

static gm_status look_into(gm_stream *stream, gm_slice blob, uint32_t number,
                           gm_error *err) {
  gm_unpacked *reading = &stream->reading;
  gm_status status = gm_unpacked_blob(reading, blob, err);
  for (uint32_t k = 0; status == GM_OK && k < reading->kind_count; k++)
    if (!reading->kinds[k].type || reading->kinds[k].type > stream->type_count)
      status = damaged(stream, "an unknown type in document", number, err);
  return status;
}

gm_status gm_stream_read_kinds(gm_stream *stream, uint32_t number, unsigned wanted,
                               gm_stream_kinds *out, gm_error *err) {
  gm_rows *rows;
  gm_stream_document kept = {0};
  memset(out, 0, sizeof *out);
  wanted &= GM_STREAM_ZONES;
  gm_status status = stream->known ? GM_OK : refresh(stream, err);
  if (status == GM_OK)
    status = find_contents(stream, number, wanted, &rows, err);
  if (status != GM_OK)
    return status;
  gm_slice blob = gm_rows_bytes(rows, 0);
  status = look_into(stream, blob, number, NULL);
  if (status == GM_CORRUPT) { /* or with types that came meanwhile */
    status = refresh(stream, err);
    status = status == GM_OK ? look_into(stream, blob, number, err) : status;
  } else if (status != GM_OK) {
    status = gm_nomem(err);
  }
  if (status == GM_OK)
    status = keep(stream, rows, wanted, &kept, err);
  gm_rows_close(rows);
  const gm_unpacked *reading = &stream->reading;
  *out = (gm_stream_kinds){reading->kinds,  reading->frequency,   reading->kind_count,
                           reading->number, reading->token_count, stream->zones,
                           kept.zone_count};
  return status;
}

/* ---- postings ---- */

static int ascending(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

/* The types the corpus has, each once, ascending. */
static gm_status sort_types(gm_stream *stream, const uint32_t *types, size_t count,
                            size_t *kept, gm_error *err) {
  uint32_t known = stream->type_count;
  *kept = 0;
  if (!gm_grow((void **)&stream->sorted, &stream->sorted_room, count,
               sizeof *stream->sorted))
    return gm_nomem(err);
  for (size_t i = 0; i < count; i++)
    if (types[i] && types[i] <= known && stream->counts.tokens[types[i]])
      stream->sorted[(*kept)++] = types[i];
  if (*kept)
    qsort(stream->sorted, *kept, sizeof *stream->sorted, ascending);
  size_t distinct = 0;
  for (size_t i = 0; i < *kept; i++)
    if (!i || stream->sorted[i] != stream->sorted[i - 1])
      stream->sorted[distinct++] = stream->sorted[i];
  *kept = distinct;
  return GM_OK;
}

gm_status gm_stream_postings(gm_stream *stream, const uint32_t *types,
                             size_t type_count, const gm_posting **out, size_t *count,
                             gm_error *err) {
  size_t kept;
  *count = 0;
  gm_status status = refresh(stream, err);
  if (status == GM_OK)
    status = sort_types(stream, types, type_count, &kept, err);
  if (status == GM_OK && !stream->postings)
    status = gm_posting_reader_new(&stream->postings, stream->store, err);
  if (status != GM_OK)
    return status;
  return gm_posting_reader_find(stream->postings, stream->sorted, kept, out, count,
                                err);
}
