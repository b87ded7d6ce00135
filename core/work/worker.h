/* Worker processes: a function run in a forked child that takes requests and answers frames.
 *
 * The parent sends a frame and, with it, at most one open file descriptor; the worker answers
 * with any number of frames. Knows nothing of what frames mean. */
#ifndef GM_WORK_WORKER_H
#define GM_WORK_WORKER_H
#include "base/buffer.h"

typedef struct gm_worker gm_worker;     /* the parent's end */
typedef struct gm_channel gm_channel;   /* the child's end */

enum {
  GM_FRAME_MAX = 1 << 30,      /* bytes of one frame */
  GM_WORKER_NOMEM = 71,        /* exit status of a worker that found no memory */
};

typedef struct {
  uint64_t memory;      /* bytes of address space beyond the parent's; 0: no limit */
  uint32_t cpu_seconds; /* 0: no limit */
  bool is_template;     /* gm_worker_fork may be asked of it */
  bool runs_programs;   /* by way of work/runner.h */
  bool free;            /* without the jail (work/jail.h) */
} gm_worker_limits;

/* What both sides see without a message: what the worker is at, for a verdict after its death.
 * The worker may be compromised: the parent believes nothing here, it only reports it. */
typedef struct {
  volatile uint32_t rule;     /* 1 + the rule being run; 0: none */
  volatile uint64_t progress; /* counts up while it lives */
  volatile uint32_t walls;    /* of the jail that stand */
} gm_worker_state;

/* Runs in the child until the channel closes; its result is the exit status. */
typedef int (*gm_worker_main)(gm_channel *channel, gm_worker_state *state, void *context);

/* The child is in jail (work/jail.h), has none of the parent's descriptors but standard error (none of them in a release
 * build), ignores the keyboard's interrupt, and dies with the parent. */
gm_status gm_worker_start(gm_worker **out, gm_worker_main main, void *context,
                          const gm_worker_limits *limits, gm_error *err);
/* A worker that is a copy of the template as it is now, between two requests: what it has
 * compiled is there. */
gm_status gm_worker_fork(gm_worker **out, gm_worker *template_, gm_error *err);
/* Sends a frame; `fd` (or -1) goes with it and stays open here. Takes in answers meanwhile, so
 * that two full sockets never wait for each other. GM_DIED with the reason where the worker has
 * gone; GM_TIMEOUT where it has taken nothing for a minute. */
gm_status gm_worker_send(gm_worker *worker, gm_slice frame, int fd, gm_error *err);
/* Next answer into `frame`. timeout in ms, -1: none. GM_TIMEOUT (also after a signal) leaves the
 * worker running. */
gm_status gm_worker_receive(gm_worker *worker, gm_buffer *frame, int timeout, gm_error *err);
/* Index of a worker with an answer (or that died), or count after the timeout or a signal. NULL
 * entries are skipped. */
gm_status gm_worker_wait(gm_worker *const *workers, size_t count, int timeout, size_t *ready,
                         gm_error *err);
gm_worker_state *gm_worker_shared(gm_worker *worker);
/* Milliseconds of processor time it has used; -1 where that cannot be told. */
int64_t gm_worker_time(const gm_worker *worker);
int64_t gm_worker_process(const gm_worker *worker); /* its process id; 0 once it was reaped */
void gm_worker_free(gm_worker *worker); /* kills it where it still runs, and reaps it */

/* Where programs are run for this worker: the context of gm_runner_run; NULL: nowhere. */
int *gm_channel_runner(gm_channel *channel);
/* Next request; the caller closes *fd (-1: none). GM_NOTFOUND at the end of the channel. */
gm_status gm_channel_receive(gm_channel *channel, gm_buffer *frame, int *fd, gm_error *err);
gm_status gm_channel_send(gm_channel *channel, gm_slice frame, gm_error *err);
#endif
