-- Frequencies: of all words or n-grams, of some, by groups of documents; and how rich the vocabulary is.
local statistics = require "gimlet.query.statistics"

local M = {}

-- Units that follow from the form alone (stems depend on the language as well).
local WHOLE = { form = true, fold = true, shape = true }

---Counts the documents of a selection.
---@param corpus table
---@param options? { where: string?, by: string?, unit: string?, n: integer?, punctuation: boolean?, zones: string?,
--- across: boolean? }
---@param short? boolean only the first few of the list are wanted: all documents need not be read then
---@return table? counts the corpus's rows of cells
---@return table|string selection or message
function M.count(corpus, options, short)
  options = options or {}
  local selection, message = statistics.select(corpus, options)
  if not selection then return nil, message end
  local request, why = statistics.request(selection, options)
  if not request then return nil, why end
  request.n = options.n or 1
  request.whole = short and WHOLE[request.unit] and not options.where and not options.by and #selection.documents > 0
  local counts, reason = corpus.box:count(request)
  if not counts then return nil, reason end
  return counts, selection
end

-- Rows of one group, ranked; equal frequencies share the best rank, as quanteda's textstat_frequency has it.
local function rows_of(counts, row, label, options)
  local words, tokens, documents, types = counts:row(row)
  local list, all = counts:list(row, { limit = options.limit, minimum = options.minimum,
    documents = options.minimum_documents, accept = statistics.matcher(options.match, options.stop_words) })
  local rank
  for i, item in ipairs(list) do
    if i == 1 or item.count ~= list[i - 1].frequency then rank = i end
    list[i] = { feature = item.name, frequency = item.count, rank = rank, docfreq = item.documents, group = label,
      per_million = words > 0 and item.count / words * 1e6 or nil,
      docfreq_share = documents > 0 and item.documents / documents or nil }
  end
  return { label = label, words = words, tokens = tokens, documents = documents, types = types, rows = list, all = all }
end

---Frequency lists of all groups.
---@param corpus table
---@param options? table as for count, and limit, minimum, minimum_documents, match (a pattern with *)
---@return { label: string, words: integer, documents: integer, types: integer, rows: table[], all: integer }[]? groups
---@return string? message
function M.list(corpus, options)
  options = options or {}
  local limit = options.limit or 0
  local short = limit > 0 and limit <= 200 and not options.minimum_documents
  local counts, selection = M.count(corpus, options, short)
  if not counts then return nil, selection end
  local groups = {}
  for row, label in ipairs(selection.labels) do groups[row] = rows_of(counts, row, label, options) end
  return groups
end

local function words_of(text)
  local words = {}
  for word in text:gmatch "%S+" do words[#words + 1] = word end
  return words
end

-- The item of a word as it is counted: as given, else folded.
local function find(counts, text, unit)
  local words = words_of(text)
  local item = counts:find(table.unpack(words))
  if item or unit == "form" then return item end
  for i, word in ipairs(words) do words[i] = word:lower() end
  return counts:find(table.unpack(words))
end

---Frequencies of some words in each group.
---@param corpus table
---@param wanted string[] words, or n-grams with spaces between, all of one length
---@param options? table as for count
---@return { label: string, words: integer, documents: integer, frequency: integer[], docfreq: integer[] }[]? groups
---@return string? message
function M.of(corpus, wanted, options)
  local given = { n = #words_of(wanted[1]) }
  for key, value in pairs(options or {}) do given[key] = value end
  for _, text in ipairs(wanted) do
    if #words_of(text) ~= given.n then return nil, "words and longer runs of words are counted apart" end
  end
  local counts, selection = M.count(corpus, given)
  if not counts then return nil, selection end
  local groups, items = {}, {}
  for i, text in ipairs(wanted) do items[i] = find(counts, text, given.unit) or false end
  for row, label in ipairs(selection.labels) do
    local words, _, documents = counts:row(row)
    local group = { label = label, words = words, documents = documents, frequency = {}, docfreq = {} }
    for i, item in ipairs(items) do
      group.frequency[i], group.docfreq[i] = 0, 0
      if item then group.frequency[i], group.docfreq[i] = counts:cell(row, item) end
    end
    groups[row] = group
  end
  return groups
end

--- Measures of lexical diversity, in the order in which they are shown.
M.DIVERSITY = { "tokens", "types", "hapax", "dis", "ttr", "mattr", "sttr", "mtld", "guiraud", "cttr", "herdan",
  "summer", "dugast", "maas", "yule_k", "yule_i", "simpson", "herdan_vm", "entropy", "honore", "brunet" }

---Lexical diversity of each group.
---@param corpus table
---@param options? table as for count, and window (of MATTR and STTR; default 100)
---@return table[]? measures by group, each with .label
---@return string? message
function M.diversity(corpus, options)
  options = options or {}
  local selection, message = statistics.select(corpus, options)
  if not selection then return nil, message end
  local request, why = statistics.request(selection, options)
  if not request then return nil, why end
  request.window = options.window or 100
  local list, reason = corpus.box:diversity(request)
  if not list then return nil, reason end
  for i, label in ipairs(selection.labels) do list[i].label = label end
  return list
end

return M
