/* Rich Text Format (1.9.1): paragraphs, rows of tables, character sets by code page and
 * by \u. What stands in destinations that are no text (fonts, pictures, headers, fields'
 * instructions) is left out. */
#include "load/charset.h"
#include "load/reader.h"
#include "load/writer.h"
#include "text/utf8.h"
#include <stdio.h>
#include <stdlib.h>

enum { DEPTH = 1000, FONTS = 256 };

typedef enum { TEXT, SKIP, INFO_FIELD, FONT_TABLE } destination;

typedef struct {
  destination where;
  uint8_t unicode_skip; /* characters that stand for a \u in old readers */
  int font;
  const char *key; /* of an INFO_FIELD */
} group;

typedef struct {
  gm_slice bytes;
  size_t at;
  group groups[DEPTH];
  int depth;
  bool starred; /* \* : what is not known is left out */
  unsigned to_skip;
  int codepage, font_defined;
  int fonts[FONTS];  /* their code pages, 0: the document's */
  gm_buffer raw;     /* bytes in the code page, not converted yet */
  gm_buffer line, info;
  uint32_t pending;  /* high surrogate */
  bool row;          /* in a table */
  gm_writer writer;
  gm_document *document;
  gm_status status;
} rtf;

static group *top(rtf *r) { return &r->groups[r->depth]; }

static int page_of_charset(int charset) {
  static const int pages[][2] = {{0, 1252},   {77, 10000}, {128, 932}, {129, 949},
                                 {130, 1361}, {134, 936},  {136, 950}, {161, 1253},
                                 {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256},
                                 {186, 1257}, {204, 1251}, {222, 874}, {238, 1250}};
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
    if (pages[i][0] == charset)
      return pages[i][1];
  return 0;
}

static gm_buffer *target(rtf *r) {
  return top(r)->where == INFO_FIELD ? &r->info : &r->line;
}

/* What waits in the code page becomes text. */
static void convert(rtf *r) {
  if (!r->raw.size)
    return;
  int font = top(r)->font, page = font >= 0 && font < FONTS ? r->fonts[font] : 0;
  char name[32];
  snprintf(name, sizeof name, page == 10000 ? "macintosh" : "windows-%d",
           page ? page : r->codepage);
  gm_charset_text text;
  bool blank = gm_slice_trim(gm_buffer_slice(&r->raw)).size == 0;
  if (blank)
    gm_buffer_add(target(r), r->raw.data, r->raw.size);
  else if (gm_charset_decode(&text, gm_buffer_slice(&r->raw), name, NULL) == GM_OK ||
           gm_charset_decode(&text, gm_buffer_slice(&r->raw), "windows-1252", NULL) ==
               GM_OK) {
    gm_buffer_add(target(r), text.text.data, text.text.size);
    r->document->replaced += text.replaced;
    gm_charset_free(&text);
  }
  gm_buffer_clear(&r->raw);
}

static bool shows(const rtf *r) {
  return r->groups[r->depth].where == TEXT || r->groups[r->depth].where == INFO_FIELD;
}

static void add_byte(rtf *r, unsigned char byte) {
  if (r->to_skip)
    r->to_skip--;
  else if (shows(r))
    gm_buffer_add_byte(&r->raw, byte);
}

static void add_code(rtf *r, uint32_t code) {
  char text[4];
  if (!shows(r))
    return;
  convert(r);
  if (code >= 0xD800 && code < 0xDC00) {
    r->pending = code;
    return;
  }
  if (code >= 0xDC00 && code < 0xE000)
    code = r->pending ? 0x10000 + ((r->pending - 0xD800) << 10) + (code - 0xDC00)
                      : 0xFFFD;
  r->pending = 0;
  if (code > 0x10FFFF)
    code = 0xFFFD;
  gm_buffer_add(target(r), text, gm_utf8_encode(text, code));
}

static void add_text(rtf *r, const char *text) {
  convert(r);
  if (shows(r))
    gm_buffer_add_text(target(r), text);
}

/* Ends the paragraph, or the row of a table. */
static void end_block(rtf *r, int kind, gm_error *err) {
  convert(r);
  gm_slice text = gm_slice_trim(gm_buffer_slice(&r->line));
  if (text.size && r->status == GM_OK) {
    gm_writer_begin(&r->writer, kind == GM_ZONE_TABLE);
    gm_writer_add_verbatim(&r->writer, text);
    r->status = gm_writer_end(&r->writer, kind, err);
  }
  gm_buffer_clear(&r->line);
}

static void end_info(rtf *r, gm_error *err) {
  convert(r);
  if (r->status == GM_OK)
    r->status = gm_document_add_meta(r->document, gm_slice_text(top(r)->key),
                                     gm_buffer_slice(&r->info), "document properties",
                                     false, err);
  gm_buffer_clear(&r->info);
}

/* ---- control words ---- */

static bool skipped_destination(gm_slice word) {
  static const char *const names[] = {
      "colortbl", "stylesheet", "pict",     "object",   "header",   "headerl",
      "headerr",  "headerf",    "footer",   "footerl",  "footerr",  "footerf",
      "fldinst",  "listtable",  "listoverridetable", "revtbl", "themedata", "datastore",
      "generator", "xmlnstbl",  "latentstyles", "rsidtbl", "nonshppict", "pgptbl",
      "mmathPr",  "operator",   "comment",  "doccomm",  "creatim",  "revtim",
      "printim",  "annotation", "atnid",    "atnauthor", "bkmkstart", "bkmkend",
      "listtext", "pntext",     "objdata",  "filetbl",  "private",  "company"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (gm_slice_equal(word, gm_slice_text(names[i])))
      return true;
  return false;
}

static bool is(gm_slice word, const char *name) {
  return gm_slice_equal(word, gm_slice_text(name));
}

static const char *symbol(gm_slice word) {
  static const char *const symbols[][2] = {
      {"emdash", "—"},    {"endash", "–"},    {"lquote", "‘"}, {"rquote", "’"},
      {"ldblquote", "“"}, {"rdblquote", "”"}, {"bullet", "•"}, {"tab", " "},
      {"line", "\n"},     {"emspace", " "},   {"enspace", " "}, {"qmspace", " "}};
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
    if (is(word, symbols[i][0]))
      return symbols[i][1];
  return NULL;
}

static bool info_field(rtf *r, gm_slice word) {
  static const char *const fields[][2] = {{"title", "title"},
                                          {"author", "author"},
                                          {"subject", "subject"},
                                          {"keywords", "keywords"}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (!is(word, fields[i][0]))
      continue;
    top(r)->where = INFO_FIELD;
    top(r)->key = fields[i][1];
    return true;
  }
  return false;
}

static void destination_word(rtf *r, gm_slice word) {
  if (is(word, "fonttbl"))
    top(r)->where = FONT_TABLE;
  else if (skipped_destination(word))
    top(r)->where = SKIP;
  else if (is(word, "info"))
    top(r)->where = SKIP, top(r)->key = "info";
  else if (r->depth && r->groups[r->depth - 1].key &&
           strcmp(r->groups[r->depth - 1].key, "info") == 0 && info_field(r, word))
    return;
  else if (r->starred && !is(word, "shppict") && !is(word, "shpinst") &&
           !is(word, "shptxt") && !is(word, "fldrslt") && !is(word, "footnote"))
    top(r)->where = SKIP;
}

static void control(rtf *r, gm_slice word, bool has, int number, gm_error *err) {
  const char *text = symbol(word);
  if (text) {
    if (top(r)->where != FONT_TABLE)
      add_text(r, text);
  } else if (is(word, "u") && has) {
    add_code(r, (uint32_t)(number < 0 ? number + 65536 : number));
    r->to_skip = top(r)->unicode_skip;
  } else if (is(word, "uc") && has) {
    top(r)->unicode_skip = (uint8_t)(number < 0 || number > 20 ? 1 : number);
  } else if (is(word, "f") && has) {
    convert(r);
    top(r)->font = number;
    if (top(r)->where == FONT_TABLE)
      r->font_defined = number;
  } else if (is(word, "fcharset") && has) {
    if (top(r)->where == FONT_TABLE && r->font_defined >= 0 && r->font_defined < FONTS)
      r->fonts[r->font_defined] = page_of_charset(number);
  } else if (is(word, "ansicpg") && has) {
    r->codepage = number > 0 && number < 66000 ? number : 1252;
  } else if (is(word, "mac")) {
    r->codepage = 10000;
  } else if (!shows(r)) {
    destination_word(r, word);
  } else if (is(word, "par") || is(word, "sect") || is(word, "page")) {
    if (r->row)
      add_text(r, " ");
    else
      end_block(r, GM_WRITER_UNKNOWN, err);
  } else if (is(word, "cell") || is(word, "nestcell")) {
    add_text(r, "\t");
  } else if (is(word, "row") || is(word, "nestrow")) {
    end_block(r, GM_ZONE_TABLE, err);
  } else if (is(word, "intbl")) {
    r->row = true;
  } else if (is(word, "pard")) {
    r->row = false;
  } else if (is(word, "bin") && has && number > 0) {
    r->at += (size_t)number;
  } else {
    destination_word(r, word);
  }
}

/* What follows a backslash. */
static void escape(rtf *r, gm_error *err) {
  gm_slice left = gm_slice_from(r->bytes, r->at);
  if (!left.size)
    return;
  char c = left.data[0];
  size_t size = 0;
  while (size < left.size && size < 40 && (left.data[size] | 32) >= 'a' &&
         (left.data[size] | 32) <= 'z')
    size++;
  if (!size) {
    r->at++;
    if (c == '\'' && left.size >= 3) {
      char hex[3] = {left.data[1], left.data[2], 0};
      add_byte(r, (unsigned char)strtoul(hex, NULL, 16));
      r->at += 2;
    } else if (c == '\\' || c == '{' || c == '}') {
      add_byte(r, (unsigned char)c);
    } else if (c == '~') {
      add_text(r, "\xc2\xa0");
    } else if (c == '_') {
      add_text(r, "-");
    } else if (c == '*') {
      r->starred = true;
    } else if (c == '\n' || c == '\r') {
      end_block(r, GM_WRITER_UNKNOWN, err);
    }
    return;
  }
  gm_slice word = gm_slice_of(left.data, size);
  bool has = false;
  char digits[12] = "";
  size_t length = 0;
  while (size < left.size && length < 10 &&
         ((left.data[size] >= '0' && left.data[size] <= '9') ||
          (left.data[size] == '-' && !length)))
    digits[length++] = left.data[size++], has = true;
  r->at += size + (size < left.size && left.data[size] == ' ');
  if (r->to_skip && !is(word, "u") && !is(word, "uc"))
    r->to_skip--; /* a control word counts as one character */
  control(r, word, has, atoi(digits), err);
  r->starred = false;
}

static gm_status parse(rtf *r, gm_error *err) {
  while (r->at < r->bytes.size && r->status == GM_OK) {
    char c = r->bytes.data[r->at++];
    if (c == '{') {
      convert(r);
      if (r->depth + 1 == DEPTH)
        return gm_fail(err, GM_LIMIT, "groups nested more than %d deep", DEPTH);
      r->groups[r->depth + 1] = r->groups[r->depth];
      r->depth++;
      top(r)->key = NULL;
      r->to_skip = 0;
    } else if (c == '}') {
      if (top(r)->where == INFO_FIELD && top(r)->key)
        end_info(r, err);
      convert(r);
      r->depth -= r->depth > 0;
      r->to_skip = 0;
    } else if (c == '\\') {
      escape(r, err);
    } else if (c != '\n' && c != '\r' && c != 0) {
      add_byte(r, (unsigned char)c);
    }
  }
  end_block(r, GM_WRITER_UNKNOWN, err);
  return r->status;
}

static gm_status read_rtf(const gm_reading *reading, gm_error *err) {
  rtf *r = gm_calloc(1, sizeof *r);
  if (!r)
    return gm_nomem(err);
  r->bytes = reading->bytes;
  r->codepage = 1252;
  r->groups[0] = (group){TEXT, 1, -1, NULL};
  gm_status status = gm_reading_open(&r->document, reading, reading->bytes, err);
  r->writer.document = r->document;
  if (status == GM_OK)
    status = parse(r, err);
  bool failed = r->line.status != GM_OK || r->raw.status != GM_OK;
  if (status == GM_OK && failed)
    status = gm_nomem(err);
  if (status == GM_OK && r->writer.text.size == 0)
    status = gm_fail(err, GM_FORMAT, "holds no text");
  if (status == GM_OK)
    status = gm_writer_finish(&r->writer, err);
  gm_document *document = r->document;
  gm_buffer_free(&r->writer.text);
  gm_buffer_free(&r->raw);
  gm_buffer_free(&r->line);
  gm_buffer_free(&r->info);
  gm_free(r);
  if (status == GM_OK)
    return gm_reading_give(reading, document, err);
  gm_document_free(document);
  return status;
}

static int likeness(gm_slice bytes) {
  return bytes.size > 6 && memcmp(bytes.data, "{\\rtf", 5) == 0 ? 100 : 0;
}

const gm_reader gm_reader_rtf = {"rtf", " .rtf .doc ", likeness, read_rtf};
