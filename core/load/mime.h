/* Messages as RFC 5322 and MIME (RFC 2045–2047, 2231) write them: headers, parts,
 * bodies. */
#ifndef GM_LOAD_MIME_H
#define GM_LOAD_MIME_H
#include "base/error.h"
#include "base/memory.h"
#include "base/slice.h"

typedef struct {
  gm_slice headers, body;  /* as they came */
  gm_slice type;           /* "text/plain"; what was declared, in its own case */
  gm_slice charset, name;  /* empty: none; the name is decoded */
  gm_slice boundary;       /* of a multipart */
  gm_slice encoding;       /* Content-Transfer-Encoding */
  bool attached;           /* Content-Disposition: attachment */
} gm_mime;

/* Splits headers from body and reads what the headers say of the content. `usual` is
 * the type of a part that tells none. Slices lie in `bytes` or the arena. */
gm_status gm_mime_read(gm_mime *out, gm_arena *arena, gm_slice bytes, const char *usual,
                       gm_error *err);
/* The value of the first header of that name, unfolded; empty: none. */
gm_slice gm_mime_header(const gm_mime *part, gm_arena *arena, const char *name);
/* The same with its encoded words decoded, in UTF-8. */
gm_slice gm_mime_words(const gm_mime *part, gm_arena *arena, const char *name);
/* The next part of a multipart, after byte *at of its body; false: no more. */
bool gm_mime_next(const gm_mime *part, size_t *at, gm_slice *bytes);
/* The body without its transfer encoding. */
gm_status gm_mime_body(const gm_mime *part, gm_arena *arena, gm_slice *out,
                       gm_error *err);
#endif
