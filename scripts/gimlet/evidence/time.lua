-- The time a hit speaks of, where its sentence tells one: the nearest temporal expression, read from the day the
-- document was written. Where it tells none and is in the past tense, the time that opened a sentence shortly before:
-- “In 2006, as they talked, …” holds for what is told after it.
--
-- “On Friday” or “in June” has two readings. News tells what was: the past one holds, unless the rule says
-- `tense = "future"` or the hit is marked as future. A document known only by its month or year anchors no day, and
-- one without a date none at all; then only what needs no anchor is told.
local calendar = require "gimlet.timex.calendar"
local edtf = require "gimlet.base.edtf"

local M = {}

local KINDS <const> = { date = true, daterange = true, datetime = true, datetimerange = true }

-- The first and the last moment at which the document may have been written.
local function anchors(document)
  local date = document.date
  if type(date) ~= "string" then return nil end
  local known = edtf.parse(date)
  local first = known and known.earliest and calendar.parse(known.earliest)
  local last = known and known.latest and calendar.parse(known.latest)
  if not first or not last then return nil end
  return first, last
end

-- Seconds of a find as first and last day.
local function days_of(find, side)
  local value = find[side]
  if value == nil then return nil end
  if find.type == "date" then return value, value end
  if find.type == "daterange" then return value[1], value[2] - 1 end
  if find.type == "datetime" then return value // 86400, value // 86400 end
  return value[1] // 86400, value[2] // 86400
end

-- Without an anchor: what comes out the same from anywhere.
local ANYWHERE <const> = { 0, 900000000 }

local function finds_of(text, first, last)
  local timex = require "gimlet.timex" -- a large grammar: only where a hit asks
  if first and first == last then return timex.find(text, first) end
  local one = timex.find(text, first or ANYWHERE[1])
  local two = timex.find(text, last or ANYWHERE[2])
  local agreed = {}
  for i, find in ipairs(one) do
    local other = two[i]
    if other and other.first == find.first then
      local a, a_to = days_of(find, "past")
      local b, b_to = days_of(other, "past")
      if a and b and (a == b and a_to == b_to) then agreed[#agreed + 1] = find end
    end
  end
  return agreed
end

---Temporal expressions of a sentence that say when: { first, last (bytes of the document), text, timex, from, to }.
---@param view table
---@param sentence integer
---@return table[]
function M.of_sentence(view, sentence)
  view.times = view.times or {}
  local known = view.times[sentence]
  if known then return known end
  local first, last = view.tokens:sentence(sentence)
  local begin = view.tokens:span(first)
  local _, finish = view.tokens:span(last)
  if not view.written then view.written = { anchors(view.document) } end
  local list = {}
  for _, find in ipairs(finds_of(view.source:sub(begin, finish), view.written[1], view.written[2])) do
    if KINDS[find.type] and not find.node.now then
      find.from_byte, find.to_byte = begin + find.first - 1, begin + find.last - 1
      list[#list + 1] = find
    end
  end
  view.times[sentence] = list
  return list
end

local function is_future(hit)
  local tense = hit.rule.fields and hit.rule.fields.tense
  if tense then return tense == "future" end
  for _, name in ipairs(hit.contexts or {}) do
    if name == "future" or name == "std.future" then return true end
  end
  return false
end

local POSSESSIVE <const> = 16 -- core/text/tokens.h
local FRAME <const> = 10 -- sentences that a frame reaches over
local OPENING <const> = 12 -- bytes before a time that still opens its sentence: “Back in 2006”

local function set(text)
  local result = {}
  for word in text:gmatch "%S+" do result[word] = true end
  return result
end
local PRESENT <const> = set "is are am has have does do 's 're remains seems today now will"
local PAST <const> = set "was were had did"

-- Is a sentence told in the past tense throughout?
local function is_told(view, sentence)
  local past = false
  local first, last = view.tokens:sentence(sentence)
  for token = first, last do
    local fold = view.tokens:fold(token)
    if PRESENT[fold] and not (fold == "'s" and view.tokens:flags(token) & POSSESSIVE ~= 0) then return false end
    past = past or PAST[fold] or fold:find "%a%aed$" ~= nil
  end
  return past
end

-- “In 2006, …” opens what is told after it: sentences in the past tense go on about that time.
local function frame_of(view, sentence)
  if not is_told(view, sentence) then return nil end
  for earlier = sentence - 1, math.max(1, sentence - FRAME), -1 do
    local find = M.of_sentence(view, earlier)[1]
    if find and find.from_byte - view.tokens:span((view.tokens:sentence(earlier))) <= OPENING then
      local first, last = days_of(find, "past")
      if first and first == days_of(find, "future") then return find, first, last end -- not “in May”
    end
  end
end

local function told(find, first, last, carried)
  return { text = find.text, timex = find.timex, from = calendar.format(first), to = calendar.format(last),
    carried = carried }, (calendar.civil(first))
end

---The time a hit speaks of: the nearest its sentence names, or the one that opened what is being told.
---@param view table
---@param hit table sentence, first, last, contexts, rule
---@return table? time { text, timex, from, to, carried }: first and last day, ISO 8601
---@return integer? year
function M.of(view, hit)
  local from = view.tokens:span(hit.first)
  local _, to = view.tokens:span(hit.last)
  local best, best_distance
  for _, find in ipairs(M.of_sentence(view, hit.sentence)) do
    local distance = math.max(0, from - find.to_byte, find.from_byte - to)
    if not best or distance < best_distance then best, best_distance = find, distance end
  end
  if not best then
    local frame, first, last = frame_of(view, hit.sentence)
    if frame then return told(frame, first, last, true) end
    return nil
  end
  local first, last = days_of(best, is_future(hit) and best.future and "future" or best.past and "past" or "future")
  if not first then return nil end
  return told(best, first, last)
end

return M
