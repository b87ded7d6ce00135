/* Documents: their metadata and zones, both growing in the document's arena. */
#include "load/document.h"
#include "load/dates.h"
#include "text/language.h"
#include "load/slices.h"
#include <stdlib.h>

static const char *const zone_names[] = {
#define GM_ZONE_NAME(name, text) text,
    GM_ZONE_TABLE(GM_ZONE_NAME)
#undef GM_ZONE_NAME
};

const char *gm_zone_name(gm_zone_kind kind) {
  return (unsigned)kind < GM_ZONE_KINDS ? zone_names[kind] : "unknown";
}

bool gm_zone_kind_of(gm_slice name, gm_zone_kind *out) {
  for (int kind = 0; kind < GM_ZONE_KINDS; kind++) {
    if (!gm_slice_equal(name, gm_slice_text(zone_names[kind])))
      continue;
    *out = (gm_zone_kind)kind;
    return true;
  }
  return false;
}

bool gm_zone_is_article(gm_zone_kind kind) {
  return kind == GM_ZONE_BODY || kind == GM_ZONE_TITLE || kind == GM_ZONE_HEADING ||
         kind == GM_ZONE_LIST || kind == GM_ZONE_TABLE || kind == GM_ZONE_QUOTE;
}

gm_status gm_document_new(gm_document **out, gm_error *err) {
  *out = NULL;
  gm_arena *arena = gm_arena_new();
  gm_document *document = arena ? gm_arena_alloc(arena, sizeof *document) : NULL;
  if (!document) {
    gm_arena_free(arena);
    return gm_nomem(err);
  }
  memset(document, 0, sizeof *document);
  document->arena = arena;
  *out = document;
  return GM_OK;
}

void gm_document_free(gm_document *document) {
  if (document)
    gm_arena_free(document->arena);
}

/* Room for one more item of an array that lives in the arena. */
static bool widen(gm_arena *arena, void **array, size_t count, size_t *capacity,
                  size_t item) {
  if (count < *capacity)
    return true;
  size_t room = *capacity ? *capacity * 2 : 8;
  void *wider = gm_arena_alloc(arena, room * item);
  if (!wider)
    return false;
  if (count)
    memcpy(wider, *array, count * item);
  *array = wider;
  *capacity = room;
  return true;
}

/* Names that other programs give to what we have a name for. */
static const char *usual_key(gm_slice key) {
  static const char *const names[][2] = {
      {"headline", "title"},     {"published", "date"},
      {"pubdate", "date"},       {"publishdate", "date"},
      {"publish_date", "date"},  {"date_published", "date"},
      {"datepublished", "date"}, {"publication_date", "date"},
      {"published_at", "date"},  {"publisher", "source"},
      {"publication", "source"}, {"site_name", "source"},
      {"sitename", "source"},    {"byline", "author"},
      {"by", "author"},          {"authors", "author"},
      {"creator", "author"},     {"lang", "language"},
      {"link", "url"},           {"permalink", "url"},
      {"canonical", "url"},
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (gm_slice_is(key, names[i][0]))
      return names[i][1];
  return NULL;
}

static gm_status put_meta(gm_document *document, gm_slice key, gm_slice value,
                          const char *from, bool first, gm_error *err) {
  if (!widen(document->arena, (void **)&document->meta, document->meta_count,
             &document->meta_capacity, sizeof *document->meta))
    return gm_nomem(err);
  char *name = gm_arena_copy(document->arena, key.data, key.size);
  char *copy = gm_arena_copy(document->arena, value.data, value.size);
  if (!name || !copy)
    return gm_nomem(err);
  gm_meta meta = {gm_slice_of(name, key.size), gm_slice_of(copy, value.size),
                  gm_slice_text(from)};
  size_t at = document->meta_count++;
  if (first) {
    memmove(document->meta + 1, document->meta, at * sizeof meta);
    at = 0;
  }
  document->meta[at] = meta;
  return GM_OK;
}

gm_status gm_document_add_meta(gm_document *document, gm_slice key, gm_slice value,
                               const char *from, bool first, gm_error *err) {
  key = gm_slice_trim(key);
  value = gm_slice_trim(value);
  if (key.size == 0 || value.size == 0)
    return GM_OK;
  static const char *const own[] = {"id",       "title",  "date",
                                    "source",   "author", "credibility",
                                    "language", "url",    "origin"};
  const char *usual = usual_key(key);
  for (size_t i = 0; !usual && i < sizeof own / sizeof *own; i++)
    if (gm_slice_is(key, own[i]))
      usual = own[i];
  if (usual)
    key = gm_slice_text(usual);
  char date[GM_DATE_SIZE];
  if (usual && strcmp(usual, "date") == 0) {
    if (gm_date_read(value, date))
      value = gm_slice_text(date);
    else
      key = gm_slice_text("date_written");
  }
  char tag[GM_TAG_SIZE];
  if (usual && strcmp(usual, "language") == 0) {
    if (gm_language_name(value, tag))
      value = gm_slice_text(tag);
    else
      key = gm_slice_text("language_written");
  }
  return put_meta(document, key, value, from, first, err);
}

gm_slice gm_document_meta(const gm_document *document, const char *key) {
  for (size_t i = 0; i < document->meta_count; i++)
    if (gm_slice_equal(document->meta[i].key, gm_slice_text(key)))
      return document->meta[i].value;
  return gm_slice_of("", 0);
}

gm_status gm_document_add_zone(gm_document *document, uint32_t begin, uint32_t end,
                               gm_zone_kind kind, gm_error *err) {
  if (begin >= end)
    return GM_OK;
  if (!widen(document->arena, (void **)&document->zones, document->zone_count,
             &document->zone_capacity, sizeof *document->zones))
    return gm_nomem(err);
  document->zones[document->zone_count++] = (gm_zone){begin, end, kind};
  return GM_OK;
}

static int by_place(const void *a, const void *b) {
  const gm_zone *x = a, *y = b;
  if (x->begin != y->begin)
    return x->begin < y->begin ? -1 : 1;
  if (x->end != y->end)
    return x->end > y->end ? -1 : 1;
  if ((x->kind == GM_ZONE_QUOTE) != (y->kind == GM_ZONE_QUOTE)) /* within the other */
    return x->kind == GM_ZONE_QUOTE ? 1 : -1;
  return (int)x->kind - (int)y->kind;
}

void gm_document_sort_zones(gm_document *document) {
  if (document->zone_count > 1)
    qsort(document->zones, document->zone_count, sizeof *document->zones, by_place);
}

/* The first zone that begins at or after a byte. */
static size_t first_from(const gm_document *document, uint32_t offset) {
  size_t low = 0, count = document->zone_count;
  while (count) {
    size_t half = count / 2;
    if (document->zones[low + half].begin < offset) low += half + 1, count -= half + 1;
    else count = half;
  }
  return low;
}

void gm_document_zones_between(const gm_document *document, uint32_t begin, uint32_t end,
                               size_t *low, size_t *high) {
  const gm_zone *zones = document->zones;
  *low = first_from(document, begin);
  *high = first_from(document, end);
  if (*high < *low) *high = *low;
  /* quotations may end before the zone that they lie in */
  while (*low && (zones[*low - 1].end > begin || zones[*low - 1].kind == GM_ZONE_QUOTE))
    --*low;
}

gm_status gm_document_replace_zones(gm_document *document, size_t low, size_t high,
                                    gm_zone *zones, size_t count, gm_error *err) {
  size_t behind = document->zone_count - high;
  while (document->zone_count < low + count + behind) /* makes room */
    if (gm_document_add_zone(document, 0, 1, GM_ZONE_BODY, err) != GM_OK)
      return GM_NOMEM;
  if (count > 1) qsort(zones, count, sizeof *zones, by_place);
  memmove(document->zones + low + count, document->zones + high, behind * sizeof *zones);
  if (count) memcpy(document->zones + low, zones, count * sizeof *zones);
  document->zone_count = low + count + behind;
  return GM_OK;
}

const gm_zone *gm_document_zone(const gm_document *document, uint32_t offset) {
  size_t low = 0,
         high = document->zone_count; /* the first zone that begins after offset */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (document->zones[middle].begin <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  const gm_zone *found = NULL;
  while (low-- > 0) { /* outermost: the last one back that still covers it */
    const gm_zone *zone = &document->zones[low];
    if (zone->end > offset) {
      found = zone;
    } else if (found || zone->kind != GM_ZONE_QUOTE) {
      break;
    }
  }
  return found;
}
