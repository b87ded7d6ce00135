/* Whether the user wants the running call to end: one flag of the process, which the handler
 * of Control-C sets (lua/interrupt.c) and loops over documents, rows and sentences look at. */
#ifndef GM_BASE_INTERRUPT_H
#define GM_BASE_INTERRUPT_H
#include "base/error.h"
#include <stdbool.h>

void gm_interrupt_set(bool yes); /* may be called from a signal handler */
bool gm_interrupted(void);
/* GM_INTERRUPTED where the call is to end. */
gm_status gm_interrupt_check(gm_error *err);
#endif
