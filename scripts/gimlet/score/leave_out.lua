-- What one source, one rule line or one factor carries: the score computed again without it.
--
-- Leaving a source out lets the next strongest line of a story speak, where another source tells the
-- same; so this is a new computation and not a sum of ledger lines.
local M = {}

-- The cells whose counting line has each value of `key`.
local function index_cells(cells, key)
  local index, names = {}, {}
  for _, cell in ipairs(cells) do
    local name = key(cell.lines[1])
    if name then
      if not index[name] then
        index[name] = {}
        names[#names + 1] = name
      end
      table.insert(index[name], cell)
    end
  end
  table.sort(names)
  return index, names
end

local function first_other(cell, key, name)
  for _, line in ipairs(cell.lines) do
    if key(line) ~= name then return line.points end
  end
  return 0
end

local function without(cells, key, name, sums)
  local changed = { supports = {}, opposes = {} }
  for _, cell in ipairs(cells) do
    local side = cell.sign == "+" and "supports" or "opposes"
    local now = changed[side][cell.factor] or sums[side][cell.factor]
    changed[side][cell.factor] = now - cell.lines[1].points + first_other(cell, key, name)
  end
  setmetatable(changed.supports, { __index = sums.supports })
  setmetatable(changed.opposes, { __index = sums.opposes })
  return changed
end

local function by_change(a, b)
  local x, y = math.abs(a.change), math.abs(b.change)
  if x ~= y then return x > y end
  return a.name < b.name
end

local function leave_each(model, cells, sums, value, evaluate, key)
  local index, names = index_cells(cells, key)
  local list = {}
  for i, name in ipairs(names) do
    local left = without(index[name], key, name, sums)
    local now = evaluate(model, left.supports, left.opposes)
    local line = index[name][1].lines[1]
    -- A document of unknown publisher is its own source and goes by its own name.
    list[i] = { name = name, value = now, change = now - value, line = line,
      label = name == "story " .. line.story and line.document.document or name }
  end
  table.sort(list, by_change)
  return list
end

local function leave_factors(model, sums, value, evaluate)
  local list = {}
  for _, factor in ipairs(model.factors) do
    if factor.weight > 0 and factor.weight < model.weight then
      local now = evaluate(model, sums.supports, sums.opposes, factor.index)
      list[#list + 1] = { name = factor.id, label = factor.id, value = now, change = now - value }
    end
  end
  table.sort(list, by_change)
  return list
end

--- Scores without each source, each rule line and each factor, the largest change first.
---@param model table of the score
---@param cells table[] with lines, the strongest first
---@param sums table {supports, opposes}
---@param value integer the score
---@param evaluate function score.evaluate
---@return table {sources={name, label, value, change, line}[], rules=…, factors=…}
function M.all(model, cells, sums, value, evaluate)
  local mine, own = {}, {}
  for _, factor in ipairs(model.factors) do mine[factor.index] = factor.weight > 0 end
  for _, cell in ipairs(cells) do
    if mine[cell.factor] then own[#own + 1] = cell end
  end
  return {
    sources = leave_each(model, own, sums, value, evaluate, function(line) return line.voice end),
    rules = leave_each(model, own, sums, value, evaluate, function(line) return line.hit.at end),
    factors = leave_factors(model, sums, value, evaluate),
  }
end

return M
