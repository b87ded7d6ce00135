/* A clock that costs a few nanoseconds to read, for measuring what is short and often.
 * Its unit differs between machines: compare it with seconds over a longer stretch. */
#ifndef GM_BASE_TICKS_H
#define GM_BASE_TICKS_H
#include <stdint.h>
#include <time.h>

static inline uint64_t gm_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static inline uint64_t gm_ticks(void) {
#if defined(__x86_64__) || defined(__i386__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t now;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(now));
  return now;
#else
  return gm_nanoseconds();
#endif
}
#endif
