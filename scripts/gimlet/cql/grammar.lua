-- The corpus query language of CWB/CQP: text to syntax tree.
--
-- Nodes, each with `position` (a byte, from 1):
--   token { expression =, label =, target = 1|2 }   look { expression = }
--   open { structure =, value =, flags =, negated = }   close { structure = }
--   sequence, either { nodes… }   repeat { node, least =, most = nil|n }
--   meet { a, b, from =, to = | structure = }   union { a, b }   columns { nodes…, gaps = { {least, most}, … } }
-- Expressions: string { text =, flags = }, number, name { name = }, member { label =, name = }, call { name =, … },
--   list variable { name = }, and by their operator: "not" "and" "or" "implies" "=" "!=" "<" … "contains" "matches".
local lpeg = require "lpeg"
local P, S, R, V, C, Cc, Cp, Ct, Cg, Cmt, Carg = lpeg.P, lpeg.S, lpeg.R, lpeg.V, lpeg.C, lpeg.Cc, lpeg.Cp, lpeg.Ct,
  lpeg.Cg, lpeg.Cmt, lpeg.Carg

local M = {}

local LONGEST <const> = 65536 -- bytes of a query

local function fail(position, message, ...)
  error({ position = position, message = message:format(...) }, 0)
end

local function expect(p, message)
  return p + Cmt(P(true), function(_, position) fail(position, message) end)
end

-- Blanks, comments to the line's end; notes how far the text was understood.
local far = Cmt(Carg(1), function(_, position, state)
  if position > state.far then state.far = position end
  return true
end)
local blank = (S " \t\r\n" + P "#" * (1 - P "\n") ^ 0) ^ 0 * far
local function token(p) return p * blank end
local function symbol(text) return token(P(text)) end

local letter = R("az", "AZ", "\128\255") + P "_"
local word = letter * (letter + R "09" + P "-" * #letter) ^ 0
local function keyword(text)
  local p = P(false)
  for each in text:gmatch "%S+" do p = p + P(each) end
  return token(p * -(letter + R "09"))
end
local name = token(C(word))
local integer = token(C(P "-" ^ -1 * R "09" ^ 1) / math.tointeger)

local function node(kind, make)
  return function(position, ...)
    local result = { kind = kind, position = position }
    return make and make(result, ...) or result
  end
end

-- ---- strings ------------------------------------------------------------------------------------------

local function quoted(mark)
  local inside = P "\\" * 1 + P(mark .. mark) / mark + (1 - S(mark .. "\\"))
  return P(mark) * lpeg.Cs(inside ^ 0) * expect(P(mark), "the quotation mark is never closed")
end
local flags = token(P "%" * expect(C(R("az", "AZ") ^ 1), "flags such as %%c must follow")) ^ -1
local text = Cp() * token(quoted '"' + quoted "'") * (flags + Cc "") / function(position, value, given)
  local other = given and given:match "[^cdl]"
  if other then fail(position, "unknown flag %%%s: %%c is any case, %%d without diacritics, %%l literal", other) end
  return { kind = "string", position = position, text = value, flags = given or "" }
end

-- ---- expressions --------------------------------------------------------------------------------------

local function binary(operator)
  return function(first, ...)
    local result = first
    for i = 1, select("#", ...) do
      result = { kind = operator, position = first.position, result, (select(i, ...)) }
    end
    return result
  end
end

local comparison = token(C(P "!=" + P "<=" + P ">=" + P "=" + P "<" + P ">"))
  + keyword "contains" * Cc "contains" + keyword "matches" * Cc "matches"
  + keyword "not" * (keyword "contains" * Cc "not contains" + keyword "matches" * Cc "not matches")

local grammar = {
  "expression",
  expression = V "either" * (symbol "->" * expect(V "either", "a condition must follow “->”")) ^ 0
    / binary "implies",
  either = V "both" * (symbol "|" * expect(V "both", "a condition must follow “|”")) ^ 0 / binary "or",
  both = V "one" * (symbol "&" * expect(V "one", "a condition must follow “&”")) ^ 0 / binary "and",
  one = Cp() * symbol "!" * V "one" / node("not", function(result, inner) result[1] = inner end)
    + symbol "(" * V "expression" * expect(symbol ")", "“(” is never closed")
    + V "compared",
  compared = Cp() * V "operand" * (comparison * expect(V "value",
      "a value must follow: a regular expression in quotes, a number, label.attribute")) ^ -1
    / function(position, left, operator, right)
      return operator and { kind = operator, position = position, left, right } or left
    end,
  value = text + V "list" + V "operand",
  list = Cp() * P "$" * name / node("list", function(result, given) result.name = given end)
    + Cp() * keyword "RE" * symbol "(" * P "$" * name * expect(symbol ")", "“(” is never closed")
    / node("list", function(result, given) result.name, result.expressions = given, true end),
  operand = Cp() * integer / node("number", function(result, value) result.value = value end)
    + Cp() * C(word) * P "(" * blank * Ct((V "argument" * (symbol "," * V "argument") ^ 0) ^ -1)
      * expect(symbol ")", "“(” is never closed")
    / node("call", function(result, given, arguments)
      result.name = given
      table.move(arguments, 1, #arguments, 1, result)
    end)
    + Cp() * (P "~") ^ -1 * C(word) * P "." * name
    / node("member", function(result, label, given) result.label, result.name = label, given end)
    + Cp() * (P "~") ^ -1 * name / node("name", function(result, given) result.name = given end),
  argument = text + V "operand",
}

-- ---- tokens and what stands around them ---------------------------------------------------------------

local expression = P(grammar)
local condition = symbol "[" * (expression + Cc(nil)) * expect(symbol "]", "“[” is never closed, or its condition "
  .. "ends here: conditions are joined by & and |")
local target = symbol "@" * (R "09" / tonumber * blank + Cc(0)) * symbol ":" ^ -1
local label = C(word) * blank * (P ":" - P "::") * blank

local one = Cp() * Ct((Cg(target, "target") + Cg(label, "label")) ^ 0)
  * (#P "[" * -P "[:" * Ct(condition) + Ct(text)) / node("token", function(result, marks, given)
    result.label, result.target = marks.label, marks.target
    local inner = given[1]
    if inner and inner.kind == "string" then
      local position = inner.position
      inner = { kind = "=", position = position, { kind = "name", position = position, name = "word" }, inner }
    end
    result.expression = inner
  end)
local look = Cp() * symbol "[:" * expression * expect(symbol ":]", "“[:” is never closed by “:]”")
  / node("look", function(result, inner) result.expression = inner end)
local tag = Cp() * symbol "</" * expect(name, "the name of a structure must follow") * expect(symbol ">",
    "“</” is never closed by “>”") / node("close", function(result, given) result.structure = given end)
  + Cp() * P "<" * blank * name * (token(C(P "!=" + P "=")) * expect(text, "a value in quotes must follow")) ^ -1
    * expect(symbol ">", "“<” is never closed by “>”") / node("open", function(result, given, operator, value)
      result.structure, result.negated = given, operator == "!="
      if value then result.value, result.flags = value.text, value.flags end
    end)

local region = Cp() * P "/region[" * blank * name * expect(symbol "]", "“[” is never closed")
  / function(position, given)
    return { kind = "sequence", position = position, { kind = "open", position = position, structure = given },
      { kind = "repeat", position = position, least = 0, { kind = "token", position = position } },
      { kind = "close", position = position, structure = given } }
  end

local function list_of(kind)
  return function(position, ...)
    if select("#", ...) == 1 then return (...) end
    return { kind = kind, position = position, ... }
  end
end

local bounds = symbol "*" * Ct(Cc(0)) + symbol "+" * Ct(Cc(1)) + symbol "?" * Ct(Cc(0) * Cc(1))
  + symbol "{" * Ct(integer * (symbol "," * (integer + Cc(math.huge))) ^ -1) * expect(symbol "}", "“{” is never closed")
    / function(given)
      local most = given[2] or given[1]
      return { given[1], most ~= math.huge and most or nil }
    end
  + symbol "{" * symbol "," * integer * expect(symbol "}", "“{” is never closed")
    / function(most) return { 0, most } end
bounds = Cp() * bounds / function(position, given)
  local least, most = given[1], given[2]
  if least < 0 or (most and most < least) then fail(position, "from %d to %d times cannot be", least, most or 0) end
  return given
end

local sequence = P {
  "either",
  either = Cp() * V "sequence" * (symbol "|" * expect(V "sequence", "an alternative must follow “|”")) ^ 0
    / list_of "either",
  sequence = Cp() * V "item" ^ 1 / list_of "sequence",
  item = Cp() * V "part" * bounds ^ -1 / function(position, part, given)
    if not given then return part end
    return { kind = "repeat", position = position, part, least = given[1], most = given[2] }
  end,
  part = look + one + tag + region
    + symbol "(" * V "either" * expect(symbol ")", "“(” is never closed, or what stands here does not fit"),
}

-- ---- MU and TAB ---------------------------------------------------------------------------------------

local set = P {
  "set",
  set = symbol "(" * (V "meet" + V "union") * expect(symbol ")", "“(” is never closed") + V "meet" + V "union" + one,
  meet = Cp() * keyword "meet" * expect(V "set", "a token or a set in parentheses must follow")
    * expect(V "set", "a second token or set must follow") * (integer * expect(integer, "a second distance must follow")
      + name) ^ -1 / node("meet", function(result, a, b, from, to)
      result[1], result[2] = a, b
      if type(from) == "string" then result.structure = from else result.from, result.to = from or -1, to or 1 end
    end),
  union = Cp() * keyword "union" * expect(V "set", "a token or a set in parentheses must follow")
    * expect(V "set", "a second token or set must follow")
    / node("union", function(result, a, b) result[1], result[2] = a, b end),
}
local columns = Cp() * keyword "TAB" * expect(one, "a token must follow TAB") * (Ct(bounds ^ -1) * one) ^ 0
  / node("columns", function(result, first, ...)
    result[1], result.gaps = first, {}
    for i = 1, select("#", ...), 2 do
      local gap, column = select(i, ...)
      local given = gap[1] or { 0, 0 }
      result[#result + 1], result.gaps[#result.gaps + 1] = column, given
    end
  end)

-- ---- the whole query ----------------------------------------------------------------------------------

local strategy = symbol "(?" * expect(C(P "standard" + "shortest" + "longest" + "traditional"),
  "standard, shortest, longest or traditional must follow") * blank * expect(symbol ")", "“(?” is never closed")
local words = keyword "words" + keyword "word"
local within = Cp() * keyword "within" * expect(integer * (words * Cc(nil) + name) ^ -1 + Cc(1) * name,
  "the name of a structure or a number of words must follow")
local side = keyword "left" * Cc "left" + keyword "right" * Cc "right" + Cc "both"
local expand = Cp() * keyword "expand" * side * expect(keyword "to", "“to” must follow")
  * expect(integer * (words * Cc(nil) + name) ^ -1 + Cc(1) * name, "a structure or a number of words must follow")
local cut = keyword "cut" * expect(integer, "a number must follow")

local function count_of(position, number)
  if number < 1 then fail(position, "the number must be positive") end
  return number
end

local tail = (Cg(within / function(position, number, structure)
      return { position = position, count_of(position, number), structure }
    end, "within")
  + Cg(cut, "cut")
  + Cg(expand / function(position, where, number, structure)
      return { position = position, side = where, number, structure }
    end, "expand")) ^ 0
local set_query = keyword "MU" * expect(set, "(meet … …) or (union … …) must follow MU")
local normal = Cg(strategy, "strategy") ^ -1 * Cg(sequence, "root")
  * (symbol "::" * Cg(expect(expression, "a condition must follow “::”"), "constraint")) ^ -1
local query = Ct((Cg(set_query, "root") + Cg(columns, "root") + normal) * tail)

M.blank, M.token, M.symbol, M.keyword, M.name, M.integer, M.text = blank, token, symbol, keyword, name, integer, text
M.query, M.expect, M.fail, M.one, M.within, M.expand = query, expect, fail, one, within, expand

---Matches a pattern of this grammar against the whole text.
---@param pattern userdata
---@param given string
---@return any result
---@return { position: integer, message: string }? failure
function M.run(pattern, given)
  if #given > LONGEST then return nil, { position = 1, message = "the query is too long" } end
  if not utf8.len(given) then return nil, { position = select(2, utf8.len(given)), message = "is not UTF-8" } end
  local state = { far = 1 }
  local good, result, rest = pcall(lpeg.match, blank * pattern * blank * Cp(), given, 1, state)
  if not good then
    if type(result) == "table" then return nil, result end
    return nil, { position = 1, message = (tostring(result):gsub("^.-:%d+: ", "")) }
  end
  if result == nil or rest <= #given then
    local what = given:match("^" .. utf8.charpattern, state.far)
    return nil, { position = state.far, message = state.far > #given and "something is missing at the end"
      or ("“%s” does not fit here"):format(what or "") }
  end
  return result
end

---Parses one query.
---@param given string
---@return table? tree { root =, constraint =, strategy =, within = {n, structure?}, cut =, expand = }
---@return { position: integer, message: string }? failure
function M.parse(given) return M.run(query, given) end

---Does a text begin as a query does? Whether it is one, only parsing tells.
---@param given string
---@return boolean
function M.looks_like(given)
  local bracket = (S " \t\r\n(") ^ 0
  local start = bracket * (S '"\'[<@' + P "/region[" + word * P ":" * S ' \t"\'[@')
    + S " \t\r\n" ^ 0 * (P "MU" * S " \t(" + P "TAB" * S " \t\"'[" + P "(?")
  return lpeg.match(start, given) ~= nil
end

---A failure with the query and a caret under its place.
---@param given string
---@param failure { position: integer, message: string }
---@return string
function M.explain(given, failure)
  local position = math.min(failure.position, #given + 1)
  local begin = 1
  local line_number = 1
  for newline in given:gmatch "()\n" do
    if newline < position then begin, line_number = newline + 1, line_number + 1 end
  end
  local line = given:match("^[^\n]*", begin)
  local column = utf8.len(given:sub(begin, position - 1)) or position - begin
  local place = line_number > 1 and ("%d:%d"):format(line_number, column + 1) or tostring(column + 1)
  return ("query:%s: %s\n  %s\n  %s^"):format(place, failure.message, line, (" "):rep(column))
end

return M
