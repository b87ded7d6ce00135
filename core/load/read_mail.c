/* E-mail: one message (eml) or many (mbox). Headers become metadata, the text that is
 * to be read the document; attachments and messages within messages are documents of
 * their own. Of alternatives the plain text is taken where it says anything. */
#include "load/charset.h"
#include "load/mime.h"
#include "load/reader.h"
#include "load/writer.h"
#include <stdio.h>

enum { DEPTH = 30, ATTACHMENTS = 1000 };

typedef struct {
  const gm_reading *reading;
  gm_arena *arena; /* of the whole reading of one message */
  gm_document *document;
  gm_writer writer;
  struct {
    gm_slice name, bytes;
  } attached[ATTACHMENTS];
  size_t count, parts;
  uint32_t replaced;
  char charset[64];
} message;

/* ---- text ---- */

/* A page's text and zones behind what the message says so far. */
static gm_status take_page(void *context, gm_document *page, gm_error *err) {
  message *m = context;
  gm_writer_begin(&m->writer, false);
  size_t begin = m->writer.begin;
  gm_writer_add_verbatim(&m->writer, page->text);
  gm_status status = gm_writer_end(&m->writer, GM_WRITER_UNKNOWN, err);
  for (size_t i = 0; i < page->zone_count && status == GM_OK; i++)
    status = gm_document_add_zone(m->document, page->zones[i].begin + (uint32_t)begin,
                                  page->zones[i].end + (uint32_t)begin,
                                  page->zones[i].kind, err);
  return status;
}

static gm_status add_page(message *m, gm_slice text, gm_error *err) {
  gm_read_state state = *m->reading->state;
  gm_read_options options = {0};
  gm_reading page = *m->reading;
  page.text = page.bytes = text;
  page.charset = "UTF-8";
  page.options = &options;
  page.document = take_page;
  page.context = m;
  page.state = &state;
  state.nested = 0;
  gm_error local = {0};
  gm_status status = gm_reader_html.read(&page, &local);
  if (status == GM_FORMAT)
    return GM_OK; /* a page without text */
  return status == GM_OK ? status : gm_fail(err, status, "%s", local.message);
}

/* "-- " on a line of its own, and what follows, is the sender's card (RFC 3676). */
static size_t signature_of(gm_slice text) {
  for (size_t at = 0; at < text.size;) {
    size_t begin = at;
    gm_slice line = gm_slice_line(text, &at);
    if (line.size == 3 && memcmp(line.data, "-- ", 3) == 0)
      return begin;
  }
  return text.size;
}

static gm_status add_plain(message *m, gm_slice text, gm_error *err) {
  gm_slice clean;
  gm_status status = gm_text_newlines(m->document, text, &clean, err);
  if (status != GM_OK)
    return status;
  size_t card = signature_of(clean);
  gm_writer_begin(&m->writer, false);
  gm_writer_add_verbatim(&m->writer, gm_slice_of(clean.data, card));
  status = gm_writer_end(&m->writer, GM_WRITER_UNKNOWN, err);
  if (status != GM_OK || card == clean.size)
    return status;
  gm_writer_begin(&m->writer, false);
  gm_writer_add_verbatim(&m->writer, gm_slice_from(clean, card));
  return gm_writer_end(&m->writer, GM_ZONE_BOILERPLATE, err);
}

/* The body as UTF-8; false where it holds no text. */
static gm_status decode(message *m, const gm_mime *part, gm_charset_text *out,
                        bool *good, gm_error *err) {
  gm_slice bytes;
  char name[64];
  gm_status status = gm_mime_body(part, m->arena, &bytes, err);
  if (status != GM_OK)
    return status;
  snprintf(name, sizeof name, "%.*s", (int)part->charset.size, part->charset.data);
  bool ascii = gm_slice_is(part->charset, "us-ascii"); /* says nothing */
  gm_error local = {0};
  status = gm_charset_decode(out, bytes, name[0] && !ascii ? name : NULL, &local);
  if (status == GM_MISUSE) /* a name that nobody knows */
    status = gm_charset_decode(out, bytes, NULL, &local);
  *good = status == GM_OK;
  if (!*good)
    return status == GM_NOMEM ? gm_nomem(err) : GM_OK;
  m->replaced += out->replaced;
  if (!m->charset[0])
    snprintf(m->charset, sizeof m->charset, "%s", out->charset);
  return GM_OK;
}

static gm_status add_text(message *m, const gm_mime *part, gm_error *err) {
  gm_charset_text text;
  bool good;
  gm_status status = decode(m, part, &text, &good, err);
  if (status != GM_OK || !good)
    return status;
  status = gm_slice_is(part->type, "text/html") ||
                   gm_slice_is(part->type, "application/xhtml+xml")
               ? add_page(m, text.text, err)
               : add_plain(m, text.text, err);
  gm_charset_free(&text);
  return status;
}

/* ---- parts ---- */

static bool holds_no_text(gm_slice type) {
  return gm_slice_begins(type, "image/") || gm_slice_begins(type, "audio/") ||
         gm_slice_begins(type, "video/") || gm_slice_begins(type, "font/") ||
         gm_slice_holds(type, "pgp-signature") || gm_slice_holds(type, "pkcs7-sig");
}

static gm_status attach(message *m, const gm_mime *part, const char *ending,
                        gm_error *err) {
  char made[64];
  gm_slice bytes, name = part->name;
  gm_status status = gm_mime_body(part, m->arena, &bytes, err);
  if (status != GM_OK)
    return status;
  if (!name.size) {
    int size = snprintf(made, sizeof made, "part-%zu%s", m->parts, ending);
    name = gm_slice_of(gm_arena_copy(m->arena, made, (size_t)size), (size_t)size);
  }
  if (!name.data)
    return gm_nomem(err);
  if (holds_no_text(part->type))
    return gm_document_add_meta(m->document, gm_slice_text("attachment"), name, "mail",
                                false, err);
  if (m->count == ATTACHMENTS)
    return gm_fail(err, GM_LIMIT, "a message with more than %d attachments",
                   ATTACHMENTS);
  m->attached[m->count].name = name;
  m->attached[m->count++].bytes = bytes;
  return gm_document_add_meta(m->document, gm_slice_text("attachment"), name, "mail",
                              false, err);
}

static gm_status walk(message *m, gm_slice bytes, const char *usual, int depth,
                      gm_error *err);

/* Of alternatives: the plain text, or else the last. */
static gm_status alternatives(message *m, const gm_mime *part, int depth,
                              gm_error *err) {
  gm_slice bytes, chosen = {0};
  bool plain = false;
  for (size_t at = 0; gm_mime_next(part, &at, &bytes);) {
    gm_mime one;
    gm_slice body;
    gm_status status = gm_mime_read(&one, m->arena, bytes, "text/plain", err);
    if (status == GM_OK)
      status = gm_mime_body(&one, m->arena, &body, err);
    if (status != GM_OK)
      return status;
    bool says = gm_slice_is(one.type, "text/plain") && gm_slice_trim(body).size > 0;
    bool known = gm_slice_begins(one.type, "text/") ||
                 gm_slice_begins(one.type, "multipart/");
    if (!plain && (says || known))
      chosen = bytes;
    plain = plain || says;
  }
  return chosen.size ? walk(m, chosen, "text/plain", depth + 1, err) : GM_OK;
}

static gm_status walk(message *m, gm_slice bytes, const char *usual, int depth,
                      gm_error *err) {
  gm_mime part;
  if (depth > DEPTH)
    return gm_fail(err, GM_LIMIT, "parts of a message nested more than %d deep", DEPTH);
  gm_status status = gm_mime_read(&part, m->arena, bytes, usual, err);
  if (status != GM_OK)
    return status;
  m->parts++;
  if (gm_slice_begins(part.type, "multipart/") && part.boundary.size) {
    if (gm_slice_is(part.type, "multipart/alternative"))
      return alternatives(m, &part, depth, err);
    bool digest = gm_slice_is(part.type, "multipart/digest");
    size_t found = 0;
    gm_slice inner;
    for (size_t at = 0; status == GM_OK && gm_mime_next(&part, &at, &inner); found++)
      status = walk(m, inner, digest ? "message/rfc822" : "text/plain", depth + 1, err);
    return found || status != GM_OK ? status : add_text(m, &part, err);
  }
  if (gm_slice_is(part.type, "message/rfc822"))
    return attach(m, &part, ".eml", err);
  bool text = gm_slice_begins(part.type, "text/") ||
              gm_slice_begins(part.type, "multipart/") ||
              gm_slice_is(part.type, "message/delivery-status") ||
              gm_slice_is(part.type, "application/xhtml+xml");
  if (text && !part.attached)
    return add_text(m, &part, err);
  return attach(m, &part, gm_slice_is(part.type, "text/html") ? ".html" : "", err);
}

/* ---- headers ---- */

/* "Name <address>", "address (Name)": the name where there is one. */
static gm_slice name_of(gm_slice sender) {
  const char *open = sender.size ? memchr(sender.data, '<', sender.size) : NULL;
  if (open && open > sender.data) {
    gm_slice name = gm_slice_trim(gm_slice_of(sender.data, (size_t)(open - sender.data)));
    while (name.size && (name.data[0] == '"' || name.data[0] == '\''))
      name = gm_slice_from(name, 1);
    while (name.size && strchr("\"' ", name.data[name.size - 1]))
      name.size--;
    if (name.size)
      return name;
  }
  open = sender.size ? memchr(sender.data, '(', sender.size) : NULL;
  if (open && sender.data[sender.size - 1] == ')') {
    size_t begin = (size_t)(open + 1 - sender.data);
    return gm_slice_of(sender.data + begin, sender.size - 1 - begin);
  }
  if (sender.size > 2 && sender.data[0] == '<' && sender.data[sender.size - 1] == '>')
    return gm_slice_of(sender.data + 1, sender.size - 2);
  return sender;
}

static gm_status headers(message *m, gm_slice bytes, gm_error *err) {
  static const char *const names[][2] = {
      {"subject", "title"},         {"from", "author"},
      {"date", "date"},             {"content-language", "language"},
      {"organization", "organization"}, {"newsgroups", "newsgroups"},
      {"from", "from"},             {"to", "to"},
      {"cc", "cc"},                 {"message-id", "message-id"},
      {"in-reply-to", "in-reply-to"}, {"list-id", "list-id"}};
  gm_mime part;
  gm_status status = gm_mime_read(&part, m->arena, bytes, "text/plain", err);
  for (size_t i = 0; i < sizeof names / sizeof *names && status == GM_OK; i++) {
    gm_slice value = gm_mime_words(&part, m->arena, names[i][0]);
    if (strcmp(names[i][1], "author") == 0)
      value = name_of(gm_slice_trim(value));
    status = gm_document_add_meta(m->document, gm_slice_text(names[i][1]), value,
                                  "mail header", false, err);
  }
  return status;
}

/* ---- messages ---- */

static gm_status give(message *m, uint32_t number, gm_error *err) {
  gm_document *document = m->document;
  m->document = NULL;
  char *charset = gm_arena_copy(document->arena, m->charset, strlen(m->charset));
  if (!charset) {
    gm_document_free(document);
    return gm_nomem(err);
  }
  document->charset = gm_slice_of(charset, strlen(m->charset));
  document->replaced = m->replaced;
  document->lines_are_blocks = false; /* mail is broken to a width */
  document->is_record = gm_document_meta(document, "title").size > 0;
  if (number) {
    char id[600];
    int size = snprintf(id, sizeof id, "%s:%u", m->reading->path, number);
    char *kept = gm_arena_copy(document->arena, id, (size_t)size);
    document->id = kept ? gm_slice_of(kept, (size_t)size) : document->id;
  }
  return gm_reading_give(m->reading, document, err);
}

static gm_status attachments(message *m, gm_error *err) {
  gm_status status = GM_OK;
  for (size_t i = 0; i < m->count && status == GM_OK; i++) {
    gm_slice bytes = m->attached[i].bytes;
    if (gm_slice_trim(bytes).size)
      status = gm_reading_inner(m->reading, m->attached[i].name, bytes,
                                gm_slice_of("", 0), err);
  }
  return status;
}

/* `number`: of the message in its mailbox, 0 where it is a file of its own. */
static gm_status read_message(const gm_reading *reading, gm_slice bytes,
                              uint32_t number, gm_error *err) {
  message *m = gm_calloc(1, sizeof *m);
  if (!m)
    return gm_nomem(err);
  m->reading = reading;
  m->arena = gm_arena_new();
  gm_status status = m->arena ? gm_reading_open(&m->document, reading, bytes, err)
                              : gm_nomem(err);
  m->writer.document = m->document;
  if (status == GM_OK)
    status = headers(m, bytes, err);
  if (status == GM_OK)
    status = walk(m, bytes, "text/plain", 0, err);
  bool empty = m->writer.text.size == 0;
  if (status == GM_OK && !empty)
    status = gm_writer_finish(&m->writer, err);
  if (status == GM_OK && !empty)
    status = give(m, number, err);
  else if (status == GM_OK && !m->count)
    status = gm_fail(err, GM_FORMAT, "a message without text");
  if (status == GM_OK)
    status = attachments(m, err);
  gm_document_free(m->document);
  gm_buffer_free(&m->writer.text);
  gm_arena_free(m->arena);
  gm_free(m);
  return status;
}

static gm_status read_mail(const gm_reading *reading, gm_error *err) {
  return read_message(reading, reading->bytes, 0, err);
}

static bool is_separator(gm_slice line) {
  if (!gm_slice_begins(line, "From ") || line.size < 20 || line.data[0] != 'F')
    return false;
  for (size_t i = line.size; i-- > 8;) /* a year and a time of day */
    if (line.data[i] == ':' && line.data[i - 1] >= '0' && line.data[i - 1] <= '9')
      return true;
  return false;
}

/* ">From " at the beginning of a line was written "From " (mboxrd). */
static gm_slice unquote(gm_arena *arena, gm_slice bytes) {
  char *copy = gm_arena_copy(arena, bytes.data, bytes.size);
  size_t size = 0;
  for (size_t at = 0; copy && at < bytes.size;) {
    size_t begin = at, marks = 0;
    gm_slice line = gm_slice_line(bytes, &at);
    while (marks < line.size && line.data[marks] == '>')
      marks++;
    size_t skip = marks && gm_slice_begins(gm_slice_from(line, marks), "From ");
    memcpy(copy + size, bytes.data + begin + skip, at - begin - skip);
    size += at - begin - skip;
  }
  return copy ? gm_slice_of(copy, size) : bytes;
}

static gm_status read_one(const gm_reading *reading, gm_slice bytes, uint32_t number,
                          gm_error *err) {
  gm_arena *arena = gm_arena_new();
  gm_error local = {0};
  if (!arena)
    return gm_nomem(err);
  gm_status status = read_message(reading, unquote(arena, bytes), number, &local);
  gm_arena_free(arena);
  if (status == GM_OK)
    return GM_OK;
  if (status == GM_NOMEM || status == GM_LIMIT || reading->state->stopped)
    return gm_fail(err, status, "%s", local.message);
  gm_reading_fail(reading, 0, 0, "message %u: %s", number, local.message);
  return GM_OK;
}

static gm_status read_mailbox(const gm_reading *reading, gm_error *err) {
  gm_slice bytes = reading->bytes;
  uint32_t number = 0;
  size_t begin = 0;
  bool blank = true;
  gm_status status = GM_OK;
  reading->state->nested++; /* so that messages and attachments are counted as one row */
  for (size_t at = 0; at <= bytes.size && status == GM_OK;) {
    size_t line_begin = at;
    gm_slice line = at < bytes.size ? gm_slice_line(bytes, &at) : gm_slice_of("", 0);
    bool end = line_begin >= bytes.size;
    if ((end || (blank && is_separator(line))) && line_begin > begin)
      status = read_one(reading, gm_slice_of(bytes.data + begin, line_begin - begin),
                        ++number, err);
    if (end)
      break;
    if (blank && is_separator(line))
      begin = at;
    blank = line.size == 0;
  }
  reading->state->nested--;
  return status;
}

/* ---- likeness ---- */

/* Header lines at the beginning, some of which only mail has. */
static int mail_likeness(gm_slice bytes) {
  static const char *const only[] = {"from",         "received",   "return-path",
                                     "message-id",   "mime-version", "delivered-to"};
  static const char *const usual[] = {"to", "subject", "date", "content-type",
                                      "reply-to", "sender", "cc"};
  size_t at = 0;
  int own = 0, known = 0, lines = 0;
  bool folded = false;
  for (; at < bytes.size && lines < 100; lines++) {
    gm_slice line = gm_slice_line(bytes, &at);
    if (line.size == 0)
      break;
    folded = lines && (line.data[0] == ' ' || line.data[0] == '\t');
    if (folded)
      continue;
    const char *colon = memchr(line.data, ':', line.size);
    gm_slice name = gm_slice_of(line.data, colon ? (size_t)(colon - line.data) : 0);
    if (!name.size || memchr(name.data, ' ', name.size))
      return own >= 2 && known + own >= 3 ? 70 : 0;
    for (size_t i = 0; i < sizeof only / sizeof *only; i++)
      own += gm_slice_is(name, only[i]);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
      known += gm_slice_is(name, usual[i]);
  }
  return own && own + known >= 3 ? 95 : own && own + known >= 2 ? 75 : own + known ? 20 : 0;
}

static int mailbox_likeness(gm_slice bytes) {
  size_t at = 0;
  gm_slice line = gm_slice_line(bytes, &at);
  if (!is_separator(line))
    return 0;
  return mail_likeness(gm_slice_from(bytes, at)) >= 75 ? 100 : 0;
}

const gm_reader gm_reader_mail = {"eml", " .eml .mail .mht ", mail_likeness, read_mail};
const gm_reader gm_reader_mailbox = {"mbox", " .mbox .mbx ", mailbox_likeness,
                                     read_mailbox};
