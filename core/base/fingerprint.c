/* A chain over blocks: each block's hash is taken together with the hash so far. */
#include "base/fingerprint.h"
#include "base/map.h"
#include "base/memory.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { BLOCK = 256 * 1024 };

/* Fills the block as far as the file goes. */
static ssize_t read_block(int file, char *block) {
  size_t held = 0;
  while (held < BLOCK) {
    ssize_t got = read(file, block + held, BLOCK - held);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return -1;
    if (got == 0)
      break;
    held += (size_t)got;
  }
  return (ssize_t)held;
}

gm_status gm_fingerprint(const char *path, uint64_t *out, gm_error *err) {
  char *block = gm_alloc(BLOCK + sizeof *out);
  int file = block ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  ssize_t got = file < 0 ? -1 : BLOCK;
  uint64_t hash = 0;
  while (got == BLOCK && (got = read_block(file, block)) > 0) {
    memcpy(block + got, &hash, sizeof hash);
    hash = gm_hash(gm_slice_of(block, (size_t)got + sizeof hash));
  }
  gm_status status = !block ? gm_nomem(err)
                     : got < 0
                         ? gm_fail_at(err, GM_IO, path, 0, 0, "%s", strerror(errno))
                         : GM_OK;
  if (file >= 0)
    close(file);
  gm_free(block);
  *out = hash;
  return status;
}
