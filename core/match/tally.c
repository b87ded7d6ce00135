/* Rows of cells.
 *
 * Counting goes into dense arrays by item, which a row empties when it ends; `touched`
 * lists the items that are not zero. An n-gram is an item (n-1 of it) and a unit: the
 * grams of 2, 3 … n units have numbers of their own, which one hash table gives by that
 * pair. */
#include "match/tally.h"
#include "base/memory.h"
#include <stdlib.h>

typedef struct {
  uint32_t count, documents, seen; /* seen: 1 + the document it was met in last */
} slot;

typedef struct {
  uint32_t before, unit; /* of length 2: before is a unit; else a number of `grams` */
  uint32_t item;         /* of whole n-grams: its number; 0 for the shorter ones */
  uint8_t length;
} gram;

struct gm_tally {
  unsigned n;
  slot *slots;
  size_t slot_count, slot_capacity;
  uint32_t *touched;
  size_t touched_count, touched_capacity;
  gm_cell *cells;
  size_t cell_count, cell_capacity;
  gm_row *rows, open;
  size_t row_count, row_capacity;
  uint32_t document;
  uint32_t items;
  gram *grams; /* [0] unused */
  size_t gram_count, gram_capacity;
  uint32_t *whole; /* item -> its gram */
  size_t whole_capacity;
  uint32_t *table; /* open addressing, a power of two */
  size_t table_size;
};

gm_status gm_tally_new(gm_tally **out, unsigned n, gm_error *err) {
  *out = NULL;
  if (n < 1 || n > GM_MOST_GRAMS)
    return gm_fail(err, GM_MISUSE, "n-grams are of 1 to %d words", GM_MOST_GRAMS);
  *out = gm_calloc(1, sizeof **out);
  if (!*out)
    return gm_nomem(err);
  (*out)->n = n;
  (*out)->gram_count = 1;
  return GM_OK;
}

void gm_tally_free(gm_tally *tally) {
  if (!tally)
    return;
  gm_free(tally->slots);
  gm_free(tally->touched);
  gm_free(tally->cells);
  gm_free(tally->rows);
  gm_free(tally->grams);
  gm_free(tally->whole);
  gm_free(tally->table);
  gm_free(tally);
}

/* ---- n-grams ---- */

static uint64_t mix(uint64_t before, uint64_t unit, uint64_t length) {
  uint64_t h =
      (before << 32 | unit) * 0x9E3779B97F4A7C15u + length * 0xD1B54A32D192ED03u;
  h ^= h >> 29;
  h *= 0xBF58476D1CE4E5B9u;
  return h ^ h >> 32;
}

static uint32_t look_up(const gm_tally *t, uint32_t before, uint32_t unit,
                        uint8_t length, size_t *place) {
  if (!t->table_size)
    return 0;
  size_t mask = t->table_size - 1, at = mix(before, unit, length) & mask;
  for (; t->table[at]; at = (at + 1) & mask) {
    const gram *g = &t->grams[t->table[at]];
    if (g->before == before && g->unit == unit && g->length == length)
      break;
  }
  *place = at;
  return t->table[at];
}

static gm_status widen(gm_tally *t, gm_error *err) {
  size_t size = t->table_size ? 2 * t->table_size : 1024, place;
  uint32_t *table = gm_calloc(size, sizeof *table);
  if (!table)
    return gm_nomem(err);
  gm_free(t->table);
  t->table = table;
  t->table_size = size;
  for (uint32_t i = 1; i < t->gram_count; i++) {
    look_up(t, t->grams[i].before, t->grams[i].unit, t->grams[i].length, &place);
    table[place] = i;
  }
  return GM_OK;
}

static gm_status intern(gm_tally *t, uint32_t before, uint32_t unit, uint8_t length,
                        uint32_t *out, gm_error *err) {
  size_t place;
  if (2 * t->gram_count >= t->table_size) {
    gm_status status = widen(t, err);
    if (status != GM_OK)
      return status;
  }
  *out = look_up(t, before, unit, length, &place);
  if (*out)
    return GM_OK;
  bool whole = length == t->n;
  if (!gm_grow((void **)&t->grams, &t->gram_capacity, t->gram_count + 1,
               sizeof *t->grams) ||
      (whole && !gm_grow((void **)&t->whole, &t->whole_capacity, (size_t)t->items + 2,
                         sizeof *t->whole)))
    return gm_nomem(err);
  if (t->gram_count == UINT32_MAX)
    return gm_fail(err, GM_LIMIT, "too many different n-grams");
  *out = (uint32_t)t->gram_count++;
  t->grams[*out] = (gram){before, unit, whole ? ++t->items : 0, length};
  if (whole)
    t->whole[t->items] = *out;
  t->table[place] = *out;
  return GM_OK;
}

/* ---- counting ---- */

static gm_status reach(gm_tally *t, uint32_t item, gm_error *err) {
  if (item < t->slot_count)
    return GM_OK;
  size_t need = (size_t)item + 1 + item / 2;
  if (!gm_grow((void **)&t->slots, &t->slot_capacity, need, sizeof *t->slots))
    return gm_nomem(err);
  memset(t->slots + t->slot_count, 0, (need - t->slot_count) * sizeof *t->slots);
  t->slot_count = need;
  return GM_OK;
}

static gm_status count(gm_tally *t, uint32_t item, uint32_t times, gm_error *err) {
  if (item >= t->slot_count) {
    gm_status status = reach(t, item, err);
    if (status != GM_OK)
      return status;
  }
  slot *s = &t->slots[item];
  if (s->seen != t->document) {
    if (!s->count) {
      if (!gm_grow((void **)&t->touched, &t->touched_capacity, t->touched_count + 1,
                   sizeof *t->touched))
        return gm_nomem(err);
      t->touched[t->touched_count++] = item;
    }
    s->seen = t->document;
    s->documents++;
  }
  s->count += times;
  return GM_OK;
}

void gm_tally_begin(gm_tally *t) {
  t->document++;
  t->open.documents++;
}

gm_status gm_tally_count(gm_tally *t, uint32_t unit, uint32_t times, gm_error *err) {
  if (unit > t->items)
    t->items = unit;
  t->open.words += times;
  t->open.tokens += times;
  return count(t, unit, times, err);
}

static gm_status add_units(gm_tally *t, const gm_sequence *document, gm_error *err) {
  gm_status status = GM_OK;
  for (size_t i = 0; i < document->count && status == GM_OK; i++)
    if (document->unit[i] != GM_BARRIER)
      status = gm_tally_count(t, document->unit[i], 1, err);
  return status;
}

/* The n-gram that begins at item i, if it is whole. */
static gm_status add_gram(gm_tally *t, const uint32_t *units, size_t left,
                          gm_error *err) {
  uint32_t before = units[0];
  if (before == GM_BARRIER || left < t->n)
    return GM_OK;
  for (unsigned k = 1; k < t->n; k++) {
    if (units[k] == GM_BARRIER)
      return GM_OK;
    gm_status status = intern(t, before, units[k], (uint8_t)(k + 1), &before, err);
    if (status != GM_OK)
      return status;
  }
  t->open.tokens++;
  return count(t, t->grams[before].item, 1, err);
}

gm_status gm_tally_add(gm_tally *t, const gm_sequence *document, gm_error *err) {
  gm_status status = GM_OK;
  gm_tally_begin(t);
  if (t->n == 1)
    return add_units(t, document, err);
  t->open.words += document->words;
  for (size_t i = 0; i < document->count && status == GM_OK; i++)
    status = add_gram(t, document->unit + i, document->count - i, err);
  return status;
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

gm_status gm_tally_end_row(gm_tally *t, gm_error *err) {
  if (!gm_grow((void **)&t->rows, &t->row_capacity, t->row_count + 1,
               sizeof *t->rows) ||
      !gm_grow((void **)&t->cells, &t->cell_capacity, t->cell_count + t->touched_count,
               sizeof *t->cells))
    return gm_nomem(err);
  if (t->touched_count)
    qsort(t->touched, t->touched_count, sizeof *t->touched, by_number);
  t->open.begin = t->cell_count;
  for (size_t i = 0; i < t->touched_count; i++) {
    slot *s = &t->slots[t->touched[i]];
    t->cells[t->cell_count++] = (gm_cell){t->touched[i], s->count, s->documents};
    s->count = s->documents = 0;
  }
  t->open.end = t->cell_count;
  t->rows[t->row_count++] = t->open;
  t->open = (gm_row){0};
  t->touched_count = 0;
  return GM_OK;
}

/* ---- looking ---- */

size_t gm_tally_rows(const gm_tally *t) {
  return t->row_count;
}
const gm_row *gm_tally_row(const gm_tally *t, size_t row) {
  return &t->rows[row];
}
const gm_cell *gm_tally_cells(const gm_tally *t) {
  return t->cells;
}
uint32_t gm_tally_items(const gm_tally *t) {
  return t->items;
}
unsigned gm_tally_n(const gm_tally *t) {
  return t->n;
}

void gm_tally_parts(const gm_tally *t, uint32_t item, uint32_t *units) {
  if (t->n == 1) {
    units[0] = item;
    return;
  }
  uint32_t at = t->whole[item];
  for (unsigned k = t->n; k-- > 1;) {
    units[k] = t->grams[at].unit;
    at = t->grams[at].before;
  }
  units[0] = at;
}

uint32_t gm_tally_find(const gm_tally *t, const uint32_t *units) {
  uint32_t at = units[0];
  size_t place;
  for (unsigned k = 1; k < t->n && at; k++)
    at = look_up(t, at, units[k], (uint8_t)(k + 1), &place);
  return t->n == 1 || !at ? at : t->grams[at].item;
}

const gm_cell *gm_tally_cell(const gm_tally *t, size_t row, uint32_t item) {
  size_t low = t->rows[row].begin, high = t->rows[row].end;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (t->cells[middle].unit < item)
      low = middle + 1;
    else
      high = middle;
  }
  return low < t->rows[row].end && t->cells[low].unit == item ? &t->cells[low] : NULL;
}
