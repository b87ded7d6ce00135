/* The child's end of the socket: blocking, one frame after the other. */
#include "work/worker.h"
#include "work/frame.h"
#include "work/jail.h"
#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static void take_fd(struct msghdr *message, int *fd) {
  for (struct cmsghdr *note = CMSG_FIRSTHDR(message); note;
       note = CMSG_NXTHDR(message, note)) {
    if (note->cmsg_level != SOL_SOCKET || note->cmsg_type != SCM_RIGHTS) continue;
    if (*fd >= 0) close(*fd);
    memcpy(fd, CMSG_DATA(note), sizeof *fd);
  }
}

/* Reads `size` bytes; a descriptor that comes with them goes to *fd. 0 at the end, -1 with errno
 * on failure. */
static int read_all(int socket, char *data, size_t size, int *fd) {
  for (size_t done = 0; done < size;) {
    union {
      struct cmsghdr align;
      char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {data + done, size - done};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.room,
                             .msg_controllen = sizeof control.room};
    ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return (int)got;
    take_fd(&message, fd);
    done += (size_t)got;
  }
  return 1;
}

static gm_status ended(int got, gm_error *err) {
  if (got == 0) return gm_fail(err, GM_NOTFOUND, "the channel is closed");
  return gm_fail(err, GM_IO, "cannot read from the channel: %s", strerror(errno));
}

int *gm_channel_runner(gm_channel *channel) {
  return channel->runner >= 0 ? &channel->runner : NULL;
}

/* ---- a template's copies -------------------------------------------------------------- */

/* In the copy: its own socket, its own page at the place of the template's. */
static void settle(gm_channel *channel, int fd, uint32_t page) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != channel->parent) _exit(0);
  char *first = channel->state;
  if (dup2(fd, channel->socket) < 0 ||
      mremap(first + (size_t)page * GM_WORKER_PAGE, GM_WORKER_PAGE, GM_WORKER_PAGE,
             MREMAP_MAYMOVE | MREMAP_FIXED, first) == MAP_FAILED)
    _exit(1);
  close(fd);
  gm_jail_narrow(channel->walls);
  ((gm_worker_state *)channel->state)->walls = channel->walls;
}

/* The copy is a child of the template's parent, which so learns how it ends. */
static gm_status copy(gm_channel *channel, gm_slice frame, int fd, gm_error *err) {
  uint32_t page = 0;
  if (frame.size == sizeof page) memcpy(&page, frame.data, sizeof page);
  int32_t process = -1;
  if (fd >= 0 && page && page < GM_WORKER_PAGES)
    process = (int32_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
  if (process == 0) return settle(channel, fd, page), GM_OK;
  if (fd >= 0) close(fd);
  return gm_channel_send(channel, gm_slice_of((const char *)&process, sizeof process), err);
}

/* ---- frames ---------------------------------------------------------------------------- */

static gm_status receive(gm_channel *channel, gm_buffer *frame, uint32_t *flags, int *fd,
                         gm_error *err) {
  unsigned char head[GM_FRAME_HEAD];
  *fd = -1;
  int got = read_all(channel->socket, (char *)head, sizeof head, fd);
  if (got <= 0) return ended(got, err);
  uint32_t size;
  gm_frame_read_head(head, &size, flags);
  gm_buffer_clear(frame);
  char *room = gm_buffer_reserve(frame, size ? size : 1);
  got = room ? read_all(channel->socket, room, size, fd) : 1;
  if (room && got > 0) {
    frame->size = size;
    return GM_OK;
  }
  if (*fd >= 0) close(*fd);
  *fd = -1;
  return room ? ended(got, err) : gm_nomem(err);
}

gm_status gm_channel_receive(gm_channel *channel, gm_buffer *frame, int *fd, gm_error *err) {
  for (;;) {
    uint32_t flags;
    gm_status status = receive(channel, frame, &flags, fd, err);
    if (status != GM_OK || !(flags & GM_FRAME_FORK)) return status;
    status = copy(channel, gm_buffer_slice(frame), *fd, err);
    if (status != GM_OK) return status;
  }
}

gm_status gm_channel_send(gm_channel *channel, gm_slice frame, gm_error *err) {
  if (frame.size > GM_FRAME_MAX) return gm_fail(err, GM_LIMIT, "an answer is too large");
  unsigned char head[GM_FRAME_HEAD];
  gm_frame_head(head, (uint32_t)frame.size, 0);
  for (size_t sent = 0; sent < sizeof head + frame.size;) {
    ssize_t wrote = gm_frame_write(channel->socket, head, frame, sent, -1, 0);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0)
      return gm_fail(err, GM_IO, "cannot write to the channel: %s", strerror(errno));
    sent += (size_t)wrote;
  }
  return GM_OK;
}
