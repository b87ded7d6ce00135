-- Arithmetic in millionths for scripts: integers, half to even, no overflow unseen.
--
-- A "micro" is an integer that counts millionths. Functions raise a table { message = … } where
-- a number leaves the range, which score.compute turns into nil, message.
local base = require("gimlet.core").base

local M = { ONE = 1000000 }

local function checked(value, message)
  if value == nil then error({ message = message }, 0) end
  return value
end

--- a * b / c, rounded half to even.
---@param a integer
---@param b integer
---@param c integer
---@return integer
function M.muldiv(a, b, c) return checked(base.muldiv(a, b, c)) end

--- a * b of two micros.
---@param a integer
---@param b integer
---@return integer
function M.times(a, b) return checked(base.muldiv(a, b, M.ONE)) end

--- Splits total in proportion to weights (floor, then largest remainder); the shares sum to it.
---@param total integer
---@param weights integer[] none negative
---@return integer[]
function M.share(total, weights) return checked(base.share(total, weights)) end

--- "0.5" for 500000.
---@param micro integer
---@return string
function M.text(micro) return base.text(micro) end

--- A micro from decimal text or a number.
---@param value string|number
---@return integer? micro
---@return string? message
function M.read(value)
  if math.type(value) == "float" then value = ("%.6f"):format(value) end
  return base.read(tostring(value))
end

--- Rounded for people: "52" or "-3.4".
---@param micro integer
---@param places integer 0 to 6
---@return string
function M.round(micro, places)
  local unit = math.tointeger(10 ^ (6 - places))
  local rounded = M.muldiv(micro, 1, unit)
  if places == 0 then return tostring(rounded) end
  local sign = rounded < 0 and "-" or ""
  local scale = math.tointeger(10 ^ places)
  return ("%s%d.%0" .. places .. "d"):format(sign, math.abs(rounded) // scale, math.abs(rounded) % scale)
end

return M
