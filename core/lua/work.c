/* Lua face of core/work: workers as the parent sees them, the channel as the worker does, and the
 * worker's main, which runs scripts/gimlet/work/worker.lua in a Lua state of its own. */
#include "lua/gimlet_lua.h"
#include "lua/host.h"
#include "lua/value.h"
#include "base/memory.h"
#include "work/jail.h"
#include "work/runner.h"
#include "work/worker.h"
#include <errno.h>
#include <fcntl.h>
#include <lualib.h>
#include <string.h>
#include <unistd.h>

#define CHANNEL "gimlet.channel"

typedef struct {
  gm_worker *worker;
  gm_buffer out, in;
} held; /* what a worker's box holds */

/* ---- the worker's side ------------------------------------------------------------------- */

typedef struct {
  gm_channel *channel;
  gm_worker_state *state;
  gm_buffer in, out;
  int fd; /* that came with the last request */
} link_;

static int channel_receive(lua_State *L) { /* -> value, fd or nil; nothing at the end */
  link_ *link = luaL_checkudata(L, 1, CHANNEL);
  gm_error err = {0};
  if (link->fd >= 0) close(link->fd);
  link->fd = -1;
  gm_status status = gm_channel_receive(link->channel, &link->in, &link->fd, &err);
  if (status == GM_NOTFOUND) return 0;
  if (status != GM_OK ||
      gm_lua_decode(L, gm_slice_of(link->in.data, link->in.size), &err) != GM_OK)
    return gm_lua_raise(L, &err);
  if (link->in.capacity > (1 << 20)) gm_buffer_free(&link->in);
  if (link->fd >= 0) lua_pushinteger(L, link->fd);
  else lua_pushnil(L);
  return 2;
}

static int channel_send(lua_State *L) {
  link_ *link = luaL_checkudata(L, 1, CHANNEL);
  gm_error err = {0};
  gm_buffer_clear(&link->out);
  luaL_checkany(L, 2);
  if (gm_lua_encode(L, 2, &link->out, &err) != GM_OK ||
      gm_channel_send(link->channel, gm_buffer_slice(&link->out), &err) != GM_OK)
    return gm_lua_raise(L, &err);
  if (link->out.capacity > (1 << 20)) gm_buffer_free(&link->out);
  link->state->progress++;
  return 0;
}

static int channel_progress(lua_State *L) {
  link_ *link = luaL_checkudata(L, 1, CHANNEL);
  link->state->progress++;
  return 0;
}

/* running(number): the rule that is at work from now on, 0 for none */
static int channel_running(lua_State *L) {
  link_ *link = luaL_checkudata(L, 1, CHANNEL);
  link->state->rule = (uint32_t)luaL_checkinteger(L, 2);
  link->state->progress++;
  return 0;
}

static const char STATE_KEY = 0, RUNNER_KEY = 0;

gm_child_runner gm_lua_runner(lua_State *L, void **context) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &RUNNER_KEY);
  *context = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return *context ? gm_runner_run : NULL;
}

volatile uint32_t *gm_lua_running_rule(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &STATE_KEY);
  gm_worker_state *state = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return state ? &state->rule : NULL;
}

static void push_channel(lua_State *L, gm_channel *channel, gm_worker_state *state) {
  static const luaL_Reg methods[] = {{"receive", channel_receive},
                                     {"send", channel_send},
                                     {"progress", channel_progress},
                                     {"running", channel_running},
                                     {NULL, NULL}};
  lua_pushlightuserdata(L, state);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &STATE_KEY);
  lua_pushlightuserdata(L, gm_channel_runner(channel));
  lua_rawsetp(L, LUA_REGISTRYINDEX, &RUNNER_KEY);
  link_ *link = lua_newuserdatauv(L, sizeof *link, 0);
  *link = (link_){channel, state, GM_BUFFER_INIT, GM_BUFFER_INIT, -1};
  if (luaL_newmetatable(L, CHANNEL)) {
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
  }
  lua_setmetatable(L, -2);
}

typedef struct {
  gm_channel *channel;
  gm_worker_state *state;
  lua_CFunction lpeg;
} birth; /* what a worker is born with */

/* Scripts come from those compiled in, whatever LUA_PATH says. */
static void only_embedded(lua_State *L) {
  lua_getglobal(L, "package");
  lua_pushliteral(L, "");
  lua_setfield(L, -2, "path");
  lua_pushliteral(L, "");
  lua_setfield(L, -2, "cpath");
  lua_pop(L, 1);
}

static int run_worker(lua_State *L) {
  birth *born = lua_touserdata(L, 1);
  luaL_openlibs(L);
  only_embedded(L);
  luaL_requiref(L, "lpeg", born->lpeg, 0);
  luaL_requiref(L, "gimlet", luaopen_gimlet, 0);
  lua_settop(L, 0);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "gimlet.work.worker");
  lua_call(L, 1, 1);
  lua_getfield(L, -1, "serve");
  push_channel(L, born->channel, born->state);
  lua_call(L, 1, 0);
  return 0;
}

static int trace(lua_State *L) {
  luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
  return 1;
}

/* Tells the parent what went wrong before the worker ends. */
static void last_words(lua_State *L, gm_channel *channel) {
  gm_buffer out = GM_BUFFER_INIT;
  const char *text = lua_tostring(L, -1);
  lua_newtable(L);
  lua_pushstring(L, text ? text : "?");
  lua_setfield(L, -2, "broken");
  if (gm_lua_encode(L, -1, &out, NULL) == GM_OK)
    gm_channel_send(channel, gm_buffer_slice(&out), NULL);
  gm_buffer_free(&out);
}

static int worker_main(gm_channel *channel, gm_worker_state *state, void *context) {
  birth born = *(birth *)context;
  born.channel = channel;
  born.state = state;
  lua_State *L = luaL_newstate();
  if (!L) return GM_WORKER_NOMEM;
  lua_gc(L, LUA_GCINC, 1000, 400, 13);
  lua_pushcfunction(L, trace);
  lua_pushcfunction(L, run_worker);
  lua_pushlightuserdata(L, &born);
  int status = lua_pcall(L, 1, 0, 1);
  if (status == LUA_ERRMEM) return GM_WORKER_NOMEM;
  if (status != LUA_OK) last_words(L, channel);
  return status == LUA_OK ? 0 : 1;
}

/* ---- the parent's side ------------------------------------------------------------------- */

static held *check_held(lua_State *L) { return gm_lua_check_box(L, 1, GM_LUA_WORKER); }

static int worker_close(lua_State *L) {
  void **box = luaL_checkudata(L, 1, GM_LUA_WORKER);
  held *worker = *box;
  *box = NULL;
  if (!worker) return 0;
  gm_worker_free(worker->worker);
  gm_buffer_free(&worker->in);
  gm_buffer_free(&worker->out);
  gm_free(worker);
  return 0;
}

/* LPeg's opener, as the program put it in package.preload or from lpeg.so. */
static lua_CFunction find_lpeg(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_getfield(L, -1, "lpeg");
  lua_CFunction open = lua_tocfunction(L, -1);
  lua_pop(L, 2);
  if (open) return open;
  if (luaL_dostring(L, "local path = assert(package.searchpath('lpeg', package.cpath)) "
                       "return assert(package.loadlib(path, 'luaopen_lpeg'))") == LUA_OK)
    open = lua_tocfunction(L, -1);
  if (!open) luaL_error(L, "cannot find lpeg: %s", lua_tostring(L, -1));
  lua_pop(L, 1);
  return open;
}

/* start{ memory = bytes, cpu = seconds, template = boolean } -> worker or nil, message */
static int work_start(lua_State *L) {
  gm_worker_limits limits = {.runs_programs = true};
  gm_error err = {0};
  if (!lua_isnoneornil(L, 1)) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (lua_getfield(L, 1, "memory") != LUA_TNIL)
      limits.memory = (uint64_t)luaL_checkinteger(L, -1);
    if (lua_getfield(L, 1, "cpu") != LUA_TNIL)
      limits.cpu_seconds = (uint32_t)luaL_checkinteger(L, -1);
    limits.is_template = lua_getfield(L, 1, "template") != LUA_TNIL && lua_toboolean(L, -1);
  }
  birth born = {NULL, NULL, find_lpeg(L)};
  void **box = gm_lua_new_box(L, GM_LUA_WORKER);
  held *worker = gm_calloc(1, sizeof *worker);
  if (!worker) return luaL_error(L, "out of memory");
  if (gm_worker_start(&worker->worker, worker_main, &born, &limits, &err) != GM_OK) {
    gm_free(worker);
    return gm_lua_fail(L, &err);
  }
  *box = worker;
  return 1;
}

/* worker:fork() -> a worker that is a copy of this one, a template, as it is now; or nil,
 * message */
static int worker_fork(lua_State *L) {
  held *template_ = check_held(L);
  gm_error err = {0};
  void **box = gm_lua_new_box(L, GM_LUA_WORKER);
  held *worker = gm_calloc(1, sizeof *worker);
  if (!worker) return luaL_error(L, "out of memory");
  if (gm_worker_fork(&worker->worker, template_->worker, &err) != GM_OK) {
    gm_free(worker);
    return gm_lua_fail(L, &err);
  }
  *box = worker;
  return 1;
}

static void push_walls(lua_State *L, unsigned walls) {
  lua_createtable(L, 0, 2);
  lua_pushboolean(L, (walls & GM_JAIL_CALLS) != 0);
  lua_setfield(L, -2, "seccomp");
  lua_pushboolean(L, (walls & GM_JAIL_PATHS) != 0);
  lua_setfield(L, -2, "landlock");
}

/* worker:walls() -> { seccomp = boolean, landlock = boolean }: the walls of its jail */
static int worker_walls(lua_State *L) {
  push_walls(L, gm_worker_shared(check_held(L)->worker)->walls);
  return 1;
}

/* jail() -> the same, of a worker that would be started here */
static int work_jail(lua_State *L) {
  push_walls(L, gm_jail_probe());
  return 1;
}

/* worker:send(value[, path]) -> true or nil, message, status; the file is opened here and its
 * descriptor goes along, "-" is standard input */
static int worker_send(lua_State *L) {
  held *worker = check_held(L);
  const char *path = luaL_optstring(L, 3, NULL);
  gm_error err = {0};
  gm_buffer_clear(&worker->out);
  if (gm_lua_encode(L, 2, &worker->out, &err) != GM_OK) return gm_lua_raise(L, &err);
  int fd = !path ? -1 : strcmp(path, "-") == 0 ? 0 : open(path, O_RDONLY | O_CLOEXEC);
  if (path && fd < 0) {
    gm_fail_at(&err, GM_IO, path, 0, 0, "%s", strerror(errno));
    return gm_lua_fail(L, &err);
  }
  gm_status status =
      gm_worker_send(worker->worker, gm_buffer_slice(&worker->out), fd, &err);
  if (fd > 0) close(fd);
  if (status != GM_OK) return gm_lua_fail(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* worker:receive([milliseconds[, raw]]) -> value (or its bytes), or nil, message, status */
static int worker_receive(lua_State *L) {
  held *worker = check_held(L);
  int timeout = (int)luaL_optinteger(L, 2, -1);
  bool raw = lua_toboolean(L, 3);
  gm_error err = {0};
  if (gm_worker_receive(worker->worker, &worker->in, timeout, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  if (raw)
    gm_lua_push_slice(L, gm_buffer_slice(&worker->in));
  else if (gm_lua_decode(L, gm_buffer_slice(&worker->in), &err) != GM_OK)
    return gm_lua_fail(L, &err);
  if (worker->in.capacity > (1 << 20)) gm_buffer_free(&worker->in);
  return 1;
}

/* worker:state() -> number of the rule being run (0: none), progress, seconds of processor time
 * (-1 where that cannot be told) */
static int worker_state(lua_State *L) {
  held *worker = check_held(L);
  gm_worker_state *state = gm_worker_shared(worker->worker);
  int64_t used = gm_worker_time(worker->worker);
  lua_pushinteger(L, state->rule);
  lua_pushinteger(L, (lua_Integer)state->progress);
  lua_pushnumber(L, used < 0 ? -1.0 : (lua_Number)used / 1000);
  return 3;
}

/* worker:process() -> its process id */
static int worker_process(lua_State *L) {
  lua_pushinteger(L, gm_worker_process(check_held(L)->worker));
  return 1;
}

/* wait(workers, milliseconds) -> index of one that has an answer or has died, or nil. Closed and
 * false entries are skipped. */
static int work_wait(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  size_t count = lua_rawlen(L, 1), ready;
  gm_worker **workers = lua_newuserdatauv(L, (count + 1) * sizeof *workers, 0);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, 1, (lua_Integer)i + 1);
    void **box = luaL_testudata(L, -1, GM_LUA_WORKER);
    workers[i] = box && *box ? ((held *)*box)->worker : NULL;
    lua_pop(L, 1);
  }
  gm_error err = {0};
  int timeout = (int)luaL_optinteger(L, 2, -1);
  if (gm_worker_wait(workers, count, timeout, &ready, &err) != GM_OK)
    return gm_lua_fail(L, &err);
  if (ready == count) lua_pushnil(L);
  else lua_pushinteger(L, (lua_Integer)ready + 1);
  return 1;
}

static int free_buffer(lua_State *L) {
  gm_buffer_free(lua_touserdata(L, 1));
  return 0;
}

/* encode(value) -> bytes */
static int work_encode(lua_State *L) {
  luaL_checkany(L, 1);
  gm_buffer *buffer = lua_newuserdatauv(L, sizeof *buffer, 0);
  *buffer = GM_BUFFER_INIT;
  if (luaL_newmetatable(L, "gimlet.buffer")) {
    lua_pushcfunction(L, free_buffer);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  gm_error err = {0};
  if (gm_lua_encode(L, 1, buffer, &err) != GM_OK) return gm_lua_raise(L, &err);
  gm_lua_push_slice(L, gm_buffer_slice(buffer));
  gm_buffer_free(buffer);
  return 1;
}

/* decode(bytes) -> value, or nil, message */
static int work_decode(lua_State *L) {
  gm_error err = {0};
  if (gm_lua_decode(L, gm_lua_check_slice(L, 1), &err) != GM_OK) return gm_lua_fail(L, &err);
  return 1;
}

int gm_lua_open_work(lua_State *L) {
  static const luaL_Reg methods[] = {{"send", worker_send},   {"receive", worker_receive},
                                     {"state", worker_state}, {"close", worker_close},
                                     {"process", worker_process}, {"fork", worker_fork},
                                     {"walls", worker_walls},
                                     {NULL, NULL}};
  static const luaL_Reg functions[] = {{"start", work_start},   {"wait", work_wait},
                                       {"encode", work_encode}, {"decode", work_decode},
                                       {"jail", work_jail},
                                       {NULL, NULL}};
  if (luaL_newmetatable(L, GM_LUA_WORKER)) {
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, worker_close);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, worker_close);
    lua_setfield(L, -2, "__close");
  }
  lua_pop(L, 1);
  luaL_newlib(L, functions);
  return 1;
}
