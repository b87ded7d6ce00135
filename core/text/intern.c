/* Interning: form to id.
 *
 * Invariants: 1. types[id] for 1 <= id <= count; forms lie in the arena and never
 * move. 2. A form of 1 to 12 bytes without NUL is in `shorts`, its bytes are the key;
 * every other one is in `longs` by hash and size, and compared in full: where another
 * form stands under its key, it is under the next one (next_key). */
#include "base/map.h"
#include "text/lemmas.h"
#include "text/lexicon_private.h"

#define POOL 16384
#define BATCH 32
#define SHORT 12

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

typedef struct {
  uint64_t first, hash;
  uint32_t rest;
} key;

/* The bytes of a number that belong to a form of so many bytes. */
#define ALL ~0ULL
static const uint64_t first_mask[SHORT + 1] = {
    0,          0xFF,         0xFFFF,         0xFFFFFF,         0xFFFFFFFF,
    0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, ALL, ALL, ALL, ALL, ALL};
static const uint32_t rest_mask[SHORT + 1] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF};

/* Of a form that has twelve bytes of text from its beginning on. */
static inline key key_inside(const char *form, size_t size) {
  key k;
  k.first = load_key(form, 8) & first_mask[size];
  k.rest = (uint32_t)load_key(form + 8, 4) & rest_mask[size];
  k.hash = gm_slot_hash(k.first, k.rest);
  return k;
}

static key key_of_short(gm_slice form) {
  char copy[SHORT] = {0};
  memcpy(copy, form.data, form.size);
  return key_inside(copy, form.size);
}

/* A hash of all bytes, eight at a time, the last ones perhaps twice, and the size. */
static key key_of_long(gm_slice form) {
  key k = {.first = form.size + 1, .rest = (uint32_t)form.size};
  size_t last = form.size < 8 ? 0 : form.size - 8, step = form.size < 8 ? form.size : 8;
  for (size_t at = 0; at < last; at += 8)
    k.first = (k.first ^ load_key(form.data + at, 8)) * 0x9fb21c651e98df25ULL,
    k.first ^= k.first >> 29;
  k.first = (k.first ^ load_key(form.data + last, step)) * 0xd6e8feb86659fd93ULL;
  k.first += k.first == 0; /* no key is all 0 */
  k.hash = gm_slot_hash(k.first, k.rest);
  return k;
}

static void next_key(key *k) {
  k->first += k->first == UINT64_MAX ? 2 : 1;
  k->hash = gm_slot_hash(k->first, k->rest);
}

static bool is_short(gm_slice form) {
  return form.size && form.size <= SHORT && !memchr(form.data, 0, form.size);
}

/* ---- tables ---- */
/* The id of a long form; 0 where it is not there, and `k` is then the key to give it. */
static gm_type find_long(const gm_lexicon *lexicon, gm_slice form, key *k) {
  gm_type id;
  while ((id = gm_slots_find(&lexicon->longs, k->hash, k->first, k->rest)) &&
         !gm_slice_equal(gm_lexicon_form(lexicon, id), form))
    next_key(k);
  return id;
}

gm_status gm_lexicon_new(gm_lexicon **out, gm_error *err) {
  *out = NULL;
  gm_lexicon *lexicon = gm_calloc(1, sizeof *lexicon);
  if (!lexicon) return gm_nomem(err);
  lexicon->arena = gm_arena_new();
  if (!lexicon->arena || gm_slots_open(&lexicon->shorts, NULL) != GM_OK ||
      gm_slots_open(&lexicon->longs, NULL) != GM_OK ||
      !gm_grow((void **)&lexicon->types, &lexicon->capacity, 1024,
               sizeof *lexicon->types)) {
    gm_lexicon_free(lexicon);
    return gm_nomem(err);
  }
  lexicon->types[0] = (gm_type_record){.form = "", .flags = GM_TYPE_KNOWN};
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
  gm_slots_close(&lexicon->shorts);
  gm_slots_close(&lexicon->longs);
  gm_free(lexicon);
}

/* Forms and folds are packed in pools without alignment. */
char *gm_lexicon_keep(gm_lexicon *lexicon, gm_slice form) {
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
  char *copy = gm_lexicon_keep(lexicon, form);
  if (!copy) return gm_nomem(err);
  lexicon->types[++lexicon->count] =
      (gm_type_record){.form = copy, .size = (uint32_t)form.size};
  *out = lexicon->count;
  return GM_OK;
}

static gm_status add_form(gm_lexicon *lexicon, gm_slots *table, gm_slice form,
                          const key *k, gm_type *out, gm_error *err) {
  gm_status status = gm_lexicon_add(lexicon, form, out, err);
  if (status == GM_OK)
    status = gm_slots_add(table, k->hash, (gm_slot){k->first, k->rest, *out}, err);
  if (status != GM_OK && *out && *out == lexicon->count) lexicon->count--;
  return status;
}

static gm_status intern_long(gm_lexicon *lexicon, gm_slice form, gm_type *out,
                             gm_error *err) {
  key k = key_of_long(form);
  *out = find_long(lexicon, form, &k);
  return *out ? GM_OK : add_form(lexicon, &lexicon->longs, form, &k, out, err);
}

static gm_status intern_short(gm_lexicon *lexicon, gm_slice form, const key *k,
                              gm_type *out, gm_error *err) {
  *out = gm_slots_find(&lexicon->shorts, k->hash, k->first, k->rest);
  return *out ? GM_OK : add_form(lexicon, &lexicon->shorts, form, k, out, err);
}

gm_status gm_lexicon_intern(gm_lexicon *lexicon, gm_slice form, gm_type *out,
                            gm_error *err) {
  if (!is_short(form)) return intern_long(lexicon, form, out, err);
  key k = key_of_short(form);
  return intern_short(lexicon, form, &k, out, err);
}

gm_type gm_lexicon_find(const gm_lexicon *lexicon, gm_slice form) {
  key k = is_short(form) ? key_of_short(form) : key_of_long(form);
  return is_short(form) ? gm_slots_find(&lexicon->shorts, k.hash, k.first, k.rest)
                        : find_long(lexicon, form, &k);
}

/* ---- many at a time ---- */
/* One batch is looked at while the lines of the next are on their way. */
typedef struct {
  uint32_t size;
  key keys[BATCH];
  const gm_slot *lines[BATCH];
  uint8_t longs[BATCH], long_count; /* which are long */
} batch;

/* Keys of forms, and their lines on the way into the cache. */
static void find_lines(const gm_lexicon *lexicon, gm_slice text, const uint32_t *begin,
                       const uint32_t *end, uint32_t count, batch *out) {
  bool inside = count && begin[count - 1] + SHORT <= text.size;
  out->size = count;
  out->long_count = 0;
  for (uint32_t i = 0; i < count; i++) {
    size_t size = end[i] - begin[i];
    const char *form = text.data + begin[i];
    const gm_slots *table = &lexicon->shorts;
    if (size > SHORT) {
      table = &lexicon->longs;
      out->keys[i] = key_of_long(gm_slice_of(form, size));
      out->longs[out->long_count++] = (uint8_t)i;
    } else {
      out->keys[i] =
          inside ? key_inside(form, size) : key_of_short(gm_slice_of(form, size));
    }
    out->lines[i] = gm_slots_line(table, out->keys[i].hash);
    __builtin_prefetch(out->lines[i]);
  }
}

/* Adding moved lines. */
static void find_lines_again(const gm_lexicon *lexicon, batch *of) {
  for (uint32_t i = 0; i < of->size; i++)
    of->lines[i] = gm_slots_line(&lexicon->shorts, of->keys[i].hash);
  for (uint32_t k = 0; k < of->long_count; k++)
    of->lines[of->longs[k]] =
        gm_slots_line(&lexicon->longs, of->keys[of->longs[k]].hash);
}

/* Those that were not in their line at the first look. */
static gm_status intern_rest(gm_lexicon *lexicon, gm_slice text, const uint32_t *begin,
                             const uint32_t *end, const batch *in, gm_type *out,
                             gm_error *err) {
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < in->size && status == GM_OK; i++) {
    if (out[i]) continue;
    gm_slice form = gm_slice_of(text.data + begin[i], end[i] - begin[i]);
    status = form.size <= SHORT
                 ? intern_short(lexicon, form, &in->keys[i], &out[i], err)
                 : intern_long(lexicon, form, &out[i], err);
  }
  return status;
}

/* Whether the long forms found are what the text has; 0 where one is not. */
static bool check_longs(const gm_lexicon *lexicon, gm_slice text, const uint32_t *begin,
                        const uint32_t *end, const batch *in, gm_type *out) {
  bool all = true;
  for (uint32_t k = 0; k < in->long_count; k++) {
    uint32_t i = in->longs[k], size = end[i] - begin[i];
    const gm_type_record *record = &lexicon->types[out[i]];
    if (record->size != size || memcmp(record->form, text.data + begin[i], size) != 0)
      out[i] = 0, all = false;
  }
  return all;
}

/* Whether all are found in their lines. */
static bool look_in_lines(const gm_lexicon *lexicon, gm_slice text,
                          const uint32_t *begin, const uint32_t *end, const batch *in,
                          gm_type *out) {
  uint32_t all = 1;
  for (uint32_t i = 0; i < in->size; i++) {
    out[i] = gm_slots_in_line(in->lines[i], in->keys[i].first, in->keys[i].rest);
    all &= out[i] != 0;
  }
  for (uint32_t k = 0; k < in->long_count; k++)
    __builtin_prefetch(&lexicon->types[out[in->longs[k]]]);
  return (!in->long_count || check_longs(lexicon, text, begin, end, in, out)) && all;
}

gm_status gm_lexicon_intern_all(gm_lexicon *lexicon, gm_slice text,
                                const uint32_t *begin, const uint32_t *end,
                                uint32_t count, gm_type *out, gm_error *err) {
  batch two[2];
  gm_status status = GM_OK;
  find_lines(lexicon, text, begin, end, count < BATCH ? count : BATCH, &two[0]);
  for (uint32_t from = 0; from < count && status == GM_OK; from += BATCH) {
    batch *in = &two[from / BATCH & 1], *next = &two[!(from / BATCH & 1)];
    uint32_t left = count - from - in->size, to = from + in->size;
    find_lines(lexicon, text, begin + to, end + to, left < BATCH ? left : BATCH, next);
    if (look_in_lines(lexicon, text, begin + from, end + from, in, out + from)) continue;
    status = intern_rest(lexicon, text, begin + from, end + from, in, out + from, err);
    find_lines_again(lexicon, next);
  }
  return status;
}
