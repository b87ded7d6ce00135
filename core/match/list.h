/* A list of names, compiled: one trie over words for any number of names of any number
 * of rules, as one block of bytes that holds written forms and no numbers of a lexicon.
 * It may be kept in a file and mapped: opening it builds nothing.
 *
 * A word of a name is compared by its form, fold, lemma, stem, with or without
 * diacritics, by a glob, or by what lies one or two edits from it. Walk: the words that a
 * type is, a step for each of them, the names that end at a node. list_build.h makes lists. */
#ifndef GM_MATCH_LIST_H
#define GM_MATCH_LIST_H
#include "base/buffer.h"
#include "match/list_image.h"

enum { GM_LIST_WORDS = 64, GM_LIST_ROOT = 1 };

typedef struct { /* what a type is in names: a word, and the edits between them */
  uint32_t word, cost;
} gm_list_word;

/* Takes a block of bytes over: `release` (or NULL) is called when the list is freed.
 * GM_CORRUPT where it is no whole list of this version; `key`, where given, must be that
 * it was made with. */
gm_status gm_list_open(gm_list **out, gm_slice image, const unsigned char *key,
                       void (*release)(void *context, gm_slice image), void *context,
                       gm_error *err);
void gm_list_free(gm_list *list);

/* Words that a type is, at most GM_LIST_WORDS. */
gm_status gm_list_words(gm_list *list, gm_lexicon *lexicon, gm_type type,
                        gm_list_word words[GM_LIST_WORDS], uint32_t *count,
                        gm_error *err);
/* The trie itself, valid as long as the list: gm_list_trie_step gives the node after a
 * word, names[node.start ..] are those that end at a node, by rule and entry. */
gm_list_trie gm_list_trie_of(const gm_list *list);
uint32_t gm_list_size(const gm_list *list); /* nodes */
/* One name a rule and node, always valid, without edits and without possessives. */
bool gm_list_plain(const gm_list *list);
bool gm_list_possessive(const gm_list *list); /* some name skips 's */
gm_slice gm_list_image(const gm_list *list);

/* Rows of a table that the names came from, counted from 1; columns from 0. */
uint32_t gm_list_rows(const gm_list *list);
uint32_t gm_list_name_count(const gm_list *list);
uint32_t gm_list_columns(const gm_list *list);
gm_slice gm_list_column(const gm_list *list, uint32_t column);
/* Goes through the cells of a row: *at begins at 0; false at the end. */
bool gm_list_cell(const gm_list *list, uint32_t row, uint32_t *at, uint32_t *column,
                  gm_slice *value);
/* Sets live[node] for the nodes at or after which a name of a rule with enabled[rule]
 * ends; `live` has gm_list_size places and is all 0 before. */
gm_status gm_list_mark(const gm_list *list, const uint8_t *enabled, uint8_t *live,
                       gm_error *err);
#endif
