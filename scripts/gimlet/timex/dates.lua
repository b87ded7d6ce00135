-- Days: “3 March 2021”, “3/7/2017”, “next Friday”, “the first Friday of July”, “two weeks ago”, “the
-- 27th”.
local lpeg = require "lpeg"
local calendar = require "gimlet.timex.calendar"
local holidays = require "gimlet.timex.holidays"
local lexis = require "gimlet.timex.lexis"
local nodes = require "gimlet.timex.nodes"

local P, R, C, Cc, Cg, Ct, Cmt = lpeg.P, lpeg.R, lpeg.C, lpeg.Cc, lpeg.Cg, lpeg.Ct, lpeg.Cmt
local gap, blank, stop, words = lexis.gap, lexis.blank, lexis.stop, lexis.words
local digit = lexis.digit

local M = {}

local function named(name, pattern) return Cg(pattern, name) end
local function built(pattern, build) return Cmt(Ct(pattern), function(_, after, parts)
  local node = build(parts)
  return node and after, node
end) end
M.named, M.built = named, built

local function within(low, high) return function(_, after, text)
  local n = tonumber(text)
  return n >= low and n <= high and after, n
end end

-- ---- the parts of a date ----------------------------------------------------------------------------

local figures12 = C(digit * digit ^ -1) * -digit
local day_figure = Cmt(figures12, within(1, 31))
local ordinal_day = Cmt(lexis.ordinal, function(_, after, n) return n <= 31 and after, n end)
local spelled_day = Cmt(lexis.below_hundred, function(_, after, n) return n <= 31 and after, n end)
local day = ordinal_day + day_figure * stop
local month, weekday = lexis.month, lexis.weekday
M.day, M.month_name, M.ordinal_day, M.day_figure, M.spelled_day = day, month, ordinal_day, day_figure, spelled_day

local of = gap * P "of" * gap
local in_year = gap * P "in" * gap
local year_after = (of + in_year + lexis.comma + P "-" + P "/" + P ".") ^ -1 * blank * lexis.any_year
local short_year_after = (P "," + P "/" + P "-" + gap * P "of" * gap) * lexis.year2 * stop
local year = named("y", year_after)
local maybe_year = (year + named("y", short_year_after)) ^ -1

-- “Wed, ”, “(Tue)”, “Friday the ”
local weekday_before = (weekday * P "." ^ -1 * (lexis.comma + blank * P "-" * blank) * (P "the" * gap) ^ -1)

local function calendar_node(parts)
  return nodes.calendar_date { y = parts.y, m = parts.m, d = parts.d }
end

local month_day = weekday_before ^ -1 * named("m", month) * (blank * (P "," + "-" + "/" + ".") ^ -1) * blank
  * (P "the" * gap) ^ -1 * named("d", day + spelled_day) * (blank * P "(" * weekday * P ")") ^ -1 * maybe_year
local not_may = -(gap * P "may" * stop)
local day_month = weekday_before ^ -1 * (P "the" * gap * #(lexis.ordinal + lexis.below_hundred)) ^ -1
  * named("d", day + spelled_day * not_may + Cmt(figures12, within(1, 31)) * #P ".")
  * (gap * P "day") ^ -1
  * (of + P "." * blank + blank * (P "-" + "/" + ",") ^ -1 * blank) * named("m", month) * maybe_year

local sign = C(P "/" + "-" + ".")

-- Figures with one sign between: the order tells itself by the size of the numbers, or is month first.
local function figures(parts)
  local a, b, c = parts.a, parts.b, parts.c
  if parts.first == parts.second and #a == 4 then
    return nodes.calendar_date { y = tonumber(a), m = tonumber(b), d = tonumber(c) }
  end
  local y = tonumber(c)
  if #c == 2 then y = lpeg.match(lexis.year2, c) end
  local m, d = tonumber(a), tonumber(b)
  if m > 12 then m, d = d, m end
  if m < 1 or m > 12 or d < 1 or d > 31 then return nil end
  return nodes.calendar_date { y = y, m = m, d = d }
end
local two = digit * digit ^ -1
local four = R "12" * digit * digit * digit
local function not_longer(signs) return -(digit + signs * digit + lexis.alpha) end
local year_first = named("a", C(four)) * named("first", sign) * named("b", Cmt(C(two), within(1, 12)) / tostring)
  * named("second", sign) * named("c", Cmt(C(two), within(1, 31)) / tostring) * -digit
local year_last = named("a", C(two)) * sign * named("b", C(two)) * blank * (sign + P "," * -P " ") * blank
  * named("c", C(four) * -digit + C(digit * digit)) * not_longer(P "." + "/")
local run_together = C(four) * C(digit * digit) * C(digit * digit) * -(digit + lexis.alpha)
  / function(y, m, d) return { y = tonumber(y), m = tonumber(m), d = tonumber(d) } end
local spaced = named("a", C(four)) * P " " * named("first", Cc " ") * named("b", Cmt(C(digit * digit), within(1, 12))
  / function(n) return tostring(n) end) * P " " * named("second", Cc " ")
  * named("c", Cmt(C(digit * digit), within(1, 31)) / function(n) return tostring(n) end) * -digit

local function month_and_day(parts)
  local m, d = parts.a, parts.b
  if m > 12 then m, d = d, m end
  if m < 1 or m > 12 or d < 1 or d > 31 then return nil end
  return nodes.calendar_date { m = m, d = d }
end
local function pair(signs)
  return named("a", Cmt(C(two), within(1, 31))) * signs * named("b", Cmt(C(two), within(1, 31)))
    * not_longer(P "." + "/" + signs)
end
local year_month_name = (named("y", C(four) / tonumber) * sign * named("m", month) * sign * named("d", day_figure)
  + named("m", month) * sign * named("y", C(four) / tonumber) * sign * named("d", day_figure)) * -digit

local full_date = lexis.longest(built(month_day, calendar_node), built(day_month, calendar_node),
  built(year_month_name, calendar_node))
local numeric = built(year_first, figures) + built(year_last, figures) + built(spaced, figures)
  + built(run_together, function(parts)
    local p = parts[1]
    return p.m >= 1 and p.m <= 12 and p.d >= 1 and p.d <= 31 and nodes.calendar_date(p) or nil
  end)
  + built((weekday_before + P(true)) * pair(P "/"), month_and_day)
  + built(weekday * gap * pair(P "-"), month_and_day)
  + lexis.after "on" * built(pair(P "-"), month_and_day)
  + lexis.after "on in" * built(pair(P "."), month_and_day)
numeric = lexis.longest(numeric)
M.full_date, M.numeric = full_date, numeric

-- ---- days of a week ---------------------------------------------------------------------------------

local function week_day(offset, number, timex)
  return { kind = "date", grain = "D", weekday = number, offset = offset, at = function(reference)
    return nodes.same(timex, calendar.monday(reference.day) + offset * 7 + number - 1)
  end }
end

local function in_week(offset, number)
  local node = nodes.day(function(reference) return calendar.monday(reference.day) + offset * 7 + number - 1 end)
  node.weekday, node.offset = number, offset
  return node
end
M.week_day = week_day

local which = lexis.this * Cc(0) + lexis.next * Cc(1) + lexis.last * Cc(-1) + words("following", 1)
local the_which = (P "the" * gap) ^ -1 * which
M.which, M.the_which = which, the_which

-- “last Friday” is the Friday before today, “next Friday” that of the coming week.
local function which_weekday(parts)
  local n, number = parts.which, parts.weekday
  return in_week(n, number)
end
local week_or_weeks = P "week" * ("'s" + P "\u{2019}s") ^ -1 * stop
-- “this past Wednesday”, “upcoming Friday”: the nearest one.
local function nearest_weekday(parts)
  return nodes.day(function(reference)
    local away = (parts.weekday - calendar.weekday(reference.day)) % 7
    if parts.sign > 0 then return reference.day + (away == 0 and 7 or away) end
    return reference.day - (away == 0 and 7 or 7 - away)
  end)
end
local weekdays = lexis.longest(
  built((P "this" * gap) ^ -1 * named("sign", words("upcoming coming", 1) + words("past", -1)) * gap
    * named("weekday", weekday), nearest_weekday)
  + built((P "this" * stop * Cg(Cc(0), "which") + named("which", which)) * gap * named("weekday", weekday),
    which_weekday)
  + built(named("which", the_which) * gap * week_or_weeks * (P "," ^ -1 * gap * (P "on" * gap) ^ -1)
    * named("weekday", weekday), which_weekday)
  + built((P "on" * gap) ^ -1 * named("weekday", weekday) * (gap * "of") ^ -1 * gap * named("which", the_which) * gap
    * week_or_weeks, which_weekday)
  + built(named("weekday", lexis.named(weekday)),
    function(parts) return nodes.weekday(parts.weekday) end))

-- “Thursday the 21st”: of this month; “Fri 14th”: the nearest months in which they meet.
local weekday_the = built(named("weekday", weekday) * gap * P "the" * gap * named("d", ordinal_day
  + spelled_day + day),
  function(parts)
    return { kind = "date", grain = "D", at = function(reference)
      local y, m = calendar.civil(reference.day)
      return nodes.same(("%04d-%02d-%02d"):format(y, m, parts.d), calendar.day(y, m, parts.d))
    end }
  end)
local function meeting(from, step, weekday_number, d, fits)
  local y, m = calendar.civil(from)
  local index = y * 12 + m - 1
  for _ = 0, 48 do
    local found = calendar.day(index // 12, index % 12 + 1, d)
    if found and calendar.weekday(found) == weekday_number and fits(found) then return found end
    index = index + step
  end
end
local weekday_nth = built(named("weekday", weekday) * gap * named("d", lexis.ordinal
    + day_figure * stop * -(P ":" + "-" + "/" + "." * digit) * -(gap * (lexis.unit + P "am" + "pm" + "a.m"
      + "p.m" + "to" + "o"
      + month))), function(parts)
  if parts.d > 31 then return nil end
  return { kind = "date", grain = "D", at = function(reference)
    local y, m = calendar.civil(reference.day)
    local here = calendar.day(y, m, parts.d)
    if here == reference.day and calendar.weekday(here) == parts.weekday then
      return nodes.same(calendar.format(here), here)
    end
    return { timex = ("XXXX-WXX-%d"):format(parts.weekday),
      future = meeting(reference.day, 1, parts.weekday, parts.d, function(d) return d >= reference.day end),
      past = meeting(reference.day, -1, parts.weekday, parts.d, function(d) return d < reference.day end) }
  end }
end)

-- “this Friday (Jun-15)”, “next 5/12”: the date, in the direction that the word tells.
local month_and_day_of = built(named("m", month) * (blank * (P "," + "-" + "/" + ".") ^ -1) * blank * named("d", day),
  calendar_node) + built(pair(P "/"), month_and_day)
local directed = built((the_which + words("this", 0)) / function(n) return n end * Cg(Cc(true), "directed")
  * (gap * weekday) ^ -1
  * (gap + blank * P "-" * blank) * P "(" ^ -1 * named("date", month_and_day_of) * P ")" ^ -1, function(parts)
    local direction = parts[1]
    return { kind = "date", grain = "D", at = function(reference)
      local whole = parts.date.at(reference)
      local y = calendar.civil(reference.day)
      local here = calendar.day(y, parts.date.parts.m, parts.date.parts.d)
      local found = direction == 0 and here or direction > 0 and whole.future or whole.past
      return nodes.same(whole.timex, found)
    end }
  end)

-- ---- the n-th of something --------------------------------------------------------------------------

local function month_at(reference, offset)
  local y, m = calendar.civil(reference.day)
  local index = y * 12 + m - 1 + offset
  return index // 12, index % 12 + 1
end

local last_or_nth = lexis.ordinal + words("last", -1)
local function nth_timex(y, m, number, n)
  return ("%s-%02d-WXX-%d-#%d"):format(y or "XXXX", m, number, n == -1 and 5 or n)
end

-- “the first Friday of July”, “the second Monday of next month”
local function nth_of_month(parts)
  if parts.n > 5 then return nil end
  return { kind = "date", grain = "D", at = function(reference)
    local y, m = parts.y, parts.m
    if parts.which then
      y, m = month_at(reference, parts.which)
      return nodes.same(nth_timex(nil, m, parts.weekday, parts.n), calendar.nth_weekday(y, m, parts.weekday, parts.n))
    elseif y then
      return nodes.same(nth_timex(y, m, parts.weekday, parts.n), calendar.nth_weekday(y, m, parts.weekday, parts.n))
    end
    local now = calendar.civil(reference.day)
    local this = calendar.nth_weekday(now, m, parts.weekday, parts.n)
    local passed = this and this < reference.day
    return { timex = nth_timex(nil, m, parts.weekday, parts.n),
      future = passed and calendar.nth_weekday(now + 1, m, parts.weekday, parts.n) or this,
      past = passed and this or calendar.nth_weekday(now - 1, m, parts.weekday, parts.n) }
  end }
end
local in_month = gap * (P "of" + "in") * gap
local nth_weekday = built((P "the" * gap) ^ -1 * named("n", last_or_nth) * gap * named("weekday", weekday)
  * (in_month * (named("which", the_which) * gap * P "month" * stop + named("m", month) * year ^ -1)), nth_of_month)
  + built((P "the" * gap) ^ -1 * named("n", lexis.spelled_ordinal) * gap * named("weekday", weekday), function(parts)
    return { kind = "date", grain = "D", at = function(reference)
      local y, m = month_at(reference, 0)
      local found = calendar.nth_weekday(y, m, parts.weekday, parts.n)
      local first = calendar.nth_weekday(y, m, parts.weekday, 1)
      local _, _, first_day = calendar.civil(first)
      return nodes.same(("%04d-%02d-%02d"):format(y, m, first_day + (parts.n - 1) * 7), found)
    end }
  end)

-- “the 20th of next month”, “the 5th day of the month”
local day_of_month = built((P "the" * gap) ^ -1 * named("d", ordinal_day) * (gap * P "day") ^ -1
  * gap * P "of" * gap * (named("which", the_which) + P "the" * Cg(Cc(0), "which")) * gap * P "month" * stop,
  function(parts)
    return { kind = "date", grain = "D", at = function(reference)
      local y, m = month_at(reference, parts.which)
      return nodes.same(("%04d-%02d-%02d"):format(y, m, parts.d), calendar.day(y, m, parts.d))
    end }
  end)

-- A day of the month alone, where the words around it say that it is one.
local function day_only(parts) return nodes.calendar_date { d = parts.d } end
local not_counted = -(gap * (lexis.unit + words("percent per people times") + month)) * -(P "%" + P ":" * digit)
-- “18 and 19 June”: the first of two days of one month.
local listed = built(named("d", day) * #(gap * P "and" * gap * lexis.integer * (P "st" + "nd" + "rd"
  + "th") ^ -1 * gap * month)
  , function(parts) return parts end)
local listed_day = Cmt(listed * lpeg.Cp(), function(text, after, parts)
  local m = lpeg.match(gap * P "and" * gap * lexis.integer / 0 * (P "st" + "nd" + "rd" + "th") ^ -1 * gap
    * month, text, after)
  return m and after, m and nodes.calendar_date { m = m, d = parts.d }
end)
local lone_day = listed_day + lexis.after "for on by until till since before after of around from at"
    * built(P "the" * gap * named("d", ordinal_day + spelled_day + day) * -(gap * lexis.alpha) * not_counted,
      day_only)
  + lexis.after "on" * built(named("d", (ordinal_day + day_figure * stop)) * not_counted * -(P "." * digit), day_only)
M.lone_day = lone_day

-- ---- counted from today -----------------------------------------------------------------------------

local function plus(days) return function(reference) return reference.day + days end end
local function days(line, offset) return words(line) * Cc(nil) / function() return nodes.day(plus(offset)) end end
local today = days("today todays this_day the_day my_day", 0)
local tomorrow = days("tomorrow tmrw tomorrows", 1)
local yesterday = days("yesterday yesterdays", -1)
local fixed = days("the_day_before_yesterday day_before_yesterday", -2)
  + days("the_day_after_tomorrow the_day_after_tmrw day_after_tomorrow", 2)
  + days("the_next_day next_day the_following_day following_day the_coming_day", 1)
  + days("the_last_day last_day past_day previous_day the_previous_day", -1)
  + days("the_day_before", -1) + days("the_day_after", 1) + today + tomorrow + yesterday
M.today = today + tomorrow + yesterday

-- “1 month, 21 days”: counts with units, the amounts by letter.
local amount = Ct(Cg(lexis.count, "n") * (P "-" + blank) * Cg(lexis.unit + lexis.unit_letter, "unit"))
  + Ct(Cg(words("an a another", 1), "n") * gap * Cg(lexis.unit, "unit"))
  + Ct(Cg(P "half" * (gap + "-") * (P "an" * gap + P "a" * gap) ^ -1 * Cc(0.5), "n") * Cg(lexis.unit, "unit"))
local and_amount = (blank * P "," * blank * (P "and" * gap) ^ -1 + gap * (P "and" * gap) ^ -1) * amount
M.amounts = lexis.longest(Ct(amount * and_amount ^ 0))

---Moves a moment by amounts; nil, where they are not whole.
---@param moment integer seconds
---@param amounts table[] { n, unit }
---@param sign_of integer 1 or -1
---@return integer?
function M.shift(moment, amounts, sign_of)
  local d, s = moment // 86400, moment % 86400
  local clock = false
  for _, part in ipairs(amounts) do
    local n, unit = part.n * sign_of, part.unit
    if unit == "Y" then d = calendar.add_months(d, math.floor(n * 12))
    elseif unit == "M" then d = calendar.add_months(d, math.floor(n))
    elseif unit == "Q" then d = calendar.add_months(d, math.floor(n * 3))
    elseif unit == "E" then d = calendar.add_months(d, math.floor(n * 120))
    elseif unit == "C" then d = calendar.add_months(d, math.floor(n * 1200))
    elseif unit == "W" or unit == "K" then d = d + math.floor(n * 7)
    elseif unit == "F" then d = d + math.floor(n * 14)
    elseif unit == "B" then d = calendar.add_workdays(d, math.floor(n))
    elseif unit == "D" then d = d + math.floor(n)
    else
      clock = true
      s = s + math.floor(n * (unit == "H" and 3600 or unit == "N" and 60 or 1))
    end
  end
  return d * 86400 + s, clock
end

local function has_clock(amounts)
  for _, part in ipairs(amounts) do
    if part.unit == "H" or part.unit == "N" or part.unit == "S" then return true end
  end
  return false
end
M.has_clock = has_clock

local function shifted(amounts, sign_of, anchor)
  if has_clock(amounts) then return nil end
  return nodes.day(function(reference)
    local from = anchor and anchor.at(reference)
    local moment = (from and (from.future or from.past) or reference.day) * 86400
    return M.shift(moment, amounts, sign_of) // 86400
  end)
end

local anchor = P "now" * stop * Cc(false) + today + tomorrow + yesterday
local counted = built(named("n", M.amounts) * gap * (words "ago back before_now earlier" * Cg(Cc(-1), "sign")
    + words "later from_now hence in_the_future from_today" * Cg(Cc(1), "sign")), function(parts)
    return shifted(parts.n, parts.sign)
  end)
  + built((P "in" + words "within") * gap * named("n", M.amounts) * (gap * words "from_today from_now") ^ -1
    * (P "'" + P "\u{2019}") ^ -1, function(parts) return shifted(parts.n, 1) end)
  + built(named("n", M.amounts) * gap * ((P "from" + "after") * Cg(Cc(1), "sign") + P "before" * Cg(Cc(-1), "sign"))
    * gap * named("anchor", anchor), function(parts) return shifted(parts.n, parts.sign, parts.anchor or nil) end)
  + built(named("n", lexis.count) * gap * named("weekday", weekday) * P "s" ^ -1 * stop * gap
    * words "from_now later from_today", function(parts)
    return nodes.day(function(reference)
      local ahead = (parts.weekday - calendar.weekday(reference.day) - 1) % 7 + 1
      return reference.day + ahead + (math.floor(parts.n) - 1) * 7
    end)
  end)
M.counted = counted

-- “3 days after January 12th”, “5 days before new year”
local absolute = full_date + numeric + holidays.pattern + weekdays
local from_date = built(named("n", M.amounts) * gap * ((P "after" + "from") * Cg(Cc(1), "sign") + P "before"
  * Cg(Cc(-1), "sign"))
  * gap * named("anchor", absolute), function(parts) return shifted(parts.n, parts.sign, parts.anchor) end)

local since_year = built(P "in" * gap * named("n", M.amounts) * gap * "since" * gap * (P "the" * gap) ^ -1
  * (P "year" * gap) ^ -1
  * named("y", lexis.year4), function(parts)
    return shifted(parts.n, 1, { at = function() return { future = calendar.day(parts.y, 1, 1) } end })
  end)

M.pattern = lexis.longest(since_year, full_date, numeric, directed, weekdays, weekday_the, weekday_nth,
  nth_weekday, day_of_month, fixed,
  counted, from_date, lone_day, holidays.pattern)
--- Days that a time may stand beside and a period may begin or end with.
M.inner = lexis.longest(full_date, numeric, directed, weekdays, weekday_the, weekday_nth, nth_weekday,
  day_of_month, fixed,
  holidays.pattern, built(named("d", ordinal_day), day_only),
  built(P "the" * gap * named("d", ordinal_day + day), day_only))

return M
