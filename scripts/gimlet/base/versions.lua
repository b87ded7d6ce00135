-- Versions of packs and of the engine, and ranges of them: "1.2.0", ">= 1.2, < 2", "^1.2".
--
-- Numbers and their order are those of Semantic Versioning 2.0.0; missing numbers are 0, what stands behind a + is
-- not compared.
local M = {}

--- Of this engine.
M.ENGINE = "0.1.0"

local function parse_identifiers(text)
  local list = {}
  for part in (text .. "."):gmatch "([^.]*)%." do
    if not part:find "^[%w%-]+$" then return nil end
    list[#list + 1] = part:find "^%d+$" and math.tointeger(tonumber(part)) or part
  end
  return list
end

---@param text string
---@return { [1]: integer, [2]: integer, [3]: integer, before: (string|integer)[]? }? version before: of a pre-release
function M.parse(text)
  local numbers, rest = text:match "^(%d[%d.]*)(.*)$"
  if not numbers or #numbers > 30 then return nil end
  local version = {}
  for part in (numbers .. "."):gmatch "([^.]*)%." do
    if not part:find "^%d+$" or #version == 3 then return nil end
    version[#version + 1] = math.tointeger(tonumber(part))
  end
  for i = #version + 1, 3 do version[i] = 0 end
  rest = rest:gsub("%+[%w.%-]+$", "")
  if rest == "" then return version end
  version.before = rest:sub(1, 1) == "-" and parse_identifiers(rest:sub(2)) or nil
  return version.before and version or nil
end

local function compare_identifiers(a, b)
  if not a or not b then return a and -1 or b and 1 or 0 end
  for i = 1, math.max(#a, #b) do
    local x, y = a[i], b[i]
    if x == nil or y == nil then return x == nil and -1 or 1 end
    if x ~= y then
      if type(x) ~= type(y) then return type(x) == "number" and -1 or 1 end
      return x < y and -1 or 1
    end
  end
  return 0
end

---@param a table
---@param b table
---@return integer order -1, 0 or 1
function M.compare(a, b)
  for i = 1, 3 do
    if a[i] ~= b[i] then return a[i] < b[i] and -1 or 1 end
  end
  return compare_identifiers(a.before, b.before)
end

-- The first version that ^version leaves out: the next that may break what was promised.
local function next_breaking(version)
  if version[1] > 0 then return { version[1] + 1, 0, 0 } end
  if version[2] > 0 then return { 0, version[2] + 1, 0 } end
  return { 0, 0, version[3] + 1 }
end

local TESTS = {
  [">="] = function(order) return order >= 0 end,
  ["<="] = function(order) return order <= 0 end,
  [">"] = function(order) return order > 0 end,
  ["<"] = function(order) return order < 0 end,
  ["="] = function(order) return order == 0 end,
}

---@param text string conditions that all hold, parted by commas
---@return { operator: string, version: table }[]? range
---@return string? message
function M.range(text)
  local range = {}
  for part in (text .. ","):gmatch "([^,]*)," do
    local operator, written = part:match "^%s*([<>=^]*)%s*(.-)%s*$"
    local version = M.parse(written)
    if not version then
      return nil, ("“%s” is no version: write \">= 1.2\", \"^1.2\" or \">= 1.2, < 2\""):format(written)
    end
    if operator == "" then operator = "=" end
    if operator == "^" then
      range[#range + 1] = { operator = ">=", version = version }
      range[#range + 1] = { operator = "<", version = next_breaking(version) }
    elseif TESTS[operator] then
      range[#range + 1] = { operator = operator, version = version }
    else
      return nil, ("“%s” is no comparison: one of >= > <= < = ^"):format(operator)
    end
  end
  return range
end

---@param version table
---@param range table
---@return boolean
function M.within(version, range)
  for _, condition in ipairs(range) do
    if not TESTS[condition.operator](M.compare(version, condition.version)) then return false end
  end
  return true
end

return M
