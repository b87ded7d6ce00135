-- Which change of one weight turns the answer: takes the score across the middle of its scale.
--
-- The side of the score is the sign of S = Σ weight × balance. With one weight w of balance b changed, S is 0 at
-- w' = (w·b − S) / b; where that is below 0 no weight of this factor alone turns it.
local exact = require "gimlet.base.exact"
local words = require "gimlet.report.words"
local terminal = require "gimlet.cli.terminal"

local M = {}

-- How far a weight has to go: the larger of the two over the smaller.
local function stretch(row)
  local low, high = math.min(row.weight, row.turns_at), math.max(row.weight, row.turns_at)
  return low > 0 and exact.muldiv(high, exact.ONE, low) or math.maxinteger
end

--- Weights that turn a score, the nearest first.
---@param score table of score.compute
---@return { factor: table, weight: integer, balance: integer, turns_at: integer }[]? rows nil where the pack's own
--- formula makes it
function M.weights(score)
  if score.model.combine then return nil end
  local sum, rows, order = 0, {}, {}
  for _, factor in ipairs(score.factors) do sum = sum + exact.times(factor.weight, factor.balance) end
  for i, factor in ipairs(score.factors) do
    if factor.balance ~= 0 and factor.weight > 0 and sum ~= 0 then
      local turns = exact.muldiv(exact.times(factor.weight, factor.balance) - sum, exact.ONE, factor.balance)
      if turns >= 0 then
        rows[#rows + 1] = { factor = factor, weight = factor.weight, balance = factor.balance, turns_at = turns }
        order[rows[#rows]] = i
      end
    end
  end
  table.sort(rows, function(a, b)
    local x, y = stretch(a), stretch(b)
    if x ~= y then return x < y end
    return order[a] < order[b]
  end)
  return rows
end

--- The rows in words.
---@param score table
---@return string
function M.render(score)
  local rows = M.weights(score)
  local head = ("%s: %s, middle %s\n"):format(terminal.bold(score.about or score.id), words.decimal(score.value),
    words.decimal(score.middle))
  if not rows then return head .. "The pack's own formula makes the score; its weights are within it.\n" end
  if #rows == 0 then return head .. "No change of a single weight takes it across the middle.\n" end
  local cells = {}
  for i, row in ipairs(rows) do
    cells[i] = { row.factor.id, words.decimal(row.weight), words.decimal(row.turns_at, 3),
      words.decimal(row.balance, 3) }
  end
  return head .. terminal.table(cells, { header = { "factor", "weight", "turns it at", "balance" },
    right = { [2] = true, [3] = true, [4] = true }, shrink = 1 })
end

return M
