-- How much the score hangs on which stories happened to be found: a percentile interval over
-- resampled stories (Efron and Tibshirani, 1993, chapter 13), seeded, so it never changes by itself.
local base = require("gimlet.core").base

local M = {}

local DRAWS <const>, SEED <const> = 1000, 20240229

-- Samples {story, factor, supports, opposes} sorted by story, flat, and the number of stories.
local function make_samples(model, cells)
  local place, by_story, stories = {}, {}, {}
  for i, factor in ipairs(model.factors) do
    if factor.weight > 0 then place[factor.index] = i end
  end
  for _, cell in ipairs(cells) do
    local points = place[cell.factor] and cell.lines[1].points or 0
    if points > 0 then
      if not by_story[cell.story] then
        by_story[cell.story] = {}
        stories[#stories + 1] = cell.story
      end
      table.insert(by_story[cell.story], { place[cell.factor], cell.sign, points })
    end
  end
  table.sort(stories)
  local flat = {}
  for number, story in ipairs(stories) do
    for _, sample in ipairs(by_story[story]) do
      local supports = sample[2] == "+"
      table.move({ number, sample[1], supports and sample[3] or 0, supports and 0 or sample[3] }, 1, 4, #flat + 1, flat)
    end
  end
  return flat, #stories
end

-- The nearest-rank percentiles that leave 2.5 % on each side.
local function percentiles(values)
  table.sort(values)
  local low = (#values * 25 + 999) // 1000
  return { low = values[math.max(low, 1)], high = values[math.min(#values - low + 1, #values)] }
end

local function collect(model, sums, draws, evaluate)
  local totals, groups, count = {}, {}, #model.factors
  for _, group in ipairs(model.groups) do groups[group.id] = {} end
  local supports, opposes = {}, {}
  for draw = 1, draws do
    local at = (draw - 1) * count * 2
    for i, factor in ipairs(model.factors) do
      supports[factor.index], opposes[factor.index] = sums[at + 2 * i - 1], sums[at + 2 * i]
    end
    local value, of_group = evaluate(model, supports, opposes)
    totals[draw] = value
    for id, list in pairs(groups) do list[draw] = of_group[id] end
  end
  return totals, groups
end

--- The 95 % interval of a score and its groups, over stories with evidence.
---@param model table of the score
---@param cells table[] with the counting line first
---@param evaluate function score.evaluate
---@param options table {draws=, seed=}
---@return table? interval {low, high, groups={id={low, high}}, stories, draws}
---@return string? why there is none
function M.interval(model, cells, evaluate, options)
  local samples, stories = make_samples(model, cells)
  if stories < 3 then
    local found = stories == 0 and "no article has" or stories == 1 and "one article has" or "two articles have"
    return nil, ("no interval: %s evidence, and it takes three"):format(found)
  end
  local draws = options.draws or DRAWS
  local sums, message = base.resample(samples, stories, #model.factors, draws, options.seed or SEED)
  if not sums then error({ message = message }, 0) end
  local totals, groups = collect(model, sums, draws, evaluate)
  local interval = percentiles(totals)
  interval.groups, interval.stories, interval.draws = {}, stories, draws
  for id, values in pairs(groups) do
    if #values > 0 then interval.groups[id] = percentiles(values) end
  end
  return interval
end

return M
