/* The walls. What is not allowed by name is refused; calls with arguments that matter are
 * allowed for harmless arguments only. libseccomp knows the numbers of calls on each
 * machine; names that a machine does not have are passed over. Landlock's own numbers
 * are here because C libraries have no functions for it (landlock(7)). */
#include "work/jail.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef GM_HAVE_SECCOMP
#include <seccomp.h>
#endif

/* ---- landlock ------------------------------------------------------------------------- */

enum { /* linux/landlock.h */
  CREATE_RULESET = 444, ADD_RULE, RESTRICT_SELF,
  RULE_BENEATH = 1, ASK_VERSION = 1,
  FS_EXECUTE = 1, FS_READ_FILE = 4, FS_READ_DIR = 8,
  NET_ALL = 3,   /* bind, connect; from version 4 */
  SCOPE_ALL = 3, /* abstract sockets, signals; from version 6 */
};

typedef struct {
  uint64_t files, net, scoped;
} ruleset;

typedef struct {
  uint64_t allowed;
  int32_t folder;
} __attribute__((packed)) path_rule;

/* All rights over files that a version knows. */
static uint64_t rights_of(long version) {
  return version >= 5   ? (1u << 16) - 1
         : version >= 3 ? (1u << 15) - 1
         : version >= 2 ? (1u << 14) - 1
                        : (1u << 13) - 1;
}

static void allow(int rules, const char *path, uint64_t rights) {
  struct stat info;
  path_rule rule = {rights, open(path, O_PATH | O_CLOEXEC)};
  if (rule.folder < 0) return;
  if (fstat(rule.folder, &info) == 0 && !S_ISDIR(info.st_mode))
    rule.allowed &= FS_EXECUTE | FS_READ_FILE;
  syscall(ADD_RULE, rules, RULE_BENEATH, &rule, 0);
  close(rule.folder);
}

/* What libraries read after start-up: further libraries (conversions of the C library),
 * time zones. */
static const char *const of_libraries[] = {
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib",
    "/usr/share/zoneinfo", "/etc/localtime", "/etc/ld.so.cache", NULL};
static const char *const of_programs[] = {"/usr/share/poppler", "/usr/share/fonts",
                                          "/etc/fonts", "/usr/share/fontconfig",
                                          "/var/cache/fontconfig", NULL};

/* Where execvp would find it. */
static void allow_program(int rules, const char *program) {
  char path[PATH_MAX];
  if (strchr(program, '/')) {
    allow(rules, program, FS_READ_FILE | FS_EXECUTE);
    return;
  }
  const char *list = getenv("PATH");
  for (const char *at = list ? list : "/usr/bin:/bin"; at && *at;) {
    size_t size = strcspn(at, ":");
    snprintf(path, sizeof path, "%.*s/%s", (int)size, at, program);
    allow(rules, path, FS_READ_FILE | FS_EXECUTE);
    at += size + (at[size] == ':');
  }
}

static bool restrict_paths(const char *program) {
  long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
  if (version < 1) return false;
  ruleset what = {rights_of(version), version >= 4 ? NET_ALL : 0,
                  version >= 6 ? SCOPE_ALL : 0};
  size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  int rules = (int)syscall(CREATE_RULESET, &what, size, 0);
  if (rules < 0) return false;
  uint64_t reading = FS_READ_FILE | FS_READ_DIR;
  for (const char *const *path = of_libraries; *path; path++)
    allow(rules, *path, reading | (program ? FS_EXECUTE : 0));
  for (const char *const *path = of_programs; program && *path; path++)
    allow(rules, *path, reading);
  if (program) allow_program(rules, program);
  bool done = syscall(RESTRICT_SELF, rules, 0) == 0;
  close(rules);
  return done;
}

/* ---- seccomp -------------------------------------------------------------------------- */

#ifdef GM_HAVE_SECCOMP
/* Memory, time, what is open already, the end. */
static const char *const harmless[] = {
    "read", "readv", "pread64", "write", "writev", "close", "close_range", "fstat",
    "lseek", "_llseek", "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise", "brk",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigreturn", "sigaltstack", "pause",
    "sendmsg", "recvmsg", "sendto", "recvfrom", "shutdown", "poll", "ppoll", "select",
    "pselect6", "futex", "futex_time64", "getpid", "gettid", "getppid", "getuid",
    "geteuid", "getgid", "getegid", "getrandom", "clock_gettime", "clock_gettime64",
    "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "getrusage",
    "sched_yield", "sched_getaffinity", "uname", "sysinfo", "exit", "exit_group",
    "restart_syscall", "membarrier", "rseq", "dup", "dup2", "dup3", "fcntl",
    "ftruncate", "memfd_create", "eventfd2", "times", "getcpu", NULL};

/* What the start of a program needs besides. */
static const char *const starting[] = {
    "execve", "arch_prctl", "set_tid_address", "set_robust_list", "set_thread_area",
    "set_tls", "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getcwd",
    "newfstatat", "fstatat64", "stat", "lstat", "statx", "getdents64", "statfs", "fstatfs",
    "getrlimit", "ugetrlimit", "pread", "fadvise64", "getxattr", NULL};

static void allow_calls(scmp_filter_ctx filter, const char *const *names) {
  for (; *names; names++) {
    int call = seccomp_syscall_resolve_name(*names);
    if (call != __NR_SCMP_ERROR) seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
  }
}

static void allow_where(scmp_filter_ctx filter, const char *name, struct scmp_arg_cmp is) {
  int call = seccomp_syscall_resolve_name(name);
  if (call != __NR_SCMP_ERROR)
    seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &is);
}

/* Opening to read, nothing else. */
static void allow_reading(scmp_filter_ctx filter) {
  const uint64_t writing =
      O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  allow_where(filter, "open", SCMP_A1(SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
  allow_where(filter, "openat", SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
}

/* fstat() of the C library: of nothing but an open descriptor. */
static void allow_bare_stat(scmp_filter_ctx filter) {
  allow_where(filter, "newfstatat",
              SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
  allow_where(filter, "statx",
              SCMP_A2(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
}

/* Processes made from this one, and what they need to enter the jail again. */
static void allow_forking(scmp_filter_ctx filter) {
  static const char *const names[] = {"clone", "seccomp", "tgkill", NULL};
  allow_calls(filter, names);
  allow_where(filter, "prctl", SCMP_A0(SCMP_CMP_EQ, PR_SET_NO_NEW_PRIVS));
  allow_where(filter, "prctl", SCMP_A0(SCMP_CMP_EQ, PR_SET_PDEATHSIG));
  allow_where(filter, "prctl", SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
  allow_where(filter, "prctl", SCMP_A0(SCMP_CMP_EQ, PR_GET_SECCOMP));
}

static bool restrict_calls(bool may_fork, bool reading, bool program) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (!filter) return false;
  seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a tree, not a list */
  allow_calls(filter, harmless);
  if (program) allow_calls(filter, starting);
  else allow_bare_stat(filter);
  allow_where(filter, "prlimit64", SCMP_A2(SCMP_CMP_EQ, 0)); /* reading a limit */
  if (reading) allow_reading(filter);
  if (may_fork) allow_forking(filter);
  else /* abort() and raise(): signals to itself */
    allow_where(filter, "tgkill", SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
  bool done = seccomp_load(filter) == 0;
  seccomp_release(filter);
  return done;
}
#else
static bool restrict_calls(bool may_fork, bool reading, bool program) {
  return (void)may_fork, (void)reading, (void)program, false;
}
#endif

/* ---- both ----------------------------------------------------------------------------- */

unsigned gm_jail_worker(bool may_fork) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  unsigned walls = restrict_paths(NULL) ? GM_JAIL_PATHS : 0;
  if (restrict_calls(may_fork, walls & GM_JAIL_PATHS, false)) walls |= GM_JAIL_CALLS;
  return walls;
}

void gm_jail_narrow(unsigned walls) {
  if (walls & GM_JAIL_CALLS) restrict_calls(false, walls & GM_JAIL_PATHS, false);
}

unsigned gm_jail_program(const char *program) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  unsigned walls = restrict_paths(program) ? GM_JAIL_PATHS : 0;
  if (restrict_calls(false, true, true)) walls |= GM_JAIL_CALLS;
  return walls;
}

unsigned gm_jail_probe(void) {
  int status = 0;
  pid_t child = fork();
  if (child == 0) _exit((int)gm_jail_worker(false));
  if (child < 0) return 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? (unsigned)WEXITSTATUS(status) : 0;
}
