-- Dispersion: how evenly a word or phrase is spread over documents, groups of them, or equal parts of the corpus.
local core = require "gimlet.core"
local node = require "gimlet.rule.node"
local statistics = require "gimlet.query.statistics"

local M = {}

--- Measures, in the order in which they are shown.
M.MEASURES = { "juilland_d", "carroll_d2", "rosengren_s", "dp", "dp_norm", "burch_da", "kl", "sd", "vc", "usage",
  "adjusted" }

---The measures of frequencies in parts of given sizes.
---@param counts number[]
---@param sizes number[] in words
---@return table<string, number> measures with frequency, parts, range
function M.measure(counts, sizes) return core.base.statistics.disperse(counts, sizes) end

-- Sums documents to the groups they are in.
local function grouped(selection, counts, sizes)
  local group_counts, group_sizes = {}, {}
  for row in ipairs(selection.labels) do group_counts[row], group_sizes[row] = 0, 0 end
  for i, row in ipairs(selection.rows) do
    group_counts[row], group_sizes[row] = group_counts[row] + counts[i], group_sizes[row] + sizes[i]
  end
  return group_counts, group_sizes
end

---The dispersion of a phrase.
---@param corpus table
---@param text string
---@param options? { where: string?, by: string?, parts: integer?, punctuation: boolean?, zones: string? }
--- parts: so many equal ones in the order of the documents; by: groups; neither: documents
---@return table? result measures, and counts, sizes, labels of the parts, places of the hits from 0 to 1, words
---@return string? message
function M.of(corpus, text, options)
  options = options or {}
  local by_groups = options.by and not options.parts
  local selection, message = statistics.select(corpus, { where = options.where, by = options.by or "date" })
  if not selection then return nil, message end
  local request, why = statistics.request(selection, options)
  if not request then return nil, why end
  local good, problem = node.put(corpus, request, text)
  if not good then return nil, problem end
  request.parts = options.parts
  local counts, sizes, places = corpus.box:occurrences(request)
  if not counts then return nil, sizes end
  local labels
  if by_groups then
    counts, sizes = grouped(selection, counts, sizes)
    labels = selection.labels
  elseif not options.parts then
    labels = selection.documents
  end
  local result = M.measure(counts, sizes)
  result.counts, result.sizes, result.labels, result.places = counts, sizes, labels, places
  result.documents, result.words = #selection.documents, 0
  for _, size in ipairs(sizes) do result.words = result.words + size end
  return result
end

return M
