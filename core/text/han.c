/* The cheapest way through a run, forwards, a character at a time.
 *
 * Between calls:
 * 1. `first` holds, for each character from BASE on, where in the trie the node behind
 *    it lies; 0 where no word begins with it (the node at 0 is the root).
 * 2. `cost` and `length` have room for the ends of as many characters as were asked
 * for.
 *
 * What a word costs, what stands in for one that is unknown and for a run of katakana,
 * is as ICU 72 has it (CjkBreakEngine). The trie is a UCharsTrie: its form is told in
 * unicode/ucharstrie.h. */
#include "text/han.h"
#include "base/memory.h"
#include <string.h>
#include <unicode/udata.h>

#define BASE 0x3000
#define LAST 0x9FFF
#define WORD 20          /* characters of the longest word that is looked for */
#define UNKNOWN 255      /* what a character costs that is no word */
#define KATAKANA_LONG 20 /* characters of a run that is no word any more */

/* Leads of nodes: 15 the last value, 14..6 a value on the way, 5..0 what comes. */
#define FINAL 0x8000
#define VALUE 0x40
#define LINEAR 0x30
#define SHORT_BRANCH 5 /* units of a branch that are looked at in turn */

struct gm_han {
  UDataMemory *data;
  const uint16_t *trie;
  uint32_t *first;
  uint16_t *units;
  uint32_t *cost; /* of the words up to here */
  uint32_t *bounds;
  uint8_t *length; /* characters of the word that ends here */
  size_t unit_room, cost_room, bound_room, length_room;
};

/* ---- the trie ---- */
/* A jump to another part of a branch: one unit, two from FC00, three with FFFF. */
static unsigned delta_units(unsigned lead) {
  return 1 + (lead >= 0xFC00) + (lead == 0xFFFF);
}

static const uint16_t *follow_delta(const uint16_t *at) {
  uint32_t delta = *at;
  if (delta == 0xFFFF)
    delta = (uint32_t)at[1] << 16 | at[2];
  else if (delta >= 0xFC00)
    delta = (delta - 0xFC00) << 16 | at[1];
  return at + delta_units(*at) + delta;
}

/* A value that stands alone: one unit, two from 4000, three with 7FFF. */
static unsigned value_units(unsigned lead) {
  lead &= FINAL - 1;
  return 1 + (lead >= 0x4000) + (lead == 0x7FFF);
}

static uint32_t value_at(const uint16_t *at) {
  uint32_t lead = *at & (FINAL - 1);
  if (lead < 0x4000)
    return lead;
  return lead == 0x7FFF ? (uint32_t)at[1] << 16 | at[2] : (lead - 0x4000) << 16 | at[1];
}

/* What stands beside a unit in a branch: a last value is itself the node. */
static const uint16_t *follow_value(const uint16_t *at) {
  return *at & FINAL ? at : at + value_units(*at) + value_at(at);
}

/* A value within a lead: in itself, or with one unit from 4040, with two from 7FC0. */
static unsigned more_units(unsigned lead) {
  return (lead >= 0x4040) + (lead >= 0x7FC0);
}

static uint32_t value_on_way(const uint16_t *at) {
  uint32_t lead = *at;
  if (lead < 0x4040)
    return (lead >> 6) - 1;
  if (lead >= 0x7FC0)
    return (uint32_t)at[1] << 16 | at[2];
  return ((lead & 0x7FC0) - 0x4040) << 10 | at[1];
}

/* The node behind `unit` in a branch of so many units, or NULL. */
static const uint16_t *take_branch(const uint16_t *at, uint32_t count, uint16_t unit) {
  while (count > SHORT_BRANCH) {
    bool below = unit < *at++;
    at = below ? follow_delta(at) : at + delta_units(*at);
    count = below ? count >> 1 : count - (count >> 1);
  }
  for (; count > 1; count--) {
    if (*at++ == unit)
      return follow_value(at);
    at += value_units(*at);
  }
  return *at == unit ? at + 1 : NULL;
}

static void note_first(gm_han *han, const uint16_t *at, uint32_t count) {
  for (; count > SHORT_BRANCH; count -= count >> 1) {
    note_first(han, follow_delta(at + 1), count >> 1);
    at += 1 + delta_units(at[1]);
  }
  for (; count; count--) {
    unsigned unit = *at++;
    if (unit >= BASE && unit <= LAST)
      han->first[unit - BASE] =
          (uint32_t)((count > 1 ? follow_value(at) : at) - han->trie);
    at += count > 1 ? value_units(*at) : 0;
  }
}

/* ---- the dictionary ---- */
static UBool is_dictionary(void *context, const char *type, const char *name,
                           const UDataInfo *about) {
  (void)context, (void)type, (void)name;
  return memcmp(about->dataFormat, "Dict", 4) == 0 && about->formatVersion[0] == 1 &&
         about->isBigEndian == U_IS_BIG_ENDIAN;
}

/* Behind the header: where the trie begins and ends, the size, what it is (8: with
 * values, 1: of 16-bit units), how text becomes units (0: as it is). */
static bool open_trie(gm_han *han) {
  UErrorCode code = U_ZERO_ERROR;
  han->data = udata_openChoice(U_ICUDATA_NAME U_TREE_SEPARATOR_STRING "brkitr", "dict",
                               "cjdict", is_dictionary, NULL, &code);
  if (U_FAILURE(code)) {
    han->data = NULL;
    return false;
  }
  const int32_t *index = udata_getMemory(han->data);
  if (!index || index[0] < 24 || index[1] - index[0] < 4 || index[4] != 9 || index[5])
    return false;
  han->trie = (const uint16_t *)((const char *)index + index[0]);
  return *han->trie < LINEAR;
}

gm_status gm_han_new(gm_han **out, gm_error *err) {
  gm_han *han = *out = gm_calloc(1, sizeof *han);
  if (!han)
    return gm_nomem(err);
  han->first = gm_calloc(LAST - BASE + 1, sizeof *han->first);
  bool good = han->first && open_trie(han);
  if (good) {
    const uint16_t *root = han->trie;
    uint32_t count = *root++;
    if (!count)
      count = *root++;
    note_first(han, root, count + 1);
    return GM_OK;
  }
  bool memory = !han->first;
  gm_han_free(han);
  *out = NULL;
  return memory ? gm_nomem(err)
                : gm_fail(err, GM_UNSUPPORTED, "ICU has no dictionary of Han and kana");
}

void gm_han_free(gm_han *han) {
  if (!han)
    return;
  if (han->data)
    udata_close(han->data);
  gm_free(han->first);
  gm_free(han->units);
  gm_free(han->cost);
  gm_free(han->length);
  gm_free(han->bounds);
  gm_free(han);
}

/* ---- the run ---- */
static unsigned unit_at(const unsigned char *at) {
  return (at[0] & 15u) << 12 | (at[1] & 63u) << 6 | (at[2] & 63u);
}

/* Compatibility forms (half-width, squared, circled) are not here, nor marks over kana.
 */
static bool plain(unsigned code) {
  if (code >= 0x3400)
    return code <= LAST && (code < 0x4DC0 || code >= 0x4E00);
  return (code >= 0x3041 && code <= 0x3096) || (code >= 0x30A1 && code <= 0x30FA) ||
         (code >= 0x30FC && code <= 0x30FE) || code == 0x309D || code == 0x309E ||
         code == 0x3005 || code == 0x3007 || (code >= 0x31F0 && code <= 0x31FF);
}

bool gm_han_takes(gm_slice run) {
  const unsigned char *at = (const unsigned char *)run.data, *end = at + run.size;
  if (run.size % 3)
    return false;
  for (; at < end; at += 3)
    if (*at < 0xE3 || *at > 0xE9 || !plain(unit_at(at)))
      return false;
  return true;
}

static inline void reach(gm_han *han, uint32_t end, uint32_t length, uint32_t cost) {
  if (cost >= han->cost[end])
    return;
  han->cost[end] = cost;
  han->length[end] = (uint8_t)length;
}

/* All words that begin at `i`; gives whether its first character is one. */
static bool reach_words(gm_han *han, uint32_t i, uint32_t most) {
  const uint16_t *unit = han->units + i, *node = han->trie + han->first[*unit - BASE];
  uint32_t cost = han->cost[i], length = 1;
  bool single = false;
  for (unsigned lead; node && node != han->trie;) {
    lead = *node;
    if (lead & FINAL) {
      reach(han, i + length, length, cost + value_at(node));
      return single || length == 1;
    }
    if (lead >= VALUE) {
      reach(han, i + length, length, cost + value_on_way(node));
      single |= length == 1;
      node += more_units(lead);
      lead &= VALUE - 1;
    }
    node++;
    if (length == most)
      break;
    if (lead < LINEAR) {
      uint32_t count = lead ? lead : *node++;
      node = take_branch(node, count + 1, unit[length++]);
      continue;
    }
    uint32_t count = lead - LINEAR + 1;
    if (length + count > most || memcmp(node, unit + length, count * sizeof *node) != 0)
      break;
    node += count;
    length += count;
  }
  return single;
}

/* The middle dot between is none. */
static bool katakana(unsigned unit) {
  return unit >= 0x30A1 && unit <= 0x30FE && unit != 0x30FB;
}

/* A whole run of katakana may be a word, most likely one of four characters. */
static void reach_katakana(gm_han *han, uint32_t i, uint32_t count) {
  static const uint16_t costs[] = {0, 984, 408, 240, 204, 252, 300, 372, 480};
  uint32_t length = 1;
  while (i + length < count && length < KATAKANA_LONG &&
         katakana(han->units[i + length]))
    length++;
  if (length < KATAKANA_LONG)
    reach(han, i + length, length, han->cost[i] + (length < 9 ? costs[length] : 8192));
}

static void find_way(gm_han *han, uint32_t count) {
  bool in_katakana = false;
  memset(han->cost, 0xFF, (count + 1) * sizeof *han->cost);
  han->cost[0] = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t most = count - i < WORD ? count - i : WORD;
    if (!reach_words(han, i, most))
      reach(han, i + 1, 1, han->cost[i] + UNKNOWN);
    bool here = katakana(han->units[i]);
    if (here && !in_katakana)
      reach_katakana(han, i, count);
    in_katakana = here;
  }
}

gm_status gm_han_cut(gm_han *han, gm_slice run, const uint32_t **bounds,
                     uint32_t *count, gm_error *err) {
  uint32_t characters = (uint32_t)(run.size / 3), at = characters, to = characters;
  size_t need = (size_t)characters + 1;
  if (!gm_grow((void **)&han->units, &han->unit_room, need, sizeof *han->units) ||
      !gm_grow((void **)&han->cost, &han->cost_room, need, sizeof *han->cost) ||
      !gm_grow((void **)&han->length, &han->length_room, need, sizeof *han->length) ||
      !gm_grow((void **)&han->bounds, &han->bound_room, need, sizeof *han->bounds))
    return gm_nomem(err);
  for (uint32_t i = 0; i < characters; i++)
    han->units[i] = (uint16_t)unit_at((const unsigned char *)run.data + 3 * i);
  find_way(han, characters);
  for (; to; to -= han->length[to])
    han->bounds[--at] = 3 * to;
  *bounds = han->bounds + at;
  *count = characters - at;
  return GM_OK;
}
