/* What the files that bind statistics share. */
#ifndef GM_LUA_STATISTICS_H
#define GM_LUA_STATISTICS_H
#include "base/association.h"
#include "base/keyness.h"
#include "lua/gimlet_lua.h"

extern const char *const gm_association_names[]; /* ends with NULL */
/* alpha and family of the table at `index`, or what holds without one. */
void gm_lua_association_options(lua_State *L, int index, gm_association_options *out);
/* A number, or nil where it is none or infinite. */
void gm_lua_push_finite(lua_State *L, double value);
/* Adds `statistics` to the table on top. */
void gm_lua_add_statistics(lua_State *L);
#endif
