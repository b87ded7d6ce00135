/* Blocks of text into one buffer. An empty block is taken back, its line breaks with
 * it. */
#include "load/writer.h"

void gm_writer_begin(gm_writer *writer, bool close_by) {
  if (writer->text.size)
    gm_buffer_add_text(&writer->text, close_by ? "\n" : "\n\n");
  writer->begin = writer->text.size;
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

void gm_writer_add(gm_writer *writer, gm_slice text) {
  gm_buffer *out = &writer->text;
  size_t i = 0;
  while (i < text.size) {
    size_t run = i;
    while (i < text.size && !is_space(text.data[i]))
      i++;
    gm_buffer_add(out, text.data + run, i - run);
    run = i;
    while (i < text.size && is_space(text.data[i]))
      i++;
    bool space =
        i > run && out->size > writer->begin && out->data[out->size - 1] != ' ';
    if (space)
      gm_buffer_add_byte(out, ' ');
  }
}

void gm_writer_add_verbatim(gm_writer *writer, gm_slice text) {
  gm_buffer_add(&writer->text, text.data, text.size);
}

gm_status gm_writer_end(gm_writer *writer, int kind, gm_error *err) {
  gm_buffer *out = &writer->text;
  if (out->status != GM_OK)
    return gm_nomem(err);
  while (out->size > writer->begin && is_space(out->data[out->size - 1]))
    out->size--;
  if (out->size == writer->begin) {
    while (out->size && out->data[out->size - 1] == '\n')
      out->size--;
    writer->begin = out->size;
    return GM_OK;
  }
  if (out->size > UINT32_MAX - 16)
    return gm_fail(err, GM_LIMIT, "more than 4 GiB of text");
  if (kind == GM_WRITER_UNKNOWN)
    return GM_OK;
  return gm_document_add_zone(writer->document, (uint32_t)writer->begin,
                              (uint32_t)out->size, (gm_zone_kind)kind, err);
}

gm_status gm_writer_finish(gm_writer *writer, gm_error *err) {
  gm_slice text = gm_buffer_slice(&writer->text);
  gm_status status = writer->text.status;
  char *copy = status == GM_OK
                   ? gm_arena_copy(writer->document->arena, text.data, text.size)
                   : NULL;
  gm_buffer_free(&writer->text);
  if (!copy)
    return gm_nomem(err);
  writer->document->text = gm_slice_of(copy, text.size);
  writer->document->lines_are_blocks = true;
  return GM_OK;
}
