-- How well two codings agree: precision, recall and F1 with intervals, Cohen's kappa, Krippendorff's alpha.
--
-- Counts are { tp, fp, fn, tn }: of units that both, only the second, only the first (gold), or neither has coded.
local M = {}

local Z <const> = 1.959963984540054 -- of 95 %
local ROUNDS <const> = 1000

---The interval of Wilson (1927) for k of n, at 95 %.
---@param k integer
---@param n integer
---@return number? low nil where n is 0
---@return number? high
function M.wilson(k, n)
  if n == 0 then return nil end
  local p, z2 = k / n, Z * Z
  local middle, half = p + z2 / (2 * n), Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
  return math.max(0, (middle - half) / (1 + z2 / n)), math.min(1, (middle + half) / (1 + z2 / n))
end

local function f1(tp, fp, fn) return tp + fp + fn > 0 and 2 * tp / (2 * tp + fp + fn) or nil end

-- Numbers that are the same in every run (Marsaglia 2003).
local function generator(seed)
  local state = seed
  return function(n)
    state = state ~ (state << 13)
    state = state ~ (state >> 7)
    state = state ~ (state << 17)
    return (state >> 11) % n + 1
  end
end

---The 95 % percentile interval of F1 by a seeded bootstrap over items (Efron 1979).
---@param items { tp: integer, fp: integer, fn: integer }[]
---@return number? low nil under three items
---@return number? high
function M.bootstrap(items)
  if #items < 3 then return nil end
  local random, values = generator(88172645463325252), {}
  for _ = 1, ROUNDS do
    local tp, fp, fn = 0, 0, 0
    for _ = 1, #items do
      local item = items[random(#items)]
      tp, fp, fn = tp + item.tp, fp + item.fp, fn + item.fn
    end
    values[#values + 1] = f1(tp, fp, fn)
  end
  if #values == 0 then return nil end
  table.sort(values)
  return values[math.max(1, #values * 25 // 1000)], values[math.max(1, #values * 975 // 1000)]
end

---Cohen's kappa (1960). nil where both have coded all units alike with one code, so that chance explains all.
---@param c { tp: integer, fp: integer, fn: integer, tn: integer }
---@return number?
function M.kappa(c)
  local n = c.tp + c.fp + c.fn + c.tn
  if n == 0 then return nil end
  local first, second = (c.tp + c.fn) / n, (c.tp + c.fp) / n
  local chance = first * second + (1 - first) * (1 - second)
  if chance >= 1 then return nil end
  return ((c.tp + c.tn) / n - chance) / (1 - chance)
end

---Krippendorff's alpha (2011) for two coders, nominal data, nothing missing.
---@param c { tp: integer, fp: integer, fn: integer, tn: integer }
---@return number?
function M.alpha(c)
  local ones, zeros = 2 * c.tp + c.fp + c.fn, 2 * c.tn + c.fp + c.fn
  if ones == 0 or zeros == 0 then return nil end
  return 1 - (ones + zeros - 1) * (c.fp + c.fn) / (ones * zeros)
end

---All of it for one code.
---@param c { tp: integer, fp: integer, fn: integer, tn: integer? }
---@param items table[]? for the bootstrap
---@return table figures
function M.figures(c, items)
  local p_low, p_high = M.wilson(c.tp, c.tp + c.fp)
  local r_low, r_high = M.wilson(c.tp, c.tp + c.fn)
  local f_low, f_high = M.bootstrap(items or {})
  return { tp = c.tp, fp = c.fp, fn = c.fn, tn = c.tn,
    precision = c.tp + c.fp > 0 and c.tp / (c.tp + c.fp) or nil, precision_low = p_low, precision_high = p_high,
    recall = c.tp + c.fn > 0 and c.tp / (c.tp + c.fn) or nil, recall_low = r_low, recall_high = r_high,
    f1 = f1(c.tp, c.fp, c.fn), f1_low = f_low, f1_high = f_high,
    kappa = c.tn and M.kappa(c) or nil, alpha = c.tn and M.alpha(c) or nil }
end

return M
