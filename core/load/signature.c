/* Bottom-k sketches (Broder 1997; Cohen and Kaplan 2007). Three words are few enough
 * that a text of which every third word was changed keeps some, and enough that two
 * texts on one subject share next to none. */
#include "load/signature.h"
#include "base/map.h"
#include <stdlib.h>

enum { SHINGLE = 3, ROOM = 3 * GM_SIGNATURE_PLACES, BUCKETS = 256 };

static uint64_t mix(uint64_t x) { /* splitmix64's finalizer (Steele, Lea, Flood 2014) */
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/* ---- the smallest hashes ---- */

typedef struct {
  uint32_t hashes[ROOM], sorted[ROOM]; /* those below the limit, as they came */
  size_t count;
  uint32_t limit; /* larger ones are not kept */
  uint32_t shingles;
} sketch;

/* Hashes are evenly spread: they are dealt to their places and then put in order, which
 * takes a few steps each. */
static void sort(sketch *s) {
  uint32_t begins[BUCKETS + 1] = {0};
  uint64_t scale = ((uint64_t)BUCKETS << 32) / ((uint64_t)s->limit + 1);
  for (size_t i = 0; i < s->count; i++)
    begins[(s->hashes[i] * scale >> 32) + 1]++;
  for (size_t i = 1; i <= BUCKETS; i++)
    begins[i] += begins[i - 1];
  for (size_t i = 0; i < s->count; i++)
    s->sorted[begins[s->hashes[i] * scale >> 32]++] = s->hashes[i];
  for (size_t i = 1; i < s->count; i++) {
    uint32_t hash = s->sorted[i];
    size_t at = i;
    for (; at && s->sorted[at - 1] > hash; at--)
      s->sorted[at] = s->sorted[at - 1];
    s->sorted[at] = hash;
  }
}

/* Sorts what was kept and drops repeats and what is too much. */
static void tidy(sketch *s) {
  sort(s);
  size_t kept = 0;
  for (size_t i = 0; i < s->count && kept < GM_SIGNATURE_PLACES; i++)
    if (kept == 0 || s->sorted[i] != s->hashes[kept - 1])
      s->hashes[kept++] = s->sorted[i];
  s->count = kept;
  if (kept == GM_SIGNATURE_PLACES)
    s->limit = s->hashes[kept - 1];
}

static inline uint32_t hash_of(uint64_t a, uint64_t b, uint64_t c) {
  uint64_t mixed = (a ^ (b << 23 | b >> 41)) * 0x9e3779b97f4a7c15ULL ^ (c << 46 | c >> 18);
  return (uint32_t)(mix(mixed) >> 32);
}

static void keep(sketch *s, uint32_t hash) {
  s->hashes[s->count++] = hash ? hash : 1;
  if (s->count == ROOM)
    tidy(s);
}

/* Whether a zone kind holds the article's own words. */
static bool is_article(gm_zone_kind kind) {
  return kind == GM_ZONE_BODY || kind == GM_ZONE_LIST || kind == GM_ZONE_QUOTE;
}

typedef struct stretch {
  uint32_t first, end; /* tokens */
} stretch;

/* What a type adds to a shingle, worked out once a type. */
struct gm_signer {
  gm_lexicon *lexicon;
  uint64_t *words; /* by type: hash of the fold, UNSEEN or NO_WORD */
  size_t count, capacity;
  stretch *stretches; /* of the article, for one text */
  uint64_t *text;     /* its words */
  size_t stretch_capacity, text_capacity;
  sketch sketch;
};

enum { UNSEEN = 0, NO_WORD = 1, AHEAD = 24 };

gm_status gm_signer_new(gm_signer **out, gm_lexicon *lexicon, gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  if (!*out)
    return gm_nomem(err);
  (*out)->lexicon = lexicon;
  return GM_OK;
}

void gm_signer_free(gm_signer *signer) {
  if (!signer)
    return;
  gm_free(signer->words);
  gm_free(signer->stretches);
  gm_free(signer->text);
  gm_free(signer);
}

static uint64_t word_of(gm_signer *signer, gm_type type) {
  uint64_t *word = &signer->words[type];
  if (*word != UNSEEN)
    return *word;
  if (!(gm_lexicon_flags(signer->lexicon, type) & (GM_TYPE_WORD | GM_TYPE_NUMBER)))
    return *word = NO_WORD;
  uint64_t hash = gm_hash(gm_lexicon_fold(signer->lexicon, type));
  return *word = hash > NO_WORD ? hash : 2;
}

/* Room for all types that the lexicon has now. */
static bool make_room(gm_signer *signer) {
  size_t need = (size_t)gm_lexicon_count(signer->lexicon) + 1;
  if (need <= signer->count)
    return true;
  if (!gm_grow((void **)&signer->words, &signer->capacity, need, sizeof *signer->words))
    return false;
  memset(signer->words + signer->count, 0,
         (need - signer->count) * sizeof *signer->words);
  signer->count = need;
  return true;
}

/* The words of tokens [first, end), behind the first `count`. */
static size_t take_words(gm_signer *signer, const gm_tokens *tokens, uint32_t first,
                         uint32_t end, size_t count) {
  for (uint32_t i = first; i < end; i++) {
    if (i + AHEAD < tokens->count) /* rare types are in no near cache */
      __builtin_prefetch(&signer->words[tokens->type[i + AHEAD]]);
    uint64_t word = signer->words[tokens->type[i]];
    if (word == UNSEEN)
      word = word_of(signer, tokens->type[i]);
    signer->text[count] = word;
    count += word != NO_WORD;
  }
  return count;
}

/* The shingles of the article's words whose hashes are below `limit`. */
static void sample(gm_signer *signer, size_t count, uint32_t limit) {
  sketch *s = &signer->sketch;
  const uint64_t *text = signer->text;
  s->count = s->shingles = 0;
  s->limit = limit;
  for (size_t i = SHINGLE - 1; i < count; i++) {
    uint32_t hash = hash_of(text[i - 2], text[i - 1], text[i]);
    if (hash < s->limit)
      keep(s, hash);
  }
  if (count >= SHINGLE)
    s->shingles = (uint32_t)(count - SHINGLE + 1);
  if (count && count < SHINGLE) {
    uint32_t hash = hash_of(0, count > 1 ? text[0] : 0, text[count - 1]);
    s->shingles = 1;
    if (hash < limit)
      keep(s, hash);
  }
  tidy(s);
}

/* The outermost zones of the article as tokens. */
static size_t article(gm_signer *signer, const gm_tokens *tokens, const gm_zone *zones,
                      size_t zone_count) {
  stretch *stretches = signer->stretches;
  size_t count = 0;
  uint32_t end = 0; /* of the outermost zone that was met last */
  if (!zones) {
    stretches[0] = (stretch){0, tokens->count};
    return 1;
  }
  for (size_t i = 0; i < zone_count; i++) {
    if (zones[i].begin < end)
      continue; /* nested */
    end = zones[i].end;
    if (is_article(zones[i].kind))
      stretches[count++] = (stretch){gm_tokens_at(tokens, zones[i].begin),
                                     gm_tokens_at(tokens, end)};
  }
  return count;
}

gm_status gm_signer_make(gm_signature *out, gm_signer *signer, const gm_tokens *tokens,
                         const gm_zone *zones, size_t zone_count, gm_error *err) {
  memset(out, 0, sizeof *out);
  if (!make_room(signer) ||
      !gm_grow((void **)&signer->stretches, &signer->stretch_capacity, zone_count + 1,
               sizeof *signer->stretches))
    return gm_nomem(err);
  size_t stretches = article(signer, tokens, zones, zone_count), words = 1, count = 0;
  for (size_t i = 0; i < stretches; i++)
    words += signer->stretches[i].end - signer->stretches[i].first;
  if (!gm_grow((void **)&signer->text, &signer->text_capacity, words,
               sizeof *signer->text))
    return gm_nomem(err);
  for (size_t i = 0; i < stretches; i++)
    count = take_words(signer, tokens, signer->stretches[i].first,
                       signer->stretches[i].end, count);
  /* So many are below it that there are enough, and hardly more: to be sorted. */
  sketch *s = &signer->sketch;
  uint64_t limit = ((uint64_t)GM_SIGNATURE_PLACES * 2 << 32) / words;
  bool whole = limit >= UINT32_MAX;
  sample(signer, count, whole ? UINT32_MAX : (uint32_t)limit);
  if (!whole && s->count < GM_SIGNATURE_PLACES) /* a text that repeats itself */
    sample(signer, count, UINT32_MAX);
  out->shingles = s->shingles;
  out->count = (uint32_t)s->count;
  memcpy(out->hashes, s->hashes, s->count * sizeof *s->hashes);
  return GM_OK;
}

/* ---- bytes: a mark, then numbers of seven bits a byte: shingles, count, differences ---- */

enum { MARK = 3 };

static size_t put(char *out, uint32_t number) {
  size_t size = 0;
  for (; number >= 0x80; number >>= 7)
    out[size++] = (char)(number | 0x80);
  out[size++] = (char)number;
  return size;
}

size_t gm_signature_write(const gm_signature *signature,
                          char bytes[GM_SIGNATURE_SIZE]) {
  size_t size = 0;
  bytes[size++] = MARK;
  size += put(bytes + size, signature->shingles);
  for (uint32_t i = 0, last = 0; i < signature->count; i++) {
    size += put(bytes + size, signature->hashes[i] - last);
    last = signature->hashes[i];
  }
  return size;
}

static bool take(gm_slice bytes, size_t *at, uint32_t *number) {
  uint64_t value = 0;
  for (int shift = 0; *at < bytes.size && shift < 35; shift += 7) {
    unsigned char c = (unsigned char)bytes.data[(*at)++];
    value |= (uint64_t)(c & 0x7F) << shift;
    if (c < 0x80) {
      *number = (uint32_t)value;
      return value <= UINT32_MAX;
    }
  }
  return false;
}

bool gm_signature_read(gm_signature *out, gm_slice bytes) {
  memset(out, 0, sizeof *out);
  size_t at = 1;
  if (bytes.size < 2 || bytes.size > GM_SIGNATURE_SIZE || bytes.data[0] != MARK ||
      !take(bytes, &at, &out->shingles))
    return false;
  uint32_t last = 0, step;
  while (at < bytes.size) {
    if (out->count == GM_SIGNATURE_PLACES || !take(bytes, &at, &step) || !step ||
        step > UINT32_MAX - last)
      return memset(out, 0, sizeof *out), false;
    out->hashes[out->count++] = last += step;
  }
  return out->count > 0 || out->shingles == 0;
}

/* ---- estimates ---- */

/* Below it a signature holds all hashes of its text. */
static uint32_t limit_of(const gm_signature *s) {
  return s->count == GM_SIGNATURE_PLACES ? s->hashes[s->count - 1] : UINT32_MAX;
}

typedef struct {
  unsigned a, b, both;
} shares;

static shares compare(const gm_signature *a, const gm_signature *b) {
  uint32_t x = limit_of(a), y = limit_of(b), limit = x < y ? x : y;
  shares s = {0, 0, 0};
  uint32_t i = 0, k = 0;
  while ((i < a->count && a->hashes[i] <= limit) ||
         (k < b->count && b->hashes[k] <= limit)) {
    uint32_t left = i < a->count && a->hashes[i] <= limit ? a->hashes[i] : UINT32_MAX;
    uint32_t right = k < b->count && b->hashes[k] <= limit ? b->hashes[k] : UINT32_MAX;
    s.both += left == right;
    s.a += left <= right;
    s.b += right <= left;
    i += left <= right;
    k += right <= left;
  }
  return s;
}

double gm_signature_jaccard(const gm_signature *a, const gm_signature *b) {
  shares s = compare(a, b);
  return s.both ? (double)s.both / (s.a + s.b - s.both) : 0;
}

double gm_signature_containment(const gm_signature *a, const gm_signature *b) {
  shares s = compare(a, b);
  unsigned less = s.a < s.b ? s.a : s.b;
  return s.both ? (double)s.both / less : 0;
}
