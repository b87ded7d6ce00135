/* Any bytes as a file: documents come out that are sound, or a failure that is named.
 *
 * A first byte below 9 asks, with the next, for a format by its number (numbers behind
 * the last: what pdftotext gives, which itself is not run here); else the format is told
 * by the content. Called by the name fuzz_read_FORMAT it takes everything for that
 * format; `fuzz_readers formats` lists them. */
#include <stdio.h>
#include <stdlib.h>
#include "load/pdf.h"
#include "load/read.h"
#include "text/utf8.h"

#define CHECK(x)                                                                       \
  if (!(x)) {                                                                          \
    fprintf(stderr, "line %d: %s\n", __LINE__, #x);                                    \
    abort();                                                                           \
  }

static gm_status sound(void *context, gm_document *document, gm_error *err) {
  (void)err;
  ++*(unsigned *)context;
  CHECK(document->text.size > 0 && document->id.size > 0 && document->hash[63]);
  CHECK(gm_utf8_valid(document->text) && gm_utf8_valid(document->id));
  for (size_t i = 0; i < document->zone_count; i++)
    CHECK(document->zones[i].begin < document->zones[i].end &&
          document->zones[i].end <= document->text.size);
  for (size_t i = 0; i < document->meta_count; i++)
    CHECK(document->meta[i].key.size && document->meta[i].value.size &&
          document->meta[i].from.size && gm_utf8_valid(document->meta[i].value));
  return GM_OK;
}

static void named(void *context, const gm_error *failure) {
  (void)context;
  CHECK(failure->message[0] && failure->file[0]);
}

static void pdf_output(gm_slice bytes) {
  gm_document *document;
  gm_pdf pdf;
  gm_buffer text = GM_BUFFER_INIT;
  uint32_t replaced = 0;
  gm_utf8_repair(&text, bytes, &replaced);
  CHECK(gm_document_new(&document, NULL) == GM_OK);
  if (gm_pdf_parse(&pdf, document, gm_buffer_slice(&text), NULL) == GM_OK) {
    if (pdf.count) CHECK(gm_pdf_mark_running(&pdf, NULL) == GM_OK);
    gm_pdf_free(&pdf);
  }
  gm_document_free(document);
  gm_buffer_free(&text);
}

static const char *only; /* the format that is asked for */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv) {
  const char *name = strstr((*argv)[0], "fuzz_read_");
  const char *format;
  for (int number = 0; (format = gm_read_format(number)); number++) {
    if (*argc > 1 && strcmp((*argv)[1], "formats") == 0) puts(format);
    if (name && strcmp(name + strlen("fuzz_read_"), format) == 0) only = format;
  }
  if (*argc > 1 && strcmp((*argv)[1], "formats") == 0) exit(0);
  CHECK(!name || only);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gm_read_options options = {.most_expanded = 1 << 22, .format = only};
  unsigned documents = 0;
  gm_error err = {0};
  int formats = 0;
  while (gm_read_format(formats))
    formats++;
  if (only && strcmp(only, "pdf") == 0) {
    pdf_output(gm_slice_of((const char *)data, size));
    return 0;
  }
  if (!only && size && data[0] < 9) { /* white space begins texts */
    int number = data[0] * 4 + (size > 1 ? data[1] % 4 : 0);
    size_t head = size > 1 ? 2 : 1;
    data += head;
    size -= head;
    if (number >= formats) {
      pdf_output(gm_slice_of((const char *)data, size));
      return 0;
    }
    options.format = gm_read_format(number);
  }
  if (options.format && strcmp(options.format, "pdf") == 0) return 0;
  /* a block of its own size, so that reading past its end shows */
  char *copy = malloc(size ? size : 1);
  if (size) memcpy(copy, data, size);
  if (memmem(copy, size, "%PDF-", 5)) size = 0;
  gm_status status = gm_read("fuzz", gm_slice_of(copy, size), &options, sound, named,
                             &documents, &err);
  CHECK(status == GM_OK || err.message[0]);
  free(copy);
  return 0;
}
