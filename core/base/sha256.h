/* SHA-256 (FIPS 180-4), with the processor's SHA instructions where it has them. */
#ifndef GM_BASE_SHA256_H
#define GM_BASE_SHA256_H
#include "base/slice.h"
#include <stdint.h>

typedef struct {
  uint32_t state[8];
  uint64_t size;
  unsigned char block[64];
  void (*transform)(uint32_t state[8], const unsigned char *block);
} gm_sha256;

void gm_sha256_init(gm_sha256 *hash);
void gm_sha256_init_portable(gm_sha256 *hash); /* without them, for tests */
void gm_sha256_add(gm_sha256 *hash, const void *data, size_t size);
void gm_sha256_end(gm_sha256 *hash, unsigned char digest[32]);
void gm_sha256_hex(gm_slice bytes, char hex[65]); /* lower case, NUL at the end */
#endif
