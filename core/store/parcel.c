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

static unsigned shape_of(const gm_token_kind *kind) {
  unsigned shape = 7;
  while (shape && (shapes[shape].gap != kind->gap || shapes[shape].flags != kind->flags))
    shape--;
  return kind->exact ? 0 : shape;
}

static void put_kind(gm_buffer *out, const gm_token_kind *kind, uint32_t type) {
  unsigned shape = shape_of(kind);
  gm_buffer_add_varint(out, (uint64_t)type << 3 | shape);
  if (shape)
    return;
  gm_buffer_add_varint(out, kind->gap);
  gm_buffer_add_varint(out, kind->flags);
  gm_buffer_add_varint(out, kind->exact ? (uint64_t)kind->length + 1 : 0);
}

/* ---- packing ---- */

typedef struct {
  gm_token_kind kind; /* its type is the lexicon's, its length there in any case */
  uint32_t form_size; /* of its type's form */
  uint32_t next;      /* another kind of the same type; NONE */
  uint32_t frequency;
  uint32_t form; /* of a type's first kind: its place among the forms; NONE: not yet */
} packed_kind;

/* Invariant: heads[t] is the first kind of type t where it is below `count` and
 * kinds[heads[t]] has the type t; otherwise the type has not been met. */
struct gm_packer {
  uint32_t *heads, *numbers, *order, *rank;
  packed_kind *kinds;
  uint32_t count;
  size_t head_count, head_room, number_room, kind_room, order_room, rank_room;
  gm_buffer lengths, forms, body;
};

#define NONE UINT32_MAX
#define OWN UINT32_MAX /* as long as its form */

typedef struct {
  gm_packer *packer;
  const gm_lexicon *lexicon;
} packer_walk;

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
  gm_free(packer->kinds);
  gm_buffer_free(&packer->lengths);
  gm_buffer_free(&packer->forms);
  gm_buffer_free(&packer->body);
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
static uint32_t add_kind(gm_packer *packer, const packed_kind *kind, uint32_t last) {
  if (!gm_grow((void **)&packer->kinds, &packer->kind_room, (size_t)packer->count + 1,
               sizeof *packer->kinds))
    return NONE;
  packer->kinds[packer->count] = *kind;
  if (last == NONE)
    packer->heads[kind->kind.type] = packer->count;
  else
    packer->kinds[last].next = packer->count;
  return packer->count++;
}

/* The kind of a token of `length` bytes, `at` being the first kind of its type. */
static uint32_t kind_of(packer_walk *walk, uint32_t at, uint32_t type, uint16_t flags,
                        uint32_t gap, uint32_t length) {
  gm_packer *packer = walk->packer;
  uint32_t form, last = NONE;
  if (at == NONE)
    form = (uint32_t)gm_lexicon_form(walk->lexicon, type).size;
  else
    form = packer->kinds[at].form_size;
  if (length == OWN)
    length = form;
  for (; at != NONE; last = at, at = packer->kinds[at].next) {
    const packed_kind *kind = &packer->kinds[at];
    if (kind->kind.flags == flags && kind->kind.gap == gap && kind->kind.length == length)
      return at;
  }
  packed_kind fresh = {{type, gap, length, flags, length != form}, form, NONE, 0, NONE};
  return add_kind(packer, &fresh, last);
}

/* Most tokens are as long as their form; see text/tokens.c. */
static uint32_t length_of(const gm_tokens *tokens, uint32_t index) {
  return tokens->given || tokens->flags[index] & GM_TOKEN_JOINED
             ? gm_token_end(tokens, index) - gm_token_begin(tokens, index)
             : OWN;
}

static bool find_kinds(gm_packer *packer, const gm_tokens *tokens,
                       const gm_lexicon *lexicon) {
  packer_walk walk = {packer, lexicon};
  uint32_t begin = tokens->count ? gm_token_begin(tokens, 0) : 0, before = 0;
  packer->count = 0;
  for (uint32_t i = 0; i < tokens->count; i++) {
    uint32_t type = tokens->type[i], at = packer->heads[type];
    if (at >= packer->count || packer->kinds[at].kind.type != type)
      at = NONE;
    uint32_t number = kind_of(&walk, at, type, tokens->flags[i], begin - before,
                              length_of(tokens, i));
    if (number == NONE)
      return false;
    packer->kinds[number].frequency++;
    packer->numbers[i] = number;
    before = begin + packer->kinds[number].kind.length;
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

/* The kinds and their forms, in order of rank. Gives how many forms. */
static uint32_t put_kinds(gm_packer *packer, const gm_lexicon *lexicon) {
  uint32_t forms = 0;
  for (uint32_t rank = 0; rank < packer->count; rank++) {
    const packed_kind *kind = &packer->kinds[packer->order[rank]];
    packed_kind *first = &packer->kinds[packer->heads[kind->kind.type]];
    if (first->form == NONE) {
      gm_slice form = gm_lexicon_form(lexicon, kind->kind.type);
      gm_buffer_add_varint(&packer->lengths, form.size);
      gm_buffer_add(&packer->forms, form.data, form.size);
      first->form = forms++;
    }
    put_kind(&packer->body, &kind->kind, first->form);
  }
  return forms;
}

static unsigned char *put_number(unsigned char *at, uint32_t number) {
  if (number < SINGLE) {
    *at++ = (unsigned char)number;
  } else if (number < SINGLE + 256 * DOUBLE) {
    *at++ = (unsigned char)(SINGLE + ((number - SINGLE) >> 8));
    *at++ = (unsigned char)(number - SINGLE);
  } else {
    for (*at++ = LONG; number > 0x7F; number >>= 7)
      *at++ = (unsigned char)(number | 0x80);
    *at++ = (unsigned char)number;
  }
  return at;
}

static void put_stream(gm_packer *packer, uint32_t count, gm_buffer *out) {
  enum { MOST = 6, TOGETHER = 4096 };
  for (uint32_t from = 0; from < count; from += TOGETHER) {
    char *room = gm_buffer_reserve(out, TOGETHER * MOST);
    if (!room)
      return;
    unsigned char *to = (unsigned char *)room;
    for (uint32_t i = from; i < count && i < from + TOGETHER; i++)
      to = put_number(to, packer->rank[packer->numbers[i]]);
    out->size += (size_t)((char *)to - room);
  }
}

gm_status gm_packer_pack(gm_packer *packer, const gm_tokens *tokens,
                         const gm_lexicon *lexicon, gm_buffer *out, gm_error *err) {
  gm_buffer_clear(&packer->lengths);
  gm_buffer_clear(&packer->forms);
  gm_buffer_clear(&packer->body);
  if (!make_room(packer, (size_t)gm_lexicon_count(lexicon) + 1, tokens->count) ||
      !find_kinds(packer, tokens, lexicon) || !rank_kinds(packer))
    return gm_nomem(err);
  uint32_t forms = put_kinds(packer, lexicon);
  gm_buffer_add_varint(out, forms);
  gm_buffer_add_varint(out, packer->forms.size);
  gm_buffer_add(out, packer->lengths.data, packer->lengths.size);
  gm_buffer_add(out, packer->forms.data, packer->forms.size);
  gm_buffer_add_varint(out, packer->count);
  gm_buffer_add_varint(out, tokens->count);
  gm_buffer_add(out, packer->body.data, packer->body.size);
  put_stream(packer, tokens->count, out);
  bool failed = packer->lengths.status != GM_OK || packer->forms.status != GM_OK ||
                packer->body.status != GM_OK || out->status != GM_OK;
  return failed ? gm_nomem(err) : GM_OK;
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
static uint32_t take(cursor *from, uint64_t most) {
  uint64_t value = 0;
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
  if (!gm_varint_read(from->bytes, &from->at, &head) || head >> 3 >= types)
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
  while (i < reading->token_count && at < end) {
    uint32_t number = *at++;
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
  gm_buffer_add_varint(out, parcel->kind_count);
  gm_buffer_add_varint(out, parcel->token_count);
  for (uint32_t i = 0; i < parcel->kind_count; i++)
    put_kind(out, &parcel->kinds[i], types[parcel->kinds[i].type]);
  gm_buffer_add(out, parcel->stream.data, parcel->stream.size);
}
