-- Phrases: what someone who has never programmed writes. Text in, syntax tree out.
--
-- A node is a table with `kind` and `column` (in characters, from 1):
--   { kind = "sequence", items }      { kind = "either", items }     { kind = "optional", item }
--   { kind = "word", text = }         the word with its inflected forms, any case
--   { kind = "exact", text = }        as written           { kind = "glob", text = }  part of a word
--   { kind = "any" }                  one token            { kind = "gap", min = 0, max = }
--   { kind = "ref", name = }          a hit of that rule   { kind = "token", test = }  one token by conditions
-- A test is { "and"|"or", tests… }, { "not", test } or { "=", attribute, value, flags = }.
local cql_pattern = require "gimlet.cql.pattern"
local lpeg = require "lpeg"
local P, S, R, V, C, Cp, Cmt = lpeg.P, lpeg.S, lpeg.R, lpeg.V, lpeg.C, lpeg.Cp, lpeg.Cmt

local M = {}

M.GAP = 5 -- tokens a bare … may skip
local LONGEST_GAP = 100

-- Raised inside the grammar, caught by M.parse.
local function fail(position, message, ...)
  error({ position = position, message = message:format(...) }, 0)
end

-- Matches p or stops with the message.
local function expect(p, message)
  return p + Cmt(P(true), function(_, position) fail(position, message) end)
end

local function stop(p, message)
  return #p * Cmt(P(true), function(_, position) fail(position, message) end)
end

local function node(kind, fields)
  return function(position, ...)
    local result = { kind = kind, position = position }
    return fields(result, ...) or result
  end
end

local space = S " \t\r\n" ^ 1
local utf8_continuation = R "\128\191"
local dots = P "…" + P "..." * P "." ^ 0
local curly = P "“" + P "”" + P "„" + P "«" + P "»"
local special = S " \t\r\n()|{}[]\"" + dots + curly
local letter = (1 - special) * utf8_continuation ^ 0

local word = Cp() * C(letter ^ 1) * (P "(" * C(letter ^ 0) * expect(P ")",
  "“(” attached to a word holds letters that may be missing, as in clearance(s); put a space before it to make "
  .. "words optional")) ^ -1 / node("word", function(result, text, ending)
    if text == "*" then
      result.kind = "any"
    elseif text:find("*", 1, true) then
      if ending then fail(result.position, "“*” and attached parentheses do not go together in one word") end
      result.kind, result.text = "glob", text
      if not text:find("[^%*]") then fail(result.position, "“%s” needs at least one letter", text) end
    else
      result.text = text
      if ending and ending ~= "" then
        return { kind = "either", position = result.position, result,
          { kind = "word", text = text .. ending, position = result.position } }
      end
    end
  end)

local exact = Cp() * P '"' * C((1 - P '"') ^ 0) * expect(P '"', "the double quote is never closed")
  / node("exact", function(result, text)
    if not text:find "%S" then fail(result.position, "nothing stands between the double quotes") end
    result.text = text
  end)

local ref = Cp() * P "{" * C((1 - S "{}") ^ 0) * expect(P "}", "“{” is never closed")
  / node("ref", function(result, name)
    name = name:match "^%s*(.-)%s*$"
    if not name:find "^[%w_%-]+$" and not name:find "^[%w_%-]+%.[%w_%-]+$" then
      fail(result.position + 1, "“%s” is no name of a rule: {name} or {pack.name}", name)
    end
    result.name = name
  end)

local gap = Cp() * dots * C(R "09" ^ 0) / node("gap", function(result, number)
  result.min, result.max = 0, number == "" and M.GAP or tonumber(number)
  if result.max < 1 or result.max > LONGEST_GAP then
    fail(result.position, "a gap skips from 1 to %d tokens", LONGEST_GAP)
  end
end)

local blank = space ^ -1
-- Conditions on one token: what CQL has between its brackets.
local quoted = P '"' * (P "\\" * 1 + (1 - S '"\\')) ^ 0 * P '"' + P "'" * (P "\\" * 1 + (1 - S "'\\")) ^ 0 * P "'"
local token = Cp() * C(P "[" * (quoted + (1 - P "]")) ^ 0 * expect(P "]", "“[” is never closed"))
  / node("token", function(result, text)
    local good, test = pcall(cql_pattern.token, text)
    if not good then
      if type(test) ~= "table" then error(test, 0) end
      fail(result.position + test.position - 1, "%s", test.message)
    end
    if not test then result.kind = "any" else result.test = test end
  end)

-- Alternatives bind tighter than juxtaposition; a group alone is optional, beside “|” it only groups.
local function alternatives(position, ...)
  local items = { ... }
  if #items == 1 then
    local item = items[1]
    if item.kind == "group" then return { kind = "optional", position = position, item[1] } end
    return item
  end
  local result = { kind = "either", position = position }
  for _, item in ipairs(items) do
    if item.kind == "group" then item = item[1] end
    if item.kind == "either" then table.move(item, 1, #item, #result + 1, result)
    else result[#result + 1] = item end
  end
  return result
end

local function sequence(position, ...)
  local items = { ... }
  if #items == 1 then return items[1] end
  items.kind, items.position = "sequence", position
  return items
end

local bar = P "|"
local function misfit(text, position)
  local character = text:match("^" .. utf8.charpattern, position)
  if not character or character == "" then
    fail(position, "the phrase is empty")
  elseif character == "|" then
    fail(position, "a word must stand before “|”")
  elseif character:find "[%)%]}]" then
    fail(position, "“%s” was never opened", character)
  elseif (curly):match(character) then
    fail(position, "write straight double quotes (\") for what must be found exactly as written; other quotation "
      .. "marks are not seen in texts")
  end
  fail(position, "“%s” does not fit here", character)
end

local grammar = P { "phrase",
  phrase = blank * (V "sequence" + Cmt(P(true), misfit)) * blank
    * (-P(1) + Cmt(P(true), misfit)),
  sequence = Cp() * V "item" * (blank * V "item") ^ 0 / sequence,
  item = gap + V "alternatives",
  alternatives = Cp() * V "operand" * (V "bar" * expect(V "operand", "a word must follow “|”")) ^ 0
    * (stop(space ^ -1 * bar, "“|” binds words and stands between them without spaces; alternatives of several "
      .. "words go in parentheses: (a b)|(c d)")) ^ -1 / alternatives,
  bar = bar * (stop(space, "“|” binds words and stands between them without spaces; alternatives of several words "
      .. "go in parentheses: (a b)|(c d)")) ^ -1,
  operand = ref + exact + token + V "group" + word,
  group = Cp() * P "(" * blank * expect(V "sequence", "nothing stands in the parentheses") * blank
    * expect(P ")", "“(” is never closed") / function(position, inner)
      return { kind = "group", position = position, inner }
    end,
}

-- The least number of tokens a node stands for.
local function least(tree)
  if tree.kind == "sequence" then
    local sum = 0
    for _, item in ipairs(tree) do sum = sum + least(item) end
    return sum
  elseif tree.kind == "either" then
    local min = math.huge
    for _, item in ipairs(tree) do min = math.min(min, least(item)) end
    return min
  elseif tree.kind == "optional" or tree.kind == "gap" then
    return 0
  end
  return 1
end

local function check_gaps(tree, top)
  if tree.kind == "gap" and top then fail(tree.position, "a phrase needs words on both sides of “…”") end
  for index, item in ipairs(tree) do
    if item.kind == "gap" then
      if tree.kind ~= "sequence" or index == 1 or index == #tree then
        fail(item.position, "a gap needs words on both sides of it")
      elseif tree[index + 1].kind == "gap" then
        fail(tree[index + 1].position, "two gaps in a row; write one: …%d", item.max + tree[index + 1].max)
      end
    end
    check_gaps(item, false)
  end
end

-- Bytes to characters, counted on from the node before, since nodes come in the order of the text.
local function set_columns(tree, text, last)
  last = last or { position = 1, column = 1 }
  if tree.position < last.position then last.position, last.column = 1, 1 end
  last.column = last.column + utf8.len(text, last.position, tree.position - 1)
  last.position = tree.position
  tree.column, tree.position = last.column, nil
  for _, item in ipairs(tree) do set_columns(item, text, last) end
end

---Reads a phrase.
---@param text string
---@return table|nil tree the syntax tree
---@return table|nil failure { column =, message = }
function M.parse(text)
  if not utf8.len(text) then return nil, { column = 1, message = "the phrase is not valid UTF-8" } end
  local ok, tree = pcall(function()
    local result = grammar:match(text)
    check_gaps(result, true)
    if least(result) == 0 then fail(1, "every word of the phrase may be missing") end
    return result
  end)
  if ok then
    set_columns(tree, text)
    return tree
  elseif type(tree) == "table" then
    return nil, { column = (utf8.len(text:sub(1, tree.position - 1)) or tree.position - 1) + 1, message = tree.message }
  end
  return nil, { column = 1, message = "the phrase is nested too deeply" } -- LPeg's stack is bounded
end

---Calls `visit` for every node, the outer first.
---@param tree table
---@param visit fun(node: table)
function M.walk(tree, visit)
  visit(tree)
  for _, item in ipairs(tree) do
    M.walk(item, visit)
  end
end

return M
