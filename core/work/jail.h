/* The jail that code runs in which meets hostile bytes: no network, no writing, no new
 * processes, and reading of nothing but system libraries.
 *
 * Three walls, each where the system has it: a filter of system calls (seccomp, a list of
 * what is allowed; all else is refused with EPERM), rules on paths (landlock), and limits
 * on resources. Where there is no landlock a worker may open nothing at all. */
#ifndef GM_WORK_JAIL_H
#define GM_WORK_JAIL_H
#include "base/error.h"
#include <stdbool.h>

enum { /* the walls that stand */
  GM_JAIL_CALLS = 1, /* seccomp */
  GM_JAIL_PATHS = 2, /* landlock */
};

/* For the calling process, for good; gives the walls that stand. `may_fork`: it makes
 * further workers, each of which calls gm_jail_narrow and may no more. */
unsigned gm_jail_worker(bool may_fork);
void gm_jail_narrow(unsigned walls); /* those that stand already */
/* For a process that is about to become `program` (a path, or a name on PATH): it may run
 * that program and read libraries and fonts. */
unsigned gm_jail_program(const char *program);
/* The walls that would stand here, tried in a child. */
unsigned gm_jail_probe(void);
#endif
