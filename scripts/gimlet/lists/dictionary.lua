-- Dictionaries of content analysis: LIWC (.dic, .dicx) and quanteda (YAML). Their words may hold stars, match in any
-- case and belong to several categories.
local core = require "gimlet.core"
local lists = require "gimlet.lists.table"

local M = {}

local function word(text, category, line)
  return { name = text, cells = { name = text, category = category }, category = category, line = line, fold = true,
    glob = text:find("*", 1, true) ~= nil }
end

-- “125”, “(02 134)125/464” (125 behind those categories, else 464), “<of>131/125”: what holds without condition.
local function codes(text)
  local list = {}
  text = text:gsub("%b()%s*%d+%s*/?%s*", ""):gsub("<[^>]*>%s*%d+%s*/?%s*", "")
  for code in text:gmatch "%d+" do list[#list + 1] = code end
  return list
end

---Reads a dictionary of LIWC: categories by number between two lines of “%”, then words with their numbers.
---@param path string
---@param bytes string
---@return table[] items a word of several categories is an item for each
function M.read_liwc(path, bytes)
  local items, names, line, percents = {}, {}, 0, 0
  for text in (bytes .. "\n"):gmatch "([^\n]*)\n" do
    line = line + 1
    text = text:match "^%s*(.-)%s*$"
    if text == "%" then
      percents = percents + 1
    elseif text ~= "" and percents == 1 then
      local number, name = text:match "^(%d+)%s+(%S+)"
      if not number then error(("%s:%d: a category is a number and a name"):format(path, line), 0) end
      number = math.tointeger(tonumber(number))
      if names[number] then error(("%s:%d: two categories have the number %d"):format(path, line, number), 0) end
      names[number] = name
    elseif text ~= "" and percents >= 2 then
      local form, rest = text:match "^(.-)\t(.*)$"
      if not form then form, rest = text:match "^(.-)%s+([%d(<].*)$" end
      if not form then error(("%s:%d: a word and the numbers of its categories"):format(path, line), 0) end
      form = form:match "^%s*(.-)%s*$"
      for _, code in ipairs(codes(rest)) do
        local name = names[math.tointeger(tonumber(code))]
        if not name then error(("%s:%d: there is no category %s"):format(path, line, code), 0) end
        items[#items + 1] = word(form, name, line)
      end
    elseif text ~= "" and percents == 0 then
      error(("%s:%d: a dictionary of LIWC begins with a line “%%”"):format(path, line), 0)
    end
  end
  if percents < 2 then error(("%s: the categories end with a line “%%”"):format(path), 0) end
  return items
end

---Reads a dictionary of LIWC-22: a table of DicTerm and a column for each category, marked with X.
---@param path string
---@param bytes string
---@return table[] items
function M.read_dicx(path, bytes)
  local items = {}
  for _, row in ipairs(lists.read(path, bytes, { name = "DicTerm", separator = lists.separator(bytes) })) do
    local categories = {}
    for column, value in pairs(row.cells) do
      if column ~= "DicTerm" and value:lower() == "x" then categories[#categories + 1] = column end
    end
    table.sort(categories)
    for _, category in ipairs(categories) do items[#items + 1] = word(row.name, category, row.line) end
  end
  return items
end

local function add_level(items, path, tree, category)
  if tree.kind == "scalar" then
    if tree.value:find "%S" then items[#items + 1] = word(tree.value, category, tree.line) end
    return
  end
  for index = 1, #tree do
    if tree.kind == "list" then
      add_level(items, path, tree[index], category)
    else
      local key, value = tree[index][1], tree[index][2]
      if key.kind ~= "scalar" then error(("%s:%d: a category is a word"):format(path, key.line), 0) end
      add_level(items, path, value, category and category .. "." .. key.value or key.value)
    end
  end
end

---Reads a dictionary of quanteda: categories, nested to any depth, and lists of words under them.
---@param path string
---@param bytes string
---@return table[] items category: “economy.trade”
function M.read_yaml(path, bytes)
  local tree, message, line, column = core.match.yaml(bytes)
  if not tree then error(("%s:%d:%d: %s"):format(path, line or 1, column or 1, message), 0) end
  local items = {}
  add_level(items, path, tree, nil)
  return items
end

return M
