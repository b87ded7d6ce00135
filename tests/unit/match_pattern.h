/* Patterns as short text, for tests of core/match: a tree, and the nodes made of it.
 *
 *   a vet* "US" .      words in any case, with a star, as written, any token
 *   a b   a|b   (a b)  sequence, either, group
 *   a? a* a+ a{2,3}    repetition; one more ? makes it lazy
 *   ~0,5               a gap of 0 to 5 tokens (~0, has no bound)
 *   <rule>             a hit of another rule
 *   @name(a)           capture
 *   #(a) -(a) ^(a)     look ahead, not here, behind;  [ ] the edges of the sentence
 *   !a                 one token that is not a */
#ifndef MATCH_PATTERN_H
#define MATCH_PATTERN_H
#include "match/ruleset.h"
#include "test.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

enum { NO_BOUND = 0x7FFFFFFF, MOST_TREES = 400 };

typedef struct tree {
  char op; /* w word, q quoted, . any, s sequence, | either, r repeat, ~ gap, < ref, @
              capture, # look, - not, ^ behind, [ ] edges, ! except */
  char text[24];
  struct tree *a, *b;
  uint32_t min, max;
  bool lazy;
} tree;

typedef struct {
  tree trees[MOST_TREES];
  size_t count;
  const char *at;
} forest;

static inline tree *tree_new(forest *f, char op, tree *a, tree *b) {
  assert_true(f->count < MOST_TREES);
  tree *t = &f->trees[f->count++];
  *t = (tree){.op = op, .a = a, .b = b};
  return t;
}

static inline tree *parse_either(forest *f);

static inline void skip_blanks(forest *f) {
  while (*f->at == ' ') f->at++;
}

static inline void parse_word(forest *f, tree *t, const char *stop) {
  size_t size = 0;
  while (*f->at && !strchr(stop, *f->at) && size < sizeof t->text - 1)
    t->text[size++] = *f->at++;
}

static inline tree *parse_primary(forest *f) {
  skip_blanks(f);
  char op = *f->at;
  if (isalpha((unsigned char)op) || op == '*') {
    tree *t = tree_new(f, 'w', NULL, NULL);
    parse_word(f, t, " |)?+{");
    if (t->text[1] == '*' && !t->text[2]) { /* a*: repeated */
      t->text[1] = 0;
      f->at--;
    }
    return t;
  }
  tree *t = tree_new(f, op, NULL, NULL);
  f->at++;
  switch (op) {
  case '(':
    t = parse_either(f);
    f->at++;
    break;
  case '"':
    t->op = 'q';
    parse_word(f, t, "\"");
    f->at++;
    break;
  case '<':
    parse_word(f, t, ">");
    f->at++;
    break;
  case '@':
    parse_word(f, t, "(");
    /* fall through */
  case '#':
  case '-':
  case '^':
    f->at++;
    t->a = parse_either(f);
    f->at++;
    break;
  case '!': t->a = parse_primary(f); break;
  case '~':
    t->min = (uint32_t)strtoul(f->at, (char **)&f->at, 10);
    f->at++;
    t->max = isdigit((unsigned char)*f->at)
                 ? (uint32_t)strtoul(f->at, (char **)&f->at, 10)
                 : NO_BOUND;
    break;
  }
  return t;
}

static inline tree *parse_repeat(forest *f) {
  tree *t = parse_primary(f);
  while (*f->at && strchr("?*+{", *f->at)) {
    t = tree_new(f, 'r', t, NULL);
    char op = *f->at++;
    t->min = op == '+';
    t->max = op == '?' ? 1 : NO_BOUND;
    if (op == '{') {
      t->min = (uint32_t)strtoul(f->at, (char **)&f->at, 10);
      if (*f->at != ',') t->max = t->min;
      else if (*++f->at != '}') t->max = (uint32_t)strtoul(f->at, (char **)&f->at, 10);
      f->at++;
    }
    if (*f->at == '?') {
      t->lazy = true;
      f->at++;
    }
  }
  return t;
}

static inline tree *parse_sequence(forest *f) {
  tree *t = parse_repeat(f);
  for (;;) {
    skip_blanks(f);
    if (!*f->at || *f->at == '|' || *f->at == ')') return t;
    t = tree_new(f, 's', t, parse_repeat(f));
  }
}

static inline tree *parse_either(forest *f) {
  tree *t = parse_sequence(f);
  while (*f->at == '|') {
    f->at++;
    t = tree_new(f, '|', t, parse_sequence(f));
  }
  return t;
}

static inline tree *parse_pattern(forest *f, const char *text) {
  f->at = text;
  return parse_either(f);
}

/* The node of a tree; 0 and `err` where a constructor refuses. */
static inline gm_node make_node(gm_ruleset *r, const tree *t, gm_error *err) {
  gm_node a = t->a ? make_node(r, t->a, err) : 0,
          b = t->b ? make_node(r, t->b, err) : 0;
  gm_node out = 0;
  gm_slice text = gm_slice_text(t->text);
  uint32_t max = t->max == NO_BOUND ? UINT32_MAX : t->max;
  if ((t->a && !a) || (t->b && !b)) return 0;
  switch (t->op) {
  case 'w':
    gm_node_atom(r, strchr(t->text, '*') ? GM_ATOM_GLOB : GM_ATOM_FOLD, text, &out,
                 err);
    break;
  case 'q': gm_node_atom(r, GM_ATOM_FORM, text, &out, err); break;
  case '.': gm_node_any(r, &out, err); break;
  case 's': gm_node_sequence(r, a, b, &out, err); break;
  case '|': gm_node_either(r, a, b, &out, err); break;
  case 'r': gm_node_repeat(r, a, t->min, max, t->lazy, &out, err); break;
  case '~': gm_node_gap(r, t->min, max, &out, err); break;
  case '<': gm_node_ref(r, text, &out, err); break;
  case '@': gm_node_capture(r, text, a, &out, err); break;
  case '#': gm_node_look(r, a, &out, err); break;
  case '-': gm_node_not(r, a, &out, err); break;
  case '^': gm_node_behind(r, a, &out, err); break;
  case '!': gm_node_except(r, a, &out, err); break;
  case '[': gm_node_sentence_begin(r, &out, err); break;
  case ']': gm_node_sentence_end(r, &out, err); break;
  default: fail_msg("no such tree: %c", t->op);
  }
  return out;
}

/* Adds a pattern given as text; the status of what went wrong, if anything did. */
static inline gm_status add_pattern(gm_ruleset *r, gm_rule rule, const char *text,
                                    uint32_t entry, gm_error *err) {
  forest *f = calloc(1, sizeof *f);
  gm_node node = make_node(r, parse_pattern(f, text), err);
  free(f);
  return node ? gm_ruleset_pattern(r, rule, node, entry, err) : err->status;
}

/* A lexicon, tokens and a ruleset, for one test. */
typedef struct {
  gm_lexicon *lexicon;
  gm_tokens *tokens;
  gm_ruleset *ruleset;
  gm_matcher *matcher;
  gm_hits hits;
} bench;

static inline void bench_open(bench *b) {
  *b = (bench){0};
  assert_int_equal(gm_lexicon_new(&b->lexicon, NULL), GM_OK);
  assert_int_equal(gm_tokens_new(&b->tokens, NULL), GM_OK);
  assert_int_equal(gm_ruleset_new(&b->ruleset, b->lexicon, NULL), GM_OK);
}

static inline void bench_close(bench *b) {
  gm_hits_free(&b->hits);
  gm_matcher_free(b->matcher);
  gm_ruleset_free(b->ruleset);
  gm_tokens_free(b->tokens);
  gm_lexicon_free(b->lexicon);
}

static inline gm_rule bench_rule(bench *b, const char *name, gm_match_mode mode) {
  gm_rule rule;
  assert_int_equal(
      gm_ruleset_rule(b->ruleset, gm_slice_text(name), mode, UINT32_MAX, &rule, NULL),
      GM_OK);
  return rule;
}

static inline void bench_pattern(bench *b, gm_rule rule, const char *text,
                                 uint32_t entry) {
  gm_error err = {0};
  if (add_pattern(b->ruleset, rule, text, entry, &err) != GM_OK)
    fail_msg("%s: %s", text, err.message);
}

static inline void bench_name(bench *b, gm_rule rule, const char *name, bool fold,
                              uint32_t entry) {
  assert_int_equal(
      gm_ruleset_name(b->ruleset, rule, gm_slice_text(name), fold, entry, NULL), GM_OK);
}

static inline void bench_compile(bench *b) {
  gm_error err = {0};
  if (gm_ruleset_compile(b->ruleset, &err) != GM_OK) fail_msg("%s", err.message);
  assert_int_equal(gm_matcher_new(&b->matcher, b->ruleset, NULL), GM_OK);
}

static inline void bench_cut(bench *b, const char *text) {
  assert_int_equal(
      gm_tokens_cut(b->tokens, b->lexicon, gm_slice_text(text), GM_TAILOR_ALL, NULL),
      GM_OK);
  assert_int_equal(gm_tokens_sentences(b->tokens, b->lexicon, NULL, 0, NULL), GM_OK);
}

static inline void bench_run(bench *b, const char *text) {
  gm_error err = {0};
  bench_cut(b, text);
  if (gm_matcher_run(b->matcher, b->tokens, NULL, NULL, NULL, &b->hits, &err) != GM_OK)
    fail_msg("%s", err.message);
}

static inline void add_span(const bench *b, char *out, size_t size, uint32_t begin,
                            uint32_t end) {
  uint32_t from = gm_token_begin(b->tokens, begin), to = gm_token_end(b->tokens, end - 1);
  size_t used = strlen(out);
  snprintf(out + used, size - used, "%.*s", (int)(to - from),
           b->tokens->text.data + from);
}

/* "rule:entry[text] name=text ~skipped; …" for the hits, in their order. */
static inline const char *bench_hits(const bench *b) {
  static char out[8192];
  out[0] = 0;
  for (size_t i = 0; i < b->hits.count; i++) {
    const gm_hit *h = &b->hits.hits[i];
    size_t used = strlen(out);
    snprintf(out + used, sizeof out - used, "%s%s:%u[", i ? "; " : "",
             gm_ruleset_rule_name(b->ruleset, h->rule).data, h->entry);
    add_span(b, out, sizeof out, h->begin, h->end);
    strncat(out, "]", sizeof out - strlen(out) - 1);
    for (uint32_t k = 0; k < h->capture_count; k++) {
      const gm_capture *c = &b->hits.captures[h->captures + k];
      used = strlen(out);
      snprintf(out + used, sizeof out - used, " %s=",
               gm_ruleset_capture_name(b->ruleset, c->name).data);
      add_span(b, out, sizeof out, c->begin, c->end);
    }
    for (uint32_t k = 0; k < h->skip_count; k++) {
      const gm_skip *s = &b->hits.skips[h->skips + k];
      strncat(out, " ~", sizeof out - strlen(out) - 1);
      add_span(b, out, sizeof out, s->begin, s->end);
    }
  }
  return out;
}
#endif
