/* The scripts and rules compiled into the library, sorted by path ("scripts/gimlet/init.lua"). */
#ifndef GM_LUA_EMBEDDED_H
#define GM_LUA_EMBEDDED_H

typedef struct {
  const char *path;
  const unsigned char *data;
  unsigned size;
} gm_embedded;

extern const gm_embedded gm_embedded_files[]; /* ends with a NULL path */
extern const unsigned gm_embedded_count;
#endif
