/* Reading a text in a test: what comes out, one line a document. */
#ifndef TEST_LOAD_H
#define TEST_LOAD_H
#include "test.h"
#include "base/buffer.h"
#include "load/read.h"
#include "load/zones.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  gm_buffer out;       /* "title=…|date=…|text\n" and so on, as `show` says */
  gm_buffer failures;  /* "LINE: message\n" */
  const char *show;    /* names between spaces: metadata keys, text, zones, id, charset, format */
  size_t documents;
  gm_tokens *tokens;   /* where zones are to be found */
  gm_lexicon *lexicon;
} collected;

static inline void show_zones(collected *c, const gm_document *document) {
  for (size_t i = 0; i < document->zone_count; i++) {
    const gm_zone *zone = &document->zones[i];
    if (i) gm_buffer_add_text(&c->out, " ");
    gm_buffer_add_format(&c->out, "%s(", gm_zone_name(zone->kind));
    gm_buffer_add(&c->out, document->text.data + zone->begin, zone->end - zone->begin);
    gm_buffer_add_text(&c->out, ")");
  }
}

static inline void show_one(collected *c, const gm_document *document, const char *what) {
  gm_slice value = strcmp(what, "text") == 0      ? document->text
                   : strcmp(what, "id") == 0      ? document->id
                   : strcmp(what, "charset") == 0 ? document->charset
                   : strcmp(what, "format") == 0  ? document->format
                                                  : gm_document_meta(document, what);
  if (strcmp(what, "zones") == 0)
    show_zones(c, document);
  else
    gm_buffer_add(&c->out, value.data, value.size);
}

static inline gm_status collect_document(void *context, gm_document *document, gm_error *err) {
  collected *c = context;
  c->documents++;
  if (c->tokens) {
    gm_status status = gm_tokens_cut(c->tokens, c->lexicon, document->text, GM_TAILOR_ALL, err);
    if (status == GM_OK) status = gm_zones_find(document, c->tokens, c->lexicon, err);
    if (status == GM_OK) status = gm_zones_quotes(document, c->tokens, err);
    if (status != GM_OK) return status;
  }
  char names[128];
  snprintf(names, sizeof names, "%s", c->show);
  bool first = true;
  for (char *save, *name = strtok_r(names, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
    if (!first) gm_buffer_add_text(&c->out, "|");
    show_one(c, document, name);
    first = false;
  }
  gm_buffer_add_text(&c->out, "\n");
  return GM_OK;
}

static inline void collect_failure(void *context, const gm_error *failure) {
  collected *c = context;
  gm_buffer_add_format(&c->failures, "%u: %s\n", failure->line, failure->message);
}

static inline gm_status collect(collected *c, const char *path, gm_slice bytes,
                                const gm_read_options *options, gm_error *err) {
  return gm_read(path, bytes, options, collect_document, collect_failure, c, err);
}

static inline void collected_free(collected *c) {
  gm_buffer_free(&c->out);
  gm_buffer_free(&c->failures);
}

/* Reads `bytes` as the file `path`; the documents must show as `expected`. */
static inline void reads(const char *path, const char *bytes, const char *show,
                         const char *expected) {
  collected c = {.show = show};
  gm_error err = {0};
  gm_status status = collect(&c, path, gm_slice_text(bytes), NULL, &err);
  if (status != GM_OK) print_error("%s\n", err.message);
  assert_int_equal(status, GM_OK);
  assert_string_equal(gm_buffer_text(&c.out), expected);
  collected_free(&c);
}
#endif
