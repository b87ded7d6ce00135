/* expat reads, this keeps. What grows without measure ends by expat's own limit on
 * amplification (its answer to “billion laughs”), what is too deep by ours, so that
 * code that goes down the tree may recurse. */
#include "load/xml.h"
#include "load/slices.h"
#include <stdio.h>
#ifdef GM_HAVE_EXPAT
#include <expat.h>
#endif

enum { DEPTH = 400 };

bool gm_xml_is(const gm_xml *node, const char *name) {
  return node && node->name && strcmp(node->name, name) == 0;
}

gm_slice gm_xml_value(const gm_xml *node, const char *name) {
  for (const char **v = node ? node->values : NULL; v && *v; v += 2)
    if (strcmp(*v, name) == 0)
      return gm_slice_text(v[1]);
  return gm_slice_of("", 0);
}

const gm_xml *gm_xml_child(const gm_xml *node, const char *name) {
  const gm_xml *child = node ? node->first : NULL;
  while (child && !gm_xml_is(child, name))
    child = child->next;
  return child;
}

const gm_xml *gm_xml_next(const gm_xml *node, const gm_xml *root, bool inside) {
  if (inside && node->first)
    return node->first;
  while (node && node != root && !node->next)
    node = node->parent;
  return node && node != root ? node->next : NULL;
}

const gm_xml *gm_xml_find(const gm_xml *root, const gm_xml *after, const char *name) {
  const gm_xml *node = root ? gm_xml_next(after ? after : root, root, true) : NULL;
  while (node && !gm_xml_is(node, name))
    node = gm_xml_next(node, root, true);
  return node;
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

void gm_xml_text(const gm_xml *node, gm_buffer *out) {
  for (const gm_xml *n = node; n; n = gm_xml_next(n, node, true))
    for (size_t i = 0; !n->name && i < n->text.size; i++) {
      char c = is_space(n->text.data[i]) ? ' ' : n->text.data[i];
      bool twice = c == ' ' && out->size && out->data[out->size - 1] == ' ';
      if (!twice)
        gm_buffer_add_byte(out, (unsigned char)c);
    }
}

#ifdef GM_HAVE_EXPAT

typedef struct {
  XML_Parser parser;
  gm_arena *arena;
  gm_xml *root, *open;
  gm_buffer text; /* of the text node that is open */
  uint32_t depth;
  gm_status status;
} builder;

static void stop(builder *b, gm_status status) {
  if (b->status == GM_OK)
    b->status = status;
  XML_StopParser(b->parser, XML_FALSE);
}

static gm_xml *append(builder *b) {
  gm_xml *node = gm_arena_alloc(b->arena, sizeof *node);
  if (!node) {
    stop(b, GM_NOMEM);
    return NULL;
  }
  *node = (gm_xml){.prefix = "", .parent = b->open};
  if (b->open && b->open->last)
    b->open->last = b->open->last->next = node;
  else if (b->open)
    b->open->first = b->open->last = node;
  return node;
}

static void end_text(builder *b) {
  if (b->text.size == 0 || !b->open)
    return;
  gm_xml *node = append(b);
  char *copy = gm_arena_copy(b->arena, b->text.data, b->text.size);
  if (!copy || b->text.status != GM_OK) {
    stop(b, GM_NOMEM);
    return;
  }
  if (node)
    node->text = gm_slice_of(copy, b->text.size);
  gm_buffer_clear(&b->text);
}

static const char *local(const char *name) {
  const char *colon = strchr(name, ':');
  return colon ? colon + 1 : name;
}

static const char *keep(builder *b, const char *text) {
  const char *copy = gm_arena_copy(b->arena, text, strlen(text));
  if (!copy)
    stop(b, GM_NOMEM);
  return copy;
}

static void XMLCALL on_start(void *context, const char *name, const char **values) {
  builder *b = context;
  if (b->status != GM_OK)
    return;
  end_text(b);
  if (++b->depth > DEPTH) {
    stop(b, GM_LIMIT);
    return;
  }
  size_t count = 0;
  while (values[count])
    count++;
  gm_xml *node = append(b);
  const char **kept = gm_arena_alloc(b->arena, (count + 1) * sizeof *kept);
  if (!node || !kept) {
    stop(b, GM_NOMEM);
    return;
  }
  for (size_t i = 0; i < count; i++)
    kept[i] = keep(b, i % 2 ? values[i] : local(values[i]));
  kept[count] = NULL;
  node->name = keep(b, local(name));
  node->values = kept;
  size_t prefix = (size_t)(local(name) - name);
  if (prefix) {
    char *copy = gm_arena_copy(b->arena, name, prefix - 1);
    node->prefix = copy ? copy : "";
  }
  if (!b->root)
    b->root = node;
  b->open = node;
}

static void XMLCALL on_end(void *context, const char *name) {
  builder *b = context;
  (void)name;
  if (b->status != GM_OK || !b->open)
    return;
  end_text(b);
  b->depth--;
  b->open = (gm_xml *)b->open->parent; /* the tree is ours while it is built */
}

static void XMLCALL on_text(void *context, const char *text, int size) {
  builder *b = context;
  gm_buffer_add(&b->text, text, (size_t)size);
}

/* Entities of HTML, which XHTML takes from a definition outside of the document. */
static void XMLCALL on_unknown_entity(void *context, const char *name, int parameter) {
  static const char *const known[][2] = {
      {"nbsp", "\xc2\xa0"}, {"mdash", "—"},  {"ndash", "–"},  {"lsquo", "‘"},
      {"rsquo", "’"},       {"ldquo", "“"},  {"rdquo", "”"},  {"hellip", "…"},
      {"laquo", "«"},       {"raquo", "»"},  {"copy", "©"},   {"eacute", "é"},
      {"egrave", "è"},      {"agrave", "à"}, {"ccedil", "ç"}, {"uuml", "ü"},
      {"ouml", "ö"},        {"auml", "ä"},   {"szlig", "ß"},  {"bull", "•"}};
  builder *b = context;
  for (size_t i = 0; !parameter && i < sizeof known / sizeof *known; i++)
    if (strcmp(name, known[i][0]) == 0)
      gm_buffer_add_text(&b->text, known[i][1]);
}

static gm_status fault(builder *b, gm_error *err) {
  if (b->status == GM_NOMEM)
    return gm_nomem(err);
  uint32_t line = (uint32_t)XML_GetCurrentLineNumber(b->parser);
  uint32_t column = (uint32_t)XML_GetCurrentColumnNumber(b->parser) + 1;
  if (b->status == GM_LIMIT)
    return gm_fail_at(err, GM_LIMIT, NULL, line, column,
                      "XML elements nested more than %d deep", DEPTH);
  enum XML_Error code = XML_GetErrorCode(b->parser);
  if (code == XML_ERROR_NO_MEMORY)
    return gm_nomem(err);
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 4
  if (code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH)
    return gm_fail_at(err, GM_LIMIT, NULL, line, column,
                      "XML entities that grow beyond measure");
#endif
  return gm_fail_at(err, GM_FORMAT, NULL, line, column, "malformed XML: %s",
                    XML_ErrorString(code));
}

gm_status gm_xml_read(const gm_xml **root, gm_arena *arena, gm_slice bytes, bool utf8,
                      gm_error *err) {
  builder b = {XML_ParserCreate(utf8 ? "UTF-8" : NULL), arena, NULL, NULL,
               GM_BUFFER_INIT, 0, GM_OK};
  if (!b.parser)
    return gm_nomem(err);
  XML_SetUserData(b.parser, &b);
  XML_SetElementHandler(b.parser, on_start, on_end);
  XML_SetCharacterDataHandler(b.parser, on_text);
  XML_SetSkippedEntityHandler(b.parser, on_unknown_entity);
  XML_UseForeignDTD(b.parser, XML_TRUE); /* unknown entities are skipped, no fault */
  enum { STEP = 1 << 24 };
  gm_status status = GM_OK;
  for (size_t at = 0; status == GM_OK;) {
    size_t size = bytes.size - at < STEP ? bytes.size - at : STEP;
    bool last = at + size == bytes.size;
    if (XML_Parse(b.parser, bytes.data ? bytes.data + at : "", (int)size, last) !=
            XML_STATUS_OK ||
        b.status != GM_OK)
      status = fault(&b, err);
    at += size;
    if (last)
      break;
  }
  if (status == GM_OK && !b.root)
    status = gm_fail(err, GM_FORMAT, "XML without an element");
  XML_ParserFree(b.parser);
  gm_buffer_free(&b.text);
  *root = status == GM_OK ? b.root : NULL;
  return status;
}

#else

gm_status gm_xml_read(const gm_xml **root, gm_arena *arena, gm_slice bytes, bool utf8,
                      gm_error *err) {
  (void)arena, (void)bytes, (void)utf8;
  *root = NULL;
  return gm_fail(err, GM_UNSUPPORTED, "is XML, and this gimlet was built without expat");
}

#endif
