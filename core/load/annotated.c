/* Putting text together from tokens.
 *
 * Invariants: 1. The arrays by token hold `count` items. 2. Tokens from `open` on wait for
 * their part of a surface that lies in the text at `surface`; without one `open` is
 * `count`. */
#include "load/annotated.h"
#include "base/map.h"

typedef struct {
  gm_map *index; /* value -> place in items */
  gm_slice *items;
  size_t count, capacity;
  uint32_t *of; /* by token */
  size_t of_capacity;
} dictionary;

struct gm_annotated {
  gm_document *document;
  gm_status status; /* sticky */
  gm_buffer text;
  uint32_t count, *begin, *end;
  size_t begin_capacity, end_capacity, edge_capacity;
  uint8_t *edges, next_edges;
  bool joined;
  uint32_t open, waiting;
  size_t surface;
  dictionary forms, columns[GM_MOST_COLUMNS];
  gm_slice names[GM_MOST_COLUMNS];
  uint32_t column_count;
  gm_given_note *notes;
  size_t note_count, note_capacity;
};

static bool fine(gm_annotated *a, bool done) {
  if (!done && a->status == GM_OK) a->status = GM_NOMEM;
  return done;
}

gm_status gm_annotated_new(gm_annotated **out, gm_document *document,
                           const gm_slice *columns, uint32_t count, gm_error *err) {
  gm_annotated *a = *out = gm_calloc(1, sizeof *a);
  if (!a) return gm_nomem(err);
  a->document = document;
  a->column_count = count < GM_MOST_COLUMNS ? count : GM_MOST_COLUMNS;
  fine(a, (a->forms.index = gm_map_new()) != NULL);
  for (uint32_t c = 0; c < a->column_count; c++) {
    a->names[c] = columns[c];
    fine(a, (a->columns[c].index = gm_map_new()) != NULL);
  }
  a->next_edges = GM_GIVEN_PARAGRAPH | GM_GIVEN_SENTENCE;
  if (a->status == GM_OK) return GM_OK;
  gm_annotated_free(a);
  *out = NULL;
  return gm_nomem(err);
}

static void free_dictionary(dictionary *d) {
  gm_map_free(d->index);
  gm_free(d->items);
  gm_free(d->of);
}

void gm_annotated_free(gm_annotated *a) {
  if (!a) return;
  free_dictionary(&a->forms);
  for (uint32_t c = 0; c < a->column_count; c++) free_dictionary(&a->columns[c]);
  gm_buffer_free(&a->text);
  gm_free(a->begin);
  gm_free(a->end);
  gm_free(a->edges);
  gm_free(a->notes);
  gm_free(a);
}

uint32_t gm_annotated_count(const gm_annotated *a) { return a->count; }

gm_slice gm_annotated_last_form(const gm_annotated *a) {
  return a->count ? a->forms.items[a->forms.of[a->count - 1]] : gm_slice_of("", 0);
}

void gm_annotated_paragraph(gm_annotated *a) {
  a->next_edges |= GM_GIVEN_PARAGRAPH | GM_GIVEN_SENTENCE;
}
void gm_annotated_sentence(gm_annotated *a) { a->next_edges |= GM_GIVEN_SENTENCE; }
void gm_annotated_join(gm_annotated *a) { a->joined = true; }

void gm_annotated_note(gm_annotated *a, gm_slice line) {
  if (a->status == GM_OK && fine(a, gm_grow((void **)&a->notes, &a->note_capacity,
                                            a->note_count + 1, sizeof *a->notes)))
    a->notes[a->note_count++] = (gm_given_note){a->count, line};
}

/* ---- tokens ---- */

/* The value of token `a->count`. */
static void put(gm_annotated *a, dictionary *d, gm_slice value) {
  uint32_t *place;
  if (a->status != GM_OK ||
      !fine(a, gm_grow((void **)&d->of, &d->of_capacity, (size_t)a->count + 1,
                       sizeof *d->of)) ||
      !fine(a, gm_grow((void **)&d->items, &d->capacity, d->count + 1,
                       sizeof *d->items)) ||
      !fine(a, gm_map_put(d->index, value, (uint32_t)d->count, &place, NULL) == GM_OK))
    return;
  if (*place == d->count) d->items[d->count++] = value;
  d->of[a->count] = *place;
}

/* White space before what comes next. */
static void space(gm_annotated *a) {
  if (a->text.size && a->next_edges & GM_GIVEN_PARAGRAPH)
    gm_buffer_add_text(&a->text, "\n\n");
  else if (a->text.size && !a->joined) gm_buffer_add_byte(&a->text, ' ');
  a->joined = false;
}

static uint32_t characters(gm_slice text) {
  uint32_t count = 0;
  for (size_t i = 0; i < text.size; i++)
    count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
  return count;
}

/* How much of the rest of a surface one of `words` tokens gets: its own letters where they
 * stand there, otherwise an equal part; the last one all. */
static size_t part(gm_slice rest, gm_slice form, uint32_t words) {
  if (words == 1) return rest.size;
  if (form.size < rest.size && memcmp(form.data, rest.data, form.size) == 0)
    return form.size;
  uint32_t all = characters(rest), wanted = all / words;
  if (!wanted && all) wanted = 1;
  size_t at = 0;
  for (; at < rest.size; at++)
    if (((unsigned char)rest.data[at] & 0xC0) != 0x80 && wanted-- == 0) break;
  return at;
}

/* Tokens [open, count) get their parts. */
static void divide(gm_annotated *a) {
  if (a->open == a->count) a->text.size = a->surface; /* none came */
  gm_slice rest = gm_slice_of(a->text.data + a->surface, a->text.size - a->surface);
  for (uint32_t i = a->open; i < a->count; i++) {
    gm_slice form = a->forms.items[a->forms.of[i]];
    size_t size = part(rest, form, a->count - i);
    a->begin[i] = (uint32_t)(a->text.size - rest.size);
    a->end[i] = (uint32_t)(a->begin[i] + size);
    rest = gm_slice_of(rest.data + size, rest.size - size);
  }
  a->open = a->count;
  a->waiting = 0;
}

void gm_annotated_surface(gm_annotated *a, gm_slice surface, uint32_t words) {
  if (a->waiting) divide(a);
  if (!words || !surface.size || a->status != GM_OK) return;
  space(a);
  a->surface = a->text.size;
  gm_buffer_add(&a->text, surface.data, surface.size);
  if (!fine(a, a->text.status == GM_OK)) return;
  a->open = a->count;
  a->waiting = words;
}

void gm_annotated_token(gm_annotated *a, gm_slice form, const gm_slice *values) {
  put(a, &a->forms, form);
  for (uint32_t c = 0; c < a->column_count; c++) put(a, &a->columns[c], values[c]);
  if (a->status != GM_OK ||
      !fine(a, gm_grow((void **)&a->begin, &a->begin_capacity, (size_t)a->count + 1,
                       sizeof *a->begin)) ||
      !fine(a, gm_grow((void **)&a->end, &a->end_capacity, (size_t)a->count + 1,
                       sizeof *a->end)) ||
      !fine(a, gm_grow((void **)&a->edges, &a->edge_capacity, (size_t)a->count + 1, 1)))
    return;
  if (a->text.size > UINT32_MAX - form.size - 16) {
    a->status = GM_LIMIT;
    return;
  }
  if (!a->waiting) {
    space(a);
    a->begin[a->count] = (uint32_t)a->text.size;
    gm_buffer_add(&a->text, form.data, form.size);
    a->end[a->count] = (uint32_t)a->text.size;
    a->open = a->count + 1;
  }
  fine(a, a->text.status == GM_OK);
  a->edges[a->count++] = a->next_edges;
  a->next_edges = 0;
  if (a->waiting == 1) divide(a);
  else if (a->waiting) a->waiting--;
}

/* ---- the end ---- */

static gm_status add_zones(gm_annotated *a, gm_error *err) {
  uint32_t begin = 0;
  gm_status status = GM_OK;
  for (uint32_t i = 1; i <= a->count && status == GM_OK; i++) {
    if (i < a->count && !(a->edges[i] & GM_GIVEN_PARAGRAPH)) continue;
    status = gm_document_add_zone(a->document, a->begin[begin], a->end[i - 1],
                                  GM_ZONE_BODY, err);
    begin = i;
  }
  return status;
}

/* A column in which nothing is said is none. */
static bool says_nothing(const dictionary *d) {
  return !d->count || (d->count == 1 && gm_slice_equal(d->items[0], gm_slice_of("_", 1)));
}

static void write_given(gm_annotated *a, gm_buffer *out) {
  gm_column columns[GM_MOST_COLUMNS];
  uint32_t count = 0;
  for (uint32_t c = 0; c < a->column_count; c++) {
    const dictionary *d = &a->columns[c];
    if (!says_nothing(d))
      columns[count++] = (gm_column){a->names[c], d->items, (uint32_t)d->count, d->of};
  }
  gm_given given = {.count = a->count,
                    .begin = a->begin,
                    .end = a->end,
                    .edges = a->edges,
                    .forms = a->forms.items,
                    .form_count = (uint32_t)a->forms.count,
                    .form = a->forms.of,
                    .columns = columns,
                    .column_count = count,
                    .notes = a->notes,
                    .note_count = (uint32_t)a->note_count};
  gm_given_write(out, &given);
}

static gm_status keep(gm_arena *arena, const gm_buffer *bytes, gm_slice *out,
                      gm_error *err) {
  if (bytes->status != GM_OK) return gm_nomem(err);
  char *copy = gm_arena_copy(arena, bytes->data ? bytes->data : "", bytes->size);
  if (!copy) return gm_nomem(err);
  *out = gm_slice_of(copy, bytes->size);
  return GM_OK;
}

gm_status gm_annotated_finish(gm_annotated *a, gm_error *err) {
  if (a->waiting) divide(a);
  gm_buffer_add_byte(&a->text, '\n');
  gm_status status = a->status;
  if (status == GM_LIMIT) return gm_fail(err, status, "a document of more than 4 GiB");
  if (status != GM_OK) return gm_nomem(err);
  gm_buffer given = GM_BUFFER_INIT;
  write_given(a, &given);
  gm_document *document = a->document;
  status = keep(document->arena, &a->text, &document->text, err);
  if (status == GM_OK) status = keep(document->arena, &given, &document->given, err);
  if (status == GM_OK) status = add_zones(a, err);
  gm_buffer_free(&given);
  return status;
}
