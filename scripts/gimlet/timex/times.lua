-- Times of day: “7:56 pm”, “half past eight”, “noon”, “5 to 6pm”, “in the morning”.
--
-- A time is { kind = "time", h, mi, s, sure } where `sure` is false for an hour that may be of either half of the
-- day.
local lpeg = require "lpeg"
local dates = require "gimlet.timex.dates"
local lexis = require "gimlet.timex.lexis"
local ranges = require "gimlet.timex.ranges"

local P, C, Cc, Cmt = lpeg.P, lpeg.C, lpeg.Cc, lpeg.Cmt
local gap, blank, stop, words, digit = lexis.gap, lexis.blank, lexis.stop, lexis.words, lexis.digit
local named, built = dates.named, dates.built

local M = {}

-- ---- one time ---------------------------------------------------------------------------------------

---@param h integer
---@param mi integer?
---@param s integer?
---@return string timex without the T
function M.format(h, mi, s)
  return ("%02d"):format(h) .. (mi and (":%02d"):format(mi) or "") .. (s and (":%02d"):format(s) or "")
end

local function time(h, mi, s, half)
  if h > 24 or mi and mi > 59 or s and s > 59 then return nil end
  local sure = half ~= nil or h > 12 or h == 0
  if half == "am" and h == 12 then h = 0
  elseif half == "pm" and h < 12 then h = h + 12
  elseif half == "night" then
    if h == 12 then h = 0 elseif h >= 5 and h < 12 then h = h + 12 end
  elseif half == "lunch" then
    if h < 10 then h = h + 12 end
  end
  return { kind = "time", h = h, mi = mi, s = s, sure = sure, half = half }
end
M.time = time

local function within(limit) return function(_, after, text)
  local n = tonumber(text)
  return n <= limit and after, n
end end
local hour_figure = Cmt(C(digit * digit ^ -1) * -digit, within(24))
local sixty = Cmt(C(digit * digit) * -digit, within(59))
local hour_word = Cmt(lexis.below_hundred, function(_, after, n) return n <= 24 and after, n end)
local minute_word = Cmt(lexis.below_hundred, function(_, after, n) return n <= 59 and after, n end)
  + (P "zero" + "oh" + "o") * lexis.joint * lexis.below_hundred

-- am, p.m., “in the morning”
local half_letter = (P "a" * Cc "am" + P "p" * Cc "pm")
  * (blank * P "." * blank * "m" * stop * (blank * P ".") ^ -1 + blank * "m" * stop)
local one_letter = (P "a" * Cc "am" + P "p" * Cc "pm") * stop
local ampm = P "ampm" * stop * Cc "both"
local day_parts = words("morning mornings early-morning", "am") + words("afternoon afternoons evening evenings", "pm")
  + words("night nights", "night") + words("lunchtime lunch", "lunch") + words("midnight", "midnight")
local in_part = (P "in" * gap * "the" * gap + P "of" * gap * "the" * gap + P "at" * gap * (P "the" * gap) ^ -1
  + P "early" * gap) ^ -1 * day_parts
local in_the = P "in" * gap * "the" * gap + P "of" * gap * "the" * gap + P "at" * gap * (P "the" * gap) ^ -1
local said_part = in_the * day_parts + words("lunchtime lunch", "lunch") + words("midnight", "midnight")
local half_of = blank * (ampm + half_letter) * (gap * in_part / 0) ^ -1 + gap * said_part
local suffix = (P "-" ^ -1 * P "ish" * stop) / 0

local oclock = blank * (P "o'clock" + "o\u{2019}clock" + "oclock" + "o clock") * stop

local function with_half(parts)
  local half = parts.half
  if half == "both" then half = nil end
  if half == "midnight" then half = parts.h == 12 and "am" or "am" end
  return time(parts.h, parts.mi, parts.s, half)
end

local half = named("half", half_of)
local early = gap * P "early" * gap * named("half", day_parts)
local clock = built(named("h", hour_figure) * P ":" * named("mi", sixty) * (P ":" * named("s", sixty)) ^ -1
    * -(P ":" * digit) * suffix ^ -1 * (half + early + named("half", one_letter)) ^ -1 * -lexis.digit, with_half)
  + built(named("h", hour_figure) * P "." * named("mi", sixty) * named("half", blank * half_letter), with_half)
  + built(named("h", hour_figure) * blank * P "h" * blank * named("mi", sixty) * half ^ -1, with_half)
local dotted = built(named("h", hour_figure) * P "." * named("mi", sixty) * stop, with_half)
local at_dotted = built(P "at" * gap * named("h", hour_figure) * P "." * named("mi", sixty) * stop, with_half)
local run_together = built(C(digit * digit ^ -1 * digit * digit) / function(text)
    return { h = tonumber(text:sub(1, -3)), mi = tonumber(text:sub(-2)) }
  end * half, function(parts)
    return parts[1].mi < 60 and parts[1].h <= 12 and with_half { h = parts[1].h, mi = parts[1].mi,
      half = parts.half } or nil
  end)
local hour_half = built(named("h", hour_figure + hour_word) * (oclock ^ -1) * half, with_half)
  + built(named("h", hour_figure) * P "." * named("half", half_letter), with_half)
  + lexis.after "at" * built(named("h", hour_figure) * named("half", one_letter), with_half)
local hour_oclock = built(named("h", hour_figure + hour_word) * oclock, with_half)
local hour_ish = built(named("h", hour_figure) * suffix, function(parts) return time(parts.h, nil, nil, "fixed") end)
local spelled = built(named("h", hour_word) * lexis.joint * named("mi", minute_word) * half ^ -1, function(parts)
  if parts.h > 24 then return nil end
  return with_half(parts)
end)
local seven_thirty = built(named("h", hour_word) * lexis.joint * named("mi", minute_word) * half, with_half)

-- “half past eight”, “three minutes to five thirty”
local minutes = words("half", 30) + (words "a" * gap) ^ -1 * words("quarter", 15) + words("three_quarters", 45)
  + (lexis.integer * (stop + #P "m") + minute_word) * blank * words "minutes minute mins min"
local counted_minutes = lexis.integer * stop + minute_word
local base = lexis.longest(clock + run_together + seven_thirty + hour_half + hour_oclock
  + built(named("h", hour_word) * lexis.joint * named("mi", minute_word), with_half)
  + built(named("h", (hour_figure * stop + hour_word)), with_half))
local past = built((named("m", minutes) * gap * named("sign", words("past", 1) + words("to till before of", -1))
      + named("m", counted_minutes) * gap * named("sign", words("past", 1))) * gap
    * named("base", base) * (gap * named("half", in_part)) ^ -1, function(parts)
  if parts.m > 59 then return nil end
  local from = parts.base
  local total = from.h * 60 + (from.mi or 0) + parts.m * parts.sign
  if total < 0 then total = total + 24 * 60 end
  if parts.half and not from.half then return time(total // 60, total % 60, nil, parts.half) end
  local node = time(total // 60, total % 60)
  if node then node.sure = from.sure or total // 60 > 12 end
  return node
end)

-- “in the afternoon at 7”
local part_first = built((words "in_the at_the at in" * gap) ^ -1 * named("half", day_parts) * gap * (P "at"
  * gap) ^ -1
  * named("base", clock + run_together + hour_half + hour_oclock + seven_thirty
    + built(named("h", hour_word) * lexis.joint * named("mi", minute_word), with_half)
    + built(named("h", hour_figure * stop + hour_word), with_half)), function(parts)
  local from = parts.base
  if from.half then return from end
  return with_half { h = from.h, mi = from.mi, s = from.s, half = parts.half }
end)

local NAMED = {}
local function name(line, h) NAMED[#NAMED + 1] = words(line) / function() return time(h, nil, nil, "fixed") end end
name("midnight mid-night mid_night 12_midnight", 0)
name("midmorning mid-morning mid_morning", 10)
name("midafternoon mid-afternoon mid_afternoon", 14)
name("midday mid-day mid_day noon noonish 12_noon high_noon twelve_noon", 12)
local names = NAMED[1] + NAMED[2] + NAMED[3] + NAMED[4]

--- Times that say themselves that they are times.
M.clear = lexis.longest(clock, run_together, hour_half, hour_oclock, hour_ish, past, part_first, names, seven_thirty)
local bare_figure = built(named("h", hour_figure) * stop * -(P "." * digit) * -(blank * "%"), with_half)
local bare_word = spelled + built(named("h", hour_word), with_half)
--- Any time, also a bare number: for places where only a time can stand.
M.any = lexis.longest(clock, run_together, hour_half, hour_oclock, hour_ish, past, part_first, names,
  seven_thirty, dotted, bare_figure,
  bare_word)
local not_unit = -(gap * (lexis.unit + words "percent per people") + blank * "%" + P "-" * lexis.alpha + P ","
  * digit)
M.pattern = lexis.longest(M.clear, at_dotted, lexis.after "at" * bare_figure * not_unit, lexis.after "at"
  * bare_word * not_unit)

-- ---- parts of the day -------------------------------------------------------------------------------

local PARTS = { morning = { "MO", 8, 12 }, afternoon = { "AF", 12, 16 }, evening = { "EV", 16, 20 },
  night = { "NI", 20, 24 },
  daytime = { "DT", 8, 18 }, ["business hours"] = { "BH", 8, 18 }, ["business hour"] = { "BH", 8, 18 },
  lunch = { "MEL", 11, 13 }, lunchtime = { "MEL", 11, 13 }, ["lunch time"] = { "MEL", 11, 13 },
  ["lunch hour"] = { "MEL", 11, 13 },
  breakfast = { "MEB", 8, 12 }, ["breakfast time"] = { "MEB", 8, 12 }, dinner = { "MED", 16, 20 },
  ["dinner time"] = { "MED", 16, 20 }, dinnertime = { "MED", 16, 20 }, ["night-time"] = { "NT", 0, 8 },
  nighttime = { "NT", 0, 8 }, ["night time"] = { "NT", 0, 8 }, tonight = { "NI", 20, 24 } }
for _, each in ipairs { "morning", "afternoon", "evening", "night" } do PARTS[each .. "s"] = PARTS[each] end
local part_name = lexis.map(PARTS)
M.part_name = part_name
M.half_name = lexis.map { morning = PARTS.morning, afternoon = PARTS.afternoon, evening = PARTS.evening,
  night = PARTS.night }
local edge = words("early", "start") + words("late", "end")

local function end_second(h) return h == 24 and 86399 or h * 3600 end
---@param part table { code, first hour, last hour }
---@param mod string?
---@return table timerange
function M.part(part, mod)
  local code, b, e = part[1], part[2], part[3]
  local first, last = b * 3600, end_second(e)
  if mod == "start" then last = first + 7200 elseif mod == "end" then first = first + 7200 end
  return { kind = "timerange", timex = "T" .. code, first = first, last = last, mod = mod, part = code }
end
M.edge = edge
local MEALS <const> = { MEL = true, MEB = true, MED = true }
local PREPOSITIONS <const> = { at = true, after = true, before = true, during = true }
-- A meal is a time where it is “at lunch” or “lunch time”.
local timely_part = Cmt(lpeg.Cp() * part_name, function(text, after, first, part)
  if not MEALS[part[1]] or text:sub(first, after - 1):find "time$" then return after, part end
  local before = text:sub(math.max(1, first - 10), first - 1):match "(%a+)%s+$"
  return PREPOSITIONS[before] and after, part
end)
local later_edge = words("early earlier", "start") + words("late later", "end")
local in_the_part = words "in_the at_the at" * gap
local part_range = built((in_the_part * (named("mod", edge) * (gap + "-")) ^ -1
    + named("mod", edge) * (gap + "-")
    + named("mod", later_edge) * gap * "in" * gap * "the" * gap
    + P "in" * gap * #part_name) ^ -1 * named("part", timely_part),
  function(parts) return M.part(parts.part, parts.mod) end)

-- ---- between two times ------------------------------------------------------------------------------

local function seconds(t) return t.h * 3600 + (t.mi or 0) * 60 + (t.s or 0) end

---PT4H50M of seconds
---@param count integer
---@return string
function M.span_timex(count)
  local h, m, s = count // 3600, count // 60 % 60, count % 60
  if h == 0 and m == 0 and s == 0 then return "PT0S" end
  return "PT" .. (h > 0 and h .. "H" or "") .. (m > 0 and m .. "M" or "") .. (s > 0 and s .. "S" or "")
end

local function moved(t, hours)
  return { kind = "time", h = (t.h + hours) % 24, mi = t.mi, s = t.s, sure = true }
end

-- The half of the day that one end tells holds for the other, as long as the period stays short.
local function halves(a, b)
  if a.sure and not b.sure then
    if seconds(b) <= seconds(a) and seconds(a) < 43200 * 2 then
      local later = moved(b, 12)
      if seconds(later) > seconds(a) then b = later end
    elseif a.half == "pm" and b.h < 12 and seconds(moved(b, 12)) > seconds(a) then
      b = moved(b, 12)
    end
    b = { kind = "time", h = b.h, mi = b.mi, s = b.s, sure = true }
  elseif b.sure and not a.sure then
    local candidates = { a, moved(a, 12) }
    local best, best_span
    for _, each in ipairs(candidates) do
      local span = (seconds(b) - seconds(each)) % 86400
      if not best or span < best_span then best, best_span = each, span end
    end
    a = { kind = "time", h = best.h, mi = best.mi, s = best.s, sure = true }
  end
  return a, b
end

---@param a table time
---@param b table time
function M.range(a, b)
  a, b = halves(a, b)
  local first, last = seconds(a), seconds(b)
  local span = (last - first) % 86400
  if not a.sure and not b.sure and last < first then
    -- “11 to 3”: over noon.
    if a.h <= 12 and b.h <= 12 then
      b = { kind = "time", h = b.h + 12, mi = b.mi, s = b.s, sure = false }
      last = seconds(b)
      span = (last - first) % 86400
    end
  end
  return { kind = "timerange", first = first, last = last, a = a, b = b, sure = a.sure or b.sure,
    timex = ("(T%s,T%s,%s)"):format(M.format(a.h, a.mi, a.s), M.format(b.h, b.mi, b.s), M.span_timex(span)) }
end

local till, with_and = ranges.till, ranges.with_and
local a, b = named("a", M.any), named("b", M.any)
local ca, cb = named("a", M.clear), named("b", M.clear)
local function two(parts) return M.range(parts.a, parts.b) end
local to_word = gap * words "to till until til thru through" * gap
local after_half = gap * named("half", in_part)
local function two_with_part(parts)
  if parts.half and not parts.b.half then
    local t = parts.b
    parts.b = with_half { h = t.h, mi = t.mi, s = t.s, half = parts.half }
  end
  return parts.b and M.range(parts.a, parts.b) or nil
end
local both = P "from" * gap * a * till * b * after_half ^ -1 + P "between" * gap * a * with_and * b * after_half ^ -1
local explicit = built(both, two_with_part)
local has_clear = built(ca * till * b, two) + built(a * till * cb, two)
--- Without a sign that it is about times: only beside a day.
M.loose = lexis.longest(explicit, has_clear, built(a * to_word * b, two), built(a * blank * ranges.dash * blank
  * b, two))
-- “from 9 for 2.5 hours”
local function lasting(parts)
  if not dates.has_clock(parts.n) then return nil end
  local from = parts.a
  local first = seconds(from)
  local span = dates.shift(0, parts.n, 1)
  local last = (first + span) % 86400
  local h, m, s = last // 3600, last // 60 % 60, last % 60
  return { kind = "timerange", first = first, last = last, a = from, sure = true,
    timex = ("(T%s,T%02d:%02d:%02d,%s)"):format(M.format(from.h, from.mi, from.s), h, m, s, M.span_timex(span)) }
end
local for_hours = built(P "from" * gap * a * gap * "for" * gap * named("n", dates.amounts), lasting)
  + built(P "for" * gap * named("n", dates.amounts) * gap * "from" * gap * a, lasting)
M.for_hours = for_hours
-- Two bare numbers are times only where nothing else says what they are.
local plain_pair = built(P "from" * gap * a * till * b, function(parts) return M.range(parts.a, parts.b) end)
M.periods = lexis.longest(part_range, explicit * -(gap * (P "of" * gap) ^ -1 * lexis.month), has_clear,
  for_hours, plain_pair)
M.part_range = part_range

return M
