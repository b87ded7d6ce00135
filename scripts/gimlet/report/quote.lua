-- Quotes: shortened at word boundaries around what matched, wrapped, and told who said so and where.
--
-- Between these functions the matched words stand between the bytes 1 and 2.
local terminal = require "gimlet.cli.terminal"

local M = {}

local function columns(text) return terminal.columns((text:gsub("[\1\2]", ""))) end

-- White space and control characters as single spaces, without moving a byte; quotation marks inside become
-- single ones where that takes as many bytes.
local function flatten(text)
  return (text:gsub("[%c\127]", " "):gsub("“", "‘"):gsub("”", "’"):gsub('"', "'"))
end

-- What no line of Japanese or Chinese begins with.
local CLOSING <const> = "、。，．」』）！？ー々”’\2"

local OPENING <const> = "「『（“‘\1"

-- Is it a character of a script that breaks between any two: kana, Han, full-width forms?
local function is_wide(character) return #character >= 3 and character:find "^[\xE3-\xE9\xEF\xF0]" ~= nil end

-- Adds the pieces of a run without spaces that holds wide characters: each of them with what may not begin a line,
-- and what stands between them as a whole.
local function split(words, text, first, last)
  local before
  for at, code in utf8.codes(text:sub(first, last)) do
    local character = utf8.char(code)
    local from, to, wide = first + at - 1, first + at + #character - 2, is_wide(character)
    if not before or (wide or before.wide) and not CLOSING:find(character, 1, true) and not before.opens then
      words[#words + 1] = { from, to }
    else
      words[#words][2] = to
    end
    before = { wide = wide, opens = OPENING:find(character, 1, true) ~= nil }
  end
end

-- Words of a text as {first, last byte}; characters where there are no spaces between words.
local function words_of(text)
  local words = {}
  for first, last in text:gmatch("()%S+()") do
    local run = text:sub(first, last - 1)
    if run:find "[\xE3-\xE9\xEF]" and utf8.len(run) then split(words, text, first, last - 1)
    else words[#words + 1] = { first, last - 1 } end
  end
  return words
end

-- What stands between a word and the one before it.
local function space_before(words, index) return words[index][1] > words[index - 1][2] + 1 and " " or "" end

local function squeeze(text) return (text:gsub(" +", " "):gsub("^ ", ""):gsub(" $", "")) end

local function piece(text, words, from, to, first, last)
  local out = {}
  for i = from, to do
    local word = text:sub(words[i][1], words[i][2])
    local opens, closes = words[i][1], words[i][2]
    if first >= opens and first <= closes then
      word = word:sub(1, first - opens) .. "\1" .. word:sub(first - opens + 1)
    end
    if last >= opens and last <= closes then
      local at = last - opens + 1 + ((first >= opens and first <= closes) and 1 or 0)
      word = word:sub(1, at) .. "\2" .. word:sub(at + 1)
    end
    out[#out + 1] = i > from and space_before(words, i) .. word or word
  end
  return table.concat(out)
end

-- A window of words around the match: from the beginning of the sentence where that fits, for it says who
-- and what; else grown from the match, to the right first.
local function window(text, words, first, last, budget)
  local from, to = nil, 1
  for i, word in ipairs(words) do
    if not from and word[2] >= first then from = i end
    if word[1] <= last then to = i end
  end
  from = from or 1
  if to < from then to = from end
  local function width(a, b) return columns(text:sub(words[a][1], words[b][2])) end
  while to > from and width(from, to) > budget do to = to - 1 end
  if width(1, to) <= budget then from = 1 end
  while true do
    local grown = false
    for _ = 1, 2 do
      if to < #words and width(from, to + 1) <= budget then to, grown = to + 1, true end
    end
    if from > 1 and width(from - 1, to) <= budget then from, grown = from - 1, true end
    if not grown then return from, to end
  end
end

local BULLETS <const> = { "•", "‣", "◦", "▪", "–", "—", "*", "-" }

-- Without the bullet of a list item, and without an opening quotation mark whose end was cut off.
local function tidy(text)
  for _, bullet in ipairs(BULLETS) do
    if text:sub(1, #bullet + 1) == bullet .. " " then text = text:sub(#bullet + 2) end
  end
  local rest = text:match("^'(.*)$") or text:match("^‘(.*)$")
  local plain = rest and rest:gsub("[\1\2]", "") .. " "
  if rest and not plain:find("'[%s%p]") and not plain:find("’[%s%p]") then text = rest end
  return text
end

--- A sentence shortened around bytes [first, last] of it, with the match marked and … where
--- something is missing.
---@param sentence string
---@param first integer from 1
---@param last integer inclusive
---@param budget integer columns
---@return string
function M.excerpt(sentence, first, last, budget)
  local text = flatten(sentence)
  local words = words_of(text)
  if #words == 0 then return "" end
  last = math.min(last, words[#words][2])
  local from, to = window(text, words, first, last, budget)
  local cut_last = math.min(last, words[to][2])
  local shown = piece(text, words, from, to, math.max(first, words[from][1]), cut_last)
  if to < #words then shown = shown:gsub("[,;:–—-]+(\2?)$", "%1") .. " …" end
  if from > 1 then shown = "… " .. shown end
  return tidy(squeeze(shown))
end

--- The quote of a hit: its sentence around the matched words, or the match alone.
---@param hit table HIT
---@param budget integer columns
---@return string
function M.of(hit, budget)
  local sentence, begin = hit.sentence, hit.sentence_begin
  if not sentence or not begin then return M.excerpt(hit.text or "", 1, #(hit.text or ""), budget) end
  return M.excerpt(sentence, hit.begin - begin + 1, hit["end"] - begin, budget)
end

--- Breaks marked text into lines; a match that goes on is closed and opened again.
---@param text string
---@param width integer
---@return string[]
function M.wrap(text, width)
  local lines, line, used, open = {}, {}, 0, false
  local function finish()
    local made = table.concat(line)
    local opened = open
    for mark in made:gmatch("[\1\2]") do open = mark == "\1" end
    lines[#lines + 1] = (opened and "\1" or "") .. made .. (open and "\2" or "")
    line, used = {}, 0
  end
  local words = words_of(text)
  for index, place in ipairs(words) do
    local word = text:sub(place[1], place[2])
    local size, space = columns(word), index > 1 and space_before(words, index) or ""
    if used > 0 and used + #space + size > width then finish() end
    if used > 0 then word = space .. word end
    used = used + columns(word)
    line[#line + 1] = word
  end
  if #line > 0 then finish() end
  return lines
end

--- Marked text for the terminal: the match in bold, or between the given signs without colour.
---@param text string
---@param open string? what stands for the marks without colour; none when left out
---@param close string?
---@return string
function M.paint(text, open, close)
  if terminal.colour() then
    return (text:gsub("\1([^\1\2]*)\2", function(match) return terminal.bold(match) end):gsub("[\1\2]", ""))
  end
  return (text:gsub("\1", open or ""):gsub("\2", close or ""))
end

return M
