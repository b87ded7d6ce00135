/* Runs programs (pdftotext) for workers, which may not start any: a process of its own
 * that takes the bytes, puts the program into the jail and hands back what it says. */
#ifndef GM_WORK_RUNNER_H
#define GM_WORK_RUNNER_H
#include "base/child.h"
#include <sys/types.h>

/* Starts it; workers are to have `*socket`, each alike. It ends when nobody has it. */
gm_status gm_runner_start(int *socket, pid_t *process, gm_error *err);
/* A gm_child_runner whose context is an int, the socket. GM_UNSUPPORTED for a program
 * that is not on the runner's list. */
gm_status gm_runner_run(void *socket, const char *const *argv, gm_slice in,
                        gm_buffer *out, const gm_child_limits *limits, int *status,
                        char complaint[256], gm_error *err);
#endif
