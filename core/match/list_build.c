/* Words get numbers by what they are compared by; names become paths through a trie whose
 * edges lie in one hash table; at the end all is laid out as one block.
 *
 * Invariants: 1. Node 0 is none, node 1 the root. 2. A word's number is 1 + its place in
 * `words`. 3. `edges` has a power of two of places, at most three quarters used; a free
 * place has target 0. 4. The offset of a row's cells is where the row before it ends. */
#include "match/list_build.h"
#include "base/map.h"
#include "base/memory.h"
#include "match/edits.h"
#include "match/list_image.h"
#include "match/list_parts.h"
#include <stdlib.h>

gm_status gm_list_builder_new(gm_list_builder **out, gm_error *err) {
  *out = NULL;
  gm_list_builder *b = gm_calloc(1, sizeof *b);
  if (!b) return gm_nomem(err);
  b->mask = 255;
  b->numbers = gm_map_new();
  b->column_numbers = gm_map_new();
  b->edges = gm_calloc(b->mask + 1, sizeof *b->edges);
  gm_status status = b->numbers && b->column_numbers && b->edges &&
                             gm_grow((void **)&b->nodes, &b->node_capacity, 2,
                                     sizeof *b->nodes)
                         ? GM_OK
                         : gm_nomem(err);
  if (status == GM_OK) status = gm_lexicon_new(&b->lexicon, err);
  if (status == GM_OK) status = gm_tokens_new(&b->tokens, err);
  if (status == GM_OK) {
    b->nodes[0] = b->nodes[1] = (gm_list_node){0};
    b->node_count = 2;
    *out = b;
  } else {
    gm_list_builder_free(b);
  }
  return status;
}

void gm_list_builder_free(gm_list_builder *b) {
  if (!b) return;
  gm_map_free(b->numbers);
  gm_map_free(b->column_numbers);
  if (b->tokens) gm_tokens_free(b->tokens);
  if (b->lexicon) gm_lexicon_free(b->lexicon);
  gm_free(b->edges);
  gm_free(b->nodes);
  gm_free(b->words);
  gm_free(b->near);
  gm_free(b->endings);
  gm_free(b->rows);
  gm_free(b->columns);
  gm_free(b->deletes);
  gm_free(b->pieces);
  gm_buffer_free(&b->pool);
  gm_buffer_free(&b->scratch);
  gm_free(b);
}

/* ---- the trie ---- */

static gm_status widen(gm_list_builder *b, gm_error *err) {
  size_t mask = b->mask * 2 + 1;
  gm_list_edge *edges = gm_calloc(mask + 1, sizeof *edges);
  if (!edges) return gm_nomem(err);
  for (size_t i = 0; i <= b->mask; i++)
    if (b->edges[i].target)
      edges[gm_list_edge_place(edges, mask, b->edges[i].node, b->edges[i].word)] =
          b->edges[i];
  gm_free(b->edges);
  b->edges = edges;
  b->mask = mask;
  return GM_OK;
}

gm_status gm_list_extend(gm_list_builder *b, uint32_t from, uint32_t word, uint32_t *to,
                         gm_error *err) {
  size_t at = gm_list_edge_place(b->edges, b->mask, from, word);
  if (!b->edges[at].target) {
    if ((b->edge_count + 1) * 4 > (b->mask + 1) * 3) {
      gm_status status = widen(b, err);
      if (status != GM_OK) return status;
      at = gm_list_edge_place(b->edges, b->mask, from, word);
    }
    if (!gm_grow((void **)&b->nodes, &b->node_capacity, b->node_count + 1,
                 sizeof *b->nodes))
      return gm_nomem(err);
    b->edges[at] = (gm_list_edge){from, word, (uint32_t)b->node_count};
    b->nodes[b->node_count++] = (gm_list_node){0};
    b->nodes[from].onward |= gm_list_bit(word);
    b->edge_count++;
  }
  *to = b->edges[at].target;
  return GM_OK;
}

gm_status gm_list_number(gm_list_builder *b, gm_slice key, bool near, uint32_t *number,
                         gm_error *err) {
  uint32_t *slot;
  gm_status status =
      gm_map_put(b->numbers, key, (uint32_t)b->word_count + 1, &slot, err);
  if (status != GM_OK) return status;
  *number = *slot;
  if (*slot > b->word_count) {
    if (!gm_grow((void **)&b->words, &b->word_capacity, b->word_count + 1,
                 sizeof *b->words) ||
        !gm_grow((void **)&b->near, &b->near_capacity, b->word_count + 1,
                 sizeof *b->near))
      return gm_nomem(err);
    b->near[b->word_count] = false;
    b->words[b->word_count++] =
        (gm_list_piece){(uint32_t)b->pool.size, (uint32_t)key.size};
    gm_buffer_add(&b->pool, key.data, key.size);
    b->kinds |= 1u << key.data[0];
  }
  if (near) b->near[*number - 1] = true;
  return b->pool.status == GM_OK ? GM_OK : gm_nomem(err);
}

gm_status gm_list_end(gm_list_builder *b, uint32_t node, const gm_list_name *name,
                      gm_error *err) {
  if (!gm_grow((void **)&b->endings, &b->ending_capacity, b->ending_count + 1,
               sizeof *b->endings))
    return gm_nomem(err);
  b->endings[b->ending_count++] = (gm_list_ending){node, *name};
  return GM_OK;
}

uint32_t gm_list_builder_names(const gm_list_builder *b) { return b->name_count; }

/* ---- rows ---- */

gm_status gm_list_add_row(gm_list_builder *b, uint32_t *row, gm_error *err) {
  if (b->cells > UINT32_MAX / 2)
    return gm_fail(err, GM_LIMIT, "a list of more than 2 GiB");
  if (!gm_grow((void **)&b->rows, &b->row_capacity, b->row_count + 2, sizeof *b->rows))
    return gm_nomem(err);
  b->rows[b->row_count++] = b->cells;
  *row = (uint32_t)b->row_count;
  return GM_OK;
}

gm_status gm_list_add_column(gm_list_builder *b, gm_slice name, uint32_t *column,
                             gm_error *err) {
  uint32_t *slot;
  gm_status status =
      gm_map_put(b->column_numbers, name, (uint32_t)b->column_count, &slot, err);
  if (status != GM_OK) return status;
  *column = *slot;
  if (*slot < b->column_count) return GM_OK;
  if (!gm_grow((void **)&b->columns, &b->column_capacity, b->column_count + 1,
               sizeof *b->columns))
    return gm_nomem(err);
  b->columns[b->column_count++] =
      (gm_list_piece){(uint32_t)b->pool.size, (uint32_t)name.size};
  gm_buffer_add(&b->pool, name.data, name.size);
  return b->pool.status == GM_OK ? GM_OK : gm_nomem(err);
}

/* Cells gather in `scratch` behind each other; they join the pool at the end. */
gm_status gm_list_add_cell(gm_list_builder *b, uint32_t column, gm_slice value,
                           gm_error *err) {
  gm_buffer_add_varint(&b->scratch, column);
  gm_buffer_add_varint(&b->scratch, value.size);
  gm_buffer_add(&b->scratch, value.data, value.size);
  b->cells = (uint32_t)b->scratch.size;
  return b->scratch.status == GM_OK ? GM_OK : gm_nomem(err);
}

/* ---- laying out ---- */

static int by_node(const void *a, const void *b) {
  const gm_list_ending *x = a, *y = b;
  if (x->node != y->node) return x->node < y->node ? -1 : 1;
  if (x->name.rule != y->name.rule) return x->name.rule < y->name.rule ? -1 : 1;
  if (x->name.entry != y->name.entry) return x->name.entry < y->name.entry ? -1 : 1;
  if (x->name.from != y->name.from) return x->name.from < y->name.from ? -1 : 1;
  return (x->name.to > y->name.to) - (x->name.to < y->name.to);
}

static bool usual(const gm_list_name *n) {
  return n->from == GM_ALWAYS_FROM && n->to == GM_ALWAYS_TO && !n->edits &&
         !n->possessive;
}

/* Names by node; of a rule's names at one node that always hold the lowest entry. */
static gm_status gather(gm_list_builder *b, gm_list_name **out, size_t *count,
                        gm_list_head *head, gm_error *err) {
  gm_list_name *names = gm_alloc((b->ending_count + 1) * sizeof *names);
  if (!(*out = names)) return gm_nomem(err);
  if (b->ending_count) qsort(b->endings, b->ending_count, sizeof *b->endings, by_node);
  head->plain = 1;
  *count = 0;
  for (size_t i = 0; i < b->ending_count; i++) {
    const gm_list_ending *e = &b->endings[i];
    gm_list_node *n = &b->nodes[e->node];
    const gm_list_name *last = n->count ? &names[*count - 1] : NULL;
    bool same = last && last->rule == e->name.rule;
    if (same && usual(last)) continue;
    if (same && last->entry == e->name.entry && last->from == e->name.from &&
        last->to == e->name.to)
      continue;
    if (n->count++ == 0) n->start = (uint32_t)*count;
    if (!usual(&e->name)) head->plain = 0;
    if (e->name.possessive) head->possessive = 1;
    if (e->name.edits > head->edits) head->edits = e->name.edits;
    names[(*count)++] = e->name;
  }
  return GM_OK;
}

static void add_delete(void *context, uint32_t hash) {
  gm_list_builder *b = context;
  if (b->failed || !gm_grow((void **)&b->deletes, &b->delete_capacity,
                            b->delete_count + 1, sizeof *b->deletes)) {
    b->failed = true;
    return;
  }
  b->deletes[b->delete_count++] = (gm_list_slot){hash, b->deleting};
}

static int by_hash(const void *a, const void *b) {
  const gm_list_slot *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return (x->word > y->word) - (x->word < y->word);
}

static gm_status make_deletes(gm_list_builder *b, uint32_t edits, gm_error *err) {
  uint32_t characters[GM_EDITS_LONGEST];
  for (size_t i = 0; i < b->word_count && edits; i++) {
    gm_slice key = gm_slice_of(b->pool.data + b->words[i].at, b->words[i].size);
    if (!b->near[i]) continue;
    uint32_t count =
        gm_edits_decode(gm_slice_of(key.data + 1, key.size - 1), characters);
    uint32_t most = gm_edits_of_word(count, edits);
    b->deleting = (uint32_t)i + 1;
    if (most)
      gm_edits_deletes(characters, count, most, (uint32_t)key.data[0], add_delete, b);
  }
  if (b->failed) return gm_nomem(err);
  if (b->delete_count) qsort(b->deletes, b->delete_count, sizeof *b->deletes, by_hash);
  return GM_OK;
}

typedef struct {
  const void *data[GM_LIST_PARTS];
  gm_list_slot *slots;
  gm_list_name *names;
  uint32_t *globs, *buckets;
} layout;

static void lay(layout *l, gm_list_head *head, gm_list_part which, const void *data,
                uint64_t count) {
  l->data[which] = data;
  head->count[which] = count;
}

static gm_status lay_words(gm_list_builder *b, layout *l, gm_list_head *head,
                           gm_error *err) {
  size_t mask = 15, globs = 0;
  while (mask < b->word_count * 2) mask = mask * 2 + 1;
  l->slots = gm_calloc(mask + 1, sizeof *l->slots);
  l->globs = gm_alloc((b->word_count + 1) * sizeof *l->globs);
  if (!l->slots || !l->globs) return gm_nomem(err);
  for (size_t i = 0; i < b->word_count; i++) {
    gm_slice key = gm_slice_of(b->pool.data + b->words[i].at, b->words[i].size);
    uint32_t hash = gm_list_hash(key, gm_hash);
    size_t at = hash & mask;
    if (key.data[0] == GM_WORD_GLOB) l->globs[globs++] = (uint32_t)i;
    while (l->slots[at].word) at = (at + 1) & mask;
    l->slots[at] = (gm_list_slot){hash, (uint32_t)i + 1};
  }
  lay(l, head, GM_PART_SLOTS, l->slots, mask + 1);
  lay(l, head, GM_PART_WORDS, b->words, b->word_count);
  lay(l, head, GM_PART_GLOBS, l->globs, globs);
  return GM_OK;
}

static gm_status lay_deletes(gm_list_builder *b, layout *l, gm_list_head *head,
                             gm_error *err) {
  enum { BUCKETS = 65537 };
  gm_status status = make_deletes(b, head->edits, err);
  if (status != GM_OK || b->delete_count == 0) {
    if (status == GM_OK) head->edits = 0; /* no word is long enough */
    return status;
  }
  l->buckets = gm_calloc(BUCKETS, sizeof *l->buckets);
  if (!l->buckets) return gm_nomem(err);
  for (size_t i = 0; i < b->delete_count; i++)
    l->buckets[(b->deletes[i].hash >> 16) + 1]++;
  for (size_t i = 1; i < BUCKETS; i++) l->buckets[i] += l->buckets[i - 1];
  lay(l, head, GM_PART_DELETES, b->deletes, b->delete_count);
  lay(l, head, GM_PART_BUCKETS, l->buckets, BUCKETS);
  return GM_OK;
}

/* The pool last of all: words and columns first, then the cells. */
static gm_status lay_rows(gm_list_builder *b, layout *l, gm_list_head *head,
                          gm_error *err) {
  uint32_t base = (uint32_t)b->pool.size;
  if (b->pool.size + b->scratch.size > UINT32_MAX)
    return gm_fail(err, GM_LIMIT, "a list of more than 4 GiB");
  gm_buffer_add(&b->pool, b->scratch.data, b->scratch.size);
  if (b->pool.status != GM_OK) return gm_nomem(err);
  for (size_t i = 0; i < b->row_count; i++) b->rows[i] += base;
  if (b->row_count) b->rows[b->row_count] = base + b->cells;
  lay(l, head, GM_PART_ROWS, b->rows, b->row_count ? b->row_count + 1 : 0);
  lay(l, head, GM_PART_COLUMNS, b->columns, b->column_count);
  lay(l, head, GM_PART_POOL, b->pool.data, b->pool.size);
  return GM_OK;
}

static gm_status write_image(const layout *l, gm_list_head *head, gm_buffer *image,
                             gm_error *err) {
  uint64_t size = (sizeof *head + 7) / 8 * 8;
  for (int i = 0; i < GM_LIST_PARTS; i++) {
    head->at[i] = size;
    size += (head->count[i] * gm_list_part_item((gm_list_part)i) + 7) / 8 * 8;
  }
  head->size = size;
  gm_buffer_clear(image);
  char *to = gm_buffer_reserve(image, (size_t)size);
  if (!to) return gm_nomem(err);
  memset(to, 0, sizeof *head + 8);
  for (int i = 0; i < GM_LIST_PARTS; i++) {
    size_t bytes = (size_t)head->count[i] * gm_list_part_item((gm_list_part)i);
    char *at = to + head->at[i];
    if (bytes) memcpy(at, l->data[i], bytes);
    memset(at + bytes, 0, (8 - bytes % 8) % 8);
  }
  head->checksum = gm_list_sum(to + sizeof *head, (size_t)size - sizeof *head);
  memcpy(to, head, sizeof *head);
  image->size = (size_t)size;
  return GM_OK;
}

gm_status gm_list_finish(gm_list_builder *b, const unsigned char key[GM_LIST_KEY],
                         gm_buffer *image, gm_error *err) {
  gm_list_head head = {.magic = GM_LIST_MAGIC};
  layout l = {0};
  size_t names = 0;
  if (key) memcpy(head.key, key, GM_LIST_KEY);
  gm_status status = gather(b, &l.names, &names, &head, err);
  head.kinds = b->kinds;
  head.name_count = b->name_count;
  lay(&l, &head, GM_PART_NAMES, l.names, names);
  lay(&l, &head, GM_PART_NODES, b->nodes, b->node_count);
  lay(&l, &head, GM_PART_EDGES, b->edges, b->mask + 1);
  if (status == GM_OK) status = lay_words(b, &l, &head, err);
  if (status == GM_OK) status = lay_deletes(b, &l, &head, err);
  if (status == GM_OK) status = lay_rows(b, &l, &head, err);
  if (status == GM_OK) status = write_image(&l, &head, image, err);
  gm_free(l.slots);
  gm_free(l.names);
  gm_free(l.globs);
  gm_free(l.buckets);
  return status;
}
