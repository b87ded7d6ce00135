/* The order of an ambiguous form's lemmas: tagged occurrences of the lemma in WordNet's
 * texts, times how likely a form of that make is an inflected one. */
#include "text/lemmas.h"
#include "base/map.h"

typedef struct {
  gm_slice lemma;
  uint32_t weight;
} candidate;

typedef struct {
  candidate list[GM_LEMMAS_MAX];
  uint32_t count;
  uint32_t parts[GM_PART_ADVERB + 1]; /* the highest weight of each part of speech */
} candidates;

typedef struct {
  const char *ending, *base;
  uint8_t part;
  uint8_t percent; /* of the lemma's occurrences, as the weight of this reading */
} rule;

/* morphy(7WN), the rules of detachment. */
static const rule rules[] = {
    {"s", "", GM_PART_NOUN, 100},      {"ses", "s", GM_PART_NOUN, 100},
    {"xes", "x", GM_PART_NOUN, 100},   {"zes", "z", GM_PART_NOUN, 100},
    {"ches", "ch", GM_PART_NOUN, 100}, {"shes", "sh", GM_PART_NOUN, 100},
    {"men", "man", GM_PART_NOUN, 100}, {"ies", "y", GM_PART_NOUN, 100},
    {"s", "", GM_PART_VERB, 50},       {"ies", "y", GM_PART_VERB, 50},
    {"es", "e", GM_PART_VERB, 50},     {"es", "", GM_PART_VERB, 50},
    {"ed", "e", GM_PART_VERB, 100},    {"ed", "", GM_PART_VERB, 100},
    {"ing", "e", GM_PART_VERB, 50},    {"ing", "", GM_PART_VERB, 50},
    {"er", "", GM_PART_ADJECTIVE, 100}, {"est", "", GM_PART_ADJECTIVE, 100},
    {"er", "e", GM_PART_ADJECTIVE, 100}, {"est", "e", GM_PART_ADJECTIVE, 100},
};

/* -es is an ending of its own behind a hissing sound and o only: boxes, goes, but
 * sites. */
static bool takes_es(gm_slice base) {
  char last = base.data[base.size - 1];
  return strchr("sxzo", last) ||
         (last == 'h' && base.size > 1 && strchr("cs", base.data[base.size - 2]));
}

static const gm_lemma_word *find_word(gm_slice word) {
  for (uint32_t at = (uint32_t)gm_hash(word);; at++) {
    uint32_t slot = gm_lemma_word_slots[at & gm_lemma_word_mask];
    if (!slot) return NULL;
    const gm_lemma_word *found = &gm_lemma_words[slot - 1];
    if (gm_slice_equal(gm_slice_of(gm_lemma_text + found->text, found->size), word))
      return found;
  }
}

static const gm_lemma_form *find_form(gm_slice form) {
  for (uint32_t at = (uint32_t)gm_hash(form);; at++) {
    uint32_t slot = gm_lemma_form_slots[at & gm_lemma_form_mask];
    if (!slot) return NULL;
    const gm_lemma_form *found = &gm_lemma_forms[slot - 1];
    if (gm_slice_equal(gm_slice_of(gm_lemma_text + found->text, found->size), form))
      return found;
  }
}

/* Adds a reading, or raises the weight of the lemma where it is there; keeps the order
 * by weight, the earlier one first where they are equal. */
static void add(candidates *out, gm_slice lemma, uint32_t weight, unsigned part) {
  if (out->parts[part] < weight) out->parts[part] = weight;
  uint32_t at = 0;
  while (at < out->count && !gm_slice_equal(out->list[at].lemma, lemma)) at++;
  if (at == GM_LEMMAS_MAX) return;
  if (at == out->count) out->list[out->count++] = (candidate){lemma, 0};
  if (weight <= out->list[at].weight) return;
  out->list[at].weight = weight;
  for (; at > 0 && out->list[at - 1].weight < out->list[at].weight; at--) {
    candidate earlier = out->list[at - 1];
    out->list[at - 1] = out->list[at];
    out->list[at] = earlier;
  }
}

static void add_regular(candidates *out, gm_slice fold, const gm_lemma_word *whole) {
  char base[64];
  bool noun = whole && whole->counts[GM_PART_NOUN - 1];
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    size_t ending = strlen(rules[i].ending), tail = strlen(rules[i].base);
    if (fold.size <= ending + 1 || fold.size > sizeof base - 2) continue;
    size_t stem = fold.size - ending;
    if (memcmp(fold.data + stem, rules[i].ending, ending) != 0) continue;
    memcpy(base, fold.data, stem);
    memcpy(base + stem, rules[i].base, tail);
    const gm_lemma_word *word = find_word(gm_slice_of(base, stem + tail));
    uint32_t count = word ? word->counts[rules[i].part - 1] : 0;
    uint32_t percent = rules[i].percent;
    if (rules[i].part == GM_PART_ADJECTIVE)
      percent = noun ? 1 : whole ? 1000 : 100; /* owner, later */
    if (ending == 2 && tail == 0 && rules[i].ending[1] == 's' &&
        !takes_es(gm_slice_of(base, stem)))
      continue;
    if (count)
      add(out, gm_slice_of(gm_lemma_text + word->text, word->size), count * percent,
          rules[i].part);
  }
}

static void add_bases(candidates *out, const gm_lemma_form *form) {
  for (uint32_t i = 0; i < form->count; i++) {
    const gm_lemma_base *base = &gm_lemma_bases[form->bases + i];
    gm_slice lemma = gm_slice_of(gm_lemma_text + base->text, base->size);
    const gm_lemma_word *word = base->part ? find_word(lemma) : NULL;
    uint32_t count = word ? word->counts[base->part - 1] : 0;
    add(out, lemma, base->part ? count * 100 : 1000 - i, base->part);
  }
}

/* Words that no dictionary has are nouns mostly: audiobooks, but not corpus or thesis.
 */
static void add_unknown_plural(candidates *out, gm_slice fold) {
  if (fold.size < 5 || fold.data[fold.size - 1] != 's' ||
      strchr("sui'", fold.data[fold.size - 2]))
    return;
  add(out, gm_slice_of(fold.data, fold.size - 1), 2, GM_PART_NOUN);
  add(out, fold, 1, GM_PART_NOUN);
}

/* The word itself: one lemma, whatever parts of speech it may be. */
static void add_whole(candidates *out, gm_slice fold, const gm_lemma_word *word) {
  unsigned most = GM_PART_NOUN;
  for (unsigned part = GM_PART_NOUN; part <= GM_PART_ADVERB; part++) {
    uint32_t weight = word->counts[part - 1] * 100;
    if (weight > out->parts[part]) out->parts[part] = weight;
    if (word->counts[part - 1] > word->counts[most - 1]) most = part;
  }
  add(out, fold, word->counts[most - 1] * 100, most);
}

static candidates find(gm_slice fold, bool name) {
  candidates found = {.count = 0};
  const gm_lemma_form *form = find_form(fold);
  if (form) add_bases(&found, form);
  if (!form || gm_lemma_bases[form->bases].part != GM_PART_CLOSED) {
    const gm_lemma_word *word = find_word(fold);
    if (word) add_whole(&found, fold, word);
    add_regular(&found, fold, word);
    if (!found.count && !name) add_unknown_plural(&found, fold);
  }
  return found;
}

uint32_t gm_lemmas_of(gm_slice fold, bool name, gm_slice lemmas[GM_LEMMAS_MAX]) {
  candidates found = find(fold, name);
  for (uint32_t i = 0; i < found.count; i++) lemmas[i] = found.list[i].lemma;
  return found.count;
}

void gm_parts_of(gm_slice fold, uint32_t weights[4]) {
  candidates found = find(fold, false);
  memcpy(weights, found.parts + GM_PART_NOUN, 4 * sizeof *weights);
}

bool gm_lemma_closed(gm_slice fold) {
  const gm_lemma_form *form = find_form(fold);
  return form && gm_lemma_bases[form->bases].part == GM_PART_CLOSED;
}
