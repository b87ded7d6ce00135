-- Keyness: words that are more frequent, or less, in one set of documents than in another.
local core = require "gimlet.core"
local statistics = require "gimlet.query.statistics"

local M = {}

--- All measures.
M.MEASURES = core.base.statistics.keynesses()

---Compares two sets of documents.
---@param corpus table
---@param target string a condition as for --where
---@param reference? string nil: all other documents
---@param options? { unit: string?, n: integer?, punctuation: boolean?, zones: string?, across: boolean?,
--- measures: string[]?, minimum: integer?, minimum_target: integer?, limit: integer?, direction: string?,
--- adjust: string?, correction: string?, alpha: number?, constant: number?, match: string? }
--- measures: the first sorts (default: all, by chi2); direction: both, positive, negative
---@return { rows: table[], compared: integer, target: table, reference: table }? result
---@return string? message
function M.compare(corpus, target, reference, options)
  options = options or {}
  local selection, message = statistics.compare(corpus, target, reference)
  if not selection then return nil, message end
  local request, why = statistics.request(selection, options)
  if not request then return nil, why end
  request.n = options.n or 1
  local counts, reason = corpus.box:count(request)
  if not counts then return nil, reason end
  local result = {}
  for row, name in ipairs { "target", "reference" } do
    local words, tokens, documents, types = counts:row(row)
    if tokens == 0 then return nil, ("the %s holds no words"):format(name) end
    result[name] = { words = words, tokens = tokens, documents = documents, types = types,
      label = selection.labels[row] }
  end
  result.rows, result.compared = counts:keyness { target = 1, reference = 2, measures = options.measures or M.MEASURES,
    minimum = options.minimum, minimum_target = options.minimum_target, limit = options.limit,
    direction = options.direction, adjust = options.adjust, correction = options.correction, alpha = options.alpha,
    constant = options.constant, accept = statistics.matcher(options.match, options.stop_words) }
  return result
end

---A measure of keyness of one word.
---@param measure string
---@param key { target: number, reference: number, target_size: number, reference_size: number }
---@param options? { correction: string?, alpha: number?, family: number?, constant: number? }
---@return number value
---@return number? p
---@return number? log10 of p
function M.measure(measure, key, options) return core.base.statistics.key(measure, key, options) end

---Corrects p-values for their number.
---@param p number[]
---@param method "none"|"bonferroni"|"holm"|"bh"
---@param family? integer tests, where they were more than these
---@return number[]
function M.adjust(p, method, family) return core.base.statistics.adjust(p, method, family) end

return M
