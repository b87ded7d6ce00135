-- Tables of names: columns parted by tabs, commas or semicolons, named in the first row; and plain lists, a name
-- a line.
local suggest = require "gimlet.cli.suggest"

local M = {}

-- Called while a pack runs, when methods of strings are the sandbox's counting ones.
local find, gsub, match, sub = string.find, string.gsub, string.match, string.sub

local function trim(text)
  if not find(text, "^%s") and not find(text, "%s$") then return text end
  return (match(text, "^%s*(.-)%s*$"))
end

local function fail(path, line, message, ...)
  error(("%s:%d: %s"):format(path, line, message:format(...)), 0)
end

local function split_tabs(bytes, at)
  local cells, from = {}, at
  local stop = find(bytes, "\n", at, true) or #bytes + 1
  while true do
    local tab = find(bytes, "\t", from, true)
    if not tab or tab > stop then tab = stop end
    cells[#cells + 1] = trim(sub(bytes, from, tab - 1))
    if tab == stop then return cells, stop + 1, 1 end
    from = tab + 1
  end
end

-- A row of RFC 4180: cells in quotation marks may hold separators, line breaks and doubled quotation marks.
local function split_quoted(bytes, at, separator, path, line)
  local cells, lines = {}, 1
  while true do
    if sub(bytes, at, at) == '"' then
      local from, stop = at + 1, at + 1
      while true do
        stop = find(bytes, '"', stop, true)
        if not stop then fail(path, line, "a quotation mark is never closed") end
        if sub(bytes, stop + 1, stop + 1) ~= '"' then break end
        stop = stop + 2
      end
      local cell = gsub(sub(bytes, from, stop - 1), '""', '"')
      local _, breaks = gsub(cell, "\n", "")
      lines = lines + breaks
      cells[#cells + 1] = trim(cell)
      at = stop + 1
    end
    local stop = find(bytes, "[\n" .. separator .. "]", at) or #bytes + 1
    if sub(bytes, at - 1, at - 1) ~= '"' or stop > at and find(sub(bytes, at, stop - 1), "[^%s]") or #cells == 0 then
      cells[#cells + 1] = trim(sub(bytes, at, stop - 1))
    end
    if sub(bytes, stop, stop) ~= separator then return cells, stop + 1, lines end
    at = stop + 1
    if at > #bytes or sub(bytes, at, at) == "\n" then
      cells[#cells + 1] = ""
      return cells, at + 1, lines
    end
  end
end

local function read_header(path, number, header, name)
  local seen = {}
  for _, column in ipairs(header) do
    if seen[column] then fail(path, number, "two columns are called “%s”", column) end
    seen[column] = true
  end
  if not seen[name] then
    fail(path, number, "the first row names no column “%s”%s", name, suggest.hint(name, header))
  end
  return header
end

-- A line's cells by column; empty cells are no values.
local function read_cells(path, number, values, header, name)
  local cells = {}
  if #values > #header then
    fail(path, number, "%d columns, but the first row names %d", #values, #header)
  end
  for index, column in ipairs(header) do
    if values[index] and values[index] ~= "" then cells[column] = values[index] end
  end
  if not cells[name] then fail(path, number, "the column “%s” is empty", name) end
  return cells
end

---The separator of a table by its first row.
---@param bytes string
---@return string "\t", "," or ";"
function M.separator(bytes)
  local first = match(bytes, "[^\n]*")
  if find(first, "\t", 1, true) then return "\t" end
  local _, commas = gsub(first, ",", "")
  local _, semicolons = gsub(first, ";", "")
  return semicolons > commas and ";" or ","
end

---Reads a table.
---@param path string as it is to be shown
---@param bytes string
---@param options table separator, name: the column of names
---@return table[] items { name =, cells =, line = }
function M.read(path, bytes, options)
  local name, separator = options.name or "name", options.separator
  local items, header, at, line = {}, nil, 1, 0
  while at <= #bytes do
    local stop = find(bytes, "\n", at, true) or #bytes + 1
    local blank = not find(bytes, "%S", at) or find(bytes, "%S", at) > stop
    if blank or separator == "\t" and sub(bytes, at, at) == "#" then
      at, line = stop + 1, line + 1
    else
      local values, after, lines
      if separator == "\t" then values, after, lines = split_tabs(bytes, at)
      else values, after, lines = split_quoted(bytes, at, separator, path, line + 1) end
      if not header then
        header = read_header(path, line + 1, values, name)
      else
        local cells = read_cells(path, line + 1, values, header, name)
        items[#items + 1] = { name = cells[name], cells = cells, line = line + 1, many = true }
      end
      at, line = after, line + lines
    end
  end
  if not header then error(path .. ": the table is empty; its first row names the columns", 0) end
  return items
end

---Reads a name a line; # begins a comment.
---@param bytes string
---@return table[] items
function M.read_lines(bytes)
  local items, line = {}, 0
  for text in string.gmatch(bytes .. "\n", "([^\n]*)\n") do
    line = line + 1
    text = trim(text)
    if text ~= "" and sub(text, 1, 1) ~= "#" then
      items[#items + 1] = { name = text, cells = { name = text }, line = line }
    end
  end
  return items
end

return M
