/* Metadata in front of a text. Two forms: YAML between lines of three dashes (the
 * subset that front matter uses: scalars, quoted or not, lists, comments), and lines
 * `Key: value` with at least two usual keys, closed by a blank line. */
#include "load/front_matter.h"
#include "base/buffer.h"
#include "load/slices.h"

static bool is_dashes(gm_slice line) {
  line = gm_slice_trim(line);
  return line.size == 3 && memcmp(line.data, "---", 3) == 0;
}

static bool is_end(gm_slice line) {
  line = gm_slice_trim(line);
  return is_dashes(line) || (line.size == 3 && memcmp(line.data, "...", 3) == 0);
}

/* "key: value"; the key is one word of letters, digits, _ and -. */
static bool split(gm_slice line, gm_slice *key, gm_slice *value) {
  size_t size = 0;
  while (size < line.size && (line.data[size] == '_' || line.data[size] == '-' ||
                              (line.data[size] >= '0' && line.data[size] <= '9') ||
                              (line.data[size] >= 'a' && line.data[size] <= 'z') ||
                              (line.data[size] >= 'A' && line.data[size] <= 'Z')))
    size++;
  if (size == 0 || size >= line.size || line.data[size] != ':')
    return false;
  if (size + 1 < line.size && line.data[size + 1] != ' ' && line.data[size + 1] != '\t')
    return false;
  *key = gm_slice_of(line.data, size);
  *value = gm_slice_trim(gm_slice_from(line, size + 1));
  return true;
}

/* A scalar without its quotation marks; comments behind unquoted ones go. */
static gm_slice scalar(gm_slice value) {
  value = gm_slice_trim(value);
  if (value.size >= 2 && (value.data[0] == '"' || value.data[0] == '\'')) {
    const char *close = memchr(value.data + 1, value.data[0], value.size - 1);
    if (close)
      return gm_slice_of(value.data + 1, (size_t)(close - value.data) - 1);
  }
  for (size_t i = 1; i < value.size; i++)
    if (value.data[i] == '#' && value.data[i - 1] == ' ')
      return gm_slice_trim(gm_slice_of(value.data, i));
  return value;
}

/* [a, b] as "a; b". */
static void flow_list(gm_buffer *out, gm_slice value) {
  size_t at = 1, end = value.size - 1;
  while (at < end) {
    size_t next = at;
    while (next < end && value.data[next] != ',')
      next++;
    gm_slice item = scalar(gm_slice_of(value.data + at, next - at));
    if (out->size && item.size)
      gm_buffer_add_text(out, "; ");
    gm_buffer_add(out, item.data, item.size);
    at = next + 1;
  }
}

static gm_status add(gm_document *document, gm_slice key, gm_slice value,
                     gm_buffer *list, gm_error *err) {
  gm_status status = GM_OK;
  if (value.size >= 2 && value.data[0] == '[' && value.data[value.size - 1] == ']')
    flow_list(list, value);
  if (list->size || list->status != GM_OK) {
    if (list->status != GM_OK)
      return gm_nomem(err);
    status = gm_document_add_meta(document, key, gm_buffer_slice(list), "front matter",
                                  false, err);
    gm_buffer_clear(list);
    return status;
  }
  return gm_document_add_meta(document, key, scalar(value), "front matter", false, err);
}

/* Lines up to the closing dashes; *at is behind the opening ones. */
static gm_status yaml(gm_document *document, gm_slice text, size_t at, size_t end,
                      gm_error *err) {
  gm_buffer list = GM_BUFFER_INIT;
  gm_slice key = {0}, value = {0};
  gm_status status = GM_OK;
  while (at < end && status == GM_OK) {
    gm_slice line = gm_slice_line(text, &at), next_key, next_value;
    gm_slice trimmed = gm_slice_trim(line);
    if (trimmed.size == 0 || trimmed.data[0] == '#')
      continue;
    bool indented = line.data[0] == ' ' || line.data[0] == '\t';
    if (trimmed.size > 1 && trimmed.data[0] == '-' && trimmed.data[1] == ' ') {
      gm_slice item = scalar(gm_slice_from(trimmed, 2));
      if (list.size)
        gm_buffer_add_text(&list, "; ");
      gm_buffer_add(&list, item.data, item.size);
    } else if (!indented && split(line, &next_key, &next_value)) {
      if (key.size)
        status = add(document, key, value, &list, err);
      key = next_key;
      value = next_value;
      if (gm_slice_is(value, "|") || gm_slice_is(value, ">"))
        value.size = 0;
    } else if (indented && key.size && value.size == 0) { /* a block of text */
      if (list.size)
        gm_buffer_add_byte(&list, ' ');
      gm_buffer_add(&list, trimmed.data, trimmed.size);
    }
  }
  if (status == GM_OK && key.size)
    status = add(document, key, value, &list, err);
  gm_buffer_free(&list);
  return status;
}

static bool usual(gm_slice key) {
  static const char *const keys[] = {
      "id",     "title",  "headline", "date",        "published", "source", "publisher",
      "author", "by",     "byline",   "credibility", "language",  "lang",   "url",
      "link",   "origin", "tags",     "summary",     "section"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (gm_slice_is(key, keys[i]))
      return true;
  return false;
}

/* The end of leading `Key: value` lines, or 0 where there are none. */
static size_t header_end(gm_slice text) {
  size_t at = 0;
  int lines = 0;
  while (at < text.size) {
    gm_slice line = gm_slice_line(text, &at), key, value;
    if (gm_slice_trim(line).size == 0)
      return lines >= 2 ? at : 0;
    if (!split(line, &key, &value) || value.size == 0 || !usual(key))
      return 0;
    lines++;
  }
  return 0;
}

static size_t yaml_end(gm_slice text, size_t *begin) {
  size_t at = 0, lines = 0;
  if (!is_dashes(gm_slice_line(text, &at)))
    return 0;
  *begin = at;
  bool keys = false;
  while (at < text.size && lines++ < 1000) {
    size_t here = at;
    gm_slice line = gm_slice_line(text, &at), key, value;
    if (is_end(line))
      return keys ? here : 0;
    keys = keys || split(line, &key, &value);
  }
  return 0;
}

gm_status gm_front_matter(gm_document *document, gm_slice text, size_t *text_begin,
                          gm_error *err) {
  size_t begin = 0, end = yaml_end(text, &begin);
  *text_begin = 0;
  if (end) {
    *text_begin = end;
    gm_slice_line(text, text_begin);
  } else {
    begin = 0;
    end = *text_begin = header_end(text);
  }
  if (!end)
    return GM_OK;
  while (*text_begin < text.size && strchr("\n\r", text.data[*text_begin]) &&
         text.data[*text_begin])
    ++*text_begin;
  return yaml(document, text, begin, end, err);
}
