/* libarchive does the work. Only its own readers are switched on: none that would run
 * another program. Bytes are counted as they come out, so that a file that claims to be
 * small and is not ends at the limit. */
#include "load/archive.h"
#include "base/buffer.h"
#include <stdio.h>
#ifdef GM_HAVE_ARCHIVE
#include <archive.h>
#include <archive_entry.h>
#endif

bool gm_is_zip(gm_slice bytes) {
  return bytes.size >= 22 && (memcmp(bytes.data, "PK\3\4", 4) == 0 ||
                              memcmp(bytes.data, "PK\5\6", 4) == 0);
}

static uint32_t little(const char *p, int bytes) {
  uint32_t number = 0;
  for (int i = 0; i < bytes; i++)
    number |= (uint32_t)(unsigned char)p[i] << (8 * i);
  return number;
}

/* The directory stands at the end (APPNOTE.TXT 4.3.12, 4.3.16). */
bool gm_zip_holds(gm_slice bytes, const char *name) {
  size_t length = strlen(name), last = bytes.size < 22 ? 0 : bytes.size - 22;
  if (!gm_is_zip(bytes))
    return false;
  size_t lowest = last > 65536 ? last - 65536 : 0, end = last + 1;
  while (end-- > lowest)
    if (memcmp(bytes.data + end, "PK\5\6", 4) == 0)
      break;
  if (end + 1 == lowest || end > last || memcmp(bytes.data + end, "PK\5\6", 4) != 0)
    return false;
  size_t at = little(bytes.data + end + 16, 4);
  while (at + 46 <= bytes.size && memcmp(bytes.data + at, "PK\1\2", 4) == 0) {
    const char *entry = bytes.data + at;
    size_t size = little(entry + 28, 2);
    if (at + 46 + size > bytes.size)
      return false;
    if (size >= length && memcmp(entry + 46, name, length) == 0)
      return true;
    at += 46 + size + little(entry + 30, 2) + little(entry + 32, 2);
  }
  return false;
}

#ifdef GM_HAVE_ARCHIVE

enum { STEP = 64 * 1024, MOST_FILES = 1000000 };

typedef struct {
  const gm_reading *reading;
  struct archive *archive;
  gm_archive_wants wants;
  gm_archive_take take;
  void *context;
  gm_buffer bytes;
} walk;

static void tell(const walk *w, const char *name, const char *what) {
  const char *why = archive_error_string(w->archive);
  gm_reading inner = *w->reading;
  gm_buffer path = GM_BUFFER_INIT;
  gm_buffer_add_text(&path, w->reading->path);
  if (name[0])
    gm_buffer_add_byte(&path, '!');
  gm_buffer_add_text(&path, name);
  inner.path = gm_buffer_text(&path);
  gm_reading_fail(&inner, 0, 0, "%s%s%s", what, why ? ": " : "", why ? why : "");
  gm_buffer_free(&path);
}

/* One file's bytes into w->bytes; *whole is false where they are damaged. */
static gm_status unpack(walk *w, const char *name, bool *whole, gm_error *err) {
  gm_buffer_clear(&w->bytes);
  for (;;) {
    char *room = gm_buffer_reserve(&w->bytes, STEP);
    if (!room)
      return gm_nomem(err);
    la_ssize_t got = archive_read_data(w->archive, room, STEP);
    *whole = got >= 0;
    if (got == 0)
      return GM_OK;
    if (got < 0) {
      tell(w, name, "cannot be unpacked");
      return GM_OK;
    }
    w->bytes.size += (size_t)got;
    gm_status status = gm_reading_expand(w->reading, (size_t)got, err);
    if (status != GM_OK)
      return status;
  }
}

static bool is_raw(const walk *w) {
  return archive_format(w->archive) == ARCHIVE_FORMAT_RAW;
}

static gm_status visit(walk *w, struct archive_entry *entry, gm_error *err) {
  bool raw = is_raw(w), whole;
  const char *name = archive_entry_pathname_utf8(entry);
  if (!name)
    name = archive_entry_pathname(entry);
  if (!name || raw)
    name = "";
  if (!raw && archive_entry_filetype(entry) != AE_IFREG)
    return GM_OK;
  while (name[0] == '.' && name[1] == '/')
    name += 2;
  if (w->wants && !w->wants(w->context, gm_slice_text(name)))
    return GM_OK;
  gm_buffer kept = GM_BUFFER_INIT; /* reading on frees the entry's own */
  gm_buffer_add_text(&kept, name);
  name = gm_buffer_text(&kept);
  gm_status status = unpack(w, name, &whole, err);
  if (status == GM_OK && whole)
    status =
        w->take(w->context, gm_slice_text(name), gm_buffer_slice(&w->bytes), err);
  gm_buffer_free(&kept);
  return status;
}

static gm_status visit_all(walk *w, gm_error *err) {
  struct archive_entry *entry;
  for (unsigned files = 0;; files++) {
    int result = archive_read_next_header(w->archive, &entry);
    if (result == ARCHIVE_EOF)
      return GM_OK;
    if (result < ARCHIVE_WARN) {
      const char *why = archive_error_string(w->archive);
      return gm_fail(err, GM_FORMAT, "a damaged archive%s%s", why ? ": " : "",
                     why ? why : "");
    }
    if (files == MOST_FILES)
      return gm_fail(err, GM_LIMIT, "an archive of more than %d files", MOST_FILES);
    if (is_raw(w) && w->wants && !w->wants(w->context, gm_slice_of("", 0)))
      return GM_OK; /* going on would unpack it */
    gm_status status = visit(w, entry, err);
    if (status != GM_OK)
      return status;
  }
}

gm_status gm_archive_walk(const gm_reading *reading, gm_archive_wants wants,
                          gm_archive_take take, void *context, gm_error *err) {
  walk w = {reading, archive_read_new(), wants, take, context, GM_BUFFER_INIT};
  if (!w.archive)
    return gm_nomem(err);
  archive_read_support_filter_gzip(w.archive);
  archive_read_support_filter_bzip2(w.archive);
  archive_read_support_filter_xz(w.archive);
  archive_read_support_filter_lzma(w.archive);
  archive_read_support_filter_zstd(w.archive);
  archive_read_support_format_zip_seekable(w.archive);
  archive_read_support_format_zip_streamable(w.archive);
  archive_read_support_format_tar(w.archive);
  archive_read_support_format_7zip(w.archive);
  archive_read_support_format_raw(w.archive);
  gm_status status = GM_OK;
  if (archive_read_open_memory(w.archive, reading->bytes.data, reading->bytes.size) !=
      ARCHIVE_OK)
    status = gm_fail(err, GM_FORMAT, "a damaged archive: %s",
                     archive_error_string(w.archive));
  if (status == GM_OK)
    status = visit_all(&w, err);
  archive_read_free(w.archive);
  gm_buffer_free(&w.bytes);
  return status;
}

#else

gm_status gm_archive_walk(const gm_reading *reading, gm_archive_wants wants,
                          gm_archive_take take, void *context, gm_error *err) {
  (void)reading, (void)wants, (void)take, (void)context;
  return gm_fail(err, GM_UNSUPPORTED,
                 "is packed, and this gimlet was built without libarchive");
}

#endif
