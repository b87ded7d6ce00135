-- What moved a score between two runs: the first run is turned into the second step by step, and each step's
-- difference belongs to what was changed in it. The differences sum to the whole change exactly.
--
-- In this order: documents, rules, grades (and dates, clusters), decisions, age. A hit on a document that only one
-- run has belongs to the document; a hit on a document of both belongs to the rules.
local assess = require "gimlet.score.assess"
local stored = require "gimlet.score.stored"

local M = {}

--- The steps by name, in order.
M.STEPS = { "documents", "rules", "grades", "decisions", "age" }

local function by_hash(documents)
  local index = {}
  for _, document in ipairs(documents) do index[document.hash] = document end
  return index
end

-- Hits of the first run where both have the document, of the second where only it has.
local function hits_of_step(a, b, in_a, in_b)
  local hits = {}
  for _, hit in ipairs(a.hits) do
    if in_b[hit.hash] then hits[#hits + 1] = hit end
  end
  for _, hit in ipairs(b.hits) do
    if not in_a[hit.hash] then hits[#hits + 1] = hit end
  end
  return hits
end

local function documents_of_step(b, in_a)
  local documents = {}
  for i, document in ipairs(b.documents) do documents[i] = in_a[document.hash] or document end
  return documents
end

-- Inputs of the arithmetic after each step; the last is the second run.
local function inputs_of(a, b)
  local in_a, in_b = by_hash(a.documents), by_hash(b.documents)
  local common = documents_of_step(b, in_a)
  return {
    { description = a.description, documents = common, hits = hits_of_step(a, b, in_a, in_b), decisions = a.decisions,
      as_of = a.as_of },
    { description = b.description, documents = common, hits = b.hits, decisions = a.decisions, as_of = a.as_of },
    { description = b.description, documents = b.documents, hits = b.hits, decisions = a.decisions, as_of = a.as_of },
    { description = b.description, documents = b.documents, hits = b.hits, decisions = b.decisions, as_of = a.as_of },
    { description = b.description, documents = b.documents, hits = b.hits, decisions = b.decisions, as_of = b.as_of },
  }
end

local function values_of(input, combine)
  input.options = { combine = combine, draws = 1 }
  local result, message = assess.compute(input)
  if not result then return nil, message end
  local values = {}
  for _, score in ipairs(result.scores) do values[score.id] = score.value end
  return values, result
end

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

local function count_only_in(index, other)
  local count = 0
  for hash in pairs(index) do count = count + (other[hash] and 0 or 1) end
  return count
end

-- The values of all scores before, and after each step; with the first and the last result.
local function series_of(a, b, combine)
  local inputs = inputs_of(a, b)
  table.insert(inputs, 1, { description = a.description, documents = a.documents, hits = a.hits,
    decisions = a.decisions, as_of = a.as_of })
  local series, first, last = {}, nil, nil
  for i, input in ipairs(inputs) do
    series[i], last = values_of(input, combine)
    if not series[i] then return nil, last end
    first = first or last
  end
  return series, first, last
end

local function score_changes(score, series)
  local entry = { id = score.id, about = score.about, from = series[1][score.id], steps = {} }
  local now = entry.from
  for i, name in ipairs(M.STEPS) do
    local value = series[i + 1][score.id] or now
    entry.steps[i] = { name = name, change = value - now }
    now = value
  end
  entry.to = now
  return entry
end

--- Compares two stored runs.
---@param corpus table
---@param first string|integer
---@param second string|integer
---@return table? changes {from, to (rows), scores={id, about, from, to, steps={name, change}[]}[], gained, lost
--- (lines), added, gone (numbers of documents)}
---@return string? message
function M.between(corpus, first, second)
  local a, message = stored.input(corpus, first)
  if not a then return nil, message end
  local b, why = stored.input(corpus, second)
  if not b then return nil, why end
  local combine, opened = stored.own_formula(b.description, b)
  if not combine and opened then return nil, opened end
  local series, before, after = series_of(a, b, combine)
  if opened then opened:close() end
  if not series then return nil, before end
  local in_a, in_b = by_hash(a.documents), by_hash(b.documents)
  local changes = { from = a.run, to = b.run, scores = {}, added = count_only_in(in_b, in_a),
    gone = count_only_in(in_a, in_b) }
  for _, score in ipairs(after.scores) do
    if series[1][score.id] then changes.scores[#changes.scores + 1] = score_changes(score, series) end
  end
  local counted_a, counted_b = counting(before), counting(after)
  changes.gained, changes.lost = only_in(counted_b, counted_a), only_in(counted_a, counted_b)
  return changes
end

return M
