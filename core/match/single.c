/* Writes a tree of both, either and except over atoms in postfix form; alternatives of
 * atoms alone in ascending order, so that equal ones become one test. */
#include "match/single.h"
#include <stdlib.h>

typedef struct {
  const gm_node_data *nodes;
  uint32_t *items;
  size_t count, capacity;
  uint32_t waiting, most; /* operands on the stack */
  bool failed;
} form;

static void push(form *f, uint32_t item) {
  if (item <= GM_TEST_TRUE) f->waiting++;
  else if (item != GM_TEST_NOT) f->waiting--;
  if (f->waiting > f->most) f->most = f->waiting;
  if (f->failed ||
      !gm_grow((void **)&f->items, &f->capacity, f->count + 1, sizeof *f->items))
    f->failed = true;
  else
    f->items[f->count++] = item;
}

static void write(form *f, gm_node node);

/* Alternatives one after another however they are nested, so that two operands wait at
 * most. */
static void write_either(form *f, gm_node node, bool *first) {
  const gm_node_data *data = &f->nodes[node];
  if (data->kind == GM_NODE_EITHER) {
    write_either(f, data->a, first);
    write_either(f, data->b, first);
    return;
  }
  write(f, node);
  if (!*first) push(f, GM_TEST_OR);
  *first = false;
}

static void write(form *f, gm_node node) {
  const gm_node_data *data = &f->nodes[node];
  bool first = true;
  switch (data->kind) {
  case GM_NODE_ATOM: push(f, data->value); break;
  case GM_NODE_ANY: push(f, GM_TEST_TRUE); break;
  case GM_NODE_EITHER: write_either(f, node, &first); break;
  case GM_NODE_EXCEPT:
    write(f, data->a);
    push(f, GM_TEST_NOT);
    break;
  default:
    write(f, data->a);
    write(f, data->b);
    push(f, GM_TEST_AND);
  }
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* a b or c or: the atoms sorted, each once. Anything else stays as it is. */
static void sort_alternatives(form *f) {
  size_t atoms = 0;
  for (size_t i = 0; i < f->count; i++) {
    if (f->items[i] >= GM_TEST_TRUE && f->items[i] != GM_TEST_OR) return;
    if (f->items[i] < GM_TEST_TRUE) atoms++;
  }
  uint32_t *sorted = gm_alloc(atoms * sizeof *sorted);
  if (!sorted) {
    f->failed = true;
    return;
  }
  size_t count = 0;
  for (size_t i = 0; i < f->count; i++)
    if (f->items[i] < GM_TEST_TRUE) sorted[count++] = f->items[i];
  qsort(sorted, count, sizeof *sorted, by_number);
  f->count = 0;
  for (size_t i = 0; i < count; i++) {
    if (i > 0 && sorted[i] == sorted[i - 1]) continue;
    push(f, sorted[i]);
    if (f->count > 1) push(f, GM_TEST_OR);
  }
  gm_free(sorted);
}

gm_status gm_single_test(gm_ruleset *ruleset, gm_node node, uint32_t *test, bool *any,
                         gm_error *err) {
  form f = {.nodes = ruleset->nodes};
  write(&f, node);
  sort_alternatives(&f);
  gm_status status = GM_OK;
  *any = f.count == 1 && f.items[0] == GM_TEST_TRUE;
  if (f.failed)
    status = gm_nomem(err);
  else if (f.most > 60)
    status =
        gm_fail(err, GM_LIMIT, "too many conditions within conditions on one token");
  else if (!*any)
    status = gm_predicates_test(ruleset->predicates, f.items, f.count, test, err);
  gm_free(f.items);
  return status;
}
