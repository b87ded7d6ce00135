-- Days with a name, fixed or counted from a weekday or from Easter.
local lpeg = require "lpeg"
local calendar = require "gimlet.timex.calendar"
local lexis = require "gimlet.timex.lexis"
local nodes = require "gimlet.timex.nodes"

local P, Cg, Ct, Cmt = lpeg.P, lpeg.Cg, lpeg.Ct, lpeg.Cmt

local M = {}

local function on(month, day)
  return { timex = ("-%02d-%02d"):format(month, day), of = function(year) return calendar.day(year, month, day) end }
end
local function nth(month, weekday, n)
  return { timex = ("-%02d-WXX-%d-%d"):format(month, weekday, n == -1 and 5 or n),
    of = function(year) return calendar.nth_weekday(year, month, weekday, n) end }
end
local function from_easter(days)
  return { of = function(year) return calendar.easter(year) + days end }
end
-- The day after Thanksgiving, and the Monday that follows.
local function after_thanksgiving(days)
  return { of = function(year) return calendar.nth_weekday(year, 11, 4, 4) + days end }
end

--- Names, written with spaces, without apostrophes.
M.DAYS = {
  ["christmas"] = on(12, 25), ["christmas day"] = on(12, 25), ["xmas"] = on(12, 25), ["x-mas"] = on(12, 25),
  ["christmas eve"] = on(12, 24), ["xmas eve"] = on(12, 24), ["boxing day"] = on(12, 26),
  ["new year"] = on(1, 1), ["new years"] = on(1, 1), ["new years day"] = on(1, 1), ["new year day"] = on(1, 1),
  ["yuandan"] = on(1, 1), ["new years eve"] = on(12, 31), ["new year eve"] = on(12, 31),
  ["thanksgiving"] = nth(11, 4, 4), ["thanks giving"] = nth(11, 4, 4), ["thanksgiving day"] = nth(11, 4, 4),
  ["thanks giving day"] = nth(11, 4, 4), ["black friday"] = after_thanksgiving(1),
  ["cyber monday"] = after_thanksgiving(4),
  ["fathers day"] = nth(6, 7, 3), ["father day"] = nth(6, 7, 3), ["mothers day"] = nth(5, 7, 2),
  ["mother day"] = nth(5, 7, 2),
  ["halloween"] = on(10, 31), ["halloween day"] = on(10, 31), ["all saints day"] = on(11, 1),
  ["all souls day"] = on(11, 2), ["all hallows eve"] = on(10, 31),
  ["valentines day"] = on(2, 14), ["valentine day"] = on(2, 14), ["valentine"] = on(2, 14),
  ["saint patricks day"] = on(3, 17), ["saint patrick"] = on(3, 17), ["st patricks day"] = on(3, 17),
    ["st. patricks day"] = on(3, 17),
  ["presidents day"] = nth(2, 1, 3), ["martin luther king day"] = nth(1, 1, 3), ["mlk day"] = nth(1, 1, 3),
  ["martin luther king jr day"] = nth(1, 1, 3),
  ["earth day"] = on(4, 22), ["may day"] = on(5, 1), ["international workers day"] = on(5, 1),
  ["intl workers day"] = on(5, 1), ["workers day"] = on(5, 1), ["labour day"] = nth(9, 1, 1),
  ["labor day"] = nth(9, 1, 1), ["memorial day"] = nth(5, 1, -1), ["independence day"] = on(7, 4),
  ["veterans day"] = on(11, 11), ["columbus day"] = nth(10, 1, 2), ["groundhog day"] = on(2, 2),
  ["april fools"] = on(4, 1), ["april fools day"] = on(4, 1), ["guy fawkes day"] = on(11, 5),
  ["womens day"] = on(3, 8), ["international womens day"] = on(3, 8), ["childrens day"] = on(6, 1),
  ["teachers day"] = on(9, 10), ["inauguration day"] = on(1, 20), ["juneteenth"] = on(6, 19),
  ["freedom day"] = on(6, 19), ["jubilee day"] = on(6, 19), ["bastille day"] = on(7, 14),
  ["remembrance day"] = on(11, 11), ["armistice day"] = on(11, 11), ["canada day"] = on(7, 1),
  ["australia day"] = on(1, 26), ["anzac day"] = on(4, 25), ["human rights day"] = on(12, 10),
  ["easter"] = from_easter(0), ["easter day"] = from_easter(0), ["easter sunday"] = from_easter(0),
  ["easter monday"] = from_easter(1), ["easter saturday"] = from_easter(-1), ["good friday"] = from_easter(-2),
  ["palm sunday"] = from_easter(-7), ["ash wednesday"] = from_easter(-46), ["maundy thursday"] = from_easter(-3),
  ["pentecost"] = from_easter(49), ["whit sunday"] = from_easter(49), ["whit monday"] = from_easter(50),
  ["trinity sunday"] = from_easter(56), ["corpus christi"] = from_easter(60), ["ascension day"] = from_easter(39),
  ["mardi gras"] = from_easter(-47), ["shrove tuesday"] = from_easter(-47),
}

local apostrophe = P "'" + P "\u{2019}"

-- The letters of a name; an apostrophe may stand before or after any s.
local function pattern_of(name)
  local pattern = P(true)
  for char in name:gmatch "." do
    if char == " " then pattern = pattern * (lexis.gap + "-")
    elseif char == "s" then pattern = pattern * apostrophe ^ -1 * P "s" * apostrophe ^ -1
    else pattern = pattern * P(char) end
  end
  return pattern * lexis.stop
end

local names = {}
for name in pairs(M.DAYS) do names[#names + 1] = name end
table.sort(names, function(a, b)
  if #a ~= #b then return #a > #b end
  return a < b
end)
local name = P(false)
for _, each in ipairs(names) do name = name + pattern_of(each) * lpeg.Cc(each) end

-- “intl” is also written “int'l”.
name = name + P "int" * apostrophe * "l" * lexis.gap * "workers" * apostrophe ^ -1 * lexis.gap * "day" * lexis.stop
  * lpeg.Cc "intl workers day"

local function timex_of(holiday, year, day)
  if holiday.timex then return (year and ("%04d"):format(year) or "XXXX") .. holiday.timex end
  return (year and calendar.format(day) or "XXXX" .. (calendar.format(day)):sub(5))
end

local function node_of(parts)
  local holiday = M.DAYS[parts.name]
  return { kind = "date", grain = "D", holiday = true, at = function(reference)
    local now = calendar.civil(reference.day)
    local year = parts.year or parts.which and now + parts.which
    if parts.nearest then
      local day = holiday.of(now)
      if parts.nearest > 0 and day <= reference.day then day = holiday.of(now + 1) end
      if parts.nearest < 0 and day >= reference.day then day = holiday.of(now - 1) end
      return nodes.same(calendar.format(day), day)
    elseif year then
      local day = holiday.of(year)
      return nodes.same(parts.which and calendar.format(day) or timex_of(holiday, year, day), day)
    end
    local this = holiday.of(now)
    local future = this > reference.day and this or holiday.of(now + 1)
    local past = this <= reference.day and this or holiday.of(now - 1)
    return { timex = timex_of(holiday, nil, past or future), future = future, past = past }
  end }
end

local of = lexis.gap * (P "of" * lexis.gap) ^ -1
local which = lexis.this * lpeg.Cc(0) + lexis.next * lpeg.Cc(1) + lexis.last * lpeg.Cc(-1)
local nearest = lexis.words("next following coming upcoming", 1) + lexis.words("last previous past", -1)
M.pattern = Cmt(Ct((Cg(nearest, "nearest") * lexis.gap) ^ -1 * Cg(name, "name")
  * ((P "," ^ -1 * of * Cg(lexis.any_year, "year")) + of * (P "the" * lexis.gap) ^ -1 * Cg(which, "which") * lexis.gap
    * P "year" * lexis.stop) ^ -1),
  function(_, after, parts) return after, node_of(parts) end)

return M
