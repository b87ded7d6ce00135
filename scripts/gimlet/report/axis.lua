-- A score on its scale, drawn: ● the score, ━ its interval, ┄ the open range.
local exact = require "gimlet.base.exact"
local terminal = require "gimlet.cli.terminal"

local M = {}

local function cell_of(value, low, high, width)
  local at = exact.muldiv(value - low, width - 1, high - low)
  return math.max(0, math.min(width - 1, at)) + 1
end

local function fill(cells, from, to, mark)
  for i = from, to do cells[i] = mark end
end

-- Everything but the interval stands back.
local function quiet(cells, from, to)
  local parts, at = {}, from
  while at <= to do
    local stop, loud = at, cells[at] == "━"
    while stop < to and (cells[stop + 1] == "━") == loud do stop = stop + 1 end
    local run = table.concat(cells, "", at, stop)
    parts[#parts + 1] = loud and run or terminal.dim(run)
    at = stop + 1
  end
  return table.concat(parts)
end

--- One line of `width` columns; no ● where nothing was found.
---@param score table {value, coverage, open_low, open_high, interval}
---@param low integer end of the scale
---@param high integer
---@param width integer
---@return string
function M.draw(score, low, high, width)
  local cells = {}
  fill(cells, 1, width, "·")
  if score.open_low then
    fill(cells, cell_of(score.open_low, low, high, width), cell_of(score.open_high, low, high, width), "┄")
  end
  if score.interval and score.coverage > 0 then
    fill(cells, cell_of(score.interval.low, low, high, width), cell_of(score.interval.high, low, high, width), "━")
  end
  if score.coverage == 0 then return quiet(cells, 1, width) end
  local at = cell_of(score.value, low, high, width)
  local middle = (low + high) // 2
  local colour = score.value > middle and "green" or score.value < middle and "red" or "yellow"
  return quiet(cells, 1, at - 1) .. terminal.style("●", colour) .. quiet(cells, at + 1, width)
end

--- The ends and the middle of the scale above such lines.
---@param low string
---@param middle string
---@param high string
---@param width integer
---@return string
function M.ruler(low, middle, high, width)
  local half = (width - #middle) // 2
  local line = terminal.pad(low, half) .. middle
  return terminal.dim(line .. terminal.pad(high, width - terminal.columns(line), true))
end

return M
