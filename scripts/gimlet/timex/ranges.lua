-- Periods between two points: “from 4 to 22 January 1995”, “between May 2015 and 2018”, “Nov 18 – Dec
-- 19”.
local lpeg = require "lpeg"
local calendar = require "gimlet.timex.calendar"
local dates = require "gimlet.timex.dates"
local lexis = require "gimlet.timex.lexis"
local nodes = require "gimlet.timex.nodes"
local periods = require "gimlet.timex.periods"

local P = lpeg.P
local gap, blank, stop, words = lexis.gap, lexis.blank, lexis.stop, lexis.words
local named, built = dates.named, dates.built

local M = {}

local dash = P "-" + "\u{2013}" + "\u{2014}" + "~"
local till = gap * words "to till until til thru through" * gap + blank * dash * blank
local with_and = till + gap * P "and" * gap
M.till, M.with_and, M.dash = till, with_and, dash
local from = P "from" * gap
local between = P "between" * gap
local the = (P "the" * gap) ^ -1

-- The timex of a point inside a period: a day, or the first day of a month, week or year.
local function begin_of(node, value)
  if node.kind == "date" then return value end
  if node.edge == "end" then return value[2] end
  return value[1]
end
local function timex_of(node, whole, day)
  if node.kind == "date" then return whole.timex end
  local text = calendar.format(day)
  return whole.timex:find "^XXXX" and "XXXX" .. text:sub(5) or text
end

local function months_between(a, b)
  local ay, am = calendar.civil(a)
  local by, bm = calendar.civil(b)
  return (by - ay) * 12 + bm - am
end
local GRAINS <const> = { Y = 3, E = 3, C = 3, M = 2, Q = 2, W = 1, D = 0, K = 0 }
local function length(a, b, grain_a, grain_b)
  local ga, gb = GRAINS[grain_a] or 0, GRAINS[grain_b] or 0
  local grain = math.min(ga, gb)
  local months = months_between(a, b)
  if grain == 3 then return ("P%dY"):format(months // 12) end
  if grain == 2 then return ("P%dM"):format(months) end
  if grain == 1 and ga == gb then return ("P%dW"):format((b - a) // 7) end
  return ("P%dD"):format(b - a)
end

---What lies between two nodes.
---@param first table node
---@param second table node
---@return table node
function M.between(first, second)
  return { kind = "daterange", grain = second.grain, at = function(reference)
    local a, b = first.at(reference), second.at(reference)
    if not (a.future and b.future) then return { timex = ("(%s,%s)"):format(a.timex, b.timex) } end
    local function pick(side, other)
      local from_day, to_day = begin_of(first, a[side]), begin_of(second, b[side])
      if to_day < from_day then
        if other == "past" then to_day = begin_of(second, b.future) end
        if to_day < from_day and a.past then from_day = begin_of(first, a.past) end
      end
      return { from_day, to_day }
    end
    local future = pick "future"
    local past = a.past and b.past and pick("past", "past") or future
    -- A year at one end holds for the other.
    local open_a, open_b = a.timex:find "^XXXX", b.timex:find "^XXXX"
    if open_a and not open_b then
      local year = calendar.civil(future[2])
      local ay, am, ad = calendar.civil(future[1])
      if ay ~= year and first.parts then
        local moved = calendar.day(year, am, ad)
        if moved and moved <= future[2] then future[1] = moved end
      end
      past = future
    end
    return { timex = ("(%s,%s,%s)"):format(timex_of(first, a, future[1]), timex_of(second, b, future[2]),
      length(future[1], future[2], first.grain, second.grain)), future = future, past = past }
  end }
end

-- “January to April 2015”, “5/1-5/7/2020”: the year that comes last holds for both.
local function shared_year(first, second)
  local a, b = first.parts, second.parts
  if not (a and b and b.y and a.m and not a.y) then return first end
  local y = b.m and (b.m < a.m or b.m == a.m and (b.d or 0) < (a.d or 0)) and b.y - 1 or b.y
  if a.d then return nodes.calendar_date { y = y, m = a.m, d = a.d } end
  return nodes.month(y, a.m)
end
local function between_nodes(parts) return M.between(shared_year(parts.a, parts.b), parts.b) end

-- ---- days of one month: “from 4 to 22 this month” ---------------------------------------------------

local day = dates.ordinal_day + dates.day_figure * stop + dates.spelled_day
local first_day = dates.ordinal_day + dates.day_figure + dates.spelled_day
local in_month = (lexis.comma + gap) * ((P "of" + "in") * gap) ^ -1
local year = ((lexis.comma + gap * P "of" * gap + blank * P "/" * blank) ^ -1 * blank) * lexis.any_year
local month_here = in_month * (named("which", dates.the_which) * gap * P "month" * stop
  + named("m", lexis.month) * named("y", year) ^ -1)

local function in_one_month(parts)
  if parts.which then
    local function at(d)
      return { kind = "date", grain = "D", at = function(reference)
        local y, m = calendar.civil(reference.day)
        local index = y * 12 + m - 1 + parts.which
        local found = calendar.day(index // 12, index % 12 + 1, d)
        return nodes.same(calendar.format(found) or "XXXX-XX-XX", found)
      end }
    end
    return M.between(at(parts.a), at(parts.b))
  end
  local function at(d) return nodes.calendar_date { y = parts.y, m = parts.m, d = d } end
  if parts.b < parts.a then return nil end
  local first = at(parts.a)
  -- The same year at both ends, also where today lies between them.
  local second = at(parts.b)
  if parts.y then return M.between(first, second) end
  return { kind = "daterange", grain = "D", at = function(reference)
    local a, b = first.at(reference), second.at(reference)
    if not (a.future and b.future) then return { timex = ("(%s,%s)"):format(a.timex, b.timex) } end
    local count = parts.b - parts.a
    local function both(from_day) return from_day and { from_day, from_day + count } end
    return { timex = ("(%s,%s,P%dD)"):format(a.timex, b.timex, count), future = both(a.future), past = both(a.past) }
  end }
end
local a, b = named("a", the * first_day), named("b", the * day)
local one_month = built((from * a * till * b + between * a * with_and * b + a * till * b) * month_here, in_one_month)
  + built(named("m", lexis.month) * gap ^ -1 * (from * a * till * b + between * a * with_and * b + a * till * b)
    * named("y", year) ^ -1 * -(blank * P ":"), in_one_month)
  + built((from + between) ^ -1 * a * till * named("m", lexis.month) * gap * b * named("y", year) ^ -1, in_one_month)

-- ---- in one week: “next week between Wednesday and Friday” ------------------------------------------

local weekday = lexis.weekday
local week_word = named("which", dates.the_which) * gap * P "week" * stop
local function in_one_week(parts)
  local function at(number)
    return nodes.day(function(reference)
      return calendar.monday(reference.day) + parts.which * 7 + number - 1
    end)
  end
  return M.between(at(parts.a), at(parts.b))
end
local wa, wb = named("a", weekday), named("b", weekday)
local week_days = from * wa * till * wb + between * wa * with_and * wb + wa * till * wb
local one_week = built(week_word * gap * week_days, in_one_week) + built(week_days * gap * week_word, in_one_week)

-- ---- any two points ---------------------------------------------------------------------------------

local now = words "now" / function() return { kind = "date", grain = "D", now = true, at = function(reference)
  return nodes.same(calendar.format(reference.day), reference.day)
end } end
local to_date = words "date current_date" / function()
  return nodes.day(function(reference) return reference.day end)
end
local point = lexis.longest(dates.inner, dates.counted, the * periods.points, now)
local last_point = lexis.longest(dates.inner, dates.counted, the * periods.points, now, to_date)
local pa, pb = named("a", point), named("b", last_point)
local general = built((from * pa * till * pb) + (between * pa * with_and * pb) + pa * till * pb
    + P "in" * gap * #lexis.year4 * pa * till * pb, between_nodes)
-- The month or the year comes with the second point only: “5/1-5/7/2020”.

M.pattern = lexis.longest(one_month, one_week, general)
return M
