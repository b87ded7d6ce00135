/* A value is a tag and what the tag says: integers as LEB128 of their zigzag, floats as 8 bytes,
 * strings with their size, tables as count and items of the sequence, then keys and values up to
 * an end tag. */
#include "lua/value.h"
#include <lauxlib.h>
#include <math.h>
#include <string.h>

enum { TAG_NIL, TAG_FALSE, TAG_TRUE, TAG_INTEGER, TAG_FLOAT, TAG_STRING, TAG_TABLE, TAG_END };
enum { DEEPEST = 60 };

static gm_status encode(lua_State *L, int index, gm_buffer *out, int depth, gm_error *err);

static void encode_number(lua_State *L, int index, gm_buffer *out) {
  if (lua_isinteger(L, index)) {
    lua_Integer value = lua_tointeger(L, index);
    gm_buffer_add_byte(out, TAG_INTEGER);
    gm_buffer_add_varint(out, ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0));
  } else {
    lua_Number value = lua_tonumber(L, index);
    gm_buffer_add_byte(out, TAG_FLOAT);
    gm_buffer_add(out, &value, sizeof value);
  }
}

static void encode_string(lua_State *L, int index, gm_buffer *out) {
  size_t size;
  const char *data = lua_tolstring(L, index, &size);
  gm_buffer_add_byte(out, TAG_STRING);
  gm_buffer_add_varint(out, size);
  gm_buffer_add(out, data, size);
}

static bool in_sequence(lua_State *L, int index, lua_Unsigned length) {
  return lua_isinteger(L, index) && (lua_Unsigned)lua_tointeger(L, index) - 1 < length;
}

static gm_status encode_table(lua_State *L, int index, gm_buffer *out, int depth,
                              gm_error *err) {
  if (depth >= DEEPEST || !lua_checkstack(L, 4))
    return gm_fail(err, GM_MISUSE, "a table more than %d deep, or within itself", DEEPEST);
  lua_Unsigned length = lua_rawlen(L, index);
  gm_buffer_add_byte(out, TAG_TABLE);
  gm_buffer_add_varint(out, length);
  for (lua_Unsigned i = 1; i <= length; i++) {
    lua_rawgeti(L, index, (lua_Integer)i);
    gm_status status = encode(L, lua_gettop(L), out, depth + 1, err);
    lua_pop(L, 1);
    if (status != GM_OK) return status;
  }
  lua_pushnil(L);
  while (lua_next(L, index)) { /* [key, value] */
    gm_status status = GM_OK;
    int top = lua_gettop(L);
    if (!in_sequence(L, top - 1, length)) {
      if (lua_istable(L, top - 1))
        status = gm_fail(err, GM_MISUSE, "a table that is a key cannot be sent");
      if (status == GM_OK) status = encode(L, top - 1, out, depth + 1, err);
      if (status == GM_OK) status = encode(L, top, out, depth + 1, err);
    }
    lua_pop(L, status == GM_OK ? 1 : 2);
    if (status != GM_OK) return status;
  }
  gm_buffer_add_byte(out, TAG_END);
  return GM_OK;
}

static gm_status encode(lua_State *L, int index, gm_buffer *out, int depth, gm_error *err) {
  switch (lua_type(L, index)) {
  case LUA_TNIL: gm_buffer_add_byte(out, TAG_NIL); break;
  case LUA_TBOOLEAN:
    gm_buffer_add_byte(out, lua_toboolean(L, index) ? TAG_TRUE : TAG_FALSE);
    break;
  case LUA_TNUMBER: encode_number(L, index, out); break;
  case LUA_TSTRING: encode_string(L, index, out); break;
  case LUA_TTABLE: return encode_table(L, index, out, depth, err);
  default:
    return gm_fail(err, GM_MISUSE, "a %s cannot be sent to another process",
                   lua_typename(L, lua_type(L, index)));
  }
  return GM_OK;
}

gm_status gm_lua_encode(lua_State *L, int index, gm_buffer *out, gm_error *err) {
  gm_status status = encode(L, lua_absindex(L, index), out, 0, err);
  if (status == GM_OK && out->status != GM_OK) return gm_nomem(err);
  return status;
}

/* ---- reading ----------------------------------------------------------------------------- */

typedef struct {
  gm_slice bytes;
  size_t at;
} reader;

static bool decode(lua_State *L, reader *in, int depth);

static bool decode_integer(lua_State *L, reader *in) {
  uint64_t value;
  if (!gm_varint_read(in->bytes, &in->at, &value)) return false;
  lua_pushinteger(L, (lua_Integer)((value >> 1) ^ (0 - (value & 1))));
  return true;
}

static bool decode_float(lua_State *L, reader *in) {
  lua_Number value;
  if (in->bytes.size - in->at < sizeof value) return false;
  memcpy(&value, in->bytes.data + in->at, sizeof value);
  in->at += sizeof value;
  lua_pushnumber(L, value);
  return true;
}

static bool decode_string(lua_State *L, reader *in) {
  uint64_t size;
  if (!gm_varint_read(in->bytes, &in->at, &size) || size > in->bytes.size - in->at) return false;
  lua_pushlstring(L, in->bytes.data + in->at, (size_t)size);
  in->at += (size_t)size;
  return true;
}

static bool decode_pairs(lua_State *L, reader *in, int depth) {
  for (;;) {
    if (in->at >= in->bytes.size) return false;
    if (in->bytes.data[in->at] == TAG_END) {
      in->at++;
      return true;
    }
    if (!decode(L, in, DEEPEST)) return false; /* [table, key] */
    bool usable = !lua_isnil(L, -1) &&
                  !(lua_type(L, -1) == LUA_TNUMBER && isnan(lua_tonumber(L, -1)));
    if (!usable || !decode(L, in, depth)) {
      lua_pop(L, 1);
      return false;
    }
    lua_rawset(L, -3);
  }
}

/* Every item takes a byte at least, so the promised length cannot make the table larger than
 * the bytes allow. */
static bool decode_table(lua_State *L, reader *in, int depth) {
  uint64_t length;
  if (depth >= DEEPEST || !lua_checkstack(L, 6)) return false;
  if (!gm_varint_read(in->bytes, &in->at, &length) || length > in->bytes.size - in->at)
    return false;
  lua_createtable(L, length < 1024 ? (int)length : 1024, length ? 0 : 8);
  for (uint64_t i = 1; i <= length; i++) {
    if (!decode(L, in, depth + 1)) {
      lua_pop(L, 1);
      return false;
    }
    lua_rawseti(L, -2, (lua_Integer)i);
  }
  if (decode_pairs(L, in, depth + 1)) return true;
  lua_pop(L, 1);
  return false;
}

/* Pushes one value, or nothing where it gives false. */
static bool decode(lua_State *L, reader *in, int depth) {
  if (in->at >= in->bytes.size) return false;
  switch (in->bytes.data[in->at++]) {
  case TAG_NIL: lua_pushnil(L); return true;
  case TAG_FALSE: lua_pushboolean(L, 0); return true;
  case TAG_TRUE: lua_pushboolean(L, 1); return true;
  case TAG_INTEGER: return decode_integer(L, in);
  case TAG_FLOAT: return decode_float(L, in);
  case TAG_STRING: return decode_string(L, in);
  case TAG_TABLE: return decode_table(L, in, depth);
  default: return false;
  }
}

gm_status gm_lua_decode(lua_State *L, gm_slice bytes, gm_error *err) {
  reader in = {bytes, 0};
  if (!decode(L, &in, 0)) return gm_fail(err, GM_CORRUPT, "a damaged message");
  if (in.at == bytes.size) return GM_OK;
  lua_pop(L, 1);
  return gm_fail(err, GM_CORRUPT, "a damaged message");
}
