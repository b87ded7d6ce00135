/* A pull parser over bytes: strings without escapes are not copied, those with are
 * decoded once into the arena, values nested in a member are checked and handed over as
 * they are written.
 *
 * cJSON builds a tree with one allocation a value; for a record that is one long string
 * this costs two copies of the text. It reads the small trees (JSON-LD) of HTML pages.
 */
#include "load/json.h"
#include "text/utf8.h"

enum { DEPTH = 256 };

typedef struct {
  const char *begin, *at, *end;
  gm_arena *arena;
  uint32_t replaced;
} parser;

static gm_status fault(const parser *p, const char *message, gm_error *err) {
  uint32_t line = 1;
  const char *start = p->begin;
  for (const char *c = p->begin; c < p->at; c++) {
    if (*c != '\n')
      continue;
    line++;
    start = c + 1;
  }
  uint32_t column =
      (uint32_t)gm_utf8_count(gm_slice_of(start, (size_t)(p->at - start))) + 1;
  return gm_fail_at(err, GM_FORMAT, NULL, line, column, "malformed JSON: %s", message);
}

static void skip_space(parser *p) {
  while (p->at < p->end &&
         (*p->at == ' ' || *p->at == '\t' || *p->at == '\n' || *p->at == '\r'))
    p->at++;
}

static bool take(parser *p, char c) {
  skip_space(p);
  if (p->at >= p->end || *p->at != c)
    return false;
  p->at++;
  return true;
}

/* The next quotation mark, backslash or control character at or after `c`, eight bytes
 * a step: a byte x has its high bit set in ((x ^ k) - 1) & ~x & 0x80 only where x == k.
 */
static const char *plain_run(const char *c, const char *end) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  while (end - c >= 8) {
    uint64_t word;
    memcpy(&word, c, 8);
    uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    uint64_t hit = ((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
                   ((word - ones * 0x20) & ~word);
    if (hit & tops)
      break;
    c += 8;
  }
  while (c < end && *c != '"' && *c != '\\' && (unsigned char)*c >= 0x20)
    c++;
  return c;
}

static bool hex4(const char *c, const char *end, uint32_t *out) {
  *out = 0;
  if (end - c < 4)
    return false;
  for (int i = 0; i < 4; i++) {
    char x = c[i];
    uint32_t digit = x >= '0' && x <= '9'   ? (uint32_t)(x - '0')
                     : x >= 'a' && x <= 'f' ? (uint32_t)(x - 'a' + 10)
                     : x >= 'A' && x <= 'F' ? (uint32_t)(x - 'A' + 10)
                                            : 16;
    if (digit == 16)
      return false;
    *out = *out << 4 | digit;
  }
  return true;
}

/* What follows a backslash; p->at is behind it. Writes at most 4 bytes. */
static size_t escape(parser *p, char *out, bool *ok) {
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  *ok = p->at < p->end;
  if (!*ok)
    return 0;
  char c = *p->at;
  const char *plain = c ? strchr(from, c) : NULL;
  if (plain) {
    p->at++;
    out[0] = to[plain - from];
    return 1;
  }
  uint32_t code, low;
  *ok = c == 'u' && hex4(p->at + 1, p->end, &code);
  if (!*ok)
    return 0;
  p->at += 5;
  if (code >= 0xD800 && code <= 0xDFFF) {
    bool paired = code < 0xDC00 && p->end - p->at >= 6 && p->at[0] == '\\' &&
                  p->at[1] == 'u' && hex4(p->at + 2, p->end, &low) && low >= 0xDC00 &&
                  low <= 0xDFFF;
    if (paired) {
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      p->at += 6;
    } else {
      code = 0xFFFD;
      p->replaced++;
    }
  }
  return gm_utf8_encode(out, code);
}

/* Copies the rest of a string that has escapes; p->at is at the first backslash. The
 * decoded text is never longer than what is written. */
static gm_status decode(parser *p, const char *begin, gm_slice *out, gm_error *err) {
  const char *close = p->at;
  while ((close = plain_run(close, p->end)) < p->end && *close != '"')
    close += *close == '\\' ? 2 : 1;
  if (close > p->end)
    close = p->end;
  char *copy = gm_arena_alloc(p->arena, (size_t)(close - begin) + 1);
  if (!copy)
    return gm_nomem(err);
  size_t size = (size_t)(p->at - begin);
  memcpy(copy, begin, size);
  while (p->at < p->end && *p->at == '\\') {
    bool ok;
    p->at++;
    size += escape(p, copy + size, &ok);
    if (!ok)
      return fault(p, "bad escape in a string", err);
    const char *run = plain_run(p->at, p->end);
    memcpy(copy + size, p->at, (size_t)(run - p->at));
    size += (size_t)(run - p->at);
    p->at = run;
  }
  *out = gm_slice_of(copy, size);
  return GM_OK;
}

static gm_status string(parser *p, gm_slice *out, gm_error *err) {
  const char *begin = p->at; /* behind the quotation mark */
  p->at = plain_run(begin, p->end);
  *out = gm_slice_of(begin, (size_t)(p->at - begin));
  if (p->at < p->end && *p->at == '\\') {
    gm_status status = decode(p, begin, out, err);
    if (status != GM_OK)
      return status;
  }
  if (p->at >= p->end)
    return fault(p, "a string does not end", err);
  if (*p->at != '"')
    return fault(p, "a control character in a string", err);
  p->at++;
  return GM_OK;
}

static bool digits(parser *p) {
  const char *begin = p->at;
  while (p->at < p->end && *p->at >= '0' && *p->at <= '9')
    p->at++;
  return p->at > begin;
}

static bool number(parser *p) {
  if (p->at < p->end && *p->at == '-')
    p->at++;
  if (!digits(p))
    return false;
  if (p->at < p->end && *p->at == '.') {
    p->at++;
    if (!digits(p))
      return false;
  }
  if (p->at < p->end && (*p->at == 'e' || *p->at == 'E')) {
    p->at++;
    if (p->at < p->end && (*p->at == '+' || *p->at == '-'))
      p->at++;
    if (!digits(p))
      return false;
  }
  return true;
}

static bool word(parser *p, const char *text) {
  size_t size = strlen(text);
  if ((size_t)(p->end - p->at) < size || memcmp(p->at, text, size) != 0)
    return false;
  p->at += size;
  return true;
}

static gm_status scalar(parser *p, gm_json_value *out, gm_error *err) {
  const char *begin = p->at;
  if (p->at < p->end && *p->at == '"') {
    p->at++;
    out->kind = GM_JSON_STRING;
    return string(p, &out->text, err);
  }
  if (word(p, "null"))
    out->kind = GM_JSON_NULL;
  else if (word(p, "true") || word(p, "false"))
    out->kind = GM_JSON_BOOLEAN;
  else if (number(p))
    out->kind = GM_JSON_NUMBER;
  else
    return fault(p, p->at < p->end ? "a value expected" : "it ends too early", err);
  out->text = gm_slice_of(begin, (size_t)(p->at - begin));
  return GM_OK;
}

/* Checks a nested array or object without recursion: `closers` is the stack of
 * brackets. */
static gm_status nested(parser *p, gm_error *err) {
  char closers[DEPTH];
  int depth = 0;
  bool value_next = true; /* false: a comma or the closing bracket */
  for (;;) {
    skip_space(p);
    if (p->at >= p->end)
      return fault(p, "it ends too early", err);
    char c = *p->at;
    if (depth && c == closers[depth - 1] && (!value_next || p->at[-1] != ',')) {
      p->at++;
      if (--depth == 0)
        return GM_OK;
      value_next = false;
      continue;
    }
    if (!value_next) {
      if (c != ',')
        return fault(p, "a comma or closing bracket expected", err);
      p->at++;
      value_next = true;
      skip_space(p);
      if (p->at < p->end && *p->at == closers[depth - 1])
        return fault(p, "a value expected after the comma", err);
      continue;
    }
    if (depth && closers[depth - 1] == '}') {
      gm_slice key;
      if (c != '"')
        return fault(p, "a quoted key expected", err);
      p->at++;
      gm_status status = string(p, &key, err);
      if (status != GM_OK)
        return status;
      if (!take(p, ':'))
        return fault(p, "a colon expected", err);
      skip_space(p);
      c = p->at < p->end ? *p->at : 0;
    }
    if (c == '[' || c == '{') {
      if (depth == DEPTH)
        return fault(p, "nested too deeply", err);
      closers[depth++] = c == '[' ? ']' : '}';
      p->at++;
      continue; /* value_next stays: the bracket may close at once */
    }
    gm_json_value ignored;
    gm_status status = scalar(p, &ignored, err);
    if (status != GM_OK)
      return status;
    value_next = false;
  }
}

/* ["a", "b"] as "a; b"; other arrays as they are written. */
static gm_status flatten(parser *p, gm_json_value *value, gm_error *err) {
  parser inner = {value->text.data + 1, value->text.data + 1,
                  value->text.data + value->text.size, p->arena, 0};
  char *joined = gm_arena_alloc(p->arena, value->text.size * 2 + 2);
  if (!joined)
    return gm_nomem(err);
  size_t size = 0;
  do {
    skip_space(&inner);
    if (inner.at < inner.end &&
        (*inner.at == '[' || *inner.at == '{' || *inner.at == ']'))
      return GM_OK;
    gm_json_value item = {0};
    gm_status status = scalar(&inner, &item, err);
    if (status != GM_OK)
      return status;
    if (size)
      memcpy(joined + size, "; ", 2), size += 2;
    memcpy(joined + size, item.text.data, item.text.size);
    size += item.text.size;
  } while (take(&inner, ','));
  value->text = gm_slice_of(joined, size);
  return GM_OK;
}

static gm_status member_value(parser *p, gm_json_value *value, gm_error *err) {
  skip_space(p);
  p->replaced = 0;
  const char *begin = p->at;
  if (begin >= p->end || (*begin != '[' && *begin != '{')) {
    gm_status status = scalar(p, value, err);
    value->replaced = p->replaced;
    return status;
  }
  gm_status status = nested(p, err);
  if (status != GM_OK)
    return status;
  value->kind = *begin == '[' ? GM_JSON_ARRAY : GM_JSON_OBJECT;
  value->text = gm_slice_of(begin, (size_t)(p->at - begin));
  return value->kind == GM_JSON_ARRAY ? flatten(p, value, err) : GM_OK;
}

gm_status gm_json_object(gm_slice text, gm_arena *arena, gm_json_member member,
                         void *context, gm_error *err) {
  parser p = {text.data, text.data, text.data + text.size, arena, 0};
  if (!take(&p, '{'))
    return fault(&p, "an object expected", err);
  bool first = true;
  while (!take(&p, '}')) {
    gm_slice key;
    if (!first && !take(&p, ','))
      return fault(&p, "a comma or closing brace expected", err);
    if (!take(&p, '"'))
      return fault(&p, "a quoted key expected", err);
    gm_status status = string(&p, &key, err);
    if (status != GM_OK)
      return status;
    if (!take(&p, ':'))
      return fault(&p, "a colon expected", err);
    gm_json_value value = {0};
    status = member_value(&p, &value, err);
    if (status == GM_OK)
      status = member(context, key, &value, err);
    if (status != GM_OK)
      return status;
    first = false;
  }
  skip_space(&p);
  if (p.at != p.end)
    return fault(&p, "more after the object", err);
  return GM_OK;
}
