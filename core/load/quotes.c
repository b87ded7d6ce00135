/* QUOTE zones from quotation marks.
 *
 * A mark opens or closes by its form (“ ”, « »), or by the white space around it where
 * forms are alike (" and ”, which some writers use on both sides). A quotation that is
 * not closed goes to the end of its paragraph; where the next paragraph opens with a
 * mark again, it is one quotation over several paragraphs. Apostrophes are no quotation
 * marks. */
#include "load/blocks.h"
#include "load/zones.h"

typedef struct {
  const char *mark;
  int side; /* 1 opens, -1 closes, 0 by what is around it */
} quote_mark;

static const quote_mark marks[] = {{"“", 1},  {"”", -1}, {"„", 1},  {"«", 1},
                                   {"»", -1}, {"\"", 0}, {"「", 1}, {"」", -1},
                                   {"『", 1}, {"』", -1}};

static const quote_mark *mark_at(gm_slice text, uint32_t at) {
  unsigned char c = (unsigned char)text.data[at];
  if (c != '"' && c != 0xE2 && c != 0xC2 && c != 0xE3)
    return NULL;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    size_t size = strlen(marks[i].mark);
    if (text.size - at >= size && memcmp(text.data + at, marks[i].mark, size) == 0)
      return &marks[i];
  }
  return NULL;
}

/* The next byte that could begin a mark: eight at a time as long as they are plain
 * ASCII without a quotation mark. */
static uint32_t skip_plain(gm_slice text, uint32_t at, uint32_t end) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  while (at + 8 <= end) {
    uint64_t word;
    memcpy(&word, text.data + at, 8);
    uint64_t quote = word ^ (ones * '"');
    if ((word | ((quote - ones) & ~quote)) & tops)
      break;
    at += 8;
  }
  return at;
}

static bool opens_here(gm_slice text, const gm_zone *zone, uint32_t at, uint32_t size) {
  bool open_before = at == zone->begin || gm_space_at(text, at - 1) ||
                     strchr("([-/", text.data[at - 1]) ||
                     (at >= 3 && memcmp(text.data + at - 3, "—", 3) == 0) ||
                     (at >= 2 && gm_space_at(text, at - 2) == 2);
  bool open_after = at + size < zone->end && !gm_space_at(text, at + size);
  return open_before && open_after;
}

/* The side of a mark, given whether a quotation is open. Writers' ” for “ is put right.
 */
static int side_of(gm_slice text, const gm_zone *zone, uint32_t at,
                   const quote_mark *mark, bool open) {
  uint32_t size = (uint32_t)strlen(mark->mark);
  bool like_opening = opens_here(text, zone, at, size);
  if (mark->side == 1)
    return open ? 0 : 1; /* a second opening mark is nested: ignored */
  if (mark->side == -1 && strcmp(mark->mark, "”") != 0)
    return open ? -1 : 0;
  if (!open)
    return like_opening ? 1 : 0;
  return like_opening ? 0 : -1;
}

typedef struct {
  gm_document *document;
  bool carried; /* the paragraph before left a quotation open */
} quoting;

static bool begins_with_mark(gm_slice text, const gm_zone *zone) {
  const quote_mark *mark = mark_at(text, zone->begin);
  return mark && mark->side >= 0 ? true : mark && strcmp(mark->mark, "”") == 0;
}

static gm_status quotes_of(quoting *q, const gm_zone *zone, gm_error *err) {
  gm_slice text = q->document->text;
  bool open = false;
  uint32_t begin = zone->begin;
  gm_status status = GM_OK;
  uint32_t depth = 0;
  for (uint32_t at = zone->begin; at < zone->end && status == GM_OK; at++) {
    at = skip_plain(text, at, zone->end);
    const quote_mark *mark = at < zone->end ? mark_at(text, at) : NULL;
    if (!mark)
      continue;
    uint32_t size = (uint32_t)strlen(mark->mark);
    int side = side_of(text, zone, at, mark, open);
    if (side > 0) {
      open = true;
      begin = at;
      depth = 0;
    } else if (side == 0 && open && mark->side == 1) {
      depth++;
    } else if (side < 0 && depth) {
      depth--;
    } else if (side < 0) {
      open = false;
      status = gm_document_add_zone(q->document, begin, at + size, GM_ZONE_QUOTE, err);
    }
    at += size - 1;
  }
  q->carried = open;
  if (open && status == GM_OK && begin == zone->begin)
    status = gm_document_add_zone(q->document, begin, zone->end, GM_ZONE_QUOTE, err);
  return status;
}

/* An open quotation in mid-paragraph is one only where the next paragraph takes it up.
 */
static gm_status close_carried(quoting *q, const gm_zone *zone, const gm_zone *next,
                               gm_error *err) {
  if (!q->carried || !next || !begins_with_mark(q->document->text, next))
    return GM_OK;
  gm_slice text = q->document->text;
  for (uint32_t at = zone->end; at-- > zone->begin;) {
    const quote_mark *mark = mark_at(text, at);
    if (!mark || !opens_here(text, zone, at, (uint32_t)strlen(mark->mark)))
      continue;
    if (at == zone->begin)
      return GM_OK; /* given already */
    return gm_document_add_zone(q->document, at, zone->end, GM_ZONE_QUOTE, err);
  }
  return GM_OK;
}

static void drop_quotes(gm_document *document) { /* but those that markup gave */
  size_t kept = 0;
  for (size_t i = 0; i < document->zone_count; i++) {
    gm_zone zone = document->zones[i];
    bool given = zone.kind != GM_ZONE_QUOTE;
    for (size_t m = 0; m < document->markup_count && !given; m++)
      given = document->markup[m].kind == GM_ZONE_QUOTE &&
              document->markup[m].begin == zone.begin &&
              document->markup[m].end == zone.end;
    if (given)
      document->zones[kept++] = zone;
  }
  document->zone_count = kept;
}

gm_status gm_zones_quotes(gm_document *document, const gm_tokens *tokens,
                          gm_error *err) {
  (void)tokens; /* the marks are found in the bytes: cheaper, and the same */
  drop_quotes(document);
  quoting q = {document, false};
  size_t count = document->zone_count;
  gm_status status = GM_OK;
  for (size_t i = 0; i < count && status == GM_OK; i++) {
    gm_zone zone = document->zones[i]; /* a copy: adding zones moves them */
    bool quoted = i + 1 < count && document->zones[i + 1].kind == GM_ZONE_QUOTE;
    if (zone.kind == GM_ZONE_QUOTE || quoted)
      continue;
    if (zone.kind != GM_ZONE_BODY && zone.kind != GM_ZONE_TITLE &&
        zone.kind != GM_ZONE_LIST) {
      q.carried = false;
      continue;
    }
    status = quotes_of(&q, &zone, err);
    gm_zone next = i + 1 < count ? document->zones[i + 1] : zone;
    if (status == GM_OK)
      status = close_carried(&q, &zone, i + 1 < count ? &next : NULL, err);
  }
  if (status == GM_OK)
    gm_document_sort_zones(document);
  return status;
}
