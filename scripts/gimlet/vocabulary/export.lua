-- Rows as files: CSV, TSV, JSON Lines, or the text that the terminal would show; hits also in the formats of
-- `gimlet export`: brat, CoNLL-U, W3C Web Annotation.
local csv = require "gimlet.format.csv"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local result = require "gimlet.vocabulary.result"

local M = {}

M.FORMATS = { "csv", "tsv", "jsonl", "json", "txt" }

-- All columns: those that are shown first, then the others by name; what is no text, number or truth is left out.
local function columns_of(rows, shown)
  local columns, seen, others = {}, {}, {}
  for _, key in ipairs(shown or {}) do
    columns[#columns + 1], seen[key] = key, true
  end
  for i = 1, #rows do
    for key, value in pairs(rows[i]) do
      if type(key) == "string" and not seen[key] and type(value) ~= "table" and type(value) ~= "function" then
        others[#others + 1], seen[key] = key, true
      end
    end
  end
  table.sort(others)
  return table.move(others, 1, #others, #columns + 1, columns)
end

local function cell(value, tab)
  if value == nil then return "" end
  local text = math.type(value) == "float" and ("%.10g"):format(value) or tostring(value)
  if tab then return (text:gsub("[\t\r\n]", " ")) end
  return csv.field(text)
end

-- CSV as RFC 4180 has it.
local function separated(rows, columns, tab)
  local between, ending = tab and "\t" or ",", tab and "\n" or "\r\n"
  local out = { table.concat(columns, between) .. ending }
  for i = 1, #rows do
    local cells = {}
    for c, key in ipairs(columns) do cells[c] = cell(rows[i][key], tab) end
    out[i + 1] = table.concat(cells, between) .. ending
  end
  return table.concat(out)
end

-- What JSON can hold of a value; results within become lists.
local function plain(value, depth)
  if type(value) ~= "table" then
    if type(value) == "number" and (value ~= value or math.abs(value) == math.huge) then return nil end
    return (type(value) == "string" or type(value) == "number" or type(value) == "boolean") and value or nil
  end
  if depth > 6 then return nil end
  local copy = {}
  for key, item in pairs(value) do copy[key] = plain(item, depth + 1) end
  return #value > 0 and json.array(copy) or copy
end

local function json_lines(rows, kind)
  local out = {}
  for i = 1, #rows do
    local record = plain(rows[i], 0)
    record.type, record.schema = record.type or kind, 1
    out[i] = json.encode(record)
  end
  return table.concat(out, "\n") .. (#out > 0 and "\n" or "")
end

---Rows in a format.
---@param rows table a result or a list of rows
---@param format string of M.FORMATS
---@return string
function M.text(rows, format)
  local about = result.about(rows) or {}
  if format == "txt" then return result.about(rows) and result.text(rows, 100, math.maxinteger) or tostring(rows) end
  if format == "json" or format == "jsonl" then return json_lines(rows, about.kind or "row") end
  return separated(rows, columns_of(rows, about.columns), format == "tsv")
end

-- What only hits can be written as, with their texts, by the end of the file's name.
local OF_HITS <const> = { conllu = "conllu", jsonld = "webannotation", brat = "brat", webannotation = "webannotation" }

local function annotations(rows, path, format)
  local about = result.about(rows)
  if not (about and about.kind == "hit") then error(format .. " is for hits: hits(\"pack\"):export(…)", 0) end
  local handed = require "gimlet.format.export"
  local input, message = handed.of_hits(about.corpus(), table.move(rows, 1, #rows, 1, {}))
  if not input then error(message, 0) end
  local good, why = handed.write(format, input, path)
  if not good then error(why, 0) end
  return result.page(("%s is written with %d hits.\n"):format(path, #rows), { file = path })
end

---Writes rows to a file whose name tells the format.
---@param rows table a result or a list of rows
---@param path string *.csv, *.tsv, *.jsonl, *.txt; *.svg draws them; of hits also *.conllu, *.jsonld
---@param format? string brat (a folder), conllu, webannotation, where the name does not tell
---@return result a page that says what was written
function M.to_file(rows, path, format)
  if type(path) ~= "string" then error("export takes a file's name: :export \"peace.csv\"", 0) end
  format = format or path:lower():match "%.(%w+)$"
  if OF_HITS[format] then return annotations(rows, path, OF_HITS[format]) end
  if format == "svg" then return require("gimlet.vocabulary.plot").draw(rows, nil, { file = path }) end
  local about = result.about(rows)
  if about and about.page and format ~= "txt" and about.raw then
    format = nil -- a page with a form of its own
  elseif not format or not (format == "csv" or format == "tsv" or format == "jsonl" or format == "json"
      or format == "txt") then
    if not (about and about.raw) then
      error(("%s: a file's name tells its format: .csv, .tsv, .jsonl, .txt, .svg"):format(path), 0)
    end
  end
  local text = about and about.raw or M.text(rows, format)
  local good, message = files.write(path, text)
  if not good then error(message, 0) end
  local what = about and about.page and "" or (" with %d row%s"):format(#rows, #rows == 1 and "" or "s")
  return result.page(("%s is written%s.\n"):format(path, what), { file = path })
end

return M
