-- What a temporal expression means before it is known when it was said: a node, whose `at(reference)` gives
--   date      { timex, future, past }                      days
--   daterange { timex, future = {b, e}, past = {b, e}, mod }  days, the end not included
--   time      { timex }                                     with hour, minute, second, half
-- `future` and `past` are the nearest readings on either side of the reference; nil: no such day.
local calendar = require "gimlet.timex.calendar"

local M = {}

local function same(timex, day) return { timex = timex, future = day, past = day } end
M.same = same

---A day given by a function of the reference.
---@param day_of fun(reference: table): integer
---@return table node
function M.day(day_of)
  return { kind = "date", grain = "D", at = function(reference)
    local day = day_of(reference)
    return same(calendar.format(day), day)
  end }
end

-- The nearest years in which a month has such a day: the leap day is looked for up to eight years away.
local function nearest_year(year, step, month, day, fits)
  for _ = 0, 8 do
    local found = calendar.day(year, month, day)
    if found and fits(found) then return found end
    year = year + step
  end
end

---A date by its parts; what is missing stays open.
---@param parts { y: integer?, m: integer?, d: integer, weekday: integer? }
function M.calendar_date(parts)
  local node = { kind = "date", grain = "D", parts = parts }
  function node.at(reference)
    local today = reference.day
    local y, m, d = parts.y, parts.m, parts.d
    if y and m then
      return same(("%04d-%02d-%02d"):format(y, m, d), calendar.day(y, m, d))
    elseif m then
      local year = calendar.civil(today)
      local timex = ("XXXX-%02d-%02d"):format(m, d)
      if d > 29 and d > calendar.month_length(2000, m) then return same(timex, nil) end
      return { timex = timex,
        future = nearest_year(year, 1, m, d, function(day) return day > today end),
        past = nearest_year(year, -1, m, d, function(day) return day <= today end) }
    end
    local year, month = calendar.civil(today)
    local function nearest(step, fits)
      local index = year * 12 + month - 1
      for _ = 0, 24 do
        local day = calendar.day(index // 12, index % 12 + 1, d)
        if day and fits(day) then return day end
        index = index + step
      end
    end
    return { timex = ("XXXX-XX-%02d"):format(d),
      future = nearest(1, function(day) return day >= today end),
      past = nearest(-1, function(day) return day < today end) }
  end
  return node
end

---A weekday without a week.
---@param number integer 1 is Monday
---@return table node
function M.weekday(number)
  return { kind = "date", grain = "D", weekday = number, at = function(reference)
    local day = calendar.monday(reference.day) + number - 1
    return { timex = ("XXXX-WXX-%d"):format(number), future = day >= reference.day and day or day + 7,
      past = day < reference.day and day or day - 7 }
  end }
end

---A stretch of days given by a function of the reference: first day, day after the last, timex.
---@param stretch_of fun(reference): integer?, integer?, string, string?
---@param grain string
function M.stretch(stretch_of, grain)
  return { kind = "daterange", grain = grain, at = function(reference)
    local first, after, timex, mod = stretch_of(reference)
    local days = first and { first, after } or nil
    return { timex = timex, future = days, past = days, mod = mod }
  end }
end

---The stretch of a month, with or without a year.
---@param year integer?
---@param month integer
---@return table node
function M.month(year, month)
  local function of(y)
    local first = calendar.day(y, month, 1)
    return { first, calendar.add_months(first, 1) }
  end
  return { kind = "daterange", grain = "M", parts = { y = year, m = month }, at = function(reference)
    if year then
      local days = of(year)
      return { timex = ("%04d-%02d"):format(year, month), future = days, past = days }
    end
    local now, this = calendar.civil(reference.day)
    return { timex = ("XXXX-%02d"):format(month), future = of(this > month and now + 1 or now),
      past = of(this > month and now or now - 1) }
  end }
end

---@param year integer
function M.year(year)
  return { kind = "daterange", grain = "Y", parts = { y = year }, at = function()
    local days = { calendar.day(year, 1, 1), calendar.day(year + 1, 1, 1) }
    return { timex = ("%04d"):format(year), future = days, past = days }
  end }
end

---The part of a stretch: its start, middle or end.
---@param node table
---@param mod string
---@param cut fun(days: integer[], reference: table): integer[]
---@return table node
function M.part_of(node, mod, cut)
  return { kind = "daterange", grain = node.grain, at = function(reference)
    local whole = node.at(reference)
    local function part(days) return days and cut(days, reference) end
    return { timex = whole.timex, future = part(whole.future), past = part(whole.past), mod = mod }
  end }
end

return M
