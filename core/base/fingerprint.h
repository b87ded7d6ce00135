/* Tells whether a file is what it was, without keeping it. */
#ifndef GM_BASE_FINGERPRINT_H
#define GM_BASE_FINGERPRINT_H
#include "base/error.h"
#include <stdint.h>

/* 64 bits of the content of a file, the same on every machine; against accidents, not
 * against forgers. */
gm_status gm_fingerprint(const char *path, uint64_t *out, gm_error *err);
#endif
