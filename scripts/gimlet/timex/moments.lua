-- A day and a time together: “tomorrow 8:00am”, “Friday between 1 and 4 pm”, “tonight”, “the next 5 hours”,
-- “now”.
local lpeg = require "lpeg"
local calendar = require "gimlet.timex.calendar"
local dates = require "gimlet.timex.dates"
local lexis = require "gimlet.timex.lexis"
local periods = require "gimlet.timex.periods"
local ranges = require "gimlet.timex.ranges"
local times = require "gimlet.timex.times"

local P, Cc, Cg = lpeg.P, lpeg.Cc, lpeg.Cg
local gap, blank, stop, words = lexis.gap, lexis.blank, lexis.stop, lexis.words
local named, built = dates.named, dates.built

local M = {}

local day = lexis.longest(dates.inner, dates.lone_day)
local joint = blank * (P "," + "-" + "\u{2013}" + ")" + "@") * blank + gap
local the = (P "the" * gap) ^ -1

local function clock_of(t) return t.h * 3600 + (t.mi or 0) * 60 + (t.s or 0) end

---A day with a time.
local function at_time(date, t)
  return { kind = "datetime", sure = t.sure, at = function(reference)
    local d = date.at(reference)
    local function moment(value) return value and value * 86400 + clock_of(t) end
    return { timex = d.timex .. "T" .. times.format(t.h, t.mi, t.s), future = moment(d.future),
      past = moment(d.past) }
  end, time = t, date = date }
end

---A day with a stretch of it.
local function at_range(date, range)
  return { kind = "datetimerange", sure = range.sure ~= false, range = range, date = date, at = function(reference)
    local d = date.at(reference)
    local over = range.last < range.first
    local function stretch(value)
      return value and { value * 86400 + range.first, (value + (over and 1 or 0)) * 86400 + range.last }
    end
    local timex
    if range.part then
      timex = d.timex .. range.timex
    else
      local a, b, span = range.timex:match "^%(T([^,]*),T([^,]*),(.*)%)$"
      timex = ("(%sT%s,%sT%s,%s)"):format(d.timex, a, d.timex, b, span)
    end
    return { timex = timex, future = stretch(d.future), past = stretch(d.past), mod = range.mod }
  end }
end

-- “this morning”, “tomorrow night”, “last night”: a day with its half.
local NIGHTS = { tonight = 0 }
local part = named("part", times.part_name)
local mod = (named("mod", times.edge) * (gap + "-")) ^ -1
local function day_of(offset)
  return { kind = "date", grain = "D", at = function(reference)
    local d = reference.day + offset
    return { timex = calendar.format(d), future = d, past = d }
  end }
end
local function part_of_day(parts)
  return at_range(parts.day or day_of(parts.offset), times.part(parts.part, parts.mod))
end
local tonight = mod * (P "tonight" + "tonite") * stop * Cg(Cc { "NI", 20, 24 }, "part") * Cg(Cc(NIGHTS.tonight),
  "offset")
local later = (named("mod", words("earlier", "start") + words("later", "end")) * gap) ^ -1
local which_part = later * mod * named("offset", lexis.this * Cc(0) + P "this" * stop * Cc(0)
  + words("next following", 1)
  + words("last previous past", -1)) * gap * mod * named("part", times.half_name)
local day_part = named("day", day) * (gap * "in" * gap * "the" + P "," * gap * "in" * gap * "the" + joint / 0
  * P(true)) ^ -1
  * blank * mod * part
local in_the = words "in_the during_the at_the in on" * gap
local part_day = (in_the ^ -1) * mod * named("part", times.half_name) * (gap * (P "of" + "on") * gap
  + lexis.comma) * named("day", day)
local letter = (P "am" * Cc { "MO", 8, 12 } + P "pm" * Cc { "AF", 12, 16 }) * stop
local day_letter = named("day", dates.inner) * gap * named("part", letter)
local parts_of_day = built(tonight, part_of_day) + built(which_part, part_of_day)
local half_days = lexis.longest(parts_of_day, built(day_part, part_of_day), built(part_day, part_of_day),
  built(day_letter, part_of_day))
M.half_days = half_days
M.on_day = at_range

local HALF <const> = { MO = "am", AF = "pm", EV = "pm", NI = "night" }
local function refine(t, code)
  if t.half or not HALF[code] then return t end
  return times.time(t.h, t.mi, t.s, HALF[code])
end

-- ---- a day and a time -------------------------------------------------------------------------------

local at = (words "at around about for by on" * gap) ^ 0
local any_time = named("time", times.any)
local clear_time = named("time", times.clear)
local function with_day(parts) return at_time(parts.day, parts.time) end
local function with_half_day(parts)
  local half = parts.half
  local t = refine(parts.time, half.range.part)
  return t and at_time(half.date, t) or nil
end
local T = P "t" * #lexis.digit
local strong_at = (blank * P "," ^ -1 * blank) * words "at around about" * gap
local datetime = lexis.longest(
  built(named("day", day) * (T + joint * at + blank * #P "(" ) * clear_time, with_day),
  built(named("day", day) * strong_at * any_time * -(gap * lexis.month), with_day),
  built(named("half", half_days) * joint * at * any_time * -(gap * lexis.month), with_half_day),
  built(P "at" * gap * #(lexis.digit ^ 1 * "." * lexis.digit) * clear_time * gap * named("day", day), with_day),
  built(clear_time * joint * (words "on of" * gap) ^ -1 * the * named("day", day), with_day),
  built(clear_time * gap * (words "on of" * gap) * named("day", day), with_day),
  built(lexis.after "at" * any_time * (joint * words "on" * gap + gap) * the * named("day", day), with_day),
  built(any_time * joint * (words "on" * gap) ^ -1 * named("half", half_days), with_half_day),
  built(clear_time * joint * named("half", half_days), with_half_day))

-- “in 5 hours”, “3 minutes ago”
local function hours_away(parts)
  if not dates.has_clock(parts.n) then return nil end
  return { kind = "datetime", sure = true, at = function(reference)
    local m = dates.shift(reference.moment, parts.n, parts.sign)
    return { timex = (calendar.format_moment(m):gsub(" ", "T")), future = m, past = m, mod = parts.mod }
  end }
end
local less = (words("less_than", "less") + words("more_than", "more"))
local away = built(named("n", dates.amounts) * gap * (words("ago back before_now earlier") * Cg(Cc(-1), "sign")
    + words "later from_now hence" * Cg(Cc(1), "sign")), hours_away)
  + built(P "in" * gap * (named("mod", less) * gap) ^ -1 * named("n", dates.amounts) * Cg(Cc(1), "sign"), hours_away)

-- “end of tomorrow”, “end of the day”
local day_end = the * words "end" * gap * (P "of" * gap) ^ -1 * the
local function last_second(parts)
  return at_time(parts.day, { kind = "time", h = 23, mi = 59, s = 59, sure = true })
end
local eod = built(day_end * named("day", dates.inner + P "day" * stop / function() return day_of(0) end), last_second)
  + built(the * P "eod" * stop * Cg(Cc(true), "eod"), function() return last_second { day = day_of(0) } end)

local function reference_now(timex)
  return function()
    return { kind = "datetime", sure = true, now = true, at = function(reference)
      return { timex = timex, future = reference.moment, past = reference.moment }
    end }
  end
end
local now = words "now right_now at_the_moment at_this_moment at_present at_this_time currently_now at_the_minute"
  / reference_now "PRESENT_REF"
  + words "as_soon_as_possible asap" / reference_now "FUTURE_REF"
  + words "recently previously" / reference_now "PAST_REF"

-- “Wed Oct 26 15:50:06 2016”
local stamp = built((lexis.weekday * gap) ^ -1 * named("m", lexis.month) * gap * named("d", dates.day_figure)
  * gap * clear_time * gap
  * named("y", lexis.year4), function(parts)
    return at_time(require("gimlet.timex.nodes").calendar_date { y = parts.y, m = parts.m, d = parts.d }, parts.time)
  end)

-- “Tuesday after 1pm”, “today before 4pm”
local BOUNDS = words("before by prior_to earlier_than no_later_than", "before") + words("after later_than", "after")
  + words("since from", "since")
local bounded = built(named("day", day) * joint * named("mod", BOUNDS - words "by" * gap * lexis.month) * gap
  * clear_time,
  function(parts)
    local node = at_time(parts.day, parts.time)
    node.bound = parts.mod
    return node
  end)
M.bounded = bounded

M.datetime = lexis.longest(datetime, stamp, away, eod, now)

-- ---- stretches with times ---------------------------------------------------------------------------

local loose = named("range", times.loose)
local function range_of_day(parts) return at_range(parts.day, parts.range) end
local function range_of_half(parts)
  local code = parts.half.range.part
  local range = parts.range
  if range.a and range.b then
    local a, b = refine(range.a, code), refine(range.b, code)
    if a and b and not range.sure then range = times.range(a, b) end
  end
  return at_range(parts.half.date, range)
end
local on = (words "on of" * gap) ^ -1
local day_range = lexis.longest(
  built(named("day", day) * joint * (P "at" * gap) ^ -1 * loose * -(gap * (P "of" * gap) ^ -1 * lexis.month),
    range_of_day),
  built(loose * joint * on * the * named("day", day), range_of_day),
  built(named("half", half_days) * joint * loose, range_of_half),
  built(loose * joint * on * named("half", half_days), range_of_half),
  built(named("day", day) * joint * named("range", times.for_hours), range_of_day),
  built(named("day", day) * gap * "for" * gap * named("n", dates.amounts) * gap * "from" * gap * named("a",
    times.any),
    function(parts)
      if not dates.has_clock(parts.n) then return nil end
      local first = clock_of(parts.a)
      local span = dates.shift(0, parts.n, 1)
      local last = first + span
      return at_range(parts.day, { first = first, last = last, sure = true, a = parts.a,
        timex = ("(T%s,T%02d:%02d:%02d,%s)"):format(times.format(parts.a.h, parts.a.mi, parts.a.s), last // 3600,
          last // 60 % 60, last % 60, times.span_timex(span)) })
    end))

-- “from 4pm today to 5pm tomorrow”
local function moment_timex(m, node, whole)
  if node.now then return "PRESENT_REF" end
  return whole.timex, m
end
local function two_moments(parts)
  local first, second = parts.a, parts.b
  if first.kind ~= "datetime" and second.kind ~= "datetime" then return nil end
  if first.now and second.kind == "date" or second.now and first.kind == "date" then return nil end
  return { kind = "datetimerange", sure = first.sure ~= false and second.sure ~= false, at = function(reference)
    local function moments(node, other)
      if node.kind == "datetime" then return node.at(reference) end
      if node.kind == "date" then
        local d = node.at(reference)
        return { timex = d.timex, future = d.future and d.future * 86400, past = d.past and d.past * 86400 }
      end
      local d = other.date and other.date.at(reference)
        or { timex = calendar.format(reference.day), future = reference.day, past = reference.day }
      local clock = clock_of(node)
      return { timex = d.timex .. "T" .. times.format(node.h, node.mi, node.s), future = d.future and d.future
        * 86400 + clock,
        past = d.past and d.past * 86400 + clock }
    end
    local a, b = moments(first, second), moments(second, first)
    if not (a.future and b.future) then return { timex = ("(%s,%s)"):format(a.timex, b.timex) } end
    local span = b.future - a.future
    local text
    if span % 3600 == 0 then text = ("PT%dH"):format(span // 3600) else text = times.span_timex(span) end
    return { timex = ("(%s,%s,%s)"):format(moment_timex(a.future, first, a), moment_timex(b.future, second, b), text),
      future = { a.future, b.future }, past = { a.past or a.future, b.past or b.future } }
  end }
end
local end_point = lexis.longest(M.datetime, times.clear, dates.inner)
local ma, mb = named("a", end_point), named("b", end_point)
local from_to = built(P "from" * gap * ma * ranges.till * mb + P "between" * gap * ma * ranges.with_and * mb
  + ma * ranges.till * mb, two_moments)

-- “the next 5 hours”, “last minute”, “within 15 seconds”
local sign = words("next coming upcoming following", 1) + words("last previous past", -1)
local function from_now(parts)
  local amounts = parts.n or { { n = 1, unit = parts.unit } }
  if not dates.has_clock(amounts) then return nil end
  return { kind = "datetimerange", sure = true, at = function(reference)
    local other = dates.shift(reference.moment, amounts, parts.sign)
    local first, last = reference.moment, other
    if parts.sign < 0 then first, last = last, first end
    local function text(m) return (calendar.format_moment(m):gsub(" ", "T")) end
    return { timex = ("(%s,%s,%s)"):format(text(first), text(last), periods.duration_timex(amounts)),
      future = { first, last }, past = { first, last } }
  end }
end
local clock_unit = words("hour", "H") + words("minute", "N") + words("second", "S")
local count = built(the * named("sign", sign) * gap * (named("n", dates.amounts) + named("unit", clock_unit)),
  from_now)
  + built(named("c", lexis.count) * gap * named("sign", sign) * gap * named("u", lexis.unit), function(parts)
    return from_now { n = { { n = parts.c, unit = parts.u } }, sign = parts.sign }
  end)
  + built((P "within" + words "less_than") * gap * (the * words "next coming upcoming following" * gap) ^ -1
    * named("n", dates.amounts) * Cg(Cc(1), "sign"), from_now)
  + built(named("n", dates.amounts) * gap * "in" * gap * "the" * gap * "future" * stop * Cg(Cc(1), "sign"), from_now)

-- “rest of the day”
local rest = built(the * P "rest" * gap * (P "of" * gap) ^ -1 * (words "the this my current" * gap) ^ -1
  * P "day" * stop, function()
  return { kind = "datetimerange", sure = true, at = function(reference)
    local first, last = reference.moment, reference.day * 86400 + 86399
    local function text(m) return (calendar.format_moment(m):gsub(" ", "T")) end
    return { timex = ("(%s,%s,PT%dS)"):format(text(first), text(last), last - first), future = { first, last },
      past = { first, last } }
  end }
end)

M.datetimerange = lexis.longest(half_days, day_range, from_to, count, rest)

return M
