/* Packing: the kinds of a document's tokens, found through its types. */
#include "store/parcel.h"
#include "base/memory.h"
#include "store/parcel_kinds.h"

typedef struct {
  uint64_t key;        /* gap, flags and, with EXACT, its length beside */
  uint32_t type, next; /* next: another kind of the same type; NONE */
  uint32_t length, frequency;
  uint32_t form; /* of a type's first kind: its place among the forms; NONE: not yet */
} packed_kind;

typedef struct {
  uint32_t head;       /* the type's first kind */
  uint32_t told, size; /* the form's number and bytes, where told > packer.told_before */
} packed_type;

#define NONE UINT32_MAX
#define EXACT (1ULL << 63)

/* Invariants: 1. types[t].head is the first kind of type t where it is below `count` and
 * that kind has the type t; otherwise the type has not been met. 2. Forms are told with
 * numbers that only grow, from told_before + 1; those up to told_sent have been fetched. */
struct gm_packer {
  packed_type *types;
  uint32_t *numbers, *order, *rank;
  uint32_t *firsts; /* by form: the first kind of its type */
  packed_kind *kinds;
  uint32_t count;
  bool tells;
  uint32_t told_before, told_sent, told_last;
  gm_buffer lengths, forms; /* of those told and not yet fetched */
  size_t form_bytes; /* of all types met, where they go into the parcel */
  size_t type_count, type_room, number_room, kind_room, order_room, rank_room,
      first_room;
};

gm_status gm_packer_new(gm_packer **out, gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  return *out ? GM_OK : gm_nomem(err);
}

void gm_packer_free(gm_packer *packer) {
  if (!packer)
    return;
  gm_free(packer->types);
  gm_free(packer->numbers);
  gm_free(packer->order);
  gm_free(packer->rank);
  gm_free(packer->firsts);
  gm_free(packer->kinds);
  gm_buffer_free(&packer->lengths);
  gm_buffer_free(&packer->forms);
  gm_free(packer);
}

void gm_packer_tell(gm_packer *packer) {
  packer->tells = true;
  packer->told_before = packer->told_sent = packer->told_last;
  gm_buffer_clear(&packer->lengths);
  gm_buffer_clear(&packer->forms);
}

void gm_packer_told(gm_packer *packer, gm_buffer *out) {
  if (packer->told_last == packer->told_sent)
    return;
  gm_buffer_add_varint(out, packer->told_sent - packer->told_before);
  gm_buffer_add_varint(out, packer->told_last - packer->told_sent);
  gm_buffer_add(out, packer->lengths.data, packer->lengths.size);
  gm_buffer_add(out, packer->forms.data, packer->forms.size);
  packer->told_sent = packer->told_last;
  gm_buffer_clear(&packer->lengths);
  gm_buffer_clear(&packer->forms);
}

static bool make_room(gm_packer *packer, size_t types, size_t tokens) {
  if (!gm_grow((void **)&packer->types, &packer->type_room, types,
               sizeof *packer->types) ||
      !gm_grow((void **)&packer->numbers, &packer->number_room, tokens,
               sizeof *packer->numbers))
    return false;
  if (packer->type_count < types)
    memset(packer->types + packer->type_count, 0,
           (types - packer->type_count) * sizeof *packer->types);
  packer->type_count = types > packer->type_count ? types : packer->type_count;
  return true;
}

/* How long a type's form is; it is told of at its first sight. */
static uint32_t size_of(gm_packer *packer, const gm_lexicon *lexicon, uint32_t type) {
  packed_type *known = &packer->types[type];
  if (packer->tells && known->told > packer->told_before)
    return known->size;
  gm_slice form = gm_lexicon_form(lexicon, type);
  if (!packer->tells)
    return (uint32_t)form.size;
  known->told = ++packer->told_last;
  known->size = (uint32_t)form.size;
  gm_buffer_add_varint(&packer->lengths, form.size);
  gm_buffer_add(&packer->forms, form.data, form.size);
  return known->size;
}

/* Adds a kind behind kind `last` of its type (NONE: it is the first). NONE where there
 * is no memory. */
static uint32_t add_kind(gm_packer *packer, const gm_lexicon *lexicon, uint32_t type,
                         uint64_t key, uint32_t length, uint32_t last) {
  if (!gm_grow((void **)&packer->kinds, &packer->kind_room, (size_t)packer->count + 1,
               sizeof *packer->kinds))
    return NONE;
  packed_kind *kind = &packer->kinds[packer->count];
  *kind = (packed_kind){key, type, NONE, length, 0, NONE};
  if (last == NONE)
    packer->types[type].head = packer->count;
  else
    packer->kinds[last].next = packer->count;
  uint32_t size = size_of(packer, lexicon, type);
  if (last == NONE)
    packer->form_bytes += size;
  if (!(key & EXACT))
    kind->length = size;
  return packer->count++;
}

/* The kind of a token, looked for from its type's first. */
static uint32_t kind_of(gm_packer *packer, const gm_lexicon *lexicon, uint32_t type,
                        uint64_t key, uint32_t length) {
  uint32_t at = packer->types[type].head, last = NONE;
  if (at >= packer->count || packer->kinds[at].type != type)
    at = NONE;
  for (; at != NONE; last = at, at = packer->kinds[at].next)
    if (packer->kinds[at].key == key &&
        (!(key & EXACT) || packer->kinds[at].length == length))
      return at;
  return add_kind(packer, lexicon, type, key, length, last);
}

/* Is the token's length not its form's? See text/tokens.c. */
static bool is_exact(const gm_tokens *tokens, const gm_lexicon *lexicon, uint32_t index,
                     uint32_t *length) {
  if (!tokens->given && !(tokens->flags[index] & GM_TOKEN_JOINED))
    return false;
  *length = gm_token_end(tokens, index) - gm_token_begin(tokens, index);
  return *length != gm_lexicon_form(lexicon, tokens->type[index]).size;
}

enum { AHEAD = 24 };

static bool find_kinds(gm_packer *packer, const gm_tokens *tokens,
                       const gm_lexicon *lexicon) {
  uint32_t begin = tokens->count ? gm_token_begin(tokens, 0) : 0, before = 0;
  packer->count = 0;
  packer->form_bytes = 0;
  for (uint32_t i = 0; i < tokens->count; i++) {
    if (i + AHEAD < tokens->count) /* rare types are in no near cache */
      __builtin_prefetch(&packer->types[tokens->type[i + AHEAD]]);
    uint32_t type = tokens->type[i], at = packer->types[type].head, length = 0;
    uint64_t key = (uint64_t)tokens->flags[i] << 32 | (begin - before);
    if (is_exact(tokens, lexicon, i, &length))
      key |= EXACT;
    if (at >= packer->count || packer->kinds[at].type != type ||
        packer->kinds[at].key != key || key & EXACT)
      at = kind_of(packer, lexicon, type, key, length);
    if (at == NONE)
      return false;
    packer->kinds[at].frequency++;
    packer->numbers[i] = at;
    before = begin + packer->kinds[at].length;
    if (i + 1 < tokens->count)
      begin = tokens->step[i] < 255 ? begin + tokens->step[i]
                                    : gm_token_begin(tokens, i + 1);
  }
  return true;
}

/* Sorts the kinds by frequency: order[rank] is a kind, rank[kind] its place. Beyond
 * a frequency of BUCKETS it makes no difference which one is first. */
static bool rank_kinds(gm_packer *packer) {
  enum { BUCKETS = 256 };
  uint32_t starts[BUCKETS + 1] = {0};
  if (!gm_grow((void **)&packer->order, &packer->order_room, packer->count,
               sizeof *packer->order) ||
      !gm_grow((void **)&packer->firsts, &packer->first_room, packer->count,
               sizeof *packer->firsts) ||
      !gm_grow((void **)&packer->rank, &packer->rank_room, packer->count,
               sizeof *packer->rank))
    return false;
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < packer->count; i++) {
      uint32_t often = packer->kinds[i].frequency;
      uint32_t bucket = often < BUCKETS ? BUCKETS - 1 - often : 0;
      if (pass == 0) {
        starts[bucket + 1]++;
      } else {
        packer->rank[i] = starts[bucket];
        packer->order[starts[bucket]++] = i;
      }
    }
    for (int b = 1; pass == 0 && b <= BUCKETS; b++)
      starts[b] += starts[b - 1];
  }
  return true;
}

/* Forms are in the order of each type's first kind by rank, which `form` notes. */
static uint32_t number_forms(gm_packer *packer) {
  uint32_t forms = 0;
  for (uint32_t rank = 0; rank < packer->count; rank++) {
    uint32_t type = packer->kinds[packer->order[rank]].type;
    packed_kind *first = &packer->kinds[packer->types[type].head];
    if (first->form == NONE) {
      first->form = forms;
      packer->firsts[forms++] = packer->types[type].head;
    }
  }
  return forms;
}

static void put_told(gm_packer *packer, uint32_t forms, gm_buffer *out) {
  unsigned char *at = open_room(out, 20 + (size_t)forms * 5);
  if (!at)
    return;
  at = put_leb(at, (uint64_t)forms << 1 | 1);
  for (uint32_t i = 0; i < forms; i++) {
    uint32_t type = packer->kinds[packer->firsts[i]].type;
    at = put_leb(at, packer->types[type].told - packer->told_before - 1);
  }
  close_room(out, at);
}

/* Their lengths, then their bytes. */
static void put_forms(gm_packer *packer, const gm_lexicon *lexicon, uint32_t forms,
                      gm_buffer *out) {
  unsigned char *at = open_room(out, 20 + (size_t)forms * 5 + packer->form_bytes);
  if (!at)
    return;
  at = put_leb(at, (uint64_t)forms << 1);
  at = put_leb(at, packer->form_bytes);
  for (uint32_t i = 0; i < forms; i++)
    at = put_leb(at,
                 gm_lexicon_form(lexicon, packer->kinds[packer->firsts[i]].type).size);
  for (uint32_t i = 0; i < forms; i++) {
    gm_slice form = gm_lexicon_form(lexicon, packer->kinds[packer->firsts[i]].type);
    memcpy(at, form.data, form.size);
    at += form.size;
  }
  close_room(out, at);
}

static void put_kinds(gm_packer *packer, gm_buffer *out) {
  unsigned char *at = open_room(out, (size_t)packer->count * MOST_OF_KIND);
  for (uint32_t rank = 0; at && rank < packer->count; rank++) {
    const packed_kind *kind = &packer->kinds[packer->order[rank]];
    at = put_kind(at, packer->kinds[packer->types[kind->type].head].form,
                  (uint32_t)kind->key, (uint16_t)(kind->key >> 32),
                  kind->key & EXACT ? (uint64_t)kind->length + 1 : 0);
  }
  if (at)
    close_room(out, at);
}

static unsigned char *put_number(unsigned char *at, uint32_t number) {
  if (number < SINGLE) {
    *at++ = (unsigned char)number;
  } else if (number < SINGLE + 256 * DOUBLE) {
    *at++ = (unsigned char)(SINGLE + ((number - SINGLE) >> 8));
    *at++ = (unsigned char)(number - SINGLE);
  } else {
    *at++ = LONG;
    at = put_leb(at, number);
  }
  return at;
}

static void put_stream(gm_packer *packer, uint32_t count, gm_buffer *out) {
  enum { TOGETHER = 4096 };
  for (uint32_t from = 0; from < count; from += TOGETHER) {
    unsigned char *at = open_room(out, TOGETHER * MOST_OF_NUMBER);
    if (!at)
      return;
    for (uint32_t i = from; i < count && i < from + TOGETHER; i++)
      at = put_number(at, packer->rank[packer->numbers[i]]);
    close_room(out, at);
  }
}

gm_status gm_packer_pack(gm_packer *packer, const gm_tokens *tokens,
                         const gm_lexicon *lexicon, gm_buffer *out, gm_error *err) {
  if (!make_room(packer, (size_t)gm_lexicon_count(lexicon) + 1, tokens->count) ||
      !find_kinds(packer, tokens, lexicon) || !rank_kinds(packer))
    return gm_nomem(err);
  uint32_t forms = number_forms(packer);
  if (packer->tells)
    put_told(packer, forms, out);
  else
    put_forms(packer, lexicon, forms, out);
  gm_buffer_add_varint(out, packer->count);
  gm_buffer_add_varint(out, tokens->count);
  put_kinds(packer, out);
  put_stream(packer, tokens->count, out);
  bool kept = out->status == GM_OK && packer->lengths.status == GM_OK &&
              packer->forms.status == GM_OK;
  return kept ? GM_OK : gm_nomem(err);
}
