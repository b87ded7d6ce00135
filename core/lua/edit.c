/* Input of one or more lines with history and completion, through libedit where the build has
 * it. A chunk is edited as a whole: return puts a line break into it as long as more must
 * follow, the arrows move between its lines before they move through the history. */
#include "lua/gimlet_lua.h"
#include "lua/host.h"

#ifndef GM_HAVE_EDITLINE
void gm_lua_add_editor(lua_State *L) { (void)L; } /* no `edit`: callers read plain lines */
#else
#include "base/memory.h"
#include <errno.h>
#include <histedit.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

#define EDITOR "gimlet.editor"

typedef struct {
  EditLine *line;
  History *history;
  lua_State *L;
  char prompt[64];
  int completer; /* registry references, or LUA_NOREF */
  int is_whole;  /* text -> may the chunk end here */
} editor;

/* The key behind which libedit's own end of a line lies. */
#define END_KEY "^O"
#define END_BYTES "\017"

static editor *check_editor(lua_State *L) { return gm_lua_check_box(L, 1, EDITOR); }

static char *prompt_of(EditLine *line) {
  editor *e = NULL;
  el_get(line, EL_CLIENTDATA, &e);
  return e->prompt;
}

/* Length of what all strings of the list on top begin with. */
static size_t common_prefix(lua_State *L, lua_Integer count) {
  size_t length = 0;
  lua_geti(L, -1, 1);
  gm_slice first = gm_lua_check_slice(L, -1);
  length = first.size;
  for (lua_Integer i = 2; i <= count; i++) {
    lua_geti(L, -2, i);
    gm_slice other = gm_lua_check_slice(L, -1);
    size_t same = 0;
    while (same < length && same < other.size && first.data[same] == other.data[same]) same++;
    length = same;
    lua_pop(L, 1);
  }
  while (length && length < first.size && ((unsigned char)first.data[length] & 0xC0) == 0x80)
    length--;
  lua_pop(L, 1);
  return length;
}

/* The third value of the completer: the choices as lines. */
static void show_choices(const char *text) {
  putchar('\n');
  fputs(text ? text : "", stdout);
  fflush(stdout);
}

/* Asks the completer: [text before the cursor] -> list of completions of its last word, length of
 * that word in bytes, the list as it is shown. Runs in a protected call with the editor and the line as light userdata. */
static int complete_protected(lua_State *L) {
  editor *e = lua_touserdata(L, 1);
  const LineInfo *info = el_line(e->line);
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->completer);
  lua_pushlstring(L, info->buffer, (size_t)(info->cursor - info->buffer));
  lua_call(L, 1, 3); /* [e, list, length, shown] */
  const char *shown = lua_tostring(L, -1);
  size_t typed = (size_t)luaL_checkinteger(L, -2);
  lua_pushvalue(L, -3); /* [.., list] */
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_Integer count = luaL_len(L, -1);
  int result = CC_ERROR;
  if (count > 0) {
    size_t length = common_prefix(L, count);
    lua_geti(L, -1, 1);
    lua_pushlstring(L, lua_tostring(L, -1), length);
    const char *added = lua_tostring(L, -1);
    if (length > typed && el_insertstr(e->line, added + typed) == 0) result = CC_REFRESH;
    lua_pop(L, 2);
    if (length <= typed && count > 1) {
      show_choices(shown);
      result = CC_REDISPLAY;
    }
  }
  lua_pushinteger(L, result);
  return 1;
}

static unsigned char complete(EditLine *line, int key) {
  (void)key;
  editor *e = NULL;
  el_get(line, EL_CLIENTDATA, &e);
  if (e->completer == LUA_NOREF) return CC_ERROR;
  int top = lua_gettop(e->L);
  unsigned char result = CC_ERROR;
  lua_pushcfunction(e->L, complete_protected);
  lua_pushlightuserdata(e->L, e);
  if (lua_pcall(e->L, 1, 1, 0) == LUA_OK) result = (unsigned char)lua_tointeger(e->L, -1);
  lua_settop(e->L, top);
  return result;
}

/* ---- several lines ---- */

/* Runs in a protected call with the editor as light userdata: may what was typed end here? */
static int ask_whole(lua_State *L) {
  editor *e = lua_touserdata(L, 1);
  const LineInfo *info = el_line(e->line);
  lua_rawgeti(L, LUA_REGISTRYINDEX, e->is_whole);
  lua_pushlstring(L, info->buffer, (size_t)(info->lastchar - info->buffer));
  lua_call(L, 1, 1);
  return 1;
}

static bool is_whole(editor *e) {
  if (e->is_whole == LUA_NOREF) return true;
  int top = lua_gettop(e->L);
  lua_pushcfunction(e->L, ask_whole);
  lua_pushlightuserdata(e->L, e);
  bool whole = lua_pcall(e->L, 1, 1, 0) != LUA_OK || lua_toboolean(e->L, -1);
  lua_settop(e->L, top);
  return whole;
}

static int characters(const char *from, const char *to) {
  int count = 0;
  for (; from < to; from++) count += ((unsigned char)*from & 0xC0) != 0x80;
  return count;
}

/* Return: a line break where more must follow, else libedit's own end of a line. */
static unsigned char enter(EditLine *line, int key) {
  (void)key;
  editor *e = NULL;
  el_get(line, EL_CLIENTDATA, &e);
  if (!is_whole(e)) return el_insertstr(line, "\n") == 0 ? CC_REFRESH : CC_ERROR;
  const LineInfo *info = el_line(line);
  el_cursor(line, characters(info->cursor, info->lastchar));
  el_push(line, END_BYTES);
  return CC_REFRESH;
}

static const char *line_begin(const LineInfo *info, const char *at) {
  while (at > info->buffer && at[-1] != '\n') at--;
  return at;
}

static const char *line_end(const LineInfo *info, const char *at) {
  while (at < info->lastchar && *at != '\n') at++;
  return at;
}

/* To the same column of the line above or below; false where there is none. */
static bool move(EditLine *line, bool up) {
  const LineInfo *info = el_line(line);
  const char *begin = line_begin(info, info->cursor), *end = line_end(info, info->cursor);
  if (up ? begin == info->buffer : end == info->lastchar) return false;
  int column = characters(begin, info->cursor);
  const char *from = up ? line_begin(info, begin - 1) : end + 1;
  const char *last = up ? begin - 1 : line_end(info, end + 1);
  int room = characters(from, last);
  if (column > room) column = room;
  int distance = up ? -(characters(from, info->cursor) - column)
                    : characters(info->cursor, from) + column;
  el_cursor(line, distance);
  return true;
}

static unsigned char above(EditLine *line, int key) {
  (void)key;
  if (move(line, true)) return CC_CURSOR;
  el_push(line, "\020"); /* Control-P */
  return CC_NORM;
}

static unsigned char below(EditLine *line, int key) {
  (void)key;
  if (move(line, false)) return CC_CURSOR;
  el_push(line, "\016"); /* Control-N */
  return CC_NORM;
}

static void bind_keys(EditLine *line) {
  el_set(line, EL_ADDFN, "complete", "complete a name", complete);
  el_set(line, EL_ADDFN, "enter", "end the chunk, or go on in the next line", enter);
  el_set(line, EL_ADDFN, "above", "line above, or earlier chunk", above);
  el_set(line, EL_ADDFN, "below", "line below, or later chunk", below);
  el_set(line, EL_BIND, "^I", "complete", NULL);
  el_set(line, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_set(line, EL_BIND, END_KEY, "ed-newline", NULL);
  el_set(line, EL_BIND, "^M", "enter", NULL);
  el_set(line, EL_BIND, "^J", "enter", NULL);
  static const char *const up[] = {"\\e[A", "\\eOA"}, *const down[] = {"\\e[B", "\\eOB"};
  for (int i = 0; i < 2; i++) {
    el_set(line, EL_BIND, up[i], "above", NULL);
    el_set(line, EL_BIND, down[i], "below", NULL);
  }
}

/* ---- the box ---- */

static int editor_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, EDITOR);
  editor *e = *box;
  *box = NULL;
  if (!e) return 0;
  if (e->line) el_end(e->line);
  if (e->history) history_end(e->history);
  luaL_unref(L, LUA_REGISTRYINDEX, e->completer);
  luaL_unref(L, LUA_REGISTRYINDEX, e->is_whole);
  gm_free(e);
  return 0;
}

static int keep_function(lua_State *L, int index) {
  if (!lua_isfunction(L, index)) return LUA_NOREF;
  lua_pushvalue(L, index);
  return luaL_ref(L, LUA_REGISTRYINDEX);
}

/* edit([completer, is_whole]) -> editor for the terminal */
static int edit_new(lua_State *L) {
  lua_settop(L, 2);
  void **box = gm_lua_new_box(L, EDITOR); /* [completer, is_whole, box] */
  editor *e = *box = gm_calloc(1, sizeof *e);
  if (!e) return luaL_error(L, "out of memory");
  e->L = L;
  e->completer = e->is_whole = LUA_NOREF;
  HistEvent event;
  e->history = history_init();
  e->line = e->history ? el_init("gimlet", stdin, stdout, stderr) : NULL;
  if (!e->line) return luaL_error(L, "cannot edit lines on this terminal");
  history(e->history, &event, H_SETSIZE, 2000);
  history(e->history, &event, H_SETUNIQUE, 1);
  el_set(e->line, EL_CLIENTDATA, e);
  el_set(e->line, EL_PROMPT, prompt_of);
  el_set(e->line, EL_EDITOR, "emacs");
  el_set(e->line, EL_SIGNAL, 0);
  el_set(e->line, EL_HIST, history, e->history);
  bind_keys(e->line);
  el_source(e->line, NULL);
  e->completer = keep_function(L, 1);
  e->is_whole = keep_function(L, 2);
  return 1;
}

/* Whether Control-C ends a system call that waits for a key. */
static void interrupt_reading(bool yes) {
  struct sigaction action;
  if (sigaction(SIGINT, NULL, &action) != 0) return;
  if (yes) action.sa_flags &= ~SA_RESTART;
  else action.sa_flags |= SA_RESTART;
  sigaction(SIGINT, &action, NULL);
}

/* editor:read(prompt) -> what was typed without its end; nil at the end of input; false after Control-C */
static int editor_read(lua_State *L) {
  editor *e = check_editor(L);
  snprintf(e->prompt, sizeof e->prompt, "%s", luaL_checkstring(L, 2));
  e->L = L;
  int count = 0;
  interrupt_reading(true);
  errno = 0;
  const char *text = el_gets(e->line, &count);
  int interrupted = count < 0 || (!text && errno == EINTR);
  interrupt_reading(false);
  if (interrupted) {
    const LineInfo *info = el_line(e->line); /* what follows is written below all of it */
    for (const char *at = info->cursor; at < info->lastchar; at++)
      if (*at == '\n') putchar('\n');
    el_reset(e->line);
    lua_pushboolean(L, 0);
    return 1;
  }
  if (!text || count == 0) {
    lua_pushnil(L);
    return 1;
  }
  while (count > 0 && (text[count - 1] == '\n' || text[count - 1] == '\r')) count--;
  lua_pushlstring(L, text, (size_t)count);
  return 1;
}

/* editor:add(text): to the history */
static int editor_add(lua_State *L) {
  editor *e = check_editor(L);
  HistEvent event;
  history(e->history, &event, H_ENTER, luaL_checkstring(L, 2));
  return 0;
}

/* editor:load(path), editor:save(path) -> whether it worked */
static int editor_load(lua_State *L) {
  editor *e = check_editor(L);
  HistEvent event;
  lua_pushboolean(L, history(e->history, &event, H_LOAD, luaL_checkstring(L, 2)) >= 0);
  return 1;
}

static int editor_save(lua_State *L) {
  editor *e = check_editor(L);
  HistEvent event;
  lua_pushboolean(L, history(e->history, &event, H_SAVE, luaL_checkstring(L, 2)) >= 0);
  return 1;
}

void gm_lua_add_editor(lua_State *L) {
  static const luaL_Reg methods[] = {{"read", editor_read}, {"add", editor_add},
                                     {"load", editor_load}, {"save", editor_save},
                                     {"close", editor_close}, {NULL, NULL}};
  if (luaL_newmetatable(L, EDITOR)) {
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, editor_close);
    lua_setfield(L, -2, "__gc");
  }
  lua_pop(L, 1);
  lua_pushcfunction(L, edit_new);
  lua_setfield(L, -2, "edit");
}
#endif
