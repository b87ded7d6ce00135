/* Units and sequences.
 *
 * Invariants: 1. `now` is what is known of types in the language spoken now, which is a
 * row of `by_language`; only stems have more than one row. 2. now->of[t] is UNKNOWN
 * until type t is met, then its unit, or 0 where it does not count. */
#include "match/sequence.h"
#include "base/memory.h"

#define UNKNOWN UINT32_MAX

enum { LANGUAGES = 64 };

typedef struct {
  uint32_t *of;
  size_t count, capacity;
} known_types;

struct gm_units {
  gm_lexicon *lexicon;
  gm_unit_kind kind;
  bool punctuation;
  gm_map *numbers;
  gm_slice *names; /* of the lexicon */
  size_t name_capacity;
  uint32_t count;
  gm_language language;
  known_types by_language[LANGUAGES], *now;
};

gm_status gm_units_new(gm_units **out, gm_lexicon *lexicon, gm_unit_kind kind,
                       bool punctuation, gm_error *err) {
  gm_units *units = *out = gm_calloc(1, sizeof *units);
  if (!units)
    return gm_nomem(err);
  units->lexicon = lexicon;
  units->kind = kind;
  units->punctuation = punctuation;
  units->language = GM_LANGUAGE_ENGLISH;
  units->now = &units->by_language[units->language];
  units->numbers = gm_map_new();
  if (units->numbers)
    return GM_OK;
  gm_units_free(units);
  *out = NULL;
  return gm_nomem(err);
}

void gm_units_free(gm_units *units) {
  if (!units)
    return;
  gm_map_free(units->numbers);
  gm_free(units->names);
  for (int i = 0; i < LANGUAGES; i++)
    gm_free(units->by_language[i].of);
  gm_free(units);
}

bool gm_units_want_language(const gm_units *units) {
  return units->kind == GM_UNIT_STEM;
}

void gm_units_speak(gm_units *units, gm_language language) {
  if (units->kind != GM_UNIT_STEM)
    return;
  units->language = language % LANGUAGES;
  units->now = &units->by_language[units->language];
}

uint32_t gm_units_count(const gm_units *units) {
  return units->count;
}

gm_slice gm_units_name(const gm_units *units, uint32_t unit) {
  return unit && unit <= units->count ? units->names[unit] : gm_slice_of("", 0);
}

uint32_t gm_units_find(const gm_units *units, gm_slice name) {
  const uint32_t *number = gm_map_get(units->numbers, name);
  return number ? *number : 0;
}

static gm_slice name_of(gm_units *units, gm_type type) {
  switch (units->kind) {
  case GM_UNIT_FOLD:
    return gm_lexicon_fold(units->lexicon, type);
  case GM_UNIT_LEMMA:
    return gm_lexicon_lemma(units->lexicon, type, 0);
  case GM_UNIT_STEM:
    return gm_lexicon_stem_in(units->lexicon, type, units->language);
  case GM_UNIT_SHAPE:
    return gm_lexicon_shape(units->lexicon, type);
  default:
    return gm_lexicon_form(units->lexicon, type);
  }
}

gm_status gm_units_intern(gm_units *units, gm_slice name, uint32_t *unit,
                          gm_error *err) {
  uint32_t *slot;
  gm_status status = gm_map_put(units->numbers, name, units->count + 1, &slot, err);
  if (status != GM_OK)
    return status;
  *unit = *slot;
  if (*slot <= units->count)
    return GM_OK;
  if (!gm_grow((void **)&units->names, &units->name_capacity, (size_t)*slot + 1,
               sizeof *units->names))
    return gm_nomem(err);
  units->names[++units->count] = name;
  return GM_OK;
}

static gm_status reach(gm_units *units, gm_type type, gm_error *err) {
  known_types *now = units->now;
  if (type < now->count)
    return GM_OK;
  size_t need = gm_lexicon_count(units->lexicon) + (size_t)1;
  if (!gm_grow((void **)&now->of, &now->capacity, need, sizeof *now->of))
    return gm_nomem(err);
  memset(now->of + now->count, 0xFF, (need - now->count) * sizeof *now->of);
  now->count = need;
  return GM_OK;
}

/* Meets a type for the first time. */
static gm_status meet(gm_units *units, gm_type type, gm_error *err) {
  gm_status status = reach(units, type, err);
  if (status != GM_OK || units->now->of[type] != UNKNOWN)
    return status;
  uint32_t flags = gm_lexicon_flags(units->lexicon, type), unit = 0;
  if (units->punctuation || flags & (GM_TYPE_WORD | GM_TYPE_NUMBER)) {
    gm_slice name = name_of(units, type);
    status = gm_units_intern(units, name, &unit, err);
  }
  if (status == GM_OK)
    units->now->of[type] = unit;
  return status;
}

gm_status gm_units_of(gm_units *units, gm_type type, unsigned flags, uint32_t *unit,
                      gm_error *err) {
  const unsigned clitic = GM_TOKEN_CLITIC | GM_TOKEN_POSSESSIVE;
  gm_status status = GM_OK;
  if (type >= units->now->count || units->now->of[type] == UNKNOWN)
    status = meet(units, type, err);
  if (status != GM_OK)
    return status;
  *unit = units->now->of[type];
  if (units->kind != GM_UNIT_LEMMA || (flags & clitic) != GM_TOKEN_CLITIC || !*unit ||
      !gm_slice_equal(units->names[*unit], gm_slice_text("'s")))
    return GM_OK;
  /* 's that is no possessive is a form of “be” (gm_tokens_lemma) */
  return gm_units_intern(units, gm_lexicon_lemma(units->lexicon, type, 1), unit, err);
}

static bool make_room(gm_sequence *out, size_t need) {
  return gm_grow((void **)&out->unit, &out->unit_capacity, need, sizeof *out->unit) &&
         gm_grow((void **)&out->token, &out->token_capacity, need, sizeof *out->token);
}

static void add_barrier(gm_sequence *out, uint32_t token) {
  if (out->count == 0 || out->unit[out->count - 1] == GM_BARRIER)
    return;
  out->unit[out->count] = GM_BARRIER;
  out->token[out->count++] = token;
}

typedef struct {
  gm_sequence *out;
  gm_units *units;
  const gm_tokens *tokens;
  const uint32_t *given;
  bool across, languages;
} job;

static gm_status add_stretch(job *j, uint32_t begin, uint32_t end, gm_error *err) {
  gm_sequence *out = j->out;
  for (uint32_t i = begin; i < end; i++) {
    uint32_t unit;
    if (j->languages)
      gm_units_speak(j->units, gm_tokens_language(j->tokens, gm_token_begin(j->tokens, i)));
    gm_status status =
        gm_units_of(j->units, j->tokens->type[i], j->tokens->flags[i], &unit, err);
    if (status != GM_OK)
      return status;
    if (unit && j->given && j->given[i])
      unit = j->given[i];
    out->unit[out->count] = unit;
    out->token[out->count] = i;
    out->count += unit != 0;
    out->words += unit != 0;
  }
  return GM_OK;
}

/* The tokens [begin, end), sentence by sentence unless `across`. */
static gm_status add_tokens(job *j, uint32_t begin, uint32_t end, gm_error *err) {
  if (j->across || begin == end)
    return add_stretch(j, begin, end, err);
  const gm_tokens *tokens = j->tokens;
  uint32_t sentence = gm_tokens_sentence_of(tokens, begin);
  gm_status status = GM_OK;
  while (begin < end && status == GM_OK) {
    uint32_t next =
        sentence < tokens->sentence_count ? tokens->sentence[sentence + 1] : end;
    next = next < end && next > begin ? next : end;
    status = add_stretch(j, begin, next, err);
    add_barrier(j->out, next);
    begin = next;
    sentence++;
  }
  return status;
}

/* Does the language change within the document, and does it matter? Otherwise it is
 * spoken from here on. */
static bool mixed(gm_units *units, const gm_tokens *tokens) {
  if (!gm_units_want_language(units))
    return false;
  uint64_t languages = gm_tokens_languages(tokens);
  gm_units_speak(units, gm_tokens_language(tokens, 0));
  return (languages & (languages - 1)) != 0;
}

gm_status gm_sequence_make(gm_sequence *out, gm_units *units, const gm_tokens *tokens,
                           const uint32_t *given, const gm_stretch *left_out,
                           size_t left_out_count, bool across, gm_error *err) {
  job j = {out, units, tokens, given, across, mixed(units, tokens)};
  out->count = out->words = 0;
  if (!make_room(out, 2 * (size_t)tokens->count + 2))
    return gm_nomem(err);
  uint32_t at = 0;
  gm_status status = GM_OK;
  for (size_t i = 0; i < left_out_count && status == GM_OK; i++) {
    if (left_out[i].begin > at)
      status = add_tokens(&j, at, left_out[i].begin, err);
    add_barrier(out, left_out[i].end);
    at = left_out[i].end > at ? left_out[i].end : at;
  }
  if (status == GM_OK && at < tokens->count)
    status = add_tokens(&j, at, tokens->count, err);
  return status;
}

gm_status gm_sequence_of_kinds(gm_sequence *out, const uint32_t *kind, uint32_t count,
                               const uint32_t *unit_of_kind, const bool *begins,
                               bool across, gm_error *err) {
  out->count = out->words = 0;
  if (!make_room(out, 2 * (size_t)count + 2))
    return gm_nomem(err);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t unit = unit_of_kind[kind[i]];
    if (!across && begins[kind[i]])
      add_barrier(out, i);
    out->unit[out->count] = unit;
    out->token[out->count] = i;
    out->count += unit != 0;
    out->words += unit != 0;
  }
  return GM_OK;
}

void gm_sequence_free(gm_sequence *sequence) {
  gm_free(sequence->unit);
  gm_free(sequence->token);
  *sequence = (gm_sequence){0};
}

size_t gm_sequence_at(const gm_sequence *sequence, uint32_t token) {
  size_t low = 0, high = sequence->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (sequence->token[middle] < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
