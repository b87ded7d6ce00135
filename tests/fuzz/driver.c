/* Runs one fuzz target (LLVMFuzzerTestOneInput) for some seconds: every file of its
 * corpus first, then changed and crossed copies of them, from a seed that is printed
 * and can be given. With clang the same targets link with -fsanitize=fuzzer instead of
 * this file.
 *
 *   fuzz_NAME CORPUS[:FOLDER…] SECONDS [SEED]
 *
 * The input that crashed is left beside the program as fuzz_NAME.crash. */
#include <dirent.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LARGEST 65536
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv);

static struct {
  uint8_t *data;
  size_t size;
} corpus[4096];
static size_t count;
static uint8_t input[LARGEST];
static size_t input_size;
static char crash_path[4200];
static uint64_t state;

static uint32_t below(uint32_t n) {
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  return (uint32_t)((state >> 33) % n);
}

static void on_crash(int number) {
  FILE *file = fopen(crash_path, "wb");
  if (file) {
    fwrite(input, 1, input_size, file);
    fclose(file);
  }
  signal(number, SIG_DFL);
  raise(number);
}

static void run(void) { LLVMFuzzerTestOneInput(input, input_size); }

static void read_corpus(const char *path) {
  DIR *folder = opendir(path);
  struct dirent *entry;
  char name[4400];
  while (folder && (entry = readdir(folder)) && count < 4096) {
    if (entry->d_name[0] == '.') continue;
    snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
    FILE *file = fopen(name, "rb");
    if (!file) continue;
    input_size = fread(input, 1, LARGEST, file);
    fclose(file);
    corpus[count].data = malloc(input_size + 1);
    memcpy(corpus[count].data, input, input_size);
    corpus[count++].size = input_size;
    run();
  }
  if (folder) closedir(folder);
}

/* Puts a stretch of `from` into the input at `at`, over it or between. */
static void splice(const uint8_t *from, size_t size, size_t at, int over) {
  if (at > input_size) at = input_size;
  if (size > LARGEST - at) size = LARGEST - at;
  if (!over) {
    size_t tail = input_size - at;
    if (tail > LARGEST - at - size) tail = LARGEST - at - size;
    memmove(input + at + size, input + at, tail);
    input_size = at + size + tail;
  }
  memcpy(input + at, from, size);
  if (at + size > input_size) input_size = at + size;
}

static void change(void) {
  size_t other = below((uint32_t)count), at = below((uint32_t)input_size + 1), from,
         size;
  uint8_t bytes[8];
  switch (below(6)) {
  case 0: /* a bit */
    if (input_size) input[at % input_size] ^= (uint8_t)(1u << below(8));
    break;
  case 1: /* any bytes */
    for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)below(256);
    splice(bytes, 1 + below(8), at, (int)below(2));
    break;
  case 2: /* a stretch goes */
    size = below(1 + (uint32_t)(input_size - at));
    memmove(input + at, input + at + size, input_size - at - size);
    input_size -= size;
    break;
  case 3: /* again and again */
    size = below(9);
    if (at + size > input_size) break;
    memcpy(bytes, input + at, size > 8 ? 8 : size);
    for (uint32_t times = below(40); times; times--)
      splice(bytes, size > 8 ? 8 : size, at, 0);
    break;
  default: /* a stretch of another file */
    from = below((uint32_t)corpus[other].size + 1);
    size = below(1 + (uint32_t)(corpus[other].size - from));
    splice(corpus[other].data + from, size, at, (int)below(2));
  }
}

int main(int argc, char **argv) {
  if (LLVMFuzzerInitialize) LLVMFuzzerInitialize(&argc, &argv);
  if (argc < 3) return 2;
  const char *name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
  time_t end = time(NULL) + atoi(argv[2]);
  uint64_t runs = 0;
  state = argc > 3 ? strtoull(argv[3], NULL, 10) : (uint64_t)time(NULL);
  snprintf(crash_path, sizeof crash_path, "%s.crash", argv[0]);
  signal(SIGABRT, on_crash);
  signal(SIGSEGV, on_crash);
  unsigned long long seed = state;
  char *folders = argv[1];
  for (char *save, *folder = strtok_r(folders, ":", &save); folder;
       folder = strtok_r(NULL, ":", &save))
    read_corpus(folder);
  if (!count) corpus[count++].data = calloc(1, 1);
  for (; time(NULL) < end; runs++) {
    size_t pick = below((uint32_t)count);
    memcpy(input, corpus[pick].data, corpus[pick].size);
    input_size = corpus[pick].size;
    for (uint32_t changes = 1 + below(8); changes; changes--) change();
    run();
  }
  printf("figure: %s %llu inputs, seed %llu\n", name, (unsigned long long)runs, seed);
  return 0;
}
