/* The reading side of the store.
 *
 * Invariants: 1. type n of the file has the id n in `lexicon`, for n up to the number of
 * types read so far; types are only ever added to a file. 2. `index` is either empty or
 * holds the postings of all documents at the stamp it was made at. */
#include "store/stream.h"
#include "base/memory.h"

typedef struct {
  int64_t own, others; /* changes by this connection and by others */
} stamp;

struct gm_stream {
  gm_store *store;
  gm_lexicon *lexicon;
  uint64_t *counts;
  uint32_t *spread;
  size_t count_capacity, spread_capacity;
  uint64_t total;
  gm_stream_entry *entries;
  size_t entry_count, entry_capacity;
  /* the document read last */
  gm_tokens *tokens;
  gm_buffer text, zone_bytes;
  gm_packed_zone *zones;
  /* all postings: those of type t are [first[t], first[t + 1]) */
  size_t *first;
  gm_posting *postings;
  bool indexed;
  stamp indexed_at;
  gm_posting *answer;
  size_t answer_capacity;
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
  gm_free(stream->counts);
  gm_free(stream->spread);
  gm_free(stream->entries);
  gm_tokens_free(stream->tokens);
  gm_buffer_free(&stream->text);
  gm_buffer_free(&stream->zone_bytes);
  gm_free(stream->zones);
  gm_free(stream->first);
  gm_free(stream->postings);
  gm_free(stream->answer);
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

static gm_status add_type(gm_stream *stream, gm_rows *rows, gm_error *err) {
  gm_type type;
  uint32_t number = (uint32_t)gm_rows_integer(rows, 0);
  gm_status status =
      gm_lexicon_intern(stream->lexicon, gm_rows_bytes(rows, 1), &type, err);
  if (status == GM_OK && type != number)
    status = damaged(stream, "the lexicon at type", number, err);
  if (status == GM_OK &&
      (!gm_grow((void **)&stream->counts, &stream->count_capacity, (size_t)number + 1,
                sizeof *stream->counts) ||
       !gm_grow((void **)&stream->spread, &stream->spread_capacity, (size_t)number + 2,
                sizeof *stream->spread)))
    status = gm_nomem(err);
  if (status != GM_OK)
    return status;
  stream->counts[0] = 0;
  stream->counts[number] = (uint64_t)gm_rows_integer(rows, 2);
  stream->total += stream->counts[number];
  return GM_OK;
}

static gm_status read_types(gm_stream *stream, gm_error *err) {
  gm_rows *rows;
  bool more = true;
  stream->total = 0;
  gm_status status =
      gm_store_query(stream->store, "SELECT id, form, count FROM lexicon ORDER BY id",
                     NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK && more)
    if ((status = add_type(stream, rows, err)) != GM_OK)
      gm_rows_close(rows);
  return status;
}

gm_status gm_stream_forms(gm_stream *stream, gm_lexicon **out, gm_error *err) {
  *out = stream->lexicon;
  return gm_lexicon_count(stream->lexicon) ? GM_OK : read_types(stream, err);
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

static gm_status unpack(gm_stream *stream, gm_slice blob, uint32_t number,
                        gm_error *err) {
  gm_tokens *tokens = stream->tokens;
  gm_packed_token token = {0};
  uint32_t at = 0, types = gm_lexicon_count(stream->lexicon);
  gm_tokens_open(tokens, stream->lexicon, gm_slice_of(NULL, 0));
  while (gm_unpack_token(blob, &token)) {
    if (!token.id || token.id > types)
      return damaged(stream, "an unknown type in document", number, err);
    uint32_t begin = at + token.gap;
    at = begin + (token.exact
                      ? token.length
                      : (uint32_t)gm_lexicon_form(stream->lexicon, token.id).size);
    gm_tokens_add(tokens, begin, at, token.id, token.flags);
  }
  gm_status status = gm_tokens_close(tokens, err);
  return status != GM_OK || token.offset == blob.size
             ? status
             : damaged(stream, "the tokens end too early of document", number, err);
}

static gm_status keep(gm_stream *stream, gm_rows *rows, unsigned wanted,
                      gm_stream_document *out, gm_error *err) {
  gm_buffer_clear(&stream->text);
  gm_free(stream->zones);
  stream->zones = NULL;
  if (wanted & GM_STREAM_TEXT) {
    gm_slice text = gm_rows_bytes(rows, 1);
    gm_buffer_add(&stream->text, text.data, text.size);
    gm_buffer_text(&stream->text);
    if (stream->text.status != GM_OK)
      return gm_nomem(err);
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

gm_status gm_stream_read(gm_stream *stream, uint32_t number, unsigned wanted,
                         gm_stream_document *out, gm_error *err) {
  gm_value id = gm_value_integer(number);
  gm_rows *rows;
  bool more;
  memset(out, 0, sizeof *out);
  gm_status status = gm_lexicon_count(stream->lexicon) ? GM_OK : read_types(stream, err);
  if (status == GM_OK)
    status = gm_store_query(stream->store,
                            "SELECT tokens, text, zones FROM contents WHERE document=?",
                            &id, 1, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status != GM_OK)
    return status;
  if (!more)
    return gm_fail(err, GM_NOTFOUND, "there is no document %u", number);
  status = unpack(stream, gm_rows_bytes(rows, 0), number, err);
  if (status == GM_OK)
    status = keep(stream, rows, wanted, out, err);
  gm_rows_close(rows);
  out->number = number;
  out->tokens = *stream->tokens;
  out->zones = stream->zones;
  if (wanted & GM_STREAM_TEXT)
    out->tokens.text = gm_buffer_slice(&stream->text);
  return status;
}

gm_lexicon *gm_stream_lexicon(gm_stream *stream) {
  return stream->lexicon;
}

/* ---- postings ---- */

/* Counts the types of all documents: `seen` holds for each type the document it was met
 * in last. With `fill`, puts the postings where first[type + 1] says and moves that on. */
static gm_status walk(gm_stream *stream, uint32_t *seen, bool fill, gm_error *err) {
  gm_stream_document document;
  gm_status status = GM_OK;
  for (size_t i = 0; i < stream->entry_count && status == GM_OK; i++) {
    uint32_t number = stream->entries[i].number;
    status = gm_stream_read(stream, number, 0, &document, err);
    for (uint32_t t = 0; status == GM_OK && t < document.tokens.count; t++) {
      uint32_t type = document.tokens.type[t];
      size_t *end = &stream->first[type + 1];
      if (seen[type] == number) {
        if (fill)
          stream->postings[*end - 1].frequency++;
        continue;
      }
      seen[type] = number;
      if (fill)
        stream->postings[*end] = (gm_posting){number, 1};
      else
        stream->spread[type]++;
      ++*end;
    }
  }
  return status;
}

static gm_status build(gm_stream *stream, gm_error *err) {
  const gm_stream_entry *entries;
  size_t count, types = (size_t)gm_lexicon_count(stream->lexicon) + 1, total = 0;
  gm_status status = gm_stream_documents(stream, &entries, &count, err);
  gm_free(stream->first);
  gm_free(stream->postings);
  stream->postings = NULL;
  stream->first = gm_calloc(types + 1, sizeof *stream->first);
  uint32_t *seen = gm_calloc(types, sizeof *seen);
  if (status == GM_OK && (!stream->first || !seen))
    status = gm_nomem(err);
  if (status == GM_OK && stream->spread) {
    memset(stream->spread, 0, types * sizeof *stream->spread);
    status = walk(stream, seen, false, err);
  }
  if (status == GM_OK) {
    for (size_t t = 0; t < types; t++) { /* first[t + 1]: where type t begins */
      size_t own = stream->first[t + 1];
      stream->first[t + 1] = total;
      total += own;
    }
    memset(seen, 0, types * sizeof *seen);
    stream->postings = gm_alloc(total * sizeof *stream->postings);
    status = stream->postings ? walk(stream, seen, true, err) : gm_nomem(err);
  }
  gm_free(seen);
  stream->indexed = status == GM_OK;
  return status;
}

/* Types, counts and postings as they are now. */
static gm_status refresh(gm_stream *stream, gm_error *err) {
  stamp now;
  gm_status status = look(stream, &now, err);
  if (status != GM_OK || (stream->indexed && now.own == stream->indexed_at.own &&
                          now.others == stream->indexed_at.others))
    return status;
  stream->indexed = false;
  stream->indexed_at = now;
  status = read_types(stream, err);
  return status == GM_OK ? build(stream, err) : status;
}

gm_status gm_stream_load_types(gm_stream *stream, gm_stream_types *out, gm_error *err) {
  gm_status status = refresh(stream, err);
  if (status == GM_OK)
    *out = (gm_stream_types){stream->lexicon, gm_lexicon_count(stream->lexicon),
                             stream->total, stream->counts, stream->spread};
  return status;
}

/* Adds the postings of a type to the answer, from its end so that both stay sorted. */
static gm_status merge(gm_stream *stream, uint32_t type, size_t *count, gm_error *err) {
  const gm_posting *from = stream->postings + stream->first[type];
  size_t more = stream->first[type + 1] - stream->first[type], held = *count;
  if (!gm_grow((void **)&stream->answer, &stream->answer_capacity, held + more,
               sizeof *stream->answer))
    return gm_nomem(err);
  gm_posting *answer = stream->answer;
  size_t at = held + more, twice = 0;
  while (more) {
    if (held && answer[held - 1].document > from[more - 1].document) {
      answer[--at] = answer[--held];
    } else {
      answer[--at] = from[--more];
      if (held && answer[held - 1].document == from[more].document) {
        answer[at].frequency += answer[--held].frequency;
        twice++;
      }
    }
  }
  *count += stream->first[type + 1] - stream->first[type] - twice;
  memmove(answer + held, answer + at, (*count - held) * sizeof *answer);
  return GM_OK;
}

gm_status gm_stream_postings(gm_stream *stream, const uint32_t *types,
                             size_t type_count, const gm_posting **out, size_t *count,
                             gm_error *err) {
  gm_status status = refresh(stream, err);
  *count = 0;
  for (size_t i = 0; i < type_count && status == GM_OK; i++)
    if (types[i] && types[i] <= gm_lexicon_count(stream->lexicon))
      status = merge(stream, types[i], count, err);
  *out = stream->answer;
  return status;
}
