/* Tokens to classes: tokens that answer all atoms of a query alike are of one class.
 *
 * Atoms are tried once for each id (a form, a lemma, a tag), never for each token. */
#include "match/cql_parts.h"

enum { CACHE = 1024 };
#define KNOWN ((uint64_t)1 << GM_CQL_KNOWN)

static bool atom_passes(gm_cql *q, const gm_cql_atom *atom, gm_slice text) {
  return atom->holds ? gm_cql_feature_test(q, atom->pattern, text)
                     : gm_cql_pattern_test(q, atom->pattern, text);
}

static uint64_t mask_of(gm_cql *q, uint32_t attribute, uint32_t space, uint32_t id,
                        const gm_cql_source *source) {
  uint64_t mask = KNOWN;
  gm_slice text;
  for (uint32_t k = 0; source->text(source->context, attribute, space, id, k, &text);
       k++)
    for (size_t i = 0; i < q->atom_count; i++)
      if (q->atoms[i].attribute == attribute && !(mask >> i & 1) &&
          atom_passes(q, &q->atoms[i], text))
        mask |= (uint64_t)1 << i;
  return mask;
}

gm_cql_answer gm_cql_mask_value(const gm_cql *q, gm_cql_ref expression, uint64_t mask) {
  const gm_cql_expression_data *e = &q->expressions[expression - 1];
  gm_cql_answer a, b;
  switch (e->operation) {
  case GM_CQL_TRUE:
    return GM_CQL_YES;
  case GM_CQL_NOT:
    a = gm_cql_mask_value(q, (gm_cql_ref)e->a, mask);
    return a == GM_CQL_PERHAPS ? a : a == GM_CQL_NO ? GM_CQL_YES : GM_CQL_NO;
  case GM_CQL_AND:
    a = gm_cql_mask_value(q, (gm_cql_ref)e->a, mask);
    b = a == GM_CQL_NO ? a : gm_cql_mask_value(q, (gm_cql_ref)e->b, mask);
    return a == GM_CQL_NO || b == GM_CQL_NO ? GM_CQL_NO : a == GM_CQL_YES ? b : a;
  case GM_CQL_OR:
    a = gm_cql_mask_value(q, (gm_cql_ref)e->a, mask);
    b = a == GM_CQL_YES ? a : gm_cql_mask_value(q, (gm_cql_ref)e->b, mask);
    return a == GM_CQL_YES || b == GM_CQL_YES ? GM_CQL_YES : a == GM_CQL_NO ? b : a;
  default:
    if (!e->atom)
      return GM_CQL_PERHAPS;
    return mask >> (e->atom - 1) & 1 ? GM_CQL_YES : GM_CQL_NO;
  }
}

static gm_status new_class(gm_cql *q, uint64_t mask, gm_error *err) {
  size_t words = q->answer_words = (q->symbol_count + 63) / 64 + 1;
  if (!gm_grow((void **)&q->class_masks, &q->class_capacity, q->class_count + 1,
               sizeof mask) ||
      !gm_grow((void **)&q->answers, &q->answer_capacity, (q->class_count + 1) * words,
               sizeof mask))
    return gm_nomem(err);
  uint64_t *answers = &q->answers[q->class_count * words];
  memset(answers, 0, words * sizeof *answers);
  for (size_t i = 0; i < q->symbol_count; i++) {
    gm_cql_ref expression = q->symbols[i].expression;
    if (expression && gm_cql_mask_value(q, expression, mask) != GM_CQL_NO)
      answers[i / 64] |= (uint64_t)1 << (i % 64);
  }
  q->class_masks[q->class_count++] = mask;
  return GM_OK;
}

static gm_status class_of(gm_cql *q, uint64_t mask, uint32_t *out, gm_error *err) {
  gm_cql_mask *cached = &q->cache[(mask * 0x9E3779B97F4A7C15u) >> 54];
  if (cached->mask == mask) {
    *out = cached->class_id;
    return GM_OK;
  }
  uint32_t *slot;
  gm_status status =
      gm_map_put(q->class_of, gm_slice_of((const char *)&mask, sizeof mask),
                 (uint32_t)q->class_count, &slot, err);
  if (status == GM_OK && *slot == q->class_count)
    status = new_class(q, mask, err);
  if (status == GM_OK)
    *cached = (gm_cql_mask){mask, *out = *slot};
  return status;
}

/* The attributes that atoms ask for, as a list; gives their number. */
static size_t asked(const gm_cql *q, uint32_t list[GM_CQL_MOST_ATOMS]) {
  size_t count = 0;
  for (size_t i = 0; i < q->atom_count; i++) {
    size_t k = 0;
    while (k < count && list[k] != q->atoms[i].attribute)
      k++;
    if (k == count)
      list[count++] = q->atoms[i].attribute;
  }
  return count;
}

static gm_status reach(gm_cql_memo *memo, uint32_t id, gm_error *err) {
  size_t wanted = (size_t)id + 1;
  if (wanted <= memo->count)
    return GM_OK;
  if (!gm_grow((void **)&memo->masks, &memo->capacity, wanted, sizeof *memo->masks))
    return gm_nomem(err);
  memset(memo->masks + memo->count, 0,
         (memo->capacity - memo->count) * sizeof *memo->masks);
  memo->count = memo->capacity;
  return GM_OK;
}

static gm_status prepare(gm_cql *q, uint32_t tokens, gm_error *err) {
  size_t wanted = gm_cql_attribute_count(q) * (size_t)GM_CQL_SPACES;
  if (!q->cache && !(q->cache = gm_calloc(CACHE, sizeof *q->cache)))
    return gm_nomem(err);
  if (q->memo_count < wanted) {
    q->memos = gm_calloc(wanted, sizeof *q->memos);
    if (!q->memos)
      return gm_nomem(err);
    q->memo_count = wanted;
  }
  if (!gm_grow((void **)&q->classes, &q->classes_capacity, tokens, sizeof *q->classes))
    return gm_nomem(err);
  return GM_OK;
}

/* The mask of an id, worked out where it is new. */
static gm_status look_up(gm_cql *q, uint32_t attribute, uint32_t space, uint32_t id,
                         const gm_cql_source *source, uint64_t *mask, gm_error *err) {
  gm_cql_memo *memo = &q->memos[attribute * GM_CQL_SPACES + space];
  if (id < memo->count && memo->masks[id]) {
    *mask |= memo->masks[id];
    return GM_OK;
  }
  if (memo->told)
    return GM_OK;
  gm_status status = reach(memo, id, err);
  if (status != GM_OK)
    return status;
  memo->masks[id] = mask_of(q, attribute, space, id, source);
  *mask |= memo->masks[id];
  return GM_OK;
}

static gm_status keep_class(gm_cql_memo *memo, uint32_t id, uint32_t class_id,
                            gm_error *err) {
  if (id >= memo->class_count) {
    if (!gm_grow((void **)&memo->classes, &memo->class_capacity, (size_t)id + 1,
                 sizeof *memo->classes))
      return gm_nomem(err);
    memset(memo->classes + memo->class_count, 0,
           (memo->class_capacity - memo->class_count) * sizeof *memo->classes);
    memo->class_count = memo->class_capacity;
  }
  memo->classes[id] = class_id + 1;
  return GM_OK;
}

/* The same class for all tokens of a kind. */
static gm_status classify_kinds(gm_cql *q, const gm_cql_kinds *kinds,
                                const gm_cql_source *source, gm_error *err) {
  uint32_t list[GM_CQL_MOST_ATOMS];
  size_t count = asked(q, list);
  if (!gm_grow((void **)&q->kind_classes, &q->kind_capacity, kinds->count,
               sizeof *q->kind_classes))
    return gm_nomem(err);
  gm_status status = GM_OK;
  gm_cql_memo *only = count == 1 ? &q->memos[list[0] * GM_CQL_SPACES] : NULL;
  for (uint32_t i = 0; i < kinds->count && status == GM_OK; i++) {
    uint32_t id = kinds->ids[i];
    if (only && id < only->class_count && only->classes[id]) {
      q->kind_classes[i] = only->classes[id] - 1;
      continue;
    }
    uint64_t mask = KNOWN;
    for (size_t k = 0; k < count && status == GM_OK; k++)
      status = look_up(q, list[k], 0, id, source, &mask, err);
    if (status == GM_OK)
      status = class_of(q, mask, &q->kind_classes[i], err);
    if (status == GM_OK && only)
      status = keep_class(only, id, q->kind_classes[i], err);
  }
  return status == GM_OK
             ? kinds->spread(kinds->context, q->kind_classes, q->classes, err)
             : status;
}

gm_status gm_cql_classify(gm_cql *q, const gm_cql_document *document,
                          const gm_cql_source *source, gm_error *err) {
  uint32_t list[GM_CQL_MOST_ATOMS];
  size_t count = asked(q, list);
  gm_status status = prepare(q, document->count, err);
  if (status == GM_OK && document->kinds)
    return classify_kinds(q, document->kinds, source, err);
  for (uint32_t i = 0; i < document->count && status == GM_OK; i++) {
    uint64_t mask = KNOWN;
    for (size_t k = 0; k < count && status == GM_OK; k++) {
      const gm_cql_column *column = &document->columns[list[k]];
      status = look_up(q, list[k], column->space, column->ids[i], source, &mask, err);
    }
    if (status == GM_OK)
      status = class_of(q, mask, &q->classes[i], err);
  }
  return status;
}

/* ---- known beforehand ---- */

bool gm_cql_is_direct(const gm_cql *q) {
  for (size_t i = 0; i < q->expression_count; i++) {
    const gm_cql_expression_data *e = &q->expressions[i];
    switch (e->operation) {
    case GM_CQL_MATCHES:
    case GM_CQL_HOLDS:
      if (!e->atom && q->expressions[e->a - 1].operation == GM_CQL_ATTRIBUTE)
        return false;
      break;
    case GM_CQL_EQUAL:
    case GM_CQL_UNEQUAL:
    case GM_CQL_LENGTH:
    case GM_CQL_COUNT:
    case GM_CQL_SIZE:
      return false;
    case GM_CQL_ATTRIBUTE:
      if (e->a != 0)
        return false;
      break;
    default:
      break;
    }
  }
  return true;
}

gm_status gm_cql_tell(gm_cql *q, uint32_t attribute, uint32_t id, const gm_slice *text,
                      gm_error *err) {
  gm_status status = prepare(q, 1, err);
  if (status != GM_OK)
    return status;
  gm_cql_memo *memo = &q->memos[attribute * GM_CQL_SPACES];
  memo->told = true;
  if (!text)
    return GM_OK;
  status = reach(memo, id, err);
  if (status != GM_OK)
    return status;
  memo->masks[id] = KNOWN;
  for (size_t i = 0; i < q->atom_count; i++)
    if (q->atoms[i].attribute == attribute && atom_passes(q, &q->atoms[i], *text))
      memo->masks[id] |= (uint64_t)1 << i;
  return GM_OK;
}

void gm_cql_plain_texts(const gm_cql *q, uint32_t attribute, gm_slice texts[63],
                        size_t *count) {
  *count = 0;
  for (size_t i = 0; i < q->atom_count; i++) {
    unsigned flags;
    if (q->atoms[i].attribute != attribute)
      continue;
    gm_slice text = gm_cql_pattern_text(q, q->atoms[i].pattern, &flags);
    if (!text.data || q->atoms[i].holds ||
        flags & (GM_CQL_ANY_CASE | GM_CQL_NO_MARKS)) {
      *count = 0;
      return;
    }
    texts[(*count)++] = text;
  }
}

gm_status gm_cql_id_matches(gm_cql *q, uint32_t attribute, uint32_t pattern,
                            uint32_t id, const gm_cql_source *source, bool *out,
                            gm_error *err) {
  uint64_t mask = 0;
  *out = false;
  gm_status status = q->memo_count ? GM_OK : prepare(q, 1, err);
  if (status == GM_OK)
    status = look_up(q, attribute, 0, id, source, &mask, err);
  for (size_t i = 0; i < q->atom_count; i++)
    if (q->atoms[i].attribute == attribute && q->atoms[i].pattern == pattern &&
        !q->atoms[i].holds)
      *out = mask >> i & 1;
  return status;
}
