/* A request is one message: the arguments and limits, and with it four descriptors: the
 * input and the output, files in memory; a file for the result; an event that is raised
 * at the end. Requests come from workers that may have been taken over: only programs on
 * the list are run, with no more than the most they may have, and always in jail. */
#include "work/runner.h"
#include "work/jail.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const programs[] = {"pdftotext", NULL};

enum { FILES = 4, MOST_WORDS = 32, PATIENCE = 10 /* seconds beyond the program's own */ };
enum { INPUT, OUTPUT, RESULT, DONE };

typedef struct {
  gm_child_limits limits; /* `prepare` is the runner's */
  char words[1024];       /* each ends with a NUL; an empty one ends them */
} request;

typedef struct {
  int32_t status, exit; /* a gm_status */
  char complaint[256], message[1024];
} reply;

/* ---- the runner ------------------------------------------------------------------------ */

static void into_jail(const char *program) { gm_jail_program(program); }

/* The words as a list; false where the program is not to be run. */
static bool read_words(request *asked, const char *argv[MOST_WORDS + 1]) {
  size_t count = 0;
  asked->words[sizeof asked->words - 1] = asked->words[sizeof asked->words - 2] = 0;
  for (char *at = asked->words; *at && count < MOST_WORDS; at += strlen(at) + 1)
    argv[count++] = at;
  argv[count] = NULL;
  for (const char *const *known = programs; *known && count; known++)
    if (strcmp(argv[0], *known) == 0) return true;
  return false;
}

static bool write_all(int fd, const char *data, size_t size) {
  for (size_t at = 0; at < size;) {
    ssize_t wrote = pwrite(fd, data + at, size - at, (off_t)at);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    at += (size_t)wrote;
  }
  return true;
}

static gm_status run(request *asked, const int *files, reply *said, gm_error *err) {
  const char *argv[MOST_WORDS + 1];
  struct stat info;
  gm_buffer out = GM_BUFFER_INIT;
  if (!read_words(asked, argv))
    return gm_fail(err, GM_UNSUPPORTED, "a program that is not run for workers");
  gm_child_limits *limits = &asked->limits;
  limits->prepare = into_jail;
  if (!limits->seconds || limits->seconds > 600) limits->seconds = 600;
  if (!limits->memory || limits->memory > 8ULL << 30) limits->memory = 8ULL << 30;
  if (!limits->output || limits->output > 4ULL << 30) limits->output = 4ULL << 30;
  if (fstat(files[INPUT], &info) != 0 || info.st_size <= 0)
    return gm_fail(err, GM_IO, "nothing to work on");
  /* Files in memory of workers may shrink while they are read: sealed ones do not. */
  if (fcntl(files[INPUT], F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_WRITE) != 0)
    return gm_fail(err, GM_IO, "the input cannot be sealed: %s", strerror(errno));
  void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, files[INPUT], 0);
  if (bytes == MAP_FAILED) return gm_nomem(err);
  int exit_status = 0;
  gm_status status = gm_child_run(argv, gm_slice_of(bytes, (size_t)info.st_size), &out,
                                  limits, &exit_status, said->complaint, err);
  said->exit = exit_status;
  if (status == GM_OK && !write_all(files[OUTPUT], out.data, out.size))
    status = gm_fail(err, GM_IO, "no room for the output of %s", argv[0]);
  gm_buffer_free(&out);
  munmap(bytes, (size_t)info.st_size);
  return status;
}

/* In a child of the runner, so that several workers are served at once. */
static _Noreturn void serve(request *asked, const int *files) {
  reply said = {0};
  gm_error err = {0};
  uint64_t one = 1;
  signal(SIGCHLD, SIG_DFL);
  said.status = (int32_t)run(asked, files, &said, &err);
  snprintf(said.message, sizeof said.message, "%s", err.message);
  write_all(files[RESULT], (const char *)&said, sizeof said);
  ssize_t wrote = write(files[DONE], &one, sizeof one);
  _exit(wrote == sizeof one ? 0 : 1);
}

/* Takes a request; the number of descriptors that came, -1 at the end. */
static int take(int socket, request *asked, int files[FILES]) {
  union {
    struct cmsghdr align;
    char room[CMSG_SPACE(FILES * sizeof(int))];
  } control;
  struct iovec part = {asked, sizeof *asked};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.room,
                           .msg_controllen = sizeof control.room};
  ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (got < 0 && errno == EINTR) return 0;
  if (got <= 0) return -1;
  int count = 0;
  for (struct cmsghdr *note = CMSG_FIRSTHDR(&message); note; note = CMSG_NXTHDR(&message, note)) {
    if (note->cmsg_level != SOL_SOCKET || note->cmsg_type != SCM_RIGHTS) continue;
    count = (int)((note->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    memcpy(files, CMSG_DATA(note), (size_t)count * sizeof(int));
  }
  if (got == sizeof *asked && count == FILES) return count;
  for (int i = 0; i < count; i++) close(files[i]);
  return 0;
}

static _Noreturn void live(int socket, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  signal(SIGCHLD, SIG_IGN); /* its children need no waiting for */
  if (socket != 3 && dup2(socket, 3) < 0) _exit(1);
  close_range(4, ~0U, 0);
  for (;;) {
    request asked;
    int files[FILES], count = take(3, &asked, files);
    if (count < 0) _exit(0);
    if (count == 0) continue;
    if (fork() == 0) serve(&asked, files);
    for (int i = 0; i < count; i++) close(files[i]);
  }
}

gm_status gm_runner_start(int *socket, pid_t *process, gm_error *err) {
  int ends[2];
  pid_t parent = getpid();
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return gm_fail(err, GM_IO, "cannot start a runner: %s", strerror(errno));
  fflush(NULL);
  *process = fork();
  if (*process == 0) live(ends[1], parent);
  close(ends[1]);
  *socket = ends[0];
  if (*process > 0) return GM_OK;
  close(ends[0]);
  return gm_fail(err, GM_IO, "cannot start a runner: %s", strerror(errno));
}

/* ---- the worker's side ----------------------------------------------------------------- */

static bool send_request(int socket, const request *asked, const int files[FILES]) {
  union {
    struct cmsghdr align;
    char room[CMSG_SPACE(FILES * sizeof(int))];
  } control;
  memset(&control, 0, sizeof control);
  struct iovec part = {(void *)asked, sizeof *asked};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.room,
                           .msg_controllen = sizeof control.room};
  struct cmsghdr *note = CMSG_FIRSTHDR(&message);
  note->cmsg_level = SOL_SOCKET;
  note->cmsg_type = SCM_RIGHTS;
  note->cmsg_len = CMSG_LEN(FILES * sizeof(int));
  memcpy(CMSG_DATA(note), files, FILES * sizeof(int));
  return sendmsg(socket, &message, MSG_NOSIGNAL) == (ssize_t)sizeof *asked;
}

static bool write_words(request *asked, const char *const *argv) {
  size_t used = 0;
  for (; *argv; argv++) {
    size_t size = strlen(*argv) + 1;
    if (used + size + 2 > sizeof asked->words) return false;
    memcpy(asked->words + used, *argv, size);
    used += size;
  }
  return true;
}

static gm_status take_output(int fd, gm_buffer *out, gm_error *err) {
  struct stat info;
  if (fstat(fd, &info) != 0) return gm_fail(err, GM_IO, "the output is lost");
  char *room = gm_buffer_reserve(out, (size_t)info.st_size + 1);
  if (!room) return gm_nomem(err);
  for (off_t at = 0; at < info.st_size;) {
    ssize_t got = pread(fd, room + at, (size_t)(info.st_size - at), at);
    if (got <= 0) return gm_fail(err, GM_IO, "the output is lost");
    at += got;
    out->size += (size_t)got;
  }
  return GM_OK;
}

static gm_status converse(int socket, request *asked, const int *files, gm_buffer *out,
                          int *status, char complaint[256], gm_error *err) {
  reply said = {0};
  if (!send_request(socket, asked, files))
    return gm_fail(err, GM_IO, "%s cannot be run: %s", asked->words, strerror(errno));
  struct pollfd wait = {files[DONE], POLLIN, 0};
  int ready;
  do ready = poll(&wait, 1, (int)(asked->limits.seconds + PATIENCE) * 1000);
  while (ready < 0 && errno == EINTR);
  if (ready <= 0) return gm_fail(err, GM_TIMEOUT, "%s gives no answer", asked->words);
  if (pread(files[RESULT], &said, sizeof said, 0) != (ssize_t)sizeof said)
    return gm_fail(err, GM_IO, "the answer of %s is lost", asked->words);
  *status = said.exit;
  memcpy(complaint, said.complaint, 256);
  complaint[255] = 0;
  if (said.status != GM_OK)
    return gm_fail(err, (gm_status)said.status, "%.*s", (int)sizeof said.message - 1,
                   said.message);
  return take_output(files[OUTPUT], out, err);
}

gm_status gm_runner_run(void *socket, const char *const *argv, gm_slice in,
                        gm_buffer *out, const gm_child_limits *limits, int *status,
                        char complaint[256], gm_error *err) {
  request asked = {.limits = *limits};
  int files[FILES] = {memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING),
                      memfd_create("output", MFD_CLOEXEC),
                      memfd_create("result", MFD_CLOEXEC), eventfd(0, EFD_CLOEXEC)};
  bool ready = write_words(&asked, argv);
  complaint[0] = 0;
  asked.limits.prepare = NULL;
  for (int i = 0; i < FILES; i++) ready = ready && files[i] >= 0;
  for (size_t at = 0; ready && at < in.size;) { /* by write(): pwrite is not for workers */
    ssize_t wrote = write(files[INPUT], in.data + at, in.size - at);
    if (wrote < 0 && errno == EINTR) continue;
    ready = wrote > 0;
    at += wrote > 0 ? (size_t)wrote : 0;
  }
  gm_status result = ready ? converse(*(int *)socket, &asked, files, out, status, complaint, err)
                           : gm_fail(err, GM_IO, "cannot run %s: %s", argv[0], strerror(errno));
  for (int i = 0; i < FILES; i++)
    if (files[i] >= 0) close(files[i]);
  return result;
}
