-- The document-feature matrix: how often every word occurs in every document, or group of documents.
local csv = require "gimlet.format.csv"
local frequency = require "gimlet.query.frequency"
local statistics = require "gimlet.query.statistics"

local M = {}

--- Ways to weight a cell.
M.WEIGHTS = { "count", "prop", "tfidf", "boolean" }

---Counts the matrix.
---@param corpus table
---@param options? { where: string?, by: string?, unit: string?, n: integer?, punctuation: boolean?, zones: string?,
--- across: boolean?, minimum: integer?, minimum_documents: integer?, maximum_documents: integer?, limit: integer?,
--- match: string?, order: string? } by: document (default), year, … ; order of the columns: name or frequency
---@return { rows: string[], columns: string[], cells: integer, counts: userdata }? matrix
---@return string? message
function M.of(corpus, options)
  local given = { by = "document" }
  for key, value in pairs(options or {}) do given[key] = value end
  local counts, selection = frequency.count(corpus, given)
  if not counts then return nil, selection end
  local columns, cells = counts:columns { minimum = given.minimum, documents = given.minimum_documents,
    most_documents = given.maximum_documents, limit = given.limit, order = given.order,
    accept = statistics.matcher(given.match, given.stop_words) }
  if not columns then return nil, cells end
  return { rows = selection.labels, columns = columns, cells = cells, counts = counts }
end

local function quoted(text, between)
  if between == "\t" then return (text:gsub("[\t\r\n]", " ")) end
  return csv.field(text)
end

---Writes the matrix as a table, a line a document.
---@param matrix table
---@param form "csv"|"tsv"
---@param weight string
---@param write fun(text: string)
function M.write_table(matrix, form, weight, write)
  local between = form == "csv" and "," or "\t"
  local names = { "doc_id" }
  for i, name in ipairs(matrix.columns) do names[i + 1] = quoted(name, between) end
  write(table.concat(names, between) .. "\n")
  for row, label in ipairs(matrix.rows) do
    write(quoted(label, between) .. matrix.counts:matrix_row(row, form, weight) .. "\n")
  end
end

---Writes the matrix in Matrix Market's coordinate format; rows and columns count from 1.
---@param matrix table
---@param weight string
---@param write fun(text: string)
function M.write_market(matrix, weight, write)
  local kind = (weight == "count" or weight == "boolean") and "integer" or "real"
  write(("%%%%MatrixMarket matrix coordinate %s general\n%d %d %d\n"):format(kind, #matrix.rows, #matrix.columns,
    matrix.cells))
  for row in ipairs(matrix.rows) do write(matrix.counts:matrix_row(row, "mtx", weight)) end
end

return M
