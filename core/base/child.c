/* The input is handed over as a file in memory, so that reading its answers never waits
 * for writing its input; what it complains about goes to another. */
#include "base/child.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STEP = 1 << 16, NO_PROGRAM = 127 };

static int memory_file(const char *name, gm_slice bytes) {
  int fd = memfd_create(name, MFD_CLOEXEC);
  size_t at = 0;
  while (fd >= 0 && at < bytes.size) {
    ssize_t wrote = write(fd, bytes.data + at, bytes.size - at);
    if (wrote < 0 && errno == EINTR)
      continue;
    if (wrote <= 0) {
      close(fd);
      return -1;
    }
    at += (size_t)wrote;
  }
  if (fd >= 0)
    lseek(fd, 0, SEEK_SET);
  return fd;
}

static void limit(int what, uint64_t value) {
  struct rlimit old, fresh = {value, value};
  if (getrlimit(what, &old) == 0 && old.rlim_max < value)
    fresh.rlim_cur = fresh.rlim_max = old.rlim_max;
  setrlimit(what, &fresh);
}

static _Noreturn void become(const char *const *argv, int in, int out, int complaints,
                             const gm_child_limits *limits) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(complaints, 2) < 0)
    _exit(NO_PROGRAM);
  close_range(3, ~0U, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 1 << 20); /* of what it complains about */
  limit(RLIMIT_CPU, limits->seconds);
#ifndef GM_ASAN /* whose library would be loaded into the child */
  limit(RLIMIT_AS, limits->memory);
#endif
  signal(SIGPIPE, SIG_DFL);
  if (limits->prepare)
    limits->prepare(argv[0]);
  execvp(argv[0], (char *const *)argv);
  _exit(NO_PROGRAM);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* All it writes, until it closes its output. */
static gm_status take(int fd, gm_buffer *out, const gm_child_limits *limits,
                      const char *name, gm_error *err) {
  int64_t end = now() + (int64_t)limits->seconds * 1000;
  for (;;) {
    int64_t left = end - now();
    struct pollfd wait = {fd, POLLIN, 0};
    int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
    if (ready < 0 && errno == EINTR)
      continue;
    if (ready <= 0)
      return gm_fail(err, GM_TIMEOUT, "%s takes more than %u s", name, limits->seconds);
    char *room = gm_buffer_reserve(out, STEP);
    if (!room)
      return gm_nomem(err);
    ssize_t got = read(fd, room, STEP);
    if (got == 0)
      return GM_OK;
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return gm_fail(err, GM_IO, "cannot read from %s: %s", name, strerror(errno));
    out->size += (size_t)got;
    if (out->size > limits->output)
      return gm_fail(err, GM_LIMIT, "%s gives more than %llu MB", name,
                     (unsigned long long)(limits->output >> 20));
  }
}

/* What became of it. */
static gm_status judge(int code, int *status, const char *name, gm_error *err) {
  *status = WIFEXITED(code) ? WEXITSTATUS(code) : -1;
  if (WIFSIGNALED(code) && WTERMSIG(code) == SIGXCPU)
    return gm_fail(err, GM_TIMEOUT, "%s used up its processor time", name);
  if (WIFSIGNALED(code))
    return gm_fail(err, GM_DIED, "%s crashed (%s)", name, strsignal(WTERMSIG(code)));
  if (*status == NO_PROGRAM)
    return gm_fail(err, GM_UNSUPPORTED, "there is no %s", name);
  return GM_OK;
}

gm_status gm_child_run(const char *const *argv, gm_slice in, gm_buffer *out,
                       const gm_child_limits *limits, int *status, char complaint[256],
                       gm_error *err) {
  int ends[2] = {-1, -1}, input = memory_file("input", in);
  int complaints = memory_file("complaints", gm_slice_of("", 0)), code = 0;
  complaint[0] = 0;
  if (input < 0 || complaints < 0 || pipe2(ends, O_CLOEXEC) != 0) {
    gm_status failed =
        gm_fail(err, GM_IO, "cannot run %s: %s", argv[0], strerror(errno));
    if (input >= 0)
      close(input);
    if (complaints >= 0)
      close(complaints);
    return failed;
  }
  pid_t child = fork();
  if (child == 0)
    become(argv, input, ends[1], complaints, limits);
  close(ends[1]);
  close(input);
  gm_status result = child < 0 ? gm_fail(err, GM_IO, "cannot run %s: %s", argv[0],
                                         strerror(errno))
                               : take(ends[0], out, limits, argv[0], err);
  close(ends[0]);
  if (child > 0) {
    if (result != GM_OK)
      kill(child, SIGKILL);
    while (waitpid(child, &code, 0) < 0 && errno == EINTR)
      continue;
    if (result == GM_OK)
      result = judge(code, status, argv[0], err);
  }
  ssize_t said = pread(complaints, complaint, 255, 0);
  complaint[said > 0 ? said : 0] = 0;
  close(complaints);
  return result;
}
