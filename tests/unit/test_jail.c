/* The jail as somebody sees it who wants out: what a worker, a worker made by a template
 * and a program that was started try, and what they are told. */
#include "test.h"
#include "work/jail.h"
#include "work/worker.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *secret; /* a file of the parent's */

static int try_open_write(void) { return open("/tmp/gimlet_jail_test", O_WRONLY | O_CREAT, 0600); }
static int try_open_rdwr(void) { return open("/dev/null", O_RDWR); }
static int try_append(void) { return open(secret, O_WRONLY | O_APPEND); }
static int try_read_file(void) { return open(secret, O_RDONLY); }
static int try_read_home(void) { return open("/etc/passwd", O_RDONLY); }
static int try_read_process(void) { return open("/proc/self/environ", O_RDONLY); }
static int try_openat2(void) {
  uint64_t how[3] = {O_RDONLY, 0, 0};
  return (int)syscall(437, AT_FDCWD, "/etc/passwd", how, sizeof how);
}
static int try_list(void) { return open("/", O_RDONLY | O_DIRECTORY); }
static int try_unlink(void) { return unlink(secret); }
static int try_rename(void) { return rename(secret, "/tmp/gimlet_jail_other"); }
static int try_mkdir(void) { return mkdir("/tmp/gimlet_jail_folder", 0700); }
static int try_chmod(void) { return chmod(secret, 0777); }
static int try_truncate(void) { return truncate(secret, 0); }
static int try_link(void) { return symlink("/etc/passwd", "/tmp/gimlet_jail_link"); }
static int try_stat(void) { struct stat info; return stat(secret, &info); }
static int try_inet(void) { return socket(AF_INET, SOCK_STREAM, 0); }
static int try_udp(void) { return socket(AF_INET6, SOCK_DGRAM, 0); }
static int try_unix(void) { return socket(AF_UNIX, SOCK_STREAM, 0); }
static int try_netlink(void) { return socket(AF_NETLINK, SOCK_RAW, 0); }
static int try_pair(void) { int ends[2]; return socketpair(AF_UNIX, SOCK_STREAM, 0, ends); }
static int try_fork(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  return (int)child;
}
static int try_vfork(void) { return (int)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }
static int try_exec(void) {
  char *const argv[] = {"/bin/true", NULL};
  return execv(argv[0], argv);
}
static int try_execat(void) {
  char *const argv[] = {"/bin/true", NULL};
  return (int)syscall(SYS_execveat, AT_FDCWD, argv[0], argv, NULL, 0);
}
static int try_ptrace(void) { return (int)ptrace(PTRACE_ATTACH, getppid(), NULL, NULL); }
static int try_traceme(void) { return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL); }
static int try_kill_parent(void) { return kill(getppid(), SIGTERM); }
static int try_kill_self(void) { return kill(getpid(), 0); }
static int try_tgkill(void) { return (int)syscall(SYS_tgkill, getppid(), getppid(), SIGTERM); }
static int try_memory_of_parent(void) {
  char byte;
  struct { void *base; size_t size; } own = {&byte, 1}, other = {(void *)&secret, 1};
  return (int)syscall(SYS_process_vm_readv, getppid(), &own, 1, &other, 1, 0);
}
static int try_limits(void) {
  struct rlimit wide = {RLIM_INFINITY, RLIM_INFINITY};
  return setrlimit(RLIMIT_AS, &wide);
}
static int try_limits_of_parent(void) {
  struct rlimit none = {0, 0};
  return prlimit(getppid(), RLIMIT_NOFILE, &none, NULL);
}
static int try_terminal(void) { char c = 'x'; return (int)syscall(SYS_ioctl, 0, 0x5412, &c); }
static int try_mount(void) { return (int)syscall(SYS_mount, "x", "/tmp", "tmpfs", 0, NULL); }
static int try_unshare(void) { return (int)syscall(SYS_unshare, 0x10000000); }
static int try_setuid(void) { return (int)syscall(SYS_setuid, 1); }
static int try_bpf(void) { return (int)syscall(SYS_bpf, 0, NULL, 0); }
static int try_uring(void) { char room[256] = {0}; return (int)syscall(425, 4, room); }
static int try_keys(void) { return (int)syscall(SYS_keyctl, 0, 0, 0, 0, 0); }
static int try_shared_memory(void) { return (int)syscall(SYS_shmget, 0, 4096, 01600); }

typedef struct {
  const char *name;
  int (*attempt)(void);
  bool program; /* a started program may do it */
} deed;

static const deed deeds[] = {
    {"open for writing", try_open_write, false}, {"open for both", try_open_rdwr, false},
    {"open to append", try_append, false}, {"read a file", try_read_file, false},
    {"read /etc/passwd", try_read_home, false}, {"read /proc", try_read_process, false},
    {"openat2", try_openat2, false}, {"list /", try_list, false},
    {"unlink", try_unlink, false}, {"rename", try_rename, false}, {"mkdir", try_mkdir, false},
    {"chmod", try_chmod, false}, {"truncate", try_truncate, false}, {"symlink", try_link, false},
    {"stat", try_stat, true}, {"tcp", try_inet, false}, {"udp", try_udp, false},
    {"unix socket", try_unix, false}, {"netlink", try_netlink, false}, {"socketpair", try_pair, false},
    {"fork", try_fork, false}, {"clone", try_vfork, false}, {"exec", try_exec, false},
    {"execveat", try_execat, false}, {"ptrace", try_ptrace, false}, {"traceme", try_traceme, false},
    {"kill the parent", try_kill_parent, false}, {"kill", try_kill_self, false},
    {"tgkill the parent", try_tgkill, false}, {"memory of the parent", try_memory_of_parent, false},
    {"own limits", try_limits, false}, {"the parent's limits", try_limits_of_parent, false},
    {"type into the terminal", try_terminal, false}, {"mount", try_mount, false},
    {"unshare", try_unshare, false}, {"setuid", try_setuid, false}, {"bpf", try_bpf, false},
    {"io_uring", try_uring, false}, {"keyctl", try_keys, false}, {"shmget", try_shared_memory, false},
};

/* Tries all; what succeeded, one a line. */
static void attempt_all(gm_buffer *escaped, bool program) {
  for (size_t i = 0; i < COUNT(deeds); i++) {
    if (program && deeds[i].program) continue;
    if (deeds[i].attempt() >= 0) gm_buffer_add_format(escaped, "%s\n", deeds[i].name);
  }
}

static int attacker(gm_channel *channel, gm_worker_state *state, void *context) {
  gm_buffer frame = GM_BUFFER_INIT, escaped = GM_BUFFER_INIT;
  int fd;
  (void)state;
  (void)context;
  while (gm_channel_receive(channel, &frame, &fd, NULL) == GM_OK) {
    gm_buffer_clear(&escaped);
    if (frame.size && frame.data[0] == 'a') abort();
    attempt_all(&escaped, false);
    if (gm_channel_send(channel, gm_buffer_slice(&escaped), NULL) != GM_OK) return 1;
  }
  return 0;
}

static void answers_nothing_escaped(gm_worker *worker) {
  gm_buffer answer = GM_BUFFER_INIT;
  gm_error err = {0};
  gm_worker_send(worker, gm_slice_text("go"), -1, &err);
  gm_worker_receive(worker, &answer, 20000, &err);
  assert_string_equal(err.message, "");
  assert_string_equal(gm_buffer_text(&answer), "");
  gm_buffer_free(&answer);
}

static char path[] = "/tmp/gimlet_jail_XXXXXX";

static int setup(void **state) {
  (void)state;
  strcpy(path + sizeof path - 7, "XXXXXX");
  int fd = mkstemp(path);
  secret = path;
  return fd < 0 || write(fd, "secret", 6) != 6 || close(fd) != 0;
}

static int teardown(void **state) {
  (void)state;
  struct stat info;
  bool whole = stat(path, &info) == 0 && info.st_size == 6 && (info.st_mode & 0777) == 0600;
  unlink(path);
  return !whole;
}

static bool has_walls(void) {
  unsigned walls = gm_jail_probe();
  if (walls & GM_JAIL_CALLS) return true;
  printf("skipped: jail: no filter of system calls here\n");
  return false;
}

static void a_worker_stays_in(void **state) {
  (void)state;
  if (!has_walls()) skip();
  gm_worker *worker;
  assert_int_equal(gm_worker_start(&worker, attacker, NULL, NULL, NULL), GM_OK);
  answers_nothing_escaped(worker);
  assert_int_equal(gm_worker_shared(worker)->walls, gm_jail_probe());
  gm_worker_free(worker);
}

static void so_does_a_copy(void **state) {
  (void)state;
  if (!has_walls()) skip();
  gm_worker_limits limits = {.is_template = true};
  gm_worker *template_, *one, *two;
  gm_buffer answer = GM_BUFFER_INIT;
  gm_error err = {0};
  assert_int_equal(gm_worker_start(&template_, attacker, NULL, &limits, NULL), GM_OK);
  assert_int_equal(gm_worker_fork(&one, template_, &err), GM_OK);
  assert_int_equal(gm_worker_fork(&two, template_, &err), GM_OK);
  answers_nothing_escaped(one);
  answers_nothing_escaped(two);
  /* A copy's end is told as any worker's, and its page is free again. */
  gm_worker_send(one, gm_slice_text("abort"), -1, NULL);
  assert_int_equal(gm_worker_receive(one, &answer, 20000, &err), GM_DIED);
  assert_non_null(strstr(err.message, "the worker crashed"));
  gm_worker_free(one);
  assert_int_equal(gm_worker_fork(&one, template_, NULL), GM_OK);
  gm_worker_free(template_); /* copies live on */
  answers_nothing_escaped(one);
  answers_nothing_escaped(two);
  gm_worker_free(one);
  gm_worker_free(two);
  gm_buffer_free(&answer);
}

/* What a program that was started may do is tried before it starts: the walls are the same. */
static void so_does_a_program(void **state) {
  (void)state;
  if (!has_walls()) skip();
  char said[4096] = "";
  int ends[2], status = 0;
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    gm_buffer escaped = GM_BUFFER_INIT;
    unsigned walls = gm_jail_program("/bin/cat");
    attempt_all(&escaped, true);
    if (write(ends[1], escaped.data ? escaped.data : "", escaped.size) < 0) _exit(1);
    if (!(walls & GM_JAIL_PATHS)) _exit(3);
    dup2(ends[1], 1);
    execl("/bin/cat", "cat", "/etc/passwd", (char *)NULL);
    _exit(2);
  }
  close(ends[1]);
  for (ssize_t size = 0, got; (got = read(ends[0], said + size, sizeof said - 1 - (size_t)size)) > 0;) size += got;
  close(ends[0]);
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 3) skip(); /* without landlock paths are open */
  assert_string_equal(said, "");
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 1); /* cat ran, and could not read it */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_worker_stays_in, setup, teardown),
      cmocka_unit_test_setup_teardown(so_does_a_copy, setup, teardown),
      cmocka_unit_test_setup_teardown(so_does_a_program, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
