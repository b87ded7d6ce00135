/* A signal handler has nothing else to go by than a variable of the process. */
#include "base/interrupt.h"
#include <signal.h>

static volatile sig_atomic_t wanted;

void gm_interrupt_set(bool yes) { wanted = yes; }

bool gm_interrupted(void) { return wanted; }

gm_status gm_interrupt_check(gm_error *err) {
  return wanted ? gm_fail(err, GM_INTERRUPTED, "interrupted") : GM_OK;
}
