/* Runs another program on bytes: in on its standard input, out of its standard output. */
#ifndef GM_BASE_CHILD_H
#define GM_BASE_CHILD_H
#include "base/buffer.h"

typedef struct {
  uint32_t seconds;  /* by the clock, and of processor time */
  uint64_t memory;   /* bytes of address space */
  uint64_t output;   /* bytes */
  void (*prepare)(const char *program); /* in the child, last before it; or NULL */
} gm_child_limits;

/* What gm_child_run does; somebody else may do it for a process that may not. */
typedef gm_status (*gm_child_runner)(void *context, const char *const *argv, gm_slice in,
                                     gm_buffer *out, const gm_child_limits *limits,
                                     int *status, char complaint[256], gm_error *err);

/* Runs argv[0], looked for on PATH, with nothing open but its streams, and waits for
 * it. *status is its exit status; GM_UNSUPPORTED where there is no such program,
 * GM_TIMEOUT, GM_LIMIT (output) and GM_DIED where it was ended or crashed. `complaint`
 * gets the beginning of what it wrote on standard error. */
gm_status gm_child_run(const char *const *argv, gm_slice in, gm_buffer *out,
                       const gm_child_limits *limits, int *status, char complaint[256],
                       gm_error *err);
#endif
