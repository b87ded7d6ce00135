/* Given tokens as bytes and back.
 *
 * Numbers are LEB128, strings their length and bytes: a version; count of tokens and of
 * forms, the forms; per token 4 * form + edges, gap before it, length; the columns, each
 * with name, values and a value per token; the notes, each with the distance of its token
 * from the one before and its line. */
#include "text/given.h"

enum { VERSION = 1 };

/* ---- writing ---- */

static void put_text(gm_buffer *out, gm_slice text) {
  gm_buffer_add_varint(out, text.size);
  gm_buffer_add(out, text.data, text.size);
}

static void put_texts(gm_buffer *out, const gm_slice *texts, uint32_t count) {
  gm_buffer_add_varint(out, count);
  for (uint32_t i = 0; i < count; i++) put_text(out, texts[i]);
}

void gm_given_write(gm_buffer *out, const gm_given *given) {
  gm_buffer_add_varint(out, VERSION);
  gm_buffer_add_varint(out, given->count);
  put_texts(out, given->forms, given->form_count);
  for (uint32_t i = 0, at = 0; i < given->count; at = given->end[i++]) {
    gm_buffer_add_varint(out, (uint64_t)given->form[i] << 2 | given->edges[i]);
    gm_buffer_add_varint(out, given->begin[i] - at);
    gm_buffer_add_varint(out, given->end[i] - given->begin[i]);
  }
  gm_buffer_add_varint(out, given->column_count);
  for (uint32_t c = 0; c < given->column_count; c++) {
    const gm_column *column = &given->columns[c];
    put_text(out, column->name);
    put_texts(out, column->values, column->value_count);
    for (uint32_t i = 0; i < given->count; i++)
      gm_buffer_add_varint(out, column->value[i]);
  }
  gm_buffer_add_varint(out, given->note_count);
  for (uint32_t i = 0, at = 0; i < given->note_count; at = given->notes[i++].token) {
    gm_buffer_add_varint(out, given->notes[i].token - at);
    put_text(out, given->notes[i].line);
  }
}

/* ---- reading ---- */

typedef struct {
  gm_slice blob;
  size_t at;
  gm_arena *arena;
  gm_status status; /* sticky */
} source;

static uint64_t take(source *in, uint64_t most) {
  uint64_t value = 0;
  if (in->status != GM_OK) return 0;
  if (!gm_varint_read(in->blob, &in->at, &value) || value > most)
    in->status = GM_CORRUPT;
  return in->status == GM_OK ? value : 0;
}

/* A number of things that take at least one byte each. */
static uint32_t take_count(source *in) {
  size_t left = in->blob.size - in->at;
  return (uint32_t)take(in, left < UINT32_MAX / 64 ? left : UINT32_MAX / 64);
}

static void *room(source *in, size_t count, size_t item) {
  void *block = in->status == GM_OK ? gm_arena_alloc(in->arena, count * item + 1) : NULL;
  if (!block && in->status == GM_OK) in->status = GM_NOMEM;
  return block;
}

static gm_slice take_text(source *in) {
  size_t size = (size_t)take(in, in->blob.size - in->at);
  if (in->status == GM_OK && size > in->blob.size - in->at) in->status = GM_CORRUPT;
  if (in->status != GM_OK) return gm_slice_of("", 0);
  in->at += size;
  return gm_slice_of(in->blob.data + in->at - size, size);
}

static const gm_slice *take_texts(source *in, uint32_t *count) {
  *count = take_count(in);
  gm_slice *texts = room(in, *count, sizeof *texts);
  for (uint32_t i = 0; i < *count && in->status == GM_OK; i++) texts[i] = take_text(in);
  return texts;
}

static bool is_edge(gm_slice text, uint32_t at) {
  return at == text.size || ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

static void take_tokens(source *in, gm_given *out, gm_slice text) {
  uint32_t *begin = room(in, out->count, sizeof *begin);
  uint32_t *end = room(in, out->count, sizeof *end);
  uint32_t *form = room(in, out->count, sizeof *form);
  uint8_t *edges = room(in, out->count, 1);
  uint64_t at = 0;
  for (uint32_t i = 0; i < out->count && in->status == GM_OK; i++) {
    uint64_t head = take(in, (uint64_t)UINT32_MAX << 2);
    form[i] = (uint32_t)(head >> 2);
    edges[i] = head & 3;
    begin[i] = (uint32_t)(at + take(in, text.size - at));
    end[i] = (uint32_t)(begin[i] + take(in, text.size - begin[i]));
    at = end[i];
    if (form[i] >= out->form_count || begin[i] == text.size ||
        !is_edge(text, begin[i]) || !is_edge(text, end[i]))
      in->status = GM_CORRUPT;
  }
  out->begin = begin;
  out->end = end;
  out->form = form;
  out->edges = edges;
}

static void take_columns(source *in, gm_given *out) {
  out->column_count = take_count(in);
  gm_column *columns = room(in, out->column_count, sizeof *columns);
  for (uint32_t c = 0; c < out->column_count && in->status == GM_OK; c++) {
    columns[c].name = take_text(in);
    columns[c].values = take_texts(in, &columns[c].value_count);
    uint32_t *value = room(in, out->count, sizeof *value);
    for (uint32_t i = 0; i < out->count && in->status == GM_OK; i++) {
      value[i] = (uint32_t)take(in, UINT32_MAX);
      if (value[i] >= columns[c].value_count) in->status = GM_CORRUPT;
    }
    columns[c].value = value;
  }
  out->columns = columns;
}

static void take_notes(source *in, gm_given *out) {
  uint32_t at = 0;
  out->note_count = take_count(in);
  gm_given_note *notes = room(in, out->note_count, sizeof *notes);
  for (uint32_t i = 0; i < out->note_count && in->status == GM_OK; i++) {
    at += (uint32_t)take(in, out->count - at);
    notes[i].token = at;
    notes[i].line = take_text(in);
  }
  out->notes = notes;
}

gm_status gm_given_read(gm_given *out, gm_slice blob, gm_slice text, gm_arena *arena,
                        gm_error *err) {
  source in = {blob, 0, arena, GM_OK};
  *out = (gm_given){0};
  if (text.size > UINT32_MAX || take(&in, VERSION) != VERSION) in.status = GM_CORRUPT;
  out->count = take_count(&in);
  out->forms = take_texts(&in, &out->form_count);
  for (uint32_t i = 0; i < out->form_count && in.status == GM_OK; i++)
    if (!out->forms[i].size) in.status = GM_CORRUPT;
  take_tokens(&in, out, text);
  take_columns(&in, out);
  take_notes(&in, out);
  if (in.status == GM_OK && in.at != blob.size) in.status = GM_CORRUPT;
  if (in.status == GM_OK) return GM_OK;
  *out = (gm_given){0};
  if (in.status == GM_NOMEM) return gm_nomem(err);
  return gm_fail(err, GM_CORRUPT, "the given tokens of a document are damaged");
}

const gm_column *gm_given_column(const gm_given *given, const char *name) {
  for (uint32_t c = 0; c < given->column_count; c++)
    if (gm_slice_equal(given->columns[c].name, gm_slice_text(name)))
      return &given->columns[c];
  return NULL;
}
