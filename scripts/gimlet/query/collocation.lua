-- Collocations: what occurs near a word or phrase more often than its frequency lets expect.
local core = require "gimlet.core"
local node = require "gimlet.rule.node"
local statistics = require "gimlet.query.statistics"

local M = {}

--- All measures.
M.MEASURES = core.base.statistics.associations()

--- Those that a table shows besides the one it is sorted by.
M.SHOWN = { "ll", "logdice", "mi", "log_ratio" }

local function measures_of(given)
  local list, known = {}, {}
  for _, name in ipairs(given) do
    if not known[name] then list[#list + 1] = name end
    known[name] = true
  end
  return list
end

---Finds the collocates of a phrase.
---@param corpus table
---@param text string a phrase of the rule language
---@param options? { where: string?, unit: string?, left: integer?, right: integer?, each: boolean?, across: boolean?,
--- punctuation: boolean?, zones: string?, measures: string[]?, expectation: string?, minimum: integer?,
--- minimum_frequency: integer?, limit: integer?, adjust: string?, alpha: number?, negative: boolean?, match: string? }
--- measures: the first sorts (default: all, by ll); left, right: 5 words; expectation: window, span or node
---@return { nodes: integer, words: integer, compared: integer, rows: table[] }? result with the sizes of all that was
--- counted
---@return string? message
function M.collocates(corpus, text, options)
  options = options or {}
  local selection, message = statistics.select(corpus, { where = options.where })
  if not selection then return nil, message end
  local request, why = statistics.request(selection, options)
  if not request then return nil, why end
  local good, problem = node.put(corpus, request, text)
  if not good then return nil, problem end
  request.left, request.right = options.left or 5, options.right or 5
  request.each = options.each
  local around, reason = corpus.box:surroundings(request)
  if not around then return nil, reason end
  local result = around:size()
  result.rows, result.compared = around:list { measures = measures_of(options.measures or M.MEASURES),
    expectation = options.expectation, minimum = options.minimum or 1, limit = options.limit or 0,
    minimum_frequency = options.minimum_frequency, adjust = options.adjust, alpha = options.alpha,
    negative = options.negative, accept = statistics.matcher(options.match, options.stop_words) }
  return result
end

---A measure of association of one contingency table.
---@param measure string
---@param table_ { o11: number, r1: number, c1: number, n: number }
---@param options? { alpha: number?, family: number? }
---@return number value
---@return number? p
---@return number? log10 of p
function M.measure(measure, table_, options) return core.base.statistics.associate(measure, table_, options) end

return M
