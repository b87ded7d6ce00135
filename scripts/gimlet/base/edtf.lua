-- Dates as documents give them, uncertain or partial, by EDTF (ISO 8601-2:2019, levels 0 and 1) with the
-- parts of level 2 that catalogues use: 2013, 2013-05, 2013-05-02, 2011~, 2004?, 2004-06%, 2023/2024,
-- ../2020, 2020/.., 201X, 2013-XX, 201u, 2001-21 (spring).
--
-- A date is read as its earliest and its latest day, "YYYY-MM-DD"; texts of that shape sort as days do.
local calendar = require "gimlet.timex.calendar"

local M = {}

-- First and last month of the seasons 21 to 24, northern; winter ends the year it is written with.
local SEASONS = { [21] = { 3, 5 }, [22] = { 6, 8 }, [23] = { 9, 11 }, [24] = { 12, 12 } }
local FIRST, LAST = "0000-01-01", "9999-12-31"

local month_length = calendar.month_length

local function day_text(year, month, day) return ("%04d-%02d-%02d"):format(year, month, day) end

-- The numbers a part such as "20", "1X" or "XX" can stand for, the least and the most.
local function range(part, digits)
  if not part:find("^[%dXxu]+$") or #part ~= digits then return nil end
  return tonumber((part:gsub("[Xxu]", "0"))), tonumber((part:gsub("[Xxu]", "9")))
end

local function month_range(part)
  local low, high = range(part, 2)
  if not low then return nil end
  if SEASONS[low] and low == high then return SEASONS[low][1], SEASONS[low][2], true end
  if low == high and (low < 1 or low > 12) then return nil end
  return math.max(low, 1), math.min(high, 12)
end

-- One date without an interval.
local function parse_one(text)
  local qualifier = ""
  text = text:gsub("[?~%%]", function(mark)
    qualifier = mark
    return ""
  end)
  text = text:gsub("^(%d%d%d%d%-%d%d%-%d%d)[T ]%d.*$", "%1") -- a time of day is more than we keep
  local year, month, day = text:match("^([%dXxu]+)%-?([%dXxu]*)%-?([%dXxu]*)$")
  if not year or text:find("%-$") or text:find("%-%-") then return nil end
  if month == "" and #year ~= 4 then return nil end
  local year_low, year_high = range(year, 4)
  if not year_low then return nil end
  local month_low, month_high, season = 1, 12, false
  if month ~= "" then month_low, month_high, season = month_range(month) end
  if not month_low or (season and day ~= "") then return nil end
  local day_low, day_high = 1, month_length(year_high, month_high)
  if day ~= "" then
    local low, high = range(day, 2)
    if not low or (low == high and (low < 1 or low > day_high)) then return nil end
    day_low, day_high = math.max(low, 1), math.min(high, day_high)
  end
  local precision = day ~= "" and "day" or month ~= "" and "month" or "year"
  return { earliest = day_text(year_low, month_low, day_low), latest = day_text(year_high, month_high, day_high),
    uncertain = qualifier ~= "", precision = precision }
end

local function parse_interval(text)
  local left, right = text:match("^([^/]*)/([^/]*)$")
  if not left or (left == "" and right == "") then return nil end
  local open_left, open_right = left == ".." or left == "", right == ".." or right == ""
  if open_left and open_right then return nil end
  local from = not open_left and parse_one(left) or nil
  local to = not open_right and parse_one(right) or nil
  if (not open_left and not from) or (not open_right and not to) then return nil end
  local earliest, latest = from and from.earliest or FIRST, to and to.latest or LAST
  if earliest > latest then return nil end
  return { earliest = earliest, latest = latest, precision = "interval",
    uncertain = (from and from.uncertain or to and to.uncertain) or false, open = open_left or open_right }
end

---@class EdtfDate
---@field earliest string "YYYY-MM-DD"
---@field latest string "YYYY-MM-DD"
---@field uncertain boolean written with ?, ~ or %
---@field precision "day"|"month"|"year"|"interval"
---@field open boolean? an interval without beginning or end

---Reads a date.
---@param text string
---@return EdtfDate? date nil where it is none
---@return string? message
function M.parse(text)
  if type(text) ~= "string" then error("a date is a text", 2) end
  local trimmed = text:match("^%s*(.-)%s*$")
  local date = trimmed:find("/", 1, true) and parse_interval(trimmed) or parse_one(trimmed)
  if date then return date end
  return nil, ("“%s” is no date; write 2013, 2013-05, 2013-05-02, 2011~ (about) or 2023/2024 (from, to)")
    :format(trimmed)
end

---How two dates lie: -1 where all of a is before all of b, 1 after, 0 where they overlap.
---@param a string
---@param b string
---@return integer?
---@return string? message
function M.compare(a, b)
  local x, message = M.parse(a)
  if not x then return nil, message end
  local y, why = M.parse(b)
  if not y then return nil, why end
  if x.latest < y.earliest then return -1 end
  return x.earliest > y.latest and 1 or 0
end

---The day's number, from 1 for 0001-01-01 (proleptic Gregorian).
---@param day string "YYYY-MM-DD"
---@return integer
function M.day_number(day)
  local year, month, date = day:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)$")
  year, month, date = math.tointeger(tonumber(year)), math.tointeger(tonumber(month)), math.tointeger(tonumber(date))
  local before = year - 1
  local days = before * 365 + before // 4 - before // 100 + before // 400
  for earlier = 1, month - 1 do days = days + month_length(year, earlier) end
  return days + date
end

---How old a date is, in days, taken at its latest day; not below 0.
---@param date string EDTF
---@param as_of string EDTF
---@return integer? days
---@return string? message
function M.age(date, as_of)
  local x, message = M.parse(date)
  if not x then return nil, message end
  local y, why = M.parse(as_of)
  if not y then return nil, why end
  return math.max(0, M.day_number(y.latest) - M.day_number(x.latest))
end

---The years a date may lie in.
---@param date string EDTF
---@return integer? first
---@return integer? last
function M.years(date)
  local parsed = M.parse(date)
  if not parsed then return nil end
  return math.tointeger(tonumber(parsed.earliest:sub(1, 4))), math.tointeger(tonumber(parsed.latest:sub(1, 4)))
end

return M
