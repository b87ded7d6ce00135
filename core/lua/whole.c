/* A whole corpus counted by its types.
 *
 * How often a type occurs is known without reading a document. Only documents with
 * zones that do not count are read: their types are taken off, what counts of them is
 * added. A unit's cell then holds the documents of those that were read, and one more
 * where it occurs in others; how many others is looked up in the postings of its types.
 */
#include "lua/counts.h"
#include "base/memory.h"
#include "store/zones.h"

static bool is_partial(const gm_walk *walk, const gm_packed_zone *zones, size_t count) {
  uint32_t at = 0;
  for (size_t i = 0; i < count; i++) {
    if (zones[i].begin < at)
      continue;
    at = zones[i].end;
    if (!walk->zones[gm_lua_zone_kind(zones[i].kind)])
      return true;
  }
  return false;
}

static gm_status look_at(gm_counted *counts, gm_rows *rows, gm_error *err) {
  gm_packed_zone *zones;
  size_t count;
  gm_status status = gm_unpack_zones(gm_rows_bytes(rows, 1), &zones, &count, err);
  if (status != GM_OK)
    return status;
  if (is_partial(counts->walk, zones, count)) {
    if (gm_grow((void **)&counts->partial, &counts->partial_capacity,
                counts->partial_count + 1, sizeof *counts->partial))
      counts->partial[counts->partial_count++] = (uint32_t)gm_rows_integer(rows, 0);
    else
      status = gm_nomem(err);
  }
  gm_free(zones);
  return status;
}

/* The documents that do not count wholly, ascending. */
static gm_status find_partial(gm_corpus *corpus, gm_counted *counts, gm_error *err) {
  gm_rows *rows;
  bool more = true;
  if (counts->walk->all_zones)
    return GM_OK;
  gm_status status =
      gm_store_query(corpus->store, "SELECT document, zones FROM contents ORDER BY 1",
                     NULL, 0, &rows, err);
  while (status == GM_OK && (status = gm_rows_next(rows, &more, err)) == GM_OK && more)
    if ((status = look_at(counts, rows, err)) != GM_OK)
      gm_rows_close(rows);
  return status;
}

static gm_status read_partial(gm_counted *counts, uint32_t number, gm_error *err) {
  gm_stream_kinds kinds;
  gm_status status = gm_stream_read_kinds(counts->walk->stream, number, 0, &kinds, err);
  for (uint32_t k = 0; status == GM_OK && k < kinds.kind_count; k++)
    counts->apart[kinds.kinds[k].type] += kinds.frequency[k];
  return status == GM_OK ? gm_walk_tally(counts->walk, number, counts->tally, err)
                         : status;
}

gm_status gm_counted_whole(gm_corpus *corpus, gm_counted *counts, gm_error *err) {
  gm_stream_types types;
  gm_walk *walk = counts->walk;
  gm_status status = gm_stream_load_types(walk->stream, &types, err);
  if (status == GM_OK)
    status = find_partial(corpus, counts, err);
  if (status != GM_OK)
    return status;
  counts->apart = gm_calloc((size_t)types.count + 1, sizeof *counts->apart);
  if (!counts->apart)
    return gm_nomem(err);
  for (size_t i = 0; i < counts->partial_count && status == GM_OK; i++)
    status = read_partial(counts, counts->partial[i], err);
  gm_tally_begin(counts->tally);
  for (uint32_t type = 1; type <= types.count && status == GM_OK; type++) {
    uint64_t rest = types.tokens[type] - counts->apart[type];
    uint32_t unit;
    if (!rest)
      continue;
    status = gm_units_of(walk->units, type, 0, &unit, err);
    if (status == GM_OK && unit)
      status = gm_tally_count(counts->tally, unit, (uint32_t)rest, err);
  }
  return status == GM_OK ? gm_tally_end_row(counts->tally, err) : status;
}

static bool is_listed(const gm_counted *counts, uint32_t document) {
  size_t low = 0, high = counts->partial_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (counts->partial[middle] < document)
      low = middle + 1;
    else
      high = middle;
  }
  return low < counts->partial_count && counts->partial[low] == document;
}

gm_status gm_counted_documents(gm_counted *counts, const gm_cell *cell, uint32_t *out,
                               gm_error *err) {
  gm_stream_types types;
  *out = cell->documents;
  if (!counts->apart)
    return GM_OK;
  gm_status status = gm_stream_load_types(counts->walk->stream, &types, err);
  uint32_t *own = NULL, unit;
  size_t count = 0, capacity = 0, posting_count = 0;
  bool others = false;
  for (uint32_t type = 1; status == GM_OK && type <= types.count; type++) {
    if (!types.tokens[type])
      continue;
    status = gm_units_of(counts->walk->units, type, 0, &unit, err);
    if (status != GM_OK || unit != cell->unit)
      continue;
    others = others || types.tokens[type] > counts->apart[type];
    if (gm_grow((void **)&own, &capacity, count + 1, sizeof *own))
      own[count++] = type;
    else
      status = gm_nomem(err);
  }
  const gm_posting *postings;
  if (status == GM_OK)
    status = gm_stream_postings(counts->walk->stream, own, count, &postings,
                                &posting_count, err);
  gm_free(own);
  if (status != GM_OK)
    return status;
  *out -= others;
  for (size_t i = 0; i < posting_count; i++)
    *out += !is_listed(counts, postings[i].document);
  return GM_OK;
}
