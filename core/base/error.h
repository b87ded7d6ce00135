/* Status codes and the caller-owned error that describes a failure.
 *
 * A function that can fail returns a gm_status and takes a `gm_error *err` last. On GM_OK
 * `err` is untouched; otherwise it says what went wrong and, where known, in which file, line
 * and column. NULL is welcome where the caller wants the status only. */
#ifndef GM_BASE_ERROR_H
#define GM_BASE_ERROR_H
#include <stdarg.h>
#include <stdint.h>

#define GM_STATUS_TABLE(X)                                                               \
  X(OK, "ok")                                                                            \
  X(NOMEM, "out of memory")                                                              \
  X(IO, "input or output failed")                                                        \
  X(FORMAT, "malformed input")                                                           \
  X(MISUSE, "invalid argument")                                                          \
  X(NOTFOUND, "not found")                                                               \
  X(LIMIT, "limit exceeded")                                                             \
  X(BUSY, "in use by another process")                                                   \
  X(VERSION, "made by a newer version")                                                  \
  X(FULL, "no space left")                                                               \
  X(READONLY, "read-only")                                                               \
  X(CORRUPT, "damaged file")                                                             \
  X(RULE, "invalid rule")                                                                \
  X(UNSUPPORTED, "not supported by this build")                                          \
  X(TIMEOUT, "time limit exceeded")                                                      \
  X(DIED, "worker process died")                                                         \
  X(INTERRUPTED, "interrupted")

typedef enum {
#define GM_STATUS_ENUM(name, text) GM_##name,
  GM_STATUS_TABLE(GM_STATUS_ENUM)
#undef GM_STATUS_ENUM
} gm_status;

typedef struct {
  gm_status status;
  uint32_t line, column; /* from 1; 0 where there is none */
  char file[512];        /* empty where there is none; cut on a character boundary */
  char message[1024];    /* UTF-8, without file, line or final full stop */
} gm_error;

#if defined(__GNUC__)
#define GM_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define GM_PRINTF(f, a)
#endif

/* Fills `err` unless it already holds a failure (the first one wins); returns `status`. */
gm_status gm_fail(gm_error *err, gm_status status, const char *format, ...) GM_PRINTF(3, 4);
/* The same for a place in a file; `line` and `column` may be 0, `file` NULL. */
gm_status gm_fail_at(gm_error *err, gm_status status, const char *file, uint32_t line,
                     uint32_t column, const char *format, ...) GM_PRINTF(6, 7);
gm_status gm_nomem(gm_error *err);
void gm_error_clear(gm_error *err);
const char *gm_status_name(gm_status status); /* "NOMEM" */
const char *gm_status_text(gm_status status); /* "out of memory" */
#endif
