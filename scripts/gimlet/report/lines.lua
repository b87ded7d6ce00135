-- Results as JSON Lines: one object a line, the names as documented, "schema":1 at its end.
local json = require "gimlet.base.json"

local M = {}

local micro = json.micro

local function multipliers(list)
  local out = {}
  for i, m in ipairs(list or {}) do
    out[i] = { kind = m.kind, name = m.name, times = micro(m.times), why = m.why }
  end
  return json.array(out)
end

--- A hit as an object to encode. `line` is what the score made of a factor's hit.
---@param hit table HIT
---@param line table?
---@return table
function M.hit(hit, line)
  local out = {}
  for key, value in pairs(hit) do out[key] = value end
  out.type, out.schema = "hit", 1
  out.contexts = json.array(table.move(hit.contexts or {}, 1, #(hit.contexts or {}), 1, {}))
  out.captures = json.object(hit.captures or {})
  out.strength, out.base = micro(hit.strength), micro(hit.base)
  out.multipliers = hit.multipliers and multipliers(hit.multipliers) or nil
  out.counts = hit.counts ~= false
  out.why = hit.counts == false and hit.why or nil
  if line then
    out.sign, out.attributed_to = line.sign, line.speaker
    out.counts = line.status == "evidence" or line.status == "repeat"
    out.why = not out.counts and line.why or nil
    out.points = micro(line.counts and line.points or 0)
    out.grades = multipliers(line.multipliers)
    out.repeats = line.repeats and line.repeats.hit.id or nil
    out.decisions = line.decisions
  end
  return out
end

-- The keys of a hit that is no evidence, in the order of json.encode, each with what stands before its value.
local KEYS <const> = { "id", "document", "hash", "rule", "kind", "begin", "end", "text", "sentence", "sentence_begin",
  "sentence_end", "paragraph", "zone", "contexts", "captures", "at", "counts", "why", "subject_by", "year",
  "attributes", "edits" }
local BEFORE <const> = {}
for i, key in ipairs(KEYS) do BEFORE[i] = ',"' .. key .. '":' end
local EMPTY <const> = { contexts = "[]", captures = "{}", counts = "true" }

-- Rules, documents and sentences come again and again: what they look like in JSON is remembered for a while.
local remembered, count = {}, 0
local function quoted(text)
  local known = remembered[text]
  if known then return known end
  if count > 2000 then remembered, count = {}, 0 end
  known = json.quote(text)
  remembered[text], count = known, count + 1
  return known
end

--- A hit as a line of JSON. Hits that are no evidence are many, so they take a short way to the same text.
---@param hit table HIT
---@return string
function M.hit_text(hit)
  if hit.strength or hit.multipliers then return json.encode(M.hit(hit)) end
  local parts, at = { '{"type":"hit"' }, 1
  for i, key in ipairs(KEYS) do
    local value = hit[key]
    local kind = type(value)
    local text
    if kind == "string" then
      text = quoted(value)
    elseif kind == "table" then
      text = next(value) == nil and EMPTY[key] or json.encode(value)
    elseif value ~= nil then
      text = tostring(value)
    else
      text = EMPTY[key]
    end
    if text and (key ~= "why" or hit.counts == false) then
      parts[at + 1], parts[at + 2] = BEFORE[i], text
      at = at + 2
    end
  end
  parts[at + 1] = ',"schema":1}'
  return table.concat(parts)
end

---@param factor table of a result
---@return table
function M.factor(factor)
  return { type = "factor", factor = factor.id, name = factor.name, group = factor.group, question = factor.question,
    weight = micro(factor.weight), balance = micro(factor.balance), supports = micro(factor.supports),
    opposes = micro(factor.opposes), sources = factor.sources, supports_sources = factor.supports_sources,
    opposes_sources = factor.opposes_sources, supports_stories = factor.supports_stories,
    opposes_stories = factor.opposes_stories, state = factor.state, gate = factor.gate,
    points = micro(factor.share), at = factor.at, schema = 1 }
end

local function bounds(out, part)
  out.coverage, out.graded_only = micro(part.coverage), micro(part.graded_only) or json.null
  out.low = part.interval and micro(part.interval.low) or json.null
  out.high = part.interval and micro(part.interval.high) or json.null
  out.open_low, out.open_high = micro(part.open_low), micro(part.open_high)
  return out
end

local function left(list)
  local out = {}
  for i = 1, math.min(#list, 5) do
    out[i] = { name = list[i].label, value = micro(list[i].value), change = micro(list[i].change) }
  end
  return json.array(out)
end

--- A score and its groups: the first object is the score itself, its group null.
---@param result table
---@param score table
---@return table[]
function M.score(result, score)
  local counts = result.counts
  local list = { bounds({ type = "score", score = score.id, group = json.null, about = score.about,
    value = micro(score.value), as_of = result.as_of,
    scale = json.array { micro(score.scale[1]), micro(score.scale[2]) },
    no_interval = score.no_interval, documents = counts.documents, stories = counts.stories, graded = counts.graded,
    undated = counts.undated, publishers = counts.sources, without_source = left(score.leave_out.sources),
    without_rule = left(score.leave_out.rules), without_factor = left(score.leave_out.factors), schema = 1 }, score) }
  for _, group in ipairs(score.groups) do
    if group.weight > 0 then
      list[#list + 1] = bounds({ type = "score", score = score.id, group = group.id, about = group.label,
        value = micro(group.value), schema = 1 }, group)
    end
  end
  return list
end

---@param score table
---@param entry table of score.ledger
---@return table
function M.ledger(score, entry)
  return { type = "ledger", score = score.id, kind = entry.kind, factor = entry.factor, group = entry.group,
    sign = entry.sign, hit = entry.line and entry.line.hit.id, points = micro(entry.points), value = micro(entry.value),
    why = entry.why, schema = 1 }
end

---@param failure table {document, message, line?}
---@return table
function M.failure(failure)
  return { type = "failure", document = failure.document, message = failure.message, line = failure.line, schema = 1 }
end

---@param conflict table {rule, about, values}
---@return table
function M.conflict(conflict)
  local values = {}
  for i, value in ipairs(conflict.values) do
    values[i] = { value = value.value, hit = value.line.hit.id, document = value.line.document.document }
  end
  return { type = "conflict", rule = conflict.rule, about = conflict.about, state = "unresolved",
    values = json.array(values), schema = 1 }
end

--- Writes what a score made of the hits: factors, conflicts, scores, ledgers, failures.
---@param write fun(text: string)
---@param result table of score.compute
---@param failures table[]?
function M.write(write, result, failures)
  local function emit(object) write(json.encode(object) .. "\n") end
  for _, factor in ipairs(result.factors) do emit(M.factor(factor)) end
  for _, conflict in ipairs(result.conflicts or {}) do emit(M.conflict(conflict)) end
  for _, score in ipairs(result.scores) do
    for _, object in ipairs(M.score(result, score)) do emit(object) end
    for _, entry in ipairs(score.ledger) do emit(M.ledger(score, entry)) end
  end
  for _, failure in ipairs(failures or {}) do emit(M.failure(failure)) end
end

return M
