/* One Lua value as bytes, for the wire between processes and for spools. */
#ifndef GM_LUA_VALUE_H
#define GM_LUA_VALUE_H
#include "base/buffer.h"
#include <lua.h>

/* Appends the value at `index`: nil, booleans, numbers, strings, and tables of these, at most 60
 * deep; metatables are not looked at. GM_MISUSE says what cannot be sent. Raises nothing. */
gm_status gm_lua_encode(lua_State *L, int index, gm_buffer *out, gm_error *err);
/* Pushes the value that `bytes` hold, all of them. The bytes may be hostile: GM_CORRUPT, with
 * nothing pushed. May raise when out of memory. */
gm_status gm_lua_decode(lua_State *L, gm_slice bytes, gm_error *err);
#endif
