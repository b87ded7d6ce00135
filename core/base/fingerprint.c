/* A chain over blocks of four lanes of 64 bits, each multiplied on its own so that they
 * need not wait for each other; what is left over goes through gm_hash. */
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

static uint64_t hash_block(const char *block, size_t size, uint64_t before) {
  uint64_t lanes[4] = {before, before ^ 0x9e3779b97f4a7c15ULL, ~before, size};
  size_t at = 0;
  for (; at + 32 <= size; at += 32)
    for (int lane = 0; lane < 4; lane++) {
      uint64_t word;
      memcpy(&word, block + at + 8 * lane, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
      word = __builtin_bswap64(word);
#endif
      lanes[lane] = (lanes[lane] ^ word) * 0xff51afd7ed558ccdULL;
      lanes[lane] ^= lanes[lane] >> 32;
    }
  uint64_t hash = gm_hash(gm_slice_of(block + at, size - at));
  for (int lane = 0; lane < 4; lane++) /* murmur3's finalizer between them */
    hash = ((hash ^ lanes[lane]) * 0xc4ceb9fe1a85ec53ULL) ^ hash >> 29;
  return hash ^ hash >> 33;
}

gm_status gm_fingerprint(const char *path, uint64_t *out, gm_error *err) {
  char *block = gm_alloc(BLOCK);
  int file = block ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  ssize_t got = file < 0 ? -1 : BLOCK;
  uint64_t hash = 0;
  while (got == BLOCK && (got = read_block(file, block)) > 0)
    hash = hash_block(block, (size_t)got, hash);
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
