-- What is done with matches once they are found: order, samples, groups, and how they look.
--
-- A match is { document, number?, first, last (tokens from 0), left, match, right, date?, source?, … } as kwic.lua
-- gives it.
local csv = require "gimlet.format.csv"
local terminal = require "gimlet.cli.terminal"

local M = {}

-- ---- order ----------------------------------------------------------------------------------------------

local function words_from_the_end(text)
  local words, count = {}, 0
  for word in text:gmatch "%S+" do
    count = count + 1
    words[count] = word
  end
  for i = 1, count // 2 do words[i], words[count + 1 - i] = words[count + 1 - i], words[i] end
  return table.concat(words, " ")
end

local LAST <const> = "\u{10FFFF}" -- what is not known comes last
local function plain(text) return (text:gsub("%s+", " "):gsub("^ ", ""):lower()) end

local KEYS = {
  left = function(match) return words_from_the_end(match.left):lower() end,
  right = function(match) return plain(match.right) end,
  match = function(match) return plain(match.match) end,
  document = function(match) return match.document end,
  date = function(match) return match.date or LAST end,
  source = function(match) return match.source or LAST end,
  title = function(match) return match.title or LAST end,
}

--- Ways to sort; several are joined by commas, `-` before one turns it round.
M.SORTS = { "text", "left", "right", "match", "document", "date", "source", "title" }

---Which ways a text such as "match,-date" means.
---@param how string
---@return { [1]: string, down: boolean }[]? ways
---@return string? wrong the one that is none
function M.ways(how)
  local ways = {}
  for part in how:gmatch "[^,]+" do
    local down, name = part:match "^%s*(%-?)([%a]+)%s*$"
    if not name or (name ~= "text" and not KEYS[name]) then return nil, part end
    ways[#ways + 1] = { name, down = down == "-" }
  end
  return ways
end

---Sorts matches; what is equal stays in the order of the text.
---@param matches table[]
---@param how string one of M.SORTS or several; left context from the nearest word
---@return table[] matches
function M.sort(matches, how)
  local ways = assert(M.ways(how))
  local keys, places = {}, {}
  for i, match in ipairs(matches) do
    local own = {}
    for k, way in ipairs(ways) do own[k] = KEYS[way[1]] and KEYS[way[1]](match) or i end
    keys[match], places[match] = own, i
  end
  table.sort(matches, function(a, b)
    local left, right = keys[a], keys[b]
    for k, way in ipairs(ways) do
      if left[k] ~= right[k] then
        if way.down then return left[k] > right[k] end
        return left[k] < right[k]
      end
    end
    return places[a] < places[b]
  end)
  return matches
end

-- ---- samples --------------------------------------------------------------------------------------------

-- splitmix64 (Steele, Lea, Flood 2014): the same numbers on any machine.
local function generator(seed)
  local state = seed
  return function()
    state = state + 0x9E3779B97F4A7C15
    local z = (state ~ (state >> 30)) * 0xBF58476D1CE4E5B9
    z = (z ~ (z >> 27)) * 0x94D049BB133111EB
    return z ~ (z >> 31)
  end
end

---So many of the numbers from 1 to count, ascending, by chance that the seed decides.
---@param count integer
---@param size integer
---@param seed integer
---@return integer[]
function M.sample(count, size, seed)
  local chosen, random = {}, generator(seed)
  if size >= count then
    for i = 1, count do chosen[i] = i end
    return chosen
  end
  local taken = {} -- Floyd's way: each set of `size` numbers is as likely as any
  for i = count - size + 1, count do
    local pick = (random() >> 1) % i + 1
    if taken[pick] then pick = i end
    taken[pick] = true
    chosen[#chosen + 1] = pick
  end
  table.sort(chosen)
  return chosen
end

---The numbers from 1 to count in an order that the seed decides.
---@param count integer
---@param seed integer
---@return integer[]
function M.shuffle(count, seed)
  local list, random = {}, generator(seed)
  for i = 1, count do list[i] = i end
  for i = count, 2, -1 do
    local k = (random() >> 1) % i + 1
    list[i], list[k] = list[k], list[i]
  end
  return list
end

-- ---- groups ---------------------------------------------------------------------------------------------

---Counts matches by what `key_of` says.
---@param matches fun(): table? iterator over matches with .number or .document
---@param key_of fun(match: table): string
---@param sizes? table<string, integer> tokens of a group's documents, for frequencies per million
---@return { group: string, matches: integer, documents: integer, tokens: integer?, per_million: number? }[]
function M.group(matches, key_of, sizes)
  local groups, list, seen = {}, {}, {}
  for match in matches do
    local key = key_of(match)
    local group = groups[key]
    if not group then
      group = { group = key, matches = 0, documents = 0 }
      groups[key], list[#list + 1], seen[key] = group, group, {}
    end
    group.matches = group.matches + 1
    local document = match.number or match.document
    if not seen[key][document] then
      seen[key][document], group.documents = true, group.documents + 1
    end
  end
  for _, group in ipairs(list) do
    local size = sizes and sizes[group.group]
    if size and size > 0 then group.tokens, group.per_million = size, group.matches * 1e6 / size end
  end
  table.sort(list, function(a, b)
    if a.matches ~= b.matches then return a.matches > b.matches end
    return a.group < b.group
  end)
  return list
end

local BARS <const> = 30 -- columns of the longest bar

---Groups as a table to read, with a bar for each: frequencies per million, or matches where those are not known.
---@param groups table[] from M.group
---@param name string what they are grouped by
---@param width? integer
---@return string
function M.render_groups(groups, name, width)
  local rows, rates, most = {}, false, 0
  for _, group in ipairs(groups) do rates = rates or group.per_million ~= nil end
  local function size(group) return rates and (group.per_million or 0) or group.matches end
  for _, group in ipairs(groups) do most = math.max(most, size(group)) end
  local room = math.max(4, math.min(BARS, (width or terminal.page_width()) - 50))
  for i, group in ipairs(groups) do
    local row = { group.group ~= "" and terminal.plain(group.group) or "–", group.matches, group.documents }
    if rates then row[4] = group.per_million and ("%.1f"):format(group.per_million) or "" end
    local bar = math.floor(size(group) * room / math.max(most, 1e-9) + 0.5)
    row[#row + 1] = ("█"):rep(size(group) > 0 and math.max(1, bar) or 0)
    rows[i] = row
  end
  local header = rates and { name, "matches", "documents", "per million", "" } or { name, "matches", "documents", "" }
  return terminal.table(rows, { header = header, right = { [2] = true, [3] = true, [4] = rates }, width = width,
    shrink = 1 })
end

-- ---- display --------------------------------------------------------------------------------------------

local function label_of(match)
  if match.number then return "#" .. match.number end
  return match.document:match "([^/]+)/*$" or match.document
end

-- Without the spaces at its end; "%s+$" would look at every letter.
local function trimmed(text)
  local last = #text
  while last > 0 and text:byte(last) == 32 do last = last - 1 end
  return text:sub(1, last)
end

---Lines with the keywords below each other.
---@param matches table[]
---@param width? integer
---@return string
function M.render(matches, width)
  width = width or terminal.width()
  local label, keyword = 0, 0
  for _, match in ipairs(matches) do
    label = math.max(label, terminal.columns(label_of(match)))
    keyword = math.max(keyword, terminal.columns(match.match))
  end
  label, keyword = math.min(label, 22), math.min(keyword, width // 3)
  local room = math.max(10, (width - label - 2 - keyword - 2) // 2)
  local lines = {}
  for i, match in ipairs(matches) do
    local shown = terminal.cut(terminal.plain(match.match), keyword)
    local left = trimmed(terminal.plain(match.left))
    local right = terminal.cut((terminal.plain(match.right):gsub("^%s+", "")), room + keyword - terminal.columns(shown))
    lines[i] = trimmed(("%s  %s %s %s"):format(terminal.dim(terminal.pad(terminal.cut(terminal.plain(label_of(match)),
      label), label)), terminal.pad(terminal.cut(left, room, true), room, true), terminal.bold(shown), right))
  end
  return table.concat(lines, "\n") .. (#lines > 0 and "\n" or "")
end

local function flat(text) return (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")) end

---The columns of quanteda's kwic beside those of a match: tokens counted from 1.
---@param match table is changed
---@param pattern string the query
---@return table match
function M.as_kwic(match, pattern)
  match.docname, match.from, match.to = match.document, match.first + 1, match.last + 1
  match.pre, match.keyword, match.post, match.pattern = flat(match.left), flat(match.match), flat(match.right), pattern
  return match
end

M.CSV = { "docname", "from", "to", "pre", "keyword", "post", "pattern" }

---The line of a match that has been through as_kwic; the header without one.
---@param match? table
---@return string
function M.csv(match)
  local cells = {}
  for i, name in ipairs(M.CSV) do cells[i] = match and match[name] or name end
  return csv.row(cells)
end

return M
