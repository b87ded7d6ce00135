-- Texts that people have coded, to hold rules against: a table of coded sentences, brat, CoNLL, decisions on hits.
--
-- Gives { level = "sentence"|"span"|"hit", items = { { name, text, labels = { [label] = true } | spans = { { label,
-- begin, end } } } }, labels = { … } }; bytes from 0. Labels are rules: “goods”, “pack.goods”, or factors with a sign
-- (“+punctuality”).
local brat = require "gimlet.format.brat"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local tables = require "gimlet.lists.table"

local M = {}

local NONE = { [""] = true, none = true, ["0"] = true, neither = true, ["-"] = true, O = true }

local function first_of(cells, names)
  for _, name in ipairs(names) do if cells[name] then return cells[name] end end
end

-- One row a sentence: text, and code (several parted by “;” or “|”). Rows with the same text are one sentence.
local function coded(path, bytes)
  local gold, by_text = { level = "sentence", items = {} }, {}
  local good, rows = pcall(tables.read, path, bytes, { name = "text", separator = tables.separator(bytes) })
  if not good then return nil, rows end
  for _, row in ipairs(rows) do
    local text, code = row.name, first_of(row.cells, { "code", "codes", "label", "labels", "rule" }) or ""
    local item = by_text[text]
    if not item then
      item = { name = first_of(row.cells, { "id", "document" }) or tostring(#gold.items + 1), text = text, labels = {} }
      by_text[text], gold.items[#gold.items + 1] = item, item
    end
    for label in code:gmatch "[^;|]+" do
      label = label:match "^%s*(.-)%s*$"
      if not NONE[label] then item.labels[label] = true end
    end
  end
  return gold
end

local function from_brat(paths)
  local gold = { level = "span", items = {} }
  for _, path in ipairs(paths) do
    local text, message = files.read((path:gsub("%.ann$", ".txt")))
    local standoff = text and files.read(path)
    if not text then return nil, message end
    local found, wrong = brat.parse(standoff, text)
    if #wrong > 0 then return nil, path .. ":" .. wrong[1] end
    local item = { name = path, text = text, spans = {} }
    for index, span in ipairs(found.spans) do
      item.spans[index] = { label = span.kind, begin = span.begin, ["end"] = span["end"] }
    end
    gold.items[#gold.items + 1] = item
  end
  return gold
end

-- Token lines with the tag last (B-X, I-X, O), sentences parted by empty lines; a sentence is an item.
local function from_conll(path, bytes)
  local gold = { level = "span", items = {} }
  local words, spans, size, open = {}, {}, 0, nil
  local function finish()
    if #words > 0 then
      gold.items[#gold.items + 1] = { name = ("%s:%d"):format(path, #gold.items + 1), text = table.concat(words, " "),
        spans = spans }
    end
    words, spans, size, open = {}, {}, 0, nil
  end
  for line in (bytes .. "\n"):gmatch "(.-)\r?\n" do
    local cells = {}
    for cell in line:gmatch "%S+" do cells[#cells + 1] = cell end
    if #cells < 2 or cells[1] == "-DOCSTART-" then
      finish()
    elseif line:sub(1, 2) ~= "# " then
      local word = cells[1]:find "^%d+$" and #cells > 3 and cells[2] or cells[1]
      local kind, label = cells[#cells]:match "^([BISEUL])%-(.+)$"
      local begin = size
      size = size + #word + 1
      words[#words + 1] = word
      if kind and (kind == "B" or kind == "S" or kind == "U" or not open or open.label ~= label) then
        open = { label = label, begin = begin, ["end"] = begin + #word }
        spans[#spans + 1] = open
      elseif kind then open["end"] = begin + #word
      else open = nil end
    end
  end
  finish()
  return gold
end

local function from_decisions(path, bytes)
  local gold, number = { level = "hit", items = {} }, 0
  for line in (bytes .. "\n"):gmatch "(.-)\n" do
    number = number + 1
    if line:find "%S" then
      local good, record = pcall(json.decode, line)
      if not good or type(record) ~= "table" then return nil, ("%s:%d: no JSON"):format(path, number) end
      if record.verdict == "accept" or record.verdict == "reject" then gold.items[#gold.items + 1] = record end
    end
  end
  return gold
end

---Reads a gold standard.
---@param path string .csv or .tsv (text, code), .jsonl of `gimlet judge --export`, .ann or a folder of brat, .conll
---@return table? gold
---@return string? message
function M.read(path)
  if files.is_folder(path) then
    local list = {}
    files.walk(path, function(found) if found:find "%.ann$" then list[#list + 1] = found end end, function() end)
    table.sort(list)
    if #list == 0 then return nil, path .. ": no .ann files of brat there" end
    return from_brat(list)
  end
  local bytes, message = files.read(path)
  if not bytes then return nil, message end
  if path:find "%.ann$" then return from_brat { path } end
  if path:find "%.[ct]sv$" then return coded(path, bytes) end
  if path:find "%.jsonl?$" or path:find "%.ndjson$" then return from_decisions(path, bytes) end
  return from_conll(path, bytes)
end

return M
