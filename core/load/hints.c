/* Metadata that the document itself tells: its title, bylines, date lines, the place
 * and date its first paragraph begins with. Only what stands at the top, or in a note
 * on the author, counts: a teaser dates nothing. */
#include "load/dates.h"
#include "load/finder.h"
#include "load/origins.h"
#include "load/slices.h"

enum { MOST_OF_NOTE = 50 }; /* words of a note on where an article comes from */

bool gm_finder_is_hint(gm_slice from) {
  static const char *const sources[] = {"text",     "byline",      "date line",
                                        "dateline", "author note", "reprint note"};
  for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
    if (gm_slice_equal(from, gm_slice_text(sources[i])))
      return true;
  return false;
}

/* What the program that made a file wrote into it: a date of making, a user's name.
 * What the text says goes before it. */
static bool is_weak(const gm_finder *f, const char *key) {
  const gm_document *document = f->document;
  for (size_t i = 0; i < document->meta_count; i++)
    if (gm_slice_equal(document->meta[i].key, gm_slice_text(key)))
      return gm_slice_is(document->meta[i].from, "PDF information") ||
             gm_slice_is(document->meta[i].from, "document properties");
  return false;
}

static bool has(const gm_finder *f, const char *key) {
  return gm_document_meta(f->document, key).size > 0 && !is_weak(f, key);
}

static gm_status add(gm_finder *f, const char *key, gm_slice value, const char *from,
                     gm_error *err) {
  return gm_document_add_meta(f->document, gm_slice_text(key), value, from,
                              is_weak(f, key), err);
}

/* "By Jane Doe | Staff writer", "By Jane Doe and John Roe, Reuters": the names. */
static gm_slice byline_names(gm_slice text) {
  text = gm_slice_from(text, 3);
  size_t end = 0;
  while (end < text.size) {
    gm_slice rest = gm_slice_from(text, end);
    if (strchr("|,/(•·;", rest.data[0]) && rest.data[0])
      break;
    if (gm_slice_begins(rest, " - ") || gm_slice_begins(rest, "·") ||
        gm_slice_begins(rest, "•") || gm_slice_begins(rest, " — ") ||
        gm_slice_begins(rest, " – "))
      break;
    end++;
  }
  size_t begin;
  char date[GM_DATE_SIZE];
  gm_slice names = gm_slice_trim(gm_slice_of(text.data, end));
  if (gm_date_find(names, &begin, date))
    names = gm_slice_trim(gm_slice_of(names.data, begin));
  return names;
}

static gm_status top_line(gm_finder *f, const gm_block *block, gm_error *err) {
  gm_slice text = gm_block_text(f, block);
  char date[GM_DATE_SIZE];
  size_t begin;
  gm_status status = GM_OK;
  bool bare = block->kind == GM_ZONE_AUTHOR && !(block->shape & GM_BLOCK_BYLINE) &&
              block->words <= 4 && block->shape & GM_BLOCK_NAMED;
  if (bare && !has(f, "author"))
    status = add(f, "author", text, "byline", err);
  else if (block->shape & GM_BLOCK_BYLINE && !has(f, "author"))
    status = add(f, "author", byline_names(text), "byline", err);
  if (status == GM_OK && block->shape & (GM_BLOCK_BYLINE | GM_BLOCK_DATELINE) &&
      !has(f, "date") &&
      (gm_date_find(text, &begin, date) || gm_month_find(text, &begin, date)))
    status = add(f, "date", gm_slice_text(date), "date line", err);
  return status;
}

/* What stands before the dash: "TOKYO, Dec. 16, 2022 (Reuters) -- As …"; or nothing. */
static gm_slice before_dash(gm_slice text) {
  if (text.size > 90)
    text.size = 90;
  static const char *const dashes[] = {"--", "—", "–", " - "};
  size_t end = text.size;
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    size_t size = strlen(dashes[i]);
    for (size_t at = 0; at + size <= end; at++)
      if (memcmp(text.data + at, dashes[i], size) == 0)
        end = at;
  }
  text.size = end == text.size || end > 80 ? 0 : end;
  return text;
}

/* A date, and the agency whose words these are. */
static gm_status dateline(gm_finder *f, const gm_block *block, gm_error *err) {
  gm_slice text = before_dash(gm_block_text(f, block));
  gm_slice agency = gm_origin_of_dateline(gm_slice_trim(text));
  gm_status status = GM_OK;
  if (agency.size && !has(f, "origin"))
    status = add(f, "origin", agency, "dateline", err);
  if (status != GM_OK || has(f, "date"))
    return status;
  size_t capitals = 0;
  while (capitals < text.size && text.data[capitals] >= 'A' &&
         text.data[capitals] <= 'Z')
    capitals++;
  char date[GM_DATE_SIZE];
  size_t begin;
  if (capitals < 3 || !gm_date_find(text, &begin, date))
    return GM_OK;
  return add(f, "date", gm_slice_text(date), "dateline", err);
}

/* Short notes that say whose words these are, above the article or below it. */
static gm_status reprint(gm_finder *f, gm_error *err) {
  for (size_t i = 0; i < f->blocks.count && !has(f, "origin"); i++) {
    const gm_block *block = &f->blocks.items[i];
    gm_slice name = gm_slice_of(NULL, 0);
    if (block->words <= MOST_OF_NOTE)
      name = gm_origin_note(gm_block_text(f, block));
    gm_status status = GM_OK;
    if (name.size)
      status = add(f, "origin", name, "reprint note", err);
    if (status != GM_OK)
      return status;
  }
  return GM_OK;
}

static size_t first_paragraph(const gm_finder *f) {
  for (size_t i = 0; i < f->blocks.count; i++)
    if (f->blocks.items[i].kind == GM_ZONE_BODY && f->blocks.items[i].words >= 20)
      return i;
  return f->blocks.count;
}

gm_status gm_finder_hints(gm_finder *f, gm_error *err) {
  gm_status status = GM_OK;
  gm_slice title = f->title < f->blocks.count
                       ? gm_block_text(f, &f->blocks.items[f->title])
                       : gm_slice_of(NULL, 0);
  if (title.size && !has(f, "title") && !gm_origin_note(title).size)
    status = add(f, "title", title, "text", err);
  if (f->document->is_record)
    return status;
  size_t first = first_paragraph(f);
  for (size_t i = 0; i < first && i < f->blocks.count && status == GM_OK; i++)
    status = top_line(f, &f->blocks.items[i], err);
  if (status == GM_OK && first < f->blocks.count)
    status = dateline(f, &f->blocks.items[first], err);
  if (status == GM_OK)
    status = reprint(f, err);
  for (size_t i = first; i < f->blocks.count && status == GM_OK && !has(f, "author");
       i++) {
    const gm_block *block = &f->blocks.items[i];
    if (block->kind != GM_ZONE_AUTHOR)
      continue;
    gm_slice name = gm_finder_note_name(f, block);
    if (name.size)
      status = add(f, "author", name, "author note", err);
  }
  return status;
}
