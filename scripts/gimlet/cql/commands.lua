-- Commands of CQP: text to tables { kind = …, … }, one a command; what they do is in cql/session.lua.
local grammar = require "gimlet.cql.grammar"
local lpeg = require "lpeg"
local P, R, S, C, Cc, Cg, Ct, Cp = lpeg.P, lpeg.R, lpeg.S, lpeg.C, lpeg.Cc, lpeg.Cg, lpeg.Ct, lpeg.Cp

local M = {}

local symbol, keyword, expect, text = grammar.symbol, grammar.keyword, grammar.expect, grammar.text
local integer, word = grammar.integer, grammar.name

-- ---- cutting ------------------------------------------------------------------------------------------------

local piece = P '"' * (P "\\" * 1 + (1 - S '"\\')) ^ 0 * P '"' + P "'" * (P "\\" * 1 + (1 - S "'\\")) ^ 0 * P "'"
  + P "#" * (1 - P "\n") ^ 0 + (1 - P ";")
local cut = C(piece ^ 0) * Cp()

---The commands of a text, one by one, and where each ends.
---@param given string
---@return fun(): string?, integer?
function M.split(given)
  local at = 1
  return function()
    while at <= #given do
      local part, next = cut:match(given, at)
      at = next + 1
      if part:find "%S" then return part, next end
    end
  end
end

-- ---- pieces -------------------------------------------------------------------------------------------------

local function named(kind, pattern) return Ct(Cg(Cc(kind), "kind") * pattern) end
local function field(name, pattern) return Cg(pattern, name) end

local WORDS = [[cat size sort count group tabulate dump undump set reduce cut randomize delete discard show define exit
  quit save info by on with without to cut within from nearest leftmost rightmost farthest inclusive exclusive reverse
  descending ascending intersection intersect inter union join difference diff expand MU TAB]]
local reserved = P(false)
for each in WORDS:gmatch "%S+" do reserved = reserved + keyword(each) end
local name = word - reserved

local anchor = keyword "matchend" * Cc "matchend" + keyword "match" * Cc "match" + keyword "target" * Cc "target"
  + keyword "keyword" * Cc "keyword"
local point = Ct(field("anchor", anchor) * field("offset", symbol "[" * integer * expect(symbol "]",
  "“[” is never closed") + Cc(0)))
local flags = symbol "%" * C(R "az" ^ 1) * grammar.blank
local range = field("from", point) * (symbol ".." * field("to", expect(point, "match, matchend, target or keyword must "
  .. "follow")) + P(true))
local on = keyword "on" * expect(range, "match, matchend, target or keyword must follow")
local attribute = field("attribute", word) * field("flags", flags) ^ -1
local redirect = field("redirect", symbol ">" * Ct(field("append", symbol ">" * Cc(true)) ^ -1
  * text / function(parts) return parts end)) ^ -1
local limits = (field("first", integer) * field("last", integer) ^ -1) ^ -1
local direction = (field("descending", keyword "descending" * Cc(true)) + keyword "ascending"
  + field("reverse", keyword "reverse" * Cc(true))) ^ 0
local least = (keyword "cut" * field("cut", expect(integer, "a number must follow cut"))) ^ -1

-- `to` is where a range ends; one point alone is a range of itself.
local function close_range(command)
  if command.from and not command.to then command.to = command.from end
  return command
end

local function redirected(command)
  local given = command.redirect
  if given then
    for _, part in ipairs(given) do
      if type(part) == "table" then given.path = part.text end
    end
  end
  return command
end

-- ---- commands -----------------------------------------------------------------------------------------------

local column = Ct(range * attribute ^ -1) / close_range
local commands = named("nothing", grammar.blank * -1)
  + named("exit", keyword "exit" + keyword "quit")
  + named("cat", keyword "cat" * field("name", name) ^ -1 * limits * redirect)
  + named("size", keyword "size" * field("name", name) * field("anchor", anchor) ^ -1)
  + named("sort", keyword "sort" * (field("name", name) - keyword "by") ^ -1
    * (field("random", (keyword "randomize" + keyword "randomise") * Cc(true)) * field("seed", integer) ^ -1
      + keyword "by" * expect(attribute, "an attribute must follow") * on ^ -1 * direction + P(true))) / close_range
  + named("count", keyword "count" * field("name", name) ^ -1 * expect(keyword "by", "“by” must follow") * attribute
    * on ^ -1 * direction * least * direction * redirect) / close_range
  + named("group", keyword "group" * field("name", name - anchor) ^ -1 * field("point", point) * attribute
    * field("by", keyword "by" * Ct(field("point", point) * attribute)) ^ -1 * least * redirect)
  + named("tabulate", keyword "tabulate" * field("name", name - anchor) ^ -1 * limits
    * field("columns", Ct(column * (symbol "," * expect(column, "a column must follow “,”")) ^ 0)) * redirect)
  + named("dump", keyword "dump" * field("name", name) ^ -1 * limits * redirect)
  + named("undump", keyword "undump" * field("name", name)
    * (keyword "with" * keyword "target" * keyword "keyword" ^ -1) ^ -1
    * expect(symbol "<", "< \"FILE\" must follow") * field("path", text / function(given) return given.text end))
  + named("reduce", keyword "reduce" * field("name", name) ^ -1 * expect(keyword "to", "“to” must follow")
    * field("count", integer) * field("percent", symbol "%" * Cc(true)) ^ -1)
  + named("cut", keyword "cut" * field("name", name) ^ -1 * field("from", integer) * field("to", integer) ^ -1)
  + named("randomize", keyword "randomize" * field("seed", integer))
  + named("delete", keyword "delete" * field("name", name) * (field("with", (keyword "without" * Cc "without"
    + keyword "with" * Cc "with")) * field("anchor", anchor) + field("from", integer) * field("to", integer) ^ -1))
  + named("discard", keyword "discard" * field("name", name))
  + named("define", keyword "define" * P "$" * field("name", word) * (field("add", symbol "+=" * Cc(true)) + symbol "=")
    * field("words", text / function(given) return given.text end))
  + named("show", keyword "show" * field("what", word) ^ -1)
  + named("set_anchor", keyword "set" * field("name", name) * field("anchor", anchor)
    * (field("to", keyword "NULL" * Cc "NULL" + anchor)
      + field("which", keyword "nearest" * Cc "nearest" + keyword "farthest" * Cc "farthest"
        + keyword "leftmost" * Cc "leftmost" + keyword "rightmost" * Cc "rightmost")
      * field("token", expect(grammar.one, "a token such as [lemma=\"go\"] must follow"))
      * expect(keyword "within", "“within” must follow")
      * field("side", keyword "left" * Cc "left" + keyword "right" * Cc "right") ^ -1
      * field("within", Ct(integer * (keyword "words" + keyword "word") + integer * word + Cc(1) * word + integer))
      * (keyword "from" * field("point", anchor)) ^ -1
      * (field("inclusive", keyword "inclusive" * Cc(true)) + keyword "exclusive") ^ -1))
  + named("set_option", keyword "set" * field("option", word) * symbol "=" ^ -1 * field("value",
    text / function(given) return given.text end + C((1 - P ";") ^ 1) / function(value)
      return (value:match "^(.-)%s*$")
    end))

local operation = (keyword "intersection" + keyword "intersect" + keyword "inter") * Cc "intersection"
  + (keyword "union" + keyword "join") * Cc "union" + (keyword "difference" + keyword "diff") * Cc "difference"
local assignment = field("name", name) * symbol "="
commands = commands
  + named("set_operation", assignment * field("operation", operation) * field("a", name) * field("b", name))
  + named("copy", assignment * field("from", name) * grammar.blank * -1)
  + named("activate", field("name", name) * -1)
commands = commands / redirected

-- NAME = QUERY or QUERY
local head = Ct(assignment ^ -1 * field("offset", Cp()))

---Parses one command.
---@param given string without the semicolon
---@return table? command
---@return { position: integer, message: string }? failure
function M.parse(given)
  local start = lpeg.match(grammar.blank * head, given, 1, { far = 1 })
  local rest = given:sub(start.offset)
  local command, failure = grammar.run(commands, given)
  if command then return command end
  local tree, wrong = grammar.parse(rest)
  if tree then return { kind = "query", name = start.name, query = { tree = tree, text = rest, offset = 0 } } end
  if start.name or grammar.looks_like(rest) or wrong.position > failure.position then
    wrong.position = wrong.position + start.offset - 1
    return nil, wrong
  end
  return nil, failure
end

return M
