-- The proleptic Gregorian calendar as integers: a day counts from 1970-01-01, a moment is seconds since then.
local M = {}

local LENGTHS <const> = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

---@param year integer
---@return boolean
function M.is_leap(year) return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) end

---@param year integer
---@param month integer
---@return integer days
function M.month_length(year, month)
  return month == 2 and M.is_leap(year) and 29 or LENGTHS[month]
end

---@param year integer
---@param month integer
---@param day integer
---@return integer? day nil where the calendar has no such day
function M.day(year, month, day)
  if not year or month < 1 or month > 12 or day < 1 or day > M.month_length(year, month) then return nil end
  -- Years begin in March here, so that the leap day is the last of its year.
  local y = month <= 2 and year - 1 or year
  local era = y // 400
  local of_era = y - era * 400
  local of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
end

---@param day integer
---@return integer year
---@return integer month
---@return integer day
function M.civil(day)
  local z = day + 719468
  local era = z // 146097
  local of_era = z - era * 146097
  local year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
  local of_year = of_era - (365 * year + year // 4 - year // 100)
  local m = (5 * of_year + 2) // 153
  local month = m < 10 and m + 3 or m - 9
  return year + era * 400 + (month <= 2 and 1 or 0), month, of_year - (153 * m + 2) // 5 + 1
end

---@param day integer
---@return integer weekday 1 Monday … 7 Sunday
function M.weekday(day) return (day + 3) % 7 + 1 end

---@param day integer
---@return integer monday of the same week
function M.monday(day) return day - (day + 3) % 7 end

--- The week of ISO 8601: the first of a year holds its first Thursday.
---@param day integer
---@return integer year
---@return integer week
function M.iso_week(day)
  local thursday = M.monday(day) + 3
  local year = M.civil(thursday)
  return year, (thursday - M.day(year, 1, 1)) // 7 + 1
end

---@param year integer
---@param week integer
---@return integer monday
function M.week_begin(year, week) return M.monday(M.day(year, 1, 4)) + (week - 1) * 7 end

--- The Monday of the n-th week of a month, counted by Thursdays; n = -1: the last.
---@param year integer
---@param month integer
---@param n integer
---@return integer day
function M.week_of_month(year, month, n)
  if n == -1 then return M.monday(M.day(year, month, M.month_length(year, month)) - 3) end
  return M.monday(M.day(year, month, 4)) + (n - 1) * 7
end

--- The n-th such weekday of a month; nil where the month has none.
---@param year integer
---@param month integer
---@param weekday integer
---@param n integer
---@return integer? day
function M.nth_weekday(year, month, weekday, n)
  if n == -1 then
    local last = M.day(year, month, M.month_length(year, month))
    return last - (M.weekday(last) - weekday) % 7
  end
  local first = M.day(year, month, 1)
  local day = first + (weekday - M.weekday(first)) % 7 + (n - 1) * 7
  return day < first + M.month_length(year, month) and day or nil
end

--- Moves by months; a day the month does not have becomes its last.
---@param day integer
---@param months integer
---@return integer day
function M.add_months(day, months)
  local year, month, of_month = M.civil(day)
  local index = year * 12 + month - 1 + months
  year, month = index // 12, index % 12 + 1
  return M.day(year, month, math.min(of_month, M.month_length(year, month)))
end

--- Moves over days that are no Saturday or Sunday.
---@param day integer
---@param count integer
---@return integer day
function M.add_workdays(day, count)
  local step = count < 0 and -1 or 1
  while count ~= 0 do
    day = day + step
    if M.weekday(day) <= 5 then count = count - step end
  end
  return day
end

--- Western Easter Sunday (the anonymous Gregorian computus, as Meeus gives it).
---@param year integer
---@return integer day
function M.easter(year)
  local a, b, c = year % 19, year // 100, year % 100
  local h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
  local l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
  local m = (a + 11 * h + 22 * l) // 451
  local n = h + l - 7 * m + 114
  return M.day(year, n // 31, n % 31 + 1)
end

---@param day integer?
---@return string? YYYY-MM-DD
function M.format(day)
  return day and ("%04d-%02d-%02d"):format(M.civil(day))
end

---@param moment integer
---@return string YYYY-MM-DD HH:MM:SS
function M.format_moment(moment)
  local s = moment % 86400
  return ("%s %02d:%02d:%02d"):format(M.format(moment // 86400), s // 3600, s // 60 % 60, s % 60)
end

---@param text string ISO 8601 date, or date and time
---@return integer? moment
function M.parse(text)
  local y, m, d, rest = text:match "^(%d%d%d%d)-(%d%d)-(%d%d)(.*)$"
  local day = y and M.day(tonumber(y), tonumber(m), tonumber(d))
  if not day then return nil end
  local h, min, s = rest:match "^[T ](%d%d):(%d%d):?(%d?%d?)"
  if not h then return day * 86400 end
  return day * 86400 + tonumber(h) * 3600 + tonumber(min) * 60 + (tonumber(s) or 0)
end

return M
