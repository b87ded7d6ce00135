/* What the binding files share: openers, boxes and errors.
 *
 * One binding file a layer; each fills a table of functions and is reached from Lua as
 * require "gimlet.core".base, .text, .load, .match, .store, .work. A box is a userdata that
 * holds one pointer, nulled on close, so that a closed handle gives a message and no crash. */
#ifndef GM_LUA_GIMLET_LUA_H
#define GM_LUA_GIMLET_LUA_H
#include "base/buffer.h"
#include "base/child.h"
#include "base/error.h"
#include "base/slice.h"
#include <lauxlib.h>
#include <lua.h>

/* Each leaves one table on the stack. */
int gm_lua_open_base(lua_State *L);
int gm_lua_open_text(lua_State *L);
int gm_lua_open_load(lua_State *L);
int gm_lua_open_match(lua_State *L);
int gm_lua_open_store(lua_State *L);
int gm_lua_open_work(lua_State *L);
int gm_lua_open_host(lua_State *L); /* sandbox, limits, embedded files, terminal */
void gm_lua_add_opaque(lua_State *L); /* box, unbox into the table on top: opaque.c */
void gm_lua_add_given(lua_State *L);  /* given tokens to core.text, on top: given.c */
int luaopen_gimlet_core(lua_State *L);
int luaopen_gimlet(lua_State *L);

/* A box: *(void **)userdata. */
void **gm_lua_new_box(lua_State *L, const char *metatable);
/* Registers a metatable that scripts cannot reach, with `meta` and, under __index,
 * `methods`. */
void gm_lua_add_class(lua_State *L, const char *metatable, const luaL_Reg *meta,
                      const luaL_Reg *methods);
void *gm_lua_check_box(lua_State *L, int index, const char *metatable); /* raises when closed */

#define GM_LUA_LEXICON "gimlet.lexicon"   /* gm_lexicon * */
#define GM_LUA_TOKENS "gimlet.tokens"     /* gm_tokens * */
#define GM_LUA_DOCUMENT "gimlet.document" /* gm_document * */
#define GM_LUA_RULESET "gimlet.ruleset"   /* gm_ruleset * */
#define GM_LUA_HITS "gimlet.hits"         /* no box: a gm_hits itself */
#define GM_LUA_CORPUS "gimlet.corpus"     /* gm_store * */
#define GM_LUA_WORKER "gimlet.worker"     /* gm_worker * */

/* Pushes nil, message ("FILE:LINE:COL: text"), status name: an operation that failed. */
int gm_lua_fail(lua_State *L, const gm_error *err);
/* Raises the same: misuse. */
int gm_lua_raise(lua_State *L, const gm_error *err);
gm_slice gm_lua_check_slice(lua_State *L, int index);
void gm_lua_push_slice(lua_State *L, gm_slice slice);
/* An empty buffer as a userdata on top, freed with it. */
gm_buffer *gm_lua_new_buffer(lua_State *L);
/* In a worker: where the rule being run is written for the parent to see (gm_match_limits.current
 * takes it: 1 + rule, 0 for none). NULL elsewhere. */
volatile uint32_t *gm_lua_running_rule(lua_State *L);
/* In a worker: who runs programs for it. NULL elsewhere: they are run directly. */
gm_child_runner gm_lua_runner(lua_State *L, void **context);
#endif
