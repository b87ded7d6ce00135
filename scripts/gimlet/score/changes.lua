-- What moved a score between two runs: the first run is turned into the second step by step, and each step's
-- difference belongs to what was changed in it. The differences sum to the whole change exactly.
--
-- In this order: documents, rules, grades (and dates, clusters), decisions, age. A hit on a document that only one
-- run has belongs to the document; a hit on a document of both belongs to the rules.
--
-- Within a step each single cause gets the mean of what it moves when the causes happen one after the other in one
-- order and in the reverse order: what two of them do together is shared evenly, and they too sum exactly.
local assess = require "gimlet.score.assess"
local causes = require "gimlet.score.causes"
local score = require "gimlet.score"
local stored = require "gimlet.score.stored"

local M = {}

--- The steps by name, in order.
M.STEPS = { "documents", "rules", "grades", "decisions", "age" }

-- Hits that may be weighed again and again for one step; beyond, causes that touch few hits are told together.
local WEIGHED <const> = 400000
local FEWEST <const> = 8

-- Hits that count in one result and not in the other.
local function counting(result)
  local ids = {}
  for _, line in ipairs(result.lines) do
    if line.status == "evidence" or line.status == "repeat" then ids[line.hit.id .. line.sign] = line end
  end
  return ids
end

local function only_in(lines, others)
  local list = {}
  for key, line in pairs(lines) do
    if not others[key] then list[#list + 1] = line end
  end
  table.sort(list, function(x, y)
    if x.factor.name ~= y.factor.name then return x.factor.name < y.factor.name end
    if x.hash ~= y.hash then return x.hash < y.hash end
    if x.hit.begin ~= y.hit.begin then return x.hit.begin < y.hit.begin end
    return x.sign < y.sign
  end)
  return list
end

local function by_hash(documents)
  local index = {}
  for _, document in ipairs(documents) do index[document.hash] = document end
  return index
end

-- ---- single causes -------------------------------------------------------------------------------------

local function values_of(input, combine)
  input.options = { combine = combine }
  return score.values(input)
end

-- The causes of a step in lists that happen together: those that touch most alone, the others as one.
local function bundles_of(step, hits)
  local list, order = {}, {}
  for i, cause in ipairs(step.causes) do list[i], order[cause], hits = cause, i, hits + cause.touched end
  table.sort(list, function(x, y)
    if x.touched ~= y.touched then return x.touched > y.touched end
    return order[x] < order[y]
  end)
  local most, bundles = math.max(FEWEST, WEIGHED // (2 * (hits + 1))), {}
  for i, cause in ipairs(list) do
    if i < most or #list == most then bundles[i] = { cause, cause = cause }
    else
      bundles[most] = bundles[most] or { cause = { kind = cause.kind } }
      table.insert(bundles[most], cause)
    end
  end
  for _, bundle in ipairs(bundles) do
    if not bundle.cause.text then bundle.cause.text = ("%d others together"):format(#bundle) end
  end
  return bundles
end

-- Values after each bundle, applied from `first` to `last`.
local function walk(step, bundles, first, last, direction, values, combine)
  local on, list = {}, {}
  for i = first, last, direction do
    for _, cause in ipairs(bundles[i]) do on[cause] = true end
    local now, message = values_of(step.input(on), combine)
    if not now then return nil, message end
    list[i] = {}
    for id, value in pairs(now) do list[i][id] = value - (values[id] or value) end
    values = now
  end
  return list, values
end

-- The mean of two ways, in whole millionths: what halves leave goes to the first that have one.
local function means(there, back, id)
  local list, rest = {}, 0
  for i in ipairs(there) do
    local sum = (there[i][id] or 0) + (back[i][id] or 0)
    list[i], rest = sum // 2, rest + sum % 2
  end
  rest = rest // 2
  for i in ipairs(there) do
    if rest > 0 and ((there[i][id] or 0) + (back[i][id] or 0)) % 2 == 1 then
      list[i], rest = list[i] + 1, rest - 1
    end
  end
  return list
end

-- What each cause of a step moved each score by: changes by score id, { cause, change }, the largest first; and the
-- values afterwards.
local function split_step(step, before, combine)
  local at_start = step.input({})
  local bundles = bundles_of(step, #at_start.hits)
  if #bundles == 0 then
    local now, message = values_of(at_start, combine)
    return now and {}, now or message
  end
  local there, after = walk(step, bundles, 1, #bundles, 1, before, combine)
  if not there then return nil, after end
  local back = there
  if #bundles > 1 then
    local message
    back, message = walk(step, bundles, #bundles, 1, -1, before, combine)
    if not back then return nil, message end
  end
  local by_score = {}
  for id in pairs(after) do
    local list = {}
    for i, change in ipairs(means(there, back, id)) do
      list[i] = { cause = bundles[i].cause, change = change, order = i }
    end
    table.sort(list, function(x, y)
      if math.abs(x.change) ~= math.abs(y.change) then return math.abs(x.change) > math.abs(y.change) end
      return x.order < y.order
    end)
    by_score[id] = list
  end
  return by_score, after
end

-- ---- whole runs ----------------------------------------------------------------------------------------

local function start_of(run)
  return { description = run.description, documents = run.documents, hits = run.hits, decisions = run.decisions,
    as_of = run.as_of }
end

-- For each step its name, the values after it, and the changes by cause.
local function series_of(a, b, combine)
  local before, message = values_of(start_of(a), combine)
  if not before then return nil, message end
  local series = { first = before }
  for i, step in ipairs(causes.steps(a, b)) do
    local by_score, after = split_step(step, before, combine)
    if not by_score then return nil, after end
    series[i] = { name = step.name, values = after, causes = by_score }
    before = after
  end
  return series
end

local function score_changes(entry, series)
  local now = series.first[entry.id]
  local found = { id = entry.id, about = entry.about, from = now, steps = {} }
  for i, step in ipairs(series) do
    local value = step.values[entry.id] or now
    found.steps[i] = { name = step.name, change = value - now, causes = step.causes[entry.id] or {} }
    now = value
  end
  found.to = now
  return found
end

local function count_only_in(index, other)
  local count = 0
  for hash in pairs(index) do count = count + (other[hash] and 0 or 1) end
  return count
end

local function whole(run, combine)
  local input = start_of(run)
  input.options = { combine = combine, draws = 1 }
  return assess.compute(input)
end

local function compare(a, b, combine)
  a.description, b.description = assess.with_score(a.description), assess.with_score(b.description)
  local before, message = whole(a, combine)
  if not before then return nil, message end
  local after, wrong = whole(b, combine)
  if not after then return nil, wrong end
  local series, why = series_of(a, b, combine)
  if not series then return nil, why end
  local in_a, in_b = by_hash(a.documents), by_hash(b.documents)
  local changes = { from = a.run, to = b.run, scores = {}, added = count_only_in(in_b, in_a),
    gone = count_only_in(in_a, in_b) }
  for _, entry in ipairs(after.scores) do
    if series.first[entry.id] then changes.scores[#changes.scores + 1] = score_changes(entry, series) end
  end
  local counted_a, counted_b = counting(before), counting(after)
  changes.gained, changes.lost = only_in(counted_b, counted_a), only_in(counted_a, counted_b)
  return changes
end

--- Compares two stored runs.
---@param corpus table
---@param first string|integer
---@param second string|integer
---@return table? changes {from, to (rows), scores={id, about, from, to, steps={name, change,
--- causes={cause={kind, text, at}, change}[]}[]}[], gained, lost (lines), added, gone (numbers of documents)}
---@return string? message
function M.between(corpus, first, second)
  local a, message = stored.input(corpus, first)
  if not a then return nil, message end
  local b, why = stored.input(corpus, second)
  if not b then return nil, why end
  local combine, opened = stored.own_formula(b.description, b)
  if not combine and opened then return nil, opened end
  local changes, wrong = compare(a, b, combine)
  if opened then opened:close() end
  return changes, wrong
end

return M
