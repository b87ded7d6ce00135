-- Durations (“two and a half hours”, “all day”) and what comes again (“every Monday at 4pm”,
-- “weekly”).
local lpeg = require "lpeg"
local dates = require "gimlet.timex.dates"
local lexis = require "gimlet.timex.lexis"
local periods = require "gimlet.timex.periods"
local times = require "gimlet.timex.times"

local P, Cc, Cg = lpeg.P, lpeg.Cc, lpeg.Cg
local gap, stop, words = lexis.gap, lexis.stop, lexis.words
local named, built = dates.named, dates.built

local M = {}

-- Seconds of a unit; a month has 30 days and a year 365.
local SECONDS <const> = { S = 1, N = 60, H = 3600, D = 86400, B = 86400, W = 604800, F = 1209600, M = 2592000,
  K = 172800,
  Q = 7776000, Y = 31536000, E = 315360000, C = 3153600000 }

local function duration(parts)
  local seconds = 0
  for _, part in ipairs(parts.n) do seconds = seconds + part.n * SECONDS[part.unit] end
  if math.type(seconds) == "float" and seconds == math.floor(seconds) then seconds = math.floor(seconds) end
  return { kind = "duration", timex = periods.duration_timex(parts.n), seconds = seconds, mod = parts.mod,
    amounts = parts.n }
end

local unit = lexis.unit
local half = (P "half" * (gap + "-") * ((P "a" + "an") * gap) ^ -1 + (P "a" + "an") * gap * "half" * (gap + "-"))
  * named("unit", unit)
local and_half = gap * P "and" * gap * (P "a" * gap) ^ -1 * "half" * stop
local whole = words "all full whole entire" * (gap + "-") * named("unit", unit)
  + (P "the" * gap) ^ -1 * words "whole entire full" * gap * named("unit", unit)
local less = named("mod", words("less_than", "less") + words("more_than", "more") + words("at_least", "more")
  + words("at_most up_to", "less")) * gap

local function of_one(n) return function(parts)
  return duration { n = { { n = n, unit = parts.unit } }, mod = parts.mod }
end end
M.duration = lexis.longest(
  built(less ^ -1 * named("n", dates.amounts) * -lexis.alpha, duration),
  built(less ^ -1 * half, of_one(0.5)),
  built(named("count", lexis.count) * gap * named("unit", lexis.nights),
    function(parts) return duration { n = { { n = parts.count, unit = "D" } } } end),
  built(less ^ -1 * words "a an one" * gap * named("unit", unit) * and_half, of_one(1.5)),
  built(whole, of_one(1)))

-- ---- sets -------------------------------------------------------------------------------------------

local function set(timex) return { kind = "set", timex = timex } end

local each = words "every each"
local adverbs = words("daily everyday", "P1D") + words("weekly", "P1W") + words("biweekly bi-weekly fortnightly",
  "P2W")
  + words("monthly", "P1M") + words("bimonthly bi-monthly", "P2M") + words("quarterly", "P3M")
  + words("semiannually semi-annually half-yearly semiannual semi-annual", "P0.5Y")
  + words("yearly annually annual", "P1Y") + words("hourly", "PT1H") + words("weekdays", "P1WD")
    + words("weekends", "P1WE")
local function unit_set(parts)
  return set(periods.duration_timex { { n = parts.n or 1, unit = parts.unit } })
end
local plural = {}
for name, number in pairs(lexis.WEEKDAYS) do
  if #name > 5 then plural[name .. "s"] = number end
end
local plural_weekday = lexis.map(plural)

local time_of = named("time", times.clear + times.any)
local at = (lexis.comma + gap) * (P "at" * gap) ^ -1
local function code_of(t) return "T" .. times.format(t.h, t.mi, t.s) end

local day_name = named("weekday", lexis.weekday)
local weekdays_set = lexis.longest(
  built(each * gap * (P "other" * gap) ^ -1 * day_name, function(parts) return parts end),
  built((P "on" * gap) ^ -1 * named("weekday", plural_weekday), function(parts) return parts end))
local function weekday_set(parts)
  local timex = ("XXXX-WXX-%d"):format(parts.day.weekday)
  if parts.time then timex = timex .. code_of(parts.time) end
  if parts.part then timex = timex .. "T" .. parts.part[1] end
  return set(timex)
end

local part = named("part", times.part_name)
local mornings = lexis.map { mornings = { "MO", 8, 12 }, afternoons = { "AF", 12, 16 }, evenings = { "EV", 16, 20 },
  nights = { "NI", 20, 24 } }
local HALF <const> = { MO = "am", AF = "pm", EV = "pm", NI = "night" }
local function part_set(parts)
  if not parts.time then return set("T" .. parts.part[1]) end
  local t = parts.time
  if not t.half then t = times.time(t.h, t.mi, t.s, HALF[parts.part[1]]) or t end
  return set(code_of(t))
end

local every_day = each * gap * "day" * stop + P "daily" * stop + P "everyday" * stop
M.set = lexis.longest(
  built(each * gap * "weekday" * stop, function() return set "P1WD" end),
  built(each * gap * "weekend" * stop, function() return set "XXXX-WXX-WE" end),
  built((P "any" + "all") * gap * (P "weekends" + "weekend") * stop, function() return set "P1WE" end),
  built(named("timex", adverbs), function(parts) return set(parts.timex) end),
  built(each * gap * (P "other" * gap * Cg(Cc(2), "n")) ^ -1 * named("unit", unit - (P "second" * gap
    * lexis.alpha)), unit_set),
  built(each * gap * named("n", lexis.count) * gap * named("unit", unit), unit_set),
  built(words "once twice" * gap * (P "a" + "per" + "every") * gap * named("unit", unit), unit_set),
  built(named("day", weekdays_set) * (at * time_of + gap * part) ^ -1, weekday_set),
  built(named("weekday", lexis.weekday) * gap * named("part", mornings),
    function(parts) return weekday_set { day = parts, part = parts.part } end),
  built(named("time", times.clear) * (lexis.comma + gap) * named("day", weekdays_set), weekday_set),
  built(named("time", times.clear) * (lexis.comma + gap) * every_day,
    function(parts) return set(code_of(parts.time)) end),
  built(every_day * at * named("time", times.any), function(parts) return set(code_of(parts.time)) end),
  built(each * gap * part * (at * time_of) ^ -1, part_set),
  built((P "on" * gap) ^ -1 * named("part", mornings) * gap * "at" * gap * time_of, part_set),
  built(named("part", mornings), part_set),
  built(each * gap * named("date", dates.full_date + dates.numeric), function(parts)
    return parts.date.parts and not parts.date.parts.y
      and set(("XXXX-%02d-%02d"):format(parts.date.parts.m, parts.date.parts.d)) or nil
  end),
  built((P "the" * gap) ^ -1 * named("d", dates.ordinal_day) * gap * "of" * gap * each * gap * "month" * stop,
    function(parts) return set(("XXXX-XX-%02d"):format(parts.d)) end))

return M
