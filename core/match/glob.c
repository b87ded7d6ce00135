/* A byte trie over the literal beginnings of the globs.
 *
 * A word walks down its own bytes and tries, at each node, the globs whose star comes
 * there: a word that begins like none of them costs a step or two. Invariants: 1. Node
 * 0 is the root. 2. A node's globs are a chain of 1 + indexes. */
#include "match/glob.h"
#include "base/memory.h"

typedef struct {
  uint32_t child, sibling; /* node ids, 0: none */
  uint32_t globs;          /* 1 + the first glob's index */
  unsigned char byte;
} node;

typedef struct {
  gm_slice rest; /* from the first star; empty where there is none */
  uint32_t id, next;
} glob;

struct gm_globs {
  gm_arena *arena;
  node *nodes;
  size_t node_count, node_capacity;
  glob *globs;
  size_t glob_count, glob_capacity;
};

gm_globs *gm_globs_new(void) {
  gm_globs *globs = gm_calloc(1, sizeof *globs);
  if (!globs) return NULL;
  globs->arena = gm_arena_new();
  if (globs->arena &&
      gm_grow((void **)&globs->nodes, &globs->node_capacity, 1, sizeof *globs->nodes)) {
    globs->nodes[globs->node_count++] = (node){0};
    return globs;
  }
  gm_globs_free(globs);
  return NULL;
}

void gm_globs_free(gm_globs *globs) {
  if (!globs) return;
  gm_arena_free(globs->arena);
  gm_free(globs->nodes);
  gm_free(globs->globs);
  gm_free(globs);
}

static uint32_t find_child(const gm_globs *globs, uint32_t parent, unsigned char byte) {
  uint32_t at = globs->nodes[parent].child;
  while (at && globs->nodes[at].byte != byte) at = globs->nodes[at].sibling;
  return at;
}

static uint32_t add_child(gm_globs *globs, uint32_t parent, unsigned char byte) {
  uint32_t at = find_child(globs, parent, byte);
  if (at) return at;
  if (!gm_grow((void **)&globs->nodes, &globs->node_capacity, globs->node_count + 1,
               sizeof *globs->nodes))
    return 0;
  at = (uint32_t)globs->node_count++;
  globs->nodes[at] = (node){0, globs->nodes[parent].child, 0, byte};
  globs->nodes[parent].child = at;
  return at;
}

gm_status gm_globs_add(gm_globs *globs, gm_slice pattern, uint32_t id, gm_error *err) {
  uint32_t at = 0;
  size_t length = 0;
  for (; length < pattern.size && pattern.data[length] != '*'; length++) {
    at = add_child(globs, at, (unsigned char)pattern.data[length]);
    if (!at) return gm_nomem(err);
  }
  size_t left = pattern.size - length;
  char *rest = gm_arena_copy(globs->arena, pattern.data + length, left);
  if (!rest || !gm_grow((void **)&globs->globs, &globs->glob_capacity,
                        globs->glob_count + 1, sizeof *globs->globs))
    return gm_nomem(err);
  globs->globs[globs->glob_count++] =
      (glob){gm_slice_of(rest, left), id, globs->nodes[at].globs};
  globs->nodes[at].globs = (uint32_t)globs->glob_count;
  return GM_OK;
}

bool gm_glob_covers(gm_slice pattern, gm_slice word) {
  size_t p = 0, w = 0, star = SIZE_MAX, mark = 0;
  while (w < word.size) {
    if (p < pattern.size && pattern.data[p] == '*') {
      star = p++;
      mark = w;
    } else if (p < pattern.size && pattern.data[p] == word.data[w]) {
      p++;
      w++;
    } else if (star != SIZE_MAX) { /* the last star takes one byte more */
      p = star + 1;
      w = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size && pattern.data[p] == '*') p++;
  return p == pattern.size;
}

void gm_globs_match(const gm_globs *globs, gm_slice word,
                    void (*found)(void *context, uint32_t id), void *context) {
  uint32_t at = 0;
  for (size_t i = 0;; i++) {
    gm_slice left = gm_slice_of(word.data + i, word.size - i);
    for (uint32_t g = globs->nodes[at].globs; g; g = globs->globs[g - 1].next)
      if (gm_glob_covers(globs->globs[g - 1].rest, left))
        found(context, globs->globs[g - 1].id);
    if (i == word.size) return;
    at = find_child(globs, at, (unsigned char)word.data[i]);
    if (!at) return;
  }
}
