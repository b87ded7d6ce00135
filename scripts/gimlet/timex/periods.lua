-- Stretches of days: months, years, weeks, quarters, seasons, decades, “the next 3 days”, “from 4 to 22 May”.
local lpeg = require "lpeg"
local calendar = require "gimlet.timex.calendar"
local dates = require "gimlet.timex.dates"
local holidays = require "gimlet.timex.holidays"
local lexis = require "gimlet.timex.lexis"
local nodes = require "gimlet.timex.nodes"

local P, R, C, Cc, Cg, Cmt = lpeg.P, lpeg.R, lpeg.C, lpeg.Cc, lpeg.Cg, lpeg.Cmt
local gap, blank, stop, words, digit = lexis.gap, lexis.blank, lexis.stop, lexis.words, lexis.digit
local named, built = dates.named, dates.built

local M = {}

local the = (P "the" * gap) ^ -1
local of = gap * (P "of" + "in") * gap
local which, month = dates.which, lexis.month

local function year_of(reference) return (calendar.civil(reference.day)) end
local function month_index(reference)
  local y, m = calendar.civil(reference.day)
  return y * 12 + m - 1
end

-- ---- units around now -------------------------------------------------------------------------------

local function week_timex(monday) return ("%04d-W%02d"):format(calendar.iso_week(monday)) end

local UNIT_STRETCH = {
  W = function(reference, n)
    local monday = calendar.monday(reference.day) + n * 7
    return monday, monday + 7, week_timex(monday)
  end,
  K = function(reference, n)
    local monday = calendar.monday(reference.day) + n * 7
    return monday + 5, monday + 7, week_timex(monday) .. "-WE"
  end,
  M = function(reference, n)
    local index = month_index(reference) + n
    local first = calendar.day(index // 12, index % 12 + 1, 1)
    return first, calendar.add_months(first, 1), ("%04d-%02d"):format(index // 12, index % 12 + 1)
  end,
  Y = function(reference, n)
    local y = year_of(reference) + n
    return calendar.day(y, 1, 1), calendar.day(y + 1, 1, 1), ("%04d"):format(y)
  end,
}
local function years_timex(y, count)
  return calendar.day(y, 1, 1), calendar.day(y + count, 1, 1),
    ("(%04d-01-01,%04d-01-01,P%dY)"):format(y, y + count, count)
end
function UNIT_STRETCH.E(reference, n) return years_timex(year_of(reference) // 10 * 10 + n * 10, 10) end
function UNIT_STRETCH.C(reference, n) return years_timex(year_of(reference) // 100 * 100 + n * 100, 100) end
local function quarter(y, q)
  local first = calendar.day(y, q * 3 - 2, 1)
  local after = calendar.add_months(first, 3)
  return first, after, ("(%s,%s,P3M)"):format(calendar.format(first), calendar.format(after))
end
function UNIT_STRETCH.Q(reference, n)
  local y, m = calendar.civil(reference.day)
  local index = y * 4 + (m - 1) // 3 + n
  return quarter(index // 4, index % 4 + 1)
end
function UNIT_STRETCH.F(reference, n)
  local first = n > 0 and reference.day + 1 or reference.day - 14
  return first, first + 14, ("(%s,%s,P2W)"):format(calendar.format(first), calendar.format(first + 14))
end
-- Two weeks from now on are not counted from a Monday.

local span_unit = Cmt(lexis.unit, function(_, after, unit) return UNIT_STRETCH[unit] and after, unit end)
local function around(parts)
  return nodes.stretch(function(reference) return UNIT_STRETCH[parts.unit](reference, parts.n) end, parts.unit)
end
local verbal = -lexis.after "will would shall should can could may might must to not t does do did"
local unit_now = P "this" * stop * Cc(0) + P "my" * stop * Cc(0)
  + P "the" * stop * Cc(0) * -(gap * words "year week month" * gap * digit) + verbal * which
local around_now = named("n", unit_now) * gap * named("unit", span_unit)
local after_next = the * named("unit", span_unit) * gap * "after" * gap * the * P "next" * stop
local undefined = (P "that" + "same") * stop * gap * named("unit", span_unit)

local UNDEFINED = { W = "XXXX-WXX", K = "XXXX-WXX-WE", M = "XXXX-XX", Y = "XXXX" }
local units = built(P "weekend" * stop * Cg(Cc "K", "unit") * Cg(Cc(0), "n"), around)
  + built(after_next, function(parts) parts.n = 2 return around(parts) end)
  + built(undefined, function(parts)
    if not UNDEFINED[parts.unit] then return nil end
    return nodes.stretch(function(reference)
      local first, after = UNIT_STRETCH[parts.unit](reference, 0)
      return first, after, UNDEFINED[parts.unit], "ref_undef"
    end, parts.unit)
  end)
  + built(around_now, around)

-- ---- counts of units --------------------------------------------------------------------------------

local LETTER = { F = "W", E = "Y", C = "Y", Q = "M" }
local TIMES = { F = 2, E = 10, C = 100, Q = 3 }

---P1Y2M3D of amounts; with a clock part PT….
---@param amounts table[] { n, unit }
---@return string
function M.duration_timex(amounts)
  local date, clock = {}, {}
  for _, part in ipairs(amounts) do
    local n = part.n * (TIMES[part.unit] or 1)
    local text = math.type(n) == "float" and n == math.floor(n) and ("%d"):format(n) or tostring(n)
    local letter = LETTER[part.unit] or part.unit
    if letter == "B" then letter = "BD" elseif letter == "K" then letter = "WE" end
    if letter == "H" or letter == "N" or letter == "S" then
      clock[#clock + 1] = text .. (letter == "N" and "M" or letter)
    else
      date[#date + 1] = { text = text .. letter, order = (("YMWD"):find(letter:sub(1, 1)) or 9) }
    end
  end
  table.sort(date, function(a, b) return a.order < b.order end)
  for i, part in ipairs(date) do date[i] = part.text end
  return "P" .. table.concat(date) .. (#clock > 0 and "T" .. table.concat(clock) or "")
end

-- “the next two decades”: whole decades, quarters; weeks and the rest count from today.
local function whole(unit, n, direction, reference)
  if unit == "E" then
    local y = year_of(reference) // 10 * 10
    local from = direction > 0 and y + 10 or y - n * 10
    return years_timex(from, n * 10)
  elseif unit == "C" then
    local y = year_of(reference) // 100 * 100
    return years_timex(direction > 0 and y + 100 or y - n * 100, n * 100)
  elseif unit == "Q" then
    local index = month_index(reference) // 3
    local from = direction > 0 and index + 1 or index - n
    local first = calendar.day(from // 4, from % 4 * 3 + 1, 1)
    local after = calendar.add_months(first, n * 3)
    return first, after, ("(%s,%s,P%dM)"):format(calendar.format(first), calendar.format(after), n * 3)
  end
end

local function counted(amounts, direction, from_today)
  if dates.has_clock(amounts) then return nil end
  local node = nodes.stretch(function(reference)
    local unit, n = amounts[1].unit, amounts[1].n
    if #amounts == 1 and n == math.floor(n) then
      local first, after, timex = whole(unit, math.floor(n), direction, reference)
      if first then return first, after, timex end
    end
    local start = direction > 0 and not from_today and reference.day + 1 or reference.day
    local other = dates.shift(start * 86400, amounts, direction) // 86400
    if direction < 0 then start, other = other, start end
    return start, other, ("(%s,%s,%s)"):format(calendar.format(start), calendar.format(other),
      M.duration_timex(amounts))
  end, "D")
  return node
end

local ahead = words("next coming upcoming following", 1)
local behind = words("last previous past preceding", -1)
local two_way = ahead + behind
local counts = built(P "the" * gap * named("sign", two_way) * gap * named("n", dates.amounts), function(parts)
    return parts.n[1].unit == "E" and counted(parts.n, parts.sign) or nil
  end)
  + built(P "the" * gap * named("sign", two_way) * gap * P "decade" * stop, function(parts)
    return nodes.stretch(function(reference) return UNIT_STRETCH.E(reference, parts.sign) end, "E")
  end)
  + built(verbal * named("sign", two_way) * gap * named("n", dates.amounts),
    function(parts) return counted(parts.n, parts.sign) end)
  + built(named("count", lexis.count) * gap * named("sign", two_way) * gap * named("unit", lexis.unit),
    function(parts) return counted({ { n = parts.count, unit = parts.unit } }, parts.sign) end)
  + built((P "within" + words("less_than", nil)) * gap * (the * ahead) ^ -1 * gap ^ -1 * named("n", dates.amounts)
    * (gap * words "from_today from_now") ^ -1, function(parts) return counted(parts.n, 1, true) end)
  + built(named("n", dates.amounts) * gap * words "in_the_future hence",
    function(parts) return counted(parts.n, 1) end)

-- “for 3 days from next Monday”, “a week starting tomorrow”
local starting = built((P "for" * gap * named("n", dates.amounts) * (blank * "," * blank + gap) * (P "from"
  * gap + P "on" * gap) ^ -1
    + named("n", dates.amounts) * (blank * "," * blank + gap) * P "starting" * gap * (P "from" * gap + P "on"
      * gap) ^ -1)
  * named("first", dates.inner), function(parts)
    if dates.has_clock(parts.n) then return nil end
    return { kind = "daterange", grain = "D", at = function(reference)
      local from = parts.first.at(reference)
      local function stretch(day)
        return day and { day, dates.shift(day * 86400, parts.n, 1) // 86400 }
      end
      local f = stretch(from.future)
      return { timex = f and ("(%s,%s,%s)"):format(calendar.format(f[1]), calendar.format(f[2]),
        M.duration_timex(parts.n)) or from.timex, future = f, past = stretch(from.past) }
    end }
  end)

-- ---- months and years -------------------------------------------------------------------------------

local year_after = ((of + lexis.comma + P "-" + P "/" + blank * P "," * blank) ^ -1 * blank) * lexis.any_year
-- Two figures after a month are a year where they can be no day.
local short_year = gap * (P "of" * gap) ^ -1 * #(R "39" * R "09") * -(P "30" + "31") * lexis.year2 * stop
local which_year = (gap + of) * the * named("which", which) * gap * P "year" * stop

local function month_node(parts)
  if parts.which then
    return nodes.stretch(function(reference)
      return UNIT_STRETCH.M({ day = calendar.day(year_of(reference) + parts.which, parts.m, 1) }, 0)
    end, "M")
  end
  return nodes.month(parts.y, parts.m)
end
local month_year = built(named("m", month) * (named("y", year_after) + named("y", short_year) + which_year),
  month_node)
  + built(named("y", lexis.any_year) * (blank * (P "," + "-" + "/") * blank + gap) * named("m", month) * stop,
    month_node)
local month_alone = built(named("m", lexis.named(month)), month_node)
  + built(the * P "month" * gap * "of" * gap * named("m", month) * named("y", year_after) ^ -1, month_node)

-- “this September”, “last June”: the one of this year, or of the year before.
-- “This past June” is the latest one.
local near_month = built((P "this" * gap) ^ -1 * named("sign", words("past", -1) + words("coming upcoming", 1)) * gap
  * named("m", month), function(parts)
    return nodes.stretch(function(reference)
      local y, m = calendar.civil(reference.day)
      if parts.sign < 0 and parts.m >= m then y = y - 1 elseif parts.sign > 0 and parts.m <= m then y = y + 1 end
      return UNIT_STRETCH.M({ day = calendar.day(y, parts.m, 1) }, 0)
    end, "M")
  end)
local which_month = near_month + built(named("n", dates.the_which) * gap * named("m", month), function(parts)
  return nodes.stretch(function(reference)
    return UNIT_STRETCH.M({ day = calendar.day(year_of(reference) + parts.n, parts.m, 1) }, 0)
  end, "M")
end)

local figure_month = Cmt(C(digit * digit ^ -1) * -digit, function(_, after, text)
  local n = tonumber(text)
  return n >= 1 and n <= 12 and after, n
end)
local sign = blank * (P "-" + "/") * blank + P "."
local numeric_month = built((named("y", C(R "12" * digit * digit * digit) / tonumber) * sign * named("m",
  figure_month)
    + named("m", figure_month) * (blank * (P "-" + "/") * blank) * named("y", lexis.year4))
  * -(blank * (P "/" + "-" + ".") * digit), month_node)

local year_word = (P "the" * gap) ^ -1 * P "year" * stop * gap * (P "of" * gap) ^ -1
local era_year = C(digit * digit ^ -3) * stop / tonumber
-- A number that is part of a longer one, with hyphens or slashes between, is no year.
local function alone(pattern)
  return Cmt(pattern, function(text, after, y)
    local before = text:sub(math.max(1, after - 10), after - 5)
    local number = text:match("^%s*%-%s*(%d+)", after)
    if number and #number ~= 4 or before:find "%d%s*%-%s*$" or before:find "[$#&+]%s?$" then return false end
    -- “2000 pieces”: a number of things.
    local word = text:match("^ (%a+)", after)
    if word and #word > 4 and word:find "s$" and not word:find "ss$"
      and not lexis.announces(before:match "(%a+)%.?,? $") then return false end
    return after, y
  end)
end
local year = built(P "year" * gap * named("y", lexis.year4 + lexis.spelled + era_year),
  function(parts) return nodes.year(parts.y) end)
  + built(named("y", alone(lexis.year4)) * -(blank * P "%") * -(P "." * digit + P "," * digit),
    function(parts) return nodes.year(parts.y) end)
  + built(named("y", lexis.spelled_year) * -(gap * lexis.unit),
    function(parts) return nodes.year(parts.y) end)
M.year_word = year_word

-- ---- weeks, quarters, halves ------------------------------------------------------------------------

local year_or_which = named("y", lexis.any_year) + the * named("which", which) * gap * P "year" * stop
  + P "the" * gap * P "year" * stop * Cg(Cc(0), "which")
local function target_year(parts, reference)
  return parts.y or year_of(reference) + (parts.which or 0)
end

local nth = lexis.ordinal + words("last", -1)
local function weeks_in_year(y)
  local _, last = calendar.iso_week(calendar.day(y, 12, 28))
  return last
end
local function year_week(parts)
  return nodes.stretch(function(reference)
    local y = target_year(parts, reference)
    local n = parts.n == -1 and weeks_in_year(y) or parts.n
    local monday = calendar.week_begin(y, n)
    return monday, monday + 7, ("%04d-W%02d"):format(y, n)
  end, "W")
end
local function month_week(parts)
  local written = parts.n == -1 and 5 or parts.n
  local function of_month(y, m)
    local monday = calendar.week_of_month(y, m, parts.n)
    return { monday, monday + 7 }
  end
  return { kind = "daterange", grain = "W", at = function(reference)
    if parts.offset or parts.y then
      local index = parts.y and parts.y * 12 + parts.m - 1 or month_index(reference) + parts.offset
      local days = of_month(index // 12, index % 12 + 1)
      return { timex = ("%04d-%02d-W%02d"):format(index // 12, index % 12 + 1, written), future = days, past = days }
    end
    local y = year_of(reference)
    local this = of_month(y, parts.m)
    local passed = this[1] <= reference.day
    return { timex = ("XXXX-%02d-W%02d"):format(parts.m, written), future = passed and of_month(y + 1,
      parts.m) or this,
      past = passed and this or of_month(y - 1, parts.m) }
  end }
end
-- Years that begin at another time: “last fiscal year”, “FY2018”
local year_kind = words("fiscal financial", "FY") * gap * "year" * stop + words("school", "SY") * gap * "year" * stop
  + words("fy", "FY") + words("sy", "SY")
local function other_year(parts)
  return { kind = "daterange", grain = "Y", at = function(reference)
    local y = (parts.y or parts.which) and target_year(parts, reference)
    return { timex = parts.kind .. (y and ("%04d"):format(y) or "XXXX") }
  end }
end
local two_or_four = lexis.year4 + C(digit * digit) * stop / function(two) return 2000 + tonumber(two) end
local other_years = built(named("kind", year_kind) * gap * (P "of" * gap) ^ -1 * named("y", two_or_four), other_year)
  + built(named("kind", P "fy" * Cc "FY" + P "sy" * Cc "SY") * named("y", two_or_four), other_year)
  + built(named("which", which) * gap * named("kind", year_kind), other_year)
  + built(named("kind", year_kind), other_year)
  + built(words "calendar_year cy" * gap * named("y", two_or_four), function(parts) return nodes.year(parts.y) end)
  + built(P "cy" * named("y", two_or_four), function(parts) return nodes.year(parts.y) end)
  + built(named("n", which) * gap * P "calendar" * gap * "year" * stop * Cg(Cc "Y", "unit"), around)
  + built((P "this" * stop * Cg(Cc(0), "n") + named("n", which)) * gap * words "workweek working_week work_week",
    function(parts)
    return nodes.stretch(function(reference)
      local monday, _, timex = UNIT_STRETCH.W(reference, parts.n)
      return monday, monday + 5, timex
    end, "W")
  end)
local weeks = built(the * named("n", nth) * gap * "week" * stop * (of + gap) * year_or_which, year_week)
  + built(the * named("n", nth) * gap * "week" * stop * of * (named("offset", dates.the_which) * gap * "month" * stop
    + P "the" * gap * "month" * stop * Cg(Cc(0), "offset") + named("m", month) * named("y", year_after) ^ -1),
      month_week)
  + built(P "week" * gap * named("n", C(digit * digit ^ -1) * stop / tonumber)
    * ((of + gap) * year_or_which) ^ -1, function(parts)
      return parts.n >= 1 and parts.n <= 53 and year_week(parts) or nil
    end)

-- “the week of September 16th”, “w/c 4 Feb”
local function unit_of_day(parts)
  return { kind = "daterange", grain = "W", at = function(reference)
    local day = parts.day.at(reference)
    local function whole_unit(d)
      return d and { UNIT_STRETCH[parts.unit]({ day = d }, 0) }
    end
    return { timex = day.timex, future = whole_unit(day.future), past = whole_unit(day.past) }
  end }
end
local commencing = gap * (words "commencing starting beginning" * (gap * "on") ^ -1 + P "of") * gap
local week_of = built(the * named("unit", (P "week" * Cc "W" + P "month" * Cc "M") * stop) * commencing
    * named("day", dates.inner), unit_of_day)
  + built(P "w/c" * gap * Cg(Cc "W", "unit") * named("day", dates.inner), unit_of_day)
local weekend_of = built(the * P "weekend" * gap * "of" * gap * named("day", holidays.pattern + dates.full_date)
    + named("day", holidays.pattern) * gap * "weekend" * stop, function(parts)
  return { kind = "daterange", grain = "K", at = function(reference)
    local day = parts.day.at(reference)
    local function weekend(d)
      return d and { UNIT_STRETCH.K({ day = d }, 0) }
    end
    local f = weekend(day.future)
    return { timex = f and f[3] or day.timex, future = f, past = weekend(day.past) }
  end }
end)

local function stretch_of_months(first_month, count)
  return function(parts)
    local m = type(first_month) == "function" and first_month(parts) or first_month
    if not m then return nil end
    local function of_year(y)
      local first = calendar.day(y, m, 1)
      return { first, calendar.add_months(first, count) }
    end
    local function text(days, open)
      local a, b = calendar.format(days[1]), calendar.format(days[2])
      if open then a, b = "XXXX" .. a:sub(5), "XXXX" .. b:sub(5) end
      return ("(%s,%s,P%dM)"):format(a, b, count)
    end
    return { kind = "daterange", grain = "M", at = function(reference)
      local y = year_of(reference)
      if parts.y or parts.which then
        local days = of_year(target_year(parts, reference))
        return { timex = text(days), future = days, past = days }
      end
      local this = of_year(y)
      local passed = this[1] <= reference.day
      return { timex = text(this, true), future = passed and of_year(y + 1) or this,
        past = passed and this or of_year(y - 1) }
    end }
  end
end
local quarter_name = P "q" * C(R "14") * stop / tonumber
  + the * lexis.ordinal * (gap + P "-" * blank) * "quarter" * stop
local half_name = P "h" * C(R "12") * stop / tonumber + the * lexis.ordinal * (gap + P "-" * blank) * "half" * stop
local function by_quarter(parts) return parts.q <= 4 and parts.q * 3 - 2 or nil end
local function by_half(parts) return parts.q <= 2 and parts.q * 6 - 5 or nil end
local joined_year = (gap * (P "of" * gap) ^ -1 + P "-" + P "," * blank + blank) * year_or_which
local before_year = named("y", lexis.year4 + C(R "12" * digit * digit * digit) / tonumber)
  * (blank * (P "," + "-") * blank + gap + P(true))
local quarters = built(named("q", quarter_name) * joined_year ^ -1, stretch_of_months(by_quarter, 3))
  + built(before_year * named("q", quarter_name), stretch_of_months(by_quarter, 3))
  + built(named("which", which) * gap * "year" * (P "'s" + "\u{2019}s") * gap * named("q", quarter_name),
    stretch_of_months(by_quarter, 3))
  + built(named("q", half_name) * joined_year, stretch_of_months(by_half, 6))
  + built(before_year * named("q", half_name), stretch_of_months(by_half, 6))

-- ---- seasons, decades, centuries --------------------------------------------------------------------

local season_name = lexis.map(lexis.SEASONS)
local function season(parts)
  return { kind = "daterange", grain = "season", season = parts.s, at = function(reference)
    local y = (parts.y or parts.which) and target_year(parts, reference)
    return { timex = (y and ("%04d-"):format(y) or "") .. parts.s, open = true }
  end }
end
local seasons = built(named("which", which) * gap * named("s", season_name), season)
  + built(the * named("s", lexis.named(season_name)) * ((gap * (P "of" * gap) ^ -1 + lexis.comma)
    * year_or_which) ^ -1, season)

local DECADES <const> = { twenties = 20, thirties = 30, forties = 40, fifties = 50, sixties = 60, seventies = 70,
  eighties = 80, nineties = 90, tens = 10, ["nineteen-tens"] = 10 }
local function decade(parts)
  if parts.y then
    if parts.y % 10 ~= 0 then return nil end
    return nodes.stretch(function() return years_timex(parts.y, 10) end, "Y")
  end
  local d = parts.d
  if d % 10 ~= 0 then return nil end
  return { kind = "daterange", grain = "Y", at = function(reference)
    local centennial = year_of(reference) // 100 * 100
    local this = centennial + d
    local future, past
    if this > year_of(reference) then future, past = this, this - 100
    else future, past = this + 100, this end
    local function ten(y) return { calendar.day(y, 1, 1), calendar.day(y + 10, 1, 1) } end
    return { timex = ("(XX%02d-01-01,XX%02d-01-01,P10Y)"):format(d, (d + 10) % 100), future = ten(future),
      past = ten(past) }
  end }
end
local plural = (P "'" + P "\u{2019}" + P " ") ^ -1 * P "s" * stop
local hundred = lexis.map { eighteen = 1800, nineteen = 1900, twenty = 2000, seventeen = 1700 }
  + P "two" * gap * "thousand" * gap * ("and" * gap) ^ -1 * Cc(2000)
local decades = built(the * named("y", C(R "12" * digit * digit * "0") / tonumber) * plural, decade)
  + built(the * (P "'" + P "\u{2019}") ^ -1 * named("d", C(digit * "0") / tonumber) * plural, decade)
  + built(the * named("y", hundred * lexis.joint ^ -1 * lexis.map(DECADES) / function(a, b) return a + b end), decade)
  + built(the * named("d", lexis.map(DECADES)), decade)
  + built(the * words("noughties two_thousands", nil), function() return decade { y = 2000 } end)
local centuries = built(the * named("n", lexis.ordinal) * gap * "century" * stop, function(parts)
  return nodes.stretch(function() return years_timex((parts.n - 1) * 100, 100) end, "Y")
end)

-- ---- parts of periods -------------------------------------------------------------------------------

local HALVES = {
  start = function(days, unit)
    if unit == "W" then return { days[1], days[1] + 3 } end
    if unit == "M" then return { days[1], days[1] + 15 } end
    return { days[1], calendar.add_months(days[1], 6) }
  end,
  ["end"] = function(days, unit)
    if unit == "W" then return { days[1] + 3, days[2] } end
    if unit == "M" then return { days[1] + 15, days[2] } end
    return { calendar.add_months(days[1], 6), days[2] }
  end,
  mid = function(days, unit)
    if unit == "W" then return { days[1] + 1, days[1] + 5 } end
    if unit == "M" then return { days[1] + 9, days[1] + 20 } end
    return { calendar.add_months(days[1], 3), calendar.add_months(days[1], 9) }
  end,
}
-- Of a year by its number: thirds.
local THIRDS = {
  start = function(days) return { days[1], calendar.add_months(days[1], 4) } end,
  mid = function(days) return { calendar.add_months(days[1], 4), calendar.add_months(days[1], 8) } end,
  ["end"] = function(days) return { calendar.add_months(days[1], 8), days[2] } end,
}
local edge_word = words("early", "start") + words("late", "end")
  + words("mid", "mid") * (P "-") ^ -1
local edge_of = (words("beginning start", "start") + words("middle", "mid") + words("end close", "end"))
  * gap * (P "of" * gap) ^ -1 * (P "the" * gap * #(lexis.unit)) ^ -1
local whole_period = lexis.longest(units, month_year, which_month, month_alone, year, seasons, quarters, decades,
  centuries,
  weeks)
-- “end of year”, “EOM”
local bare_unit = built(named("unit", span_unit) * Cg(Cc(0), "n"), around)
local year_end = P "eoy" * stop * Cc "Y" + P "eom" * stop * Cc "M" + P "eow" * stop * Cc "W"
local parted = built(named("unit", year_end), function(parts)
    return nodes.stretch(function(reference)
      local first, after, timex = UNIT_STRETCH[parts.unit](reference, 0)
      local half = HALVES["end"]({ first, after }, parts.unit)
      return half[1], half[2], timex, "end"
    end, parts.unit)
  end) + built((named("mod", edge_word) * (gap + "-" + P(true)) * (P "in" * gap) ^ -1 * the + named("mod",
    edge_of)) * named("of", whole_period + bare_unit),
  function(parts)
    local period = parts.of
    local node = nodes.part_of(period, parts.mod, function(days)
      if period.parts and period.grain == "Y" then return THIRDS[parts.mod](days) end
      return HALVES[parts.mod](days, period.grain)
    end)
    node.edge = parts.mod
    node.whole = period
    return node
  end)

local function clipped(parts)
  return nodes.stretch(function(reference)
    local first, after, timex = UNIT_STRETCH[parts.unit](reference, parts.n or 0)
    local half = HALVES[parts.mod]({ first, after }, parts.unit)
    if parts.mod == "start" then
      return first, math.min(reference.day, half[2]), timex
    end
    return math.max(reference.day, half[1]), after, timex
  end, parts.unit)
end
local later = built(named("mod", words("earlier", "start") + words("later", "end")) * gap * (P "in" * gap) ^ -1
  * (P "this" * stop + P "the" * stop) * gap * named("unit", span_unit), clipped)

-- “rest of the week”
local rest = built((P "the" * gap) ^ -1 * words "rest remainder remaining" * gap * (P "of" * gap) ^ -1
  * (words "the this my current" * gap) ^ -1
  * named("unit", span_unit), function(parts)
    return nodes.stretch(function(reference)
      local _, after = UNIT_STRETCH[parts.unit](reference, 0)
      local last = after - 1
      local count = last - reference.day + (parts.unit == "W" and 0 or 1)
      return reference.day, last, ("(%s,%s,P%dD)"):format(calendar.format(reference.day), calendar.format(last),
        count)
    end, parts.unit)
  end)

-- “year to date”
local to_date = built(the * named("unit", P "year" * Cc "Y" + P "month" * Cc "M" + P "week" * Cc "W") * gap
  * "to" * gap * "date" * stop,
  function(parts)
    return nodes.stretch(function(reference)
      local first, _, timex = UNIT_STRETCH[parts.unit](reference, 0)
      return first, reference.day, timex
    end, parts.unit)
  end)

-- “the first 2 weeks of 2021”, “the last four months of 2021”
local count_of = built(the * named("edge", words("first", 1) + words("last", -1)) * gap * named("count",
  lexis.count) * gap
  * named("unit", lexis.unit) * gap * "of" * gap * year_or_which, function(parts)
    return nodes.stretch(function(reference)
      local y = target_year(parts, reference)
      local n, unit = math.floor(parts.count), parts.unit
      local first, after = calendar.day(y, 1, 1), calendar.day(y + 1, 1, 1)
      if unit == "W" then
        if parts.edge > 0 then first = calendar.week_begin(y, 1) after = first + n * 7
        else after = calendar.week_begin(y, weeks_in_year(y)) + 7 first = after - n * 7 end
      elseif parts.edge > 0 then after = dates.shift(first * 86400, { { n = n, unit = unit } }, 1) // 86400
      else first = dates.shift(after * 86400, { { n = n, unit = unit } }, -1) // 86400 end
      return first, after, ("(%s,%s,%s)"):format(calendar.format(first), calendar.format(after),
        M.duration_timex { { n = n, unit = unit } })
    end, "D")
  end)

-- “the third month of 2021”
local month_of_year = built(the * named("n", nth) * gap * "month" * stop * (of + gap) * year_or_which, function(parts)
  return nodes.stretch(function(reference)
    local y = target_year(parts, reference)
    return UNIT_STRETCH.M({ day = calendar.day(y, parts.n == -1 and 12 or parts.n, 1) }, 0)
  end, "M")
end)

M.simple = lexis.longest(units, counts, starting, month_year, which_month, month_alone, numeric_month, year, weeks,
  week_of, weekend_of, quarters, seasons, decades, centuries, parted, later, rest, month_of_year, to_date,
    count_of, other_years)
M.points = lexis.longest(units, month_year, which_month, numeric_month, year, weeks, quarters, parted, month_alone)

return M
