-- From hits to a number: a pure function of hits, documents, decisions and grades.
--
-- In order: decisions; strength × reliability × credibility × age; the strongest hit of each
-- story, factor and side; the balance of a factor, (P - N) / (P + N + 1); the score, the middle of
-- the scale and what weight × balance moves it; and what belongs beside it: ledger, gates,
-- coverage, interval, open range, graded sources only, what one source or rule carries.
-- Everything is sorted by document hash, position and rule first, so the order in which hits arrive
-- never shows. All numbers are integers in millionths.
local exact = require "gimlet.base.exact"
local points = require "gimlet.score.points"
local decisions = require "gimlet.score.decisions"
local ledger = require "gimlet.score.ledger"
local bootstrap = require "gimlet.score.bootstrap"
local leave_out = require "gimlet.score.leave_out"
local stories = require "gimlet.score.stories"

local M = {}

local ONE <const> = exact.ONE

-- ---- lines ------------------------------------------------------------------------------------

local function before(a, b)
  if a.hash ~= b.hash then return a.hash < b.hash end
  if a.hit.begin ~= b.hit.begin then return a.hit.begin < b.hit.begin end
  if a.hit["end"] ~= b.hit["end"] then return a.hit["end"] < b.hit["end"] end
  if a.hit.rule ~= b.hit.rule then return a.hit.rule < b.hit.rule end
  if a.sign ~= b.sign then return a.sign < b.sign end
  -- Two patterns found the same words: the stronger speaks, then the one declared first.
  if (a.status == nil) ~= (b.status == nil) then return a.status == nil end
  if a.strength ~= b.strength then return a.strength > b.strength end
  if (a.hit.at or "") ~= (b.hit.at or "") then return (a.hit.at or "") < (b.hit.at or "") end
  return (a.hit.id or "") < (b.hit.id or "")
end

-- How well a line can be quoted: not from a title, naming its subject, told by somebody.
local function quotable(line)
  local hit = line.hit
  local body = hit.zone ~= "title" and hit.zone ~= "heading"
  local named = (hit.subject_by or ""):find("^named") ~= nil
  return (body and 4 or 0) + (named and 2 or 0) + (line.speaker and 1 or 0)
end

-- Which line of a story speaks for it: the strongest; of equals the one with more points (a better source), the
-- better quote, the first.
local function stronger(a, b)
  if a.strength ~= b.strength then return a.strength > b.strength end
  if a.points ~= b.points then return a.points > b.points end
  local x, y = quotable(a), quotable(b)
  if x ~= y then return x > y end
  return before(a, b)
end

-- Sets status, why and strength of a line that does not count in its own right.
local function set_aside(line)
  if line.rejected then
    line.status, line.why, line.strength = "rejected", line.decisions[#line.decisions], 0
  elseif line.hit.counts == false and not line.accepted then
    line.status, line.why, line.strength = "left out", line.hit.why or "the rule does not count it", 0
  elseif line.strength == 0 then
    line.status, line.why = "left out", line.hit.why or "its strength is 0"
  end
end

local function make_line(hit, factor, context)
  local document = context.documents.by_hash[hit.hash]
  if not document then error({ message = ("no document for hit %s"):format(tostring(hit.id)) }, 0) end
  local line = { hit = hit, hash = hit.hash, document = document, factor = factor, sign = hit.sign,
    strength = hit.strength, base = hit.base or hit.strength, story = context.documents.story[hit.hash],
    voice = context.documents.voice[hit.hash], speaker = hit.attributed_to, year = hit.year }
  decisions.apply(context.decisions, line)
  set_aside(line)
  points.weigh(line, context.as_of_day, context.half_life)
  return line
end

-- All lines, sorted; a hit that came twice (a file named twice) is one.
local function make_lines(hits, factors, context)
  local lines, once, seen = {}, {}, {}
  for _, hit in ipairs(hits) do
    local factor = hit.kind == "factor" and factors.by_name[hit.rule]
    if factor then lines[#lines + 1] = make_line(hit, factor, context) end
  end
  table.sort(lines, before)
  for _, line in ipairs(lines) do
    local hit = line.hit
    local key = table.concat({ hit.hash, hit.rule, hit.begin, hit["end"], line.sign }, " ")
    if not seen[key] then once[#once + 1] = line end
    seen[key] = true
  end
  return once
end

-- One cell a story, factor and side, its lines with the strongest first: that one counts, the
-- others repeat it. Cells come in order of factor, story, side.
local function make_cells(lines)
  local cells, by_key = {}, {}
  for _, line in ipairs(lines) do
    table.insert(line.factor.lines, line)
    if not line.status then
      local key = line.factor.index .. "\0" .. line.story .. "\0" .. line.sign
      if not by_key[key] then
        by_key[key] = { factor = line.factor.index, story = line.story, sign = line.sign, lines = {} }
        table.insert(cells, by_key[key])
      end
      table.insert(by_key[key].lines, line)
    end
  end
  table.sort(cells, function(a, b)
    if a.factor ~= b.factor then return a.factor < b.factor end
    if a.story ~= b.story then return a.story < b.story end
    return a.sign < b.sign
  end)
  for _, cell in ipairs(cells) do
    table.sort(cell.lines, stronger)
    for i, line in ipairs(cell.lines) do
      line.counts = i == 1
      line.status = i == 1 and "evidence" or "repeat"
      if i > 1 then line.why, line.repeats = "the same story says it more strongly once", cell.lines[1] end
    end
  end
  return cells
end

-- ---- factors ----------------------------------------------------------------------------------

--- Balance of a factor's points, as a micro between -1 and 1.
---@param supports integer
---@param opposes integer
---@return integer
function M.balance(supports, opposes)
  return exact.muldiv(supports - opposes, ONE, supports + opposes + ONE)
end

--- Sums of points by factor over the first line of each cell that `admit` lets pass.
---@param cells table[]
---@param count integer of factors
---@param admit (fun(line: table): boolean)? all when nil
---@return integer[] supports
---@return integer[] opposes
function M.tally(cells, count, admit)
  local supports, opposes = {}, {}
  for i = 1, count do supports[i], opposes[i] = 0, 0 end
  for _, cell in ipairs(cells) do
    for _, line in ipairs(cell.lines) do
      if not admit or admit(line) then
        local side = cell.sign == "+" and supports or opposes
        side[cell.factor] = side[cell.factor] + line.points
        break
      end
    end
  end
  return supports, opposes
end

local function count_voices(factor, sign)
  local seen, voices, told = {}, 0, 0
  for _, line in ipairs(factor.lines) do
    if line.counts and line.sign == sign and line.points > 0 then
      told = told + 1
      if not seen[line.voice] then
        seen[line.voice] = true
        voices = voices + 1
      end
    end
  end
  return voices, told
end

local function state_of(factor)
  local supports, opposes = factor.supports, factor.opposes
  if supports == 0 and opposes == 0 then return "no evidence" end
  local smaller, larger = math.min(supports, opposes), math.max(supports, opposes)
  if smaller * 4 >= larger then
    local voices = math.min(factor.supports_sources, factor.opposes_sources)
    if voices >= 2 then return "contested" end
    if voices >= 1 then return "disputed" end
  end
  return supports > opposes and "supported" or "opposed"
end

local function gate_of(factor)
  if not factor.required then return nil end
  if factor.state == "no evidence" then return "no evidence" end
  return factor.balance < 0 and "not met" or "met"
end

local function finish_factor(factor, supports, opposes)
  factor.supports, factor.opposes = supports, opposes
  factor.balance = M.balance(supports, opposes)
  factor.supports_sources, factor.supports_stories = count_voices(factor, "+")
  factor.opposes_sources, factor.opposes_stories = count_voices(factor, "-")
  local seen, sources = {}, 0
  for _, line in ipairs(factor.lines) do
    if line.counts and line.points > 0 and not seen[line.voice] then
      seen[line.voice] = true
      sources = sources + 1
    end
  end
  factor.sources = sources
  factor.state = state_of(factor)
  factor.gate = gate_of(factor)
end

local function copy_factors(description)
  local factors = { by_name = {} }
  for i, declared in ipairs(description.factors) do
    local factor = { index = i, lines = {} }
    for key, value in pairs(declared) do factor[key] = value end
    factors[i], factors.by_name[declared.name] = factor, factor
  end
  return factors
end

-- ---- scores -----------------------------------------------------------------------------------

-- What is needed to turn sums of points into a score.
local function make_model(declared, factors, options)
  local wanted = {}
  for _, id in ipairs(declared.factors or {}) do wanted[id] = true end
  local low, high = declared.scale and declared.scale[1] or 0, declared.scale and declared.scale[2] or 100 * ONE
  local model = { id = declared.id, name = declared.name, factors = {}, weight = 0, groups = {}, by_group = {},
    middle = exact.muldiv(low + high, 1, 2), half = exact.muldiv(high - low, 1, 2),
    combine = declared.combine and options.combine or nil }
  for _, group in ipairs(declared.groups or {}) do
    local entry = { id = group.id, label = group.label, weight = 0, factors = {} }
    model.groups[#model.groups + 1], model.by_group[group.id] = entry, entry
  end
  for _, factor in ipairs(factors) do
    if not declared.factors or wanted[factor.id] or wanted[factor.name] then
      model.factors[#model.factors + 1] = factor
      model.weight = model.weight + factor.weight
      local group = model.by_group[factor.group]
      if group then
        group.weight = group.weight + factor.weight
        table.insert(group.factors, factor)
      end
    end
  end
  return model
end

-- Contributions as the pack's own function gives them, kept within ± weight.
local function combined(model, supports, opposes)
  local asked = {}
  for i, factor in ipairs(model.factors) do
    local p, n = supports[factor.index], opposes[factor.index]
    asked[i] = { id = factor.id, name = factor.name, weight = factor.weight, balance = M.balance(p, n), supports = p,
      opposes = n, group = factor.group }
  end
  local given, message = model.combine(model.name, asked)
  if not given then error({ message = message or "combine failed", score = model.name }, 0) end
  local contributions = {}
  for i, factor in ipairs(model.factors) do
    local value = math.tointeger(given[factor.id] or given[factor.name] or 0) or 0
    contributions[i] = math.max(-factor.weight, math.min(factor.weight, value))
  end
  return contributions
end

local function on_scale(model, sum, weight)
  if weight == 0 then return model.middle end
  return model.middle + exact.muldiv(model.half, sum, weight)
end

--- The score of sums of points, by the formula of the score.
---@param model table
---@param supports integer[] by factor index
---@param opposes integer[]
---@param without integer? index of a factor whose weight is left out
---@return integer value
---@return table<string, integer> groups by id
---@return integer[] contributions in order of model.factors
function M.evaluate(model, supports, opposes, without)
  local contributions = model.combine and combined(model, supports, opposes)
  local sum, weight, of_group = 0, 0, {}
  if not contributions then
    contributions = {}
    for i, factor in ipairs(model.factors) do
      local index = factor.index
      contributions[i] = exact.times(factor.weight, M.balance(supports[index], opposes[index]))
    end
  end
  for i, factor in ipairs(model.factors) do
    if factor.index ~= without then
      sum, weight = sum + contributions[i], weight + factor.weight
      of_group[factor.group or ""] = (of_group[factor.group or ""] or 0) + contributions[i]
    end
  end
  local groups = {}
  for _, group in ipairs(model.groups) do
    if group.weight > 0 then groups[group.id] = on_scale(model, of_group[group.id] or 0, group.weight) end
  end
  return on_scale(model, sum, weight), groups, contributions
end

-- The range if every factor without evidence stood at its worst or its best.
local function open_range(model, factors, contributions)
  local known, unknown = 0, 0
  for i, factor in ipairs(model.factors) do
    if factors == nil or factors[factor.index] then
      if factor.state == "no evidence" then unknown = unknown + factor.weight else known = known + contributions[i] end
    end
  end
  return known - unknown, known + unknown, unknown
end

local function share_of(part, whole) return whole > 0 and exact.muldiv(whole - part, ONE, whole) or 0 end

-- Whether any factor of a group has points from graded sources.
local function has_graded(group, sums)
  for _, factor in ipairs(group.factors) do
    if sums.graded_supports[factor.index] + sums.graded_opposes[factor.index] > 0 then return true end
  end
  return false
end

local function make_groups(model, values, graded, contributions, interval, sums)
  local groups = {}
  for i, group in ipairs(model.groups) do
    local members = {}
    for _, factor in ipairs(group.factors) do members[factor.index] = true end
    local low, high, unknown = open_range(model, members, contributions)
    groups[i] = { id = group.id, label = group.label, weight = group.weight, factors = group.factors,
      value = values[group.id], graded_only = graded and has_graded(group, sums) and graded[group.id] or nil,
      coverage = share_of(unknown, group.weight),
      open_low = group.weight > 0 and on_scale(model, low, group.weight) or nil,
      open_high = group.weight > 0 and on_scale(model, high, group.weight) or nil,
      interval = interval and interval.groups[group.id] }
  end
  return groups
end

local function gates_of(model)
  local gates = {}
  for _, factor in ipairs(model.factors) do
    if factor.gate then gates[#gates + 1] = { factor = factor, state = factor.gate } end
  end
  return gates
end

local function make_score(declared, context, sums)
  local model = make_model(declared, context.factors, context.options)
  local value, groups, contributions = M.evaluate(model, sums.supports, sums.opposes)
  local graded_value, graded_groups
  if sums.any_graded then
    graded_value, graded_groups = M.evaluate(model, sums.graded_supports, sums.graded_opposes)
  end
  local interval, why = bootstrap.interval(model, context.cells, M.evaluate, context.options)
  local low, high, unknown = open_range(model, nil, contributions)
  return { name = declared.name, id = declared.id, about = declared.about, model = model,
    middle = model.middle, scale = { model.middle - model.half, model.middle + model.half },
    value = value, weight = model.weight, factors = model.factors, graded_only = graded_value,
    coverage = share_of(unknown, model.weight), open_low = on_scale(model, low, model.weight),
    open_high = on_scale(model, high, model.weight), interval = interval, no_interval = why,
    groups = make_groups(model, groups, graded_groups, contributions, interval, sums), gates = gates_of(model),
    leave_out = leave_out.all(model, context.cells, sums, value, M.evaluate),
    ledger = ledger.build(model, value, contributions) }
end

local function all_sums(context)
  local count, any = #context.factors, false
  local sums = {}
  sums.supports, sums.opposes = M.tally(context.cells, count)
  sums.graded_supports, sums.graded_opposes = M.tally(context.cells, count, function(line)
    any = any or (line.graded and line.points > 0 and line.factor.weight > 0)
    return line.graded
  end)
  sums.any_graded = any
  return sums
end

-- What stands before any score: documents, factors, lines, cells.
local function prepare(input)
  local options = input.options or {}
  local documents = stories.prepare(input.documents)
  local as_of, as_of_day = stories.newest(documents)
  if input.as_of then as_of, as_of_day = input.as_of, points.day(input.as_of) end
  local context = { documents = documents, factors = copy_factors(input.description), as_of = as_of,
    as_of_day = as_of_day, half_life = options.half_life, decisions = decisions.index(input.decisions),
    options = options }
  context.lines = make_lines(input.hits, context.factors, context)
  context.cells = make_cells(context.lines)
  return context
end

local function compute(input)
  local context = prepare(input)
  local sums = all_sums(context)
  for i, factor in ipairs(context.factors) do finish_factor(factor, sums.supports[i], sums.opposes[i]) end
  local scores = {}
  for i, declared in ipairs(input.description.scores or {}) do scores[i] = make_score(declared, context, sums) end
  return { description = input.description, as_of = context.as_of, counts = stories.count(context.documents),
    documents = context.documents.list, factors = context.factors, lines = context.lines, scores = scores,
    decisions = input.decisions or {}, unused_decisions = decisions.unused(context.decisions) }
end

local function values(input)
  local context, by_id = prepare(input), {}
  local supports, opposes = M.tally(context.cells, #context.factors)
  for _, declared in ipairs(input.description.scores or {}) do
    by_id[declared.id] = M.evaluate(make_model(declared, context.factors, context.options), supports, opposes)
  end
  return by_id
end

local function guarded(work, input)
  local done, result = pcall(work, input)
  if done then return result end
  if type(result) == "table" and result.message then return nil, result.message, result.score end
  error(result, 0)
end

--- Computes scores from hits.
---@param input table {description=D, hits=HIT[], documents=DOC[], decisions=table[]?, as_of=string?,
--- options={half_life=days?, combine=fun(score, factors)?, draws=integer?, seed=integer?}?}
---@return table? result {scores, factors, lines, counts, as_of, documents, unused_decisions}
---@return string? message
---@return string? score whose own formula failed
function M.compute(input) return guarded(compute, input) end

--- The values of the scores alone, without ledger, interval and what else belongs beside them.
---@param input table as M.compute takes it
---@return table<string, integer>? values by the score's id
---@return string? message
function M.values(input) return guarded(values, input) end

return M
