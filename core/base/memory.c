/* Allocation with a switch that makes it fail, and arenas of chained chunks.
 *
 * Invariants of an arena: 1. `chunk` is NULL or has used <= size. 2. Blocks never move. */
#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

static _Thread_local int64_t fail_after = -1;

static int failing(void) {
  if (fail_after < 0) return 0;
  if (fail_after == 0) return 1;
  fail_after--;
  return 0;
}

void gm_alloc_fail_after(int64_t n) { fail_after = n; }

void *gm_alloc(size_t size) { return failing() ? NULL : malloc(size ? size : 1); }

void *gm_calloc(size_t count, size_t size) {
  return failing() ? NULL : calloc(count ? count : 1, size ? size : 1);
}

void gm_free(void *block) { free(block); }

int gm_grow(void **array, size_t *capacity, size_t need, size_t item) {
  if (need <= *capacity) return 1;
  size_t room = *capacity + *capacity / 2;
  if (room < need) room = need;
  if (room < 16) room = 16;
  if (room > SIZE_MAX / item) return 0;
  void *grown = failing() ? NULL : realloc(*array, room * item);
  if (!grown) return 0;
  *array = grown;
  *capacity = room;
  return 1;
}

enum { CHUNK = 64 * 1024 - 64, ALIGN = 16 };

typedef struct chunk {
  struct chunk *next;
  size_t used, size;
  _Alignas(ALIGN) char data[];
} chunk;

struct gm_arena {
  chunk *chunk;
  size_t held;
};

gm_arena *gm_arena_new(void) { return gm_calloc(1, sizeof(gm_arena)); }

static void free_chunks(chunk *first) {
  while (first) {
    chunk *next = first->next;
    gm_free(first);
    first = next;
  }
}

void gm_arena_free(gm_arena *arena) {
  if (!arena) return;
  free_chunks(arena->chunk);
  gm_free(arena);
}

void *gm_arena_alloc(gm_arena *arena, size_t size) {
  if (size > SIZE_MAX / 2) return NULL;
  size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
  chunk *top = arena->chunk;
  if (!top || top->size - top->used < size) {
    size_t room = size > CHUNK ? size : CHUNK;
    chunk *fresh = gm_alloc(sizeof *fresh + room);
    if (!fresh) return NULL;
    fresh->size = room;
    fresh->used = 0;
    arena->held += room;
    /* A block larger than a chunk goes below the top, which still has room. */
    if (top && size > CHUNK) {
      fresh->next = top->next;
      top->next = fresh;
    } else {
      fresh->next = top;
      arena->chunk = fresh;
    }
    top = fresh;
  }
  void *block = top->data + top->used;
  top->used += size;
  return block;
}

char *gm_arena_copy(gm_arena *arena, const char *data, size_t size) {
  char *copy = size < SIZE_MAX ? gm_arena_alloc(arena, size + 1) : NULL;
  if (!copy) return NULL;
  if (size) memcpy(copy, data, size);
  copy[size] = 0;
  return copy;
}

void gm_arena_reset(gm_arena *arena) {
  chunk *keep = arena->chunk;
  if (!keep) return;
  free_chunks(keep->next);
  keep->next = NULL;
  keep->used = 0;
  arena->held = keep->size;
}

size_t gm_arena_size(const gm_arena *arena) { return arena->held; }
