-- What `scan`, `run` and `explain` share: hits and documents in, a result with conflicts and warnings out.
local conflicts = require "gimlet.score.conflicts"
local score = require "gimlet.score"

local M = {}

-- A pack with factors and no score is scored as a whole, on 0 to 100.
local function default_score(description)
  local pack = description.packs and description.packs[#description.packs] or { name = "score" }
  local groups, seen, ids = {}, {}, {}
  for i, factor in ipairs(description.factors) do
    ids[i] = factor.id
    if factor.group and not seen[factor.group] then
      seen[factor.group] = true
      groups[#groups + 1] = { id = factor.group, label = factor.group }
    end
  end
  return { name = pack.name, id = pack.name, about = pack.about or pack.name, groups = groups, factors = ids,
    scale = { 0, 100000000 } }
end

--- The description with at least one score where there are factors.
---@param description table D
---@return table description
function M.with_score(description)
  if #(description.scores or {}) > 0 or #(description.factors or {}) == 0 then return description end
  local copy = {}
  for key, value in pairs(description) do copy[key] = value end
  copy.scores = { default_score(description) }
  return copy
end

--- Scores hits. `hits` may hold all kinds; factors make the score, patterns with a value the conflicts.
-- A score whose own formula fails is left out; the others stand.
local function without(description, name)
  local scores = {}
  for _, declared in ipairs(description.scores or {}) do
    if declared.name ~= name then scores[#scores + 1] = declared end
  end
  return setmetatable({ scores = scores }, { __index = description })
end

---@param input table as score.compute takes it; go_on: without a score whose own formula fails
---@return table? result with `conflicts`
---@return string? message
function M.compute(input)
  local given = {}
  for key, value in pairs(input) do given[key] = value end
  given.description = M.with_score(input.description)
  local result, message, failed = score.compute(given)
  while failed and input.go_on do
    given.description = without(given.description, failed)
    result, message, failed = score.compute(given)
  end
  if not result then return nil, message end
  result.conflicts = conflicts.find(input.hits, input.documents, given.description)
  return result
end

local OUTSIDE <const> = { teaser = true, boilerplate = true, caption = true, author = true, label = true, chat = true }

--- Counts the stretches of a document that are not the article, by kind.
---@param document table DOC with zones
---@param counts table<string, integer>
function M.count_outside(document, counts)
  for _, zone in ipairs(document.zones or {}) do
    if OUTSIDE[zone.kind] then counts[zone.kind] = (counts[zone.kind] or 0) + 1 end
  end
end

--- Adds what a worker skimmed of a document: off the topic as a whole, or hits that could not count.
---@param document table DOC
---@param skimmed { off_topic: integer?, left_out: table<string, integer>? }
function M.count_skimmed(document, skimmed)
  if document.off_topic then skimmed.off_topic = (skimmed.off_topic or 0) + 1 end
  for why, count in pairs(document.left_out or {}) do
    skimmed.left_out = skimmed.left_out or {}
    skimmed.left_out[why] = (skimmed.left_out[why] or 0) + count
  end
end

local KEPT <const> = { "type", "document", "hash", "path", "title", "date", "source", "author", "credibility", "origin",
  "language", "signature" }

--- What scoring needs of a document, without the rest.
---@param document table DOC
---@return table
function M.slim(document)
  local kept = {}
  for _, key in ipairs(KEPT) do kept[key] = document[key] end
  return kept
end

--- Whether the score needs the hit later; the others are only printed.
---@param hit table HIT
---@return boolean
function M.wants(hit)
  return hit.kind == "factor" or conflicts.is_claim(hit)
end

return M
