/* Frames on a socket, and descriptors beside them (SCM_RIGHTS, unix(7)). */
#include "work/frame.h"
#include <string.h>

void gm_frame_head(unsigned char head[GM_FRAME_HEAD], uint32_t size, uint32_t flags) {
  memcpy(head, &size, 4);
  memcpy(head + 4, &flags, 4);
}

void gm_frame_read_head(const unsigned char head[GM_FRAME_HEAD], uint32_t *size,
                        uint32_t *flags) {
  memcpy(size, head, 4);
  memcpy(flags, head + 4, 4);
}

ssize_t gm_frame_write(int socket, const unsigned char *head, gm_slice body, size_t sent,
                       int fd, int flags) {
  struct iovec parts[2];
  size_t count = 0;
  if (sent < GM_FRAME_HEAD)
    parts[count++] = (struct iovec){(void *)(head + sent), GM_FRAME_HEAD - sent};
  size_t done = sent < GM_FRAME_HEAD ? 0 : sent - GM_FRAME_HEAD;
  if (body.size > done)
    parts[count++] = (struct iovec){(void *)(body.data + done), body.size - done};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = count};
  union {
    struct cmsghdr align;
    char room[CMSG_SPACE(sizeof(int))];
  } control;
  if (fd >= 0 && sent == 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = control.room;
    message.msg_controllen = sizeof control.room;
    struct cmsghdr *note = CMSG_FIRSTHDR(&message);
    note->cmsg_level = SOL_SOCKET;
    note->cmsg_type = SCM_RIGHTS;
    note->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(note), &fd, sizeof fd);
  }
  return sendmsg(socket, &message, MSG_NOSIGNAL | flags);
}
