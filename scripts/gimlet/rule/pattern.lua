-- Patterns: values that describe a run of tokens, and the algebra that combines them.
--
-- A pattern is opaque to the rule file: a userdata that holds a node. Nodes are tables:
--   { kind = "phrase", tree =, text = }          { kind = "atom", atom =, value = }    { kind = "any" }
--   { kind = "sequence"|"either", a, b, … }      { kind = "repeat", a, min =, max = }
--   { kind = "gap", min =, max = }               { kind = "not"|"look"|"behind", a }
--   { kind = "capture", a, name = }              { kind = "ref", name = }
--   { kind = "sentence_begin"|"sentence_end" }   { kind = "lpeg"|"text_regex", pattern = }
-- A string is never an operand: "a" * p would read as a phrase here and as a word there.
local core = require "gimlet.core"
local lpeg = require "lpeg"
local peg = require "gimlet.base.peg"
local phrase = require "gimlet.rule.phrase"

local M = {}

local LONGEST = 100 -- tokens that gap, near and a repetition within behind may span

local here = debug.getinfo(1, "S").source

-- An error that points at the rule file, whatever lies between it and this file (Lua calls
-- string's own metamethods in "a" * p).
local function raise(message, ...)
  if select("#", ...) > 0 then message = message:format(...) end
  local level = 2
  while true do
    local info = debug.getinfo(level, "Sl")
    if not info then break end
    if info.what ~= "C" and info.source ~= here and info.currentline > 0 then
      error(("%s:%d: %s"):format(info.short_src, info.currentline, message), 0)
    end
    level = level + 1
  end
  error(message, 0)
end

local metatable = { __name = "pattern", __metatable = "pattern" }

local function new(node) return core.host.box(node, metatable) end

---The node a pattern holds, or nil where the value is no pattern.
---@param value any
---@return table|nil
function M.node(value)
  return type(value) == "userdata" and core.host.unbox(value, metatable) or nil
end

local function describe(value)
  if type(value) == "string" then return ("the string %q"):format(value) end
  if type(value) == "nil" then return "nothing (a name that is not defined?)" end
  if lpeg.type(value) == "pattern" then return "an LPeg pattern" end
  return "a " .. type(value)
end

-- The node of an operand, or an error that says what to write.
local function operand(value, what)
  local node = M.node(value)
  if node then return node end
  if type(value) == "string" then
    raise("%s is %s: strings are no patterns; write phrase %q (its words in all forms) or word %q (as written)",
      what, describe(value), value, value)
  elseif lpeg.type(value) == "pattern" then
    raise("%s is an LPeg pattern: wrap it in lpeg(…)", what)
  end
  raise("%s is %s, not a pattern", what, describe(value))
end

local function whole(value, what, low, high)
  if math.type(value) ~= "integer" then raise("%s must be a whole number, not %s", what, describe(value)) end
  if value < low or value > high then raise("%s must lie from %d to %d", what, low, high) end
  return value
end

-- A * (B * C) and (A * B) * C are one list.
local function join(kind, a, b)
  local node = { kind = kind }
  for _, side in ipairs { a, b } do
    if side.kind == kind then table.move(side, 1, #side, #node + 1, node) else node[#node + 1] = side end
  end
  return new(node)
end

function metatable.__mul(a, b)
  return join("sequence", operand(a, "the left side of *"), operand(b, "the right side of *"))
end

function metatable.__add(a, b)
  return join("either", operand(a, "the left side of +"), operand(b, "the right side of +"))
end

function metatable.__sub(a, b)
  local left, right = operand(a, "the left side of -"), operand(b, "the right side of -")
  return new { kind = "sequence", { kind = "not", right }, left }
end

function metatable.__unm(a) return new { kind = "not", operand(a, "the operand of -") } end

function metatable.__len(a) return new { kind = "look", operand(a, "the operand of #") } end

function metatable.__pow(a, count)
  local node = operand(a, "the left side of ^")
  local min, max
  if math.type(count) == "integer" then
    if count >= 0 then min = count else min, max = 0, -count end
  elseif type(count) == "table" and math.type(count[1]) == "integer" and math.type(count[2]) == "integer" then
    min, max = count[1], count[2]
    if min < 0 or max < min or max == 0 then
      raise("p ^ {m, n} needs 0 <= m <= n and 1 <= n")
    end
  else
    raise("the right side of ^ must be a whole number or {m, n}, not " .. describe(count))
  end
  return new { kind = "repeat", node, min = min, max = max }
end

-- What Lua would otherwise call “arithmetic on a userdata value”.
local reasons = {
  __div = "patterns are not divided: a / b has no meaning; captures are made by cap(name, p)",
  __concat = "patterns are joined by *, not by ..",
  __mod = "% has no meaning for patterns",
  __idiv = "// has no meaning for patterns",
  __band = "& has no meaning for patterns; near(a, b, n) finds both",
  __bor = "| has no meaning for patterns; alternatives are written a + b",
  __bxor = "~ has no meaning for patterns; -p is “not here”",
  __shl = "<< has no meaning for patterns",
  __shr = ">> has no meaning for patterns",
  __bnot = "~ has no meaning for patterns; -p is “not here”",
  __lt = "patterns have no order: < and > have no meaning",
  __le = "patterns have no order: <= and >= have no meaning",
  __call = "a pattern is no function; a sequence is written a * b",
  __index = "a pattern has no fields",
  __newindex = "a pattern has no fields",
}
for name, reason in pairs(reasons) do
  metatable[name] = function() raise(reason) end
end
function metatable.__tostring() return "pattern" end

local function text_argument(value, name)
  if type(value) ~= "string" then raise("%s takes a string, not %s", name, describe(value)) end
  if not utf8.len(value) then raise("%s: the string is not valid UTF-8", name) end
  if not value:find "%S" then raise("%s: the string is empty", name) end
  return value
end

local words = {}
M.words = words

for name, atom in pairs { word = "word", fold = "fold", lemma = "lemma", stem = "stem", shape = "shape" } do
  words[name] = function(text)
    return new { kind = "atom", atom = atom, value = text_argument(text, name) }
  end
end

function words.phrase(text)
  local tree, failure = phrase.parse(text_argument(text, "phrase"))
  if not tree then raise("%q, column %d: %s", text, failure.column, failure.message) end
  return new { kind = "phrase", tree = tree, text = text }
end

function words.regex(text)
  return new { kind = "atom", atom = "regex", value = text_argument(text, "regex") }
end

-- Parts of speech that an annotated corpus gives: pos is the column pos, or else the universal one.
for _, name in ipairs { "pos", "upos", "xpos" } do
  words[name] = function(text)
    return new { kind = "atom", atom = "tag", value = name .. "=" .. text_argument(text, name) }
  end
end

---A query of the corpus query language, within one sentence; labels are captures.
function words.cql(text)
  local tree, failure = require("gimlet.cql.pattern").pattern(text_argument(text, "cql"))
  if not tree then raise("cql: column %d of the query: %s", failure.column, failure.message) end
  return new(tree)
end

words.any = new { kind = "any" }
words.sentence_begin = new { kind = "sentence_begin" }
words.sentence_end = new { kind = "sentence_end" }

function words.any_of(list)
  if type(list) ~= "table" or #list == 0 then raise("any_of takes a list of words: any_of { \"Ltd\", \"Inc\" }") end
  local node = { kind = "either" }
  for index, item in ipairs(list) do
    node[index] = type(item) == "string" and { kind = "atom", atom = "word", value = item }
      or operand(item, ("item %d of any_of"):format(index))
  end
  return new(node)
end

function words.ref(name)
  text_argument(name, "ref")
  if not name:find "^[%w_%-]+$" and not name:find "^[%w_%-]+%.[%w_%-]+$" then
    raise("%q is no name of a rule: ref \"name\" or ref \"pack.name\"", name)
  end
  return new { kind = "ref", name = name }
end

function words.gap(min, max)
  if max == nil then min, max = 0, min end
  whole(min, "the first number of gap", 0, LONGEST)
  whole(max, "the last number of gap", math.max(min, 1), LONGEST)
  return new { kind = "gap", min = min, max = max }
end

function words.near(a, b, distance, order)
  local left, right = operand(a, "the first of near"), operand(b, "the second of near")
  local gap = { kind = "gap", min = 0, max = whole(distance or phrase.GAP, "the distance of near", 1, LONGEST) }
  if order ~= nil and order ~= "ordered" then raise("the order of near is \"ordered\" or left out") end
  if order then return new { kind = "sequence", left, gap, right } end
  return new { kind = "either", { kind = "sequence", left, gap, right }, { kind = "sequence", right, gap, left } }
end

-- What the capture of that name holds, once more.
function words.same(name, way)
  text_argument(name, "same")
  if way ~= nil and way ~= "form" and way ~= "fold" and way ~= "lemma" then
    raise("same compares by \"form\", \"fold\" or \"lemma\", not by %s", describe(way))
  end
  return new { kind = "same", name = name, way = way or "form" }
end

-- As few times as possible instead of as many.
function words.lazy(a)
  local node = operand(a, "the operand of lazy")
  if node.kind ~= "repeat" then raise("lazy takes a repetition: lazy(p ^ 0)") end
  return new { kind = "repeat", node[1], min = node.min, max = node.max, lazy = true }
end

function words.behind(a) return new { kind = "behind", operand(a, "the operand of behind") } end

function words.cap(name, a)
  text_argument(name, "cap")
  if not name:find "^[%a_][%w_]*$" then raise("cap: %q is no name for a capture", name) end
  return new { kind = "capture", operand(a, "the second of cap"), name = name }
end

-- A regular expression over the text of a sentence; stands alone as the match of a rule.
function words.text_regex(text)
  return new { kind = "text_regex", pattern = text_argument(text, "text_regex") }
end

-- An LPeg pattern over the text of a sentence; stands alone as the match of a rule. The library
-- comes with it: lpeg.P, lpeg.R, … build the pattern.
words.lpeg = setmetatable({}, {
  __index = peg.library,
  __newindex = function() raise("lpeg cannot be changed") end,
  __metatable = "lpeg",
  __call = function(_, pattern)
    if lpeg.type(pattern) ~= "pattern" then
      raise("lpeg takes an LPeg pattern such as lpeg.R \"09\" ^ 1, not " .. describe(pattern))
    end
    return new { kind = "lpeg", pattern = pattern }
  end,
})

---Calls `visit` for every node of a pattern; phrases count as one node.
---@param node table
---@param visit fun(node: table)
function M.walk(node, visit)
  visit(node)
  for _, item in ipairs(node) do
    M.walk(item, visit)
  end
end

return M
