/* Interning: form to id.
 *
 * Invariants: 1. types[id] for 1 <= id <= count; forms lie in the arena and never move. 2. A
 * form of 1 to 8 bytes without NUL is in `shorts`, keyed by its bytes as one little-endian
 * number; every other one is in `longs`, by hash, and compared in full. 3. Both tables have a
 * power of two of slots, at most half used; id 0 is a free slot. */
#include "text/lexicon_private.h"
#include "base/map.h"
#include "text/lemmas.h"

#define FIRST_BITS 12
#define POOL 16384
#define BATCH 32

gm_status gm_lexicon_new(gm_lexicon **out, gm_error *err) {
  *out = NULL;
  gm_lexicon *lexicon = gm_calloc(1, sizeof *lexicon);
  if (!lexicon) return gm_nomem(err);
  lexicon->short_bits = lexicon->long_bits = FIRST_BITS;
  lexicon->shorts = gm_calloc(1u << FIRST_BITS, sizeof *lexicon->shorts);
  lexicon->longs = gm_calloc(1u << FIRST_BITS, sizeof *lexicon->longs);
  lexicon->arena = gm_arena_new();
  if (!lexicon->shorts || !lexicon->longs || !lexicon->arena ||
      !gm_grow((void **)&lexicon->types, &lexicon->capacity, 1024, sizeof *lexicon->types)) {
    gm_lexicon_free(lexicon);
    return gm_nomem(err);
  }
  lexicon->types[0] = (gm_type_record){"", 0, GM_TYPE_KNOWN, NULL};
  *out = lexicon;
  return GM_OK;
}

void gm_lexicon_free(gm_lexicon *lexicon) {
  if (!lexicon) return;
  gm_lexicon_end_stemmer(lexicon);
  gm_arena_free(lexicon->arena);
  gm_buffer_free(&lexicon->scratch);
  gm_free(lexicon->types);
  gm_free(lexicon->shorts);
  gm_free(lexicon->longs);
  gm_free(lexicon);
}

uint32_t gm_lexicon_count(const gm_lexicon *lexicon) { return lexicon->count; }
const char *gm_lexicon_source(void) { return gm_lemma_source; }
gm_slice gm_lexicon_form(const gm_lexicon *lexicon, gm_type type) {
  return gm_slice_of(lexicon->types[type].form, lexicon->types[type].size);
}

/* ---- keys ------------------------------------------------------------------------------ */
static inline uint64_t load_key(const char *p, uint32_t size) { /* size <= 8 */
  uint64_t key = 0;
  memcpy(&key, p, size);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  key = __builtin_bswap64(key);
#endif
  return key;
}

/* The same for bytes that are known to be followed by others: one load and a mask. */
static inline uint64_t load_key_open(const char *p, uint32_t size) {
  uint64_t key = load_key(p, 8);
  return key & (~0ULL >> (64 - 8 * size));
}

static inline uint64_t short_hash(uint64_t key) {
  key *= 0x9fb21c651e98df25ULL;
  return (key ^ key >> 32) * 0x9e3779b97f4a7c15ULL;
}

static inline bool has_nul(uint64_t key, uint32_t size) {
  uint64_t filled = size < 8 ? key | ~0ULL << (8 * size) : key;
  return ((filled - 0x0101010101010101ULL) & ~filled & 0x8080808080808080ULL) != 0;
}

/* ---- tables ---------------------------------------------------------------------------- */
static inline gm_short_slot *find_short(const gm_lexicon *lexicon, uint64_t key, uint64_t hash) {
  size_t mask = ((size_t)1 << lexicon->short_bits) - 1;
  size_t at = hash >> (64 - lexicon->short_bits);
  while (lexicon->shorts[at].id && lexicon->shorts[at].key != key) at = (at + 1) & mask;
  return &lexicon->shorts[at];
}

static inline gm_long_slot *find_long(const gm_lexicon *lexicon, gm_slice form, uint64_t hash) {
  size_t mask = ((size_t)1 << lexicon->long_bits) - 1;
  size_t at = hash >> (64 - lexicon->long_bits);
  for (;; at = (at + 1) & mask) {
    const gm_long_slot *slot = &lexicon->longs[at];
    if (!slot->id) break;
    if (slot->hash == (uint32_t)hash && gm_slice_equal(gm_lexicon_form(lexicon, slot->id), form))
      break;
  }
  return &lexicon->longs[at];
}

static gm_status widen_shorts(gm_lexicon *lexicon, gm_error *err) {
  gm_short_slot *old = lexicon->shorts;
  size_t size = (size_t)1 << lexicon->short_bits;
  gm_short_slot *wide = gm_calloc(size * 4, sizeof *wide);
  if (!wide) return gm_nomem(err);
  lexicon->shorts = wide;
  lexicon->short_bits += 2;
  for (size_t i = 0; i < size; i++)
    if (old[i].id) *find_short(lexicon, old[i].key, short_hash(old[i].key)) = old[i];
  gm_free(old);
  return GM_OK;
}

static gm_status widen_longs(gm_lexicon *lexicon, gm_error *err) {
  gm_long_slot *old = lexicon->longs;
  size_t size = (size_t)1 << lexicon->long_bits;
  gm_long_slot *wide = gm_calloc(size * 4, sizeof *wide);
  if (!wide) return gm_nomem(err);
  lexicon->longs = wide;
  lexicon->long_bits += 2;
  for (size_t i = 0; i < size; i++) {
    if (!old[i].id) continue;
    gm_slice form = gm_lexicon_form(lexicon, old[i].id);
    *find_long(lexicon, form, gm_hash(form)) = old[i];
  }
  gm_free(old);
  return GM_OK;
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
static gm_status add_type(gm_lexicon *lexicon, gm_slice form, gm_type *out, gm_error *err) {
  if (form.size > UINT32_MAX || lexicon->count == UINT32_MAX - 1)
    return gm_fail(err, GM_LIMIT, "too many distinct words");
  if (!gm_grow((void **)&lexicon->types, &lexicon->capacity, (size_t)lexicon->count + 2,
               sizeof *lexicon->types))
    return gm_nomem(err);
  char *copy = keep(lexicon, form);
  if (!copy) return gm_nomem(err);
  lexicon->types[++lexicon->count] = (gm_type_record){copy, (uint32_t)form.size, 0, NULL};
  *out = lexicon->count;
  return GM_OK;
}

static gm_status intern_short(gm_lexicon *lexicon, gm_slice form, uint64_t key, uint64_t hash,
                              gm_type *out, gm_error *err) {
  gm_short_slot *slot = find_short(lexicon, key, hash);
  if (slot->id) return *out = slot->id, GM_OK;
  if ((size_t)(lexicon->short_count + 1) * 2 > (size_t)1 << lexicon->short_bits) {
    gm_status status = widen_shorts(lexicon, err);
    if (status != GM_OK) return status;
    slot = find_short(lexicon, key, hash);
  }
  gm_status status = add_type(lexicon, form, out, err);
  if (status != GM_OK) return status;
  *slot = (gm_short_slot){key, *out};
  lexicon->short_count++;
  return GM_OK;
}

static gm_status intern_long(gm_lexicon *lexicon, gm_slice form, uint64_t hash, gm_type *out,
                             gm_error *err) {
  gm_long_slot *slot = find_long(lexicon, form, hash);
  if (slot->id) return *out = slot->id, GM_OK;
  if ((size_t)(lexicon->long_count + 1) * 2 > (size_t)1 << lexicon->long_bits) {
    gm_status status = widen_longs(lexicon, err);
    if (status != GM_OK) return status;
    slot = find_long(lexicon, form, hash);
  }
  gm_status status = add_type(lexicon, form, out, err);
  if (status != GM_OK) return status;
  *slot = (gm_long_slot){(uint32_t)hash, *out};
  lexicon->long_count++;
  return GM_OK;
}

static bool is_short(gm_slice form, uint64_t *key) {
  if (form.size == 0 || form.size > 8) return false;
  *key = load_key(form.data, (uint32_t)form.size);
  return !has_nul(*key, (uint32_t)form.size);
}

gm_status gm_lexicon_intern(gm_lexicon *lexicon, gm_slice form, gm_type *out, gm_error *err) {
  uint64_t key;
  if (is_short(form, &key)) return intern_short(lexicon, form, key, short_hash(key), out, err);
  return intern_long(lexicon, form, gm_hash(form), out, err);
}

gm_type gm_lexicon_find(const gm_lexicon *lexicon, gm_slice form) {
  uint64_t key;
  if (is_short(form, &key)) return find_short(lexicon, key, short_hash(key))->id;
  return find_long(lexicon, form, gm_hash(form))->id;
}

/* ---- many at a time -------------------------------------------------------------------- */
typedef struct {
  uint64_t key, hash;
} hashed; /* key 0: a long form */

static void hash_batch(const gm_lexicon *lexicon, gm_slice text, const uint32_t *begin,
                       const uint32_t *end, uint32_t count, hashed *out) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t size = end[i] - begin[i];
    const char *form = text.data + begin[i];
    uint64_t key = 0;
    if (size <= 8) {
      key = begin[i] + 8 <= text.size ? load_key_open(form, size) : load_key(form, size);
      if (has_nul(key, size)) key = 0;
    }
    out[i].key = key;
    if (key) {
      out[i].hash = short_hash(key);
      __builtin_prefetch(&lexicon->shorts[out[i].hash >> (64 - lexicon->short_bits)]);
    } else {
      out[i].hash = gm_hash(gm_slice_of(form, size));
      __builtin_prefetch(&lexicon->longs[out[i].hash >> (64 - lexicon->long_bits)]);
    }
  }
}

gm_status gm_lexicon_intern_all(gm_lexicon *lexicon, gm_slice text, const uint32_t *begin,
                                const uint32_t *end, uint32_t count, gm_type *out,
                                gm_error *err) {
  hashed batch[BATCH];
  for (uint32_t from = 0; from < count; from += BATCH) {
    uint32_t size = count - from < BATCH ? count - from : BATCH;
    hash_batch(lexicon, text, begin + from, end + from, size, batch);
    for (uint32_t i = 0; i < size; i++) {
      uint32_t at = from + i;
      if (batch[i].key) {
        const gm_short_slot *slot = find_short(lexicon, batch[i].key, batch[i].hash);
        if ((out[at] = slot->id)) continue;
      }
      gm_slice form = gm_slice_of(text.data + begin[at], end[at] - begin[at]);
      gm_status status =
          batch[i].key
              ? intern_short(lexicon, form, batch[i].key, batch[i].hash, &out[at], err)
              : intern_long(lexicon, form, batch[i].hash, &out[at], err);
      if (status != GM_OK) return status;
    }
  }
  return GM_OK;
}
