-- Values as people read them: lists of records as tables, records as lines, the rest as text.
-- An object may say itself how it looks: metatable.__display(value, width) -> text.
local terminal = require "gimlet.cli.terminal"
local M = {}

local MOST_ROWS <const> = 40
local CELL <const> = 48

local function sorted_keys(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
    return type(a) < type(b) or type(a) == type(b) and tostring(a) < tostring(b)
  end)
  return keys
end

-- What has no form of its own; addresses never print.
local function opaque(value)
  local kind = type(value)
  if kind ~= "function" and kind ~= "userdata" and kind ~= "thread" then return nil end
  local meta = getmetatable(value)
  if meta and meta.__tostring then return tostring(value) end
  return kind == "userdata" and meta and type(meta.__name) == "string" and meta.__name or kind
end

-- A value within a line.
local function brief(value, depth)
  if type(value) == "string" then return depth > 0 and ("%q"):format(value) or terminal.plain(value) end
  if type(value) ~= "table" then return opaque(value) or tostring(value) end
  local meta = getmetatable(value)
  if meta and meta.__tostring then return tostring(value) end
  if depth > 2 then return "{…}" end
  local parts = {}
  for i, item in ipairs(value) do
    if i > 8 then
      parts[#parts + 1] = "…"
      break
    end
    parts[#parts + 1] = brief(item, depth + 1)
  end
  for _, key in ipairs(sorted_keys(value)) do
    if not (math.type(key) == "integer" and key >= 1 and key <= #value) then
      if #parts >= 12 then
        parts[#parts + 1] = "…"
        break
      end
      parts[#parts + 1] = (type(key) == "string" and key or "[" .. tostring(key) .. "]") .. " = "
        .. brief(value[key], depth + 1)
    end
  end
  return #parts == 0 and "{}" or "{ " .. table.concat(parts, ", ") .. " }"
end

-- Is it a list of records, such as rows of a query?
local function is_list_of_records(value)
  if #value == 0 then return false end
  for i = 1, math.min(#value, 20) do
    if type(value[i]) ~= "table" or next(value[i]) == nil or #value[i] > 0 then return false end
  end
  return true
end

local LEAST <const> = 14 -- columns of the terminal that a text may be cut to

---Cells as a table that fits a width. Long texts give way first, the longest the most; then columns from the right.
---@param rows string[][]
---@param columns string[]
---@param width integer
---@param headers? table<string, string>
---@param right? table<integer, boolean> columns of numbers
---@return string
function M.fit(rows, columns, width, headers, right)
  local widths, count = {}, #columns
  local header = {}
  for c, key in ipairs(columns) do
    header[c] = headers and headers[key] or tostring(key)
    widths[c] = terminal.columns(header[c])
    for i = 1, #rows do widths[c] = math.max(widths[c], terminal.columns(rows[i][c] or "")) end
  end
  local function excess()
    local total = 2 * (count - 1)
    for c = 1, count do total = total + widths[c] end
    return total - width
  end
  local full = table.move(widths, 1, #widths, 1, {})
  while count > 1 do
    local least = 2 * (count - 1)
    for c = 1, count do least = least + (right and right[c] and full[c] or math.min(full[c], LEAST)) end
    if least <= width then break end
    count = count - 1
  end
  while excess() > 0 do -- the widest text gives way
    local widest
    for c = 1, count do
      if not (right and right[c]) and (not widest or widths[c] > widths[widest]) then widest = c end
    end
    if not widest or widths[widest] <= 4 then break end
    widths[widest] = math.max(4, widths[widest] - math.max(1, excess() // 2))
  end
  local cells = {}
  for i, row in ipairs(rows) do
    cells[i] = {}
    for c = 1, count do cells[i][c] = row[c] and terminal.cut(row[c], widths[c]) or "" end
  end
  for c = 1, count do header[c] = terminal.cut(header[c], widths[c]) end
  local text = terminal.table(cells, { header = table.move(header, 1, count, 1, {}), width = width, right = right })
  if count == #columns then return text end
  return text .. terminal.dim(terminal.cut("also: " .. table.concat(columns, ", ", count + 1), width)) .. "\n"
end

-- Columns that say something, the usual ones first, as many as fit.
local FIRST = { "number", "id", "name", "document", "rule", "kind", "sign", "title", "date", "source", "text", "match" }

local function columns_of(list)
  local seen, columns = {}, {}
  for i = 1, math.min(#list, 200) do
    for key, item in pairs(list[i]) do
      if type(item) ~= "table" or #item > 0 then seen[key] = true end
    end
  end
  for _, key in ipairs(FIRST) do
    if seen[key] then
      columns[#columns + 1] = key
      seen[key] = nil
    end
  end
  for _, key in ipairs(sorted_keys(seen)) do columns[#columns + 1] = key end
  return columns
end

-- A number in a column: whole ones as they are, others with as many decimals as tell something.
local function number_text(value, largest)
  if math.type(value) == "integer" then return ("%d"):format(value) end
  if value ~= value then return "–" elseif value == math.huge or value == -math.huge then
    return value > 0 and "∞" or "-∞"
  end
  if largest >= 1e15 then return ("%.3g"):format(value) end
  local decimals = largest >= 1000 and 0 or largest >= 100 and 1 or largest >= 1 and 2 or 4
  if value ~= 0 and math.abs(value) < 10 ^ -decimals then return (("%.0e"):format(value):gsub("e%-0", "e-")) end
  return ("%%.%df"):format(decimals):format(value)
end

local function largest_of(list, key)
  local largest = 0
  for i = 1, #list do
    local value = list[i][key]
    if math.type(value) == "float" and value == value and math.abs(value) < math.huge then
      largest = math.max(largest, math.abs(value))
    end
  end
  return largest
end

---A list of records as a table that fits: columns that have no room are named below it.
---@param list table[]
---@param wanted? string[] columns, the most wanted first; nil: those that there are
---@param width integer
---@param headers? table<string, string> what a column is called
---@return string
function M.rows(list, wanted, width, headers)
  local columns, rows, right = {}, {}, {}
  for _, key in ipairs(wanted or columns_of(list)) do
    for i = 1, #list do
      if list[i][key] ~= nil then
        columns[#columns + 1] = key
        break
      end
    end
  end
  for c, key in ipairs(columns) do
    local largest = largest_of(list, key)
    right[c] = true
    for i = 1, #list do
      local item = list[i][key]
      rows[i] = rows[i] or {}
      if type(item) == "number" then rows[i][c] = number_text(item, largest)
      elseif item ~= nil then
        rows[i][c], right[c] = brief(item, 0), false
      end
    end
  end
  return M.fit(rows, columns, width, headers, right)
end

local function table_of(list, width)
  local columns, rows = columns_of(list), {}
  for i = 1, math.min(#list, MOST_ROWS) do
    local row = {}
    for c, key in ipairs(columns) do
      local item = list[i][key]
      if item ~= nil then row[c] = type(item) == "number" and item or terminal.cut(brief(item, 0), CELL) end
    end
    rows[i] = row
  end
  local fit, used, cut = 0, 0, nil
  for c, key in ipairs(columns) do
    local widest = terminal.columns(tostring(key))
    for i = 1, #rows do
      local cell = rows[i][c]
      widest = math.max(widest, cell ~= nil and terminal.columns(tostring(cell)) or 0)
    end
    if used + widest + (c > 1 and 2 or 0) > width then
      if width - used > 18 then fit, cut = c, c end -- the last one may be cut
      break
    end
    used, fit = used + widest + (c > 1 and 2 or 0), c
  end
  fit = math.max(fit, 1)
  local header = table.move(columns, 1, fit, 1, {})
  for i, row in ipairs(rows) do rows[i] = table.move(row, 1, fit, 1, {}) end
  local text = terminal.table(rows, { header = header, width = width, shrink = cut or fit == 1 and 1 or nil })
  local notes = {}
  if #list > #rows then notes[#notes + 1] = ("%d more rows"):format(#list - #rows) end
  if fit < #columns then
    notes[#notes + 1] = "also: " .. table.concat(columns, ", ", fit + 1)
  end
  return text .. (#notes > 0 and terminal.dim(terminal.cut(table.concat(notes, "; "), width)) .. "\n" or "")
end

local function lines_of(record, width)
  local keys, widest, lines = sorted_keys(record), 0, {}
  for _, key in ipairs(keys) do widest = math.max(widest, terminal.columns(tostring(key))) end
  for i, key in ipairs(keys) do
    lines[i] = terminal.dim(terminal.pad(tostring(key), widest)) .. "  "
      .. terminal.cut(brief(record[key], 0), math.max(20, width - widest - 2))
  end
  return table.concat(lines, "\n") .. "\n"
end

---@param value any
---@param width? integer
---@return string text with a line break at its end; "" for nil
function M.text(value, width)
  width = width or terminal.width()
  if value == nil then return "" end
  local meta = type(value) == "table" and getmetatable(value) or nil
  if meta and meta.__display then return meta.__display(value, width) end
  if type(value) ~= "table" then return (opaque(value) or tostring(value)) .. "\n" end
  if meta and meta.__tostring then return tostring(value) .. "\n" end
  if next(value) == nil then return "{}\n" end
  if is_list_of_records(value) then return table_of(value, width) end
  if #value > 0 then return terminal.wrap(brief(value, 0), width) .. "\n" end
  return lines_of(value, width)
end

return M
