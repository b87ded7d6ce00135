/* Runs queries of the corpus query language over the stored corpus.
 *
 * corpus:cql(query, options) -> matches, documents opened; or nil, message
 *   documents: numbers, ascending; all where nil    limit: stop behind so many matches
 *   cut: the same, of matches before they are widened
 *   regions: function(structure, number) -> a string, the value of the whole document,
 * or { {first, last, value}, … }; asked for structures that are none of s, p, text,
 *     document and the kinds of zones
 *   within: matches of an earlier query, where this one's must lie
 *   expand: { left =, right =, count =, structure = index or nil }
 *
 * An attribute is the document's column of that name where it has one; word, fold,
 * lemma, stem (by the token's language), shape and plain follow from the form
 * otherwise. */
#include "base/map.h"
#include "base/memory.h"
#include "lua/corpus.h"
#include "lua/cql.h"
#include "lua/cql_stems.h"
#include "load/zones.h"
#include "store/columns.h"
#include "store/forms.h"
#include "store/scan.h"

#define RUN "gimlet.cql_run"

enum { FEW_DOCUMENTS = 100, MANY_TYPES = 2000 };

typedef enum { FORM, FOLD, LEMMA, STEM, SHAPE, PLAIN, NO_FORM } form_kind;

typedef struct {
  form_kind form;
  uint32_t column[GM_CQL_SPACES]; /* of spaces 1 and 2; 0: none */
  const gm_slice *values[GM_CQL_SPACES];
  uint32_t value_count[GM_CQL_SPACES];
  uint64_t *counts[GM_CQL_SPACES]; /* by id, once a query asks for frequencies */
  gm_map *by_text;                 /* for FOLD and the like: counts by what is said */
  uint64_t *text_counts;
} attribute;

typedef struct {
  gm_cql_region *regions;
  size_t count, capacity;
} region_list;

typedef struct {
  gm_cql *query;
  gm_corpus *corpus;
  gm_stream *stream;
  gm_lexicon *lexicon;
  gm_cql_stems *stems; /* NULL until asked for */
  attribute *attributes;
  uint32_t attribute_count;
  gm_cql_column *columns;
  region_list *lists;
  gm_cql_structure_view *structures;
  uint32_t structure_count;
  uint32_t *documents; /* to look through */
  size_t document_count, opened;
  uint64_t *bases; /* by index of `documents`: tokens of the corpus before it */
  gm_cql_region *ranges;
  size_t range_capacity;
  gm_cql_matches found;
  struct told_document *document; /* the one that is searched now */
  gm_status failed;               /* while a structure was filled */
  gm_scan *scan;
  bool by_kinds; /* documents are read by their kinds of tokens */
  bool forms;    /* the lexicon has been filled */
  uint32_t *kind_ids, *kind_flags, *flags; /* by kind, by token */
  size_t kind_capacity, kind_flag_capacity, flag_capacity;
  uint32_t *types; /* working memory */
  size_t type_capacity;
} run;

static int run_free(lua_State *L) {
  run *r = lua_touserdata(L, 1);
  for (uint32_t i = 0; r->attributes && i < r->attribute_count; i++) {
    for (int k = 0; k < GM_CQL_SPACES; k++)
      gm_free(r->attributes[i].counts[k]);
    gm_map_free(r->attributes[i].by_text);
    gm_free(r->attributes[i].text_counts);
  }
  for (uint32_t i = 0; r->lists && i < r->structure_count; i++)
    gm_free(r->lists[i].regions);
  gm_free(r->attributes);
  gm_free(r->columns);
  gm_free(r->lists);
  gm_free(r->structures);
  gm_free(r->documents);
  gm_free(r->bases);
  gm_free(r->ranges);
  gm_free(r->types);
  gm_free(r->kind_ids);
  gm_free(r->kind_flags);
  gm_free(r->flags);
  gm_scan_free(r->scan);
  gm_cql_stems_free(r->stems);
  gm_cql_matches_free(&r->found);
  memset(r, 0, sizeof *r);
  return 0;
}

/* ---- attributes ---- */

/* Ids of space 0 are types, but those of stems, which are numbers of stems. The lexicon
 * is filled when the first form is asked for. */
static bool load_forms(run *r) {
  gm_lexicon *lexicon;
  r->forms = r->forms || gm_stream_forms(r->stream, &lexicon, NULL) == GM_OK;
  return r->forms;
}

static gm_slice form_text(run *r, form_kind kind, uint32_t type, uint32_t k,
                          bool *more) {
  *more = k == 0 && load_forms(r);
  if (!r->forms)
    return (gm_slice){0};
  switch (kind) {
  case FOLD:
    return gm_lexicon_fold(r->lexicon, type);
  case LEMMA:
    *more = k < gm_lexicon_lemma_count(r->lexicon, type);
    return *more ? gm_lexicon_lemma(r->lexicon, type, k) : (gm_slice){0};
  case STEM:
    return gm_cql_stem_text(r->stems, type);
  case SHAPE:
    return gm_lexicon_shape(r->lexicon, type);
  case PLAIN:
    return gm_lexicon_plain(r->lexicon, type);
  default:
    return gm_lexicon_form(r->lexicon, type);
  }
}

static bool text_of(void *context, uint32_t number, uint32_t space, uint32_t id,
                    uint32_t k, gm_slice *out) {
  run *r = context;
  const attribute *a = &r->attributes[number];
  bool more = k == 0;
  if (space == 0)
    *out = form_text(r, a->form, id, k, &more);
  else if (id == 0 || id > a->value_count[space])
    return false;
  else
    *out = a->values[space][id];
  return more;
}

static form_kind form_of(gm_slice name) {
  static const char *const names[] = {"word", "fold",  "lemma",
                                      "stem", "shape", "plain"};
  if (gm_slice_equal(name, gm_slice_text("form")))
    return FORM;
  if (gm_slice_equal(name, gm_slice_text("lc")))
    return FOLD;
  for (int i = 0; i < NO_FORM; i++)
    if (gm_slice_equal(name, gm_slice_text(names[i])))
      return (form_kind)i;
  return NO_FORM;
}

static gm_status find_column(run *r, attribute *a, int space, gm_slice name,
                             gm_error *err) {
  gm_columns *columns = r->corpus->columns;
  gm_status status = gm_columns_find(columns, name, &a->column[space], err);
  if (status == GM_OK && space == 2 && a->column[2] == a->column[1])
    a->column[2] = 0;
  if (status == GM_OK && a->column[space])
    status = gm_columns_values(columns, a->column[space], &a->values[space],
                               &a->value_count[space], err);
  return status;
}

static gm_status find_attributes(run *r, gm_error *err) {
  gm_status status = GM_OK;
  for (uint32_t i = 0; i < r->attribute_count && status == GM_OK; i++) {
    attribute *a = &r->attributes[i];
    gm_slice name = gm_cql_attribute_name(r->query, i);
    a->form = form_of(name);
    if (a->form == FORM)
      continue; /* the form is what stands in the document */
    if (a->form == STEM && !r->stems)
      status = gm_cql_stems_new(&r->stems, r->corpus->store, r->lexicon, err);
    if (status != GM_OK)
      break;
    status = find_column(r, a, 1, name, err);
    if (status == GM_OK && gm_slice_equal(name, gm_slice_text("pos")))
      status = find_column(r, a, 2, gm_slice_text("upos"), err);
    else if (status == GM_OK && gm_slice_equal(name, gm_slice_text("tag")))
      status = find_column(r, a, 2, gm_slice_text("xpos"), err);
  }
  return status;
}

/* The numbers of a document's tokens for an attribute. */
static gm_status fill_column(run *r, uint32_t index, const gm_stream_document *document,
                             gm_error *err) {
  attribute *a = &r->attributes[index];
  for (uint32_t space = 1; space < GM_CQL_SPACES; space++) {
    const uint32_t *numbers;
    size_t count = 0;
    if (!a->column[space])
      continue;
    gm_status status = gm_columns_read(r->corpus->columns, a->column[space],
                                       document->number, &numbers, &count, err);
    if (status != GM_OK)
      return status;
    if (count == 0)
      continue;
    if (count != document->tokens.count)
      return gm_fail(err, GM_CORRUPT, "the columns of document %u are damaged",
                     document->number);
    r->columns[index] = (gm_cql_column){numbers, space};
    return GM_OK;
  }
  gm_slice name = gm_cql_attribute_name(r->query, index);
  if (a->form == NO_FORM)
    return gm_fail(
        err, GM_NOTFOUND,
        "document #%u has no “%.*s”: its tokens were not given with it; --where "
        "'format = conllu' or the like leaves such documents out",
        document->number, (int)name.size, name.data);
  r->columns[index] = (gm_cql_column){document->tokens.type, 0};
  return a->form == STEM
             ? gm_cql_stems_of(r->stems, &document->tokens, &r->columns[index].ids, err)
             : GM_OK;
}

/* ---- frequencies ---- */

static gm_status count_column(run *r, attribute *a, uint32_t space, gm_error *err) {
  const gm_stream_entry *entries;
  size_t entry_count;
  a->counts[space] = gm_calloc((size_t)a->value_count[space] + 1, sizeof(uint64_t));
  if (!a->counts[space])
    return gm_nomem(err);
  gm_status status = gm_stream_documents(r->stream, &entries, &entry_count, err);
  for (size_t i = 0; i < entry_count && status == GM_OK; i++) {
    const uint32_t *numbers;
    size_t count = 0;
    status = gm_columns_read(r->corpus->columns, a->column[space], entries[i].number,
                             &numbers, &count, err);
    for (size_t t = 0; t < count && status == GM_OK; t++)
      if (numbers[t] <= a->value_count[space])
        a->counts[space][numbers[t]]++;
  }
  return status;
}

/* How often each form, or what follows from it, occurs. */
static gm_status count_forms(run *r, attribute *a, gm_error *err) {
  gm_stream_types types;
  gm_status status = gm_stream_load_types(r->stream, &types, err);
  if (status != GM_OK)
    return status;
  a->counts[0] = gm_calloc((size_t)types.count + 1, sizeof(uint64_t));
  a->text_counts = gm_calloc((size_t)types.count + 1, sizeof(uint64_t));
  a->by_text = gm_map_new();
  uint32_t *group = gm_calloc((size_t)types.count + 1, sizeof *group);
  if (!a->counts[0] || !a->text_counts || !a->by_text || !group)
    status = gm_nomem(err);
  for (uint32_t type = 1; type <= types.count && status == GM_OK; type++) {
    bool more;
    uint32_t *slot;
    gm_slice text = form_text(r, a->form, type, 0, &more);
    status = gm_map_put(a->by_text, text, gm_map_count(a->by_text), &slot, err);
    if (status != GM_OK)
      break;
    group[type] = *slot;
    a->text_counts[*slot] += types.tokens[type];
  }
  for (uint32_t type = 1; type <= types.count && status == GM_OK; type++)
    a->counts[0][type] = a->text_counts[group[type]];
  gm_free(group);
  return status;
}

static uint64_t frequency_of(void *context, uint32_t number, uint32_t space,
                             uint32_t id) {
  run *r = context;
  attribute *a = &r->attributes[number];
  uint64_t count;
  if (a->form == STEM && space == 0)
    return gm_cql_stems_count(r->stems, id, &count, NULL) == GM_OK ? count : 0;
  if (!a->counts[space] &&
      (space ? count_column(r, a, space, NULL) : count_forms(r, a, NULL)) != GM_OK)
    return 0;
  return a->counts[space] ? a->counts[space][id] : 0;
}

/* ---- structures ---- */

static gm_status add_region(region_list *list, uint32_t begin, uint32_t end,
                            gm_slice value, gm_error *err) {
  if (!gm_grow((void **)&list->regions, &list->capacity, list->count + 1,
               sizeof *list->regions))
    return gm_nomem(err);
  list->regions[list->count++] = (gm_cql_region){begin, end, value};
  return GM_OK;
}

/* A document as far as it was read: its tokens, or only their flags. */
typedef struct told_document {
  uint32_t number, count;
  const gm_stream_document *document; /* NULL where only kinds were read, */
  const gm_reading *reading;          /* which then are here, */
  const uint32_t *flags;              /* and flags of tokens, once they are wanted */
} told_document;

static bool begins(const told_document *d, uint32_t token, unsigned flag) {
  return (d->flags ? d->flags[token] : d->document->tokens.flags[token]) & flag;
}

/* Regions that begin with tokens so flagged. */
static gm_status add_flagged(region_list *list, const told_document *d, unsigned flag,
                             gm_error *err) {
  gm_status status = GM_OK;
  uint32_t begin = 0;
  for (uint32_t i = 1; i <= d->count && status == GM_OK; i++)
    if (i == d->count || begins(d, i, flag)) {
      status = add_region(list, begin, i - 1, (gm_slice){0}, err);
      begin = i;
    }
  return status;
}

static gm_status add_zones(region_list *list, const gm_stream_document *document,
                           gm_slice kind, gm_error *err) {
  gm_status status = GM_OK;
  const gm_tokens *tokens = &document->tokens;
  for (size_t i = 0; i < document->zone_count && status == GM_OK; i++) {
    if (!gm_slice_equal(document->zones[i].kind, kind))
      continue;
    uint32_t begin = gm_tokens_at(tokens, document->zones[i].begin);
    uint32_t end = gm_tokens_at(tokens, document->zones[i].end);
    bool apart = list->count == 0 || list->regions[list->count - 1].end < begin;
    if (begin < end && apart)
      status = add_region(list, begin, end - 1, (gm_slice){0}, err);
  }
  return status;
}

/* [.., regions function]: what it says of a structure. Values stay in the table at
 * `kept`. */
static gm_status ask_regions(lua_State *L, run *r, int function, int kept,
                             uint32_t index, const told_document *document,
                             gm_error *err) {
  gm_slice name = gm_cql_structure_name(r->query, index);
  gm_status status = GM_OK;
  size_t size;
  if (lua_isnil(L, function))
    return GM_OK;
  lua_pushvalue(L, function);
  lua_pushlstring(L, name.data, name.size);
  lua_pushinteger(L, document->number);
  lua_call(L, 2, 1);
  lua_pushvalue(L, -1);
  lua_rawseti(L, kept, (lua_Integer)index + 1);
  if (lua_type(L, -1) == LUA_TSTRING) {
    const char *value = lua_tolstring(L, -1, &size);
    status = add_region(&r->lists[index], 0, document->count - 1,
                        gm_slice_of(value, size), err);
  }
  size_t count = lua_type(L, -1) == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
  for (size_t i = 1; i <= count && status == GM_OK; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i);
    lua_rawgeti(L, -1, 1);
    lua_rawgeti(L, -2, 2);
    lua_rawgeti(L, -3, 3);
    lua_Integer begin = lua_tointeger(L, -3), end = lua_tointeger(L, -2);
    size = 0;
    const char *value =
        lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &size) : NULL;
    if (begin >= 0 && begin <= end && end < (lua_Integer)document->count)
      status = add_region(&r->lists[index], (uint32_t)begin, (uint32_t)end,
                          gm_slice_of(value, size), err);
    lua_pop(L, 4);
  }
  lua_pop(L, 1);
  return status;
}

/* Flags of all tokens, where the document was read by kinds. */
static gm_status read_flags(run *r, told_document *document, gm_error *err) {
  const gm_reading *reading = document->reading;
  if (!reading || document->flags)
    return GM_OK;
  if (!gm_grow((void **)&r->flags, &r->flag_capacity, document->count,
               sizeof *r->flags) ||
      !gm_grow((void **)&r->kind_flags, &r->kind_flag_capacity, reading->kind_count,
               sizeof *r->kind_flags))
    return gm_nomem(err);
  for (uint32_t i = 0; i < reading->kind_count; i++)
    r->kind_flags[i] = reading->kinds[i].flags;
  document->flags = r->flags;
  return gm_reading_spread(reading, r->kind_flags, r->flags, err);
}

/* Sentences and paragraphs, when a query first asks for them. */
static void fill_later(void *context, uint32_t index) {
  run *r = context;
  gm_slice name = gm_cql_structure_name(r->query, index);
  region_list *list = &r->lists[index];
  gm_status status = read_flags(r, r->document, NULL);
  list->count = 0;
  if (status == GM_OK)
    status = add_flagged(list, r->document,
                         gm_slice_equal(name, gm_slice_text("s")) ? GM_TOKEN_SENTENCE
                                                                  : GM_TOKEN_PARAGRAPH,
                         NULL);
  r->structures[index] = (gm_cql_structure_view){list->regions, list->count};
  if (status != GM_OK)
    r->failed = status;
}

static gm_status fill_structure(lua_State *L, run *r, int function, int kept,
                                uint32_t index, const told_document *document,
                                gm_error *err) {
  gm_slice name = gm_cql_structure_name(r->query, index);
  region_list *list = &r->lists[index];
  gm_status status;
  gm_zone_kind kind;
  if (gm_slice_equal(name, gm_slice_text("s")) ||
      gm_slice_equal(name, gm_slice_text("p"))) {
    r->structures[index] = (gm_cql_structure_view){NULL, GM_CQL_LATER};
    return GM_OK;
  }
  list->count = 0;
  if (gm_slice_equal(name, gm_slice_text("text")) ||
      gm_slice_equal(name, gm_slice_text("document")))
    status = add_region(list, 0, document->count - 1, (gm_slice){0}, err);
  else if (gm_zone_kind_of(name, &kind))
    status = add_zones(list, document->document, name, err);
  else
    status = ask_regions(L, r, function, kept, index, document, err);
  r->structures[index] = (gm_cql_structure_view){list->regions, list->count};
  return status;
}

/* ---- which documents ---- */

static gm_status add_type(run *r, gm_type type, size_t *count, gm_error *err) {
  if (!gm_grow((void **)&r->types, &r->type_capacity, *count + 1, sizeof *r->types))
    return gm_nomem(err);
  r->types[(*count)++] = type;
  return GM_OK;
}

/* Does what a type says match a pattern? A stem: in any language of the corpus. */
static gm_status type_matches(run *r, uint32_t index, uint32_t pattern, gm_type type,
                              uint64_t languages, bool *fits, gm_error *err) {
  gm_cql_source source = {r, text_of, frequency_of};
  if (r->attributes[index].form != STEM)
    return gm_cql_id_matches(r->query, index, pattern, type, &source, fits, err);
  gm_status status = GM_OK;
  *fits = false;
  for (; languages && !*fits && status == GM_OK; languages &= languages - 1) {
    gm_language language = (gm_language)__builtin_ctzll(languages);
    uint32_t stem = gm_cql_stem(r->stems, type, language);
    status = stem
                 ? gm_cql_id_matches(r->query, index, pattern, stem, &source, fits, err)
                 : gm_nomem(err);
  }
  return status;
}

/* Types whose attribute matches a pattern. */
static gm_status matching_types(run *r, uint32_t index, uint32_t pattern, size_t *count,
                                gm_error *err) {
  unsigned flags;
  gm_slice text = gm_cql_pattern_text(r->query, pattern, &flags);
  attribute *a = &r->attributes[index];
  gm_status status = GM_OK;
  gm_type only = 0;
  if (a->form == FORM && text.data && !(flags & (GM_CQL_ANY_CASE | GM_CQL_NO_MARKS))) {
    status = gm_forms_find(r->corpus->store, &text, 1, &only, err);
    return status == GM_OK && only ? add_type(r, only, count, err) : status;
  }
  gm_lexicon *lexicon;
  status = gm_stream_forms(r->stream, &lexicon, err);
  if (status != GM_OK)
    return status;
  uint32_t last = gm_lexicon_count(lexicon);
  uint64_t languages = 0;
  if (a->form == STEM)
    status = gm_cql_stems_languages(r->stems, &languages, err);
  for (gm_type type = 1; type <= last && status == GM_OK; type++) {
    bool fits;
    status = type_matches(r, index, pattern, type, languages, &fits, err);
    if (status == GM_OK && fits)
      status = add_type(r, type, count, err);
  }
  return status;
}

static bool has_column(const run *r, uint32_t index) {
  return r->attributes[index].column[1] || r->attributes[index].column[2];
}

/* Leaves only documents that hold one of the alternatives needs[from, to). */
static gm_status narrow(run *r, const gm_cql_need *needs, size_t from, size_t to,
                        gm_error *err) {
  size_t type_count = 0, count, kept = 0, p = 0;
  const gm_posting *postings;
  gm_status status = GM_OK;
  for (size_t i = from; i < to; i++)
    if (r->attributes[needs[i].attribute].form == NO_FORM ||
        has_column(r, needs[i].attribute))
      return GM_OK;
  for (size_t i = from; i < to && status == GM_OK; i++)
    status = matching_types(r, needs[i].attribute, needs[i].pattern, &type_count, err);
  if (status == GM_OK && type_count > MANY_TYPES)
    return GM_OK; /* so many types are nearly everywhere */
  if (status == GM_OK)
    status = gm_scan_documents(r->scan, r->types, type_count, &postings, &count, err);
  for (size_t i = 0; i < r->document_count && status == GM_OK; i++) {
    while (p < count && postings[p].document < r->documents[i])
      p++;
    if (p < count && postings[p].document == r->documents[i]) {
      r->documents[kept] = r->documents[i];
      r->bases[kept++] = r->bases[i];
    }
  }
  if (status == GM_OK)
    r->document_count = kept;
  return status;
}

/* Are all alternatives of a need plain words, whose numbers are found at once? */
static bool is_plain(run *r, const gm_cql_need *needs, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    unsigned flags;
    if (r->attributes[needs[i].attribute].form != FORM ||
        !gm_cql_pattern_text(r->query, needs[i].pattern, &flags).data ||
        flags & (GM_CQL_ANY_CASE | GM_CQL_NO_MARKS))
      return false;
  }
  return true;
}

/* Plain words first; expressions, which cost a look at every type, only where many
 * documents are left. */
static gm_status use_index(run *r, gm_error *err) {
  size_t count;
  gm_status status = GM_OK;
  const gm_cql_need *needs = gm_cql_needs(r->query, &count);
  for (int plain = 1; plain >= 0; plain--)
    for (size_t i = 0; i < count && status == GM_OK;) {
      size_t to = i;
      while (to < count && needs[to].need == needs[i].need)
        to++;
      if (is_plain(r, needs, i, to) == plain &&
          (plain || r->document_count > FEW_DOCUMENTS))
        status = narrow(r, needs, i, to, err);
      i = to;
    }
  return status;
}

/* [.., list of numbers or nil at `index`] */
static gm_status choose_documents(lua_State *L, run *r, int index, gm_error *err) {
  const gm_stream_entry *entries;
  size_t count;
  uint64_t base = 0;
  gm_status status = gm_stream_documents(r->stream, &entries, &count, err);
  if (status != GM_OK)
    return status;
  r->documents = gm_alloc((count + 1) * sizeof *r->documents);
  r->bases = gm_alloc((count + 1) * sizeof *r->bases);
  if (!r->documents || !r->bases)
    return gm_nomem(err);
  bool all = lua_isnil(L, index);
  lua_Integer at = 1, wanted = 0;
  for (size_t i = 0; i < count; i++) {
    while (!all && wanted < (lua_Integer)entries[i].number) {
      if (lua_rawgeti(L, index, at++) == LUA_TNIL) {
        lua_pop(L, 1);
        wanted = LUA_MAXINTEGER;
        break;
      }
      wanted = lua_tointeger(L, -1);
      lua_pop(L, 1);
    }
    if (entries[i].tokens && (all || wanted == (lua_Integer)entries[i].number)) {
      r->documents[r->document_count] = entries[i].number;
      r->bases[r->document_count++] = base;
    }
    base += entries[i].tokens;
  }
  return GM_OK;
}

/* ---- running ---- */

static run *new_run(lua_State *L, gm_error *err) {
  gm_corpus *corpus = gm_corpus_check(L, 1);
  gm_cql *query = gm_lua_check_box(L, 2, GM_LUA_CQL);
  run *r = lua_newuserdatauv(L, sizeof *r, 0);
  memset(r, 0, sizeof *r);
  if (luaL_newmetatable(L, RUN)) {
    lua_pushcfunction(L, run_free);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  r->corpus = corpus;
  r->query = query;
  r->attribute_count = gm_cql_attribute_count(query);
  r->structure_count = gm_cql_structure_count(query);
  r->attributes = gm_calloc((size_t)r->attribute_count + 1, sizeof *r->attributes);
  r->columns = gm_calloc((size_t)r->attribute_count + 1, sizeof *r->columns);
  r->lists = gm_calloc((size_t)r->structure_count + 1, sizeof *r->lists);
  r->structures = gm_calloc((size_t)r->structure_count + 1, sizeof *r->structures);
  if (!r->attributes || !r->columns || !r->lists || !r->structures)
    gm_nomem(err);
  else if (gm_corpus_stream(corpus, &r->stream, err) == GM_OK) {
    r->lexicon = gm_stream_lexicon(r->stream);
    if (!corpus->columns)
      gm_columns_new(&corpus->columns, corpus->store, err);
  }
  if (err->status == GM_OK)
    find_attributes(r, err);
  return r;
}

/* The earlier matches in a document, as ranges; they are sorted by document. */
static gm_status find_ranges(run *r, const gm_lua_matches *within, uint32_t number,
                             size_t *at, size_t *count, gm_error *err) {
  *count = 0;
  while (*at < within->count && within->items[*at].document < number)
    ++*at;
  for (; *at < within->count && within->items[*at].document == number; ++*at) {
    if (!gm_grow((void **)&r->ranges, &r->range_capacity, *count + 1,
                 sizeof *r->ranges))
      return gm_nomem(err);
    r->ranges[(*count)++] =
        (gm_cql_region){within->items[*at].first, within->items[*at].last, {0}};
  }
  return GM_OK;
}

typedef struct {
  lua_Integer limit, cut; /* matches that are kept; that are found, before they widen */
  lua_Integer found;
  const gm_lua_matches *within;
  size_t within_at;
  bool expands, zones;
  gm_cql_expansion expansion;
  int function, kept;
} wishes;

static gm_status spread(void *context, const uint32_t *of_kind, uint32_t *out,
                        gm_error *err) {
  return gm_reading_spread(context, of_kind, out, err);
}

/* Reads the kinds of a document's tokens. */
static gm_status read_kinds(run *r, uint32_t number, told_document *document,
                            gm_cql_kinds *kinds, gm_error *err) {
  const gm_reading *reading;
  gm_status status = gm_scan_read(r->scan, number, &reading, err);
  if (status != GM_OK)
    return status;
  if (!gm_grow((void **)&r->kind_ids, &r->kind_capacity, reading->kind_count,
               sizeof *r->kind_ids))
    return gm_nomem(err);
  *document = (told_document){number, reading->token_count, NULL, reading, NULL};
  *kinds = (gm_cql_kinds){reading->kind_count, r->kind_ids, spread, (void *)reading};
  for (uint32_t i = 0; i < reading->kind_count; i++)
    r->kind_ids[i] = reading->kinds[i].type;
  return GM_OK;
}

/* Reads a document with all its tokens. */
static gm_status read_tokens(run *r, uint32_t number, const wishes *w,
                             gm_stream_document *stored, told_document *document,
                             gm_error *err) {
  unsigned wanted = w->zones ? GM_STREAM_ZONES | GM_STREAM_OFFSETS : 0;
  if (r->stems)
    wanted |= GM_STREAM_LANGUAGES;
  gm_status status = gm_stream_read(r->stream, number, wanted, stored, err);
  r->forms = true;
  *document = (told_document){number, stored->tokens.count, stored, NULL, NULL};
  for (uint32_t i = 0; i < r->attribute_count && status == GM_OK && document->count;
       i++)
    status = fill_column(r, i, stored, err);
  return status;
}

static gm_status run_document(lua_State *L, run *r, size_t index, wishes *w,
                              gm_lua_matches *out, gm_error *err) {
  gm_stream_document stored;
  told_document document;
  gm_cql_kinds kinds;
  size_t range_count = 0;
  uint32_t number = r->documents[index];
  gm_status status = GM_OK;
  if (w->within)
    status = find_ranges(r, w->within, number, &w->within_at, &range_count, err);
  if (status != GM_OK || (w->within && range_count == 0))
    return status;
  status = r->by_kinds ? read_kinds(r, number, &document, &kinds, err)
                       : read_tokens(r, number, w, &stored, &document, err);
  if (status != GM_OK || document.count == 0)
    return status;
  r->opened++;
  for (uint32_t i = 0; i < r->structure_count && status == GM_OK; i++)
    status = fill_structure(L, r, w->function, w->kept, i, &document, err);
  if (status != GM_OK)
    return status;
  gm_cql_document view = {document.count,
                          r->bases[index],
                          r->columns,
                          r->structures,
                          r->by_kinds ? &kinds : NULL,
                          fill_later,
                          r};
  r->document = &document;
  gm_cql_source source = {r, text_of, frequency_of};
  r->found.count = 0;
  status = gm_cql_run(r->query, &view, &source, w->within ? r->ranges : NULL,
                      range_count, &r->found, err);
  size_t left = w->cut < 0 ? SIZE_MAX : (size_t)(w->cut - w->found);
  if (r->found.count > left)
    r->found.count = left;
  w->found += (lua_Integer)r->found.count;
  if (status == GM_OK && w->expands)
    gm_cql_expand(&r->found, &view, &w->expansion);
  if (w->limit >= 0 && out->count + r->found.count > (size_t)w->limit)
    r->found.count = (size_t)w->limit - out->count;
  r->document = NULL;
  if (status == GM_OK && r->failed != GM_OK)
    status = gm_fail(err, r->failed, "sentences of document %u", number);
  return status == GM_OK ? gm_lua_take_matches(out, number, &r->found, err) : status;
}

/* Documents are read by kinds where no column is asked for, and no zone. Patterns that
 * are plain words are then known by the numbers of their types. */
static gm_status choose_reading(run *r, const wishes *w, gm_error *err) {
  gm_status status = GM_OK;
  r->by_kinds = gm_cql_is_direct(r->query) && !w->zones;
  for (uint32_t i = 0; i < r->attribute_count; i++)
    if (r->attributes[i].form == NO_FORM || has_column(r, i) ||
        r->attributes[i].form == STEM)
      r->by_kinds = false;
  for (uint32_t i = 0; i < r->attribute_count && r->by_kinds && status == GM_OK; i++) {
    gm_slice texts[63];
    uint32_t types[63];
    size_t count;
    gm_cql_plain_texts(r->query, i, texts, &count);
    if (r->attributes[i].form != FORM || count == 0)
      continue;
    status = gm_forms_find(r->corpus->store, texts, count, types, err);
    if (status == GM_OK)
      status = gm_cql_tell(r->query, i, 0, NULL, err);
    for (size_t k = 0; k < count && status == GM_OK; k++)
      if (types[k])
        status = gm_cql_tell(r->query, i, types[k], &texts[k], err);
  }
  return status;
}

static void read_expansion(lua_State *L, wishes *w) {
  if (lua_getfield(L, 3, "expand") != LUA_TTABLE)
    return;
  lua_getfield(L, -1, "left");
  lua_getfield(L, -2, "right");
  lua_getfield(L, -3, "count");
  lua_getfield(L, -4, "structure");
  w->expands = true;
  w->expansion = (gm_cql_expansion){lua_toboolean(L, -4), lua_toboolean(L, -3),
                                    (uint32_t)luaL_optinteger(L, -2, 1),
                                    (int32_t)luaL_optinteger(L, -1, -1)};
}

/* Do zones have to be read? */
static bool wants_zones(const gm_cql *query) {
  gm_zone_kind kind;
  for (uint32_t i = 0; i < gm_cql_structure_count(query); i++)
    if (gm_zone_kind_of(gm_cql_structure_name(query, i), &kind))
      return true;
  return false;
}

static int corpus_cql(lua_State *L) {
  gm_error err = {0};
  wishes w = {.limit = -1};
  luaL_checktype(L, 3, LUA_TTABLE);
  luaL_checkstack(L, 30, NULL);
  lua_settop(L, 3);
  run *r = new_run(L, &err);                       /* 4 */
  gm_lua_matches *matches = gm_lua_new_matches(L); /* 5 */
  lua_getfield(L, 3, "documents");                 /* 6 */
  lua_getfield(L, 3, "regions");                   /* 7 */
  lua_newtable(L);                                 /* 8 */
  w.function = 7;
  w.kept = 8;
  lua_getfield(L, 3, "limit");
  w.limit = luaL_optinteger(L, -1, -1);
  lua_getfield(L, 3, "cut");
  w.cut = luaL_optinteger(L, -1, -1);
  if (lua_getfield(L, 3, "within") == LUA_TUSERDATA)
    w.within = luaL_checkudata(L, -1, GM_LUA_MATCHES);
  read_expansion(L, &w);
  w.zones = wants_zones(r->query);
  gm_status status = err.status;
  if (status == GM_OK)
    status = choose_documents(L, r, 6, &err);
  if (status == GM_OK)
    status = gm_scan_new(&r->scan, r->corpus->store, &err);
  if (status == GM_OK)
    status = use_index(r, &err);
  if (status == GM_OK)
    status = choose_reading(r, &w, &err);
  for (size_t i = 0; i < r->document_count && status == GM_OK; i++) {
    if ((w.limit >= 0 && matches->count >= (size_t)w.limit) ||
        (w.cut >= 0 && w.found >= w.cut))
      break;
    status = run_document(L, r, i, &w, matches, &err);
  }
  if (status != GM_OK)
    return gm_lua_fail(L, &err);
  lua_pushvalue(L, 5);
  lua_pushinteger(L, (lua_Integer)r->opened);
  return 2;
}

void gm_corpus_add_cql(lua_State *L) {
  static const luaL_Reg methods[] = {{"cql", corpus_cql}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
}
