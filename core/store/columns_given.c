/* Given tokens put together again: tokens from the stream, columns and lines beside
 * them.
 */
#include "store/columns_given.h"
#include "base/memory.h"

typedef struct {
  gm_columns *columns;
  gm_arena *arena;
  gm_given given;
} assembly;

static void *room(assembly *a, size_t count, size_t item) {
  return gm_arena_alloc(a->arena, count * item + 1);
}

/* Numbers of `source` as places among the distinct ones, which `values` lists. */
static gm_status renumber(assembly *a, const uint32_t *source, uint32_t most,
                          uint32_t **of, uint32_t **distinct, uint32_t *count,
                          gm_error *err) {
  uint32_t *place = gm_calloc((size_t)most + 1, sizeof *place), tokens = a->given.count;
  *of = room(a, tokens, sizeof **of);
  *distinct = room(a, tokens, sizeof **distinct);
  *count = 0;
  gm_status status = place && *of && *distinct ? GM_OK : gm_nomem(err);
  for (uint32_t i = 0; i < tokens && status == GM_OK; i++) {
    if (source[i] > most) {
      status = gm_fail(err, GM_CORRUPT, "the columns of a document are damaged");
      break;
    }
    if (!place[source[i]]) {
      (*distinct)[*count] = source[i];
      place[source[i]] = ++*count;
    }
    (*of)[i] = place[source[i]] - 1;
  }
  gm_free(place);
  return status;
}

static gm_status take_forms(assembly *a, const gm_tokens *tokens, gm_lexicon *lexicon,
                            gm_error *err) {
  uint32_t *form, *distinct, count;
  gm_status status = renumber(a, tokens->type, gm_lexicon_count(lexicon), &form,
                              &distinct, &count, err);
  gm_slice *forms = status == GM_OK ? room(a, count, sizeof *forms) : NULL;
  uint8_t *edges = room(a, tokens->count, 1);
  uint32_t *begin = room(a, tokens->count, sizeof *begin);
  uint32_t *end = room(a, tokens->count, sizeof *end);
  if (status == GM_OK && (!forms || !edges || !begin || !end))
    status = gm_nomem(err);
  if (status != GM_OK)
    return status;
  for (uint32_t f = 0; f < count; f++)
    forms[f] = gm_lexicon_form(lexicon, distinct[f]);
  for (uint32_t i = 0; i < tokens->count; i++) {
    begin[i] = gm_token_begin(tokens, i);
    end[i] = gm_token_end(tokens, i);
    bool sentence = tokens->flags[i] & GM_TOKEN_SENTENCE;
    bool paragraph = sentence && tokens->flags[i] & GM_TOKEN_PARAGRAPH;
    edges[i] =
        (sentence ? GM_GIVEN_SENTENCE : 0) | (paragraph ? GM_GIVEN_PARAGRAPH : 0);
  }
  a->given.begin = begin;
  a->given.end = end;
  a->given.forms = forms;
  a->given.form_count = count;
  a->given.form = form;
  a->given.edges = edges;
  return GM_OK;
}

static gm_status take_column(assembly *a, const gm_column_name *name, uint32_t document,
                             gm_column *out, gm_error *err) {
  const uint32_t *numbers;
  const gm_slice *values;
  uint32_t *of, *distinct, all;
  size_t count;
  gm_status status =
      gm_columns_read(a->columns, name->id, document, &numbers, &count, err);
  if (status != GM_OK || !count)
    return status;
  if (count != a->given.count)
    return gm_fail(err, GM_CORRUPT, "a column is not as long as its document");
  status = gm_columns_values(a->columns, name->id, &values, &all, err);
  if (status == GM_OK)
    status = renumber(a, numbers, all, &of, &distinct, &out->value_count, err);
  gm_slice *own = status == GM_OK ? room(a, out->value_count, sizeof *own) : NULL;
  if (!own)
    return status == GM_OK ? gm_nomem(err) : status;
  for (uint32_t v = 0; v < out->value_count; v++)
    own[v] = values[distinct[v]];
  out->name = name->name;
  out->values = own;
  out->value = of;
  a->given.column_count++;
  return GM_OK;
}

static gm_status take_columns(assembly *a, uint32_t document, gm_error *err) {
  const gm_column_name *names;
  size_t count;
  gm_status status = gm_columns_list(a->columns, &names, &count, err);
  gm_column *columns = status == GM_OK ? room(a, count, sizeof *columns) : NULL;
  if (status == GM_OK && !columns)
    status = gm_nomem(err);
  for (size_t i = 0; i < count && status == GM_OK; i++)
    status = take_column(a, &names[i], document, &columns[a->given.column_count], err);
  a->given.columns = columns;
  return status;
}

/* `blob` is a copy in the arena. */
static gm_status take_notes(assembly *a, gm_slice blob, gm_error *err) {
  size_t at = 0, most = blob.size / 2 + 1;
  uint64_t token = 0, delta, size;
  gm_given_note *notes = room(a, most, sizeof *notes);
  if (!notes)
    return gm_nomem(err);
  while (at < blob.size) {
    if (!gm_varint_read(blob, &at, &delta) || !gm_varint_read(blob, &at, &size) ||
        delta > a->given.count - token || size > blob.size - at)
      return gm_fail(err, GM_CORRUPT, "the lines of a document are damaged");
    token += delta;
    notes[a->given.note_count++] =
        (gm_given_note){(uint32_t)token, gm_slice_of(blob.data + at, (size_t)size)};
    at += (size_t)size;
  }
  a->given.notes = notes;
  return GM_OK;
}

/* The blob of lines; data is NULL where the document's tokens are our own. */
static gm_status find_lines(gm_store *store, gm_arena *arena, uint32_t document,
                            gm_slice *out, gm_error *err) {
  gm_value id = gm_value_integer(document);
  gm_rows *rows;
  bool more;
  *out = (gm_slice){0};
  gm_status status = gm_store_query(
      store, "SELECT data FROM annotations WHERE document = ? AND kind = 'lines'", &id,
      1, &rows, err);
  if (status == GM_OK)
    status = gm_rows_next(rows, &more, err);
  if (status != GM_OK || !more)
    return status;
  gm_slice bytes = gm_rows_bytes(rows, 0);
  char *copy = gm_arena_copy(arena, bytes.data ? bytes.data : "", bytes.size);
  gm_rows_close(rows);
  if (!copy)
    return gm_nomem(err);
  *out = gm_slice_of(copy, bytes.size);
  return GM_OK;
}

gm_status gm_columns_given(gm_columns *columns, gm_stream *stream, uint32_t document,
                           gm_buffer *out, gm_error *err) {
  assembly a = {.columns = columns, .arena = gm_arena_new()};
  gm_stream_document stored;
  gm_slice lines = {0};
  if (!a.arena)
    return gm_nomem(err);
  gm_status status =
      find_lines(gm_columns_store(columns), a.arena, document, &lines, err);
  if (status == GM_OK && lines.data)
    status = gm_stream_read(stream, document, GM_STREAM_OFFSETS, &stored, err);
  if (status != GM_OK || !lines.data) {
    gm_arena_free(a.arena);
    return status;
  }
  a.given.count = stored.tokens.count;
  status = take_forms(&a, &stored.tokens, gm_stream_lexicon(stream), err);
  if (status == GM_OK)
    status = take_columns(&a, document, err);
  if (status == GM_OK)
    status = take_notes(&a, lines, err);
  if (status == GM_OK) {
    gm_given_write(out, &a.given);
    if (out->status != GM_OK)
      status = gm_nomem(err);
  }
  gm_arena_free(a.arena);
  return status;
}
