/* XML as a tree: elements by their local names, text, attributes. */
#ifndef GM_LOAD_XML_H
#define GM_LOAD_XML_H
#include "base/buffer.h"
#include "base/memory.h"
#include "base/slice.h"

typedef struct gm_xml gm_xml;
struct gm_xml {
  const char *name;     /* of an element, without prefix; NULL: text */
  const char *prefix;   /* as written, "" where there is none */
  gm_slice text;        /* of a text */
  const char **values;  /* name, value, …, NULL; names without prefix */
  const gm_xml *parent; /* NULL of the root */
  gm_xml *first, *last, *next;
};

/* Reads well-formed XML into the arena. `utf8`: it is UTF-8 whatever its declaration
 * says. Malformed: GM_FORMAT with line and column. Elements nested too deeply, and
 * entities that grow beyond measure: GM_LIMIT. Entities outside of the document are not
 * read. */
gm_status gm_xml_read(const gm_xml **root, gm_arena *arena, gm_slice bytes, bool utf8,
                      gm_error *err);

bool gm_xml_is(const gm_xml *node, const char *name);
/* Empty where the element has none. */
gm_slice gm_xml_value(const gm_xml *node, const char *name);
/* The first child of that name; NULL where there is none, or no node. */
const gm_xml *gm_xml_child(const gm_xml *node, const char *name);
/* The next node in document order below `root`; `inside`: into the node itself too. */
const gm_xml *gm_xml_next(const gm_xml *node, const gm_xml *root, bool inside);
/* The first element of that name below `root`, after `after` (NULL: from the start). */
const gm_xml *gm_xml_find(const gm_xml *root, const gm_xml *after, const char *name);
/* All text below a node, with runs of white space as one space. */
void gm_xml_text(const gm_xml *node, gm_buffer *out);
#endif
