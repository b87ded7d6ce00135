-- A score drawn apart: computed anew over the documents of each source, year, author or any metadata, or over the hits
-- that speak of each year.
local args = require "gimlet.cli.args"
local assess = require "gimlet.score.assess"
local points = require "gimlet.score.points"
local words = require "gimlet.report.words"
local terminal = require "gimlet.cli.terminal"

local M = {}

--- What scores can be drawn apart by, besides metadata.
M.KEYS = { "source", "year", "spoken", "author" }
M.HELP = "source, year, spoken, author or any metadata (country)"

local UNKNOWN <const> = "unknown"

local of_document = {
  source = function(document) return document.source end,
  author = function(document) return document.author end,
  year = function(document) return points.year(document.date) end,
}

-- The value of a hit, and of its document where all its hits share it.
local function key_function(key, told)
  if told then return function(_, document) return told[document.hash] end end
  if key == "spoken" then
    return function(hit, document)
      local from = hit.time and hit.time.from
      return hit.year or points.year(from) or points.year(document.date)
    end
  end
  return function(_, document) return of_document[key](document) end
end

--- What documents tell of themselves under a key that is none of M.KEYS, by hash.
---@param corpus table
---@param key string
---@return table<string, string>? told nil for a key of M.KEYS
---@return string? message where no document tells it
function M.told(corpus, key)
  for _, known in ipairs(M.KEYS) do
    if known == key then return nil end
  end
  local told = {}
  for _, row in ipairs(corpus:query("SELECT d.hash, m.value FROM metadata m JOIN documents d ON d.id = m.document "
    .. "WHERE m.key = ? ORDER BY m.ordinal", key)) do
    told[row.hash] = told[row.hash] or row.value
  end
  if next(told) then return told end
  local names = table.move(M.KEYS, 1, #M.KEYS, 1, {})
  for _, row in ipairs(corpus:query "SELECT DISTINCT key FROM metadata ORDER BY key") do names[#names + 1] = row.key end
  return nil, ("no document tells its “%s”%s"):format(key, args.did_you_mean(key, names))
end

--- Scores by the values of a key, in order.
---@param input table as score.compute takes it
---@param key string of M.KEYS
---@param told table<string, string>? of M.told
---@return { value: string, result: table }[]? parts
---@return string? message
function M.by(input, key, told)
  local value_of, by_hash, parts, names = key_function(key, told), {}, {}, {}
  for _, document in ipairs(input.documents) do by_hash[document.hash] = document end
  for _, hit in ipairs(input.hits) do
    local document = hit.kind == "factor" and by_hash[hit.hash]
    if document then
      local name = tostring(value_of(hit, document) or UNKNOWN)
      if not parts[name] then
        parts[name] = { hits = {}, documents = {}, has = {} }
        names[#names + 1] = name
      end
      local part = parts[name]
      table.insert(part.hits, hit)
      if not part.has[hit.hash] then table.insert(part.documents, document) end
      part.has[hit.hash] = true
    end
  end
  table.sort(names, function(a, b)
    if (a == UNKNOWN) ~= (b == UNKNOWN) then return b == UNKNOWN end
    return a < b
  end)
  local list = {}
  for i, name in ipairs(names) do
    local options = { draws = 1, combine = input.options and input.options.combine }
    local result, message = assess.compute { description = input.description, hits = parts[name].hits,
      documents = parts[name].documents, decisions = input.decisions, as_of = input.as_of, options = options }
    if not result then return nil, message end
    list[i] = { value = name, result = result }
  end
  return list
end

-- Lines of evidence that count, on each side.
local function sides(result, score, factor)
  local supports, opposes = 0, 0
  for _, line in ipairs(result.lines) do
    local mine = line.counts and line.points > 0 and (not factor or line.factor == factor)
    if mine and (factor or line.factor.weight > 0) and score then
      if line.sign == "+" then supports = supports + 1 else opposes = opposes + 1 end
    end
  end
  return supports, opposes
end

local function factor_of(result, id)
  for _, factor in ipairs(result.factors) do
    if factor.id == id or factor.name == id then return factor end
  end
end

--- One row a value that has evidence: { value, score (micro) or balance of the factor, supports, opposes, documents }.
---@param parts table[] of M.by
---@param id string? of a score; the first where it is nil
---@param factor_id string?
---@return table[] rows
function M.rows(parts, id, factor_id)
  local rows = {}
  for _, part in ipairs(parts) do
    local score
    for _, candidate in ipairs(part.result.scores) do
      if not score and (not id or candidate.id == id) then score = candidate end
    end
    local factor = factor_id and factor_of(part.result, factor_id)
    local supports, opposes = sides(part.result, score, factor)
    if supports + opposes > 0 then
      rows[#rows + 1] = { value = part.value, score = score.value, balance = factor and factor.balance,
        supports = supports, opposes = opposes, documents = #part.result.documents }
    end
  end
  return rows
end

--- The rows as a table with a bar for each side.
---@param rows table[]
---@param head string what the values are
---@return string
function M.render(rows, head)
  if #rows == 0 then return "No evidence to draw apart.\n" end
  local most = 1
  for _, row in ipairs(rows) do most = math.max(most, row.supports, row.opposes) end
  local room = math.max(4, math.min(24, (terminal.page_width() - 50) // 2))
  local cells = {}
  for i, row in ipairs(rows) do
    local function bar(count) return ("█"):rep((count * room + most - 1) // most) end
    cells[i] = { terminal.plain(row.value), words.plain(row.balance or row.score, row.balance and 3 or 1), row.opposes,
      terminal.pad(bar(row.opposes), room, true) .. "│" .. bar(row.supports), row.supports }
  end
  return terminal.table(cells, { header = { head, rows[1].balance and "balance" or "score", "against", "", "for" },
    right = { [2] = true, [3] = true }, shrink = 1 })
end

return M
