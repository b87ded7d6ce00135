-- Rules that look at the letters of a sentence: LPeg patterns and regular expressions. What they find is aligned to
-- tokens and given to the matcher, so that other rules can refer to it.
local core = require "gimlet.core"
local lpeg = require "lpeg"

local M = {}

-- The first match of an LPeg pattern from a position on: its first byte and the byte after it.
local function lpeg_finder(tree)
  local grammar = lpeg.P { lpeg.Cp() * (tree / 0) * lpeg.Cp() + 1 * lpeg.V(1) }
  return function(text, at) return grammar:match(text, at) end
end

local function regex_finder(pattern)
  local expression, message = core.match.text_regex(pattern)
  if not expression then return nil, message end
  return function(text, at)
    local begin, past = expression:find(text, at)
    if not begin and past then error(past, 0) end
    return begin, past
  end
end

---Does an entry look at running text?
---@param node table
---@return boolean
function M.is(node) return node.kind == "lpeg" or node.kind == "text_regex" end

---@param node table
---@return function? find(text, from) -> first byte, byte after
---@return string? message
function M.finder(node)
  if node.kind == "lpeg" then return lpeg_finder(node.pattern) end
  return regex_finder(node.pattern)
end

local function zone_at(zones, sentence)
  if not zones then return 0 end
  return type(zones) == "string" and zones:byte(sentence) or zones[sentence]
end

-- The tokens of a sentence that bytes [begin, past) of the text touch.
local function align(tokens, first, last, begin, past)
  local from = tokens:at(begin)
  while from > first and (from > last or tokens:span(from) > begin) do from = from - 1 end
  local to = from
  while to < last and select(2, tokens:span(to)) < past - 1 do to = to + 1 end
  return from, to
end

local function find_in(list, item, tokens, source, sentence)
  local first, last = tokens:sentence(sentence)
  local from, stop = tokens:span(first), select(2, tokens:span(last))
  local text, at = source:sub(from, stop), 1
  while at <= #text do
    local begin, past = item.find(text, at)
    if not begin then return end
    at = math.max(past, begin + 1)
    if past > begin then
      local a, b = align(tokens, first, last, from + begin - 1, from + past - 1)
      list[#list + 1] = { a, b, item }
    end
  end
end

-- LPeg patterns may call functions of the pack: those run within limits.
local function search(compiled, item, list, ...)
  if item.pattern and compiled.search then return compiled.search(item.pattern, find_in, list, item, ...) end
  return pcall(find_in, list, item, ...)
end

---What the rules over running text find, as matcher:run takes it under `given`.
---@param compiled table with lpeg = { { rule, id, number, find, zones, pattern } … }, running(name or nil) and
--- search(pattern, f, ...), which calls f within limits
---@param tokens userdata with sentences
---@param source string the text
---@param zones table|string|nil zone of each sentence
---@return integer[]? given nil where there is no such rule
function M.given(compiled, tokens, source, zones)
  if #compiled.lpeg == 0 then return nil end
  local list = {}
  for _, item in ipairs(compiled.lpeg) do
    if compiled.running then compiled.running(item.rule.name) end
    for sentence = 1, tokens:sentence_count() do
      if item.zones & (1 << zone_at(zones, sentence)) ~= 0 then
        local good, message = search(compiled, item, list, tokens, source, sentence)
        if not good then error({ rule = item.rule.name, message = tostring(message) }, 0) end
      end
    end
    if compiled.running then compiled.running(nil) end
  end
  table.sort(list, function(a, b)
    if a[1] ~= b[1] then return a[1] < b[1] end
    if a[2] ~= b[2] then return a[2] > b[2] end
    return a[3].id < b[3].id
  end)
  local given = {}
  for i, found in ipairs(list) do
    given[4 * i - 3], given[4 * i - 2], given[4 * i - 1], given[4 * i] = found[3].id, found[1], found[2],
      found[3].number
  end
  return given
end

return M
