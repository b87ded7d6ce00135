/* Makes compiled lists of names (list.h). Add names, and the rows they came from; finish. */
#ifndef GM_MATCH_LIST_BUILD_H
#define GM_MATCH_LIST_BUILD_H
#include "base/buffer.h"
#include "match/list_image.h"
#include "match/list_names.h"

gm_status gm_list_builder_new(gm_list_builder **out, gm_error *err);
void gm_list_builder_free(gm_list_builder *b);
/* Rows come in their order; cells belong to the last row. */
gm_status gm_list_add_row(gm_list_builder *b, uint32_t *row, gm_error *err);
gm_status gm_list_add_column(gm_list_builder *b, gm_slice name, uint32_t *column,
                             gm_error *err);
gm_status gm_list_add_cell(gm_list_builder *b, uint32_t column, gm_slice value,
                           gm_error *err);
uint32_t gm_list_builder_names(const gm_list_builder *b);
/* The whole list, to be kept or opened; nothing can be added afterwards. */
gm_status gm_list_finish(gm_list_builder *b, const unsigned char key[GM_LIST_KEY],
                         gm_buffer *image, gm_error *err);
#endif
