/* Where worker.c makes the child's end. */
#ifndef GM_WORK_CHANNEL_H
#define GM_WORK_CHANNEL_H

struct gm_channel {
  int socket;
};
#endif
