-- Temporal expressions of English: found in running text and normalised to TIMEX3 values (ISO 8601 with X for what
-- is not said), with the days or moments they come to when it is known when the text was written.
--
-- timex.find(text, reference, options) gives finds in the order of the text, none of them overlapping:
--   { first, last          bytes from 1, both included
--     text,                as written
--     type                 date, daterange, time, timerange, datetime, datetimerange, duration, set
--     timex                "2016-11-07", "XXXX-WXX-5", "2016-W45", "(2016-01-04,2016-01-22,P18D)", "P3D", …
--     mod                  before, after, since, until, start, mid, end, approx, less, more
--     values }             every reading: { timex, type, mod, value } or { timex, type, mod, start, ["end"] },
--                          the past one before the future one
-- Without a reference (when the document was written is not known) only what needs none has values.
local lpeg = require "lpeg"
local calendar = require "gimlet.timex.calendar"
local dates = require "gimlet.timex.dates"
local holidays = require "gimlet.timex.holidays"
local lexis = require "gimlet.timex.lexis"
local moments = require "gimlet.timex.moments"
local periods = require "gimlet.timex.periods"
local ranges = require "gimlet.timex.ranges"
local sets = require "gimlet.timex.sets"
local times = require "gimlet.timex.times"

local P, Cg, Cp = lpeg.P, lpeg.Cg, lpeg.Cp

local M = {}

-- What is tried at each word, in the order that decides between finds of equal length.
local KINDS <const> = { "set", "datetimerange", "datetime", "daterange", "date", "timerange", "time", "duration" }
local PATTERNS <const> = {
  set = sets.set, datetimerange = moments.datetimerange, datetime = moments.datetime,
  daterange = lexis.longest(periods.simple, ranges.pattern), date = dates.pattern, timerange = times.periods,
  time = times.pattern, duration = sets.duration,
}
for kind, pattern in pairs(PATTERNS) do PATTERNS[kind] = pattern * Cp() end

-- ---- values -----------------------------------------------------------------------------------------

local function day_value(node, mod, timex, day)
  return { timex = timex, type = node.kind, mod = mod, value = calendar.format(day) }
end

-- A time of day that does not say its half: both.
local function time_values(node, mod)
  local values = {}
  local function add(h)
    local text = times.format(h, node.mi, node.s)
    values[#values + 1] = { timex = "T" .. text, type = "time", mod = mod,
      value = ("%02d:%02d:%02d"):format(h, node.mi or 0, node.s or 0) }
  end
  add(node.h)
  if not node.sure then add((node.h + 12) % 24) end
  return values
end

local function clock_text(seconds)
  return ("%02d:%02d:%02d"):format(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
end

local function timerange_values(node, mod)
  local values = { { timex = node.timex, type = "timerange", mod = mod or node.mod, start = clock_text(node.first),
    ["end"] = clock_text(node.last) } }
  if node.sure == false and node.a and node.b then
    local function later(t) return { kind = "time", h = (t.h + 12) % 24, mi = t.mi, s = t.s, sure = true } end
    local other = times.range(later(node.a), later(node.b))
    values[2] = { timex = other.timex, type = "timerange", mod = mod, start = clock_text(other.first),
      ["end"] = clock_text(other.last) }
  end
  return values
end

-- Past, then future; once where they are the same.
local function both(whole, value_of)
  local values = {}
  if whole.past then values[1] = value_of(whole.past) end
  if whole.future and not (whole.past and whole.same) then
    local future = value_of(whole.future)
    local past = values[1]
    if not past or past.value ~= future.value or past.start ~= future.start or past["end"] ~= future["end"] then
      values[#values + 1] = future
    end
  end
  if not values[1] then values[1] = { timex = whole.timex, value = "not resolved" } end
  return values
end

local FORMS = {
  date = function(node, whole, mod)
    return both(whole, function(day) return day_value(node, mod, whole.timex, day) end)
  end,
  daterange = function(_, whole, mod)
    return both(whole, function(days)
      return { timex = whole.timex, type = "daterange", mod = mod or whole.mod, start = calendar.format(days[1]),
        ["end"] = calendar.format(days[2]) }
    end)
  end,
  datetime = function(_, whole, mod)
    return both(whole, function(moment)
      return { timex = whole.timex, type = "datetime", mod = mod or whole.mod,
        value = calendar.format_moment(moment) }
    end)
  end,
  datetimerange = function(_, whole, mod)
    return both(whole, function(pair)
      return { timex = whole.timex, type = "datetimerange", mod = mod or whole.mod,
        start = calendar.format_moment(pair[1]),
        ["end"] = calendar.format_moment(pair[2]) }
    end)
  end,
}

-- The afternoon's reading of a moment whose time does not say its half.
local function afternoon(node)
  if node.kind == "datetime" and node.time and not node.sure then
    local t = node.time
    return { h = (t.h + 12) % 24, mi = t.mi, s = t.s }
  end
end

local function values_of(node, reference, mod)
  if node.kind == "time" then return time_values(node, mod), "T" .. times.format(node.h, node.mi, node.s) end
  if node.kind == "timerange" then return timerange_values(node, mod), node.timex end
  if node.kind == "duration" then
    return { { timex = node.timex, type = "duration", mod = mod or node.mod, value = tostring(node.seconds) } },
      node.timex
  end
  if node.kind == "set" then return { { timex = node.timex, type = "set", value = "not resolved" } }, node.timex end
  local whole = node.at(reference)
  local values = FORMS[node.kind](node, whole, mod)
  local second = afternoon(node)
  if second and whole.future then
    local d = node.date.at(reference)
    local seconds = second.h * 3600 + (second.mi or 0) * 60 + (second.s or 0)
    local timex = d.timex .. "T" .. times.format(second.h, second.mi, second.s)
    local other = { timex = timex, future = d.future and d.future * 86400 + seconds, past = d.past and d.past
      * 86400 + seconds }
    for _, value in ipairs(FORMS.datetime(node, other, mod)) do values[#values + 1] = value end
  end
  if node.kind == "datetimerange" and node.range and node.sure == false and node.range.a and node.range.b then
    local range = node.range
    local function later(t) return { kind = "time", h = (t.h + 12) % 24, mi = t.mi, s = t.s, sure = true } end
    local other = moments.on_day(node.date, times.range(later(range.a), later(range.b)))
    for _, value in ipairs(FORMS.datetimerange(other, other.at(reference), mod)) do values[#values + 1] = value end
  end
  for _, value in ipairs(values) do value.type = value.type or node.kind end
  return values, whole.timex, whole
end

-- ---- before, after, since, until ---------------------------------------------------------------------

local gap = lexis.gap
local MODS = lexis.words([[before_or_on on_or_before before_or_in earlier_than_or_in on_or_earlier_than at_or_before
    as_late_as]], "until")
  + lexis.words("later_than_or_at later_than_or_on on_or_after at_or_after on_or_later_than after_or_on", "since")
  + lexis.words("before prior_to earlier_than no_later_than by ending_with ending_by ending_on", "before")
  + lexis.words("after later_than", "after")
  + lexis.words([[since as_early_as starting_from starting_on starting_with starting no_earlier_than
    beginning_on]], "since")
  + lexis.words("until till up_to", "before")
  + lexis.words("around circa approximately roughly", "approx") + -lexis.after "how what" * lexis.words("about",
    "about")
local BEHIND = gap * (lexis.words("or_later and_later or_after and_after or_greater and_greater", "since")
  + lexis.words("or_earlier and_earlier or_before and_before or_less", "until")) * -(gap * lexis.alpha)
local behind = BEHIND * Cp()
local modifier = Cg(MODS, "mod") * gap * (P "from" * gap) ^ -1 * (P "the" * gap) ^ -1 * Cp()

-- “before 2018” ends where 2018 begins; “after 2016” begins where it ends.
local function bounded(values, mod)
  for _, value in ipairs(values) do
    value.mod = value.mod and mod ~= "approx" and mod .. "-" .. value.mod or mod
    if value.start then
      local first, after = value.start, value["end"]
      value.start, value["end"] = nil, nil
      if mod == "before" and value.mod == "before-end" then value["end"] = after
      elseif mod == "after" and value.mod == "after-start" then value.start = first
      elseif mod == "before" then value["end"] = first
      elseif mod == "until" then value["end"] = after
      elseif mod == "after" then value.start = after
      elseif mod == "since" then value.start = first
      else value.start, value["end"] = first, after end
    elseif value.value and value.value ~= "not resolved" and mod ~= "approx" then
      if mod == "before" or mod == "until" then value["end"], value.value = value.value, nil
      else value.start, value.value = value.value, nil end
    end
    if value.type and not value.type:find "range$" and value.type ~= "duration" then
      value.type = value.type .. "range"
    end
  end
  return values
end

-- ---- finding ------------------------------------------------------------------------------------------

local function word_set(...)
  local set = {}
  for _, words in ipairs { ... } do
    if type(words) == "string" then
      for word in words:gmatch "%S+" do set[word] = true end
    else
      for word in pairs(words) do set[word] = true end
    end
  end
  return set
end

local first_of_holidays, last_of_holidays = {}, {}
for name in pairs(holidays.DAYS) do
  first_of_holidays[name:match "^[%a']+"], last_of_holidays[name:match "%a+$"] = true, true
end

local NUMBERS <const> = [[one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen
  seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand first second
  third
  fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth
  eighteenth nineteenth twentieth thirtieth half quarter couple few several]]
local NAMES <const> = [[today todays tomorrow tomorrows yesterday tonight tonite tmrw now morning mornings
afternoon afternoons
  evening evenings night nights noon noonish midday midnight midmorning midafternoon lunch lunchtime dinner
  dinnertime breakfast
  daytime nighttime business daily weekly monthly yearly annually annual quarterly hourly biweekly bimonthly
  fortnightly
  semiannually semiannual everyday weekdays weekends weekday workweek recently previously asap eod eoy eom eow
  nineties eighties
  seventies sixties fifties forties thirties twenties tens noughties thousands fy sy cy calendar fiscal school
  financial]]

-- A temporal expression holds a figure or one of these words, and begins with one of them or of the small words.
local STRONG <const> = word_set(NUMBERS, NAMES, lexis.MONTHS, lexis.WEEKDAYS, lexis.UNITS, lexis.SEASONS,
  "moment present possible time date", last_of_holidays)
local SMALL <const> = word_set(first_of_holidays, [[the a an another in on at for from between within next last
past previous
  preceding coming upcoming following this that same current my rest remainder remaining end beginning start close
  early
  earlier late later mid middle every each once twice any all full whole entire right as before prior after since
  until till by
  up around circa approximately about roughly starting ending no less more during to w currently q h or currently x]])

-- Places of the words and figures that say a time, in order.
local function strong_places(lowered)
  local places = {}
  for place, word in lowered:gmatch "()([%a%d]+)" do
    if word:find "%d" or STRONG[word] or STRONG[word:match "^(.-)s$"] then places[#places + 1] = place end
  end
  return places
end

-- How far the word that says the time may stand from the beginning.
local REACH <const> = 40

local BOUNDED <const> = moments.bounded * Cp()

local function longest_at(lowered, position, original, kinds)
  local best, best_end
  for _, kind in ipairs(KINDS) do
    if not kinds or kinds[kind] then
      local node, after = lpeg.match(PATTERNS[kind], lowered, position, original)
      if node and after and (not best_end or after > best_end) then best, best_end = node, after end
    end
  end
  return best, best_end
end

---Finds the temporal expressions of a text.
---@param text string
---@param reference integer? moment the text was written: seconds since 1970, or nil
---@param options? { kinds: table<string, boolean>?, plain: boolean? } plain: without before, after, since, around
---@return table[] finds
function M.find(text, reference, options)
  options = options or {}
  local finds = {}
  local lowered = text:lower()
  local places = strong_places(lowered)
  if not places[1] then return finds end
  local next_place = 1
  local told = { moment = reference, day = reference and reference // 86400 }
  if not reference then told = { moment = 0, day = 0, unknown = true } end
  local position, limit = 1, #lowered
  while position and position <= limit do
    position = lowered:find("[%w'\128-\255]", position)
    if not position then break end
    while places[next_place] and places[next_place] < position do next_place = next_place + 1 end
    if not places[next_place] then break end
    local here = places[next_place] == position
    if not here and (places[next_place] > position + REACH or not SMALL[lowered:match("^%a+", position)]) then
      position = lowered:find("[^%w'\128-\255]", position)
      goto next
    end
    -- Not inside a number that goes on to the left, nor a sum of money.
    local before = lowered:sub(math.max(1, position - 3), position - 1)
    if lowered:find("^%d", position) and (before:find "%d[.,%-]$" or before:find "%$%s?$") then
      position = lowered:find("[^%d]", position)
      goto next
    end
    local mod, core
    local node, after = longest_at(lowered, position, text, options.kinds)
    if not options.plain then
      local bound, bound_after = lpeg.match(BOUNDED, lowered, position, text)
      if bound and bound_after > after then node, after = bound, bound_after end
      local held, start = lpeg.match(lpeg.Ct(modifier), lowered, position), nil
      if held then start = held[1] end
      if start then
        local inner, inner_after = longest_at(lowered, start, text, options.kinds)
        if held.mod == "about" then
          held.mod = "approx"
          if inner and inner.kind ~= "time" then inner = nil end
        end
        if inner and (not after or inner_after > after) and inner.kind ~= "set" and inner.kind ~= "duration" then
          node, after, mod, core = inner, inner_after, held.mod, start
        end
      end
    end
    if node and not mod then
      local held, end_of = lpeg.match(behind, lowered, after)
      if held and (node.kind == "time" or node.kind:find "^date") then mod, after = held, end_of end
    end
    if node and node.bound then mod = node.bound end
    if node then
      local values, timex, whole = values_of(node, told)
      if mod then values = bounded(values, mod) end
      if whole and whole.mod and mod then mod = mod .. "-" .. whole.mod end
      finds[#finds + 1] = { first = position, last = after - 1, text = text:sub(position, after - 1),
        type = node.kind,
        timex = timex, mod = mod or node.mod or whole and whole.mod, values = values, node = node, core = core,
        future = whole and whole.future, past = whole and whole.past }
      position = after
    else
      position = lowered:find("[^%w'\128-\255]", position)
    end
    ::next::
  end
  return finds
end


return M
