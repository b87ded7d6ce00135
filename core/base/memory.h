/* Allocation. Every allocation of the core goes through here, so that tests can make the
 * n-th one fail. Out of memory is an error, never the end of the process. */
#ifndef GM_BASE_MEMORY_H
#define GM_BASE_MEMORY_H
#include <stddef.h>
#include <stdint.h>

void *gm_alloc(size_t size);               /* NULL when there is none; size 0 gives 1 byte */
void *gm_calloc(size_t count, size_t size); /* zeroed; NULL also on overflow */
void gm_free(void *block);

/* Makes `*array` (of items of `item` bytes) hold at least `need` items, growing by half.
 * Gives 0 when there is no memory, and leaves the array as it was. */
int gm_grow(void **array, size_t *capacity, size_t need, size_t item);

/* Tests only: the n-th allocation from now fails (and every later one until reset); a
 * negative n never fails. */
void gm_alloc_fail_after(int64_t n);

/* An arena: many small blocks with one lifetime, aligned to 16 bytes. */
typedef struct gm_arena gm_arena;
gm_arena *gm_arena_new(void);
void gm_arena_free(gm_arena *arena);
void *gm_arena_alloc(gm_arena *arena, size_t size);                /* NULL when none */
char *gm_arena_copy(gm_arena *arena, const char *data, size_t size); /* adds a final NUL */
void gm_arena_reset(gm_arena *arena);     /* forgets all blocks, keeps one chunk */
size_t gm_arena_size(const gm_arena *arena); /* bytes held from the system */
#endif
