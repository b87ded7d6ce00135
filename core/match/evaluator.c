/* The life of the evaluator's memory; it grows where it is used. */
#include "match/evaluator.h"

gm_status gm_evaluator_new(gm_evaluator **out, gm_error *err) {
  *out = gm_calloc(1, sizeof **out);
  return *out ? GM_OK : gm_nomem(err);
}

void gm_evaluator_free(gm_evaluator *w) {
  if (!w) return;
  gm_evaluator_free(w->inner);
  gm_free(w->values);
  gm_free(w->room);
  gm_free(w->rings);
  gm_free(w->references);
  gm_free(w->chains);
  gm_free(w->bits);
  gm_free(w->ready);
  gm_free(w->found);
  gm_free(w->reached);
  gm_free(w->captures);
  gm_free(w->skips);
  gm_free(w);
}
