-- `--where`: a condition on documents, read with LPeg and turned into SQL with parameters.
--
--   date >= 2020 and source = "Nikkei"
--   title ~ "clearance" or not language = en
--   desk in ("world", "asia") and credibility <= 2 and date is missing
--
-- Operators: = != < <= > >=, ~ (contains, whatever the case), !~, in (…), is missing, is known; and, or, not,
-- parentheses. Names are the document's own columns; any other name is looked up in its metadata. A date
-- compares by the days it may mean: `date = 2020` is all of 2020, `date < 2020` ends before it.
local edtf = require "gimlet.base.edtf"
local lpeg = require "lpeg"
local sources = require "gimlet.score.sources"
local suggest = require "gimlet.cli.suggest"
local P, R, S, V, C, Ct, Cc, Cp = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.C, lpeg.Ct, lpeg.Cc, lpeg.Cp
local M = { MOST_VALUES = 250 }

local TEXTS = { id = "name", document = "name", hash = "hash", path = "path", title = "title", author = "author",
  language = "language", url = "url", origin = "origin", format = "format", charset = "charset" }
local NUMBERS = { number = "id", credibility = "credibility", tokens = "tokens", sentences = "sentences",
  paragraphs = "paragraphs", bytes = "bytes", record = "record" }

-- ---- reading ---------------------------------------------------------------------------------

-- Where the furthest attempt failed, for the message.
local function mark(_, at, state)
  if at > state.at then state.at = at end
  return true
end

local letter = R("az", "AZ") + "_" + (R "\194\244" * R "\128\191" ^ 1 - (P "“" + "”"))
local space = (S " \t\r\n") ^ 0
local here = lpeg.Cmt(lpeg.Carg(1), mark)
local function token(pattern) return pattern * space * here end
local function keyword(word)
  local pattern = P(true)
  for char in word:gmatch(".") do pattern = pattern * (P(char) + P(char:upper())) end
  return token(pattern * -(letter + R "09"))
end

local quoted = '"' * C((P(1) - S '"\\' + P "\\" * 1) ^ 0) * '"' + "'" * C((P(1) - S "'\\" + P "\\" * 1) ^ 0) * "'"
  + "“" * C((P(1) - "”") ^ 0) * "”"
local bare = C((letter + R "09" + S ".:/?~%-+") ^ 1)
local value = token(Ct(Cp() * (quoted / function(text) return (text:gsub("\\(.)", "%1")) end + bare)))
local reserved = keyword "and" + keyword "or" + keyword "not"
local name = token(Ct(Cp() * (C(letter * (letter + R "09" + S "-.") ^ 0) + '`' * C((P(1) - "`") ^ 1) * "`"))) - reserved
local comparison = token(C(P "!=" + "!~" + "<=" + ">=" + "<>" + "==" + S "=<>~"))

local function node(kind) return function(...) return { kind = kind, ... } end end
local function fold(kind)
  return function(first, ...)
    for _, other in ipairs { ... } do first = { kind = kind, first, other } end
    return first
  end
end

local grammar = P { "whole",
  whole = space * here * V "either" * -1,
  either = V "both" * (keyword "or" * V "both") ^ 0 / fold "or",
  both = V "single" * (keyword "and" * V "single") ^ 0 / fold "and",
  single = keyword "not" * V "single" / node "not" + token(P "(") * V "either" * token(P ")") + V "test",
  test = name * keyword "is" * keyword "missing" / node "missing"
    + name * keyword "is" * keyword "known" / node "known"
    + name * (keyword "not" * keyword "in" * Cc "not in" + keyword "in" * Cc "in") * token(P "(")
      * Ct(value * (token(P ",") * value) ^ 0) * token(P ")") / node "list"
    + name * comparison * value / node "compare",
}

-- ---- SQL -------------------------------------------------------------------------------------

local Writer = {}
Writer.__index = Writer

function Writer:parameter(given)
  self.values[#self.values + 1] = given
  return "?"
end

local function fail(at, message) error({ at = at, message = message }, 0) end

local OPPOSITE = { ["!="] = "=", ["!~"] = "~" }

-- Days of a date a document has against the days of the date that was written.
function Writer:date(operator, given)
  local date, message = edtf.parse(given[2])
  if not date then fail(given[1], message) end
  local function day(text) return self:parameter(text) end
  if operator == "=" then
    return ("(d.earliest >= %s AND d.latest <= %s)"):format(day(date.earliest), day(date.latest))
  elseif operator == "<" then
    return "d.latest < " .. day(date.earliest)
  elseif operator == "<=" then
    return "d.latest <= " .. day(date.latest)
  elseif operator == ">" then
    return "d.earliest > " .. day(date.latest)
  elseif operator == ">=" then
    return "d.earliest >= " .. day(date.earliest)
  end
  fail(given[1], "a date has no ~; compare it with = < <= > >=")
end

-- A source by any of its names.
function Writer:source(given)
  local key = sources.key(given[2])
  return ("(d.source_key = %s OR d.source_key IN (SELECT b.key FROM aliases a JOIN aliases b ON b.source = a.source "
    .. "WHERE a.key = %s))"):format(self:parameter(key), self:parameter(key))
end

local function like(text) return "%" .. text:gsub("[%%_\\]", "\\%0") .. "%" end

function Writer:text(column, operator, given)
  if operator == "~" then
    return ("%s LIKE %s ESCAPE '\\'"):format(column, self:parameter(like(given[2])))
  elseif operator == "=" then
    return ("%s = %s COLLATE NOCASE"):format(column, self:parameter(given[2]))
  end
  return ("%s %s %s"):format(column, operator, self:parameter(given[2]))
end

function Writer:number(column, operator, given)
  local number = tonumber(given[2])
  if not number then fail(given[1], ("“%s” is not a number"):format(given[2])) end
  if operator == "~" then fail(given[1], "a number has no ~; compare it with = < <= > >=") end
  return ("%s %s %s"):format(column, operator, self:parameter(number))
end

function Writer:metadata(key, operator, given)
  self.keys[#self.keys + 1] = key
  local number = tonumber(given[2])
  local numeric = number and operator ~= "~" and operator ~= "="
  local test = numeric
    and self:number("CAST(m.value AS REAL)", operator, given) or self:text("m.value", operator, given)
  -- The parameter of the key comes after that of the value in the text as well.
  return ("EXISTS (SELECT 1 FROM metadata m WHERE m.document = d.id AND %s AND m.key = %s)")
    :format(test, self:parameter(key))
end

function Writer:compare(column, operator, given)
  if operator == "==" then operator = "=" elseif operator == "<>" then operator = "!=" end
  if OPPOSITE[operator] then
    return ("NOT COALESCE(%s, 0)"):format(self:compare(column, OPPOSITE[operator], given))
  elseif column == "date" then
    return self:date(operator, given)
  elseif column == "year" then
    return self:number("CAST(substr(d.earliest, 1, 4) AS INTEGER)", operator, given)
  elseif column == "source" and operator == "=" then
    return self:source(given)
  elseif column == "source" then
    return self:text("d.source", operator, given)
  elseif TEXTS[column] then
    return self:text("d." .. TEXTS[column], operator, given)
  elseif NUMBERS[column] then
    return self:number("d." .. NUMBERS[column], operator, given)
  end
  return self:metadata(column, operator, given)
end

function Writer:known(column)
  local own = column == "date" and "date" or column == "year" and "earliest" or column == "source" and "source"
    or TEXTS[column] or NUMBERS[column]
  if own then return ("d.%s IS NOT NULL"):format(own) end
  return ("EXISTS (SELECT 1 FROM metadata m WHERE m.document = d.id AND m.key = %s)"):format(self:parameter(column))
end

local WRITE = {
  ["and"] = function(self, tree) return ("(%s AND %s)"):format(self:write(tree[1]), self:write(tree[2])) end,
  ["or"] = function(self, tree) return ("(%s OR %s)"):format(self:write(tree[1]), self:write(tree[2])) end,
  ["not"] = function(self, tree) return ("NOT COALESCE(%s, 0)"):format(self:write(tree[1])) end,
  missing = function(self, tree) return ("NOT (%s)"):format(self:known(tree[1][2])) end,
  known = function(self, tree) return self:known(tree[1][2]) end,
  compare = function(self, tree) return self:compare(tree[1][2], tree[2], tree[3]) end,
  list = function(self, tree)
    local parts = {}
    for _, given in ipairs(tree[3]) do parts[#parts + 1] = self:compare(tree[1][2], "=", given) end
    local any = "(" .. table.concat(parts, " OR ") .. ")"
    return tree[2] == "in" and any or ("NOT COALESCE(%s, 0)"):format(any)
  end,
}

function Writer:write(tree) return WRITE[tree.kind](self, tree) end

-- "…\n  the text\n      ^" with the caret below character `at`.
local function point(text, at, message)
  local before = text:sub(1, at - 1)
  local columns = utf8.len(before) or #before
  return ("--where:%d: %s\n  %s\n  %s^"):format(columns + 1, message, text, (" "):rep(columns))
end

---Turns a condition into SQL over `documents d`.
---@param text string
---@return string? sql nil where it cannot be read
---@return any[]|string parameters the parameters in order, or the message with column and caret
---@return string[]? keys the metadata that it compares
function M.compile(text)
  if type(text) ~= "string" then error("a condition is a text", 2) end
  local state = { at = 1 }
  local read, tree = pcall(grammar.match, grammar, text, 1, state)
  if not read then return nil, point(text, state.at, "this is nested too deeply") end
  if not tree then
    local at = math.min(state.at, #text + 1)
    local wanted = at > #text and "something is missing here" or "this is not understood"
    return nil, point(text, at, wanted .. "; conditions look like: date >= 2020 and source = \"Nikkei\"")
  end
  local writer = setmetatable({ values = {}, keys = {} }, Writer)
  local good, sql = pcall(writer.write, writer, tree)
  if good and #writer.values > M.MOST_VALUES then
    return nil, ("--where: more than %d values"):format(M.MOST_VALUES)
  end
  if good then return sql, writer.values, writer.keys end
  if type(sql) ~= "table" then error(sql, 0) end
  return nil, point(text, sql.at, sql.message)
end

---Why no document may fulfil a condition: it compares metadata that none has, as where a name is misspelt.
---@param corpus table
---@param keys string[] as `compile` gives them
---@return string? message nil where some document has each
function M.unknown(corpus, keys)
  for _, key in ipairs(keys) do
    if not corpus:one("SELECT 1 FROM metadata WHERE key = ? LIMIT 1", key) then
      local known = { "date", "year", "source" }
      for own in pairs(TEXTS) do known[#known + 1] = own end
      for own in pairs(NUMBERS) do known[#known + 1] = own end
      local rows = corpus:query("SELECT DISTINCT key FROM metadata LIMIT 200")
      for _, row in ipairs(rows) do known[#known + 1] = row.key end
      table.sort(known)
      return ("no document has metadata “%s”%s"):format(key, suggest.hint(key, known))
    end
  end
end

return M
