/* Given tokens: those an annotated corpus brings with it, with columns of values beside
 * them (lemma, part of speech, …). They take the place of our own tokens, number by
 * number and form by form as the file has them, even where a form is no slice of the
 * text. */
#ifndef GM_TEXT_GIVEN_H
#define GM_TEXT_GIVEN_H
#include "base/buffer.h"
#include "base/memory.h"
#include "text/tokens.h"

enum { /* what begins with a token */
  GM_GIVEN_SENTENCE = 1,
  GM_GIVEN_PARAGRAPH = 2, /* set with SENTENCE */
};

typedef struct {
  gm_slice name;          /* "lemma", "upos", … */
  const gm_slice *values; /* distinct; "_" where the file says nothing */
  uint32_t value_count;
  const uint32_t *value; /* of each token: index into `values` */
} gm_column;

typedef struct { /* a line of the file that is no token, kept to write it out again */
  uint32_t token; /* it stands before this one; the count of tokens: behind the last */
  gm_slice line;
} gm_given_note;

typedef struct { /* all of it is borrowed */
  uint32_t count;              /* tokens */
  const uint32_t *begin, *end; /* bytes [begin, end), ascending, none overlaps */
  const uint8_t *edges;
  const gm_slice *forms; /* distinct, none empty */
  uint32_t form_count;
  const uint32_t *form; /* of each token: index into `forms` */
  const gm_column *columns;
  uint32_t column_count;
  const gm_given_note *notes; /* by token */
  uint32_t note_count;
} gm_given;

/* As bytes, for the wire between processes; the buffer's status tells of a failure. */
void gm_given_write(gm_buffer *out, const gm_given *given);
/* Reads such bytes, which may be hostile: GM_CORRUPT. The result lies in the arena and in
 * `blob`; its tokens lie within `text`, on edges of characters, and each begins before
 * its end. */
gm_status gm_given_read(gm_given *out, gm_slice blob, gm_slice text, gm_arena *arena,
                        gm_error *err);
/* The column of that name, or NULL. */
const gm_column *gm_given_column(const gm_given *given, const char *name);

/* Fills `tokens` in place of gm_tokens_cut and gm_tokens_sentences, which then leaves
 * them as they are. Lemmas and parts of speech that are given (columns lemma, pos, upos,
 * xpos) make variants of the types: see gm_lexicon_variant. */
gm_status gm_tokens_give(gm_tokens *tokens, gm_lexicon *lexicon, gm_slice text,
                         const gm_given *given, gm_error *err);
#endif
