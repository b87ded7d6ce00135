/* Sixty-four bytes as masks, one bit a byte: what the fast path of the tokenizer sees.
 */
#ifndef GM_TEXT_CLASSIFY_H
#define GM_TEXT_CLASSIFY_H
#include <stdint.h>

typedef struct {
  uint64_t letter, digit; /* ASCII */
  uint64_t word;          /* letter, digit or _ */
  uint64_t blank;         /* space, tab to carriage return */
  uint64_t point, hyphen, colon;
  uint64_t mid_number; /* , . ; */
  uint64_t closer;     /* needs a closer look: not ASCII, control, one of ' ` @ # $ % */
} gm_masks;

typedef void gm_classify(const char bytes[64], gm_masks *out);

gm_classify gm_classify_portable;
/* The fastest that this machine has; all give the same. */
gm_classify *gm_classify_best(void);
/* By name, for tests: "portable", "avx2"; NULL where the machine has it not. */
gm_classify *gm_classify_named(const char *name);
#endif
