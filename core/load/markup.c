/* One walk down the tree; its depth is limited where the tree is built. */
#include "load/markup.h"

const gm_markup gm_markup_html[] = {{"p", GM_WRITER_UNKNOWN},
                                    {"div", GM_WRITER_UNKNOWN},
                                    {"block", GM_WRITER_UNKNOWN},
                                    {"section", GM_WRITER_UNKNOWN},
                                    {"article", GM_WRITER_UNKNOWN},
                                    {"aside", GM_WRITER_UNKNOWN},
                                    {"header", GM_WRITER_UNKNOWN},
                                    {"footer", GM_WRITER_UNKNOWN},
                                    {"nav", GM_WRITER_UNKNOWN},
                                    {"body", GM_WRITER_UNKNOWN},
                                    {"blockquote", GM_WRITER_UNKNOWN},
                                    {"bq", GM_WRITER_UNKNOWN},
                                    {"pre", GM_WRITER_UNKNOWN},
                                    {"address", GM_WRITER_UNKNOWN},
                                    {"dl", GM_WRITER_UNKNOWN},
                                    {"dt", GM_ZONE_LIST},
                                    {"dd", GM_ZONE_LIST},
                                    {"ul", GM_WRITER_UNKNOWN},
                                    {"ol", GM_WRITER_UNKNOWN},
                                    {"li", GM_ZONE_LIST},
                                    {"h1", GM_ZONE_HEADING},
                                    {"h2", GM_ZONE_HEADING},
                                    {"h3", GM_ZONE_HEADING},
                                    {"h4", GM_ZONE_HEADING},
                                    {"h5", GM_ZONE_HEADING},
                                    {"h6", GM_ZONE_HEADING},
                                    {"hl1", GM_ZONE_HEADING},
                                    {"hl2", GM_ZONE_HEADING},
                                    {"figure", GM_WRITER_UNKNOWN},
                                    {"figcaption", GM_ZONE_CAPTION},
                                    {"caption", GM_ZONE_CAPTION},
                                    {"media-caption", GM_ZONE_CAPTION},
                                    {"media-metadata", GM_MARKUP_SKIP},
                                    {"media-producer", GM_MARKUP_SKIP},
                                    {"table", GM_WRITER_UNKNOWN},
                                    {"tr", GM_MARKUP_ROW},
                                    {"td", GM_MARKUP_CELL},
                                    {"th", GM_MARKUP_CELL},
                                    {"br", GM_MARKUP_BREAK},
                                    {"hr", GM_WRITER_UNKNOWN},
                                    {"tagline", GM_ZONE_AUTHOR},
                                    {"head", GM_MARKUP_SKIP},
                                    {"script", GM_MARKUP_SKIP},
                                    {"style", GM_MARKUP_SKIP},
                                    {"rt", GM_MARKUP_SKIP},
                                    {"rp", GM_MARKUP_SKIP},
                                    {NULL, 0}};

static int kind_of(const gm_markup *table, const char *name) {
  while (table->name && strcmp(table->name, name) != 0)
    table++;
  return table->name ? table->kind : GM_MARKUP_INLINE;
}

static void add_text(gm_package *p, gm_slice text) {
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    if (c == '\n' || c == '\t' || c == '\r')
      c = ' ';
    bool twice = c == ' ' && (p->line.size == 0 || p->line.data[p->line.size - 1] <= ' ');
    if (!twice)
      gm_buffer_add_byte(&p->line, (unsigned char)c);
  }
}

static void row_text(gm_package *p, const gm_xml *node, const gm_markup *table) {
  for (const gm_xml *n = node->first; n; n = n->next) {
    if (!n->name) {
      add_text(p, n->text);
      continue;
    }
    int kind = kind_of(table, n->name);
    if (kind == GM_MARKUP_SKIP)
      continue;
    if (kind == GM_MARKUP_CELL && p->line.size)
      gm_buffer_add_byte(&p->line, '\t');
    else if (kind != GM_MARKUP_INLINE)
      add_text(p, gm_slice_text(" "));
    row_text(p, n, table);
  }
}

static gm_status walk(gm_package *p, const gm_xml *node, const gm_markup *table,
                      int around, bool close_by, gm_error *err) {
  gm_status status = GM_OK;
  for (const gm_xml *n = node->first; n && status == GM_OK; n = n->next) {
    int kind = n->name ? kind_of(table, n->name) : GM_MARKUP_INLINE;
    if (!n->name) {
      add_text(p, n->text);
    } else if (kind == GM_MARKUP_BREAK) {
      gm_buffer_add_byte(&p->line, '\n');
    } else if (kind == GM_MARKUP_INLINE || kind == GM_MARKUP_CELL) {
      status = walk(p, n, table, around, close_by, err);
    } else if (kind != GM_MARKUP_SKIP) {
      status = gm_package_block(p, around, close_by, err);
      bool line = kind == GM_MARKUP_ROW || kind == GM_MARKUP_LINE ||
                  kind == GM_ZONE_LIST;
      int inner = kind == GM_MARKUP_ROW                               ? GM_ZONE_TABLE
                  : kind == GM_MARKUP_LINE || kind == GM_WRITER_UNKNOWN ? around
                                                                        : kind;
      if (status == GM_OK && kind == GM_MARKUP_ROW)
        row_text(p, n, table);
      else if (status == GM_OK)
        status = walk(p, n, table, inner, line, err);
      if (status == GM_OK)
        status = gm_package_block(p, inner, line, err);
    }
  }
  return status;
}

gm_status gm_markup_blocks(gm_package *package, const gm_xml *node,
                           const gm_markup *table, gm_error *err) {
  gm_status status = walk(package, node, table, GM_WRITER_UNKNOWN, false, err);
  return status == GM_OK ? gm_package_block(package, GM_WRITER_UNKNOWN, false, err)
                         : status;
}

gm_status gm_markup_open(gm_package *package, const gm_reading *reading, gm_slice bytes,
                         gm_error *err) {
  *package = (gm_package){.reading = reading};
  gm_status status = gm_reading_open(&package->document, reading, bytes, err);
  package->writer.document = package->document;
  return status;
}
