/* What the steps of zone finding share. */
#ifndef GM_LOAD_FINDER_H
#define GM_LOAD_FINDER_H
#include "load/cohesion.h"

typedef struct {
  gm_document *document;
  const gm_tokens *tokens;
  gm_lexicon *lexicon;
  gm_blocks blocks;
  size_t begin, end;     /* the article: blocks [begin, end) */
  size_t title;          /* index, or blocks.count where there is none */
  bool *said_before;     /* the same letters stand in an earlier or later short block */
  bool *marked;          /* given by a zone rule */
  gm_cohesion *cohesion; /* NULL where nothing asks for it */
} gm_finder;

bool gm_block_is_prose(const gm_block *block);   /* running text, whole or cut off */
bool gm_block_is_heading(const gm_block *block); /* could be one by its shape */
bool gm_block_is_title(const gm_block *block);   /* the same, or in small letters */
bool gm_block_is_cut(const gm_block *block);     /* long, but ends in mid-sentence */
static inline gm_slice gm_block_text(const gm_finder *finder, const gm_block *block) {
  return gm_slice_of(finder->document->text.data + block->begin,
                     block->end - block->begin);
}

/* Said twice, as captions are: the next or last block begins with the same words. */
bool gm_finder_twin(const gm_finder *finder, size_t i);

/* A line or two between the title and a byline or date: what the article is about. */
bool gm_finder_deck(const gm_finder *finder, size_t i);

bool gm_finder_bare_name(const gm_finder *finder, size_t i);

/* What a reader says below the article: a name, a date, the text. */
bool gm_finder_comment(const gm_finder *finder, size_t i);

/* Values of all blocks; the stretch that is worth most. */
void gm_finder_segment(gm_finder *finder);
/* Title, label above it, decks, bylines: blocks before the first paragraph. */
gm_status gm_finder_top(gm_finder *finder, gm_error *err);
/* Headings, captions, items, scraps within the article. */
void gm_finder_inside(gm_finder *finder);
/* Teasers, author notes, what a chatbot adds: the article's last blocks and those after
 * it. */
gm_status gm_finder_tail(gm_finder *finder, gm_error *err);
/* The name of the person that a block is a note on ("Jane Doe is a …"); or empty. */
gm_slice gm_finder_note_name(const gm_finder *finder, const gm_block *block);
/* Is this where gm_finder_hints has a value from? */
bool gm_finder_is_hint(gm_slice from);
/* Metadata from title, bylines, date lines. */
gm_status gm_finder_hints(gm_finder *finder, gm_error *err);
#endif
