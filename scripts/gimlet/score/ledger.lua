-- The ledger: a list of points whose sum is the score, to the last millionth.
--
-- The first line is the middle of the scale. What the score lies above or below it is split over
-- factors, then over the two sides of a factor, then over the lines of a side, each time by
-- exact shares (floor, then one millionth each by the largest remainder), so nothing is lost.
local exact = require "gimlet.base.exact"

local M = {}

-- Splits a signed total over signed parts: the positive ones share what they lift it by, the
-- negative ones the rest. half / weight turns a contribution into points of the scale.
local function split_over_factors(total, contributions, half, weight)
  local up, down, lifted = {}, {}, 0
  for i, contribution in ipairs(contributions) do
    up[i] = math.max(contribution, 0)
    down[i] = math.max(-contribution, 0)
    lifted = lifted + up[i]
  end
  local raised = exact.muldiv(half, lifted, weight)
  local ups, downs = exact.share(raised, up), exact.share(raised - total, down)
  local shares = {}
  for i in ipairs(contributions) do shares[i] = ups[i] - downs[i] end
  return shares
end

-- What one side of a factor is worth where its balance alone speaks.
local function side_value(model, weight, points, both)
  local part = exact.muldiv(weight, points, both + exact.ONE)
  return exact.muldiv(model.half, part, model.weight)
end

-- The two sides of a factor, so that for - against + rest = share. A rest remains only where the pack's
-- own formula moved the factor beyond what its evidence says.
local function split_over_sides(model, factor, share)
  local supports, opposes = factor.supports, factor.opposes
  local both = supports + opposes
  if not model.combine then
    if supports == 0 then return 0, -share, 0 end
    if opposes == 0 then return share, 0, 0 end
    local up = math.max(side_value(model, factor.weight, supports, both), share, 0)
    return up, up - share, 0
  end
  local up = side_value(model, factor.weight, supports, both)
  local down = side_value(model, factor.weight, opposes, both)
  return up, down, share - (up - down)
end

local function add_side(entries, factor, sign, value)
  local counted, points = {}, {}
  for _, line in ipairs(factor.lines) do
    if line.sign == sign and line.counts then
      counted[#counted + 1] = line
      points[#points + 1] = line.points
    end
  end
  local shares = #counted > 0 and exact.share(value, points) or {}
  for i, line in ipairs(counted) do
    line.value = sign == "+" and shares[i] or -shares[i]
    entries[#entries + 1] = { kind = "evidence", factor = factor.name, group = factor.group, sign = sign,
      line = line, points = line.points, value = line.value }
  end
end

local function add_uncounted(entries, factor)
  for _, line in ipairs(factor.lines) do
    if not line.counts then
      line.value = 0
      entries[#entries + 1] = { kind = line.status, factor = factor.name, group = factor.group, sign = line.sign,
        line = line, points = 0, value = 0, why = line.why }
    end
  end
end

--- Builds the ledger of a score. Lines of a factor come sorted by document hash, position and rule,
--- which settles ties. Sets `value` on each line and `share` on each factor.
---@param model table {factors, weight, half, middle, combine}
---@param value integer the score
---@param contributions integer[] weight × balance of each factor
---@return table[] entries {kind, factor, group, sign, line, points, value, why}
function M.build(model, value, contributions)
  local entries = { { kind = "middle", points = 0, value = model.middle } }
  if model.weight == 0 then return entries end
  local shares = split_over_factors(value - model.middle, contributions, model.half, model.weight)
  for i, factor in ipairs(model.factors) do
    factor.share = shares[i]
    local up, down, rest = split_over_sides(model, factor, shares[i])
    add_side(entries, factor, "+", up)
    add_side(entries, factor, "-", down)
    factor.rest = model.combine and rest or nil
    if rest ~= 0 then
      entries[#entries + 1] = { kind = "combine", factor = factor.name, group = factor.group, points = 0, value = rest,
        why = "the pack's own formula" }
    end
    add_uncounted(entries, factor)
  end
  return entries
end

--- The sum of a ledger.
---@param entries table[]
---@return integer
function M.sum(entries)
  local sum = 0
  for _, entry in ipairs(entries) do sum = sum + entry.value end
  return sum
end

return M
