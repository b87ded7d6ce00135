-- Names in JSON and JSON Lines: lists of names, lists of records, or objects that hold names by category.
local json = require "gimlet.base.json"

local M = {}

local function scalar(value)
  if type(value) == "string" then return value ~= "" and value or nil end
  if math.type(value) == "integer" then return tostring(value) end
  if type(value) == "number" then return ("%.14g"):format(value) end
  if type(value) == "boolean" then return tostring(value) end
end

-- What stands at a path such as name.common; lists on the way give all their items.
local function at_path(value, path, out)
  if path == "" then
    if type(value) == "table" and value ~= json.null then
      for _, item in ipairs(value) do at_path(item, "", out) end
    elseif scalar(value) then
      out[#out + 1] = scalar(value)
    end
    return
  end
  if type(value) ~= "table" then return end
  local key, rest = path:match "^([^.]+)%.?(.*)$"
  if value[key] ~= nil then
    at_path(value[key], rest, out)
  else
    for _, item in ipairs(value) do at_path(item, path, out) end
  end
end

local function attributes(record)
  local cells = {}
  for key, value in pairs(record) do
    local text = type(key) == "string" and scalar(value)
    if text then
      cells[key] = text
    elseif type(key) == "string" and type(value) == "table" and value ~= json.null then
      local parts = {}
      for _, item in ipairs(value) do parts[#parts + 1] = scalar(item) end
      if #parts > 0 and #parts == #value then cells[key] = table.concat(parts, "|") end
    end
  end
  return cells
end

local function add_record(items, record, options, where)
  local names = {}
  for _, path in ipairs(type(options.name) == "table" and options.name or { options.name or "name" }) do
    at_path(record, path, names)
  end
  if #names == 0 then
    error(("%s: a record without “%s”; file(…, { name = \"another.key\" }) says where names stand"):format(where,
      type(options.name) == "table" and table.concat(options.name, "”, “") or options.name or "name"), 0)
  end
  local seen = {}
  for _, name in ipairs(names) do
    if not seen[name] then
      local cells = attributes(record)
      cells.name = name
      items[#items + 1] = { name = name, cells = cells }
      seen[name] = true
    end
  end
end

-- Category → names, nested to any depth.
local function add_categories(items, object, path, options)
  local keys = {}
  for key in pairs(object) do
    if type(key) == "string" then keys[#keys + 1] = key end
  end
  table.sort(keys)
  for _, key in ipairs(keys) do
    local value, category = object[key], path == "" and key or path .. "." .. key
    if scalar(value) then
      items[#items + 1] = { name = scalar(value), cells = { name = scalar(value), category = category } }
    elseif type(value) == "table" and value ~= json.null then
      for _, item in ipairs(value) do
        if scalar(item) then
          items[#items + 1] = { name = scalar(item), cells = { name = scalar(item), category = category } }
        end
      end
      add_categories(items, value, category, options)
    end
  end
end

---Reads one JSON value.
---@param path string
---@param bytes string
---@param options table name: a path or several, such as "name.common"; at: where the list stands
---@return table[] items
function M.read(path, bytes, options)
  local value, message = json.decode(bytes)
  if value == nil then error(("%s:%s"):format(path, message), 0) end
  for key in (options.at or ""):gmatch "[^.]+" do
    value = type(value) == "table" and value[key] or nil
    if value == nil then error(("%s: there is no “%s”"):format(path, options.at), 0) end
  end
  local items = {}
  if type(value) ~= "table" then error(path .. ": a list or an object was expected", 0) end
  if #value > 0 then
    for index, item in ipairs(value) do
      local where = ("%s: item %d"):format(path, index)
      if scalar(item) then items[#items + 1] = { name = scalar(item), cells = { name = scalar(item) } }
      elseif type(item) == "table" then add_record(items, item, options, where)
      else error(where .. ": a name or an object was expected", 0) end
    end
  else
    add_categories(items, value, "", options)
  end
  return items
end

---Reads JSON Lines of records.
---@param path string
---@param bytes string
---@param options table name
---@return table[] items
function M.read_lines(path, bytes, options)
  local items, line = {}, 0
  for text in (bytes .. "\n"):gmatch "([^\n]*)\n" do
    line = line + 1
    if text:find "%S" then
      local value, message = json.decode(text)
      if value == nil then
        error(("%s:%d:%s"):format(path, line, message:gsub("^%d+:", "")), 0)
      end
      local from = #items
      if scalar(value) then items[1 + from] = { name = scalar(value), cells = { name = scalar(value) } }
      elseif type(value) == "table" then add_record(items, value, options, ("%s:%d"):format(path, line)) end
      for index = from + 1, #items do items[index].line = line end
    end
  end
  return items
end

return M
