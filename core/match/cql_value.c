/* What an expression says of a token and of the tokens that labels stand for.
 *
 * As in CQP: a comparison with a label that no token was given is false, whatever the
 * operator; as a position such a label is -1. */
#include "match/cql_parts.h"
#include "text/utf8.h"

typedef struct {
  enum { NOTHING, STRING, NUMBER } kind;
  gm_slice text;
  int64_t number;
  uint32_t attribute, space, id; /* of a STRING that is an attribute: ids decide */
  bool has_id;
} operand;

typedef struct {
  const gm_cql_scene *scene;
  uint32_t at;
  const uint32_t *labels;
} place;

/* The token that a label stands for; false: none. */
static bool token_of(const place *p, int64_t label, uint32_t *out) {
  *out = p->at;
  if (label == 0)
    return p->at < p->scene->document->count;
  if (!p->labels || !p->labels[label - 1])
    return false;
  *out = p->labels[label - 1] - 1;
  return true;
}

static operand attribute_of(const place *p, int64_t label, int64_t attribute) {
  const gm_cql_source *source = p->scene->source;
  uint32_t token;
  operand value = {.kind = NOTHING};
  if (!token_of(p, label, &token))
    return value;
  const gm_cql_column *column = &p->scene->document->columns[attribute];
  value.attribute = (uint32_t)attribute;
  value.space = column->space;
  value.id = column->ids[token];
  value.has_id = true;
  if (source->text(source->context, value.attribute, value.space, value.id, 0,
                   &value.text))
    value.kind = STRING;
  return value;
}

static operand value_of(const place *p, int64_t label, int64_t structure) {
  uint32_t token;
  operand value = {.kind = NOTHING};
  if (!token_of(p, label, &token))
    return value;
  const gm_cql_region *region =
      gm_cql_region_at(p->scene->document, (uint32_t)structure, token);
  if (region && region->value.data)
    value = (operand){.kind = STRING, .text = region->value};
  return value;
}

static operand number(int64_t value) {
  return (operand){.kind = NUMBER, .number = value};
}

static operand position_of(const place *p, int64_t label) {
  uint32_t token;
  return number(token_of(p, label, &token) ? (int64_t)(p->scene->document->base + token)
                                           : -1);
}

static operand distance_of(const place *p, int64_t a, int64_t b, bool apart) {
  int64_t distance = position_of(p, b).number - position_of(p, a).number;
  return number(apart && distance < 0 ? -distance : distance);
}

static operand count_of(const place *p, const operand *of) {
  const gm_cql_source *source = p->scene->source;
  if (!of->has_id || !source->frequency)
    return (operand){.kind = NOTHING};
  return number(
      (int64_t)source->frequency(source->context, of->attribute, of->space, of->id));
}

static operand evaluate(const place *p, int64_t expression) {
  const gm_cql_expression_data *e = &p->scene->query->expressions[expression - 1];
  operand a;
  switch (e->operation) {
  case GM_CQL_ATTRIBUTE:
    return attribute_of(p, e->a, e->b);
  case GM_CQL_VALUE:
    return value_of(p, e->a, e->b);
  case GM_CQL_POSITION:
    return position_of(p, e->a);
  case GM_CQL_NUMBER:
    return number(e->a);
  case GM_CQL_DISTANCE:
  case GM_CQL_APART:
    return distance_of(p, e->a, e->b, e->operation == GM_CQL_APART);
  case GM_CQL_LENGTH:
    a = evaluate(p, e->a);
    return a.kind == STRING ? number((int64_t)gm_utf8_count(a.text))
                            : (operand){.kind = NOTHING};
  case GM_CQL_SIZE:
    a = evaluate(p, e->a);
    return a.kind == STRING ? number(gm_cql_feature_count(a.text))
                            : (operand){.kind = NOTHING};
  case GM_CQL_COUNT:
    a = evaluate(p, e->a);
    return count_of(p, &a);
  default:
    return number(gm_cql_holds(p->scene, (gm_cql_ref)expression, p->at, p->labels));
  }
}

static bool same(const operand *a, const operand *b) {
  if (a->kind == NUMBER)
    return a->number == b->number;
  if (a->has_id && b->has_id && a->attribute == b->attribute && a->space == b->space &&
      a->id == b->id)
    return true;
  return gm_slice_equal(a->text, b->text);
}

static bool compares(const place *p, const gm_cql_expression_data *e) {
  operand a = evaluate(p, e->a), b = evaluate(p, e->b);
  if (a.kind == NOTHING || a.kind != b.kind)
    return false;
  switch (e->operation) {
  case GM_CQL_EQUAL:
    return same(&a, &b);
  case GM_CQL_UNEQUAL:
    return !same(&a, &b);
  case GM_CQL_LESS:
    return a.kind == NUMBER && a.number < b.number;
  default:
    return a.kind == NUMBER && a.number <= b.number;
  }
}

static bool matches(const place *p, const gm_cql_expression_data *e) {
  const gm_cql_scene *scene = p->scene;
  if (e->atom && p->at < scene->document->count) /* known by the token's class */
    return scene->query->class_masks[scene->classes[p->at]] >> (e->atom - 1) & 1;
  operand a = evaluate(p, e->a);
  if (a.kind != STRING)
    return false;
  gm_slice text = a.text;
  for (uint32_t k = 1;; k++) {
    if (e->operation == GM_CQL_HOLDS
            ? gm_cql_feature_test(scene->query, (uint32_t)e->b, text)
            : gm_cql_pattern_test(scene->query, (uint32_t)e->b, text))
      return true;
    if (!a.has_id || !scene->source->text(scene->source->context, a.attribute, a.space,
                                          a.id, k, &text))
      return false;
  }
}

static bool edge(const place *p, const gm_cql_expression_data *e) {
  uint32_t token;
  if (!token_of(p, e->a, &token))
    return false;
  const gm_cql_region *region =
      gm_cql_region_at(p->scene->document, (uint32_t)e->b, token);
  return region &&
         (e->operation == GM_CQL_INSIDE ||
          token == (e->operation == GM_CQL_STARTS ? region->begin : region->end));
}

bool gm_cql_holds(const gm_cql_scene *scene, gm_cql_ref expression, uint32_t at,
                  const uint32_t *labels) {
  const gm_cql_expression_data *e = &scene->query->expressions[expression - 1];
  place p = {scene, at, labels};
  operand value;
  uint32_t token;
  switch (e->operation) {
  case GM_CQL_TRUE:
    return true;
  case GM_CQL_NOT:
    return !gm_cql_holds(scene, (gm_cql_ref)e->a, at, labels);
  case GM_CQL_AND:
    return gm_cql_holds(scene, (gm_cql_ref)e->a, at, labels) &&
           gm_cql_holds(scene, (gm_cql_ref)e->b, at, labels);
  case GM_CQL_OR:
    return gm_cql_holds(scene, (gm_cql_ref)e->a, at, labels) ||
           gm_cql_holds(scene, (gm_cql_ref)e->b, at, labels);
  case GM_CQL_MATCHES:
  case GM_CQL_HOLDS:
    return matches(&p, e);
  case GM_CQL_EQUAL:
  case GM_CQL_UNEQUAL:
  case GM_CQL_LESS:
  case GM_CQL_AT_MOST:
    return compares(&p, e);
  case GM_CQL_DEFINED:
    return token_of(&p, e->a, &token);
  case GM_CQL_INSIDE:
  case GM_CQL_STARTS:
  case GM_CQL_ENDS:
    return edge(&p, e);
  default:
    value = evaluate(&p, expression);
    return value.kind == STRING || (value.kind == NUMBER && value.number != 0);
  }
}
