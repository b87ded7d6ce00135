/* Reads a compiled list where it lies. The bytes are checked once, by a sum over all of
 * them, and believed afterwards. */
#include "match/list.h"
#include "base/map.h"
#include "base/memory.h"
#include "match/edits.h"
#include "match/glob.h"
#include "match/list_image.h"
#include "text/fold.h"

struct gm_list {
  gm_slice image;
  const gm_list_head *head;
  const gm_list_slot *slots;
  const gm_list_piece *words, *columns;
  const gm_list_edge *edges;
  const gm_list_node *nodes;
  const gm_list_name *names;
  const gm_list_slot *deletes;
  const uint32_t *buckets, *rows;
  const char *pool;
  size_t slot_mask, edge_mask;
  gm_globs *globs;
  gm_buffer scratch;
  void (*release)(void *context, gm_slice image);
  void *context;
};

static const size_t items[GM_LIST_PARTS] = {
    [GM_PART_SLOTS] = sizeof(gm_list_slot),   [GM_PART_WORDS] = sizeof(gm_list_piece),
    [GM_PART_EDGES] = sizeof(gm_list_edge),   [GM_PART_NODES] = sizeof(gm_list_node),
    [GM_PART_NAMES] = sizeof(gm_list_name),   [GM_PART_GLOBS] = sizeof(uint32_t),
    [GM_PART_DELETES] = sizeof(gm_list_slot), [GM_PART_BUCKETS] = sizeof(uint32_t),
    [GM_PART_ROWS] = sizeof(uint32_t),        [GM_PART_COLUMNS] = sizeof(gm_list_piece),
    [GM_PART_POOL] = 1,
};

size_t gm_list_part_item(gm_list_part part) { return items[part]; }

/* Four sums side by side, so that memory is what limits it. Finds damage, not malice. */
uint64_t gm_list_sum(const void *data, size_t size) {
  const char *at = data;
  const uint64_t odd = 0x9E3779B97F4A7C15ULL;
  uint64_t sum[4] = {1, 2, 3, size}, word;
  for (; size >= 32; size -= 32, at += 32)
    for (int i = 0; i < 4; i++) {
      memcpy(&word, at + 8 * i, 8);
      sum[i] = (sum[i] ^ word) * odd;
    }
  for (; size; size--, at++) sum[0] = (sum[0] ^ (unsigned char)*at) * odd;
  for (int i = 1; i < 4; i++) sum[0] = (sum[0] ^ sum[i] ^ sum[i] >> 29) * odd;
  return sum[0] ^ sum[0] >> 32;
}

/* ---- opening ---- */

static gm_status check(gm_slice image, const unsigned char *key, gm_error *err) {
  const gm_list_head *head = (const gm_list_head *)image.data;
  if (image.size < sizeof *head || head->magic != GM_LIST_MAGIC)
    return gm_fail(err, GM_CORRUPT, "no compiled list of this version");
  if (head->size != image.size) return gm_fail(err, GM_CORRUPT, "not a whole list");
  if (key && memcmp(key, head->key, GM_LIST_KEY) != 0)
    return gm_fail(err, GM_CORRUPT, "another list than the one asked for");
  for (int i = 0; i < GM_LIST_PARTS; i++)
    if (head->at[i] > image.size || head->at[i] % 8 ||
        head->count[i] > (image.size - head->at[i]) / items[i])
      return gm_fail(err, GM_CORRUPT, "a damaged list");
  if (head->checksum !=
      gm_list_sum(image.data + sizeof *head, image.size - sizeof *head))
    return gm_fail(err, GM_CORRUPT, "a damaged list");
  return GM_OK;
}

static const void *part(const gm_list *l, gm_list_part which) {
  return l->image.data + l->head->at[which];
}

static gm_slice key_of(const gm_list *l, uint32_t word) {
  return gm_slice_of(l->pool + l->words[word].at, l->words[word].size);
}

static gm_status open_globs(gm_list *l, gm_error *err) {
  const uint32_t *globs = part(l, GM_PART_GLOBS);
  gm_status status = GM_OK;
  if (l->head->count[GM_PART_GLOBS] == 0) return GM_OK;
  if (!(l->globs = gm_globs_new())) return gm_nomem(err);
  for (uint64_t i = 0; i < l->head->count[GM_PART_GLOBS] && status == GM_OK; i++) {
    gm_slice key = key_of(l, globs[i]);
    status = gm_globs_add(l->globs, gm_slice_of(key.data + 1, key.size - 1), globs[i],
                          err);
  }
  return status;
}

gm_status gm_list_open(gm_list **out, gm_slice image, const unsigned char *key,
                       void (*release)(void *context, gm_slice image), void *context,
                       gm_error *err) {
  *out = NULL;
  gm_status status = check(image, key, err);
  gm_list *l = status == GM_OK ? gm_calloc(1, sizeof *l) : NULL;
  if (!l) {
    if (release) release(context, image);
    return status == GM_OK ? gm_nomem(err) : status;
  }
  *l = (gm_list){.image = image, .head = (const gm_list_head *)image.data,
                 .release = release, .context = context};
  l->slots = part(l, GM_PART_SLOTS);
  l->words = part(l, GM_PART_WORDS);
  l->edges = part(l, GM_PART_EDGES);
  l->nodes = part(l, GM_PART_NODES);
  l->names = part(l, GM_PART_NAMES);
  l->deletes = part(l, GM_PART_DELETES);
  l->buckets = part(l, GM_PART_BUCKETS);
  l->rows = part(l, GM_PART_ROWS);
  l->columns = part(l, GM_PART_COLUMNS);
  l->pool = part(l, GM_PART_POOL);
  l->slot_mask = (size_t)l->head->count[GM_PART_SLOTS] - 1;
  l->edge_mask = (size_t)l->head->count[GM_PART_EDGES] - 1;
  status = open_globs(l, err);
  if (status == GM_OK) *out = l;
  else gm_list_free(l);
  return status;
}

void gm_list_free(gm_list *l) {
  if (!l) return;
  if (l->release) l->release(l->context, l->image);
  gm_globs_free(l->globs);
  gm_buffer_free(&l->scratch);
  gm_free(l);
}

/* ---- words of a type ---- */

typedef struct {
  gm_list *list;
  gm_list_word *words;
  uint32_t count;
  gm_word_kind kind; /* where near words are looked for */
  uint32_t characters[GM_EDITS_LONGEST], length;
} looking;

static void add_word(looking *at, uint32_t word, uint32_t cost) {
  for (uint32_t i = 0; i < at->count; i++)
    if (at->words[i].word == word) {
      if (cost < at->words[i].cost) at->words[i].cost = cost;
      return;
    }
  if (at->count < GM_LIST_WORDS) at->words[at->count++] = (gm_list_word){word, cost};
}

static void find_word(looking *at, gm_word_kind kind, gm_slice value) {
  gm_list *l = at->list;
  gm_buffer_clear(&l->scratch);
  gm_buffer_add_byte(&l->scratch, (unsigned char)kind);
  gm_buffer_add(&l->scratch, value.data, value.size);
  gm_slice key = gm_buffer_slice(&l->scratch);
  uint32_t hash = gm_list_hash(key, gm_hash);
  for (size_t i = hash & l->slot_mask; l->slots[i].word; i = (i + 1) & l->slot_mask)
    if (l->slots[i].hash == hash && gm_slice_equal(key_of(l, l->slots[i].word - 1), key)) {
      add_word(at, l->slots[i].word, 0);
      return;
    }
}

/* A word that shares a deletion with the type. */
static void compare_near(looking *at, uint32_t word) {
  gm_slice key = key_of(at->list, word - 1);
  uint32_t characters[GM_EDITS_LONGEST];
  if ((gm_word_kind)key.data[0] != at->kind) return;
  for (uint32_t i = 0; i < at->count; i++)
    if (at->words[i].word == word) return;
  uint32_t length =
      gm_edits_decode(gm_slice_of(key.data + 1, key.size - 1), characters);
  uint32_t most = gm_edits_of_word(length, at->list->head->edits);
  uint32_t cost = gm_edits_distance(at->characters, at->length, characters, length);
  if (cost <= most) add_word(at, word, cost);
}

static void look_near(void *context, uint32_t hash) {
  looking *at = context;
  const gm_list *l = at->list;
  for (uint32_t i = l->buckets[hash >> 16]; i < l->buckets[(hash >> 16) + 1]; i++)
    if (l->deletes[i].hash == hash) compare_near(at, l->deletes[i].word);
}

static void find_near(looking *at, gm_word_kind kind, gm_slice value) {
  at->kind = kind;
  at->length = gm_edits_decode(value, at->characters);
  if (at->length < 2) return;
  gm_edits_deletes(at->characters, at->length, at->list->head->edits, (uint32_t)kind,
                   look_near, at);
}

static void add_glob(void *context, uint32_t word) { add_word(context, word + 1, 0); }

static gm_status find_value(looking *at, gm_lexicon *lexicon, gm_type type,
                            gm_word_kind kind, bool near, gm_error *err) {
  gm_slice value = gm_lexicon_form(lexicon, type);
  gm_buffer plain = GM_BUFFER_INIT;
  gm_status status = GM_OK;
  if (kind == GM_WORD_FOLD) value = gm_lexicon_fold(lexicon, type);
  if (kind == GM_WORD_PLAIN) value = gm_lexicon_plain(lexicon, type);
  if (kind == GM_WORD_STEM) value = gm_lexicon_stem(lexicon, type);
  if (kind == GM_WORD_PLAIN_FORM && !gm_list_ascii(value)) {
    status = gm_fold_plain(&plain, value, err);
    value = gm_buffer_slice(&plain);
  }
  if (status == GM_OK && near) find_near(at, kind, value);
  else if (status == GM_OK) find_word(at, kind, value);
  gm_buffer_free(&plain);
  return status;
}

gm_status gm_list_words(gm_list *l, gm_lexicon *lexicon, gm_type type,
                        gm_list_word words[GM_LIST_WORDS], uint32_t *count,
                        gm_error *err) {
  looking at = {.list = l, .words = words};
  uint32_t kinds = l->head->kinds;
  gm_status status = GM_OK;
  for (int kind = 0; kind < GM_WORD_GLOB && status == GM_OK; kind++) {
    if (!(kinds >> kind & 1)) continue;
    if (kind != GM_WORD_LEMMA) {
      status = find_value(&at, lexicon, type, (gm_word_kind)kind, false, err);
      continue;
    }
    for (uint32_t i = gm_lexicon_lemma_count(lexicon, type); i > 0; i--)
      find_word(&at, GM_WORD_LEMMA, gm_lexicon_lemma(lexicon, type, i - 1));
  }
  if (l->globs && status == GM_OK)
    gm_globs_match(l->globs, gm_lexicon_fold(lexicon, type), add_glob, &at);
  bool near = l->head->edits && gm_lexicon_flags(lexicon, type) & GM_TYPE_WORD;
  for (int kind = 0; kind < GM_WORD_LEMMA && near && status == GM_OK; kind++)
    if (kinds >> kind & 1)
      status = find_value(&at, lexicon, type, (gm_word_kind)kind, true, err);
  if (status == GM_OK && l->scratch.status != GM_OK) status = gm_nomem(err);
  *count = at.count;
  return status;
}

/* ---- the trie ---- */

gm_list_trie gm_list_trie_of(const gm_list *l) {
  return (gm_list_trie){l->edges, l->edge_mask, l->nodes, l->names};
}

uint32_t gm_list_size(const gm_list *l) {
  return (uint32_t)l->head->count[GM_PART_NODES];
}
bool gm_list_plain(const gm_list *l) { return l->head->plain; }
bool gm_list_possessive(const gm_list *l) { return l->head->possessive; }
gm_slice gm_list_image(const gm_list *l) { return l->image; }
uint32_t gm_list_name_count(const gm_list *l) { return l->head->name_count; }

/* Nodes have higher numbers than those they come from. */
gm_status gm_list_mark(const gm_list *l, const uint8_t *enabled, uint8_t *live,
                       gm_error *err) {
  uint32_t size = gm_list_size(l), *parent = gm_calloc(size, sizeof *parent);
  if (!parent) return gm_nomem(err);
  for (size_t i = 0; i <= l->edge_mask; i++)
    if (l->edges[i].target) parent[l->edges[i].target] = l->edges[i].node;
  for (uint32_t at = size; at-- > 1;) {
    const gm_list_node *n = &l->nodes[at];
    for (uint32_t i = 0; i < n->count && !live[at]; i++)
      live[at] = enabled[l->names[n->start + i].rule];
    if (live[at]) live[parent[at]] = 1;
  }
  gm_free(parent);
  return GM_OK;
}

/* ---- rows ---- */

uint32_t gm_list_rows(const gm_list *l) {
  uint64_t count = l->head->count[GM_PART_ROWS];
  return count ? (uint32_t)count - 1 : 0;
}

uint32_t gm_list_columns(const gm_list *l) {
  return (uint32_t)l->head->count[GM_PART_COLUMNS];
}

gm_slice gm_list_column(const gm_list *l, uint32_t column) {
  return gm_slice_of(l->pool + l->columns[column].at, l->columns[column].size);
}

bool gm_list_cell(const gm_list *l, uint32_t row, uint32_t *at, uint32_t *column,
                  gm_slice *value) {
  uint64_t number, size;
  if (row == 0 || row > gm_list_rows(l)) return false;
  gm_slice cells =
      gm_slice_of(l->pool + l->rows[row - 1], l->rows[row] - l->rows[row - 1]);
  size_t from = *at;
  if (!gm_varint_read(cells, &from, &number) || !gm_varint_read(cells, &from, &size))
    return false;
  *column = (uint32_t)number;
  *value = gm_slice_of(cells.data + from, (size_t)size);
  *at = (uint32_t)(from + size);
  return true;
}
