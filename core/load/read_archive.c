/* Archives: each file in them is read as if it lay in a folder, hidden files and
 * sidecars left out; NAME.meta.json in the archive adds metadata to NAME. A packed file
 * (gzip, xz, zstd) is read as what it is when unpacked. */
#include "base/buffer.h"
#include "load/archive.h"

typedef struct {
  const gm_reading *reading;
  gm_arena *arena;
  gm_meta *sidecars; /* key: the name without ".meta.json" */
  size_t count, capacity;
} unpacking;

static const char sidecar_ending[] = ".meta.json";

static bool is_sidecar(gm_slice name) {
  size_t size = sizeof sidecar_ending - 1;
  return name.size > size &&
         memcmp(name.data + name.size - size, sidecar_ending, size) == 0;
}

/* A part of the path begins with a point, or it is what a Mac adds. */
static bool is_hidden(gm_slice name) {
  for (size_t i = 0; i < name.size; i++)
    if (name.data[i] == '.' && (i == 0 || name.data[i - 1] == '/'))
      return true;
  return gm_slice_begins(name, "__MACOSX/") ||
         (name.size && name.data[name.size - 1] == '~');
}

static bool wants_sidecar(void *context, gm_slice name) {
  (void)context;
  return is_sidecar(name) && !is_hidden(name);
}

static gm_status take_sidecar(void *context, gm_slice name, gm_slice bytes,
                              gm_error *err) {
  unpacking *u = context;
  if (!name.size)
    return GM_OK;
  name.size -= sizeof sidecar_ending - 1;
  char *key = gm_arena_copy(u->arena, name.data, name.size);
  char *value = gm_arena_copy(u->arena, bytes.data, bytes.size);
  if (!key || !value ||
      !gm_grow((void **)&u->sidecars, &u->capacity, u->count + 1, sizeof *u->sidecars))
    return gm_nomem(err);
  u->sidecars[u->count++] =
      (gm_meta){gm_slice_of(key, name.size), gm_slice_of(value, bytes.size), {0}};
  return GM_OK;
}

/* NAME.meta.json, where NAME is with or without its ending. */
static gm_slice sidecar_of(const unpacking *u, gm_slice name) {
  size_t bare = name.size;
  while (bare && name.data[bare - 1] != '.' && name.data[bare - 1] != '/')
    bare--;
  bare = bare && name.data[bare - 1] == '.' ? bare - 1 : name.size;
  for (size_t i = 0; i < u->count; i++)
    if (gm_slice_equal(u->sidecars[i].key, name) ||
        gm_slice_equal(u->sidecars[i].key, gm_slice_of(name.data, bare)))
      return u->sidecars[i].value;
  return gm_slice_of("", 0);
}

static bool wants_document(void *context, gm_slice name) {
  (void)context;
  return !is_sidecar(name) && !is_hidden(name);
}

static gm_status take_document(void *context, gm_slice name, gm_slice bytes,
                               gm_error *err) {
  const unpacking *u = context;
  if (!name.size && gm_slice_equal(bytes, u->reading->bytes))
    return gm_fail(err, GM_FORMAT, "a damaged archive");
  return gm_reading_inner(u->reading, name, bytes, sidecar_of(u, name), err);
}

static bool is_tar(gm_slice bytes) {
  return bytes.size >= 512 && memcmp(bytes.data + 257, "ustar", 5) == 0;
}

static bool is_archive(gm_slice bytes) {
  return gm_is_zip(bytes) || is_tar(bytes) ||
         (bytes.size > 6 && memcmp(bytes.data, "7z\xbc\xaf\x27\x1c", 6) == 0);
}

static gm_status read_archive(const gm_reading *reading, gm_error *err) {
  if (gm_zip_holds(reading->bytes, "[Content_Types].xml"))
    return gm_fail(err, GM_FORMAT, "is an office document that is no text");
  unpacking u = {reading, gm_arena_new(), NULL, 0, 0};
  if (!u.arena)
    return gm_nomem(err);
  gm_reading silent = *reading;
  silent.failure = NULL;
  gm_status status = gm_archive_walk(&silent, wants_sidecar, take_sidecar, &u, err);
  if (status == GM_OK)
    status = gm_archive_walk(reading, wants_document, take_document, &u, err);
  gm_free(u.sidecars);
  gm_arena_free(u.arena);
  return status;
}

static int likeness(gm_slice bytes) {
  static const struct {
    const char *magic;
    size_t size;
  } packed[] = {{"\x1f\x8b\x08", 3},
                {"\xfd"
                 "7zXZ\0",
                 6},
                {"\x28\xb5\x2f\xfd", 4},
                {"BZh", 3},
                {"\x5d\0\0\x80\0", 5}};
  if (is_archive(bytes))
    return 60;
  for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
    if (bytes.size > 10 && memcmp(bytes.data, packed[i].magic, packed[i].size) == 0 &&
        (i != 3 || memcmp(bytes.data + 4, "1AY&SY", 6) == 0))
      return 60;
  return 0;
}

const gm_reader gm_reader_archive = {
    "archive", " .zip .tar .gz .tgz .xz .txz .zst .bz2 .7z ", likeness, read_archive};
