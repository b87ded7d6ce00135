-- Names of entities: inline lists and tables in files (TSV), as rows.
--   ROW = { name =, fold = boolean, id =, of =, as =, at = "file:line" or nil, attributes = { [column] = text } }
local suggest = require "gimlet.suggest"

local M = {}

-- Called while a pack runs, when methods of strings are the sandbox's counting ones.
local find, format, gmatch, gsub, match, sub = string.find, string.format, string.gmatch, string.gsub,
  string.match, string.sub

local origins = setmetatable({}, { __mode = "k" }) -- rows that `file` gave -> the file they came from

local function trim(text)
  if not find(text, "^%s") and not find(text, "%s$") then return text end
  return (match(text, "^%s*(.-)%s*$"))
end

local function split(line)
  local cells, from = {}, 1
  while true do
    local tab = find(line, "\t", from, true)
    cells[#cells + 1] = trim(sub(line, from, tab and tab - 1 or #line))
    if not tab then return cells end
    from = tab + 1
  end
end

-- A line's cells by column; empty cells are no values.
local function read_line(path, number, line, header)
  local values, row = split(line), {}
  if #values > #header then
    error(("%s:%d: %d columns, but the first row names %d"):format(path, number, #values, #header), 0)
  end
  for index, column in ipairs(header) do
    if values[index] and values[index] ~= "" then row[column] = values[index] end
  end
  if not row.name then error(("%s:%d: the column “name” is empty"):format(path, number), 0) end
  return row
end

local function read_header(path, number, line)
  local header, seen = split(line), {}
  for _, column in ipairs(header) do
    if seen[column] then error(("%s:%d: two columns are called “%s”"):format(path, number, column), 0) end
    seen[column] = true
  end
  if not seen.name then
    error(("%s:%d: the first row names no column “name”%s"):format(path, number, suggest.hint("name", header)), 0)
  end
  return header
end

---Reads a table: columns parted by tabs, named in the first row; # begins a comment line.
---@param path string as it is to be shown
---@param bytes string
---@return table rows a list of tables by column; raises where the table is malformed
function M.file(path, bytes)
  if not utf8.len(bytes) then error(path .. ": not valid UTF-8", 0) end
  local rows, lines, header, number = {}, {}, nil, 0
  for line in gmatch(gsub(bytes, "^\239\187\191", "") .. "\n", "([^\n]*)\n") do
    number = number + 1
    if sub(line, -1) == "\r" then line = sub(line, 1, -2) end
    if find(line, "%S") and not find(line, "^#") then
      if not header then
        header = read_header(path, number, line)
      else
        rows[#rows + 1] = read_line(path, number, line, header)
        lines[#rows] = number
      end
    end
  end
  if not header then error(path .. ": the table is empty; its first row names the columns", 0) end
  origins[rows] = { path = path, lines = lines }
  return rows
end

-- One row for each name of the cell `name` (parted by “|”).
local function add(rows, cells, fold, at)
  if cells.match_case == "no" then fold = true elseif cells.match_case == "yes" then fold = false end
  local function row(name)
    rows[#rows + 1] = { name = name, fold = fold, id = cells.id, of = cells.of, as = cells["as"], at = at,
      attributes = cells }
  end
  if not find(cells.name, "|", 1, true) then
    row(trim(cells.name))
    return
  end
  for name in gmatch(cells.name, "[^|]+") do
    if find(name, "%S") then row(trim(name)) end
  end
end

local function read_item(item, index, report)
  if type(item) == "string" then
    if find(item, "%S") then return { name = item } end
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
    return cells
  else
    report(("names: item %d must be a name or a table { \"name\", id = … }"):format(index))
  end
end

---Reads what stands under `names`.
---@param names any a list of names and tables, or what `file` gave
---@param match_case boolean whether names match as written
---@param report fun(message: string, text?: string)
---@return table rows
function M.rows(names, match_case, report)
  if type(names) ~= "table" then
    report(type(names) == "string" and ("names must be a list: { %q }"):format(names)
      or "names must be a list or a file", names)
    return {}
  end
  local rows, origin = {}, origins[names]
  for index, item in ipairs(names) do
    local cells = origin and type(item) == "table" and type(item.name) == "string" and item
      or read_item(item, index, report)
    if cells and not utf8.len(cells.name) then
      report(("names: item %d is not valid UTF-8"):format(index))
    elseif cells then
      local plain = type(item) == "string"
      add(rows, cells, not match_case, origin and format("%s:%d", origin.path, origin.lines[index] or 0))
      if plain and rows[#rows] then rows[#rows].attributes = {} end
    end
  end
  if #names == 0 then report "names is empty" end
  return rows
end

return M
