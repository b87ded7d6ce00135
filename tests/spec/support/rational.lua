-- Exact rational numbers of any size, slow and simple: an oracle that shares no code with what it
-- judges. A natural number is a list of limbs below 10^7, least first.
local M = {}
M.__index = M

local LIMB <const> = 10000000

local function trim(a)
  while #a > 0 and a[#a] == 0 do a[#a] = nil end
  return a
end

local function natural(n)
  local limbs = {}
  while n > 0 do
    limbs[#limbs + 1] = n % LIMB
    n = n // LIMB
  end
  return limbs
end

local function compare(a, b)
  if #a ~= #b then return #a < #b and -1 or 1 end
  for i = #a, 1, -1 do
    if a[i] ~= b[i] then return a[i] < b[i] and -1 or 1 end
  end
  return 0
end

local function add(a, b)
  local sum, carry = {}, 0
  for i = 1, math.max(#a, #b) + 1 do
    local digit = (a[i] or 0) + (b[i] or 0) + carry
    sum[i], carry = digit % LIMB, digit // LIMB
  end
  return trim(sum)
end

local function subtract(a, b) -- a >= b
  local rest, borrow = {}, 0
  for i = 1, #a do
    local digit = a[i] - (b[i] or 0) - borrow
    rest[i], borrow = digit % LIMB, digit < 0 and 1 or 0
  end
  return trim(rest)
end

local function multiply(a, b)
  local product = {}
  for i = 1, #a + #b do product[i] = 0 end
  for i = 1, #a do
    local carry = 0
    for k = 1, #b do
      local digit = product[i + k - 1] + a[i] * b[k] + carry
      product[i + k - 1], carry = digit % LIMB, digit // LIMB
    end
    product[i + #b] = product[i + #b] + carry
  end
  return trim(product)
end

local function make(sign, above, below)
  return setmetatable({ sign = #above == 0 and 1 or sign, above = above, below = below }, M)
end

--- a / b as a rational; b defaults to 1.
function M.of(a, b)
  b = b or 1
  return make(((a < 0) ~= (b < 0)) and -1 or 1, natural(math.abs(a)), natural(math.abs(b)))
end

function M.__mul(a, b) return make(a.sign * b.sign, multiply(a.above, b.above), multiply(a.below, b.below)) end
function M.__div(a, b) return make(a.sign * b.sign, multiply(a.above, b.below), multiply(a.below, b.above)) end
function M.__unm(a) return make(-a.sign, a.above, a.below) end
function M.__sub(a, b) return a + -b end
function M.__add(a, b)
  local x, y = multiply(a.above, b.below), multiply(b.above, a.below)
  local below = multiply(a.below, b.below)
  if a.sign == b.sign then return make(a.sign, add(x, y), below) end
  if compare(x, y) >= 0 then return make(a.sign, subtract(x, y), below) end
  return make(b.sign, subtract(y, x), below)
end

function M.__lt(a, b)
  local difference = a - b
  return difference.sign < 0
end
function M.__le(a, b)
  local difference = b - a -- zero carries the positive sign
  return difference.sign > 0
end
function M.__eq(a, b) return #(a - b).above == 0 end
function M:abs() return make(1, self.above, self.below) end

return M
