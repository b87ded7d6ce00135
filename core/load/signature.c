/* One-permutation minimum hashing (Li, Owen, Zhang 2012): one hash a shingle, whose
 * upper bits choose the place and whose lower bits compete for it; places left empty
 * borrow from a place chosen by their own hash (optimal densification, Shrivastava
 * 2017). Pairs to compare are found by bands of two places (locality-sensitive hashing,
 * Broder 1997; Indyk and Motwani 1998), which find a pair of Jaccard 0.25 with
 * probability 0.87 and one of 0.5 with 0.9999. */
#include "load/signature.h"
#include "base/map.h"
#include <stdlib.h>

enum { SHINGLE = 5, BAND = 2, BANDS = GM_SIGNATURE_PLACES / BAND };
#define EMPTY UINT32_MAX

static uint64_t mix(uint64_t x) { /* splitmix64's finalizer (Steele, Lea, Flood 2014) */
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

static void offer(gm_signature *out, const uint64_t *words, size_t first,
                  size_t count) {
  uint64_t hash = 0;
  for (size_t i = 0; i < count; i++)
    hash = mix(hash ^ words[(first + i) % SHINGLE]) + i;
  uint32_t *place = &out->places[hash >> 58];
  uint32_t value = (uint32_t)hash == EMPTY ? EMPTY - 1 : (uint32_t)hash;
  if (value < *place)
    *place = value;
  out->shingles++;
}

static void fill_empty(gm_signature *out) {
  gm_signature filled = *out;
  for (uint32_t i = 0; i < GM_SIGNATURE_PLACES; i++) {
    uint32_t from = i;
    for (uint32_t try = 1; out->places[from] == EMPTY; try++)
      from = mix((uint64_t)try << 32 | i) % GM_SIGNATURE_PLACES;
    /* A borrowed value is salted with its place, so that bands of borrowed ones differ.
     */
    filled.places[i] = from == i ? out->places[i]
                                 : (uint32_t)mix(out->places[from] ^ (uint64_t)i << 32);
  }
  *out = filled;
}

/* Whether a zone kind holds the article's own words. */
static bool is_article(gm_zone_kind kind) {
  return kind == GM_ZONE_BODY || kind == GM_ZONE_LIST || kind == GM_ZONE_QUOTE;
}

typedef struct {
  const gm_zone *zones;
  size_t count, at;
  uint32_t end; /* of the outermost zone that was met last */
  bool inside;
} zone_walk;

/* Does the byte lie in an outermost zone of the article? Bytes are asked in ascending
 * order. */
static bool in_article(zone_walk *walk, uint32_t byte) {
  if (!walk->zones)
    return true;
  while (walk->at < walk->count && walk->zones[walk->at].begin <= byte) {
    const gm_zone *zone = &walk->zones[walk->at++];
    if (zone->begin < walk->end)
      continue; /* nested */
    walk->end = zone->end;
    walk->inside = is_article(zone->kind);
  }
  return byte < walk->end && walk->inside;
}

/* What a type adds to a shingle, worked out once a type. */
struct gm_signer {
  gm_lexicon *lexicon;
  uint64_t *words; /* by type: hash of the fold, UNSEEN or NO_WORD */
  size_t count, capacity;
};

enum { UNSEEN = 0, NO_WORD = 1 };

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

gm_status gm_signer_make(gm_signature *out, gm_signer *signer, const gm_tokens *tokens,
                         const gm_zone *zones, size_t zone_count, gm_error *err) {
  uint64_t words[SHINGLE];
  size_t seen = 0;
  zone_walk walk = {.zones = zones, .count = zone_count};
  memset(out, 0xFF, sizeof *out);
  out->shingles = 0;
  if (!make_room(signer))
    return gm_nomem(err);
  for (uint32_t i = 0; i < tokens->count; i++) {
    uint64_t word = word_of(signer, tokens->type[i]);
    if (word == NO_WORD || !in_article(&walk, gm_token_begin(tokens, i)))
      continue;
    words[seen++ % SHINGLE] = word;
    if (seen >= SHINGLE)
      offer(out, words, seen, SHINGLE);
  }
  if (seen && seen < SHINGLE)
    offer(out, words, 0, seen);
  if (seen)
    fill_empty(out);
  return GM_OK;
}

void gm_signature_write(const gm_signature *signature, char bytes[GM_SIGNATURE_SIZE]) {
  const uint32_t *numbers[] = {&signature->shingles, signature->places};
  for (size_t i = 0; i < 1 + GM_SIGNATURE_PLACES; i++) {
    uint32_t number = i ? numbers[1][i - 1] : *numbers[0];
    for (int byte = 0; byte < 4; byte++)
      bytes[4 * i + byte] = (char)(number >> (8 * byte));
  }
}

bool gm_signature_read(gm_signature *out, gm_slice bytes) {
  if (bytes.size != GM_SIGNATURE_SIZE)
    return false;
  const unsigned char *p = (const unsigned char *)bytes.data;
  for (size_t i = 0; i < 1 + GM_SIGNATURE_PLACES; i++, p += 4) {
    uint32_t number =
        p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    if (i)
      out->places[i - 1] = number;
    else
      out->shingles = number;
  }
  return true;
}

double gm_signature_jaccard(const gm_signature *a, const gm_signature *b) {
  if (!a->shingles || !b->shingles)
    return 0;
  unsigned same = 0;
  for (int i = 0; i < GM_SIGNATURE_PLACES; i++)
    same += a->places[i] == b->places[i];
  return (double)same / GM_SIGNATURE_PLACES;
}

double gm_signature_containment(const gm_signature *a, const gm_signature *b) {
  double jaccard = gm_signature_jaccard(a, b);
  double less = a->shingles < b->shingles ? a->shingles : b->shingles;
  double share =
      less > 0 ? jaccard / (1 + jaccard) * ((double)a->shingles + b->shingles) / less
               : 0;
  return share > 1 ? 1 : share;
}

/* ---- clusters ---- */

typedef struct {
  uint64_t band;
  uint32_t index;
} banded;

static int by_band(const void *left, const void *right) {
  const banded *a = left, *b = right;
  if (a->band != b->band)
    return a->band < b->band ? -1 : 1;
  return a->index < b->index ? -1 : a->index > b->index;
}

static uint32_t root_of(uint32_t *clusters, uint32_t i) {
  while (clusters[i] != i)
    i = clusters[i] = clusters[clusters[i]];
  return i;
}

/* The smaller root stays, so that a root is its cluster's smallest index. */
static void join(uint32_t *clusters, uint32_t a, uint32_t b) {
  a = root_of(clusters, a);
  b = root_of(clusters, b);
  if (a < b)
    clusters[b] = a;
  else
    clusters[a] = b;
}

/* An excerpt's share is estimated well only where it is no small part of the whole. */
static bool alike(const gm_signature *a, const gm_signature *b, double jaccard,
                  double containment) {
  double less = a->shingles < b->shingles ? a->shingles : b->shingles;
  double more = a->shingles < b->shingles ? b->shingles : a->shingles;
  return gm_signature_jaccard(a, b) >= jaccard ||
         (less * 4 >= more && gm_signature_containment(a, b) >= containment);
}

typedef struct {
  const gm_signature *signatures;
  double jaccard, containment;
  uint32_t *clusters;
  banded *items;
  uint32_t *originals;
  uint32_t *next, *tail, *heads; /* lists of a run: see join_run */
} search;

#define NONE UINT32_MAX

static void free_search(search *s) {
  gm_free(s->items);
  gm_free(s->originals);
  gm_free(s->next);
  gm_free(s->tail);
  gm_free(s->heads);
}

/* Does the item belong to the list's cluster, or is it like one of its members? */
static bool belongs(const search *s, const banded *run, uint32_t head, uint32_t item) {
  uint32_t index = run[item].index;
  if (root_of(s->clusters, run[head].index) == root_of(s->clusters, index))
    return true;
  for (uint32_t at = head; at != NONE; at = s->next[at])
    if (alike(&s->signatures[run[at].index], &s->signatures[index], s->jaccard,
              s->containment))
      return true;
  return false;
}

/* Joins the pairs of a run of equal bands that are alike. The run's items so far lie in
 * lists, one a cluster; an item is compared with a list until it is like one of its
 * members, so that a thousand near-copies take a thousand comparisons. */
static void join_run(search *s, const banded *run, uint32_t count) {
  uint32_t head_count = 0;
  for (uint32_t i = 0; i < count; i++) {
    s->next[i] = NONE;
    s->tail[i] = i;
    for (uint32_t h = 0; h < head_count;) {
      uint32_t head = s->heads[h];
      if (!belongs(s, run, head, i)) {
        h++;
        continue;
      }
      join(s->clusters, run[head].index, run[i].index);
      s->next[s->tail[i]] = head;
      s->tail[i] = s->tail[head];
      s->heads[h] = s->heads[--head_count];
    }
    s->heads[head_count++] = i;
  }
}

/* Equal signatures first: of a thousand copies one goes on to be compared. */
static void join_equal(const gm_signature *signatures, banded *items, size_t count,
                       uint32_t *clusters) {
  for (uint32_t i = 0; i < count; i++) {
    gm_slice bytes = gm_slice_of((const char *)&signatures[i], sizeof *signatures);
    items[i] = (banded){gm_hash(bytes), i};
    clusters[i] = i;
  }
  qsort(items, count, sizeof *items, by_band);
  for (size_t i = 1, first = 0; i < count; i++) {
    const gm_signature *a = &signatures[items[first].index],
                       *b = &signatures[items[i].index];
    if (a->shingles && memcmp(a, b, sizeof *a) == 0)
      join(clusters, items[first].index, items[i].index);
    else
      first = i;
  }
}

static void join_band(search *s, size_t count, int band) {
  for (size_t i = 0; i < count; i++) {
    const uint32_t *place = &s->signatures[s->originals[i]].places[band * BAND];
    s->items[i] = (banded){(uint64_t)place[0] << 32 | place[1], s->originals[i]};
  }
  qsort(s->items, count, sizeof *s->items, by_band);
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && s->items[to].band == s->items[from].band; to++)
      continue;
    if (to - from > 1)
      join_run(s, s->items + from, (uint32_t)(to - from));
  }
}

gm_status gm_signature_cluster(const gm_signature *signatures, size_t count,
                               double jaccard, double containment, uint32_t *clusters,
                               gm_error *err) {
  search s = {signatures,
              jaccard,
              containment,
              clusters,
              gm_alloc(count * sizeof *s.items),
              gm_alloc(count * sizeof *s.originals),
              gm_alloc(count * sizeof *s.next),
              gm_alloc(count * sizeof *s.tail),
              gm_alloc(count * sizeof *s.heads)};
  if (!s.items || !s.originals || !s.next || !s.tail || !s.heads) {
    free_search(&s);
    return gm_nomem(err);
  }
  size_t originals = 0;
  join_equal(signatures, s.items, count, clusters);
  for (uint32_t i = 0; i < count; i++)
    if (clusters[i] == i && signatures[i].shingles)
      s.originals[originals++] = i;
  for (int band = 0; band < BANDS; band++)
    join_band(&s, originals, band);
  for (uint32_t i = 0; i < count; i++)
    clusters[i] = root_of(clusters, i);
  free_search(&s);
  return GM_OK;
}
