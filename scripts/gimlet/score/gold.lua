-- Texts that people have coded, to hold rules against: a table of coded sentences, brat, CoNLL, decisions on hits.
--
-- Gives { level = "sentence"|"span"|"hit", items = { { name, text, labels = { [label] = true } | spans = { { label,
-- begin, end } } } }, labels = { … } }; bytes from 0. Labels are rules: “goods”, “pack.goods”, or factors with a sign
-- (“+punctuality”).
local brat = require "gimlet.format.brat"
local decisions = require "gimlet.score.decisions"
local files = require "gimlet.base.files"
local judging = require "gimlet.score.judging"
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

-- ---- decisions -----------------------------------------------------------------------------------------

-- Decisions that say whether there is evidence, and of which sign; a speaker, a date, a note say nothing of that.
local TELLING <const> = { accept = true, reject = true, subject = true, sign = true }

local function from_decisions(path, bytes)
  local gold, list, messages = { level = "hit", items = {} }, judging.read(bytes, path)
  if messages[1] then return nil, messages[1] end
  for _, decision in ipairs(list) do
    if TELLING[decision.verdict] or decision.verdict == "settle" and TELLING[decisions.settled(decision)] then
      gold.items[#gold.items + 1] = decision
    end
  end
  return gold
end

--- What decisions on one hit come to: whether it is right, the latest holding, what settles above all.
---@param list table[] in the order of decisions.on
---@param sign string? of the hit; a decision for the other sign says that the hit is wrong
---@return boolean? right nil where nothing is decided
function M.is_right(list, sign)
  local right
  for _, decision in ipairs(list) do
    local verdict, value = decision.verdict, decision.value
    if verdict == "settle" then verdict, value = decisions.settled(decision) end
    if verdict == "accept" then right = true
    elseif verdict == "reject" or verdict == "subject" then right = false
    elseif verdict == "sign" then right = sign == nil or sign == value end
  end
  return right
end

---Reads a gold standard.
---@param path string .csv or .tsv (text, code), .jsonl or .tsv of `gimlet judge --export`, .ann or
--- a folder of brat, .conll
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
  if path:find "%.tsv$" and ("\t" .. bytes:match "^[^\r\n]*" .. "\t"):find "\tverdict\t" then
    return from_decisions(path, bytes)
  end
  if path:find "%.[ct]sv$" then return coded(path, bytes) end
  if path:find "%.jsonl?$" or path:find "%.ndjson$" then return from_decisions(path, bytes) end
  return from_conll(path, bytes)
end

return M
