-- Gazetteers of GATE: lists of a name a line, and the index that says what is in them.
--   names.lst   Tokyo&population=37000000      (the separator of features is & or a tab)
--   lists.def   names.lst:location:city:english
local M = {}

-- Called while a pack runs, when methods of strings are the sandbox's counting ones.
local find, gmatch, match = string.find, string.gmatch, string.match

---Reads a list.
---@param path string
---@param bytes string
---@param options table major, minor, language: attributes of all its names; separator of features
---@return table[] items
function M.read(path, bytes, options)
  local items, line = {}, 0
  local separator = options.separator or find(bytes, "\t", 1, true) and "\t" or "&"
  local cell = "[^" .. separator .. "]+"
  for text in gmatch(bytes .. "\n", "([^\n]*)\n") do
    line = line + 1
    local name
    local cells = { majorType = options.major, minorType = options.minor, language = options.language }
    for part in gmatch(text, cell) do
      local key, value = match(part, "^%s*([^=]-)%s*=%s*(.-)%s*$")
      if not name then name = match(part, "^%s*(.-)%s*$")
      elseif not key or key == "" then
        error(("%s:%d: “%s” is no feature: name%skey=value"):format(path, line, part, separator), 0)
      else cells[key] = value end
    end
    if name and name ~= "" then
      cells.name = name
      items[#items + 1] = { name = name, cells = cells, line = line }
    end
  end
  return items
end

---Reads an index and all lists it names.
---@param path string
---@param bytes string
---@param open fun(name: string): string, string the path and the bytes of a file beside the index
---@return table[] items
function M.read_index(path, bytes, open)
  local items, line = {}, 0
  for text in gmatch(bytes .. "\n", "([^\n]*)\n") do
    line = line + 1
    text = match(text, "^%s*(.-)%s*$")
    if text ~= "" and not find(text, "^#") then
      local parts = {}
      for part in gmatch(text .. ":", "([^:]*):") do parts[#parts + 1] = part ~= "" and part or false end
      local other, content = open(parts[1])
      if not other then
        error(("%s:%d: there is no list “%s” beside it"):format(path, line, parts[1]), 0)
      end
      local found = M.read(other, content, { major = parts[2] or nil, minor = parts[3] or nil,
        language = parts[4] or nil })
      for _, item in ipairs(found) do
        item.path, item.cells.annotation = other, parts[5] or nil
        item.category = parts[3] and (parts[2] .. "." .. parts[3]) or parts[2] or nil
        items[#items + 1] = item
      end
    end
  end
  return items
end

return M
