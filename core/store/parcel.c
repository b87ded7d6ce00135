/* Bytes: [parcels: how many forms, their bytes in all, each one's length, the forms]
 * how many kinds, how many tokens; the kinds; the tokens.
 *
 * A kind is a LEB128 number, 8 * type + shape, and for shape 0 its gap, its flags and 1
 * + its length (0: its form's). A token is its kind's number: one byte below SINGLE,
 * two below SINGLE + 256 * DOUBLE, otherwise the byte LONG and a LEB128 number. Kinds
 * are numbered by frequency, so most tokens take one byte. */
#include "store/parcel.h"
#include "base/memory.h"

enum { SINGLE = 192, DOUBLE = 63, LONG = 255 };

/* What most tokens look like: gap and flags. 0 stands for everything else. */
static const struct {
  uint32_t gap;
  uint16_t flags;
} shapes[8] = {
    {0, UINT16_MAX},
    {1, GM_TOKEN_SPACE},
    {0, 0},
    {1, GM_TOKEN_SPACE | GM_TOKEN_SENTENCE},
    {1, GM_TOKEN_SPACE | GM_TOKEN_LINE},
    {1, GM_TOKEN_SPACE | GM_TOKEN_LINE | GM_TOKEN_SENTENCE},
    {2, GM_TOKEN_SPACE | GM_TOKEN_LINE | GM_TOKEN_PARAGRAPH | GM_TOKEN_SENTENCE},
    {0, GM_TOKEN_SENTENCE},
};

static unsigned shape_of(uint32_t gap, uint16_t flags) {
  for (unsigned shape = 1; shape < 8; shape++)
    if (shapes[shape].gap == gap && shapes[shape].flags == flags)
      return shape;
  return 0;
}

static inline unsigned char *put_leb(unsigned char *at, uint64_t value) {
  for (; value > 0x7F; value >>= 7)
    *at++ = (unsigned char)(value | 0x80);
  *at++ = (unsigned char)value;
  return at;
}

enum { MOST_OF_KIND = 5 + 5 + 3 + 5, MOST_OF_NUMBER = 6 }; /* bytes */

static unsigned char *put_kind(unsigned char *at, const gm_token_kind *kind,
                               uint32_t type) {
  unsigned shape = kind->exact ? 0 : shape_of(kind->gap, kind->flags);
  at = put_leb(at, (uint64_t)type << 3 | shape);
  if (shape)
    return at;
  at = put_leb(at, kind->gap);
  at = put_leb(at, kind->flags);
  return put_leb(at, kind->exact ? (uint64_t)kind->length + 1 : 0);
}

/* ---- packing ---- */

typedef struct {
  uint64_t key;        /* gap, flags and, with EXACT, its length beside */
  uint32_t type, next; /* next: another kind of the same type; NONE */
  uint32_t length, frequency;
  uint32_t form;  /* of a type's first kind: its place among the forms; NONE: not yet */
  gm_slice bytes; /* of the form */
} packed_kind;

#define NONE UINT32_MAX
#define EXACT (1ULL << 63)

/* Invariant: heads[t] is the first kind of type t where it is below `count` and
 * kinds[heads[t]] has the type t; otherwise the type has not been met. */
struct gm_packer {
  uint32_t *heads, *numbers, *order, *rank;
  uint32_t *firsts; /* by form: the first kind of its type */
  packed_kind *kinds;
  uint32_t count;
  size_t form_bytes; /* of all types met */
  size_t head_count, head_room, number_room, kind_room, order_room, rank_room,
      first_room;
};

gm_status gm_packer_new(gm_packer **out, gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  return *out ? GM_OK : gm_nomem(err);
}

void gm_packer_free(gm_packer *packer) {
  if (!packer)
    return;
  gm_free(packer->heads);
  gm_free(packer->numbers);
  gm_free(packer->order);
  gm_free(packer->rank);
  gm_free(packer->firsts);
  gm_free(packer->kinds);
  gm_free(packer);
}

static bool make_room(gm_packer *packer, size_t types, size_t tokens) {
  if (!gm_grow((void **)&packer->heads, &packer->head_room, types,
               sizeof *packer->heads) ||
      !gm_grow((void **)&packer->numbers, &packer->number_room, tokens,
               sizeof *packer->numbers))
    return false;
  if (packer->head_count < types)
    memset(packer->heads + packer->head_count, 0,
           (types - packer->head_count) * sizeof *packer->heads);
  packer->head_count = types > packer->head_count ? types : packer->head_count;
  return true;
}

/* Adds a kind behind kind `last` of its type (NONE: it is the first). NONE where there
 * is no memory. */
static uint32_t add_kind(gm_packer *packer, const gm_lexicon *lexicon, uint32_t type,
                         uint64_t key, uint32_t length, uint32_t last) {
  if (!gm_grow((void **)&packer->kinds, &packer->kind_room, (size_t)packer->count + 1,
               sizeof *packer->kinds))
    return NONE;
  packed_kind *kind = &packer->kinds[packer->count];
  *kind = (packed_kind){key, type, NONE, length, 0, NONE, {0}};
  if (last == NONE) {
    kind->bytes = gm_lexicon_form(lexicon, type);
    packer->form_bytes += kind->bytes.size;
    packer->heads[type] = packer->count;
  } else {
    kind->bytes = packer->kinds[packer->heads[type]].bytes;
    packer->kinds[last].next = packer->count;
  }
  if (!(key & EXACT))
    kind->length = (uint32_t)kind->bytes.size;
  return packer->count++;
}

/* The kind of a token, looked for from its type's first. */
static uint32_t kind_of(gm_packer *packer, const gm_lexicon *lexicon, uint32_t type,
                        uint64_t key, uint32_t length) {
  uint32_t at = packer->heads[type], last = NONE;
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

static bool find_kinds(gm_packer *packer, const gm_tokens *tokens,
                       const gm_lexicon *lexicon) {
  uint32_t begin = tokens->count ? gm_token_begin(tokens, 0) : 0, before = 0;
  packer->count = 0;
  packer->form_bytes = 0;
  for (uint32_t i = 0; i < tokens->count; i++) {
    uint32_t type = tokens->type[i], at = packer->heads[type], length = 0;
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

/* Room for so many bytes behind what the buffer holds. */
static unsigned char *open_room(gm_buffer *out, size_t size) {
  return (unsigned char *)gm_buffer_reserve(out, size);
}

static void close_room(gm_buffer *out, const unsigned char *end) {
  out->size = (size_t)((const char *)end - out->data);
}

/* The forms: their lengths, then their bytes, in the order of each type's first kind by
 * rank, which `form` notes. */
static void put_forms(gm_packer *packer, gm_buffer *out) {
  uint32_t forms = 0;
  for (uint32_t rank = 0; rank < packer->count; rank++) {
    uint32_t type = packer->kinds[packer->order[rank]].type;
    packed_kind *first = &packer->kinds[packer->heads[type]];
    if (first->form == NONE) {
      first->form = forms;
      packer->firsts[forms++] = packer->heads[type];
    }
  }
  unsigned char *at = open_room(out, 20 + (size_t)forms * 5 + packer->form_bytes);
  if (!at)
    return;
  at = put_leb(at, forms);
  at = put_leb(at, packer->form_bytes);
  for (uint32_t i = 0; i < forms; i++)
    at = put_leb(at, packer->kinds[packer->firsts[i]].bytes.size);
  for (uint32_t i = 0; i < forms; i++) {
    gm_slice bytes = packer->kinds[packer->firsts[i]].bytes;
    memcpy(at, bytes.data, bytes.size);
    at += bytes.size;
  }
  close_room(out, at);
}

static void put_kinds(gm_packer *packer, gm_buffer *out) {
  unsigned char *at = open_room(out, (size_t)packer->count * MOST_OF_KIND);
  for (uint32_t rank = 0; at && rank < packer->count; rank++) {
    const packed_kind *packed = &packer->kinds[packer->order[rank]];
    gm_token_kind kind = {0, (uint32_t)packed->key, packed->length,
                          (uint16_t)(packed->key >> 32), packed->key >> 63};
    at = put_kind(at, &kind, packer->kinds[packer->heads[packed->type]].form);
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
  put_forms(packer, out);
  gm_buffer_add_varint(out, packer->count);
  gm_buffer_add_varint(out, tokens->count);
  put_kinds(packer, out);
  put_stream(packer, tokens->count, out);
  return out->status == GM_OK ? GM_OK : gm_nomem(err);
}

/* ---- reading ---- */

void gm_reading_free(gm_reading *reading) {
  gm_free(reading->kinds);
  gm_free(reading->frequency);
  gm_free(reading->number);
  gm_free(reading->begin);
  gm_free(reading->end);
  *reading = (gm_reading){0};
}

typedef struct {
  gm_slice bytes;
  size_t at;
  bool sound;
} cursor;

/* A number up to `most`; 0 and unsound where there is none. */
static inline uint32_t take(cursor *from, uint64_t most) {
  uint64_t value = 0;
  if (from->at < from->bytes.size && (unsigned char)from->bytes.data[from->at] < 0x80 &&
      most > 0x7F)
    return (unsigned char)from->bytes.data[from->at++];
  if (!from->sound || !gm_varint_read(from->bytes, &from->at, &value) || value > most) {
    from->sound = false;
    return 0;
  }
  return (uint32_t)value;
}

static size_t left(const cursor *from) {
  return from->bytes.size - from->at;
}

static gm_status read_forms(gm_reading *reading, cursor *from, gm_error *err) {
  uint32_t count = take(from, left(from)), size = take(from, left(from)), at = 0;
  if (!gm_grow((void **)&reading->begin, &reading->begin_room, count,
               sizeof *reading->begin) ||
      !gm_grow((void **)&reading->end, &reading->end_room, count, sizeof *reading->end))
    return gm_nomem(err);
  for (uint32_t i = 0; i < count && from->sound; i++) {
    reading->begin[i] = at;
    uint32_t length = take(from, size - at);
    if (!length)
      from->sound = false; /* no form is empty */
    reading->end[i] = at += length;
  }
  if (at != size || left(from) < size)
    from->sound = false;
  if (!from->sound)
    return GM_OK;
  reading->form_count = count;
  reading->forms = gm_slice_of(from->bytes.data + from->at, size);
  from->at += size;
  return GM_OK;
}

static void read_kind(gm_token_kind *kind, cursor *from, uint64_t types) {
  uint64_t head = 0;
  const unsigned char *at = (const unsigned char *)from->bytes.data + from->at;
  if (left(from) >= 3 && at[0] > 0x7F && at[1] > 0x7F && at[2] < 0x80) {
    head = (at[0] & 0x7Fu) | (at[1] & 0x7Fu) << 7 | (uint32_t)at[2] << 14;
    from->at += 3; /* most are so long */
  } else if (!gm_varint_read(from->bytes, &from->at, &head)) {
    from->sound = false;
  }
  if (head >> 3 >= types)
    from->sound = false;
  unsigned shape = head & 7;
  *kind = (gm_token_kind){(uint32_t)(head >> 3), shapes[shape].gap, 0,
                          shapes[shape].flags, false};
  if (shape)
    return;
  kind->gap = take(from, UINT32_MAX);
  kind->flags = (uint16_t)take(from, UINT16_MAX);
  uint32_t length = take(from, UINT32_MAX);
  kind->exact = length > 0;
  kind->length = length ? length - 1 : 0;
}

/* Numbers of all tokens, counted; false where one is unknown or the bytes end. */
static bool read_stream(gm_reading *reading) {
  const unsigned char *at = (const unsigned char *)reading->stream.data;
  const unsigned char *end = at + reading->stream.size;
  uint32_t kinds = reading->kind_count;
  for (uint32_t i = 0; i < reading->token_count; i++) {
    if (at == end)
      return false;
    uint32_t number = *at++;
    if (number >= SINGLE) {
      if (at == end)
        return false;
      if (number < LONG) {
        number = SINGLE + ((number - SINGLE) << 8) + *at++;
      } else {
        unsigned shift = 0;
        for (number = 0; at < end && shift < 32; shift += 7) {
          number |= (uint32_t)(*at & 0x7F) << shift;
          if (!(*at++ & 0x80))
            break;
        }
      }
    }
    if (number >= kinds)
      return false;
    reading->number[i] = number;
    reading->frequency[number]++;
  }
  return at == end;
}

static gm_status damaged(gm_error *err) {
  return gm_fail(err, GM_CORRUPT, "the tokens of a document are damaged");
}

static gm_status read_kinds(gm_reading *reading, cursor *from, uint64_t types,
                            gm_error *err) {
  uint32_t kinds = take(from, left(from)), tokens = take(from, left(from));
  if (!from->sound)
    return damaged(err);
  if (!gm_grow((void **)&reading->kinds, &reading->kind_room, kinds,
               sizeof *reading->kinds))
    return gm_nomem(err);
  for (uint32_t i = 0; i < kinds && from->sound; i++)
    read_kind(&reading->kinds[i], from, types);
  if (!from->sound)
    return damaged(err);
  reading->kind_count = kinds;
  reading->token_count = tokens;
  reading->stream = gm_slice_of(from->bytes.data + from->at, left(from));
  return GM_OK;
}

static gm_status read_body(gm_reading *reading, cursor *from, uint64_t types,
                           gm_error *err) {
  gm_status status = read_kinds(reading, from, types, err);
  if (status != GM_OK)
    return status;
  uint32_t kinds = reading->kind_count;
  if (!gm_grow((void **)&reading->frequency, &reading->frequency_room, kinds,
               sizeof *reading->frequency) ||
      !gm_grow((void **)&reading->number, &reading->number_room, reading->token_count,
               sizeof *reading->number))
    return gm_nomem(err);
  if (kinds)
    memset(reading->frequency, 0, kinds * sizeof *reading->frequency);
  if (!read_stream(reading))
    return damaged(err);
  reading->sentence_count = 0;
  for (uint32_t i = 0; i < kinds; i++)
    if (reading->kinds[i].flags & GM_TOKEN_SENTENCE)
      reading->sentence_count += reading->frequency[i];
  return GM_OK;
}

gm_status gm_reading_parcel(gm_reading *reading, gm_slice bytes, gm_error *err) {
  cursor from = {bytes, 0, true};
  reading->form_count = 0;
  gm_status status = read_forms(reading, &from, err);
  return status == GM_OK ? read_body(reading, &from, reading->form_count, err) : status;
}

gm_status gm_reading_blob(gm_reading *reading, gm_slice bytes, gm_error *err) {
  cursor from = {bytes, 0, true};
  reading->form_count = 0;
  return read_body(reading, &from, (uint64_t)UINT32_MAX + 1, err);
}

gm_status gm_reading_kinds(gm_reading *reading, gm_slice bytes, gm_error *err) {
  cursor from = {bytes, 0, true};
  reading->form_count = 0;
  return read_kinds(reading, &from, (uint64_t)UINT32_MAX + 1, err);
}

gm_status gm_reading_spread(const gm_reading *reading, const uint32_t *of_kind,
                            uint32_t *out, gm_error *err) {
  const unsigned char *at = (const unsigned char *)reading->stream.data;
  const unsigned char *end = at + reading->stream.size;
  uint32_t kinds = reading->kind_count, i = 0;
  uint32_t often = kinds < SINGLE ? kinds : SINGLE; /* kinds that take one byte */
  while (i < reading->token_count && at < end) {
    uint32_t number = *at++;
    if (number < often) {
      out[i++] = of_kind[number];
      continue;
    }
    if (number >= SINGLE) {
      if (at == end)
        return damaged(err);
      if (number < LONG) {
        number = SINGLE + ((number - SINGLE) << 8) + *at++;
      } else {
        unsigned shift = 0;
        for (number = 0; at < end && shift < 32; shift += 7) {
          number |= (uint32_t)(*at & 0x7F) << shift;
          if (!(*at++ & 0x80))
            break;
        }
      }
    }
    if (number >= kinds)
      return damaged(err);
    out[i++] = of_kind[number];
  }
  return i == reading->token_count && at == end ? GM_OK : damaged(err);
}

void gm_reading_store(const gm_reading *parcel, const uint32_t *types, gm_buffer *out) {
  unsigned char *at = open_room(out, 20 + (size_t)parcel->kind_count * MOST_OF_KIND +
                                         parcel->stream.size);
  if (!at)
    return;
  at = put_leb(at, parcel->kind_count);
  at = put_leb(at, parcel->token_count);
  for (uint32_t i = 0; i < parcel->kind_count; i++)
    at = put_kind(at, &parcel->kinds[i], types[parcel->kinds[i].type]);
  if (parcel->stream.size)
    memcpy(at, parcel->stream.data, parcel->stream.size);
  close_room(out, at + parcel->stream.size);
}
