/* Mapping saves a copy of large files; a file that shrinks meanwhile would end the
 * worker that reads it, which costs that document only. */
#include "load/bytes.h"
#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAP_FROM = 1 << 20, CHUNK = 1 << 16 };

static gm_status read_all(gm_bytes *out, int fd, gm_error *err) {
  for (;;) {
    char *room = gm_buffer_reserve(&out->buffer, CHUNK);
    if (!room)
      return gm_nomem(err);
    ssize_t got = read(fd, room, CHUNK);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return gm_fail(err, GM_IO, "cannot read: %s", strerror(errno));
    if (got == 0)
      break;
    out->buffer.size += (size_t)got;
  }
  out->bytes = gm_buffer_slice(&out->buffer);
  return GM_OK;
}

gm_status gm_bytes_read(gm_bytes *out, int fd, gm_error *err) {
  *out = (gm_bytes){0};
  struct stat about;
  if (fstat(fd, &about) != 0)
    return gm_fail(err, GM_IO, "cannot read: %s", strerror(errno));
  if (S_ISDIR(about.st_mode))
    return gm_fail(err, GM_IO, "is a folder");
  if (S_ISREG(about.st_mode) && about.st_size >= MAP_FROM &&
      lseek(fd, 0, SEEK_CUR) == 0) {
    void *mapped = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (mapped != MAP_FAILED) {
      madvise(mapped, (size_t)about.st_size, MADV_SEQUENTIAL);
      out->mapped = mapped;
      out->bytes = gm_slice_of(mapped, (size_t)about.st_size);
      return GM_OK;
    }
  }
  gm_status status = read_all(out, fd, err);
  if (status != GM_OK)
    gm_bytes_free(out);
  return status;
}

void gm_bytes_free(gm_bytes *bytes) {
  if (bytes->mapped)
    munmap(bytes->mapped, bytes->bytes.size);
  gm_buffer_free(&bytes->buffer);
  *bytes = (gm_bytes){0};
}
