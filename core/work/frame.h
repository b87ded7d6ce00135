/* How a frame looks on the socket: 4 bytes of size, 4 of flags, the bytes. Inside work only. */
#ifndef GM_WORK_FRAME_H
#define GM_WORK_FRAME_H
#include "base/slice.h"
#include <stdint.h>
#include <sys/socket.h>

struct gm_channel {
  int socket;
  int parent;             /* process id */
  int runner;             /* socket: work/runner.h; -1: none */
  unsigned walls;         /* of the jail: work/jail.h */
  void *state;            /* gm_worker_state, the first of the pages that workers share with the parent */
};

/* A frame with FORK makes a template fork a worker that talks on the descriptor that comes
 * with it and writes its state into page `number`, the frame's four bytes; the template
 * answers with the process id. */
enum { GM_FRAME_HEAD = 8, GM_FRAME_HAS_FD = 1, GM_FRAME_FORK = 2 };
enum { GM_WORKER_PAGES = 129, GM_WORKER_PAGE = 65536 }; /* the template's and its workers' */

void gm_frame_head(unsigned char head[GM_FRAME_HEAD], uint32_t size, uint32_t flags);
void gm_frame_read_head(const unsigned char head[GM_FRAME_HEAD], uint32_t *size,
                        uint32_t *flags);
/* One sendmsg of what is left of head and body after `sent` bytes; `fd` goes with the first
 * byte. The result is sendmsg's. */
ssize_t gm_frame_write(int socket, const unsigned char *head, gm_slice body, size_t sent,
                       int fd, int flags);
#endif
