/* Clusters of copies and revisions, in three steps, none of which compares all with all.
 *
 * 1. Equal signatures are joined.
 * 2. Copies: texts whose lists have two neighbouring hashes in common (a band, as in
 *    locality-sensitive hashing) are compared; half of all shingles in common joins.
 * 3. Revisions: of each cluster one text goes on. How many of them have a hash is
 *    counted in a table; what more than COMMON have is a turn of phrase and says
 *    nothing. Texts that share two or more of their INDEXED smallest rare hashes are
 *    compared by their rare hashes. So a text meets INDEXED × COMMON others at most,
 *    however many there are. */
#include "base/map.h"
#include "base/memory.h"
#include "load/signature.h"
#include <stdlib.h>

enum {
  BANDS = 24,   /* pairs of neighbours that are asked for copies */
  INDEXED = 48, /* hashes that are asked for revisions */
  COMMON = 16,  /* texts beyond which a shingle is common */
  EVIDENCE = 8, /* shingles that two revisions have in common at least */
  RATIO = 4,    /* of the lengths of two texts, at most */
};
#define COPY 0.5
#define NONE UINT32_MAX

typedef struct {
  uint64_t key;
  uint32_t index;
} keyed;

typedef struct {
  const gm_signature *signatures;
  double share;
  uint32_t *clusters;
  keyed *items;
  size_t count;                  /* of items */
  uint32_t *next, *tail, *heads; /* lists of a run: see join_run */
  uint8_t *seen;                 /* how many texts have a hash; or a text's neighbours */
  size_t seen_mask;
} search;

static int by_key(const void *left, const void *right) {
  const keyed *a = left, *b = right;
  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;
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

static bool comparable(const gm_signature *a, const gm_signature *b) {
  double less = a->shingles < b->shingles ? a->shingles : b->shingles;
  double more = a->shingles < b->shingles ? b->shingles : a->shingles;
  return less * RATIO >= more;
}

/* ---- copies ---- */

static bool is_copy(const gm_signature *a, const gm_signature *b) {
  return comparable(a, b) && gm_signature_containment(a, b) >= COPY;
}

/* Does the item belong to the list's cluster, or is it like one of its members? */
static bool belongs(const search *s, const keyed *run, uint32_t head, uint32_t item) {
  uint32_t index = run[item].index;
  if (root_of(s->clusters, run[head].index) == root_of(s->clusters, index))
    return true;
  for (uint32_t at = head; at != NONE; at = s->next[at])
    if (is_copy(&s->signatures[run[at].index], &s->signatures[index]))
      return true;
  return false;
}

/* Joins the pairs of a run of equal keys that are copies. The run's items so far lie in
 * lists, one a cluster; an item is compared with a list until it is like one of its
 * members, so that a thousand near-copies take a thousand comparisons. */
static void join_run(search *s, const keyed *run, uint32_t count) {
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
static void join_equal(search *s, size_t count) {
  for (uint32_t i = 0; i < count; i++) {
    gm_slice bytes =
        gm_slice_of((const char *)&s->signatures[i], sizeof *s->signatures);
    s->items[i] = (keyed){gm_hash(bytes), i};
    s->clusters[i] = i;
  }
  qsort(s->items, count, sizeof *s->items, by_key);
  for (size_t i = 1, first = 0; i < count; i++) {
    const gm_signature *a = &s->signatures[s->items[first].index],
                       *b = &s->signatures[s->items[i].index];
    if (a->shingles && memcmp(a, b, sizeof *a) == 0)
      join(s->clusters, s->items[first].index, s->items[i].index);
    else
      first = i;
  }
}

/* One band: the n-th and the next hash of each text that is its cluster's first. */
static void join_band(search *s, size_t count, uint32_t band) {
  s->count = 0;
  for (uint32_t i = 0; i < count; i++) {
    const gm_signature *signature = &s->signatures[i];
    if (s->clusters[i] != i || !signature->shingles || band >= signature->count)
      continue;
    uint32_t next = band + 1 < signature->count ? signature->hashes[band + 1] : 0;
    s->items[s->count++] = (keyed){(uint64_t)signature->hashes[band] << 32 | next, i};
  }
  qsort(s->items, s->count, sizeof *s->items, by_key);
  for (size_t from = 0, to; from < s->count; from = to) {
    for (to = from + 1; to < s->count && s->items[to].key == s->items[from].key; to++)
      continue;
    if (to - from > 1)
      join_run(s, s->items + from, (uint32_t)(to - from));
  }
}

/* ---- revisions ---- */

static uint8_t *times_of(const search *s, uint32_t hash) {
  return &s->seen[(hash * 0x9e3779b97f4a7c15ULL >> 20) & s->seen_mask];
}

static bool is_rare(const search *s, uint32_t hash) {
  return *times_of(s, hash) <= COMMON;
}

static bool is_shared(const search *s, uint32_t hash) {
  return *times_of(s, hash) > 1 && is_rare(s, hash);
}

/* Counts in how many texts a hash is; collisions make a rare one common, which errs on
 * the side of not joining. */
static gm_status count_hashes(search *s, size_t count, gm_error *err) {
  size_t hashes = 0, room = 1 << 12;
  for (uint32_t i = 0; i < count; i++)
    hashes += s->clusters[i] == i ? s->signatures[i].count : 0;
  while (room < hashes * 4 && room < (size_t)1 << 28)
    room *= 2;
  s->seen = gm_calloc(room, 1);
  s->seen_mask = room - 1;
  if (!s->seen)
    return gm_nomem(err);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 0; s->clusters[i] == i && k < s->signatures[i].count; k++) {
      uint8_t *times = times_of(s, s->signatures[i].hashes[k]);
      *times += *times < UINT8_MAX;
    }
  return GM_OK;
}

/* Rare hashes of both below both limits: enough of them, and a good part of the
 * shorter text's. */
static bool is_revision(const search *s, const gm_signature *a, const gm_signature *b) {
  if (!comparable(a, b))
    return false;
  uint32_t x = a->count == GM_SIGNATURE_PLACES ? a->hashes[a->count - 1] : UINT32_MAX;
  uint32_t y = b->count == GM_SIGNATURE_PLACES ? b->hashes[b->count - 1] : UINT32_MAX;
  uint32_t limit = x < y ? x : y;
  unsigned in_a = 0, in_b = 0, both = 0;
  for (uint32_t i = 0, k = 0;;) {
    uint32_t left = i < a->count && a->hashes[i] <= limit ? a->hashes[i] : NONE;
    uint32_t right = k < b->count && b->hashes[k] <= limit ? b->hashes[k] : NONE;
    if (left == NONE && right == NONE)
      break;
    bool rare = is_rare(s, left < right ? left : right);
    both += rare && left == right;
    in_a += rare && left <= right;
    in_b += rare && right <= left;
    i += left <= right;
    k += right <= left;
  }
  unsigned less = in_a < in_b ? in_a : in_b;
  return both >= EVIDENCE && both >= s->share * less;
}

/* The texts that have a hash, for the smallest rare hashes of each; sorted. */
static gm_status index_rare(search *s, size_t count, gm_error *err) {
  size_t most = 0;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 0, taken = 0;
         s->clusters[i] == i && k < s->signatures[i].count && taken < INDEXED; k++)
      if (is_shared(s, s->signatures[i].hashes[k]))
        most++, taken++;
  gm_free(s->items);
  s->items = gm_alloc(most * sizeof *s->items);
  if (!s->items)
    return gm_nomem(err);
  s->count = 0;
  for (uint32_t i = 0; i < count; i++) {
    const gm_signature *signature = &s->signatures[i];
    if (s->clusters[i] != i)
      continue;
    for (uint32_t k = 0, taken = 0; k < signature->count && taken < INDEXED; k++)
      if (is_shared(s, signature->hashes[k])) {
        s->items[s->count++] = (keyed){signature->hashes[k], i};
        taken++;
      }
  }
  qsort(s->items, s->count, sizeof *s->items, by_key);
  return GM_OK;
}

/* Meets the texts after `i` that share a hash with it: s->next counts how often, s->tail
 * lists whom. */
static size_t neighbours(search *s, const uint32_t *places, size_t hashes, uint32_t i) {
  size_t met = 0;
  for (size_t h = 0; h < hashes; h++)
    for (size_t at = places[h] + 1; at < s->count; at++) {
      if (s->items[at].key != s->items[places[h]].key)
        break;
      uint32_t other = s->items[at].index;
      if (other != i && s->next[other]++ == 0)
        s->tail[met++] = other;
    }
  return met;
}

/* Where each text's postings are, text after text: by index, then by place. */
static gm_status revisions(search *s, size_t count, gm_error *err) {
  uint32_t *begins = gm_calloc(count + 2, sizeof *begins);
  uint32_t *places = gm_alloc((s->count + 1) * sizeof *places);
  if (!begins || !places) {
    gm_free(begins);
    gm_free(places);
    return gm_nomem(err);
  }
  for (size_t at = 0; at < s->count; at++)
    begins[s->items[at].index + 2]++;
  for (size_t i = 2; i < count + 2; i++)
    begins[i] += begins[i - 1];
  for (size_t at = 0; at < s->count; at++)
    places[begins[s->items[at].index + 1]++] = (uint32_t)at;
  memset(s->next, 0, count * sizeof *s->next);
  for (uint32_t i = 0; i < count; i++) {
    size_t met = neighbours(s, places + begins[i], begins[i + 1] - begins[i], i);
    for (size_t k = 0; k < met; k++) {
      uint32_t other = s->tail[k];
      bool enough = s->next[other] >= 2;
      s->next[other] = 0;
      if (enough && root_of(s->clusters, i) != root_of(s->clusters, other) &&
          is_revision(s, &s->signatures[i], &s->signatures[other]))
        join(s->clusters, i, other);
    }
  }
  gm_free(begins);
  gm_free(places);
  return GM_OK;
}

/* ---- all three ---- */

static gm_status run(search *s, size_t count, gm_error *err) {
  join_equal(s, count);
  for (uint32_t band = 0; band < BANDS; band++)
    join_band(s, count, band);
  for (uint32_t i = 0; i < count; i++)
    s->clusters[i] = root_of(s->clusters, i);
  gm_status status = count_hashes(s, count, err);
  if (status != GM_OK)
    return status;
  status = index_rare(s, count, err);
  if (status == GM_OK)
    status = revisions(s, count, err);
  for (uint32_t i = 0; i < count; i++)
    s->clusters[i] = root_of(s->clusters, i);
  return status;
}

gm_status gm_signature_cluster(const gm_signature *signatures, size_t count,
                               double share, uint32_t *clusters, gm_error *err) {
  search s = {.signatures = signatures,
              .share = share,
              .clusters = clusters,
              .items = gm_alloc(count * sizeof *s.items),
              .next = gm_alloc(count * sizeof *s.next),
              .tail = gm_alloc(count * sizeof *s.tail),
              .heads = gm_alloc(count * sizeof *s.heads)};
  gm_status status = GM_NOMEM;
  if (s.items && s.next && s.tail && s.heads)
    status = run(&s, count, err);
  else
    gm_nomem(err);
  gm_free(s.items);
  gm_free(s.next);
  gm_free(s.tail);
  gm_free(s.heads);
  gm_free(s.seen);
  return status;
}
