-- Documents as scoring sees them: which tell one story, whose word they are, and how many there are of what kind.
local points = require "gimlet.score.points"

local M = {}

--- One record a hash, sorted by hash, with the story each tells (the smallest hash of its cluster) and the voice,
--- the independent source it counts for.
---@param documents table[] DOC
---@return table prepared {list, by_hash, story, voice} the last three by hash
function M.prepare(documents)
  local by_hash, list, first_of = {}, {}, {}
  for _, document in ipairs(documents) do
    local known = by_hash[document.hash]
    if not known then list[#list + 1] = document end
    if not known or tostring(document.document) < tostring(known.document) then by_hash[document.hash] = document end
  end
  for i, document in ipairs(list) do list[i] = by_hash[document.hash] end
  table.sort(list, function(a, b) return a.hash < b.hash end)
  for _, document in ipairs(list) do
    local cluster = tostring(document.cluster or document.hash)
    first_of[cluster] = first_of[cluster] or document.hash
  end
  local prepared = { list = list, by_hash = {}, story = {}, voice = {} }
  for _, document in ipairs(list) do
    local story = first_of[tostring(document.cluster or document.hash)]
    prepared.by_hash[document.hash] = document
    prepared.story[document.hash] = story
    -- A document of unknown publisher is its own source; copies are one.
    prepared.voice[document.hash] = document.origin or document.source or ("story " .. story)
  end
  return prepared
end

local function is_graded(document)
  return document.grade ~= nil and document.grade ~= "F" and points.RELIABILITY[document.grade] ~= nil
end

--- What a score rests on, in numbers.
---@param prepared table
---@return table {documents, stories, copies, sources, unknown_source, graded, undated, first_year, last_year}
function M.count(prepared)
  local counts = { documents = #prepared.list, stories = 0, sources = 0, unknown_source = 0, graded = 0, undated = 0,
    copies = 0 }
  local seen = { story = {}, source = {} }
  for _, document in ipairs(prepared.list) do
    local story = prepared.story[document.hash]
    if not seen.story[story] then
      seen.story[story] = true
      counts.stories = counts.stories + 1
    end
    local source = document.source
    if not source then
      counts.unknown_source = counts.unknown_source + 1
    elseif not seen.source[source] then
      seen.source[source] = true
      counts.sources = counts.sources + 1
    end
    if is_graded(document) then counts.graded = counts.graded + 1 end
    local year = points.year(document.date)
    if not points.day(document.date) then counts.undated = counts.undated + 1 end
    if year then
      counts.first_year = math.min(counts.first_year or year, year)
      counts.last_year = math.max(counts.last_year or year, year)
    end
  end
  counts.copies = counts.documents - counts.stories
  return counts
end

--- The newest date among the documents, and its day.
---@param prepared table
---@return string? date
---@return integer? day
function M.newest(prepared)
  local date, day
  for _, document in ipairs(prepared.list) do
    local written = points.day(document.date)
    if written and (not day or written > day or (written == day and document.date < date)) then
      date, day = document.date, written
    end
  end
  return date, day
end

return M
