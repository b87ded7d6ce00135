/* Interning: form to id.
 *
 * Invariants: 1. types[id] for 1 <= id <= count; forms lie in the arena and never
 * move. 2. A form of 1 to 16 bytes without NUL is in `shorts`, keyed by its bytes as
 * two little-endian numbers; every other one is in `longs`, by hash, and compared in
 * full. 3. Tables have a power of two of slots, at most two thirds used; id 0 is a free
 * slot. */
#include "text/lexicon_private.h"
#include "base/map.h"
#include "text/lemmas.h"

#define FIRST_BITS 12
#define POOL 16384
#define BATCH 32

uint32_t gm_lexicon_count(const gm_lexicon *lexicon) { return lexicon->count; }
const char *gm_lexicon_source(void) { return gm_lemma_source; }
gm_slice gm_lexicon_form(const gm_lexicon *lexicon, gm_type type) {
  return gm_slice_of(lexicon->types[type].form, lexicon->types[type].size);
}

/* ---- keys ---- */
static inline uint64_t little(uint64_t word) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

static inline uint64_t load_key(const char *p, size_t size) { /* size <= 8 */
  uint64_t key = 0;
  memcpy(&key, p, size);
  return little(key);
}

/* The bytes of a number that belong to a form of so many bytes. */
static const uint64_t first_mask[17] = {
    0,          0xFF,         0xFFFF,         0xFFFFFF,
    0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF,
    ~0ULL,      ~0ULL,        ~0ULL,          ~0ULL,
    ~0ULL,      ~0ULL,        ~0ULL,          ~0ULL,
    ~0ULL};
static const uint64_t second_mask[17] = {0,
                                         0,
                                         0,
                                         0,
                                         0,
                                         0,
                                         0,
                                         0,
                                         0,
                                         0xFF,
                                         0xFFFF,
                                         0xFFFFFF,
                                         0xFFFFFFFF,
                                         0xFFFFFFFFFF,
                                         0xFFFFFFFFFFFF,
                                         0xFFFFFFFFFFFFFF,
                                         ~0ULL};

static inline uint64_t mix(uint64_t first, uint64_t second) {
  uint64_t hash = first * 0x9fb21c651e98df25ULL ^ second * 0xd6e8feb86659fd93ULL;
  return (hash ^ hash >> 32) * 0x9e3779b97f4a7c15ULL;
}

/* ---- tables ---- */
static inline size_t home(const gm_table *table, uint64_t hash) {
  return hash >> table->shift;
}

static inline gm_short_slot *find_short(const gm_lexicon *lexicon, uint64_t first,
                                        uint64_t second, uint64_t hash) {
  gm_short_slot *slots = lexicon->shorts.slots;
  size_t at = home(&lexicon->shorts, hash);
  while (slots[at].id && ((slots[at].first ^ first) | (slots[at].second ^ second)))
    at = (at + 1) & lexicon->shorts.mask;
  return &slots[at];
}

static inline gm_long_slot *find_long(const gm_lexicon *lexicon, gm_slice form,
                                      uint64_t hash) {
  gm_long_slot *slots = lexicon->longs.slots;
  size_t at = home(&lexicon->longs, hash);
  for (; slots[at].id; at = (at + 1) & lexicon->longs.mask)
    if (slots[at].hash == (uint32_t)hash &&
        gm_slice_equal(gm_lexicon_form(lexicon, slots[at].id), form))
      break;
  return &slots[at];
}

static gm_status make_table(gm_table *table, unsigned bits, size_t slot,
                            gm_error *err) {
  table->slots = gm_calloc((size_t)1 << bits, slot);
  if (!table->slots) return gm_nomem(err);
  table->mask = ((size_t)1 << bits) - 1;
  table->shift = 64 - bits;
  table->count = 0;
  return GM_OK;
}

static bool full(const gm_table *table) {
  return (table->count + 1) * 3 > (table->mask + 1) * 2;
}

/* Doubles a table; `move` puts one old slot where it belongs in the new one. */
static gm_status widen(gm_lexicon *lexicon, gm_table *table, size_t slot,
                       void move(gm_lexicon *lexicon, const void *slot),
                       gm_error *err) {
  gm_table old = *table;
  gm_status status = make_table(table, 64 - old.shift + 1, slot, err);
  if (status != GM_OK) return *table = old, status;
  for (size_t i = 0; i <= old.mask; i++)
    move(lexicon, (const char *)old.slots + i * slot);
  table->count = old.count;
  gm_free(old.slots);
  return GM_OK;
}

static void move_short(gm_lexicon *lexicon, const void *old) {
  const gm_short_slot *slot = old;
  if (slot->id)
    *find_short(lexicon, slot->first, slot->second, mix(slot->first, slot->second)) =
        *slot;
}
static void move_long(gm_lexicon *lexicon, const void *old) {
  const gm_long_slot *slot = old;
  if (!slot->id) return;
  gm_slice form = gm_lexicon_form(lexicon, slot->id);
  *find_long(lexicon, form, gm_hash(form)) = *slot;
}

gm_status gm_lexicon_new(gm_lexicon **out, gm_error *err) {
  *out = NULL;
  gm_lexicon *lexicon = gm_calloc(1, sizeof *lexicon);
  if (!lexicon) return gm_nomem(err);
  lexicon->arena = gm_arena_new();
  if (!lexicon->arena ||
      make_table(&lexicon->shorts, FIRST_BITS, sizeof(gm_short_slot), NULL) != GM_OK ||
      make_table(&lexicon->longs, FIRST_BITS, sizeof(gm_long_slot), NULL) != GM_OK ||
      !gm_grow((void **)&lexicon->types, &lexicon->capacity, 1024,
               sizeof *lexicon->types)) {
    gm_lexicon_free(lexicon);
    return gm_nomem(err);
  }
  lexicon->types[0] = (gm_type_record){"", 0, GM_TYPE_KNOWN, NULL};
  *out = lexicon;
  return GM_OK;
}

void gm_lexicon_free(gm_lexicon *lexicon) {
  if (!lexicon) return;
  gm_lexicon_free_stemmers(lexicon);
  gm_map_free(lexicon->abbreviations);
  gm_variants_free(lexicon->variants);
  gm_arena_free(lexicon->arena);
  gm_buffer_free(&lexicon->scratch);
  gm_free(lexicon->types);
  gm_free(lexicon->shorts.slots);
  gm_free(lexicon->longs.slots);
  gm_free(lexicon);
}

/* Copies the form into the pool; forms are packed without alignment. */
static char *keep(gm_lexicon *lexicon, gm_slice form) {
  if (form.size > POOL / 8) return gm_arena_copy(lexicon->arena, form.data, form.size);
  if (lexicon->pool_left < form.size) {
    char *pool = gm_arena_alloc(lexicon->arena, POOL);
    if (!pool) return NULL;
    lexicon->pool = pool;
    lexicon->pool_left = POOL;
  }
  char *copy = memcpy(lexicon->pool, form.data, form.size);
  lexicon->pool += form.size;
  lexicon->pool_left -= form.size;
  return copy;
}

/* Makes a type of a form that is in no table yet. */
gm_status gm_lexicon_add(gm_lexicon *lexicon, gm_slice form, gm_type *out,
                         gm_error *err) {
  if (form.size > UINT32_MAX || lexicon->count == UINT32_MAX - 1)
    return gm_fail(err, GM_LIMIT, "too many distinct words");
  if (!gm_grow((void **)&lexicon->types, &lexicon->capacity, (size_t)lexicon->count + 2,
               sizeof *lexicon->types))
    return gm_nomem(err);
  char *copy = keep(lexicon, form);
  if (!copy) return gm_nomem(err);
  lexicon->types[++lexicon->count] =
      (gm_type_record){copy, (uint32_t)form.size, 0, NULL};
  *out = lexicon->count;
  return GM_OK;
}

static gm_status intern_short(gm_lexicon *lexicon, gm_slice form, uint64_t first,
                              uint64_t second, uint64_t hash, gm_type *out,
                              gm_error *err) {
  gm_short_slot *slot = find_short(lexicon, first, second, hash);
  if (slot->id) return *out = slot->id, GM_OK;
  gm_status status = GM_OK;
  if (full(&lexicon->shorts))
    status = widen(lexicon, &lexicon->shorts, sizeof *slot, move_short, err);
  if (status == GM_OK) status = gm_lexicon_add(lexicon, form, out, err);
  if (status != GM_OK) return status;
  *find_short(lexicon, first, second, hash) = (gm_short_slot){first, second, *out};
  lexicon->shorts.count++;
  return GM_OK;
}

static gm_status intern_long(gm_lexicon *lexicon, gm_slice form, uint64_t hash,
                             gm_type *out, gm_error *err) {
  gm_long_slot *slot = find_long(lexicon, form, hash);
  if (slot->id) return *out = slot->id, GM_OK;
  gm_status status = GM_OK;
  if (full(&lexicon->longs))
    status = widen(lexicon, &lexicon->longs, sizeof *slot, move_long, err);
  if (status == GM_OK) status = gm_lexicon_add(lexicon, form, out, err);
  if (status != GM_OK) return status;
  *find_long(lexicon, form, hash) = (gm_long_slot){(uint32_t)hash, *out};
  lexicon->longs.count++;
  return GM_OK;
}

/* The keys that stand for the form; false where it goes by hash. */
static bool keys_of(gm_slice form, uint64_t keys[2]) {
  if (form.size == 0 || form.size > 16 || memchr(form.data, 0, form.size)) return false;
  keys[0] = load_key(form.data, form.size < 8 ? form.size : 8);
  keys[1] = form.size > 8 ? load_key(form.data + 8, form.size - 8) : 0;
  return true;
}

gm_status gm_lexicon_intern(gm_lexicon *lexicon, gm_slice form, gm_type *out,
                            gm_error *err) {
  uint64_t keys[2];
  if (keys_of(form, keys))
    return intern_short(lexicon, form, keys[0], keys[1], mix(keys[0], keys[1]), out,
                        err);
  return intern_long(lexicon, form, gm_hash(form), out, err);
}

gm_type gm_lexicon_find(const gm_lexicon *lexicon, gm_slice form) {
  uint64_t keys[2];
  if (keys_of(form, keys))
    return find_short(lexicon, keys[0], keys[1], mix(keys[0], keys[1]))->id;
  return find_long(lexicon, form, gm_hash(form))->id;
}

/* ---- many at a time ---- */
typedef struct {
  uint64_t first[BATCH], second[BATCH], hash[BATCH];
} batch;

/* Keys and hashes of forms, and their slots on the way into the cache. */
static void hash_batch(const gm_lexicon *lexicon, gm_slice text, const uint32_t *begin,
                       const uint32_t *end, uint32_t count, batch *out) {
  for (uint32_t i = 0; i < count; i++) {
    size_t size = end[i] - begin[i];
    const char *form = text.data + begin[i];
    if (size > 16) {
      out->hash[i] = gm_hash(gm_slice_of(form, size));
      __builtin_prefetch((gm_long_slot *)lexicon->longs.slots +
                         home(&lexicon->longs, out->hash[i]));
      continue;
    }
    if (begin[i] + 16 <= text.size) {
      out->first[i] = load_key(form, 8) & first_mask[size];
      out->second[i] = load_key(form + 8, 8) & second_mask[size];
    } else {
      out->first[i] = load_key(form, size < 8 ? size : 8);
      out->second[i] = size > 8 ? load_key(form + 8, size - 8) : 0;
    }
    out->hash[i] = mix(out->first[i], out->second[i]);
    __builtin_prefetch((gm_short_slot *)lexicon->shorts.slots +
                       home(&lexicon->shorts, out->hash[i]));
  }
}

static gm_status intern_one(gm_lexicon *lexicon, gm_slice form, const batch *in,
                            uint32_t i, gm_type *out, gm_error *err) {
  if (form.size <= 16)
    return intern_short(lexicon, form, in->first[i], in->second[i], in->hash[i], out,
                        err);
  return intern_long(lexicon, form, in->hash[i], out, err);
}

gm_status gm_lexicon_intern_all(gm_lexicon *lexicon, gm_slice text,
                                const uint32_t *begin, const uint32_t *end,
                                uint32_t count, gm_type *out, gm_error *err) {
  batch keys;
  for (uint32_t from = 0; from < count;
       from += BATCH, begin += BATCH, end += BATCH, out += BATCH) {
    uint32_t size = count - from < BATCH ? count - from : BATCH;
    hash_batch(lexicon, text, begin, end, size, &keys);
    for (uint32_t i = 0; i < size; i++) {
      uint32_t length = end[i] - begin[i];
      gm_type found = 0;
      if (length <= 16)
        found = find_short(lexicon, keys.first[i], keys.second[i], keys.hash[i])->id;
      if ((out[i] = found)) continue;
      gm_slice form = gm_slice_of(text.data + begin[i], length);
      gm_status status = intern_one(lexicon, form, &keys, i, &out[i], err);
      if (status != GM_OK) return status;
    }
  }
  return GM_OK;
}
