-- From a factor's hit to a line of evidence: strength × reliability × credibility × age.
--
-- Every multiplier keeps its reason, so that the line can be read aloud.
local edtf = require "gimlet.base.edtf"
local exact = require "gimlet.base.exact"

local M = {}

local ONE <const> = exact.ONE
local UNGRADED <const> = 500000

--- Admiralty reliability of a source. F says that it cannot be judged, as does no grade at all.
M.RELIABILITY = { A = ONE, B = 800000, C = 600000, D = 400000, E = 200000, F = UNGRADED }
--- Admiralty credibility of an item of information; 6 says that it cannot be judged.
M.CREDIBILITY = { ONE, 800000, 600000, 400000, 200000, UNGRADED }

-- 2^-(1/2), 2^-(1/4), … in units of 10^-15: the binary digits of an age choose among them.
local ROOTS <const> = {
  707106781186548, 840896415253715, 917004043204671, 957603280698574, 978572062087700, 989228013193975,
  994599423483633, 997296056085470, 998647112890970, 999323327502651, 999661606496244, 999830788931929,
  999915390886613, 999957694548431, 999978847050492, 999989423469314, 999994711720673, 999997355856841,
  999998677927547, 999999338963555, 999999669481723, 999999834740848, 999999917370420, 999999958685209,
}
local UNIT <const> = 1000000000000000

--- 2^-(days / half_life) as a micro, by integer arithmetic alone.
---@param days integer
---@param half_life integer in days, above 0
---@return integer
function M.decay(days, half_life)
  if days <= 0 then return ONE end
  local whole, rest = days // half_life, days % half_life
  if whole > 40 then return 0 end
  local value = UNIT
  for _, root in ipairs(ROOTS) do
    rest = rest * 2
    if rest >= half_life then
      rest = rest - half_life
      value = exact.muldiv(value, root, UNIT)
    end
  end
  return exact.muldiv(value, 1, (UNIT // ONE) << whole)
end

-- Days by date, as many documents share one and each is asked for several times; begun anew when it grows large.
local known_days, day_count = {}, 0
local MOST_DAYS <const> = 20000

local function day_of(date)
  local read = edtf.parse(date)
  if not read then return false end
  local last = read.latest
  if read.open and last:sub(1, 4) == "9999" then last = read.earliest end
  return edtf.day_number(last)
end

--- The last day that an EDTF date can mean, counted from 1 January of year 1; of an open interval the end
--- that is known. Uncertainty marks are ignored.
---@param date string?
---@return integer? nil for no date
function M.day(date)
  if type(date) ~= "string" then return nil end
  local day = known_days[date]
  if day == nil then
    if day_count == MOST_DAYS then known_days, day_count = {}, 0 end
    day = day_of(date)
    known_days[date], day_count = day, day_count + 1
  end
  return day or nil
end

--- The year of an EDTF date.
---@param date string?
---@return integer?
function M.year(date)
  return type(date) == "string" and math.tointeger(tonumber(date:match("^(%d%d%d%d)"))) or nil
end

local function reliability(document)
  local grade = document.grade
  if grade and M.RELIABILITY[grade] and grade ~= "F" then
    return M.RELIABILITY[grade], "its source is graded " .. grade, true
  elseif grade == "F" then
    return UNGRADED, "its source's reliability cannot be judged (F)", false
  end
  return UNGRADED, "its source is ungraded", false
end

local function credibility(document)
  local number = math.tointeger(tonumber(document.credibility))
  local value = number and M.CREDIBILITY[number]
  if not value then return nil end
  return value, number == 6 and "its truth cannot be judged (6)" or ("its credibility is graded " .. number)
end

-- An analyst may have given the line a date of its own.
local function age(line, half_life, as_of_day)
  if not half_life or not as_of_day then return nil end
  local written = M.day(line.date or line.document.date)
  if not written then return nil, "undated, so its age takes nothing off" end
  local days = math.max(0, as_of_day - written)
  return M.decay(days, half_life), ("%d days old at a half-life of %d days"):format(days, half_life)
end

--- Fills in line.points and line.multipliers ({kind, name, times, why}, in order of use).
---@param line table with strength, document and factor
---@param as_of_day integer?
---@param half_life integer? for factors without one of their own
function M.weigh(line, as_of_day, half_life)
  local document = line.document
  local times, why, graded = reliability(document)
  line.graded = graded
  line.multipliers = { { kind = "reliability", name = document.grade or "ungraded", times = times, why = why } }
  line.points = exact.times(line.strength, times)
  local believed, reason = credibility(document)
  if believed then
    line.multipliers[2] = { kind = "credibility", name = tostring(document.credibility), times = believed,
      why = reason }
    line.points = exact.times(line.points, believed)
  end
  local aged, how_old = age(line, line.factor.half_life or half_life, as_of_day)
  if how_old then
    line.multipliers[#line.multipliers + 1] = { kind = "age", name = line.date or document.date or "undated",
      times = aged or ONE, why = how_old }
    line.points = exact.times(line.points, aged or ONE)
  end
end

return M
