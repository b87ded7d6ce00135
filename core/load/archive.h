/* Unpacks archives and packed files held in memory: zip, tar, 7-Zip; gzip, xz, zstd,
 * bzip2. */
#ifndef GM_LOAD_ARCHIVE_H
#define GM_LOAD_ARCHIVE_H
#include "base/error.h"
#include "base/slice.h"
#include "load/reader.h"

/* Called for each file; `name` is empty for one packed file that is no archive. The
 * bytes end with the call. */
typedef gm_status (*gm_archive_take)(void *context, gm_slice name, gm_slice bytes,
                                     gm_error *err);
/* Asked for each file whether it is to be unpacked. */
typedef bool (*gm_archive_wants)(void *context, gm_slice name);

/* Unpacks what is wanted (NULL: all), file by file, in the archive's order, counting
 * its bytes against the limit of the reading. A file that is damaged or encrypted is
 * told as a failure of the reading and passed over. */
gm_status gm_archive_walk(const gm_reading *reading, gm_archive_wants wants,
                          gm_archive_take take, void *context, gm_error *err);

/* Does a zip's directory list a file whose name begins so? */
bool gm_zip_holds(gm_slice bytes, const char *name);
bool gm_is_zip(gm_slice bytes);
#endif
