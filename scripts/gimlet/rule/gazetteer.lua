-- Names of entities: inline lists and files in the formats that users have, as rows.
--   ROW = { name =, options = how it is compared, id =, of =, as =, at = "file:line" or nil,
--           attributes = { [column] = text }, node = a pattern instead of a name, category = }
-- A file of many names is a list that is compiled once, see compiled.lua.
local cameo = require "gimlet.lists.cameo"
local cameo_verbs = require "gimlet.lists.cameo_verbs"
local core = require "gimlet.core"
local dictionary = require "gimlet.lists.dictionary"
local gate = require "gimlet.lists.gate"
local json = require "gimlet.lists.json"
local spacy = require "gimlet.lists.spacy"
local suggest = require "gimlet.cli.suggest"
local tables = require "gimlet.lists.table"

local M = {}

-- Called while a pack runs, when methods of strings are the sandbox's counting ones.
local find, format, gmatch, gsub, match, sub = string.find, string.format, string.gmatch, string.gsub,
  string.match, string.sub

--- From so many bytes on a file of names is compiled once and kept.
M.LARGE = 1 << 20

-- Files, and what is known of them: see M.file.
local sources = setmetatable({}, { __mode = "k" })

local function trim(text)
  if not find(text, "^%s") and not find(text, "%s$") then return text end
  return (match(text, "^%s*(.-)%s*$"))
end

-- ---- formats ----------------------------------------------------------------------------------------

local READERS = {
  tsv = function(path, bytes, options)
    return tables.read(path, bytes, { name = options.name, separator = "\t" })
  end,
  csv = function(path, bytes, options)
    return tables.read(path, bytes, { name = options.name, separator = tables.separator(bytes) })
  end,
  lines = function(_, bytes) return tables.read_lines(bytes) end,
  json = json.read,
  jsonl = json.read_lines,
  spacy = spacy.read,
  gate = function(path, bytes, options) return gate.read(path, bytes, { separator = options.separator }) end,
  gate_index = function(path, bytes, _, open) return gate.read_index(path, bytes, open) end,
  liwc = dictionary.read_liwc,
  dicx = dictionary.read_dicx,
  yaml = dictionary.read_yaml,
  cameo = cameo.read,
  cameo_verbs = function() error("a dictionary of verbs is the predicate of a relation, not names", 0) end,
}
-- Formats of a time before UTF-8.
local OLD = { gate = true, gate_index = true, liwc = true, cameo = true, cameo_verbs = true, lines = true }
local ENDINGS = { tsv = "tsv", tab = "tsv", csv = "csv", lst = "gate", def = "gate_index", dicx = "dicx", yml = "yaml",
  yaml = "yaml", json = "json", jsonl = "jsonl", ndjson = "jsonl" }

local function looks_like_cameo(bytes)
  local start = sub(bytes, 1, 65536)
  return find(start, "\n[%u%d_%.'%-]+_?%s*%[~?[%u%d]+[^%]]*%]") ~= nil
    or find(start, "\n%+[^\n]+\n") ~= nil and find(start, "\n%s*%[~?[%u%d]+[^%]]*%]") ~= nil
end

---The format of a file, by its ending and what is in it.
---@param path string
---@param bytes string
---@return string
function M.format(path, bytes)
  local found = ENDINGS[(match(path, "%.([^./]+)$") or ""):lower()]
  local first = match(bytes, "^[\239\187\191]*%s*([^\n]*)") or ""
  if found == "jsonl" or find(first, "^{") and (found == nil or found == "json") then
    local line = match(first, "^{.*}%s*$") and first
    if line and find(line, '"pattern"%s*:') then return "spacy" end
    return found or "json"
  elseif found then
    return found
  elseif find(first, "^%%%s*$") then
    return "liwc"
  elseif find(first, "^%[") then
    return "json"
  elseif cameo_verbs.looks_like(bytes) then
    return "cameo_verbs"
  elseif looks_like_cameo("\n" .. bytes) then
    return "cameo"
  end
  return find(first, "\t", 1, true) and "tsv" or "lines"
end

-- Windows-1252 where it differs from Latin-1.
local HIGH = { [0x80] = 0x20AC, [0x82] = 0x201A, [0x83] = 0x0192, [0x84] = 0x201E, [0x85] = 0x2026, [0x86] = 0x2020,
  [0x87] = 0x2021, [0x88] = 0x02C6, [0x89] = 0x2030, [0x8A] = 0x0160, [0x8B] = 0x2039, [0x8C] = 0x0152,
  [0x8E] = 0x017D, [0x91] = 0x2018, [0x92] = 0x2019, [0x93] = 0x201C, [0x94] = 0x201D, [0x95] = 0x2022,
  [0x96] = 0x2013, [0x97] = 0x2014, [0x98] = 0x02DC, [0x99] = 0x2122, [0x9A] = 0x0161, [0x9B] = 0x203A,
  [0x9C] = 0x0153, [0x9E] = 0x017E, [0x9F] = 0x0178 }

local function decode(path, bytes, kind)
  bytes = gsub(bytes, "^\239\187\191", "")
  if find(bytes, "\r", 1, true) then bytes = gsub(gsub(bytes, "\r\n", "\n"), "\r", "\n") end
  if utf8.len(bytes) then return bytes end
  if not OLD[kind] then error(path .. ": not valid UTF-8", 0) end
  local lines = {}
  for line in gmatch(bytes, "[^\n]*\n?") do -- a file may mix both
    if not utf8.len(line) then
      line = gsub(line, "[\128-\255]", function(byte)
        local code = string.byte(byte)
        return utf8.char(HIGH[code] or code)
      end)
    end
    lines[#lines + 1] = line
  end
  return table.concat(lines)
end

local FILE_OPTIONS = { format = "string", name = "string", separator = "string", at = "string", compile = "boolean" }

local function check_options(options)
  for key, value in pairs(options) do
    if not FILE_OPTIONS[key] then
      error(format("file takes no “%s”%s", tostring(key), suggest.hint(tostring(key), FILE_OPTIONS)), 0)
    elseif type(value) ~= FILE_OPTIONS[key] and not (key == "name" and type(value) == "table") then
      error(format("file: %s must be a %s", key, FILE_OPTIONS[key]), 0)
    end
  end
  if options.format and not READERS[options.format] then
    error(format("file: unknown format “%s”%s", options.format, suggest.hint(options.format, READERS)), 0)
  end
  return options
end

---A file of names. Small ones are read at once, large ones when they are compiled.
---@param path string as it is to be shown
---@param bytes string|table or { sha256 =, size =, read = function } of a large file
---@param options table|nil format, name (the column or key of names), separator, at, compile
---@param open fun(name: string): string?, string? path and bytes of a file beside it
---@return table source opaque; raises where the file is malformed
function M.file(path, bytes, options, open)
  local source = { path = path, options = check_options(options or {}), open = open }
  local handle = {}
  sources[handle] = source
  if type(bytes) == "table" then
    source.sha256, source.read = bytes.sha256, bytes.read
  else
    source.read = function() return bytes end
  end
  source.large = source.options.compile or source.options.compile == nil
    and (type(bytes) == "table" or #bytes >= M.LARGE)
  local kind = source.options.format or not source.large and M.format(path, source.read())
  if kind == "cameo_verbs" then
    source.verbs = cameo_verbs.read(path, decode(path, source.read(), kind))
  elseif not source.large then
    source.items = M.items(source)
  end
  return handle
end

---All items of a source, as its reader gives them.
---@param source table
---@return table[]
function M.items(source)
  local bytes = source.read()
  source.format = source.options.format or M.format(source.path, bytes)
  bytes = decode(source.path, bytes, source.format)
  local items = READERS[source.format](source.path, bytes, source.options, function(name)
    local path, content = source.open(name)
    if path then return path, decode(path, content, "gate") end
  end)
  if #items == 0 then error(source.path .. ": there are no names in it", 0) end
  return items
end

---What is behind the value that `file` gave.
---@param value any
---@return table|nil source { path, format, options, items or large, read }
function M.source(value) return sources[value] end

-- ---- rows --------------------------------------------------------------------------------------------

---How the names of a declaration are compared: its match_case, match_by, variants, edits and edits_from.
---@param fields table
---@return table options for ruleset:name
function M.name_options(fields)
  local options = { by = fields.match_by or fields.match_case == false and "fold" or "form" }
  for _, variant in ipairs(fields.variants or {}) do options[variant] = true end
  if fields.edits and fields.edits > 0 then
    options.edits, options.edits_from = fields.edits, fields.edits_from or (fields.edits == 1 and 5 or 8)
  end
  return options
end

local function day(value, last, where)
  if not value then return nil end
  local number = core.match.day(value, last)
  if number then return number end
  error(format("%s“%s” is no date; write 2013, 2013-05 or 2013-05-02", where and where .. ": " or "", value), 0)
end

local WAYS = { form = true, fold = true, lemma = true, stem = true }

---The options of one item: the declaration's, and what the item itself says.
---@param item table
---@param base table from name_options
---@param where string|nil
---@return table options
function M.item_options(item, base, where)
  local cells, by = item.cells, base.by
  local own = cells.match_by
  if own and not WAYS[own] then
    error(format("%smatch_by is form, fold, lemma or stem, not “%s”", where and where .. ": " or "", own), 0)
  end
  if by == "form" or by == "fold" then
    if cells.match_case == "no" or item.fold then by = "fold" elseif cells.match_case == "yes" then by = "form" end
  end
  by = own or by
  local from, to = day(cells.valid_from, false, where), day(cells.valid_to, true, where)
  if by == base.by and not from and not to and not item.glob then return base end
  local options = {}
  for key, value in pairs(base) do options[key] = value end
  options.by, options.from, options.to, options.glob = by, from, to, item.glob
  if by == "lemma" or by == "stem" then options.edits, options.edits_from = nil, nil end
  return options
end

-- One row for each name of an item; those of tables are parted by “|”.
local function add(rows, item, base, where)
  local cells = item.cells
  local options = item.node and base or M.item_options(item, base, where)
  local function row(name)
    rows[#rows + 1] = { name = name, options = options, id = cells.id, of = cells.of, as = cells["as"], at = where,
      attributes = item.plain and {} or cells, node = item.node, category = item.category or cells.category,
      timed = options.from or options.to }
  end
  if item.node or not item.many or not find(item.name, "|", 1, true) then
    row(item.name and trim(item.name))
    return
  end
  for name in gmatch(item.name, "[^|]+") do
    if find(name, "%S") then row(trim(name)) end
  end
end

local function read_item(item, index, report)
  if type(item) == "string" then
    if find(item, "%S") then return { name = item, cells = { name = item }, plain = true, many = true } end
    report("names holds an empty name", item)
  elseif type(item) == "table" and type(item[1] or item.name) == "string" then
    local cells = {}
    for key, value in pairs(item) do
      if type(value) ~= "string" then
        report(("names: item %d: %s must be a string"):format(index, tostring(key)))
      else
        cells[key == 1 and "name" or tostring(key)] = value
      end
    end
    return { name = cells.name, cells = cells, many = true }
  else
    report(("names: item %d must be a name or a table { \"name\", id = … }"):format(index))
  end
end

---The rows of a file.
---@param source table with items
---@param fields table of the declaration
---@param category string|nil only items of that category
---@return table[] rows; raises "file:line: message"
function M.file_rows(source, fields, category)
  local rows, base = {}, M.name_options(fields)
  for _, item in ipairs(source.items or M.items(source)) do
    if category == nil or (item.category or item.cells.category) == category then
      add(rows, item, base, item.line and format("%s:%d", item.path or source.path, item.line))
    end
  end
  return rows
end

---Reads what stands under `names`.
---@param names any a list of names and tables, or what `file` gave
---@param fields table match_case, match_by, variants, edits, edits_from
---@param report fun(message: string, text?: string)
---@return table rows
function M.rows(names, fields, report)
  if type(names) ~= "table" then
    report(type(names) == "string" and ("names must be a list: { %q }"):format(names)
      or "names must be a list or a file", names)
    return {}
  end
  local rows, source, base = {}, sources[names], M.name_options(fields)
  if source then
    local good, result = pcall(M.file_rows, source, fields)
    if good then return result end
    report(tostring(result))
    return {}
  end
  for index, value in ipairs(names) do
    local item = read_item(value, index, report)
    if item and not utf8.len(item.name) then
      report(("names: item %d is not valid UTF-8"):format(index))
    elseif item then
      local good, failure = pcall(add, rows, item, base)
      if not good then report(("names: item %d: %s"):format(index, failure)) end
    end
  end
  if #names == 0 then report "names is empty" end
  return rows
end

return M
