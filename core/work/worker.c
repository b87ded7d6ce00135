/* The parent's end of a worker: starts it, talks to it, says what became of it.
 *
 * Invariants: 1. `process` is 0 once the child has been reaped, and `verdict` says how it ended.
 * 2. inbox[taken, size) are bytes received and not yet given out. 3. The socket never blocks. */
#include "work/worker.h"
#include "work/frame.h"
#include "work/jail.h"
#include "work/runner.h"
#include "base/memory.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SEND_PATIENCE = 60000, READ_STEP = 256 * 1024, INBOX_ENOUGH = 8 << 20 };

/* The pages of a template and its workers; the last of them lets go. */
typedef struct {
  char *first;
  uint32_t users;
  pid_t runner; /* 0: none */
  bool used[GM_WORKER_PAGES];
} shared_pages;

struct gm_worker {
  pid_t process;
  int socket;
  shared_pages *pages;
  uint32_t page;
  gm_worker_state *state;
  gm_buffer inbox;
  size_t taken;
  bool ended; /* no more bytes will come */
  char verdict[160];
};

/* ---- the child ------------------------------------------------------------------------- */

#ifndef GM_ASAN
static uint64_t address_space(void) {
  unsigned long long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file) return 0;
  if (fscanf(file, "%llu", &pages) != 1) pages = 0;
  fclose(file);
  return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}
#endif

static void limit(int what, uint64_t soft, uint64_t hard) {
  struct rlimit value = {soft, hard};
  setrlimit(what, &value);
}

static void set_limits(const gm_worker_limits *limits) {
  limit(RLIMIT_CORE, 0, 0);
  if (limits->cpu_seconds) limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1);
#ifndef GM_ASAN /* whose shadow memory is terabytes */
  if (limits->memory) {
    uint64_t bytes = address_space() + limits->memory;
    limit(RLIMIT_AS, bytes, bytes);
  }
#endif
}

/* Leaves the socket as descriptor 3, that of the runner (if there is one) as 4, and nothing else
 * but standard streams that lead nowhere. */
static int keep_only(int socket, int runner) {
  enum { OUT_OF_THE_WAY = 10 };
  int nowhere = fcntl(open("/dev/null", O_RDWR), F_DUPFD, OUT_OF_THE_WAY);
  socket = fcntl(socket, F_DUPFD, OUT_OF_THE_WAY);
  if (runner >= 0) runner = fcntl(runner, F_DUPFD, OUT_OF_THE_WAY);
  if (nowhere < 0 || socket < 0 || dup2(socket, 3) < 0) return -1;
  if (runner >= 0 && dup2(runner, 4) < 0) return -1;
  dup2(nowhere, 0);
  dup2(nowhere, 1);
#if defined(NDEBUG) && !defined(GM_ASAN)
  dup2(nowhere, 2);
#endif
  close_range(runner >= 0 ? 5 : 4, ~0U, 0);
  return 3;
}

static _Noreturn void live(int socket, int runner, pid_t parent, gm_worker_main main, void *context,
                           gm_worker_state *state, const gm_worker_limits *limits) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  gm_channel channel = {keep_only(socket, runner), parent, runner >= 0 ? 4 : -1, 0, state};
  if (channel.socket < 0) _exit(1);
  set_limits(limits);
  if (!limits->free) channel.walls = gm_jail_worker(limits->is_template);
  state->walls = channel.walls;
  _exit(main(&channel, state, context));
}

/* ---- start and end --------------------------------------------------------------------- */

static shared_pages *make_pages(void) {
  shared_pages *all = gm_calloc(1, sizeof *all);
  if (!all) return NULL;
  all->first = mmap(NULL, (size_t)GM_WORKER_PAGES * GM_WORKER_PAGE, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (all->first != MAP_FAILED) return all;
  gm_free(all);
  return NULL;
}

static void leave_page(gm_worker *worker) {
  shared_pages *all = worker->pages;
  if (!all) return;
  memset(worker->state, 0, sizeof *worker->state);
  all->used[worker->page] = false;
  if (--all->users > 0) return;
  if (all->runner > 0) {
    kill(all->runner, SIGKILL);
    while (waitpid(all->runner, NULL, 0) < 0 && errno == EINTR) continue;
  }
  munmap(all->first, (size_t)GM_WORKER_PAGES * GM_WORKER_PAGE);
  gm_free(all);
}

/* A worker without a process: its page, and the ends of its socket. */
static gm_status prepare(gm_worker **out, shared_pages *all, int ends[2], gm_error *err) {
  gm_worker *worker = gm_calloc(1, sizeof *worker);
  *out = NULL;
  if (!worker) return gm_nomem(err);
  worker->socket = -1;
  while (all && worker->page < GM_WORKER_PAGES && all->used[worker->page]) worker->page++;
  if (!all || worker->page == GM_WORKER_PAGES ||
      socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    gm_free(worker);
    return gm_fail(err, GM_IO, "cannot start a worker: %s",
                   all ? strerror(errno) : "out of memory");
  }
  /* So many answers may lie there while the parent is busy; the system may allow less. */
  int room = 4 << 20;
  setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
  worker->socket = ends[0];
  worker->pages = all;
  worker->state = (gm_worker_state *)(all->first + (size_t)worker->page * GM_WORKER_PAGE);
  all->used[worker->page] = true;
  all->users++;
  fcntl(worker->socket, F_SETFL, O_NONBLOCK);
  *out = worker;
  return GM_OK;
}

gm_status gm_worker_start(gm_worker **out, gm_worker_main main, void *context,
                          const gm_worker_limits *limits, gm_error *err) {
  static const gm_worker_limits none;
  int ends[2];
  shared_pages *all = make_pages();
  gm_status status = prepare(out, all, ends, err);
  if (status != GM_OK) {
    if (all) munmap(all->first, (size_t)GM_WORKER_PAGES * GM_WORKER_PAGE);
    gm_free(all);
    return status;
  }
  gm_worker *worker = *out;
  int runner = -1;
  if (limits && limits->runs_programs)
    gm_runner_start(&runner, &all->runner, NULL); /* without it, those readers say so */
  fflush(NULL); /* or the child would write what is buffered here once more */
  pid_t parent = getpid();
  worker->process = fork();
  if (worker->process == 0)
    live(ends[1], runner, parent, main, context, worker->state, limits ? limits : &none);
  close(ends[1]);
  if (runner >= 0) close(runner);
  if (worker->process > 0) return GM_OK;
  worker->process = 0;
  gm_fail(err, GM_IO, "cannot start a worker: %s", strerror(errno));
  gm_worker_free(worker);
  *out = NULL;
  return GM_IO;
}

static void judge(gm_worker *worker, int status, bool killed) {
  char *text = worker->verdict;
  size_t size = sizeof worker->verdict;
  if (WIFSIGNALED(status)) {
    int number = WTERMSIG(status);
    if (killed && number == SIGKILL) snprintf(text, size, "the worker was ended");
    else if (number == SIGXCPU) snprintf(text, size, "the worker used up its processor time");
    else if (number == SIGKILL)
      snprintf(text, size, "the worker was killed from outside, perhaps for lack of memory");
    else snprintf(text, size, "the worker crashed (%s)", strsignal(number));
  } else if (WEXITSTATUS(status) == GM_WORKER_NOMEM) {
    snprintf(text, size, "the worker ran out of memory");
  } else {
    snprintf(text, size, "the worker ended with status %d", WEXITSTATUS(status));
  }
}

/* Waits for a child whose end of the socket is closed, or that is to end now. */
static void reap(gm_worker *worker, bool kill_it) {
  if (!worker->process) return;
  int status = 0;
  pid_t got;
  if (kill_it) kill(worker->process, SIGKILL);
  for (int wait = 0; !kill_it && wait < 200; wait++) { /* closing comes before exiting */
    while ((got = waitpid(worker->process, &status, WNOHANG)) < 0 && errno == EINTR) continue;
    if (got) {
      worker->process = 0;
      judge(worker, got < 0 ? 0 : status, false);
      return;
    }
    nanosleep(&(struct timespec){0, 5000000}, NULL);
  }
  kill(worker->process, SIGKILL);
  while ((got = waitpid(worker->process, &status, 0)) < 0 && errno == EINTR) continue;
  worker->process = 0;
  judge(worker, got < 0 ? 0 : status, true);
}

void gm_worker_free(gm_worker *worker) {
  if (!worker) return;
  reap(worker, true);
  if (worker->socket >= 0) close(worker->socket);
  leave_page(worker);
  gm_buffer_free(&worker->inbox);
  gm_free(worker);
}

gm_worker_state *gm_worker_shared(gm_worker *worker) { return worker->state; }

int64_t gm_worker_time(const gm_worker *worker) {
  clockid_t clock;
  struct timespec used;
  if (!worker->process || clock_getcpuclockid(worker->process, &clock) != 0 ||
      clock_gettime(clock, &used) != 0)
    return -1;
  return (int64_t)used.tv_sec * 1000 + used.tv_nsec / 1000000;
}

int64_t gm_worker_process(const gm_worker *worker) { return worker->process; }

/* ---- talking --------------------------------------------------------------------------- */

static gm_status died(gm_worker *worker, gm_error *err) {
  reap(worker, false);
  return gm_fail(err, GM_DIED, "%s", worker->verdict);
}

/* Is a whole frame there? */
static bool has_frame(const gm_worker *worker, uint32_t *size) {
  if (worker->inbox.size - worker->taken < GM_FRAME_HEAD) return false;
  uint32_t flags;
  gm_frame_read_head((const unsigned char *)worker->inbox.data + worker->taken, size, &flags);
  return worker->inbox.size - worker->taken - GM_FRAME_HEAD >= *size || *size > GM_FRAME_MAX;
}

/* Takes in what has arrived, without waiting. */
static gm_status pump(gm_worker *worker, gm_error *err) {
  uint32_t size;
  while (!worker->ended) {
    if (worker->taken && worker->taken >= worker->inbox.size / 2) {
      worker->inbox.size -= worker->taken;
      memmove(worker->inbox.data, worker->inbox.data + worker->taken, worker->inbox.size);
      worker->taken = 0;
    }
    char *room = gm_buffer_reserve(&worker->inbox, READ_STEP);
    if (!room) return gm_nomem(err);
    ssize_t got = recv(worker->socket, room, READ_STEP, 0);
    if (got > 0) worker->inbox.size += (size_t)got;
    else if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return GM_OK;
    else if (got == 0 || errno != EINTR) worker->ended = true;
    if (got > 0 && got < READ_STEP) return GM_OK;
    if (worker->inbox.size - worker->taken > INBOX_ENOUGH && has_frame(worker, &size))
      return GM_OK; /* it waits until that has been used */
  }
  return GM_OK;
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static gm_status send_frame(gm_worker *worker, gm_slice frame, uint32_t flags, int fd,
                            gm_error *err) {
  if (frame.size > GM_FRAME_MAX) return gm_fail(err, GM_LIMIT, "a request is too large");
  unsigned char head[GM_FRAME_HEAD];
  gm_frame_head(head, (uint32_t)frame.size, flags | (fd >= 0 ? GM_FRAME_HAS_FD : 0));
  int64_t last = now();
  for (size_t sent = 0; sent < sizeof head + frame.size;) {
    if (worker->ended) return died(worker, err);
    ssize_t wrote = gm_frame_write(worker->socket, head, frame, sent, fd, MSG_DONTWAIT);
    if (wrote > 0) {
      sent += (size_t)wrote;
      last = now();
      continue;
    }
    if (errno == EPIPE || errno == ECONNRESET) {
      pump(worker, NULL);
      return died(worker, err);
    }
    if (errno != EAGAIN && errno != EINTR)
      return gm_fail(err, GM_IO, "cannot write to a worker: %s", strerror(errno));
    if (now() - last > SEND_PATIENCE)
      return gm_fail(err, GM_TIMEOUT, "the worker takes no requests");
    struct pollfd wait = {worker->socket, POLLIN | POLLOUT, 0};
    poll(&wait, 1, 1000);
    if (wait.revents & (POLLIN | POLLHUP) && pump(worker, err) != GM_OK) return GM_NOMEM;
  }
  return GM_OK;
}

gm_status gm_worker_send(gm_worker *worker, gm_slice frame, int fd, gm_error *err) {
  return send_frame(worker, frame, 0, fd, err);
}

/* Gives out the frame that is whole in the inbox. */
static gm_status give(gm_worker *worker, uint32_t size, gm_buffer *frame, gm_error *err) {
  if (size > GM_FRAME_MAX) {
    reap(worker, true);
    worker->ended = true;
    return gm_fail(err, GM_DIED, "the worker sent nonsense");
  }
  gm_buffer_clear(frame);
  gm_buffer_add(frame, worker->inbox.data + worker->taken + GM_FRAME_HEAD, size);
  worker->taken += GM_FRAME_HEAD + size;
  if (worker->taken == worker->inbox.size) worker->taken = worker->inbox.size = 0;
  return frame->status == GM_OK ? GM_OK : gm_nomem(err);
}

gm_status gm_worker_receive(gm_worker *worker, gm_buffer *frame, int timeout, gm_error *err) {
  int64_t end = now() + timeout;
  uint32_t size;
  while (!has_frame(worker, &size)) {
    if (worker->ended) return died(worker, err);
    int64_t left = timeout < 0 ? -1 : end - now();
    struct pollfd wait = {worker->socket, POLLIN, 0};
    int got = poll(&wait, 1, timeout < 0 ? -1 : left < 0 ? 0 : (int)left);
    if (got == 0 || (got < 0 && errno == EINTR))
      return gm_fail(err, GM_TIMEOUT, "no answer from the worker");
    if (pump(worker, err) != GM_OK) return GM_NOMEM;
  }
  return give(worker, size, frame, err);
}

gm_status gm_worker_wait(gm_worker *const *workers, size_t count, int timeout, size_t *ready,
                         gm_error *err) {
  *ready = count;
  uint32_t size;
  for (size_t i = 0; i < count; i++)
    if (workers[i] && (workers[i]->ended || has_frame(workers[i], &size))) {
      *ready = i;
      return GM_OK;
    }
  struct pollfd *waits = gm_calloc(count, sizeof *waits);
  if (!waits) return gm_nomem(err);
  for (size_t i = 0; i < count; i++)
    waits[i] = (struct pollfd){workers[i] ? workers[i]->socket : -1, POLLIN, 0};
  if (poll(waits, (nfds_t)count, timeout) > 0)
    for (size_t i = 0; i < count && *ready == count; i++)
      if (waits[i].revents) *ready = i;
  gm_free(waits);
  return GM_OK;
}

/* ---- copies of a template --------------------------------------------------------------- */

enum { FORK_PATIENCE = 10000 };

/* The template may lie about the process id: it has to be a child of ours, and none that
 * another worker of this template has. */
static bool is_ours(const gm_worker *template_, pid_t process) {
  if (process <= 0 || process == template_->process) return false;
  siginfo_t info = {0};
  return waitid(P_PID, (id_t)process, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

gm_status gm_worker_fork(gm_worker **out, gm_worker *template_, gm_error *err) {
  int ends[2];
  int32_t process = 0;
  gm_buffer answer = GM_BUFFER_INIT;
  gm_status status = prepare(out, template_->pages, ends, err);
  if (status != GM_OK) return status;
  gm_worker *worker = *out;
  gm_slice page = gm_slice_of((const char *)&worker->page, sizeof worker->page);
  status = send_frame(template_, page, GM_FRAME_FORK, ends[1], err);
  close(ends[1]);
  if (status == GM_OK) status = gm_worker_receive(template_, &answer, FORK_PATIENCE, err);
  if (status == GM_OK && answer.size == sizeof process)
    memcpy(&process, answer.data, sizeof process);
  gm_buffer_free(&answer);
  if (status == GM_OK && !is_ours(template_, process))
    status = gm_fail(err, GM_IO, "cannot start a worker: the template made none");
  if (status == GM_OK) {
    worker->process = process;
    return GM_OK;
  }
  gm_worker_free(worker);
  *out = NULL;
  return status;
}
