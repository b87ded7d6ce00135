/* Tolerant where mail is sloppy: a multipart without a closing line ends with its
 * bytes, what is no base64 is passed over. */
#include "load/mime.h"
#include "base/buffer.h"
#include "load/charset.h"
#include "load/slices.h"
#include "text/utf8.h"

/* ---- headers ---- */

/* The next header of `headers` at *at: its name and its value as written, over several
 * lines. */
static bool next_header(gm_slice headers, size_t *at, gm_slice *name, gm_slice *value) {
  while (*at < headers.size) {
    size_t begin = *at, end;
    gm_slice line = gm_slice_line(headers, at);
    while (*at < headers.size &&
           (headers.data[*at] == ' ' || headers.data[*at] == '\t'))
      gm_slice_line(headers, at);
    end = *at;
    const char *colon = line.size ? memchr(line.data, ':', line.size) : NULL;
    if (!colon)
      continue;
    *name = gm_slice_trim(gm_slice_of(line.data, (size_t)(colon - line.data)));
    size_t behind = (size_t)(colon + 1 - headers.data);
    *value = gm_slice_trim(gm_slice_of(headers.data + behind, end - behind));
    if (begin < end)
      return true;
  }
  return false;
}

static gm_slice unfold(gm_arena *arena, gm_slice value) {
  char *copy = gm_arena_copy(arena, value.data, value.size);
  size_t size = 0;
  for (size_t i = 0; copy && i < value.size; i++) {
    char c = copy[i];
    if (c == '\r' || c == '\n' || c == '\t')
      c = ' ';
    if (c != ' ' || !size || copy[size - 1] != ' ')
      copy[size++] = c;
  }
  return gm_slice_of(copy ? copy : "", size);
}

gm_slice gm_mime_header(const gm_mime *part, gm_arena *arena, const char *name) {
  gm_slice key, value;
  for (size_t at = 0; next_header(part->headers, &at, &key, &value);)
    if (gm_slice_is(key, name))
      return unfold(arena, value);
  return gm_slice_of("", 0);
}

/* ---- transfer encodings ---- */

static int digit64(char c) {
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

static size_t base64(gm_slice in, char *out) {
  uint32_t bits = 0;
  int have = 0;
  size_t size = 0;
  for (size_t i = 0; i < in.size && in.data[i] != '='; i++) {
    int digit = digit64(in.data[i]);
    if (digit < 0)
      continue;
    bits = bits << 6 | (uint32_t)digit;
    have += 6;
    if (have < 8)
      continue;
    have -= 8;
    out[size++] = (char)(bits >> have);
  }
  return size;
}

static int hex(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* `words`: as in headers, where _ is a space. `sign` introduces two digits: = or %. */
static size_t quoted(gm_slice in, char *out, char sign, bool words) {
  size_t size = 0;
  for (size_t i = 0; i < in.size; i++) {
    char c = in.data[i];
    if (c == sign && i + 2 < in.size && hex(in.data[i + 1]) >= 0 &&
        hex(in.data[i + 2]) >= 0) {
      out[size++] = (char)(hex(in.data[i + 1]) * 16 + hex(in.data[i + 2]));
      i += 2;
    } else if (c == '=' && sign == '=' && !words) { /* a soft line break */
      size_t k = i + 1;
      while (k < in.size &&
             (in.data[k] == ' ' || in.data[k] == '\t' || in.data[k] == '\r'))
        k++;
      if (k < in.size && in.data[k] == '\n')
        i = k;
      else if (k < in.size)
        out[size++] = c;
      else
        i = in.size;
    } else {
      out[size++] = c == '_' && words ? ' ' : c;
    }
  }
  return size;
}

gm_status gm_mime_body(const gm_mime *part, gm_arena *arena, gm_slice *out,
                       gm_error *err) {
  *out = part->body;
  bool b = gm_slice_is(part->encoding, "base64");
  if (!b && !gm_slice_is(part->encoding, "quoted-printable"))
    return GM_OK;
  char *room = gm_arena_alloc(arena, part->body.size + 1);
  if (!room)
    return gm_nomem(err);
  *out = gm_slice_of(room, b ? base64(part->body, room)
                             : quoted(part->body, room, '=', false));
  return GM_OK;
}

/* ---- words in other alphabets ---- */

static void add_decoded(gm_buffer *out, gm_slice bytes, gm_slice charset) {
  char name[64];
  const char *star = charset.size ? memchr(charset.data, '*', charset.size) : NULL;
  if (star) /* RFC 2231: a language behind it */
    charset.size = (size_t)(star - charset.data);
  size_t size = charset.size < sizeof name - 1 ? charset.size : sizeof name - 1;
  if (size)
    memcpy(name, charset.data, size);
  name[size] = 0;
  gm_charset_text text;
  if (gm_charset_decode(&text, bytes, size ? name : NULL, NULL) == GM_OK ||
      gm_charset_decode(&text, bytes, NULL, NULL) == GM_OK) {
    gm_buffer_add(out, text.text.data, text.text.size);
    gm_charset_free(&text);
  } else {
    bool blank = gm_slice_trim(bytes).size == 0; /* which is no text for the decoder */
    gm_buffer_add_text(out, blank ? " " : "\xef\xbf\xbd");
  }
}

/* =?charset?Q?text?= at the beginning of `text`: its length, or 0. */
static size_t encoded_word(gm_slice text, gm_arena *arena, gm_buffer *out) {
  size_t marks[3], found = 0;
  if (text.size < 8 || memcmp(text.data, "=?", 2) != 0)
    return 0;
  for (size_t i = 2; i < text.size && i < 2000 && found < 3; i++)
    if (text.data[i] == '?')
      marks[found++] = i;
  if (found < 3 || marks[1] != marks[0] + 2 || marks[2] + 1 >= text.size ||
      text.data[marks[2] + 1] != '=')
    return 0;
  char kind = text.data[marks[0] + 1] | 32;
  gm_slice word = gm_slice_of(text.data + marks[1] + 1, marks[2] - marks[1] - 1);
  char *room = gm_arena_alloc(arena, word.size + 1);
  if (!room || (kind != 'q' && kind != 'b'))
    return 0;
  size_t size = kind == 'b' ? base64(word, room) : quoted(word, room, '=', true);
  add_decoded(out, gm_slice_of(room, size),
              gm_slice_of(text.data + 2, marks[0] - 2));
  return marks[2] + 2;
}

static gm_slice decode_words(gm_arena *arena, gm_slice value) {
  gm_buffer out = GM_BUFFER_INIT;
  size_t plain = 0; /* from where text waits that is not encoded */
  for (size_t i = 0; i < value.size;) {
    gm_buffer word = GM_BUFFER_INIT;
    size_t size = encoded_word(gm_slice_from(value, i), arena, &word);
    if (!size) {
      i++;
      gm_buffer_free(&word);
      continue;
    }
    gm_slice between = gm_slice_of(value.data + plain, i - plain);
    if (plain == 0 || gm_slice_trim(between).size) /* none between two encoded words */
      gm_buffer_add(&out, between.data, between.size);
    gm_buffer_add(&out, word.data, word.size);
    gm_buffer_free(&word);
    plain = i += size;
  }
  if (plain < value.size) {
    gm_slice rest = gm_slice_from(value, plain);
    if (plain == 0)
      add_decoded(&out, rest, gm_slice_of("", 0));
    else
      gm_buffer_add(&out, rest.data, rest.size);
  }
  gm_buffer sound = GM_BUFFER_INIT;
  uint32_t replaced = 0;
  gm_utf8_repair(&sound, gm_buffer_slice(&out), &replaced);
  char *kept = gm_arena_copy(arena, sound.data ? sound.data : "", sound.size);
  gm_slice decoded = gm_slice_of(kept ? kept : "", kept ? sound.size : 0);
  gm_buffer_free(&out);
  gm_buffer_free(&sound);
  return decoded;
}

gm_slice gm_mime_words(const gm_mime *part, gm_arena *arena, const char *name) {
  gm_slice value = gm_mime_header(part, arena, name);
  return value.size ? decode_words(arena, value) : value;
}

/* ---- parameters ---- */

/* One "; name=value" at *at; quotation marks are taken off. */
static bool next_parameter(gm_slice header, size_t *at, gm_slice *name,
                           gm_slice *value, gm_arena *arena) {
  while (*at < header.size && header.data[*at] != ';')
    ++*at;
  if (*at >= header.size)
    return false;
  size_t begin = ++*at;
  while (*at < header.size && header.data[*at] != '=' && header.data[*at] != ';')
    ++*at;
  *name = gm_slice_trim(gm_slice_of(header.data + begin, *at - begin));
  *value = gm_slice_of("", 0);
  if (*at >= header.size || header.data[*at] == ';')
    return true;
  begin = ++*at;
  while (begin < header.size && header.data[begin] == ' ')
    begin++;
  if (begin >= header.size || header.data[begin] != '"') {
    while (*at < header.size && header.data[*at] != ';')
      ++*at;
    *value = gm_slice_trim(gm_slice_of(header.data + begin, *at > begin ? *at - begin : 0));
    return true;
  }
  char *room = gm_arena_alloc(arena, header.size - begin + 1);
  size_t size = 0, i = begin + 1;
  for (; room && i < header.size && header.data[i] != '"'; i++) {
    if (header.data[i] == '\\' && i + 1 < header.size)
      i++;
    room[size++] = header.data[i];
  }
  *at = i;
  *value = gm_slice_of(room ? room : "", size);
  return true;
}

/* The value of a parameter; of one in pieces (name*0*=…; name*1=…) all, decoded. */
static gm_slice parameter(gm_slice header, const char *wanted, gm_arena *arena) {
  gm_slice name, value, charset = {0};
  gm_buffer pieces = GM_BUFFER_INIT;
  size_t length = strlen(wanted);
  bool encoded_any = false;
  for (size_t at = 0; next_parameter(header, &at, &name, &value, arena);) {
    if (gm_slice_is(name, wanted)) {
      gm_buffer_free(&pieces);
      return decode_words(arena, value);
    }
    if (name.size <= length || !gm_slice_begins(name, wanted) ||
        name.data[length] != '*')
      continue;
    bool encoded = name.data[name.size - 1] == '*';
    if (encoded && !pieces.size) { /* charset'language'text */
      const char *mark = value.size ? memchr(value.data, '\'', value.size) : NULL;
      const char *next =
          mark ? memchr(mark + 1, '\'', (size_t)(value.data + value.size - mark - 1))
               : NULL;
      if (next) {
        charset = gm_slice_of(value.data, (size_t)(mark - value.data));
        value = gm_slice_from(value, (size_t)(next + 1 - value.data));
      }
    }
    char *room = gm_arena_alloc(arena, value.size + 1);
    if (room && encoded)
      gm_buffer_add(&pieces, room, quoted(value, room, '%', false));
    else
      gm_buffer_add(&pieces, value.data, value.size);
    encoded_any = encoded_any || encoded;
  }
  gm_buffer text = GM_BUFFER_INIT;
  if (pieces.size)
    add_decoded(&text, gm_buffer_slice(&pieces), encoded_any ? charset : (gm_slice){0});
  char *kept = gm_arena_copy(arena, text.data ? text.data : "", text.size);
  gm_slice out = gm_slice_of(kept ? kept : "", kept ? text.size : 0);
  gm_buffer_free(&pieces);
  gm_buffer_free(&text);
  return out;
}

/* ---- parts ---- */

gm_status gm_mime_read(gm_mime *out, gm_arena *arena, gm_slice bytes, const char *usual,
                       gm_error *err) {
  *out = (gm_mime){0};
  size_t at = 0, end = 0;
  while (at < bytes.size) {
    size_t begin = at;
    gm_slice line = gm_slice_line(bytes, &at);
    bool folded = line.size && (line.data[0] == ' ' || line.data[0] == '\t');
    bool header = line.size && memchr(line.data, ':', line.size);
    if (!line.size)
      break;
    if (!header && !folded && !(begin == 0 && gm_slice_begins(line, "From "))) {
      at = begin; /* no blank line: the body begins at once */
      break;
    }
    end = at;
  }
  out->headers = gm_slice_of(bytes.data, end);
  out->body = gm_slice_from(bytes, at);
  gm_slice type = gm_mime_header(out, arena, "content-type");
  gm_slice where = gm_mime_header(out, arena, "content-disposition");
  const char *semicolon = type.size ? memchr(type.data, ';', type.size) : NULL;
  out->type = gm_slice_trim(
      gm_slice_of(type.data, semicolon ? (size_t)(semicolon - type.data) : type.size));
  if (!out->type.size || !memchr(out->type.data, '/', out->type.size))
    out->type = gm_slice_text(usual);
  out->charset = parameter(type, "charset", arena);
  out->boundary = parameter(type, "boundary", arena);
  out->name = parameter(where, "filename", arena);
  if (!out->name.size)
    out->name = parameter(type, "name", arena);
  out->encoding = gm_mime_header(out, arena, "content-transfer-encoding");
  out->attached = gm_slice_begins(where, "attachment");
  return out->type.data ? GM_OK : gm_nomem(err);
}

/* Where a line begins with the boundary, at or after `at`; *behind: after that line. */
static size_t find_boundary(const gm_mime *part, size_t at, size_t *behind,
                            bool *last) {
  gm_slice body = part->body;
  while (at < body.size) {
    size_t begin = at;
    gm_slice line = gm_slice_line(body, &at);
    size_t size = part->boundary.size;
    if (line.size < size + 2 || memcmp(line.data, "--", 2) != 0 ||
        memcmp(line.data + 2, part->boundary.data, size) != 0)
      continue;
    gm_slice rest = gm_slice_trim(gm_slice_from(line, size + 2));
    *last = gm_slice_is(rest, "--");
    if (rest.size && !*last)
      continue;
    *behind = at;
    return begin;
  }
  *behind = body.size;
  *last = true;
  return body.size;
}

bool gm_mime_next(const gm_mime *part, size_t *at, gm_slice *bytes) {
  size_t begin, end, next;
  bool last = false;
  if (*at == 0 && (find_boundary(part, 0, at, &last) == part->body.size || last))
    return false;
  begin = *at;
  if (begin >= part->body.size)
    return false;
  end = find_boundary(part, begin, &next, &last);
  *at = last ? part->body.size : next;
  while (end > begin && (part->body.data[end - 1] == '\n' ||
                         part->body.data[end - 1] == '\r')) {
    bool newline = part->body.data[--end] == '\n';
    if (newline && !(end > begin && part->body.data[end - 1] == '\r'))
      break; /* one line break belongs to the boundary */
    if (newline) {
      end--;
      break;
    }
  }
  *bytes = gm_slice_of(part->body.data + begin, end - begin);
  return true;
}
