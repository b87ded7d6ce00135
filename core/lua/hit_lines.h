/* The part of core.match that tells hits in bulk. */
#ifndef GM_LUA_HIT_LINES_H
#define GM_LUA_HIT_LINES_H
#include <lua.h>

/* Adds hit_lines and sentence_zones to the table on the top of the stack. */
void gm_lua_add_hit_lines(lua_State *L);
void gm_lua_add_text_regex(lua_State *L); /* regular expressions over running text */
#endif
