-- The world that packs live in: what Lua's library offers them, and the limits they run under.
--
-- Nothing here reaches a file, a process, the network, bytecode, a metatable or an address. What a pack sees
-- does not vary from run to run: `pairs` is ordered, random numbers are seeded, addresses never print.
-- Steps and memory are counted (core/lua/budget.c), string patterns as well (core/lua/strings.c); what a
-- count does not see, such as LPeg, the parent's clock ends.
local core = require "gimlet.core"
local peg = require "gimlet.base.peg"
local still = require "gimlet.work.still"
local host = core.host

local M = {}

peg.narrow()

--- Limits of loading one file of a pack, and of one call of a function in it. Steps are Lua instructions and
--- steps of the pattern matcher; memory is in bytes.
M.LOAD = { steps = 50000000, memory = 256 << 20 }
M.CALL = { steps = 5000000, memory = 64 << 20 }

---Other limits of steps than those.
---@param millions number? of loading a file; a call has a tenth
function M.limit_steps(millions)
  if not millions then return end
  M.LOAD.steps, M.CALL.steps = math.ceil(millions * 1000000), math.ceil(millions * 100000)
end

local charge = host.charge

-- ---- values as text ----------------------------------------------------------------------------

-- tostring without addresses.
local function text_of(value)
  local kind = type(value)
  if kind == "table" or kind == "userdata" or kind == "function" or kind == "thread" then
    local meta = debug.getmetatable(value)
    if kind ~= "function" and meta and meta.__tostring then return tostring(value) end
    return meta and type(meta.__name) == "string" and meta.__name or kind
  end
  return tostring(value)
end

-- ---- an order for pairs --------------------------------------------------------------------------

local RANK = { number = 1, string = 2, boolean = 3 }

local function before(a, b)
  local x, y = RANK[type(a)], RANK[type(b)]
  if x ~= y then return x < y end
  if x == 3 then return a and not b end
  return a < b
end

local function ordered_keys(value)
  local keys, count, sequence = {}, 0, true
  for key in next, still.inside(value) do
    if not RANK[type(key)] then
      error(("a table with a %s as a key has no order to go through it in"):format(type(key)), 3)
    end
    count = count + 1
    keys[count] = key
    sequence = sequence and key == count
  end
  charge(sequence and count or count * 8)
  if not sequence then table.sort(keys, before) end
  return keys, count
end

local function ordered_pairs(value)
  if type(value) ~= "table" then error("pairs needs a table, not a " .. type(value), 2) end
  local keys, held = ordered_keys(value), still.inside(value)
  local at = 0
  return function()
    while true do
      at = at + 1
      local key = keys[at]
      if key == nil then return nil end
      local item = rawget(held, key)
      if item ~= nil then return key, item end
    end
  end, value, nil
end

-- next() in the same order. The keys are remembered from one call to the next.
local remembered = setmetatable({}, { __mode = "k" })

local function ordered_next(value, key)
  if type(value) ~= "table" then error("next needs a table, not a " .. type(value), 2) end
  local order = remembered[value]
  if key == nil or not order or not order.place[key] then
    local keys, count = ordered_keys(value)
    order = { keys = keys, place = {} }
    for i = 1, count do order.place[keys[i]] = i end
    remembered[value] = order
  end
  local at = key == nil and 0 or order.place[key]
  if not at then error("next: no such key", 2) end
  local held = still.inside(value)
  repeat
    at = at + 1
    local following = order.keys[at]
    if following == nil then return nil end
    local item = rawget(held, following)
    if item ~= nil then return following, item end
  until false
end

-- ---- the library ---------------------------------------------------------------------------------

-- A function whose work grows with its arguments pays for that first.
local function charged(cost, f)
  return function(...)
    charge(cost(...))
    return f(...)
  end
end

local function length_cost(value)
  return (type(value) == "string" or type(value) == "table") and #value // 16 + 1 or 1
end

local function table_cost(value) return type(value) == "table" and #value + 1 or 1 end

local function format(pattern, ...)
  local values = table.pack(...)
  if type(pattern) == "string" and pattern:gsub("%%%%", ""):find("%%[^%a]*p") then
    error("format: %p is not offered", 2)
  end
  for i = 1, values.n do
    local kind = type(values[i])
    if kind ~= "string" and kind ~= "number" then values[i] = text_of(values[i]) end
  end
  charge(length_cost(pattern))
  return string.format(pattern, table.unpack(values, 1, values.n))
end

local strings = host.strings -- find match gmatch gsub
for _, name in ipairs { "byte", "char", "len", "pack", "packsize", "unpack" } do strings[name] = string[name] end
for _, name in ipairs { "lower", "upper", "reverse", "sub" } do strings[name] = charged(length_cost, string[name]) end
strings.format = format
strings.rep = charged(function(text, count, between)
  count = math.tointeger(count)
  if type(text) ~= "string" or not count or count <= 0 then return 1 end
  local size = #text + (type(between) == "string" and #between or 0)
  return count > (1 << 40) // (size + 1) and 1 << 40 or (size + 1) * count // 4 + 1
end, string.rep)
host.set_strings(strings)

-- Lua's own sort may look at the clock to choose what it compares: this one merges, and keeps the order of equals.
local function less(a, b) return a < b end

local function merge(list, into, from, middle, to, before_)
  local left, right = from, middle + 1
  for at = from, to do
    if left > middle or right <= to and before_(list[right], list[left]) then
      into[at], right = list[right], right + 1
    else
      into[at], left = list[left], left + 1
    end
  end
end

local function sort(list, before_)
  if type(list) ~= "table" then error("sort needs a table, not a " .. type(list), 2) end
  if before_ ~= nil and type(before_) ~= "function" then error("sort needs a function to compare by", 2) end
  local count, width = #list, 1
  local one, other = table.move(list, 1, count, 1, {}), {}
  while width < count do
    for from = 1, count, 2 * width do
      merge(one, other, from, math.min(from + width - 1, count), math.min(from + 2 * width - 1, count), before_ or less)
    end
    one, other, width = other, one, 2 * width
  end
  table.move(one, 1, count, 1, list)
end

local function concat(list, ...)
  charge(type(list) == "table" and #list + 1 or 1)
  local text = table.concat(list, ...)
  charge(#text // 16 + 1)
  return text
end

local tables = {
  concat = concat,
  insert = charged(table_cost, table.insert),
  remove = charged(table_cost, table.remove),
  sort = charged(table_cost, sort),
  move = charged(function(_, first, last)
    return math.max(0, (tonumber(last) or 0) - (tonumber(first) or 0)) // 1 + 1
  end, table.move),
  pack = table.pack,
  unpack = charged(function(list, first, last)
    return math.max(0, (tonumber(last) or table_cost(list)) - (tonumber(first) or 1)) // 1 + 1
  end, table.unpack),
}

local codes = {}
for name, value in pairs(utf8) do
  codes[name] = type(value) == "function" and name ~= "char" and charged(length_cost, value) or value
end

--- What of LPeg packs may use.
M.LPEG = peg.NAMES

-- Random numbers that are the same in every run: splitmix64 (Steele, Lea and Flood 2014). Every file and every call
-- begins anew; a call begins with the sentence it is about, so that no other hit moves what is drawn.
local FIRST <const> = 0x9E3779B97F4A7C15
local about, state

local function first_state()
  if type(about) ~= "table" or type(about.sentence) ~= "string" then return FIRST end
  local digest = core.base.sha256(tostring(about.rule) .. "\0" .. tostring(about.text) .. "\0" .. about.sentence)
  return FIRST ~ math.tointeger(tonumber(digest:sub(1, 15), 16))
end

local function begin_anew(shown) about, state = shown, nil end

local function bits()
  state = (state or first_state()) + FIRST
  local z = state
  z = (z ~ (z >> 30)) * 0xBF58476D1CE4E5B9
  z = (z ~ (z >> 27)) * 0x94D049BB133111EB
  return z ~ (z >> 31)
end

local function random(low, high)
  if low == nil then return (bits() >> 11) * 2.0 ^ -53 end
  if high == nil then low, high = 1, low end
  low, high = math.tointeger(low), math.tointeger(high)
  if not low or not high then error("random needs whole numbers", 2) end
  if low > high then error("random: the interval is empty", 2) end
  local width = high - low + 1
  if width <= 0 then return low + (bits() & math.maxinteger) % math.max(1, high - low) end
  return low + (bits() >> 1) % width
end

local function random_seed(seed) state = math.tointeger(seed) or 0 end

-- A table that can be read and not changed.
local function read_only(name, members, call)
  return setmetatable({}, {
    __index = members,
    __newindex = function(_, key)
      error(("%s.%s cannot be set: libraries are read-only"):format(name, text_of(key)), 2)
    end,
    __call = call,
    __name = name,
    __metatable = false,
  })
end

M.read_only = read_only

---What such a table holds.
---@param library table of M.library
---@return table<string, any>
function M.members(library) return debug.getmetatable(library).__index end

---What packs may use besides the words of the rule language; a fresh set for each pack.
---@return table<string, any>
function M.library()
  local mathematics = {}
  for name, value in pairs(math) do mathematics[name] = value end
  mathematics.random, mathematics.randomseed = random, random_seed
  return {
    assert = assert, error = error, ipairs = ipairs, select = select, tonumber = tonumber, type = type,
    pairs = ordered_pairs, next = ordered_next, tostring = text_of,
    pcall = host.pcall, xpcall = host.xpcall,
    collectgarbage = function() return 0 end,
    _VERSION = _VERSION,
    string = read_only("string", strings),
    table = read_only("table", tables),
    utf8 = read_only("utf8", codes),
    math = read_only("math", mathematics),
    lpeg = read_only("lpeg", peg.library),
  }
end

-- ---- running ---------------------------------------------------------------------------------------

-- A failure as text, whatever was raised; of something very long its two ends.
local function failure_text(failure)
  if type(failure) == "string" then
    failure = failure:sub(1, 200):gsub("^scripts/gimlet/[%w_/]+%.lua:%d+: ", "") .. failure:sub(201)
    return #failure <= 4000 and failure or failure:sub(1, 2000) .. "…" .. failure:sub(-1000)
  end
  return failure == nil and "an error without a message" or "an error that is a " .. type(failure)
end

M.failure_text = failure_text

---Calls a function of ours that a pack's call led to, outside the pack's limits: its work is bounded by what
---the pack built.
---@param f function
---@param ... any
---@return any ... results
function M.trusted(f, ...) return host.unlimited(f, ...) end

---Calls a function of a pack within limits. Never raises.
---@param limits { steps: integer, memory: integer } M.CALL or others
---@param f function
---@param ... any
---@return boolean good
---@return any ... results; else a message, and "steps" or "memory" where a limit ended the call: the rule is to be
--- dropped from the whole run then
function M.limited(limits, f, ...)
  begin_anew((...))
  return host.limited(limits, f, ...)
end

---Calls a function of a pack (when, weigh, combine) within the limits of a call.
---@param f function
---@param ... any
---@return boolean good
---@return any ... results, or message, kind
function M.call(f, ...)
  local results = table.pack(M.limited(M.CALL, f, ...))
  if not results[1] then return false, failure_text(results[2]), results[3] end
  return table.unpack(results, 1, results.n)
end

---Loads and runs a file of a pack: text only, never bytecode.
---@param bytes string
---@param chunkname string as for load()
---@param environment table what it sees
---@return boolean good
---@return string? message with the line in front, as Lua writes it
---@return string? kind "steps" or "memory"
function M.run(bytes, chunkname, environment)
  if bytes:sub(1, 1) == "\27" then return false, chunkname:sub(2) .. ":1: compiled Lua is not accepted" end
  -- Garbage of before that goes meanwhile counts as memory given back: much of it goes first.
  if collectgarbage "count" * 1024 > M.LOAD.memory / 4 then collectgarbage() end
  local good, failure, kind = M.limited(M.LOAD, function()
    local chunk, message = load(bytes, chunkname, "t", environment)
    if not chunk then error(message, 0) end
    chunk()
  end)
  if good then return true end
  return false, failure_text(failure), kind
end

return M
