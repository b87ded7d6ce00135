-- What a phrase or pattern may stand for, word by word: enough to tell where one says what another says already.
--
-- A line is one way through a pattern: a list of leaves { kind, text, column }. Where a pattern holds more than lines
-- can tell (looking around, repetition, captures compared) its leaf is opaque and like no other.
local M = {}

local MOST_LINES <const> = 48

local add

-- Every line of `before` goes on with every line of `after`.
local function join(before, after)
  if #before * #after > MOST_LINES then return nil end
  local lines = {}
  for _, left in ipairs(before) do
    for _, right in ipairs(after) do
      local line = table.move(left, 1, #left, 1, {})
      lines[#lines + 1] = table.move(right, 1, #right, #line + 1, line)
    end
  end
  return lines
end

local function any_of(node)
  local lines = {}
  for _, item in ipairs(node) do
    local own = add(item)
    if not own or #lines + #own > MOST_LINES then return nil end
    table.move(own, 1, #own, #lines + 1, lines)
  end
  return lines
end

local function in_order(node)
  local lines = { {} }
  for _, item in ipairs(node) do
    local own = add(item)
    lines = own and join(lines, own)
    if not lines then return nil end
  end
  return lines
end

local function with_nothing(node)
  local lines = add(node)
  if lines then lines[#lines + 1] = {} end
  return lines
end

local READ = {
  phrase = function(node) return add(node.tree) end,
  sequence = in_order,
  either = any_of,
  optional = function(node) return with_nothing(node[1]) end,
  capture = function(node) return add(node[1]) end,
  gap = function(node)
    local leaf = { kind = "gap", min = node.min, max = node.max, column = node.column }
    return node.min == 0 and { { leaf }, {} } or { { leaf } }
  end,
  ["repeat"] = function(node)
    if node.max == 1 then return node.min == 0 and with_nothing(node[1]) or add(node[1]) end
    return { { { kind = "opaque", text = node } } }
  end,
  atom = function(node) return { { { kind = node.atom, text = node.value, column = node.column } } } end,
  ref = function(node) return { { { kind = "ref", text = node.target or node.name, column = node.column } } } end,
  any = function(node) return { { { kind = "any", column = node.column } } } end,
}
for _, kind in ipairs { "word", "exact", "glob" } do
  READ[kind] = function(node) return { { { kind = kind, text = node.text, column = node.column } } } end
end

function add(node)
  local read = READ[node.kind]
  if read then return read(node) end
  return { { { kind = "opaque", text = node, column = node.column } } }
end

---The lines of a pattern's tree; nil where they are too many.
---@param node table
---@return table[]|nil
function M.lines(node) return add(node) end

local Words = {}
Words.__index = Words

---What words stand for, by a builder's lexicon.
---@param builder table of gimlet.build
---@return table words with :covers(a, b), :target(text)
function M.words(builder) return setmetatable({ builder = builder, known = {} }, Words) end

-- What a word of a phrase is compared by: its lemma, and the forms it was written as.
function Words:target(text)
  local known = self.known[text]
  if known ~= nil then return known end
  local good, list = pcall(self.builder.cut, self.builder, text)
  local keys, folds, lemmas = {}, {}, {}
  for index, token in ipairs(good and list or {}) do
    local base = false
    for _, lemma in ipairs(token.lemmas) do base = base or lemma == token.fold end
    folds[index] = token.fold
    keys[index] = (base or #token.lemmas == 0) and token.fold or token.lemmas[1]
    lemmas[index] = token.lemmas
  end
  known = good and { key = table.concat(keys, " "), fold = table.concat(folds, " "), count = #keys, lemmas = lemmas }
    or false
  self.known[text] = known
  return known
end

local function star(glob)
  return "^" .. glob:lower():gsub("[%^%$%(%)%%%.%[%]%+%-%?]", "%%%0"):gsub("%*", ".*") .. "$"
end

-- Comparatives stand for themselves in phrases.
local THEMSELVES = {}
for word in ("better best worse worst more most less least further farther furthest farthest"):gmatch "%a+" do
  THEMSELVES[word] = true
end

local ONE_TOKEN = { word = true, exact = true, glob = true, any = true, form = true, fold = true, lemma = true }

-- Does every token that `b` takes fit `a` as well?
function Words:covers(a, b)
  if a.kind == b.kind then
    if a.kind == "gap" then return a.min <= b.min and a.max >= b.max end
    if a.text == b.text then return true end
  end
  if a.kind == "any" then
    if not ONE_TOKEN[b.kind] then return false end
    local target = b.text and self:target(b.text)
    return b.kind == "any" or target and target.count == 1 or false
  end
  if a.kind == "glob" and (b.kind == "word" or b.kind == "exact") then
    local target = self:target(b.text)
    local pattern = star(a.text)
    return target and target.fold:find(pattern) ~= nil and (b.kind == "exact" or target.key:find(pattern) ~= nil)
  end
  if a.kind ~= "word" then return false end
  local x, y = self:target(a.text), b.text and type(b.text) == "string" and self:target(b.text)
  if not x or not y then return false end
  if THEMSELVES[x.fold] or THEMSELVES[y.fold] then
    return x.fold == y.fold and (b.kind == "word" or b.kind == "exact")
  end
  if b.kind == "word" then return x.key == y.key end
  if b.kind == "exact" and y.count == 1 and x.count == 1 then
    for _, lemma in ipairs(y.lemmas[1]) do
      if lemma == x.key then return true end
    end
    return x.key == y.fold
  end
  return false
end

---Does a line of `lines` cover the line?
---@param lines table[]
---@param line table[]
---@return boolean
function Words:line_covered(lines, line)
  for _, other in ipairs(lines) do
    if #other == #line then
      local all = true
      for index, leaf in ipairs(other) do
        if not self:covers(leaf, line[index]) then
          all = false
          break
        end
      end
      if all then return true end
    end
  end
  return false
end

---Does everything that `b` finds come of `a` as well, at the same place?
---@param a table[] lines
---@param b table[] lines
---@return boolean
function Words:covered(a, b)
  for _, line in ipairs(b) do
    if not self:line_covered(a, line) then return false end
  end
  return #b > 0
end

return M
