/* Every document is read, its tokens are counted, and the index must say the same.
 *
 * Postings are compared by the sum of a hash of each (document, frequency) of a type,
 * so that the check needs 8 bytes a type and no second index. */
#include "store/verify.h"
#include "store/columns.h"
#include "store/forms.h"
#include "store/stream.h"
#include "text/utf8.h"
#include "base/memory.h"
#include <stdio.h>

typedef struct {
  gm_store *store;
  gm_stream *stream;
  gm_columns *columns;
  gm_verify_report *report;
  void *context;
  gm_stream_types types;
  gm_counts counts;  /* as they are counted */
  uint64_t *sums;    /* by type: of its postings */
  uint32_t *here;    /* by type: its tokens in this document */
  uint32_t *touched; /* types of this document */
  size_t touched_room;
} check;

static void GM_PRINTF(3, 4)
    complain(check *c, uint32_t document, const char *format, ...) {
  char text[512];
  va_list list;
  va_start(list, format);
  vsnprintf(text, sizeof text, format, list);
  va_end(list);
  c->report(c->context, document, text);
}

static uint64_t hash_of(uint32_t document, uint32_t frequency) {
  uint64_t x = ((uint64_t)document << 32 | frequency) + 0x9e3779b97f4a7c15ULL;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ULL; /* splitmix64's finalizer */
  x = (x ^ x >> 27) * 0x94d049bb133111ebULL;
  return x ^ x >> 31;
}

/* ---- one document ---- */

/* The words of given tokens need be no slices of the text. */
static void check_offsets(check *c, const gm_stream_document *document, bool given) {
  const gm_tokens *tokens = &document->tokens;
  gm_slice text = tokens->text;
  uint32_t at = 0;
  for (uint32_t i = 0; i < tokens->count; i++) {
    uint32_t begin = gm_token_begin(tokens, i), end = gm_token_end(tokens, i);
    gm_slice form = gm_lexicon_form(c->types.lexicon, tokens->type[i]);
    if (begin < at || end < begin || (end == begin && !given) || end > text.size) {
      complain(c, document->number, "token %u lies outside of the text", i + 1);
      return;
    }
    if (!given && end - begin == form.size &&
        memcmp(text.data + begin, form.data, form.size) != 0) {
      complain(c, document->number, "token %u is “%.*s” and not what the text says",
               i + 1, (int)(form.size < 60 ? form.size : 60), form.data);
      return;
    }
    at = end;
  }
}

static void check_zones(check *c, const gm_stream_document *document) {
  uint32_t at = 0;
  for (size_t i = 0; i < document->zone_count; i++) {
    const gm_packed_zone *zone = &document->zones[i];
    if (zone->begin < at || zone->end < zone->begin ||
        zone->end > document->tokens.text.size) {
      complain(c, document->number, "zone %zu lies outside of the text", i + 1);
      return;
    }
    at = zone->begin;
  }
}

/* Columns of given tokens: one value a token, each in the column's dictionary. */
static gm_status check_columns(check *c, const gm_stream_document *document,
                               gm_error *err) {
  const gm_column_name *names;
  const gm_slice *values;
  const uint32_t *numbers;
  size_t count_, length;
  uint32_t most, worst;
  gm_error why = {0};
  gm_status status = gm_columns_list(c->columns, &names, &count_, &why);
  for (size_t i = 0; i < count_ && status == GM_OK; i++) {
    status = gm_columns_read(c->columns, names[i].id, document->number, &numbers,
                             &length, &why);
    if (status == GM_OK)
      status = gm_columns_values(c->columns, names[i].id, &values, &most, &why);
    if (status != GM_OK || !length)
      continue;
    worst = 0;
    for (size_t t = 0; t < length; t++)
      worst = numbers[t] > worst ? numbers[t] : worst;
    if (length != document->tokens.count)
      complain(c, document->number, "its column “%.*s” has %zu values for %u tokens",
               (int)names[i].name.size, names[i].name.data, length,
               document->tokens.count);
    else if (worst > most)
      complain(c, document->number, "its column “%.*s” has a value that is not there",
               (int)names[i].name.size, names[i].name.data);
  }
  if (status == GM_NOMEM)
    return gm_nomem(err);
  if (status != GM_OK)
    complain(c, document->number, "its columns cannot be read: %s", why.message);
  return GM_OK;
}

static gm_status count(check *c, const gm_stream_document *document, gm_error *err) {
  size_t met = 0;
  for (uint32_t i = 0; i < document->tokens.count; i++) {
    uint32_t type = document->tokens.type[i];
    if (c->here[type]++)
      continue;
    if (!gm_grow((void **)&c->touched, &c->touched_room, met + 1, sizeof *c->touched))
      return gm_nomem(err);
    c->touched[met++] = type;
  }
  for (size_t i = 0; i < met; i++) {
    uint32_t type = c->touched[i];
    gm_counts_add(&c->counts, type, c->here[type], 1);
    c->sums[type] += hash_of(document->number, c->here[type]);
    c->here[type] = 0;
  }
  return GM_OK;
}

static void check_sizes(check *c, const gm_stream_document *document, gm_rows *row) {
  static const char *const names[] = {"bytes", "tokens", "sentences"};
  const int64_t found[] = {(int64_t)document->tokens.text.size, document->tokens.count,
                           document->tokens.sentence_count};
  for (int i = 0; i < 3; i++)
    if (gm_rows_integer(row, i + 1) != found[i])
      complain(c, document->number, "has %lld %s and is said to have %lld",
               (long long)found[i], names[i], (long long)gm_rows_integer(row, i + 1));
}

static gm_status check_document(check *c, gm_rows *row, gm_error *err) {
  gm_stream_document document;
  gm_error why = {0};
  uint32_t number = (uint32_t)gm_rows_integer(row, 0);
  gm_status status = gm_stream_read(
      c->stream, number, GM_STREAM_TEXT | GM_STREAM_OFFSETS | GM_STREAM_ZONES,
      &document, &why);
  if (status == GM_NOMEM)
    return gm_nomem(err);
  if (status != GM_OK) {
    complain(c, number, "cannot be read: %s", why.message);
    return GM_OK;
  }
  gm_slice text = document.tokens.text;
  if (gm_utf8_valid_prefix(text) != text.size)
    complain(c, number, "its text is no UTF-8");
  check_sizes(c, &document, row);
  check_offsets(c, &document, gm_rows_integer(row, 4) != 0);
  check_zones(c, &document);
  if (gm_rows_integer(row, 4) != 0 &&
      (status = check_columns(c, &document, err)) != GM_OK)
    return status;
  return count(c, &document, err);
}

static gm_status check_documents(check *c, gm_error *err) {
  gm_rows *rows;
  bool more = true;
  gm_status status = gm_store_query(
      c->store,
      "SELECT id, bytes, tokens, sentences, EXISTS(SELECT 1 FROM annotations a WHERE"
      " a.document = d.id AND a.kind = 'lines') FROM documents d ORDER BY id",
      NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK && more)
    if ((status = check_document(c, rows, err)) != GM_OK)
      gm_rows_close(rows);
  return status;
}

/* ---- types ---- */

static void name_type(const check *c, uint32_t type, char name[80]) {
  gm_slice form = type && type <= c->types.count
                      ? gm_lexicon_form(c->types.lexicon, type)
                      : gm_slice_text("?");
  snprintf(name, 80, "“%.*s”", (int)(form.size < 60 ? form.size : 60), form.data);
}

static void check_counts(check *c) {
  char name[80];
  for (uint32_t type = 1; type <= c->types.count; type++) {
    if (c->types.tokens[type] == c->counts.tokens[type] &&
        c->types.documents[type] == c->counts.documents[type])
      continue;
    name_type(c, type, name);
    complain(c, 0,
             "the type %s is counted as %llu tokens in %u documents and has %llu"
             " in %u",
             name, (unsigned long long)c->types.tokens[type], c->types.documents[type],
             (unsigned long long)c->counts.tokens[type], c->counts.documents[type]);
  }
}

static gm_status check_postings(void *context, uint32_t type,
                                const gm_posting *postings, size_t count_,
                                gm_error *err) {
  (void)err;
  check *c = context;
  uint64_t sum = 0;
  char name[80];
  for (size_t i = 0; i < count_; i++)
    sum += hash_of(postings[i].document, postings[i].frequency);
  name_type(c, type, name);
  if (!type || type > c->types.count)
    complain(c, 0, "the index has a type %u that the lexicon has not", type);
  else if (sum != c->sums[type])
    complain(c, 0, "the index of %s does not agree with the tokens", name);
  if (type && type <= c->types.count)
    c->sums[type] = 0;
  return GM_OK;
}

static gm_status check_index(check *c, gm_error *err) {
  gm_posting_reader *reader;
  char name[80];
  gm_error why = {0};
  gm_status status = gm_posting_reader_new(&reader, c->store, &why);
  if (status == GM_OK)
    status = gm_posting_reader_all(reader, check_postings, c, &why);
  if (status == GM_NOMEM)
    return gm_nomem(err);
  if (status != GM_OK)
    complain(c, 0, "%s", why.message);
  gm_posting_reader_free(reader);
  for (uint32_t type = 1; type <= c->types.count && status == GM_OK; type++) {
    if (!c->sums[type])
      continue;
    name_type(c, type, name);
    complain(c, 0, "the index lacks documents of %s", name);
  }
  return GM_OK;
}

static gm_status prepare(check *c, gm_error *err) {
  gm_status status = gm_stream_open(&c->stream, c->store, err);
  if (status == GM_OK)
    status = gm_columns_new(&c->columns, c->store, err);
  if (status == GM_OK)
    status = gm_stream_load_types(c->stream, &c->types, err);
  if (status != GM_OK)
    return status;
  size_t count_ = (size_t)c->types.count + 1;
  c->sums = gm_calloc(count_, sizeof *c->sums);
  c->here = gm_calloc(count_, sizeof *c->here);
  return c->sums && c->here && gm_counts_reach(&c->counts, count_) ? GM_OK
                                                                   : gm_nomem(err);
}

gm_status gm_verify(gm_store *store, gm_verify_report *report, void *context,
                    gm_error *err) {
  check c = {.store = store, .report = report, .context = context};
  gm_status status = prepare(&c, err);
  if (status == GM_OK)
    status = check_documents(&c, err);
  if (status == GM_OK)
    check_counts(&c);
  if (status == GM_OK)
    status = check_index(&c, err);
  gm_stream_close(c.stream);
  gm_columns_free(c.columns);
  gm_counts_free(&c.counts);
  gm_free(c.sums);
  gm_free(c.here);
  gm_free(c.touched);
  return status;
}
